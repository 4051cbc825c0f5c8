"""Backchannel, yes and no, fillers and the words that ask for a person (`backchannel.toml`)."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class YesNo:
    """A yes or no at the beginning of a text."""

    intent: str
    """`affirm` or `deny`."""
    rest: str
    """The rest of the text without polite words."""
    particle: bool = False
    """The yes may be a mere particle: «да я про пенсию»."""


@dataclass(frozen=True, slots=True)
class SmallWords:
    """The lists of one language as patterns over normalised text."""

    listening: re.Pattern[str]
    noise: re.Pattern[str]
    senseless: re.Pattern[str]
    hesitation: re.Pattern[str]
    affirm: re.Pattern[str]
    deny: re.Pattern[str]
    affirm_alone: re.Pattern[str]
    deny_alone: re.Pattern[str]
    polite: re.Pattern[str]
    greeting: re.Pattern[str]
    negation: re.Pattern[str]
    open_end: re.Pattern[str]
    conjunction: re.Pattern[str]
    """What may stand between two requests."""
    second_wish: re.Pattern[str]
    """The same, if it says that another wish follows: «и ещё»."""
    wishes: re.Pattern[str]
    """A word with which a caller asks or wishes."""
    done: re.Pattern[str]
    """A word for what the caller has done already: «заказал»."""
    correction: re.Pattern[str]
    only_summons: re.Pattern[str]
    summons: re.Pattern[str]
    refusal: re.Pattern[str]
    announcement: re.Pattern[str]
    salutation: re.Pattern[str]
    after_particle: re.Pattern[str]
    acknowledgement: re.Pattern[str]
    refused: re.Pattern[str]
    refused_acts: tuple[tuple[str, re.Pattern[str]], ...]
    """Label of an act, and how it is refused."""
    no_thing: re.Pattern[str]
    """A refused word that is none: «не приходит»."""
    only_wish: re.Pattern[str]
    """What is left when the thing of a wish was refused: «мне нужен», «я спрашиваю»."""
    robot: re.Pattern[str]
    outcry: re.Pattern[str]
    about: re.Pattern[str]

    def only_listening(self, text: str) -> bool:
        """Does the text hold nothing but backchannel and hesitation, or nothing but particles and hesitation?"""
        return not text or any(each.fullmatch(text) for each in (self.listening, self.noise))

    def says_nothing(self, text: str) -> bool:
        """Is there no word of sense: only hesitation, particles, or a bare «что»?"""
        return not text or self.senseless.fullmatch(text) is not None

    def of_sense(self, words: Sequence[str]) -> list[int]:
        """The places of the words that may say what the caller wants: no small, polite or greeting words."""
        slight = (self.senseless, self.polite, self.salutation)
        return [place for place, word in enumerate(words) if not any(each.fullmatch(word) for each in slight)]

    def matter(self, text: str) -> str:
        """What the text says that it is about, with the preposition: «про пенсию»; empty if it does not."""
        found = self.about.search(text)
        return found[0].strip() if found else ""

    def says_yes_or_no(self, text: str) -> bool:
        """Is there any word of consent or refusal?"""
        words = (self.affirm, self.deny, self.affirm_alone, self.deny_alone, self.negation)
        return any(re.search(rf"(?:^|(?<= ))(?:{each.pattern})", text) for each in words)

    def announces(self, text: str) -> bool:
        """Do the words beside a number only announce it: «записывайте номер телефона»?"""
        return not text or self.announcement.fullmatch(text) is not None

    def left_open(self, text: str) -> bool:
        return self.open_end.search(text) is not None

    def taking_back(self, text: str) -> str:
        """The words at the beginning with which a caller takes back what was said before; empty if there are none."""
        found = self.correction.match(text)
        return found[0] if found else ""

    def after_acknowledgement(self, text: str) -> str:
        """What follows words that only say "I heard that": «понятно, а сколько это стоит»; empty if nothing does."""
        found = self.acknowledgement.match(text)
        return text[found.end() :] if found else ""

    def yes_no(self, text: str) -> YesNo | None:
        """The yes or no at the beginning; None if none. Of several in a row («хорошо нет») the last counts."""
        rest, intent = self.bare(text), ""
        if self.affirm_alone.fullmatch(rest):
            return YesNo("affirm", "")
        if self.deny_alone.fullmatch(rest):
            return YesNo("deny", "")
        while rest:
            affirmed, denied = self.affirm.match(rest), self.deny.match(rest)
            longest = max(affirmed.end() if affirmed else 0, denied.end() if denied else 0)
            if not longest:
                break
            intent = "deny" if denied and denied.end() == longest else "affirm"
            rest = self.bare(rest[longest:].strip())
        if not intent:
            return None
        if self.deny_alone.fullmatch(rest) or self.affirm_alone.fullmatch(rest):
            return YesNo("deny" if self.deny_alone.fullmatch(rest) else "affirm", "")
        contradicted = intent == "affirm" and self.negation.search(rest)
        particle = intent == "affirm" and self.after_particle.match(rest) is not None
        return None if contradicted else YesNo(intent, rest, particle)

    def without_greeting(self, text: str) -> str:
        """The text after «здравствуйте», if that is at least two words; else the whole text."""
        return self.greeting.sub("", text, count=1) if self.greeting.match(text) else text

    def calmed(self, text: str) -> str:
        """The text without the outcries at its beginning: «вы издеваетесь, оператора давайте»."""
        return self.outcry.sub("", text, count=1)

    def refuses_person(self, text: str) -> bool:
        """Does the text only refuse a person: «не надо оператора»?"""
        return self.refusal.fullmatch(text) is not None

    def wants_person(self, text: str) -> tuple[int, int] | None:
        """The span in which the text asks for a person; None if none. It is the whole text or a part of it."""
        if self.only_summons.fullmatch(text):
            return 0, len(text)
        found = self.summons.search(text) or self.robot.search(text)
        return found.span() if found else None

    def bare(self, text: str) -> str:
        """The text without hesitation and polite words around it."""
        while text and (found := self.hesitation.match(text) or self.polite.match(text)):
            text = text[found.end() :].strip()
        while text and (found := re.search(rf"(?:^| )(?:{self.polite.pattern})$", text)):
            text = text[: found.start()].strip()
        return text


@cache
def small_words(language: str) -> SmallWords:
    """The patterns of a language, compiled once."""
    source = resources.files("nlu.understanding").joinpath("backchannel.toml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = tomllib.loads(source)[language]
    person, summons, glue, refusal = (_any(lists[name]) for name in ("person", "summons", "glue", "refusal"))
    other = _any(lists["other_person"])
    asked = rf"{summons}|{person}|{glue}"
    nothing = (*lists["hesitation"], *lists["particles"])
    correction = rf"(?:(?:{_any(lists['hesitation'])}) )*?(?:{_any(lists['correction'])})(?= )"
    # «ой нет» is often heard as «ты нет» or «да и нет».
    no = rf"(?:\w{{1,3}} ){{0,2}}?(?:{_any(lists['correction_no'])})(?= (?:{_any(lists['after_no'])})(?: |$))"
    return SmallWords(
        listening=re.compile(_row([*lists["backchannel"], *lists["hesitation"]])),
        noise=re.compile(_row(nothing)),
        senseless=re.compile(_row([*nothing, *lists["asks_again"]])),
        hesitation=re.compile(rf"(?:{_any(lists['hesitation'])})\b"),
        affirm=re.compile(rf"(?:{_any(lists['affirm'])})\b"),
        deny=re.compile(rf"(?:{_any(lists['deny'])})\b"),
        affirm_alone=re.compile(_row(lists["affirm_alone"])),
        deny_alone=re.compile(_row(lists["deny_alone"])),
        polite=re.compile(rf"(?:{_any(lists['polite'])})\b"),
        greeting=re.compile(rf"(?:(?:{_any(lists['greetings'])}) )+(?=\S+ \S)"),
        negation=re.compile(r"\b(?:не|нет|not|no|don't)\b"),
        open_end=re.compile(rf"(?:^| )(?:{_any(lists['open_end'])})$"),
        conjunction=re.compile(rf" (?:{_any([*lists['conjunctions'], *lists['second_wish']])})(?= )"),
        second_wish=re.compile(rf" (?:{_any(lists['second_wish'])})(?= )"),
        wishes=re.compile(rf"(?:^|(?<= ))(?:{_any(lists['wishes'])})(?= |$)"),
        done=re.compile(rf"(?:^|(?<= ))(?:{_any(lists['done'])})(?= |$)"),
        correction=re.compile(rf"(?:{correction}|{no})(?: {correction})*"),
        # «дайте живого человека пожалуйста»: every word belongs to asking for a person.
        only_summons=re.compile(rf"(?=.*\b(?:{person})\b)(?:{asked})(?: (?:{asked}))*"),
        summons=re.compile(
            rf"(?<!\bне )(?<!\bnot )(?<!\bdon't )\b"
            rf"(?:(?:{summons})(?: (?:{glue}))* (?:{person})\b(?! (?:{other}))"
            rf"|(?:с |со |)(?:(?:{glue}) )*(?:{person}) (?:{_any(lists['spoken_with'])})\b"
            # «да сколько можно, человека давайте»: the summons may end the phrase.
            rf"|(?:{person}) (?:(?:{glue}) )*(?:{summons})(?: (?:{glue}))*$)"
        ),
        refusal=re.compile(rf"(?:(?:{glue}) )*(?:{refusal})(?: (?:{asked}))* (?:{person})(?: (?:{glue}))*"),
        salutation=re.compile(_row(lists["greetings"])),
        after_particle=re.compile(rf"(?:{_any(lists['after_particle'])})(?: |$)"),
        acknowledgement=_acknowledgement(lists),
        refused=_refused(lists),
        refused_acts=tuple(
            (act, re.compile(rf"(?:^|(?<= ))(?:{_any(lists[f'refuses_{act}'])})(?= |$)"))
            for act in ("operator", "callback")
        ),
        only_wish=re.compile(_row([*lists["refusal_ends"], *lists["hesitation"]])),
        no_thing=re.compile(rf"\w*(?:{_any(lists['no_things'])})(?: |$)"),
        about=re.compile(
            rf"(?:^|(?<= ))(?:{_any(lists['about'])}) (?!(?:{_any(lists['about_ends'])})(?: |$))\S+"
            rf"(?: (?!(?:{_any(lists['about_ends'])})(?: |$))\S+){{0,2}}"
        ),
        robot=re.compile(
            rf"(?:^|(?<= ))(?:{_any(lists['not_a_robot'])}|^(?:{person}) (?:{_any(lists['politely'])}))(?= |$)"
        ),
        outcry=re.compile(rf"^(?:(?:{_any([*lists['outcries'], *lists['hesitation']])}) )+(?=\S)"),
        announcement=re.compile(_row([*lists["announces"], *lists["hesitation"]])),
    )


def _refused(lists: dict[str, list[str]]) -> re.Pattern[str]:
    """A refusal with what it refuses, which is the group `what`: «не про пособие», «не пособие а»."""
    ends, words = _any(lists["refusal_ends"]), _any(lists["refusal_words"])
    what = rf"(?P<what>(?!(?:{ends})(?: |$))\S+(?: (?!(?:{ends})(?: |$))\S+){{0,3}})"
    bare = rf"(?P<bare>(?!(?:{ends})(?: |$))\S+(?: (?!(?:{ends})(?: |$))\S+){{0,2}}?)"
    no, but = lists["not_but"]
    return re.compile(
        rf"(?:^|(?<= ))(?:(?:{_any(lists['refuses'])})(?: (?:{words}))* {what}(?= |$)|{no} {bare}(?= {but} ))"
        rf"|^(?P<before>\S+(?: (?!(?:{ends}) )\S+){{0,2}}?) (?:(?:{words}) )*(?:{_any(lists['refused_after'])})(?= |$)"
    )


def _acknowledgement(lists: dict[str, list[str]]) -> re.Pattern[str]:
    """What stands before the matter: «да, понятно», «спасибо»; with the blank behind it."""
    listened = _any([*lists["acknowledged"], *lists["hesitation"]])
    yes = rf"(?:(?:{_any(lists['affirm'])}) )*"
    heard = rf"(?:{_any(lists['acknowledged'])}) (?:(?:{listened}) )*?"
    matter = rf"(?=(?:{_any(lists['after_acknowledged'])}) \S)"
    return re.compile(rf"(?:(?:{_any(lists['hesitation'])}) )*{yes}{heard}{matter}")


def _row(words: Sequence[str]) -> str:
    return rf"(?:{_any(words)})(?: (?:{_any(words)}))*"


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
