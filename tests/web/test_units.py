"""The parts of the editor that need no browser, tested where they run."""

import shutil
import subprocess
from pathlib import Path

from web.machine import need

WEB = Path(__file__).parents[2] / "web"


def test_the_parts_of_the_editor_do_what_their_tests_say():
    node = shutil.which("node")
    need("node (apt: nodejs)", is_there=node)

    tests = sorted(map(str, WEB.glob("test/*.test.js")))
    done = subprocess.run([node, "--test", *tests], capture_output=True, text=True, check=False)

    assert tests
    assert done.returncode == 0, done.stdout
