"""The plate or identification number of a private person's vehicle is on the page.

## What it checks
Every text that the public could read, with disguises undone: vehicle identification numbers of
17 characters, by their check digit or the words beside them; and registration plates after
"plate", "tag" or "registration", or beside the description of a car. A vehicle that the public
is asked to look for passes: stolen, wanted, in an alert, gone from the scene. So do forms of
plates without a number, and numbers of squad cars.

## Why it matters
A plate leads to its owner's name and home, which motor vehicle records keep from the public
(18 USC 2721; 625 ILCS 5/2-123). It violates individual rights (1021.5(b)).

## Remedy
Describe the vehicle by its color and make, unless the public is asked to look for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, sentence, violations
from clearance.rules.rule import Case, Facts

CODE = "PB104"
NAME = "vehicle-identifier"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.HOLD

_VIN = re.compile(
    r"(?<![A-Za-z0-9])(?:[A-HJ-NPR-Za-hj-npr-z0-9][ -]?){16}[A-HJ-NPR-Za-hj-npr-z0-9](?![A-Za-z0-9])"
)
_SOLID_VIN = re.compile(r"(?<![A-Za-z0-9])[A-HJ-NPR-Z0-9]{17}(?![A-Za-z0-9])")
_LIKELY = re.compile(r"[1-5JKLSTVWYZ][A-Z0-9]{11}\d{5}")
_VIN_CUE = re.compile(r"\b(?:VINs?\b|V\.I\.N\.|vehicle identification|chassis n|serial n)", re.IGNORECASE)
_AFTER_VIN = re.compile(
    r"(?:[ :#.,\"'(-]|\b(?:number|umber|no|is|was|of|ending|on|the|title"
    r"|reads)\b){1,12}((?=(?:[A-Z]*\d){4})(?=\d*[A-Z])[A-Z0-9]{11,18})(?!\w)"
)
_VALUES = dict(
    zip("ABCDEFGHJKLMNPRSTUVWXYZ", [*range(1, 9), 1, 2, 3, 4, 5, 7, 9, *range(2, 10)], strict=True)
)
_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)

_STATES = r"illinois|IL|indiana|IN|wisconsin|WI|michigan|MI|iowa|IA|missouri|MO|ohio|OH"
_PLATE = (
    r"(?=(?:[A-Z]+[ -]{0,2})?(?:[A-Z]*[ -]{0,3}\d){2})(?:[A-Z]{1,3}[ -]{0,3}\d{1,3}(?:[ -]{1,3}\d{2,4}"
    r"|\d{0,4})(?:[ -]?[A-Z]{1,3})?|\d{1,4}[ -]{0,3}[A-Z]{1,3}(?:[ -]?\d{1,4})?|\d{2,4}[ -]\d{3,4})(?![\w%]"
    r"|[.,:/]\d)"
)
_PLATE_CUE = re.compile(
    r"\b(?:plates?|tags?|registration|registered as|reg\.?|placas?|matr[ií]cula)\b"
    rf"(?: (?:number|numbers|no\.?|reads?|reading|read|is|was|that reads|displaying|bearing|of|n[uú]mero|de"
    rf"|{_STATES}))*"
    r"[ :,;#(\"'*-]{1,4}",
    re.IGNORECASE,
)
_VANITY = re.compile(r"(?:\"[A-Z0-9 ]{2,8}\"|[A-Z]{2,7} \d{1,2})(?!\w)")
_CAR = re.compile(
    r"\b(?:cars?|sedan|coupe|suv|minivan|van|truck|pickup|wagon|hatchback|motorcycle|scooter|jeep|vehicle"
    r"|convertible|acura|audi|bmw|buick|cadillac|chev(?:y|rolet)|chrysler|dodge|fiat|ford|gmc|honda|hyundai"
    r"|infiniti|kia|lexus|lincoln|mazda|mercedes|mercury|mitsubishi|nissan|pontiac|ram|saturn|subaru|tesla"
    r"|toyota|volkswagen|vw|volvo|camry|corolla|civic|accord|altima|malibu|impala|silverado|explorer"
    r"|caravan|odyssey|elantra|sonata|jetta|equinox)\b[^.!?]{0,50}?[,(:\"*-] ?[\"(]?$",
    re.IGNORECASE,
)
_BY_A_CAR = re.compile(
    r"(?<![\w$#/.-])(?:[A-Z]{1,2} ?\d{2}[ -]{1,3}\d{3}|[A-Z]{2,3}[ -]?\d{3,5}|[A-Z]{1,2}\d{5,6}"
    r"|[A-Z]{1,2}[ -]\d{4,6})(?![\w-])"
)
_TOKEN = re.compile(rf"(?<![\w$#/.-])(?:{_PLATE})")
_LABEL = re.compile(r"\b(?:plates?|tags?|placas?)\b", re.IGNORECASE)
_SOUGHT = re.compile(
    r"\b(?:look(?:ing)? (?:out )?for|look-?out|be on the look|keep (?:an eye|watch)|watch for|whoever sees"
    r"|BOLO|ATL|if you (?:see|spot|recogni[sz]e|know where)|(?:anyone|anybody) who (?:sees|spots)|last seen"
    r"|stolen|stole|carjack\w*|wanted|amber alert|silver alert|fled|flees|fleeing|drove (?:off|away)"
    r"|took off|sped (?:off|away)|left the scene|hit[- ]and[- ]run|getaway|suspect(?:'s|s'|ed)? (?:vehicle"
    r"|car)|vehicle of interest|at large|abduct\w*|(?:may be|believed to be|possibly|was last seen) driving"
    r"|(?:do not|don't) approach|robad[oa]|desaparecid[oa]s?|se busca|buscamos)\b",
    re.IGNORECASE,
)
_SOUGHT_HERE = re.compile(
    r"\b(?:sought|seek(?:s|ing)?|missing|endangered|help (?:us )?(?:find|locat|identif)\w*|whereabouts"
    r"|alert|escap\w+|try\w* to (?:find|locate|identify)|spotted)\b",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:ticketed|towed|parked|double-parked|blocking|neighbor\w*|witness\w*|caller|complain\w*|victim\w*"
    r"|cited|citation|impound\w*|registered (?:to|owner)|owner(?:'s)? (?:is|name)|belong\w*|driven by"
    r"|every (?:day|night|morning|week|monday|tuesday|wednesday|thursday|friday|saturday|sunday))\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:stolen|stole|carjack\w*|took|taken|robad[oa]|wanted|amber alert|if you see)\b", re.IGNORECASE
)
_OURS = re.compile(
    r"\b(?:squad|unit|patrol car|car|beat|engine|truck|ladder|medic|ambulance) (?:no\.? ?|number )?$",
    re.IGNORECASE,
)
_ROAD = re.compile(r"(?:I|US|IL|SR|CR|RT|HB|SB|PA|CDC|FAA|PO|NE|NW|SE|SW|AM|PM|ID)[ -]?\d{1,4}")
_ZIP = re.compile(
    r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT"
    r"|V[AT]|W[AIVY]) \d{5}"
)
_BEFORE, _NEAR, _FEWEST_DIGITS = 90, 600, 2


def check(case: Case, _facts: Facts, /) -> Iterator[Violation]:
    yield from violations(case, lambda reading: _look(reading, case.page.title))


def _look(reading: Reading, title: str) -> Iterator[Sighting]:
    if reading.digit_count < _FEWEST_DIGITS and not reading.mentions("plate", "placa", "tag"):
        return
    text = reading.text
    for vin in _vins(reading):
        if not _SOUGHT.search(text, *sentence(text, *vin)):
            message = "this looks like a vehicle identification number; expected none"
            yield Sighting(reading.folded, *vin, message)
    view = reading.codes
    seen: set[int] = set()
    for plate in _plates(view.text, reading.label):
        if plate[0] not in seen and not _is_sought(reading, view.text, plate, title):
            seen.add(plate[0])
            message = "this looks like the registration plate of a vehicle; expected none"
            yield Sighting(view, *plate, message)


def _vins(reading: Reading) -> Iterator[tuple[int, int]]:
    text = reading.text
    cued = bool(_VIN_CUE.search(f"{reading.label} {text}"))
    for cue in _VIN_CUE.finditer(text):
        if number := _AFTER_VIN.match(text, cue.end()):
            yield number.span(1)
    for match in (_VIN if cued else _SOLID_VIN).finditer(text):
        plain = re.sub("[ -]", "", match[0]).upper()
        mixed = any(c.isalpha() for c in plain) and any(c.isdecimal() for c in plain)
        if mixed and (_checks(plain) or (cued and plain[-4:].isdecimal()) or _LIKELY.fullmatch(plain)):
            yield match.span()


def _checks(vin: str) -> bool:
    """Whether the ninth character is the check digit of the others (49 CFR 565.15)."""
    values = (int(c) if c.isdecimal() else _VALUES[c] for c in vin)
    remainder = sum(value * weight for value, weight in zip(values, _WEIGHTS, strict=True)) % 11
    return vin[8] == "0123456789X"[remainder]


def _plates(text: str, label: str) -> Iterator[tuple[int, int]]:
    for cue in _PLATE_CUE.finditer(text):
        plate = _TOKEN.match(text, cue.end()) or _VANITY.match(text, cue.end())
        if plate and not _ROAD.fullmatch(plate[0]):
            yield plate.span()
    if _LABEL.search(label) and (plate := _TOKEN.match(text)):
        yield plate.span()
    for plate in _BY_A_CAR.finditer(text):
        before = text[max(0, plate.start() - _BEFORE) : plate.start()]
        other = any(form.fullmatch(plate[0]) for form in (_ROAD, _ZIP)) or _OURS.search(before)
        if _CAR.search(before) and not other:
            yield plate.span()


def _is_sought(reading: Reading, text: str, span: tuple[int, int], title: str) -> bool:
    """Whether the public is asked to look for this vehicle: then its plate must be told."""
    begin, end = sentence(text, *span)
    said = text[begin:end]
    if _PRIVATE.search(said):
        return _TAKEN.search(said) is not None
    if any(words.search(told) for words in (_SOUGHT, _SOUGHT_HERE) for told in (said, title)):
        return True
    near = text[max(0, span[0] - _NEAR) : span[1] + _NEAR]
    return bool(_SOUGHT.search(near) or _SOUGHT.search(reading.around))
