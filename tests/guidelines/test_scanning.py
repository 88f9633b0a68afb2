from __future__ import annotations

from collections.abc import Mapping

import pytest

from clearance.guidelines.packs import Pack
from clearance.guidelines.scanning import scan, scanner_of

LISTS = {"ranks": ["officer/sergeant"], "decided": ["pleaded guilty"]}


def pack(rule: Mapping[str, object], name: str = "p", code: str = "PB901") -> Pack:
    base = {
        "code": code,
        "name": f"{name}-rule",
        "clause": "1021.5(a)",
        "severity": "hold",
        "message": "says so",
        "remedy": "Leave it out.",
        "examples": {"flag": ["x"], "pass": ["y"]},
    }
    return Pack.model_validate({"pack": name, "title": "P", "rules": [base | dict(rule)]})


WORDS = Pack.model_validate({"pack": "words", "title": "Words", "lists": LISTS})


def hits(rule: Mapping[str, object], *passages: str) -> list[tuple[int, str]]:
    return [
        (hit.passage, passages[hit.passage][hit.start : hit.end])
        for hit in scan([WORDS, pack(rule)], passages)
    ]


@pytest.mark.parametrize(
    ("rule", "passages", "found"),
    [
        pytest.param(
            {"match": {"phrases": ["a <ranks>"]}},
            ["a officer"],
            [(0, "a officer")],
            id="a list of another pack",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}},
            ["sued", "no", "sued, sued"],
            [(0, "sued"), (2, "sued"), (2, "sued")],
            id="places",
        ),
        pytest.param(
            {"match": {"phrases": ["man ~3 sued"]}}, ["The man. He sued."], [], id="not across sentences"
        ),
        pytest.param(
            {"match": {"phrases": ["sued", "he sued us"]}},
            ["he sued us"],
            [(0, "he sued us")],
            id="the widest of several",
        ),
        pytest.param(
            {"match": {"near": [{"words": ["<ranks>"], "of": ["<NAME>"], "within": 2}]}},
            ["Sergeant Ann Lee"],
            [(0, "Sergeant Ann Lee")],
            id="near a name",
        ),
        pytest.param(
            {"match": {"near": [{"words": ["<NAME>"], "of": ["<CAP>"], "within": 3}]}},
            ["Ann Lee met Gus"],
            [(0, "Ann Lee met Gus")],
            id="near, without a word to go by",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "unless": {"sentence": ["not"]}},
            ["He sued. Not"],
            [(0, "sued")],
            id="elsewhere",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "unless": {"sentence": ["not"]}},
            ["Not sued"],
            [],
            id="unless, in the sentence",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "unless": {"paragraph": ["not"]}},
            ["sued. Not", "sued"],
            [(1, "sued")],
            id="unless, in the paragraph",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "unless": {"page": ["<decided>"]}},
            ["sued", "She pleaded guilty"],
            [],
            id="unless, on the page",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "only": {"page": ["court"]}},
            ["sued", "the court"],
            [(0, "sued")],
            id="only, on the page",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "only": {"page": ["court"]}},
            ["sued", "the courtyard"],
            [],
            id="only, and it is not there",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "only": {"paragraph": ["us"]}},
            ["sued. Us", "sued"],
            [(0, "sued")],
            id="only, in the paragraph",
        ),
        pytest.param(
            {"match": {"words": ["sued"]}, "only": {"sentence": ["us"]}},
            ["sued us. He sued"],
            [(0, "sued")],
            id="only, in the sentence",
        ),
        pytest.param(
            {"match": {"words": ["suit"]}, "lifts": {"phrases": ["wet suit"]}},
            ["wet suit, suit"],
            [(0, "suit")],
            id="wider wording lifts",
        ),
        pytest.param(
            {"match": {"patterns": [r"\d{4}"]}}, ["at 0600. 1234"], [(0, "0600"), (0, "1234")], id="patterns"
        ),
        pytest.param(
            {"match": {"words": ["darn*"]}, "disguised": True},
            ["d**n d a r n e d"],
            [(0, "d**n"), (0, "d a r ")],
            id="disguised",
        ),
        pytest.param({"match": {"words": ["darn"]}}, ["d**n"], [], id="not to be looked for in disguise"),
        pytest.param(
            {"match": {"words": ["informant"]}}, ["1nf0rmant"], [(0, "1nf0rmant")], id="leetspeak, always"
        ),
        pytest.param(
            {"match": {"words": ["get-out", "o'clock"]}},
            ["Get-out at 6 o’clock"],
            [(0, "Get-out"), (0, "o’clock")],
            id="words with signs",
        ),
        pytest.param(
            {"match": {"phrases": ["officers' day", "officers met"]}},
            ["Officers met"],
            [(0, "Officers met")],
            id="words that look alike",
        ),
        pytest.param({"match": {"words": ["x"]}}, [], [], id="nothing to read"),
    ],
)
def test_what_is_found_on_a_page(
    rule: Mapping[str, object], passages: list[str], found: list[tuple[int, str]]
) -> None:
    assert hits(rule, *passages) == found


def test_rules_come_in_their_order() -> None:
    packs = [pack({"match": {"words": ["b"]}}, "p"), pack({"match": {"words": ["a"]}}, "q", "PB902")]
    assert [(hit.rule.code, hit.start) for hit in scan(packs, ["a b"])] == [("PB901", 2), ("PB902", 0)]


def test_the_scanner_of_the_same_packs_is_made_once() -> None:
    first, second = pack({"match": {"words": ["a"]}}), pack({"match": {"words": ["b"]}})
    alike = pack({"match": {"words": ["a"]}})
    scanner = scanner_of([first])
    assert scanner_of((first,)) is scanner
    assert scanner_of([alike]) is scanner
    assert scanner_of([second]) is not scanner
    assert scanner_of([first, second]) is not scanner


def test_time_grows_with_the_page() -> None:
    """A page of a megabyte that is all but matches everywhere is read to its end."""
    rule = {
        "match": {"phrases": ["victim ~12 <NAME>"], "near": [{"words": ["he"], "of": ["<CAP>"], "within": 5}]}
    }
    assert [*scan([pack(rule)], ["the victim and he " * 50_000])] == []
