#!/usr/bin/env bash
# The checkout that this script is of, installed. In: DOCS2CLIENT_HOME, the environment to make; INSTALL_PYTHON, the Python to make it with.
set -euo pipefail

home=${DOCS2CLIENT_HOME:?the folder of the environment}
"${INSTALL_PYTHON:-python3}" -m venv "$home"
"$home/bin/python" -m pip install --quiet --disable-pip-version-check "$(cd "$(dirname "$0")/.." && pwd)"
