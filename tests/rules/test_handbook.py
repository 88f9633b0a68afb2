from __future__ import annotations

from clearance.rules import handbook, missing_approval, missing_attestation, uncommitted_bytes
from clearance.rules.registry import ALL_RULES


def test_a_page() -> None:
    assert handbook.page(uncommitted_bytes) == (
        "# RT101 uncommitted-bytes\n\n"
        "| clause | severity |\n"
        "|---|---|\n"
        "| 1021.7 | block |\n\n"
        "The page or one of its files is not in git as it stands here.\n\n"
        "## What it checks\n"
        "The bytes on disk of the page, and of each file that it shows or links to, are those of the\n"
        "newest commit.\n\n"
        "## Why it matters\n"
        "The history in git is how public records of what was posted are retained (1021.7). What was\n"
        "never committed could be published and leave no record.\n\n"
        "## Remedy\n"
        "Commit the file.\n"
    )


def test_a_summary_and_a_remedy() -> None:
    assert handbook.summary(missing_attestation) == "No author attests to having reviewed the post."
    assert handbook.remedy(missing_attestation) == (
        "Read the post and its pictures against 1021.5, then put your own member id under `clearance.attest`."
    )


def test_the_index_is_in_the_order_of_clauses() -> None:
    head, rows = handbook.index(ALL_RULES.values()).split("|---|---|---|---|---|\n")
    assert head == "# The rules, by clause of the policy\n\n| clause | code | name | severity | offence |\n"
    clauses = [row.split(" | ")[0].removeprefix("| ") for row in rows.splitlines()]
    assert [*dict.fromkeys(clauses)] == [
        "1021.2",
        "1021.3",
        "1021.4",
        "1021.4(e)",
        "1021.4.1",
        "1021.5",
        "1021.5(b)",
        "1021.5(e)",
        "1021.5(g)",
        "1021.5.1",
        "1021.5.2",
        "1021.6",
        "1021.7",
        "1021.8",
    ]
    assert len(clauses) == len(ALL_RULES)


def test_a_row_of_the_index() -> None:
    assert handbook.index([missing_approval]).splitlines()[-1] == (
        "| 1021.5(g) | [AP101](missing-approval.md) | missing-approval | block | "
        "No supervisor has approved the page. |"
    )
