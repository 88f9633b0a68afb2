"""The recorder's Markdown is the site's, made from `mkdocs.yml` as data."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.department import Department

from clearance.errors import CannotJudge
from clearance.forge.rendering import adopted_renderer
from clearance.founding.for_github import TEMPLATE
from clearance.publish.generator import load_config, renderer

TEXT = """\
# A heading

!!! warning "Stay away"
    The creek *rises*.[^1]

| when | where |
|---|---|
| now | here |

```python
x = 1
```

A picture: ![map](map.png){ .wide }

<div markdown="1">
Inside **a block**.
</div>

[^1]: By a foot.
"""
TEMPLATE_EXTENSIONS = next(
    line
    for line in (TEMPLATE / "mkdocs.yml").read_text("utf-8").splitlines()
    if line.startswith("markdown_extensions:")
)


def configured(root: Path, extensions: str) -> Path:
    (root / "mkdocs.yml").write_text(f"site_name: A\n{extensions}\n", encoding="utf-8")
    return root


@pytest.mark.parametrize(
    "extensions",
    [
        pytest.param(TEMPLATE_EXTENSIONS, id="as init writes them"),
        pytest.param("markdown_extensions: [attr_list]", id="one"),
        pytest.param(
            "markdown_extensions:\n  - toc: {permalink: true}\n  - pymdownx.tilde", id="with options"
        ),
        pytest.param(
            "markdown_extensions:\n  - admonition:\n  - pymdownx.betterem: {smart_enable: all}", id="mixed"
        ),
        pytest.param("", id="none"),
    ],
)
def test_it_makes_what_the_site_makes(department: Department, extensions: str) -> None:
    text = department.read("mkdocs.yml")
    kept = text.replace("markdown_extensions: [attr_list, md_in_html, tables]\n", "")
    assert kept != text
    department.write("mkdocs.yml", f"{kept}{extensions}\n")
    by_the_generator = renderer(load_config(department.root))
    assert adopted_renderer(department.root)(TEXT) == by_the_generator(TEXT)


@pytest.mark.parametrize(
    ("extensions", "message"),
    [
        pytest.param("markdown_extensions: [some_extension]", "'some_extension' is not one", id="unknown"),
        pytest.param("markdown_extensions: [markdown.evil]", "'markdown.evil' is not one", id="a lookalike"),
        pytest.param("markdown_extensions: [pymdownx_evil]", "'pymdownx_evil' is not one", id="another"),
        pytest.param(
            "markdown_extensions:\n  - toc: {slugify: !!python/name:os.system }", "tag", id="a Python name"
        ),
    ],
)
def test_what_the_recorder_does_not_load(tmp_path: Path, extensions: str, message: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        adopted_renderer(configured(tmp_path, extensions))
    assert message in refused.value.message
    assert "supervisors of this department sign approvals with their own keys" in refused.value.message
    assert refused.value.path == "mkdocs.yml"
