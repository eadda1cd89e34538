"""What is installed with jiqun and what it ships of others may be given on with it under Apache-2.0.

Each package that the dependencies bring, and theirs, is under a licence that asks for no more than its notice, or under
one whose copyleft ends at its own files (MPL), which are installed beside ours, unchanged. None is GPL, AGPL or LGPL.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
NOTICE = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Apache-2.0", "PSF-2.0"),
    *("CNRI-Python", "Zlib", "CC0-1.0", "Unlicense", "HPND", "BSL-1.0", "W3C-20150513"),
}
BY_FILE = {"MPL-2.0", "MPL-1.1"}
CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
FREE_TEXTS = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
}
VENDORED = {
    "kg/views/pages/sparql/yasgui": "Permission is hereby granted",
    "tests/vendor/axe": "Mozilla Public License",
    **dict.fromkeys(
        (f"tests/vendor/{name}" for name in ("graphology", "graphology-gexf", "graphology-utils", "n3")),
        "Permission is hereby granted",
    ),
}


PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
NOT_HERE = {"jupyterlab"}  # BSD-3-Clause: two hundred packages that no test runs


def installed(asked: list[str]) -> dict[str, Distribution]:
    """The packages that requirements bring here, by name."""
    found: dict[str, Distribution] = {}
    wanted = [Requirement(text) for text in asked]
    while wanted:
        name = canonicalize_name((requirement := wanted.pop()).name)
        if name not in found:
            try:
                found[name] = distribution(name)
            except PackageNotFoundError:
                pytest.fail(f"{name} is not installed: run make test, which installs what pyproject.toml asks for")
            wanted += required(found[name], requirement.extras)
    return found


def required(package: Distribution, extras: set[str]) -> Iterator[Requirement]:
    """What a package with these extras needs on this machine."""
    for requirement in map(Requirement, package.requires or ()):
        marker = requirement.marker
        if marker is None or any(marker.evaluate({"extra": extra}) for extra in extras or {""}):
            yield requirement


def licence(package: Distribution) -> str:
    """An SPDX expression from a package's metadata: its own, else from its classifiers, else what its text means."""
    if expression := package.metadata.get("License-Expression"):
        return expression
    told = [
        text.rpartition(" :: ")[2]
        for text in package.metadata.get_all("Classifier") or ()
        if "License :: OSI Approved ::" in text
    ]
    if told:
        return " OR ".join(CLASSIFIERS.get(text, text) for text in told)
    text = (package.metadata.get("License") or "unknown").partition("\n")[0]
    return FREE_TEXTS.get(text, text)


def fits(expression: str) -> bool:
    """Whether an expression lets a package be given on: one of its choices, each part of it; of brackets all."""
    choices = [expression] if "(" in expression else expression.split(" OR ")
    parts = ({part.strip() for part in re.split(r" AND | OR |[()]", choice)} - {""} for choice in choices)
    return any(bool(each) and each <= NOTICE | BY_FILE for each in parts)


@pytest.mark.parametrize("asked", ["jiqun", *(extra for extra in EXTRAS if extra != "dev")])
def test_every_package_that_jiqun_brings_may_be_given_on(asked: str) -> None:
    """The dependencies of jiqun, and those of each extra that a user may ask for."""
    wanted = PROJECT["dependencies"] if asked == "jiqun" else EXTRAS[asked]
    here = [each for each in wanted if Requirement(each).name not in NOT_HERE]
    found = {name: f"{package.version}: {licence(package)}" for name, package in installed(here).items()}
    assert len(found) > (30 if asked == "jiqun" else 0)
    wrong = {name: told for name, told in found.items() if not fits(told.partition(": ")[2])}
    assert wrong == {}, f"their licences do not fit Apache-2.0, or are not known: {wrong}"


@pytest.mark.parametrize(
    ("expression", "fit"),
    [
        ("MIT", True),
        ("MIT OR Apache-2.0", True),
        ("MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0", True),
        ("MIT AND (Apache-2.0 OR BSD-2-Clause)", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-2.0-or-later", False),
        ("GPL-2.0-only AND (MIT OR BSD-3-Clause)", False),
        ("GNU General Public License v2 or later (GPLv2+)", False),
        ("LGPL-2.1-or-later", False),
        ("AGPL-3.0-only", False),
        ("unknown", False),
        ("", False),
    ],
)
def test_an_expression_fits_by_one_choice_and_all_its_parts(expression: str, *, fit: bool) -> None:
    assert fits(expression) == fit


@pytest.mark.parametrize("folder", VENDORED)
def test_what_is_shipped_of_others_has_its_licence_beside_it(folder: str) -> None:
    text = (ROOT / folder / "LICENSE").read_text("utf-8")
    assert VENDORED[folder] in text


def test_no_other_folder_has_files_of_others() -> None:
    found = {path.parent for top in ("kg", "tests", "docs") for path in (ROOT / top).rglob("*.min.*")}
    found |= set((ROOT / "tests" / "vendor").iterdir())
    assert {str(folder.relative_to(ROOT)) for folder in found} == VENDORED.keys()
