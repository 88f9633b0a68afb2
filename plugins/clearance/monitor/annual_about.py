"""What an annual report was made of, kept beside it as `about.json`: by it the report can be made again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from clearance.errors import CannotJudge
from clearance.monitor.annual import Figures
from clearance.monitor.weblogs import BLOCKS, Views

_NO_PART = "is no part of a report; expected what `clearance review annual` wrote"
_COUNTERS = frozenset({"pages", "feeds"})
_DAYS = frozenset({"first", "last"})


def written(figures: Figures, views: Views | None, titles: Mapping[str, str]) -> str:
    """The file. `titles` are those of the pages, by address."""
    told = {**_identity(figures), "pages": dict(titles), "views": vars(views) if views else None}
    return json.dumps(told, indent=2, default=str) + "\n"


def _identity(figures: Figures) -> dict[str, str]:
    return {"department": figures.department, "period": figures.period.name, "figures": figures.digest}


def parsed(data: bytes, path: str) -> dict[str, object]:
    """Raises CannotJudge for what is no JSON object."""
    try:
        about = json.loads(data)
    except (ValueError, RecursionError):
        about = None
    if not isinstance(about, dict):
        raise CannotJudge(_NO_PART, path=path)
    return about


def require_same(data: bytes, figures: Figures, titles: Mapping[str, str], path: str) -> None:
    """Raise CannotJudge unless department, period and figures are these, and each title is today's."""
    about = parsed(data, path)
    for name, expected in _identity(figures).items():
        if about.get(name) != expected:
            if name == "figures":
                raise CannotJudge("the figures have changed since; write the report anew", path=path)
            raise CannotJudge(f"is of the {name} {about.get(name)!r}; expected {expected!r}", path=path)
    for address, title in made_of(data, path)[1].items():
        if titles.get(address, title) != title:
            message = f"the page at /{address} has another title now; write the report anew"
            raise CannotJudge(message, path=path)


def made_of(data: bytes, path: str) -> tuple[Views | None, dict[str, str]]:
    """The views and the titles that the report was made of. Raises CannotJudge."""
    about = parsed(data, path)
    titles, views = about.get("pages"), about.get("views")
    if not isinstance(titles, dict) or not all(isinstance(title, str) for title in titles.values()):
        raise CannotJudge(_NO_PART, path=path)
    try:
        return None if views is None else _views(views), titles
    except (TypeError, ValueError):
        raise CannotJudge(_NO_PART, path=path) from None


def _views(said: object) -> Views:
    """Raises TypeError or ValueError for anything that is none."""
    if not isinstance(said, dict) or said.keys() != {one.name for one in fields(Views)}:
        raise TypeError
    views = Views()
    for name, value in said.items():
        setattr(views, name, _part(name, value))
    return views


def _part(name: str, value: object) -> Counter[str] | list[int] | int | date | None:
    if name in _COUNTERS and isinstance(value, dict):
        return Counter({place: _count(number) for place, number in value.items()})
    if name in _DAYS:
        return None if value is None else date.fromisoformat(str(value))
    if name == "blocks" and isinstance(value, list) and len(value) == BLOCKS:
        return [_count(number) for number in value]
    return _count(value)


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError
    return value
