# Quheng 区衡. Needs git, make and Python 3.11 or newer; uv is used where it is found.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

ifneq ($(UV),)
MAKE_VENV = test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV)
PIP_INSTALL = VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet
else
MAKE_VENV = test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check
endif

.PHONY: help demo test test-all lint format lock docs benchmark mutation clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

# What it takes to use Quheng, with all extras, at the pinned versions.
$(VENV)/.installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
	@$(MAKE_VENV)
	@$(PIP_INSTALL) --constraint requirements.lock --editable '.[all]'
	@touch $@

# What it takes to develop it: the linters, the test tools and the peers that tests compare with.
$(VENV)/.developed: $(VENV)/.installed
	@$(PIP_INSTALL) --requirement requirements.lock
	@touch $@

demo: $(VENV)/.installed ## rank the districts, print the first 20 and write the report
	@$(BIN)/quheng build district-investment --out out/district-investment --workers 2
	@echo "The service ledger with a sample district, on SQLite: $(BIN)/quheng serve --demo"
	@echo "On PostgreSQL: see docs/how-to/run-the-ledger.md"

test: $(VENV)/.developed ## the tests but the long ones, with coverage
	@$(BIN)/pytest --numprocesses 2 --dist loadfile -m "not long" --cov --cov-report=term

test-all: $(VENV)/.developed ## every test, the long ones too
	@$(BIN)/pytest --numprocesses 2 --dist loadfile

lint: $(VENV)/.developed ## format, lint, types and the floors of the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.developed ## write the format that lint asks for
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## compile requirements.lock anew from pyproject.toml
	@uv pip compile --quiet --universal --no-annotate --no-header --no-emit-index-url \
		--all-extras --group dev --python-version 3.11 pyproject.toml -o requirements.lock

docs: $(VENV)/.installed ## write the reference pages from the docstrings
	@$(BIN)/python docs/generate.py

benchmark: $(VENV)/.developed ## measure, and write the tables where they are quoted
	@$(BIN)/python -m benchmarks

mutation: $(VENV)/.developed ## change deadlines, scope and chain, and see whether tests notice (slow)
	@$(BIN)/python -m benchmarks.mutation

clean: ## remove the virtual environment and what was written
	@rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
