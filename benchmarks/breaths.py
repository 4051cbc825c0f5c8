"""Callers who breathe between two clauses: whole calls through the engine, for benchmarks/turn_end.py.

Each sentence is a call of its own over a telephone line. The caller waits for the end of the greeting, says the first
clause, breathes, and says the second. The yardstick is the same call with a gap that is none (WHOLE_MS).

`measure_halves` takes gold phrases in writing. Each is cut where its first words are taken for a whole turn: what is
right then, the first half, the second, or both? And two phrases with «ой нет» between them: which one counts?
"""

import random
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy

from benchmarks.sounds import Samples, pcm, telephone, with_noise
from call.events import FRAME_BYTES, FRAME_MS, SAMPLE_RATE, Decision, Expect, Frame, Transcript
from call.happenings import Heard, Said, TakenBack
from call.loop import CallLoop
from datafiles.hotline import HOTLINE
from engine.engine import Engine
from nlu.examples.evaluation_rows import EvaluationRow, read_rows
from nlu.examples.gold import gold_file
from nlu.labels import REQUESTS
from nlu.understanding.understander import HotlineUnderstander
from voice.sound.silent_speaker import SilentSpeaker

BREATHS_MS = (250, 400, 550, 700, 900)
WHOLE_MS = 150
"""Between the clauses of a sentence that is said in one go. Without any gap the voice's two pieces click."""
LINE_DB = 30.0
"""Noise of the line below the sound."""
LEAD_MS, TAIL_MS = 1000, 4000
SHOWN = 100
"""Characters of a reply."""
CLAUSES = """
нужна справка о доходах | хочу взять ипотеку
я забыл пароль от личного кабинета | и телефон поменял
где моё заявление на загранпаспорт | подавал ещё в сентябре
не загружается скан паспорта | пишет файл слишком большой
как зарегистрироваться на портале | у меня нет компьютера
хочу пожаловаться на сотрудника | мне нахамили в мфц
какие документы нужны на паспорт | ребёнку четырнадцать лет
сколько ждать ответа по заявлению | уже месяц прошёл
мне положены какие нибудь льготы | я пенсионерка
не приходит код подтверждения | на телефон
как открыть своё дело | хочу печь торты дома
не могу войти в личный кабинет | пишет неверный пароль
как поменять фамилию в паспорте | я вышла замуж
где ближайшее отделение | я живу в казани
как подтвердить учётную запись | банка у меня нет
как подать заявление на пособие | у нас родился ребёнок
у меня не открывается сайт | со вчерашнего дня
как заказать справку о несудимости | мне срочно на работу
как получить инвалидность | моему мужу шестьдесят лет
мне отказали в пособии | я с этим не согласна
запишите меня на приём | в паспортный стол
как поменять номер телефона | старую симку я потерял
сколько делают загранпаспорт | нам лететь в феврале
я подала заявление на пособие | и не знаю что с ним
у меня маленький ребёнок | какие пособия положены
перезвоните мне завтра | я сейчас на работе
потеряла паспорт что мне делать | завтра надо ехать
у меня украли телефон | как заблокировать учётную запись
хочу записать ребёнка в детский сад | ему полтора года
где получить выписку из егрн | мы продаём квартиру
сколько рассматривают заявление на пособие | я подавала в октябре
как восстановить доступ к порталу | почта тоже не работает
мне нужна справка о составе семьи | для соцзащиты
как оформить самозанятость | я шью одежду на заказ
не приходят уведомления от портала | ни на почту ни на телефон
у меня ошибка при оплате пошлины | деньги уже списались
как оформить пенсию по старости | стажа у меня тридцать лет
меня не пускает в личный кабинет | говорит учётная запись заблокирована
какие льготы есть у многодетных | у нас четверо детей
как подать жалобу на управляющую компанию | они не отвечают
подскажите статус моего заявления | номера у меня нет
хочу изменить адрес в профиле | мы переехали в самару
как прикрепить документ к заявлению | кнопка не нажимается
где работает многофункциональный центр | мне удобно вечером
какие документы нужны для прописки | мы купили дом
я инвалид второй группы | как получить путёвку в санаторий
сколько ждать готовый загранпаспорт | мы торопимся
ребёнку нужен загранпаспорт | ему пять лет
как закрыть своё предприятие | работников у меня нет
мне не начислили выплату | хотя заявление одобрили
"""


