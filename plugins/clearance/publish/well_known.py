"""`/.well-known/clearance/`: who signed what is on the site, and how anyone checks a page with stock tools.

Offices stand here and no names. The short names of members (`sgt1`) are in the records, in the sources
and in `allowed_signers`, because ssh-keygen finds a key by them: a department that wants nobody named
gives short names that name nobody.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from clearance.content.address import source_destination
from clearance.gate import Judgement
from clearance.model import JudgedPage, Page, Record, Signer
from clearance.publish.past import public_approvals
from clearance.publish.provenance import office, role
from clearance.records.signers import allowed_signers

FOLDER = ".well-known/clearance/"
VERSION = 1
"""of the form of `ledger.json`"""
_write = json.JSONEncoder(ensure_ascii=False).encode
_README = """\
{department}: how to check that a page of this site was approved

Each page was approved by a supervisor, who signed the SHA-256 of its source and of its pictures.
At its end every page leads to its source (index.md), the signed record (….json) and the signature
(….json.sig). You need curl, sha256sum (on a Mac: shasum -a 256) and ssh-keygen (OpenSSH 8.1 or later).
Three lines check one page, here {page}:

{lines}

1. gets the page's source, the record, its signature, and the keys of those who sign.
2. looks for the SHA-256 of the source in the record. It prints the digest; nothing, and it isn't the text
   that was approved.
3. answers Good "clearance-record" signature. Anything else, and the record isn't the department's.

For another page put the addresses at its end in their places, and after -I the "member" of the record, or,
where the record says that a recorder vouches for it (a "source"), the name in ledger.json under "signer".
For pictures take their own digests. A key that has ended since counts for the time before; add
-O verify-time=YYYYMMDDHHMMSSZ, the record's "issued" in UTC.

That the keys in allowed_signers are the department's own you can't learn from its site: compare them, or
the digest of the first adoption ({pin}), with what the department tells you elsewhere.

ledger.json lists all records that are public here, newest last, with the office of who approved.
"""


def attestations(judgement: Judgement, site_url: str) -> dict[str, bytes]:
    """Each file by its path on the site; none without an address of the site or an adoption."""
    if not site_url or not judgement.evidence.chain.adoptions:
        return {}
    approvals = {record.id: (record, judged) for record, judged in public_approvals(judgement)}
    in_order = sorted(approvals.values(), key=lambda each: (each[0].issued, each[0].id))
    made = {
        "ledger.json": _ledger(in_order, judgement),
        "allowed_signers": _signers((record for record, _ in in_order), judgement),
    }
    readme = _readme(judgement, f"{site_url.rstrip('/')}/")
    files = {**made, "README.txt": readme} if readme else made
    return {f"{FOLDER}{name}": text.encode() for name, text in files.items()}


def _ledger(approvals: Iterable[tuple[Record, JudgedPage]], judgement: Judgement) -> str:
    """One line for each record, since there may be tens of thousands."""
    guidelines = judgement.evidence.guidelines
    adoptions = [
        {"issued": each.issued.isoformat(), "office": office(each.member, guidelines), "sha256": each.id}
        for each in judgement.evidence.chain.adoptions
    ]
    head = {"version": VERSION, "department": guidelines.department.name, "adoptions": adoptions}
    entries = ",\n".join(map(_write, _entries(approvals, judgement)))
    return f'{_write(head)[:-1]}, "records": [\n{entries}\n]}}\n'


def _entries(
    approvals: Iterable[tuple[Record, JudgedPage]], judgement: Judgement
) -> Iterator[dict[str, object]]:
    guidelines = judgement.evidence.guidelines
    for record, judged in approvals:
        yield {
            "kind": record.kind,
            "issued": record.issued.isoformat(),
            "office": office(record.member, guidelines),
            "role": role(record, judged, guidelines),
            "signer": record.signer,
            "record": record.path,
            "sha256": record.id,
            "subjects": dict(record.subjects),
        }


def _signers(records: Iterable[Record], judgement: Judgement) -> str:
    """The keys that signed a record of the site, and no others."""
    signed = {record.fingerprint for record in records}
    known = judgement.evidence.guidelines.signers()
    used: dict[str, Signer] = {name: signer for name, signer in known.items() if name in signed}
    return allowed_signers(used)


def _readme(judgement: Judgement, site_url: str) -> str:
    shown = _example(judgement)
    if shown is None:
        return ""
    page, record = shown
    lines = "\n".join(_lines(page, record, site_url))
    return _README.format(
        department=judgement.evidence.guidelines.department.name,
        page=site_url + quote(source_destination(page.path, page.slug)).removesuffix("index.md"),
        lines=lines,
        pin=f"sha256:{judgement.evidence.chain.adoptions[0].id}",
    )


def _lines(page: Page, record: Record, site_url: str) -> Iterator[str]:
    name = record.path.rpartition("/")[2]
    source = quote(source_destination(page.path, page.slug))
    wanted = (source, record.path, f"{record.path}.sig", f"{FOLDER}allowed_signers")
    yield f"curl -fsS {' '.join(f'-O {site_url}{path}' for path in wanted)}"
    yield f'grep -o "$(sha256sum < index.md | cut -c1-64)" {name}'
    yield (
        f"ssh-keygen -Y verify -f allowed_signers -I {record.signer} -n clearance-record "
        f"-s {name}.sig < {name}"
    )


def _example(judgement: Judgement) -> tuple[Page, Record] | None:
    """The post that was approved last, or else a page."""
    shown = [
        (page, judged.approval)
        for judged in judgement.outcome.pages
        if judged.published and judged.approval and isinstance(page := judged.page, Page)
    ]
    return max(shown, key=lambda each: (each[0].is_post, each[1].issued, each[0].path), default=None)
