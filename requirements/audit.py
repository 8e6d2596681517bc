"""Look for known holes in every locked package with pip-audit; run by `make check`.

What cannot be looked up is told and passed over only where the data cannot be reached at all: a machine without a network may
still make its checks. A hole, or a package that the data do not know, fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
DATA = "https://pypi.org/pypi/pip/25.0/json"  # of a package that surely is there; pip-audit reads others beside it
PATIENCE = 10  # seconds
SKIPPED = (
    "pip-audit was SKIPPED: the list of known holes at pypi.org cannot be reached from here ({why}). "
    "Run `make check` where it can before you release."
)


def main() -> int:
    """Answer what the process ends with: 0 when nothing is known of any package, or nothing can be asked."""
    if why := out_of_reach():
        print(SKIPPED.format(why=why), file=sys.stderr)
        return 0
    lists = sorted(FOLDER.glob("*.txt"))
    return max(audit(lists_) for lists_ in lists)


def out_of_reach() -> str:
    """Why the data cannot be read from here, in a few words; empty when they can."""
    try:
        with urllib.request.urlopen(DATA, timeout=PATIENCE) as answer:
            found = json.load(answer)
    except urllib.error.HTTPError as error:
        return f"it answers {error.code}"
    except (OSError, ValueError) as error:
        return str(getattr(error, "reason", "")) or type(error).__name__
    return "" if isinstance(found, dict) and "vulnerabilities" in found else "it answers something else"


def audit(list_: Path) -> int:
    """Audit one list of locked packages, by its versions and hashes alone, so that nothing is installed for it."""
    print(f"pip-audit {list_.name}", file=sys.stderr)
    how = ("--strict", "--disable-pip", "--require-hashes", "--progress-spinner", "off")
    command = [sys.executable, "-m", "pip_audit", *how, "--requirement", str(list_)]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - our own words only


if __name__ == "__main__":
    sys.exit(main())
