"""Pages in other languages: each text is marked as what it is, and leads to the same in the others."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace

import feedparser
import pytest
from tests.department import Department
from tests.feeds.oracles import atom_faults, json_feed_faults
from tests.village import page, post

pytestmark = pytest.mark.site

SPANISH, ARABIC = "content/posts/cierre.md", "content/posts/closure-ar.md"
ABOUT = "content/acerca.md"
TEXT = "## Qué hacer\n\nLa calle Mill está cerrada por una inundación.\n"


def publish(department: Department) -> Department:
    """A post with translations to Spanish and Arabic, and a Spanish page."""
    of = "  translation_of: closure.md\n"
    texts = {
        SPANISH: post("Calle Mill cerrada", TEXT, more="lang: es\n", clearance=of),
        ARABIC: post("شارع ميل مغلق", "الشارع مغلق.\n", more="lang: ar\n", clearance=of),
        ABOUT: page("Acerca de", "Quiénes somos.\n").replace(
            "---\nQ", "lang: es-MX\nclearance: {translation_of: about.md}\n---\nQ"
        ),
    }
    for path, text in texts.items():
        department.write(path, text)
    department.commit()
    department.approve(*texts)
    ran = department.build()
    assert ran.code == 0, ran.err
    return department


@pytest.fixture(scope="module")
def several(founded: Department, tmp_path_factory: pytest.TempPathFactory) -> Department:
    """Built once; never change it."""
    root = tmp_path_factory.mktemp("several") / "department"
    shutil.copytree(founded.root, root, symlinks=True)
    return publish(replace(founded, root=root))


def tag(html: str, pattern: str) -> str:
    (found,) = re.findall(pattern, html)
    return str(found)


def test_the_words_of_a_spanish_post_are_marked_and_those_around_it_are_not(several: Department) -> None:
    html = several.shown("posts/cierre/index.html")
    assert tag(html, r"<html[^>]*>").startswith('<html lang="en"')
    assert tag(html, r"<h1[^>]*>Calle Mill cerrada") == '<h1 lang="es">Calle Mill cerrada'
    assert tag(html, r"<title[^>]*>") == '<title lang="es">'
    assert tag(html, r'<div class="cl-text"[^>]*>') == '<div class="cl-text" lang="es">'
    assert tag(html, r'<ul[^>]* data-md-component="toc"').startswith('<ul lang="es"')
    assert '<meta property="og:locale" content="es_US">' in html
    around = html[html.index('class="cl-provenance"') :]
    assert 'lang="es"' not in around


def test_a_language_from_right_to_left_says_so(several: Department) -> None:
    html = several.shown("posts/closure-ar/index.html")
    assert '<h1 lang="ar" dir="rtl">' in html
    assert '<div class="cl-text" lang="ar" dir="rtl">' in html
    assert '<meta property="og:locale" content="ar_US">' in html


def test_each_leads_to_the_others_in_their_own_words(several: Department) -> None:
    def ways(path: str) -> list[tuple[str, ...]]:
        return re.findall(
            r'<a href="([^"]+)" hreflang="[^"]+"( lang="[^>]+)>([^<]+)</a>', several.shown(path)
        )

    spanish = ("../cierre/", ' lang="es"', "En español")
    arabic = ("../closure-ar/", ' lang="ar" dir="rtl"', "بالعربية")
    english = ("../closure/", ' lang="en"', "In English")
    assert ways("posts/closure/index.html") == [arabic, spanish]
    assert ways("posts/cierre/index.html") == [arabic, english]
    assert ways("about/index.html") == [("../acerca/", ' lang="es-MX"', "En español")]
    assert ways("posts/meeting/index.html") == []


def test_search_engines_are_told_of_all_of_them_by_each(several: Department) -> None:
    for name in ("closure", "cierre", "closure-ar"):
        html = several.shown(f"posts/{name}/index.html")
        assert re.findall(r'rel="alternate " hreflang="(\S+)" href="([^"]+)"', html) == [
            ("ar", "https://police.test.example/posts/closure-ar/"),
            ("en", "https://police.test.example/posts/closure/"),
            ("es", "https://police.test.example/posts/cierre/"),
        ]


def test_menus_name_a_page_in_its_own_language(several: Department) -> None:
    """On each page, be it that page, another, a list, or none at all."""
    for path in ("acerca/index.html", "about/index.html", "posts/index.html", "404.html"):
        html = several.shown(path)
        links = re.findall(r"<a ([^>]*)>\s*(?:<span[^>]*>\s*)?Acerca de", html)
        assert links, path
        assert [one for one in links if 'lang="es-MX"' not in one] == [], path
        assert not re.search(r'lang="es-MX"[^>]*>\s*(<span[^>]*>\s*)?About us', html), path


def test_lists_and_feeds_say_it_too(several: Department) -> None:
    assert '<a href="cierre/" lang="es">Calle Mill cerrada</a>' in several.shown("posts/index.html")
    atom = several.shown("feeds/notices.xml").encode()
    assert atom_faults(atom) == []
    told = {one.title: one.title_detail.language for one in feedparser.parse(atom).entries}
    assert (told["Calle Mill cerrada"], told["Village meeting"]) == ("es", "en-US")
    feed = several.shown("feeds/notices.json").encode()
    assert json_feed_faults(feed) == []
    languages = {one["title"]: one.get("language", "") for one in json.loads(feed)["items"]}
    assert (languages["Calle Mill cerrada"], languages["Village meeting"]) == ("es", "")


def test_there_is_one_index_for_the_search_of_all_languages(several: Department) -> None:
    entry = json.loads(several.shown("pagefind/pagefind-entry.json"))
    assert {*entry["languages"]} == {"en"}


def test_a_translation_that_is_not_public_is_not_led_to(department: Department) -> None:
    department.write(SPANISH, post(more="lang: es\n", clearance="  translation_of: closure.md\n"))
    department.commit()
    department.replace("mkdocs.yml", "uncleared: fail", "uncleared: omit")
    department.adopt()
    assert department.run("build", "--search", "skip").code == 1
    assert "hreflang" not in department.shown("posts/closure/index.html")
    assert "hreflang" not in department.shown("posts/meeting/index.html")
