"""The closed vocabularies of the front matter."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a media file is."""

    PHOTO = "photo"
    MAP = "map"
    LOGO = "logo"
    ILLUSTRATION = "illustration"
    CHART = "chart"
    FLYER = "flyer"
    PORTRAIT = "portrait"
    BOOKING_PHOTO = "booking-photo"
    SKETCH = "sketch"
    SURVEILLANCE_STILL = "surveillance-still"
    DOCUMENT = "document"
    VIDEO = "video"
    AUDIO = "audio"


class Subject(StrEnum):
    """Whom a booking photograph shows."""

    ADULT = "adult"
    JUVENILE = "juvenile"


class Offense(StrEnum):
    """Classes of offense that 5 ILCS 140/2.15 and clause 1021.5.2 tell apart."""

    CIVIL_OFFENSE = "civil-offense"
    PETTY_OFFENSE = "petty-offense"
    BUSINESS_OFFENSE = "business-offense"
    CLASS_C_MISDEMEANOR = "class-c-misdemeanor"
    CLASS_B_MISDEMEANOR = "class-b-misdemeanor"
    CLASS_A_MISDEMEANOR = "class-a-misdemeanor"
    FELONY = "felony"


class Purpose(StrEnum):
    """Why a booking photograph is posted."""

    ARREST_INFORMATION = "arrest-information"
    FUGITIVE = "fugitive"
    PERSON_OF_INTEREST = "person-of-interest"
    MISSING_PERSON = "missing-person"
    WANTED = "wanted"
