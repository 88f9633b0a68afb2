from __future__ import annotations

import pytest
from tests.rules.builders import case, facts, page

from clearance.model import Place, Violation
from clearance.rules import missing_attestation

EXPECTED = "expected `clearance.attest` with the id of an author who has reviewed the content"


@pytest.mark.parametrize(
    ("path", "attest"),
    [
        pytest.param("content/posts/closure.md", "pio1", id="a post attested by its author"),
        pytest.param("content/about.md", None, id="a page, which needs none"),
    ],
)
def test_attested(path: str, attest: str | None) -> None:
    assert [*missing_attestation.check(case(page(path, attest=attest)), facts())] == []


@pytest.mark.parametrize(
    ("attest", "message"),
    [
        pytest.param(None, "no author attests to having reviewed the post", id="nobody"),
        pytest.param("sgt1", "'sgt1' attests, but is no author of the post", id="somebody else"),
    ],
)
def test_not_attested_by_an_author(attest: str | None, message: str) -> None:
    post = page(attest=attest, places={"clearance.attest": Place(7, 3)})
    assert [*missing_attestation.check(case(post), facts())] == [
        Violation(f"{message}; {EXPECTED}", Place(7, 3))
    ]
