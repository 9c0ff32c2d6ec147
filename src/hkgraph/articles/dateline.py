"""Dates as pages print them: in date lines, in datelines of agencies, in addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from hkgraph.articles.word_tables import column, values

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedDate:
    """A date in a line.

    Attributes:
        iso: Day, or time of day with the zone that is printed beside it.
        start: First character of it in the line; ``end`` is one past the last.
        day_end: One past the last character of the day, the time of day left out.
        modified: Its label says that it is the day of a change.
    """

    iso: str
    start: int
    end: int
    day_end: int
    modified: bool = False


def dates_in(line: str) -> list[PrintedDate]:
    """Find the dates of a line, in order; a day without its year is none."""
    found = []
    for match in _date_pattern().finditer(line):
        day = _day_of(match)
        if day is None:
            continue
        label = line[: match.start()].rpartition("|")[2][-40:].strip(" :：-–,").casefold()
        iso, end = _with_time(day, line, match)
        found.append(
            PrintedDate(
                iso=iso,
                start=match.start(),
                end=end,
                day_end=match.end(),
                modified=_says_modified(label),
            )
        )
    return found


def is_date_line(line: str) -> bool:
    """Say whether a line holds dates, times and their labels, and nothing else but a place."""
    rest = beside_dates(line)
    words = re.findall(r"[^\W\d_]+|\d+(?!\W*min\b)", rest) if rest is not None else ["?"]
    return not words or " ".join(words).casefold() in column("dates", "beside")


def says_when_published(line: str) -> bool:
    """Say whether a date line begins with a label: "Published: 2:05pm, 8 Sep 2023"."""
    labels = [word for word in column("dates", "label") if len(word) > len("date")]
    return line.strip().casefold().startswith(tuple(labels))


def agency_day(paragraph: str) -> str | None:
    """Give the day of a dateline: "HONG KONG, Dec 7 2018 (Reuters) - …", "(Hong Kong, …) – …"."""
    opening = paragraph[:_LONGEST_DATELINE]
    first = next(iter(dates_in(opening)), None)
    if first is None or not _PLACE_BEFORE.fullmatch(opening[: first.start]):
        return None
    return first.iso if _DASH_AFTER.match(opening, first.end) else None


def beside_dates(line: str) -> str | None:
    """Give what a line holds beside dates, times and their labels; None if it has no date."""
    found = dates_in(line) if len(line) <= 200 else []
    if not found:
        return None
    rest = line
    for one in reversed(found):
        rest = rest[: one.start] + " " + rest[one.end :]
    rest = _TIME.sub(" ", rest)
    return _furniture_pattern().sub(" ", rest)


def is_calendar_word(word: str) -> bool:
    """Say whether a word names a month or a weekday."""
    bare = word.strip(".,").casefold()
    return bare in _months() or bare in column("dates", "weekday")


def date_in_url(url: str) -> str | None:
    """Give the day that stands in the path of an address."""
    for match in _URL_DATE.finditer(url):
        year, month, day = (part for part in match.groups() if part is not None)
        number = month if month.isdigit() else _months().get(month.lower(), "0")
        iso = _iso(year, number, day)
        if iso:
            return iso
    return None


def iso_time(text: str) -> str | None:
    """Check an ISO 8601 day or time, as metadata give it; what is no such time gives None."""
    match = _ISO_TIME.fullmatch(text.strip())
    if match is None:
        found = dates_in(text)
        return found[0].iso if found else None
    day = _iso(match["year"], match["month"], match["day"])
    if day is None or not match["time"] or int(match["time"][:2]) > 23:
        return day
    zone = match["zone"]
    if not zone:
        return day
    zone = "+00:00" if zone in {"Z", "z"} else zone
    zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"
    clock = match["time"] if match["time"].count(":") == 2 else f"{match['time']}:00"
    return f"{day}T{clock}{zone}"


_LONGEST_DATELINE = 120
_PLACE_BEFORE = re.compile(r"\(?[A-Z][\w.'’]*(?:[ /,-]+[A-Z][\w.'’]*){0,5}\s*[,:(–—-]\s*")
_DASH_AFTER = re.compile(r"\)?\s*[,/]?\s*(?:\(?[A-Z][^()]{1,40}?\)?\s*)?(?:--?|[–—:])\s")
_ISO_TIME = re.compile(
    r"(?P<year>\d{4})-?(?P<month>\d\d)-?(?P<day>\d\d)"
    r"(?:[T ](?P<time>\d\d:\d\d(?::\d\d)?)(?:[.,]\d{1,9})?\s?(?P<zone>Z|z|[+-]\d\d(?::?\d\d)?)?)?"
)
_URL_DATE = re.compile(
    r"(?<=/)((?:19|20)\d\d)(\d\d)/(\d\d)(?=/)"
    r"|(?<=/)(\d{4})/(\d{1,2}|[A-Za-z]{3,9})/(\d{1,2})(?=/|$|[?.#-])"
    r"|(?<=[/_-])(\d{4})-(\d\d)-(\d\d)(?=/|$|[?.#_-])"
    r"|(?<=[/_-])((?:19|20)\d\d)(\d\d)(\d\d)(?=/|$|[?.#_-])"
)
_ZONE_AFTER = re.compile(r"\s?\(?([A-Za-z]+(?: [Kk]ong [Tt]ime)?)\b")
_ZONE_BEFORE = re.compile(r"\b([A-Za-z]{3,4})\s$")
_TIME = re.compile(
    r"\b(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
    r"\s?(?P<half>[ap]\.?m\.?)?(?=\W|$)",
    re.IGNORECASE,
)


@cache
def _date_pattern() -> re.Pattern[str]:
    months = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"(?<![\w])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th|er)?\s+(?:of\s+)?(?P<m1>{months})\.?,?\s+"
        rf"(?P<y1>\d{{4}})"
        rf"|(?P<m2>{months})\.?\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{{4}})"
        rf"|(?P<y3>\d{{4}})[-/.](?P<m3>\d{{1,2}})[-/.](?P<d3>\d{{1,2}})"
        rf"|(?P<d4>\d{{1,2}})[/.](?P<m4>\d{{1,2}})[/.](?P<y4>\d{{4}})"
        rf"|(?P<y5>\d{{4}})\s?年\s?(?P<m5>\d{{1,2}})\s?月\s?(?P<d5>\d{{1,2}})\s?日"
        rf"|(?P<d6>\d{{1,2}})-(?P<m6>{months})-(?P<y6>\d{{4}}))(?!\d)",
        re.IGNORECASE,
    )


@cache
def _months() -> dict[str, str]:
    return values("dates", "month")


@cache
def _furniture_pattern() -> re.Pattern[str]:
    words = [word for kind in ("label", "weekday", "zone") for word in column("dates", kind)]
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)


def _says_modified(label: str) -> bool:
    labels = values("dates", "label")
    ending = [word for word in labels if label.endswith(word)]
    return bool(ending) and labels[max(ending, key=len)] == "modified"


def _day_of(match: re.Match[str]) -> str | None:
    groups = {name[0]: value for name, value in match.groupdict().items() if value}
    month = groups["m"]
    number = month if month.isdigit() else _months().get(month.casefold(), "0")
    day = groups["d"]
    if match["d4"] and int(number) > 12 >= int(day):
        number, day = day, number
    return _iso(groups["y"], number, day)


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found.isoformat() if 1800 <= found.year <= 2100 else None


def _with_time(day: str, line: str, match: re.Match[str]) -> tuple[str, int]:
    """Add the time of day if it is printed beside the date, with its zone."""
    for time, zone in _times_beside(line, match):
        hour = int(time["hour"]) % 12 if time["half"] else int(time["hour"])
        if (time["half"] or "").lower().startswith("p"):
            hour += 12
        clock = f"{hour:02}:{time['minute'] or '00'}:{time['second'] or '00'}"
        return f"{day}T{clock}{zone}", max(match.end(), time.end())
    return day, match.end()


def _times_beside(line: str, match: re.Match[str]) -> Iterator[tuple[re.Match[str], str]]:
    zones = values("dates", "zone")
    for time in _TIME.finditer(line):
        outside = time.end() <= match.start() or time.start() >= match.end()
        near = -12 <= time.start() - match.end() <= 12 or 0 <= match.start() - time.end() <= 12
        sides = (_ZONE_AFTER.match(line, time.end()), _ZONE_BEFORE.search(line[: time.start()]))
        named = (zones.get(zone[1].casefold()) for zone in sides if zone)
        known = next((zone for zone in named if zone), None)
        near = near or _only_labels(line[match.end() : time.start()])
        if outside and near and known and (time["minute"] or time["half"]):
            yield time, known


def _only_labels(gap: str) -> bool:
    """Say whether no more than labels part a time from its date: "Issued at HKT"."""
    return 0 < len(gap) <= 40 and not re.search(r"\w", _furniture_pattern().sub("", gap))
