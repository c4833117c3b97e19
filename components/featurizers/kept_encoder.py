"""The packaged sentence model, quantised once in a home."""

from pathlib import Path

from components.featurizers import model_files
from components.featurizers.sentence_encoder import RECIPE, SentenceEncoder
from components.kept import Kept


def kept_encoder(directory: Path) -> SentenceEncoder:
    """Save the quantised model into the empty directory and open it; ModelFilesError when the package is at fault."""

    def make(place: Path) -> None:
        SentenceEncoder.from_package().save(place)

    Kept.here().part("encoder", f"{RECIPE}:{model_files.SHA256[model_files.WEIGHTS]}", make, directory)
    return SentenceEncoder.load(directory)
