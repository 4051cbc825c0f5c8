"""What simulated callers say where their file gives no wording: small words of each language."""

from collections.abc import Mapping
from enum import StrEnum


class SmallWord(StrEnum):
    """A purpose of small words."""

    YES = "yes"
    NO = "no"
    BUT = "but"
    """Begins a sentence that says yes and then wants something."""
    HELPED = "helped"
    NO_MORE = "no_more"
    THANKS = "thanks"
    GIVE_UP = "give_up"
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


SMALL_WORDS: Mapping[str, Mapping[SmallWord, tuple[str, ...]]] = {
    "ru": {
        SmallWord.YES: ("да", "да верно", "угу", "да правильно"),
        SmallWord.NO: ("нет", "нет неправильно", "нет не так"),
        SmallWord.BUT: ("да, но", "да, а", "ага, только"),
        SmallWord.HELPED: ("да спасибо", "спасибо помогло", "да всё понятно спасибо"),
        SmallWord.NO_MORE: ("нет спасибо", "больше ничего спасибо", "нет всё до свидания"),
        SmallWord.THANKS: ("спасибо понятно", "спасибо"),
        SmallWord.GIVE_UP: ("ладно до свидания", "ну ладно всё до свидания"),
        SmallWord.NOT_THAT: ("нет я не об этом", "нет, не то", "нет вы не поняли"),
        SmallWord.DONT_KNOW: ("не знаю", "у меня его нет", "не помню"),
        SmallWord.REFUSE: ("нет не надо", "не хочу", "нет спасибо"),
        SmallWord.NEXT: ("дальше", "сделал, дальше", "следующий шаг"),
        SmallWord.PERSON: ("соедините с оператором", "дайте живого человека", "позовите специалиста"),
        SmallWord.CALL_BACK: ("перезвоните мне",),
        SmallWord.MESSAGE: ("оставлю сообщение",),
        SmallWord.BACK: ("ладно, вернёмся:", "хорошо, так вот"),
        SmallWord.HESITATION: ("ну", "э-э", "сейчас", "значит"),
        SmallWord.STORY: (
            "здравствуйте я тут с самого утра сижу разбираюсь соседка сказала позвонить вам",
            "добрый день девушка такое дело я человек пожилой внук уехал спросить некого",
            "алло здравствуйте я вам уже звонила на прошлой неделе и мне ничего толком не сказали",
        ),
        SmallWord.ORDINALS: ("первое", "второе", "третье", "четвёртое", "пятое", "шестое", "седьмое"),
    },
    "en": {
        SmallWord.YES: ("yes", "yes that's right", "right"),
        SmallWord.NO: ("no", "no that's wrong", "no not like that"),
        SmallWord.BUT: ("yes, but", "yeah, and", "right, but"),
        SmallWord.HELPED: ("yes thank you", "that helped thanks", "yes it's clear thank you"),
        SmallWord.NO_MORE: ("no thank you", "nothing else thanks", "no that's all goodbye"),
        SmallWord.THANKS: ("thanks i see", "thank you"),
        SmallWord.GIVE_UP: ("all right goodbye", "never mind goodbye"),
        SmallWord.NOT_THAT: ("no that's not what i mean", "no not that", "no you got me wrong"),
        SmallWord.DONT_KNOW: ("i don't know", "i don't have it", "i can't remember"),
        SmallWord.REFUSE: ("no thank you", "i don't want to", "no"),
        SmallWord.NEXT: ("next", "done, next", "go on"),
        SmallWord.PERSON: ("put me through to an operator", "let me talk to a person", "i want a real person"),
        SmallWord.CALL_BACK: ("call me back",),
        SmallWord.MESSAGE: ("i will leave a message",),
        SmallWord.BACK: ("okay, back to my question,", "all right, as i said"),
        SmallWord.HESITATION: ("well", "um", "let me see"),
        SmallWord.STORY: (
            "hello i have been trying to do this since the morning and my neighbour told me to call you",
            "good afternoon you see my daughter usually does this for me but she is away",
        ),
        SmallWord.ORDINALS: (
            "the first",
            "the second",
            "the third",
            "the fourth",
            "the fifth",
            "the sixth",
            "the seventh",
        ),
    },
}
