from __future__ import annotations

import pytest

from hkgraph.evaluation.reliability import Judged, score_reliability


def case(confidence, *, is_right):
    return Judged("event:arrest/detain", "hk:affects", confidence, is_right=is_right)


def scores(*cases):
    return {row.label: row.score for row in score_reliability(cases).rows}


def test_cases_fall_into_the_bin_of_their_confidence():
    told = scores(case(0.85, is_right=True), case(0.8, is_right=False), case(0.9, is_right=True))

    assert (told["confidence from 0.8"].right, told["confidence from 0.8"].total) == (1, 2)
    assert told["confidence from 0.9"].total == 1


def test_confidence_that_holds_has_no_error():
    told = scores(*[case(0.75, is_right=True)] * 3, case(0.75, is_right=False))

    assert told["calibration error"].error == pytest.approx(0)


def test_confidence_that_promises_too_much_shows_as_error():
    told = scores(case(0.95, is_right=False), case(0.95, is_right=True))

    assert told["calibration error"].error == pytest.approx(0.45)


def test_nothing_judged_has_no_value():
    assert scores()["calibration error"].error is None
