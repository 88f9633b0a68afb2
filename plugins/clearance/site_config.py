"""`mkdocs.yml` read as data, without MkDocs: what the gate must know of it, and what an adoption covers.

The file may carry tags for Python names, as Material's own documentation uses them; they are
not resolved here. What would let the configuration change without the file changing (an
environment variable, an inherited file) is refused: nobody could adopt it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import yaml

from clearance.errors import CannotJudge
from clearance.model import sha256
from clearance.strict_yaml import decode

CONFIG_FILE = "mkdocs.yml"
GATE = "clearance"
MERGE_TAG = "tag:yaml.org,2002:merge"
INCLUDERS = frozenset(
    {"pymdownx.snippets", "pymdownx.b64", "markdown_include.include", "mdx_include", "include_markdown"}
)
"""Markdown extensions that bring other files into a page, none of which is in its approval."""


@dataclass(frozen=True, slots=True)
class SiteConfig:
    """Of `mkdocs.yml`: the address, the plugins by name, and the local files that it names."""

    site_url: str = ""
    plugins: tuple[str, ...] = ()
    theme_folder: str | None = None
    hooks: tuple[str, ...] = ()
    assets: frozenset[str] = frozenset()
    """files under content/ that the configuration itself puts on every page: extra CSS and scripts"""
    language: str = "en"
    """of the theme's own words, and of a page that says nothing else"""

    @property
    def gated(self) -> bool:
        return GATE in self.plugins

    @property
    def is_demonstration(self) -> bool:
        """Whether the address can't be a real one: loopback or a reserved name (RFC 2606, RFC 6761)."""
        try:
            host = (urlsplit(self.site_url).hostname or "").rstrip(".").lower()
        except ValueError:
            return False
        loopback = host in {"localhost", "127.0.0.1", "::1"} or host.endswith(".localhost")
        return loopback or host == "example" or host.endswith(".example")


def _plain(node: yaml.Node, seen: dict[int, object]) -> object:
    """The node as plain data. `seen` keeps one value per node, so that aliases can't multiply."""
    if node.tag == "!ENV":
        line = node.start_mark.line + 1
        message = "the tag !ENV lets the configuration change unseen; write the value itself"
        raise CannotJudge(message, path=CONFIG_FILE, line=line)
    if id(node) not in seen:
        if isinstance(node, yaml.MappingNode):
            seen[id(node)] = _mapping(node, seen)
        elif isinstance(node, yaml.SequenceNode):
            seen[id(node)] = [_plain(item, seen) for item in node.value]
        else:
            seen[id(node)] = str(node.value)
    return seen[id(node)]


