"""`python -m bench.run [NAME …]`: run every measurement, or those named, and print one table."""

import importlib
import pkgutil
import sys

import bench
from bench import Measure


def main(names: list[str]) -> int:
    """Run the measurements; the exit code is 1 when a limit was missed, 2 for a name that is not there."""
    modules = [module for module in pkgutil.iter_modules(bench.__path__) if not module.ispkg]
    available = [module.name for module in modules if module.name != "run"]
    if unknown := sorted(set(names) - set(available)):
        print(f"No such measurement: {', '.join(unknown)}. There are: {', '.join(available)}.", file=sys.stderr)
        return 2
    rows: list[Measure] = []
    for name in names or available:
        module = importlib.import_module(f"bench.{name}")
        if hasattr(module, "main"):
            print(f"Measuring {name} …", file=sys.stderr, flush=True)
            rows += module.main()
    print(table(rows))
    missed = [row for row in rows if row.missed]
    for row in missed:
        print(f"MISSED: {row.name} takes {row.ratio:.2f} times {row.against}; the limit is {row.limit}.")
    return 1 if missed else 0


def table(rows: list[Measure]) -> str:
    """The rows as aligned text."""
    head = ("measurement", "ours", "peer", "ratio", "limit", "against")
    cells = [
        (
            row.name,
            f"{row.ours:.3f} {row.unit}",
            f"{row.peer:.3f} {row.unit}",
            f"{row.ratio:.2f}",
            "—" if row.limit is None else f"{row.limit:.2f}",
            row.against,
        )
        for row in rows
    ]
    widths = [max(len(line[column]) for line in (head, *cells)) for column in range(len(head))]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip() for line in (head, *cells)
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
