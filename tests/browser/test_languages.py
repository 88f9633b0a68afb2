"""A Spanish alert and its original, as readers of both languages meet them in a real browser."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Open, Serve
from tests.browser.test_accessibility import HEIGHT, PHONE, PICTURES, violations
from tests.department import Department
from tests.village import NOW, post

pytestmark = [pytest.mark.browser, pytest.mark.site]

ENDS = (NOW + timedelta(days=2)).isoformat()
ALERT = f"""\
  alert:
    event: Flood
    category: Met
    urgency: Immediate
    severity: Severe
    certainty: Observed
    expires: {ENDS}
"""
POSTS = {
    "content/posts/flood.md": post(
        "Creek over its banks",
        "## What to do\n\nLeave the houses at the creek.\n",
        date=NOW,
        clearance=f"{ALERT}    area: Mill Street\n    instruction: Go to higher ground.\n",
    ),
    "content/posts/inundacion.md": post(
        "El arroyo se desborda",
        "## Qué hacer\n\nSalgan de las casas: hay una inundación.\n",
        more="lang: es\n",
        date=NOW,
        clearance=f"{ALERT}    area: Calle Mill\n    instruction: Suban a terreno alto.\n"
        "  translation_of: flood.md\n",
    ),
    "content/posts/arabic.md": post(
        "فيضان",
        "## ماذا تفعل\n\nغادروا المنازل.\n",
        more="lang: ar\n",
        clearance="  translation_of: flood.md\n",
    ),
}


@pytest.fixture
def site(department: Department, serve: Serve) -> str:
    for path, text in POSTS.items():
        department.write(path, text.replace("[traffic]", "[safety]"))
    department.commit()
    department.approve(*POSTS)
    assert department.build().code == 0
    return serve(Path(department.root / "site"))


def test_a_reader_finds_and_reads_it_in_their_own_language(site: str, opened: Open) -> None:
    page = opened(site, viewport={"width": PHONE, "height": HEIGHT}, reduced_motion="reduce")
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("inundacion")
    link = page.locator(".cl-search__found a").first
    expect(link).to_have_text("El arroyo se desborda")
    expect(link).to_have_attribute("lang", "es")
    assert violations(page) == []
    link.click()
    expect(page.locator("h1")).to_have_attribute("lang", "es")
    assert seen(page, "spanish-alert") == []
    page.get_by_role("link", name="In English").click()
    expect(page.locator("h1")).to_have_text("Creek over its banks")
    assert seen(page, "alert") == []
    page.get_by_role("link", name="بالعربية").click()
    expect(page.locator(".cl-text")).to_have_css("direction", "rtl")
    assert seen(page, "arabic-post") == []
    page.goto(f"{site}posts/")
    assert seen(page, "list-of-languages") == []


def seen(page: Page, name: str) -> list[str]:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=PICTURES / f"{name}-{PHONE}.png", full_page=True)
    found = violations(page)
    page.emulate_media(color_scheme="dark")
    found += violations(page)
    page.emulate_media(color_scheme="light")
    return found
