"""The kinds of event that there are: those that come with hkgraph, and a user's own."""

from __future__ import annotations

import re
from functools import cache

from hkgraph.model import EVENT_TYPES
from hkgraph.own_words.in_use import own_words
from hkgraph.resources import resource

# The file is ours and of one form; rooms before the graph read no RDF.
_TYPE = re.compile(r"^etype:([a-z-]+) a skos:Concept", re.MULTILINE)


@cache
def bundled_types() -> frozenset[str]:
    """Give the ids of the scheme's types and of the groups above them."""
    text = (resource("ontology") / "event-types.ttl").read_text(encoding="utf-8")
    return frozenset(_TYPE.findall(text))


def is_event_type(slug: str) -> bool:
    """Say whether an event may have a type: one of hkgraph's, or of the own words in use."""
    return slug in EVENT_TYPES or any(one.id == slug for one in own_words().types)
