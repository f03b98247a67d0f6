#!/bin/sh
# Make or mend .venv from one hashed lock file: scripts/environment.sh requirements.txt
# Safe to interrupt: the Makefile's stamp is written only after this script has ended well.
set -eu
lock=$1
log=.venv/install.log

stop() {
    echo "redress: $1" >&2
    exit 1
}

find_python() {
    for name in ${PYTHON:-python3.13 python3.12 python3.11 python3 python}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

mkdir -p .venv 2>/dev/null || stop "cannot write in $(pwd); the environment goes into .venv there."

# A checkout that was moved has scripts that point to its old place: begin again.
[ "$(cat .venv/checkout 2>/dev/null)" = "$(pwd)" ] || rm -rf .venv

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    [ -n "$python" ] || stop "Python 3.11 or newer is needed (on Debian or Ubuntu: apt-get install python3 python3-venv)."
    "$python" -c 'import venv, ensurepip' 2>/dev/null ||
        stop "Python's venv module is missing (on Debian or Ubuntu: apt-get install python3-venv)."
    "$python" -m venv --clear .venv || stop "could not make the environment in .venv."
    pwd >.venv/checkout
fi

echo "Installing Python packages ($lock) ..."
pip=".venv/bin/python -m pip --quiet --disable-pip-version-check install"
{
    if $pip --require-hashes -r requirements-uv.txt &&
        UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip install --python .venv/bin/python \
            --compile-bytecode --require-hashes -r "$lock"; then
        :
    else
        $pip --require-hashes -r "$lock"
    fi && $pip --no-deps --no-build-isolation --editable .
} >"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    stop "could not install the Python packages; the whole output is in $log."
}
