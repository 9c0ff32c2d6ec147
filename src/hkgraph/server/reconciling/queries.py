"""What clients send: batches of queries, and queries for the values of properties."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic_core import from_json

from hkgraph.server.refusals import Refused

#: Queries in one batch; OpenRefine sends ten.
MOST_QUERIES = 50
#: Candidates of one query, whatever it asks for.
MOST_CANDIDATES = 25
USUAL_CANDIDATES = 5
#: Entities and properties of one request for values.
MOST_ROWS = 500
MOST_COLUMNS = 30
_MOST_LETTERS = 2_000
_MOST_VALUES = 20
_FAULTS_TOLD = 3
_HINT = "See https://reconciliation-api.github.io/specs/0.2/."

Text = Annotated[str, Field(max_length=_MOST_LETTERS)]


class GivenEntity(BaseModel):
    """An entity as a value: something that was reconciled before."""

    id: Text
    name: Text = ""


def _listed(value: object) -> object:
    return value if isinstance(value, list) else [value]


class Constraint(BaseModel):
    """A property that candidates should have, and the values that will do."""

    model_config = ConfigDict(extra="forbid")

    pid: Text
    v: Annotated[
        list[bool | int | float | Text | GivenEntity],
        BeforeValidator(_listed),
        Field(max_length=_MOST_VALUES),
    ]

    def texts(self) -> list[str]:
        """Give the values as texts; an entity is known by its id."""
        return [_text(one) for one in self.v]


def _text(value: bool | float | str | GivenEntity) -> str:  # it is the value
    if isinstance(value, GivenEntity):
        return value.id
    return str(value).lower() if isinstance(value, bool) else str(value)


class Query(BaseModel):
    """One name to be reconciled."""

    model_config = ConfigDict(extra="forbid")

    query: Text = ""
    type: Annotated[list[Text], BeforeValidator(_listed), Field(max_length=_MOST_VALUES)] = []
    limit: int = Field(USUAL_CANDIDATES, ge=1)
    properties: list[Constraint] = Field([], max_length=_MOST_VALUES)
    type_strict: Literal["any", "should", "all"] = "any"


class WantedProperty(BaseModel):
    """A property whose values are asked for."""

    class Settings(BaseModel):
        """How they are to be given; what is not known is left alone, as 0.2 leaves it open."""

        limit: int = Field(0, ge=0)

    id: Text
    settings: Settings = Settings(limit=0)


class Extension(BaseModel):
    """A request for the values of properties."""

    ids: list[Text] = Field(max_length=MOST_ROWS)
    properties: list[WantedProperty] = Field(max_length=MOST_COLUMNS)


_BATCH = TypeAdapter(dict[str, Query])


def parse_batch(text: str) -> dict[str, Query]:
    """Read a batch of queries.

    Raises:
        Refused: It is no JSON, or no batch, or has too many queries.
    """
    rows = _parse_object("queries", text)
    if len(rows) > MOST_QUERIES:
        raise Refused(
            413,
            f"the batch has {len(rows)} queries",
            hint=f"Send at most {MOST_QUERIES} at once, as batchSize in the manifest says.",
        )
    for key, row in rows.items():
        if isinstance(row, dict) and not row.keys() & {"query", "properties"}:
            raise Refused(400, f"query {key} has neither query nor properties", hint=_HINT)
    try:
        return _BATCH.validate_python(rows)
    except ValidationError as exc:
        raise _broken("queries", exc) from None


def parse_extension(text: str) -> Extension:
    """Read a request for values.

    Raises:
        Refused: It is no JSON, or no such request, or asks for too much.
    """
    try:
        return Extension.model_validate(_parse_object("extend", text))
    except ValidationError as exc:
        raise _broken("extend", exc) from None


def _parse_object(field: str, text: str) -> dict[str, Any]:
    try:
        found = from_json(text)
    except ValueError as exc:
        raise Refused(400, f"{field} is not JSON: {exc}", hint=_HINT) from None
    if not isinstance(found, dict):
        raise Refused(400, f"{field} is JSON, but no object", hint=_HINT)
    return found


def _broken(field: str, exc: ValidationError) -> Refused:
    faults = [
        f"{'.'.join(map(str, (field, *error['loc'])))}: {error['msg']}" for error in exc.errors()
    ]
    return Refused(400, "; ".join(faults[:_FAULTS_TOLD]), hint=_HINT)
