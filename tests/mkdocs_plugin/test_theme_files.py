"""The theme's files are those that MkDocs would find, without a look at its icons."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files

from clearance.mkdocs_plugin.theme_files import Loader, list_quickly


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    for path in ("main.html", "a/b.css", ".hidden/c.css", "a/.icons/d.svg", ".e.css", "a/.f.css"):
        place = tmp_path / "theme" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("", "utf-8")
    settings = "site_name: A\ndocs_dir: content\ntheme: {name: material, custom_dir: theme}\nplugins: []\n"
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    return tmp_path


def theme_files(folder: Path, *, quickly: bool) -> list[tuple[str, str]]:
    config = load_config(str(folder / "mkdocs.yml"))
    if quickly:
        list_quickly(config)
    found = Files([])
    found.add_files_from_theme(config.theme.get_env(), config)
    return [(file.src_uri, file.abs_src_path or "") for file in found]


def test_the_same_files_in_the_same_order(folder: Path) -> None:
    found = theme_files(folder, quickly=True)
    assert found == theme_files(folder, quickly=False)
    assert "a/b.css" in [path for path, _ in found]


def test_what_is_not_listed_can_still_be_loaded(folder: Path) -> None:
    config = load_config(str(folder / "mkdocs.yml"))
    list_quickly(config)
    environment = config.theme.get_env()
    assert isinstance(environment.loader, Loader)
    assert environment.get_template("a/.icons/d.svg").render() == ""
    folders = {part for name in environment.list_templates() for part in name.split("/")[:-1]}
    assert not [folder for folder in folders if folder.startswith(".")]
