# Two commands matter: `make serve` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# The sample department's first adoption, pinned here as a real department pins its own outside the repository.
export CLEARANCE_ROOT_PIN ?= $(shell cat sample-keys/root-pin.txt 2>/dev/null)

# Where it is set, every command would compile all of the package again, which takes most of a second.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /' | sort

serve: $(VENV)/.runtime  ## check, build and serve the sample department on loopback
	$(BIN)/clearance serve --built

demo: $(VENV)/.runtime  ## the whole story on a git server of one's own, in a temporary folder
	$(BIN)/python tools/demo.py

site: $(VENV)/.runtime  ## check and build the sample department into site/
	$(BIN)/clearance build

check: $(VENV)/.runtime  ## what is wrong with the sample department, if anything
	$(BIN)/clearance check

test: $(VENV)/.dev  ## everything that CI checks
	$(BIN)/python tools/verify.py

test-fast: $(VENV)/.dev  ## the quick part of the unit tests, under a minute
	$(BIN)/pytest -q -n 3 -m "not site and not browser" $(addprefix --ignore=tests/,cli forge fuzz history media mkdocs_plugin packs records report texts)

coverage: $(VENV)/.dev  ## which lines the tests reach; half as long again as the tests alone
	$(BIN)/pytest -q -n 3 --dist worksteal --cov --cov-report=term --cov-fail-under=95

lint: $(VENV)/.dev  ## style, types and layers
	$(BIN)/python tools/verify.py lint

docs: $(VENV)/.dev  ## write the generated pages, schemas and rule packs again
	$(BIN)/python tools/generate.py

sign-sample: $(VENV)/.dev  ## sign the sample department again, after a change to it
	$(BIN)/python tools/sign_sample.py

bench: $(VENV)/.dev  ## measure, as ratios
	$(BIN)/python -m bench.verify_approvals
	$(BIN)/python -m bench.text_rules
	$(BIN)/python -m bench.build

lock:  ## pin the requirements again (needs uv)
	uv pip compile -q --universal --python-version 3.11 --no-strip-extras --generate-hashes --no-header --no-annotate --upgrade --group build pyproject.toml -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --no-strip-extras --generate-hashes --no-header --no-annotate -c requirements.txt --group build --group dev pyproject.toml -o requirements-dev.txt

$(VENV)/.runtime: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:  ## remove what was made here
	rm -rf $(VENV) site build .pytest_cache .mypy_cache .ruff_cache

.PHONY: help serve demo site check test test-fast coverage lint docs sign-sample bench lock clean
