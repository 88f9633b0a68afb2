"""What others say of a document: the standards' schemas, and readers that share no code with the writers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import jsonschema
from lxml import etree

SCHEMAS = Path(__file__).with_name("schemas")
ATOM = {"atom": "http://www.w3.org/2005/Atom", "at": "http://purl.org/atompub/tombstones/1.0"}
CAP = {"cap": "urn:oasis:names:tc:emergency:cap:1.2"}
_SCHEMATRON = "{http://www.ascc.net/xml/schematron}"
_GRAMMAR = etree.parse(SCHEMAS / "atom.rng")
_RELAX_NG = etree.RelaxNG(_GRAMMAR)
_CAP_SCHEMA = etree.XMLSchema(etree.parse(SCHEMAS / "CAP-v1.2.xsd"))
_JSON_FEED = jsonschema.Draft202012Validator(json.loads((SCHEMAS / "json-feed-1.1.json").read_bytes()))


def atom_faults(data: bytes) -> list[str]:
    """What the grammar of RFC 4287 and its assertions say against a document."""
    tree = etree.fromstring(data)
    faults = [] if _RELAX_NG.validate(tree) else [error.message for error in _RELAX_NG.error_log]
    for rule in _GRAMMAR.iter(f"{_SCHEMATRON}rule"):
        for place in tree.xpath(f"//{rule.get('context')}", namespaces=ATOM):
            faults += [
                one.text for one in rule if not place.xpath(f"boolean({one.get('test')})", namespaces=ATOM)
            ]
    return faults


def cap_faults(data: bytes) -> list[str]:
    tree = etree.fromstring(data)
    return [] if _CAP_SCHEMA.validate(tree) else [error.message for error in _CAP_SCHEMA.error_log]


def json_feed_faults(data: bytes) -> list[str]:
    return [error.message for error in _JSON_FEED.iter_errors(json.loads(data))]


def found(data: bytes, path: str, names: dict[str, str]) -> list[str]:
    """The texts or attributes at an XPath."""
    return [
        one if isinstance(one, str) else one.text or ""
        for one in etree.fromstring(data).xpath(path, namespaces=names)
    ]


# --- iCalendar, read strictly by the grammar of RFC 5545, section 3.1 ---------------------------

_NAME = "[A-Z0-9-]+"
_SAFE = '[^\x00-\x08\x0a-\x1f\x7f";:,]*'
_CONTENT_LINE = re.compile(rf"({_NAME})((?:;{_NAME}={_SAFE})*):([^\x00-\x08\x0a-\x1f\x7f]*)")
_MOST_OCTETS = 75


@dataclass(slots=True)
class Component:
    name: str
    values: dict[str, str] = field(default_factory=dict)
    parameters: dict[str, str] = field(default_factory=dict)
    parts: list[Component] = field(default_factory=list)


def read_calendar(data: bytes) -> Component:
    """The calendar. ValueError where its lines or nesting break the grammar, or a property comes twice."""
    root = Component("")
    open_ones = [root]
    for line in _unfolded(data):
        match = _CONTENT_LINE.fullmatch(line)
        if match is None:
            raise ValueError(f"no content line: {line!a}")
        name, parameters, value = match.groups()
        _take(open_ones, name, parameters.lstrip(";"), value)
    if open_ones != [root] or len(root.parts) != 1:
        raise ValueError("expected one calendar")
    return root.parts[0]


def _take(open_ones: list[Component], name: str, parameters: str, value: str) -> None:
    if name == "BEGIN":
        part = Component(value)
        open_ones[-1].parts.append(part)
        open_ones.append(part)
    elif name == "END":
        if open_ones.pop().name != value:
            raise ValueError(f"END:{value} without its beginning")
    elif name in open_ones[-1].values:
        raise ValueError(f"{name} twice")
    else:
        open_ones[-1].values[name] = value
        open_ones[-1].parameters[name] = parameters


def _unfolded(data: bytes) -> list[str]:
    if not data.endswith(b"\r\n"):
        raise ValueError("expected CRLF at the end")
    lines: list[str] = []
    for raw in data.removesuffix(b"\r\n").split(b"\r\n"):
        if len(raw) > _MOST_OCTETS:
            raise ValueError(f"a line of {len(raw)} octets")
        text = raw.decode()  # a fold inside a character would fail here
        if text.startswith((" ", "\t")):
            lines[-1] += text[1:]
        else:
            lines.append(text)
    return lines


def text_value(written: str) -> str:
    """A TEXT value, read as RFC 5545, section 3.3.11, has it; ValueError where it isn't one."""
    if not re.fullmatch(r"(?:\\[\\;,nN]|[^\\;,])*", written):
        raise ValueError(f"no TEXT: {written!a}")
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], written)
