"""The case store in a file: its answers, and its messages about a broken file."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from call.errors import CasesBroken
from call.lookups import Application, LookUp, NothingFound, NotProven, Registry
from desk.registries.case_store import open_cases
from desk.registries.directory import HotlineDirectory
from engine.parts import registries

HEADER = "number,service,stage,missing,missing_until,due\n"
ROW = "40012205,foreign_passport,waiting_documents,photo snils,2026-12-01,2026-12-20\n"
FOUND = Application("40012205", "foreign_passport", "waiting_documents", ("photo", "snils"), "2026-12-01", "2026-12-20")


def csv_file(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "cases.csv"
    path.write_text(text, encoding="utf-8")
    return path


def database(tmp_path: Path, stage: str = "waiting_documents") -> Path:
    path = tmp_path / "cases.db"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE applications(number, service, stage, missing, missing_until, due)")
        values = ("40012205", "foreign_passport", stage, "photo snils", "2026-12-01", "2026-12-20")
        connection.execute("INSERT INTO applications VALUES (?, ?, ?, ?, ?, ?)", values)
    return path


def test_both_kinds_tell_the_same(tmp_path: Path) -> None:
    for path in (csv_file(tmp_path, HEADER + ROW), database(tmp_path)):
        cases = open_cases(path)
        assert cases.application("40012205") == FOUND
        assert cases.application("40012206") is None


def test_what_is_written_meanwhile_is_told(tmp_path: Path) -> None:
    cases = open_cases(path := csv_file(tmp_path, HEADER))
    assert cases.application("40012205") is None
    path.write_text(HEADER + ROW, encoding="utf-8")
    assert cases.application("40012205") == FOUND


def test_every_fault_is_named_with_its_line_and_nothing_of_the_person(tmp_path: Path) -> None:
    path = csv_file(tmp_path, HEADER + "12,,under_review,,,\n40012205,,Under Review,,soon,\n" + ROW + ROW)
    with pytest.raises(CasesBroken) as raised:
        open_cases(path)
    assert [(fault.line, fault.text.partition(" must")[0]) for fault in raised.value.faults] == [
        (2, "`number`"),
        (3, "`stage`"),
        (3, "`missing_until`"),
        (4, "`number` stands there twice: delete one row"),
        (5, "`number` stands there twice: delete one row"),
    ]
    assert "Under Review" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("cases.csv", b"number,service\n", "the header lacks `stage`"),
        ("cases.csv", b"\xff\xfe\x00", "cannot be read as UTF-8 CSV"),
        ("cases.db", b"no database", "a table applications"),
        ("cases.txt", b"", "not a case store"),
    ],
)
def test_other_files_are_refused_with_a_remedy(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CasesBroken, match=says):
        open_cases(tmp_path / name)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    for name in ("cases.csv", "cases.db"):
        with pytest.raises(CasesBroken, match=name):
            open_cases(tmp_path / name)


def test_a_wrong_row_of_a_database_is_refused(tmp_path: Path) -> None:
    cases = open_cases(database(tmp_path, stage="Under Review"))
    with pytest.raises(CasesBroken, match="`stage` must be an id"):
        cases.application("40012205")


@pytest.mark.parametrize("name", ["cases.csv", "cases.db"])
def test_a_device_in_the_place_of_the_file_is_not_read(tmp_path: Path, name: str) -> None:
    csv_file(tmp_path, HEADER + ROW)
    database(tmp_path)
    cases = open_cases(tmp_path / name)
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("/dev/null")
    with pytest.raises(CasesBroken, match="no regular file"):
        cases.application("40012205")


FACTS = "number,service,stage,missing,missing_until,due,phone_end,birth_date\n"


def test_a_fact_is_compared_in_both_kinds_of_store_and_an_unknown_one_never_fits(tmp_path: Path) -> None:
    rows = FACTS + "40012205,,ready,,,,4567,1980-03-05\n40012206,,ready,,,,,\n"
    path = database(tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("ALTER TABLE applications ADD phone_end")
        connection.execute("UPDATE applications SET phone_end = '4567', stage = 'ready'")
        connection.execute("INSERT INTO applications(number, stage) VALUES ('40012206', 'ready')")
    for place in (csv_file(tmp_path, rows), path):
        directory = HotlineDirectory(cases=open_cases(place))
        for number, proof, found in (
            ("40012205", "4567", Application),
            ("40012205", "1111", NotProven),
            ("40012205", "", NotProven),
            ("40012206", "", NotProven),
            ("40012207", "4567", NothingFound),
        ):
            question = LookUp(Registry.APPLICATION, number, proof_of="phone_end", proof=proof)
            assert isinstance(directory.find(question), found), (place, number, proof)


def test_a_store_without_the_column_of_the_fact_is_refused(tmp_path: Path) -> None:
    for place in (csv_file(tmp_path, HEADER + ROW), database(tmp_path)):
        with pytest.raises(CasesBroken, match="phone_end"):
            registries(place, None, None, proof="phone_end")


def test_a_fact_that_is_written_wrongly_is_named(tmp_path: Path) -> None:
    with pytest.raises(CasesBroken) as raised:
        open_cases(csv_file(tmp_path, FACTS + "40012205,,ready,,,,45,5 March\n"))
    assert [fault.text.split("`")[1] for fault in raised.value.faults] == ["phone_end", "birth_date"]


def test_it_tells_how_long_its_numbers_are(tmp_path: Path) -> None:
    row = "4001220512,foreign_passport,ready,,,\n"
    assert open_cases(csv_file(tmp_path, HEADER + ROW)).lengths() == (8,)
    assert open_cases(database(tmp_path)).lengths() == (8,)
    assert open_cases(csv_file(tmp_path, HEADER + ROW + row)).lengths() == (8, 10)


def test_many_lengths_say_nothing(tmp_path: Path) -> None:
    rows = "".join(f"{number},foreign_passport,ready,,,\n" for number in ("400122", "4001220512", "400122051234"))
    assert open_cases(csv_file(tmp_path, HEADER + rows)).lengths() == ()
    assert open_cases(csv_file(tmp_path, HEADER)).lengths() == ()


def test_nothing_is_known_of_the_numbers_of_a_store_that_fails() -> None:
    class Broken:
        def application(self, number: str) -> Application | None:
            return None

        def fact(self, number: str, column: str) -> str:
            return ""

        def lengths(self) -> tuple[int, ...]:
            raise OSError("gone")

    assert HotlineDirectory(Broken()).number_lengths == ()