@dataclass(frozen=True, slots=True)
class Call:
    """What came of one sentence with its breath."""

    breath_ms: int
    cut: bool
    """The first clause was taken for the whole turn."""
    joined: bool
    heard: str
    """The last turn's words."""
    reply: str
    """The last reply."""
    wait_ms: int | None
    """From the last sound to the first of the last reply; None: there was no reply after it."""


class Breather:
    """The caller of one sentence: waits for the end of the greeting as a person does."""

    def __init__(self, sound: Samples, speaker: SilentSpeaker) -> None:
        lead, tail = (numpy.zeros(ms * SAMPLE_RATE // 1000) for ms in (LEAD_MS, TAIL_MS))
        self._sound = pcm(with_noise(telephone(numpy.concatenate([lead, sound, tail])), LINE_DB))
        self._sound_ms = LEAD_MS + len(sound) * 1000 // SAMPLE_RATE
        self._hiss = self._sound[: LEAD_MS * SAMPLE_RATE // 1000 * 2]
        self._speaker = speaker
        self.end_ms = 0
        """The last sound of the sentence."""

    def frames(self) -> Iterator[Frame]:
        at_ms = 0
        while self._speaker.speaking:
            place = at_ms // FRAME_MS * FRAME_BYTES % len(self._hiss)
            yield Frame(at_ms, self._hiss[place : place + FRAME_BYTES])
            at_ms += FRAME_MS
        self.end_ms = at_ms + self._sound_ms
        for place in range(0, len(self._sound) - FRAME_BYTES + 1, FRAME_BYTES):
            yield Frame(at_ms, self._sound[place : place + FRAME_BYTES])
            at_ms += FRAME_MS


def hold(engine: Engine, before: Samples, after: Samples, breath_ms: int) -> Call:
    """One call with this sentence and nothing else."""
    speaker = SilentSpeaker()
    breath = numpy.zeros(breath_ms * SAMPLE_RATE // 1000)
    caller = Breather(numpy.concatenate([before, breath, after]), speaker)
    return _of(breath_ms, caller, engine.conversation(caller, speaker))


def _of(breath_ms: int, caller: Breather, loop: CallLoop) -> Call:
    heard: list[str] = []
    joined, said_ms = 0, 0
    for happening in loop.run():
        match happening:
            case Heard(turn):
                heard.append(turn.transcript.text)
            case TakenBack():
                joined += 1
            case Said(at_ms):
                said_ms = at_ms
    turns = loop.record.turns
    wait_ms = said_ms - caller.end_ms if said_ms >= caller.end_ms else None
    reply = turns[-1].reply if turns else ""
    return Call(breath_ms, len(heard) > 1, joined > 0, heard[-1] if heard else "", reply, wait_ms)


def measure(engine: Engine, sentences: Sequence[tuple[str, Samples, Samples]], breaths_ms: Sequence[int]) -> None:
    """Prints a line for each length of breath, and every call that ended in another reply."""
    engine.warm("ru")
    whole = [hold(engine, before, after, WHOLE_MS) for _, before, after in sentences]
    print(f"{len(sentences)} sentences of two clauses, telephone line, noise {LINE_DB:.0f} dB below the sound")
    print(f"{'breath':>7} {'cut %':>6} {'joined %':>9} {'same reply':>11} {'median ms':>10} {'p95':>6}")
    print(_row(str(WHOLE_MS), whole, whole))
    others = []
    for breath_ms in breaths_ms:
        calls = [hold(engine, before, after, breath_ms) for _, before, after in sentences]
        print(_row(str(breath_ms), calls, whole), flush=True)
        pairs = zip(sentences, calls, whole, strict=True)
        others += [(text, call, right) for (text, _, _), call, right in pairs if call.reply != right.reply]
    for text, call, right in others:
        print(f"{call.breath_ms} ms: {text}\n    heard   {call.heard}\n    instead {right.heard}")
        print(f"    said    {call.reply[:SHOWN]}\n    instead {right.reply[:SHOWN]}")


def _row(name: str, calls: Sequence[Call], whole: Sequence[Call]) -> str:
    count = len(calls)
    waits = sorted(call.wait_ms for call in calls if call.wait_ms is not None) or [0]
    same = sum(call.reply == right.reply for call, right in zip(calls, whole, strict=True))
    cut, joined = (100 * sum(each) / count for each in ([c.cut for c in calls], [c.joined for c in calls]))
    p95 = waits[int(0.95 * (len(waits) - 1))]
    return f"{name:>7} {cut:6.0f} {joined:9.0f} {same / count:11.2f} {statistics.median(waits):10.0f} {p95:6}"


TAKING_BACK = ("ой нет", "нет", "хотя нет", "точнее", "вернее", "нет подождите", "стоп", "ой извините", "нет лучше")
FEWEST_WORDS, PAIRS = 3, 600


def measure_halves(understander: HotlineUnderstander, every: int) -> None:
    """Prints what is right of phrases that are cut, and of phrases that take others back."""
    rows = [row for row in read_rows(gold_file(HOTLINE, "ru")) if row.intent in REQUESTS][::every]
    _print_cut(understander, [halves for row in rows for halves in _cut(understander, row)])
    chance = random.Random(1)
    pairs = [chance.sample(rows, 2) for _ in range(PAIRS // every)]
    _print_taken_back(understander, [pair for pair in pairs if pair[0].intent != pair[1].intent], chance)


def _cut(understander: HotlineUnderstander, row: EvaluationRow) -> Iterator[tuple[str, str, str]]:
    """The phrase in two, with its label, if a turn would have ended inside it."""
    words = row.text.split()
    for at in range(FEWEST_WORDS, len(words) - 1):
        before, after = " ".join(words[:at]), " ".join(words[at:])
        if understander.complete(before, "ru", Expect.OPEN):
            yield before, after, row.intent
            return


def _print_cut(understander: HotlineUnderstander, cuts: Sequence[tuple[str, str, str]]) -> None:
    found: Counter[tuple[str, str]] = Counter()
    for before, after, label in cuts:
        both, first, second = (_meant(understander, text) for text in (f"{before} {after}", before, after))
        counted = {"both": both, "first": first, "second": second, "both, else second": both or second}
        for name, meant in {**counted, "both, else first": both or first}.items():
            found[name, "right"] += meant == label
            found[name, "wrong"] += meant not in ("", label)
    print(f"{len(cuts)} phrases, cut where a turn would have ended{'':6} right   wrong")
    for name in dict.fromkeys(name for name, _ in found):
        print(f"  {name:42} {found[name, 'right'] / len(cuts):8.3f} {found[name, 'wrong'] / len(cuts):7.3f}")


def _print_taken_back(
    understander: HotlineUnderstander, pairs: Sequence[Sequence[EvaluationRow]], chance: random.Random
) -> None:
    joined_right = whole_right = old = 0
    for taken_back, meant in pairs:
        second = f"{chance.choice(TAKING_BACK)} {meant.text}"
        joined = f"{taken_back.text} {second}"
        texts = (_transcript(text) for text in (taken_back.text, second, joined))
        whole = understander.whole(*texts, expects=Expect.OPEN)
        joined_right += _meant(understander, joined) == meant.intent
        counted = _meant(understander, whole.transcript.text if whole else second)
        whole_right += counted == meant.intent
        old += counted == taken_back.intent
    print(f"{len(pairs)} phrases that take another one back: right as one text {joined_right / len(pairs):.3f},")
    print(f"  with the rules {whole_right / len(pairs):.3f}, and what was taken back {old / len(pairs):.3f}")


def _meant(understander: HotlineUnderstander, text: str) -> str:
    """The label, if it is accepted."""
    meaning = understander.understand(_transcript(text), Expect.OPEN)
    return meaning.intent if meaning.decision is Decision.ACCEPT else ""


def _transcript(text: str) -> Transcript:
    return Transcript(text, (), 1.0, (text,), "ru")
