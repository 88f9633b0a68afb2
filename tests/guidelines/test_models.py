from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.guidelines.sample import ANN_KEY, BOT_KEY, CHIEF_KEY, FILES, changed, read

from clearance.guidelines.models import Guidelines
from clearance.model import Signer

CHICAGO = ZoneInfo("America/Chicago")
SMALL = read(FILES)
FINGERPRINT = {signer.member: fingerprint for fingerprint, signer in SMALL.signers().items()}
ZONES = ["America/Chicago", "America/Sao_Paulo", "Africa/Cairo", "Pacific/Apia", "Asia/Kathmandu", "UTC"]


def chicago(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=CHICAGO)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_zone_and_day_are_the_departments() -> None:
    assert SMALL.zone == CHICAGO
    assert SMALL.day(utc("2025-01-01T05:59:59")) == date(2024, 12, 31)
    assert SMALL.day(utc("2025-01-01T06:00:00")) == date(2025, 1, 1)


def test_a_time_without_an_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="an instant needs an offset"):
        SMALL.active("chief", datetime(2024, 1, 1))  # noqa: DTZ001 - the point of the test


def test_members_are_found_by_id_and_by_address_in_any_case() -> None:
    ann = SMALL.member("ann")
    assert ann is not None
    assert ann.name == "Ann Lee"
    assert SMALL.member_by_email("ANN@Harbor.Example") is ann
    assert (SMALL.member("Ann"), SMALL.member(""), SMALL.member_by_email("x@harbor.example")) == (None,) * 3


@pytest.mark.parametrize(
    ("at", "active"),
    [
        pytest.param("2024-03-09T23:59:59.999999", False, id="the instant before the first day"),
        pytest.param("2024-03-10T00:00:00", True, id="the first instant of the first day"),
        pytest.param(
            "2025-11-02T23:59:59.999999", True, id="the last instant of the last day, 25 hours long"
        ),
        pytest.param("2025-11-03T00:00:00", False, id="the instant after the last day"),
    ],
)
def test_an_entry_is_active_from_its_first_to_its_last_day(at: str, active: bool) -> None:  # noqa: FBT001 - the expected value of a case
    assert SMALL.active("ann", chicago(at)) is active
    assert SMALL.active("nobody", chicago(at)) is False


@pytest.mark.parametrize(
    ("at", "author"),
    [
        pytest.param("2024-03-31T23:59:59", False, id="a member whose role has not begun"),
        pytest.param("2024-04-01T00:00:00", True, id="the role's first day"),
        pytest.param("2025-06-30T23:59:59", True, id="the role's last day"),
        pytest.param("2025-07-01T00:00:00", False, id="a member whose role has ended"),
        pytest.param("2026-01-01T00:00:00", False, id="a former member"),
    ],
)
def test_a_role_holds_from_its_first_to_its_last_day(at: str, author: bool) -> None:  # noqa: FBT001 - the expected value of a case
    assert SMALL.may_author("ann", chicago(at)) is author
    assert SMALL.has_role("ann", "author", chicago(at)) is author
    assert SMALL.may_author("nobody", chicago(at)) is False


def test_a_role_that_does_not_exist_is_our_fault() -> None:
    with pytest.raises(ValueError, match="supervisr"):
        SMALL.has_role("ann", "supervisr", chicago("2025-01-01"))


@pytest.mark.parametrize(
    ("role", "may_author", "may_approve"),
    [
        pytest.param("author", True, False, id="an author"),
        pytest.param("pio", True, False, id="a PIO, who is an author too"),
        pytest.param("supervisor", False, True, id="a supervisor"),
        pytest.param("chief", False, True, id="a chief"),
        pytest.param("incident-commander", False, False, id="an incident commander"),
        pytest.param("custodian", False, False, id="a custodian"),
        pytest.param("reviewer", False, False, id="a reviewer"),
        pytest.param("web-admin", False, False, id="a web administrator"),
    ],
)
def test_what_a_role_may_do(role: str, may_author: bool, may_approve: bool) -> None:  # noqa: FBT001 - the expected values of a case
    guidelines = read(changed("roster.yml", "role: author", f"role: {role}"))
    at = chicago("2025-01-01")
    assert guidelines.has_role("ann", role, at)
    assert (guidelines.may_author("ann", at), guidelines.may_approve("ann", at)) == (may_author, may_approve)


def test_an_author_is_no_pio() -> None:
    assert not SMALL.has_role("ann", "pio", chicago("2025-01-01"))


