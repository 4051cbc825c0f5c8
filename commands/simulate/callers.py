"""The callers that `simulate` was asked for, and what their files may name."""

from collections.abc import Sequence
from pathlib import Path

from call.errors import CallersBroken, Fault
from call.labels import ACTS, OUT_OF_SCOPE
from call.slots.types import SlotType
from dialogs.gist import SECTION_NAMES, prompt_ids
from dialogs.hotline import Hotline
from dialogs.line import ArticlePart
from engine.places import CALLERS
from replay.callers.caller_file import read_callers
from replay.callers.known_names import KnownNames
from replay.callers.sheet import CallerSheet


def sheets_of(paths: Sequence[Path], hotline: Hotline) -> list[CallerSheet]:
    """Those in the named files and folders, or all of the hotline's. Raises CallersBroken."""
    places = list(paths) or [CALLERS]
    if sheets := read_callers(places, known_names(hotline)):
        return sheets
    raise CallersBroken([Fault(str(path), 1, "no caller files (*.yaml) here: name others") for path in places])


def known_names(hotline: Hotline) -> KnownNames:
    """The ids of the hotline that caller files may name."""
    slots = {slot.id for form in hotline.forms.forms.values() for slot in form.slots}
    return KnownNames(
        categories=(*hotline.knowledge.intents, *ACTS, OUT_OF_SCOPE),
        articles={article.id: article.department for article in hotline.knowledge.articles},
        sections=SECTION_NAMES,
        prompts=prompt_ids(hotline),
        slots=frozenset({*slots, *map(str, SlotType)}),
        departments=tuple(hotline.lines.departments),
        lines=tuple(hotline.lines.lines),
    )


def article_answer(article: str) -> str:
    """The prompt id of an article's answer."""
    return ArticlePart(article, "answer").prompt
