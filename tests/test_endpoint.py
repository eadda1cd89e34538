"""An endpoint that is not there, or no endpoint, in the user's language; which commands cannot ask one."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from kg.cli import app
from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.queries import query

NOBODY = "http://name:secret@127.0.0.1:1/sparql"


def test_nobody_there_is_told_without_the_password() -> None:
    with pytest.raises(InputError, match="cannot be reached: Connection refused") as told:
        query("reports", Endpoint(NOBODY))
    assert "那里没有服务" in told.value.words.zh
    assert "secret" not in str(told.value.words)


@pytest.mark.parametrize("url", ["nowhere", "ftp://127.0.0.1/", "http://"])
def test_what_is_no_address_is_told(url: str) -> None:
    with pytest.raises(InputError, match="no address of the web"):
        query("reports", Endpoint(url))


def test_an_empty_address_is_no_build_here() -> None:
    told = CliRunner().invoke(app, ["query", "reports", "--endpoint", "", "--lang", "en"])
    assert (told.exit_code, told.stderr) == (
        1,
        "Error: '' is no address of the web, which begins with http:// or https://.\n",
    )


def test_a_mistake_in_a_query_is_told_before_anyone_is_asked() -> None:
    with pytest.raises(InputError, match="not a SPARQL query"):
        query("SELECT ?s { ?s ?p", Endpoint(NOBODY))


@pytest.mark.parametrize("line", ["validate", "publish http://127.0.0.1:1/"])
def test_a_command_that_reads_files_says_so(line: str) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "kg", *line.split(), "--endpoint", NOBODY, "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 1
    assert "http://127.0.0.1:1/sparql does not have. Use --graph DIR." in told.stderr
