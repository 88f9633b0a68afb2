from __future__ import annotations

import re

import pytest
from tests.content.pages import POST, read
from tests.content.test_front_matter import unreadable

from clearance.content.languages import IN_ITSELF, attributes, in_itself, read_language, regional
from clearance.model import Page, Place


@pytest.mark.parametrize("tag", ["es", "es-MX", "zh-Hant", "zh-Hans-CN", "ar", "pl", "sr-Latn"])
def test_a_tag(tag: str) -> None:
    assert read_language(tag) == tag


@pytest.mark.parametrize("tag", ["spanish", "sp", "ES", "es_MX", "es-mx", "es-", "", "xx", "es-419a", "es\n"])
def test_no_tag(tag: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"{tag!r} is no language tag")):
        read_language(tag)


@pytest.mark.parametrize(
    ("tag", "marks", "told", "with_region"),
    [
        ("", "", "", "-US"),
        ("es", ' lang="es"', "En español", "es-US"),
        ("es-MX", ' lang="es-MX"', "En español", "es-MX"),
        ("zh-Hant", ' lang="zh-Hant"', "繁體中文", "zh-Hant-US"),
        ("zh-Hans-CN", ' lang="zh-Hans-CN"', "简体中文", "zh-Hans-CN"),
        ("ar", ' lang="ar" dir="rtl"', "بالعربية", "ar-US"),
        ("pa-Arab", ' lang="pa-Arab" dir="rtl"', "ਪੰਜਾਬੀ ਵਿੱਚ", "pa-Arab-US"),
        ("ur-Latn", ' lang="ur-Latn"', "اردو میں", "ur-Latn-US"),
    ],
)
def test_what_is_made_of_a_tag(tag: str, marks: str, told: str, with_region: str) -> None:
    assert (attributes(tag), in_itself(tag), regional(tag)) == (marks, told, with_region)


def test_every_language_has_a_name_of_its_own() -> None:
    assert len({*IN_ITSELF.values()}) == len(IN_ITSELF)


def test_a_page_in_another_language_and_what_it_is_a_translation_of() -> None:
    found = read("title: T\ndate: 2026-03-01\nlang: es\nclearance: {translation_of: ../about.md}")
    assert isinstance(found, Page)
    assert (found.lang, found.translation_of) == ("es", "content/about.md")


FAR = "does not name another page inside content/; write its path from this page's folder"


@pytest.mark.parametrize(
    ("original", "message"),
    [
        pytest.param("../../../x.md", FAR, id="outside"),
        pytest.param("closure", FAR, id="no page's file"),
        pytest.param("https://a.example/closure.md", FAR, id="another site's"),
        pytest.param(POST.rpartition("/")[2], FAR, id="itself"),
    ],
)
def test_a_translation_of_what_can_not_be(original: str, message: str) -> None:
    front = f"title: T\ndate: 2026-03-01\nlang: es\nclearance: {{translation_of: '{original}'}}"
    found = read(front)
    assert not isinstance(found, Page)
    assert (found.message, found.place) == (f"clearance.translation_of: {message}", Place(5, 13))


def test_a_translation_needs_its_language() -> None:
    message, _ = unreadable("title: T\nclearance: {translation_of: a.md}", path="content/b.md")
    assert message == "clearance.translation_of: a translation needs its language; write, say, lang: es"


def test_a_language_that_is_none_is_told_with_those_there_are() -> None:
    message, place = unreadable("title: T\nlang: espanol", path="content/b.md")
    assert message.startswith("lang: 'espanol' is no language tag; expected one such as es, es-MX or zh-Hant")
    assert place == Place(3, 1)
