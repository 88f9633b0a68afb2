"""Words beside a phone number that tell whose it is: a person's own, or an office's."""

from __future__ import annotations

import re

_OWN = (
    r"cell(?:ular)?(?:[ -]?phone)?s?|mobile|movil|m[oó]vil|celular|personal(?: (?:phone|number|line|cell))?"
    r"|private (?:line|number|phone|cell)|home (?:phone|number|line|telephone)|house phone|land ?line"
    r"|kitchen phone|(?:own|direct) (?:cell|phone|mobile)|unlisted|burner|whatsapp"
)
_PRIVATE_BEFORE = re.compile(
    rf"\b(?:{_OWN})\b(?! (?:phone )?(?:video|footage|tower|camera|picture|photo|records?|use|theft|ban|law"
    rf"|charger))[^.!?]{{0,45}}$"
    r"|\b(?:at|from) (?:his|her|their|my) (?:home|house|apartment|place)\b[^.!?]{0,25}$|\b(?:text|call|ring"
    r"|phone|dial|reach|contact|buzz|message|try|get)(?:ing|ed)? (?:him|her|them|me|mom|dad|grandma|grandpa"
    r"|the (?:owner|family|mother|father|parents|victim|witness|caller|tenant|landlord|neighbor|widow"
    r"|couple|boy|girl|man|woman|homeowner|resident))\b[^.!?]{0,45}$|\b(?:his|her|their|my|victim's"
    r"|witness'?s?|owner's|mother's|father's|mom's|dad's|wife's|husband's|family's|neighbor's|caller's"
    r"|suspect's|daughter's|son's|sister's|brother's|resident's|tenant's"
    r"|complainant's) (?:\w+ ){0,2}?(?:number|phone|telephone|line|digits)\b[^.!?]{0,30}$|\b(?:owner|family"
    r"|mother|father|parents|victim|witness|complainant|reporting party|neighbor|tenant|resident|homeowner"
    r"|widow|roommate|girlfriend|boyfriend)(?:,? [A-Z][\w'.-]+){0,3}[ ,]*(?:can be reached|may be reached"
    r"|is at|at|on|:|,|\()[^.!?\w]{0,6}$|\b(?:phone|number|teléfono) (?:listed |on file )?(?:for|of"
    r"|belonging to) (?:the )?(?:victim|witness|owner|caller|suspect|family|mr|mrs|ms)\b[^.!?]{0,30}$"
    r"|\b(?:keeps|carries|answers|picks up|uses|gave|left|wrote|scrawled|dialed)\b[^.!?]{0,15}$",
    re.IGNORECASE,
)
_PRIVATE_AFTER = re.compile(
    rf"^[^\w.!?]{{0,4}}(?:\(?(?:{_OWN}|cell|mobile|home|c|h|m)\)?(?=[\W]|$)|evenings?|nights|after (?:work"
    rf"|supper|dinner|school|five|six|[4-9]\b)|weekends|any ?time"
    r"|(?:and |ask(?:ing)? )+(?:for )?(?:mom|dad|his|her|my)\b|in (?:his|her|their) (?:apron|pocket|purse"
    r"|truck|car)|is (?:his|her|their|my)\b)",
    re.IGNORECASE,
)
_PERSONAL_ACT = re.compile(
    r"\b(?:in (?:his|her|their) (?:apron|pocket|purse|kitchen|truck)|(?:he|she)(?:'ll| will"
    r"| always)? (?:pick|answer)s?(?: up)?|leave (?:him|her|me) a (?:message|voicemail)|(?:he"
    r"|she) (?:prefers|likes) (?:a )?(?:calls?|texts?))\b",
    re.IGNORECASE,
)
_RANKS = (
    r"detectives?|det\.|officers?|ofc\.|off\.|sergeants?|sgt\.?|lieutenants?|lt\.?|commanders?|cmdr\.?"
    r"|captains?|capt\.?|chiefs?|deput(?:y|ies)|dep\.|troopers?|investigators?|inv\.|inspectors?|insp\."
    r"|superintendent|supt\.|marshals?|special agents?|agents?|corporal|cpl\.?|sheriff|constable|pio"
    r"|spokes(?:man|woman|person)|prosecutors?|attorneys?|asa|coordinator|director|supervisor|manager|clerk"
    r"|custodian|chaplain|advocates?|counselors?|technicians?|dispatch(?:er|ers)?|oficial|sargento"
    r"|superint\w+|principal|trustee|mayor|alderman|secretary|administrator|nurse|warden"
)
_PLACES = (
    r"units?|bureau|division|department|dept\.?|dpto\.?|desks?|office|offices|section|squad|task force|line"
    r"|hot ?lines?|tip ?lines?|help ?line|tips?|records|dispatch|non-?emergency|crime ?stoppers"
    r"|crimestoppers|switchboard|headquarters|station|precinct|district|center|centre|centro|hall|works"
    r"|control|shelter|clinic|hospital|county|village|city|state|township|court|courthouse|library|school"
    r"|bank|store|company|agency|service|services|program|team|board|commission|communications?|information"
    r"|info|media|press|newsroom|registration|reservations?|questions?|complaints?|inquir\w+|contact"
    r"|contacto|fax|tty|tdd|relay|voicemail|main|toll[- ]free|customer|fraud|poison|crisis|lifeline"
    r"|emergenc\w+|police|polic[ií]a|sheriff's|fire|fbi|dea|atf|ice|secret service|bci|isp|dcfs|irs|ftc|aaa"
    r"|nicor|comed|towing|animal|traffic|crimes|homicide|narcotics|investigations?|detectives|patrol"
    r"|academy|property|evidence|youth|senior|housing|permits?|parking|community|garage|church|parish"
    r"|anonymous\w*|an[oó]nim\w*|tipster|reward|rewards|schedul\w+|appointments?|rsvp|sign up|apply"
    r"|tickets?|museum|restaurant|hotel|pharmacy|dealership|inc\.?|llc|foundation|abogad\w*|unidad|oficina"
    r"|departamento|comisar[ií]a|estaci[oó]n|l[ií]nea"
)
_OFFICE = re.compile(rf"\b(?:{_RANKS}|{_PLACES})(?!\w)", re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:call(?:ing|s)?|contact(?:ing)?|dial(?:ing)?|phone|telephone|reach(?:ed)?(?: us)?"
    r"|text(?:ing)?(?: us)?|notify|report(?:ed|ing)?|llam\w+|marque|comun[ií]\w+)(?: us| the| our"
    r"| police)?(?: at| on| al)?\W{0,4}$",
    re.IGNORECASE,
)
_FIELD_BEFORE = re.compile(
    r"\W*(?:[\w.+-]+@[\w.-]+\W+|(?:(?:office|direct|desk|work|phone|tel|fax|cell|mobile"
    r"|[ocpt])\b[^A-Za-z]{0,30})(?:(?:and|or) )?){0,3}\W*$",
    re.IGNORECASE,
)
_FIELD_AFTER = re.compile(
    r"\W*(?:(?:office|direct|desk|work|cell|mobile|[ocpt])\b\W*)?(?:$|[^A-Za-z]*$|[|,;/])", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{3}\W{1,2}\d{3}\W\d{4}")
_IN_PRIVATE_LIFE = re.compile(
    r"\b(?:neighbor|owner|victim|witness|family|home|mother|father|parents?|wife|husband|caller|tenant"
    r"|resident|retired)\b",
    re.IGNORECASE,
)
_US = re.compile(r"\b(?:us|our|ours|police|department|nosotros)\b", re.IGNORECASE)
_NAME = re.compile(
    r"(?<![.!?] )\b([A-Z][a-zà-ÿ'-]+) (?:[A-Z]\.? )?([A-Z][a-zà-ÿ]+(?:['-]?[A-Z][a-z]+)?)(?:,? (?:[a-z]+"
    r"|\d+)){0,3}[^\w.!?]{0,6}(?:at |on |is )?\W{0,3}$"
)
_NO_NAMES = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
September October November December Call Contact Phone Tips Questions Please For Anyone If The Street
Avenue Road Police Village City County State Illinois Case Or And Text
"""
_NO_NAME = frozenset(_NO_NAMES.split())


def speaks_of_private_life(before: str, after: str) -> bool:
    """Whether the number is said to be somebody's own. `before` and `after` are of its sentence."""
    nearest = re.split(r"\d{3}[- ]\d{4}\b", before)[-1]
    return bool(
        _PRIVATE_BEFORE.search(nearest)
        or _PRIVATE_AFTER.search(after)
        or _PERSONAL_ACT.search(f"{nearest} {after}")
    )


def speaks_of_an_office(before: str, after: str) -> bool:
    """Whether the number is given as an office's, or of somebody on duty."""
    return any(words.search(said) for words in (_OFFICE, _US) for said in (before, after))


def is_in_a_block_of_contacts(before: str, after: str, around: str) -> bool:
    """Whether it is a field of an office's contacts, as at the head of a press release.

    `Office: …, Cell: …`, or the number by itself, where the lines around it name an office, or are
    more numbers of nobody in private life.
    """
    if not (_FIELD_BEFORE.match(before) and _FIELD_AFTER.match(after)):
        return False
    if _OFFICE.search(f"{before} {around}"):
        return True
    return bool(_NUMBER.search(around)) and not _IN_PRIVATE_LIFE.search(around)


def asks_to_call(before: str) -> bool:
    """Whether the reader is asked to call the number."""
    return _ASKS.search(before) is not None


def names_a_person(before: str) -> bool:
    """Whether the number stands right behind somebody's name."""
    found = _NAME.search(before)
    return found is not None and _NO_NAME.isdisjoint(found.groups())
