"""What the public sees of an incident: its page, its feed, the notices elsewhere."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import feedparser
import pytest
from tests.department import Department
from tests.incidents.story import NUMBER, TITLE, Story, begin, path_of
from tests.village import MAP, PNG, POST

from clearance.publish import live
from clearance.publish.brief import brief
from clearance.publish.generator import plain_renderer
from clearance.publish.live_text import text_of
from clearance.publish.syndication import subscriptions
from clearance.publish.views import Views
from clearance.publish.well_known import attestations

SITE = "https://police.test.example/"
PATH = path_of("n1")


@pytest.fixture
def story(department: Department) -> Story:
    begun = begin(department)
    begun.open()
    return begun


def shown(story: Story) -> Views:
    return live.shown(story.department.judge(story.now))


def text(story: Story, body: str) -> str:
    """The update's text on the live page."""
    story.update("n1", body, clearance="  media:\n    plan.png: {kind: map}\n" if "plan" in body else "")
    return text_of(PATH, "k", story.department.judge(story.now), plain_renderer())


# --- the text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "html"),
    [
        pytest.param("Stay *in* & wait.", "<p>Stay <em>in</em> &amp; wait.</p>", id="text"),
        pytest.param(
            "See [the closed streets](../../closure.md).",
            '<p>See <a href="../../posts/closure/">the closed streets</a>.</p>',
            id="a link to a page",
        ),
        pytest.param(
            "See [the closed streets](../../closure.md#where).",
            '<p>See <a href="../../posts/closure/#where">the closed streets</a>.</p>',
            id="a link to a heading",
        ),
        pytest.param(
            "See [the county's page](https://county.example/a?b#c).",
            '<p>See <a href="https://county.example/a?b#c">the county\'s page</a>.</p>',
            id="a link to another site",
        ),
        pytest.param("Call [911](tel:911).", '<p>Call <a href="tel:911">911</a>.</p>', id="a telephone"),
        pytest.param(
            "See [all notices](/posts/).", '<p>See <a href="/posts/">all notices</a>.</p>', id="a list"
        ),
        pytest.param(
            "See [what to take](#take).\n\n## Take {#take}\n\nMedicine.",
            '<p>See <a href="#k-take">what to take</a>.</p>\n<h3 id="k-take">Take</h3>\n<p>Medicine.</p>',
            id="a heading of its own",
        ),
        pytest.param(
            "![Plan of the closed streets around the school](plan.png)",
            '<p><img alt="Plan of the closed streets around the school" '
            f'src="../../posts/incidents/{NUMBER}/plan.png"></p>',
            id="a picture",
        ),
    ],
)
def test_the_text_of_an_update_is_as_approved_at_another_address(story: Story, body: str, html: str) -> None:
    story.department.write(str(Path(PATH).with_name("plan.png")), PNG) if "plan" in body else None
    assert text(story, f"{body}\n") == html


def test_a_page_that_was_withdrawn_is_not_linked_to(story: Story) -> None:
    story.update("n1", "See [the closed streets](../../closure.md).\n")
    story.withdraw(POST, by="lt")
    judgement = story.department.judge(story.now)
    assert text_of(PATH, "k", judgement, plain_renderer()) == "<p>See <a>the closed streets</a>.</p>"


def test_of_what_is_not_public_there_is_no_text(story: Story) -> None:
    story.write("n1", "Not approved.\n")
    assert text_of(PATH, "k", story.department.judge(story.now), plain_renderer()) == ""
    assert text_of(MAP, "k", story.department.judge(story.now), plain_renderer()) == ""


# --- when it is public -------------------------------------------------------------------------


def test_nothing_is_public_before_the_first_approved_update(story: Story) -> None:
    story.write("n1", "Not approved.\n")
    made = shown(story)
    assert (made.home.incidents, made.notices) == ((), {})
    assert not [one for one in made.listings if one.address.startswith("incidents/")]


def test_an_update_that_was_withdrawn_unapproved_makes_nothing_public(story: Story) -> None:
    story.withdraw(story.write("n1", "Never approved.\n"), by="lt")
    assert shown(story).home.incidents == ()


