"""Clean posts as a police department writes them, as many as wanted, always the same ones.

Each has 200 to 400 words: paragraphs, a list, links, on most a table or a note. What is chosen
and filled in is different enough that texts hardly ever repeat, as with what people write.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

SEED = 1021
FEWEST, MOST = 200, 400
"""words of a post"""

_PROSE = Path(__file__).with_name("prose.txt")
_OPTIONS = re.compile(r"\[([^\[\]]*)\]")
_VALUE = re.compile(r"\{([a-z]+)\}")
_LINKED = re.compile(r"\b(?:report|plan|form|list|table|test)\b")
_EPOCH = datetime(2016, 1, 4, 12, tzinfo=UTC)
_STREETS = """
Alder Ashbourne Barrow Beech Birch Bramble Canal Cedar Cherry Clover Depot Dogwood Elm Fairview Fern Garfield
Halvorsen Hawthorn Hazel Hickory Jefferson Juniper Kedzie Larkin Laurel Linden Locust Madison Maple Meadow
Mill Monroe Mulberry Orchard Pershing Pine Plank Poplar Prairie Quarry Ridgemoor Rowan Sandhill Sherman Spruce
Sumac Sycamore Tamarack Thornton Vernon Walnut Warren Willow Winfield Wolcott Woodbine
"""
_WAYS = ("Street", "Avenue", "Road", "Lane", "Court", "Drive", "Boulevard", "Place")
_PLACES = """
Community Center|Depot Museum|public library|farmers market|ice rink|Prairie Trail bakery|band shell|old mill
|middle school gym|village green|boathouse|VFW hall|train station|botanical garden|fire museum|garden center
"""
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HEADINGS = """
What to know|What you can do|Details|In short|Dates and times|Who to ask|Before you come|How it goes on
|What has changed|Questions that we were asked|For people on foot|If it rains
"""
_LINKS = (
    "the [county's page](https://www.county.example/notices/{number})",
    "our [contact page](/contact/)",
    "the [village calendar](https://www.village.example/calendar/{year}/{number})",
    "a [map of the detour](https://maps.county.example/road/{big})",
    "the [text of the ordinance](https://code.village.example/chapter-{number})",
    "the [front page](/)",
)


@dataclass(frozen=True, slots=True)
class Post:
    """`path` is relative to the department, `text` the whole file."""

    path: str
    title: str
    body: str
    text: str


@dataclass(frozen=True, slots=True)
class _Topic:
    title: str
    category: str
    sentences: tuple[str, ...]


def typical_posts(count: int, *, author: str = "pio1", seed: int = SEED) -> Iterator[Post]:
    """The first `count` posts of an endless row; `author` writes and attests all of them."""
    topics = _topics()
    for number in range(count):
        yield _post(number, topics, author, random.Random(f"{seed}-{number}"))  # noqa: S311 - no secret


def _topics() -> tuple[_Topic, ...]:
    blocks = re.split(r"^== ", _PROSE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return tuple(_topic(block) for block in blocks)


def _topic(block: str) -> _Topic:
    head, *lines = block.splitlines()
    title, category = head.split(" | ")
    return _Topic(title, category, tuple(line.removeprefix("> ") for line in lines if line.startswith("> ")))


def _post(number: int, topics: tuple[_Topic, ...], author: str, chance: random.Random) -> Post:
    topic = topics[number % len(topics)]
    title = _written(topic.title, chance)
    title = title[:1].upper() + title[1:]
    body = _body(topic, topics, chance)
    created = _EPOCH + timedelta(hours=7 * number)
    front = (
        f'title: "{title}"\ndate: {created:%Y-%m-%dT%H:%M}\nauthors: [{author}]\n'
        f'categories: [{topic.category}]\ndescription: "{_written(topic.sentences[0], chance)}"\n'
        f"tags: [{topic.category.partition('-')[0]}, notice {number % 97}]\nclearance:\n  attest: {author}\n"
    )
    path = f"content/posts/{created:%Y}/notice-{number}.md"
    return Post(path, title, body, f"---\n{front}---\n{body}")


def _body(topic: _Topic, topics: tuple[_Topic, ...], chance: random.Random) -> str:
    """Blocks until there are words enough; the sentences of the topic, and some of another one."""
    other = chance.choice(topics)
    sentences = [*chance.sample(topic.sentences, len(topic.sentences)), *other.sentences]
    supply = iter([_written(sentence, chance) for sentence in sentences] * 2)
    wanted = chance.randint(FEWEST, MOST - 60)
    blocks = [_paragraph(supply, chance, 2)]
    while sum(len(block.split()) for block in blocks) < wanted:
        blocks.append(_block(supply, chance))
    blocks.append(
        _written(f"See {chance.choice(_LINKS)}, or call {{phone}}. The number is {{case}}.", chance)
    )
    return "\n\n".join(blocks) + "\n"


def _block(supply: Iterator[str], chance: random.Random) -> str:
    kind = chance.choices(
        ("paragraph", "section", "list", "table", "note", "quote"), (40, 18, 20, 8, 8, 6), k=1
    )[0]
    match kind:
        case "section":
            heading = chance.choice(_HEADINGS.replace("\n", "").split("|"))
            return f"## {heading}\n\n{_paragraph(supply, chance, 2)}"
        case "list":
            mark = chance.choice(("-", "1."))
            return "\n".join(f"{mark} {next(supply)}" for _ in range(chance.randint(2, 4)))
        case "table":
            return _table(chance)
        case "note":
            return f"!!! note\n    {next(supply)}"
        case "quote":
            return f"> {next(supply)}"
    return _paragraph(supply, chance, chance.randint(2, 4))


def _paragraph(supply: Iterator[str], chance: random.Random, size: int) -> str:
    words = " ".join(next(supply) for _ in range(size))
    if chance.random() < 0.3:  # noqa: PLR2004 - about every third
        words = re.sub(r"\b(\d+ percent|nobody|at once|free of charge)\b", r"**\1**", words, count=1)
    if chance.random() < 0.4:  # noqa: PLR2004 - somewhat more
        target = _written("https://www.village.example/{year}/{number}", chance)
        words = _LINKED.sub(lambda found: f"[{found[0]}]({target})", words, count=1)
    return words


def _table(chance: random.Random) -> str:
    rows = "\n".join(
        _written("| {street} | {street} to {street} | {time} | [open|closed|one lane] |", chance)
        for _ in range(chance.randint(3, 6))
    )
    return f"| Where | From and to | Until | State |\n|---|---|---|---|\n{rows}"


def _written(template: str, chance: random.Random) -> str:
    while "[" in template and (chosen := _OPTIONS.search(template)) and "(" not in template:
        options = chosen[1].split("|")
        template = template[: chosen.start()] + chance.choice(options) + template[chosen.end() :]
    text = _VALUE.sub(lambda found: _value(found[1], chance), template).replace("m..", "m.")
    return text[:1].upper() + text[1:]


def _value(kind: str, chance: random.Random) -> str:
    return _VALUES[kind](chance)


def _day(chance: random.Random) -> datetime:
    return _EPOCH + timedelta(days=chance.randrange(4000))


def _time(chance: random.Random) -> str:
    return f"{chance.randint(1, 12)}{chance.choice(('', ':30', ':15'))} {chance.choice('ap')}.m."


_VALUES: Mapping[str, Callable[[random.Random], str]] = {
    "street": lambda chance: f"{chance.choice(_STREETS.split())} {chance.choice(_WAYS)}",
    "place": lambda chance: chance.choice(_PLACES.replace("\n", "").split("|")),
    "date": lambda chance: f"{_day(chance):%A, %B %-d}",
    "weekday": lambda chance: f"{_day(chance):%A}",
    "time": _time,
    "small": lambda chance: chance.choice(_SMALL),
    "number": lambda chance: str(chance.randint(13, 96)),
    "big": lambda chance: f"{chance.randint(2, 28)},{chance.randrange(1000):03}",
    "amount": lambda chance: f"{chance.randint(1, 90)},{chance.randrange(0, 1000, 50):03}",
    "year": lambda chance: str(chance.randint(2011, 2025)),
    "decade": lambda chance: f"{chance.randrange(1920, 1980, 10)}s",
    "season": lambda chance: chance.choice(("spring", "summer", "autumn", "winter")),
    "side": lambda chance: chance.choice(("north", "south", "east", "west")),
    "phone": lambda chance: f"(708) 555-01{chance.randrange(100):02}",
    "case": lambda chance: f"{_day(chance):%y}-{chance.randrange(100000):06}",
}
"""what stands for each {name} in the prose"""
