# Two commands for a newcomer: `make demo` and `make test`. Both make .venv when it is not there; `make bench` makes .bench.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --editable

.PHONY: demo test lint types pytest bench clean

demo: .venv/installed
	@$(BIN)/python scripts/demo.py

test: lint types pytest

lint: .venv/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .

types: .venv/tested
	$(BIN)/mypy

pytest: .venv/tested
	$(BIN)/pytest --numprocesses=2 --dist=loadfile --cov

bench: .bench/installed
	.bench/bin/python benchmarks/bench.py $(FULL)

clean:
	rm -rf .venv .bench build

.venv/installed: pyproject.toml
	@echo '安装到 .venv Installing into .venv'
	@$(PYTHON) -m venv .venv
	@$(INSTALL) .
	@touch $@

.venv/tested: .venv/installed
	@echo '安装测试所需 Installing what the tests need'
	@$(INSTALL) '.[dev]'
	@touch $@

.bench/installed: pyproject.toml benchmarks/requirements.txt
	@echo '安装所比的库到 .bench Installing the peers into .bench'
	@$(PYTHON) -m venv .bench
	@.bench/bin/python -m pip install -qq --disable-pip-version-check --editable . -r benchmarks/requirements.txt
	@touch $@
