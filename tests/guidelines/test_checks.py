from __future__ import annotations

import re

import pytest
from tests.guidelines.sample import ANN_KEY, CHIEF_KEY, FILES, changed, read

from clearance.errors import CannotJudge
from clearance.guidelines.keys import fingerprint

TWICE = "stands twice; each may stand only once"
BEGIN = "and could not authorize this"


@pytest.mark.parametrize(
    ("name", "old", "new", "message"),
    [
        pytest.param(
            "roster.yml",
            "id: ann",
            "id: bot",
            f"roster.yml:31:5: the member id 'bot' {TWICE} (and 2 more problems in the guidelines)",
            id="two members of one id",
        ),
        pytest.param(
            "roster.yml",
            "emails: [ann@harbor.example]",
            "emails: [ann@harbor.example, CHIEF@harbor.example]",
            f"roster.yml:23:34: the e-mail address 'chief@harbor.example' {TWICE}",
            id="an address of two members, in other letters",
        ),
        pytest.param(
            "roster.yml",
            f"key: {ANN_KEY}",
            f"key: {CHIEF_KEY} ann",
            f"roster.yml:28:9: the key {fingerprint(CHIEF_KEY)!r} {TWICE}",
            id="a key of two members, with another comment",
        ),
        pytest.param(
            "roster.yml",
            "emails: [chief@harbor.example]",
            "emails: [chief@harbor.example]\n    github_id: 7",
            f"roster.yml:23:5: the GitHub id '7' {TWICE}",
            id="a GitHub account of two members",
        ),
        pytest.param(
            "categories.yml",
            "    description: Closures and detours.\n",
            "    description: Closures.\n  - {id: traffic, clause: 1021.4(f), title: T, description: D}\n",
            f"categories.yml:6:6: the category id 'traffic' {TWICE}",
            id="two categories of one id",
        ),
        *(
            pytest.param(
                "categories.yml",
                "id: traffic",
                f"id: {name}",
                f"categories.yml:2:5: the site has a feed of its own named {name!r}; expected another id",
                id=f"a category that would take the feed {name}",
            )
            for name in ("notices", "events", "alerts", "incident-2026-0412", "incident-reports")
        ),
        pytest.param(
            "training.yml",
            "{id: retention, ",
            "{id: privacy, ",
            f"training.yml:3:6: the topic id 'privacy' {TWICE}",
            id="two topics of one id",
        ),
        pytest.param(
            "retention.yml",
            "id: content",
            "id: decisions",
            f"retention.yml:9:5: the series id 'decisions' {TWICE}",
            id="two series of one id",
        ),
        pytest.param(
            "retention.yml",
            "[post, media]",
            "[post, approval]",
            f"retention.yml:13:24: the kind of record 'approval' {TWICE}",
            id="two series for one kind of record",
        ),
        pytest.param(
            "monitoring.yml",
            "[1, 4, 7, 10]",
            "[1, 4, 7, 4]",
            f"monitoring.yml:2:22: the month '4' {TWICE}",
            id="one month twice",
        ),
        pytest.param(
            "roster.yml",
            "{role: chief, ",
            "{role: supervisor, ",
            "roster.yml:1:1: nobody has the role 'chief'; expected at least one member with it"
            " (and 1 more problem in the guidelines)",
            id="a department without a chief",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-11-02",
            "until: 2024-03-09",
            "roster.yml:21:5: ends before it begins; expected 2024-03-10 or later"
            " (and 1 more problem in the guidelines)",
            id="an entry that ends before it begins",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-06-30",
            "until: 2024-03-31",
            "roster.yml:25:42: ends before it begins; expected 2024-04-01 or later",
            id="a role that ends before it begins",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-12-31",
            "until: 2023-12-31",
            "roster.yml:30:9: ends before it begins; expected 2024-01-01 or later",
            id="a device that ends before it begins",
        ),
        pytest.param(
            "roster.yml",
            "from: 2024-04-01",
            "from: 2024-03-09",
            "roster.yml:25:24: the role begins before the member's entry; expected 2024-03-10 or later",
            id="a role before its entry",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-06-30",
            "until: 2025-11-03",
            "roster.yml:25:42: the role outlasts the member's entry; expected until: 2025-11-02 or earlier",
            id="a role after its entry",
        ),
        pytest.param(
            "roster.yml",
            ", until: 2025-06-30",
            "",
            "roster.yml:25:10: the role outlasts the member's entry; expected until: 2025-11-02 or earlier",
            id="a role without an end in a closed entry",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-12-31",
            "revoked: {on: 2023-12-31, reason: Lost}",
            "roster.yml:30:19: revoked before it was in use; expected 2024-01-01 or later",
            id="a device revoked before it was in use",
        ),
        pytest.param(
            "roster.yml",
            "authorized_by: chief\n    from: 2024",
            "authorized_by: cheif\n    from: 2024",
            "roster.yml:19:5: 'cheif' is not in the roster; did you mean 'chief'?",
            id="authorized by nobody known, nearly right",
        ),
        pytest.param(
            "roster.yml",
            "authorized_by: chief\n    from: 2024",
            "authorized_by: xyz\n    from: 2024",
            "roster.yml:19:5: 'xyz' is not in the roster; expected the id of a member",
            id="authorized by nobody known",
        ),
        pytest.param(
            "roster.yml",
            "authorized_by: chief\n    from: 2024",
            "authorized_by: ann\n    from: 2024",
            "roster.yml:19:5: only the chief may stand in the roster by their own authority",
            id="authorized by themself",
        ),
        pytest.param(
            "roster.yml",
            "authorized_by: chief\n    from: 2020-01-01\n    roles",
            "authorized_by: ann\n    from: 2020-01-01\n    roles",
            f"roster.yml:34:5: 'ann' was not in the department on 2020-01-01 {BEGIN}",
            id="authorized by somebody who came later",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-06-30}",
            "until: 2025-06-30, authorized_by: xyz}",
            "roster.yml:25:61: 'xyz' is not in the roster; expected the id of a member",
            id="a role authorized by nobody known",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-12-31",
            "exception: {granted_by: xyz, reason: Own phone in the flood}",
            "roster.yml:30:21: 'xyz' is not in the roster; expected the id of a member",
            id="an exception granted by nobody known",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-12-31",
            "exception: {granted_by: ann, reason: Own phone in the flood}",
            "roster.yml:30:21: 'ann' was no supervisor on 2024-01-01;"
            " only a supervisor can grant an exception",
            id="an exception granted by somebody who is no supervisor",
        ),
        pytest.param(
            "roster.yml",
            "      - {role: recorder,",
            "      - {role: supervisor, from: 2021-01-01}\n      - {role: recorder,",
            "roster.yml:36:5: the recorder vouches for others and may hold no second role",
            id="a recorder who is a supervisor",
        ),
        pytest.param(
            "training.yml",
            "{member: ann, topics: all",
            "{member: anne, topics: all",
            "training.yml:6:6: 'anne' is not in the roster; did you mean 'ann'?",
            id="training of nobody known",
        ),
        pytest.param(
            "training.yml",
            "topics: [privacy]",
            "topics: [privacy, privatcy]",
            "training.yml:7:37: 'privatcy' is not one of the topics above; did you mean 'privacy'?",
            id="training in a topic nearly right",
        ),
        pytest.param(
            "training.yml",
            "topics: [privacy]",
            "topics: [karate]",
            "training.yml:7:28: 'karate' is not one of the topics above; expected one of: privacy, retention",
            id="training in no known topic",
        ),
        pytest.param(
            "retention.yml",
            "custodian: chief",
            "custodian: ann",
            "retention.yml:1:1: 'ann' does not have the role 'custodian'; give it in roster.yml",
            id="a custodian without the role",
        ),
        pytest.param(
            "retention.yml",
            "administration_lieutenant: chief",
            "administration_lieutenant: lt2",
            "retention.yml:2:1: 'lt2' is not in the roster; expected the id of a member",
            id="a lieutenant nobody knows",
        ),
        pytest.param(
            "monitoring.yml",
            "reviewer: chief",
            "reviewer: ann",
            "monitoring.yml:1:1: 'ann' does not have the role 'reviewer'; give it in roster.yml",
            id="a reviewer without the role",
        ),
        pytest.param(
            "rules/words.yml",
            "pack: words",
            "pack: wards",
            "rules/words.yml:1:1: the pack and its file must have one name; expected 'words'",
            id="a pack named otherwise than its file",
        ),
    ],
)
def test_a_contradiction_is_told_at_its_place(name: str, old: str, new: str, message: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        read(changed(name, old, new))
    assert str(refused.value) == f"guidelines/{message}"


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param(
            "roster.yml", "until: 2025-11-02", "until: 2025-06-30", id="a role to its entry's last day"
        ),
        pytest.param(
            "roster.yml", "from: 2024-04-01", "from: 2024-03-10", id="a role from its entry's first day"
        ),
        pytest.param("roster.yml", "until: 2025-06-30", "until: 2024-04-01", id="a role for one day"),
        pytest.param(
            "roster.yml",
            "until: 2025-06-30}",
            "until: 2025-06-30, authorized_by: chief}",
            id="a role authorized by the chief",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-12-31",
            "exception: {granted_by: chief, reason: Own phone in the flood}",
            id="an exception granted by the chief",
        ),
        pytest.param(
            "roster.yml",
            "until: 2025-12-31",
            "revoked: {on: 2024-01-01, reason: Lost}",
            id="a device revoked on its first day",
        ),
        pytest.param("training.yml", "topics: [privacy]", "topics: [retention, privacy]", id="two topics"),
    ],
)
def test_what_does_not_contradict_is_taken(name: str, old: str, new: str) -> None:
    assert read(changed(name, old, new)) != read(FILES)


