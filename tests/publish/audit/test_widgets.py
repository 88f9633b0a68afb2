from __future__ import annotations

from pathlib import Path

import pytest
from tests.publish.audit.pages import offences, on_page

from clearance.publish.audit.widgets import WIDGETS


def service(name: str) -> tuple[str, str]:
    return "SA104", f"{name}, a service for comments or chat"


@pytest.mark.parametrize("name", WIDGETS)
def test_each_service_is_known_by_its_scripts(tmp_path: Path, name: str) -> None:
    scripts = WIDGETS[name].scripts
    found = [offences(tmp_path / str(n), {"a.js": f"load('{text}')"}) for n, text in enumerate(scripts)]
    assert found == [[service(name)]] * len(scripts)


@pytest.mark.parametrize("name", [name for name in WIDGETS if WIDGETS[name].marks])
def test_each_service_is_known_by_the_places_it_fills(tmp_path: Path, name: str) -> None:
    marks = [mark for mark in WIDGETS[name].marks if ":" not in mark]
    found = [on_page(tmp_path / mark, f'<div class="wide {mark}"></div>') for mark in marks]
    assert found == [[service(name)]] * len(marks)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        pytest.param("<giscus-widget></giscus-widget>", "giscus", id="an element of its own"),
        pytest.param("<fb:comments></fb:comments>", "Facebook", id="an old element of its own"),
        pytest.param('<div id="DISQUS_thread"></div>', "Disqus", id="a mark in other letters"),
        pytest.param("<script>var x='//a.DISQUS.com/embed'</script>", "Disqus", id="in an inline script"),
        pytest.param(
            '<template><div id="tawkchat-container"></div></template>', "tawk.to", id="in a template"
        ),
    ],
)
def test_a_service_on_a_page_is_found(tmp_path: Path, body: str, name: str) -> None:
    assert on_page(tmp_path, body) == [service(name)]


def test_a_script_from_a_service_is_found_with_its_host(tmp_path: Path) -> None:
    assert on_page(tmp_path, '<script src="https://giscus.app/client.js"></script>') == [
        service("giscus"),
        ("SA201", "script makes the browser go to giscus.app"),
        ("SA604", "script needs script-src-elem giscus.app"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(
            "<p>Residents drift into chat on disqus.com and giscus.</p>", id="their names in a text"
        ),
        pytest.param('<a href="https://www.facebook.com/plugins/x">x</a>', id="a link"),
        pytest.param('<h2 id="utterances">Excited utterances</h2>', id="a heading"),
    ],
)
def test_what_only_speaks_of_a_service_passes(tmp_path: Path, body: str) -> None:
    assert on_page(tmp_path, body) == []
