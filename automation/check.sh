#!/usr/bin/env bash
# Checks a project and annotates what differs. In: CHECK_APIS, with blanks or line ends between them; CHECK_LIVE; CHECK_ROOT;
# DOCS2CLIENT_HOME, where docs2client is installed, if not on the path. Out: annotations, and the exit code of the check.
set -euo pipefail
PATH=${DOCS2CLIENT_HOME:+$DOCS2CLIENT_HOME/bin:}$PATH

# In the way that also the old bash of macOS takes: no mapfile, and no empty list by itself.
apis=()
read -r -d '' -a apis <<< "${CHECK_APIS:-}" || true
root=${CHECK_ROOT:-.}
options=(--root "$root" --format github)
if [[ ${CHECK_LIVE:-false} == true ]]; then
  options+=(--live)
fi

# Annotations name files as seen from the repository, the command as seen from the project.
folder=$(cd "$root" && git rev-parse --show-prefix 2> /dev/null) || folder=""
folder=${folder//%/%25} folder=${folder//:/%3A} folder=${folder//,/%2C}
docs2client check "${options[@]}" -- ${apis[@]+"${apis[@]}"} |
  FOLDER=$folder awk '
    match($0, /^::[a-z]+ file=/) { $0 = substr($0, 1, RLENGTH) ENVIRON["FOLDER"] substr($0, RLENGTH + 1) }
    { print }'
