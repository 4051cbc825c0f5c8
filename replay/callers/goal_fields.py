"""Reads `goal`, `never` and `wants` of a caller file."""

from call.acts import HANDED, HangUp, Notify
from call.events import Outcome, Slot
from call.labels import LANGUAGES
from call.lookups import LookUp
from replay.callers.fields import Fields
from replay.callers.known_names import KnownNames
from replay.callers.sheet import Goal

KEYS = (
    "article", "section", "said", "act", "slots", "department", "outcome", "callback", "message", "rating", "request",
    "language",
)  # fmt: skip
ACTS = (*sorted(HANDED), Notify.kind, LookUp.kind, HangUp.kind)


def read_goal(fields: Fields, known: KnownNames, *, never: bool = False) -> Goal:
    """One of them. `never`: without the key `slots`."""
    fields.only([key for key in KEYS if not (never and key == "slots")])
    slots = fields.inside("slots") if "slots" in fields.value else None
    wanted = tuple(Slot(name, slots.text(name)) for name in slots.value) if slots else ()
    return Goal(
        article=fields.names("article", known.articles, "article"),
        section=fields.all_of("section", known.sections, "section"),
        said=fields.all_of("said", known.prompts, "prompt id"),
        act=fields.all_of("act", ACTS, "act"),
        slots=wanted,
        department=fields.names("department", known.departments, "department"),
        outcome=fields.names("outcome", tuple(Outcome), "outcome"),
        callback=fields.texts("callback"),
        message=fields.texts("message"),
        rating=fields.texts("rating"),
        request=fields.texts("request"),
        language=fields.names("language", LANGUAGES, "language"),
    )
