"""Hides what must not be kept of the caller's words: dictated numbers and secrets.

Callers dictate document numbers, card numbers and one-time codes; the recogniser writes them as number words. A value
that a request needs is kept as a validated slot. In the running text the mask shows only that something was dictated.
"""

import re

MASK = "•••"

_NUMBER_WORD = re.compile(
    r"\d+|нол[ьяею]|ноликов|один|одна|одно|одного|одной|два|две|двух|двенадцат\w*|двадцат\w*|двести|двухсот|"
    r"три|трех|трёх|третьего|тринадцат\w*|тридцат\w*|триста|четыре|четырех|четырёх|четырнадцат\w*|четыреста|"
    r"(?:пят|шест|сем|восем|восьм|девят|десят)(?:ь|и|ого|надцат\w*|ьдесят|ьсот)?|одиннадцат\w*|девяност\w*|"
    r"сорок\w?|сто|ста|сот|тысяч\w?|дважды|трижды|"
    r"zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand|double|triple",
)
_SECRET = re.compile(r"(?:парол[ьяюе]м?|пин ?код|код из (?:смс|эсэмэс)|password|pin code|one time code)$")
_TOLD = re.compile(
    r"(?:\b(?:мой|вот|мо[её]м|наш) пароль|\bпароль(?: у меня)? (?:такой|вот|следующий)|"
    r"\b(?:записывайте|запишите|назову|скажу|диктую) пароль|"
    r"\bкод(?: подтверждения)?(?: из (?:смс|эсэмэс|сообщения))? такой|"
    r"\b(?:my|the) password is|\bpassword(?: is|:)|\bmy pin(?: code)? is)(?= \S)"
)
"""Words after which the rest of the phrase is a secret, both letters and digits. `_ABOUT` is the exception."""
_ABOUT = re.compile(
    r"\s+(?:не|нет|забы\w*|потер\w*|восстан\w*|сброс\w*|смен\w*|измен\w*|помен\w*|взлом\w*|украл\w*|заблок\w*|устар\w*|"
    r"ист[её]к\w*|неверн\w*|неправильн\w*|подход\w*|нуж\w*|приход\w*|больше|уже|где|как|от|для|на|в|"
    r"not|no|wrong|incorrect|expired|lost|forgotten|blocked|hacked|stolen|invalid|reset|never|too)\b"
)
"""Words that may follow `_TOLD` when the caller only speaks about the secret: «мой пароль не подходит»."""
_NAMED = re.compile(r"\b(?:парол[ьяюе]м?|пин ?код|код из (?:смс|эсэмэс|сообщения)|password|pin code|one time code)\b")
_SHORTEST_RUN = 4
"""So many number words in a row count as dictation. Three may be a date or a sum of money."""


def mask(text: str) -> str:
    """The text with dots in place of every dictated number and of every number right after a word for a secret."""
    kept: list[str] = []
    run: list[str] = []
    for word in _told_apart(text).split():
        if _NUMBER_WORD.fullmatch(word.strip(".,!?;:«»\"'()-").lower()):
            run.append(word)
            continue
        _close(run, kept)
        kept.append(word)
    _close(run, kept)
    return " ".join(kept)


def tells_secret(text: str) -> bool:
    """Does the text hold a secret, so that no value found in it may be kept?"""
    return _told_apart(text) != text or (MASK in mask(text) and _NAMED.search(text.lower()) is not None)


def _told_apart(text: str) -> str:
    """A password may be letters, not a number: everything after «мой пароль» is masked."""
    for found in _TOLD.finditer(text.lower()):
        if not _ABOUT.match(text.lower(), found.end()):
            return f"{text[: found.end()]} {MASK}"
    return text


def _close(run: list[str], kept: list[str]) -> None:
    dictated = len(run) >= _SHORTEST_RUN or sum(len(re.sub(r"\D", "", word)) for word in run) >= _SHORTEST_RUN
    secret = bool(run) and _SECRET.search(" ".join(kept[-3:]).lower()) is not None
    kept.extend([MASK] if dictated or secret else run)
    run.clear()
