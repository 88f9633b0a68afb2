"""`clearance training` and `clearance review …`, as people use them."""

from __future__ import annotations

import json
from datetime import timedelta

from tests.department import Department
from tests.village import FOUNDED, NOW

from clearance.guidelines.plans import months_after

TRAINED = (FOUNDED - timedelta(days=60)).date()


def retrained(department: Department, name: str, on: str) -> None:
    old = f"{{member: {name}, topics: all, on: {TRAINED}}}"
    department.replace("guidelines/training.yml", old, f"{{member: {name}, topics: all, on: {on}}}")


# --- training ----------------------------------------------------------------------------------


def test_all_are_trained(department: Department) -> None:
    ran = department.run("training")
    until = months_after(TRAINED, 24)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[:1] == [f"until  {until}  chief: privacy"]
    assert ran.out.splitlines()[-1] == "All who may act are trained."


def test_somebody_who_may_act_is_not(department: Department) -> None:
    retrained(department, "pio", "2020-02-29")
    ran = department.run("training")
    assert (ran.code, ran.out.splitlines()[0]) == (1, "lapsed 2022-02-28  pio: privacy")
    assert ran.out.endswith("\n1 member who may act is not trained in everything.\n")


def test_who_may_not_act_needs_no_training(department: Department) -> None:
    retrained(department, "patrol", "2020-02-29")
    ran = department.run("training")
    assert ran.code == 0
    assert "lapsed 2022-02-28  patrol: privacy; has no part in publishing now\n" in ran.out


def test_for_programs(department: Department) -> None:
    retrained(department, "pio", "2020-02-29")
    ran = department.run("training", "--format", "json")
    told = json.loads(ran.out)
    assert (ran.code, told["version"]) == (1, 1)
    assert told["training"][0] == {
        "member": "pio",
        "topic": "privacy",
        "lapses": "2022-02-28",
        "state": "over",
        "acts": True,
    }


def test_status_reminds_ahead_of_time(department: Department) -> None:
    assert "TRAINING" not in department.run("status").out
    soon = months_after(NOW.date() + timedelta(days=50), -24)
    retrained(department, "pio", soon.isoformat())
    until = months_after(soon, 24)
    assert f"TRAINING: until  {until}  pio: privacy\n" in department.run("status").out
    told = json.loads(department.run("status", "--format", "json").out)["training"]
    assert [one["member"] for one in told if one["state"] == "near"] == ["pio"]
