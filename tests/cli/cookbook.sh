#!/bin/sh
# SPDX-License-Identifier: MIT
# Every rule file printed in the documentation passes its own examples. Usage: cookbook.sh PROGRAM SOURCE_DIR
program=$1 source=$2
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failures=0

for page in cookbook rules; do
    awk -v folder="$folder" -v page="$page" '
        /^```yaml$/ { n++; file = sprintf("%s/%s-%02d.yaml", folder, page, n); next }
        /^```$/ { file = ""; next }
        file { print > file }' "$source/docs/$page.md"
done
[ "$(grep -l '^pack:' "$folder"/cookbook-*.yaml | wc -l)" -ge 15 ] || { printf 'FAILED: fewer than 15 recipes\n'; failures=1; }
for file in "$folder"/*.yaml; do
    grep -q '^\(pack\|lexicon\):' "$file" || continue # a part of a rule, shown by itself
    if ! "$program" rules test "$file" >"$folder/out" 2>"$folder/err" || [ -s "$folder/err" ]; then
        printf 'FAILED: %s\n' "$(basename "$file")"
        cat "$folder/out" "$folder/err"
        failures=$((failures + 1))
    fi
done
[ $failures -eq 0 ] && printf 'all good\n'
exit $failures
