#!/bin/sh
# SPDX-License-Identifier: MIT
# A repository of contracts and its gate, from green to red and back. Usage: gate.sh PROGRAM SOURCE_DIR
case $1 in /*) program=$1 ;; *) program=$PWD/$1 ;; esac
source=$(cd "$2" && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failures=0

fail() {
    printf 'FAILED: %s\n' "$1"
    failures=$((failures + 1))
}
# expect STATUS NAME ARGUMENTS…: exit status of clauselint; output in `out` and `err`
expect() {
    wanted=$1 name=$2
    shift 2
    "$program" "$@" >"$folder/out" 2>"$folder/err" </dev/null
    status=$?
    [ $status -eq "$wanted" ] || fail "$name: exit status $status, not $wanted: $(head -3 "$folder/err")"
}
holds() {
    grep -q -- "$2" "$folder/$1" || fail "$name: no \"$2\" in $1"
}
lacks() {
    grep -q -- "$2" "$folder/$1" && fail "$name: \"$2\" in $1"
}

mkdir "$folder/repo" && cd "$folder/repo" || exit 1
git init -q . && git config user.name test && git config user.email test@example.org
mkdir vendors ndas
cp "$source/fixtures/saas/clean.txt" vendors/saas.txt
cp "$source/fixtures/ai-vendor/clean.docx" "$source/fixtures/employment/clean.docx" vendors/ 2>/dev/null
cp "$source/fixtures/employment/clean.docx" vendors/employment.docx
cp "$source/fixtures/nda/clean.txt" ndas/nda.txt
expect 0 'init' init
expect 2 'init does not overwrite' init
holds err '\[config-exists\]'
expect 0 'the gate is green' .
git add -A && git commit -qm first

# A draft makes one clause of a Word document worse.
cp "$source/fixtures/employment/hostile.docx" vendors/employment.docx
expect 1 'a worse clause is red' .
expect 1 'the annotation names the clause' --format github .
holds out '^::error file=vendors/employment.docx,.*title=auto-renewal-long-notice::1\.3: '

# Only what is new: the earlier findings of the same file are not.
expect 1 'new since the last commit' --new-since HEAD --format jsonl vendors/employment.docx
git add -A && git commit -qm second
expect 0 'nothing new since then' --new-since HEAD .
expect 2 'no such revision' --new-since nowhere vendors/employment.docx
holds err '\[git-failed\]'
"$program" --format json . >"$folder/report.json" 2>/dev/null
expect 0 'a baseline' --baseline "$folder/report.json" .
echo '[' >"$folder/broken.json"
expect 2 'a broken baseline' --baseline "$folder/broken.json" .
holds err '\[baseline-json\]'

# Waivers make it green, one by one.
"$program" --format jsonl --min-severity high vendors/employment.docx |
    sed -n 's/.*"type":"finding".*"fingerprint":"\([0-9a-f]*\)".*/\1/p' | sort -u >"$folder/prints"
[ -s "$folder/prints" ] || fail 'no findings to waive'
while read -r print; do
    expect 0 "waive $print" waive vendors/employment.docx "$print" --reason 'accepted: "for now"' --who Jane --until 2027-01-31
done <"$folder/prints"
expect 0 'waived is green' --today 2027-01-31 .
expect 0 'waived stays visible' --today 2027-01-31 --format jsonl vendors/employment.docx
holds out '"waived":{"kind":"waiver","reason":"accepted: \\"for now\\"","who":"Jane","until":"2027-01-31"}'
expect 1 'an expired waiver' --today 2027-02-01 .
holds out '\[waiver-expired\]'
expect 0 'an unused waiver is told' --today 2027-01-31 vendors/employment.docx
lacks err 'waiver-unused'
git show HEAD~1:vendors/employment.docx >vendors/employment.docx
expect 0 'the clause is gone' --today 2027-01-31 vendors/employment.docx
holds err '\[waiver-unused\]'

# The clause moves and its number changes: the waiver still holds.
cat >ndas/moving.txt <<'END'
1. Term. This Agreement shall automatically renew for successive five-year terms.
END
expect 1 'a clause' ndas/moving.txt
expect 0 'accepted' waive ndas/moving.txt auto-renewal --reason known --who Jane
expect 0 'accepted' ndas/moving.txt
cat >ndas/moving.txt <<'END'
1. Scope. This Agreement is about things.

2. Fees. The fees are due.

3. Term. This Agreement
shall automatically renew for
successive five-year terms.
END
expect 0 'moved, renumbered, wrapped anew' ndas/moving.txt
sed -i 's/five-year/six-year/' ndas/moving.txt
expect 1 'other words' ndas/moving.txt

# Comments in the contract, with a reason.
cat >ndas/comment.md <<'END'
# Agreement

<!-- clauselint: ignore auto-renewal: agreed with finance -->
This Agreement shall automatically renew for successive five-year terms.
END
expect 0 'a comment' ndas/comment.md
sed -i 's/: agreed with finance//' ndas/comment.md
expect 1 'a comment without a reason' ndas/comment.md
holds out '\[ignore-reason\]'
printf '[clauselint: ignore auto-renewal: agreed]\n\nThis Agreement shall automatically renew for successive five-year terms.\n' >ndas/comment.txt
expect 0 'a comment in plain text' ndas/comment.txt
rm ndas/comment.md ndas/comment.txt ndas/moving.txt

# Settings, and who wins.
printf 'severity:\n  auto-renewal: low\nfail-on: medium\nignore:\n  - path: "ndas/*"\n    reason: Not ours.\n' >.clauselint.yaml
printf 'This Agreement shall automatically renew for successive five-year terms.\n' >vendors/renews.txt
expect 0 'severity' vendors/renews.txt
expect 1 'the command line wins' --fail-on low vendors/renews.txt
cp vendors/renews.txt ndas/renews.txt
expect 0 'ignored' --fail-on low ndas/renews.txt
expect 1 'without configuration' --no-config --fail-on low ndas/renews.txt
expect 0 'origin' config --show-origin vendors/renews.txt
holds out '^fail-on: medium   # .*/.clauselint.yaml:3$'

# Mistakes are errors with their place, and nothing is linted.
printf 'fail-onn: high\nside: nobody\n' >.clauselint.yaml
expect 2 'mistakes in the configuration' .
holds err '^.*/.clauselint.yaml:1:1: Unknown key "fail-onn".*did you mean "fail-on"?'
holds err '^.*/.clauselint.yaml:2:7: .*\[config-value\]$'
[ ! -s "$folder/out" ] || fail 'linted in spite of mistakes'
printf 'fail-on: high\n' >.clauselint.yaml
printf 'waivers:\n  - fingerprint: "0123456789abcdef"\n    reasn: typo\n    who: Jane\n' >.clauselint-waivers.yaml
expect 2 'a typo in the waiver file' .
holds err '^.*/.clauselint-waivers.yaml:3:5: Unknown key "reasn".*did you mean "reason"?'
[ $failures -eq 0 ] && printf 'all good\n'
exit $failures
