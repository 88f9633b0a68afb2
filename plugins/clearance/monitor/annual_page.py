"""The annual report as one HTML page, without scripts: for screens, paper and screen readers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from html import escape

from clearance.monitor.annual import Figures, Quarter
from clearance.monitor.charts import Chart, shown, svg
from clearance.monitor.weblogs import Views, told
from clearance.report.visible import visible

TOP = 50
"""posts with the most views, in the page; the CSV has all"""
Cell = str | int | float | None

STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 52rem; padding: 1.5rem; color: #1b1b1b; background: #fff;
  font: 1rem/1.55 system-ui, "Liberation Sans", Arial, sans-serif; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem; border-bottom: 2px solid #17456e; padding-bottom: .2rem; }
h3 { font-size: 1.1rem; margin: 1.75rem 0 .25rem; }
a { color: #17456e; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: .75rem;
  margin: 1.5rem 0; padding: 0; list-style: none; }
.cards li { border: 1px solid #8a94a0; border-radius: .4rem; padding: .6rem .8rem; }
.cards b { display: block; font-size: 1.6rem; line-height: 1.2; }
.cards small { font-size: .85rem; color: #444; }
.frame { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; font-size: .93rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; overflow-wrap: break-word;
  border-bottom: 1px solid #c4cad1; }
thead th { border-bottom: 2px solid #59636e; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
svg { display: block; width: 100%; height: auto; margin: .5rem 0; }
svg text { font: 12px system-ui, "Liberation Sans", Arial, sans-serif; fill: #1b1b1b; }
svg .base { stroke: #59636e; }
svg .before { fill: #b9c4cf; stroke: #59636e; }
svg .year { fill: #17456e; stroke: #17456e; }
.note { color: #444; font-size: .93rem; overflow-wrap: anywhere; }
.notice { border-left: .3rem solid #8a4b00; padding: .3rem .8rem; background: #fdf3e4; }
@page { size: letter; margin: 18mm 16mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, caption { break-after: avoid; }
  svg, tr, .cards li { break-inside: avoid; }
  figure { break-inside: avoid; }
  thead { display: table-header-group; }
  .frame { overflow: visible; }
  a { color: inherit; text-decoration: none; }
  svg .before, svg .year, .notice { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
figure { margin: 1rem 0; }
"""


