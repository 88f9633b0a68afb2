from __future__ import annotations

import pytest

from clearance.content.folded import Folded, edited
from clearance.content.folding import digits, fold, letters


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("Plain words, 5:30 p.m.", "Plain words, 5:30 p.m.", id="plain text"),
        pytest.param("", "", id="nothing"),
        pytest.param("１２３－４５", "123-45", id="full-width digits and hyphen"),
        pytest.param("60\u200b11 1\u20601\u00ad11", "6011 1111", id="zero-width characters and soft hyphens"),
        pytest.param("\u202eabc\u202c\u2066d\u2069", "abcd", id="direction marks"),
        pytest.param("𝓼𝕝𝐮𝗿 ﬁne Ⅻ", "slur fine XII", id="mathematical letters, ligatures, numerals"),
        pytest.param("🅰🅱 ⓒ ❺ ③ ٣ ५", "AB c 5 3 3 5", id="boxed and circled characters, other digits"),
        pytest.param("5️⃣5️⃣", "55", id="keycaps"),
        pytest.param("s̶l̶u̶r̶", "slur", id="struck-through letters"),
        pytest.param("a\t b\n\u00a0c\u2009d", "a b c d", id="white space"),
        pytest.param("“don’t” 5–6 − 7—8", '"don\'t" 5-6 - 7—8', id="quotes and dashes"),
        pytest.param("nаrсоtics, раураl", "narcotics, paypal", id="Cyrillic letters among Latin ones"),
        pytest.param("ѕех сор", "sex cop", id="whole words that pass for Latin"),
        pytest.param("ΡΟLICE", "POLICE", id="Greek letters among Latin ones"),
        pytest.param("ᴘᴏʟɪᴄᴇ", "police", id="small capitals"),
        pytest.param("Это сор и рот", "Это сор и рот", id="Russian stays"),
        pytest.param("Η Αστυνομία της πόλης", "Η Αστυνομία της πόλης", id="Greek stays"),
        pytest.param("señor Łódź résumé ¿qué?", "señor Łódź résumé ¿qué?", id="accents stay"),
        pytest.param("cafe\u0301", "café", id="accents are joined"),
        pytest.param("Welcome 🚓 back", "Welcome 🚓 back", id="pictures stay"),
        pytest.param("こんにちは", "こんにちは", id="another script stays"),
    ],
)
def test_folding(written: str, folded: str) -> None:
    assert fold(written).text == folded


def test_offsets_lead_back() -> None:
    written = "ＳＳＮ 0\u200b7８"
    folded = fold(written)
    start = folded.text.index("078")
    begin, end = folded.span(start, start + 3)
    assert written[begin:end] == "0\u200b7８"


def test_what_one_character_became_stands_where_it_stood() -> None:
    assert fold("½ x") == Folded("1/2 x", (0, 0, 0, 1, 2, 3))


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        pytest.param("seven three eight, one nine, four 4 0 6", "738-19-4406", id="spelled"),
        pytest.param(
            "Call five five five, oh one four two now", "Call 555-0142 now", id="spelled in a sentence"
        ),
        pytest.param("siete cero ocho cinco cinco cinco", "708555", id="spelled in Spanish"),
        pytest.param("seven zero eight dash five five five", "708-555", id="spelled marks"),
        pytest.param("double five seven, oh one forty-two", "557-0142", id="doubles and tens"),
        pytest.param("triple 5 oh one twelve", "5550112", id="triples and teens"),
        pytest.param("555 zero one four two", "555 0142", id="half spelled"),
        pytest.param("1 2 3 - 4 5 - 6 7 8 9", "123-45-6789", id="spaced out"),
        pytest.param("7.0.8.5.5.5", "708555", id="dotted out"),
        pytest.param("(7)(0)(8)(5)", "(7085)", id="in brackets one by one"),
        pytest.param("078*05/1120, 4111 _ 2", "078-05-1120, 4111-2", id="odd marks"),
        pytest.param("(708) 555.0142", "(708-555-0142", id="a phone number"),
        pytest.param("O78-O5-1l2O", "078-05-1120", id="letters that look like digits"),
        pytest.param("5:30, May 10, 2025 for $27,350", "5:30, May 10, 2025 for $27,350", id="times and sums"),
        pytest.param("twelve hundred and six; two thousand", "1206; 2000", id="hundreds"),
        pytest.param("two, three or four men", "two, three or four men", id="counting words"),
        pytest.param(
            "One of two cars hit 4 poles in 2025", "One of two cars hit 4 poles in 2025", id="prose"
        ),
        pytest.param("I-57 and O'Hare, 10 a.m.", "I-57 and O'Hare, 10 a.m.", id="no numbers to speak of"),
    ],
)
def test_the_view_for_digits(written: str, seen: str) -> None:
    assert digits(fold(written)).text == seen


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        pytest.param("s l u r and s.l.u.r and s*l-u_r", "slur and slur and slur", id="parted letters"),
        pytest.param("1nf0rm4nt, tr@sh, c00k", "informant, trash, cook", id="digits and signs in words"),
        pytest.param("$crew th!s BL0CK", "screw this BLoCK", id="a sign at the beginning, capitals"),
        pytest.param(
            "4th, 2nd, 9am, 5K, 1980s, 24x7", "4th, 2nd, 9am, 5K, 1980s, 24x7", id="ordinals and units"
        ),
        pytest.param(
            "I-57, CR70338, COVID19, $5k, B12", "I-57, CR70338, COVID19, $5k, B12", id="names with numbers"
        ),
        pytest.param("tips@village.example!", "tips@village.example!", id="an e-mail address"),
        pytest.param("Plain words! 100%", "Plain words! 100%", id="prose"),
        pytest.param("25-004019A", "25-004019A", id="a case number"),
    ],
)
def test_the_view_for_letters(written: str, seen: str) -> None:
    assert letters(fold(written)).text == seen


def test_a_view_leads_back_to_what_was_written() -> None:
    written = "x \u200bfive five\u200b five"
    seen = digits(fold(written))
    start = seen.text.index("555")
    begin, end = seen.span(start, start + 3)
    assert written[begin:end] == "five five\u200b five"


def test_edits() -> None:
    folded = Folded("abcd", (0, 2, 3, 4, 6))
    assert edited(folded, [(1, 3, "xyz")]) == Folded("axyzd", (0, 2, 2, 2, 4, 6))
    assert edited(folded, []) is folded
