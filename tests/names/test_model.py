"""Whose name is found, by the real model of the extra `names`."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from clearance.errors import CannotJudge
from clearance.names import model
from clearance.names.model import MAX_TEXT, people_finder


def people(text: str) -> str:
    """The letters of the text that belong to names."""
    return "".join(text[start:end] for start, end in people_finder()(text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("The victim, Lourdes Campa, was not hurt.", "LourdesCampa", id="a victim"),
        pytest.param("Tyrese Hanley, 16, was arrested on Saturday.", "TyreseHanley", id="an age behind"),
        pytest.param("Kings County Hospital, where he needed stitches", "", id="a hospital"),
        pytest.param("Advanced Radiology paid more than $225,000.", "", id="a company"),
        pytest.param("Officers closed the road until noon.", "", id="nobody"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_people_are_told_from_places(text: str, names: str) -> None:
    assert people(text) == names


def test_a_long_text_is_read_as_far_as_the_model_goes() -> None:
    name, rest = "The victim, Lourdes Campa, was not hurt. ", "The road is closed until noon. "
    assert people(name + rest * 10_000 + name) == "LourdesCampa"
    assert people(rest * (MAX_TEXT // len(rest) + 1) + name) == ""


def test_signs_of_any_kind_are_no_names() -> None:
    assert people("\U0001f600 \u0000\ufffd \u202e") == ""


def test_without_the_extra_there_is_no_verdict(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "find_spec", lambda name: None if name == "onnxruntime" else find_spec(name))
    people_finder.cache_clear()
    with pytest.raises(CannotJudge) as told:
        people_finder()
    people_finder.cache_clear()
    assert str(told.value) == (
        "guidelines/department.yml: reading.confirm_names is true, but onnxruntime is missing; install "
        "mkdocs-clearance[names], or have the chief set it to false"
    )
