"""Results as JSON, where a command was asked for them."""

from call.printable import as_json
from datafiles.result_file import write_result


def write_json(place: str, value: object, *, private: bool = False) -> None:
    """Raises PlaceUnwritable. Check the place with `check_place` before long work.

    `private`: callers' words are in it, so that only its owner may read the file.
    """
    write_result(place, as_json(value, indent=2) + "\n", private=private)
