#!/usr/bin/env bash
# Posts COMMENT on the open pull request whose head is HEAD_SHA in REPOSITORY, or replaces the one before.
set -euo pipefail

marker='<!-- poolbench gate -->'
limit=65536

# The file comes from a run of foreign code: it is text to be shown, and nothing else is taken from it.
if [ ! -f "$COMMENT" ] || [ -L "$COMMENT" ]; then
  echo "$COMMENT: no such file; the gate wrote no comment" >&2
  exit 1
fi
if [ "$(head -n 1 "$COMMENT")" != "$marker" ]; then
  echo "$COMMENT: expected '$marker' in its first line; it is no comment of poolbench" >&2
  exit 1
fi
if [ "$(wc -c < "$COMMENT")" -gt "$limit" ]; then
  echo "$COMMENT: has $(wc -c < "$COMMENT") bytes, GitHub takes $limit" >&2
  exit 1
fi

number=$(gh api --paginate "repos/$REPOSITORY/pulls?state=open&per_page=100" \
  --jq ".[] | select(.head.sha == \"$HEAD_SHA\") | .number" | sed -n 1p)
if [ -z "$number" ]; then
  echo "$HEAD_SHA is the head of no open pull request any more; nothing is posted"
  exit 0
fi

before=$(gh api --paginate "repos/$REPOSITORY/issues/$number/comments" \
  --jq ".[] | select(.user.type == \"Bot\" and (.body | startswith(\"$marker\"))) | .id" | sed -n 1p)
if [ -n "$before" ]; then
  gh api --method PATCH "repos/$REPOSITORY/issues/comments/$before" -F "body=@$COMMENT" > /dev/null
  echo "comment $before of pull request $number replaced"
else
  gh api --method POST "repos/$REPOSITORY/issues/$number/comments" -F "body=@$COMMENT" > /dev/null
  echo "posted on pull request $number"
fi
