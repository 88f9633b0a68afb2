from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.audit.pages import codes, offences, on_page

from clearance.publish import csp
from clearance.publish.audit import audit_site

SVG = 'xmlns="http://www.w3.org/2000/svg"'


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("<p onclick=x>", [("SA301", "p carries a script in onclick")], id="a handler"),
        pytest.param(
            "<svg/onload=alert(1)>", [("SA301", "svg carries a script in onload")], id="slash for space"
        ),
        pytest.param("<img src=x ONERROR=y>", [("SA301", "img carries a script in onerror")], id="capitals"),
        pytest.param(
            "<template><b onfoo=1>", [("SA301", "b carries a script in onfoo")], id="unclosed template"
        ),
        pytest.param("<base href=/x>", [("SA303", "a base element turns addresses elsewhere")], id="a base"),
        pytest.param(
            '<meta http-equiv=" Refresh" content="0;url=x">',
            [("SA304", "the page sends its reader elsewhere by itself")],
            id="a refresh in the body",
        ),
        pytest.param(
            "<details ontoggle=x open>", [("SA301", "details carries a script in ontoggle")], id="toggle"
        ),
        pytest.param(
            "<iframe src=/x></iframe>",
            [("SA305", "iframe shows another document inside the page")],
            id="a frame of this site",
        ),
        pytest.param(
            "<object data=/x></object>",
            [("SA305", "object shows another document inside the page")],
            id="object",
        ),
        pytest.param(
            "<embed src=/x>", [("SA305", "embed shows another document inside the page")], id="embed"
        ),
        pytest.param("<p srcdoc='<form>'>", [("SA305", "p holds a document in srcdoc")], id="a stray srcdoc"),
        pytest.param(
            "<iframe srcdoc='<form>'></iframe>",
            [("SA305", "iframe shows another document inside the page")],
            id="a frame written in place",
        ),
        pytest.param(
            "<!--[if IE]><script>x</script><![endif]-->",
            [("SA306", "a comment that old browsers run as part of the page")],
            id="conditional comment",
        ),
        pytest.param(
            "<svg><set attributeName=href to=x /></svg>",
            [("SA302", "set changes an address or a script while it is shown")],
            id="an address changed in a drawing",
        ),
        pytest.param(
            "<svg><animate attributeName='xlink:href' values=x /></svg>",
            [("SA302", "animate changes an address or a script while it is shown")],
            id="an address changed over time",
        ),
    ],
)
def test_active_markup_is_found(tmp_path: Path, body: str, expected: list[tuple[str, str]]) -> None:
    assert on_page(tmp_path, body) == expected


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("javascript:x", id="plain"),
        pytest.param("JaVaScRiPt:x", id="mixed case"),
        pytest.param(" \x0bjavascript:x", id="after space"),
        pytest.param("java\tscr\nipt:x", id="broken by tabs and lines"),
        pytest.param("&#x6A;avascript&#58;x", id="in entities"),
        pytest.param("jav&Tab;ascript&colon;x", id="in named entities"),
        pytest.param("vbscript:x", id="another language"),
        pytest.param("data:text/html,x", id="a document"),
        pytest.param("data:image/svg+xml,x", id="a drawing opened as a document"),
    ],
)
def test_an_address_that_runs_is_found(tmp_path: Path, address: str) -> None:
    expected = ("SA302", "the address in a holds a script or a document")
    assert on_page(tmp_path, f'<a href="{address}">x</a>') == [expected]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param('<a href="/javascript:/">x</a>', id="the word further on in an address"),
        pytest.param('<a href="tel:+17085550100">x</a>', id="a telephone number"),
        pytest.param("<p title='onclick=x'>x</p>", id="a handler in a text"),
        pytest.param("<svg><animate attributeName='opacity' values='0;1'/></svg>", id="a fading drawing"),
        pytest.param("<!-- if it rains, the gym -->", id="an ordinary comment"),
        pytest.param("<p on='2' data-onclick='x'>x</p>", id="attributes that are no handlers"),
    ],
)
def test_harmless_markup_passes(tmp_path: Path, body: str) -> None:
    assert on_page(tmp_path, body) == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        pytest.param(
            "a.svg", f"<svg {SVG}><script>x</script></svg>", ["SA307"], id="a drawing with a script"
        ),
        pytest.param(
            "a.svg",
            f'<svg {SVG} xmlns:h="http://www.w3.org/1999/xhtml"><h:script>x</h:script></svg>',
            ["SA307"],
            id="a script under another prefix",
        ),
        pytest.param("a.svg", f"<svg {SVG} onload='x'/>", ["SA301"], id="a drawing with a handler"),
        pytest.param(
            "a.svg",
            f'<svg {SVG} xmlns:l="http://www.w3.org/1999/xlink"><a l:href="javascript:x"/></svg>',
            ["SA302"],
            id="a link under another prefix",
        ),
        pytest.param(
            "a.svg",
            f'<svg {SVG} xmlns:h="http://www.w3.org/1999/xhtml"><h:form/></svg>',
            ["SA101"],
            id="a form in a drawing",
        ),
        pytest.param("a.xml", '<?xml-stylesheet href="a.xsl"?><a/>', ["SA307"], id="data made into a page"),
        pytest.param(
            "a.svg", f"<!DOCTYPE svg [<!ENTITY s 'x'>]><svg {SVG}/>", ["SA405"], id="entities of its own"
        ),
        pytest.param("a.svg", f"<svg {SVG}><b></svg>", ["SA405"], id="not well formed"),
        pytest.param(
            "a.svg", f'<?xml version="1.0" encoding="utf-7"?><svg {SVG}/>', ["SA405"], id="another encoding"
        ),
        pytest.param(
            "a.svg", f"<svg {SVG}>" + "<g>" * 300 + "</g>" * 300 + "</svg>", ["SA405"], id="too deep"
        ),
        pytest.param(
            "a", f'<?xml version="1.0"?><svg {SVG} onload="x"/>', ["SA301"], id="without an extension"
        ),
        pytest.param("a.svgz", b"\x1f\x8b\x08", ["SA405"], id="compressed"),
        pytest.param("a.mhtml", "MIME-Version: 1.0", ["SA405"], id="an archive of a page"),
    ],
)
def test_a_file_that_acts_is_found(tmp_path: Path, name: str, text: str | bytes, expected: list[str]) -> None:
    assert codes(offences(tmp_path, {name: text})) == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param(
            "sitemap.xml",
            '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://police.example/</loc></url></urlset>',
            id="a site map",
        ),
        pytest.param(
            "feed.xml",
            '<rss version="2.0"><channel><link>https://police.example/</link><script>x</script></channel></rss>',
            id="a feed, with a tag of its own named script",
        ),
        pytest.param(
            "a.svg",
            f'<?xml version="1.0" encoding="UTF-8"?><svg {SVG}><title>x</title></svg>',
            id="a drawing with a title",
        ),
        pytest.param("sitemap.xml.gz", b"\x1f\x8b\x08", id="a compressed site map, which is downloaded"),
    ],
)
def test_a_data_file_passes(tmp_path: Path, name: str, text: str | bytes) -> None:
    assert offences(tmp_path, {name: text}) == []


