"""YAML as data only, with the place of every key, and nothing taken silently.

Refused: doubled keys, anchors and aliases, merge keys, tags beyond the core ones, more than
one document, keys that are not text. Scalars keep YAML 1.1 types except that dates stay text
(the models read them in the department's time zone).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from clearance.errors import CannotJudge
from clearance.model import Place

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
_TOO_DEEP = f"nested deeper than {MAX_DEPTH} levels"
"""ours, or before it the limit of libyaml, which reads ahead"""

_SCALARS = {
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:null",
    "tag:yaml.org,2002:timestamp",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A YAML document: plain values, and the place of each key and item by dotted path."""

    value: object
    places: Mapping[str, Place] = field(default_factory=dict)

    def place(self, dotted: str) -> Place:
        """Where a key stands, or its nearest enclosing key."""
        while dotted and dotted not in self.places:
            dotted = dotted.rpartition(".")[0]
        return self.places.get(dotted, Place())


class _Mark(Protocol):
    """Where something stands, counted from 0: the C reader's marks and the pure one's share no class."""

    line: int
    column: int


class _Reader:
    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.places: dict[str, Place] = {}
        self.constructor = yaml.constructor.SafeConstructor()

    def place(self, mark: _Mark) -> Place:
        return Place(mark.line + self.first_line, mark.column + 1)

    def refuse(self, message: str, mark: _Mark | None) -> CannotJudge:
        place = self.place(mark) if mark else Place(self.first_line)
        return CannotJudge(message, path=self.path, line=place.line, column=place.column)

    def read(self, node: yaml.Node, dotted: str) -> object:
        self.places.setdefault(dotted, self.place(node.start_mark))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, dotted)
        if isinstance(node, yaml.SequenceNode):
            self._plain(node, "tag:yaml.org,2002:seq")
            return [
                self.read(item, f"{dotted}.{n}" if dotted else str(n)) for n, item in enumerate(node.value)
            ]
        return self._scalar(node)

    def _plain(self, node: yaml.Node, tag: str) -> None:
        if node.tag != tag:
            raise self.refuse(f"the tag {node.tag} is not allowed; write plain data", node.start_mark)

    def _mapping(self, node: yaml.MappingNode, dotted: str) -> dict[str, object]:
        self._plain(node, "tag:yaml.org,2002:map")
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node)
            if key in values:
                raise self.refuse(f"the key {key!r} stands twice; keep one", key_node.start_mark)
            inner = f"{dotted}.{key}" if dotted else key
            self.places[inner] = self.place(key_node.start_mark)
            values[key] = self.read(value_node, inner)
        return values

    def _key(self, node: yaml.Node) -> str:
        if not isinstance(node, yaml.ScalarNode) or node.tag == "tag:yaml.org,2002:merge":
            raise self.refuse("a key must be plain text", node.start_mark)
        return str(node.value)

    def _scalar(self, node: yaml.Node) -> object:
        if node.tag not in _SCALARS:
            raise self.refuse(f"the tag {node.tag} is not allowed; write plain data", node.start_mark)
        if node.tag == "tag:yaml.org,2002:timestamp":
            return str(node.value)
        try:
            return self.constructor.construct_object(node)
        except (ValueError, OverflowError, LookupError) as error:
            raise self.refuse("this value can't be read as what its tag says", node.start_mark) from error


def _refuse_aliases_and_depth(text: str, reader: _Reader) -> None:
    """Look at the bare events first: composing recurses, and would overflow on hostile depth.

    Not where there is no sign of an alias, and too few of those that begin a level of nesting.
    """
    if "&" not in text and "*" not in text and sum(map(text.count, "[{:-?")) <= MAX_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise reader.refuse("anchors (&) and aliases (*) are not allowed", event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise reader.refuse(_TOO_DEEP, event.start_mark)


def decode(data: bytes, path: str) -> str:
    """The text of a UTF-8 file, or one error that says where it stops being one."""
    if len(data) > MAX_BYTES:
        raise CannotJudge(f"the file has {len(data):,} bytes; {MAX_BYTES:,} is the limit", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CannotJudge("the file is not UTF-8 text", path=path, line=line) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CannotJudge("the file holds a zero byte; it is not text", path=path, line=line)
    return text


def parse(text: str, path: str, first_line: int = 1) -> Document:
    """Read one YAML document strictly.

    Raises CannotJudge with path, line and column. An empty document has the value None.
    """
    reader = _Reader(path, first_line)
    try:
        _refuse_aliases_and_depth(text, reader)
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        value = None if node is None else reader.read(node, "")
    except yaml.MarkedYAMLError as error:
        problem = error.problem or "this is not YAML"
        message = _TOO_DEEP if "nesting depth" in problem else f"not valid YAML: {problem}"
        raise reader.refuse(message, error.problem_mark) from None
    except yaml.YAMLError as error:
        detail = getattr(error, "reason", None) or "a character that YAML does not allow"
        raise reader.refuse(f"not valid YAML: {detail}", None) from None
    return Document(value, reader.places)
