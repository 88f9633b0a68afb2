"""The HTML that can do nothing: what Markdown, its usual extensions and the theme's icons make."""

from __future__ import annotations

import re
from collections.abc import Mapping

_PLAIN = (
    "abbr b bdi bdo big br caption cite code dd dfn div dl dt em figcaption figure h1 h2 h3 h4 h5 h6 hr "
    "i kbd mark p pre rp rt ruby s samp section small span strong sub summary sup tbody tfoot thead tr "
    "u ul var wbr"
)
_WITH_ATTRIBUTES = {
    "a": "href hreflang name rel rev target type",
    "audio": "controls loop muted preload src",
    "blockquote": "cite",
    "col": "span",
    "colgroup": "span",
    "del": "cite datetime",
    "details": "name open",
    "img": "alt decoding height loading sizes src srcset width",
    "input": "checked disabled name type",
    "ins": "cite datetime",
    "label": "for",
    "li": "value",
    "ol": "reversed start type",
    "picture": "",
    "q": "cite",
    "source": "media sizes src srcset type",
    "table": "border cellpadding cellspacing summary width",
    "td": "colspan headers rowspan valign width",
    "th": "abbr colspan headers rowspan scope valign width",
    "time": "datetime",
    "track": "default kind label src srclang",
    "video": "controls height loop muted playsinline poster preload src width",
}
_DRAWING = "circle ellipse g line path polygon polyline rect svg"
_DRAWING_ATTRIBUTES = (
    "clip-rule cx cy d fill fill-opacity fill-rule focusable height opacity points r rx ry stroke "
    "stroke-dasharray stroke-linecap stroke-linejoin stroke-opacity stroke-width transform viewbox width x "
    "x1 x2 xmlns y y1 y2"
)

DRAWINGS = frozenset(_DRAWING.split())
"""the parts of an inline icon"""

EVERYWHERE = frozenset(
    ("align", "class", "data-tabs", "dir", "id", "lang", "role", "style", "tabindex", "title")
)
"""attributes that any element may have; as well as those that begin with `aria-`"""

ELEMENTS: Mapping[str, frozenset[str]] = {
    **{tag: frozenset() for tag in _PLAIN.split()},
    **{tag: frozenset(names.split()) for tag, names in _WITH_ATTRIBUTES.items()},
    **{tag: frozenset(_DRAWING_ATTRIBUTES.split()) for tag in DRAWINGS},
}
"""each element that a page may have, and the attributes that it may have besides those everywhere"""

ADDRESSES = frozenset({"cite", "href", "poster", "src"})
"""attributes that hold an address"""

ICON_NOTICE = re.compile(
    r"!? ?Font Awesome Free [\d.]+ by @fontawesome - https://fontawesome\.com License - "
    r"https://fontawesome\.com/license/free \(Icons: CC BY 4\.0, Fonts: SIL OFL 1\.1, Code: MIT License\) "
    r"Copyright \d{4} Fonticons, Inc\. ?"
)
"""the one comment that a page may have: the notice inside the theme's own icons"""

_ALIGNMENT = re.compile(r"text-align: ?(left|center|right);?")


def allowed_attribute(tag: str, name: str) -> bool:
    """Whether an element of the list may have the attribute at all."""
    return name in ELEMENTS[tag] or name in EVERYWHERE or name.startswith("aria-")


def harmless_style(value: str) -> bool:
    """Whether it is what Markdown writes to align a table's cell, and nothing else."""
    return _ALIGNMENT.fullmatch(value.strip()) is not None


def harmless_input(attributes: Mapping[str, str]) -> bool:
    """Whether an input is a task list's tick that can't be changed, or a tab's switch."""
    kind = attributes.get("type", "").strip().lower()
    if kind == "checkbox":
        return "disabled" in attributes
    return kind == "radio" and attributes.get("name", "").startswith("__tabbed_")
