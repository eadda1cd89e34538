"""Cells: no formula, no mark-up, nothing that steers a terminal, whatever a report says; numbers stay numbers."""

import json
import re
from io import BytesIO
from pathlib import Path
from xml.etree.ElementTree import fromstring

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.sentences import Sentence
from kg.cli import app
from kg.exports.graphs import flat, write_graphml
from kg.views.cells import clean, escaped, harmless, markdown, steady

STEERING = "\x00\x07\x08\x0b\x1b\x7f\x85\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069"


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86", "+86"),
        ("+青竹", "'+青竹"),
        ("-3.5", "-3.5"),
        ("-3.5%", "-3.5%"),
        ("-1e3", "-1e3"),
        ("-3.5亿元", "'-3.5亿元"),
        ("-1+1", "'-1+1"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'=1"),
        ("\x1b=1", "'=1"),
        ("＝1+1", "'＝1+1"),
        ("＠x", "'＠x"),
        ("竹器=茶", "竹器=茶"),
        ("", ""),
        (-3, -3),
        (None, None),
    ],
)
def test_a_cell_is_no_formula_and_a_number_stays_one(said: str | int | None, cell: str | int | None) -> None:
    assert harmless(said) == cell


@given(st.text(alphabet=STEERING + "竹器\t\n 1"))
def test_lines_and_tabs_stay_and_what_steers_goes(said: str) -> None:
    assert steady(said) == "".join(letter for letter in said if letter not in STEERING)
    assert set(clean(said)) <= set("竹器1 ")


@given(st.text(alphabet=STEERING + '竹"\\\n'))
def test_json_holds_what_it_held_and_steers_nothing(said: str) -> None:
    written = escaped(json.dumps(said, ensure_ascii=False))
    assert json.loads(written) == said
    assert not set(written) & set(STEERING)


@given(st.text(alphabet="竹器*_~`|<>[]&\\\n#"))
def test_a_cell_of_markdown_is_read_as_it_was_said(said: str) -> None:
    written = markdown(said)
    read = re.sub(r"\\([\\`*_~|\[\]])", r"\1", written)
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        read = read.replace(entity, sign)
    assert read == said.replace("\n", " ")
    assert re.search(r"(?<!\\)(?:\\\\)*[`*_~|\[\]]|[<>\n]", written) is None


@pytest.mark.parametrize("form", ["table", "md", "csv", "json"])
def test_no_form_of_an_answer_steers_the_terminal(form: str, tmp_path: Path) -> None:
    (tmp_path / "graph.nq").write_bytes(b"")
    query = 'SELECT ("\\u001b[31m竹\\u009b2J\\u202e器\\u0007" AS ?name) { FILTER (true) }'
    done = CliRunner().invoke(app, ["query", query, "--graph", str(tmp_path), "--format", form])
    assert done.exit_code == 0
    assert not set(done.output) & set(STEERING)
    assert "器" in done.output


def test_no_error_steers_the_terminal(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["query", "\x1b[31m竹", "--graph", str(tmp_path)])
    assert done.exit_code == 1
    assert not set(done.output) & set(STEERING)


def test_a_graph_for_other_programs_is_xml_whatever_a_report_says() -> None:
    found = nx.MultiDiGraph()
    said = (Sentence("r", 0, 4, "骨干\x1b[31m企业\ufffe", 0, 4, "c"),)
    for name in ("竹\x07器", "茶\x00机"):
        found.add_node(name[-1], label=name, names=[name])
    found.add_edge("器", "机", property="leadFirm", label="龙头", modality="actual", sentences=said)
    out = BytesIO()
    write_graphml(flat(found), out)
    read = "".join(fromstring(out.getvalue()).itertext())
    assert all(part in read for part in ("器", "机", "企业"))
