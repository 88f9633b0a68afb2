"""What stands in the history in the place of bytes that were erased, and how it leads back to their ids.

It names no content: the record of the order, and the two digests, by which the bytes could be known again by
whoever has them, and by nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from clearance.erasure.detail import DoneDetail, OrderDetail, Version, read
from clearance.errors import CannotJudge
from clearance.history.rewriting import Rewriting
from clearance.history.substitution import object_id
from clearance.records.statement import Statement, decode, record_id

KIND = "erasure"


def tombstone(order: str, version: Version) -> bytes:
    """The bytes in the place of a version; `order` is the id of the record that orders its erasure."""
    return (
        "Erased by lawful order; see the record.\n"
        f"record sha256:{order}\n"
        f"erased sha256:{version.digest}\n"
        f"blob {version.blob}\n"
    ).encode()


def rewriting(order: str, detail: OrderDetail, done: DoneDetail, hash_name: str) -> Rewriting:
    """What carrying out this order did to the history."""
    return Rewriting(
        before=done.before,
        after=done.after,
        blobs={
            object_id(hash_name, "blob", tombstone(order, version)): version.blob
            for version in detail.versions
        },
        paths=tuple(sorted({path for version in detail.versions for path in version.paths})),
    )


def find_rewritings(files: Mapping[str, bytes], hash_name: str) -> tuple[Rewriting, ...]:
    """What these files say was rewritten, oldest first, whoever signed them.

    It is no proof and needs none: a rewriting that doesn't lead back to the commit that it began with is not
    followed, and whether it was allowed is told by the records that count.
    """
    said = {record_id(data): one for data in files.values() if (one := _statement(data))}
    orders = {name: detail for name, (_, detail) in said.items() if isinstance(detail, OrderDetail)}
    done = [one for one in said.values() if isinstance(one[1], DoneDetail)]
    return tuple(
        rewriting(order, orders[order], detail, hash_name)
        for statement, detail in sorted(done, key=lambda one: one[0].issued)
        if isinstance(detail, DoneDetail)
        for order in _known(statement.subjects.values(), orders)
    )


def _known(names: Iterable[str], orders: Mapping[str, OrderDetail]) -> list[str]:
    return [name for name in names if name in orders]


def _statement(data: bytes) -> tuple[Statement, OrderDetail | DoneDetail] | None:
    try:
        statement = decode(data)
        detail = read(statement.detail) if statement.kind == KIND else None
    except (CannotJudge, ValueError):
        return None
    return (statement, detail) if isinstance(detail, OrderDetail | DoneDetail) else None
