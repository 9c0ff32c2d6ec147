"""What the machine must have for these tests."""

import os

import pytest


def need(what, *, is_there):
    """Leave a test out where it cannot run; on the machine that decides, that is a failure."""
    if is_there:
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"{what} is absent")
    pytest.skip(f"{what} is absent")
