"""The languages in which a page may be written, by their tags (BCP 47), and their names in themselves.

A closed list, so that a slip (`sp`, `spanish`) is an error and no attribute that helps nobody. It holds what
is spoken in the United States by many who don't speak English well; it grows by a line.
"""

from __future__ import annotations

import re

from clearance.nearest import did_you_mean

IN_ITSELF = {
    "am": "በአማርኛ",
    "ar": "بالعربية",
    "bg": "На български",
    "bn": "বাংলায়",
    "bs": "Na bosanskom",
    "cs": "Česky",
    "de": "Auf Deutsch",
    "el": "Στα ελληνικά",
    "en": "In English",
    "es": "En español",
    "fa": "به فارسی",
    "fr": "En français",
    "gu": "ગુજરાતીમાં",
    "he": "בעברית",
    "hi": "हिन्दी में",
    "hr": "Na hrvatskom",
    "ht": "An kreyòl ayisyen",
    "hu": "Magyarul",
    "hy": "Հայերեն",
    "it": "In italiano",
    "ja": "日本語",
    "km": "ភាសាខ្មែរ",
    "ko": "한국어",
    "lo": "ພາສາລາວ",
    "lt": "Lietuviškai",
    "my": "မြန်မာဘာသာ",
    "ne": "नेपालीमा",
    "nl": "In het Nederlands",
    "pa": "ਪੰਜਾਬੀ ਵਿੱਚ",
    "pl": "Po polsku",
    "ps": "په پښتو",
    "pt": "Em português",
    "ro": "În română",
    "ru": "По-русски",
    "so": "Af Soomaali",
    "sq": "Në shqip",
    "sr": "На српском",
    "sw": "Kwa Kiswahili",
    "ta": "தமிழில்",
    "te": "తెలుగులో",
    "th": "ภาษาไทย",
    "tl": "Sa Tagalog",
    "tr": "Türkçe",
    "uk": "Українською",
    "ur": "اردو میں",
    "vi": "Bằng tiếng Việt",
    "zh": "中文",
}
"""what a link to a translation says, by the language"""
_OF_SCRIPTS = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "Arab", "Hebr"})
_SCRIPTS = ("Arab", "Cyrl", "Deva", "Hans", "Hant", "Hebr", "Latn")
PATTERN = rf"^({'|'.join(IN_ITSELF)})(-({'|'.join(_SCRIPTS)}))?(-[A-Z]{{2}})?$"
_TAG = re.compile(PATTERN.replace("$", r"\Z"))


def read_language(tag: str) -> str:
    """The tag, if it is one: a language, a script where it matters, a region. ValueError, in plain words."""
    if not _TAG.match(tag):
        hint = did_you_mean(tag, IN_ITSELF)
        known = ", ".join(IN_ITSELF)
        raise ValueError(
            f"{tag[:40]!r} is no language tag{hint}; expected one such as es, es-MX or zh-Hant, of: {known}"
        )
    return tag


def language_of(tag: str) -> str:
    """The language alone: `es` of `es-MX`."""
    return tag.partition("-")[0]


def in_itself(tag: str) -> str:
    """What a link to a page in this language says, in that language: `En español`."""
    script = "-".join(tag.split("-")[:2])
    return _OF_SCRIPTS.get(script) or IN_ITSELF.get(language_of(tag), tag)


def is_right_to_left(tag: str) -> bool:
    """Whether the language, in this script, is written from right to left."""
    language, *rest = tag.split("-")
    script = next((part for part in rest if part in _SCRIPTS), language)
    return script in _RIGHT_TO_LEFT


def regional(tag: str) -> str:
    """The tag with a region, for readers that want one: here, where it says none, the United States."""
    language, *rest = tag.split("-")
    return tag if any(len(part) == len("US") for part in rest) else "-".join((language, *rest, "US"))


def attributes(tag: str) -> str:
    """What marks an element as in this language, with the space before it; nothing for no tag."""
    direction = ' dir="rtl"' if is_right_to_left(tag) else ""
    return f' lang="{tag}"{direction}' if tag else ""
