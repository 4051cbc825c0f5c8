"""The sections of a topic: of the special article that answers, else of the general one of its category."""

from dialogs.answers.knowledge_base import KnowledgeBase
from dialogs.phrases.prompts import Cue

DETAILS = {
    Cue.PITFALLS: "pitfalls",
    Cue.REFUSALS: "refusals",
    Cue.LEGAL: "legal",
    Cue.ALTERNATIVES: "alternatives",
    Cue.DELAYS: "delays",
    Cue.CONTACTS: "contacts",
    Cue.STEPS: "steps",
    Cue.DOCUMENTS: "documents",
    Cue.TERMS: "terms",
}
"""What a follow-up asks for -> the section that answers; tried in this order: «почему так долго» before «долго»."""

COMPANIONS = {Cue.PITFALLS: Cue.DOCUMENTS, Cue.REFUSALS: Cue.DOCUMENTS, Cue.DELAYS: Cue.TERMS}
"""What a follow-up may name besides: «что с документами бывает не так»."""


def owner(knowledge: KnowledgeBase, language: str, about: str, section: str) -> str:
    """Id of the article whose section it is: the one that the talk is about, or the general one; empty if neither."""
    names = dict.fromkeys((knowledge.article(language, about).id, about.partition("/")[0]))
    return next((name for name in names if getattr(knowledge.article(language, name), section)), "")


def has_detail(knowledge: KnowledgeBase, language: str, about: str, detail: Cue) -> bool:
    """Is there anything to say to that follow-up on an article?"""
    known = owner(knowledge, language, about, DETAILS[detail])
    return bool(known) or (detail is Cue.CONTACTS and knowledge.tables(language).region("") is not None)
