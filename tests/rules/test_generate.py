from __future__ import annotations

from pathlib import Path

import pytest
from tools import generate


def test_the_generated_files_of_this_checkout_are_fresh() -> None:
    assert generate.stale(generate.ROOT / "docs") == []


def test_writing_makes_everything_fresh_and_removes_leftovers(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "no-longer-a-rule.md").write_text("old")
    assert generate.main(["--docs", str(tmp_path)]) == 0
    assert generate.stale(tmp_path) == []
    assert not (tmp_path / "rules" / "no-longer-a-rule.md").exists()
    assert generate.main(["--check", "--docs", str(tmp_path)]) == 0


def test_a_check_lists_what_is_stale_and_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    generate.main(["--docs", str(tmp_path)])
    (tmp_path / "rules" / "index.md").write_text("edited")
    (tmp_path / "rules" / "missing-approval.md").unlink()
    (tmp_path / "schemas" / "leftover.json").write_text("{}")
    assert generate.main(["--check", "--docs", str(tmp_path)]) == 1
    assert capsys.readouterr().out == "".join(
        f"{tmp_path.name}/{name} is stale; run `make docs`\n"
        for name in ("rules/index.md", "rules/missing-approval.md", "schemas/leftover.json")
    )
    assert (tmp_path / "rules" / "index.md").read_text() == "edited"
