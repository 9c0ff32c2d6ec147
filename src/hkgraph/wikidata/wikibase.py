"""An entity as Wikidata writes it in JSON, in a dump and in an answer of its API alike.

A field without content may be an empty list where others have an object.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

from hkgraph.wikidata.entities import Claims, Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Read = TypeVar("_Read")
_QID = re.compile(r"Q[1-9][0-9]{0,17}")
_YEAR = re.compile(r"([+-])([0-9]{1,8})-")
_PRECISION_OF_YEARS = 9
#: ``mul`` holds names that are the same in most languages, and then ``en`` is left out.
_ENGLISH = ("en", "mul", "en-gb", "en-ca", "en-us")
_CHINESE = ("zh-hk", "zh-hant", "zh-tw", "zh-mo", "yue", "zh", "zh-hans", "zh-cn", "zh-sg")
_IDS = {
    "instance_of": ("P31",),
    "countries": ("P27", "P17"),
    "located_in": ("P131", "P159"),
    "occupations": ("P106",),
    "positions": ("P39",),
    "bodies": ("P102", "P108", "P463", "P749"),
}
_YEARS = {"begun": ("P569", "P571"), "ended": ("P570", "P576")}
#: Languages whose names are kept.
LANGUAGES = (*_ENGLISH, *_CHINESE)
_PROPERTIES = tuple(name for names in (*_IDS.values(), *_YEARS.values()) for name in names)
#: Names kept of one entity; some have hundreds of spellings.
_MOST_NAMES = 100


def read_entity(raw: Any) -> Entry | None:
    """Read an entity whose type is still to be told from its classes.

    Args:
        raw: A mapping, as ``json`` or ``simdjson`` gives it.

    Returns:
        None if it is no item, or has neither an English nor a Chinese label.
    """
    qid = raw.get("id")
    labels = _wanted(raw.get("labels"), LANGUAGES, _text)
    english, chinese = _first(labels, _ENGLISH), _first(labels, _CHINESE)
    if not (english or chinese) or not isinstance(qid, str) or not _QID.fullmatch(qid):
        return None
    aliases = _wanted(raw.get("aliases"), LANGUAGES, _all_texts)
    names = dict.fromkeys((*labels.values(), *(one for group in aliases.values() for one in group)))
    descriptions = _wanted(raw.get("descriptions"), LANGUAGES, _text)
    return Entry(
        qid=qid,
        label=english or chinese,
        label_zh=chinese,
        type="",
        description=_first(descriptions, _ENGLISH) or _first(descriptions, _CHINESE),
        aliases=tuple(name for name in names if name not in (english, chinese))[:_MOST_NAMES],
        claims=read_claims(raw.get("claims")),
        sitelinks=len(_mapping(raw.get("sitelinks"))),
    )


def read_claims(claims: Any) -> Claims:
    """Read the statements that are kept; those that Wikidata calls deprecated are not."""
    found = _wanted(claims, _PROPERTIES, _values)
    ids = {name: tuple(_ids(found, properties)) for name, properties in _IDS.items()}
    years = {name: _year(found, properties) for name, properties in _YEARS.items()}
    values: dict[str, Any] = {**ids, **years}
    return Claims(**values)


def parents_of(raw: Any) -> tuple[str, ...]:
    """Give the classes that an entity is a direct subclass of."""
    return tuple(_ids(_wanted(raw.get("claims"), ("P279",), _values), ("P279",)))


def _mapping(value: Any) -> Any:
    return value if hasattr(value, "keys") else {}


def _wanted(value: Any, names: Iterable[str], read: Callable[[Any], _Read]) -> dict[str, _Read]:
    """Read the wanted fields of an object, in their order; asking for one that is not is slow."""
    fields = _mapping(value)
    present = set(fields.keys())
    return {name: read(fields[name]) for name in names if name in present}


def _text(field: Any) -> str:
    return str(field["value"])


def _all_texts(field: Any) -> list[str]:
    return [str(text["value"]) for text in field]


def _first(texts: dict[str, str], languages: Iterable[str]) -> str:
    return next((texts[language] for language in languages if language in texts), "")


def _ids(values: dict[str, list[Any]], properties: Iterable[str]) -> list[str]:
    numbers = {
        value["numeric-id"]
        for name in properties
        for value in values.get(name, ())
        if "numeric-id" in value
    }
    return [f"Q{number}" for number in sorted(numbers)]


def _year(values: dict[str, list[Any]], properties: Iterable[str]) -> int | None:
    for name in properties:
        for value in values.get(name, ()):
            year = _YEAR.match(str(value.get("time")))
            if year and value.get("precision", 0) >= _PRECISION_OF_YEARS:
                return int(year[2]) * (-1 if year[1] == "-" else 1)
    return None


def _values(statements: Any) -> list[Any]:
    """Give the ids and times of statements that stand, those of the preferred rank first."""
    preferred: list[Any] = []
    normal: list[Any] = []
    for statement in statements:
        rank, snak = statement["rank"], statement["mainsnak"]
        if rank == "deprecated" or snak["snaktype"] != "value":
            continue
        value = snak["datavalue"]["value"]
        if hasattr(value, "keys"):
            (preferred if rank == "preferred" else normal).append(value)
    return preferred + normal
