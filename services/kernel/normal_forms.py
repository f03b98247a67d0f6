"""One normal form each for names, phone numbers and e-mail addresses: by it they are found and compared. Pure.

What was written is kept beside it, and shown.
"""

import hashlib
import re
import unicodedata
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

HOME = "GB"
UNSEEN = re.compile("[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
"""What nobody sees: soft hyphens, blanks of no width, marks of direction. Joiners stay: words need them."""
LINE_ENDS = re.compile("[\x0b\x0c\x1c-\x1f\x85\u2028\u2029]")
"""Page breaks and their like, which a word processor or a PDF leaves."""
LONGEST_KEY = 400
"""Letters: one letter may stand for several others."""
TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "rev", "prof", "sir", "dame", "lady", "lord", "cllr", "councillor"}
)
APOSTROPHES_AND_HYPHENS = tuple(map(ord, "'’‘ʼʻ`´′＇-‐‑‒–−"))
_LEFT_OUT = dict.fromkeys(APOSTROPHES_AND_HYPHENS)
_LETTERS = str.maketrans("øłđðıħ", "olddih") | str.maketrans({"þ": "th", "æ": "ae", "œ": "oe"})
"""Letters that are no other letter with an accent, as people without them on the keyboard write them."""
_BLANK_IN_EMAIL = re.compile(r"\s*([@.])\s*")
_ROUND_EMAIL = re.compile(r"^<?(?:mailto:)?([^<>]+?)>?[.,;]*$")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_AS_WRITTEN_HERE = re.compile(r"0[1-9][0-9]{2,4} ?[0-9]{3,6}(?: ?[0-9]{3,4})?")
_DIALLED = re.compile(r"\+?[\d() ./\-]{3,40}")
FEWEST_DIGITS, WHOLE_NUMBER, MOST_AT_HOME, MOST_DIGITS = 3, 7, 11, 15
"""Digits of what can be dialled, of one person's number, of the longest of this country and of any (E.164)."""
LATELY = 1_024
"""Texts whose numbers are remembered."""


def seen(text: str) -> str:
    """A text as people see it: without what is invisible; page breaks are line ends."""
    if text.isascii() and text.isprintable():
        return text
    return UNSEEN.sub("", LINE_ENDS.sub("\n", text))


def plain(text: str) -> str:
    """Words of lower-case letters and digits with single blanks between, without accents, apostrophes, hyphens."""
    letters = text.casefold().translate(_LEFT_OUT)
    if letters.isascii():
        return " ".join(_ASCII_WORD.findall(letters))
    parted = unicodedata.normalize("NFKD", letters).translate(_LETTERS)
    bare = (char for char in parted if not unicodedata.combining(char))
    # Vowel signs of Indian scripts are marks, and part of a word.
    return " ".join("".join(char if _is_of_word(char) else " " for char in bare).split())


def name_words(name: str) -> list[str]:
    """The words of a name without titles; a name that is nothing but a title keeps it."""
    words = plain(name).split()
    return [word for word in words if word not in TITLES] or words


def name_key(name: str | None) -> str | None:
    """What two ways to write one name have in common: its letters, whatever their order and what divides them.

    None where there are none.
    """
    return "".join(sorted("".join(name_words(name))))[:LONGEST_KEY] or None if name else None


def organisation_key(name: str | None) -> str | None:
    """What every way to write the name of one organisation has in common, as 16 hexadecimal digits.

    Capitals, accents, blanks and punctuation tell no two apart. None where nothing of a name is left.
    """
    said = plain(name).replace(" ", "") if name else ""
    return hashlib.sha256(said.encode()).hexdigest()[:16] if said else None


def care_number_key(text: str | None) -> str | None:
    """A person's number in the social-care system as it is compared: capitals and digits, nothing between them.

    None where there are none.
    """
    return "".join(char for char in text.upper() if char.isascii() and char.isalnum()) or None if text else None


@lru_cache(LATELY)  # one contact's number is checked, kept, compared and searched by, and costs a tenth of it
def phone_keys(text: str) -> tuple[str, ...]:
    """Every phone number in a text as digits: of this country with its 0, of others with their country's code."""
    bare = text.replace(" ", "")
    if _AS_WRITTEN_HERE.fullmatch(text) and len(bare) in {MOST_AT_HOME - 1, MOST_AT_HOME}:
        return (bare,)  # as most are; to look for it as in any text takes fifty times as long
    matches = phonenumbers.PhoneNumberMatcher(text, HOME, phonenumbers.Leniency.POSSIBLE)
    # What is shorter is an extension, or what is dialled before a number.
    found = tuple(key for match in matches if len(key := _national(match.number)) >= WHOLE_NUMBER)
    if not found and _DIALLED.fullmatch(text) and FEWEST_DIGITS <= len(digits := digits_of(text)) <= MOST_DIGITS:
        return (digits,)
    return found


def phone_key(text: str | None) -> str | None:
    """The first phone number in a text, without its extension; None where there is none."""
    return next(iter(phone_keys(text)), None) if text else None


def digits_of(text: str) -> str:
    """The digits of a number, or of a part of one, as they stand in a key: this country's code is a 0."""
    digits = "".join(str(unicodedata.decimal(char)) for char in text.replace("(0)", "") if char.isdecimal())
    abroad = text.lstrip(" (").startswith("+") or len(digits) > MOST_AT_HOME
    return re.sub(r"^(00)?440?", "0", digits) if abroad or digits.startswith("0044") else digits


def email_key(text: str | None) -> str | None:
    """An e-mail address as it is compared; None where a text is none."""
    try:
        return email(text).casefold() if text else None
    except ValueError:
        return None


def email_digest(text: str | None) -> str | None:
    """An e-mail address as 16 hexadecimal digits, to compare it where nobody reads it; None where it is none."""
    key = email_key(text)
    return hashlib.sha256(key.encode()).hexdigest()[:16] if key else None


def email(text: str) -> str:
    """An e-mail address as mail systems take it. Whether anybody has it is not asked. Raises ValueError."""
    written = _ROUND_EMAIL.sub(r"\1", _BLANK_IN_EMAIL.sub(r"\1", text))
    try:
        return validate_email(written, check_deliverability=False, allow_display_name=True, strict=True).normalized
    except EmailNotValidError as error:
        raise ValueError(f"Enter one email address, like name@example.org. {str(error).rstrip('.')}") from error


def _national(number: phonenumbers.PhoneNumber) -> str:
    national = phonenumbers.national_significant_number(number)
    code = number.country_code
    return f"0{national}" if code == phonenumbers.country_code_for_region(HOME) else f"{code}{national}"


def _is_of_word(char: str) -> bool:
    return char.isalnum() or unicodedata.category(char)[0] == "M"
