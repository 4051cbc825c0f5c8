"""Which speech model a language is heard with: the adapted one if it is true to the hotline, else the shipped one."""

from dataclasses import dataclass
from pathlib import Path

from datafiles.hotline import HOTLINE
from engine.adaptation import adapted_model
from models.store import default_models, locate
from voice.language_model.model_folder import can_be_adapted


@dataclass(frozen=True, slots=True)
class SpeechModel:
    """The model that a language is heard with."""

    language: str
    stock: Path
    """Folder of the shipped model, or of the one that the user named."""
    adapted: Path | None
    """Folder of the model that was adapted to the hotline as it is now."""

    @property
    def shipped(self) -> bool:
        """The stock model is one of those that this version was measured with."""
        return self.stock.name in default_models()

    @property
    def folder(self) -> Path:
        return self.adapted or self.stock

    @property
    def name(self) -> str:
        """The stock model, and the adapted one's key: `vosk-model-small-ru-0.22 adapted 0123456789abcdef`."""
        return f"{self.stock.name} adapted {self.adapted.name.rpartition('-')[2]}" if self.adapted else self.stock.name

    @property
    def advice(self) -> str:
        """What would make it hear better; empty if nothing."""
        if self.adapted:
            return ""
        if not can_be_adapted(self.stock):
            return "this model cannot be adapted (it has no graph/Gr.fst beside graph/HCLr.fst) and is used as it is"
        return "not adapted to the hotline as it is now: run `python run_assistant.py adapt`"


def heard_with(language: str, override: Path | None = None, hotline: Path = HOTLINE) -> SpeechModel:
    """The model for a language; `override`: another stock model. Raises ModelMissing, ModelCorrupt."""
    stock = locate(language, override)
    return SpeechModel(language, stock, adapted_model(language, stock, hotline))
