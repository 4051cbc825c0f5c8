"""The sections of a topic. They come from the special article that answers, else from the general one."""

from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.cue import SECTION_CUES, Cue

DETAILS = {cue: "more" if cue is Cue.IN_FULL else str(cue) for cue in SECTION_CUES}
"""What a follow-up asks for -> the section that answers."""

SECTION_OF = {"processing_time": Cue.TERMS, "required_documents": Cue.DOCUMENTS}
"""Categories that ask for one section of whatever the call is about."""
COMPANIONS = {Cue.PITFALLS: Cue.DOCUMENTS, Cue.REFUSALS: Cue.DOCUMENTS, Cue.DELAYS: Cue.TERMS}
"""What else a follow-up may name: «что с документами бывает не так»."""


def owner(knowledge: KnowledgeBase, language: str, about: str, section: str) -> str:
    """Id of the article with that section: the one that the call is about, else the general one; empty if neither.

    What the general article says of its category is not true of a thing that an article `anywhere` is about.
    """
    own = knowledge.article(language, about)
    names = (own.id,) if own.anywhere else dict.fromkeys((own.id, about.partition("/")[0]))
    return next((name for name in names if getattr(knowledge.article(language, name), section)), "")


def has_detail(knowledge: KnowledgeBase, language: str, about: str, detail: Cue) -> bool:
    """Does the article have anything to say to that follow-up?"""
    known = owner(knowledge, language, about, DETAILS[detail])
    if detail is Cue.COST:
        return True
    return bool(known) or (detail is Cue.CONTACTS and knowledge.tables(language).region("") is not None)
