#!/bin/sh
# A test marked no_cover is not traced by `pytest --cov`, and is traced by `pytest --cov -n 2`, silently.
#
# What it shows: pytest-cov documents the mark no_cover to switch coverage off for one test. In a process of pytest-xdist
#   the plugin begins two measurements (one as it is loaded, one as the session starts); the mark stops the second, and
#   coverage then resumes the first, so the test runs under a tracer and its lines are in that tracer's data.
# Seen with: pytest-cov 7.1.0, pytest 9.2.0, pytest-xdist 3.8.0, coverage 7.17.5 on CPython 3.11.
# Who would be hurt: whoever marks tests that measure time or that are slow: under xdist they take nearly twice as
#   long, and ratios of times are off, while the same tests are right alone.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit
# status 0 if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check \
  'pytest==9.2.0' 'pytest-cov==7.1.0' 'pytest-xdist==3.8.0' 'coverage==7.17.5'
mkdir "$place/tests"
cat > "$place/tests/test_traced.py" <<'PYTHON'
import os
import sys
from pathlib import Path

import pytest


@pytest.mark.no_cover
def test_marked() -> None:
    Path(os.environ["TOLD"]).write_text("not traced" if sys.gettrace() is None else "traced")


def test_not_marked() -> None:
    pass
PYTHON
"$place/venv/bin/python" -c 'import platform; print("Python", platform.python_version())'
"$place/venv/bin/pip" list --disable-pip-version-check 2>/dev/null | grep -E '^(pytest|coverage)'
cd "$place"
COVERAGE_CORE=ctrace
export COVERAGE_CORE
told() { # what a marked test sees of a tracer under these options
  TOLD="$place/told" "$place/venv/bin/python" -m pytest -q --cov=tests --cov-report= -p no:cacheprovider "$@" tests >"$place/said" 2>&1 ||
    { cat "$place/said"; exit 1; }
  cat "$place/told"
}
alone=$(told)
workers=$(told -n 2)
echo "pytest --cov:      expected: not traced, seen: $alone"
echo "pytest --cov -n 2: expected: not traced, seen: $workers"
if [ "$alone" = "not traced" ] && [ "$workers" = "traced" ]; then
  echo "as described"
else
  echo "no longer as described"
  exit 1
fi
