"""The text of an update as the live page shows it: the HTML that was judged, at another address.

Links and pictures lead where they lead on the update's own page; ids are made the update's own, since
many stand on one page; headings go below the update's title. All else is as it was approved.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from clearance.content.address import address
from clearance.content.links import host, local_path, scheme
from clearance.gate import Judgement
from clearance.model import Page

UP = "../../"
"""from `incidents/ID/` to the site's own address"""
_LEADS = ("href", "src", "poster")
_NAMES = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
_BELOW = {"1": "3", "2": "3", "3": "4", "4": "5", "5": "6", "6": "6"}
_AFTER_PATH = re.compile(r"[?#].*\Z", re.DOTALL)


def text_of(path: str, key: str, judgement: Judgement, render: Callable[[str], str]) -> str:
    """The published post at `path` as HTML; `key` is its id on the live page."""
    judged = judgement.outcome.page(path)
    if judged is None or not judged.published or not isinstance(judged.page, Page):
        return ""
    tree = LexborHTMLParser(render(judged.page.body), is_fragment=True)
    for node in tree.css("[href], [src], [poster], [srcset], [id], " + ", ".join(f"[{n}]" for n in _NAMES)):
        _settle(node, judged.page, key, judgement)
    return _HEADING.sub(lambda tag: tag[1] + _BELOW[tag[2]], tree.html or "")


def _settle(node: LexborNode, page: Page, key: str, judgement: Judgement) -> None:
    for name in _LEADS:
        if target := node.attributes.get(name):
            lead = _lead(target, page, key, judgement)
            if lead is None:
                del node.attrs[name]
            else:
                node.attrs[name] = lead
    if "srcset" in node.attributes:
        del node.attrs["srcset"]  # `src` shows the same picture
    if own := node.attributes.get("id"):
        node.attrs["id"] = f"{key}-{own}"
    for name in _NAMES:
        if named := node.attributes.get(name):
            node.attrs[name] = " ".join(f"{key}-{one}" for one in named.split())


def _lead(target: str, page: Page, key: str, judgement: Judgement) -> str | None:
    """The same place from the live page; None for a page that the public can't read."""
    if target.startswith("#"):
        return f"#{key}-{target[1:]}" if target[1:] else target
    path = local_path(target, page.path)
    if scheme(target) or host(target) or target.startswith("/") or path is None:
        return target
    after = (_AFTER_PATH.search(target) or [""])[0]
    linked = judgement.outcome.page(path)
    if linked is not None:
        slug = linked.page.slug if isinstance(linked.page, Page) else None
        return f"{UP}{address(path, slug)}{after}" if linked.published else None
    if path in judgement.published_files:
        return f"{UP}{quote(path.removeprefix('content/'))}{after}"
    return UP + urljoin(f"http://x/{address(page.path, page.slug)}", target).removeprefix("http://x/")
