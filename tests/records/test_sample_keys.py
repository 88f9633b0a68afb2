from __future__ import annotations

import re

from tests.records.authenticator import ed25519_key

from clearance.records.sample_keys import SAMPLE_FINGERPRINTS, is_sample


def test_a_new_key_is_no_sample() -> None:
    assert not is_sample(ed25519_key().fingerprint)


def test_every_sample_key_is_known_by_its_fingerprint() -> None:
    assert all(is_sample(fingerprint) for fingerprint in SAMPLE_FINGERPRINTS)
    assert all(re.fullmatch(r"SHA256:[A-Za-z0-9+/]{43}", fingerprint) for fingerprint in SAMPLE_FINGERPRINTS)
