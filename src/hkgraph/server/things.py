"""``/id/…``: what a thing's own IRI leads to: a page for people, RDF for programs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import RedirectResponse
from pyoxigraph import NamedNode

from hkgraph.errors import NotAcceptableError
from hkgraph.graph import vocab
from hkgraph.server.describing import describe, write
from hkgraph.server.formats import TRIPLES, Format, find_format
from hkgraph.server.negotiation import choose, parse_accept, prefers_html
from hkgraph.server.reader import Reader
from hkgraph.server.refusals import Refused
from hkgraph.server.searching import find
from hkgraph.server.views import Views

if TYPE_CHECKING:
    from hkgraph.server.engine import Engine
    from hkgraph.server.library import Library, Snapshot
    from hkgraph.server.rendering import Pages
    from hkgraph.server.wording import Wording

SUGGESTIONS = 8
_SUFFIX = re.compile(r"\.([a-z]+)$")
_GLANCE = {
    "What": "sem:eventType",
    "When": "sem:hasTime",
    "Where": "sem:hasPlace",
    "By": "hk:agent",
    "Concerning": "hk:affects",
    "Under": "hk:underLaw",
    "Offence": "hk:offence",
    "Term": "hk:term",
    "At least": "hk:minimumCount",
    "Who": "org:member",
    "As": "org:role",
    "At": "org:organization",
    "During": "org:memberDuring",
}
_ENTITIES = {
    vocab.PERSON.value,
    vocab.ORGANIZATION.value,
    vocab.PLACE.value,
    vocab.LEGISLATION.value,
}
_TOLD = {
    term.value
    for term in (vocab.EVENT, vocab.REPORTED_EVENT, vocab.MEMBERSHIP, vocab.REPORTED_MEMBERSHIP)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What a request asks for.

    Attributes:
        suffix: A format named at the end of the path; None leaves it to Accept.
    """

    node: NamedNode
    suffix: Format | None = None


class Things:
    """Answers requests for things.

    Args:
        base: What IRIs of data begin with; the rest is the path below ``/id/``.
    """

    def __init__(
        self, library: Library, engine: Engine, pages: Pages, *, wording: Wording, base: str
    ) -> None:
        self._library = library
        self._engine = engine
        self._pages = pages
        self._wording = wording
        self._base = base

    async def get(self, request: Request) -> Response:
        """Answer one request."""
        key = request.scope["raw_path"].decode("ascii", "replace").removeprefix("/id/")
        accept = request.headers.get("accept")
        answer = await run_in_threadpool(self._answer, key, accept)
        return answer or await self._nothing(key, accept)

    def _answer(self, key: str, accept: str | None) -> Response | None:
        snapshot = self._library.snapshot()
        reader = Reader(snapshot.store, self._wording)
        things = list(self._readings(key))
        for thing in things:
            merged = reader.node(thing.node, vocab.MERGED_INTO)
            if merged:
                return self._moved(merged, thing)
            if reader.exists(thing.node):
                return self._describe(thing, reader, snapshot, accept)
        if any(thing.node.value in snapshot.tombstones for thing in things):
            raise Refused(
                410,
                f"{self._base}{key} was published once and has been removed",
                hint="The article that told of it is no longer in the graph.",
            )
        return None

    def _readings(self, key: str) -> list[Thing]:
        """Give what a path may mean: as it is, decoded, and without a suffix."""
        found = []
        suffix = _SUFFIX.search(key)
        form = find_format(TRIPLES, suffix[1]) if suffix else None
        for text, named in ((key, None), (key[: suffix.start()] if suffix else "", form)):
            for spelling in dict.fromkeys((text, unquote(text))):
                try:
                    node = NamedNode(self._base + spelling)
                except ValueError:
                    continue
                if spelling and (text == key or named):
                    found.append(Thing(node=node, suffix=named))
        return found

    def _moved(self, node: NamedNode, thing: Thing) -> Response:
        target = self._pages.href(node.value) or "/"
        suffix = f".{thing.suffix.name}" if thing.suffix else ""
        return RedirectResponse(target + suffix, 301)

    def _describe(
        self, thing: Thing, reader: Reader, snapshot: Snapshot, accept: str | None
    ) -> Response:
        if thing.suffix is None and prefers_html(accept):
            return self._page(thing.node, reader)
        form = thing.suffix or choose(parse_accept(accept), TRIPLES)
        if form is None:
            raise NotAcceptableError(
                "none of the formats that you accept is on offer",
                hint=f"Accept text/html or one of: {', '.join(f.media_type for f in TRIPLES)}.",
            )
        content = write(describe(snapshot.store, thing.node), form)
        return Response(content, media_type=form.content_type, headers={"Vary": "Accept"})

    def _page(self, node: NamedNode, reader: Reader) -> Response:
        views = Views(reader)
        types = reader.types(node)
        kind = reader.class_of(node)
        values: dict[str, Any] = {
            "iri": node.value,
            "title": reader.label(node),
            "kind": kind.singular if kind else "thing",
            "properties": views.properties(node),
            "formats": TRIPLES,
        }
        content = _content(views, node, types)
        return self._pages.render(_template(types), **values, **content, cut=reader.cut)

    async def _nothing(self, key: str, accept: str | None) -> Response:
        words = re.sub(r"[^\w]+", " ", unquote(key).rsplit("/", maxsplit=1)[-1]).strip()
        if not prefers_html(accept):
            raise _not_found(self._base + key, words)
        hits = await find(self._engine, words, limit=SUGGESTIONS)
        return self._pages.render(
            "not_found.html", status=404, iri=self._base + key, words=words, hits=hits
        )


