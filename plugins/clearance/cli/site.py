"""Commands about the site: build it, look at it, audit it."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from pathlib import Path

import click

from clearance.cli.options import cache_options, department, now, root_option
from clearance.errors import CannotJudge
from clearance.evidence import read_evidence
from clearance.history.pin import trusted_pin
from clearance.model import Severity
from clearance.publish.audit import Expected, audit_site
from clearance.publish.build import build_site
from clearance.publish.decision import decide
from clearance.publish.inventory import inventory
from clearance.publish.orders import Orders, Published, Search, Watch
from clearance.publish.pictures import take_pictures
from clearance.publish.preview import build_preview, is_preview
from clearance.publish.serving import Address, serve_folder, serve_preview
from clearance.report.terminal import plain


@click.command()
@click.option(
    "--site-dir",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site goes; by default as mkdocs.yml says.",
)
@click.option(
    "--search",
    type=click.Choice([when.value for when in Search]),
    default=Search.AFTER.value,
    show_default=True,
    help="When the search index is made: before publishing, right after, or not at all.",
)
@click.option("--timings", is_flag=True, help="Say how long each step took, and how much memory.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
@cache_options
@root_option
def build(  # noqa: PLR0913 - what click gives
    *, site_dir: Path | None, search: str, timings: bool, quiet: bool, root: Path, cache: Path | None
) -> int:
    """Publish: judge, build beside the old site, audit, and swap the new one in.

    When something isn't cleared, nothing is written and the old site stays (or, with
    `uncleared: omit` in mkdocs.yml, the rest goes out and the exit code says so).

    Only what a change touches is made anew. The site is public before its search index is renewed;
    until then a page that was changed or taken down can't be found in it.
    """
    begun = time.perf_counter()

    def tell(published: Published) -> None:
        if not quiet:
            orders.watch.pause()
            click.echo(_budget(published, time.perf_counter() - begun))

    watch = Watch(shown=not quiet and sys.stderr.isatty())
    orders = Orders(cache=cache, search=Search(search), watch=watch, tell=tell)
    built = build_site(department(root), site_dir=site_dir, quiet=quiet, at=now(), orders=orders)
    if built.exit_code == 0 and not quiet:
        click.echo(f"published {built.pages} pages in {built.site}")
    if timings:
        click.echo(watch.table(), err=True)
    return built.exit_code


def _budget(published: Published, seconds: float) -> str:
    """What a build did and how long it took until the site was public."""
    total = published.made + published.kept
    why = f" ({published.why})" if published.why else ""
    made = "all" if not published.kept else f"{published.made:,} of"
    return f"public after {seconds:.1f} s: {made} {total:,} pages and lists made anew{why}"


@click.command()
@click.option(
    "--addr", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to serve."
)
@click.option("--built", is_flag=True, help="Build and serve the real site instead of a preview.")
@click.option("--open", "open_", is_flag=True, help="Open a browser.")
@click.option(
    "--unadopted",
    is_flag=True,
    help="Preview although mkdocs.yml, the theme or a hook is not adopted: they run as code here.",
)
@cache_options
@root_option
def serve(  # noqa: PLR0913 - what click gives
    *, addr: str, built: bool, open_: bool, unadopted: bool, root: Path, cache: Path | None
) -> int:
    """Preview the site, each page with its state and findings, renewed as you save.

    The preview shows drafts and uncleared pages: it is for the department's eyes. With --built,
    the real site is built and served instead, as the public would see it.
    """
    address, folder = Address.parse(addr), department(root)
    if not built:
        if not unadopted:
            _require_adopted_code(folder)
        serve_preview(folder, address, open_browser=open_, cache=cache)
        return 0
    result = build_site(folder, site_dir=None, quiet=True, at=now(), orders=Orders(cache=cache))
    if result.exit_code == 0:
        click.echo(f"published {result.pages} pages in {result.site.name}/")
        serve_folder(result.site, address, open_browser=open_)
    return result.exit_code


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option(
    "--pictures",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also take pictures of the pages that wait, at desktop and phone width, with Chromium.",
)
@root_option
def preview(folder: Path, pictures: Path | None, root: Path) -> int:
    """Write a preview into DIR: every page, each with its state and findings. For a pull request.

    Search engines are told to stay away, and neither `clearance build` nor `clearance audit` takes
    the folder for the public site. DIR must be missing, empty, or a preview from before.
    """
    made = build_preview(department(root), folder.absolute(), at=now())
    click.echo(f"preview in {folder}; to look at it: python3 -m http.server -b 127.0.0.1 -d {folder}")
    if pictures:
        taken = take_pictures(made.folder, made.waiting, pictures)
        click.echo(f"{len(taken)} pictures in {pictures}")
    return 0


@click.command()
@click.argument("site_dir", type=click.Path(path_type=Path))
@click.option(
    "--sources/--no-sources",
    default=True,
    show_default=True,
    help="Also check that every file has an approved or known source in the department.",
)
@root_option
def audit(site_dir: Path, sources: bool, root: Path) -> int:  # noqa: FBT001 - click's flag
    """Audit a built site, by whatever generator it was made.

    Looks for public posting, comment and chat widgets, third-party hosts, active HTML, files
    without an approved or known source, missing language or title, and a Content-Security-Policy
    that each page satisfies.
    """
    if not site_dir.is_dir():
        raise CannotJudge("there is no such folder", path=str(site_dir))
    if is_preview(site_dir):
        raise CannotJudge("is a preview, which is never the public site", path=str(site_dir))
    at = now()
    expected, hosts = _known(site_dir, root, at) if sources else (None, ())
    findings = audit_site(site_dir, expected, hosts=hosts)
    for finding in findings:
        click.echo(f"{plain(finding.path)}:{finding.line}: {plain(finding.message)} ({finding.code})")
    wrong = [finding for finding in findings if finding.severity is not Severity.NOTE]
    click.echo(f"{len(wrong)} thing(s) must be mended." if wrong else "The audit found nothing wrong.")
    return 1 if wrong else 0


def _require_adopted_code(folder: Path) -> None:
    if not read_evidence(folder, at=now(), pin=trusted_pin(folder)).code_is_adopted:
        raise CannotJudge(
            "mkdocs.yml, the theme or a hook is not as the chief adopted it, and a preview runs them as "
            "code. `clearance check` says what changed; add --unadopted if you trust this checkout"
        )


def _known(site_dir: Path, root: Path, at: datetime) -> tuple[Expected, tuple[str, ...]]:
    decision = decide(department(root), at=at)
    if decision.config is None:
        raise CannotJudge(
            "mkdocs.yml, the theme or a hook is not as the chief adopted it; see `clearance check`, "
            "or audit the files alone with --no-sources"
        )
    expected = inventory(decision.judgement, decision.config, site_dir)
    return expected, decision.judgement.evidence.guidelines.department.hosts
