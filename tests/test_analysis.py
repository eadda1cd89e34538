"""The graph of links: sentences on its edges, names to nodes, chains from firm to town."""

import networkx as nx
import pytest
from small import small

from kg.analysis.graph import graph
from kg.analysis.names import resolve
from kg.analysis.paths import Chain, chains
from kg.analysis.sentences import Sentence
from kg.errors import InputError

ID = "https://w3id.org/jiqun/id/"
STORE = small()
FOUND = graph(STORE)


def told(chain: Chain) -> str:
    """A chain as a line: 青竹集团 <leadFirm 茶机业 locatedIn> 石桥镇."""
    steps = [chain.things[0].name]
    for links, thing in zip(chain.links, chain.things[1:], strict=True):
        steps += [f"{link.property}>" if link.forward else f"<{link.property}" for link in links]
        steps.append(thing.name)
    return " ".join(steps)


def test_a_node_says_what_it_is() -> None:
    assert FOUND.nodes[f"{ID}planned-cluster/999901/竹器"] == {
        "label": "竹器业",
        "names": ("竹器业",),
        "type": "PlannedCluster",
        "kind": FOUND.nodes[f"{ID}planned-cluster/999901/光电"]["kind"],
        "standing": "planned",
        "place": "禾山县",
        "area": "禾山县",
    }
    assert FOUND.nodes[f"{ID}cluster/999901/竹器"]["names"] == ("竹器产业集群", "竹器业")


def test_an_edge_has_its_property_modality_and_sentence() -> None:
    edges = FOUND.get_edge_data(f"{ID}cluster/999901/水产", f"{ID}place/999901102")
    [edge] = edges.values()
    assert (edge["property"], edge["modality"]) == ("locatedIn", "planned")
    [sentence] = edge["sentences"]
    assert isinstance(sentence, Sentence)
    assert (sentence.report, sentence.end - sentence.start) == ("heshan", 11)
    assert sentence.told.marked == "其中河蟹业单独成片，【今后水产业向白鹭镇发展】。"


def test_every_edge_but_those_of_order_has_a_sentence() -> None:
    silent = {name for *_, name, said in edges() if not said}
    assert silent == {"ofPlace", "partOf", "develops"}


def edges() -> list[tuple[str, str, str, tuple[Sentence, ...]]]:
    return [(s, o, data["property"], data["sentences"]) for s, o, data in FOUND.edges(data=True)]


def test_figures_and_concepts_are_no_nodes() -> None:
    types = set(nx.get_node_attributes(FOUND, "type").values())
    assert types.isdisjoint({"Observation", "Claim", "Passage", "Report", "Concept"})
    assert not {name for *_, name, _ in edges()} & {"formationMode", "stage", "observation"}


@pytest.mark.parametrize(
    ("name", "nodes"),
    [
        ("石桥镇", ["place/999901101"]),
        ("石桥", ["place/999901101"]),
        ("菊园", ["place/999902101"]),
        ("禾光科技", ["firm/999901/禾光科技"]),
        ("竹器业", ["cluster/999901/竹器", "cluster/999902/竹器", "planned-cluster/999901/竹器"]),
        ("石雕产业", []),
        ("石雕", ["cluster/999901/石雕"]),
        ("青竹", ["brand/999901/青竹", "firm/999901/青竹"]),
        ("东篱竹", ["firm/999902/竹业"]),
        (f"{ID}place/9999", ["place/9999"]),
    ],
)
def test_a_name_means_nodes(name: str, nodes: list[str]) -> None:
    if nodes:
        assert sorted(thing.iri for thing in resolve(STORE, name)) == sorted(ID + node for node in nodes)
    else:
        with pytest.raises(InputError, match="Nothing in the graph is called"):
            resolve(STORE, name)


def test_a_part_of_several_names_lists_them() -> None:
    with pytest.raises(InputError, match=r"竹 may be 青竹 \(Brand\)、.* and 3 more"):
        resolve(STORE, "竹")


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("禾光科技公司", "石桥", ["禾光科技公司 <leadFirm 光电业 centredOn> 石桥镇"]),
        (
            "青竹集团",
            "南坪街道",
            [
                "青竹集团 <leadFirm 竹器业 centredOn> 南坪街道",
                "青竹集团 <leadFirm 竹器产业集群 <develops 竹器业 centredOn> 南坪街道",
            ],
        ),
        ("石雕业", "白鹭镇", ["石雕业 locatedIn> 柳村 partOf> 白鹭镇"]),
        ("东篱竹业", "中国竹器之乡", ["东篱竹业有限公司 makes> 竹地板 <makes 竹器产业集群 holdsTitle> 中国竹器之乡"]),
    ],
)
def test_chains(source: str, target: str, expected: list[str]) -> None:
    assert [told(chain) for chain in chains(STORE, source, target)] == expected


def test_a_chain_is_told_from_either_end() -> None:
    there, back = (chains(STORE, *ends) for ends in (("青竹集团", "白鹭镇"), ("白鹭镇", "青竹集团")))
    assert {chain.things for chain in there} == {chain.things[::-1] for chain in back}


def test_every_link_of_a_chain_has_its_sentence() -> None:
    [chain] = chains(STORE, "禾光科技", "石桥")
    quotes = [link.sentences[0].told.quote for links in chain.links for link in links]
    assert quotes == ["依托禾光科技公司发展光电业", "以石桥为中心"]
    assert [thing.standing for thing in chain.things] == ["", "planned", ""]


def test_no_chain_leads_through_the_county_where_another_does() -> None:
    found = chains(STORE, "青竹集团", "白鹭茶机厂")
    assert told(found[0]) == "青竹集团 cooperatesWith> 白鹭茶机厂"
    assert {thing.type for chain in found for thing in chain.things}.isdisjoint({"County", "Prefecture"})


def test_where_nothing_else_links_two_things_their_place_does() -> None:
    assert told(chains(STORE, "河蟹业", "禾光科技")[0]) == "河蟹业 ofPlace> 禾山县 <ofPlace 禾光科技公司"


def test_two_names_of_one_thing_have_no_chain() -> None:
    with pytest.raises(InputError, match="the same thing"):
        chains(STORE, "石桥", "石桥镇")


def test_things_too_far_apart_have_no_chain() -> None:
    assert len(chains(STORE, "石雕业", "菊园镇")[0].links) == 4
    assert chains(STORE, "柳村", "东篱竹业") == ()
