"""The lines of a topic's sections: of the special article that answers, else of the general one of its category."""

from call.slots.types import SlotType
from dialogs.answers.article_parts import SECTION_PARTS
from dialogs.answers.knowledge_tables import ANY_CODE, EVERYWHERE
from dialogs.answers.sections import DETAILS, owner
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart, ErrorText, Line, OfficeText
from dialogs.phrases.prompts import Cue
from dialogs.state import State


def section_lines(hotline: Hotline, state: State, section: str) -> tuple[Line, ...]:
    """All of a section; empty where there is none."""
    about = owner(hotline.knowledge, state.language, state.place.about, section)
    if not about:
        return ()
    part = SECTION_PARTS[section]
    entries = getattr(hotline.knowledge.article(state.language, about), section)
    return tuple(ArticlePart(about, part, number) for number in range(1, len(entries) + 1))


def detail_lines(hotline: Hotline, state: State, detail: Cue, text: str) -> tuple[Line, ...]:
    """What answers a follow-up; terms come with the first reason for delay and the first other way."""
    lines = section_lines(hotline, state, DETAILS[detail])
    if detail is Cue.TERMS and lines:
        return (
            *lines,
            *section_lines(hotline, state, "delays")[:1],
            *section_lines(hotline, state, "alternatives")[:1],
        )
    return (*lines, *region_lines(hotline, state, text)) if detail is Cue.CONTACTS else lines


def region_lines(hotline: Hotline, state: State, text: str) -> tuple[Line, ...]:
    """Where to go in the region that the words name, else in the one that is known of the caller."""
    tables = hotline.knowledge.tables(state.language)
    read = hotline.reader.read(SlotType.REGION, text, state.language, state.today)
    known = next((slot.value for slot in state.slots if slot.name == SlotType.REGION), "")
    said = (read.value if read else "", tables.region_in(text), known, EVERYWHERE)
    region = next((one for one in said if one in tables.regions), "")
    ways = tables.regions[region].go if region else ()
    return tuple(OfficeText(region, number) for number in range(1, len(ways) + 1))


def code_lines(hotline: Hotline, language: str, code: str) -> tuple[Line, ...]:
    """An error code in plain words and what to do; empty where the table has no entry but the one for all others."""
    key = hotline.knowledge.tables(language).code(code)
    return () if key in ("", ANY_CODE) else (ErrorText(key, "means"), ErrorText(key, "remedy"))
