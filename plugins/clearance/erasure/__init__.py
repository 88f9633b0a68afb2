"""Erasing content from the history by order of a court or a statute: what is on record of it (1021.7)."""
