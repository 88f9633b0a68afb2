from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.audit.pages import codes, offences, on_page, page

FAR = "tracker.example"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<img src="map.png" srcset="map-2x.png 2x, /map-3x.png 3x">', id="pictures of the site"),
        pytest.param('<img src="data:image/png;base64,AAAA">', id="a picture in the page"),
        pytest.param(f'<a href="https://{FAR}/">x</a>', id="a link that a reader follows"),
        pytest.param('<a href="mailto:desk@police.example">x</a>', id="an e-mail address"),
        pytest.param(f"<p>https://{FAR}/ url(//{FAR})</p>", id="an address in the text"),
        pytest.param(f'<blockquote cite="https://{FAR}/">x</blockquote>', id="a source that is only named"),
        pytest.param('<svg><use href="#icon"></use></svg>', id="a part of the same drawing"),
        pytest.param('<svg><rect fill="url(#shade)"/></svg>', id="a fill from the same drawing"),
        pytest.param('<img src="about:blank">', id="nothing at all"),
    ],
)
def test_what_stays_on_the_site_passes(tmp_path: Path, body: str) -> None:
    assert on_page(tmp_path, body) == []


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(f'<link rel="canonical" href="https://{FAR}/">', id="canonical"),
        pytest.param(f'<link rel="alternate" type="application/rss+xml" href="https://{FAR}/">', id="feed"),
        pytest.param('<link rel="stylesheet" href="style.css">', id="a style sheet of the site"),
        pytest.param(
            '<meta property="og:image" content="https://cdn.example/x.png">', id="a preview picture"
        ),
        pytest.param(
            "<style>a{background:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\")}</style>",
            id="an icon in a style",
        ),
        pytest.param('<style>@namespace svg url("http://www.w3.org/2000/svg");</style>', id="a namespace"),
        pytest.param(
            '<script>var home="https://police.example/"</script>', id="an address that no call uses"
        ),
        pytest.param(
            '<script type="application/ld+json">{"url":"https://police.example/"}</script>', id="data"
        ),
        pytest.param(
            '<script type="importmap">{"imports":{"a":"./a.js"}}</script>', id="modules of the site"
        ),
    ],
)
def test_a_head_that_stays_on_the_site_passes(tmp_path: Path, head: str) -> None:
    assert on_page(tmp_path, "x", head) == []


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        pytest.param(f'<img src="https://{FAR}/x.png">', ["SA201", "SA604"], id="a picture"),
        pytest.param(f'<img src="//{FAR}/x.png">', ["SA201", "SA604"], id="without a scheme"),
        pytest.param(f'<img src="\\\\{FAR}\\x.png">', ["SA201", "SA604"], id="with backslashes"),
        pytest.param(f'<img src="https:{FAR}/x.png">', ["SA201", "SA604"], id="without slashes"),
        pytest.param(f'<img src="HT\ntpS:///{FAR}/x">', ["SA201", "SA604"], id="broken over two lines"),
        pytest.param(f'<img src="&#104;ttps&colon;//{FAR}/x">', ["SA201", "SA604"], id="in entities"),
        pytest.param(f'<img src=" \x01 https://{FAR}/">', ["SA201", "SA604"], id="after control characters"),
        pytest.param(
            f'<img src="https://police.example@{FAR}/">', ["SA201", "SA604"], id="behind a user name"
        ),
        pytest.param(
            f'<img src="https://{FAR}.:443/">', ["SA201", "SA604"], id="with a port and a final dot"
        ),
        pytest.param(
            f'<img srcset="a.png 1x, https://{FAR}/b.png 2x">', ["SA201", "SA604"], id="second of a set"
        ),
        pytest.param(
            f'<img srcset="a.png,https://{FAR}/b.png">', ["SA201", "SA604"], id="a set without spaces"
        ),
        pytest.param(f'<picture><source srcset="//{FAR}/b"></picture>', ["SA201", "SA604"], id="a source"),
        pytest.param(f'<video poster="//{FAR}/b"></video>', ["SA201", "SA604"], id="a poster"),
        pytest.param(f'<audio src="//{FAR}/b"></audio>', ["SA201", "SA604"], id="a sound"),
        pytest.param(f'<video><track src="//{FAR}/b"></video>', ["SA201", "SA604"], id="subtitles"),
        pytest.param(f'<table background="//{FAR}/b"></table>', ["SA201", "SA604"], id="a background"),
        pytest.param(
            f'<svg><image href="//{FAR}/b"/></svg>', ["SA201", "SA604"], id="a picture in a drawing"
        ),
        pytest.param(
            f'<svg><use xlink:href="//{FAR}/b#c"/></svg>', ["SA201", "SA604"], id="a drawing in a drawing"
        ),
        pytest.param(f'<svg><feImage href="//{FAR}/b"/></svg>', ["SA201", "SA604"], id="a filter's picture"),
        pytest.param(f'<svg><rect fill="url(//{FAR}/b#c)"/></svg>', ["SA202"], id="a fill"),
        pytest.param(f'<script src="//{FAR}/b"></script>', ["SA201", "SA604"], id="a script"),
        pytest.param(
            f'<p style="background:url(//{FAR}/b)"></p>', ["SA202", "SA604"], id="a style attribute"
        ),
        pytest.param(f"<style>@import '//{FAR}/b';</style>", ["SA202"], id="a style's import"),
        pytest.param(f'<style>@import/**/"https://{FAR}/b";</style>', ["SA202"], id="behind a comment"),
        pytest.param(f"<style>@\\69mport url(//{FAR}/b);</style>", ["SA202"], id="an escaped import"),
        pytest.param(f"<style>a{{b:u\\72 l( '//{FAR}/b')}}</style>", ["SA202"], id="an escaped url"),
        pytest.param(f"<style>a{{b:url(\\68 ttps://{FAR}/b)}}</style>", ["SA202"], id="an escaped address"),
        pytest.param(
            f"<style>a{{b:'/*';c:url(//{FAR}/b);d:'*/'}}</style>", ["SA202"], id="between false comments"
        ),
        pytest.param(
            f"<style>a{{b:'\\\"';c:url(//{FAR}/b)}}</style>", ["SA202"], id="after an escaped quote"
        ),
        pytest.param(f"<style>a{{b:image-set('a' 1x,'//{FAR}/b' 2x)}}</style>", ["SA202"], id="an image set"),
        pytest.param(
            f"<style>/*@namespace*/@import url(//{FAR}/b);</style>", ["SA202"], id="behind a false namespace"
        ),
        pytest.param(f"<style>@font-face{{src:url(//{FAR}/b)}}</style>", ["SA202"], id="a font"),
        pytest.param(f"<script>fetch('https://{FAR}/b')</script>", ["SA203"], id="a fetch"),
        pytest.param(f"<script>import ( `//{FAR}/b` )</script>", ["SA203"], id="a module at run time"),
        pytest.param(f'<script type="module">import"https://{FAR}/b"</script>', ["SA203"], id="a module"),
        pytest.param(
            f'<script type="module">import a from "https://{FAR}/b"</script>',
            ["SA203"],
            id="a name of a module",
        ),
        pytest.param(f"<script>new WebSocket('wss://{FAR}/b')</script>", ["SA203"], id="a socket"),
        pytest.param(f"<script>navigator.sendBeacon('//{FAR}/b',1)</script>", ["SA203"], id="a beacon"),
        pytest.param(f"<script>x.open('GET','https://{FAR}/b')</script>", ["SA203"], id="a request"),
        pytest.param(
            f"<script>s.src='https://{FAR}/b'</script>", ["SA203"], id="a script that adds a script"
        ),
        pytest.param(
            f"<script>fetch(new URL('https://{FAR}/b'))</script>", ["SA203"], id="a fetch of an URL object"
        ),
        pytest.param(
            f'<script type="importmap">{{"imports":{{"a":"https://{FAR}/a"}}}}</script>',
            ["SA201"],
            id="an import map",
        ),
        pytest.param('<a href="x" ping="/log">x</a>', ["SA204"], id="a ping"),
        pytest.param('<img src="x" attributionsrc>', ["SA204"], id="a report about an advertisement"),
        pytest.param('<img src="blob:https://x.example/1">', ["SA604"], id="a blob that the policy refuses"),
        pytest.param('<img src="https://">', ["SA201", "SA604"], id="a host that is missing"),
    ],
)
def test_what_leaves_the_site_is_found(tmp_path: Path, markup: str, expected: list[str]) -> None:
    assert codes(on_page(tmp_path, markup)) == expected


