"""What was found inside a file that is no page: frozen values, without a library's objects in them.

A file is either read whole (`Media`) or not at all (`Unread`): there is no half-read file.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where in a file a text stands; also the `origin` of the passage made of it."""

    TEXT = "document-text"
    METADATA = "document-metadata"
    ANNOTATION = "document-annotation"
    FORM_FIELD = "document-form-field"
    ATTACHMENT_NAME = "document-attachment-name"
    HIDDEN = "document-hidden-text"
    EARLIER = "document-earlier-revision"
    SCRIPT = "document-script"
    WRITING = "picture-writing"
    FILE_NAME = "file-name"


@dataclass(frozen=True, slots=True)
class Inscription:
    """A text inside a file, white space folded; `where` is for people: `page 3`, `sheet 2`, `Artist`."""

    text: str
    origin: Origin
    where: str = ""


class Trait(StrEnum):
    """What a rule may have to say something about. A trait says that it is there, never what it says."""

    # metadata
    LOCATION = "location"
    PERSON = "person"
    DEVICE = "device"
    PREVIEW = "preview"
    DESCRIPTION = "description"
    CAMERA = "camera"
    DOCUMENT_PERSON = "document-person"
    # content that a reader does not see
    COVERED_TEXT = "covered-text"
    PENDING_REDACTION = "pending-redaction"
    INVISIBLE_TEXT = "invisible-text"
    HIDDEN_LAYER = "hidden-layer"
    HIDDEN_PART = "hidden-part"
    ANNOTATION = "annotation"
    EARLIER_REVISION = "earlier-revision"
    # content that acts
    SCRIPT = "script"
    ATTACHMENT = "attachment"
    REMOTE_PART = "remote-part"
    # the file itself
    WRONG_NAME = "wrong-name"
    APPENDED_DATA = "appended-data"
    NOT_EXAMINED = "not-examined"


METADATA = frozenset(
    (
        Trait.LOCATION,
        Trait.PERSON,
        Trait.DEVICE,
        Trait.PREVIEW,
        Trait.DESCRIPTION,
        Trait.CAMERA,
        Trait.DOCUMENT_PERSON,
    )
)
"""what is said about a file's making, and can be taken out without a judgement"""


class Aid(StrEnum):
    """What a document has for readers who can't see it."""

    TITLE = "title"
    LANGUAGE = "language"
    TAGS = "tags"


@dataclass(frozen=True, slots=True)
class Mark:
    """One trait of a file. `where` is from our own vocabulary, never text out of the file."""

    trait: Trait
    where: str = ""


@dataclass(frozen=True, slots=True)
class Media:
    """A file that was read whole. `format` is what its bytes are, whatever its name says.

    `frames` counts pictures or pages; `inscriptions` and `marks` stand in reading order, each once.
    `aids` are looked for in PDFs alone.
    """

    format: str
    frames: int = 1
    inscriptions: tuple[Inscription, ...] = ()
    marks: tuple[Mark, ...] = ()
    aids: tuple[Aid, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why: it is never clean."""

    message: str


Examined = Media | Unread
