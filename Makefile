# Assay's commands. Each sets itself up: the first run makes .venv, later ones reuse it.
# A fresh machine needs python3.11 with pip, make and git, and nothing else.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3.11
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(VENV)/.set-up
BENCH := $(VENV)/.bench

export DAGSTER_HOME ?= $(CURDIR)/.dagster
export DBT_PROFILES_DIR ?= $(CURDIR)/dbt_project
# Neither Dagster nor dbt reports to anybody.
export DAGSTER_TELEMETRY_DISABLED := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := False

.PHONY: help setup refresh sources verdict test lint lint-python lint-sql format dev accuracy bench repair-bench bench-pages bench-site bench-archive real-files fuzz clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The stamp is written last, so a set-up that was cut short starts again.
$(SETUP): requirements.txt pyproject.toml
	@echo "Setting up $(VENV) (once; a few minutes on an empty cache) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV)
	@test -x $(BIN)/uv || $(PYTHON) -m pip --python $(BIN)/python install --quiet uv==$(UV_VERSION)
	@$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

setup: $(SETUP) ## make .venv with everything in it

refresh: $(SETUP) ## read what is new in the sources and publish the warehouse
	@$(BIN)/python -m orchestration.refresh

.PHONY: backfill
backfill: $(SETUP) ## fetch a source's history: make backfill SOURCE=name FROM=2025-01-01 TO=2025-12-31
	@$(BIN)/python -m orchestration.refresh --history-of "$(SOURCE)" --from "$(FROM)" --to "$(TO)"

sources: $(SETUP) ## show each source: last success, last new document, counts, trouble
	@$(BIN)/python -m orchestration.ingestion.overview

verdict: $(SETUP) ## decide about a claim: shows it, asks, and adds a row to the verdicts
	@$(BIN)/python -m orchestration.verdicts.command

# On all cores; a process of tests takes up to a gigabyte.
test: $(SETUP) ## run all tests
	@$(BIN)/pytest -n auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder

lint: $(SETUP) ## check format, types, SQL and the dbt project
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint-python lint-sql

lint-python: $(SETUP)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy

lint-sql: $(SETUP)
	@cd dbt_project && ../$(BIN)/dbt parse --quiet --profiles-dir .
	@cd dbt_project && ../$(BIN)/sqlfluff lint --processes 0 --nocolor models analyses tests

format: $(SETUP) ## bring Python and SQL into shape
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@cd dbt_project && ../$(BIN)/sqlfluff fix --nocolor models analyses tests

dev: $(SETUP) ## Dagster's UI, its schedule and its sensor, on 127.0.0.1:3000
	@$(BIN)/dagster dev -w workspace.yaml -h 127.0.0.1 -p 3000

accuracy: $(SETUP) ## score the extraction on the labelled articles
	@$(BIN)/python -m benchmarks.accuracy

# What others use is too heavy for a set-up that never measures.
$(BENCH): requirements-bench.txt $(SETUP)
	@echo "Installing what the speed is set beside …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements-bench.txt
	@touch $@

bench: $(BENCH) ## speed and memory beside what others use
	@$(BIN)/python -m benchmarks.speed

bench-pages: $(SETUP) ## tell articles from pages beside what others use: make bench-pages PAGES=FOLDER
	@$(BIN)/python -m benchmarks.pages $(PAGES)

bench-site: $(SETUP) ## visit pages as a site and read them as an archive: make bench-site PAGES=FOLDER
	@$(BIN)/python -m benchmarks.site $(PAGES)

bench-archive: $(SETUP) ## land a web archive of 100,000 records, killed half-way
	@$(BIN)/python -m benchmarks.archives --records $(or $(RECORDS),100000)

real-files: $(SETUP) ## what comes of feeds, archives and PDFs of others: make real-files FILES=FOLDER
	@$(BIN)/python -m benchmarks.real_files $(FILES)

repair-bench: $(SETUP) ## damage texts in the ways that happen and repair them: make repair-bench TEXTS=FILE
	@$(BIN)/python -m benchmarks.repair $(TEXTS)

# Atheris has wheels for Linux alone, so no set-up installs it.
SECONDS_OF_FUZZING = $(or $(filter-out 0,$(SECONDS)),600)
fuzz: $(SETUP) ## fuzz both front doors of the extraction: make fuzz SECONDS=600
	@$(BIN)/uv pip install --quiet --python $(BIN)/python "atheris==3.0.0"
	@nice -n 10 $(BIN)/python -m benchmarks.fuzz --seconds $(SECONDS_OF_FUZZING)

clean: ## remove what refreshes and tools made; inbox and reference tables stay
	@rm -rf data/raw data/build data/published .dagster/storage .dagster/logs .dagster/history
	@rm -rf .fuzz .mypy_cache .ruff_cache .pytest_cache .hypothesis dbt_project/target dbt_project/logs
	@find . -path ./$(VENV) -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
	@echo "Clean. $(VENV) stays; remove it by hand to set up anew."
