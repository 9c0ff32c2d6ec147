"""Draws how often what is told with a certain confidence is right, as SVG."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hkgraph.evaluation.wilson import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hkgraph.evaluation.score import Reliability

#: Side of the square that is drawn in, and the room around it for words; in pixels.
_SIDE, _EDGE = 300, 46


def plot_reliability(bins: Iterable[Reliability]) -> str:
    """Draw each bin as a dot with its 95 % interval; on the diagonal, confidence is what it says.

    The area of a dot grows with how much falls into its bin.
    """
    filled = [one for one in bins if one.total]
    whole = _SIDE + 2 * _EDGE
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}"'
        f' width="{whole}" role="img" aria-label="Reliability: share right by confidence">'
    )
    frame = f'x="{_EDGE}" y="{_EDGE}" width="{_SIDE}" height="{_SIDE}" fill="none"'
    diagonal = _line(0, 0, 1, 1, 'stroke="#8c959f" stroke-dasharray="4 4"')
    most = max((one.total for one in filled), default=1)
    marks = (mark for one in filled for mark in _marks(one, most))
    parts = (head, f'<rect {frame} stroke="#8c959f"/>', diagonal, *_scale(), *marks, "</svg>")
    return "\n".join(parts)


def _marks(one: Reliability, most: int) -> Iterator[str]:
    x, y = one.confidence or 0.0, one.value or 0.0
    low, high = wilson(one.right, one.total)
    yield _line(x, low, x, high, 'stroke="#0969da"')
    radius = 3 + 7 * (one.total / most) ** 0.5
    yield (
        f'<circle cx="{_across(x)}" cy="{_up(y)}" r="{radius:.1f}" fill="#0969da"'
        f' fill-opacity="0.6"><title>{one.right} of {one.total} right, told as {x:.2f}</title>'
        "</circle>"
    )


def _scale() -> Iterator[str]:
    for tenth in (0, 5, 10):
        share = tenth / 10
        at = f'x="{_across(share)}" y="{_up(0) + 18:.1f}" text-anchor="middle"'
        yield f'<text {at} font-size="12">{share:.1f}</text>'
        at = f'x="{_EDGE - 8}" y="{_up(share) + 4:.1f}" text-anchor="end"'
        yield f'<text {at} font-size="12">{share:.1f}</text>'
    middle = _across(0.5)
    yield (
        f'<text x="{middle}" y="{_up(0) + 38:.1f}" text-anchor="middle"'
        ' font-size="13">confidence</text>'
    )
    yield f'<text x="{_EDGE}" y="{_EDGE - 12}" font-size="13">share that is right</text>'


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    ends = f'x1="{_across(x1)}" y1="{_up(y1)}" x2="{_across(x2)}" y2="{_up(y2)}"'
    return f"<line {ends} {style}/>"


def _across(share: float) -> float:
    return round(_EDGE + share * _SIDE, 1)


def _up(share: float) -> float:
    return round(_EDGE + (1 - share) * _SIDE, 1)
