"""Mends what can be mended without a judgement: metadata, leftovers, invisible characters."""
