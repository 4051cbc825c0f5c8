"""A hundred thousand random turns over everything that ships: answers, forms, lines, both languages.

Nothing raises, nothing goes round for ever, a person (or a call back, or a message) can always be had, every call ends,
and every cell of the transition table is passed through.
"""

import random
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product

import pytest

from call.acts import Ask, HangUp
from call.configured import Configured, Thing
from call.slots.types import Reading, SlotType
from call.start import CallStart
from dialogs.dialog import HotlineDialog
from dialogs.event import DialogEvent, Event, Words
from dialogs.forms.form import FormSlot
from dialogs.hotline import Hotline
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.table import TRANSITIONS
from engine.parts import load_hotline, numbers_from_one
from tests.dialogs.test_table import (
    FOUND,
    QUESTIONS,
    WatchedDialog,
    event_of,
    expect_allowed,
    expect_person,
    random_step,
)

TURNS = 100_000
STRANGE = 0.15
"""Share of turns in which any event at all arrives, whether words would make it there or not."""
ABSENT = 0.15
"""Share of calls in which a thing does not stand behind the assistant."""
LONGEST_CALL = 400
"""Turns; more would be for ever."""
VALUES = {
    SlotType.CHANNEL: ("sms", "email"),
    SlotType.RATING: ("1", "3", "5"),
    SlotType.EMAIL: ("ivan@mail.ru", "no address"),
    SlotType.DATE: ("2026-12-01", "1800-01-01"),
    SlotType.TIME: ("15:30", "25:00"),
    SlotType.MONEY: ("150000", "0"),
    SlotType.REGION: ("moscow", "tatarstan"),
    SlotType.CITIZEN_GROUP: ("pensioner",),
    SlotType.DOCUMENT_TYPE: ("passport",),
    SlotType.SERVICE: ("foreign_passport",),
    SlotType.ERROR_CODE: ("E403", "404"),
    SlotType.FREE_TEXT: ("слова звонящего",),
}
"""Of the types that are not digits."""
PIECES = ((Cue.STEPS,), (Cue.DOCUMENTS,), (Cue.TERMS,), (1,), (9,), (0, 2), (Cue.COST, 1))
"""What a further question may ask for; 9: a fact that most articles do not have."""
MONDAY = datetime.fromisoformat("2026-11-23T00:00+03:00")


def arrival(chance: random.Random, hotline: Hotline) -> CallStart:
    """Any line, any hour of a year, sometimes without people, sometimes without something that stands behind it."""
    at = MONDAY + timedelta(minutes=chance.randrange(365 * 24 * 60))
    caller = chance.choice(("", "79123456789", "74232123456"))
    line, operators = chance.choice(list(hotline.lines.lines)), chance.choice((None, None, 0, 3))
    missing = [thing for thing in Thing if chance.random() < ABSENT]
    there = Configured(proof=chance.choice(("", "", "phone_end", "birth_date"))).without(*missing)
    return CallStart(at, line, caller, operators, configured=there)


def value_of(chance: random.Random, slot: FormSlot) -> str:
    """What a reader may give for the slot, right or wrong."""
    if slot.choices:
        return chance.choice(list(slot.choices))
    digits = str(chance.randrange(10 ** chance.randrange(1, 12)))
    return chance.choice(VALUES.get(slot.type, (digits,)))


def named_slot(chance: random.Random, hotline: Hotline, dialog: HotlineDialog) -> FormSlot:
    """The one that is asked; in a summary, whichever is corrected."""
    progress = dialog.state.place.form
    assert progress is not None
    form = hotline.forms.form(progress.form)
    asked = dialog.state.place.phase in (Phase.FORM, Phase.FORM_CHECK) and progress.slot
    return form.slot(progress.slot) if asked else chance.choice(form.slots)


def any_event(chance: random.Random, hotline: Hotline, dialog: HotlineDialog, event: Event) -> DialogEvent:
    """With everything that the event may carry."""
    form = dialog.state.place.form
    slot = named_slot(chance, hotline, dialog) if form else None
    intents = list(hotline.knowledge.intents)
    articles = [each.id for each in hotline.knowledge.articles]
    words = Words(
        chance.choice(("", "слова звонящего", "some words of the caller")),
        chance.choice(intents),
        articles=tuple(chance.sample(articles, chance.choice((0, 0, 1, 2)))),
        fact=chance.choice((0, 0, 1)),
        candidates=tuple(chance.sample(intents, 2)),
        further=tuple(chance.sample(intents, chance.choice((0, 0, 1)))),
    )
    return event_of(
        event,
        words,
        number=chance.randrange(1, 10),
        reading=Reading(value_of(chance, slot)) if slot else Reading("1"),
        slot=slot.id if slot else "",
        pieces=chance.choice(PIECES),
        language=chance.choice(("ru", "en")),
        form=chance.choice(list(hotline.forms.forms)),
        found=chance.choice(FOUND),
    )


def strange_step(chance: random.Random, dialog: HotlineDialog, hotline: Hotline, event: Event) -> None:
    before = dialog.state.place.phase
    acts = dialog._move(any_event(chance, hotline, dialog, event))
    expect_allowed(TRANSITIONS[before][event], before, dialog.state.place.phase)
    assert sum(isinstance(act, Ask) for act in acts) <= 1
    assert not acts or dialog.state.place.phase is not Phase.ENDED or isinstance(acts[-1], HangUp)


@pytest.mark.whole
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("seed", range(4))
def test_random_turns(seed: int) -> None:
    """Each call begins in another cell of the table, so that all are passed through."""
    hotline, chance = replace(load_hotline(), latest=None), random.Random(seed)  # nobody edits the answers meanwhile
    cells = list(product(QUESTIONS.values(), Event))
    seen: Counter[tuple[Phase, Event]] = Counter()
    turns = calls = 0
    while turns < TURNS // 4 or calls < len(cells):
        place, event = cells[calls % len(cells)]
        dialog = WatchedDialog(hotline, arrival(chance, hotline), numbers_from_one(), chance.choice(("ru", "en")))
        dialog.start()
        dialog._state = replace(dialog.state, place=place)
        strange_step(chance, dialog, hotline, event)
        seen[place.phase, event] += 1
        turns += 1 + walk(chance, dialog, hotline, seen)
        calls += 1
    assert {(phase, event) for phase in Phase for event in Event} <= set(seen)


def walk(chance: random.Random, dialog: WatchedDialog, hotline: Hotline, seen: Counter[tuple[Phase, Event]]) -> int:
    """To the end of the call; how many turns it took."""
    length = now_ms = 0
    while dialog.state.place.phase is not Phase.ENDED:
        length += 1
        assert length < LONGEST_CALL
        if chance.random() < STRANGE:
            strange_step(chance, dialog, hotline, chance.choice(list(Event)))
        else:
            random_step(chance, dialog, seen)
        if length % 10 == 0 and dialog.state.place.phase is not Phase.ENDED:
            expect_person(dialog)
        now_ms += chance.randrange(1_000, 30_000)
        dialog.tick(now_ms)
    return length
