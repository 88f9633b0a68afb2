"""A private person's e-mail address is on the page.

## What it checks
Every text that the public could read, with disguises undone ("name at site dot com"), and the
targets of links. Addresses that `guidelines/department.yml` allows pass, by address or domain;
so do those of government (.gov, .mil, .edu, a state's .us), of agencies, schools and other
public bodies, addresses of an office ("info", "tips"), and those quoted in a warning about a
scam. A mailbox of a public provider such as gmail.com is always held.

## Why it matters
A home e-mail address is private information (5 ILCS 140/2(c-5)); shown here it is harvested
within days. It violates individual rights (1021.5(b)).

## Remedy
Give an address of the department. If the address belongs to a public office, add it or its
domain to `allow` in `guidelines/department.yml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from clearance.guidelines.models import Department
from clearance.model import Severity, Violation
from clearance.rules.readings import Reading, Sighting, sentence, violations
from clearance.rules.rule import Case, Facts

CODE = "PB108"
NAME = "email-address"
CLAUSE = "1021.5(b)"
SEVERITY = Severity.HOLD

_TOP = r"(?:com|net|org|edu|gov|mil|us|info|biz|io|co|me|tv|email|example|test|invalid|ca|uk|mx|de|fr|pl|ru)"
_AT = r"(?: ?[\[({<] ?(?:at|@|arroba) ?[\])}>] ?| ?@ ?| (?:at|arroba|at[- ]sign) |[-_](?:at|AT)[-_])"
_DOT = r"(?: ?[\[({<] ?(?:dot|\.|punto) ?[\])}>] ?|\.| (?:dot|punto) |[-_](?:dot|DOT)[-_])"
_LOCAL = r"[A-Za-z0-9][A-Za-z0-9._%+'-]{0,63}"
_PLAIN = re.compile(rf"(?<![\w.%+-])({_LOCAL})@((?:[A-Za-z0-9-]{{1,63}}\.)+[A-Za-z]{{2,24}})(?![\w-])")
_SPELLED = re.compile(
    rf"(?<![\w.%+-])({_LOCAL}(?:{_DOT}[A-Za-z0-9]{{1,30}}){{0,2}}){_AT}([A-Za-z0-9-]{{1,63}}(?:{_DOT}[A-Za-z0-9-]{{1,63}}){{0,3}}{_DOT}{_TOP})(?!\w)",
    re.IGNORECASE,
)
_PROVIDER = """
gmail googlemail yahoo ymail rocketmail hotmail outlook live msn aol icloud me mac comcast xfinity sbcglobal
att ameritech verizon cox charter spectrum earthlink bellsouth frontier wowway rcn protonmail proton pm gmx
zoho mail fastmail hey tutanota juno netzero optonline centurylink windstream prodigy
"""
_PROVIDERS = frozenset(_PROVIDER.split())
_AT_ONCE = ("gmail", "yahoo", "hotmail", "aol", "icloud", "protonmail", "sbcglobal")
_AT_PROVIDER = re.compile(
    rf"(?<![\w.%+-])(?!(?:me|us|him|her|them|look|is|are|was|or|and|account|mail|email|address|found|only"
    rf"|an?|the)\b)([A-Za-z0-9][\w.%+-]{{2,40}}){_AT}({'|'.join(_AT_ONCE)})\b",
    re.IGNORECASE,
)
_GOVERNMENT = re.compile(
    r"\.(?:gov|mil|edu)$|(?:^|\.)(?:[a-z-]+\.)?(?:a[klrz]|c[aot]|d[ce]|fl|ga|hi|i[adln]|k[sy]|la"
    r"|m[adeinost]|n[cdehjmvy]|o[hkr]|pa|ri|s[cd]|t[nx]|ut|v[at]|w[aivy])\.us$|\.gov\.",
    re.IGNORECASE,
)
_PUBLIC_BODY = re.compile(
    r"police|sheriff|(?<![a-z])pd(?![a-z])|pd\b|^pd|(?:^|\.)da\b|da\.(?:org|net|com)$|gov\.(?:com|org)$"
    r"|\.org$|institute|fire|village|city|county|township|town(?:of|hall)|court|clerk|attorney|state|school"
    r"|district|public|library|parks|parkdistrict|hospital|health|foundation|crime|stoppers|dept|department"
    r"|university|college|church|parish|chamber|ymca|redcross|shelter|rescue|safety|911|988|metra|transit"
    r"|news|press|media|tribune|times|herald|legal|law|justice|victim|advoca|council|coalition|association"
    r"|union|museum|utility|edison|gas$|power",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    r"(?:\w{1,20}[._-])?(?:info|tips?|media|press|pio|news|records?|registros|foia|contact\w*|desk"
    r"|frontdesk|chief|office|admin\w*|jobs?|hr|careers?|join|recruit\w*|hiring|police|pd|sheriff|crime\w*"
    r"|traffic|community|communit\w*|volunteers?|events?|support|help|helpdesk|hello|service|services|team"
    r"|cameras?|programs?|safety|patrol|detectives?|investigat\w*|bureau|unit|outreach|permits?|clerk|court"
    r"|tickets?|parking|animal\w*|shelter|registration|signup|sales|billing|security|alerts?|noreply"
    r"|no-reply|donotreply|feedback|comments?|complaints?|training|academy|explorers?|cadets?|evidence"
    r"|property|webmaster|mayor|trustees?|board|village|hall|dispatch|custodian|recordsclerk|mail|inquir\w*"
    r"|questions|prevention|reports?|fraud|abuse|vips|cert|chaplain|donat\w*|give)(?:[._-]\w{1,20}|\d{1,3})?",
    re.IGNORECASE,
)
_SCAM = re.compile(
    r"\b(?:scam\w*|phish\w*|fraud\w*|spoof\w*|fake|bogus|imposter|impostor|impersonat\w*|pretend\w*"
    r"|suspicious|sender|do not (?:click|reply|answer)|don't (?:click|reply|answer)|estafa\w*)\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:bar no|counsel|detective|det\.|officer|ofc\.|sergeant|sgt\.|lieutenant|lt\.|chief|commander"
    r"|captain|capt\.|deputy|trooper|agent|investigator|inspector|spokes\w+|public information|pio"
    r"|press secretary|attorney|prosecutor|coordinator|director|superintendent|principal|clerk|dispatch\w*"
    r"|bureau|division|department|unit|office|agency|commission|board|authority|company|program|foundation"
    r"|media contact|press contact)(?!\w)",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:personal|private|home|retired|his own|her own|their own|own (?:e-?mail|address))\b", re.IGNORECASE
)


def check(case: Case, facts: Facts, /) -> Iterator[Violation]:
    department = facts.guidelines.department
    yield from violations(case, lambda reading: _look(reading, department))


def _look(reading: Reading, department: Department) -> Iterator[Sighting]:
    if not reading.mentions("@", "dot", "punto", *_AT_ONCE):
        return
    text = reading.text
    found: dict[int, tuple[int, int]] = {}
    for pattern in (_PLAIN, _SPELLED, _AT_PROVIDER):
        for match in pattern.finditer(text):
            local, domain = _bare(match[1]), _bare(match[2])
            if match.start() not in found and _is_private(local, domain, _said(reading, match), department):
                found[match.start()] = match.span()
    for start, end in sorted(found.values()):
        message = "this looks like a private e-mail address; expected one of the department or another office"
        yield Sighting(reading.folded, start, end, message)


def _said(reading: Reading, match: re.Match[str]) -> str:
    begin, end = sentence(reading.text, *match.span())
    return f"{reading.label} {reading.text[begin : match.start()]} {reading.text[match.end() : end]}"


def _bare(written: str) -> str:
    """The part of an address as it is typed: `[dot]` becomes a dot, blanks go."""
    plain = re.sub(r"(?i)[\[({<] ?(?:dot|punto|\.) ?[\])}>]|[\s_-](?:dot|punto)[\s_-]", ".", written)
    return re.sub(r"\s", "", plain).casefold()


def _is_private(local: str, domain: str, said: str, department: Department) -> bool:
    if _is_allowed(local, domain, department) or _SCAM.search(said):
        return False
    if domain.split(".")[-2:][0] in _PROVIDERS:
        return True
    if _GOVERNMENT.search(domain):
        return False
    if _PERSONAL.search(said):
        return True
    return not (_PUBLIC_BODY.search(domain) or _OFFICE.fullmatch(local) or _AGENCY.search(said))


def _is_allowed(local: str, domain: str, department: Department) -> bool:
    allow = department.allow
    known = {department.contacts.email, *allow.emails}
    if f"{local}@{domain}" in {email.casefold() for email in known}:
        return True
    return any(domain == one or domain.endswith(f".{one}") for one in allow.email_domains)
