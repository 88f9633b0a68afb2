"""The commands of the verification page, typed as they stand: true for the export, false for any change.

Each tampering also writes the lists of digests anew, as somebody would who knows how: what must catch it are
the signatures and the digests that they are about.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.department import Department
from tests.retention.story import blocks, follow
from tests.village import NOW, POST

from clearance.records.signing import sign
from clearance.records.statement import Statement, encode
from clearance.retention import bag

pytestmark = pytest.mark.site


def listed_anew(folder: Path) -> None:
    for name in ("bagit.txt", "bag-info.txt", bag.MANIFEST, bag.TAG_MANIFEST):
        (folder / name).unlink()
    bag.close_bag(folder, [])


@pytest.fixture
def taken(request_bag: Path, tmp_path: Path) -> Path:
    return shutil.copytree(request_bag, tmp_path / "taken")


@pytest.mark.parametrize(("name", "records"), [("request_bag", 4), ("transfer_bag", 10)])
def test_the_page_is_followed_word_by_word(
    name: str, records: int, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    code, shown = follow(request.getfixturevalue(name), tmp_path)
    assert (code, shown) == (0, f"{records} records looked at\nALL IS WELL\n")


def test_the_file_of_commands_says_the_same(request_bag: Path, transfer_bag: Path) -> None:
    for folder in (request_bag, transfer_bag):
        ran = subprocess.run(["sh", folder / "data/verify.sh"], capture_output=True, text=True, check=False)
        assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "ALL IS WELL")
        script = (folder / "data/verify.sh").read_text()
        assert all(line in script for line in blocks(folder).splitlines())


def page(taken: Path) -> Path:
    return next(iter((taken / "data/approved").rglob("closure.md")))


def record(taken: Path) -> Path:
    return next(iter((taken / "data/records").rglob("*-approval-gone-*.json")))


def change_page(taken: Path, _: Department) -> None:
    page(taken).write_text(page(taken).read_text().replace("Mill", "Hill"))


def change_page_and_its_folder(taken: Path, _: Department) -> None:
    change_page(taken, _)
    changed = page(taken)
    digest = subprocess.run(["sha256sum", changed], capture_output=True, text=True, check=True).stdout[:64]
    changed.parent.rename(changed.parent.with_name(digest))


def add_page(taken: Path, _: Department) -> None:
    shutil.copytree(page(taken).parent, taken / "data/approved" / ("0" * 64))


def take_page_away(taken: Path, _: Department) -> None:
    shutil.rmtree(page(taken).parent)


def call_page_missing(taken: Path, _: Department) -> None:
    digest = page(taken).parent.name
    change_page(taken, _)
    (taken / "data/missing.txt").write_text(f"{digest}\n")


def change_record(taken: Path, _: Department) -> None:
    record(taken).write_text(record(taken).read_text().replace('"chief"', '"sgt"'))


def change_time(taken: Path, _: Department) -> None:
    text = record(taken).read_text()
    record(taken).write_text(text.replace('"issued": "2', '"issued": "3'))


def take_signature_away(taken: Path, _: Department) -> None:
    Path(f"{record(taken)}.sig").unlink()


def swap_signature(taken: Path, _: Department) -> None:
    other = next(iter((taken / "data/records").rglob("*-approval-closure-*.json.sig")))
    shutil.copy(other, f"{record(taken)}.sig")


def forge(taken: Path, department: Department, said: Statement, key: str) -> None:
    """A page of one's own with a record of one's own."""
    change_page_and_its_folder(taken, department)
    data = encode(said)
    place = taken / "data/records/2026/2026-01-01-approval-closure-forged.json"
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(data)
    Path(f"{place}.sig").write_bytes(sign(data, department.keys.private(key)))


def sign_as_stranger(taken: Path, department: Department) -> None:
    forge(taken, department, Statement("approval", "test-pd", NOW, "chief", {POST: "1" * 64}), "stranger")


def sign_for_another(taken: Path, department: Department) -> None:
    said = Statement("approval", "test-pd", NOW, "chief", {POST: "1" * 64}, source={"pull": 1})
    forge(taken, department, said, "pio")


def change_key(taken: Path, department: Department) -> None:
    signers = taken / "data/allowed_signers"
    own, other = department.keys.public("chief").split()[1], department.keys.public("sgt").split()[1]
    assert own in signers.read_text()
    signers.write_text(signers.read_text().replace(own, other))


def end_key(taken: Path, _: Department) -> None:
    signers = taken / "data/allowed_signers"
    signers.write_text(signers.read_text().replace("valid-after=", 'valid-before="20200101",valid-after='))


TAMPERINGS: list[Callable[[Path, Department], None]] = [
    change_page,
    change_page_and_its_folder,
    add_page,
    take_page_away,
    call_page_missing,
    change_record,
    change_time,
    take_signature_away,
    swap_signature,
    sign_as_stranger,
    sign_for_another,
    change_key,
    end_key,
]


@pytest.mark.parametrize("tamper", TAMPERINGS, ids=lambda tamper: tamper.__name__.replace("_", " "))
def test_a_tampering_shows_although_the_lists_were_written_anew(
    taken: Path, storied: Department, tmp_path: Path, tamper: Callable[[Path, Department], None]
) -> None:
    tamper(taken, storied)
    listed_anew(taken)
    code, shown = follow(taken, tmp_path)
    assert (code, shown.splitlines()[-1]) == (1, "SOMETHING IS WRONG: see above")
    assert "WRONG: " in shown.replace("SOMETHING IS WRONG: see above", "")


def test_lists_written_anew_alone_change_nothing(taken: Path, tmp_path: Path) -> None:
    listed_anew(taken)
    assert follow(taken, tmp_path)[0] == 0


@pytest.mark.parametrize("name", ["website.warc.gz", "index.html", "VERIFY.html", "verify.sh"])
def test_what_is_not_signed_is_covered_by_the_lists(taken: Path, tmp_path: Path, name: str) -> None:
    with (taken / "data" / name).open("ab") as file:
        file.write(b"\n")
    code, shown = follow(taken, tmp_path)
    assert (code, shown.splitlines()[-1]) == (1, "SOMETHING IS WRONG: see above")
    assert f"data/{name}: FAILED" in shown


def test_a_file_that_was_slipped_in(taken: Path, tmp_path: Path) -> None:
    (taken / "data/more.html").write_text("More.")
    code, shown = follow(taken, tmp_path)
    assert code == 1
    assert "WRONG: a file too many or too few" in shown


def test_a_history_that_lacks_what_was_exported(
    transfer_bag: Path, founded: Department, tmp_path: Path
) -> None:
    taken = shutil.copytree(transfer_bag, tmp_path / "taken")
    bundle = taken / "data/repository.bundle"
    bundle.unlink()
    founded.git("bundle", "create", "-q", str(bundle), "HEAD", "--branches")
    listed_anew(taken)
    code, shown = follow(taken, tmp_path)
    assert code == 1
    assert "WRONG: the history lacks it" in shown


def test_a_damaged_history(transfer_bag: Path, tmp_path: Path) -> None:
    taken = shutil.copytree(transfer_bag, tmp_path / "taken")
    bundle = taken / "data/repository.bundle"
    data = bytearray(bundle.read_bytes())
    data[len(data) // 2] ^= 1
    bundle.write_bytes(data)
    listed_anew(taken)
    assert follow(taken, tmp_path)[0] == 1


def test_the_digest_of_the_first_adoption_is_the_pin(request_bag: Path, storied: Department) -> None:
    text = (request_bag / "data/VERIFY.html").read_text()
    assert storied.pin in text
    (first,) = (request_bag / "data/records").rglob("*-adoption-*.json")
    assert f"sha256sum data/records/{first.parent.name}/{first.name}" in text
    assert first.stat().st_mtime <= datetime.now(UTC).timestamp()
