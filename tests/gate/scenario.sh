#!/bin/sh
# SPDX-License-Identifier: MIT
# The life of a gate: a repository with four contracts, two of them Word files, and a pull request that makes one clause of
# one of them worse. The gate is what action.yml runs, scripts/gate. Usage: scenario.sh CLAUSELINT SOURCE_DIR
. "$(dirname "$0")/../cli/common"
HOME=$work GIT_CONFIG_NOSYSTEM=1
export HOME GIT_CONFIG_NOSYSTEM
# The days of this test: 1 June 2026.
SOURCE_DATE_EPOCH=1780272000
export SOURCE_DATE_EPOCH
git config --global user.name Legal
git config --global user.email legal@example.com
git config --global init.defaultBranch main
CLAUSELINT=$clauselint GITHUB_STEP_SUMMARY=$work/summary CLAUSELINT_SARIF=$work/report.sarif CLAUSELINT_PATHS=.
export CLAUSELINT GITHUB_STEP_SUMMARY CLAUSELINT_SARIF CLAUSELINT_PATHS

# gate WHAT STATUS [OPTIONS]: what the action does; annotations in `out`, its status compared
gate() {
    what=$1 wanted=$2
    : >"$work/output"
    CLAUSELINT_ARGUMENTS=${3:-} GITHUB_OUTPUT=$work/output "$source_dir/scripts/gate" lint >"$work/out" 2>"$work/err" </dev/null ||
        fail "$what: the step itself fails"
    got=$(sed -n 's/^status=//p' "$work/output")
    [ "$got" = "$wanted" ] || fail "$what: exit status $got, not $wanted: $(head -n 3 "$work/out" "$work/err")"
    [ "$got" = 2 ] || python3 "$source_dir/tests/cli/formats.py" sarif "$work/report.sarif" || fail "$what: the SARIF"
}
# said FILE PATTERN, and unsaid
said() { grep -q -- "$2" "$work/$1" || fail "$what: no \"$2\" in $1: $(head -n 3 "$work/$1")"; }
unsaid() { ! grep -q -- "$2" "$work/$1" || fail "$what: \"$2\" in $1"; }
# word SCRIPT: the employment contract, its source changed by sed
word() {
    sed "$1" "$source_dir/fixtures/employment/clean.docx.src" >"$work/employment.docx.src"
    "$source_dir/scripts/make-docx" "$work/employment.docx.src"
    cp "$work/employment.docx" people/employment.docx
}

# Four contracts, green.
mkdir "$work/contracts" && cd "$work/contracts" || exit 2
git init -q .
mkdir vendors people
cp "$source_dir/fixtures/ai-vendor/clean.docx" vendors/model.docx
cp "$source_dir/fixtures/saas/clean.txt" vendors/saas.txt
cp "$source_dir/fixtures/nda/clean.txt" people/nda.txt
word ''
"$clauselint" init >/dev/null || fail 'init'
git add -A && git commit -qm 'Four contracts'
gate 'four contracts' 0
unsaid out '^::error'
"$clauselint" --quiet --summary . >"$work/out" 2>&1
grep -q '4 files$' "$work/out" || fail "not four contracts: $(tail -n 1 "$work/out")"

# A pull request makes one clause of a Word file worse: red, and the annotation names the clause.
git checkout -qb draft
restraint='s/After the end of the employment the Employee is free.*/For three (3) years after the end of the employment the Employee shall not work for any competitor of the Company anywhere in the world./'
word "$restraint"
git add -A && git commit -qm 'Their draft'
gate 'a worse clause' 1 '--new-since main'
[ "$(grep -c '^::error' "$work/out")" -eq 1 ] || fail "one clause is worse: $(grep '^::error' "$work/out")"
said out '^::error file=people/employment.docx,title=non-compete::4\.1: '
said summary 'people/employment.docx'
gate 'without looking at what was there before' 1

# The waiver makes it green, and reviewers still see what was accepted.
"$clauselint" waive people/employment.docx non-compete --reason 'paid for: 100 % of salary' --who 'Jane Doe' --until 2031-06-30 >"$work/out" 2>&1 ||
    fail "waive: $(cat "$work/out")"
git add -A && git commit -qm 'Accept the restraint'
gate 'accepted' 0 '--today 2031-06-30'
unsaid out '^::error'
said report.sarif '"suppressions":\[{"kind":"external","status":"accepted","justification":"paid for: 100 % of salary"}\]'

# The clause moves behind a new article and another clause, and its number changes: still green.
moved=$(mktemp "$work/XXXXXX")
sed -n "$restraint; /__No Restraint/p" "$source_dir/fixtures/employment/clean.docx.src" >"$moved"
word "/^1: Compensation/i\\
1: Probation\\
2: __Probation.__ The first three months of the employment are a time of probation.
/__No Restraint/d
/__Earlier Covenants/r $moved"
gate 'moved' 0 '--today 2031-06-30'
"$clauselint" --format jsonl --today 2031-06-30 people/employment.docx >"$work/out" 2>/dev/null
said out '"rule":"non-compete".*"section":"5\.2".*"waived":'
unsaid err 'waiver-unused'
gate 'moved, against main' 0 '--today 2031-06-30 --new-since main'

# Another word in the clause is another clause.
cp people/employment.docx "$work/kept.docx"
sed 's/three (3) years/four (4) years/' "$work/employment.docx.src" >"$work/other.docx.src"
"$source_dir/scripts/make-docx" "$work/other.docx.src" && cp "$work/other.docx" people/employment.docx
gate 'other words' 1 '--today 2031-06-30'
said err 'waiver-unused'
cp "$work/kept.docx" people/employment.docx

# The waiver expires: red, with a notice that says whose it was.
gate 'expired' 1 '--today 2031-07-01'
said out '^::error file=people/employment.docx,title=non-compete::5\.2: '
said out '^::notice file=people/employment.docx,.*non-compete was accepted by Jane Doe until 2031-06-30 (paid for: 100 %25 of salary); that date has passed'

# A typo in the waiver file: nothing is linted, and the place is told.
sed 's/    who:/    whom:/' .clauselint-waivers.yaml >"$work/typo" && cp "$work/typo" .clauselint-waivers.yaml
line=$(grep -n 'whom:' .clauselint-waivers.yaml | cut -d : -f 1)
gate 'a typo' 2
said err "/.clauselint-waivers.yaml:$line:5: Unknown key \"whom\" in a waiver; did you mean \"who\"? \[config-key-unknown\]$"
[ ! -s "$work/out" ] || fail 'a typo: linted all the same'
verdict
