from __future__ import annotations

from pathlib import Path

import pytest

from clearance.errors import CannotJudge
from clearance.model import sha256
from clearance.site_config import SiteConfig, governed, governed_paths, read_site_config

GATED = "docs_dir: content\nplugins: [clearance]\n"


def department(root: Path, mkdocs: str | bytes = GATED, *files: str) -> Path:
    for name in ("guidelines/roster.yml", *files):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (root / "mkdocs.yml").write_bytes(mkdocs.encode() if isinstance(mkdocs, str) else mkdocs)
    return root


@pytest.mark.parametrize(
    ("text", "config"),
    [
        pytest.param("docs_dir: content\n", SiteConfig(), id="the least"),
        pytest.param(
            "docs_dir: content\nsite_url: a\nplugins: [search, clearance: {uncleared: omit}]\n",
            SiteConfig("a", ("search", "clearance")),
            id="plugins as a list",
        ),
        pytest.param(
            "docs_dir: content\nplugins:\n  search: {}\n  clearance: {}\n",
            SiteConfig(plugins=("search", "clearance")),
            id="plugins as a mapping",
        ),
        pytest.param("docs_dir: content\nplugins: clearance\n", SiteConfig(), id="plugins that are none"),
        pytest.param(
            "docs_dir: content\ntheme: {name: material, custom_dir: theme}\nhooks: [hooks/a.py]\n",
            SiteConfig(theme_folder="theme", hooks=("hooks/a.py",)),
            id="a theme folder and a hook",
        ),
        pytest.param("docs_dir: content\ntheme: material\n", SiteConfig(), id="a theme by name"),
        pytest.param(
            "docs_dir: content\nextra_css: [a.css]\nextra_javascript: [b.js, {path: c.mjs, type: module}]\n",
            SiteConfig(assets=frozenset({"content/a.css", "content/b.js", "content/c.mjs"})),
            id="style sheets and scripts",
        ),
        pytest.param(
            "docs_dir: content\nplugins: [clearance: {enabled: false}]\n", SiteConfig(), id="the gate off"
        ),
        pytest.param(
            "docs_dir: content\nextra: {f: !!python/name:material.extensions.emoji.twemoji }\n",
            SiteConfig(),
            id="a Python name, as Material's documentation has it",
        ),
    ],
)
def test_what_is_read(tmp_path: Path, text: str, config: SiteConfig) -> None:
    assert read_site_config(department(tmp_path, text)) == config


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        pytest.param("plugins: [clearance]\n", 0, "docs_dir: content", id="the default folder"),
        pytest.param("docs_dir: docs\n", 0, "docs_dir: content", id="another folder"),
        pytest.param("docs_dir: [content]\n", 0, "docs_dir: content", id="a list of folders"),
        pytest.param("docs_dir: content\nINHERIT: base.yml\n", 0, "INHERIT", id="inherited"),
        pytest.param("docs_dir: content\nextra: !ENV X\n", 2, "!ENV", id="a variable"),
        pytest.param(
            "docs_dir: content\nextra:\n  - {a: !ENV [X, 1]}\n", 3, "!ENV", id="a variable deep inside"
        ),
        pytest.param("docs_dir: content\nx: &x {INHERIT: b}\n<<: *x\n", 3, "<<", id="a merge key"),
        pytest.param("docs_dir: content\nx: {<<: {a: 1}}\n", 2, "<<", id="a merge key inside"),
        pytest.param("", 1, "expected settings", id="empty"),
        pytest.param("- a\n", 1, "expected settings", id="a list"),
        pytest.param("a: [\n", 2, "not valid YAML", id="no YAML"),
        pytest.param("a: *x\n", 1, "not valid YAML", id="an alias of nothing"),
        pytest.param("a: \x07\n", 0, "not valid YAML", id="a control character"),
        pytest.param(b"\xff\xfe", 1, "not UTF-8", id="not UTF-8"),
        pytest.param("docs_dir: content\nhooks: [a.py]\n", 0, "folder", id="a hook beside everything else"),
        pytest.param("docs_dir: content\ndocs_dir: content\n", 2, "twice", id="a doubled key"),
        pytest.param(
            "docs_dir: content\nmarkdown_extensions: [pymdownx.snippets]\n",
            0,
            "pymdownx.snippets",
            id="includes",
        ),
        pytest.param(
            "docs_dir: content\nmarkdown_extensions: [pymdownx.snippets:SnippetExtension: {a: x}]\n",
            0,
            "pymdownx.snippets",
            id="includes by class",
        ),
    ],
)
def test_what_is_refused_and_where(tmp_path: Path, text: str | bytes, line: int, message: str) -> None:
    with pytest.raises(CannotJudge) as refused:
        read_site_config(department(tmp_path, text))
    error = refused.value
    assert (error.path, message in error.message) == ("mkdocs.yml", True), str(error)
    assert error.line in {line, 0}


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_a_bomb_of_brackets_is_refused(tmp_path: Path, opening: str, closing: str) -> None:
    text = f"docs_dir: content\nextra: {opening * 5000}{closing * 5000}\n"
    with pytest.raises(CannotJudge, match=r"mkdocs\.yml"):
        read_site_config(department(tmp_path, text))


