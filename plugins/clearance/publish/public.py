"""What a build writes besides its pages: feeds for subscribers, and all that it takes to check a page."""

from __future__ import annotations

from clearance.gate import Judgement
from clearance.publish.syndication import subscriptions
from clearance.publish.well_known import attestations


def documents(judgement: Judgement, site_url: str) -> dict[str, bytes]:
    """Each document by its path on the site; none where nobody said under which address the site stands."""
    return {**subscriptions(judgement, site_url), **attestations(judgement, site_url)}
