"""Everything that the audit of a finished site can find, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from clearance.model import Severity

POSTING = "1021.5.1"
PROPER = "1021.5(g)"
INFORMING = "1021.2"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the audit looks for. `summary`, `why` and `remedy` are whole sentences."""

    code: str
    name: str
    clause: str
    summary: str
    why: str
    remedy: str
    severity: Severity = Severity.BLOCK

    @property
    def page(self) -> str:
        """Its page of the handbook, in Markdown, in the same sections as those of the rules."""
        return (
            f"{self.summary}\n\n## Why it matters\n{self.why}\n\n"
            f"## Remedy\n{self.remedy}\n\nClause {self.clause}, {self.severity}.\n"
        )


_CHECKS = (
    Check(
        "SA101",
        "public-form",
        POSTING,
        "The page has a form other than the site's own search.",
        "A form takes in what the public writes. Only a search that stays on this site (role=search, "
        "no action or one on this site, method get) and the theme's colour switch may stay.",
        "Remove the form. Tell readers on the contact page how to reach the department.",
    ),
    Check(
        "SA102",
        "public-field",
        POSTING,
        "The page has a field or button that could send something, outside the site's own search.",
        "A field that belongs to no search invites the public to write. Switches without a form "
        "(check boxes and radio buttons of menus and tabs) and plain buttons can't send anything.",
        "Remove the field or button.",
    ),
    Check(
        "SA103",
        "editable-content",
        POSTING,
        "A part of the page can be written in by its reader.",
        "The site must be built so that the public can't write on it.",
        "Remove the contenteditable attribute.",
    ),
    Check(
        "SA104",
        "comment-widget",
        POSTING,
        "The page loads or makes room for a comment or chat service.",
        "Such a service lets the public post on the department's page, kept by somebody else.",
        "Remove the service from the theme's settings, templates and scripts.",
    ),
    Check(
        "SA201",
        "third-party-resource",
        POSTING,
        "The page makes the browser fetch something from another host.",
        "Whoever runs that host sees every reader and can change what the page shows. Links that a "
        "reader chooses to follow are fine.",
        "Keep a copy of the file on this site, or remove it.",
    ),
    Check(
        "SA202",
        "third-party-style",
        POSTING,
        "A style makes the browser fetch something from another host.",
        "Fonts and pictures named in styles are fetched without the reader's choice.",
        "Keep a copy of the font, picture or style sheet on this site.",
    ),
    Check(
        "SA203",
        "third-party-script",
        POSTING,
        "A script calls another host.",
        "Seen here are addresses written out in a call. What a script puts together while it runs is "
        "stopped by the page's Content-Security-Policy, which SA603 and SA604 check.",
        "Remove the call, or the script.",
    ),
    Check(
        "SA204",
        "link-ping",
        POSTING,
        "Following a link sends a message elsewhere.",
        "The ping and attributionsrc attributes report on readers behind their back.",
        "Remove the attribute.",
    ),
    Check(
        "SA301",
        "inline-handler",
        POSTING,
        "An element carries a script in an attribute such as onclick.",
        "No review of scripts sees it, and a strict policy of the page can't name it.",
        "Remove the attribute; put the behaviour in a script file of the site.",
    ),
    Check(
        "SA302",
        "script-address",
        POSTING,
        "An address holds a script or a whole document.",
        "Addresses such as javascript: run what they say when they are opened.",
        "Write an address of a page, or remove the link.",
    ),
    Check(
        "SA303",
        "base-address",
        POSTING,
        "The page has a base element.",
        "It silently turns every link and file of the page to another place.",
        "Remove the base element.",
    ),
    Check(
        "SA304",
        "page-redirect",
        POSTING,
        "The page sends its reader elsewhere by itself.",
        "A page that was approved must be the page that is seen. Only a page at a former address may send "
        "its reader on, with nothing else on it, and only within this site.",
        "Remove the refresh; put a link on the page, or let the web server redirect.",
    ),
    Check(
        "SA305",
        "embedded-document",
        POSTING,
        "The page shows another document inside itself.",
        "What an iframe, frame, object or embed shows was not approved, and can hold a form.",
        "Put the content on the page itself, or link to it.",
    ),
    Check(
        "SA306",
        "conditional-comment",
        POSTING,
        "The page has a comment that old browsers run as part of the page.",
        "Its content is read by no check.",
        "Remove the comment.",
    ),
    Check(
        "SA307",
        "active-file",
        POSTING,
        "A picture or data file runs a script, or is turned into something else when it is opened.",
        "Opened by its own address, such a file is a page without any policy.",
        "Export the picture again as a plain image; remove the script or style instruction.",
    ),
    Check(
        "SA401",
        "unknown-file",
        PROPER,
        "The site has a file that comes from no approved or known source.",
        "Whatever stands in the site's folder is published.",
        "Remove the file, or add its source so that it can be approved.",
    ),
    Check(
        "SA402",
        "changed-file",
        PROPER,
        "A file's bytes are not those that were approved.",
        "An approval is a statement about bytes.",
        "Build the site again, without steps that change files afterwards.",
    ),
    Check(
        "SA403",
        "missing-file",
        PROPER,
        "A file that should be in the site isn't.",
        "A page that was cleared to go out would not be seen.",
        "Build the site again; look for a step that removes files.",
    ),
    Check(
        "SA404",
        "irregular-file",
        PROPER,
        "The site holds something that is no plain file or folder, such as a symbolic link.",
        "It can point at files that were never meant to be published.",
        "Remove it, or put the file itself in its place.",
    ),
    Check(
        "SA405",
        "unreadable-file",
        PROPER,
        "A file can't be read the way every browser would read it, so it can't be judged.",
        "Browsers guess at unclear bytes, each in its own way; what one of them shows, no check saw.",
        "Write the file as UTF-8 and say so in its first lines (meta charset), well formed, "
        "of usual size and nesting.",
    ),
    Check(
        "SA406",
        "sources-not-checked",
        PROPER,
        "No list of known files was given, so that the audit can't tell a stray file.",
        "An audit of a bare folder sees what the pages do, not where they come from.",
        "Build with clearance build, which knows where each file comes from.",
        Severity.NOTE,
    ),
    Check(
        "SA501",
        "missing-language",
        INFORMING,
        "The page doesn't say its language.",
        "Screen readers speak and browsers translate by it (WCAG 2.2, 3.1.1).",
        "Set the theme's language, or give the html element a lang attribute.",
    ),
    Check(
        "SA502",
        "missing-title",
        INFORMING,
        "The page has no title.",
        "It is the page's name in tabs, bookmarks and search results (WCAG 2.2, 2.4.2).",
        "Give the page a title.",
    ),
    Check(
        "SA601",
        "missing-policy",
        POSTING,
        "The page has no Content-Security-Policy.",
        "The policy makes the browser itself refuse other hosts, forms and unknown scripts.",
        "Build with clearance build, which writes it, or add the meta element to the theme's template.",
    ),
    Check(
        "SA602",
        "misplaced-policy",
        POSTING,
        "The Content-Security-Policy stands where it doesn't govern the whole page.",
        "Browsers ignore it outside the head, and don't apply it to what stands before it.",
        "Put one policy at the start of the head, right after the meta charset.",
    ),
    Check(
        "SA603",
        "weak-policy",
        POSTING,
        "The Content-Security-Policy allows more than it should.",
        "It must refuse other hosts, unknown inline scripts and styles, plug-ins, a changed base "
        "and forms that send.",
        "Use default-src 'self' or 'none', hashes for inline code, and object-src, base-uri "
        "and form-action 'none'.",
    ),
    Check(
        "SA604",
        "unmet-policy",
        POSTING,
        "The page uses something that its own Content-Security-Policy refuses.",
        "It won't work in the reader's browser, and somebody may then loosen the policy.",
        "Move it to a file of the site, or build the policy again from the finished page.",
    ),
)

CATALOGUE: Mapping[str, Check] = {check.code: check for check in _CHECKS}


def describe() -> Mapping[str, Check]:
    """Code to check, for `clearance explain` and the handbook; `Check.page` is the text to show."""
    return CATALOGUE
