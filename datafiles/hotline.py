"""The folder of the hotline that this process serves: one folder is one hotline (docs/reference/hotline.md).

Nothing is read here, so that `doctor` can say what is wrong with a hotline that cannot be read.
"""

import os
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent / "hotline"
"""The public-services hotline of the repository."""
HOTLINE = Path(os.environ.get("OTKLIK_HOTLINE") or SHIPPED)


def is_shipped(hotline: Path) -> bool:
    """Is it the repository's own hotline, however the path to it is written?"""
    return hotline.resolve() == SHIPPED


def models_of(hotline: Path) -> Path:
    """Default folder of a hotline's intent models. Each hotline has its own, so that two never mix."""
    return SHIPPED.parent / "models" / "intents" if is_shipped(hotline) else hotline / "models"


def adapted_of(hotline: Path) -> Path:
    """Folder of the speech models that are adapted to a hotline."""
    return SHIPPED.parent / "models" / "adapted" if is_shipped(hotline) else hotline / "adapted"


def sentences_of(hotline: Path) -> Path:
    """Folder of the vectors of a hotline's sample questions."""
    return SHIPPED.parent / "models" / "sentences" if is_shipped(hotline) else hotline / "sentences"


def tuned_of(hotline: Path) -> Path:
    """The layers of the sentence model that are tuned on a hotline's sample questions."""
    return hotline / "tuned.npz"
