"""Word and character errors, and references without secrets."""

from replay.verdict.words import WordErrors, plain, total, without_secrets, word_errors


def test_errors_are_counted_by_words_and_characters() -> None:
    errors = word_errors("Здравствуйте, мне НУЖНА справка!", "здравствуйте нужна справка о")
    assert (errors.words, errors.wrong, errors.wer) == (4, 2, 0.5)
    assert errors.characters == len("здравствуйте мне нужна справка")


def test_case_punctuation_and_yo_are_no_errors() -> None:
    assert word_errors("Ещё раз: «моё» заявление?", "еще раз мое заявление").wrong == 0
    assert plain("кое-что it's") == "кое что it's"


def test_without_a_reference_there_is_no_rate() -> None:
    assert (word_errors("...", "да").wer, WordErrors().cer) == (None, None)


def test_nothing_heard_is_every_word_wrong() -> None:
    assert word_errors("соедините с оператором", "").wer == 1.0


def test_the_total_is_of_words_not_of_calls() -> None:
    assert total([word_errors("да", "нет"), word_errors("а б в", "а б в")]).wer == 0.25


def test_a_secret_in_a_reference_is_not_shown() -> None:
    shown = without_secrets(
        "номер моей карты четыре два ноль ноль ноль ноль ноль ноль ноль ноль ноль ноль ноль ноль ноль ноль"
    )
    assert "четыре" not in shown
    assert without_secrets("номер заявления сорок пять двенадцать") == "номер заявления сорок пять двенадцать"
