#!/bin/sh
# Lock the packages of requirements/*.in with hashes, for every system and Python that we support, by uv in an environment of
# its own. The index is the one pip is configured for; the locked files name none.
set -eu
cd "$(dirname "$0")/.."

tools=.venv.lock
if [ ! -x "$tools/bin/uv" ]; then
    sh requirements/set_up.sh
    .venv/bin/python -m venv --clear "$tools"
    "$tools/bin/pip" install --quiet --disable-pip-version-check uv
fi

index=$("$tools/bin/pip" config get global.index-url 2>/dev/null || true)
if [ -n "$index" ]; then
    UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$index}"
    export UV_DEFAULT_INDEX
fi

lock() {
    list=$1
    shift
    "$tools/bin/uv" pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-strip-extras --no-header --no-annotate --no-emit-index-url "$@" "requirements/$list.in" --output-file "requirements/$list.txt"
}

lock base
for extra in cjk rtl sea south-asia services; do
    lock "$extra" --constraint requirements/base.txt
done
lock dev --constraint requirements/base.txt
echo "Locked. Run make test before you commit."
