"""GitHub's published description of its API (OpenAPI 3.0, npm package @octokit/openapi, MIT), as a judge.

It is fetched once, checked against its published digest, and kept in build/. Nothing is skipped
where it can't be had: the tests that need it fail and say so.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema

PACKAGE = "@octokit/openapi@23.0.2"
INTEGRITY = "pV8M7L9GY23AybNvTmo2nyjmpmnt6+2sRE/tqr0ZLQcPS4lnw7u5eZGNmwRNkBC3D7gZXbFx5AHzLUVRBXGDhg=="
"""of the package, SHA-512 in Base64, as the npm registry publishes it"""
KEPT = Path(__file__).parents[2] / "build" / "github-openapi-23.0.2.json"


def fetched() -> Path:
    """The description as a file, brought here if it is not here yet."""
    if not KEPT.is_file():
        KEPT.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=KEPT.parent) as folder:
            subprocess.run(
                ["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True, capture_output=True, timeout=300
            )
            (package,) = Path(folder).glob("*.tgz")
            digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
            assert digest == INTEGRITY, f"{PACKAGE} is not the package that was pinned"
            with tarfile.open(package) as archive:
                member = archive.extractfile("package/generated/api.github.com.json")
                assert member is not None
                aside = Path(folder) / "aside.json"
                aside.write_bytes(member.read())
            os.replace(aside, KEPT)  # noqa: PTH105 - two runs may do this at once
    return KEPT


@dataclass(slots=True)
class Description:
    """Judges requests and answers, and makes whole answers of which only a part is given."""

    document: Mapping[str, Any]
    _schemas: dict[str, Any] = field(default_factory=dict)
    _validators: dict[int, Any] = field(default_factory=dict)
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def operation(self, path: str) -> tuple[str, Mapping[str, str]]:
        """The template that a path is of, with the values of its parameters."""
        for template, pattern in self._templates():
            if found := pattern.fullmatch(path):
                return template, found.groupdict()
        raise AssertionError(f"GitHub has no such path: GET {path}")

    def _templates(self) -> Iterable[tuple[str, re.Pattern[str]]]:
        """Each path that can be read, those with the fewest parameters first."""
        if not self._patterns:
            readable = [name for name, methods in self.document["paths"].items() if "get" in methods]
            for template in sorted(readable, key=lambda one: one.count("{")):
                pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(template))
                self._patterns[template] = re.compile(pattern)
        return self._patterns.items()

    def judge_request(self, path: str, query: Mapping[str, str]) -> None:
        """Fails for a path, a parameter or a value that GitHub doesn't know."""
        template, values = self.operation(path)
        known = {
            (parameter["in"], parameter["name"]): parameter["schema"]
            for parameter in map(self._resolved, self.document["paths"][template]["get"]["parameters"])
        }
        for place, given in (("path", values), ("query", query)):
            for name, text in given.items():
                assert (place, name) in known, f"GitHub knows no {place} parameter {name} of {template}"
                schema = known[place, name]
                value = int(text) if schema.get("type") == "integer" and text.isdigit() else text
                jsonschema.validate(value, schema)
        most = query.get("per_page", "30")
        assert 1 <= int(most) <= 100, "GitHub gives at most 100 entries a page"

    def judge_body(self, method: str, path: str, values: Mapping[str, Any]) -> None:
        """Fails for what GitHub would not take, and for a value that it doesn't know."""
        for template, methods in self.document["paths"].items():
            pattern = re.sub(r"\\\{(\w+)\\\}", r"[^/]+", re.escape(template))
            if method.lower() in methods and re.fullmatch(pattern, path):
                schema = methods[method.lower()]["requestBody"]["content"]["application/json"]["schema"]
                assert values.keys() <= schema["properties"].keys(), f"GitHub knows not all of {[*values]}"
                self.judge_value(schema, values)
                return
        raise AssertionError(f"GitHub has no such path: {method} {path}")

    def judge_answer(self, path: str, status: int, value: object) -> None:
        """Fails for an answer that is not as GitHub describes its own."""
        template, _ = self.operation(path)
        answers = self.document["paths"][template]["get"]["responses"]
        content = self._resolved(answers[str(status)]).get("content", {})
        self.judge_value(content["application/json"]["schema"], value)

    def judge_value(self, schema: Mapping[str, Any], value: object) -> None:
        """Fails for a value that is not as a schema of the description has it."""
        if id(schema) not in self._validators:  # the document stays, and so do its parts
            converted = self._converted(schema)
            whole = converted | {"$defs": self._definitions(converted)}
            self._validators[id(schema)] = jsonschema.Draft202012Validator(whole)
        found = next(iter(self._validators[id(schema)].iter_errors(value)), None)
        assert found is None, f"{found.json_path} {found.message}"[:2000]

    def whole(self, name: str, /, **given: object) -> dict[str, Any]:
        """An answer of the schema with this name: what is given, and for the rest what must stand there."""
        return {**self._example(self.document["components"]["schemas"][name]), **given}

    # --- from OpenAPI 3.0 to JSON Schema -----------------------------------------------------

    def _resolved(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            _, section, kind, name = node["$ref"].split("/")
            node = self.document[section][kind][name]
        return node

    def _definitions(self, schema: object) -> dict[str, Any]:
        """All that a schema refers to, and these again."""
        waiting, found = _names(schema), {}
        while waiting:
            name = waiting.pop()
            if name not in found:
                if name not in self._schemas:
                    self._schemas[name] = self._converted(self.document["components"]["schemas"][name])
                found[name] = self._schemas[name]
                waiting |= _names(found[name])
        return found

    def _converted(self, node: Any) -> Any:
        if isinstance(node, list):
            return [self._converted(item) for item in node]
        if not isinstance(node, dict):
            return node
        if "$ref" in node:
            return {"$ref": "#/$defs/" + node["$ref"].rsplit("/", 1)[1]}
        made = {
            key: self._converted(value) for key, value in node.items() if key not in {"example", "examples"}
        }
        if made.pop("nullable", False):
            return {"anyOf": [{"type": "null"}, made]}
        return made

    # --- examples ----------------------------------------------------------------------------

    def _example(self, node: Mapping[str, Any]) -> Any:
        node = self._resolved(node)
        if "properties" in node:
            required = node.get("required", ())
            return {name: self._example(node["properties"][name]) for name in required}
        if node.get("nullable"):
            return None
        if "example" in node:
            return node["example"]
        for key in ("allOf", "oneOf", "anyOf"):
            if key in node:
                return self._example(node[key][0])
        return node["enum"][0] if "enum" in node else _SIMPLE[node.get("format", node["type"])]


_SIMPLE: Mapping[str, Any] = {
    "string": "",
    "uri": "https://api.github.com/",
    "date-time": "2026-01-01T00:00:00Z",
    "email": "nobody@mail.example",
    "integer": 1,
    "int64": 1,
    "number": 1,
    "boolean": False,
    "array": [],
    "object": {},
}


def _names(node: object) -> set[str]:
    if isinstance(node, dict):
        own = {node["$ref"].rsplit("/", 1)[1]} if isinstance(node.get("$ref"), str) else set()
        return own.union(*map(_names, node.values()))
    return set().union(*map(_names, node)) if isinstance(node, list) else set()


@cache
def description() -> Description:
    return Description(json.loads(fetched().read_text("utf-8")))
