from __future__ import annotations

import pytest
from tests.guidelines.sample import FILES, changed, read

from clearance.errors import CannotJudge

OTHER = """\
pack: more
title: More
lists:
  ranks: [officer]
"""


@pytest.mark.parametrize(
    ("new", "where"),
    [
        pytest.param("words: [lawsuit]\n      phrases: [a <rank> b]", "12:17", id="in a phrase"),
        pytest.param("words: [<rank>]", "11:15", id="in a word"),
        pytest.param("near: [{words: [a, <rank>], of: [b], within: 2}]", "11:26", id="near"),
        pytest.param("near: [{words: [a], of: [<rank>], within: 2}]", "11:32", id="near, the other side"),
        pytest.param("words: [lawsuit]\n    lifts: {phrases: [<rank> a]}", "12:23", id="in what lifts"),
        pytest.param("words: [lawsuit]\n    unless: {page: [<rank>]}", "12:21", id="in what excuses"),
        pytest.param("words: [lawsuit]\n    only: {sentence: [<rank>]}", "12:23", id="in what is needed"),
    ],
)
def test_a_list_that_does_not_exist(new: str, where: str) -> None:
    files = changed("rules/words.yml", "words: [lawsuit]", new) | {"rules/more.yml": OTHER}
    with pytest.raises(CannotJudge) as refused:
        read(files)
    assert str(refused.value) == (
        f"guidelines/rules/words.yml:{where}: there is no list 'rank'; did you mean 'ranks'?"
    )


def test_a_list_of_another_pack_is_used() -> None:
    files = changed("rules/words.yml", "words: [lawsuit]", "words: [<ranks>]") | {"rules/more.yml": OTHER}
    assert read(files).packs[0].lists == {"ranks": ("officer",)}


def test_a_list_defined_twice() -> None:
    other = OTHER.replace("pack: more", "pack: also")
    with pytest.raises(CannotJudge) as refused:
        read(FILES | {"rules/more.yml": OTHER, "rules/also.yml": other})
    assert str(refused.value) == (
        "guidelines/rules/more.yml:4:3: a list 'ranks' exists already; give it another name"
    )


def test_a_list_that_contains_itself() -> None:
    with pytest.raises(CannotJudge) as refused:
        read(FILES | {"rules/more.yml": OTHER.replace("officer", "<ranks>")})
    assert str(refused.value) == (
        "guidelines/rules/more.yml:4:3: the list 'ranks' contains itself, or lists too deeply"
    )


def test_a_phrase_that_cannot_be_read() -> None:
    with pytest.raises(CannotJudge) as refused:
        read(changed("rules/words.yml", "words: [lawsuit]", "phrases: [~3 sued]"))
    assert str(refused.value) == (
        "guidelines/rules/words.yml:11:17: a phrase can't begin or end with ~ or an optional word, "
        "or begin with a comma"
    )
