"""A page of an export: readable offline on any screen, by any reader; no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape

_STYLE = """\
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
table { border-collapse: collapse; width: 100%; }
caption { font-weight: bold; text-align: start; padding: .5rem 0; }
th, td { border: 1px solid; padding: .3rem .5rem; text-align: start; vertical-align: top; }
pre { border: 1px solid; padding: .5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
code, td a { overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  th, td { font-size: .875rem; overflow-wrap: anywhere; padding: .15rem; }
}
html { background: #fff; color: #1a1a1a; }
a { color: #0b4f8a; }
@media (prefers-color-scheme: dark) {
  html { background: #1a1a1a; color: #eee; }
  a { color: #9cc8f5; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def document(title: str, body: str) -> str:
    """A whole page in English. `body` is HTML already."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{body}</main>\n</body>\n</html>\n"
    )


def link(target: str, text: str) -> str:
    """A link to a file beside the page; its name is plain ASCII."""
    return f'<a href="{escape(target, quote=True)}">{escape(text)}</a>'
