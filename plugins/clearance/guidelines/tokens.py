"""Kinds of words that rule packs may name in capitals, such as `<NAME>`, as regular expressions.

They are matched within one sentence, beside wording that is matched in any case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

WORD = r"[$@#]?\w++(?:['&./-]\w++)*+"
"""One word, hyphenated and dotted ones whole. Possessive, so that a gap can be taken in one way only."""

GAP = r"[^\w$@#]{1,6}+"
"""What may stand between two words of a phrase: spaces, quotes, commas, hyphens."""

_NOT_NAMES = """
A About After All Also Although Always Among An And Another Any Anybody Anyone Are As Ask At Be Because
Before Both But By Call Can Come Did Do Does Don't Drive Drivers Each Earlier Either Even Every Everybody
Everyone Few For Free From Get Had Has Have He Help Her Here His How However I If In Information Inside Into
Is It Its Join Just Last Later Like Many Meanwhile Members More Most Much My Near Neither Never New No
Nobody None Not Nothing Now Of Officials On Once One Only Or Other Our Out Outside Over Parents Please
Police Public Read Residents See She Should Since So Some Somebody Someone Still Such Than Thank Thanks That
The Their Them Then There These They This Those Though Through Today Together Tomorrow Tonight Too Two Three
Four Five Six Seven Eight Nine Ten Under Until Up Upon Use Very Was We Were What When Where Whether Which
While Who Whoever Why Will With Within Without Yes Yesterday Yet You Your Monday Tuesday Wednesday Thursday
Friday Saturday Sunday January February March April June July August September October November December
Christmas Easter Thanksgiving Halloween Memorial Labor Independence Spring Summer Autumn Fall Winter Morning
Night Day Week Month Year Weekend Holiday Street St Avenue Ave Road Rd Boulevard Blvd Lane Ln Court Ct Place
Pl Parkway Pkwy Highway Hwy Route Expressway Interstate Terrace Trail Way Circle Plaza Square Block North
South East West Northeast Northwest Southeast Southwest Northbound Southbound Eastbound Westbound Bridge
River Lake Creek Park Parks Forest Preserve Mall Center Centre Building Station Airport Hill Hills Heights
Grove Township Village City Town County State States United America American Illinois Indiana Wisconsin Iowa
Michigan Missouri Ohio Kentucky Texas California Florida York Chicago Cook Springfield Federal National
International Local Northern Southern Eastern Western Central Metropolitan Regional Suburban Greater
District Precinct Ward Beat Zone Area Region Department Departments Division Bureau Office Offices Unit
Units Team Teams Task Force Service Services Agency Authority Administration Association Foundation
Committee Commission Council Board Program Project Academy School Schools Elementary Middle High College
University Institute Library Church Parish Temple Hospital Hospitals Medical Health Clinic Bank Trust Credit
Union Company Corporation Inc LLC Club Society League Network Group Fund Alliance Coalition Initiative
Campaign Act Code Law Laws Statute Section Article Chapter Class Felony Misdemeanor Order Court's Courthouse
Circuit Appellate Supreme Grand Jury Judge Justice Attorney Attorneys Attorney's Prosecutor Prosecutors
Defense Counsel Clerk Coroner Examiner Medicaid Medicare Sheriff Sheriff's Chief Commander Captain
Lieutenant Sergeant Corporal Officer Officers Detective Detectives Deputy Deputies Trooper Agent Agents
Investigator Investigators Inspector Marshal Marshals Patrol Director President Governor Mayor Senator
Representative Trustee Alderman Supervisor Superintendent Secretary Manager Coordinator Sgt Lt Det Ofc Capt
Cmdr Cpl Dep Insp Victim Victims Witness Witnesses Suspect Suspects Defendant Defendants Offender Offenders
Crime Crimes Crisis Criminal Sexual Assault Abuse Violence Domestic Child Children Children's Youth Juvenile
Juveniles Teen Teens Senior Seniors Adult Adults Family Families Community Neighborhood Neighborhoods
Resident Citizen Citizens Citizens' Student Students Women Women's Men Men's Veterans Safety Security
Traffic Fire Rescue Emergency Alert Watch Warning Advisory Notice Press Release Media Contact Update Report
Reports Reporting Records Rights Hotline Helpline Line Advocate Advocates Advocacy Support Resource
Resources Relations Affairs Internal Investigation Investigations Investigative Intelligence Narcotics Drug
Drugs Homicide Robbery Burglary Arson Theft Murder Attempted Aggravated Battery Possession Unlawful Armed
Felon Gang Major Special Operations Prevention Protection Enforcement Education Awareness Training Response
Management Development Human Social Responsible Immediate Missing Endangered Wanted Person Persons Amber
AMBER Silver Facebook Twitter Instagram YouTube Google Apple Ford Chevrolet Chevy Toyota Honda Nissan Jeep
Dodge Kia Hyundai Tahoe GMC BMW Black White Gray Grey Red Blue Green Latino Latina Hispanic Asian African
Caucasian English Spanish Polish Arabic Mexican God Lord Bless Happy Great Good Dear Open House Coffee Cop
Run Walk Drop Box Lost Found Doe Co-Defendant Beach Santa San Los Las Mission Fort Saint Mount Palm Oak
Orland Tinley Palos Evergreen Lawn Valley Springs Isle Island Harbor Port Hall Room Floor Suite Tower
Housing Studios Times Tribune News Part Hundreds Dozens Thousands Several Lives Matter CPR Bill Assembly
Senate Appropriations Legislative Legal Administrative Assistant Analyst Assemblymember Councilmember
"""
NOT_NAMES = frozenset(_NOT_NAMES.split())
"""Words that begin with a capital for another reason than being part of somebody's name."""

