from __future__ import annotations

import pytest
from tests.rules.builders import MAP, PATH, department, judged

from clearance.model import Unreadable, Violation
from clearance.rules import unclaimed_file


def test_files_that_belong_somewhere() -> None:
    village = department(
        files=dict.fromkeys((PATH, MAP, "content/broken.md", "content/assets/logo.svg"), "d"),
        pages=(judged(None, MAP), judged(Unreadable("content/broken.md", "d", "no front matter"))),
        claimed_by_configuration=frozenset({"content/assets/logo.svg"}),
    )
    assert [*unclaimed_file.check(village)] == []


@pytest.mark.parametrize(
    ("path", "message"),
    [
        pytest.param("content/posts/old.png", "; expected a page that shows or links to it", id="a picture"),
        pytest.param(
            "content/join.HTML",
            "; as a .html file it would be published as it is, with whatever it holds",
            id="a web page",
        ),
        pytest.param(
            "content/feed.xml",
            "; as a .xml file it would be published as it is, with whatever it holds",
            id="XML",
        ),
        pytest.param(
            "content/map.svg",
            "; as a .svg file it would be published as it is, with whatever it holds",
            id="SVG",
        ),
        pytest.param(
            "content/note.markdown",
            "; MkDocs would publish it as a page; expected a name that ends in .md, not in .markdown",
            id="a page by another ending",
        ),
        pytest.param(
            "content/LICENSE", "; expected a page that shows or links to it", id="without an ending"
        ),
    ],
)
def test_a_file_that_belongs_to_no_page(path: str, message: str) -> None:
    village = department(files={PATH: "d", path: "d"}, pages=(judged(),))
    assert [*unclaimed_file.check(village)] == [(path, Violation(f"the file belongs to no page{message}"))]
