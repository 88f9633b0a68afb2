"""Beginnings: a new department, a new post."""
