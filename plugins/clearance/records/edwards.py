"""Whether 32 bytes are a sound Ed25519 public key (RFC 8032 section 5.1.3, and no small order).

A key of small order lets one signature fit many messages, and a second spelling of a point would
have a second fingerprint. Neither OpenSSH nor OpenSSL looks when it reads a key.
"""

from __future__ import annotations

_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
_SIGN_BIT = 2**255


def _small_order_heights() -> frozenset[int]:
    """Find the y of the eight points whose order divides 8: of order 1, 2 and 4, then of order 8.

    Doubling a point of order 8 gives y = 0, so x² = -y², and the curve's own equation
    -x² + y² = 1 + d·x²·y² becomes d·y⁴ + 2·y² - 1 = 0.
    """
    root = _square_root((1 + _D) % _P)
    squares = [(-1 + sign * root) * pow(_D, -1, _P) % _P for sign in (1, -1)]
    order_eight = {y for square in squares if _is_square(square) for y in _both_roots(square)}
    return frozenset({0, 1, _P - 1} | order_eight)


def _is_square(value: int) -> bool:
    return pow(value, (_P - 1) // 2, _P) <= 1


def _square_root(square: int) -> int:
    root = pow(square, (_P + 3) // 8, _P)
    return root if root * root % _P == square else root * pow(2, (_P - 1) // 4, _P) % _P


def _both_roots(square: int) -> tuple[int, int]:
    root = _square_root(square)
    return root, _P - root


_SMALL = _small_order_heights()


def is_sound_point(data: bytes) -> bool:
    """Whether these 32 bytes spell, in the one right way, a point on the curve that is not of small order."""
    y = int.from_bytes(data, "little") % _SIGN_BIT
    if y >= _P or y in _SMALL:
        return False
    return _is_square((y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P)
