#!/bin/sh
# SPDX-License-Identifier: MIT
# Many files: lists, patterns, parts, an interrupt; standard input under a name; what is said and what is not.
. "$(dirname "$0")/common"
limit_seconds=$(seconds 20)
cd "$work" || exit 2
mkdir -p in/deep/er 'in/with space'
cp "$source_dir/fixtures/nda/hostile.txt" in/a.txt
cp "$source_dir/fixtures/saas/clean.txt" 'in/with space/b.txt'
cp "$source_dir/fixtures/employment/hostile.docx" in/deep/c.docx
cp "$source_dir/fixtures/saas/hostile.txt" in/deep/er/d.rules
names() { sed -n 's/^{"type":"\(file\|error\)","file":"\([^"]*\)".*/\2/p' "$work/out" | tr '\n' ' '; }
# named WHAT EXPECTED ARGUMENTS…: the files that are reported, in order
named() {
    what=$1 expected=$2
    shift 2
    run "$limit_seconds" --no-config --format jsonl --fail-on none "$@"
    [ "$(names)" = "$expected" ] || fail "$what: $(names), expected $expected"
}
named 'a folder' 'in/a.txt in/deep/c.docx in/with space/b.txt ' in
named 'a pattern' 'in/a.txt ' 'in/*.txt'
named 'a deep pattern' 'in/a.txt in/with space/b.txt ' 'in/**/*.txt'
named 'a deep pattern for other endings' 'in/deep/er/d.rules ' 'in/**/d.*'
named 'a deep pattern without a folder' 'in/deep/c.docx ' '**/c.docx'
named 'the same from here' 'in/deep/c.docx ' './**/c.docx'
named 'nothing matches' 'in/*.nothing in/a.txt ' 'in/*.nothing' in/a.txt
[ "$status" -eq 2 ] && grep -q 'pattern-empty' err || fail "a pattern without matches: $status"
printf 'in/a.txt\r\nin/with space/b.txt\n\nin/deep' >list
named 'a list of lines' 'in/a.txt in/with space/b.txt in/deep/c.docx ' --files-from list
printf 'in/with space/b.txt\0in/a.txt\0' >list0
named 'a list with NUL' 'in/with space/b.txt in/a.txt ' --files-from list0
"$clauselint" --no-config --format jsonl --fail-on none --files-from - <list0 >out 2>err
[ "$(names)" = 'in/with space/b.txt in/a.txt ' ] || fail "a list on standard input: $(names)"
named 'a list and operands' 'in/deep/c.docx in/with space/b.txt in/a.txt ' in/deep/c.docx --files-from list0
: >empty
named 'an empty list' '' --files-from empty
[ "$status" -eq 0 ] || fail "an empty list: $status"
run 5 --files-from missing
[ "$status" -eq 2 ] && grep -q 'list-unreadable' err || fail "a missing list: $status"
run 5 --files-from - -
[ "$status" -eq 2 ] || fail "standard input twice: $status"

# Parts: together they are the whole, and none twice.
run "$limit_seconds" --no-config --format jsonl in
sort out >whole
for part in 1 2; do
    run "$limit_seconds" --no-config --format jsonl --shard $part/2 in
    cat out
done | sort >parts
cmp -s whole parts || fail 'the parts are not the whole'
for bad in 0/2 3/2 1 1/ /2 x; do
    run 5 --shard $bad in
    [ "$status" -eq 2 ] || fail "--shard $bad: $status"
done

# --summary: behind a report for people, else on standard error. --quiet: no word of clean files.
run "$limit_seconds" --no-config --summary in
grep -q '^F  *[0-9.]*  *[0-9]* .*  in/a.txt$' out || fail 'no row of the table'
tail -n 1 out | grep -q '^worst .* 3 files$' || fail 'no last row of the table'
run "$limit_seconds" --no-config --summary --format json in
python3 -m json.tool out >/dev/null || fail 'the table is in the JSON'
grep -q 'in/a.txt$' err || fail 'the table is not on standard error'
cp "$source_dir/fixtures/dpa/clean.md" clean.md
run "$limit_seconds" --no-config --quiet --min-severity high clean.md
[ ! -s out ] && [ ! -s err ] || fail 'quiet, and something is said'
run "$limit_seconds" --no-config -q --min-severity high clean.md in/a.txt
grep -q 'clean.md' out && fail 'quiet, and the clean file is named'
grep -q 'in/a.txt' out || fail 'quiet, and the findings are missing'

