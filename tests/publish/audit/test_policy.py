from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from tests.publish.audit.pages import offences, page, without_policy

from clearance.publish import csp

STRICT = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"


def with_policy(policy: str, body: str = "<p>x</p>", head: str = "") -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return without_policy(body, meta + head)


def weak(*messages: str) -> list[tuple[str, str]]:
    return [("SA603", message) for message in messages]


def test_a_page_without_a_policy(tmp_path: Path) -> None:
    assert offences(tmp_path, {"index.html": without_policy()}) == [
        ("SA601", "the page has no Content-Security-Policy")
    ]


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(STRICT, id="all from this site"),
        pytest.param("default-src 'none'; base-uri 'self'; form-action 'self'", id="nothing at all"),
        pytest.param(STRICT.upper(), id="in capitals"),
        pytest.param(f" ;; {STRICT.replace(' ', '  ')} ;", id="with much white space"),
        pytest.param(f"{STRICT}; img-src 'self' data: blob:", id="pictures in the page"),
        pytest.param(f"{STRICT}; script-src 'self' 'wasm-unsafe-eval'", id="compiled search engines"),
        pytest.param(f"{STRICT}; upgrade-insecure-requests", id="a directive without sources"),
        pytest.param(f"{STRICT}; frame-ancestors *", id="a directive that only headers can give"),
        pytest.param(f"{STRICT}; base-uri *", id="a second mention, which browsers ignore"),
    ],
)
def test_a_strict_policy_passes(tmp_path: Path, policy: str) -> None:
    assert offences(tmp_path, {"index.html": with_policy(policy)}) == []


@pytest.mark.parametrize(
    ("policy", "messages"),
    [
        pytest.param(
            "",
            [
                "base-uri is missing; 'none' is expected",
                "default-src is missing; 'self' or 'none' is expected",
                "form-action is missing; 'none' is expected",
                "object-src must be 'none'",
            ],
            id="empty",
        ),
        pytest.param(STRICT.replace("object-src 'none'; ", ""), ["object-src must be 'none'"], id="plug-ins"),
        pytest.param(
            STRICT.replace("base-uri 'none'", "base-uri https:"), ["base-uri allows https:"], id="any base"
        ),
        pytest.param(
            STRICT.replace("form-action 'none'", "form-action data:"),
            ["form-action allows data:"],
            id="forms to odd places",
        ),
        pytest.param(
            f"{STRICT}; script-src 'self' 'unsafe-inline' 'unsafe-eval'",
            ["script-src allows 'unsafe-eval'", "script-src allows 'unsafe-inline'"],
            id="any script",
        ),
        pytest.param(
            f"{STRICT}; style-src 'self' 'UNSAFE-HASHES'",
            ["style-src allows 'unsafe-hashes'"],
            id="attributes",
        ),
        pytest.param(
            f"{STRICT}; script-src 'nonce-abc' 'strict-dynamic'",
            ["script-src allows 'nonce-abc'", "script-src allows 'strict-dynamic'"],
            id="a nonce, which a static page repeats to everybody",
        ),
        pytest.param(f"{STRICT}; img-src *", ["img-src allows *"], id="pictures from anywhere"),
        pytest.param(f"{STRICT}; img-src https:", ["img-src allows https:"], id="from any secure host"),
        pytest.param(
            f"{STRICT}; connect-src 'self' x.example", ["connect-src allows x.example"], id="another host"
        ),
        pytest.param(f"{STRICT}; script-src data:", ["script-src allows data:"], id="scripts in addresses"),
        pytest.param(
            f"{STRICT}; worker-src blob:", ["worker-src allows blob:"], id="workers made on the spot"
        ),
        pytest.param(
            f"{STRICT}; img-src 'sha256-AA=='", ["img-src allows 'sha256-AA=='"], id="a useless hash"
        ),
        pytest.param(
            f"{STRICT}; scripts-src 'self'", ["scripts-src is no directive that browsers know"], id="misspelt"
        ),
    ],
)
def test_a_weak_policy_is_found(tmp_path: Path, policy: str, messages: list[str]) -> None:
    assert offences(tmp_path, {"index.html": with_policy(policy)}) == weak(*messages)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        pytest.param(
            "<script src='a.js'></script>",
            "",
            "script stands before the Content-Security-Policy",
            id="after a script",
        ),
        pytest.param(
            "<link rel=icon href=x>", "", "link stands before the Content-Security-Policy", id="after an icon"
        ),
        pytest.param(
            "<style></style>", "", "style stands before the Content-Security-Policy", id="after a style"
        ),
        pytest.param(
            "</head><body>", "", "the Content-Security-Policy stands outside the head", id="in the body"
        ),
        pytest.param(
            "<p>", "", "the Content-Security-Policy stands outside the head", id="pushed out by a paragraph"
        ),
        pytest.param(
            "",
            f'<meta http-equiv="content-security-policy" content="{STRICT}">',
            "a second Content-Security-Policy; one is expected",
            id="twice",
        ),
    ],
)
def test_a_misplaced_policy_is_found(tmp_path: Path, before: str, after: str, message: str) -> None:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{STRICT}; style-src \'self\' {EMPTY}">'
    html = without_policy("<p>x</p>", before + meta + after)
    assert offences(tmp_path, {"index.html": html}) == [("SA602", message)]


