# Quheng 区衡. Needs git, make and Python 3.11 or newer; uv is used where it is found.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help install demo test lint format lock benchmark clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

install: $(VENV)/.installed ## make .venv and install Quheng with all extras

$(VENV)/.installed: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make PYTHON=python3.12"; exit 1; }
ifneq ($(UV),)
	@test -x $(BIN)/python || uv venv --quiet --python $(PYTHON) $(VENV)
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet -r requirements.lock
	@VIRTUAL_ENV=$(CURDIR)/$(VENV) uv pip install --quiet --no-deps -e .
else
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
endif
	@touch $@

demo: install ## rank the districts, print the first 20 and write the report
	@$(BIN)/quheng build district-investment --out out/district-investment --workers 2

test: install ## the whole test suite, with coverage
	@$(BIN)/pytest --cov --cov-report=term

lint: install ## format, lint, types and the floors of the house
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: install ## write the format that lint asks for
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

lock: ## compile requirements.lock anew from pyproject.toml
	@uv pip compile --quiet --universal --no-annotate --no-header --no-emit-index-url \
		--all-extras --group dev --python-version 3.11 pyproject.toml -o requirements.lock

benchmark: install ## measure, and write the tables of benchmarks/README.md
	@$(BIN)/python -m benchmarks

clean: ## remove the virtual environment and what was written
	@rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
