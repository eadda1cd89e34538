# Two commands for a newcomer: `make demo` and `make test`. Both make .venv when it is not there; `make bench`
# makes .bench, `make docs` .docs, `make dist` .dist.
PYTHON ?= python3
VENV ?= .venv
COV ?= --cov
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install -qq --disable-pip-version-check --editable

.PHONY: demo test lint types pytest bench docs dist clean

demo: $(VENV)/installed
	@$(BIN)/python scripts/demo.py

test: lint types pytest

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .

types: $(VENV)/tested
	$(BIN)/mypy

pytest: $(VENV)/tested
	$(BIN)/pytest --numprocesses=2 --dist=loadfile $(COV)

bench: .bench/installed
	.bench/bin/python benchmarks/bench.py $(FULL)

docs: .docs/installed
	@.docs/bin/python scripts/docs

dist:
	rm -rf dist .dist
	$(PYTHON) -m venv .dist/tools
	.dist/tools/bin/python -m pip install -qq --disable-pip-version-check build cyclonedx-bom
	.dist/tools/bin/python -m build --outdir dist .
	$(PYTHON) -m venv .dist/jiqun
	.dist/jiqun/bin/python -m pip install -qq --disable-pip-version-check dist/*.whl
	.dist/tools/bin/cyclonedx-py environment .dist/jiqun/bin/python --pyproject pyproject.toml \
	  --output-reproducible --output-file dist/jiqun.cdx.json

clean:
	rm -rf $(VENV) .bench .docs .dist build site dist

$(VENV)/installed: pyproject.toml
	@echo '安装到 $(VENV) Installing into $(VENV)'
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) .
	@touch $@

$(VENV)/tested: $(VENV)/installed
	@echo '安装测试所需 Installing what the tests need'
	@$(INSTALL) '.[dev]'
	@touch $@

.bench/installed: pyproject.toml benchmarks/requirements.txt
	@echo '安装所比的库到 .bench Installing the peers into .bench'
	@$(PYTHON) -m venv .bench
	@.bench/bin/python -m pip install -qq --disable-pip-version-check --editable . -r benchmarks/requirements.txt
	@touch $@

.docs/installed: pyproject.toml docs/requirements.txt
	@echo '安装文档所需到 .docs Installing what the documentation needs into .docs'
	@$(PYTHON) -m venv .docs
	@.docs/bin/python -m pip install -qq --disable-pip-version-check --editable . -r docs/requirements.txt
	@touch $@
