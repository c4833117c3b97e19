"""One printed table and one JSON file per benchmark run, in the contract's shape (standard library only)."""

from __future__ import annotations

import json
import os
import platform
import resource
import shlex
import sys
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

FIGURES = (
    "accuracy",
    "macro_f1",
    "oos_auroc",
    "accuracy_at_90_oos_recall",
    "accuracy_typos",
    "auroc",
    "recall",
    "false_alarms",
    "hit_at_1",
    "hit_at_3",
    "hit_at_10",
    "mrr",
    "coverage",
    "fit_seconds",
    "peak_mb",
    "p50_ms",
    "p95_ms",
    "p99_ms",
    "per_second",
)
RESULTS = Path(__file__).parent / "results"

Cell = str | int | float | None
Row = Mapping[str, Cell]


def machine() -> dict[str, Cell]:
    """Name the processor, its visible cores, the memory in MB, the system and the Python that ran."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20,
        "system": platform.platform(terse=True),
        "python": platform.python_version(),
    }


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def command_line(module: str, arguments: Sequence[str] | None = None) -> str:
    """Give the command that made these figures, as one types it at the repository root."""
    given = sys.argv[1:] if arguments is None else arguments
    return shlex.join(["python", "-m", module, *given])


def peak_mb(children: bool = False) -> float:
    """Give the largest resident memory so far in MB, of this process or of its ended children."""
    who = resource.RUSAGE_CHILDREN if children else resource.RUSAGE_SELF
    used = resource.getrusage(who).ru_maxrss
    return round(used / (2**20 if sys.platform == "darwin" else 2**10), 1)


def percentile(values: Sequence[float], percent: float) -> float:
    """Give the linearly interpolated percentile (0 to 100) of at least one value; ValueError on none."""
    if not values:
        raise ValueError("a percentile needs at least one value")
    ordered = sorted(values)
    place = (len(ordered) - 1) * percent / 100
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def table(rows: Sequence[Row]) -> str:
    """Lay the rows out as one text table: `name` first, then the contract's figures, then the others."""
    present = {key for row in rows for key in row if key != "name"}
    others = [key for row in rows for key in row if key not in FIGURES and key != "name"]
    columns = ["name", *(key for key in FIGURES if key in present), *dict.fromkeys(others)]
    cells = [columns, *([_shown(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    lines = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths))  # noqa: B905 - equal lengths
        ).rstrip()
        for line in cells
    ]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines)


def _shown(value: Cell) -> str:
    if value is None:
        return "-"
    if isinstance(value, float):
        return f"{value:.4f}" if abs(value) < 1 else f"{value:.2f}"
    return str(value)


def result_path(benchmark: str, out: str | Path | None = None) -> Path:
    """Choose where the JSON goes: the argument, else $OUT, else `benchmarks/results/<benchmark>.json`."""
    chosen = out or os.environ.get("OUT")
    return Path(chosen) if chosen else RESULTS / f"{benchmark}.json"


def write(
    benchmark: str,
    rows: Sequence[Row],
    *,
    command: str,
    data: Mapping[str, Any],
    out: str | Path | None = None,
) -> Path:
    """Write `{"benchmark","command","machine","data","rows"}` as JSON and give its path.

    Every row needs a `name` (ValueError without); `data` tells what was read and how it was split.
    """
    for row in rows:
        if not row.get("name"):
            raise ValueError(f"a row of benchmark {benchmark} has no name: {dict(row)}")
    path = result_path(benchmark, out)
    path.parent.mkdir(parents=True, exist_ok=True)
    made = datetime.now(timezone.utc).isoformat(timespec="seconds")
    document = {
        "benchmark": benchmark,
        "command": command,
        "machine": machine(),
        "data": {**data, "measured_at": made},
        "rows": [dict(row) for row in rows],
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def publish(
    benchmark: str,
    rows: Sequence[Row],
    *,
    command: str,
    data: Mapping[str, Any],
    out: str | Path | None = None,
) -> Path:
    """Print the table and write the JSON: the last step of every benchmark."""
    print(table(rows))
    path = write(benchmark, rows, command=command, data=data, out=out)
    print(f"\nwritten to {path}")
    return path
