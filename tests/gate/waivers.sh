#!/bin/sh
# SPDX-License-Identifier: MIT
# A repository of contracts and its gate, from green to red and back. Usage: waivers.sh PROGRAM SOURCE_DIR
case $1 in /*) program=$1 ;; *) program=$PWD/$1 ;; esac
source=$(cd "$2" && pwd)
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failures=0
# The days of this test: 1 June 2026.
SOURCE_DATE_EPOCH=1780272000
export SOURCE_DATE_EPOCH

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

# Contracts are told apart: a copy is new, another name is not. From wherever the report is used.
clauses() { "$program" --format jsonl --fail-on none "$@" 2>"$folder/err" | sed -n 's/^{"type":"file".*"file":"\([^"]*\)".*"findings":\([0-9]*\),.*/\1=\2/p' | tr '\n' ' '; }
same() { [ "$2" = "$3" ] || fail "$1: $2, not $3"; }
cp ndas/nda.txt ndas/old.txt && cp "$source/fixtures/nda/hostile.txt" ndas/nda.txt
git add -A && git commit -qm 'an old contract'
"$program" --format json --fail-on none -o .clauselint-baseline.json . 2>/dev/null
cp ndas/nda.txt ndas/copy.txt
same 'a copy, by baseline' "$(clauses --baseline .clauselint-baseline.json ndas/nda.txt ndas/copy.txt)" 'ndas/nda.txt=0 ndas/copy.txt=8 '
same 'a copy, by git' "$(clauses --new-since HEAD ndas/nda.txt ndas/copy.txt)" 'ndas/nda.txt=0 ndas/copy.txt=8 '
rm ndas/nda.txt
same 'another name, by baseline' "$(clauses --baseline .clauselint-baseline.json ndas/copy.txt)" 'ndas/copy.txt=0 '
same 'another name, by git' "$(clauses --new-since HEAD ndas/copy.txt)" 'ndas/copy.txt=0 '
printf 'This Agreement shall renew.\n' >ndas/bare.txt
expect 0 'a notice' --new-since HEAD --format jsonl ndas/bare.txt
holds out 'parties-unknown'
git add ndas/bare.txt && git commit -qm bare
expect 0 'an old notice' --new-since HEAD --format jsonl ndas/bare.txt
lacks out 'parties-unknown'
echo 'The fee is due.' >>ndas/bare.txt
expect 0 'a notice of what has changed' --new-since HEAD --format jsonl ndas/bare.txt
holds out 'parties-unknown'
git reset -q --hard HEAD~1 && cp "$source/fixtures/nda/hostile.txt" ndas/copy.txt && rm ndas/nda.txt
same 'from another folder' "$(cd ndas && clauses --new-since HEAD copy.txt)$(cd ndas && clauses --baseline ../.clauselint-baseline.json copy.txt)" 'copy.txt=0 copy.txt=0 '
git checkout -q ndas/nda.txt && echo 'baseline: .clauselint-baseline.json' >>.clauselint.yaml
same 'the baseline of the configuration' "$(cd ndas && clauses nda.txt copy.txt)" 'nda.txt=0 copy.txt=8 '
expect 0 'where it comes from' config --show-origin ndas/nda.txt
holds out '^baseline: .*/.clauselint-baseline.json   # .*/.clauselint.yaml:[0-9]*$'
git checkout -q .clauselint.yaml && rm ndas/copy.txt .clauselint-baseline.json && cp ndas/old.txt ndas/nda.txt && rm ndas/old.txt
echo '{"runs":[]}' >"$folder/broken.json"
expect 2 'another report as baseline' --baseline "$folder/broken.json" .
holds err '\[baseline-json\]'

# Waivers make it green, one by one.
expect 2 'which finding?' waive vendors/employment.docx nothing --reason x --who y
holds err '^  [0-9a-f]\{16\}  auto-renewal  1\.3: '
expect 2 'which of them?' waive vendors/employment.docx non-compete --reason x --who y
[ "$(grep -c '^  [0-9a-f]\{16\}  non-compete ' "$folder/err")" -eq 2 ] || fail 'not the two that fit are listed'
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
expect 1 'an expired waiver counts, new or not' --today 2027-02-01 --new-since HEAD .
expect 2 'accepted already' waive vendors/employment.docx auto-renewal --reason again --who Jane --today 2027-01-31
expect 0 'accepted anew' waive vendors/employment.docx auto-renewal --reason again --who Jane --today 2027-02-01 --until 2028-01-31
"$program" --today 2027-02-01 vendors/employment.docx 2>/dev/null | grep -q ' auto-renewal was accepted by' && fail 'an expired waiver is told though it was renewed'
expect 2 'a day that has passed' waive vendors/employment.docx no-solicit-customers --reason x --who Jane --until 2026-05-31
expect 0 'a list to choose from' waive vendors/employment.docx
holds out '^  [0-9a-f]\{16\}  auto-renewal  1\.3: .* (accepted)$'
holds out '^  [0-9a-f]\{16\}  no-solicit-customers  4\.3: .*[^)]$'
cp .clauselint-waivers.yaml "$folder/waivers"
for start in '' 'waivers: []' '# ours\nwaivers:' '# ours\n' 'waivers:\n- {fingerprint: "0123456789abcdef", reason: a, who: b}\n\n' 'waivers:\n    - fingerprint: "0123456789abcdef"\n      reason: a\n      who: b'; do
    printf "$start" >.clauselint-waivers.yaml
    expect 0 "an entry behind '$start'" waive vendors/employment.docx no-solicit-customers --reason x --who Jane
    expect 0 "read back behind '$start'" --format jsonl --min-severity medium --fail-on none vendors/employment.docx
    holds out '"rule":"no-solicit-customers".*"waived":{"kind":"waiver"'
