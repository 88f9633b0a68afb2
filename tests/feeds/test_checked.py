from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.feeds.builders import feed, info, message
from tests.feeds.hostile import texts
from tests.feeds.oracles import cap_faults, json_feed_faults
from tests.growth import grows_linearly

from clearance.feeds import checked
from clearance.feeds.cap import alert
from clearance.feeds.json_feed import json_feed

DAY = date(2026, 3, 3)


@pytest.mark.parametrize(
    "address",
    [
        "https://police.example/",
        "http://police.example:8080/a?b=c#d",
        "https://xn--dpto-7na.example/d%C3%ADa/",
    ],
)
def test_a_web_address_stays(address: str) -> None:
    assert checked.web_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/posts/a/", id="relative"),
        pytest.param("//police.example/", id="without a scheme"),
        pytest.param("https://", id="without a host"),
        pytest.param("https:///posts/", id="with an empty host"),
        pytest.param("javascript:alert(1)", id="a script"),
        pytest.param("ftp://police.example/", id="another scheme"),
        pytest.param("https://police.example/a b", id="with a space"),
        pytest.param("https://police.example/\r\nATTACH:x", id="with a second line"),
        pytest.param("https://police.example/\n", id="with a line end"),
        pytest.param('https://police.example/"', id="with a quotation mark"),
        pytest.param("https://police.example/día", id="not encoded"),
        pytest.param("https://police.example/100%", id="wrongly encoded"),
        pytest.param("https://police.example/#a#b", id="with two fragments"),
        pytest.param("https://chief@police.example/", id="with a user"),
        pytest.param("https://police.example:x/", id="with a port that is none"),
        pytest.param("https://police.example/[a]", id="with brackets"),
        pytest.param("https://police.example/\u202e", id="turned"),
    ],
)
def test_what_is_no_web_address_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="expected an absolute http or https address"):
        checked.web_address(address)


@pytest.mark.parametrize(
    "identifier", ["tag:police.example,2026-03-03:a", "urn:uuid:0", "https://a.example/"]
)
def test_a_uri_stays(identifier: str) -> None:
    assert checked.uri(identifier) == identifier


@pytest.mark.parametrize(
    "identifier", ["", "posts/a", "tag:", "tag:a b", "1tag:a", "tag:a\n", "tag:día", "tag:a#b#c", "tag:%2"]
)
def test_what_is_no_uri_is_refused(identifier: str) -> None:
    with pytest.raises(ValueError, match="expected an absolute URI"):
        checked.uri(identifier)


@pytest.mark.parametrize("tag", ["en", "en-US", "es-US", "es-419"])
def test_a_language_stays(tag: str) -> None:
    assert checked.language(tag) == tag


@pytest.mark.parametrize("tag", ["", "en_US", "en-US\n", "-en", "englishlanguage"])
def test_what_is_no_language_is_refused(tag: str) -> None:
    with pytest.raises(ValueError, match="expected a language tag"):
        checked.language(tag)


def test_an_instant_with_an_offset_stays() -> None:
    moment = datetime(2026, 3, 3, tzinfo=UTC)
    assert checked.aware(moment) is moment


def test_an_instant_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="expected an instant with an offset, got 2026-03-03T00:00:00"):
        checked.aware(datetime(2026, 3, 3))  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("name", "made"),
    [
        pytest.param("posts/mill-street", "tag:police.example,2026-03-03:posts/mill-street", id="a path"),
        pytest.param("día 1.md", "tag:police.example,2026-03-03:d%C3%ADa%201.md", id="any letters, encoded"),
        pytest.param("a#b%20", "tag:police.example,2026-03-03:a%23b%2520", id="marks of a URI, encoded"),
    ],
)
def test_a_tag_names_domain_day_and_post(name: str, made: str) -> None:
    assert checked.tag_uri("police.example", DAY, name) == made


def test_a_tag_of_an_early_year_has_four_digits() -> None:
    assert checked.tag_uri("police.example", date(926, 3, 3), "a") == "tag:police.example,0926-03-03:a"


@pytest.mark.parametrize(
    "domain", ["", "example", "Police.example", "police.example/", "-a.example", "a..example"]
)
def test_a_tag_wants_a_domain(domain: str) -> None:
    with pytest.raises(ValueError, match="expected a domain name"):
        checked.tag_uri(domain, DAY, "a")


def test_a_tag_wants_a_name() -> None:
    with pytest.raises(ValueError, match="expected a name for the tag"):
        checked.tag_uri("police.example", DAY, "")


@given(st.tuples(texts, texts).filter(all))
def test_every_tag_is_a_uri_and_different_names_give_different_ones(names: tuple[str, str]) -> None:
    first, second = (checked.uri(checked.tag_uri("police.example", DAY, name)) for name in names)
    assert (first == second) == (names[0] == names[1])


@settings(max_examples=25)
@given(st.from_regex(checked._WEB_ADDRESS, fullmatch=True))
def test_every_web_address_is_one_to_the_schemas_too(address: str) -> None:
    assert cap_faults(alert(message(infos=(info(web=address),)))) == []
    assert json_feed_faults(json_feed(feed(url=address), [])) == []
    assert urlsplit(address).hostname


def test_an_address_is_read_in_time_that_grows_with_its_length() -> None:
    def read(length: int) -> None:
        for end in ("", " "):
            with contextlib.suppress(ValueError):
                checked.web_address(f"https://{'a.' * length}a/{'a/%41' * length}{end}")
                assert end == ""

    assert grows_linearly(read, 12_500)
