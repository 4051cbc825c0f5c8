"""`simulate`: simulated callers hold calls in writing and react to what the assistant does."""

from call.labels import ACTS, OUT_OF_SCOPE
from call.slots.types import SlotType
from dialogs.gist import SECTION_NAMES, prompt_ids
from dialogs.hotline import Hotline
from replay.callers.known_names import KnownNames


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
