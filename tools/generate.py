"""Write the generated part of docs/: the handbook's rule pages and the JSON Schemas.

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
FOLDERS = ("rules", "schemas")


def write(docs: Path) -> None:
    """Write every generated file below a docs folder, over what is there."""
    write_schemas(docs / "schemas")
    schema = json.dumps(page_schema(), indent=2, ensure_ascii=False) + "\n"
    (docs / "schemas" / "front-matter.schema.json").write_text(schema, encoding="utf-8")
    (docs / "rules").mkdir(parents=True, exist_ok=True)
    (docs / "rules" / "index.md").write_text(handbook.index(ALL_RULES.values()), encoding="utf-8")
    for rule in ALL_RULES.values():
        (docs / "rules" / f"{rule.NAME}.md").write_text(handbook.page(rule), encoding="utf-8")


def stale(docs: Path) -> list[str]:
    """The generated files of a docs folder that are missing, differ, or are no longer generated."""
    with tempfile.TemporaryDirectory() as fresh:
        write(Path(fresh))
        wanted, present = _contents(Path(fresh)), _contents(docs)
    return sorted(name for name in wanted.keys() | present.keys() if wanted.get(name) != present.get(name))


def _contents(docs: Path) -> dict[str, bytes]:
    files = (path for folder in FOLDERS for path in (docs / folder).rglob("*") if path.is_file())
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in files}


def _remove_leftovers(docs: Path) -> None:
    for name in stale(docs):
        (docs / name).unlink()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description="Write the generated part of docs/.")
    parser.add_argument("--check", action="store_true", help="change nothing; list what is stale")
    parser.add_argument("--docs", type=Path, default=ROOT / "docs", help="the folder to write into")
    options = parser.parse_args(arguments)
    if not options.check:
        write(options.docs)
        _remove_leftovers(options.docs)
        return 0
    names = stale(options.docs)
    for name in names:
        print(f"{options.docs.name}/{name} is stale; run `make docs`")
    return 1 if names else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
