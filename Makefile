# Every target calls one script. `make` alone lists them.
SHELL := /bin/bash
# One locale for all that runs here, so that sorting and messages are the same everywhere.
export LC_ALL := C
export PYTHONUTF8 := 1
export NO_MKDOCS_2_WARNING := 1
PYTHON ?= python3
RUN := .venv/bin/python -m
# `make serve LANG=nb`: only what is said on the command line counts, since every shell has a LANG of its own.
ONE := $(if $(filter command line,$(origin LANG)),$(LANG))

.PHONY: help serve site preview offline-zip release-check audit licences test check translation-status translation-diff mark-translated new-locale review-due check-external-links bench requirements clean browser packages
help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 24

serve: .venv/ready ## set up, build and show the site with live reload; LANG=nb for one language
	SITE_LANGUAGE=$(ONE) $(RUN) mkdocs serve $(if $(ADDRESS),--dev-addr $(ADDRESS)) $(SERVE_FLAGS)

site: .venv/ready ## build the release into site/
	$(RUN) scripts.build

test: .venv/ready packages node_modules/.package-lock.json ## set up, build and prove it
	$(RUN) scripts.build
	$(RUN) pytest

check: .venv/ready ## look for mistakes in docs/ without building
	$(RUN) scripts check

translation-status: .venv/ready ## show how far each language is; FLAGS=--exit-code to fail when one is behind
	$(RUN) scripts translation-status $(FLAGS)

translation-diff: .venv/ready ## show what has changed in English since LOCALE=de was translated
	$(RUN) scripts translation-diff $(LOCALE)

mark-translated: .venv/ready ## say that FILE=docs/de/object.md is translated from English as it is now
	$(RUN) scripts mark-translated $(FILE)

new-locale: .venv/ready ## begin a language: LOCALE=da, and NAME=Dansk if it is to have another name
	$(RUN) scripts new-locale $(LOCALE) $(if $(NAME),"$(NAME)")

review-due: .venv/ready ## list the pages that are to be checked again; DATE=2027-01-31 for another day than today
	$(RUN) scripts review-due $(FLAGS) $(DATE)

check-external-links: .venv/ready ## ask every outside address of docs/_data whether it still answers
	$(RUN) scripts check-external-links

bench: .venv/ready browser ## measure this site beside the stock theme, in about ten minutes; QUICK=1 for less
	$(RUN) scripts.bench $(if $(QUICK),--quick)

preview: .venv/ready ## show site/ by Caddy as a host would; ADDRESS=http://127.0.0.1:8080, BASE_PATH=/a/b
	ADDRESS=$(or $(ADDRESS),https://localhost:8443) SITE="$(CURDIR)/site" UNDER=$(BASE_PATH) .venv/bin/caddy run --config site/hosting/Caddyfile

offline-zip: .venv/ready ## make posts-and-ai-<date>.zip of site/, for a place without a network
	$(RUN) scripts offline-zip

release-check: .venv/ready ## say what is missing before site/ may be published; DATE=2027-01-31 for another day than today
	$(RUN) scripts release-check $(DATE)

audit: .venv/ready ## ask for known flaws of all that is pinned; needs a network
	.venv/bin/pip-audit --requirement requirements.txt --require-hashes --disable-pip

licences: .venv/ready ## list the licences of all that is pinned; those in the site stand in site/LICENCES.txt
	.venv/bin/pip-licenses --from=mixed --order=license --with-urls

requirements: .venv/ready ## write requirements.txt again from requirements.in
	.venv/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --no-emit-options --no-header --output-file requirements.txt requirements.in

clean: ## remove everything that was made
	rm -rf .venv .build .cache site .pytest_cache .hypothesis node_modules posts-and-ai-*.zip

# Built again whenever the pinned list changes. An unfinished environment is never taken for a finished one.
.venv/ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: install it, or say PYTHON=/path/to/python3.11'; exit 1; }
	rm -rf .venv
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	touch $@

# The checkers that come by npm (package.json); npm writes this file last. Nothing of theirs is run while they are installed.
node_modules/.package-lock.json: package.json package-lock.json .npmrc | packages
	npm ci --ignore-scripts --silent
	touch $@

# What neither pip nor npm brings, for the tests: Chromium, Java and npm.
browser:
	@bash scripts/system_packages.sh browser
packages:
	@bash scripts/system_packages.sh browser java npm
