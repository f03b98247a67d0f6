# Redress: every command starts from a bare checkout with Python 3.11 or newer and make.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run build wheel test test-all lint lint-services lint-web lint-types lint-generated chaos bench bench-large bench-peers bench-quick bench-letting-go bench-endurance generate migration lock audit sbom clean check-checkout

PORT ?= 8000
DEMO ?= 1
REDRESS_DATA_DIR ?= $(CURDIR)/var
export PORT REDRESS_DATA_DIR
# Compiled modules halve the time to start.
unexport PYTHONDONTWRITEBYTECODE

PYTHON_IN := .venv/bin/python
# Node comes from its wheel, so npm and node are the same on every machine.
NPM := PATH="$(CURDIR)/.venv/bin:$$PATH" npm --prefix frontend --silent

# A moved checkout has an environment that points to its old place; make it again.
MOVED := $(if $(wildcard .venv/checkout),$(if $(filter $(CURDIR),$(shell cat .venv/checkout)),,moved))

help: ## Show these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

# The demonstration is for whoever looks at the product; nothing else is to take it from here.
run: export DEMO := $(DEMO)
run: .venv/stamp-run frontend/dist/index.html ## Set up and run on http://127.0.0.1:8000 (PORT=, REDRESS_DATA_DIR=, DEMO=0)
	@REDRESS_LOG_LEVEL=$${REDRESS_LOG_LEVEL:-WARNING} exec .venv/bin/redress serve --port $(PORT)

build: .venv/stamp-run frontend/dist/index.html ## Set up and build without starting

wheel: .venv/stamp-run frontend/dist/index.html ## Write the wheel that a server installs, with the web app in it, into dist/
	@rm -rf dist && $(PYTHON_IN) -m hatchling build --target wheel >.venv/wheel.log 2>&1 || { cat .venv/wheel.log; exit 1; }
	@cp requirements-product.txt requirements-otel.txt dist/
	@ls dist

test: .venv/stamp-dev frontend/dist/index.html ## Run the tests: Python on SQLite and PostgreSQL, front end, browser; what takes long in turn, by the day
	@$(PYTHON_IN) -m scripts.test

test-all: .venv/stamp-dev frontend/dist/index.html ## Every test, on both databases, with all of what repeats: kills, generated requests (an hour)
	@$(PYTHON_IN) -m scripts.test --whole

lint: ## Check style, types, imports, generated client, lock files and what they are made of
	@$(MAKE) --no-print-directory --jobs=2 lint-web lint-services lint-types lint-generated
	@echo "lint: all clean"

# Each has a processor for itself, and begins once what it needs is installed; what takes longest comes first.
lint-services: .venv/stamp-dev .build/sbom/stamp
	@.venv/bin/ruff check --quiet .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/mypy --no-error-summary
	@.venv/bin/lint-imports --no-cache >.venv/lint-imports.log || { cat .venv/lint-imports.log; exit 1; }
	@$(PYTHON_IN) scripts/check_locks.py
	@$(PYTHON_IN) scripts/audit.py --list-alone
	@$(PYTHON_IN) scripts/draw_architecture.py --check

lint-web: frontend/node_modules/stamp
	@$(NPM) run lint

lint-types: frontend/node_modules/stamp
	@$(NPM) run types

lint-generated: .venv/stamp-dev frontend/node_modules/stamp
	@$(PYTHON_IN) scripts/check_generated.py

chaos: .venv/stamp-dev ## Make 500 faults while people call, then look whether all is there (half an hour); SEED=N repeats one
	@$(PYTHON_IN) -m tests.chaos.campaign $(if $(SEED),--seed $(SEED)) $(if $(EARLIER),--earlier $(EARLIER))

bench: .venv/stamp-dev ## Measure submissions, lag, imports, calendar changes, letting go, look-alikes and reports, into bench/results/latest.json
	@$(PYTHON_IN) -m bench

bench-large: .venv/stamp-dev ## The same with as much stored as one council has in ten years and more, an hour
	@$(LARGE) $(PYTHON_IN) -m bench

LARGE := REDRESS_BENCH_REPORTS=10000,100000,1000000 REDRESS_BENCH_SAID=10000,1000000 REDRESS_BENCH_HISTORY=10000,100000 \
	REDRESS_BENCH_CASES=100000 REDRESS_BENCH_LETTING_GO=20000 REDRESS_BENCH_CONTACTS=100000

