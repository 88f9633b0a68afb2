"""Real builds: what a page says to those who show it elsewhere, its card, and its former addresses."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser
from tests.department import Department
from tests.village import FOUNDED, OTHER, POST, post, told

pytestmark = pytest.mark.site

URL = "https://police.test.example/"
HOSTILE = "'\"><script>alert(1)</script> & {{ config }} {% raw %} %s'"


def metas(department: Department, path: str) -> dict[str, str]:
    """What the page's head says under `og:`, `article:` and `twitter:`, as a browser reads it."""
    tree = LexborHTMLParser(department.shown(path))
    found = {}
    for meta in tree.css("head > meta"):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        if name.startswith(("og:", "article:", "twitter:")):
            assert name not in found, f"{name} stands twice"
            found[name] = meta.attributes["content"] or ""
    return found


def cards(department: Department) -> set[str]:
    return {path.name for path in (department.root / "site/assets/cards").glob("*")}


def card_of(department: Department, path: str) -> str:
    image = metas(department, path)["og:image"]
    assert image.startswith(f"{URL}assets/cards/")
    return image.removeprefix(URL)


def publish(department: Department, path: str, text: str) -> None:
    known = (department.root / path).is_file()
    department.write(path, text)
    if known:
        department.tell(path)
    department.commit()
    department.approve(path)
    built(department)


def built(department: Department) -> None:
    ran = department.run("build", "--search", "skip")
    assert ran.code == 0, ran.err


def test_a_post(live: Department) -> None:
    told = metas(live, "posts/meeting/index.html")
    with Image.open(live.root / "site" / card_of(live, "posts/meeting/index.html")) as card:
        assert card.size == (1200, 630)
    del told["og:image"]
    published = told.pop("article:published_time")
    assert published.startswith(f"{FOUNDED.year}-")
    assert told == {
        "og:type": "article",
        "og:site_name": "Village of Test Police Department",
        "og:locale": "en_US",
        "og:title": "Village meeting",
        "og:description": "What to know about it.",
        "og:url": f"{URL}posts/meeting/",
        "article:section": "Traffic",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Village meeting. Village of Test Police Department",
        "twitter:card": "summary_large_image",
    }


@pytest.mark.parametrize(
    ("path", "title"),
    [
        pytest.param("index.html", "Village of Test Police Department", id="the front page"),
        pytest.param("about/index.html", "About us", id="a page"),
        pytest.param("posts/index.html", "Notices", id="the list of posts"),
        pytest.param("category/traffic/index.html", "Traffic", id="a category"),
    ],
)
def test_all_other_pages_have_one_card_in_common(live: Department, path: str, title: str) -> None:
    told = metas(live, path)
    assert (told["og:type"], told["og:title"], "article:section" in told) == ("website", title, False)
    assert card_of(live, path) == card_of(live, "index.html")
    assert f"{URL}{path.removesuffix('index.html')}" == told["og:url"]


def test_a_page_for_no_address_is_not_to_be_shared(live: Department) -> None:
    assert metas(live, "404.html") == {}


def test_a_title_can_not_become_markup(department: Department) -> None:
    quoted = HOSTILE.replace("'", "''")
    publish(department, "content/posts/new.md", post(f"'{quoted}'"))
    told = metas(department, "posts/new/index.html")
    assert told["og:title"] == HOSTILE
    assert told["og:image:alt"] == f"{HOSTILE}. Village of Test Police Department"
    assert "<script>alert" not in department.shown("posts/new/index.html")


def test_a_card_tells_nothing_but_what_it_shows(live: Department) -> None:
    """No text, time or path is in the file besides the picture."""
    for path in (live.root / "site/assets/cards").iterdir():
        data = path.read_bytes()
        chunks = {*re.findall(rb"IHDR|PLTE|IDAT|IEND|[a-z]EXt|iTXt|tIME", data)}
        assert re.fullmatch(r"[0-9a-f]{32}\.png", path.name)
        assert chunks == {b"IHDR", b"PLTE", b"IDAT", b"IEND"}
        assert Image.open(BytesIO(data)).info == {}


def test_what_is_not_cleared_has_no_card(department: Department) -> None:
    department.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    department.adopt()
    built(department)
    before = cards(department)
    department.write("content/posts/new.md", post("Not approved"))
    department.write("content/posts/draft.md", post("A draft", more="draft: true\n"))
    department.commit()
    assert department.run("build", "--search", "skip").code == 1
    assert cards(department) == before


