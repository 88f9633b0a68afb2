"""Clearance: only what the right person wrote and approved is published."""
