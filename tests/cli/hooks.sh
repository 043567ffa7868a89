#!/bin/sh
# SPDX-License-Identifier: MIT
# Hooks and pipelines in real repositories: docs/gate.md word for word, the steps of the action, pre-commit.
. "$(dirname "$0")/common"
mkdir "$work/bin" && ln -s "$clauselint" "$work/bin/clauselint"
PATH=$work/bin:$PATH
HOME=$work GIT_CONFIG_NOSYSTEM=1
export PATH HOME GIT_CONFIG_NOSYSTEM
# The days of this test: 1 June 2026.
SOURCE_DATE_EPOCH=1780272000
export SOURCE_DATE_EPOCH
unset CLAUSELINT_ARGUMENTS CLAUSELINT_NEW_SINCE CLAUSELINT_PATHS CLAUSELINT_SARIF
git config --global user.name test
git config --global user.email test@example.org
git config --global init.defaultBranch main
cd "$work" || exit 2
# block NUMBER: the shell commands of that block of the manual
block() {
    awk -v wanted="$1" '/^```sh$/ { n++; inside = n == wanted; next } /^```$/ { inside = 0 } inside' "$source_dir/docs/gate.md"
}

# From nothing to a gate.
block 2 >commands
grep -q 'clauselint init' commands || fail 'the second block of docs/gate.md is another'
sh -eu commands >log 2>&1 || fail "docs/gate.md, 2: $(cat log)"
cd contracts || exit 2
[ -f .clauselint.yaml ] || fail 'no configuration'
cp "$source_dir/fixtures/employment/clean.docx" draft.docx
cp "$source_dir/fixtures/nda/clean.txt" nda.txt
block 3 >../commands
sh -eu ../commands >../log 2>&1 || fail "docs/gate.md, commit: $(cat ../log)"
clauselint . >/dev/null 2>&1 || fail 'clean contracts are red'
cp "$source_dir/fixtures/employment/hostile.docx" draft.docx
clauselint . >/dev/null 2>&1 && fail 'a worse draft is green'
block 4 >../commands
sh -eu ../commands >../log 2>&1 || fail "docs/gate.md, baseline: $(tail -n 3 ../log)"
clauselint . >/dev/null 2>&1 || fail 'what the baseline has is red'
git reset -q && rm .clauselint-baseline.json && git checkout -q .clauselint.yaml
block 5 >../commands
sh -eu ../commands >../log 2>&1 && fail 'what is new since the last commit is green'
block 6 >../commands
sed 's/ auto-renewal / auto-renewal-long-notice /' ../commands >../waive
sh -eu ../waive >../log 2>&1 || fail "docs/gate.md, waive: $(cat ../log)"
[ -s .clauselint-waivers.yaml ] || fail 'no waiver was written'
git checkout -q . && rm .clauselint-waivers.yaml

# The hook without pre-commit.
block 7 >.git/hooks/pre-commit
head -n 1 .git/hooks/pre-commit | grep -q '^#!/bin/sh' || fail 'the seventh block of docs/gate.md is no hook'
chmod +x .git/hooks/pre-commit
cp "$source_dir/fixtures/employment/hostile.docx" draft.docx
git add -A
git commit -qm worse >../log 2>&1 && fail 'the hook lets a worse draft pass'
grep -q '^draft.docx:[0-9]*:1: error: .*\[auto-renewal-long-notice\]$' ../log || fail "the hook says: $(head -n 3 ../log)"
git reset -q --hard
cp "$source_dir/fixtures/saas/clean.txt" 'with space.txt'
git add -A
git commit -qm clean >../log 2>&1 || fail "the hook stops a clean draft: $(cat ../log)"
rm .git/hooks/pre-commit

