"""How much of a file is read before it is refused. A refused file is never clean."""

from __future__ import annotations

MAX_FILE_BYTES = 100_000_000
"""a file on disk"""
MAX_PIXELS = 120_000_000
"""one picture, width times height: above any telephone's camera (108 megapixels)"""
MAX_FRAMES = 1_000
"""pictures in an animation, all of which are decoded"""
MAX_ANIMATED_PIXELS = 1_000_000_000
"""all frames of an animation together"""
MAX_TEXT = 5_000_000
"""characters of text taken out of one file"""
MAX_PDF_PAGES = 2_000
MAX_PDF_OBJECTS = 500_000
MAX_STREAM_BYTES = 200_000_000
"""a PDF's stream, unpacked"""
MAX_PARTS = 5_000
"""files inside an Office file"""
MAX_PART_BYTES = 50_000_000
"""one file inside an Office file, unpacked"""
MAX_UNPACKED_BYTES = 300_000_000
"""all files inside an Office file, unpacked"""
MAX_RATIO = 300
"""how many times larger a part above a million bytes may be unpacked than packed"""
MAX_REVISIONS = 25
"""earlier revisions of a PDF that are opened"""

MEMORY_BYTES = 2_500_000_000
"""address space of the process that reads"""
CPU_SECONDS = 120
"""processor time for one file"""
WRITING_SECONDS = 60.0
"""time by the clock to read the writing in one picture"""
WALL_SECONDS = 180.0
"""time by the clock for one file"""
MAX_ANSWER_BYTES = 60_000_000
"""what the reading process may answer about one file"""


class Refused(Exception):
    """A file is not to be read: broken, locked, or beyond a limit. The message is for people."""
