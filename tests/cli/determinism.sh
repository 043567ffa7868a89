#!/bin/sh
# SPDX-License-Identifier: MIT
# The same input gives the same bytes: run after run, with one thread or two, in any locale and time
# zone. And the exit status means what the manual says.
. "$(dirname "$0")/common"
cd "$source_dir/fixtures" || exit 2
time_limit=$(seconds 20)
files=$(find . -name '*.txt' ! -name '*.expect' -o -name '*.docx' -o -name '*.md' | sort)

# The formats there are, as the manual lists them.
run 5 check --help
formats=$(sed -n '/^formats:/,$s/^  \([a-z]*\) .*/\1/p' "$work/out")
for format in text json jsonl; do
    echo "$formats" | grep -qx "$format" || fail "no format $format in: $formats"
done
for format in $formats; do
    for jobs in 1 2; do
        for round in a b; do
            # shellcheck disable=SC2086 # no spaces in the names of fixtures
            run "$time_limit" check --no-config --packs all --format "$format" -j "$jobs" $files
            sane "--format $format -j $jobs"
            mv "$work/out" "$work/$format.$jobs.$round"
        done
    done
    [ -s "$work/$format.1.a" ] || fail "--format $format: nothing written"
    for other in 1.b 2.a 2.b; do
        cmp -s "$work/$format.1.a" "$work/$format.$other" || fail "--format $format: 1.a and $other differ"
    done
done
# shellcheck disable=SC2086
TZ=Asia/Tokyo LC_ALL=C.UTF-8 LANG=de_DE.UTF-8 HOME=/nonexistent "$clauselint" check --no-config --packs all \
    --format jsonl $files >"$work/elsewhere" 2>/dev/null
cmp -s "$work/jsonl.1.a" "$work/elsewhere" || fail "the report depends on the environment"

# Standard input is the same as the file.
run "$time_limit" check --no-config --format jsonl nda/hostile.txt
grep '"finding"' "$work/out" | sed 's/"file": *"[^"]*"//; s/"fingerprint": *"[^"]*"//' >"$work/by-name"
timeout "$time_limit" "$clauselint" check --no-config --format jsonl - <nda/hostile.txt 2>/dev/null |
    grep '"finding"' | sed 's/"file": *"[^"]*"//; s/"fingerprint": *"[^"]*"//' >"$work/by-pipe"
cmp -s "$work/by-name" "$work/by-pipe" || fail "standard input gives other findings than the file"

# status EXPECTED ARGUMENTS…
status() {
    expected=$1
    shift
    run "$time_limit" "$@"
    sane "$*"
    [ "$status" -eq "$expected" ] || fail "$*: exit status $status, expected $expected: $(head -n 1 "$work/err")"
}
status 0 check --no-config saas/clean.txt
status 0 saas/clean.txt --no-config
status 1 check --no-config saas/hostile.txt
status 1 check --no-config saas/clean.txt saas/hostile.txt
status 0 check --no-config --fail-on none saas/hostile.txt
status 2 check --no-config no-such-file.txt
status 2 check --no-config saas/hostile.txt no-such-file.txt
status 2 check --no-config --fail-on none saas/hostile.txt no-such-file.txt
status 2 check --no-config --no-such-option saas/clean.txt
status 2 check --no-config --format no-such-format saas/clean.txt
status 2 check --no-config --fail-on often saas/clean.txt
status 2 check --no-config --param nonsense saas/clean.txt
status 2 no-such-command-or-file
status 0 version
status 0 rules list
status 0 text saas/clean.txt
status 0 outline saas/clean.txt
status 0 check --no-config --fail-on none .

# Data goes to stdout and chatter to stderr; no colour where there is no terminal.
run "$time_limit" check --no-config --format jsonl saas/hostile.txt
[ ! -s "$work/err" ] || fail "chatter without a terminal: $(head -n 1 "$work/err")"
run "$time_limit" check --no-config saas/hostile.txt
grep -q "$(printf '\033')" "$work/out" && fail "colour without a terminal"
verdict