def things_router(things: Things) -> APIRouter:
    """Make the route of things."""
    router = APIRouter(tags=["Things"])

    @router.head("/id/{key:path}", include_in_schema=False)
    @router.get("/id/{key:path}", response_class=Response, summary="Look up a thing")
    async def look_up(request: Request, key: str) -> Response:  # noqa: ARG001  # for the docs
        """Give a page, or RDF by Accept or suffix, on the thing with this IRI.

        An IRI that was merged into another redirects to it (301); one that was removed is gone
        (410).
        """
        return await things.get(request)

    return router


def _template(types: frozenset[str]) -> str:
    if vocab.NEWS_ARTICLE.value in types:
        return "article.html"
    if types & _TOLD:
        return "event.html"
    if types & _ENTITIES:
        return "entity.html"
    return "statement.html" if vocab.STATEMENT.value in types else "thing.html"


def _content(views: Views, node: NamedNode, types: frozenset[str]) -> dict[str, Any]:
    match _template(types):
        case "article.html":
            return _article(views, node)
        case "event.html":
            return _told(views, node, types)
        case "entity.html":
            return _entity(views, node)
        case "statement.html":
            return {"claim": views.claims.read(node)}
        case _:
            return {"incoming": views.incoming(node)}


def _told(views: Views, node: NamedNode, types: frozenset[str]) -> dict[str, Any]:
    reader = views.reader
    glance = {
        name: [reader.show(value) for value in reader.told(node, vocab.term(predicate))]
        for name, predicate in _GLANCE.items()
    }
    return {
        "is_plain": bool(types & {vocab.EVENT.value, vocab.MEMBERSHIP.value}),
        "glance": {name: values for name, values in glance.items() if values},
        "tellings": views.tellings_of(node),
    }


def _article(views: Views, node: NamedNode) -> dict[str, Any]:
    reader = views.reader
    return {
        "source": views.claims.source(node),
        "authors": [reader.show(a) for a in reader.objects(node, vocab.AUTHOR)],
        "contributors": [reader.show(a) for a in reader.objects(node, vocab.CONTRIBUTOR)],
        "modified": reader.text(node, vocab.DATE_MODIFIED) or "",
        "language": reader.text(node, vocab.IN_LANGUAGE) or "",
        "documents": [reader.show(d) for d in reader.objects(node, vocab.IS_PART_OF)],
        "about": [reader.show(a) for a in reader.objects(node, vocab.ABOUT)],
        "sentences": views.sentences_of(node),
        "quotations": views.quotations_in(node),
        "named": views.named_in(node),
    }


def _entity(views: Views, node: NamedNode) -> dict[str, Any]:
    reader = views.reader
    return {
        "names": views.names(node),
        "same_as": [reader.show(s) for s in reader.objects(node, vocab.SAME_AS)],
        "roles": views.roles_of(node),
        "people": views.people_of(node),
        "events": views.events_of(node),
        "facts": views.facts_of(node),
        "quotations": views.quotations_by(node),
        "naming": views.articles_naming(node),
        "written": views.articles_by(node),
    }


def _not_found(iri: str, words: str) -> Refused:
    return Refused(404, f"the graph says nothing of {iri}", hint=f"Look for it: /search?q={words}")
