"""The ids of the words to listen for: `[cues]` of phrases.toml."""

from enum import StrEnum


class Cue(StrEnum):
    """Words to listen for: a list in `[cues]`."""

    SLOWER = "slower"
    WHAT = "what"
    """The caller did not hear it, and says nothing else."""
    BACK = "back"
    NEXT = "next"
    STEPS = "steps"
    IN_FULL = "in_full"
    """The caller wants to hear more of the answer."""
    COST = "cost"
    FREE = "free"
    """Weaker words about a price: «бесплатно», «процент»."""
    HOURS = "hours"
    """When people are there, and when fewer people call."""
    DOCUMENTS = "documents"
    TERMS = "terms"
    DELAYS = "delays"
    REFUSALS = "refusals"
    ALTERNATIVES = "alternatives"
    LEGAL = "legal"
    PITFALLS = "pitfalls"
    CONTACTS = "contacts"
    WAIT = "wait"
    """The caller looks for something and asks for patience."""
    CASE_WHY = "case_why"
    """Questions about the application that was found: why it was refused, ..."""
    CASE_MISSING = "case_missing"
    CASE_SOONER = "case_sooner"
    CASE_WHERE = "case_where"
    CASE_WHEN = "case_when"
    QUEUE = "queue"
    """The caller wants to wait on the line for a person, or asks about the queue."""
    WORKED = "worked"
    """The problem is solved, whatever was asked last."""
    FAILED = "failed"
    """The advice did not help."""
    FOLLOW_UP = "follow_up"
    """Words that may stand in a follow-up. Any other word makes it a question of its own."""
    NO_MORE = "no_more"
    """The caller has no more questions, whatever was asked last."""
    VAGUE = "vague"
    ABUSE = "abuse"
    RUSSIAN = "russian"
    ENGLISH = "english"
    WANTED = "wanted"
    """The wish of the caller begins here."""
    WISHED = "wished"
    """A weaker beginning of the wish, used if no cue of `wanted` is there."""
    WANTED_ENDS = "wanted_ends"
    """The wish ends here."""
    WHY = "why"
    """The caller asks what a question is for."""
    DONT_KNOW = "dont_know"
    """The caller does not have the value."""
    NOT_WANTED = "not_wanted"
    """The caller does not want to give the value."""
    OVER = "over"
    FIX = "fix"
    """A value that was filled in is wrong."""
    SEND = "send"
    HELPED = "helped"
    """The answer was enough."""
    QUESTION = "question"
    """The caller asks something."""
    DANGER_MEDICAL = "danger_medical"
    """Somebody's life is in danger now, and who helps."""
    DANGER_FIRE = "danger_fire"
    DANGER_GAS = "danger_gas"
    DANGER_POLICE = "danger_police"
    DANGER_DESPAIR = "danger_despair"
    NO_DANGER = "no_danger"
    """Words that mean no danger, whatever cues of danger they hold: «после инсульта», «плохо слышно»."""
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"
    SEVENTH = "seventh"
    EIGHTH = "eighth"
    NINTH = "ninth"


ORDINALS = (
    Cue.FIRST,
    Cue.SECOND,
    Cue.THIRD,
    Cue.FOURTH,
    Cue.FIFTH,
    Cue.SIXTH,
    Cue.SEVENTH,
    Cue.EIGHTH,
    Cue.NINTH,
)
CASE_CUES = (Cue.CASE_WHY, Cue.CASE_MISSING, Cue.CASE_SOONER, Cue.CASE_WHERE, Cue.CASE_WHEN)
"""The first that is heard decides."""
