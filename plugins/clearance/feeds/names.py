"""The names of the site's feeds. One of a subject bears its category's id, which can't be another's name."""

from __future__ import annotations

ALL = "notices"
"""the feed of all notices"""
EVENTS = "events"
"""the calendar"""
ALERTS = "alerts"
"""the feed of the alerts in effect"""
OF_INCIDENT = "incident-"
"""how the name of an incident's feed begins"""


def is_taken(name: str) -> bool:
    """Whether a feed of this name is, or may one day be, another's than a subject's."""
    return name in {ALL, EVENTS, ALERTS} or name.startswith(OF_INCIDENT)
