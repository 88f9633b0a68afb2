"""The words of a link don't say where it leads.

## What it checks
No link is only "here", "click here", "read more", "link" or the like, in English or in Spanish
("aquí", "haga clic aquí", "leer más"), and none is only its own address, such as
`https://village.example/forms/1021.pdf`. The plain name of a site (`village.example`) may stand, as
may an e-mail address or a telephone number.

## Why it matters
The department informs all of the public (1021.2). Screen readers list a page's links without the
sentences around them: five times "here" helps nobody, and an address is read out letter by letter. WCAG
2.1, 2.4.4 asks that the purpose of each link can be told from its words, or at least from its sentence,
and ADA Title II asks for that (28 CFR 35.200). Whether the sentence tells it is for a person to judge:
so a supervisor may accept the page as it is.

## Remedy
Make the words that name the destination the link: `Read the [parking rules](parking.md)` in place of
`For the parking rules click [here](parking.md)`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from clearance.model import Link, Severity, Violation
from clearance.rules.rule import Case, Facts

CODE = "AX103"
NAME = "bare-link"
CLAUSE = "1021.2"
SEVERITY = Severity.HOLD

_ENGLISH = """
click; click here; click this; click this link; click on this link; click the link; continue;
continue reading; details; download; download here; find out more; follow this link; full story; go;
go here; here; info; information; keep reading; learn more; learn more here; link; link here; links;
look here; more; more details; more info; more info here; more information; page; press here; read here;
read it here; read more; read more here; read on; read this; see details; see here; see link; see more;
site; tap here; that; that link; this; this link; this one; this page; this site; this website; url; view;
view here; view more; visit; web page; web site; webpage; website
"""
_SPANISH = """
a traves de este enlace; aca; aqui; clic; clic aqui; conozca mas; continuar; continuar leyendo; dando clic
aqui; de clic aqui; descargar; descargar aqui; detalles; en este enlace; enlace; esta pagina; este enlace;
este sitio; haga clic; haga clic aca; haga clic aqui; haga clic en este enlace; haz clic; haz clic aqui;
leer mas; lea mas; mas; mas detalles; mas info; mas informacion; mas informacion aqui; obtenga mas
informacion; oprima aqui; pagina; pagina web; presione aqui; pulse aqui; saber mas; seguir leyendo; siga
leyendo; sitio; sitio web; vea aqui; vea mas; ver; ver aqui; ver detalles; ver mas; visite
"""
_EMPTY_WORDS = frozenset(" ".join(each.split()) for each in f"{_ENGLISH};{_SPANISH}".split(";"))
"""without accents and capitals"""
_LONGEST = max(map(len, _EMPTY_WORDS)) + 20
"""with arrows, dots and accents around"""
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*://|www\.)\S+|(?:[\w-]+\.)+[a-z]{2,}/\S+", re.IGNORECASE)
_BETWEEN_WORDS = re.compile(r"[^\w]+")


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    for link in case.surface.links:
        if link.name and (problem := _problem(link)):
            yield Violation(f"{problem}; expected words that say where it leads", link.place)


def _problem(link: Link) -> str | None:
    if len(link.name) <= _LONGEST and _plain(link.name) in _EMPTY_WORDS:
        return f"the words of this link, “{link.name}”, say nothing by themselves"
    if _ADDRESS.fullmatch(link.name):
        return "the words of this link are only an address"
    return None


def _plain(name: str) -> str:
    """Letters and digits alone, without accents and capitals, one space between words."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub(" ", bare).strip()
