#!/usr/bin/env bash
# Live docs to a changed work tree and the text of a pull request: fetch, build with a raised version, the packages' own tests.
#
# In: DRIFT_BODY, the file to write the text to; DRIFT_ROOT, the project; DRIFT_APIS, with blanks or line ends between them, all if it is
# empty; DRIFT_BRANCH, the branch of the pull request, whose quarantine goes on where it was; DRIFT_TESTS, `false` for no tests;
# DOCS2CLIENT_HOME, where docs2client is installed, if not on the path. Out: exit 1 where something went wrong, which the text says;
# no text where nothing could be fetched.
set -euo pipefail
PATH=${DOCS2CLIENT_HOME:+$DOCS2CLIENT_HOME/bin:}$PATH

body=${DRIFT_BODY:?where to write the text of the pull request}
[[ $body == /* ]] || body=$PWD/$body
last=refs/remotes/origin/${DRIFT_BRANCH:-docs2client/drift}
apis=()
read -r -d '' -a apis <<< "${DRIFT_APIS:-}" || true
names=(-- ${apis[@]+"${apis[@]}"})
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "${DRIFT_ROOT:-.}"
rm -f "$body"
failed=()
export GIT_TERMINAL_PROMPT=0

# What was kept aside in runs before is counted on, although nobody has merged it. Without credentials the checkout's copy has to do.
git fetch --quiet origin "+refs/heads/${last#refs/remotes/origin/}:$last" 2> /dev/null || true
for kept in ':(glob)specs/*/quarantine/**' ':(glob)specs/*/quarantine.lock.json'; do
  git restore --quiet --overlay --source "$last" -- "$kept" 2> /dev/null || true
done

step() { # name, command...: runs a command, keeps what it prints, and notes whether it failed.
  local name=$1 code=0
  shift
  "$@" > "$work/$name.log" 2>&1 || code=$?
  # What pages say must not be taken for commands by the runner.
  [[ ${GITHUB_ACTIONS:-} != true ]] || echo "::stop-commands::${work##*/}"
  cat "$work/$name.log"
  [[ ${GITHUB_ACTIONS:-} != true ]] || echo "::${work##*/}::"
  [[ $code == 0 ]] || failed+=("$name:$code")
}

state() { # What the captures are.
  (export GIT_INDEX_FILE="$work/index" && git add --all -- specs && git write-tree)
}

known_captures() { # What the branch has already is the same capture, taken then: a night with nothing new gives the same commit.
  python3 -c '
import json, pathlib, subprocess, sys

def pages(revision, lock):
    shown = subprocess.run(["git", "show", f"{revision}:./{lock}"], capture_output=True).stdout
    try:
        return {path: one for path, one in json.loads(shown)["pages"].items() if {"sha256", "url"} <= one.keys()}
    except (AttributeError, KeyError, TypeError, ValueError):
        return {}

for lock in sys.argv[2:]:
    merged, waiting = pages("HEAD", lock), pages(sys.argv[1], lock)
    now = json.loads(pathlib.Path(lock).read_bytes())
    for path, one in now["pages"].items():
        same = path in waiting and all(waiting[path][key] == one[key] for key in ("sha256", "url"))
        if same and one != merged.get(path):
            now["pages"][path] = waiting[path]
    pathlib.Path(lock).write_bytes((json.dumps(now, indent=2, ensure_ascii=False) + "\n").encode())' "$last" "$@"
}

test_packages() { # A copy of each package in an environment of its own, so that nothing of it stays here.
  local packages=(generated/*/) package code=0
  [[ ${#apis[@]} == 0 ]] || packages=("${apis[@]/#/generated/}")
  for package in "${packages[@]}"; do
    [[ -d $package ]] || continue
    rm -rf "$work/package" "$work/venv"
    cp -R "$package" "$work/package"
    python3 -m venv "$work/venv"
    "$work/venv/bin/python" -m pip install --quiet --disable-pip-version-check "$work/package[test]"
    (cd "$work/package" && "$work/venv/bin/python" -m pytest -q) || code=1
  done
  return "$code"
}

before=$(state)
step fetch docs2client fetch "${names[@]}"
if [[ ${#failed[@]} != 0 && $(state) == "$before" ]]; then
  echo "nothing could be fetched: branch and pull request stay as they are"
  exit 1
fi
for lock in specs/*/pages.lock.json; do
  [[ ! -f $lock ]] || known_captures "$lock" || failed+=("captures:$?")
done
step build docs2client build --bump "${names[@]}"
if [[ ${DRIFT_TESTS:-true} == true ]]; then
  step tests test_packages
fi
code=0
docs2client diff HEAD . --format markdown > "$work/diff.md" || code=$?
((code < 2)) || failed+=("diff:$code")

held=$(find specs/*/quarantine -type f 2> /dev/null | wc -l | tr -d ' ') || true
{
  if [[ -z $(git status --porcelain -- specs generated) ]]; then
    echo "Nothing new came from the live docs."
  else
    echo "The live docs are not what is committed."
  fi
  if [[ $held != 0 ]]; then
    echo
    echo "Captures that are kept aside, because they lost something: $held. They change nothing until later runs find the same, or until" \
      "somebody accepts them; \`docs2client fetch\` tells what each one lost."
  fi
  for one in ${failed[@]+"${failed[@]}"}; do
    echo
    echo "**\`${one%:*}\` ended with ${one#*:}.** The log of the run tells why."
    if [[ -f $work/${one%:*}.log ]] && grep -qE ': error\[E[0-9]+\]: ' "$work/${one%:*}.log"; then
      echo
      # Indented, and so code: nothing in it is markup, and nobody is notified.
      grep -E ': error\[E[0-9]+\]: ' "$work/${one%:*}.log" | head -n 20 | sed 's/^/    /'
    fi
  done
  echo
  if [[ $code == 0 ]]; then
    echo "Users of the packages notice nothing of it."
  else
    echo "This is what that does to users of the packages."
    echo
    cat "$work/diff.md"
  fi
} > "$work/body.md"
[[ -z ${GITHUB_STEP_SUMMARY:-} ]] || cat "$work/body.md" >> "$GITHUB_STEP_SUMMARY"
# GitHub takes 65,536 characters.
awk -v room=64000 '
  { used += length($0) + 1 }
  used > room { print "\nThe rest has no room here."; exit }
  { print }' "$work/body.md" > "$body"
[[ ${#failed[@]} == 0 ]]