# Standard input under a name: configuration, type, waivers and reports go by it.
mkdir -p repo/vendors && printf 'types:\n  "vendors/*": employment\nseverity:\n  auto-renewal: info\nmin-severity: info\n' >repo/.clauselint.yaml
printf 'This Agreement shall automatically renew for successive five-year terms.\n' >repo/vendors/x.txt
run "$limit_seconds" --format jsonl repo/vendors/x.txt
cp out by-name
"$clauselint" --format jsonl --stdin-filename repo/vendors/x.txt - <repo/vendors/x.txt >out 2>err
cmp -s out by-name || fail 'standard input under a name differs from the file'
grep -q '"severity":"info"' out && grep -q '"contract_type":"employment"' out || fail 'the configuration of the name does not hold'
# Positions in bytes, code points and UTF-16.
printf '\360\235\224\270 \303\251 x: This Agreement shall automatically renew for successive five-year terms.\n' >units.txt
run 5 --no-config --format jsonl units.txt
python3 - "$work/out" units.txt <<'PYTHON' || fail 'positions'
import json, sys
row = [r for r in map(json.loads, open(sys.argv[1], encoding="utf-8")) if r["type"] == "finding" and "match" in r][0]
data = open(sys.argv[2], "rb").read()
for place in (row, row["match"]):
    before = data[:place["start_byte"]].decode()
    assert place["column"] == len(before) + 1, place
    assert place["utf16_column"] == len(before.encode("utf-16-le")) // 2 + 1, place
assert data[row["match"]["start_byte"]:row["match"]["end_byte"]].decode() == row["match"]["text"]
assert row["match"]["column"] < row["match"]["utf16_column"] < row["match"]["start_byte"] + 1
PYTHON

# Ctrl-C: what was begun is finished and the report is closed.
mkdir big && i=0
while [ $i -lt 400 ]; do cp in/a.txt big/$i.txt; i=$((i + 1)); done
cat in/a.txt in/a.txt in/a.txt in/a.txt >big/x.txt
for format in json sarif junit checkstyle gitlab text; do
    for jobs in 1 2; do
        # A shell without job control starts background jobs with SIGINT ignored, so Python starts it.
        python3 - "$clauselint" "$format" "$jobs" <<'PYTHON' >out 2>err
import signal, subprocess, sys, time
program, format, jobs = sys.argv[1:]
p = subprocess.Popen([program, "--no-config", "--format", format, "-j", jobs] + ["big"] * 20, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                     preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler))
first = p.stdout.read(4096)
p.send_signal(signal.SIGINT)
out, err = p.communicate(timeout=60)
sys.stdout.buffer.write(first + out)
sys.stderr.buffer.write(err)
sys.exit(p.returncode if p.returncode >= 0 else 99)
PYTHON
        status=$?
        [ "$status" -eq 130 ] || fail "Ctrl-C, $format, -j$jobs: exit status $status: $(head -n 2 err)"
        grep -q '\[interrupted\]' err || fail "Ctrl-C, $format, -j$jobs: not said"
        case $format in
        json | sarif | gitlab) python3 -m json.tool out >/dev/null || fail "Ctrl-C, $format, -j$jobs: no JSON" ;;
        junit | checkstyle) python3 -c 'import sys, xml.etree.ElementTree as x; x.parse(sys.argv[1])' out || fail "Ctrl-C, $format, -j$jobs: no XML" ;;
        esac
    done
done

# Progress: on a terminal, when it takes long; never with --quiet.
if command -v script >/dev/null; then
    script -qec "'$clauselint' --no-config --format json -j1 -o /dev/null big big big big big big big big big big big big" /dev/null >bar 2>&1 </dev/null
    grep -q '\[#.*\] [0-9]* of 4812' bar || fail 'no progress on a terminal'
    script -qec "'$clauselint' --no-config --format json -j1 -q -o /dev/null big big" /dev/null >bar 2>&1 </dev/null
    [ ! -s bar ] || fail 'progress with --quiet'
fi
# NO_COLOR and --color on a terminal.
if command -v script >/dev/null; then
    escape=$(printf '\033')
    script -qec "NO_COLOR=1 TERM=xterm '$clauselint' --no-config in/a.txt" /dev/null </dev/null | grep -q "$escape\[1m" && fail 'colour in spite of NO_COLOR'
    script -qec "TERM=xterm NO_COLOR= '$clauselint' --no-config in/a.txt" /dev/null </dev/null | grep -q "$escape\[" || fail 'no colour on a terminal'
    script -qec "TERM=xterm '$clauselint' --no-config --color never in/a.txt" /dev/null </dev/null | grep -q "$escape\[1m" && fail 'colour in spite of --color never'
fi
run 5 --no-config --color always in/a.txt
grep -q "$(printf '\033')" out || fail '--color always'
verdict
