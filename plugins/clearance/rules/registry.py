"""Every rule, by hand: which there are, and in which order they run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from clearance.model import Severity
from clearance.rules import (
    active_document,
    active_html,
    appended_data,
    approver_without_role,
    bank_account,
    bare_link,
    booking_photograph_review,
    code_collision,
    colliding_address,
    date_of_birth,
    deceptive_characters,
    deleted_roster_entry,
    disordered_headings,
    drivers_license,
    earlier_revision,
    email_address,
    failed_redaction,
    failing_example,
    headerless_pairs,
    headerless_table,
    hidden_text,
    home_address,
    lapsed_training,
    leftover_metadata,
    location_in_file,
    mismatched_type,
    missing_alternative_text,
    missing_approval,
    missing_attestation,
    missing_description,
    missing_file,
    nameless_link,
    payment_card,
    personal_metadata,
    phone_number,
    prohibited_booking_photograph,
    refused_record,
    request_without_chain,
    restored_record,
    rewritten_record,
    self_approval,
    social_security_number,
    stale_approval,
    text_include,
    textless_document,
    third_party_embed,
    unaccepted_hold,
    unadopted_guidelines,
    unapproved_device,
    unauthorized_author,
    unauthorized_category,
    unauthorized_committer,
    unclaimed_file,
    uncommitted_bytes,
    undeclared_media,
    unexamined_media,
    unreadable_media,
    unreadable_page,
    unsafe_path,
    unsigned_commit,
    unstructured_document,
    untrained_approver,
    vanished_address,
    vehicle_identifier,
)
from clearance.rules.media_file import MediaRule
from clearance.rules.rule import DepartmentRule, PageRule


class Rule(Protocol):
    """What every rule has, whatever it looks at. Its docstring is its page in the handbook."""

    CODE: str
    NAME: str
    CLAUSE: str
    SEVERITY: Severity


PAGE_RULES: tuple[PageRule, ...] = (
    unauthorized_author,
    unauthorized_committer,
    unsigned_commit,
    unapproved_device,
    request_without_chain,
    lapsed_training,
    unauthorized_category,
    missing_attestation,
    missing_description,
    active_html,
    third_party_embed,
    text_include,
    deceptive_characters,
    prohibited_booking_photograph,
    booking_photograph_review,
    undeclared_media,
    missing_alternative_text,
    disordered_headings,
    nameless_link,
    bare_link,
    headerless_table,
    headerless_pairs,
    missing_file,
    uncommitted_bytes,
    social_security_number,
    payment_card,
    drivers_license,
    vehicle_identifier,
    bank_account,
    date_of_birth,
    phone_number,
    email_address,
    home_address,
)
"""what is asked of each page, apart from approvals, in the order of its findings"""

STANDING_RULES: tuple[PageRule, ...] = (
    unauthorized_author,
    unauthorized_committer,
    unsigned_commit,
    unapproved_device,
    request_without_chain,
    lapsed_training,
    undeclared_media,
    missing_file,
    uncommitted_bytes,
)
"""those of them that ask about people, commits, the clock, or which other files there are, in that order"""

TEXT_RULES: tuple[PageRule, ...] = tuple(rule for rule in PAGE_RULES if rule not in STANDING_RULES)
"""all others: what a page says, with its own files, under these guidelines. Their verdict can be kept."""

APPROVAL_RULES: tuple[PageRule, ...] = (
    missing_approval,
    stale_approval,
    self_approval,
    approver_without_role,
    untrained_approver,
    unaccepted_hold,
)
"""what is asked of a page's approvals, when it is known what they must accept"""

MEDIA_RULES: tuple[MediaRule, ...] = (
    location_in_file,
    personal_metadata,
    leftover_metadata,
    failed_redaction,
    hidden_text,
    earlier_revision,
    active_document,
    unreadable_media,
    mismatched_type,
    appended_data,
    unexamined_media,
    textless_document,
    unstructured_document,
)
"""what is asked of each file that a page shows, links to or declares"""

DEPARTMENT_RULES: tuple[DepartmentRule, ...] = (
    unclaimed_file,
    unsafe_path,
    colliding_address,
    vanished_address,
    refused_record,
    restored_record,
    rewritten_record,
    unadopted_guidelines,
    deleted_roster_entry,
    failing_example,
    code_collision,
)
"""what is asked of the department as a whole, after its pages were judged"""

ALL_RULES: Mapping[str, Rule] = {
    "AC101": unauthorized_category,
    "AC102": missing_attestation,
    "AC103": missing_description,
    "AP101": missing_approval,
    "AP102": stale_approval,
    "AP103": self_approval,
    "AP104": approver_without_role,
    "AP105": unaccepted_hold,
    "AU101": unauthorized_author,
    "AU102": unauthorized_committer,
    "AU103": unsigned_commit,
    "AU104": unapproved_device,
    "AU105": request_without_chain,
    "AX101": disordered_headings,
    "AX102": nameless_link,
    "AX103": bare_link,
    "AX104": headerless_table,
    "AX105": textless_document,
    "AX106": unstructured_document,
    "AX107": headerless_pairs,
    "BP101": prohibited_booking_photograph,
    "BP102": booking_photograph_review,
    "CT101": unclaimed_file,
    "CT102": unsafe_path,
    "CT103": colliding_address,
    "CT104": vanished_address,
    "FM101": unreadable_page,
    "GL101": unadopted_guidelines,
    "GL102": deleted_roster_entry,
    "GL103": failing_example,
    "GL104": code_collision,
    "MD101": undeclared_media,
    "MD102": missing_alternative_text,
    "MD103": missing_file,
    "ME101": location_in_file,
    "ME102": personal_metadata,
    "ME103": leftover_metadata,
    "ME104": failed_redaction,
    "ME105": hidden_text,
    "ME106": earlier_revision,
    "ME107": active_document,
    "ME108": unreadable_media,
    "ME109": mismatched_type,
    "ME110": appended_data,
    "ME111": unexamined_media,
    "PB101": social_security_number,
    "PB102": payment_card,
    "PB103": drivers_license,
    "PB104": vehicle_identifier,
    "PB105": bank_account,
    "PB106": date_of_birth,
    "PB107": phone_number,
    "PB108": email_address,
    "PB109": home_address,
    "PP101": active_html,
    "PP102": third_party_embed,
    "PP103": text_include,
    "PP104": deceptive_characters,
    "RC101": refused_record,
    "RC102": rewritten_record,
    "RC103": restored_record,
    "RT101": uncommitted_bytes,
    "TR101": lapsed_training,
    "TR102": untrained_approver,
}
"""every rule by its code; unreadable-page, too, which the gate itself speaks for"""
