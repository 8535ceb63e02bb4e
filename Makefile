# `make` alone lists what there is. Written for every make since 3.81, the one that macOS brings.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:

PY := .venv/bin/python
READY := .venv/.ready
LOCALE := bot/locale
LANGUAGES := qu en
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: help setup run test test-quick test-later lint format pytest chromium compiler lock wheels messages bench bench-history soak mutants clean

help: ## List these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(READY) ## Make .venv with everything that the locks name; the second time, nothing

run: setup ## Start the demo on http://127.0.0.1:8080 (other port, other course: make run PORT=9000 COURSE=lessons_en)
	@YACHASKI_COURSES="$(COURSE)" $(PY) -m bot demo

test: setup chromium compiler lint pytest ## Run every check and every test; as root it installs Chromium and gcc if missing

test-quick: setup ## Run the tests for daily work, about a minute: no browser, no process, nothing slow
	$(quick)

test-later: setup compiler ## The same with the clock a year ahead, on Linux (another day: make test-later LATER=800)
	mkdir -p build && cc -shared -fPIC -o build/later.so tests/later.c
	LATER_DAYS=$(LATER) LD_PRELOAD=$(CURDIR)/build/later.so $(quick)

quick = $(PY) -m pytest -m 'not browser and not process and not slow' $(spread)
spread = -n auto --maxprocesses 4 --dist loadfile
LATER = 366

lint: setup ## Check style, format and types
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy

format: setup ## Mend style and format where a tool can
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

lock: ## Write the locks anew; newer versions too: make lock UPGRADE=--upgrade
	@$(find_python); rm -rf build/lock && $$python -m venv build/lock && build/lock/bin/python -m pip install --quiet uv
	@$(uv_compile) pyproject.toml build.in -o requirements.txt
	@$(uv_compile) --extra dev -c requirements.txt pyproject.toml build.in -o requirements-dev.txt

wheels: setup ## Gather all that a box without internet needs: build/wheels (for another kind: make wheels FOR=...)
	rm -rf build/wheels
	$(PY) -m pip download --quiet --require-hashes $(FOR) -r requirements.txt -d build/wheels
	$(PY) -m pip wheel --quiet --no-deps --no-build-isolation . -w build/wheels

messages: setup ## Collect the bot's sentences into its catalogs and compile these
	mkdir -p $(LOCALE)
	$(PY) -m babel.messages.frontend extract -F pyproject.toml -k _n:1,2 --sort-by-file --add-location=file --no-wrap \
	    --project=yachaski --copyright-holder="Yachaski contributors" -o $(LOCALE)/messages.pot bot scheduler
	for language in $(LANGUAGES); do \
	    $(PY) -m babel.messages.frontend update -i $(LOCALE)/messages.pot -d $(LOCALE) -l $$language \
	        --init-missing --ignore-pot-creation-date --no-fuzzy-matching --no-wrap || exit 1; \
	done
	$(PY) -m babel.messages.frontend compile -d $(LOCALE) --statistics

bench: setup ## Measure what carries the load beside what people would use instead
	$(PY) -m bench

bench-history: setup ## Measure what a long history costs: the rows of `make bench` that are about it
	$(PY) -m bench history announcement

mutants: setup ## Plant forty mistakes, one after the other, and say which the tests do not see (some: make mutants FILE=sender)
	$(PY) -m tests.mutants $(FILE)

soak: setup ## Live through bad days for an hour (one of them: make soak ROW=name SEED=7)
	$(PY) -m tests.soak $(if $(ROW),--row $(ROW)) $(if $(SEED),--seed $(SEED))

clean: ## Remove .venv and whatever the tools left
	rm -rf .venv .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache build dist htmlcov
	rm -f $(LOCALE)/messages.pot
	find bot lessons_es scheduler tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- How -------------------------------------------------------------------------------------------------------

# Sets $python: python3 where it suits, otherwise the newest that does. A name on the path proves nothing (it may be
# a version manager's empty shim, or Debian's python3 without python3-venv), so each one is asked.
SUITS := import sys, ensurepip, sqlite3, ssl, venv; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
define find_python
python=; for name in python3 python3.13 python3.12 python3.11; do \
    if $$name -c '$(SUITS)' >/dev/null 2>&1; then python=$$name; break; fi; done; \
if [ -z "$$python" ]; then \
    echo 'Yachaski needs Python 3.11, 3.12 or 3.13 with its venv module, and found none.' >&2; \
    echo 'Yachaski necesita Python 3.11, 3.12 o 3.13 con su módulo venv, y no encontró ninguno.' >&2; \
    echo '  Debian, Ubuntu: sudo apt-get install python3 python3-venv     macOS: brew install python@3.13' >&2; \
    exit 1; \
fi
endef

# An old .venv is kept, so that a change of the locks costs seconds; one whose Python is gone or unsuitable is not.
$(shell test -x $(PY) || rm -f $(READY))
$(READY): pyproject.toml build.in requirements.txt requirements-dev.txt
	@if ! $(PY) -c '$(SUITS)' >/dev/null 2>&1; then $(find_python); \
	    echo "Setting up .venv with $$($$python --version), about a minute. / Preparando .venv, más o menos un minuto."; \
	    $$python -m venv --clear .venv; fi
	@$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	@$(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

pytest: setup chromium compiler
	@browser=$$($(find_chromium)); YACHASKI_TEST_CHROMIUM="$$browser" $(PY) -m pytest --cov $(spread)

# Playwright drives the system's own Chromium; the tests find it by YACHASKI_TEST_CHROMIUM, or by name on the path.
define find_chromium
for name in "$$YACHASKI_TEST_CHROMIUM" chromium chromium-browser google-chrome \
    '/Applications/Chromium.app/Contents/MacOS/Chromium' \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do \
    [ -n "$$name" ] && command -v "$$name" && break; done
endef

chromium:
	@if $(find_chromium) >/dev/null; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing Chromium for the browser tests.'; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; \
	elif command -v apt-get >/dev/null; then \
	    echo 'The browser tests need Chromium: sudo apt-get update && sudo apt-get install -y chromium' >&2; exit 1; \
	else \
	    echo 'The browser tests need Chromium. On macOS: brew install --cask chromium' >&2; exit 1; \
	fi

# The tests of power cuts lay a small C library under a process, to record what it writes; on Linux alone that can be.
compiler:
	@if [ "$$(uname -s)" != Linux ] || echo '#include <dlfcn.h>' | cc -fsyntax-only -x c - >/dev/null 2>&1; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo 'Installing a C compiler for the tests of power cuts.'; \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gcc libc6-dev; \
	elif command -v apt-get >/dev/null; then \
	    echo 'The tests of power cuts need gcc: sudo apt-get update && sudo apt-get install -y gcc libc6-dev' >&2; exit 1; \
	else \
	    echo 'The tests of power cuts need a C compiler with its headers, as `cc`: install gcc.' >&2; exit 1; \
	fi

uv_compile = UV_CUSTOM_COMPILE_COMMAND='make lock' build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 \
    --generate-hashes --no-strip-extras --no-annotate $(UPGRADE)
