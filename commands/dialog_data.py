"""What all calls of a dialog share: answers, phrases, forms and names, read from their files."""

from commands.places import FORMS, KNOWLEDGE, PHRASES, THINGS
from dialogs.forms import load_forms
from dialogs.knowledge_base import load_knowledge
from dialogs.phrases import load_phrases
from dialogs.state import Script
from dialogs.things import load_things
from nlu.slot_reader import WordReader


def load_script() -> Script:
    """Raises the error of the first part that is missing or broken (see call/errors.py)."""
    return Script(
        load_knowledge(KNOWLEDGE), load_phrases(PHRASES), WordReader(), load_forms(FORMS), load_things(THINGS)
    )
