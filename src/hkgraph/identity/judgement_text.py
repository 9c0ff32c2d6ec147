"""Judgements as people write them: a list in YAML, each entry checked and named by its line."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal, NoReturn, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator

from hkgraph.errors import UsageError
from hkgraph.identity.judgements import (
    Claim,
    Judgement,
    Judgements,
    LinkJudgement,
    PairJudgement,
    Pin,
    StatementJudgement,
    Verdict,
)

_NODE = r"[a-z-]+/[^\s@]+(@[0-9a-f]{16})?"
_QID = re.compile(r"Q[1-9]\d*")
_HINT = "Write it as docs/how-to/review.md shows, or take the entry out."
#: YAML reads a bare yes and no as truth values.
_TRUTHS = {True: "yes", False: "no"}


def _spelt(value: object) -> object:
    if isinstance(value, date):  # YAML reads times itself
        return value.isoformat()
    return _TRUTHS.get(value, value) if isinstance(value, bool) else value


Node = Annotated[str, Field(pattern=f"^{_NODE}$")]
Word = Annotated[str, BeforeValidator(_spelt)]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)


class _Claim(_Row):
    article: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    subject: str
    predicate: str
    object: str


class _Entry(_Row):
    same: tuple[Node, Node] | None = None
    link: tuple[Node, str] | None = None
    pin: Node | None = None
    statement: _Claim | None = None
    instead: dict[Literal["subject", "predicate", "object"], str] = Field(default_factory=dict)
    verdict: Annotated[Verdict, BeforeValidator(_spelt)] = Verdict.YES
    by: Annotated[str, Field(min_length=1)]
    when: Word = ""
    why: str = ""

    @model_validator(mode="after")
    def _check_topic(self) -> Self:
        topics = [one for one in (self.same, self.link, self.pin, self.statement) if one]
        if len(topics) != 1:
            raise ValueError("it has to be on one of: same, link, pin, statement")
        if self.same and self.same[0] == self.same[1]:
            raise ValueError("the two sides of same are equal")
        if self.link and not _QID.fullmatch(self.link[1]):
            raise ValueError(f"{self.link[1]!r} is no id of Wikidata, such as Q8646")
        if self.instead and not (self.statement and self.verdict is Verdict.NO):
            raise ValueError("instead goes with a statement whose verdict is no")
        return self

    def judgement(self) -> Judgement:
        told: dict[str, Any] = {
            "verdict": self.verdict,
            "by": self.by,
            "when": self.when,
            "why": self.why,
        }
        if self.same:
            return PairJudgement(left=min(self.same), right=max(self.same), **told)
        if self.link:
            return LinkJudgement(node=self.link[0], qid=self.link[1], **told)
        if self.statement:
            claim = Claim(**self.statement.model_dump())
            return StatementJudgement(claim=claim, instead=tuple(self.instead.items()), **told)
        return Pin(node=self.pin or "", **told)


def parse_judgements(text: str, name: str) -> Judgements:
    """Read judgements.

    Args:
        name: Of the file, for messages.

    Raises:
        UsageError: It is no YAML, or an entry is wrong; the message tells the line.
    """
    loader = yaml.SafeLoader(text)
    try:
        root = loader.get_single_node()
        if root is None:
            return Judgements()
        if not isinstance(root, yaml.SequenceNode):
            _fail(f"{name} is no list of judgements")
        found = [
            _read(loader.construct_object(node, deep=True), f"{name}, line {_line(node)}")
            for node in root.value
        ]
    except yaml.YAMLError as exc:
        _fail(f"{name} is no YAML: {' '.join(str(exc).split())}")
    finally:
        loader.dispose()
    return Judgements(tuple(found))


def spell(judgement: Judgement) -> str:
    """Write a judgement as an entry, to be put at the end of the list."""
    entry: dict[str, Any] = {}
    match judgement:
        case PairJudgement():
            entry["same"] = [judgement.left, judgement.right]
        case LinkJudgement():
            entry["link"] = [judgement.node, judgement.qid]
        case Pin():
            entry["pin"] = judgement.node
        case StatementJudgement():
            claim = judgement.claim
            entry["statement"] = {name: getattr(claim, name) for name in claim.__slots__}
            if judgement.instead:
                entry["instead"] = dict(judgement.instead)
    entry |= {"verdict": judgement.verdict.value, "by": judgement.by}
    entry |= {name: getattr(judgement, name) for name in ("when", "why")}
    kept = {name: value for name, value in entry.items() if value}
    return yaml.safe_dump([kept], allow_unicode=True, sort_keys=False, width=1_000)


def _read(value: object, place: str) -> Judgement:
    try:
        return _Entry.model_validate(value).judgement()
    except ValidationError as exc:
        first = exc.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        _fail(f"{place}: {where + ': ' if where else ''}{first['msg']}")


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _fail(message: str) -> NoReturn:
    raise UsageError(message, hint=_HINT)
