"""How sure a share is that was counted on a sample."""

from __future__ import annotations

from math import sqrt

_Z_95 = 1.959964


def wilson(hits: int, total: int) -> tuple[float, float]:
    """Give the 95 % interval of a share by Wilson's score.

    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]

    Source: Wilson, "Probable inference, the law of succession, and statistical inference" (1927);
        https://doi.org/10.1080/01621459.1927.10502953
    """
    if not total:
        return 0.0, 1.0
    share, square = hits / total, _Z_95**2
    middle = share + square / (2 * total)
    reach = _Z_95 * sqrt(share * (1 - share) / total + square / (4 * total**2))
    scale = 1 + square / total
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
