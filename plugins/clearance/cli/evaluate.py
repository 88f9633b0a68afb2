"""The command that measures the rules: evaluate."""

from __future__ import annotations

import re
from pathlib import Path

import click

from clearance.cli.options import department, now, root_option
from clearance.errors import CannotJudge
from clearance.evaluate.as_json import render_json
from clearance.evaluate.as_text import render_text
from clearance.evaluate.corpus import read_corpus
from clearance.evaluate.judging import judge_samples
from clearance.evaluate.sample import Sample
from clearance.evaluate.scoring import evaluate as compare
from clearance.guidelines.loading import load_guidelines
from clearance.publish.generator import plain_renderer

_ID = re.compile(r"[^\s,]+")
_MOST_READ = 1_000_000
_FORMATS = {"json": render_json, "text": render_text}


@click.command()
@click.argument("corpus", type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice(sorted(_FORMATS)),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option(
    "--doubtful",
    default="",
    metavar="ID,… | FILE",
    help="Posts whose label is in doubt: either answer counts as right. Ids, or a file that lists them.",
)
@root_option
def evaluate(corpus: Path, format_: str, doubtful: str, root: Path) -> int:
    """Measure the rules on labelled posts: precision and recall.

    CORPUS is a file of JSON lines with `id`, `label` (clean or violation), `title`, `body`, and for
    a violation `clause`, `kind`, `span` and `difficulty`; or HateCheck's CSV; or Presidio's JSON.
    The rules are those of the department at --root.

    \b
    clearance evaluate posts.jsonl
    clearance evaluate posts.jsonl --doubtful post-7,post-12 --format json
    """
    guidelines = load_guidelines(department(root))
    samples = read_corpus(corpus)
    ids = _doubtful(doubtful, samples)
    judged = judge_samples(samples, guidelines, at=now(), render=plain_renderer())
    click.echo(_FORMATS[format_](compare(judged, ids)), nl=False)
    return 0


def _doubtful(written: str, samples: tuple[Sample, ...]) -> frozenset[str]:
    """The ids, as written or out of a file. Raises CannotJudge for one that the corpus doesn't have."""
    known = {sample.id for sample in samples}
    ids = frozenset(_ID.findall(written))
    path = Path(written)
    if not ids <= known and len(ids) == 1:
        try:
            with path.open(encoding="utf-8") as file:
                ids = frozenset(_ID.findall(file.read(_MOST_READ)))
        except (OSError, ValueError) as error:
            message = f"--doubtful names neither posts of the corpus nor a file that can be read ({error})"
            raise CannotJudge(message) from None
    if unknown := sorted(ids - known):
        raise CannotJudge(f"--doubtful names {unknown[0][:40]!r}, which is no post of the corpus")
    return ids
