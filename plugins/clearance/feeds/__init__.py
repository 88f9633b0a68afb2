"""What subscribers get: Atom, JSON Feed, iCalendar and CAP documents, as bytes, made from plain values.

Pure: no file, clock or network, and nothing of MkDocs. The same values give the same bytes.
"""
