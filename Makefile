# Marsad. `make demo`: from a fresh checkout to the map of a sample; `make test`: all checks.
# Needs Python 3.11 or later with venv, Node 20 with npm, and the package registries.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PAGE := src/marsad/publish/bundle/report.html
CODE := src tests training benchmarks hatch_build.py

# One thread a process: small matrices gain nothing from more, and two test processes share two cores.
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: help demo test audit lint train wheel web chromium postgresql clean

help:
	@echo "make demo    read the sample reports in examples/al-bab, write report.html"
	@echo "make test    install what the tests need, and run them all"
	@echo "make audit   ask PyPI and npm about known holes in what is pinned (needs the network)"
	@echo "make soak    kill the service fifty times under load, on both databases; nothing may be lost"
	@echo "make wheel   build dist/*.whl, which needs neither Node nor this checkout"
	@echo "make web     build the reader's page"
	@echo "make train   train the language model and the claims' models from the corpora"

demo: $(VENV)/.installed web
	$(BIN)/marsad run examples/al-bab/reports --ledger demo.db --report report.html

test: lint web chromium postgresql
	$(BIN)/python -m pytest -n 2 --dist loadfile

audit: $(VENV)/.installed-dev
	$(BIN)/pip-audit --requirement constraints.txt --no-deps --disable-pip
	cd web && npm audit --omit=dev

# Some ten minutes; not in CI.
soak: $(VENV)/.installed-dev postgresql
	$(BIN)/python benchmarks/soak.py --database sqlite
	$(BIN)/python benchmarks/soak.py --database postgresql

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy

train: $(VENV)/.installed-train
	$(BIN)/python -m training.train
	$(BIN)/python -m training.attribution
	$(BIN)/python -m training.claims
	$(BIN)/python -m training.times

wheel: $(VENV)/.installed web
	rm -rf dist
	$(PIP) wheel . --no-deps --wheel-dir dist
	@ls -l dist

web: $(PAGE)

$(PAGE): web/package-lock.json web/package.json web/report.html web/vite.config.ts $(shell find web/src -type f)
	cd web && npm ci --no-audit --no-fund --loglevel=error && npm run build
	@touch $@

# The browser of the tests. Only root can install it; without it they are skipped (in CI they fail).
chromium:
	@if command -v chromium >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	else echo "No Chromium: the browser tests are skipped (apt-get install chromium)"; fi

# The server of the tests, which start one of their own. Only root can install it; without it they are skipped (in CI
# they fail). Debian's own cluster is not wanted: it would run beside.
postgresql:
	@if ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ]; then \
	  mkdir -p /etc/postgresql-common && echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf; \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    -o Dpkg::Options::=--force-confold postgresql; \
	else echo "No PostgreSQL: its tests are skipped (apt-get install postgresql)"; fi

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); [ "$$(id -u)" = 0 ] && apt-get update -qq \
	  && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); }

$(VENV)/.installed: pyproject.toml constraints.txt hatch_build.py | $(BIN)/python
	$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/.installed-train: $(VENV)/.installed
	$(PIP) install -c constraints.txt -e '.[train]'
	@touch $@

clean:
	rm -rf $(VENV) dist web/node_modules src/marsad/publish/bundle report.html demo.db*
