# Two commands matter: `make try` and `make test`. Each installs what it needs into .venv first.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help try run test quick check lint types contract tests format bench chaos lock clean
help:            ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | sort

try: .venv/.run  ## a small Slack on this machine with the real bot in it
	@$(BIN)/firebell try $(ARGS)

test: check tests ## everything that CI runs

quick: check ## what can be checked in less than a minute, while you work
	$(BIN)/pytest tests packages/slack-sandbox/sandbox_tests/contract $(SLOW:%=--ignore=%) -k "not postgres"

# Tests that start programs or whole evenings.
SLOW := tests/stories tests/kills tests/cli tests/test_distributions.py tests/test_contributing.py

check: lint types contract

lint: .venv/.dev ## formatting and lint
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/.dev ## strict types, tests included
	$(BIN)/mypy

contract: .venv/.dev ## imports go down only
	$(BIN)/lint-imports --no-cache
	cd packages/slack-sandbox && ../../$(BIN)/lint-imports --no-cache

# Three processes on two cores, each given one test after the other; what judges the whole run reads afterwards what each of them has seen.
tests: export SEEN_FOLDER := $(CURDIR)/.pytest_cache/seen
tests: .venv/.dev .venv/.browser .venv/.node ## unit tests, stories, browser tests
	rm -rf $(SEEN_FOLDER)
	$(BIN)/pytest -m "not last" -n auto --maxprocesses 4 --dist load --maxschedchunk 1
	$(BIN)/pytest -m last packages/slack-sandbox/sandbox_tests/contract

format: .venv/.dev ## put the code into shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

chaos: .venv/.dev ## a whole life, killed at each call and commit, each fault at each call; takes hours
	@$(BIN)/python -m tests.kills $(ARGS)

bench: .venv/.dev ## calls, round trips and times against the sandbox
	@$(BIN)/python -m bench

# What runs comes from a lock with hashes; the project itself can't stand in one, so it comes second.
.venv/.run: requirements/run.txt pyproject.toml packages/slack-sandbox/pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what Firebell runs on (once, about a minute) …"
	$(BIN)/pip install -q --require-hashes -r requirements/run.txt
	$(BIN)/pip install -q --require-hashes -r requirements/build.txt
	$(BIN)/pip install -q --no-deps --no-build-isolation -e packages/slack-sandbox -e .
	@touch $@

.venv/.dev: .venv/.run requirements/dev.txt
	@echo "Installing what the tests need (once) …"
	$(BIN)/pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.browser: .venv/.dev scripts/browser
	scripts/browser
	@touch $@

# The bot on Node of one test; Node itself comes from PyPI.
.venv/.node: .venv/.dev packages/slack-sandbox/sandbox_tests/node_bot/package-lock.json scripts/node_bot
	@scripts/node_bot && touch $@ || true

lock:            ## write the locks anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --group dev --extra postgres pyproject.toml packages/slack-sandbox/pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra postgres pyproject.toml packages/slack-sandbox/pyproject.toml -c requirements/dev.txt -o requirements/run.txt
	printf 'hatchling\neditables\n' | uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements/dev.txt - -o requirements/build.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis
