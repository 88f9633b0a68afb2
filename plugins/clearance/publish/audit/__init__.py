"""The audit of a finished site (1021.5.1): see `site.audit_site` and `catalogue.describe`."""

from __future__ import annotations

from clearance.publish.audit.catalogue import Check, describe
from clearance.publish.audit.provenance import Expected
from clearance.publish.audit.site import audit_page, audit_site

__all__ = ["Check", "Expected", "audit_page", "audit_site", "describe"]
