"""Every page of the sample site is valid HTML, by html-validate (npm, MIT; needs no browser)."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest

VALIDATOR = Path(__file__).parent / "html-validate"
FROM_THE_THEME = ("valid-autocomplete", ("#__drawer", "#__search"))
"""Material's two switches carry autocomplete="off", which HTML has not for a checkbox: it keeps Firefox from
opening the menu anew when a page is loaded again."""


@pytest.fixture(scope="session")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed as pinned."""
    folder = tmp_path_factory.mktemp("html-validate")
    for file in VALIDATOR.iterdir():
        shutil.copy(file, folder)
    subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
        cwd=folder,
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / "node_modules/.bin/html-validate"


def faults(validate: Path, folder: Path, files: Iterable[str] = (".",)) -> set[tuple[str, str]]:
    """(rule, where) of each fault; each file is looked at."""
    with tempfile.TemporaryFile() as told:  # not a pipe, of which Node drops what was not read at its end
        command = [str(validate), "--config", str(VALIDATOR / "rules.json"), "--formatter", "json", *files]
        ran = subprocess.run(command, cwd=folder, stdout=told, stderr=subprocess.PIPE, check=False)
        assert ran.returncode in {0, 1}, ran.stderr.decode()
        told.seek(0)
        found = json.load(told)
    return {
        (message["ruleId"], message.get("selector") or f"{Path(file['filePath']).name}:{message['line']}")
        for file in found
        for message in file["messages"]
    }


def test_every_page_is_valid(validate: Path, sample: Path) -> None:
    rule, places = FROM_THE_THEME
    assert faults(validate, sample) == {(rule, place) for place in places}


def test_a_fault_is_found(validate: Path, sample: Path, tmp_path: Path) -> None:
    page = (sample / "contact/index.html").read_text("utf-8")
    (tmp_path / "index.html").write_text(page.replace("</main>", "<ul><p>no item</p></ul></main>"), "utf-8")
    assert "element-permitted-content" in {rule for rule, _ in faults(validate, tmp_path)}