MOVED = (
    "<!doctype html><html lang=en><head><meta charset=utf-8>"
    '<meta http-equiv="refresh" content="{content}">'
    "<title>Moved</title></head><body><p><a href=../new/>New</a></p>{more}</body></html>"
)


def moved(folder: Path, content: str, more: str = "") -> set[str]:
    page = csp.insert(MOVED.format(content=content, more=more))
    (folder / "index.html").write_text(page, encoding="utf-8")
    return {finding.code for finding in audit_site(folder, None)} - {"SA402"}


def test_a_page_that_does_nothing_else_may_lead_on(tmp_path: Path) -> None:
    assert "SA304" not in moved(tmp_path, "0; url=../new/")


@pytest.mark.parametrize(
    ("content", "more"),
    [
        pytest.param("0; url=https://elsewhere.example/", "", id="to another host"),
        pytest.param("0; url=//elsewhere.example/", "", id="to another host by two slashes"),
        pytest.param("0; url=\\\\elsewhere.example/", "", id="or by two backslashes"),
        pytest.param("0; url=javascript:alert(1)", "", id="to a script"),
        pytest.param("5; url=../new/", "", id="after a while"),
        pytest.param("0;url=../new/", "", id="in another form"),
        pytest.param("0", "", id="to itself"),
        pytest.param("0; url=../new/", "<h1>Text</h1>", id="with a text of its own"),
        pytest.param("0; url=../new/", "<template><p></template>", id="with something hidden"),
    ],
)
def test_no_other_may(tmp_path: Path, content: str, more: str) -> None:
    assert "SA304" in moved(tmp_path, content, more)