_INSTITUTIONS = """
Hospital Medical Center Centre Clinic Home Homes School High Elementary Middle College University Institute
Academy Church Mosque Synagogue Temple Parish County City Village Township Town Park Avenue Avenues Street
Streets Road Roads Boulevard Drive Lane Court Place Plaza Mall Market Restaurant Grill Bank Inc LLC Corp
Company Bureau Office Division Unit Building Apartments Hotel Motel Inn Station
Airport Bridge Bill Act Law Foundation Association Society League Club Superior Supreme District Downs Doe
Studios Systems Solutions Services Group Radiology store stores location locations
"""
_Branches = dict[str, "_Branches"]


def one_of(words: Iterable[str]) -> str:
    """An expression for any of the words that takes one look at each letter, however many there are."""
    root: _Branches = {}
    for word in words:
        node = root
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branches(root)


def _branches(node: _Branches) -> str:
    inner = [re.escape(letter) + _branches(after) for letter, after in sorted(node.items()) if letter]
    if not inner:
        return ""
    group = inner[0] if len(inner) == 1 and "" not in node else f"(?:{'|'.join(inner)})"
    return f"{group}?" if "" in node else group


INSTITUTION = rf" (?:{one_of(_INSTITUTIONS.split())})\b"
"""What stands before one of these words names an institution or a place, not a person."""
ACRONYM = r"[A-Z]{2,6}\b"
_PERSON = rf"(?!\w)(?!{INSTITUTION})"
_LONG_CAPITAL = r"[A-ZÀ-Þ][\w’']*[a-zß-ÿA-ZÀ-Þ](?:-[A-ZÀ-Þ]\w+)?(?<!'s)"
_STOP = rf"(?:{one_of(NOT_NAMES)})\b(?!['-][a-zA-Z])"
_CAPITAL = rf"(?!{_STOP}){_LONG_CAPITAL}"
_INITIAL = r"(?: [A-Z]\.?(?= ))?"
_NICKNAME = r"(?: [\"“'(][A-Z][^\"”')]{1,20}[\"”')])?"
_PARTICLE = r"(?: (?:de|da|del|della|di|la|le|los|van|von|der|den|bin|al|el|St\.|y)){0,2}"
_HONORIFIC = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Rev|Sr|Sra|Srta|Señora?|señora?)\.?"


def _name(capital: str, end: str) -> str:
    """A person's full name of words such as `capital`."""
    full = rf"{capital}{_INITIAL}{_NICKNAME}{_PARTICLE}(?: {capital}){{1,2}}(?:,? (?:Jr|Sr|II|III)\b\.?)?"
    return rf"(?-i:(?:{_HONORIFIC}(?: {capital}){{1,3}}|{full}){end})"


_UNDER_18 = r"(?:1[0-7]|[1-9])"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
_CHILD_WORDS = rf"one|two|three|four|five|six|seven|eight|nine|{_TEENS}"
_DIGIT = "zero|oh|one|two|three|four|five|six|seven|eight|nine|pound|hash|star"
_COUNTS = f"{_CHILD_WORDS}|eighteen|nineteen|twenty|thirty|forty|fifty|a dozen|half a dozen"
_WAY = (
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Place|Pl|Parkway|Pkwy|Highway"
)
_WAY += r"|Hwy|Terrace|Trail|Way|Circle|Plaza|Row|Square)\b"

