#!/usr/bin/env bash
# A changed work tree to one pull request, opened or updated. In: DRIFT_BODY, its text; DRIFT_ROOT; DRIFT_BRANCH; DRIFT_BASE; GH_TOKEN.
set -euo pipefail

body=${DRIFT_BODY:?the file with the text of the pull request}
branch=${DRIFT_BRANCH:-docs2client/drift}
base=${DRIFT_BASE:-main}
title="The live docs have changed"
cd "${DRIFT_ROOT:-.}"

if [[ -z $(git status --porcelain -- specs generated) ]]; then
  echo "nothing has changed"
  exit 0
fi

git switch --quiet --force-create "$branch"
git add --all -- specs generated
git -c user.name=docs2client -c user.email=docs2client@users.noreply.github.com commit --quiet --message "$title"
# The token is asked for by git itself, so that it stands in no address and no file.
git -c credential.helper='!f() { echo username=x-access-token; echo "password=$GH_TOKEN"; }; f' push --quiet --force origin "$branch"

number=$(gh pr list --head "$branch" --state open --json number --jq '.[0].number // empty')
if [[ -n $number ]]; then
  gh pr edit "$number" --title "$title" --body-file "$body"
else
  gh pr create --head "$branch" --base "$base" --title "$title" --body-file "$body"
fi
