"""Text as word pieces, with a small vocabulary that can be followed by hand."""

from nlu.sentences.packed_model import Pieces
from nlu.sentences.word_pieces import word_pieces

SCORES = {
    "▁": (10, -5.0),
    "▁па": (11, -2.0),
    "▁пас": (12, -3.0),
    "порт": (13, -2.0),
    "спорт": (14, -2.5),
    "т": (15, -4.0),
}
PIECES = Pieces(
    scores=SCORES, longest=5, unknown=(3, -20.0), first=0, last=2, replaced={ord("П"): "п", ord("\t"): " ", 0x301: ""}
)


def cut(text: str, longest: int = 512) -> list[int]:
    return word_pieces(text, PIECES, longest)


def test_the_cut_with_the_highest_sum_wins():
    assert cut("паспорт") == [0, 11, 14, 2]  # -2.0 - 2.5 against -3.0 - 2.0


def test_characters_are_replaced_before():
    assert cut("Па́спорт") == cut("паспорт")


def test_spaces_are_one_piece_however_many():
    assert cut("паспорт  паспорт") == cut("паспорт паспорт") == cut("паспорт\t паспорт") == [0, 11, 14, 11, 14, 2]


def test_an_unknown_character_is_one_unknown_piece():
    assert cut("паспортЖт") == [0, 11, 14, 3, 15, 2]


def test_a_long_text_is_cut_and_still_ends():
    assert cut("паспорт " * 9 + "паспорт", longest=5) == [0, 11, 14, 11, 2]


def test_no_words():
    assert cut("") == [0, 10, 2]