bench-peers: .venv/stamp-dev ## Measure recording a contact beside a ticket in django-helpdesk, and dashboards beside DuckDB, each installed into an environment of its own
	@$(PYTHON_IN) -m bench peers

bench-quick: .venv/stamp-dev ## Measure what a contact costs on its whole way, beside a bare route and raw commits, in a minute
	@$(PYTHON_IN) -m bench quick

bench-letting-go: .venv/stamp-dev ## Measure what others notice while people are let go of, on both databases (REDRESS_BENCH_LETTING_GO=100000)
	@$(PYTHON_IN) -m bench letting-go

bench-endurance: .venv/stamp-dev ## Measure memory after an hour of people at work, on each database (REDRESS_BENCH_SECONDS=3600)
	@$(PYTHON_IN) -m bench endurance

generate: .venv/stamp-run frontend/node_modules/stamp ## Write the OpenAPI document and the front end's client and words again
	@$(PYTHON_IN) -m standalone.openapi frontend/openapi.json
	@$(NPM) run generate
	@$(PYTHON_IN) scripts/draw_architecture.py

migration: .venv/stamp-dev ## Write a revision of SERVICE= from its models, named by MESSAGE=
	@$(PYTHON_IN) scripts/new_migration.py "$(SERVICE)" "$(MESSAGE)"

UV_COMPILE = env -u UV_INDEX -u UV_EXTRA_INDEX_URL -u UV_DEFAULT_INDEX -u UV_FIND_LINKS .venv/bin/uv pip compile \
	--quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

lock: .venv/stamp-run ## Write the hashed requirements again from pyproject.toml (UPGRADE=1: newest versions)
	@$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --group uv -o requirements-uv.txt
	@$(UV_COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --group build -o requirements.txt
	@$(UV_COMPILE) pyproject.toml -c requirements.txt -o requirements-product.txt
	@$(UV_COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --extra otel -c requirements.txt -o requirements-otel.txt
	@$(UV_COMPILE) $(if $(UPGRADE),--upgrade) pyproject.toml --group dev -c requirements.txt -c requirements-otel.txt -o requirements-dev.txt
	@$(UV_COMPILE) $(if $(UPGRADE),--upgrade) --group audit -c requirements-dev.txt -o requirements-audit.txt

audit: .venv/stamp-audit ## Ask the registries for known faults in what the locks pin
	@$(PYTHON_IN) scripts/audit.py

sbom: .build/sbom/stamp ## Write what the product is built from, as CycloneDX, into .build/sbom

clean: ## Remove everything that was built; data in var/ stays
	@rm -rf .venv dist frontend/node_modules frontend/dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	@find services tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# Stamps are written last, so an interrupted step is done again.

.venv/stamp-run: requirements.txt requirements-uv.txt pyproject.toml scripts/environment.sh $(if $(MOVED),check-checkout)
	@scripts/environment.sh requirements.txt
	@touch $@

.venv/stamp-dev: requirements-dev.txt .venv/stamp-run
	@scripts/environment.sh requirements-dev.txt
	@touch $@

# Two at once would not go into one environment.
.venv/stamp-audit: requirements-audit.txt .venv/stamp-run | .venv/stamp-dev
	@scripts/environment.sh requirements-audit.txt
	@touch $@

# Made anew when a lock has changed, which is all that changes it.
.build/sbom/stamp: requirements.txt frontend/package-lock.json scripts/bill_of_materials.py .venv/stamp-audit
	@$(PYTHON_IN) scripts/bill_of_materials.py
	@touch $@

frontend/node_modules/stamp: frontend/package.json frontend/package-lock.json frontend/.npmrc | .venv/stamp-run
	@echo "Installing front-end packages ..."
	@$(NPM) ci --no-audit --no-fund
	@touch $@

# Folders are listed too: one changes when a file in it is added or removed.
FRONTEND_SOURCES := $(shell find frontend/src frontend/public docs/help) $(wildcard frontend/*.html frontend/*.ts frontend/*.json) services/chassis/version.py

# Built beside and moved into place, so a half-made build is never served.
frontend/dist/index.html: $(FRONTEND_SOURCES) frontend/node_modules/stamp
	@echo "Building the front end ..."
	@$(NPM) run build -- --logLevel warn --outDir dist.new --emptyOutDir
	@rm -rf frontend/dist && mv frontend/dist.new frontend/dist && touch $@
