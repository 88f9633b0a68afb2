"""Web-server logs: what is a view, what isn't, and that nothing of anybody is kept."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pytest

from clearance.errors import CannotJudge
from clearance.monitor.weblogs import Frame, Views, count, quarters, told

FRAME = Frame(
    frozenset({"", "posts/flood/", "über/"}), "/", quarters(date(2026, 1, 1)), ZoneInfo("America/Chicago")
)
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def line(
    address: str = "/posts/flood/",
    *,
    method: str = "GET",
    status: int = 200,
    at: str = "10/Mar/2026:13:55:36 -0600",
    program: str | None = BROWSER,
    who: str = "203.0.113.7 - -",
) -> str:
    more = "" if program is None else f' "-" "{program}"'
    return f'{who} [{at}] "{method} {address} HTTP/1.1" {status} 2326{more}\n'


def counted(tmp_path: Path, *lines: str) -> Views:
    log = tmp_path / "access.log"
    log.write_text("".join(lines), encoding="utf-8")
    return count([log], FRAME)


def cloudflare(**changed: object) -> str:
    """A line of Cloudflare Logpush, whose times are in billionths of a second unless one asks otherwise."""
    said = {
        "ClientIP": "203.0.113.7",
        "ClientRequestMethod": "GET",
        "ClientRequestURI": "/posts/flood/?utm=1",
        "ClientRequestUserAgent": BROWSER,
        "EdgeResponseStatus": 200,
        "EdgeStartTimestamp": 1773172536000000000,
    }
    kept = {key: value for key, value in (said | changed).items() if value is not None}
    return json.dumps(kept) + "\n"


def cloudfront(changed: Mapping[str, object] | None = None) -> str:
    """A line of CloudFront's standard log as JSON."""
    said: dict[str, object] = {
        "date": "2026-03-10",
        "time": "19:55:36",
        "c-ip": "203.0.113.7",
        "cs-method": "GET",
        "cs-uri-stem": "/posts/flood/",
        "sc-status": "200",
        "cs(User-Agent)": quote(BROWSER),
    }
    kept = {key: value for key, value in {**said, **(changed or {})}.items() if value is not None}
    return json.dumps(kept) + "\n"


REAL_TIME = {"date": None, "time": None, "timestamp": "1773172536.123", "sc-status": 200}
JSON_LINES = [
    pytest.param(cloudflare(), True, id="Cloudflare"),
    pytest.param(cloudflare(EdgeStartTimestamp=1773172536), True, id="Cloudflare, in seconds"),
    pytest.param(cloudflare(EdgeStartTimestamp="2026-03-10T19:55:36Z"), True, id="Cloudflare, in words"),
    pytest.param(
        cloudflare(ClientRequestURI=None, ClientRequestPath="/posts/flood/"), True, id="by its path"
    ),
    pytest.param(cloudflare(ClientRequestUserAgent=None), True, id="Cloudflare, without programs"),
    pytest.param(cloudflare(ClientRequestUserAgent="Googlebot/2.1"), False, id="Cloudflare, a robot"),
    pytest.param(cloudflare(ClientRequestUserAgent=""), False, id="Cloudflare, nobody"),
    pytest.param(cloudflare(EdgeResponseStatus=404), False, id="Cloudflare, a failure"),
    pytest.param(cloudflare(EdgeResponseStatus=True), False, id="Cloudflare, no status"),
    pytest.param(cloudflare(ClientRequestMethod="POST"), False, id="Cloudflare, posted"),
    pytest.param(cloudflare(EdgeStartTimestamp="yesterday"), False, id="Cloudflare, no time"),
    pytest.param(cloudflare(EdgeStartTimestamp="2026-03-10T19:55:36"), False, id="Cloudflare, no zone"),
    pytest.param(cloudflare(ClientRequestURI=["/posts/flood/"]), False, id="Cloudflare, no address"),
    pytest.param(cloudfront(), True, id="CloudFront"),
    pytest.param(cloudfront(REAL_TIME), True, id="CloudFront, in real time"),
    pytest.param(cloudfront({"cs(User-Agent)": "curl/8.5.0"}), False, id="CloudFront, a program"),
    pytest.param(cloudfront({"cs(User-Agent)": "Feed%20Bot"}), False, id="CloudFront, a robot"),
    pytest.param(cloudfront({"sc-status": "000"}), False, id="CloudFront, cut off"),
    pytest.param(cloudfront({"date": "2026-02-30"}), False, id="CloudFront, no day"),
    pytest.param('{"message": "GET /posts/flood/"}\n', False, id="another object"),
    pytest.param(cloudflare()[:60], False, id="half an object"),
    pytest.param("{" * 60_000 + "\n", False, id="a deep one"),
]


