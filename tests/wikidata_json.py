"""Entities of Wikidata as a dump and the API write them: real keys, in their real order.

The things do not exist; the classes and properties do.
"""

import json
from hashlib import sha1

PREFERRED, NORMAL, DEPRECATED = "preferred", "normal", "deprecated"


def item(qid, labels=None, *, descriptions=None, aliases=None, claims=None, sitelinks=0):
    """Write an entity.

    Args:
        labels: Text by language; so are descriptions, and lists of aliases.
        claims: By property, each a list of ids, of times such as ``+1961-00-00T00:00:00Z``, of
            texts, or of pairs of one of these and a rank.
        sitelinks: How many wikis have a page on it.
    """
    return {
        "type": "item",
        "id": qid,
        "labels": _texts(labels),
        "descriptions": _texts(descriptions),
        "aliases": {
            language: [{"language": language, "value": one} for one in found]
            for language, found in (aliases or {}).items()
        }
        or [],
        "claims": {
            name: [statement(qid, name, value) for value in values]
            for name, values in (claims or {}).items()
        }
        or [],
        "sitelinks": {
            f"w{n}wiki": {"site": f"w{n}wiki", "title": f"{qid} {n}", "badges": []}
            for n in range(sitelinks)
        }
        or [],
        "lastrevid": 1_234_567_890,
    }


def human(number, name, **others):
    """Write a person with an English label."""
    claims = {"P31": ["Q5"], **others.pop("claims", {})}
    return item(f"Q{number}", {"en": name}, claims=claims, **others)


def statement(qid, name, value):
    value, rank = value if isinstance(value, tuple) else (value, NORMAL)
    return {
        "mainsnak": snak(name, value),
        "type": "statement",
        "id": f"{qid}${sha1(f'{qid}{name}{value}'.encode()).hexdigest()}",
        "rank": rank,
        "references": [
            {
                "hash": sha1(name.encode()).hexdigest(),
                "snaks": {
                    "P248": [snak("P248", "Q36578")],
                    "P813": [snak("P813", "+2020-01-02T00:00:00Z")],
                },
                "snaks-order": ["P248", "P813"],
            }
        ],
    }


def snak(name, value):
    if value is None:
        return {"snaktype": "somevalue", "property": name, "datatype": "wikibase-item"}
    if value.startswith("Q"):
        number = int(value[1:])
        inner = {"entity-type": "item", "numeric-id": number, "id": value}
        kind, datatype = "wikibase-entityid", "wikibase-item"
    elif value[0] in "+-":
        inner = {
            "time": value,
            "timezone": 0,
            "before": 0,
            "after": 0,
            "precision": 9 if "-00-00T" in value else 11,
            "calendarmodel": "http://www.wikidata.org/entity/Q1985727",
        }
        kind, datatype = "time", "time"
    else:
        inner, kind, datatype = value, "string", "external-id"
    return {
        "snaktype": "value",
        "property": name,
        "datavalue": {"value": inner, "type": kind},
        "datatype": datatype,
    }


def write_dump(path, entities, opener=open):
    """Write entities as a dump is written: one a line, a comma behind all but the last."""
    lines = [json.dumps(one, separators=(",", ":")).encode() for one in entities]
    with opener(path, "wb") as file:
        file.write(b"[\n" + b",\n".join(lines) + b"\n]\n")
    return path


def _texts(texts):
    return {k: {"language": k, "value": v} for k, v in (texts or {}).items()} or []
