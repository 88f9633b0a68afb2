from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from clearance.model import Commit, History, Record
from clearance.records.vouching import vouched_commits, with_vouched

AT = datetime(2026, 3, 3, 18, tzinfo=UTC)
ONE, TWO = "1" * 40, "2" * 40


def record(source: object, *, signer: str = "recorder", kind: str = "approval") -> Record:
    predicate: Mapping[str, object] = {"source": source}
    return Record("", "", kind, "pd", AT, "sgt1", signer, "", {}, predicate=predicate)


def test_the_members_behind_a_commit() -> None:
    records = (record({"commits": {ONE: ["pio1", "pio2"]}}), record({"commits": {TWO: ["pio1"]}}))
    assert vouched_commits(records) == {ONE: ("pio1", "pio2"), TWO: ("pio1",)}


@pytest.mark.parametrize(
    "made",
    [
        pytest.param(record({"commits": {ONE: ["pio1"]}}, signer="sgt1"), id="signed by the approver alone"),
        pytest.param(record({"commits": {ONE: ["pio1"]}}, kind="report"), id="no approval"),
        pytest.param(record({"commits": {ONE: []}}), id="of nobody"),
        pytest.param(record({"commits": {ONE: "pio1"}}), id="no list"),
        pytest.param(record({"commits": {ONE: ["pio1", 7]}}), id="no id"),
        pytest.param(record({"commits": [ONE]}), id="no mapping"),
        pytest.param(record({}), id="nothing said"),
        pytest.param(record(None), id="no source"),
    ],
)
def test_what_vouches_for_no_commit(made: Record) -> None:
    assert vouched_commits([made]) == {}


def test_a_history_with_vouched_commits() -> None:
    one, two = (Commit(name, "a", "b", AT, frozenset()) for name in (ONE, TWO))
    history = History(commits=(one, two))
    told = with_vouched(history, {TWO: ("pio1",), "3" * 40: ("pio2",)})
    assert told.commits == (one, replace(two, vouched=("pio1",)))
    assert with_vouched(history, {}) is history
