"""What a build writes besides its pages: feeds for subscribers, and all that it takes to check a page."""

from __future__ import annotations

from functools import partial

from clearance.ahead import Ahead
from clearance.ahead import begin as begin_work
from clearance.gate import Judgement
from clearance.publish.keeping import processors
from clearance.publish.syndication import subscriptions
from clearance.publish.well_known import attestations

WORTH_ANOTHER = 1_000
"""pages; for fewer the documents are made sooner than another process has begun"""


def begin(judgement: Judgement, site_url: str) -> Ahead[dict[str, bytes]]:
    """The documents, which of many pages another process makes meanwhile."""
    worth = len(judgement.outcome.pages) >= WORTH_ANOTHER and processors() > 1
    return begin_work(partial(documents, judgement, site_url), worth=worth)


def documents(judgement: Judgement, site_url: str) -> dict[str, bytes]:
    """Each document by its path on the site; none where nobody said under which address the site stands."""
    return {**subscriptions(judgement, site_url), **attestations(judgement, site_url)}