def test_another_title_is_another_card_and_the_first_one_goes(live: Department) -> None:
    before, former = cards(live), Path(card_of(live, "posts/meeting/index.html")).name
    publish(live, OTHER, live.read(OTHER).replace("Village meeting", "No meeting"))
    assert cards(live) & before == before - {former}
    assert len(cards(live)) == len(before)


def test_another_text_is_the_same_card(live: Department) -> None:
    before = cards(live)
    publish(live, OTHER, live.read(OTHER).replace("on Monday", "on Tuesday"))
    assert cards(live) == before


def test_several_processes_draw_the_cards_that_one_draws(department: Department) -> None:
    files = {f"content/posts/n{number}.md": post(f"Notice {number}") for number in range(65)}
    for path, text in files.items():
        department.write(path, text)
    department.commit()
    department.approve(*files)
    sites = []
    for workers in ("1", "3"):
        program = (
            f"from clearance.mkdocs_plugin import making; making.processors = lambda: {workers}\n"
            "from clearance.cli.main import main; import sys; sys.argv = ['clearance', 'build', '--no-cache',"
            "'--search', 'skip']; main()"
        )
        assert department.command("python", "-c", program).code == 0
        sites.append(department.site())
    assert sites[0] == sites[1]
    assert len(cards(department)) == 65 + 3


def test_a_department_may_do_without_cards(live: Department) -> None:
    live.replace("mkdocs.yml", "uncleared: fail", "uncleared: fail\n      cards: none")
    live.adopt()
    built(live)
    told = metas(live, "posts/meeting/index.html")
    assert (cards(live), told["twitter:card"], "og:image" in told) == (set(), "summary", False)
    assert live.run("audit", str(live.root / "site")).code == 0


def test_a_site_without_an_address_names_none(live: Department) -> None:
    live.replace("mkdocs.yml", f"site_url: {URL}\n", "")
    live.adopt()
    ran = live.run("build", "--search", "skip")
    assert ran.code == 0, ran.err
    assert not {"og:url", "og:image"} & metas(live, "posts/meeting/index.html").keys()


# --- former addresses --------------------------------------------------------------------------


def moved(department: Department) -> None:
    """The post about the meeting, renamed."""
    text = department.read(OTHER).replace("[officer]", "[pio]").replace("attest: officer", "attest: pio")
    (department.root / OTHER).unlink()
    former = "clearance:\n  formerly: [posts/meeting/, news/42/]\n"
    text = told(text.replace("clearance:\n", former), "It stands elsewhere.", minor=True)
    publish(department, "content/posts/2026/village-meeting.md", text)


def test_a_renamed_post_is_found_at_its_former_addresses(live: Department) -> None:
    moved(live)
    way = "../../posts/2026/village-meeting/"
    for former in ("posts/meeting", "news/42"):
        html = live.shown(f"{former}/index.html")
        assert f'content="0; url={way}"' in html
        assert f'<link rel="canonical" href="{URL}posts/2026/village-meeting/">' in html
        assert (live.root / "site" / former / way / "index.html").resolve().is_file()
        assert "Content-Security-Policy" in html
    assert "posts/meeting/" not in unescape(live.shown("sitemap.xml"))
    assert live.run("audit", str(live.root / "site")).code == 0


def test_former_addresses_go_with_the_page(live: Department) -> None:
    moved(live)
    path = "content/posts/2026/village-meeting.md"
    key = live.keys.private("chief")
    ran = live.run("withdraw", path, "--as", "chief", "--key", str(key), "--reason", "A mistake.")
    assert ran.code == 0, ran.err
    live.commit(as_="chief")
    built(live)
    assert not live.published("posts/meeting")
    assert live.traces("Village meeting") == []


def test_a_former_address_that_is_taken_keeps_the_page_back(live: Department) -> None:
    live.write(POST, live.read(POST).replace("clearance:\n", "clearance:\n  formerly: [posts/meeting/]\n"))
    live.tell(POST)
    live.commit()
    live.approve(POST)
    assert (POST, "CT103") in live.codes()
    assert live.run("build").code == 1
    assert 'http-equiv="refresh"' not in live.shown("posts/meeting/index.html")
