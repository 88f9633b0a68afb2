from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from clearance.records.edwards import is_sound_point

PRIME = 2**255 - 19
SIGN = 2**255
ORDER_EIGHT = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7


def spelled(height: int) -> bytes:
    return height.to_bytes(32, "little")


@given(st.binary(min_size=32, max_size=32))
def test_every_real_key_is_sound(seed: bytes) -> None:
    assert is_sound_point(Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw())


@pytest.mark.parametrize("sign", [0, SIGN], ids=["even x", "odd x"])
@pytest.mark.parametrize(
    "height",
    [
        pytest.param(1, id="order one"),
        pytest.param(PRIME - 1, id="order two"),
        pytest.param(0, id="order four"),
        pytest.param(ORDER_EIGHT, id="order eight"),
        pytest.param(PRIME - ORDER_EIGHT, id="order eight, mirrored"),
        pytest.param(PRIME, id="zero spelled anew"),
        pytest.param(PRIME + 3, id="three spelled anew"),
        pytest.param(SIGN - 1, id="all bits"),
        pytest.param(2, id="off the curve"),
    ],
)
def test_no_point_that_anybody_can_sign_for_is_sound(height: int, sign: int) -> None:
    assert not is_sound_point(spelled(height + sign))


def test_three_spelled_as_usual_is_sound() -> None:
    assert is_sound_point(spelled(3))
