"""Random calls whose answers change at every turn: no call raises, none hangs, whatever vanishes or comes."""

import random
from dataclasses import replace

import pytest

from call.acts import Act, Ask, Say
from call.events import Key, Silence
from call.lookups import LookUp, Unavailable
from call.start import UNKNOWN_START
from dialogs.answers.article import Article, Needed, Step
from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.answers.knowledge_tables import Region, Tables
from dialogs.dialog import HotlineDialog
from dialogs.phase import Phase
from dialogs.phrases.phrase_book import PhraseBook
from dialogs.phrases.prompts import Prompt
from engine.engine import numbers_from_one
from tests.dialogs.conftest import DEPARTMENTS, article
from tests.dialogs.speaker import hotline_of, turn

SAID = (
    "паспорт загрузить",
    "а для паспорта",
    "по шагам",
    "дальше",
    "назад",
    "не получилось",
    "всё получилось",
    "почему так долго",
    "почему могут отказать",
    "как ещё можно",
    "на каком основании",
    "что бывает не так",
    "куда идти в москве",
    "сколько ждать",
    "какие документы",
    "повторите",
    "медленнее",
    "да",
    "нет",
)
LABELS = (*DEPARTMENTS, *DEPARTMENTS, "affirm", "deny", "repeat", "thanks", "-", "-", "-")


def special(language: str, length: int) -> Article:
    """Lists of that length; of length 0 it has none."""
    texts = tuple(f"{number}." for number in range(1, length + 1))
    return replace(
        article(language, "document_upload"),
        name="passport",
        asked_with=(("паспорт*", "passport*"),),
        steps=tuple(Step(text, text if number % 2 else None) for number, text in enumerate(texts)),
        documents=tuple(Needed(text, text) for text in texts),
        terms=texts,
        delays=texts,
        refusals=texts,
        alternatives=texts,
        contacts=texts,
        legal=texts,
        tip="Совет." if length else None,
    )


GENERAL = [article(language, intent) for language in ("ru", "en") for intent in DEPARTMENTS]
TABLES = {language: Tables({"moscow": Region(("Центр.", "Другой."), ("москв*",))}) for language in ("ru", "en")}
BASES = (
    KnowledgeBase(GENERAL),
    KnowledgeBase(GENERAL, TABLES),
    *(KnowledgeBase([*GENERAL, special("ru", n), special("en", n)], TABLES) for n in (0, 1, 4)),
)


class Restless:
    """Other answers at every turn."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def current(self) -> KnowledgeBase:
        return self._chance.choice(BASES)


def step(dialog: HotlineDialog, chance: random.Random) -> tuple[Act, ...]:
    kind = chance.random()
    if kind < 0.05:
        return tuple(dialog.silent(Silence(0)))
    if kind < 0.1:
        return tuple(dialog.press(Key(0, chance.choice("123456789*#"))))
    language = chance.choice((dialog.language,) * 20 + ("ru", "en"))
    if kind < 0.2:
        return tuple(dialog.hear(turn("повторите", "repeat", language=dialog.language)))
    if kind < 0.3:
        return tuple(dialog.hear(turn("куда идти в москве", "-", language="ru")))
    return tuple(dialog.hear(turn(chance.choice(SAID), chance.choice(LABELS), language=language)))


@pytest.mark.parametrize("seed", range(30))
def test_a_call_goes_on_whatever_becomes_of_its_article(seed: int, phrases: PhraseBook) -> None:
    chance = random.Random(seed)
    hotline = replace(hotline_of(BASES[-1], phrases), latest=Restless(chance))
    dialog = HotlineDialog(hotline, UNKNOWN_START, numbers_from_one(), "ru")
    dialog.start()
    for _ in range(60):
        acts = step(dialog, chance)
        if any(isinstance(act, LookUp) for act in acts):
            acts = (*acts, *dialog.found(Unavailable()))
        said = [act for act in acts if isinstance(act, Say | Ask)]
        assert all(act.text for act in said)
        if dialog.state.place.phase is Phase.ENDED:
            break
        assert said or dialog.state.place.form, "digits on the keys are taken without a word"


def test_a_region_that_vanishes_while_it_is_spoken_of_is_a_persons(phrases: PhraseBook) -> None:
    left = [BASES[1], BASES[1], BASES[1], BASES[0]]

    class Shrinking:
        def current(self) -> KnowledgeBase:
            return left.pop(0)

    dialog = HotlineDialog(
        replace(hotline_of(BASES[1], phrases), latest=Shrinking()), UNKNOWN_START, numbers_from_one(), "ru"
    )
    dialog.hear(turn("где моё заявление", "application_status"))
    there = dialog.hear(turn("куда идти в москве", "-"))
    assert [act.text for act in there if isinstance(act, Say)] == ["Центр.", "Другой."]
    gone = dialog.hear(turn("повторите", "repeat"))
    assert [act.text for act in gone if isinstance(act, Say)] == [phrases.phrase("ru", Prompt.NO_DETAILS).text] * 2
