#!/bin/sh
# SPDX-License-Identifier: MIT
# The program from outside: exit status, order, streams. Usage: check.sh PROGRAM SOURCE_DIR
case $1 in /*) program=$1 ;; *) program=$PWD/$1 ;; esac
source=$2
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    printf 'FAILED: %s\n' "$1"
    failures=$((failures + 1))
}
# expect STATUS NAME COMMAND…: the exit status; output in `out` and `err`
expect() {
    wanted=$1 name=$2
    shift 2
    "$@" >out 2>err </dev/null
    status=$?
    [ $status -eq "$wanted" ] || fail "$name: exit status $status, not $wanted"
}
holds() {
    grep -q -- "$2" "$1" || fail "$name: no \"$2\" in $1"
}

cat >rules.yaml <<'END'
pack: test
rules:
  - id: test-fee
    title: A fee is due
    category: test
    severity: medium
    harms: customer
    kind: flag
    patterns:
      fee: ["shall pay … fee"]
    condition: fee
    message: "A fee is due."
    why: "Fees cost money."
    ask: "Strike it."
    examples:
      flags: ["Customer shall pay a monthly fee."]
      passes: ["No fee is due."]
END
set -- --rules rules.yaml --packs test
printf '1. Fees\n\nCustomer shall pay a monthly fee.\n' >fee.txt
printf '1. Peace\n\nThe sun shines on both parties.\n' >clean.txt
mkdir -p many/deeper
for i in 9 8 7 6 5 4 3 2 1; do
    cp fee.txt many/f$i.txt
    cp clean.txt many/deeper/c$i.md
done
printf 'not a contract' >many/ignored.pdf
: >many/empty.txt

expect 0 'below --fail-on' "$program" "$@" fee.txt
holds out '\[\[shall pay a monthly fee\]\]'
holds out 'MEDIUM  A fee is due.'
expect 1 'at --fail-on' "$program" "$@" --fail-on medium fee.txt
expect 0 'fail-on none' "$program" "$@" --fail-on none fee.txt
expect 1 'max-score' "$program" "$@" --max-score 5 fee.txt
expect 0 'other side' "$program" "$@" --side supplier --fail-on medium fee.txt
expect 0 'nothing found' "$program" "$@" --fail-on info clean.txt
expect 2 'unknown option' "$program" --formt json fee.txt
holds err 'did you mean --format'
expect 2 'no operand' "$program"
expect 2 'unknown pack' "$program" --packs nonsense fee.txt
holds err 'pack-unknown'
expect 2 'missing file' "$program" "$@" --format jsonl missing.txt fee.txt
holds err '^clauselint: missing.txt: .*\[file-missing\]$'
holds out '"type":"error","file":"missing.txt","id":"file-missing"'
holds out '"type":"finding","file":"fee.txt","rule":"test-fee"'
expect 2 'output over input' "$program" "$@" -o fee.txt fee.txt
holds fee.txt 'monthly fee'
expect 0 'output file' "$program" "$@" -o report fee.txt
holds report 'A fee is due'
expect 2 'full disk' sh -c '"$0" "$@" fee.txt >/dev/full' "$program" "$@"

"$program" "$@" --format jsonl - <fee.txt >out 2>err || fail 'standard input'
grep -q '"file":"-"' out || fail 'standard input: name'

# Threads change nothing, for no format.
for format in text json jsonl sarif junit github gitlab checkstyle unix markdown; do
    expect 2 "$format" "$program" "$@" --format $format -j1 many
    cp out one
    cp err one.err
    expect 2 "$format, threads" "$program" "$@" --format $format -j7 many
    cmp -s out one || fail "$format differs with threads"
    cmp -s err one.err || fail "$format: complaints differ with threads"
done
name='order of files'
"$program" "$@" --format jsonl many 2>err | sed -n 's/^{"type":"[fe][ir][lr][eo]r*","file":"\([^"]*\)".*/\1/p' >order
LC_ALL=C sort -c order || fail 'files of a folder are not sorted'
[ "$(wc -l <order)" -eq 19 ] || fail 'not all files of the folder, or too many'

# A mistake in a rule file: place first, as compilers write it.
sed 's/condition: fee/condition: fees/; s/title:/titel:/' rules.yaml >bad.yaml
expect 2 'bad rules' "$program" --rules bad.yaml fee.txt
holds err '^bad.yaml:[0-9]*:[0-9]*: .*\[[a-z-]*\]$'
holds err 'did you mean "title"'