# The steps of the action, as its shell runs them.
cp "$source_dir/fixtures/employment/hostile.docx" draft.docx
: >../output
CLAUSELINT=$clauselint GITHUB_OUTPUT=$work/output GITHUB_STEP_SUMMARY=$work/summary CLAUSELINT_PATHS='draft.docx
with space.txt' CLAUSELINT_ARGUMENTS='--fail-on high --side none' CLAUSELINT_SARIF=$work/out.sarif CLAUSELINT_NEW_SINCE=HEAD \
    bash -e -o pipefail -c "\"$source_dir/scripts/gate\" build && \"$source_dir/scripts/gate\" lint" >../log 2>../err
[ $? -eq 0 ] || fail "the action's steps: $(cat ../err)"
grep -q '^::error file=draft.docx,title=auto-renewal-long-notice::' ../log || fail 'no annotation'
[ "$(cat ../output)" = status=1 ] || fail "the action's status: $(cat ../output)"
grep -q '^| draft.docx ' ../summary || fail 'no summary'
python3 "$source_dir/tests/cli/formats.py" sarif ../out.sarif || fail 'the SARIF to upload'
git checkout -q draft.docx
: >../output
CLAUSELINT=$clauselint GITHUB_OUTPUT=$work/output "$source_dir/scripts/gate" lint >../log 2>../err
[ "$(cat ../output)" = status=0 ] || fail "the action's status of clean contracts: $(cat ../output)"

# What the YAML files name exists.
for script in scripts/gate scripts/run docs/ci/gitlab.yml Dockerfile; do [ -f "$source_dir/$script" ] || fail "no $script"; done
grep -q 'scripts/gate" build' "$source_dir/action.yml" && grep -q 'scripts/gate" lint' "$source_dir/action.yml" || fail 'action.yml runs other steps'
grep -q 'ENTRYPOINT \["clauselint"\]' "$source_dir/Dockerfile" || fail 'Dockerfile'
# The script of the GitLab job, line by line.
cp "$source_dir/fixtures/employment/hostile.docx" draft.docx
sed -n '/^  script:/,/^  artifacts:/s/^    - //p' "$source_dir/docs/ci/gitlab.yml" >../job
[ "$(wc -l <../job)" -eq 4 ] || fail 'the GitLab job has other steps'
CLAUSELINT_PATHS=. CI_MERGE_REQUEST_DIFF_BASE_SHA=HEAD sh -eu ../job >../log 2>&1
[ $? -eq 1 ] || fail "the GitLab job: $(tail -n 2 ../log)"
python3 "$source_dir/tests/cli/formats.py" gitlab gl-code-quality-report.json || fail 'Code Quality'
python3 "$source_dir/tests/cli/formats.py" junit clauselint-junit.xml || fail 'the JUnit report of the GitLab job'
rm -f gl-code-quality-report.json clauselint-junit.xml
git checkout -q draft.docx

# The pre-commit program, with the hooks of this repository.
if command -v pre-commit >/dev/null; then
    mkdir "$work/hooks" && cp "$source_dir/.pre-commit-hooks.yaml" "$work/hooks/"
    git -C "$work/hooks" init -q && git -C "$work/hooks" add -A && git -C "$work/hooks" commit -qm hooks && git -C "$work/hooks" tag v1
    printf 'repos:\n  - repo: %s\n    rev: v1\n    hooks:\n      - id: clauselint-system\n' "$work/hooks" >.pre-commit-config.yaml
    git add -A
    PRE_COMMIT_HOME=$work/cache pre-commit install >../log 2>&1 || fail "pre-commit install: $(cat ../log)"
    PRE_COMMIT_HOME=$work/cache git commit -qm 'With pre-commit' >../log 2>&1 || fail "pre-commit stops a clean commit: $(cat ../log)"
    cp "$source_dir/fixtures/employment/hostile.docx" draft.docx
    git add -A
    PRE_COMMIT_HOME=$work/cache git commit -qm worse >../log 2>&1 && fail 'pre-commit lets a worse draft pass'
    grep -q '^draft.docx:.*\[auto-renewal-long-notice\]$' ../log || fail "pre-commit says: $(cat ../log)"
else
    echo 'skipped: there is no pre-commit'
fi
verdict
