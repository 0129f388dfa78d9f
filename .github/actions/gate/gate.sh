#!/usr/bin/env bash
# Runs `poolbench gate` for the action, which sets BASE, OPTIONS, ADVISORY, POOLBENCH and ACTION.
set -euo pipefail

folder=target/poolbench-gate
mkdir -p "$folder"
comment=$folder/comment.md

poolbench=$POOLBENCH
if [ -z "$poolbench" ]; then
  home=$(cd "$ACTION/../../.." && pwd)
  poolbench=$home/scripts/poolbench
  if ! compgen -G "$home/target/lib/poolbench-cli-*.jar" > /dev/null; then
    mvn -B -ntp -q -f "$home/pom.xml" package -DskipTests
  fi
fi

arguments=(gate --comment "$comment" --json "$folder/verdict.json" --junit "$folder/gate.xml")
[ -n "$BASE" ] && arguments+=(--base "$BASE")
# Options are separated by blanks; none of them is a pattern for the shell.
read -ra options <<< "$OPTIONS"

code=0
"$poolbench" "${arguments[@]}" "${options[@]}" || code=$?
{
  echo "exit-code=$code"
  echo "comment=$comment"
  echo "folder=$folder"
} >> "$GITHUB_OUTPUT"

# Advice never fails a build; that nothing could be judged does.
if [ "$ADVISORY" = true ] && { [ "$code" = 1 ] || [ "$code" = 3 ]; }; then
  echo "::notice title=poolbench::the gate ended with $code and is advisory here"
  exit 0
fi
exit "$code"