def test_what_was_public_once_stays_when_all_is_withdrawn(story: Story) -> None:
    story.withdraw(story.update("n1", "Wrong.\n"), by="lt")
    made = shown(story)
    (notice,) = made.home.incidents
    assert (notice.title, notice.newer, made.notices) == (TITLE, "", {})
    (index,) = [one for one in made.listings if one.address == "posts/"]
    assert [link.address for link in index.groups[-1].links] == ["incidents/"]
    (page,) = [one for one in made.listings if one.address == f"incidents/{NUMBER}/"]
    assert page.live is not None
    (update,) = page.live.updates
    assert (update.title, update.address, update.path, bool(update.withdrawn)) == ("", "", "", True)


def test_an_expired_update_says_so(story: Story) -> None:
    ends = (story.now + timedelta(minutes=20)).isoformat()
    story.update("n1", "Until then.\n", clearance=f"  expires: {ends}\n")
    story.wait(30)
    (page,) = [one for one in shown(story).listings if one.live]
    assert page.live is not None
    assert page.live.updates[0].expired == page.live.changed, "its end is what changed last"


def test_a_page_that_is_no_post_stands_on_no_live_page(story: Story) -> None:
    story.department.write(
        "content/streets.md",
        f"---\ntitle: Streets\ndescription: Which.\nclearance:\n  incident: {NUMBER}\n---\nMill Street.\n",
    )
    story.department.commit("content", at=story.now)
    story.approve("content/streets.md", by="sgt")
    assert shown(story).home.incidents == ()


# --- commanders who are no supervisors ---------------------------------------------------------


def test_an_incident_commander_who_is_no_supervisor_approves_updates_and_nothing_else(
    department: Department,
) -> None:
    department.replace(
        "guidelines/roster.yml",
        "emails: [patrol@test.example]\n    github_id: 1006\n",
        "emails: [patrol@test.example]\n    github_id: 1006\n"
        "    roles:\n      - {role: incident-commander, from: 2024-01-01}\n",
    )
    story = begin(department)
    story.open(commander="patrol")
    path = story.update("n1", "Stay.\n", by="patrol")
    assert department.states(story.now)[path.removeprefix("content/")] == "live"
    approved = brief(department.judge(story.now), path).approved
    assert approved is not None
    assert approved.member == "patrol"
    story.hand_over("sgt", by="patrol")
    assert story.incident.commander == "sgt"
    assert department.states(story.now)[path.removeprefix("content/")] == "live"


# --- feeds -------------------------------------------------------------------------------------


def test_an_incident_has_a_feed_of_its_own(story: Story) -> None:
    story.update("n1", "One.\n", title="First")
    gone = story.update("n2", "Two.\n", title="Second")
    story.update("n3", "Three.\n", title="Third")
    story.withdraw(gone, by="lt")
    made = subscriptions(story.department.judge(story.now), SITE)
    data = made[f"feeds/incident-{NUMBER}.xml"]
    told = feedparser.parse(data)
    assert {entry.title for entry in told.entries} == {"First", "Third"}
    assert told.feed.title == f"{TITLE} ({NUMBER}), Village of Test Police Department"
    assert told.feed.link == f"{SITE}incidents/{NUMBER}/"
    assert data.count(b"deleted-entry") >= 1
    assert b"Second" not in data
    assert f"feeds/incident-{NUMBER}.json" in made


@pytest.mark.site
def test_the_built_site_passes_its_audit(story: Story) -> None:
    story.department.write(str(Path(PATH).with_name("plan.png")), PNG)
    text(story, "![Plan of the closed streets around the school](plan.png)\n")
    story.build(story.department.root / "site")
    ran = story.department.run("audit", str(story.department.root / "site"))
    assert ran.code == 0, ran.out
    page = (story.department.root / f"site/posts/incidents/{NUMBER}/n1/index.html").read_text("utf-8")
    assert "(incident commander)" in page


# --- the ledger --------------------------------------------------------------------------------


def test_the_ledger_says_in_which_role_an_update_was_approved(story: Story) -> None:
    story.update("n1", "Stay in.")
    made = attestations(story.department.judge(story.now), SITE)
    entries = json.loads(made[".well-known/clearance/ledger.json"])["records"]
    roles = {path: entry["role"] for entry in entries for path in entry["subjects"] if path.endswith(".md")}
    assert {role for path, role in roles.items() if path != PATH} == {"chief"}
    assert roles[PATH] == "incident commander"
