"""The keys of the sample department, whose private halves are published in `sample-keys/`."""

from __future__ import annotations

SAMPLE_FINGERPRINTS = frozenset(
    {
        "SHA256:Tby1bRqoUvEQ7inUw32YpVFcrSB91X8avE/dOEFJYmI",  # chief1
        "SHA256:k7sD7PNJtCReY199t7OdyTRvln8G2jETMiC30r0kspc",  # lt2
        "SHA256:F/LBz4oQe/BBbGDzFOonH3UbF6EzAX30oNxHybBXjAw",  # lt2, until 2025
        "SHA256:DVfNHYmQjWRrI/TjLjQHmaBYCdOpLvUFAE//8C8lQZQ",  # sgt1
        "SHA256:7wuSlZDu7i8VmQ6JodUnxSkL28FMHqa+NbNsL7i9Hig",  # sgt3
        "SHA256:k1W3gq+aMYTxp49VOZa4R4SmwmmLiZh1qE9pdILqrXc",  # pio1
        "SHA256:mSQGSJjKe2+rmDoVxcpNDAVWq30okkw+lMOnVsb4Qec",  # pio2
        "SHA256:jFjau+TsFacE4KL2nSEeo5OICAAK65kB+wRhMXLZJxA",  # officer5
        "SHA256:Cr5cTKjQZ9XGJ2/d72FcSxJ1+rURYnZV8zU0uC9EmIw",  # recorder
    }
)


def is_sample(fingerprint: str) -> bool:
    """Whether everybody has this key, so that a signature by it says nothing."""
    return fingerprint in SAMPLE_FINGERPRINTS
