#!/bin/sh
# SPDX-License-Identifier: MIT
# Fingerprints of the fixtures outlive a paragraph at the top, other numbers and other line ends, and no change of words:
# bench/fingerprints over their texts. Usage: fingerprints.sh CLAUSELINT SOURCE_DIR
. "$(dirname "$0")/../cli/common"
mkdir "$work/texts"
cd "$source_dir/fixtures" || exit 2
for file in */*.txt; do cp "$file" "$work/texts/$(echo "$file" | tr / -)"; done
for file in */*.docx */clean.md */hostile.md */*.html; do "$clauselint" text "$file" >"$work/texts/$(echo "$file" | tr / -).txt"; done
python3 "$source_dir/bench/fingerprints" --linter "$clauselint" --count 1000 --show "$work/texts" >"$work/out" || fail "$(cat "$work/out")"
grep -q '^words changed .* 0 kept of [1-9][0-9]' "$work/out" || fail "the words: $(cat "$work/out")"
verdict
