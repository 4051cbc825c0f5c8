"""Makes the gist of what a dialog has just said: ids of articles, sections, prompts and slots in place of words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from call.acts import CallBack, Notify, Register, TakeMessage
from call.events import Expect
from call.gist import FormQuestion, Gist, OpenQuestion, ToldPart
from call.lookups import LookUp
from dialogs.answers.article_parts import ERRORS, SECTION_PARTS
from dialogs.dialog import HotlineDialog
from dialogs.forms.form import Deed
from dialogs.forms.form_state import FormState
from dialogs.forms.form_values import canonical
from dialogs.hotline import Hotline
from dialogs.line import (
    ArticlePart,
    ErrorText,
    FormText,
    Line,
    Moment,
    OfficeText,
    RequestNumber,
    ResumeWord,
    StageText,
    Value,
)
from dialogs.phrases.prompts import Prompt
from dialogs.render.render import prompts
from dialogs.state import NobodyFree, State

OFFICES, ERROR_CODE, ANSWER, TIP = "offices", "error_code", "answer", "tip"
SECTIONS: Mapping[str, str] = {
    ANSWER: ANSWER,
    "brief": ANSWER,
    "more": "more",
    TIP: TIP,
    "if_not": "steps",
    **{part: section for section, part in SECTION_PARTS.items()},
}
"""Part of an article -> the section that it tells."""
SECTION_NAMES = frozenset((*SECTIONS.values(), OFFICES, ERROR_CODE))
RATE = "rate"
ACTS: Mapping[Deed, str] = {
    Deed.REGISTER: Register.kind,
    Deed.CALL_BACK: CallBack.kind,
    Deed.TAKE_MESSAGE: TakeMessage.kind,
    Deed.RATE: RATE,
    Deed.SEND: Notify.kind,
    Deed.ANSWER: LookUp.kind,
}
"""What a form does -> kind of its act."""
MOMENTS = ("opens", "open_until", "open_always", "call_then", "call_at", "call_on", "peak")
REQUEST_NUMBER = "request_number"


class GistListener:
    """Listens to one dialog. Each `gist` is of what was said since the one before."""

    def __init__(self, dialog: HotlineDialog, hotline: Hotline) -> None:
        self._dialog = dialog
        self._hotline = hotline
        self._heard: tuple[tuple[Line, ...], ...] = ()

    def gist(self) -> Gist:
        told = self._dialog.replies_told
        known = sum(1 for _ in takewhile(lambda pair: pair[0] is pair[1], zip(self._heard, told, strict=False)))
        lines = [line for reply in told[known:] for line in reply]  # those behind a way back are new
        self._heard = told
        question = _question(lines, self._dialog.state, self._hotline)
        said = tuple(filter(None, map(prompt_id, lines)))
        return Gist(question, tuple(_parts(lines)), said, self._dialog.explanation)


def prompt_id(line: Line) -> str:
    """The id of a line, also of one that is made for this call; empty for a bare value."""
    match line:
        case Value():
            return str(line.inside) if line.inside else ""
        case StageText():
            return f"stage.{line.stage}"
        case Moment():
            return line.sentence
        case RequestNumber():
            return REQUEST_NUMBER
        case ResumeWord():
            return str(Prompt.TIME_UP_SAVED)
        case _:
            return line.prompt


def prompt_ids(hotline: Hotline) -> frozenset[str]:
    """Every id that `prompt_id` can give, in any language."""
    made = {*map(str, Prompt), *MOMENTS, REQUEST_NUMBER}
    stages = {f"stage.{stage}" for names in hotline.things.languages.values() for stage in names.stages}
    said = {each.prompt for language in hotline.phrases.languages for each in prompts(hotline, language)}
    return frozenset(made | stages | said)


def _parts(lines: Sequence[Line]) -> Iterator[ToldPart]:
    for line in lines:
        match line:
            case ArticlePart() if line.part in SECTIONS:
                yield ToldPart(line.article, SECTIONS[line.part])
            case ErrorText():
                yield ToldPart(ERRORS, ERROR_CODE)
            case OfficeText():
                yield ToldPart("", OFFICES)


def _question(lines: Sequence[Line], state: State, hotline: Hotline) -> OpenQuestion:
    place = state.place
    asked = next((line for line in reversed(lines) if line.expects), place.asked[-1])
    form = place.form if place.phase.traits.of_form else None
    nobody = place.matter if isinstance(place.matter, NobodyFree) else NobodyFree("", no_number=False)
    return OpenQuestion(
        phase=str(place.phase),
        prompt=prompt_id(asked),
        expects=asked.expects or Expect.OPEN,
        article=asked.article if isinstance(asked, ArticlePart) and place.candidate else "",
        candidate=place.candidate,
        options=place.options,
        instead=nobody.instead,
        only_message=nobody.no_number,
        form=_form_question(form, place.asked[-1], hotline) if form else None,
    )


def _form_question(progress: FormState, asked: Line, hotline: Hotline) -> FormQuestion:
    form = hotline.forms.form(progress.form)
    slot = form.slot(progress.slot) if progress.slot else None
    read_back = canonical(slot, progress.draft) if slot and progress.draft else progress.offered
    return FormQuestion(
        form=form.id,
        act=ACTS[form.do],
        slots=frozenset((*(each.id for each in form.slots), *(str(each.type) for each in form.slots))),
        slot=progress.slot,
        slot_type=str(slot.type) if slot else "",
        value=read_back,
        values=progress.values,
        resumed=isinstance(asked, FormText) and asked.part == "resume",
        follows_answer=progress.untouched,
    )
