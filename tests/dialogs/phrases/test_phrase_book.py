"""The phrases that ship, and what the author of a broken file is told."""

from pathlib import Path

import pytest

from call.acts import BargeIn
from call.errors import PhrasesBroken
from datafiles.categories import REQUESTS
from datafiles.hotline import HOTLINE
from dialogs.phrases.cue import Cue
from dialogs.phrases.phrase_book import PhraseBook, load_phrases
from dialogs.phrases.prompts import Menu, Prompt
from tests.hotlines.copied import copied

ENGLISH = Path("en", "phrases.toml")
CHARACTERS_PER_SECOND = 12
"""The slowest voice: see dialogs/answers/article.py."""
LONGEST_S = 20


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path, "phrases.toml")


def broken(folder: Path, old: str, new: str) -> list[str]:
    """The faults after a change of the English file, as `line: text`."""
    path = folder / ENGLISH
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PhrasesBroken) as caught:
        load_phrases(folder)
    assert {fault.path for fault in caught.value.faults} == {str(path)}
    return [f"{fault.line}: {fault.text}" for fault in caught.value.faults]


def line_of(text: str) -> int:
    lines = (HOTLINE / ENGLISH).read_text(encoding="utf-8").splitlines()
    if text == "menu 5":
        return [number for number, line in enumerate(lines, start=1) if line == "[[options.menu]]"][4]
    if text == "digits = ":  # tomllib names the line where the broken list ends
        return next(number for number, line in enumerate(lines, start=1) if line.startswith("[say."))
    return next(number for number, line in enumerate(lines, start=1) if line.startswith(text))


def test_both_languages_say_everything_in_whole_short_sentences(phrases: PhraseBook) -> None:
    assert set(phrases.languages) == {"ru", "en"}
    for language in phrases.languages:
        for prompt in Prompt:
            text = phrases.phrase(language, prompt).text
            assert text[-1] in ".?!", f"{language} {prompt}"
            assert len(text) <= LONGEST_S * CHARACTERS_PER_SECOND or prompt is Prompt.MENU, f"{language} {prompt}"


def test_what_promises_or_reads_back_cannot_be_interrupted_and_questions_can(phrases: PhraseBook) -> None:
    off = {Prompt.TRANSFER, Prompt.FORM_FAILED, Prompt.CREDENTIAL, Prompt.TIME_UP}
    free = {Prompt.OPEN_QUESTION, Prompt.MENU, Prompt.HELPED, Prompt.MORE, Prompt.FORM_RIGHT}
    for language in phrases.languages:
        assert {phrases.phrase(language, prompt).barge_in for prompt in off} == {BargeIn.OFF}
        assert {phrases.phrase(language, prompt).barge_in for prompt in free} == {BargeIn.FREE}


def test_the_menu_reaches_every_request_category_and_says_every_key(phrases: PhraseBook) -> None:
    for language in phrases.languages:
        options = phrases.options(language, Menu.MENU)
        assert sorted(intent for option in options for intent in option.intents) == sorted(REQUESTS)
        assert all(len(option.intents) <= 5 for option in options)
        spoken = phrases.phrase(language, Prompt.MENU).text.lower()
        assert all(phrases.spell(language, str(key)).rstrip(".") in spoken for key in range(len(options) + 1))


@pytest.mark.parametrize(
    ("language", "digits", "spoken"),
    [
        ("ru", "89123456789", "восемь, девять один два, три четыре пять, шесть семь, восемь девять."),
        ("en", "9120006789", "nine one two, zero zero zero, six seven, eight nine."),
        ("ru", "1234", "один два три, четыре."),
    ],
)
def test_numbers_are_spelled_in_groups(phrases: PhraseBook, language: str, digits: str, spoken: str) -> None:
    assert phrases.spell(language, digits) == spoken


@pytest.mark.parametrize(
    ("cue", "yes", "no"),
    [
        (Cue.SLOWER, "говорите помедленнее", "интернет медленный"),
        (Cue.BACK, "вернитесь назад", "я подал заявление"),
        (Cue.ABUSE, "вы Идиоты", "гадание по идее дурное"),
        (Cue.NO_MORE, "нет больше вопросов нет", "у меня вопрос"),
        (Cue.VAGUE, "у меня ничего не работает", "всё работает"),
    ],
)
def test_cues(phrases: PhraseBook, cue: Cue, yes: str, no: str) -> None:
    assert phrases.cues("ru", cue).found(yes)
    assert not phrases.cues("ru", cue).found(no)


def test_an_unknown_key_is_named_with_the_nearest_one(folder: Path) -> None:
    faults = broken(folder, "[say.goodbye]", "[say.godbye]")
    assert f"{line_of('[say.goodbye]')}: unknown key 'say.godbye'; did you mean 'goodbye'?" in faults
    assert any(fault.endswith("missing: say.goodbye") for fault in faults)


