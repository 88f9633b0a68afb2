"""The address of somebody's home is on the page.

## What it checks
Every text that the public could read, with disguises undone: a house number and a street that
the words beside them give as a home ("lives at", "of", behind a name and an age, "a house at");
its garden or door as what a picture
shows; and a home told by its looks and its place in a street. Blocks ("the 4100 block of"),
intersections, offices, businesses, parks, churches and the places of events pass.

## Why it matters
Home addresses are private information (5 ILCS 140/2(c-5), 140/7(1)(b)); an arrested person has
a family, a victim has an attacker. It violates individual rights (1021.5(b)).

## Remedy
Give the town, or the block: "of the 11800 block of Lamplighter Court".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.content.folding import Folded
from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, sentence, violations
from clearance.rules.rule import Case, Facts

CODE = "PB109"
NAME = "home-address"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.HOLD

_WAY = (
    r"(?:Street|St|Avenue|Ave|Av|Road|Rd|Lane|Ln|Court|Ct|Drive|Dr|Place|Pl|Boulevard|Blvd|Way|Terrace|Ter"
    r"|Trail|Trl|Circle|Cir|Parkway|Pkwy|Highway|Hwy|Square|Sq|Crescent|Loop|Row|Alley|Path|Pike|Run"
    r"|Crossing|Point|Ridge|Cove|Heights|Plaza)\b\.?"
)
_SIDE = r"(?:[NSEW]\.?|North|South|East|West|[NS][EW])"
_STREET = (
    rf"(?:{_SIDE} )?(?:(?:\d{{1,3}}(?:st|nd|rd|th)|[A-Z][\w'.-]*) ){{1,3}}{_WAY}"
    r"|[A-Z][a-z]+(?:Street|Avenue|Road|Lane|Court|Drive|Place|Boulevard|Terrace)\b"
    rf"|(?:{_SIDE} )?(?:Avenue|Ave\.?) [A-Z]\b|{_SIDE} [A-Z][a-z]+(?! [a-z]*ed\b)"
)
_ADDRESS = re.compile(
    rf"(?<![\w$#.,:/-])(\d{{1,5}}(?:-\d{{1,4}})?(?: 1/2)?[A-Z]?) (?:{_STREET})"
    r"(?:,? (?:Apt|Apartment|Unit|No|Suite|Ste|Lot|Rm|Room|#)\.? ?#?\w{1,6})?"
)
_NUMBER_BEHIND = re.compile(rf"(?:{_STREET}),? (?:[Nn]o\.?|[Nn]umber|#) ?\d{{1,5}}\b")
_NUMBER_APART = re.compile(rf"(?:[Nn]umber|[Nn]o\.|#) ?\d{{1,5}},? (?:on|of|in|along) (?:{_STREET})")
_SHORT = re.compile(
    r"(?<![\w$#.,:/-])\d{2,5} (?:[NSEW]\.? )?[A-Z][a-z]{2,}\b(?! (?:block|people|residents|years))"
)
_IN_SMALL_LETTERS = re.compile(
    r"(?<![\w$#.,:/-])\d{1,5}[a-z]?[ _/.-](?:[NSEWnsew]\.?[ _/.-]|north |south |east "
    r"|west )?(?:[\w']+[ _/.-]){1,2}(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|terrace"
    r"|parkway|pkwy|highway|court|ct)\b"
)
_APARTMENT = re.compile(r"\b(?:Apt|Apartment|Lot)\.? ?#?\w{1,6}$")
_NO_HOME = "".join(
    rf"(?<!{kind} )"
    for kind in (
        "funeral",
        "nursing",
        "retirement",
        "care",
        "group",
        "rest",
        "veterans",
        "veterans'",
        "open",
        "mobile",
    )
)
_LIVES = re.compile(
    r"\b(?:liv(?:es?|ed|ing) (?:\w+ ){0,3}?(?:at|in|on|with)|resid(?:es?|ed|ing)\b|residents? of|dwell(?:s"
    r"|ing)|stay(?:s|ed|ing) (?:\w+ ){0,2}?(?:at|with|in)|(?:he|she|they|who|family|couple) (?:has |have "
    r"|had )?moved (?:in)?to|home address|address of record|home is"
    rf"|{_NO_HOME}(?-i:home|house|residence|apartment|condo(?:minium)?|townho(?:me|use)|trailer|duplex"
    rf"|bungalow|two-flat)s?"
    r"(?:,? (?:\w+ ){0,4}?(?:at|on|of|in|is|near)|,|:| \()|(?:his|her|their|whose|my|victim's|suspect's"
    r"|driver's|owner's|mother's|father's|parents'|family's|officer's|'s) (?:\w+ ){0,2}?(?:home|house"
    r"|residence|apartment|condo|place|address|door|porch|driveway)|in-laws|grandparents"
    r"|knock(?:ing)? (?:at|on)|(?:visit|find|reach|meet|for|to|see|pick) (?:him|her|them) (?:up )?at"
    r"|vive en|domicilio|reside en)(?!\w)[^.!?;]{0,50}$",
    re.IGNORECASE,
)
_LIVES_RIGHT_THERE = re.compile(
    r"\b(?:liv(?:es?|ed|ing)|resid(?:es?|ed|ing)|home address(?: is)?|home is|house is|his address(?: is)?"
    r"|her address(?: is)?|their address(?: is)?|stay(?:s|ing)|vive|domicilio)(?: at| on| in|:| en| @)? $",
    re.IGNORECASE,
)
_LIVES_AFTER = re.compile(
    r"^,? (?:,? ?(?:where|which) (?:\w+ ){1,4}?(?:lives?|lived|resides?|resided|stays?|sleeps?|grew|rents?"
    r"|home|house)\b|(?:which is |is )?(?:the (?:home|house|residence) of|(?:his|her"
    r"|their) (?:\w+ )?(?:home|house|residence|address)))",
    re.IGNORECASE,
)
_GARDEN = re.compile(
    r"\b(?:front|back|side) (?:door|yard|porch|steps|gate)|\b(?:door|porch|garden|yard|lawn|driveway|mailbox"
    r"|shutters|hedge|flower ?beds?|rose (?:arch|bush)|window|swing set|trampoline|doghouse)s?\b",
    re.IGNORECASE,
)
_BEFORE_A_HOUSE = re.compile(r"\b(?:in front of|outside|outside of|behind|next to) $", re.IGNORECASE)
_NAME = r"[A-Z][\w'-]+ (?:[A-Z]\.? )?[A-Z][\w'-]+"
_OF_A_PERSON = re.compile(
    r"(?:[A-Z][\w'.-]+,? (?:(?:Jr|Sr)\.?,? |I{2,3},? )?\(?(?:age "
    r"|aged )?\d{1,3}\)?(?: years old)?,?(?: both| all)?,? (?:of |from )(?:the )?|\b(?:[Mm]an|[Ww]oman"
    r"|[Ss]uspect|[Dd]river|[Rr]esident|[Vv]ictim|[Nn]eighbor),? (?:of|from) "
    rf"|{_NAME},? of |{_NAME},? ?\(?\d{{1,3}}\)?,? ?(?:[MF]/?[WBHA]?,? ?)?"
    r"|\b(?:Mr|Mrs|Ms|Miss|Grandma|Grandpa)\.? [A-Z][\w'-]+(?: [A-Z][\w'-]+)?[,:;( ]+(?:of |at |in )?"
    r"|\b[Tt]he (?:[A-Z][\w'-]+ )?(?:[A-Z][\w'-]+s|[A-Z][\w'-]+ family),? (?:at |of |in )?)$"
)
_ACCUSED_AFTER = re.compile(
    r"^,? (?:was|were|is|has been|had been) (?:charged|arrested|cited|taken|issued|located|booked)",
    re.IGNORECASE,
)
_NAME_BEFORE = re.compile(rf"{_NAME},? (?:\d{{1,3}}, )?$")
_FIRM = re.compile(
    r"\b(?:Inc|LLC|Corp|Corporation|Co|Ltd|Group|Travel|Scaffolding|Contracting|Construction|Services"
    r"|Realty|Management|Associates|Houses|Apartments|Towers),?\.?,? (?:of|at|located at) $"
)
_PUBLIC_PLACE = re.compile(
    r"\b(?:open house|courthouse|clubhouse|fieldhouse|firehouse|schoolhouse|warehouse|halls?|centers?"
    r"|library|station|headquarters|offices?|church|parish|school|college|gym\w*|park|pavilion|lodge|legion"
    r"|vfw|museum|hospital|clinic|restaurant|diner|cafe|store|shop|mall|plaza|bank|hotel|motel|salon"
    r"|dealership|company|business|pharmacy|gas station|tavern|bar|theater|arena|bakery|shelter|(?:the|tow"
    r"|impound|bus|rail|storage) yard|lot|facility|pantry|funeral home|nursing home|home depot|homeless"
    r"|garage)\b[^.!?;]{0,50}$",
    re.IGNORECASE,
)
_FIELD = re.compile(r"(?:^|[\s:|(])(?:address|addr\.?|residence|res\.?|street)\W*$", re.IGNORECASE)
_OF_PERSONS = re.compile(
    r"\b(?:age|dob|sex|race|charges?|charged|offen[sc]es?|arrest\w*|suspects?|defendants?|victims?"
    r"|residents?|subject)\b",
    re.IGNORECASE,
)
_DWELLING = (
    r"(?:bungalow|ranch|cape cod|duplex|two-flat|three-flat|split-level|colonial|town ?house|trailer"
    r"|brick house|(?:yellow|blue|white|green|red|gr[ae]y|brown|tan|pink|brick|stucco|corner|frame|little"
    r"|big|old|last|first|second|third|fourth|fifth|end) (?:\w+ ){0,2}?(?:house|home|bungalow|ranch"
    r"|apartment|unit|townhouse|cottage))\b"
)
_KINDS_OF_DWELLING = """
house home bungalow ranch cape duplex -flat split-level colonial trailer apartment unit cottage
"""
_DWELLINGS = tuple(_KINDS_OF_DWELLING.split())
_PLACED = re.compile(
    rf"\b{_DWELLING}[^.!?]{{0,110}}?\b(?:on|off|of|from|at|along|past|before|after|by|near"
    rf"|behind)\b (?:the )?(?:\w+ (?:side|end|corner) of )?(?:{_STREET}|[A-Z][a-z]+(?: and [A-Z][a-z]+)?)"
)
_IN_FROM = re.compile(
    r"\b(?:doors?|houses?|in|down|up|over) from\b|\b(?:north|south|east|west|left|right)(?:ern)? (?:side"
    r"|end|corner)\b|\bcorner of\b|\b(?:last|first|second|third|fourth|fifth|corner) (?:house|door|one"
    r"|home)\b|\bnext (?:door )?to\b|\bacross (?:the street )?from\b|\bwith (?:the|a) \w+ (?:porch|door"
    r"|shutters|fence|flag|roof|awning|mailbox|garage)",
    re.IGNORECASE,
)
_DWELLER = re.compile(
    r"\b(?:she|he|they|who|mrs\.?|mr\.?|ms\.?|[A-Z][a-z]+)(?:'s|'re| is| are| lives?| stays?| resides?"
    r"| can be found| has lived| was living| still lives)\b|\b(?:lives?|living|resides?|their home|her home"
    r"|his home|family's home)\b"
)

_UNUSUAL = (
    (_IN_SMALL_LETTERS, _LIVES_RIGHT_THERE),
    (_SHORT, _LIVES_RIGHT_THERE),
    (_NUMBER_BEHIND, _LIVES),
    (_NUMBER_APART, _LIVES),
)
"""forms of addresses that may be something else, and the words that must come before each"""


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    yield from violations(case, _look)


def _look(reading: Reading) -> Iterator[Sighting]:
    view = reading.numbers
    message = "this looks like the address of somebody's home; expected a town or a block"
    for start, end in sorted({span[0]: span for span in _homes(reading, view)}.values()):
        yield Sighting(view, start, end, message)


def _homes(reading: Reading, view: Folded) -> Iterator[tuple[int, int]]:
    if reading.digit_count:
        addresses = (found for found in _ADDRESS.finditer(view.text) if _is_home(reading, view.text, found))
        yield from (address.span() for address in addresses)
        if reading.mentions("liv", "resid", "address", "home", "house", "stay", "vive", "domicilio"):
            yield from _unusual(view.text)
    if not reading.mentions(*_DWELLINGS):
        return
    for placed in _PLACED.finditer(view.text):
        said = sentence(view.text, *placed.span())
        if _IN_FROM.search(placed[0]) and _DWELLER.search(view.text, *said):
            yield placed.span()


def _unusual(text: str) -> Iterator[tuple[int, int]]:
    """Addresses in a form that only the words before them make one."""
    for form, cue in _UNUSUAL:
        for address in form.finditer(text):
            if cue.search(text[sentence(text, *address.span())[0] : address.start()]):
                yield address.span()


def _is_home(reading: Reading, text: str, address: re.Match[str]) -> bool:
    begin, end = sentence(text, *address.span())
    before, after = text[begin : address.start()], text[address.end() : end]
    if _is_field(reading, before):
        return True
    if _PUBLIC_PLACE.search(before) or _FIRM.search(before):
        return False
    if _OF_A_PERSON.search(before) or _LIVES.search(before) or _LIVES_AFTER.search(after):
        return True
    if _BEFORE_A_HOUSE.search(before) and _GARDEN.search(f"{before} {after}"):
        return True
    return bool(
        _APARTMENT.search(address[0]) or (_NAME_BEFORE.search(before) and _ACCUSED_AFTER.search(after))
    )


def _is_field(reading: Reading, before: str) -> bool:
    """Whether the address fills a field or a column about a person."""
    labels = [] if before else reading.label.split(" : ")
    if any(_LIVES.search(f"{label}: ") for label in labels):
        return True
    named = _FIELD.search(before) or any(_FIELD.search(label) for label in labels)
    return bool(named and _OF_PERSONS.search(f"{before} {reading.around} {reading.heads}"))
