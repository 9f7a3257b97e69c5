#!/usr/bin/env bash
# Live docs to a changed work tree and the text of a pull request: fetch, build with a raised version, the packages' own tests.
#
# In: DRIFT_BODY, the file to write the text to; DRIFT_ROOT, the project; DRIFT_APIS, with blanks between them, all if it is empty;
# DRIFT_BRANCH, the branch of the pull request, whose quarantine goes on where it was. Out: exit 0, whatever the docs say; what went wrong
# stands in the text.
set -euo pipefail

body=${DRIFT_BODY:?where to write the text of the pull request}
root=${DRIFT_ROOT:-.}
branch=${DRIFT_BRANCH:-docs2client/drift}
read -r -a apis <<< "${DRIFT_APIS:-}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

# What was kept aside in runs before is counted on, although nobody has merged it.
if git fetch --quiet origin "$branch" 2> /dev/null; then
  git ls-tree -r --name-only -z FETCH_HEAD -- specs |
    { grep -zE '^specs/[^/]+/quarantine(/|\.lock\.json$)' || true; } |
    xargs -0 --no-run-if-empty git checkout --quiet FETCH_HEAD --
  git reset --quiet
fi

step() { # name, command...: runs a command, keeps what it prints, and notes whether it failed.
  local name=$1 code=0
  shift
  "$@" > "$work/$name.log" 2>&1 || code=$?
  cat "$work/$name.log"
  echo "$code" > "$work/$name.code"
}

test_packages() { # Each package in an environment of its own.
  local package code=0
  for package in generated/*/; do
    python -m venv "$work/venv"
    "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$package[test]"
    (cd "$package" && "$work/venv/bin/python" -m pytest -q -p no:cacheprovider) || code=1
    rm -rf "$work/venv"
  done
  return "$code"
}

step fetch docs2client fetch -- "${apis[@]}"
step build docs2client build --bump -- "${apis[@]}"
if [[ ${DRIFT_TESTS:-true} == true ]]; then
  step tests test_packages
fi
docs2client diff HEAD . --format markdown > "$work/diff.md" || [[ $? == 1 ]]

{
  echo "The live docs have changed. This is what that does to users of the packages."
  echo
  cat "$work/diff.md"
  for name in fetch build tests; do
    if [[ -f $work/$name.code && $(cat "$work/$name.code") != 0 ]]; then
      echo
      echo "**\`$name\` ended with $(cat "$work/$name.code").** The log of the run tells why."
    fi
  done
} > "$body"
