"""Corpora for tests: a small one that people can read, and a complete one without meaning."""

from collections.abc import Sequence
from pathlib import Path

from nlu.examples.corpus_file import Phrase
from nlu.examples.gold import gold_file
from nlu.examples.training_phrases import Corpus
from nlu.labels import LABELS, fewest_phrases

LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"

SAID = {
    "application_status": (
        "где мое заявление, что с моим заявлением, статус заявления узнать, рассмотрели мое заявление или нет, "
        "на каком этапе заявление, хочу узнать статус моего заявления, заявление уже рассмотрено, "
        "как проверить статус заявления, какой статус у моей заявки, что там с моей заявкой"
    ),
    "password_recovery": (
        "забыл пароль, не помню пароль от госуслуг, восстановить пароль, сбросить пароль, пароль не подходит, "
        "как поменять пароль, потерял пароль от кабинета, пароль забыла что делать, не могу вспомнить пароль, "
        "помогите восстановить пароль"
    ),
    "required_documents": (
        "какие документы нужны, список документов, что взять с собой из документов, какие нужны бумаги, "
        "какие документы нужны для загранпаспорта, нужен ли паспорт, какие справки собрать, перечень документов, "
        "какие документы подготовить, документы какие требуются"
    ),
    "operator": (
        "оператор, соедините с оператором, позовите человека, переключите на специалиста, дайте оператора, "
        "живого человека, хочу говорить с человеком, оператора позовите, нужен оператор, переведите на сотрудника"
    ),
    "repeat": (
        "повторите, повторите пожалуйста, еще раз, скажите еще раз, не расслышал, что вы сказали, не понял повторите, "
        "повтори еще раз, можно еще раз, еще разок повторите"
    ),
    "affirm": "да, да конечно, верно, правильно, ага, угу, так точно, конечно, все верно, да помогло",
    "deny": "нет, нет не надо, неверно, не то, неправильно, нет не так, не надо, нет спасибо, нет не помогло",
    "provide_number": (
        "один два три четыре, ноль ноль семь, номер пять шесть семь, мой телефон восемь девятьсот, двести пять сорок, "
        "записывайте девять один шесть, сто двадцать три, номер сорок пять двенадцать, семь семь, два ноль пять"
    ),
    "out_of_scope": (
        "какая завтра погода, кто выиграл футбол, закажите пиццу, расскажи анекдот, сколько стоит доллар, "
        "вызовите такси, посоветуй фильм, как сварить борщ, включи музыку, мама мыла раму, где купить диван, "
        "курс биткоина, какой сегодня день, сколько лететь до луны, как дела у собаки"
    ),
}
"""Phrases of a few labels, separated by commas."""


def tiny_corpus() -> Corpus:
    phrases = [Phrase(text.strip(), intent, "tiny.yml", 1) for intent, said in SAID.items() for text in said.split(",")]
    return Corpus("ru", tuple(phrases))


def write_corpus(folder: Path, labels: Sequence[str] = LABELS) -> Path:
    """Writes a correct corpus; the last word of each phrase depends on the place of its label in `labels`."""
    home = folder / "ru" / "examples"
    home.mkdir(parents=True, exist_ok=True)
    for number, intent in enumerate(labels):
        phrases = [f"{LETTERS[at % 28]}{LETTERS[at // 28]} {last_word(number)}" for at in range(150)]
        lines = "".join(f"    - {phrase}\n" for phrase in phrases[: fewest_phrases(intent, "ru")])
        text = f'version: "3.1"\nnlu:\n- intent: {intent}\n  examples: |\n{lines}'
        (home / f"{intent}.yml").write_text(text, encoding="utf-8")
    return folder


YES = {"affirm": "да "}
"""Nothing without a word of consent counts as a yes."""


def write_gold(folder: Path, phrases: int = 5) -> Path:
    """Writes so many phrases of each label that are similar to those of `write_corpus`, but not among them."""
    (folder / "ru").mkdir(parents=True, exist_ok=True)
    lines = [
        f"{intent}{at}\t{intent}\t{YES.get(intent, '')}ы{LETTERS[at]} {last_word(number)}"
        for number, intent in enumerate(LABELS)
        for at in range(phrases)
    ]
    gold_file(folder, "ru").write_text("\n".join(["id\tintent\ttext", *lines]) + "\n", encoding="utf-8")
    return folder


def last_word(number: int) -> str:
    """The word that marks phrases of the label with that number."""
    return f"{LETTERS[number % 28]}{number // 28 * 'ы'}ж"
