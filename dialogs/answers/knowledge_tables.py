"""What all articles of a language share: where to go in each region, and what error codes mean.

<hotline>/<language>/answers/_contacts.yaml      region id -> its names, where to go
<hotline>/<language>/answers/_error_codes.yaml   code, or the beginning of codes with * -> its meaning, what to do
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs.answers.article import STRICT
from dialogs.answers.knowledge_types import CueTexts, Sentence, Sentences
from dialogs.phrases.cues import Cues

CONTACTS, ERROR_CODES = "_contacts", "_error_codes"
EVERYWHERE = "everywhere"
"""The entry for callers who name no region, or one that is not in the table."""
ANY_CODE = "*"
"""The entry for codes that are not in the table."""


@dataclass(frozen=True, slots=True)
class Region:
    """Where to go in one region."""

    __pydantic_config__ = STRICT

    go: Sentences
    called: CueTexts = ()
    """Cues by which callers name it (see cues.py)."""


@dataclass(frozen=True, slots=True)
class ErrorCode:
    """The meaning of one error code in plain words."""

    __pydantic_config__ = STRICT

    means: Sentence
    remedy: Sentence


@dataclass(frozen=True, slots=True)
class Tables:
    """Regions and error codes in one language."""

    regions: Mapping[str, Region] = field(default_factory=lambda: MappingProxyType({}))
    codes: Mapping[str, ErrorCode] = field(default_factory=lambda: MappingProxyType({}))

    def region(self, region: str) -> Region | None:
        """The entry of a region id; for an unknown id the entry EVERYWHERE, or None if the table does not have it."""
        return self.regions.get(region) or self.regions.get(EVERYWHERE)

    def region_in(self, text: str) -> str:
        """Id of the region that the words name; empty if they name none."""
        called = ((region, entry.called) for region, entry in self.regions.items() if entry.called)
        return next((region for region, cues in called if Cues.of(*cues).found(text)), "")

    def code(self, code: str) -> str:
        """The key for an error code: the code itself, else its longest beginning in the table; empty if none."""
        wanted = plain_code(code)
        fitting = [key for key in self.codes if _fits(key, wanted)]
        return max(fitting, key=lambda key: (not key.endswith("*"), len(key)), default="")


def plain_code(code: str) -> str:
    """The code in upper case without spaces and signs: `eds-0105` and `EDS 0105` are one code."""
    return "".join(character for character in code.upper() if character.isalnum())


def _fits(key: str, wanted: str) -> bool:
    plain = plain_code(key)
    return wanted.startswith(plain) if key.endswith("*") else wanted == plain
