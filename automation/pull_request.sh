#!/usr/bin/env bash
# A changed work tree to one pull request, opened or updated; nothing here changes but what the remote is known to have.
#
# In: DRIFT_BODY, its text, without which nothing is done; DRIFT_ROOT; DRIFT_BRANCH, which belongs to this script; DRIFT_BASE, if not the
# default branch; GH_TOKEN; DOCS2CLIENT_HOME, where docs2client is installed, if not on the path.
set -euo pipefail
PATH=${DOCS2CLIENT_HOME:+$DOCS2CLIENT_HOME/bin:}$PATH

body=${DRIFT_BODY:?the file with the text of the pull request}
[[ $body == /* ]] || body=$PWD/$body
branch=${DRIFT_BRANCH:-docs2client/drift}
last=refs/remotes/origin/$branch
title="The live docs have changed"
export GIT_AUTHOR_NAME=docs2client GIT_AUTHOR_EMAIL=docs2client@users.noreply.github.com GIT_TERMINAL_PROMPT=0
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "${DRIFT_ROOT:-.}"

if [[ ! -s $body ]]; then
  echo "there is nothing to tell"
  exit 0
fi

remote() { # git with the token, which git itself asks for, so that it stands in no address and no file.
  git -c credential.helper= -c credential.helper='!f() { echo username=x-access-token; echo "password=$GH_TOKEN"; }; f' "$@"
}

# The commit, made beside index and branch of the checkout, with what is generated and nothing else.
export GIT_INDEX_FILE="$work/index"
git read-tree HEAD
for part in specs generated; do
  [[ ! -d $part ]] || git add --all -- "$part"
done
tree=$(git write-tree)

# What is there already: the branch, commits of others on it, and pull requests for it that are not of forks.
seen=$(remote ls-remote origin "refs/heads/$branch" | cut -f 1)
others=0
if [[ -n $seen ]]; then
  if [[ $(git rev-parse --is-shallow-repository) == true ]]; then
    remote fetch --quiet --unshallow origin
  fi
  remote fetch --quiet origin "+refs/heads/$branch:$last"
  seen=$(git rev-parse "$last")
  others=$(git log --no-merges --format=%ae "HEAD..$last" | grep -cvxF "$GIT_AUTHOR_EMAIL") || true
fi
pulls=$(gh pr list --head "$branch" --state all --json number,state,isCrossRepository,headRefOid)
read -r number closed <<< "$(python3 -c '
import json, sys
pulls = [one for one in json.loads(sys.argv[1]) if not one["isCrossRepository"]]
opened = [one["number"] for one in pulls if one["state"] == "OPEN"]
closed = any(one["state"] == "CLOSED" and one["headRefOid"] == sys.argv[2] for one in pulls)
print(opened[0] if opened else 0, closed)' "$pulls" "$seen")"

if [[ $tree == "$(git rev-parse 'HEAD^{tree}')" ]]; then
  echo "nothing has changed"
  if [[ $number != 0 && $others == 0 ]]; then
    gh pr close "$number" --comment "The live docs are again what is committed."
    # Without the branch the same change opens a new one, should it come back.
    remote push --quiet --force-with-lease="refs/heads/$branch:$seen" origin ":refs/heads/$branch"
  fi
  exit 0
fi

if [[ $number != 0 && $others != 0 ]]; then
  {
    echo "> Commits of others are on this branch, so it stays as it is. Take them over, or delete the branch, and the next run begins anew."
    echo
    cat "$body"
  } > "$work/body.md"
  gh pr edit "$number" --body-file "$work/body.md"
  exit 0
fi
same=false
if [[ -n $seen ]] && git diff --cached --quiet "$seen" -- specs generated; then
  same=true
fi
if [[ $number == 0 && $same == true && $closed == True ]]; then
  echo "somebody has closed the pull request, and nothing new has come since"
  exit 0
fi
if [[ $same == false ]]; then
  commit=$(git commit-tree "$tree" -p HEAD -m "$title")
  # What somebody has pushed since we looked is not overwritten.
  remote push --quiet --force-with-lease="refs/heads/$branch:$seen" origin "$commit:refs/heads/$branch"
fi
if [[ $number != 0 ]]; then
  gh pr edit "$number" --title "$title" --body-file "$body"
else
  gh pr create --head "$branch" ${DRIFT_BASE:+--base "$DRIFT_BASE"} --title "$title" --body-file "$body"
fi
