"""The lines of a topic's sections, from the special article that answers, else from the general one.

And which section a further question about the topic asks for.
"""

from call.slots.types import SlotType
from dialogs.answers.answer_parts import BRIEF
from dialogs.answers.article_parts import SECTION_PARTS
from dialogs.answers.choose_article import cues_of
from dialogs.answers.knowledge_tables import ANY_CODE, EVERYWHERE
from dialogs.answers.sections import DETAILS, owner
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, ErrorText, Fixed, Line, OfficeText, Piece
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import words_of
from dialogs.phrases.prompts import Prompt
from dialogs.state import State

STEM = 4
"""Letters. Words with the same beginning count as the same word: «паспорт» and «паспорта»."""
SHORTEST = 4
"""Letters. Shorter words tell nothing new."""


def section_lines(hotline: Hotline, state: State, section: str) -> tuple[Line, ...]:
    """All lines of a section; empty if there is none."""
    about = owner(hotline.knowledge, state.language, state.place.about, section)
    if not about:
        return ()
    part = SECTION_PARTS[section]
    entries = getattr(hotline.knowledge.article(state.language, about), section)
    return tuple(ArticlePart(about, part, number) for number in range(1, len(entries) + 1))


def detail_lines(hotline: Hotline, state: State, detail: Cue, text: str) -> tuple[Line, ...]:
    """The lines that answer a follow-up. Terms come with the first reason for a delay and the first alternative."""
    if detail is Cue.IN_FULL:
        return _more_lines(hotline, state)
    lines = section_lines(hotline, state, DETAILS[detail])
    if detail is Cue.COST and not lines:
        return (Fixed(Prompt.COST_SHOWN),)
    if detail is Cue.TERMS and lines:
        return (
            *lines,
            *section_lines(hotline, state, "delays")[:1],
            *section_lines(hotline, state, "alternatives")[:1],
        )
    if detail is not Cue.CONTACTS:
        return lines
    # «В любом регионе помогут в МФЦ» is no answer to where a fine is contested.
    return (*lines, *region_lines(hotline, state, text, everywhere=not lines))


def piece_lines(hotline: Hotline, state: State, piece: Cue | int, text: str, about: str) -> tuple[Line, ...]:
    """One of several things that were asked for: a fact, or a section, of which only a list is told whole."""
    if isinstance(piece, int):
        return (ArticlePart(about, "brief") if piece == BRIEF else ArticlePart(about, "fact", piece),)
    lines = detail_lines(hotline, state, piece, text)
    return lines if piece in (Cue.DOCUMENTS, Cue.CONTACTS) else lines[:1]


def _more_lines(hotline: Hotline, state: State) -> tuple[Line, ...]:
    """What was not said yet of the answer: its rest, then its tip; empty if nothing is left."""
    article = hotline.knowledge.article(state.language, state.place.about)
    parts: tuple[Piece, ...] = ("more", "tip")
    left = [part for part in parts[state.place.advice.filled_in :] if getattr(article, part)]
    return tuple(ArticlePart(article.id, part) for part in left[:1])


def region_lines(hotline: Hotline, state: State, text: str, *, everywhere: bool = True) -> tuple[Line, ...]:
    """Where to go in the region that the words name, else in the caller's region if it is known, else in any."""
    tables = hotline.knowledge.tables(state.language)
    read = hotline.reader.read(SlotType.REGION, text, state.language, state.today)
    known = next((slot.value for slot in state.slots if slot.name == SlotType.REGION), "")
    said = (read.value if read else "", tables.region_in(text), known, EVERYWHERE if everywhere else "")
    region = next((one for one in said if one in tables.regions), "")
    ways = tables.regions[region].go if region else ()
    return tuple(OfficeText(region, number) for number in range(1, len(ways) + 1))


def code_lines(hotline: Hotline, language: str, code: str) -> tuple[Line, ...]:
    """The meaning of an error code and what to do; empty if only the entry for all other codes fits."""
    key = hotline.knowledge.tables(language).code(code)
    return () if key in ("", ANY_CODE) else (ErrorText(key, "means"), ErrorText(key, "remedy"))


def section_asked(hotline: Hotline, state: State, text: str) -> Cue | None:
    """The section that the words ask for and that the topic has; None if there is none."""
    about = state.place.about
    for cue, section in DETAILS.items():
        if hotline.phrases.cues(state.language, cue).found(text) and owner(
            hotline.knowledge, state.language, about, section
        ):
            return cue
    return None


def says_more(hotline: Hotline, state: State, text: str) -> bool:
    """Are there words that neither the caller nor the answer has said about the topic?

    One such word is enough in a phrase that does not name the topic again.
    """
    article = hotline.knowledge.article(state.language, state.place.about)
    known = (*state.said, article.title, article.confirm, article.answer)
    stems = {word[:STEM] for each in known for word in words_of(each)}
    words = words_of(text)
    cues = (*cues_of(article), hotline.phrases.cues(state.language, Cue.FOLLOW_UP))
    small = {index for each in cues for start, end in each.spans(text) for index in range(start, end)}
    others = (word for index, word in enumerate(words) if index not in small)
    new = [word for word in others if len(word) >= SHORTEST and word[:STEM] not in stems]
    return len(new) > any(cue.found(text) for cue in cues_of(article))


def tells_of(hotline: Hotline, state: State, text: str) -> bool:
    """Does what was not said yet of the answer hold a word of the question that the answer itself has not?"""
    article = hotline.knowledge.article(state.language, state.place.about)
    left = [getattr(article, line.name) for line in _more_lines(hotline, state) if isinstance(line, ArticlePart)]
    said = _stems(article.title, article.answer, *state.said)
    return bool((_stems(*left) - said) & _stems(text))


def _stems(*texts: str) -> set[str]:
    return {word[:STEM] for text in texts for word in words_of(text) if len(word) >= SHORTEST}
