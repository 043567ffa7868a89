#!/bin/sh
# SPDX-License-Identifier: MIT
# Each feature of the rule language does what its examples in rules/language.yaml say, without doubts; and what examples
# cannot show: whose side a rule is for. Usage: language.sh PROGRAM SOURCE_DIR
. "$(dirname "$0")/common"
run 20 rules test --no-config "$source_dir/tests/cli/rules/language.yaml"
sane "language.yaml"
[ "$status" -eq 0 ] || fail "a feature fails: $(cat "$work/out")"
[ ! -s "$work/err" ] || fail "a feature raises doubts: $(cat "$work/err")"

cat >"$work/sides.yaml" <<'END'
pack: sides
rules:
  - id: for-suppliers
    title: A rule for one side
    category: c
    severity: high
    applies: { sides: [supplier] }
    patterns: { fee: [late fee] }
    condition: fee
    message: M
    why: W
    ask: A
    examples: { flags: [A late fee is due.] }
END
echo 'A late fee is due on each invoice that is paid too late.' >"$work/c.txt"
for case in supplier:1 customer:0 none:1; do
    run 10 --no-config --rules "$work/sides.yaml" --packs sides --side "${case%:*}" "$work/c.txt"
    [ "$status" -eq "${case#*:}" ] || fail "side ${case%:*}: exit status $status"
done
verdict

# A name of the lexicon that two of our files define is a mistake: the later one takes the place of the other.
run 60 rules test --no-config "$source_dir/rules"
[ "$status" -eq 0 ] || fail "our rules fail their examples: $(cat "$work/out")"
! grep -q 'lexicon-twice' "$work/err" || fail "a name is defined twice: $(grep lexicon-twice "$work/err")"
