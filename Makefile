# What a person types. `make help` lists it.
# Everything is set up in .venv from the hash-locked requirements; both locks are written by `make lock`.
# They hold all that is needed, so pip resolves nothing: a release of today could only break it.
.DELETE_ON_ERROR:
.PHONY: help install editor run test quick check lint types golden lock clean

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
STORE ?= build/sample-store
PORT ?= 8000
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

install: .venv/ready  ## set up .venv with hkgraph in it (.venv/bin/hkgraph)

.venv/ready: requirements.lock pyproject.toml
	@echo "Setting up .venv with $(PYTHON) (a few minutes the first time) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "error: hkgraph needs Python 3.11 or later\nhint: make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-dev: requirements-dev.lock .venv/ready
	@echo "Adding what tests, types and lint need …"
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

# The editor is no reason to fail: without Node or its registry, /query has the plain form.
EDITOR := src/hkgraph/server/static/editor/editor.js
editor: $(EDITOR)  ## build the SPARQL editor from web/ (needs Node 18 and npm)

$(EDITOR): web/package-lock.json web/package.json web/licences.js $(wildcard web/src/*)
	@if ! node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' 2>/dev/null || ! command -v npm >/dev/null; then \
	  echo "No Node 18 with npm here: /query has the plain editor."; \
	else \
	  echo "Building the editor from web …"; \
	  (cd web && npm ci --silent && npm run --silent build) || echo "It could not be built: /query has the plain editor."; \
	fi

run: install editor  ## build the sample graph and serve it on http://127.0.0.1:8000
	@echo "Building the sample graph from data/articles into $(STORE) …"
	@$(BIN)/hkgraph build data/articles --store $(STORE)
	@echo "Serving it: open http://127.0.0.1:$(PORT) (stop with Ctrl-C)."
	@$(BIN)/hkgraph serve --store $(STORE) --port $(PORT)

test: .venv/ready-dev editor  ## set up and run every test, with the coverage gate
	@echo "Running the tests on $(JOBS) processes …"
	@$(BIN)/coverage erase
	@$(BIN)/pytest --numprocesses $(JOBS) --dist loadfile --cov --cov-report term:skip-covered

quick: .venv/ready-dev  ## run the tests that take less than ten seconds each
	@$(BIN)/pytest -m "not slow" -q

check: lint types test  ## what CI runs: lint, types, tests

lint: .venv/ready-dev  ## ruff, rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: .venv/ready-dev  ## mypy, strict
	@$(BIN)/mypy

golden: .venv/ready-dev  ## write the golden files anew (look at the diff)
	@HKGRAPH_GOLDEN=write $(BIN)/pytest -q tests -k golden

lock:  ## write both lock files anew from pyproject.toml (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

clean:  ## remove what make made
	rm -rf .venv build dist web/node_modules $(dir $(EDITOR))
