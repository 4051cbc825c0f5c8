"""Writes the results of a command as JSON if that was asked."""

from call.printable import as_json
from datafiles.result_file import write_result


def write_json(place: str, value: object, *, private: bool = False) -> None:
    """Write JSON. Raises PlaceUnwritable. Check the place with `check_place` before long work.

    `private`: only the owner may read the file, because it holds callers' words.
    """
    write_result(place, as_json(value, indent=2) + "\n", private=private)
