#!/bin/sh
# SPDX-License-Identifier: MIT
# Every format for every fixture, checked against what its specification asks for: tests/cli/formats.py.
. "$(dirname "$0")/common"
cd "$source_dir/fixtures" || exit 2
limit_seconds=$(seconds 10)
files=$(find . -name '*.txt' -o -name '*.docx' -o -name '*.md' -o -name '*.html' | sort)
printf '%%PDF-1.7\n' >"$work/scan.pdf"
for format in sarif junit github gitlab checkstyle unix markdown; do
    for file in $files "$work/scan.pdf"; do
        run "$limit_seconds" check --no-config --packs all --format "$format" "$file"
        sane "$format $file"
        cat "$work/out" >"$work/report"
        python3 "$source_dir/tests/cli/formats.py" "$format" "$work/report" || fail "$format of $file"
    done
    # shellcheck disable=SC2086 # no spaces in the names of fixtures
    run "$limit_seconds" check --no-config --packs all --format "$format" --extract "$work/text" $files "$work/scan.pdf"
    sane "$format of all"
    cat "$work/out" >"$work/report"
    python3 "$source_dir/tests/cli/formats.py" "$format" "$work/report" || fail "$format of all fixtures"
    case $format in
    markdown | junit) ;;
    *) grep -q 'text/employment/hostile.docx.txt' "$work/report" || fail "$format does not name the text that was written out" ;;
    esac
done

# The text that was written out is what `text` prints, and lines lead to the words.
run "$limit_seconds" text employment/hostile.docx
cmp -s "$work/out" "$work/text/employment/hostile.docx.txt" || fail "--extract writes another text than clauselint text"
run "$limit_seconds" check --no-config --format unix --extract "$work/text" employment/hostile.docx
line=$(sed -n 's/.*\.txt:\([0-9]*\):.*\[auto-renewal-long-notice\]$/\1/p' "$work/out" | head -n 1)
sed -n "${line:-1}p" "$work/text/employment/hostile.docx.txt" | grep -qi 'renew' || fail "line $line of the text has no renewal"
run "$limit_seconds" check --no-config --extract "$work/scan.pdf/x" employment/hostile.docx
[ "$status" -eq 2 ] && grep -q 'extract-unwritable' "$work/err" || fail "--extract where nothing can be written: $status"
mkdir -p "$work/up/down" && cp employment/hostile.docx "$work/up/" && cd "$work/up/down" || exit 2
run "$limit_seconds" check --no-config --extract out ../hostile.docx
[ -f out/_/hostile.docx.txt ] || fail "a path with .. leaves the folder"

# A comment that would be too long says what it leaves out.
mkdir "$work/many" && i=0
while [ $i -lt 60 ]; do cp "$source_dir/fixtures/saas/hostile.txt" "$work/many/contract-$i.txt"; i=$((i + 1)); done
run "$limit_seconds" check --no-config --format markdown "$work/many"
[ "$(wc -c <"$work/out")" -le 60000 ] || fail "a comment of $(wc -c <"$work/out") bytes"
grep -q 'more contracts are left out for their length' "$work/out" || fail "what was left out is not said"
[ "$(grep -c '^| .*contract' "$work/out")" -eq 60 ] || fail "the table has not all contracts"
verdict
