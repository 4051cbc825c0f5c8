"""The ids that the moves speak and listen by: what every file in `phrases/` must hold, no more and no less."""

from enum import StrEnum


class Prompt(StrEnum):
    """A fixed thing to say: a table `[say.<id>]`."""

    GREETING = "greeting"
    OPEN_QUESTION = "open_question"
    LISTENING = "listening"
    REPHRASE = "rephrase"
    SAY_YES_OR_NO = "say_yes_or_no"
    SAY_OPTION = "say_option"
    STILL_HERE = "still_here"
    BOTH_HEARD = "both_heard"
    NEXT_QUESTION = "next_question"
    HELPED = "helped"
    HELPED_STEPS = "helped_steps"
    HELPED_DOCUMENTS = "helped_documents"
    HELPED_TERMS = "helped_terms"
    HELPED_STEPS_DOCUMENTS = "helped_steps_documents"
    HELPED_STEPS_TERMS = "helped_steps_terms"
    HELPED_DOCUMENTS_TERMS = "helped_documents_terms"
    HELPED_STEPS_DOCUMENTS_TERMS = "helped_steps_documents_terms"
    HELPED_NEXT = "helped_next"
    BY_STEPS = "by_steps"
    STEP_FIRST = "step_first"
    STEP_NEXT = "step_next"
    STEPS_DONE = "steps_done"
    WORKED = "worked"
    NO_DETAILS = "no_details"
    OFFER_PERSON = "offer_person"
    MORE = "more"
    CLARIFY = "clarify"
    OPTION_1 = "option_1"
    OPTION_2 = "option_2"
    OPTION_3 = "option_3"
    OPTION_4 = "option_4"
    OPTION_5 = "option_5"
    WHICH_ONE = "which_one"
    NARROW = "narrow"
    MENU = "menu"
    TOPIC = "topic"
    TRANSFER = "transfer"
    TRANSFER_BRIEF = "transfer_brief"
    """When nothing is known yet that need not be repeated."""
    TRANSFER_NOT_UNDERSTOOD = "transfer_not_understood"
    TRANSFER_ABUSE = "transfer_abuse"
    FAILURE = "failure"
    PHONE = "phone"
    PHONE_GO_ON = "phone_go_on"
    PHONE_AGAIN = "phone_again"
    PHONE_HEARD = "phone_heard"
    PHONE_RIGHT = "phone_right"
    PHONE_FAILED = "phone_failed"
    CALLBACK_KEPT = "callback_kept"
    MESSAGE = "message"
    MESSAGE_KEPT = "message_kept"
    RATE = "rate"
    RATE_THANKS = "rate_thanks"
    RATE_SKIPPED = "rate_skipped"
    NUMBER_NOTED = "number_noted"
    HELLO = "hello"
    WELCOME = "welcome"
    CANCELLED = "cancelled"
    SLOWER = "slower"
    GOING_BACK = "going_back"
    LANGUAGE_SWITCHED = "language_switched"
    ABUSE_WARNING = "abuse_warning"
    GOODBYE = "goodbye"
    GOODBYE_SILENT = "goodbye_silent"
    TIME_WARNING = "time_warning"
    TIME_UP = "time_up"

    # Nobody can take the call (dialogs/nobody.py); who, and until when, is said by dialogs/lines.toml.
    ALL_BUSY = "all_busy"
    CALL_SOON = "call_soon"
    CALL_LATER = "call_later"
    WITHIN_MINUTES = "within_minutes"
    """When a promised call comes while everybody is busy."""
    OTHER_OR_LATER = "other_or_later"
    OTHER_OR_MESSAGE = "other_or_message"
    ONLY_MESSAGE = "only_message"
    CALL_AGAIN = "call_again"
    NOT_UNDERSTOOD = "not_understood"
    NO_NUMBER = "no_number"
    FAILURE_CALLBACK = "failure_callback"
    FAILURE_KEPT = "failure_kept"


class Menu(StrEnum):
    """A prompt that names options: also a list of tables `[[options.<id>]]`."""

    MENU = "menu"
    NARROW = "narrow"


class Cue(StrEnum):
    """Words to listen for: a list in `[cues]`."""

    SLOWER = "slower"
    WHAT = "what"
    """The caller did not catch it; nothing else is said."""
    BACK = "back"
    NEXT = "next"
    STEPS = "steps"
    DOCUMENTS = "documents"
    TERMS = "terms"
    FOLLOW_UP = "follow_up"
    """Words that add nothing of their own to a follow-up question; any other word makes it a question of its own."""
    NO_MORE = "no_more"
    """There are no more questions, whatever was asked last."""
    VAGUE = "vague"
    ABUSE = "abuse"
    RUSSIAN = "russian"
    ENGLISH = "english"
    WANTED = "wanted"
    """Begins what the caller asks for."""
    WISHED = "wished"
    """The same, weaker: used when nothing of `wanted` is there."""
    WANTED_ENDS = "wanted_ends"
    """Ends it."""
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
OPTION_PROMPTS = (Prompt.OPTION_1, Prompt.OPTION_2, Prompt.OPTION_3, Prompt.OPTION_4, Prompt.OPTION_5)