def test_a_policy_in_noscript_is_none_for_readers_with_scripts(tmp_path: Path) -> None:
    html = without_policy(
        head=f'<noscript><meta http-equiv="Content-Security-Policy" content="{STRICT}"></noscript>'
    )
    found = [code for code, _ in offences(tmp_path, {"index.html": html})]
    assert found == ["SA601", "SA602"]


def hashed(text: str, algorithm: str = "sha256") -> str:
    return f"'{algorithm}-{base64.b64encode(hashlib.new(algorithm, text.encode()).digest()).decode()}'"


EMPTY = hashed("")


@pytest.mark.parametrize(
    ("body", "directive"),
    [
        pytest.param("<script>x</script>", f"script-src {hashed('x')}", id="a script"),
        pytest.param("<script>x</script>", f"script-src {hashed('x', 'sha512')}", id="by a longer hash"),
        pytest.param("<script>x</script>", f"script-src-elem {hashed('x')}", id="by the nearer directive"),
        pytest.param(
            "<script>a\r\nb</script>", f"script-src {hashed(chr(97) + chr(10) + 'b')}", id="line ends"
        ),
        pytest.param("<script>é</script>", f"script-src {hashed('é')}", id="letters with accents"),
        pytest.param(
            "<script type='application/json'>{}</script>", "script-src 'none'", id="a block of data"
        ),
        pytest.param("<script></script>", "script-src 'none'", id="an empty script"),
        pytest.param("<svg><script>a&lt;b</script></svg>", f"script-src {hashed('a<b')}", id="in a drawing"),
        pytest.param("<style>x</style>", f"style-src {hashed('x')}", id="a style"),
        pytest.param("<img src='data:image/png,x'>", "img-src data:", id="a picture in the page"),
        pytest.param("<video src='x.mp4'></video>", "media-src 'self'", id="a film"),
    ],
)
def test_a_page_that_keeps_its_policy_passes(tmp_path: Path, body: str, directive: str) -> None:
    html = with_policy(f"default-src 'none'; base-uri 'none'; form-action 'none'; {directive}", body)
    assert offences(tmp_path, {"index.html": html}) == []


SCRIPT = "an inline script whose hash the policy doesn't have"
STYLE = "an inline style whose hash the policy doesn't have"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        pytest.param("<script>x </script>", SCRIPT, id="a changed script"),
        pytest.param("<script type='module'>x</script>", SCRIPT, id="a module"),
        pytest.param("<script type='importmap'>{}</script>", SCRIPT, id="an import map"),
        pytest.param("<script type='speculationrules'>{}</script>", SCRIPT, id="rules for loading ahead"),
        pytest.param("<script type='text/JavaScript;x'>x</script>", SCRIPT, id="an odd type of script"),
        pytest.param("<template><script>x</script></template>", SCRIPT, id="in a template"),
        pytest.param("<style></style>", STYLE, id="an empty style"),
        pytest.param("<p style='color:red'>x</p>", "p has a style attribute", id="a style attribute"),
        pytest.param(
            "<script src='a.js'></script>", "script needs script-src-elem 'self'", id="a script file"
        ),
        pytest.param("<img src='a.png'>", "img needs img-src 'self'", id="a picture"),
        pytest.param("<img src='data:,x'>", "img needs img-src data:", id="a picture in the page"),
        pytest.param("<input type='image' src='a'>", "input needs img-src 'self'", id="a picture to press"),
        pytest.param("<picture><source srcset='a'></picture>", "source needs img-src 'self'", id="a choice"),
        pytest.param("<video><source src='a'></video>", "source needs media-src 'self'", id="a film"),
        pytest.param("<picture><source src='a'></picture>", "source needs img-src 'self'", id="old choice"),
        pytest.param(
            "<link rel='stylesheet' href='a'>", "link needs style-src-elem 'self'", id="a style sheet"
        ),
        pytest.param("<link rel='manifest' href='a'>", "link needs manifest-src 'self'", id="a manifest"),
        pytest.param("<link rel='preload' href='a'>", "link needs default-src 'self'", id="a file ahead"),
        pytest.param(
            "<form role='search' action='find'></form>", "form needs form-action 'self'", id="a search page"
        ),
    ],
)
def test_a_page_that_breaks_its_policy_is_found(tmp_path: Path, body: str, message: str) -> None:
    html = with_policy(
        f"default-src 'none'; base-uri 'none'; form-action 'none'; script-src {hashed('x')}", body
    )
    html = html.replace(hashed("x"), "'none'") if body.startswith(("<script type", "<template")) else html
    found = [m for code, m in offences(tmp_path, {"index.html": html}) if code == "SA604"]
    assert found == [message]


def test_a_policy_that_was_written_for_another_text_is_found(tmp_path: Path) -> None:
    html = csp.insert(without_policy("<script>one()</script>")).replace("one()", "two()")
    assert offences(tmp_path, {"index.html": html}) == [("SA604", SCRIPT)]
    assert offences(tmp_path / "twin", {"index.html": page("<script>two()</script>")}) == []
