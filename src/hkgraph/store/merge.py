"""What a build does to the list of live articles: adding and replacing documents."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hkgraph.model import ArticleKey, DocumentKey
    from hkgraph.store.live import LiveArticle

#: The articles of one document in one version.
Version = tuple["LiveArticle", ...]


@dataclass(slots=True)
class Merged:
    """The new list of live articles, and what became of each document.

    Attributes:
        documents: The live documents, by key.
        added: Documents that were not there before.
        replaced: Documents whose bytes are other than before.
        outdated: Documents of which the store has a later version; left as they were.
        conflicting: Versions of one address in one command that no date puts in order.
    """

    documents: dict[DocumentKey, Version] = field(default_factory=dict)
    added: list[DocumentKey] = field(default_factory=list)
    replaced: list[DocumentKey] = field(default_factory=list)
    outdated: list[DocumentKey] = field(default_factory=list)
    conflicting: dict[DocumentKey, list[Version]] = field(default_factory=dict)


def by_document(live: Iterable[LiveArticle]) -> dict[DocumentKey, Version]:
    """Group live articles by the document that they stand in."""
    groups: defaultdict[DocumentKey, list[LiveArticle]] = defaultdict(list)
    for one in live:
        groups[one.document.key].append(one)
    return {key: tuple(group) for key, group in groups.items()}


def merge(current: Iterable[LiveArticle], incoming: Iterable[Version]) -> Merged:
    """Merge the documents of one command into those that are live.

    The same bytes under two names are one document. Of two versions of one address the later one
    stays; where no date tells, a later command wins, and within one command neither does.
    """
    merged = Merged(by_document(current))
    for key, versions in sorted(_group(incoming).items()):
        latest = _latest(versions)
        if latest is None:
            merged.conflicting[key] = versions
        else:
            _put(merged, key, latest)
    return merged


def without_article(
    documents: dict[DocumentKey, Version], key: ArticleKey, former: dict[DocumentKey, Version]
) -> dict[DocumentKey, Version]:
    """Leave an article out; a document whose new version held it falls back to the former one."""
    kept: dict[DocumentKey, Version] = {}
    for name, version in documents.items():
        rest = tuple(one for one in version if one.key != key)
        if len(rest) == len(version):
            kept[name] = version
        elif name in former and former[name] != version:
            kept[name] = former[name]
        elif rest:
            kept[name] = rest
    return kept


def _group(incoming: Iterable[Version]) -> dict[DocumentKey, list[Version]]:
    groups: defaultdict[DocumentKey, dict[str, Version]] = defaultdict(dict)
    for version in incoming:
        document = version[0].document
        twin = groups[document.key].get(document.sha256)
        groups[document.key][document.sha256] = _named_like(version, twin) if twin else version
    return {key: list(by_bytes.values()) for key, by_bytes in groups.items()}


def _latest(versions: list[Version]) -> Version | None:
    if len(versions) == 1:
        return versions[0]
    first, *_ = ordered = sorted(versions, key=_when)
    *_, before, last = ordered
    told = _when(first) != "" and _when(before) < _when(last)
    return last if told else None


def _put(merged: Merged, key: DocumentKey, fresh: Version) -> None:
    standing = merged.documents.get(key)
    if standing is None:
        merged.added.append(key)
    elif standing[0].document.sha256 == fresh[0].document.sha256:
        fresh = _named_like(fresh, standing)
    elif _when(fresh) and _when(standing) > _when(fresh):
        merged.outdated.append(key)
        return
    else:
        merged.replaced.append(key)
    merged.documents[key] = fresh


def _named_like(version: Version, other: Version) -> Version:
    names = {*version[0].document.names, *other[0].document.names}
    document = replace(version[0].document, names=tuple(sorted(names)))
    return tuple(replace(one, document=document) for one in version)


def _when(version: Version) -> str:
    """Give the day or the UTC time of the last change, to compare as text; ``""`` if untold."""
    return max(_in_utc(one.version) for one in version)


def _in_utc(moment: str) -> str:
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return moment
    has_zone = "T" in moment and parsed.tzinfo is not None
    return parsed.astimezone(UTC).isoformat() if has_zone else moment
