"""The annual report: a tagged PDF with one chart."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF, ViewerPreferences
from tools.sample_media.charts import CALLS
from tools.sample_media.drawing import BLUE, INK, NAVY, typeface

REPORT_TITLE = "Annual report 2024, Village of Alder Creek Police Department"
REPORT = """\
# Annual report 2024
Village of Alder Creek Police Department. Presented to the Village Board on February 24, 2025.
## The year in short
Residents and visitors called on the department 11,482 times, 2.7% more than in 2023. The median \
time from an emergency call to the first arrival was 4 minutes 30 seconds.
Crashes with injuries fell from 96 to 81, most of all at the rebuilt crossings of Larkin Avenue. \
Reported burglaries fell from 58 to 49. Thefts of and from motor vehicles rose from 142 to 167. \
Violent offenses fell from 33 to 31.
!Bar chart of calls for service: 2020 9,870; 2021 10,240; 2022 10,910; 2023 11,180; 2024 11,482.
## Five-year averages
Burglaries: 55 a year. Thefts of and from motor vehicles: 139. Violent offenses: 34. Crashes with \
injuries: 92. In a village of this size a few cases change a year's percentage a good deal.
---
## Complaints and commendations
The department received 14 complaints. Two were sustained, five were not, three were found to be \
unfounded, and four were settled in a conversation that both sides agreed to. Seventy-three letters \
of thanks were passed on.
## Use of force
Force beyond handcuffing was used in 21 of 604 arrests. Each case was reviewed by a supervisor, and \
all reports were sent to the state as the law requires. No firearm was discharged at a person.
## Training
Members completed 4,920 hours of training, among them crisis intervention, de-escalation, first aid, \
civil rights and the law of search and arrest.
## In the community
The department held 62 visits to schools, 9 watch group meetings and 11 checks of child seats, and \
took 410 pounds of unused medicines for safe disposal.
## Grants
$48,200 in federal traffic safety funds paid for campaigns against impaired driving. $12,500 from \
the state paid for ballistic vests. Both were spent in full and audited.
## How we counted
Figures are those of February 10, 2025. Late reports and reclassified cases may still change them \
slightly. Violent offenses are those reported to the state's uniform crime reporting program.
Questions: (708) 555-0100. Copies in large print are at the front desk, 4400 Depot Street."""


class TaggedReport(FPDF):
    """A PDF whose text is tagged; fpdf2 by itself tags only figures."""

    @contextmanager
    def tagged(self, kind: str, alt_text: str | None = None) -> Iterator[None]:
        number = self.struct_builder.next_mcid_for_page(self.page)
        self._add_marked_content(struct_type=f"/{kind}", mcid=number, alt_text=alt_text)
        self._out(f"/{kind} <</MCID {number}>> BDC")
        yield
        self._out("EMC")

    def footer(self) -> None:
        self._out("/Artifact BMC")
        self.set_y(-18)
        self.set_font(size=9)
        self.cell(0, 8, f"Alder Creek Police Department, annual report 2024, page {self.page}", align="C")
        self._out("EMC")

    def heading(self, words: str) -> None:
        level = words.count("#", 0, 3)
        size, color, gap = ((24, NAVY, 3), (14, BLUE, 1.5))[level - 1]
        self.prose(f"H{level}", words.lstrip("# "), size, color, gap)

    def prose(self, kind: str, words: str, size: float = 11, color: str = INK, gap: float = 3) -> None:
        self.set_font(size=size)
        self.set_text_color(color)
        with self.tagged(kind):
            self.multi_cell(0, size * 0.5, words, align="L", new_x="LMARGIN", new_y="NEXT")
        self.ln(gap)

    def block(self, line: str) -> None:
        if line == "---":
            self.add_page()
        elif line.startswith("#"):
            self.heading(line)
        elif line.startswith("!"):
            self.bars(line.removeprefix("!"))
        else:
            self.prose("P", line)

    def bars(self, description: str) -> None:
        top, tall = self.get_y() + 8, 52
        with self.tagged("Figure", description):
            self.set_font(size=10)
            for n, (year, value) in enumerate(zip(CALLS.labels, CALLS.values, strict=True)):
                left, height = 32 + n * 32, tall * value / max(CALLS.values)
                self.set_fill_color(BLUE)
                self.rect(left, top + tall - height, 20, height, style="F")
                self.text(left + 4, top + tall - height - 2, f"{value:,}")
                self.text(left + 5, top + tall + 6, year)
        self.set_y(top + tall + 14)


def font_bytes() -> bytes:
    source = typeface(12).path
    if not isinstance(source, io.BytesIO):
        raise TypeError("expected Pillow's own font, which it keeps in memory")
    return source.getvalue()


def write_report(path: Path) -> None:
    pdf = TaggedReport(format="Letter")
    with tempfile.NamedTemporaryFile(suffix=".ttf") as file:
        file.write(font_bytes())
        file.flush()
        pdf.add_font("Aileron", fname=file.name)
    pdf.set_title(REPORT_TITLE)
    pdf.set_lang("en-US")
    pdf.set_producer("fpdf2")
    pdf.set_creation_date(datetime(2025, 2, 24, 12, tzinfo=UTC))
    pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    pdf.set_margins(24, 22)
    pdf.set_auto_page_break(auto=False)
    pdf.set_font("Aileron")
    pdf.add_page()
    for line in REPORT.splitlines():
        pdf.block(line)
    pdf.output(str(path))
