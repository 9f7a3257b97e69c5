# `make build` and `make test` each do all their set-up on a fresh machine; they need Python 3.11 or later with venv, and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CODE := generator tests templates/python

.PHONY: build check test lint format update clean

build: $(READY)
	$(BIN)/docs2client build

check: $(READY)
	$(BIN)/docs2client check

test: $(READY) lint
	$(BIN)/python -m pytest -n auto

# Formatting, style and types.
lint: $(READY)
	$(BIN)/black --check --quiet $(CODE)
	$(BIN)/ruff check --quiet $(CODE)
	$(BIN)/mypy

format: $(READY)
	$(BIN)/ruff check --fix --quiet $(CODE)
	$(BIN)/black --quiet $(CODE)

# Accept what the program gives now as the expected output of the cases; look at the difference before committing it.
update: $(READY)
	$(BIN)/python -m pytest -q tests/test_cases.py tests/test_package_cases.py --update

clean:
	rm -rf $(VENV) .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=/path/to/python3")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $(READY)
