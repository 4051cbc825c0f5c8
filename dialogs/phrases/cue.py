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
    OF_CASE = "of_case"
    """Words beside a number that make it the number of an application."""
    CASE_WHY = "case_why"
    """Questions about the application that was found: why it was refused, ..."""
    WHETHER = "whether"
    """A question that is none by its words alone: «можно ...», «... или ...»."""
    HANDS_IN = "hands_in"
    """Bringing, sending or attaching something: «нести», "attach"."""
    CASE_MISSING = "case_missing"
    CASE_SOONER = "case_sooner"
    CASE_WHERE = "case_where"
    CASE_WHEN = "case_when"
    CASE_HOW = "case_how"
    """How and where what is missing is handed in."""
    CASE_UNTIL = "case_until"
    CASE_STATUS = "case_status"
    """The same question again: where the application is."""
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
    ENOUGH = "enough"
    """The caller needs no more help with this: «не надо, попробую»."""
    GO_ON = "go_on"
    """The caller wants to go on with the steps."""
    THANKED = "thanked"
    BYE = "bye"
    ACKNOWLEDGED = "acknowledged"
    """The caller has taken the answer in: «ага», «ладно», «понятно»."""
    PLANS = "plans"
    """What the caller does next, alone: «подожду», «схожу»."""
    YET = "yet"
    """What follows comes after all: «спасибо, а ...», "yes, but ..."."""
    ZERO = "zero"
    """The key 0, said as a word."""
    YES = "yes"
    """Words that consent, wherever they stand."""
    RECORD = "record"
    """The caller tells us to write it down, which is consent where that is offered."""
    RECORD_NOT = "record_not"
    """The same words in a refusal."""
    DROP = "drop"
    """The caller wants nothing of it any more: «забудьте», «ничего не надо»."""
    FAREWELL = "farewell"
    MISRECORDED = "misrecorded"
    """What was read back is not what the caller told: «не то записали»."""
    RECORDED = "recorded"
    """The caller asks whether it was recorded, and for when."""
    ADD = "add"
    """Something is to be added to what was told."""
    MOVE_CALL = "move_call"
    """The call back shall come at another time."""
    VAGUE = "vague"
    ABUSE = "abuse"
    OUTCRY = "outcry"
    """Words of an angry caller that say nothing about the matter: «вы издеваетесь»."""
    COMPLAINS = "complains"
    """The caller wants to complain, whatever else is said."""
    NOT_THAT = "not_that"
    """The answer was about something else: «нет, не то»."""
    SUMMON = "summon"
    """The caller wants to be put through."""
    WHO_SPEAKS = "who_speaks"
    """Is it a person who speaks? A question, and no wish for one."""
    RUSSIAN = "russian"
    ENGLISH = "english"
    NOT_SPOKEN = "not_spoken"
    """The language beside these words is the one that the caller does not speak."""
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
    GOES_ON = "goes_on"
    """How a further question begins that adds to what was said."""
    HOME_PASSPORT = "home_passport"
    """The passport for use at home, said instead of another one: «обычный»."""
    WITHOUT_SMS = "without_sms"
    """A way that needs no text message."""
    PAID = "paid"
    """A payment went through."""
    HELPED = "helped"
    """The answer was enough."""
    RING_BACK = "ring_back"
    """The caller wants to be called."""
    SAME_NUMBER = "same_number"
    """The number that was not found is right."""
    JOINS = "joins"
    """Words between two questions of one turn: «и», «а ещё»."""
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
    ABOUT = "about"
    """Before what a wish for a person or a call is about."""
    PROTEST = "protest"
    """Before a word of ours that the caller wonders at: «какая регистрация, я пароль забыла»."""
    SOMEBODY = "somebody"
    """Who is wished for, and no subject of the wish."""
    REFUSES = "refuses"
    """Before a word of ours that is not meant: «не надо мне фамилию менять»."""
    WITHDRAWS = "withdraws"
    """«соедините ..., хотя погодите, может вы сами скажете»."""
    GOES_AGAINST = "goes_against"
    """With what such a protest goes on: «я», «нет», "we"."""
    ASKED_OF = "asked_of"
    """After such a word if it is no protest but a question: «какие документы нужны»."""
    SUBMITTED = "submitted"
    """Something was applied for or ordered: «подавала», "I ordered it"."""
    AWAITED = "awaited"
    """What became of it: «и тишина», "is it done"."""
    NEGATION = "negation"
    """A no or a not in a few words: «не», "don't"."""
    NUMERAL = "numeral"
    """Numbers that also count things: «один вопрос», "the other one"."""
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
CASE_CUES = (
    Cue.CASE_WHY,
    Cue.CASE_MISSING,
    Cue.CASE_SOONER,
    Cue.CASE_HOW,
    Cue.CASE_WHERE,
    Cue.CASE_UNTIL,
    Cue.CASE_WHEN,
    Cue.CASE_STATUS,
)
"""Answered in this order."""

SECTION_CUES = (
    Cue.COST,
    Cue.PITFALLS,
    Cue.REFUSALS,
    Cue.LEGAL,
    Cue.ALTERNATIVES,
    Cue.DELAYS,
    Cue.CONTACTS,
    Cue.STEPS,
    Cue.IN_FULL,
    Cue.DOCUMENTS,
    Cue.TERMS,
)
"""Cues that ask for a part of an answer, in the order in which they are tried: «почему так долго» before «долго».

`[follow_ups]` may hold whole questions of the same kinds.
"""