def test_aliases_do_not_multiply(tmp_path: Path) -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]" for n in range(1, 30))
    config = read_site_config(department(tmp_path, f"docs_dir: content\nl0: &l0 x\n{levels}\n"))
    assert config == SiteConfig()


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match=r"^mkdocs\.yml: not found"):
        read_site_config(tmp_path)


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").mkdir()
    with pytest.raises(CannotJudge, match=r"^mkdocs\.yml: can't be read: Is a directory"):
        read_site_config(tmp_path)


@pytest.mark.parametrize(
    ("plugins", "gated"), [(("clearance",), True), (("search",), False), (("x/clearance",), False)]
)
def test_whether_the_gate_is_on(plugins: tuple[str, ...], *, gated: bool) -> None:
    assert SiteConfig(plugins=plugins).gated == gated


@pytest.mark.parametrize(
    ("url", "demonstration"),
    [
        ("http://localhost:8000/", True),
        ("http://127.0.0.1/", True),
        ("http://[::1]:8000/", True),
        ("http://a.localhost/", True),
        ("https://police.example/", True),
        ("https://POLICE.EXAMPLE./", True),
        ("https://example/", True),
        ("https://police.example.org/", False),
        ("https://example.com/", False),
        ("https://notexample/", False),
        ("https://police.example@elsewhere.gov/", False),
        ("https://10.0.0.1/", False),
        ("", False),
        ("no address", False),
        ("https://[broken/", False),
    ],
)
def test_whether_the_address_is_real(url: str, *, demonstration: bool) -> None:
    assert SiteConfig(site_url=url).is_demonstration == demonstration


# --- what an adoption covers -------------------------------------------------------------------


def test_guidelines_configuration_theme_hooks_and_assets_are_governed(tmp_path: Path) -> None:
    theme = "theme: {name: material, custom_dir: theme}"
    text = f"{GATED}{theme}\nhooks: [hooks/a.py]\nextra_css: [x.css, gone.css]\n"
    files = (
        "guidelines/rules/p.yml",
        "guidelines/README.txt",
        "theme/main.html",
        "theme/assets/badge.svg",
        "hooks/a.py",
        "hooks/neighbour.py",
        "hooks/deep/b.py",
        "hooks/__pycache__/a.cpython-311.pyc",
        "content/x.css",
        "content/index.md",
        "records/a.json",
        "README.md",
    )
    root = department(tmp_path, text, *files)
    paths = (
        "content/x.css",
        "guidelines/README.txt",
        "guidelines/roster.yml",
        "guidelines/rules/p.yml",
        "hooks/a.py",
        "hooks/deep/b.py",
        "hooks/neighbour.py",
        "mkdocs.yml",
        "theme/assets/badge.svg",
        "theme/main.html",
    )
    config = read_site_config(root)
    assert governed_paths(root, config) == paths
    assert governed(root, config) == {path: sha256((root / path).read_bytes()) for path in paths}


@pytest.mark.parametrize(
    ("config", "message"),
    [
        pytest.param(SiteConfig(theme_folder="../theme"), "plain folder inside", id="a theme outside"),
        pytest.param(
            SiteConfig(theme_folder="/etc"), "plain folder inside", id="a theme by its absolute path"
        ),
        pytest.param(SiteConfig(hooks=("../hooks/a.py",)), "plain folder inside", id="a hook outside"),
        pytest.param(SiteConfig(hooks=("../a.py",)), "plain folder inside", id="a hook just outside"),
        pytest.param(
            SiteConfig(hooks=("/srv/a.py",)), "plain folder inside", id="a hook by its absolute path"
        ),
        pytest.param(SiteConfig(hooks=("hooks/gone.py",)), "No such file", id="a hook that is gone"),
        pytest.param(SiteConfig(hooks=("other/sub",)), "Is a directory", id="a folder as a hook"),
        pytest.param(SiteConfig(theme_folder="linked"), "plain folder inside", id="a theme behind a link"),
        pytest.param(SiteConfig(theme_folder="theme"), "symbolic link", id="a link in the theme"),
    ],
)
def test_what_can_not_be_adopted(tmp_path: Path, config: SiteConfig, message: str) -> None:
    root = department(tmp_path / "d", GATED, "theme/main.html", "other/sub/a.py")
    (root / "linked").symlink_to(root / "theme")
    (root / "theme/link.html").symlink_to("/etc/passwd")
    with pytest.raises(CannotJudge, match=message):
        governed(root, config)


def test_a_link_among_the_guidelines_is_refused(tmp_path: Path) -> None:
    root = department(tmp_path / "d")
    (root / "guidelines/more.yml").symlink_to(root / "mkdocs.yml")
    with pytest.raises(CannotJudge, match=r"^guidelines/more\.yml: is a symbolic link"):
        governed(root, read_site_config(root))
