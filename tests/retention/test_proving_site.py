"""The proof of a department after meddling with guidelines, publications and the site."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.department import Department
from tests.retention.conftest import THEME
from tests.retention.meddling import (
    Case,
    L,
    M,
    T,
    adoption,
    digest_of,
    names,
    proof_of,
    put,
    records,
    require_told,
    signature,
)
from tests.village import NOW

from clearance.records.statement import decode

pytestmark = pytest.mark.site


def take_the_adoption_in_the_middle_away(d: Department) -> None:
    for path in (adoption(d, 1), signature(adoption(d, 1))):
        path.unlink()
    d.commit("records")


def adopt_with_a_wrong_key(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "never")
    said = decode(adoption(d, 2).read_bytes())
    last = f"sha256:{digest_of(adoption(d, 2))}"
    put(d, replace(said, previous=last, issued=NOW, member="officer"), "officer")


def edit_guidelines(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "never")
    d.commit("guidelines")


def begin_to_edit_guidelines(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "never")


def edit_the_configuration(d: Department) -> None:
    d.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    d.commit("mkdocs.yml")


def edit_the_theme(d: Department) -> None:
    d.write(THEME, "<p>Hacked</p>\n")
    d.commit("theme")


def add_to_the_theme(d: Department) -> None:
    d.write("theme/main.html", "{% extends 'base.html' %}\n")
    d.commit("theme")


def forget_to_commit_an_adoption(d: Department) -> None:
    d.replace("guidelines/department.yml", "day and night", "at noon")
    d.commit("guidelines", as_="chief")
    d.adopt(at=NOW, commit=False)


def say_what_was_published_as_nobody(d: Department) -> None:
    record = records(d, "publication")[0]
    put(d, replace(decode(record.read_bytes()), member="pio", issued=NOW), "pio")


def say_a_wrong_digest(d: Department) -> None:
    said = decode(records(d, "publication")[0].read_bytes())
    detail = {**said.detail, "manifest": "0" * 64}
    later = {**detail, "built": datetime.now(UTC).isoformat(timespec="seconds")}
    put(d, replace(said, detail=later), "recorder")


def say_something_else(d: Department) -> None:
    said = decode(records(d, "publication")[0].read_bytes())
    put(d, replace(said, detail={**said.detail, "colour": "blue"}), "recorder")


def follow_no_publication(d: Department) -> None:
    said = decode(records(d, "publication")[0].read_bytes())
    put(d, replace(said, detail={**said.detail, "previous": "1" * 64}), "recorder")


def edit_a_page_of_the_site(d: Department) -> None:
    d.write("site/about/index.html", d.shown("about/index.html").replace("Who we are", "Who we were"))


def add_a_page_to_the_site(d: Department) -> None:
    d.write("site/free/index.html", "<p>Free</p>")


def take_a_page_off_the_site(d: Department) -> None:
    (d.root / "site/about/index.html").unlink()


def link_on_the_site(d: Department) -> None:
    (d.root / "site/link.html").symlink_to("/etc/hostname")


CASES = (
    Case(
        take_the_adoption_in_the_middle_away,
        T,
        {"rewritten-record", "forged-record", "unadopted-change"},
        "is not connected with the pinned first adoption",
    ),
    Case(
        adopt_with_a_wrong_key,
        T,
        {"forged-record", "unfinished-edit"},
        "a key that no adoption before it named",
    ),
    Case(
        edit_guidelines,
        T,
        {"unadopted-change"},
        "guidelines/department.yml: was changed since the adoption of",
    ),
    Case(begin_to_edit_guidelines, M, {"unfinished-edit"}, "guidelines/department.yml: was changed since"),
    Case(edit_the_configuration, T, {"unadopted-change"}, "mkdocs.yml: was changed since the adoption of"),
    Case(edit_the_theme, T, {"unadopted-change"}, f"{THEME}: was changed since the adoption of"),
    Case(add_to_the_theme, T, {"unadopted-change"}, "theme/main.html: was added since the adoption of"),
    Case(forget_to_commit_an_adoption, M, {"uncommitted-adoption"}, "is not committed yet; commit it"),
    Case(
        say_what_was_published_as_nobody, T, {"forged-publication"}, "pio, who may not say what was published"
    ),
    Case(say_a_wrong_digest, T, {"forged-publication"}, "a digest that its list of files does not have"),
    Case(say_something_else, M, {"faulty-publication"}, "says 'colour', which is unknown"),
    Case(follow_no_publication, L, {"lost-publication"}, "follows the publication 111111111111…"),
    Case(edit_a_page_of_the_site, T, {"changed-on-site"}, "about/index.html: is not as it was recorded in"),
    Case(add_a_page_to_the_site, T, {"added-to-site"}, "free/index.html: is not among the files recorded"),
    Case(take_a_page_off_the_site, L, {"missing-on-site"}, "about/index.html: is missing; it is recorded in"),
    Case(link_on_the_site, T, {"added-to-site"}, "link.html: is a symbolic link"),
)


@pytest.mark.parametrize("case", CASES, ids=names)
def test_what_is_wrong_is_told(case: Case, kept: Department) -> None:
    case.deed(kept)
    require_told(case, proof_of(kept))
