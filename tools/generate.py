"""Write what is generated: the handbook's rule pages, the JSON Schemas, a new department's rule packs.

python tools/generate.py            write them
python tools/generate.py --check    change nothing; exit 1 and list what is stale
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from clearance.content.front_matter import page_schema
from clearance.guidelines.schemas import write_schemas
from clearance.rules import handbook
from clearance.rules.registry import ALL_RULES

ROOT = Path(__file__).resolve().parent.parent
PACKS = "plugins/clearance/founding/template/guidelines/rules"
FOLDERS = ("docs/rules", "docs/schemas", PACKS)


def write(root: Path) -> None:
    """Write every generated file below a checkout's folder, over what is there."""
    _write_docs(root / "docs")
    _write_packs(root / PACKS)


def _write_docs(docs: Path) -> None:
    write_schemas(docs / "schemas")
    schema = json.dumps(page_schema(), indent=2, ensure_ascii=False) + "\n"
    (docs / "schemas" / "front-matter.schema.json").write_text(schema, encoding="utf-8")
    (docs / "rules").mkdir(parents=True, exist_ok=True)
    (docs / "rules" / "index.md").write_text(handbook.index(ALL_RULES.values()), encoding="utf-8")
    for rule in ALL_RULES.values():
        (docs / "rules" / f"{rule.NAME}.md").write_text(handbook.page(rule), encoding="utf-8")


def _write_packs(template: Path) -> None:
    """The sample department's packs, as a new one starts with: a template, in which $ is written $$."""
    template.mkdir(parents=True, exist_ok=True)
    for pack in sorted((ROOT / "guidelines/rules").glob("*.yml")):
        lines = pack.read_text(encoding="utf-8").splitlines(keepends=True)
        text = "".join(line for line in lines if not line.startswith("# yaml-language-server:"))
        (template / pack.name).write_text(text.replace("$", "$$"), encoding="utf-8")


def stale(root: Path) -> list[str]:
    """The generated files below a folder that are missing, differ, or are no longer generated."""
    with tempfile.TemporaryDirectory() as fresh:
        write(Path(fresh))
        wanted, present = _contents(Path(fresh)), _contents(root)
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def _contents(root: Path) -> dict[str, bytes]:
    files = (path for folder in FOLDERS for path in (root / folder).rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _remove_leftovers(root: Path) -> None:
    for name in stale(root):
        (root / name).unlink()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Write what is generated.")
    parser.add_argument("--check", action="store_true", help="change nothing; list what is stale")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder to write into")
    options = parser.parse_args(arguments)
    if not options.check:
        write(options.root)
        _remove_leftovers(options.root)
        return 0
    names = stale(options.root)
    for name in names:
        print(f"{name} is stale; run `make docs`")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
