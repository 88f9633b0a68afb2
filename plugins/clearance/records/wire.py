"""The SSH wire format (RFC 4251 section 5), read strictly: lengths fit, nothing is left over."""

from __future__ import annotations

import base64
import binascii

from clearance.records.refusal import Unfit, stricter


def string(data: bytes) -> bytes:
    """Bytes with their length in front."""
    return len(data).to_bytes(4) + data


def from_base64(text: bytes, what: str) -> bytes:
    """Read the bytes that this base64 spells in the one right way. Raises Unfit."""
    try:
        data = binascii.a2b_base64(text, strict_mode=True)
    except binascii.Error:
        data = b""
    if base64.b64encode(data) != text:
        raise Unfit(f"the {what} is damaged: it is not whole base64; copy it again")
    return data


class Reader:
    """Takes fields off the front of a blob. Each method raises Unfit when the blob does not hold it."""

    def __init__(self, blob: bytes, what: str) -> None:
        self._blob = blob
        self._at = 0
        self._what = what

    def take(self, count: int) -> bytes:
        end = self._at + count
        if end > len(self._blob):
            raise Unfit(f"the {self._what} is cut short")
        taken = self._blob[self._at : end]
        self._at = end
        return taken

    def number(self) -> int:
        return int.from_bytes(self.take(4))

    def string(self) -> bytes:
        return self.take(self.number())

    def name(self) -> bytes:
        """Take a string that is text: no zero byte in it."""
        text = self.string()
        if b"\0" in text:
            raise stricter("zero-byte")
        return text

    def integer(self, bits: int) -> int:
        """Take a whole number (mpint) of at most so many bits, not negative, in its shortest form."""
        data = self.string()
        if data[:1] >= b"\x80":
            raise Unfit(f"a number in the {self._what} is negative")
        if data[:1] == b"\0" and data[1:2] < b"\x80":
            raise stricter("long-integer")
        value = int.from_bytes(data)
        if value.bit_length() > bits:
            raise Unfit(f"a number in the {self._what} is too large")
        return value

    def end(self) -> None:
        if self._at != len(self._blob):
            raise Unfit(f"something stands after the end of the {self._what}")
