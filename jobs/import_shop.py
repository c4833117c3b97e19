"""Taking in a shop's files: `make import FILE="products.csv orders.csv"`; POST /imports calls the same function."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import Engine

import bootstrap
from database import intake
from database.session import writing
from jobs.intake import own, shopify
from jobs.intake.adventureworks import Bikes
from jobs.intake.deriving import SPEAKS_OF, derive_relations
from jobs.intake.fit_rules import read_fit_rules
from jobs.intake.formats import FORMATS, KINDS, SHOPIFY, Format, reader_of, recognise, settle
from jobs.intake.keeping import keep_all
from jobs.intake.report import FileReport, Report
from jobs.intake.staging import Staged, Staging
from jobs.intake.text import Line, Table, read_table
from jobs.intake.values import RowError, decimal_mark
from sales.errors import GoeswithError, InvalidError

Say = Callable[[str], None]
_RULES = {".yml", ".yaml"}
_TABLES = {".csv", ".tsv", ".txt", ".gz"}
_PEEK = 200
_EVERY = 50_000


def import_files(
    opened: Engine, paths: Sequence[Path], *, now: datetime, currency: str = "EUR", say: Say = lambda _: None
) -> Report:
    """Take in files or folders: every sound row in one transaction, the others in the report with line and reason.

    Raises `InvalidError` for a named file that is no table we know; in a folder such files are skipped and listed.
    """
    found, rules, skipped = _recognise(paths)
    if not found and not rules:
        raise InvalidError(f"There is nothing to import in {', '.join(path.name for path in paths)}.")
    with Staging() as staging:
        bikes = Bikes()
        files = [
            _stage(form, table, index=index, bikes=bikes, currency=currency, staging=staging, say=say)
            for index, (form, table) in enumerate(found)
        ]
        say("Writing")
        with writing(opened) as connection:
            for kind in KINDS:
                keep_all(connection, staging, kind, files, now)
            for path in rules:
                told = FileReport(path.name, "fit_rules")
                wanted = read_fit_rules(path)
                told.read = told.kept = len(wanted)
                told.changed = intake.replace_fit_rules(connection, wanted)
                files.append(told)
            if SPEAKS_OF & {file.kind for file in files}:
                say("Reading from the products what goes with what")
                derive_relations(connection)
            report = Report(tuple(files), tuple(skipped))
            names = ", ".join(file.name for file in files)
            kinds = sorted({file.kind for file in files})
            intake.record_import(
                connection, kind=", ".join(kinds)[:40], file_name=names, report=report.as_dict(), now=now
            )
    return report


def _recognise(paths: Iterable[Path]) -> tuple[list[tuple[Format, Table]], list[Path], list[str]]:
    found: list[tuple[Format, Table]] = []
    rules: list[Path] = []
    skipped: list[str] = []
    for path in paths:
        if path.is_dir():
            for inner in sorted(file for file in path.iterdir() if file.is_file()):
                try:
                    _take(inner, found, rules)
                except InvalidError as error:
                    skipped.append(f"{inner.name}: {error}")
        elif path.is_file():
            _take(path, found, rules)
        else:
            raise InvalidError(f"There is no file {path}.")
    return sorted(found, key=lambda pair: FORMATS.index(pair[0])), rules, skipped


def _take(path: Path, found: list[tuple[Format, Table]], rules: list[Path]) -> None:
    if path.suffix in _RULES:
        read_fit_rules(path)
        rules.append(path)
        return
    if path.suffix not in _TABLES:
        raise InvalidError(f"{path.name} is neither a table (.csv, .tsv, .gz) nor rules of fit (.yml).")
    table = read_table(path, settle)
    form = recognise(table.columns)
    if form is None:
        columns = ", ".join(table.columns[:12])[:300]
        raise InvalidError(f"The columns of {path.name} belong to no file we know: {columns}. See docs/import.md.")
    found.append((form, table))


def _stage(
    form: Format, table: Table, *, index: int, bikes: Bikes, currency: str, staging: Staging, say: Say
) -> FileReport:
    """Read one file to its end and put its sound rows into the staging."""
    file = FileReport(table.path.name, form.kind or form.name)
    head = list(islice(table.lines, _PEEK))
    numbers = [line.cells.get(column, "") for line in head for column in form.numbers]
    mark = decimal_mark(filter(None, numbers), "," if table.delimiter == ";" else ".")
    context = own.Context(mark, currency, file.note)
    for column in table.columns:
        if form.known and column not in form.known:
            file.note(f"The column {column[:40]!r} is not known and was left aside.")
    for line, row in _rows(form, _told(chain(head, table.lines), file, say), context, bikes, file):
        if row is None:
            file.kept += 1
            continue
        key = tuple(str(row[name]) for name in form.key)
        earlier = staging.add(form.kind, Staged(index, line.number, key, row))
        if earlier is not None:
            where = f"line {earlier[1]}" if earlier[0] == index else "another file of this import"
            file.refuse(line.number, f"{' '.join(key)} stands on {where} already.")
    return file


def _rows(
    form: Format, lines: Iterable[Line], context: own.Context, bikes: Bikes, file: FileReport
) -> Iterable[tuple[Line, dict[str, object] | None]]:
    if form is SHOPIFY:
        yield from shopify.rows(lines, context, file.refuse)
        return
    reads = reader_of(form, bikes)
    for line in lines:
        if line.broken:
            file.refuse(line.number, line.broken)
            continue
        try:
            row = reads(line.cells, context)
        except RowError as error:
            file.refuse(line.number, str(error))
        else:
            yield line, None if row is None else dict(row)


def _told(lines: Iterable[Line], file: FileReport, say: Say) -> Iterable[Line]:
    say(f"Reading {file.name} ({file.kind})")
    for line in lines:
        file.read += 1
        if file.read % _EVERY == 0:
            say(f"  {file.read:,} rows")
        yield line


def main(arguments: Sequence[str] | None = None) -> int:
    """Import the files named on the command line and print the report; 0 where nothing was refused."""
    parser = argparse.ArgumentParser(prog="make import", description="Take in a shop's files; see docs/import.md.")
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files or folders")
    parser.add_argument("--currency", default="EUR", help="of prices that come without one")
    parser.add_argument("--json", action="store_true", help="print the whole report as JSON")
    options = parser.parse_args(arguments)
    say: Say = (lambda _: None) if options.json else print
    try:
        report = import_files(
            bootstrap.engine(), options.files, now=datetime.now(UTC), currency=options.currency, say=say
        )
    except GoeswithError as error:
        print(error, file=sys.stderr)
        return 2
    if options.json:
        print(json.dumps(report.as_dict(), indent=1))
    else:
        _print(report)
    return 1 if any(file.refused_count for file in report.files) else 0


def _print(report: Report) -> None:
    for file in report.files:
        print(
            f"{file.name} ({file.kind}): {file.read:,} rows read, {file.kept:,} kept, {file.changed:,} changed, "
            f"{file.refused_count:,} refused"
        )
        for line, reason in sorted(file.refused)[:20]:
            print(f"  line {line}: {reason}")
        if file.refused_count > 20:
            print(f"  … and {file.refused_count - 20:,} more; --json lists them")
        for note, times in file.notes.items():
            print(f"  {times:,} times: {note}")
    for skipped in report.skipped:
        print(f"skipped {skipped}")


if __name__ == "__main__":
    sys.exit(main())
