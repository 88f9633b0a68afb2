"""What is in the story of `conftest.py`, by name, and how an export is looked into."""

from __future__ import annotations

import html
import re
import subprocess
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator

GONE = "content/posts/gone.md"
LATER = "content/posts/later.md"
DRAFT = "content/posts/draft.md"
DRAFT_WORDS = "A private word"
PRIVATE = "Names a child"


def holding(bag: Path, *texts: str) -> list[str]:
    """The files of a bag that hold one of these texts in name or bytes; of a WARC, the addresses."""
    wanted = [text.encode() for text in texts]
    found = []
    for path in sorted(bag.rglob("*")):
        name = path.relative_to(bag).as_posix()
        if path.is_file() and any(text in name.encode() or text in path.read_bytes() for text in wanted):
            found.append(name)
    return found + [url for url, data in responses(bag).items() if any(text in data for text in wanted)]


def responses(bag: Path) -> dict[str, bytes]:
    """What the WARC of a bag gives at each address; nothing without one."""
    found: dict[str, bytes] = {}
    warc = bag / "data" / "website.warc.gz"
    if not warc.exists():
        return found
    with warc.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            if record.rec_type == "response":
                found[record.rec_headers.get_header("WARC-Target-URI")] = record.content_stream().read()
    return found


def blocks(bag: Path) -> str:
    """All commands of the verification page, as a person copies them from it one after another."""
    page = (bag / "data" / "VERIFY.html").read_text(encoding="utf-8")
    return "\n".join(
        html.unescape(text) for text in re.findall(r"<pre><code>(.*?)</code></pre>", page, re.DOTALL)
    )


def follow(bag: Path, home: Path) -> tuple[int, str]:
    """Type the commands of the page into a shell in the bag's folder: exit code, and all that was shown.

    The shell has nothing but the system's own programs.
    """
    ran = subprocess.run(
        ["/bin/sh"],
        input=blocks(bag),
        cwd=bag,
        env={"PATH": "/usr/bin:/bin", "HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return ran.returncode, ran.stdout