def page(figures: Figures, views: Views | None, ranked: Sequence[tuple[str, str, int]]) -> str:
    """The whole page. `ranked` are title, address and views of each page, the most viewed first."""
    title = f"Annual report on the website, {figures.period.name}"
    body = "\n".join(
        (
            *_head(figures, title),
            *_resources(figures),
            *_effectiveness(figures, views, ranked),
            *_content(figures),
            *_training(figures),
            *_trends(figures),
            *_method(figures),
        )
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(title)}: {_text(figures.name)}</title>\n<style>{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _text(value: object) -> str:
    return escape(visible(str(value)))


def _head(figures: Figures, title: str) -> Iterator[str]:
    period = figures.period
    yield f"<h1>{_text(title)}</h1>"
    yield f"<p>{_text(figures.name)}. It covers {period.begins} to {figures.through} (policy 1021.6).</p>"
    if (period.opens - figures.through).days > 1:
        yield f'<p class="notice">The year is not over: this is how it stood on {figures.through}.</p>'
    counts = figures.counts
    cards = (
        (counts["posts"], "new posts"),
        (counts["approvals"], "approvals"),
        (len(figures.people), "people with a part"),
        (counts["reports"], "reports of live pages"),
        (counts["withdrawals"], "pages taken down"),
    )
    items = "".join(f"<li><b>{shown(number)}</b><small>{name}</small></li>" for number, name in cards)
    yield f'<ul class="cards">{items}</ul>'


def _resources(figures: Figures) -> Iterator[str]:
    yield "<h2>Resources used</h2>"
    rows = (
        (one.member, one.office, ", ".join(one.roles), one.posts, one.approvals) for one in figures.people
    )
    yield _table(
        "People, their roles in the year, and what they did",
        ("Member", "Office", "Roles", "Posts", "Approvals"),
        rows,
    )
    yield from _figure(
        figures, "hours", "Hours from the commit of a version to its approval (median)", lambda one: one.hours
    )
    yield from _requests(figures)


def _requests(figures: Figures) -> Iterator[str]:
    if not any(quarter.requests for quarter in figures.quarters):
        yield (
            '<p class="note">No new post says when it was asked for (clearance.requested), so nothing '
            "is told of the time from requests to publication.</p>"
        )
        return
    number = sum(quarter.requests for quarter in figures.year)
    title = "Hours from the request for a post to its publication (median)"
    yield from _figure(figures, "requests", title, lambda one: one.request_hours)
    yield f'<p class="note">Counted of {number} new posts of the year that say when they were asked for.</p>'


def _effectiveness(
    figures: Figures, views: Views | None, ranked: Sequence[tuple[str, str, int]]
) -> Iterator[str]:
    yield "<h2>Effectiveness of the content</h2>"
    yield _table(
        "Posts by subject",
        ("Subject", "Year before", "This year"),
        figures.subjects,
    )
    if views is None:
        yield (
            '<p class="notice">No logs of the web server were given, so nothing is told of how often pages '
            "were read. The site itself counts nobody.</p>"
        )
        return
    half = len(views.blocks) // 2
    chart = Chart("views", "Views of pages", _names(figures), views.blocks[:half], views.blocks[half:])
    yield from _charted(chart)
    yield f"<p>The logs reach from {views.first or 'no day'} to {views.last or 'no day'}.</p>"
    yield _table(
        f"Pages with the most views (the first {TOP}; all are in views.csv)",
        ("Page", "Address", "Views"),
        ((title, f"/{address}", number) for title, address, number in ranked[:TOP]),
    )
    yield _table(
        "Reach of the feeds: requests by programs with which people follow the notices",
        ("Feed", "Requests"),
        ((f"/{path}", number) for path, number in views.feeds.most_common()),
    )
    yield _table("How each line of the logs was used", ("Lines", "Number"), told(views).items())
    if views.nameless:
        yield (
            f'<p class="note">{shown(views.nameless)} views are from logs that name no program, so programs '
            "are among them.</p>"
        )


def _content(figures: Figures) -> Iterator[str]:
    yield "<h2>Unauthorized or inappropriate content, and what was done</h2>"
    yield _table(
        "Reports by members, and their resolution",
        ("Page", "Kind", "Reported", "Taken down", "Hours to removal", "Resolved", "Cause"),
        (
            (one.page, one.kind, one.reported, one.removed, one.hours, one.resolved, one.cause)
            for one in figures.issues
        ),
    )
    yield _table("Pages taken down", ("Page", "Day", "By"), figures.withdrawals)
    yield _table("Records that don't count", ("Record", "Why"), figures.refused)
    yield _table("Reviews completed", ("Review", "By", "Day", "In time"), figures.reviews)


def _training(figures: Figures) -> Iterator[str]:
    yield "<h2>Training</h2>"
    yield _table(
        "Those who may write or approve, at the end of the year",
        ("Member", "All topics hold until", "Missing or lapsed"),
        ((one.member, one.until, ", ".join(one.lapsed)) for one in figures.training),
    )


def _trends(figures: Figures) -> Iterator[str]:
    yield "<h2>Trends</h2>"
    yield from _figure(figures, "posts", "New posts", lambda one: one.posts)
    yield from _figure(figures, "approvals", "Approvals, corrections among them", lambda one: one.approvals)
    yield from _figure(figures, "reports", "Reports of live pages", lambda one: one.reports)
    yield from _figure(figures, "withdrawals", "Pages taken down", lambda one: one.withdrawals)


def _method(figures: Figures) -> Iterator[str]:
    yield "<h2>How the figures were made</h2>"
    yield (
        "<p>Posts count from their first approval. Hours run from the last commit of a version, not from a "
        "request by telephone or mail, which no record shows. A view is a page that was answered whole, "
        "asked for by a program that doesn't call itself a robot; nobody's address was looked at, so one "
        "person who comes twice is two views. Feeds are fetched by programs, often once for many readers. "
        "What members wrote in their reports is left out.</p>"
    )
    yield f'<p class="note">Figures sha256:{figures.digest}</p>'


def _figure(
    figures: Figures, name: str, title: str, value: Callable[[Quarter], float | None]
) -> Iterator[str]:
    before, year = [*map(value, figures.before)], [*map(value, figures.year)]
    if all(each is None for each in (*before, *year)):
        yield f"<p><strong>{_text(title)}:</strong> not known, since git shows no commit before one.</p>"
        return
    yield from _charted(Chart(name, title, _names(figures), before, year))


def _names(figures: Figures) -> list[str]:
    return [_months(one) for one in figures.year]


def _months(quarter: Quarter) -> str:
    start, _, end = quarter.name.partition(" to ")
    return f"{start.partition('-')[2]} to {end}"


def _charted(chart: Chart) -> Iterator[str]:
    rows = zip(chart.labels, chart.before, chart.year, strict=True)
    yield f"<figure><h3>{_text(chart.title)}</h3>{svg(chart)}"
    yield _table(f"{chart.title}, by months", ("Months", "Year before", "This year"), rows) + "</figure>"


def _table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    lines = [*rows]
    if not lines:
        return f"<p><strong>{_text(caption)}:</strong> none.</p>"
    numeric = [
        all(row[at] is None or isinstance(row[at], int | float) for row in lines) for at in range(len(heads))
    ]
    head = "".join(
        f'<th scope="col"{_class(numeric[at])}>{_text(name)}</th>' for at, name in enumerate(heads)
    )
    body = "".join(f"<tr>{_row(row, numeric)}</tr>" for row in lines)
    return (
        f'<div class="frame" tabindex="0" role="region" aria-label="{_text(caption)}"><table>'
        f"<caption>{_text(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(row: Sequence[Cell], numeric: Sequence[bool]) -> str:
    first = f'<th scope="row">{_cell(row[0])}</th>'
    return first + "".join(
        f"<td{_class(numeric[at])}>{_cell(cell)}</td>" for at, cell in enumerate(row[1:], 1)
    )


def _class(numeric: bool) -> str:  # noqa: FBT001 - a property of the column
    return ' class="number"' if numeric else ""


def _cell(cell: Cell) -> str:
    return shown(cell) if isinstance(cell, int | float) else _text(cell or "–")
