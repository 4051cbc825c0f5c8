"""The dialog of one call: meaning in, acts out. Its state changes only here.

Pure: no clock, no device, no randomness. The same turns give the same acts.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeGuard

from call.acts import Act, Handing
from call.events import CallerTurn, Expect, Key, Outcome, Silence, Slot
from call.lookups import Found
from call.outside import GivenBack, OperatorFree, Outside, QueuePosition, TakenOver
from call.privacy.sighting import AskedNumbers
from call.record import is_feedback
from call.slots.types import SLOT_KINDS
from call.start import CallStart, Snapshot
from dialogs.event import SENSELESS, DialogEvent, Event, FoundAnswer
from dialogs.forget import forgotten
from dialogs.hotline import Hotline
from dialogs.interpret.forms.slot_reading import asked_slot, form_of
from dialogs.interpret.rules import interpret, interpret_key
from dialogs.line import Fixed, Line
from dialogs.moves.answers.choices import ask_menu
from dialogs.moves.answers.figures import without_figure
from dialogs.moves.forms.complete import recorded_when_gone, with_told
from dialogs.moves.opening_hours import opening_lines
from dialogs.moves.resume import offer_to_resume
from dialogs.moves.transfer import apologise
from dialogs.phase import Phase
from dialogs.phrases.prompts import Menu, Prompt
from dialogs.render.render import render
from dialogs.saved import read_saved, snapshot
from dialogs.state import Place, Reply, State
from dialogs.table import TRANSITIONS
from dialogs.tally import weigh

FEWEST_DIGITS = 3
OUTSIDE: Mapping[type[Outside], Event] = {
    OperatorFree: Event.OPERATOR_FREE,
    QueuePosition: Event.POSITION,
    TakenOver: Event.TAKEN_OVER,
    GivenBack: Event.GIVEN_BACK,
}
UNKEPT = (Event.FILLED, Event.CREDENTIAL)
"""Events whose slots are not kept: a form reads its values itself, and a secret must not be kept at all."""


class HotlineDialog:
    """Implements `call.stages.Dialog`. One per call; the hotline is shared.

    Args:
        hotline: what all calls share.
        start: how this call arrived.
        next_number: gives a new request number each time, digits only. Called once for each hand-over but a rating.
        language: the language in which the call begins.
    """

    def __init__(
        self, hotline: Hotline, start: CallStart, next_number: Callable[[], str], language: str = "ru"
    ) -> None:
        self._hotline = hotline.renewed().with_lengths(start.configured.number_lengths)
        self._next_number = next_number
        self._explanation = ""
        place = Place(Phase.REQUEST, (Fixed(Prompt.OPEN_QUESTION, Expect.OPEN),))
        self._profile = hotline.lines.profile(start.line)
        state = State(language, place, start, rate=self._profile.rate, keypad=self._profile.keypad)
        saved = read_saved(start.resumed)
        self._state = offer_to_resume(self._hotline, state, saved) if saved else state
        self._before = self._state
        self._failing = False
        self._replies: tuple[tuple[Line, ...], ...] = ()

    @property
    def state(self) -> State:
        """The immutable state, for tests and explanations."""
        return self._state

    @property
    def language(self) -> str:
        return self._state.language

    @property
    def expects(self) -> Expect:
        return self._state.place.asked[-1].expects or Expect.OPEN

    @property
    def asked_numbers(self) -> AskedNumbers:
        found, slot = form_of(self._state, self._hotline), asked_slot(self._state, self._hotline)
        kinds = [each.type for each in found[0].slots] if found else []
        asked = [slot.type] if slot else kinds
        return AskedNumbers(any(SLOT_KINDS[kind].dictated for kind in asked), frozenset(map(str, kinds)))

    @property
    def outcome(self) -> Outcome:
        return self._state.outcome

    @property
    def department(self) -> str:
        return self._state.department

    @property
    def slots(self) -> tuple[Slot, ...]:
        return self._state.slots

    @property
    def explanation(self) -> str:
        """For developers: the phase, the rule, the event that it made, and the move that answered."""
        return self._explanation

    @property
    def lines_told(self) -> tuple[Line, ...]:
        """Every line that was said so far, for tests."""
        return tuple(line for reply in self._replies for line in reply)

    @property
    def replies_told(self) -> tuple[tuple[Line, ...], ...]:
        """The same, reply by reply, for simulated callers. A reply that is taken back is no more among them."""
        return self._replies

    @property
    def snapshot(self) -> Snapshot:
        return snapshot(self._state, self._state.left or self._state.place)

    def way_back(self) -> Callable[[], None]:
        state, before, failing, told = self._state, self._before, self._failing, self._replies

        def go_back() -> None:
            self._state, self._before, self._failing, self._replies = state, before, failing, told

        return go_back

    def start(self) -> Sequence[Act]:
        """Greet, say so if the call is recorded, say what the line announces, then ask what the call is about."""
        greeting = opening_lines(self._hotline.lines, self._state.start)
        if self._profile.opening == "menu" and not self._state.saved:
            reply = ask_menu(self._hotline, self._state, Menu.MENU)
            return self._go_on(Reply(reply.state, (*greeting, *reply.acts)))
        return self._go_on(Reply(self._state, (*greeting, *self._state.place.asked)))

    def hear(self, turn: CallerTurn) -> Sequence[Act]:
        """Answer a turn. If its language is not the dialog's, the dialog switches: the caller was understood in it."""
        self._hotline = self._hotline.renewed()
        heard = interpret(turn, self._state, self._hotline)
        if heard.event in SENSELESS:
            self._state = replace(self._state, at_ms=turn.end_ms)
            return self._move(heard)
        if turn.withheld and turn.withheld.began_earlier:
            self._state = forgotten(self._state)
        spoken, stalls = turn.transcript.language, self._state.stalls
        known = spoken in self._hotline.phrases.languages
        self._state = replace(
            self._state,
            idle=0,
            sounds=0,
            sensed=True,
            at_ms=turn.end_ms,
            slots=_merge(self._state.slots, () if heard.event in UNKEPT else heard.words.slots),
            language=spoken if known else self._state.language,
        )
        self._state = weigh(self._hotline, self._state, heard, turn.understanding)
        acts = self._move(heard)
        if self._state.stalls == stalls:  # the turn brought something
            self._state = replace(self._state, stalls=0)
        return acts

    def press(self, key: Key) -> Sequence[Act]:
        self._hotline = self._hotline.renewed()
        self._state = replace(self._state, idle=0, sounds=0, stalls=0, sensed=True, at_ms=key.at_ms)
        return self._move(interpret_key(key, self._state, self._hotline))

    def silent(self, silence: Silence) -> Sequence[Act]:
        self._state = replace(self._state, at_ms=silence.at_ms)
        return self._move(DialogEvent(Event.NOISE if silence.noise else Event.SILENCE))

    def found(self, answer: Found) -> Sequence[Act]:
        return self._move(FoundAnswer(found=answer))

    def tell(self, event: Outside) -> Sequence[Act]:
        return self._move(DialogEvent(OUTSIDE[type(event)]))

    def tick(self, at_ms: int) -> Sequence[Act]:
        """Warn once before the time limit of the line, and end the call there."""
        self._state = replace(self._state, at_ms=at_ms)
        if at_ms >= self._profile.limit_ms:
            return self._move(DialogEvent(Event.TIME_UP))
        if at_ms >= self._profile.warning_ms and not self._state.time_warned:
            return self._move(DialogEvent(Event.TIME_WARNING))
        return ()

    def gone(self) -> Sequence[Act]:
        """The caller hung up. A form that lacks only optional slots is recorded all the same."""
        return tuple(act for act in self._go_on(recorded_when_gone(self._hotline, self._state)) if is_handing(act))

    def fail(self, *, unkept: bool = False) -> Sequence[Act]:
        """Answer a failure: the first time with a hand-over; later, or after the call, only with an apology."""
        if unkept:
            self._state = self._before
        if self._failing:
            if self._state.outcome is Outcome.ANSWERED:  # what was asked since then was not answered
                self._state = replace(self._state, outcome=Outcome.ABANDONED)
            return self._go_on(apologise(self._hotline, self._state, DialogEvent(Event.FAILURE)))
        self._failing = True
        return self._move(DialogEvent(Event.FAILURE))

    def _move(self, heard: DialogEvent) -> Sequence[Act]:
        phase = self._state.place.phase
        move = TRANSITIONS[phase][heard.event]
        reply = with_told(self._hotline, move(self._hotline, self._state, heard))
        reply = without_figure(self._hotline, heard, reply)
        if heard.words.secret and heard.event is not Event.CREDENTIAL and phase is not Phase.ENDED:
            reply = Reply(reply.state, (Fixed(Prompt.CREDENTIAL), *reply.acts))
        after = reply.state.place.phase
        self._explanation = f"{phase}: {heard.rule or 'event'} -> {heard.event}: {move.name} -> {after}"
        return self._go_on(reply)

    def _go_on(self, reply: Reply) -> Sequence[Act]:
        """Move on only when every act is complete: without a request number the dialog stays where it was."""
        state, acts = reply.state, []
        for each in reply.acts:
            act = self._whole(each, state)
            if is_handing(act) and not is_feedback(act):
                state = replace(state, requests=(*state.requests, act.handover.number))
            acts.append(act)
        self._before, self._state = self._state, state
        self._replies += (tuple(each for each in reply.acts if isinstance(each, Line)),)
        return tuple(acts)

    def _whole(self, act: Line | Act, state: State) -> Act:
        """The complete act: a line becomes a sentence, a hand-over gets its number, feedback gets none."""
        if isinstance(act, Line):
            return render(act, state, self._hotline)
        if not is_handing(act) or is_feedback(act):  # a rating is not a request
            return act
        return replace(act, handover=replace(act.handover, number=self._next_number()))


def is_handing(act: Line | Act) -> TypeGuard[Handing]:
    """Does the act hand the request over to a person?"""
    return isinstance(act, Handing)


def _merge(old: tuple[Slot, ...], new: tuple[Slot, ...]) -> tuple[Slot, ...]:
    """Add the new slots. A new value replaces an old one of the same slot.

    «второе» and «мне шестьдесят пять лет» hold no value for a hand-over.
    """
    worth = (slot for slot in new if len(slot.value) >= FEWEST_DIGITS or not slot.value.isdecimal())
    return tuple({slot.name: slot for slot in (*old, *worth)}.values())
