"""Danger to life, which comes before everything else: who helps, and where to call."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from dialogs.event import Danger, DialogEvent, Event
from dialogs.interpret.articles.likely_articles import likely
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


STEM, NAME = 6, 7
"""Letters. Words of an illness or the like with the same beginning count as the same word. Shorter ones say too much:
«вас плохо слышно, человеку плохо»."""
HELP = "contact_info"
SURE_LABEL, LIKE = 0.9, 0.5
"""Confidence of a label that is believed without a cue, and likeness of an article that speaks against one below it."""
LIKE_SURELY, LIKELY_SURELY = 0.65, 0.9
"""Likeness of an article, and chance of all of its category, that speak against any."""
SURE = 0.95
"""Confidence of a request in which words of danger mean none."""


def without_doubted(turn: Turn) -> Turn:
    """The turn without danger that only the label hears, if the words are like what an article is about.

    «автобус не ходит, люди мёрзнут», "my boss fired me while i'm pregnant". Articles about whom to call for help speak
    for danger.
    """
    if not isinstance(turn.label, Danger) or any(turn.has(cue) for cue in DANGERS):
        return turn
    best = next((each for each in likely(turn)[:1] if each.intent != HELP), None)
    unsure = turn.meaning.confidence < SURE_LABEL and best and best.likeness >= LIKE
    chance = sum(each.chance for each in likely(turn) if best and each.intent == best.intent)
    another = best and best.likeness >= LIKE_SURELY and chance >= LIKELY_SURELY
    harmless = DialogEvent(Event.UNKNOWN, turn.label.words)
    return replace(turn, label=harmless) if unsure or another else turn


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
    """The words without those that only sound like danger: «после инсульта ... сказали инсульт»."""
    words = list(words_of(turn.text))
    harmless = list(next(turn.cues(Cue.NO_DANGER)).spans(turn.text))
    stems = {word[:STEM] for start, end in harmless for word in words[start:end] if len(word) >= NAME}
    stems = set() if turn.has(Cue.AT_THIS_MOMENT) else stems
    for start, end in harmless:
        words[start:end] = [""] * (end - start)
    return " ".join("" if word[:STEM] in stems else word for word in words)
