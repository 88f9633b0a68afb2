"""SA104: no comment or chat service, by the hosts they load from and the marks that they need."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from clearance.publish.audit.document import Document, Element
from clearance.publish.audit.offence import Offence


@dataclass(frozen=True, slots=True)
class Widget:
    """A service: what its addresses and scripts contain, and the ids, classes or tags it fills."""

    scripts: tuple[str, ...]
    marks: tuple[str, ...] = ()


WIDGETS: Mapping[str, Widget] = {
    "Cactus Comments": Widget(("cactus.chat",), ("cactus-comments",)),
    "Commento": Widget(("cdn.commento.io", "commento.io/js", "commento.js"), ("commento",)),
    "Crisp": Widget(("client.crisp.chat", "$crisp", "crisp_website_id"), ("crisp-client",)),
    "Cusdis": Widget(("cusdis.com", "cusdis.es.js"), ("cusdis_thread",)),
    "Disqus": Widget(("disqus.com", "disquscdn.com", "disqus_shortname"), ("disqus_thread",)),
    "Drift": Widget(("js.driftt.com", "drift.load("), ("drift-widget", "drift-frame-controller")),
    "Facebook": Widget(
        ("connect.facebook.net", "facebook.com/plugins"),
        ("fb-root", "fb-comments", "fb-customerchat", "fb:comments"),
    ),
    "giscus": Widget(("giscus.app",), ("giscus", "giscus-widget")),
    "Graph Comment": Widget(("graphcomment.com",), ("graphcomment",)),
    "HubSpot chat": Widget(
        ("js.usemessages.com", "js.hs-scripts.com"), ("hubspot-messages-iframe-container",)
    ),
    "Hyvor Talk": Widget(
        ("talk.hyvor.com",), ("hyvor-talk-view", "hyvor-talk-comments", "hyvor-talk-comment-count")
    ),
    "Hypothesis": Widget(("hypothes.is",), ("hypothesis-sidebar",)),
    "Intercom": Widget(
        ("widget.intercom.io", "js.intercomcdn.com", "intercomsettings"), ("intercom-container",)
    ),
    "Isso": Widget(("isso/js/embed", "isso.min.js"), ("isso-thread",)),
    "LiveChat": Widget(("cdn.livechatinc.com",), ("chat-widget-container",)),
    "Olark": Widget(("static.olark.com",), ("olark-wrapper",)),
    "Remark42": Widget(("remark_config", "remark42"), ("remark42",)),
    "tawk.to": Widget(("embed.tawk.to", "tawk_api"), ("tawkchat-container",)),
    "Tidio": Widget(("code.tidio.co",), ("tidio-chat",)),
    "utterances": Widget(("utteranc.es",), ("utterances", "utterances-frame")),
    "Waline": Widget(("@waline/client", "waline.js"), ("waline",)),
    "Zendesk": Widget(("static.zdassets.com", "zopim.com", "zesettings"), ("ze-snippet", "launcher-frame")),
}

_BY_SCRIPT = {text: name for name, widget in WIDGETS.items() for text in widget.scripts}
_BY_MARK = {mark: name for name, widget in WIDGETS.items() for mark in widget.marks}
_SCRIPTS = re.compile("|".join(map(re.escape, sorted(_BY_SCRIPT, key=len, reverse=True))), re.IGNORECASE)
_LOADING = ("src", "href", "data", "action", "data-src", "srcdoc")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_FOLLOWED = frozenset({"a", "area"})


def widgets(document: Document) -> Iterator[Offence]:
    for element, name in _named(document):
        yield _offence(name, element)


def script_text(script: str) -> Iterator[Offence]:
    """A script file that loads such a service."""
    yield from (_offence(name, None) for name in _services(script))


def _offence(name: str, element: Element | None) -> Offence:
    return Offence("SA104", f"{name}, a service for comments or chat", element)


@lru_cache(maxsize=256)  # a site's pages share their inline scripts
def _services(text: str) -> tuple[str, ...]:
    return tuple(sorted({_BY_SCRIPT[found.lower()] for found in _SCRIPTS.findall(text)}))


def _named(document: Document) -> Iterator[tuple[Element, str]]:
    for element, value in document.having(*_LOADING):
        if element.tag not in _FOLLOWED:
            yield from ((element, name) for name in _services(value))
    for element in document.tagged("script"):
        yield from ((element, name) for name in _services(element.text))
    for element, value in document.having("id", "class"):
        if element.tag in _HEADINGS:
            continue  # a heading's id comes from its words, and "Utterances" is also English
        yield from ((element, name) for name in _fills(value))
    for tag in document.tags.keys() & _BY_MARK.keys():
        yield from ((element, _BY_MARK[tag]) for element in document.tagged(tag))


@lru_cache(maxsize=4096)  # a site's pages share most of their classes
def _fills(value: str) -> tuple[str, ...]:
    return tuple(_BY_MARK[mark] for mark in value.lower().split() if mark in _BY_MARK)
