#!/bin/sh
# SPDX-License-Identifier: MIT
# A rule file with ten mistakes is told all ten in one run, each with its place, its line and a way out; doubts
# about rules are told in the same way. Usage: mistakes.sh PROGRAM SOURCE_DIR
. "$(dirname "$0")/common"
cd "$source_dir/tests/cli/rules" || exit 2

# told NAME STATUS: what is said about NAME.yaml is NAME.expect.
told() {
    run 10 rules test --no-config "$1.yaml"
    sane "$1"
    [ "$status" -eq "$2" ] || fail "$1: exit status $status instead of $2"
    diff "$1.expect" "$work/err" >"$work/diff" || fail "$1: other words than expected: $(cat "$work/diff")"
}
told ten-mistakes 2
[ "$(grep -c '^ten-mistakes.yaml:[0-9]*:[0-9]*: ' ten-mistakes.expect)" -eq 10 ] || fail "these are not ten mistakes"
told doubts 0
verdict
