from __future__ import annotations

from datetime import datetime

import pytest
from tests.feeds.builders import DAY, HOUR, NOON, POST, SITE, entry, feed, withdrawn

from clearance.feeds.entry import (
    Withdrawn,
    expired_label,
    in_order,
    last_change,
    still_withdrawn,
    withdrawn_label,
)
from clearance.model import PUBLISHED, State

NAIVE = datetime(2026, 3, 3)  # noqa: DTZ001 - what is refused


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"title": " \u202e"}, "text for title", id="a title without a word"),
        pytest.param({"url": "/posts/a/"}, "address", id="a relative address"),
        pytest.param({"id": "posts/a"}, "URI", id="an id that is no URI"),
        pytest.param({"language": "en_US"}, "language", id="an unknown form of language"),
        pytest.param({"published": NAIVE}, "offset", id="published without an offset"),
        pytest.param({"updated": NAIVE}, "offset", id="updated without an offset"),
        pytest.param({"expires": NAIVE}, "offset", id="expires without an offset"),
    ],
)
def test_an_entry_refuses(changes: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        entry(**changes)


@pytest.mark.parametrize("state", State)
def test_only_what_is_published_is_an_entry(state: State) -> None:
    if state in PUBLISHED:
        assert entry(state=state).expired == (state is State.EXPIRED)
    else:
        with pytest.raises(ValueError, match=f"got one that is {state}"):
            entry(state=state)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"title": ""}, "text for title", id="no title"),
        pytest.param({"author": "\n"}, "text for author", id="no author"),
        pytest.param({"home": "/"}, "address", id="a relative home"),
        pytest.param({"url": "feed.atom"}, "address", id="a relative address"),
        pytest.param({"icon": "icon.png"}, "address", id="a relative icon"),
        pytest.param({"id": "notices"}, "URI", id="an id that is no URI"),
        pytest.param({"language": ""}, "language", id="no language"),
        pytest.param({"updated": NAIVE}, "offset", id="an instant without an offset"),
    ],
)
def test_a_feed_refuses(changes: dict[str, object], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        feed(**changes)


def test_a_feed_may_have_an_icon() -> None:
    assert feed(icon=f"{SITE}icon.png").icon == f"{SITE}icon.png"


def test_what_was_withdrawn_has_an_id_and_an_instant() -> None:
    assert Withdrawn(POST, NOON) == Withdrawn(POST, NOON)
    with pytest.raises(ValueError, match="URI"):
        Withdrawn("posts/a", NOON)
    with pytest.raises(ValueError, match="offset"):
        Withdrawn(POST, NAIVE)


@pytest.mark.parametrize(
    ("changes", "changed"),
    [
        pytest.param({}, NOON, id="with its publication"),
        pytest.param({"updated": NOON + HOUR}, NOON + HOUR, id="with a change"),
        pytest.param({"updated": NOON - DAY}, NOON, id="with its publication, though written before"),
        pytest.param({"expires": NOON + HOUR}, NOON, id="not with an end to come"),
        pytest.param({"expires": NOON + HOUR, "state": State.EXPIRED}, NOON + HOUR, id="with its end"),
        pytest.param(
            {"updated": NOON + DAY, "expires": NOON + HOUR, "state": State.EXPIRED},
            NOON + DAY,
            id="with a change after its end",
        ),
        pytest.param({"expires": None, "state": State.EXPIRED}, NOON, id="not with an end that nobody noted"),
    ],
)
def test_an_entry_last_changed(changes: dict[str, object], changed: datetime) -> None:
    assert entry(**changes).changed == changed


@pytest.mark.parametrize(
    ("language", "state", "title"),
    [
        ("en-US", State.LIVE, "Mill Street is closed"),
        ("en-US", State.EXPIRED, "Expired: Mill Street is closed"),
        ("es-US", State.EXPIRED, "Vencido: Mill Street is closed"),
    ],
)
def test_the_title_of_an_expired_post_says_so_first(language: str, state: State, title: str) -> None:
    assert entry(title="Mill Street\nis closed", language=language, state=state).shown_title == title


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("en-US", ("Expired", "Withdrawn")),
        ("ES", ("Vencido", "Retirado")),
        ("est", ("Expired", "Withdrawn")),
        ("pl", ("Expired", "Withdrawn")),
    ],
)
def test_labels_are_english_or_spanish(language: str, labels: tuple[str, str]) -> None:
    assert (expired_label(language), withdrawn_label(language)) == labels


def test_newest_first_and_of_one_instant_by_id() -> None:
    old, a, b = entry(id="tag:c", published=NOON - DAY), entry(id="tag:a"), entry(id="tag:b")
    assert in_order([b, old, a]) == in_order([old, a, b]) == (a, b, old)


def test_two_entries_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match=f"got two of {POST}"):
        in_order([entry(), entry(title="another")])


def test_tombstones_are_newest_first_and_the_latest_of_each() -> None:
    a, b, b_again = withdrawn("a"), withdrawn("b"), withdrawn("b", NOON + HOUR)
    assert still_withdrawn([], [b_again, a, b]) == still_withdrawn([], [a, b, b_again]) == (b_again, a)


def test_a_post_that_changed_after_its_withdrawal_came_back() -> None:
    assert still_withdrawn([entry(updated=NOON + HOUR)], [Withdrawn(POST, NOON), withdrawn()]) == (
        withdrawn(),
    )


@pytest.mark.parametrize("when", [NOON, NOON + HOUR])
def test_a_post_that_is_published_and_withdrawn_is_refused(when: datetime) -> None:
    with pytest.raises(ValueError, match="expected no entry of a post that is withdrawn"):
        still_withdrawn([entry(updated=NOON)], [Withdrawn(POST, when)])


@pytest.mark.parametrize(
    ("founded", "gone", "last"),
    [
        pytest.param(NOON + DAY, NOON, NOON + DAY, id="the feed's own"),
        pytest.param(NOON - DAY, NOON - DAY, NOON, id="an entry's"),
        pytest.param(NOON - DAY, NOON + HOUR, NOON + HOUR, id="a withdrawal"),
    ],
)
def test_the_last_change_of_a_feed(founded: datetime, gone: datetime, last: datetime) -> None:
    assert last_change(feed(updated=founded), [entry()], [withdrawn(when=gone)]) == last


def test_the_last_change_of_an_empty_feed_is_its_own() -> None:
    assert last_change(feed(), []) == feed().updated