done
printf 'waivers: [{fingerprint: "0123456789abcdef", reason: a, who: b}]\n' >.clauselint-waivers.yaml
cp .clauselint-waivers.yaml "$folder/before"
expect 2 'a list that cannot be added to' waive vendors/employment.docx no-solicit-customers --reason x --who Jane
cmp -s .clauselint-waivers.yaml "$folder/before" || fail 'a waiver file was spoilt'
cp "$folder/waivers" .clauselint-waivers.yaml
expect 2 'no such day' waive vendors/employment.docx no-solicit-customers --reason x --who Jane --until 2027-02-29
expect 0 'an unused waiver is told' --today 2027-01-31 vendors/employment.docx
lacks err 'waiver-unused'
git show HEAD~2:vendors/employment.docx >vendors/employment.docx
expect 0 'the clause is gone' --today 2027-01-31 vendors/employment.docx
holds err 'meets no finding any more; it can be removed \[waiver-unused\]'
expect 0 'other rules were asked' --today 2027-01-31 --packs dpa vendors/employment.docx
lacks err 'waiver-unused'
mv vendors/employment.docx "$folder/"
expect 0 'another contract' --today 2027-01-31 ndas
lacks err 'waiver-unused'
expect 0 'the contract is gone' --today 2027-01-31 .
holds err 'meets no contract any more; it can be removed \[waiver-unused\]'
mv "$folder/employment.docx" vendors/

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
sed -i 's/ignore auto-renewal/ignore auto-renewl, non-compete: agreed/' ndas/comment.md
expect 1 'a comment with an unknown rule' --format jsonl ndas/comment.md
holds out 'names a rule that there is not, \\"auto-renewl\\"; did you mean'
holds out 'meets no finding of \\"non-compete\\"'
sed 's/^<.*/<!-- clauselint: ignore auto-renewal, multi-year-term: agreed -->/' ndas/comment.md >ndas/comment.html
expect 0 'a comment in HTML' --format jsonl ndas/comment.html
holds out '"waived":{"kind":"comment","reason":"agreed"}'
rm ndas/comment.html
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
printf 'severity:\n  auto-renewl: low\nparams:\n  auto-renewal-long-notice.max: 3 days\n' >.clauselint.yaml
expect 2 'names of rules that there are not' .
holds err '^.*/.clauselint.yaml:2:3: There is no such rule: "auto-renewl"; did you mean "auto-renewal"?'
holds err '^.*/.clauselint.yaml:4:3: There is no such param: '
printf 'types:\n  "*.txt": sass\nignore:\n  - rule: non-competee\n    reason: x\n' >.clauselint.yaml
expect 2 'kinds and rules that there are not' .
holds err '^.*/.clauselint.yaml:2:12: There is no kind of contract "sass"; did you mean "saas"?'
holds err '^.*/.clauselint.yaml:4:5: There is no rule "non-competee"; did you mean "non-compete"?'
printf 'fail-on: high\n' >.clauselint.yaml
mkdir empty && printf 'sides: x\n' >empty/.clauselint.yaml
expect 2 'mistakes are told where nothing is to lint' empty
holds err '/empty/.clauselint.yaml:1:1: '
rm -r empty

# What config prints is a configuration that says the same.
printf 'packs: [core, dpa]\nside: customer\ntypes:\n  "*.txt": saas\nmax-score: 40\nmax-seconds: 9\nparams:\n  auto-renewal-long-notice.max_notice: 30 days\nseverity:\n  exclusivity: high\nignore:\n  - path: "a \"b\"/*"\n    rule: non-compete\n    reason: "x: y"\n' >.clauselint.yaml
expect 0 'config' config
cp "$folder/out" again.yaml
expect 0 'config of what config printed' config --config again.yaml
sed 1d again.yaml >first && sed 1d "$folder/out" | cmp -s - first || fail "config does not print what it reads: $(sed 1d "$folder/out" | diff - first)"
expect 0 'one contract' config --show-origin --severity exclusivity=low vendors/saas.txt
holds out '^type: saas   # .*/.clauselint.yaml:4$'
holds out '^  exclusivity: low   # command line$'
lacks out 'exclusivity: high'
rm again.yaml first
printf 'fail-on: high\n' >.clauselint.yaml
printf 'waivers:\n  - fingerprint: "0123456789abcdef"\n    reasn: typo\n    who: Jane\n' >.clauselint-waivers.yaml
expect 2 'a typo in the waiver file' .
holds err '^.*/.clauselint-waivers.yaml:3:5: Unknown key "reasn".*did you mean "reason"?'
[ $failures -eq 0 ] && printf 'all good\n'
exit $failures
