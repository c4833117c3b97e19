SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup run test test-long check fix train inbox compare promote bench import mine audit screenshots clean

SHOP := .venv/bin/python
RASA := components/.venv/bin/python
SHOP_READY := .venv/ready
RASA_READY := components/.venv/ready
export PYTHONPATH := $(CURDIR)
export RASA_TELEMETRY_ENABLED := false
export TF_CPP_MIN_LOG_LEVEL := 3
# Where a machine forbids it, every start compiles some 7,000 library files anew: ten seconds each time.
export PYTHONDONTWRITEBYTECODE :=

help: ## Show this list
	@grep -hE '^[a-z%-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | sort | awk -F'\t' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(SHOP_READY) $(RASA_READY) ## Make both Python environments

$(SHOP_READY): pyproject.toml uv.lock jobs/environments.sh
	@jobs/environments.sh shop
$(RASA_READY): components/pyproject.toml components/uv.lock jobs/environments.sh
	@jobs/environments.sh rasa

run: setup ## Set up all that is missing, then serve on http://127.0.0.1:8000 (PORT=9000 moves it)
	@exec $(SHOP) -m jobs.serve

test: setup ## Run every test
	@OMP_NUM_THREADS=1 $(RASA) -m pytest -n 2 --dist loadfile tests/components
	@OMP_NUM_THREADS=1 $(SHOP) -m pytest -n 2 -m "not slow and not long"
	@$(SHOP) -m pytest -m slow

test-long: setup ## Run the tests that take several minutes each
	@$(SHOP) -m pytest -m long

check: setup ## Lint, types and the fast tests
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy sales database settings.py
	@$(SHOP) -m pytest -n 2 -m "not slow and not long"

fix: setup ## Put the code into shape
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

train: setup ## Check the training data, train the assistant, print a report
	@$(SHOP) -m jobs.train

inbox: setup ## Show what was misunderstood, most telling first: make inbox ARGS="--days 7"
	@$(SHOP) -m jobs.inbox $(ARGS)

compare: setup ## Compare the newest model (or MODEL=…) with the served one (ARGS=--all plays every conversation)
	@$(SHOP) -m jobs.compare $(MODEL) $(ARGS)

promote: setup ## Serve a compared model: make promote MODEL=… (ARGS="--back" goes back one)
	@$(SHOP) -m jobs.promote $(MODEL) $(ARGS)

import: setup ## Take in a shop's files: make import FILE="products.csv orders.csv"
	@$(SHOP) -m jobs.import_shop $(FILE)

mine: setup ## Learn from the orders what is bought together
	@$(SHOP) -m jobs.mine $(ARGS)

bench: bench-understanding bench-mood bench-complements bench-complement-queries bench-conversation ## Run every benchmark against its peers

bench-%: setup ## Run one benchmark: make bench-mood ARGS="--test c.csv"
	@jobs/environments.sh bench
	@$(if $(filter understanding mood spans inbox,$*),$(RASA),$(SHOP)) -m benchmarks.$(subst -,_,$*) $(ARGS)

audit: setup ## Read a sample of what customers agreed to: make audit SAMPLE=50
	@$(SHOP) -m jobs.audit $(if $(SAMPLE),--sample $(SAMPLE)) $(ARGS)

screenshots: setup ## Make the README's pictures again
	@$(SHOP) -m jobs.screenshots

clean: ## Remove both environments; the shop's state in ./var stays
	@rm -rf .venv components/.venv