@pytest.mark.parametrize(
    "relation",
    [
        "stylesheet",
        "alternate stylesheet",
        "icon",
        "SHORTCUT ICON",
        "preload",
        "modulepreload",
        "prefetch",
        "preconnect",
        "dns-prefetch",
        "manifest",
        "search",
        "some-new-relation",
    ],
)
def test_a_link_element_that_makes_the_browser_go_elsewhere(tmp_path: Path, relation: str) -> None:
    found = on_page(tmp_path, "x", f'<link rel="{relation}" href="https://{FAR}/x">')
    assert ("SA201", f"link makes the browser go to {FAR}") in found


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param("a.css", f"@import url(https://{FAR}/x.css);", "SA202", id="a style sheet"),
        pytest.param("a.js", f"fetch('https://{FAR}/x')", "SA203", id="a script"),
        pytest.param("a.mjs", f'import x from "https://{FAR}/x"', "SA203", id="a module"),
        pytest.param("a.webmanifest", f'{{"icons":[{{"src":"https://{FAR}/x"}}]}}', "SA201", id="a manifest"),
        pytest.param(
            "a.svg",
            f'<svg xmlns="http://www.w3.org/2000/svg"><image href="//{FAR}/x"/></svg>',
            "SA201",
            id="a drawing",
        ),
    ],
)
def test_a_file_that_leaves_the_site_is_found(tmp_path: Path, name: str, text: str, expected: str) -> None:
    assert codes(offences(tmp_path, {name: text})) == [expected]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.css", '/* https://police.example/ */ a{color:"red"}', id="an address in a comment"),
        pytest.param(
            "a.js", "// see https://police.example/\nfetch('/search.json')", id="a call on this site"
        ),
        pytest.param("a.webmanifest", '{"icons":[{"src":"/icon.png"}]}', id="a manifest of this site"),
        pytest.param(
            "a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0"/></svg>', id="a plain drawing"
        ),
        pytest.param("a.txt", "fetch('https://police.example/')", id="a text that nothing runs"),
    ],
)
def test_a_file_that_stays_on_the_site_passes(tmp_path: Path, name: str, text: str) -> None:
    assert offences(tmp_path, {name: text}) == []


def test_the_sites_own_other_name_is_allowed_where_its_policy_names_it(tmp_path: Path) -> None:
    html = page('<img src="https://img.police.example/x.png">').replace("data:;", "data: img.police.example;")
    assert offences(tmp_path, {"index.html": html}, "IMG.police.example") == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.css", "@import" + "/**/" * 100_000 + "x", id="many comments"),
        pytest.param("a.css", "url(" * 100_000, id="many addresses begun"),
        pytest.param("a.css", "@namespace " * 100_000, id="many namespaces begun"),
        pytest.param("a.css", "'" + "a" * 1_000_000, id="a long word in quotes"),
        pytest.param("a.css", "\\" * 1_000_000, id="many backslashes"),
        pytest.param("a.js", "fetch(new URL(" * 100_000, id="many calls begun"),
        pytest.param("a.js", "import" + " " * 1_000_000, id="much white space"),
        pytest.param("a.js", "x.open('" * 100_000, id="many requests begun"),
    ],
)
def test_a_hostile_file_is_read_in_time(tmp_path: Path, name: str, text: str) -> None:
    """These would take years if the search began again at every character."""
    assert offences(tmp_path, {name: text}) == []
