"""Further questions about an application that was found: when, where, sooner, what is missing, why it was refused."""

from dataclasses import replace

from call.events import Expect
from call.lookups import READY, REFUSED, Application
from call.slots.types import SlotType
from dialogs.event import AboutCase
from dialogs.hotline import Hotline
from dialogs.line import Fixed, Line, StageText, Value
from dialogs.moves.answers.answer import answer_topic
from dialogs.moves.forms.next import AFTER_ANSWER
from dialogs.moves.move import leads_to
from dialogs.moves.places import again, append_words, enter
from dialogs.phase import Phase
from dialogs.phrases.cue import Cue
from dialogs.phrases.prompts import Prompt
from dialogs.state import Place, Reply, State


@leads_to(*AFTER_ANSWER, stays=True)
def about_case(hotline: Hotline, state: State, heard: AboutCase) -> Reply:
    """Answer from the application that was found."""
    case = state.case
    if case is None:
        return again(state)
    if Cue.CASE_WHY in heard.questions and case.stage == REFUSED:
        why = f"{state.place.topic}/{REFUSED}"
        known = any(one.id == why and one.language == state.language for one in hotline.knowledge.articles)
        return answer_topic(hotline, append_words(state, heard), state.place.topic, about=why if known else "")
    answers = dict.fromkeys(line for question in heard.questions for line in _answers(case, question))
    lines = (*answers, Fixed(Prompt.HELPED, Expect.YES_NO))
    place = Place(Phase.HELPED, lines, state.place.topic, article=state.place.article)
    return enter(replace(append_words(state, heard), misses=0), place)


def _answers(case: Application, question: Cue) -> tuple[Line, ...]:
    match question:
        case Cue.CASE_MISSING:
            return missing_lines(case) or (Fixed(Prompt.CASE_NOTHING_MISSING),)
        case Cue.CASE_HOW:
            return (Fixed(Prompt.CASE_HOW if case.missing else Prompt.CASE_NOTHING_MISSING),)
        case Cue.CASE_UNTIL if case.missing:
            return _until(case) or missing_lines(case)
        case Cue.CASE_WHERE:
            return (Fixed(Prompt.CASE_WHERE),)
        case Cue.CASE_SOONER:
            return (Fixed(Prompt.CASE_SOONER), *_due(case))
        case Cue.CASE_WHY:
            return (StageText(case.stage), StageText(case.stage, explained=True))
        case Cue.CASE_STATUS:
            return (StageText(case.stage), *(_until(case) or _due(case)))
        case _ if case.stage == READY:
            return (Fixed(Prompt.CASE_READY),)
        case _ if case.missing_until:
            return (*_until(case), *_due(case))
        case _:
            return (*(_due(case) or (Fixed(Prompt.CASE_NO_DATE),)), Fixed(Prompt.CASE_INVITED))


def _until(case: Application) -> tuple[Line, ...]:
    """Until when what is missing is awaited."""
    return (Value(SlotType.DATE, case.missing_until, Prompt.MISSING_UNTIL),) if case.missing_until else ()


def _due(case: Application) -> tuple[Line, ...]:
    return (Value(SlotType.DATE, case.due, Prompt.DUE),) if case.due else ()


def missing_lines(case: Application) -> tuple[Line, ...]:
    """The documents that are missing, and until when; empty if none are."""
    if not case.missing:
        return ()
    named = tuple(Value(SlotType.DOCUMENT_TYPE, each) for each in case.missing)
    return (Fixed(Prompt.MISSING_DOCUMENTS), *named, *_until(case))
