"""The plot of confidence against what is right."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hkgraph.evaluation.reliability_plot import plot_reliability
from hkgraph.evaluation.score import Reliability

SVG = "{http://www.w3.org/2000/svg}"


def dots(*bins):
    return ET.fromstring(plot_reliability(bins)).findall(f"{SVG}circle")


def test_each_filled_bin_is_a_dot_where_its_figures_say():
    (dot,) = dots(Reliability(told=4.0, right=2, total=5), Reliability(told=0, right=0, total=0))

    assert (dot.get("cx"), dot.get("cy")) == ("286.0", "226.0")
    assert dot.findtext(f"{SVG}title") == "2 of 5 right, told as 0.80"


def test_a_bin_with_more_in_it_has_a_larger_dot():
    small, large = dots(
        Reliability(told=1.0, right=1, total=2), Reliability(told=70.0, right=80, total=100)
    )

    assert float(small.get("r")) < float(large.get("r"))
