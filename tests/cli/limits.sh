#!/bin/sh
# SPDX-License-Identifier: MIT
# Each limit has a flag, refuses with its own message, and can be raised.
. "$(dirname "$0")/common"
text=$source_dir/fixtures/nda/hostile.txt
docx=$source_dir/fixtures/employment/hostile.docx
limit_seconds=$(seconds 20) # a guard against hanging; the machine may be busy

# limit FILE FLAG LOW ID: with the low value the file is refused under that id, and the message names the flag.
limit() {
    run "$limit_seconds" check --no-config "--$2" "$3" "$1"
    sane "--$2"
    [ "$status" -eq 2 ] || fail "--$2 $3: exit status $status, expected 2"
    grep -q "\[$4\]" "$work/err" || fail "--$2 $3: expected [$4], got: $(cat "$work/err")"
    grep -q -e "--$2" "$work/err" || fail "--$2 $3: the message does not name the flag"
    grep -q "^| .*--$2\`.*$4" "$source_dir/docs/limits.md" || fail "--$2 and $4 are not a row of docs/limits.md"
    run "$limit_seconds" check --no-config "--$2" 50000000 "$1"
    grep -q "$4" "$work/err" && fail "--$2 50000000: still $4"
    sane "--$2 50000000"
}

limit "$text" max-file-bytes 100 limit-file-bytes
limit "$text" max-text-bytes 100 limit-text-bytes
limit "$docx" max-text-bytes 100 limit-text-bytes
limit "$text" max-judged-bytes 100 limit-judged-bytes
limit "$docx" max-judged-bytes 100 limit-judged-bytes
limit "$text" max-paragraphs 3 limit-paragraphs
limit "$docx" max-paragraphs 3 limit-paragraphs
limit "$text" max-paragraph-bytes 20 limit-paragraph-bytes
limit "$docx" max-paragraph-bytes 20 limit-paragraph-bytes
limit "$docx" max-part-bytes 500 limit-part-bytes
limit "$docx" max-total-bytes 3000 limit-total-bytes
limit "$docx" max-parts 1 limit-parts
limit "$docx" max-xml-depth 3 limit-xml-depth
limit "$docx" max-xml-attributes 1 limit-xml-attributes

# The ratio is looked at from 1 MiB on.
"$source_dir/tests/hostile/extreme.py" --make paragraphs-mixed.docx "$work/mixed.docx" || fail "tests/hostile/extreme.py --make"
limit "$work/mixed.docx" max-ratio 2 limit-ratio

# Namespaces in the ten thousands make looking up a name slow: time runs out while reading.
"$source_dir/tests/hostile/extreme.py" --make namespaces-deep.docx "$work/slow.docx" || fail "tests/hostile/extreme.py --make"
run "$limit_seconds" check --no-config --max-ratio 1000000 --max-seconds 1 "$work/slow.docx"
sane --max-seconds
grep -q "\[limit-seconds\]" "$work/err" || fail "--max-seconds while reading: $(cat "$work/err")"
# And while rules are applied: of half a result nothing is reported.
"$source_dir/tests/hostile/extreme.py" --make regex-everywhere.txt "$work/slow.txt" || fail "tests/hostile/extreme.py --make"
"$source_dir/tests/hostile/extreme.py" --make regex-everywhere.yaml "$work/slow.yaml" || fail "tests/hostile/extreme.py --make"
run "$limit_seconds" check --no-config --max-seconds 1 --rules "$work/slow.yaml" --format jsonl "$work/slow.txt" "$text"
sane "--max-seconds while rules are applied"
[ "$status" -eq 2 ] || fail "--max-seconds while rules are applied: exit status $status, expected 2"
grep -q "\[limit-seconds\]" "$work/err" || fail "--max-seconds while rules are applied: $(cat "$work/err")"
grep '"finding"' "$work/out" | grep -q slow.txt && fail "--max-seconds: half a result was reported"

run "$limit_seconds" check --no-config --max-findings 1 --format jsonl "$source_dir/fixtures/saas/hostile.txt"
sane --max-findings
cat "$work/out" >"$work/one"
run "$limit_seconds" check --no-config --format jsonl "$source_dir/fixtures/saas/hostile.txt"
if [ "$(grep -c '"finding"' "$work/one")" -lt "$(grep -c '"finding"' "$work/out")" ]; then
    grep -q limit-findings "$work/one" || fail "--max-findings: findings are missing without a notice"
fi
verdict