# Ten mistakes, ten complaints in one run, each with its line and a mark below the place.
cat >ten.yaml <<'END'
pack: mine
rules:
  - id: ten
    titel: Wrong key
    title: Ten mistakes
    category: test
    severity: hihg
    patterns:
      a: ["renew … (open"]
      b: ["<renewz>"]
      c: ["x ..99.. y"]
      d: ["/[unclosed/"]
    condition: a and e
    capture:
      n: ["no hole"]
    params: { limit: soon }
    message: "After {m}."
    why: w
    ask: a
END
expect 2 'ten mistakes' "$program" --rules ten.yaml fee.txt
[ "$(grep -c '^ten.yaml:[0-9]*:[0-9]*: .*\[[a-z-]*\]$' err)" -eq 10 ] || fail 'not ten complaints for ten mistakes'
[ "$(grep -c '^ *^$' err)" -eq 10 ] || fail 'not ten marks below ten places'
holds err '^ *b: ..<renewz>..$'
holds err 'did you mean <renew>'

expect 0 'rules test' "$program" rules test rules.yaml
sed 's/Customer shall pay a monthly fee/Nobody pays/' rules.yaml >failing.yaml
expect 1 'rules test fails' "$program" rules test failing.yaml
expect 0 'rules list' "$program" rules list "$@"
holds out 'test-fee'
expect 0 'explain' "$program" explain test-fee "$@" --on fee.txt
holds out 'Fees cost money'
holds out 'monthly fee'
cat >near.txt <<'END'
1. Term. This Agreement shall not automatically renew.

2. Fees. The fees renew nothing.
END
expect 0 'explain what came near' "$program" explain auto-renewal --on near.txt
holds out 'matches "automatically renew", but does not count (guard: negation)'
holds out 'condition high: .*: fails'
holds out '=> passes: no condition holds'
cat >near.txt <<'END'
1. Term. Customer may terminate this Agreement on thirty days' notice if Supplier is in breach.
END
expect 0 'explain a condition' "$program" explain termination-on-notice --on near.txt
holds out 'does not count (guard: conditional; it stands under the condition "if Supplier is in breach")'
expect 0 'explain a rule for others' "$program" "$@" explain test-fee --side supplier --on fee.txt
holds out 'the rule does not apply here and raises nothing: what it finds harms only the other side'
holds out 'no findings'
expect 2 'explain unknown' "$program" explain test-fea "$@"
holds err 'did you mean "test-fee"'
expect 0 'text' "$program" text fee.txt
holds out 'Customer shall pay a monthly fee.'
expect 0 'outline' "$program" outline --format json fee.txt
holds out '"heading": "Fees"'
expect 0 'help' "$program" --help
holds out '--min-severity'
expect 0 'version' "$program" --version

# A rule may ask for one of a pack that was not chosen: it answers, and is not reported.
cat >asking.yaml <<'END'
pack: mine
rules:
  - id: renews-for-a-fee
    title: Renews, and costs
    category: fees
    severity: medium
    patterns: { fee: ["fee*"] }
    condition: fee and rule(auto-renewal)
    message: A renewal that costs.
    why: It costs.
    ask: Strike it.
END
echo 'This Agreement shall automatically renew for successive one-year terms at double fees.' >renews.txt
expect 0 'a rule that asks' "$program" --no-config --rules asking.yaml --packs mine --format jsonl renews.txt
holds out '"rule":"renews-for-a-fee"'
grep -q '"rule":"auto-renewal' out && fail 'a rule of a pack that was not chosen was reported'
expect 0 'rules of one pack' "$program" rules list --rules asking.yaml --packs mine
[ "$(wc -l <out)" -eq 1 ] || fail 'rules list shows rules of packs that were not chosen'

# The manual page knows every option.
sed 's/\\-/-/g' "$source/docs/clauselint.1" >manual
"$program" --help | sed -n 's/^ .*--\([a-z-]*\).*/\1/p' >options
[ -s options ] || fail 'no options in --help'
while read -r option; do
    grep -q -- "--$option" manual || fail "the manual page does not know --$option"
done <options
[ $failures -eq 0 ] && printf 'all good\n'
exit $failures
