"""Danger to life, which comes before everything else: who helps, and where to call."""

from collections.abc import Mapping
from types import MappingProxyType

from dialogs.event import Danger, DialogEvent, Event
from dialogs.interpret.turn import Turn
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of
from dialogs.phrases.prompts import Prompt

DANGERS: Mapping[Cue, Prompt] = MappingProxyType(
    {
        Cue.DANGER_DESPAIR: Prompt.DANGER_DESPAIR,
        Cue.DANGER_GAS: Prompt.DANGER_GAS,
        Cue.DANGER_FIRE: Prompt.DANGER_FIRE,
        Cue.DANGER_POLICE: Prompt.DANGER_POLICE,
        Cue.DANGER_MEDICAL: Prompt.DANGER_MEDICAL,
    }
)
"""The first danger whose cue is heard decides: the ambulance stands last, because its cues are the widest."""


SURE = 0.95
"""Confidence of a request in which words of danger mean none."""


def danger(turn: Turn) -> DialogEvent | None:
    """«человеку плохо, скорую», but neither «вас плохо слышно» nor «инвалидность после инсульта».

    The kind whose cue is heard is told; without a cue the label may still say that there is danger. A request that is
    certain is none: the label has learnt «льготы водителю скорой помощи» and «скорую, человеку плохо» alike.
    """
    if turn.label.event is Event.REQUEST and turn.meaning.confidence >= SURE:
        return None
    said = _without_harmless(turn)
    for cue, prompt in DANGERS.items():
        if next(turn.cues(cue)).found(said):
            return Danger(turn.label.words, told=prompt)
    steps = turn.says_only(Cue.STEPS, Cue.FOLLOW_UP)  # "take me through the steps"
    return turn.label if isinstance(turn.label, Danger) and not steps else None


def _without_harmless(turn: Turn) -> str:
    """The words without those that only sound like danger."""
    words = list(words_of(turn.text))
    for start, end in next(turn.cues(Cue.NO_DANGER)).spans(turn.text):
        words[start:end] = [""] * (end - start)
    return " ".join(words)
