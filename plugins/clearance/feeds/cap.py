"""OASIS Common Alerting Protocol 1.2: an alert, its updates, and its cancellation, one document for each.

Scope is always Public. A document has one text (`info`) for each language, and all of them say the same.
An Update stands in the place of all earlier messages, and names each that hasn't expired; so does a Cancel.

A Cancel holds no text at all, only who takes back which messages and when: CAP demands no more. It says
nothing of what was withdrawn, and so fits an alert that should never have gone out. When what was warned
of is over, send an Update with `Response.ALL_CLEAR`, which tells people so. (Profiles of CAP for broadcast
may want a text in a Cancel too; these documents are for a website's subscribers.)
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement

from clearance.feeds.alert import Area, Info, Message, Point, Reference, Status, named
from clearance.feeds.instants import local
from clearance.feeds.text import block, line
from clearance.feeds.xml import document, leaf, optional

MEDIA_TYPE = "application/cap+xml"
CAP = "urn:oasis:names:tc:emergency:cap:1.2"


def alert(message: Message) -> bytes:
    """The first message about something, as UTF-8."""
    root = _head(message.name, message.status, "Alert", message.note)
    return _with_texts(root, message)


def update(message: Message, earlier: Iterable[Reference]) -> bytes:
    """A message in the place of all `earlier` ones, as UTF-8.

    ValueError when there is none, or one that wasn't sent before this message.
    """
    root = _head(message.name, message.status, "Update", message.note)
    leaf(root, "references", _references(message.name, earlier))
    return _with_texts(root, message)


def cancel(
    name: Reference, earlier: Iterable[Reference], status: Status = Status.ACTUAL, note: str = ""
) -> bytes:
    """What takes back all `earlier` messages, as UTF-8, without a word of them.

    `status` is that of the earlier ones, and `note` names the exercise. ValueError as of `update`.
    """
    named(status, note)
    root = _head(name, status, "Cancel", note)
    leaf(root, "references", _references(name, earlier))
    return document(root)


def _head(name: Reference, status: Status, kind: str, note: str) -> Element:
    root = Element("alert", {"xmlns": CAP})
    leaf(root, "identifier", name.identifier)
    leaf(root, "sender", name.sender)
    leaf(root, "sent", local(name.sent))
    leaf(root, "status", status)
    leaf(root, "msgType", kind)
    leaf(root, "scope", "Public")
    optional(root, "note", block(note))
    return root


def _references(name: Reference, earlier: Iterable[Reference]) -> str:
    """In the order they were sent, each once: `sender,identifier,sent`."""
    named_before = sorted(set(earlier), key=lambda one: (one.sent, one.sender, one.identifier))
    if not named_before:
        raise ValueError("expected the earlier messages, got none")
    if any(one.sent >= name.sent or one.identifier == name.identifier for one in named_before):
        raise ValueError("expected other messages, sent before this one")
    return " ".join(f"{one.sender},{one.identifier},{local(one.sent)}" for one in named_before)


def _with_texts(root: Element, message: Message) -> bytes:
    optional(root, "incidents", message.incident)
    for info in message.infos:
        _info(SubElement(root, "info"), info)
    return document(root)


def _info(into: Element, info: Info) -> None:
    """The elements in the order that the schema demands."""
    leaf(into, "language", info.language)
    for category in dict.fromkeys(info.categories):
        leaf(into, "category", category)
    leaf(into, "event", line(info.event))
    for response in dict.fromkeys(info.responses):
        leaf(into, "responseType", response)
    leaf(into, "urgency", info.urgency)
    leaf(into, "severity", info.severity)
    leaf(into, "certainty", info.certainty)
    optional(into, "onset", local(info.onset) if info.onset is not None else "")
    leaf(into, "expires", local(info.expires))
    _words(into, info)
    for area in info.areas:
        _area(SubElement(into, "area"), area)


def _words(into: Element, info: Info) -> None:
    leaf(into, "senderName", line(info.sender_name))
    leaf(into, "headline", line(info.headline))
    optional(into, "description", block(info.description))
    optional(into, "instruction", block(info.instruction))
    optional(into, "web", info.web or "")
    optional(into, "contact", line(info.contact))


def _area(into: Element, area: Area) -> None:
    leaf(into, "areaDesc", line(area.description))
    for points in area.polygons:
        leaf(into, "polygon", " ".join(_pair(point) for point in points))
    for circle in area.circles:
        leaf(into, "circle", f"{_pair(circle.center)} {_decimal(circle.kilometers)}")
    for code in area.geocodes:
        geocode = SubElement(into, "geocode")
        leaf(geocode, "valueName", line(code.system))
        leaf(geocode, "value", line(code.value))


def _pair(point: Point) -> str:
    return f"{_decimal(point.latitude)},{_decimal(point.longitude)}"


def _decimal(number: float) -> str:
    """At most six decimals, which is a tenth of a metre, and no exponent."""
    written = f"{number:.6f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written
