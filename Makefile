# Everything here sets up what it needs: a virtual environment in .venv with cml-kg and its tools.
PYTHON ?= python3
BIN := .venv/bin
GRAPH ?= graph

.DEFAULT_GOAL := demo
.PHONY: demo test lint test-slow test-browser test-reasoner docs bench pictures wheel vendor clean

# The main job: the graph of seeds/, the answer to a question, and where to look next.
demo: .venv/installed
	@$(BIN)/cml-kg build seeds -o $(GRAPH)
	@echo
	@echo "Which agents address imatinib resistance?"
	@$(BIN)/cml-kg query agents-addressing-resistance --drug imatinib -g $(GRAPH)

test: .venv/installed
	$(BIN)/python -m pytest -n auto --dist loadfile

lint: .venv/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/cml-kg check

test-slow: .venv/installed
	$(BIN)/python -m pytest -m slow

# Needs Chromium on the machine; installs none.
test-browser: .venv/installed
	$(BIN)/python -m pytest -m browser

test-reasoner: .venv/reasoner
	$(BIN)/python -m pytest -m reasoner

# HermiT, the OWL API and a Java for them (about 130 MB, once); nothing of the machine's.
.venv/reasoner: .venv/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[reasoner]'
	@touch $@

# The ontology as a page to read: build/docs/ontology.html
docs: .venv/installed
	@$(BIN)/python -m docs.ontology build/docs/ontology.html

# The pictures of the README, from the sentences in docs/example; the screenshot needs Chromium.
pictures: .venv/installed
	@$(BIN)/python -m docs.pictures docs/pictures

# Extraction beside what one would otherwise take, into benchmarks/speed.md; some 500 MB of peers, once.
bench: .venv/installed
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	$(BIN)/python -m benchmarks

wheel: .venv/installed
	$(BIN)/python -m build --wheel

# Makes the vendored scripts of the pages again, from their lock files; needs npm.
vendor:
	cd kg/web/static/vendor && npm run vendor
	cd kg/server/static/vendor && npm run vendor

.venv/installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cml-kg needs Python 3.11 or newer: make PYTHON=python3.12")'
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache
	-find graph -mindepth 1 -maxdepth 1 ! -name curated -exec rm -rf {} + # curators' decisions stay