@pytest.mark.parametrize(
    ("given", "viewed"),
    [
        *JSON_LINES,
        pytest.param(line(), True, id="a page"),
        pytest.param(line(status=304), True, id="a page that had not changed"),
        pytest.param(line("/posts/flood/index.html?utm=1"), True, id="by its file, with a query"),
        pytest.param(line("/%C3%BCber/"), True, id="an address with an umlaut"),
        pytest.param(line(program=None), True, id="a log without programs"),
        pytest.param(line(who="police.example:443 203.0.113.7 - jo doe"), True, id="a host and a name"),
        pytest.param(line().strip() + ' "198.51.100.2"\n', True, id="one field more"),
        pytest.param(line(status=404), False, id="a failure"),
        pytest.param(line(method="HEAD"), False, id="only its head"),
        pytest.param(line("/posts/flood/map.png"), False, id="a picture"),
        pytest.param(line("/wp-login.php"), False, id="what there is not"),
        pytest.param(line("/posts/flood"), False, id="a redirection's start"),
        pytest.param(line(program="Googlebot/2.1 (+http://www.google.com/bot.html)"), False, id="a robot"),
        pytest.param(line(program="curl/8.5.0"), False, id="a program"),
        pytest.param(line(program="-"), False, id="nobody"),
        pytest.param(line(at="31/Feb/2026:13:55:36 -0600"), False, id="no day"),
        pytest.param(line(at="10/Mar/2026:13:75:36 -0600"), False, id="no minute"),
        pytest.param("garbage\n", False, id="no line of a log"),
    ],
)
def test_what_is_a_view(tmp_path: Path, given: str, viewed: bool) -> None:  # noqa: FBT001 - a case
    views = counted(tmp_path, given)
    assert (sum(views.pages.values()), views.lines) == (int(viewed), 1)
    assert sum(told(views).values()) == 1


def test_the_quarter_is_that_of_the_departments_own_day(tmp_path: Path) -> None:
    late = line(at="01/Apr/2026:04:59:59 +0000")
    early = line(at="01/Apr/2026:05:00:00 +0000")
    assert counted(tmp_path, late, early).blocks == [0, 0, 0, 0, 1, 1, 0, 0]


def test_the_day_of_an_object_is_the_departments_own_as_well(tmp_path: Path) -> None:
    late = cloudfront({"date": "2026-04-01", "time": "04:59:59"})
    early = cloudflare(EdgeStartTimestamp=1775019600000)
    assert counted(tmp_path, late, early).blocks == [0, 0, 0, 0, 1, 1, 0, 0]


def test_the_year_before_is_counted_apart(tmp_path: Path) -> None:
    views = counted(tmp_path, line(at="10/Mar/2025:13:55:36 -0600"), line(at="10/Mar/2024:13:55:36 -0600"))
    assert (views.blocks[0], views.outside, dict(views.pages)) == (1, 1, {})
    assert (views.first, views.last) == (date(2024, 3, 10), date(2025, 3, 10))


def test_feeds_are_fetched_by_programs(tmp_path: Path) -> None:
    views = counted(tmp_path, line("/feeds/all.xml", program="FeedBot"), line("/feeds/all.xml"))
    assert dict(views.feeds) == {"feeds/all.xml": 2}


def test_plain_and_packed_and_a_very_long_line(tmp_path: Path) -> None:
    packed = tmp_path / "access.log.1.gz"
    packed.write_bytes(gzip.compress((line() * 3).encode()))
    plain = tmp_path / "access.log"
    plain.write_text(line(f"/{'x' * 300_000}") + line(), encoding="utf-8")
    views = count([packed, plain], FRAME)
    assert (views.lines, views.broken, sum(views.pages.values())) == (5, 1, 4)


def test_no_address_is_kept(tmp_path: Path) -> None:
    lines = (line(), line("/203.0.113.7"), "203.0.113.7 x\n", cloudflare(), cloudfront())
    assert "203.0.113" not in repr(counted(tmp_path, *lines))


@pytest.mark.parametrize("cut", [20, 60])
def test_a_packed_file_that_is_cut_short(tmp_path: Path, cut: int) -> None:
    packed = tmp_path / "access.log.gz"
    packed.write_bytes(gzip.compress((line() * 3).encode())[:cut])
    with pytest.raises(CannotJudge, match="is cut short or damaged"):
        count([packed], FRAME)


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(CannotJudge, match=r"can't be read: No such file"):
        count([tmp_path / "no.log"], FRAME)
    with pytest.raises(CannotJudge, match="can't be read: Is a directory"):
        count([tmp_path], FRAME)


def test_quarters_of_a_year_that_begins_in_june() -> None:
    starts = quarters(date(2025, 6, 1))
    assert (starts[0], starts[4], starts[-1]) == (date(2024, 6, 1), date(2025, 6, 1), date(2026, 6, 1))
