"""The demo plays to its end, and everything in it ends as it should."""

from __future__ import annotations

import pytest
from tests.department import run_command
from tests.guidelines.sample import ROOT


@pytest.mark.site
def test_the_demo_plays_to_its_end() -> None:
    ran = run_command(ROOT, "python", "tools/demo.py", "--no-serve")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count("── Mallory tries: ") == 5
    assert ran.out.count("    The public reads: ") == 2
    assert ran.out.endswith("    The public no longer finds: 'Mill Street'\n")
