"""The corpora of the grammar's strata: tests/corpus/<stratum>.toml, each rule with what it reads and leaves alone."""

from pathlib import Path

OF_BEARERS = "bearers.toml"  # whom things are told of, which no rule reads
STRATA = sorted(path for path in (Path(__file__).parent / "corpus").glob("*.toml") if path.name != OF_BEARERS)
