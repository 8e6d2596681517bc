#!/bin/sh
# Make the environment in .venv and install the locked packages of the lists named (base, dev, the extras cjk, rtl, sea and
# south-asia with fonts for more scripts, and services for PostgreSQL, Redis and S3), each only when it has changed. The list
# services is added where the environment tells of one of them.
# pip's own configuration is honoured: no file of ours names an index.
set -eu
cd "$(dirname "$0")/.."

find_python() {
    for name in python3.13 python3.12 python3.11 python3 python; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Panelwright needs Python 3.11 or newer, and none was found. Install one (Debian and Ubuntu: python3 python3-venv;" >&2
    echo "macOS: brew install python@3.13), then try again." >&2
    return 1
}

if ! .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$(find_python)
    echo "Making the environment in .venv with $("$python" --version) …"
    if ! "$python" -m venv --clear .venv; then
        echo "$python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv." >&2
        exit 1
    fi
fi

if [ "$#" -gt 0 ] && [ -n "${DATABASE_URL:-}${REDIS_URL:-}${S3_BUCKET:-}" ]; then
    set -- "$@" services
fi

for list in "$@"; do
    lock="requirements/$list.txt"
    if [ ! -f "$lock" ]; then
        echo "There is no extra \"$list\". There are: cjk (Chinese, Japanese, Korean), rtl (Arabic, Hebrew)," >&2
        echo "sea (Thai, Lao, Khmer, Burmese), south-asia (Devanagari, Bengali, Tamil, Telugu)," >&2
        echo "services (PostgreSQL, Redis, S3)." >&2
        exit 1
    fi
    sum=$(.venv/bin/python -c 'import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], "rb").read()).hexdigest())' "$lock")
    stamp=".venv/$list.sha256"
    if [ "$(cat "$stamp" 2>/dev/null || true)" != "$sum" ]; then
        echo "Installing the packages of $lock …"
        if ! .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock"; then
            echo "The packages could not be installed; pip says why above. Nothing else was changed." >&2
            exit 1
        fi
        echo "$sum" > "$stamp"
    fi
done
