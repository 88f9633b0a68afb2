"""Each mistake in a guidelines file is told with its place and what was expected."""

from __future__ import annotations

import pytest
from tests.guidelines.sample import ANN_KEY, CHIEF_KEY, changed, refusal

MEMBER_KEYS = "from, until, id, name, office, authorized_by, github_id, emails, roles, devices, note"
ROLES = "chief, supervisor, author, pio, incident-commander, recorder, custodian, reviewer, web-admin"
SLUG = "a short name of lower-case letters, digits and single hyphens, such as records1"
CORE = "guidelines/"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param(
            "roster.yml",
            "office: Officer",
            "offise: Officer",
            f"roster.yml:18:5: unknown key 'offise'; did you mean 'office'? Expected one of: {MEMBER_KEYS}",
            id="a key that is needed, misspelt",
        ),
        pytest.param(
            "roster.yml",
            "    office: Officer\n",
            "",
            "roster.yml:16:5: the key 'office' is missing; expected one line of text",
            id="a key that is needed, left out",
        ),
        pytest.param(
            "roster.yml",
            "github_id: 7",
            "github-id: 7",
            "roster.yml:22:5: unknown key 'github-id'; did you mean 'github_id'? Expected one of:"
            f" {MEMBER_KEYS}",
            id="a key nearly right",
        ),
        pytest.param(
            "roster.yml",
            "github_id: 7",
            "zzz: 7",
            f"roster.yml:22:5: unknown key 'zzz'. Expected one of: {MEMBER_KEYS}",
            id="a key like none",
        ),
        pytest.param(
            "roster.yml",
            "github_id: 7",
            "since: 2020-01-01",
            f"roster.yml:22:5: unknown key 'since'. Expected one of: {MEMBER_KEYS}",
            id="a name from inside the program",
        ),
        pytest.param(
            "roster.yml",
            "role: author",
            "role: Suporvisor",
            "roster.yml:25:10: unknown value 'Suporvisor'; did you mean 'supervisor'? Expected one of:"
            f" {ROLES}",
            id="a role nearly right",
        ),
        pytest.param(
            "roster.yml",
            "from: 2024-04-01",
            "from: 2024-02-30",
            "roster.yml:25:24: there is no day 2024-02-30; expected a date such as 2026-03-01",
            id="a day that does not exist",
        ),
        pytest.param(
            "roster.yml",
            "from: 2024-04-01",
            "from: 1672531200",
            "roster.yml:25:24: 1672531200 does not fit here; expected a date such as 2026-03-01",
            id="a number for a date",
        ),
        pytest.param(
            "roster.yml",
            "from: 2024-04-01",
            'from: "1672531200"',
            "roster.yml:25:24: '1672531200' is not a date; expected a date such as 2026-03-01",
            id="a number of seconds as text for a date",
        ),
        pytest.param(
            "roster.yml",
            "from: 2024-04-01",
            "from: 2024-04-01T00:00:00Z",
            "roster.yml:25:24: '2024-04-01T00:00:00Z' is not a date; expected a date such as 2026-03-01",
            id="a time for a date",
        ),
        pytest.param(
            "roster.yml",
            "from: 2024-04-01",
            "from: 0001-01-01",
            "roster.yml:25:24: '0001-01-01' is not a date; expected a date such as 2026-03-01",
            id="a year out of all reason",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-11-02",
            "until:",
            "roster.yml:21:5: the key 'until' has no value; write one, or remove it",
            id="an end without a value",
        ),
        pytest.param(
            "roster.yml",
            "emails: [ann@harbor.example]",
            "emails:\n      -",
            "roster.yml:24:8: item 1 of the list has no value; write one, or remove it",
            id="a list item without a value",
        ),
        pytest.param(
            "roster.yml",
            "github_id: 7",
            f"github_id: 0x{'f' * 5000}",
            "roster.yml:22:5: the key 'github_id' is too large a number",
            id="a giant number",
        ),
        pytest.param(
            "roster.yml",
            "github_id: 7",
            "github_id: true",
            "roster.yml:22:5: true does not fit here; expected a GitHub user number",
            id="true for a number",
        ),
        pytest.param(
            "roster.yml",
            "emails: [ann@harbor.example]",
            "emails: ann@harbor.example",
            "roster.yml:23:5: 'ann@harbor.example' does not fit here; expected a list, each item after"
            " a hyphen",
            id="text for a list",
        ),
        pytest.param(
            "roster.yml",
            f"key: {ANN_KEY}",
            f"key: {ANN_KEY[:-1]}",
            "roster.yml:28:9: the middle part of the key is not whole; copy the line again",
            id="half a key",
        ),
        pytest.param(
            "roster.yml",
            f"key: {ANN_KEY}",
            f'key: "{ANN_KEY}\\nsomeone {CHIEF_KEY}"',
            f"roster.yml:28:9: '{ANN_KEY[:59]}… does not fit here; expected"
            " the one line of the device's .pub file, such as ssh-ed25519 AAAA… name",
            id="two lines as a key",
        ),
        pytest.param(
            "roster.yml",
            "name: Ann Lee",
            'name: "Ann \\u202eeeL"',
            r"roster.yml:17:5: 'Ann \u202eeeL' does not fit here; expected one line of text",
            id="a name that turns the writing around",
        ),
        pytest.param(
            "roster.yml",
            "name: Ann Lee",
            f"name: {'A' * 301}",
            "roster.yml:17:5: the text is too long; expected at most 300 characters",
            id="a giant name",
        ),
        pytest.param(
            "roster.yml",
            "id: ann",
            "id: ../ann",
            f"roster.yml:16:5: '../ann' does not fit here; expected {SLUG}",
            id="an id that is a path",
        ),
        pytest.param(
            "department.yml",
            "America/Chicago",
            "America/Chicargo",
            "department.yml:4:1: 'America/Chicargo' is not a time zone; did you mean 'America/Chicago'?",
            id="a time zone nearly right",
        ),
        pytest.param(
            "department.yml",
            "America/Chicago",
            "../../etc/passwd",
            "department.yml:4:1: '../../etc/passwd' does not fit here; expected a time zone such as"
            " America/Chicago",
            id="a time zone that is a path",
        ),
        pytest.param(
            "department.yml",
            "America/Chicago",
            "America/Indiana",
            "department.yml:4:1: 'America/Indiana' is not a time zone; did you mean 'America/Indianapolis'?",
            id="a time zone that is a folder",
        ),
        pytest.param(
            "department.yml",
            '"(708) 555-0100"',
            "911",
            "department.yml:6:3: 911 is not text; put it in quotes. Expected"
            ' a phone number in quotes, such as "(708) 555-0100" or "911"',
            id="a phone number without quotes",
        ),
        pytest.param(
            "department.yml",
            "  desk:\n    address: 1 Quay\n    hours: Always\n",
            "",
            "department.yml:5:1: the key 'desk' is missing; expected the keys address, hours",
            id="no desk",
        ),
        pytest.param(
            "department.yml",
            "  desk:\n    address: 1 Quay\n    hours: Always\n",
            "  desk: [1 Quay]\n",
            "department.yml:8:3: a list does not fit here; expected the keys address, hours",
            id="a list for keys",
        ),
        pytest.param(
            "department.yml",
            "name: Harbor Police Department",
            "name: {en: Harbor}",
            "department.yml:2:1: a group of keys does not fit here; expected one line of text",
            id="keys for text",
        ),
        pytest.param(
            "department.yml",
            "equipment: signed",
            "equipment: sined",
            "department.yml:11:1: unknown value 'sined'; did you mean 'signed'? Expected one of:"
            " signed, listed, unverified",
            id="equipment nearly right",
        ),
        pytest.param(
            "department.yml",
            "equipment: signed",
            "equipment: signed\nhosts: [https://cdn.example]",
            "department.yml:12:9: 'https://cdn.example' does not fit here; expected a host name in lower case"
            " without https://, such as www.example.org",
            id="an address for a host",
        ),
        pytest.param(
            "department.yml",
            "equipment: signed",
            "equipment: signed\nsite_url: javascript:alert(1)",
            "department.yml:12:1: 'javascript:alert(1)' does not fit here; expected the site's address with a"
            " slash at the end, such as https://www.example.org/",
            id="a script for an address",
        ),
        pytest.param(
            "department.yml",
            "equipment: signed\n",
            "",
            "department.yml:1:1: the key 'equipment' is missing; expected one of: signed, listed, unverified",
            id="no equipment",
        ),
        pytest.param(
            "department.yml",
            "equipment: signed",
            "equipment: [signed]",
            "department.yml:11:1: a list does not fit here; expected one of: signed, listed, unverified",
            id="a list for equipment",
        ),
        pytest.param(
            "department.yml",
            "equipment: signed",
            "equipment: signed\nrecord_grace_days: .nan",
            "department.yml:12:1: nan does not fit here; expected a number of days, 0 to 365",
            id="no number",
        ),
        pytest.param(
            "categories.yml",
            "clause: 1021.4(f)",
            "clause: 1021.4",
            "categories.yml:3:5: 1021.4 is not text; put it in quotes. Expected a clause of the policy,"
            " such as 1021.4(a)",
            id="a clause that reads as a number",
        ),
        pytest.param(
            "training.yml",
            "topics: all",
            "topics: everything",
            "training.yml:6:19: 'everything' does not fit here; expected a list of topics, or the word all",
            id="neither topics nor all",
        ),
        pytest.param(
            "retention.yml",
            "keep: 7",
            "keep: forever",
            "retention.yml:11:5: 'forever' does not fit here; expected a number of years, 1 to 100,"
            " or the word permanent",
            id="neither years nor permanent",
        ),
        pytest.param(
            "monitoring.yml",
            "[1, 4, 7, 10]",
            "[1, 7]",
            "monitoring.yml:2:1: the list is too short; expected at least 4",
            id="too few reviews",
        ),
        pytest.param(
            "monitoring.yml",
            "[1, 4, 7, 10]",
            "[1, 4, 7, 13]",
            "monitoring.yml:2:22: 13 does not fit here; expected the number of a month, 1 to 12",
            id="a thirteenth month",
        ),
        pytest.param(
            "rules/words.yml",
            "severity: hold",
            "severity: blok",
            "rules/words.yml:7:5: unknown value 'blok'; did you mean 'block'? Expected one of: block,"
            " hold, note",
            id="a severity nearly right",
        ),
        pytest.param(
            "rules/words.yml",
            "words: [lawsuit]",
            "patterns: ['(a+)+b']",
            "rules/words.yml:11:18: '+' repeats without a useful limit; write one, such as {1,20}"
            " instead of +",
            id="a pattern that would run for ever",
        ),
        pytest.param(
            "rules/words.yml",
            "words: [lawsuit]",
            "words: []",
            "rules/words.yml:10:5: the rule looks for nothing; give words, phrases, patterns or near",
            id="a rule that looks for nothing",
        ),
        pytest.param(
            "rules/words.yml",
            "words: [lawsuit]",
            "words: [civil suit]",
            "rules/words.yml:11:15: 'civil suit' does not fit here; expected a single word; several"
            " words belong"
            " under phrases",
            id="two words as one",
        ),
        pytest.param(
            "rules/words.yml",
            "      pass: [The suit was blue.]\n",
            "",
            "rules/words.yml:12:5: the key 'pass' is missing; expected a list, each item after a hyphen",
            id="no example that passes",
        ),
        pytest.param(
            "rules/words.yml",
            "code: PB901",
            "code: PB9O1",
            "rules/words.yml:4:5: 'PB9O1' does not fit here; expected a code of two capitals and three"
            " digits,"
            " such as PB101",
            id="a letter for a digit",
        ),
    ],
)
def test_an_error_says_where_what_and_what_was_expected(name: str, old: str, new: str, message: str) -> None:
    told = refusal(changed(name, old, new))
    assert told == CORE + message.removeprefix(CORE)


def test_the_first_of_several_in_the_order_of_files_and_lines() -> None:
    files = changed("monitoring.yml", "annual: 1", "annual: 13")
    files["roster.yml"] = (
        files["roster.yml"].replace("id: bot", "id: Bot").replace("github_id: 7", "github_id: 0")
    )
    assert refusal(files) == (
        "guidelines/roster.yml:22:5: 0 does not fit here; expected a GitHub user number"
        " (and 2 more problems in the guidelines)"
    )
