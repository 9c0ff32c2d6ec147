from pathlib import Path

import pytest
import yaml

from hkgraph.graph import event_names
from hkgraph.graph.event_names import name_event
from hkgraph.model import EVENT_TYPES


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("founding", ["Apple Daily"], ["Jimmy Lai"], ["1995-06-20"]),
         "Founding of Apple Daily, 20 June 1995"),
        (("raid", ["A", "B", "C", "D"], []), "Raid on A, B, C and 1 more"),
        (("announcement", [], ["Security Bureau"]), "Announcement by Security Bureau"),
        (("resignation", [], ["Rupert Hogg"]), "Resignation of Rupert Hogg"),
        (("arrest", [], [], ["2021-09-08"]), "Arrest, 8 September 2021"),
        (("arrest", [], [], ["2021-09-08", "2021-09-09"]), "Arrest"),
        (("other", [], []), "Event"),
        (("user-type", ["A"], []), "User type of A"),
    ],
)  # fmt: skip
def test_an_event_is_named_by_its_parts(parts, name):
    assert name_event(*parts) == name


def test_the_table_has_no_type_that_the_contract_lacks():
    text = Path(event_names.__file__).with_suffix(".yaml").read_text(encoding="utf-8")

    assert set().union(*yaml.safe_load(text).values()) <= EVENT_TYPES
