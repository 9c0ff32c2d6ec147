"""``/review``: what a build could not decide, for people: looking is open, answering needs a token.

A token comes in the Authorization header or in a field of the form, never in an address; a form of
another site cannot know one, so no other protection against such is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from hkgraph.errors import UsageError
from hkgraph.identity.judgements import Verdict
from hkgraph.pipeline import Pipeline
from hkgraph.reviewing.desk import Desk
from hkgraph.reviewing.showing import ask, case_json, question_json
from hkgraph.reviewing.statements import StatementDesk
from hkgraph.server.location import local
from hkgraph.server.negotiation import prefers_html

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hkgraph.reviewing.questions import Question
    from hkgraph.server.rendering import Pages
    from hkgraph.server.writing import Writing
    from hkgraph.settings import Settings

_MOST_LISTED = 50
_HEADERS = {"Cache-Control": "no-store"}
_VERDICTS = {
    "yes": Verdict.YES,
    "no": Verdict.NO,
    "unsure": Verdict.UNSURE,
    "confirm": Verdict.YES,
    "reject": Verdict.NO,
    "correct": Verdict.NO,
    "withdraw": Verdict.WITHDRAWN,
}

log = structlog.get_logger(__name__)


class ReviewPages:
    """Asks, and takes answers."""

    def __init__(self, store: Path, settings: Settings, pages: Pages, writing: Writing) -> None:
        self._settings = settings.model_copy(update={"store": store})
        self._pages = pages
        self._writing = writing

    def show(self, request: Request, wanted: str, after: str) -> Response:
        """Show one question, or list them for a program.

        Args:
            wanted: Id of the question; "" for the first that is open.
            after: Id of one that was skipped.
        """
        desk = Desk(self._settings)
        found = desk.open()
        if not prefers_html(request.headers.get("accept")):
            if wanted:
                return JSONResponse(case_json(desk.case(desk.get(wanted))), headers=_HEADERS)
            listed = [question_json(one) for one in found[:_MOST_LISTED]]
            return JSONResponse({"open": len(found), "questions": listed}, headers=_HEADERS)
        question = desk.get(wanted) if wanted else _next(found, after)
        case = desk.case(question) if question else None
        return self._pages.render(
            "review.html",
            headers=_HEADERS,
            case=case,
            words=ask(case) if case else "",
            verdict=question.verdict(desk.judgements()) if question else None,
            number=len(found),
        )

    def show_statement(self, iri: str) -> Response:
        """Show the form that judges a statement."""
        return self._pages.render("review_statement.html", headers=_HEADERS, iri=iri)

    async def take(self, request: Request) -> Response:
        """Take an answer, and lead on to the next question."""
        async with request.form() as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        token = given.get("token", "").strip()
        header = f"Bearer {token}" if token else request.headers.get("authorization")
        by = await self._writing.permit(header)
        told = await run_in_threadpool(self._carry_out, given, by)
        log.info("review_answered", token=by, **told)
        if prefers_html(request.headers.get("accept")):
            return RedirectResponse(local(told.get("next", "/review")), 303, _HEADERS)
        return JSONResponse(told, headers=_HEADERS)

    def _carry_out(self, given: Mapping[str, str], by: str) -> dict[str, Any]:
        answer, why = given.get("answer", ""), given.get("why", "")
        if answer == "publish":
            return self._publish()
        desk = Desk(self._settings)
        if answer == "undo":
            undone = desk.undo(by)
            same = next((q for q in desk.questions if _topic(q) == undone.topic), None)
            return {"undone": True, **({"next": f"/review?question={same.id}"} if same else {})}
        if answer not in _VERDICTS:
            raise UsageError(
                f"{answer!r} is no answer",
                hint=f"Send answer as one of: {', '.join(_VERDICTS)}, undo, publish.",
            )
        verdict = _VERDICTS[answer]
        if iri := given.get("statement"):
            part, text = given.get("part") or "object", given.get("text", "").strip()
            if answer == "correct" and not text:
                raise UsageError("a correction needs a text", hint="Say what stands there rightly.")
            instead = {part: text} if answer == "correct" else {}
            StatementDesk(desk).judge(iri, verdict, by=by, why=why, instead=instead)
            return {"answer": answer, "statement": iri}
        question = desk.get(given.get("question", ""))
        desk.answer(question, verdict, by=by, why=why)
        return {"answer": answer, "question": question.id}

    def _publish(self) -> dict[str, Any]:
        wait = self._settings.write_waiting_seconds
        outcome = Pipeline(self._settings, wait_seconds=wait).rebuild()
        number = outcome.generation.number if outcome.generation else None
        return {"generation": number, "warnings": outcome.warnings}


def _topic(question: Question) -> tuple[object, ...]:
    return question.answer(Verdict.YES, by="", when="").topic


def _next(found: list[Question], after: str) -> Question | None:
    """Give the first open question behind the one that was skipped, else the first of all."""
    places = [index for index, one in enumerate(found) if one.id == after]
    rest = found[places[0] + 1 :] if places else found
    return next(iter(rest or found), None)


def review_router(review: ReviewPages) -> APIRouter:
    """Make the routes of the review."""
    router = APIRouter(tags=["Pages"])

    @router.head("/review", include_in_schema=False)
    @router.get("/review", response_class=HTMLResponse, summary="Show what is to be decided")
    def show(
        request: Request,
        question: Annotated[str, Query(max_length=40)] = "",
        after: Annotated[str, Query(max_length=40)] = "",
    ) -> Response:
        """Show one question that a build could not decide, with both sides and their sentences.

        A program gets a list, most important first, or the question that it names.
        """
        return review.show(request, question, after)

    @router.get("/review/statement", response_class=HTMLResponse, include_in_schema=False)
    def show_statement(iri: Annotated[str, Query(max_length=2_000)]) -> Response:
        return review.show_statement(iri)

    @router.post("/review", response_class=JSONResponse, summary="Answer, undo or publish")
    async def take(request: Request) -> Response:
        """Take a form with a token: ``answer``, and ``question`` or ``statement``."""
        return await review.take(request)

    return router
