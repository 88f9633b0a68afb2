from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, slugify

from clearance.publish.rendering import site_renderer


def described(*extensions: str | Extension, **settings: Mapping[str, Any]) -> str | None:
    return site_renderer(extensions, settings).description


def test_it_renders_as_often_as_asked_and_forgets_in_between() -> None:
    render = site_renderer(["footnotes", "toc"], {})
    text = "# One\n\nSee[^1].\n\n[^1]: There.\n"
    assert render(text) == render(text) != ""


def test_the_same_extensions_with_the_same_settings_are_described_alike() -> None:
    assert described("toc", toc={"permalink": False}) == described("toc", toc={"permalink": False})


@pytest.mark.parametrize(
    ("extensions", "settings"),
    [
        pytest.param(("toc",), {}, id="other settings"),
        pytest.param(("toc",), {"toc": {"permalink": True}}, id="another value"),
        pytest.param(("toc", "tables"), {"toc": {"permalink": False}}, id="an extension more"),
        pytest.param((), {}, id="none"),
        pytest.param(("toc",), {"toc": {"permalink": False, "slugify": slugify}}, id="a function"),
    ],
)
def test_anything_else_is_described_otherwise(
    extensions: tuple[str, ...], settings: Mapping[str, Mapping[str, Any]]
) -> None:
    other = described(*extensions, **settings)
    assert other is not None
    assert other != described("toc", toc={"permalink": False})


def home_made(value: str, separator: str) -> str:
    return value + separator


@pytest.mark.parametrize(
    ("extensions", "settings"),
    [
        pytest.param((TocExtension(),), {}, id="an extension that some code has made"),
        pytest.param(("toc",), {"toc": {"slugify": lambda value, _: value}}, id="a function without a name"),
        pytest.param(("toc",), {"toc": {"slugify": home_made}}, id="a function of no installed package"),
        pytest.param(("toc",), {"toc": {"title": object()}}, id="a value that is no plain data"),
        pytest.param(("toc",), {"toc": {"title": str(Path(__file__))}}, id="the name of a file"),
        pytest.param(("tests.publish.test_rendering:Loud",), {}, id="an extension of no installed package"),
    ],
)
def test_what_can_not_be_told_is_not_described(
    extensions: tuple[str | Extension, ...], settings: Mapping[str, Mapping[str, Any]]
) -> None:
    assert described(*extensions, **settings) is None


class Loud(Extension):
    def extendMarkdown(self, md: Any) -> None:  # noqa: N802 - Markdown names it
        md.postprocessors.register(
            type("Louder", (), {"run": str.upper, "__module__": __name__})(), "loud", 1
        )


def test_tests_like_these_are_no_installed_package() -> None:
    assert __name__ in sys.modules
