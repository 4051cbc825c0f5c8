# `make` alone lists what there is. Everything stays in this folder: packages in .venv, models in models/.

PYTHON ?= python3
ARGS ?=
MODELS := vosk-model-small-ru-0.22 vosk-model-small-en-us-0.15 multilingual-e5-small-q4
LANGUAGES := ru en
SOURCES := call datafiles voice nlu dialogs desk replay models engine commands run_assistant.py

VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip --disable-pip-version-check
OTKLIK := $(RUN) run_assistant.py

# Each stamp lies inside what it vouches for, so that it goes when that goes.
PACKAGES := $(VENV)/.packages
FETCHED := $(MODELS:%=models/%/.fetched)
ADAPTED := models/adapted/.adapted
LEARNT := models/sentences/.learnt
TRAINED := $(LANGUAGES:%=models/intents/%/current)

# Two runs of make at once: the second waits, then finds the work done. Without flock they go unguarded.
LOCKED := $(if $(shell command -v flock),flock .setup.lock) $(MAKE) --no-print-directory

.PHONY: help setup models adapt train demo quick test lint requirements ready
.DEFAULT_GOAL := help

# Docker images set it: every process that a test starts would compile the whole program anew.
unexport PYTHONDONTWRITEBYTECODE

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 22
	@echo "  PYTHON=python3.12 chooses the interpreter for a new .venv; ARGS=\"...\" is passed to demo, quick and test."

setup: ## packages, models, and what is learnt from hotline/; done once, then again only when something changed
	+@$(LOCKED) ready
	$(if $(filter setup,$(MAKECMDGOALS)),@echo "Otklik is set up. Try: make demo")

ready: $(PACKAGES) $(FETCHED) $(ADAPTED) $(LEARNT) $(TRAINED)
	@:

models: ## fetch the models and verify every file
	+@$(LOCKED) $(PACKAGES)
	$(OTKLIK) models fetch
	$(OTKLIK) models verify

adapt: ## teach the recogniser the words of hotline/
	+@$(LOCKED) $(PACKAGES)
	$(OTKLIK) adapt

train: ## train the intent models anew from hotline/
	+@$(LOCKED) $(PACKAGES)
	$(OTKLIK) train

demo: setup ## a recorded Russian call through the whole engine
	$(OTKLIK) demo $(ARGS)

# Every process of the tests imports everything anew (some 5 CPU seconds): more of them cost more than they save.
quick: setup ## the tests that neither hear, nor speak, nor train anew
	$(RUN) -m pytest -n auto --maxprocesses 2 --dist loadfile -m "not whole and not device and not benchmark" $(ARGS)

test: setup ## all tests, on up to four cores
	$(RUN) -m pytest -n auto --maxprocesses 4 --dist loadfile -m "not device" $(ARGS)
	$(if $(ARGS),,$(RUN) -m pytest -m device) # alone: real sound runs in real time

lint: ## style, format and types
	+@$(LOCKED) $(PACKAGES)
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy --strict $(SOURCES)

requirements: ## renew requirements/*.txt from pyproject.toml (needs uv)
	@command -v uv >/dev/null || { echo "Install uv first: $(PYTHON) -m pip install uv" >&2; exit 2; }
	@mkdir -p requirements
	@set -e; compile() { \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet "$$@"; \
	}; \
	compile --group build -o requirements/build.txt; \
	compile pyproject.toml -o requirements/run.txt; \
	compile pyproject.toml --group dev -o requirements/dev.txt

# A .venv that was broken off, or that another interpreter is asked for, is made anew; a sound one is kept.
$(PACKAGES): requirements/build.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || { \
	  echo "Otklik needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is $$($(PYTHON) --version 2>/dev/null || echo not installed)" >&2; \
	  echo "Name another one: make setup PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make virtual environments: on Debian and Ubuntu, apt-get install python3-venv" >&2; exit 2; }
	@wanted=$$($(PYTHON) -c 'import sys; print(sys.version_info[:2])'); \
	$(RUN) -c "import pip, sys; sys.exit(str(sys.version_info[:2]) != '$$wanted')" 2>/dev/null || { \
	  echo "Making $(VENV)"; rm -rf $(VENV); $(PYTHON) -m venv $(VENV); }
	@echo "Installing the packages (about 120 MB to download; a minute or two the first time)"
	@$(PIP) install --quiet --require-hashes -r requirements/build.txt
	@$(PIP) install --quiet --require-hashes --no-build-isolation --use-pep517 -r requirements/dev.txt
	@touch $@

models/%/.fetched: models/manifest.toml | $(PACKAGES)
	@$(OTKLIK) models fetch $*
	@touch $@

# Which files the recogniser is adapted to, the command knows best: it compares them, and does nothing if they are the same.
$(ADAPTED): $(shell find hotline/*/examples hotline/*/answers hotline/*/names.toml hotline/*/sounds_like.toml nlu/numbers voice/language_model -type f -not -name '*.pyc') $(FETCHED) | $(PACKAGES)
	@OTKLIK_HOTLINE= $(OTKLIK) adapt
	@touch $@

$(LEARNT): $(shell find hotline/*/answers hotline/*/phrases.toml hotline/tuned.npz nlu/sentences nlu/normalizer.py -type f -not -name '*.pyc') models/multilingual-e5-small-q4/.fetched | $(PACKAGES)
	@echo "Learning the sample questions of the answers (some ten minutes the first time)"
	@OTKLIK_HOTLINE= $(OTKLIK) kb learn
	@touch $@

# The phrases, and the code that reads them: a model trained by other code would be refused.
.SECONDEXPANSION:
$(TRAINED): models/intents/%/current: $$(shell find hotline/$$*/examples hotline/$$*/heard hotline/categories.toml nlu -type f -not -name '*.pyc') | $(PACKAGES)
	@echo "Training the intent model: $*"
	@OTKLIK_HOTLINE= $(OTKLIK) train --lang $* || { test $$? -eq 1 && test -s $@; } # refused by the gate: said above, the model in use stays
	@touch $@
