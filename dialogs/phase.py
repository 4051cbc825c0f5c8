"""The phases of a dialog and the traits of each, in one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Phase(StrEnum):
    """The phase of the dialog: what was asked last."""

    REQUEST = "request"
    """What can we do for you?"""
    CONFIRM = "confirm"
    """You want ..., right?"""
    CHOICE = "choice"
    """Which of these: two candidates, a narrowing question, the menu."""
    HELPED = "helped"
    """Did that help?"""
    STEPS = "steps"
    """Instructions, one step at a time."""
    MORE = "more"
    """Anything else?"""
    OFFER = "offer"
    """Shall I put you through to a person?"""
    TOPIC = "topic"
    """The caller wants a person; what is it about?"""
    FORM = "form"
    """A slot of a form is asked."""
    FORM_CHECK = "form_check"
    """The value of a slot was read back: is it right?"""
    FORM_SUMMARY = "form_summary"
    """The whole form was read back: is it right?"""
    FORM_FIX = "form_fix"
    """What is to be corrected?"""
    FORM_OFFER = "form_offer"
    """Shall a form be filled in, or resumed?"""
    NOBODY = "nobody"
    """Nobody can take the call: another department, a call back, a message?"""
    RESUME = "resume"
    """Shall we resume the call that was cut off?"""
    LOOKUP = "lookup"
    """A registry look-up is in progress."""
    ENDED = "ended"

    @property
    def traits(self) -> "Traits":
        return TRAITS[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """The properties that every question of a phase has."""

    nothing_begun: bool = False
    """There is nothing that another call could resume."""
    resume_word: bool = False
    """A resume word may be said here."""
    named_options: bool = False
    """An option can be picked by its number or its words."""
    passing: bool = False
    """No caller can go back to it: what it waited for is over."""
    after_answer: bool = False
    """An answer was given: a new request begins a new topic, and the caller's words about the old one are dropped."""
    advised: bool = False
    """Advice was given: «заработало» is about it."""
    follow_up: bool = False
    """A follow-up about the topic is possible, even if it names only a section."""
    of_form: bool = False
    """The question belongs to a form."""
    in_form: bool = False
    """The form is being filled in."""
    one_slot: bool = False
    """The question is about one slot of the form."""
    yes_no: bool = False
    """The keys 1 and 2 are yes and no on every line."""
    repeat_whole: bool = False
    """The question is repeated with its options or with the number that was read back."""


TRAITS: Mapping[Phase, Traits] = {
    Phase.REQUEST: Traits(nothing_begun=True, resume_word=True),
    Phase.CONFIRM: Traits(),
    Phase.CHOICE: Traits(named_options=True, repeat_whole=True),
    Phase.HELPED: Traits(after_answer=True, advised=True, follow_up=True),
    Phase.STEPS: Traits(after_answer=True, advised=True, follow_up=True),
    Phase.MORE: Traits(after_answer=True, nothing_begun=True, follow_up=True),
    Phase.OFFER: Traits(after_answer=True, advised=True, follow_up=True),
    Phase.TOPIC: Traits(),
    Phase.FORM: Traits(of_form=True, in_form=True, one_slot=True),
    Phase.FORM_CHECK: Traits(of_form=True, in_form=True, one_slot=True, yes_no=True, repeat_whole=True),
    Phase.FORM_SUMMARY: Traits(of_form=True, in_form=True, yes_no=True, repeat_whole=True),
    Phase.FORM_FIX: Traits(of_form=True, in_form=True, repeat_whole=True),
    Phase.FORM_OFFER: Traits(of_form=True, yes_no=True, follow_up=True),
    Phase.NOBODY: Traits(named_options=True),
    Phase.RESUME: Traits(nothing_begun=True, resume_word=True),
    Phase.LOOKUP: Traits(passing=True),
    Phase.ENDED: Traits(nothing_begun=True),
}
