"""What simulated callers say where their file gives no wording: small words of each language."""

from collections.abc import Mapping
from enum import StrEnum


class Word(StrEnum):
    """A purpose of small words."""

    YES = "yes"
    NO = "no"
    BUT = "but"
    """Begins a sentence that says yes and then wants something."""
    HELPED = "helped"
    NO_MORE = "no_more"
    THANKS = "thanks"
    NOT_THAT = "not_that"
    DONT_KNOW = "dont_know"
    REFUSE = "refuse"
    NEXT = "next"
    PERSON = "person"
    CALL_BACK = "call_back"
    MESSAGE = "message"
    BACK = "back"
    """Begins a sentence that returns to the first subject."""
    HESITATION = "hesitation"
    STORY = "story"
    ORDINALS = "ordinals"


SMALL_WORDS: Mapping[str, Mapping[Word, tuple[str, ...]]] = {
    "ru": {
        Word.YES: ("да", "да верно", "угу", "да правильно"),
        Word.NO: ("нет", "нет неправильно", "нет не так"),
        Word.BUT: ("да, но", "да, а", "ага, только"),
        Word.HELPED: ("да спасибо", "спасибо помогло", "да всё понятно спасибо"),
        Word.NO_MORE: ("нет спасибо", "больше ничего спасибо", "нет всё до свидания"),
        Word.THANKS: ("спасибо понятно", "спасибо"),
        Word.NOT_THAT: ("нет я не об этом", "нет, не то", "нет вы не поняли"),
        Word.DONT_KNOW: ("не знаю", "у меня его нет", "не помню"),
        Word.REFUSE: ("нет не надо", "не хочу", "нет спасибо"),
        Word.NEXT: ("дальше", "сделал, дальше", "следующий шаг"),
        Word.PERSON: ("соедините с оператором", "дайте живого человека", "позовите специалиста"),
        Word.CALL_BACK: ("перезвоните мне",),
        Word.MESSAGE: ("оставлю сообщение",),
        Word.BACK: ("ладно, вернёмся:", "хорошо, так вот"),
        Word.HESITATION: ("ну", "э-э", "сейчас", "значит"),
        Word.STORY: (
            "здравствуйте я тут с самого утра сижу разбираюсь соседка сказала позвонить вам",
            "добрый день девушка такое дело я человек пожилой внук уехал спросить некого",
            "алло здравствуйте я вам уже звонила на прошлой неделе и мне ничего толком не сказали",
        ),
        Word.ORDINALS: ("первое", "второе", "третье", "четвёртое", "пятое", "шестое", "седьмое"),
    },
    "en": {
        Word.YES: ("yes", "yes that's right", "right"),
        Word.NO: ("no", "no that's wrong", "no not like that"),
        Word.BUT: ("yes, but", "yeah, and", "right, but"),
        Word.HELPED: ("yes thank you", "that helped thanks", "yes it's clear thank you"),
        Word.NO_MORE: ("no thank you", "nothing else thanks", "no that's all goodbye"),
        Word.THANKS: ("thanks i see", "thank you"),
        Word.NOT_THAT: ("no that's not what i mean", "no not that", "no you got me wrong"),
        Word.DONT_KNOW: ("i don't know", "i don't have it", "i can't remember"),
        Word.REFUSE: ("no thank you", "i don't want to", "no"),
        Word.NEXT: ("next", "done, next", "go on"),
        Word.PERSON: ("put me through to an operator", "let me talk to a person", "i want a real person"),
        Word.CALL_BACK: ("call me back",),
        Word.MESSAGE: ("i will leave a message",),
        Word.BACK: ("okay, back to my question,", "all right, as i said"),
        Word.HESITATION: ("well", "um", "let me see"),
        Word.STORY: (
            "hello i have been trying to do this since the morning and my neighbour told me to call you",
            "good afternoon you see my daughter usually does this for me but she is away",
        ),
        Word.ORDINALS: ("the first", "the second", "the third", "the fourth", "the fifth", "the sixth", "the seventh"),
    },
}
