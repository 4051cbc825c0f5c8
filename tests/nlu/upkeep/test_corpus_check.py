"""`corpus check`: ten faults, ten messages; what is no fault is not called one."""

from pathlib import Path

import pytest

from call.errors import CorpusBroken
from nlu.upkeep.corpus_check import CorpusCheck, UnknownWords, check_corpus
from tests.nlu.tiny import write_corpus


def without(*unknown: str) -> UnknownWords:
    """A recogniser that knows all words but these."""
    return lambda words: frozenset(words) & frozenset(unknown)


def add(home: Path, intent: str, *phrases: str) -> None:
    with (home / f"{intent}.yml").open("a", encoding="utf-8") as file:
        file.writelines(f"    - {phrase}\n" for phrase in phrases)


def replace(home: Path, intent: str, old: str, new: str) -> None:
    path = home / f"{intent}.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def said(found: CorpusCheck) -> list[str]:
    return [f"{Path(fault.path).name}:{fault.line}: {fault.text}" for fault in (*found.faults, *found.warnings)]


def test_ten_planted_faults_give_ten_messages_in_one_run(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    assert said(check_corpus(tmp_path, "ru", without())) == []
    replace(home, "affirm", "examples", "exampels")
    replace(home, "deny", "intent: deny", "intent: denny")
    add(home, "repeat", "")
    add(home, "thanks", "Спасибо вам, большое".lower().replace(",", ""), "спасибо вам большое")
    add(home, "greeting", "до встречи в эфире")
    add(home, "goodbye", "до встречи в эфире")
    add(home, "operator", "переведите меня на живого оператора")
    add(home, "callback", "переведите меня на живого операторы")
    replace(home, "cancel", "    - аа", "    # - аа")
    add(home, "menu_help", "что такое сниглс")
    add(home, "rate_service", "ставлю 5, спасибо")
    add(home, "switch_language", "давайте по english")
    found = said(check_corpus(tmp_path, "ru", without("сниглс")))
    for says in (
        "affirm.yml:4: unknown key `exampels`; did you mean `examples`?",
        "deny.yml:3: unknown intent `denny`; use a label of the hotline, such as `deny`",
        "repeat.yml:25: an empty phrase",
        "thanks.yml:26: the phrase stands already in",
        "greeting.yml:25: the same phrase means `goodbye` in",
        "cancel.yml:1: 19 phrases for `cancel`; write at least 20",
        "operator.yml:25: nearly the same as «переведите меня на живого операторы» under `callback`",
        "menu_help.yml:25: the recogniser does not know «сниглс» (1 phrase)",
        "rate_service.yml:25: the recogniser never writes digits and punctuation; write «ставлю пять спасибо»",
        "switch_language.yml:25: the recogniser never writes letters of another alphabet; write it as it sounds",
    ):
        assert sum(message.startswith(says) for message in found) == 1, (says, found)
    assert len(found) == 10, found


def test_terms_that_only_the_lexicon_makes_one_are_no_copies(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    add(home, "benefits_and_pension", "как получить маткапитал на второго", "как получить мат капитал на второго")
    found = check_corpus(tmp_path, "ru")
    assert said(found) == []
    assert found.copies_within == ()


def test_under_two_intents_they_clash(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    add(home, "benefits_and_pension", "как получить маткапитал на второго")
    add(home, "complaint", "как получить мат капитал на второго")
    (message,) = said(check_corpus(tmp_path, "ru"))
    assert "the same phrase means `benefits_and_pension`" in message


def test_copies_within_an_intent_are_listed_apart(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    add(home, "complaint", "хочу пожаловаться на вашу сотрудницу", "на вашу сотрудницу пожаловаться хочу")
    found = check_corpus(tmp_path, "ru")
    assert said(found) == []
    assert [copy.line for copy in found.copies_within] == [46]


def test_words_the_lexicon_puts_right_are_known(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    add(home, "complaint", "снилса и самозанятостью на госуслугах ёжик из-за сниглсов", "сниглсов ёжик")
    unknown = without("снилса", "самозанятостью", "госуслугах", "из-за", "сниглсов")
    found = check_corpus(tmp_path, "ru", unknown)
    assert [fault.text.split(";")[0] for fault in found.warnings] == [
        "the recogniser does not know «сниглсов» (2 phrases)"
    ]
    assert found.words_checked


def test_a_file_that_cannot_be_read_is_one_message(tmp_path: Path) -> None:
    home = write_corpus(tmp_path) / "ru" / "examples"
    (home / "affirm.yml").write_text("version: [", encoding="utf-8")
    (message,) = said(check_corpus(tmp_path, "ru"))
    assert "not YAML" in message


def test_no_corpus_at_all(tmp_path: Path) -> None:
    with pytest.raises(CorpusBroken, match="no training phrases here"):
        check_corpus(tmp_path, "ru")