def test_a_code_and_a_name_of_two_rules() -> None:
    other = FILES["rules/words.yml"].replace("pack: words", "pack: also")
    with pytest.raises(CannotJudge) as refused:
        read(FILES | {"rules/also.yml": other})
    assert str(refused.value) == (
        f"guidelines/rules/words.yml:4:5: the code 'PB901' {TWICE} (and 1 more problem in the guidelines)"
    )


def test_a_rule_that_fails_its_examples_is_read_and_left_to_the_rules() -> None:
    assert read(changed("rules/words.yml", "words: [lawsuit]", "words: [other]")).pack_codes() == ("PB901",)


@pytest.mark.parametrize(
    ("colors", "message"),
    [
        pytest.param('{primary: "#14304f", accent: "#f4d77c"}', "", id="readable"),
        pytest.param(
            '{primary: "#2094f3", accent: "#000000"}',
            "white on the primary colour has a contrast of 3.2 to 1; expected 4.5 or more",
            id="too light for white",
        ),
        pytest.param(
            '{primary: "#14304f", accent: "#336699"}',
            "the accent on the primary colour has a contrast of 2.2 to 1; expected 4.5 or more",
            id="too near for the accent",
        ),
        pytest.param(
            '{primary: navy, accent: "#f4d77c"}', "a colour in quotes, of a hash and six digits", id="a name"
        ),
        pytest.param('{primary: "#14304f"}', "accent", id="one alone"),
    ],
)
def test_colours_must_be_readable(colors: str, message: str) -> None:
    files = changed("department.yml", "equipment:", f"colors: {colors}\nequipment:")
    if not message:
        assert read(files).department.colors is not None
        return
    with pytest.raises(CannotJudge, match=re.escape(message)) as told:
        read(files)
    assert told.value.path == "guidelines/department.yml"
