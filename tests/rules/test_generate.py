from __future__ import annotations

from pathlib import Path
from string import Template

import pytest
from tools import generate


def test_the_generated_files_of_this_checkout_are_fresh() -> None:
    assert generate.stale(generate.ROOT) == []


def test_writing_makes_everything_fresh_and_removes_leftovers(tmp_path: Path) -> None:
    (tmp_path / "docs" / "rules").mkdir(parents=True)
    (tmp_path / "docs" / "rules" / "no-longer-a-rule.md").write_text("old")
    assert generate.main(["--root", str(tmp_path)]) == 0
    assert generate.stale(tmp_path) == []
    assert not (tmp_path / "docs" / "rules" / "no-longer-a-rule.md").exists()
    assert generate.main(["--check", "--root", str(tmp_path)]) == 0


def test_a_check_lists_what_is_stale_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.main(["--root", str(tmp_path)])
    (tmp_path / "docs" / "rules" / "index.md").write_text("edited")
    (tmp_path / "docs" / "rules" / "missing-approval.md").unlink()
    (tmp_path / "docs" / "schemas" / "leftover.json").write_text("{}")
    assert generate.main(["--check", "--root", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "".join(
        f"docs/{name} is stale; run `make docs`\n"
        for name in ("rules/index.md", "rules/missing-approval.md", "schemas/leftover.json")
    )
    assert (tmp_path / "docs" / "rules" / "index.md").read_text() == "edited"


def test_a_new_department_starts_with_the_packs_of_the_sample(tmp_path: Path) -> None:
    generate.main(["--root", str(tmp_path)])
    for pack in (generate.ROOT / "guidelines/rules").glob("*.yml"):
        filled = Template((tmp_path / generate.PACKS / pack.name).read_text("utf-8")).substitute()
        assert filled == pack.read_text("utf-8").partition("\n")[2]
