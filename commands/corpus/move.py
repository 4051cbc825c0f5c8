"""`corpus move`: phrases go to another label, with what was heard of them."""

import os
from pathlib import Path

from commands.terminal import Terminal
from commands.typed import argument, file_lines
from datafiles.hotline import HOTLINE
from datafiles.input_file import read_input_text


def move(what: str, label: str, language: str, corpus: Path | None, dry_run: bool) -> int:
    """Move one phrase, or those of a file, one on each line. Exit code 1 if the corpus has a fault afterwards."""
    from nlu.examples.training_phrases import read_folder
    from nlu.upkeep.phrase_move import Wanted, carry_out, plan_move

    here = os.path.relpath(corpus or HOTLINE)
    hotline = (corpus or HOTLINE) if here.startswith("..") else Path(here)
    file = Path(what)
    wanted = [Wanted(argument(what))]
    if "\n" not in what and len(os.fsencode(what)) < os.pathconf("/", "PC_PATH_MAX") and file.is_file():
        file_lines(file)  # raises what is wrong with the file
        rows = enumerate(read_input_text(file, "phrases").splitlines(), start=1)
        lines = ((number, line.strip().removeprefix("- ")) for number, line in rows)
        wanted = [Wanted(line, str(file), number) for number, line in lines if line and not line.startswith("#")]
    plan = plan_move(hotline, language, wanted, label)
    if not dry_run:
        carry_out(plan)
    terminal = Terminal()
    terminal.lines(f"{phrase.path}:{phrase.line}: «{phrase.text}»" for phrase in plan.phrases)
    terminal.line(
        f"{len(plan.phrases)} moved to {label}, {plan.heard} heard rows with them"
        + (" (dry run: nothing was written)" if dry_run else "")
    )
    faults = () if dry_run else read_folder(hotline, language).faults()
    for fault in faults:
        terminal.fault("fault", "bold red", fault)
    return 1 if faults else 0