@pytest.mark.parametrize(
    ("at", "gaps"),
    [
        pytest.param(
            "2024-02-28T23:59:59", ("privacy (missing)", "retention (missing)"), id="before training"
        ),
        pytest.param("2024-02-29T00:00:00", (), id="on the day of training"),
        pytest.param("2025-02-27T23:59:59", (), id="the last day before it lapses, a leap day's anniversary"),
        pytest.param(
            "2025-02-28T00:00:00", ("retention (lapsed 2025-02-28)",), id="one topic renewed, one lapsed"
        ),
        pytest.param(
            "2026-01-31T00:00:00",
            ("privacy (lapsed 2026-01-31)", "retention (lapsed 2025-02-28)"),
            id="all lapsed",
        ),
    ],
)
def test_training_gaps(at: str, gaps: tuple[str, ...]) -> None:
    assert SMALL.training_gaps("ann", chicago(at)) == gaps


def test_one_members_training_is_nobody_elses() -> None:
    gaps = ("privacy (missing)", "retention (missing)")
    assert SMALL.training_gaps("chief", chicago("2024-06-01")) == gaps


def test_signers_are_bounded_by_device_entry_and_recorder_role() -> None:
    signers = [
        Signer("chief", CHIEF_KEY, FINGERPRINT["chief"], utc("2020-01-01T06:00:00")),
        Signer("ann", ANN_KEY, FINGERPRINT["ann"], utc("2024-03-10T06:00:00"), utc("2025-11-03T06:00:00")),
        Signer(
            "bot",
            BOT_KEY,
            FINGERPRINT["bot"],
            utc("2023-01-01T06:00:00"),
            utc("2024-01-01T06:00:00"),
            recorder=True,
        ),
    ]
    assert SMALL.signers() == {signer.fingerprint: signer for signer in signers}


def test_a_devices_own_end_comes_first_when_it_is_earlier() -> None:
    guidelines = read(changed("roster.yml", "until: 2025-12-31", "until: 2024-07-04"))
    assert guidelines.signers()[FINGERPRINT["ann"]].until == utc("2024-07-05T05:00:00")


def test_a_revoked_key_and_a_comment_in_its_line() -> None:
    revoked = f"key: {ANN_KEY} ann's laptop\n        revoked: {{on: 2025-01-01, reason: Lost}}"
    guidelines = read(changed("roster.yml", f"key: {ANN_KEY}", revoked))
    signer = guidelines.signers()[FINGERPRINT["ann"]]
    assert (signer.revoked, signer.key) == (True, ANN_KEY)
    assert not SMALL.signers()[FINGERPRINT["ann"]].revoked


def test_device_by_fingerprint() -> None:
    ann = SMALL.member("ann")
    assert ann is not None
    assert SMALL.device(FINGERPRINT["ann"]) == (ann, ann.devices[0])
    assert SMALL.device("SHA256:unknown") is None


def test_categories_and_pack_codes() -> None:
    category = SMALL.category("traffic")
    assert category is not None
    assert (category.title, category.clause, category.safety) == ("Traffic", "1021.4(f)", False)
    assert SMALL.category("sports") is None
    assert SMALL.pack_codes() == ("PB901",)


def test_what_is_left_out_has_a_safe_value() -> None:
    department = SMALL.department
    assert department.contacts.emergency == "911"
    assert (department.hosts, department.allow.phones, department.record_grace_days) == ((), (), 7)
    assert department.site_url is None


def in_zone(zone: str, since: date, until: date) -> Guidelines:
    files = changed("department.yml", "America/Chicago", zone)
    entry = "from: 2024-03-10\n    until: 2025-11-02"
    roster = files["roster.yml"].replace(entry, f"from: {since}\n    until: {until}")
    roster = roster.replace("from: 2024-04-01, until: 2025-06-30", f"from: {since}, until: {until}")
    roster = roster.replace(
        "from: 2024-01-01\n        until: 2025-12-31", f"from: {since}\n        until: {until}"
    )
    return read(files | {"roster.yml": roster})


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(st.sampled_from(ZONES), DAYS, st.integers(0, 900), st.integers(-3600 * 30, 3600 * 30))
def test_key_role_and_entry_are_valid_at_the_same_instants(
    zone: str, since: date, days: int, offset: int
) -> None:
    until = since + timedelta(days=days)
    guidelines = in_zone(zone, since, until)
    signer = guidelines.signers()[FINGERPRINT["ann"]]
    assert signer.until is not None
    for edge in (signer.since, signer.until):
        at = edge + timedelta(seconds=offset)
        valid = signer.since <= at < signer.until
        local = at.astimezone(ZoneInfo(zone))
        assert guidelines.active("ann", at) is valid
        assert guidelines.may_author("ann", local) is valid
        assert (since <= local.date() <= until) is valid
