"""The walls between the rooms, read off the imports."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"
MODULES = {
    ".".join(("kg", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
READING = ("readers", "text", "terminology", "extract", "relate", "columns", "second_reader")
GRAPH = ("graph", "query", "export", "stores", "web", "plot", "server")
RDF = {"rdflib", "pyoxigraph", "pyshacl", "networkx", "matplotlib"}
PURE = {"kg.model", "kg.errors"}
MEETING_PLACES = {"kg.model", "kg.errors", "kg.resources", "kg.terminology"}


def imports(module: str) -> set[str]:
    """Every module that the module names in an import, those inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports by full names only"
            members = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= members & MODULES.keys() or {node.module or ""}
    return found


def rooms(*names: str) -> list[str]:
    """The modules of those rooms."""
    return [module for module in MODULES if module.split(".")[1:2] and module.split(".")[1] in names]


@pytest.mark.parametrize("module", rooms(*READING))
def test_the_reading_wing_knows_no_rdf(module: str) -> None:
    forbidden = {f"kg.{room}" for room in GRAPH} | RDF
    crossed = {
        name
        for name in imports(module)
        if any(name == wall or name.startswith(wall + ".") for wall in forbidden)
    }
    assert not crossed, f"{module} is of the reading wing and imports {sorted(crossed)}"


@pytest.mark.parametrize("module", rooms(*GRAPH))
def test_the_graph_wing_reads_no_prose(module: str) -> None:
    forbidden = tuple(f"kg.{room}" for room in READING if room != "terminology")
    crossed = {name for name in imports(module) if name.startswith(forbidden)}
    assert not crossed, f"{module} is of the graph wing and imports {sorted(crossed)}"


def test_the_server_is_built_on_the_graph_wing_and_nothing_is_built_on_it() -> None:
    below = ("kg.graph", "kg.query", "kg.ask", "kg.export", "kg.web", "kg.plot", "kg.server")
    below += ("kg.errors", "kg.resources")
    for module in rooms("server"):
        crossed = {name for name in imports(module) if name.startswith("kg.") and not name.startswith(below)}
        assert not crossed, f"{module} is of the server and imports {sorted(crossed)}"
    serving = {"starlette", "uvicorn", "jinja2"}
    for module in MODULES.keys() - set(rooms("server")) - {"kg.commands.serve"}:
        crossed = {
            name for name in imports(module) if name.startswith("kg.server") or name.split(".")[0] in serving
        }
        assert not crossed, f"{module} imports {sorted(crossed)}, which only the server may"


def test_whatever_asks_the_store_does_so_in_a_worker() -> None:
    for module in rooms("server"):
        if ".reads." not in module and module not in ("kg.server.description", "kg.server.serve"):
            opens = {"pyoxigraph", "kg.graph.store"} & imports(module)
            assert not opens or module in ("kg.server.worker", "kg.server.pool"), f"{module} imports {opens}"


@pytest.mark.parametrize("module", sorted(PURE))
def test_the_ground_floor_stands_alone(module: str) -> None:
    assert not {name for name in imports(module) if name.split(".")[0] == "kg"}


def test_nobody_imports_the_command_line() -> None:
    users = [module for module in MODULES if "kg.cli" in imports(module) and module != "kg.__main__"]
    assert users == []
    users = [module for module in MODULES if any(name.startswith("kg.commands") for name in imports(module))]
    assert {module for module in users if module not in rooms("commands")} == {"kg.cli"}


def test_every_command_is_in_the_table() -> None:
    from kg.commands import COMMANDS

    files = {module for module in rooms("commands") if _defines(module, "run")}
    in_table = {f"kg.commands.{name}" for name in COMMANDS}
    assert files == in_table, f"add these to COMMANDS in kg/commands/__init__.py: {sorted(files - in_table)}"


def test_no_circles() -> None:
    edges = {
        module: {name for name in imports(module) if name in MODULES and name != module} for module in MODULES
    }
    for module in edges:  # a package's table names its members; its members do not name it
        package = module.rpartition(".")[0]
        assert package in ("", "kg") or package not in edges[module], f"{module} imports its own package"
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for other in sorted(edges[module]):
                visit(other, (*path, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def test_every_claim_rule_is_in_the_table() -> None:
    from kg.relate import reader

    with_rules = {module for module in rooms("relate") if _defines(module, "find")}
    in_table = {rule.__module__ for rule in reader.RULES}
    assert with_rules == in_table, (
        f"add these to RULES in kg/relate/reader.py: {sorted(with_rules - in_table)}"
    )


def test_every_reader_is_in_the_table() -> None:
    from kg.readers import READERS

    files = {module for module in rooms("readers") if _defines(module, "recognise")}
    in_table = {reader.__name__ for reader in READERS.values() if hasattr(reader, "__name__")}
    assert files == in_table, f"add these to READERS in kg/readers/__init__.py: {sorted(files - in_table)}"


def _defines(module: str, function: str) -> bool:
    body = ast.parse(MODULES[module].read_text()).body
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in body)
