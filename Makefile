# Everything that people do here. Needs git, make and a Python 3.9 or newer; the rest is fetched into this folder.

# The first python3 that answers: a version manager's stand-in may be on the path without a Python behind it.
PYTHON ?= $(shell for each in python3 /usr/bin/python3 /usr/local/bin/python3 python; do \
            $$each -c '' 2>/dev/null && echo $$each && break; done)
BOOTSTRAP = $(or $(PYTHON),$(error No Python was found. Install Python 3.9 or newer, then run make again)) -m bootstrap
BIN = .venv/bin

# Further arguments: make run ARGS="--port 5010", make test ARGS="-k interval"
ARGS =

# Each process tests whole files, the long ones first: it has a model, a server and a browser of its own, of about 1 GB.
# ARGS="-n 0" is one after the other, as debuggers want it.
IN_PARALLEL = --numprocesses=auto --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

export RASA_TELEMETRY_ENABLED = false
# Rasa stays with SQLAlchemy 1.4, so its notice about 2.0 on every start helps nobody.
export SQLALCHEMY_SILENCE_UBER_WARNING = 1

.DEFAULT_GOAL := help
.PHONY: help run test engine check setup setup-dev train bench evaluate format lock clean

help:  ## show this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' Makefile

run:  ## set everything up and serve the assistant on http://127.0.0.1:5005/
	@$(BOOTSTRAP) run $(ARGS)

test: setup-dev  ## set everything up and run all tests
	@$(BOOTSTRAP) npm test
	@$(BIN)/pytest $(IN_PARALLEL) $(ARGS)

engine:  ## test the rules engine alone on every newer Python that is here
	@$(BOOTSTRAP) engine

check: setup-dev  ## style, types, rule sets, content and training data
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BOOTSTRAP) npm run check
	@$(BIN)/cim check
	@$(BIN)/cim reference --check
	@# Its libraries warn about one another on every start: what it prints is shown only when it finds something.
	@$(BIN)/rasa data validate --fail-on-warnings >build/validate.log 2>&1 \
	    && echo "Training data: no conflicts" || { cat build/validate.log; exit 1; }

setup:  ## install everything and build the page
	@$(BOOTSTRAP) setup

setup-dev:
	@$(BOOTSTRAP) setup --dev --train

train:  ## train the language model if anything that it depends on has changed
	@$(BOOTSTRAP) setup --train

bench: setup-dev  ## measure speed beside other tools
	@$(BIN)/python -m benchmarks $(ARGS)

evaluate: setup-dev  ## how well messages are understood: figures and confusions
	@$(BIN)/cim evaluate --brief $(ARGS)

format:  ## bring the Python code into the common form
	@$(BOOTSTRAP) setup --dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

lock:  ## resolve the locks in requirements/ anew (ARGS=--upgrade for newer versions)
	@$(BOOTSTRAP) lock $(ARGS)

clean:  ## remove all that the above has made; conversations (var/) stay
	@$(BOOTSTRAP) clean
