# Two commands matter: `make run` opens newsview on the sample articles, `make test` checks it all.
# Both build their own virtual environment from the lock files.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CORPUS ?= store/sample
MODEL := models/it_newsview

.PHONY: run test check pytest format lock keys screenshots benchmarks clean

run: $(VENV)/run.done
	$(BIN)/newsview $(CORPUS)

test: check pytest

check: $(VENV)/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	cd $(MODEL) && $(abspath $(BIN))/mypy

pytest: $(VENV)/test.done
	$(BIN)/python -m pytest
	cd $(MODEL) && $(abspath $(BIN))/python -m pytest

format: $(VENV)/test.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

keys: $(VENV)/run.done
	$(BIN)/python -m newsview.tui.keys_page > docs/keys.md

screenshots: $(VENV)/run.done
	$(BIN)/python -m screenshots.make

benchmarks: $(VENV)/run.done
	$(BIN)/python -m benchmarks

# Needs uv; prints neither indexes nor paths, so the files are the same on every machine.
lock:
	uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o requirements.lock
	uv pip compile -q pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate -o requirements-dev.lock

$(VENV)/run.done: requirements.lock pyproject.toml $(MODEL)/pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e . -e $(MODEL)
	touch $@

$(VENV)/test.done: requirements-dev.lock pyproject.toml $(MODEL)/pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps -e . -e $(MODEL)
	touch $@ $(VENV)/run.done

clean:
	rm -rf $(VENV) build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
