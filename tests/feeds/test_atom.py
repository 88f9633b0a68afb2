from __future__ import annotations

from itertools import permutations

import feedparser
import pytest
from hypothesis import given
from tests.feeds.builders import DAY, HOUR, NOON, POST, SITE, entry, feed, withdrawn
from tests.feeds.hostile import LONG, texts
from tests.feeds.oracles import ATOM, atom_faults, found

from clearance.feeds.atom import atom
from clearance.feeds.entry import Category, Withdrawn
from clearance.feeds.text import block, line, markup
from clearance.model import State

WHOLE = """\
<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0" xml:lang="en-US">
  <id>tag:police.example,2026-01-01:notices</id>
  <title>Notices of the Village Police</title>
  <updated>2026-03-03T19:00:00Z</updated>
  <link rel="self" type="application/atom+xml" href="https://police.example/feed.atom" />
  <link rel="alternate" type="text/html" href="https://police.example/" />
  <author>
    <name>Village Police</name>
  </author>
  <icon>https://police.example/icon.png</icon>
  <at:deleted-entry ref="tag:police.example,2026-03-01:posts/gone" when="2026-03-03T19:00:00Z" />
  <entry>
    <id>tag:police.example,2026-03-03:posts/mill-street</id>
    <title>Mill Street is closed</title>
    <published>2026-03-03T18:00:00Z</published>
    <updated>2026-03-03T18:00:00Z</updated>
    <link rel="alternate" type="text/html" href="https://police.example/posts/mill-street/" />
    <category term="traffic" label="Traffic" />
    <summary>Where to drive instead.</summary>
    <content type="html" xml:base="https://police.example/posts/mill-street/">\
&lt;p&gt;Take &lt;em&gt;Oak&lt;/em&gt; Street.&lt;/p&gt;</content>
  </entry>
</feed>
"""


def said(data: bytes, path: str) -> list[str]:
    return found(data, path, ATOM)


def test_a_whole_feed() -> None:
    made = atom(feed(icon=f"{SITE}icon.png"), [entry()], [withdrawn(when=NOON + HOUR)])
    assert made.decode() == WHOLE
    assert atom_faults(made) == []


def test_an_empty_feed_is_valid_and_knows_no_tombstones() -> None:
    made = atom(feed(), [])
    assert atom_faults(made) == []
    assert b"tombstones" not in made


def test_a_reader_reads_what_was_written() -> None:
    read = feedparser.parse(atom(feed(), [entry(expires=NOON + HOUR, state=State.EXPIRED)]))
    assert (read.bozo, read.version, read.feed.id, read.feed.link) == (False, "atom10", feed().id, SITE)
    (post,) = read.entries
    assert {name: post[name] for name in ("id", "link", "title", "summary", "published", "updated")} == {
        "id": POST,
        "link": f"{SITE}posts/mill-street/",
        "title": "Expired: Mill Street is closed",
        "summary": "Where to drive instead.",
        "published": "2026-03-03T18:00:00Z",
        "updated": "2026-03-03T19:00:00Z",
    }
    assert post.content[0].value == "<p>Take <em>Oak</em> Street.</p>"
    assert [(tag.term, tag.label) for tag in post.tags] == [("traffic", "Traffic"), ("expired", "Expired")]


def test_a_relative_link_is_read_from_the_post() -> None:
    read = feedparser.parse(atom(feed(), [entry(content='<a href="map.png">x</a>')]))
    assert read.entries[0].content[0].value == f'<a href="{SITE}posts/mill-street/map.png">x</a>'


def test_an_expired_post_is_told_from_a_category_of_the_same_name() -> None:
    own = (Category("expired", "Expired permits"),)
    path = "//atom:category/@*[name()='term' or name()='scheme']"
    assert said(atom(feed(), [entry(categories=own)]), path) == ["expired"]
    assert said(atom(feed(), [entry(categories=own, state=State.EXPIRED)]), path) == [
        "expired",
        "expired",
        f"{SITE}#state",
    ]


def test_the_scheme_of_the_state_is_a_uri_whatever_the_home() -> None:
    made = atom(feed(home=f"{SITE}#top"), [entry(state=State.EXPIRED)])
    assert said(made, "//@scheme") == [f"{SITE}#state"]


def test_an_entry_in_another_language_says_so() -> None:
    made = atom(feed(), [entry(language="es-US")])
    assert said(made, "//@xml:lang") == ["en-US", "es-US"]
    assert atom_faults(made) == []


def test_a_post_without_content_has_its_summary_and_link() -> None:
    made = atom(feed(), [entry(content=None)])
    assert said(made, "//atom:content") == []
    assert atom_faults(made) == []


def test_a_tombstone_has_the_id_and_the_instant_alone() -> None:
    made = atom(feed(), [], [withdrawn()])
    assert said(made, "//at:deleted-entry/@*") == [withdrawn().id, "2026-03-03T18:00:00Z"]
    assert said(made, "//at:deleted-entry/node()") == []


def test_a_post_is_withdrawn_and_comes_back() -> None:
    gone = Withdrawn(POST, NOON + HOUR)
    assert said(atom(feed(), [], [gone]), "//at:deleted-entry/@ref | //atom:entry/atom:id") == [POST]
    back = atom(feed(), [entry(updated=NOON + DAY)], [gone])
    assert said(back, "//at:deleted-entry") == []
    assert said(back, "//atom:entry/atom:id") == [POST]


def test_the_feed_is_as_new_as_the_newest_that_it_holds() -> None:
    posts = [entry(), entry(id="tag:a", updated=NOON + HOUR)]
    assert said(atom(feed(), posts), "/atom:feed/atom:updated") == ["2026-03-03T19:00:00Z"]
    assert said(atom(feed(), posts, [withdrawn(when=NOON + DAY)]), "/atom:feed/atom:updated") == [
        "2026-03-04T18:00:00Z"
    ]


def test_the_order_of_what_comes_in_changes_no_byte() -> None:
    posts = [entry(), entry(id="tag:a"), entry(id="tag:b", published=NOON - DAY)]
    gone = [withdrawn("a"), withdrawn("b"), withdrawn("c", NOON + HOUR)]
    made = {atom(feed(), some, others) for some in permutations(posts) for others in permutations(gone)}
    assert len(made) == 1


def test_what_is_published_and_withdrawn_makes_no_feed() -> None:
    with pytest.raises(ValueError, match="withdrawn"):
        atom(feed(), [entry()], [Withdrawn(POST, NOON)])


def test_two_entries_of_one_id_make_no_feed() -> None:
    with pytest.raises(ValueError, match="one entry of each id"):
        atom(feed(), [entry(), entry()])


def _hostile(text: str) -> bytes:
    categories = (Category(text, text),)
    title = f"x{text}"
    return atom(
        feed(title=title, author=title),
        [entry(title=title, summary=text, content=text, categories=categories)],
    )


@given(texts)
def test_any_text_stays_text(text: str) -> None:
    made = _hostile(text)
    assert atom_faults(made) == []
    for path in ("/atom:feed/atom:title", "//atom:name", "//atom:entry/atom:title"):
        assert said(made, path) == [line(f"x{text}")], path
    assert said(made, "//@term") == said(made, "//@label") == [line(text)]
    assert said(made, "//atom:summary") == [block(text)]
    assert said(made, "//atom:content") == [markup(text)]


def test_a_long_title_is_not_cut() -> None:
    made = _hostile(LONG)
    assert atom_faults(made) == []
    assert said(made, "//atom:entry/atom:title") == [f"x{LONG.strip()}"]
    assert len(LONG) > 10_000
