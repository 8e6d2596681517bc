# Panelwright from a bare checkout: `make run` to use it, `make test` to work on it. Needs make and Python 3.11 or newer.

VENV := .venv
PYTHON := $(VENV)/bin/python
SHELL := /bin/sh
.DEFAULT_GOAL := help

# What a studio in earnest has set; only for the deployment check.
IN_EARNEST := STUDIO_HTTPS=1 STUDIO_HOSTS=comics.example.org STUDIO_DATA=build/check \
	STUDIO_SECRET_KEY=made-up-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz

# Where one missed branch may be a hole: tests take every branch of these files.
EVERY_BRANCH := studio/vault.py,studio/fetch.py,studio/addresses.py,studio/bodies.py,comics/access.py,comics/bearer.py,comics/models/tokens.py,comics/actions/tokens.py,comics/actions/uploads.py,comics/drawing/untrusted.py

.PHONY: help run setup setup-dev test test-services check bench lock clean

help:  ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1 — /p' Makefile

run: setup  ## start the studio; HOST and PORT say where (127.0.0.1:8000), STUDIO_DATA where its data live (var/)
	@$(PYTHON) manage.py prepare
	@exec $(PYTHON) manage.py studio

setup:  ## make the environment in .venv; EXTRAS="cjk rtl sea south-asia" adds fonts, "services" PostgreSQL, Redis, S3
	@sh requirements/set_up.sh base $(EXTRAS)

setup-dev:
	@sh requirements/set_up.sh base dev

test: setup-dev  ## run all tests; those in a browser where there is a Chromium (or STUDIO_CHROMIUM names one); COVERAGE=1 measures
	@$(PYTHON) -m pytest -n 2 $(if $(COVERAGE),--cov --cov-report=) $(TESTS)
ifdef COVERAGE
	@$(PYTHON) -m coverage report --skip-covered --skip-empty --fail-under=90
	@$(PYTHON) -m coverage report --include=$(EVERY_BRANCH) --fail-under=100
endif

test-services: setup-dev  ## the same on PostgreSQL and Redis, on this machine or where DATABASE_URL and REDIS_URL say, and on S3
	@$(PYTHON) -m tests.on_services -n 2 $(TESTS)

check: setup-dev  ## style, types, storeys, migrations, settings for earnest use, weak spots, known holes in packages
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(VENV)/bin/lint-imports
	STUDIO_DATA=build/check $(PYTHON) manage.py makemigrations --check --dry-run
	$(IN_EARNEST) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(VENV)/bin/bandit --quiet --configfile pyproject.toml --recursive studio comics
	$(PYTHON) requirements/audit.py

bench: setup-dev  ## measure beside our peers; fails when a limit is missed
	@$(PYTHON) -m bench.run $(BENCH)

lock:  ## lock the newest packages that requirements/*.in allow, with hashes
	@sh requirements/lock.sh

clean:  ## remove everything that can be made again; data in var/ stay
	rm -rf $(VENV) .venv.lock build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage htmlcov
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
