"""The text of an Excel file (ECMA-376, part 1, 18): every row, and whether a reader sees it."""

from __future__ import annotations

from collections.abc import Iterator
from posixpath import join, normpath
from xml.etree.ElementTree import Element

from clearance.media.gathering import Gathering
from clearance.media.packages import Package
from clearance.media.values import Origin, Trait
from clearance.media.xml import attribute, local

_ON = frozenset(("1", "true", "on"))
_CACHES = ("xl/pivotcache/", "xl/externallinks/", "xl/connections", "xl/querytables/")


def tell_spreadsheet(package: Package, found: Gathering) -> None:
    """Say each row as one text, and mark hidden sheets, rows, columns, comments and cached data."""
    strings = _Strings(package.xml("xl/sharedStrings.xml"))
    for number, (name, part, hidden) in enumerate(_sheets(package), 1):
        where = f"sheet {number}"
        if hidden:
            found.mark(Trait.HIDDEN_PART, f"hidden {where}")
        found.say(name, Origin.HIDDEN if hidden else Origin.TEXT, where)
        root = package.xml(part)
        if root is not None:
            _tell_rows(root, strings, found, where=where, hidden=hidden)
    for text in strings.unused():
        found.say(text, Origin.HIDDEN, "text that no cell shows")
    for name in package.names:
        _tell_other(package, name, found)


class _Strings:
    """The texts that cells share, and which of them a cell has asked for."""

    def __init__(self, root: Element | None) -> None:
        self._texts = [_text(item) for item in (root if root is not None else ())]
        self._used: set[int] = set()

    def take(self, number: str) -> str:
        index = int(number) if number.isascii() and number.isdigit() else len(self._texts)
        self._used.add(index)
        return self._texts[index] if index < len(self._texts) else ""

    def unused(self) -> Iterator[str]:
        return (text for index, text in enumerate(self._texts) if index not in self._used)


def _text(item: Element) -> str:
    return "".join(part.text or "" for part in item.iter() if local(part.tag) == "t")


def _sheets(package: Package) -> Iterator[tuple[str, str, bool]]:
    """Name, part and whether it is hidden, of every sheet."""
    book, relations = package.xml("xl/workbook.xml"), package.xml("xl/_rels/workbook.xml.rels")
    targets = {
        attribute(relation, "Id"): normpath(join("xl", attribute(relation, "Target") or "")).replace(
            "xl/xl/", "xl/"
        )
        for relation in (relations if relations is not None else ())
    }
    for sheet in book.iter() if book is not None else ():
        if local(sheet.tag) == "sheet":
            key = next((value for name, value in sheet.items() if name.endswith("}id")), None)
            hidden = (attribute(sheet, "state") or "visible") != "visible"
            yield attribute(sheet, "name") or "", targets.get(key, "").lstrip("/"), hidden


def _tell_rows(root: Element, strings: _Strings, found: Gathering, *, where: str, hidden: bool) -> None:
    columns = any(local(each.tag) == "col" and attribute(each, "hidden") in _ON for each in root.iter())
    if columns:
        found.mark(Trait.HIDDEN_PART, f"hidden column, {where}")
    for row in root.iter():
        if local(row.tag) != "row":
            continue
        unseen = attribute(row, "hidden") in _ON
        text = " ".join(_cell(cell, strings) for cell in row)
        if unseen and text.strip():
            found.mark(Trait.HIDDEN_PART, f"hidden row, {where}")
        found.say(text, Origin.HIDDEN if hidden or unseen else Origin.TEXT, where)


def _cell(cell: Element, strings: _Strings) -> str:
    if attribute(cell, "t") == "inlineStr":
        return _text(cell)
    value = next((part.text or "" for part in cell if local(part.tag) == "v"), "")
    return strings.take(value) if attribute(cell, "t") == "s" else value


def _tell_other(package: Package, name: str, found: Gathering) -> None:
    lowered = name.lower()
    if lowered.startswith(("xl/comments", "xl/threadedcomments")) and lowered.endswith(".xml"):
        root = package.xml(name)
        for comment in root.iter() if root is not None else ():
            if local(comment.tag) in {"comment", "threadedComment"}:
                found.mark(Trait.ANNOTATION, "comment")
                found.say(" ".join(part.text or "" for part in comment.iter()), Origin.ANNOTATION, "comment")
    elif lowered.startswith(_CACHES) and lowered.endswith(".xml"):
        found.mark(Trait.HIDDEN_PART, "stored data from elsewhere")
        root = package.xml(name)
        for element in root.iter() if root is not None else ():
            found.say(attribute(element, "v") or "", Origin.HIDDEN, "stored data")
