"""What extraction finds in one file, as JSON for programs and as sentences for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from hkgraph.articles.reader import read_file
from hkgraph.extraction.extractor import Extractor
from hkgraph.model import (
    Article,
    Concept,
    Extract,
    LocalId,
    RoleTitle,
    Span,
    Statement,
    TextValue,
    TimeValue,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ARTICLE = TypeAdapter(Article)
_EXTRACT = TypeAdapter(Extract)


def extract_file(path: Path) -> str:
    """Give the articles of a file with their extracts as JSON.

    Every span has ``start`` and ``end`` in the article text, and ``file`` with the range in the
    decoded file where that has the characters.
    """
    extractor = Extractor()
    found = [
        {
            "article": _ARTICLE.dump_python(article, mode="json", exclude={"offsets"}),
            "extract": _located(
                _EXTRACT.dump_python(extractor.extract(article), mode="json"), article
            ),
        }
        for article in read_file(path)
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def explain_file(path: Path) -> str:
    """Tell which rule found which statement in which words."""
    extractor = Extractor()
    lines: list[str] = []
    for article in read_file(path):
        extract = extractor.extract(article)
        lines += [f"# {article.headline}", ""]
        lines += _explain(extract)
    return "\n".join(lines)


def _located(value: Any, article: Article) -> Any:
    """Add to each span its place in the decoded file."""
    if isinstance(value, list):
        return [_located(one, article) for one in value]
    if not isinstance(value, dict):
        return value
    found = {name: _located(one, article) for name, one in value.items()}
    if value.keys() == {"start", "end", "text"}:
        place = article.offsets.to_file(value["start"], value["end"])
        found["file"] = None if place is None else {"start": place[0], "end": place[1]}
    return found


def _explain(extract: Extract) -> Iterator[str]:
    names: dict[str, str] = {e.id: e.name for e in extract.entities}
    names |= {e.id: f"{e.type} {e.id}" for e in extract.events}
    names |= {m.id: _role(m.title, m.organisation, names) for m in extract.memberships}
    for one in extract.statements:
        credit = f" says {names[one.attributed_to]}" if one.attributed_to else ""
        denied = "" if one.polarity else " NOT"
        said = f"{names[one.subject]} —{denied} {one.predicate} → {_spell(one, names)}"
        yield f"{said}  [{one.modality}{credit}, {one.confidence}] {one.rule}"
        yield from (f"    “{_quote(span)}”" for span in one.evidence)
    for quotation in extract.quotations:
        speaker = names.get(quotation.speaker or LocalId(""), "nobody named")
        yield f"{speaker}: “{_quote(quotation.span)}”  [{quotation.form}] {quotation.rule}"
    yield ""


def _role(title: str | None, organisation: LocalId | None, names: dict[str, str]) -> str:
    body = f" of {names[organisation]}" if organisation else ""
    return f"{title or 'member'}{body}"


def _spell(one: Statement, names: dict[str, str]) -> str:
    match one.object:
        case TimeValue(edtf=text) | TextValue(text=text) | RoleTitle(title=text):
            return text
        case Concept(slug=text):
            return text
        case int():
            return str(one.object)
        case _:
            return names[one.object]


def _quote(span: Span) -> str:
    return " ".join(span.text.split())
