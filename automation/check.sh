#!/usr/bin/env bash
# Checks a project and annotates what differs. In: CHECK_APIS, CHECK_LIVE, CHECK_ROOT. Out: annotations, and the exit code of the check.
set -euo pipefail

read -r -a apis <<< "${CHECK_APIS:-}"
options=(--root "${CHECK_ROOT:-.}" --format github)
if [[ ${CHECK_LIVE:-false} == true ]]; then
  options+=(--live)
fi
exec docs2client check "${options[@]}" -- "${apis[@]}"
