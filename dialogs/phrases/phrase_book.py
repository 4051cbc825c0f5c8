"""What the assistant says besides the answers, and the cues that it listens for: `<lang>/phrases.toml`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from call.acts import BargeIn
from call.configured import Configured, Thing
from call.errors import PhrasesBroken
from call.labels import LANGUAGES
from call.questions import Samples
from datafiles.categories import REQUESTS
from datafiles.toml_lines import Faults
from dialogs.phrases.cue import Cue
from dialogs.phrases.cues import Cues, words_of
from dialogs.phrases.phrases_file import FOLLOW_UPS, WITHOUT, PhrasesFile, check_alike, read_phrases
from dialogs.phrases.prompts import Menu, Prompt

FILE = "phrases.toml"
"""The file's name in the folder of each language."""
NUMBER_GROUPS = {10: (3, 3, 2, 2), 11: (1, 3, 3, 2, 2)}
"""Groups in which people write telephone numbers: 8 912 345 67 89."""


@dataclass(frozen=True, slots=True)
class FixedPhrase:
    """Whole sentences to say, and their barge-in."""

    text: str
    barge_in: BargeIn


@dataclass(frozen=True, slots=True)
class Option:
    """One entry of a menu."""

    intents: tuple[str, ...]
    """The request categories behind it."""
    words: Cues
    """Words that choose it."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The phrases, menus and cues of one language."""

    phrases: Mapping[Prompt, FixedPhrase]
    options: Mapping[Menu, tuple[Option, ...]]
    cues: Mapping[Cue, Cues]
    digits: tuple[str, ...]
    """The words for 0 to 9."""
    without: Mapping[Thing, Mapping[str, str]]
    """What is said if a thing is not there, by the id of the prompt that counts on it."""
    follow_ups: Samples
    """Questions after an answer, by the cue of the section that they ask for."""
    resume_words: tuple[str, ...]
    """The first parts of resume words. A word has the same place in the list of every language."""


@dataclass(frozen=True, slots=True)
class PhraseBook:
    """The wordings of all languages. They have the same ids."""

    wordings: Mapping[str, Wording]

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(self.wordings)

    def phrase(self, language: str, prompt: Prompt) -> FixedPhrase:
        return self.wordings[language].phrases[prompt]

    def without(self, language: str, prompt: str, configured: Configured) -> tuple[str, str] | None:
        """The id and the text that are said instead of a prompt that counts on a thing that is not there."""
        for thing in configured.missing if prompt else ():
            if text := self.wordings[language].without.get(thing, {}).get(prompt):
                return f"{prompt}.no_{thing}", text
        return None

    def options(self, language: str, menu: Menu) -> tuple[Option, ...]:
        return self.wordings[language].options[menu]

    def cues(self, language: str, cue: Cue) -> Cues:
        return self.wordings[language].cues[cue]

    def follow_ups(self, language: str) -> Samples:
        """Sample questions after an answer; the id of each is a cue in `SECTION_CUES`."""
        return self.wordings[language].follow_ups

    def resume_word(self, language: str, word: str) -> str:
        """The resume word `3-12` as it is spoken."""
        place, _, number = word.partition("-")
        return f"{self.wordings[language].resume_words[int(place)]}, {self.spell(language, number)}"

    def resume_place(self, language: str, text: str) -> int | None:
        """The index of the resume word in the text; None if there is none."""
        said = words_of(text)
        places = (at for at, word in enumerate(self.wordings[language].resume_words) if words_of(word)[0] in said)
        return next(places, None)

    def spell(self, language: str, digits: str, sizes: Sequence[int] | None = None) -> str:
        """Digit by digit with a pause between groups of these sizes; by default those of a telephone number."""
        words = [self.wordings[language].digits[int(digit)] for digit in digits]
        groups, at = [], 0
        for size in sizes or number_groups(len(digits)):
            groups.append(" ".join(words[at : at + size]))
            at += size
        return ", ".join(groups) + "."


def number_groups(digits: int) -> tuple[int, ...]:
    """The sizes of the groups in which so many digits are said: those of a telephone number, else threes."""
    threes, rest = divmod(digits, 3)
    return NUMBER_GROUPS.get(digits) or (*(3,) * threes, *((rest,) if rest else ()))


def load_phrases(hotline: Path, intents: Collection[str] = REQUESTS) -> PhraseBook:
    """The phrases of a hotline in every language. `intents`: its request categories.

    Raises PhrasesBroken with every fault of every file: syntax, unknown keys, missing ids, wrong values, unknown
    categories in menus, and menus that differ between the languages.
    """
    faults = Faults()
    files = {language: read_phrases(hotline / language / FILE, faults, intents) for language in LANGUAGES}
    check_alike(list(files.values()), faults)
    if faults.found:
        raise PhrasesBroken(faults.found)
    return PhraseBook({language: _wording(file, language) for language, file in files.items()})


def _wording(file: PhrasesFile, language: str) -> Wording:
    return Wording(
        phrases={
            prompt: FixedPhrase(say["text"], BargeIn(say.get("barge_in", BargeIn.FREE)))
            for prompt in Prompt
            for say in (file.tables["say"][prompt],)
        },
        options={
            menu: tuple(Option(tuple(row["intents"]), Cues.of(*row["words"])) for row in file.tables["options"][menu])
            for menu in Menu
        },
        cues={cue: Cues.of(*file.tables["cues"][cue]) for cue in Cue},
        without={Thing(thing): dict(said) for thing, said in file.tables.get(WITHOUT, {}).items()},
        digits=tuple(file.tables["digits"]),
        follow_ups=Samples(
            language,
            tuple((cue, said) for cue, questions in file.tables.get(FOLLOW_UPS, {}).items() for said in questions),
            of_parts=True,
        ),
        resume_words=tuple(file.tables["resume_words"]),
    )
