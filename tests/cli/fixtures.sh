#!/bin/sh
# SPDX-License-Identifier: MIT
# The fixtures: hostile twins fail the gate, clean twins pass it, and each gives the findings listed
# beside it in CASE.expect (`rule  section`, sorted). `fixtures.sh CLAUSELINT SOURCE_DIR --update`
# rewrites the lists: read the difference before you commit it. So it is with the negotiation briefs of
# the agreements with suppliers, CASE.brief.md.
. "$(dirname "$0")/common"
update=${1:-}
cd "$source_dir/fixtures" || exit 2
time_limit=$(seconds 5)

"$source_dir/scripts/make-docx" --check ./*/*.docx.src || fail "a .docx differs from its source"

for file in */*.txt */*.md */*.html */*.docx; do
    case $file in *.expect | *.brief.md) continue ;; esac
    level=low
    case $file in drafting/*) level=info ;; esac # every check is to be seen
    run "$time_limit" check --no-config --format jsonl --fail-on high --min-severity $level "$file"
    sane "$file"
    case $file in
    */hostile.*) [ "$status" -eq 1 ] || fail "$file: exit status $status, a hostile contract must fail the gate" ;;
    */clean.*) [ "$status" -eq 0 ] || fail "$file: exit status $status, a clean contract must pass the gate" ;;
    esac
    expected=${file%.*}.expect
    python3 -c '
import json, sys
rows = [json.loads(line) for line in sys.stdin]
rows = ["{}  {}".format(r["rule"], r.get("section") or "-") for r in rows if r["type"] == "finding"]
print("\n".join(sorted(rows)))' <"$work/out" | sed '/^$/d' >"$work/found"
    if [ "$update" = --update ]; then
        cp "$work/found" "$expected"
    elif [ -f "$expected" ]; then
        diff -u "$expected" "$work/found" >"$work/diff" || {
            fail "$file: other findings than expected"
            tail -n +3 "$work/diff"
        }
    else
        fail "$file: no $expected (make it with --update)"
    fi
done
# A lawyer reads these.
for file in ai-vendor/hostile.docx ai-vendor/clean.docx ai-vendor/order-form.txt dpa/hostile.md dpa/clean.md dpa/reference.txt; do
    expected=${file%.*}.brief.md
    run "$time_limit" brief --no-config --side customer "$file"
    sane "$file"
    if [ "$update" = --update ]; then
        cp "$work/out" "$expected"
    else
        diff -u "$expected" "$work/out" >"$work/diff" || {
            fail "$file: another brief than expected"
            tail -n +3 "$work/diff"
        }
    fi
done
# What is clean is silent above low.
for file in ai-vendor/clean.docx dpa/clean.md; do
    run "$time_limit" check --no-config --side customer --fail-on medium --packs all "$file"
    [ "$status" -eq 0 ] || fail "$file: a clean twin has a finding of medium or more"
done
# Which checks apply depends on the kind of document: each of these is named after its kind
# (and, behind an underscore, after what it is called).
for file in kinds/*.md; do
    run "$time_limit" outline --no-config "$file"
    sane "$file"
    kind=$(basename "$file" .md)
    kind=${kind%%_*}
    grep -q "^  Type: $kind " "$work/out" || fail "$file: not read as $kind: $(grep '^  Type' "$work/out")"
done
# Each file is told by what it holds.
for pair in nda/clean.txt:text dpa/clean.md:markdown html/terms.html:html employment/clean.docx:docx; do
    run "$time_limit" check --no-config --format jsonl --fail-on none "${pair%:*}"
    sane "${pair%:*}"
    grep -q "\"format\": *\"${pair##*:}\"" "$work/out" || fail "${pair%:*}: not read as ${pair##*:}"
done
# The same contract in another layout has the same findings.
cmp nda/hostile.expect layout/justified.expect || fail "the layout of layout/justified.txt decides"
cmp distribution/hostile.expect layout/glued.expect || fail "the layout of layout/glued.txt decides"
cmp saas/hostile.expect html/filing.expect || fail "the layout of html/filing.html decides"
cmp nda/hostile.expect html/terms.expect || fail "the layout of html/terms.html decides"
verdict
