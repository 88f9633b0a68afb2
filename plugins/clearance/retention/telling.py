"""The proof for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator

from clearance.model import Cause
from clearance.report.as_json import VERSION, dump
from clearance.report.terminal import plain
from clearance.retention.flaws import Flaw, Proof

SHOWN = 50
"""flaws of one sort that are listed one by one"""
_HEADINGS = {Cause.TAMPERING: "TAMPERING", Cause.LOSS: "LOSS", Cause.MISTAKE: "MERE MISTAKES"}


def as_text(proof: Proof) -> str:
    """Cause by cause, each thing with what it means and what to do; then the verdict and the commit."""
    lines = [line for cause in Cause for line in _of_cause(proof, cause)]
    lines += [f"note: {plain(note)}" for note in proof.notes]
    return "\n".join([*lines, *_verdict(proof)]) + "\n"


def _of_cause(proof: Proof, cause: Cause) -> Iterator[str]:
    own = [flaw for flaw in proof.flaws if flaw.sort.cause is cause]
    if not own:
        return
    yield f"{_HEADINGS[cause]} ({len(own):,})"
    for sort in dict.fromkeys(flaw.sort for flaw in own):
        alike = [flaw for flaw in own if flaw.sort is sort]
        yield from (f"  {plain(flaw.path)}: {plain(flaw.wrong)}" for flaw in alike[:SHOWN])
        if len(alike) > SHOWN:
            yield f"  and {len(alike) - SHOWN:,} more ({sort.name})"
        yield f"    What it means: {sort.means}"
        yield f"    What to do: {sort.remedy}"
    yield ""


def _verdict(proof: Proof) -> Iterator[str]:
    counted = proof.counted
    if proof.holds:
        yield (
            f"The records hold. Signed by who had the right to: {counted['records']:,}; among them "
            f"approvals: {counted['approvals']:,}, adoptions: {counted['adoptions']:,}, "
            f"publications: {counted['publications']:,}."
        )
    else:
        parts = [f"{cause}: {number:,}" for cause, number in proof.causes.items()]
        yield f"The records do NOT hold ({', '.join(parts)})."
    commit = proof.records or proof.head
    if commit and proof.holds:
        yield f"Write down {commit}; next time, --known {commit[:12]} proves that nothing fell out since."


def as_json(proof: Proof) -> str:
    return dump(
        {
            "version": VERSION,
            "holds": proof.holds,
            "flaws": [_entry(flaw) for flaw in proof.flaws],
            "notes": list(proof.notes),
            "counted": dict(proof.counted),
            "commit": proof.head,
            "records_commit": proof.records,
        }
    )


def _entry(flaw: Flaw) -> dict[str, str]:
    return {
        "class": str(flaw.sort.cause),
        "name": flaw.sort.name,
        "path": flaw.path,
        "wrong": flaw.wrong,
        "means": flaw.sort.means,
        "remedy": flaw.sort.remedy,
    }