def _mapping(node: yaml.MappingNode, seen: dict[int, object]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key_node, value_node in node.value:
        key = _key(key_node)
        if key in values:
            line = key_node.start_mark.line + 1
            raise CannotJudge(f"the key {key!r} stands twice; keep one", path=CONFIG_FILE, line=line)
        values[key] = _plain(value_node, seen)
    return values


def _key(node: yaml.Node) -> str:
    if node.tag == MERGE_TAG:
        line = node.start_mark.line + 1
        message = "a merge (<<) hides what a setting is; write the settings out"
        raise CannotJudge(message, path=CONFIG_FILE, line=line)
    return str(node.value)


def _compose(text: str) -> dict[str, object]:
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        value = None if node is None else _plain(node, {})
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CannotJudge(f"not valid YAML: {error.problem}", path=CONFIG_FILE, line=line) from None
    except (yaml.YAMLError, RecursionError):
        raise CannotJudge("not valid YAML", path=CONFIG_FILE) from None
    if not isinstance(value, dict):
        raise CannotJudge("expected settings such as `site_name: …`", path=CONFIG_FILE, line=1)
    if "INHERIT" in value:
        raise CannotJudge("INHERIT brings in settings that nobody adopted; write them here", path=CONFIG_FILE)
    return value


def _named(entries: object) -> Iterator[tuple[str, object]]:
    """The entries of a list of plugins or extensions, with their options."""
    if isinstance(entries, dict):
        yield from entries.items()
    for entry in entries if isinstance(entries, list) else []:
        yield from entry.items() if isinstance(entry, dict) else [(str(entry), None)]


def _plugins(entries: object) -> Iterator[str]:
    """The names of the plugins that are on: MkDocs drops those with `enabled`, whatever it says here."""
    for name, options in _named(entries):
        if not (isinstance(options, dict) and "enabled" in options):
            yield name


def _hooks(entries: object) -> tuple[str, ...]:
    """The hooks, each in a folder of its own: it may import its neighbours, so they are adopted with it."""
    hooks = tuple(str(hook) for hook in entries) if isinstance(entries, list) else ()
    for hook in hooks:
        if len(PurePosixPath(hook).parts) == 1:
            message = f"the hook {hook} stands at the top; expected a folder of its own, such as hooks/{hook}"
            raise CannotJudge(message, path=CONFIG_FILE)
    return hooks


def _refuse_includers(extensions: object) -> None:
    for name, _ in _named(extensions):
        if name.partition(":")[0].strip() in INCLUDERS:
            message = f"the extension {name} brings text into pages that nobody approved with them; remove it"
            raise CannotJudge(message, path=CONFIG_FILE)


def _local_assets(value: dict[str, object]) -> Iterator[str]:
    for key in ("extra_css", "extra_javascript", "extra_templates"):
        entries = value.get(key)
        for entry in entries if isinstance(entries, list) else []:
            path = entry.get("path", "") if isinstance(entry, dict) else entry
            yield f"content/{path}"


def read_site_config(root: Path) -> SiteConfig:
    """Read `mkdocs.yml` of the department at `root`.

    Raises CannotJudge when it is missing, isn't YAML, or leaves open what it configures.
    """
    try:
        data = (root / CONFIG_FILE).read_bytes()
    except FileNotFoundError:
        raise CannotJudge("not found; a department's folder has one", path=CONFIG_FILE) from None
    except OSError as error:
        raise CannotJudge(f"can't be read: {error.strerror}", path=CONFIG_FILE) from None
    value = _compose(decode(data, CONFIG_FILE))
    if value.get("docs_dir") != "content":
        raise CannotJudge("expected `docs_dir: content`, the folder that the gate judges", path=CONFIG_FILE)
    theme = value.get("theme")
    folder = theme.get("custom_dir") if isinstance(theme, dict) else None
    if str(value.get("use_directory_urls", "true")).lower() != "true":
        raise CannotJudge("expected `use_directory_urls: true`, for addresses that last", path=CONFIG_FILE)
    _refuse_includers(value.get("markdown_extensions"))
    return SiteConfig(
        site_url=str(value.get("site_url", "")),
        language=str((theme.get("language") if isinstance(theme, dict) else None) or "en"),
        plugins=tuple(_plugins(value.get("plugins"))),
        theme_folder=str(folder) if folder else None,
        hooks=_hooks(value.get("hooks")),
        assets=frozenset(_local_assets(value)),
    )


def _below(root: Path, folder: str) -> Iterator[str]:
    base = root / folder
    if base.is_symlink() or ".." in PurePosixPath(folder).parts or PurePosixPath(folder).is_absolute():
        raise CannotJudge("must be a plain folder inside the department's", path=folder)
    for path in sorted(base.rglob("*")):
        relative = path.relative_to(root).as_posix()
        if path.is_symlink():
            raise CannotJudge("is a symbolic link; an adoption covers plain files only", path=relative)
        if path.is_file() and "__pycache__" not in path.parts:
            yield relative


def governed_paths(root: Path, config: SiteConfig) -> tuple[str, ...]:
    """The files that an adoption covers: guidelines, `mkdocs.yml`, theme overrides, hooks.

    A hook brings the whole folder that it stands in, since it may import its neighbours.
    """
    paths = {CONFIG_FILE, *_below(root, "guidelines"), *config.hooks}
    folders = {str(PurePosixPath(hook).parent) for hook in config.hooks} - {"."}
    if config.theme_folder:
        folders.add(config.theme_folder)
    for folder in folders:
        paths.update(_below(root, folder))
    return tuple(sorted(paths | {path for path in config.assets if (root / path).is_file()}))


def governed(root: Path, config: SiteConfig) -> dict[str, str]:
    """Each file that an adoption covers, with its digest."""
    digests: dict[str, str] = {}
    for path in governed_paths(root, config):
        try:
            digests[path] = sha256((root / path).read_bytes())
        except OSError as error:
            raise CannotJudge(f"can't be read: {error.strerror}", path=path) from None
    return digests
