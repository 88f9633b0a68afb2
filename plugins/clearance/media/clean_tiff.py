"""A TIFF saved anew without its metadata. Only kinds of compression that lose nothing can be saved so."""

from __future__ import annotations

import io

from PIL import Image

from clearance.media.formats import Format
from clearance.media.images import open_image
from clearance.media.limits import Refused

_LOSSLESS = frozenset(
    ("raw", "tiff_lzw", "tiff_adobe_deflate", "tiff_deflate", "packbits", "group3", "group4", "tiff_ccitt")
)


def cleaned_tiff(data: bytes) -> bytes:
    """The picture, turned upright, its colour profile and its resolution.

    Raises Refused for several pages, and for a compression that loses something.
    """
    with open_image(data, Format.TIFF) as image:
        compression = image.info.get("compression", "raw")
        if getattr(image, "n_frames", 1) > 1 or compression not in _LOSSLESS:
            raise Refused("a TIFF of this kind can't be cleaned without loss; save it as PNG or JPEG")
        profile, resolution = image.info.get("icc_profile"), image.info.get("dpi")
        image.load()
        bare = Image.frombytes(image.mode, image.size, image.tobytes())
        if image.mode == "P":
            bare.putpalette(image.getpalette() or [])
    out = io.BytesIO()
    more = {"dpi": resolution} if resolution else {}
    bare.save(out, "TIFF", compression=compression, icc_profile=profile, **more)
    return out.getvalue()