CLASSES = {
    "NAME": _name(_CAPITAL, _PERSON),
    "CAP": rf"(?-i:(?!{ACRONYM}){_CAPITAL}{_PERSON})",
    "AGE": r"(?:\d{1,3}[- ]years?[- ]old|age[ds]? \d{1,3}|(?<=, )\d{1,3}(?=\s*[,;.)(]|$))",
    "MINOR": (
        rf"(?:(?<!-)(?:{_UNDER_18}|{_CHILD_WORDS})[- ](?:year|month)s?[- ]olds?"
        rf"|age[ds]? {_UNDER_18}(?!\d)|(?<=[,(] ){_UNDER_18}(?=\s*[,;.)(]|$)|(?<=\(){_UNDER_18}(?=\))"
        rf"|(?<=[,(] )(?:{_TEENS})(?=\s*[,;.)(]|$))"
    ),
    "NUMBER": rf"(?:\d{{1,3}}(?:,\d{{3}}){{0,3}}|\d{{1,12}}|{_COUNTS})",
    "DIGITS": (
        rf"(?:\d(?:-?\d){{2,15}}(?![\d-])[*#]?|[*#]\d{{3,12}}[*#]?|\d(?: \d){{2,11}}"
        rf"|(?:(?:double |forty|fifty|sixty|twenty|thirty)?-?(?:{_DIGIT})[, -]{{1,3}}(?:then |and )?){{2,11}}"
        rf"(?:{_DIGIT}))"
    ),
    "TIME": (
        r"(?:\d{1,2}(?::\d{2})?(?: ?[ap]\.?m\b\.?)|[0-2]\d[0-5]\d(?: hours)?|noon|midnight|dawn|sunrise|"
        rf"sunup|daybreak|dusk|sunset|(?:{_COUNTS}|\d{{1,2}}) o'clock)"
    ),
    "STREET": rf"(?-i:(?:\d{{1,3}}(?:st|nd|rd|th)|[A-Z][\w'.]+(?: [A-Z][\w'.]+){{0,2}}) {_WAY})",
    "ADDRESS": (
        rf"(?-i:\d{{1,5}}(?: [NSEW]\.?| (?:North|South|East|West))?"
        rf" (?:\d{{1,3}}(?:st|nd|rd|th)|[A-Z][\w'.]+(?: [A-Z][\w'.]+){{0,2}}) {_WAY})"
    ),
    "MONEY": r"(?<![\w$])\$ ?\d[\d,]{0,12}(?:\.\d{2})?(?: (?:thousand|million))?",
    "HANDLE": r"(?<![\w.])[@$][A-Za-z][\w-]{2,30}",
}
"""The pattern of each kind. `NAME` two capitalised words or an honorific and one; `CAP` one of them."""

ROUGH_CLASSES = {"NAME": f"({_name(_LONG_CAPITAL, '')})", "CAP": f"((?-i:{_LONG_CAPITAL}))"}
"""The same without the long list of words that are no names, which takes longest to compile.

Each is a group of its own, so that what it took can be looked at for such words.
"""

NO_NAME = rf"(?=[A-ZÀ-Þ]){_STOP}"
"""A word that begins with a capital and is no part of a name, at whose place no name begins."""

EXPLAINED = {
    "NAME": "a person's full name, or Mr. or Ms. with a surname",
    "CAP": "one capitalised word that may be a name",
    "AGE": "an age",
    "MINOR": "an age below 18",
    "NUMBER": "a number in digits or words",
    "DIGITS": "three or more digits, also spelled",
    "TIME": "a time of day",
    "STREET": "a street's name",
    "ADDRESS": "a house number and street",
    "MONEY": "a sum in dollars",
    "HANDLE": "an account name such as @name",
}

_NUMBERS = ("0*", "1*", "2*", "3*", "4*", "5*", "6*", "7*", "8*", "9*")
_WAY_WORDS = """
street st avenue ave road rd drive dr boulevard blvd lane ln court ct place pl parkway pkwy highway hwy
terrace trail way circle plaza row square
"""
_WAYS = tuple(_WAY_WORDS.split())
_AGES = ("year*", "month*", "age", "aged", "ages")

CLASS_ANCHORS = {
    "AGE": (*_NUMBERS, *_AGES),
    "MINOR": (*(str(age) for age in range(1, 18)), *_TEENS.split("|"), *_AGES),
    "NUMBER": (*_NUMBERS, *_COUNTS.split("|")),
    "DIGITS": (*_NUMBERS, *_DIGIT.split("|"), "forty*", "fifty*", "sixty*", "twenty*", "thirty*", "double"),
    "TIME": (
        *_NUMBERS,
        "noon",
        "midnight",
        "dawn",
        "sunrise",
        "sunup",
        "daybreak",
        "dusk",
        "sunset",
        "o'clock",
    ),
    "STREET": _WAYS,
    "ADDRESS": _WAYS,
}
"""Words of which one stands in every match of a kind; kinds that are not here have none."""