@pytest.mark.parametrize(
    ("old", "new", "at", "text"),
    [
        ('barge_in = "keys"', 'barge_in = "sometimes"', "barge_in", "say.greeting.barge_in: one of free, keys, off"),
        ('barge_in = "keys"', 'bargein = "keys"', "barge_in", "unknown key 'say.greeting.bargein'; did you mean"),
        ('text = "Hello!"', 'text = " "', 'text = "Hello!"', "say.hello.text: a sentence is needed"),
        ('text = "Hello!"', "text = 5", 'text = "Hello!"', "say.hello.text: a sentence is needed"),
        ('slower = ["slower",', 'slower = ["",', "slower", "cues.slower: a list of words is needed"),
        ('slower = ["slower",', 'slower = ["*",', "slower", "cues.slower: a list of words is needed"),
        ('digits = ["zero",', "digits = [", "digits", "digits: the ten words for 0 to 9 are needed"),
        ("digits = [", "digits = [[", "digits = ", "not TOML"),
        ('words = ["registration",', "words = [0,", 'words = ["registration"', "options.menu[0].words: a list"),
        ('intents = ["technical_error"]', 'intents = ["technical_eror"]', 'intents = ["technical_error"]',
         "no request category 'technical_eror': did you mean 'technical_error'?"),
        ('intents = ["technical_error"]', 'intent = ["complaint"]', 'intents = ["technical_error"]', "unknown key"),
        ('intents = ["technical_error"]', 'intents = ["complaint"]', "menu 5", "options.menu: not the same intents"),
    ],
)  # fmt: skip
def test_a_fault_is_named_with_its_line(folder: Path, old: str, new: str, at: str, text: str) -> None:
    assert broken(folder, old, new)[0].startswith(f"{line_of(at)}: {text}")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("term = [", "unknown key 'follow_ups.term'; did you mean 'terms'?"),
        ("yes = [", "unknown key 'follow_ups.yes'"),
        ("terms = [5,", "follow_ups.terms: a list of questions is needed"),
        ('terms = [" ",', "follow_ups.terms: a list of questions is needed"),
        ('terms = ""\npitfalls = [', "follow_ups.terms: a list of questions is needed"),
    ],
)
def test_a_fault_of_further_questions_is_named_with_its_line(folder: Path, kind: str, text: str) -> None:
    at = line_of("[follow_ups]") + 1
    assert broken(folder, "[follow_ups]\nterms = [", f"[follow_ups]\n{kind}")[0].startswith(f"{at}: {text}")


def test_a_missing_phrase_and_a_missing_menu(folder: Path) -> None:
    assert broken(folder, '[say.hello]\ntext = "Hello!"', "") == [f"{line_of('[say.greeting]')}: missing: say.hello"]


def test_every_fault_of_every_file_is_told_at_once(folder: Path) -> None:
    for path in folder.glob("*/phrases.toml"):
        path.write_text(path.read_text(encoding="utf-8").replace("[say.hello]", "[say.helo]"), encoding="utf-8")
    with pytest.raises(PhrasesBroken) as caught:
        load_phrases(folder)
    assert len(caught.value.faults) == 4


def test_no_files_and_unreadable_files(tmp_path: Path) -> None:
    with pytest.raises(PhrasesBroken, match=r"en/phrases\.toml:1: cannot be read"):
        load_phrases(tmp_path)
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru" / "phrases.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PhrasesBroken, match=r"ru/phrases\.toml:1: cannot be read"):
        load_phrases(tmp_path)


def test_a_file_of_other_types_is_told_not_raised(folder: Path) -> None:
    (folder / ENGLISH).write_text(
        'digits = 5\nresume_words = []\nsay = 1\noptions = {menu = 3, narrow = [1, 2]}\ncues = "x"\n', encoding="utf-8"
    )
    with pytest.raises(PhrasesBroken) as caught:
        load_phrases(folder)
    assert [fault.line for fault in caught.value.faults] == [1, 2, 3, 4, 4, 5]


def test_whole_tables_may_be_missing(folder: Path) -> None:
    (folder / ENGLISH).write_text('[say.hello]\ntext = "Hello!"\nbarge_in = 1\n', encoding="utf-8")
    with pytest.raises(PhrasesBroken) as caught:
        load_phrases(folder)
    texts = [f"{fault.line}: {fault.text}" for fault in caught.value.faults]
    assert texts[:4] == ["1: missing: digits", "1: missing: resume_words", "1: missing: options", "1: missing: cues"]
    assert "3: say.hello.barge_in: one of free, keys, off is needed" in texts
    assert len(texts) == 4 + 1 + len(Prompt) - 1


def test_a_phrase_without_its_table(folder: Path) -> None:
    (folder / ENGLISH).write_text('[say]\nhello = "Hello!"\n', encoding="utf-8")
    with pytest.raises(PhrasesBroken, match=r"en/phrases\.toml:2: say\.hello: a table with `text` is needed"):
        load_phrases(folder)
