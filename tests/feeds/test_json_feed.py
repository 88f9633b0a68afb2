from __future__ import annotations

import json
from itertools import permutations

import pytest
from hypothesis import given
from tests.feeds.builders import DAY, NOON, POST, SITE, entry, feed
from tests.feeds.hostile import LONG, texts
from tests.feeds.oracles import json_feed_faults

from clearance.feeds.entry import Category
from clearance.feeds.json_feed import json_feed
from clearance.feeds.text import block, line, markup
from clearance.model import State

OWN = feed(url=f"{SITE}feed.json", icon=f"{SITE}icon.png")


def item(**changes: object) -> dict[str, object]:
    made = json_feed(OWN, [entry(**changes)])
    assert json_feed_faults(made) == []
    (only,) = json.loads(made)["items"]
    assert isinstance(only, dict)
    return only


def test_a_whole_feed() -> None:
    made = json_feed(OWN, [entry()])
    assert json_feed_faults(made) == []
    assert json.loads(made) == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Notices of the Village Police",
        "home_page_url": SITE,
        "feed_url": f"{SITE}feed.json",
        "icon": f"{SITE}icon.png",
        "authors": [{"name": "Village Police"}],
        "language": "en-US",
        "items": [
            {
                "id": POST,
                "url": f"{SITE}posts/mill-street/",
                "title": "Mill Street is closed",
                "summary": "Where to drive instead.",
                "content_html": "<p>Take <em>Oak</em> Street.</p>",
                "date_published": "2026-03-03T18:00:00Z",
                "date_modified": "2026-03-03T18:00:00Z",
                "tags": ["Traffic"],
            }
        ],
    }


def test_an_empty_feed_is_valid() -> None:
    made = json_feed(feed(), [])
    assert json_feed_faults(made) == []
    assert "icon" not in json.loads(made)


def test_a_post_without_content_has_its_summary_as_text() -> None:
    found = item(content=None)
    assert (found["content_text"], "content_html" in found) == ("Where to drive instead.", False)


def test_the_summary_is_cleaned_wherever_it_stands() -> None:
    found = item(content=None, summary="a\x00\r\nb")
    assert found["summary"] == found["content_text"] == "a\ufffd\nb"


def test_an_expired_post_says_so_in_title_tags_and_date() -> None:
    found = item(state=State.EXPIRED, language="es-US")
    assert (found["title"], found["tags"], found["language"], found["date_modified"]) == (
        "Vencido: Mill Street is closed",
        ["Traffic", "Vencido"],
        "es-US",
        "2026-03-04T18:00:00Z",
    )


def test_the_order_of_what_comes_in_changes_no_byte() -> None:
    posts = [entry(), entry(id="tag:a"), entry(id="tag:b", published=NOON - DAY)]
    made = {json_feed(OWN, some) for some in permutations(posts)}
    assert len(made) == 1
    assert [one["id"] for one in json.loads(made.pop())["items"]] == ["tag:a", POST, "tag:b"]


def test_two_entries_of_one_id_make_no_feed() -> None:
    with pytest.raises(ValueError, match="one entry of each id"):
        json_feed(OWN, [entry(), entry()])


@given(texts)
def test_any_text_stays_text(text: str) -> None:
    found = item(title=f"x{text}", summary=text, content=text, categories=(Category("a", text),))
    assert (found["title"], found["summary"], found["content_html"], found["tags"]) == (
        line(f"x{text}"),
        block(text),
        markup(text),
        [line(text)],
    )


def test_a_long_title_is_not_cut() -> None:
    assert item(title=LONG)["title"] == LONG.strip()
