#!/bin/sh
# SPDX-License-Identifier: MIT
# Broken and malicious inputs: each gets its own clear message, in little time, without a crash, and the
# other files of the same run are still reported.
. "$(dirname "$0")/common"
limit_seconds=$(seconds 5)
bad=$work/bad
mkdir "$bad"
"$source_dir/tests/hostile/make.py" "$bad" || { fail "tests/hostile/make.py"; verdict; }
good=$source_dir/fixtures/nda/hostile.txt

# says WHAT ID…: the last run said one of the ids.
says() {
    what=$1
    shift
    for id in "$@"; do
        grep -q -e "$id" "$work/out" "$work/err" && return
    done
    fail "$what: expected one of '$*', got: $(cat "$work/err" "$work/out" | head -n 3)"
}

# refused FILE ID…: cannot be worked with: status 2 and a message, alone and beside a sound file.
refused() {
    file=$1
    shift
    run "$limit_seconds" check --no-config --format jsonl "$bad/$file"
    sane "$file"
    [ "$status" -eq 2 ] || fail "$file: exit status $status, expected 2"
    says "$file" "$@"
    run "$limit_seconds" check --no-config --format jsonl "$bad/$file" "$good"
    sane "$file with another file"
    [ "$status" -eq 2 ] || fail "$file with another file: exit status $status, expected 2"
    says "$file with another file" "$@"
    grep -q '"type": *"finding"' "$work/out" || fail "$file: the other file of the run has no findings"
    run "$limit_seconds" check --no-config "$bad/$file"
    grep -q "$file" "$work/err" "$work/out" || fail "$file: the text report does not name the file"
    run "$limit_seconds" text "$bad/$file"
    sane "text $file"
    [ "$status" -eq 2 ] || fail "text $file: exit status $status, expected 2"
    [ ! -s "$work/out" ] || fail "text $file: wrote to stdout all the same"
}

# survived FILE: odd, but readable in some way: any of our statuses, in time.
survived() {
    for command in "check --no-config --packs all --format jsonl" text outline; do
        # shellcheck disable=SC2086 # the command is several words
        run "$limit_seconds" $command "$bad/$1"
        sane "$command $1"
    done
}

# bad_rules FILE ID…: the rule file is refused with its place.
bad_rules() {
    file=$1
    shift
    run "$limit_seconds" check --no-config --rules "$bad/$file" "$good"
    sane "--rules $file"
    [ "$status" -eq 2 ] || fail "--rules $file: exit status $status, expected 2"
    grep -qE "$file:[0-9]+:[0-9]+" "$work/err" || fail "--rules $file: no file:line:column: $(head -n 2 "$work/err")"
    says "--rules $file" "$@"
}

refused empty.txt empty-file
refused empty.docx empty-file
refused space.txt empty-file
refused noise.txt binary-file
refused noise.docx docx-truncated zip-damaged docx-not-a-document
refused nul.txt binary-file
refused pdf.docx pdf-file
refused encrypted.docx docx-encrypted
refused old-word.docx doc-file
refused truncated.docx docx-truncated
refused header-only.docx docx-truncated
refused bad-crc.docx zip-damaged
refused encrypted-entry.docx zip-encrypted docx-encrypted
refused bomb.docx limit-ratio
refused liar.docx limit- zip-damaged
refused laughs.docx xml-dtd
refused external.docx xml-dtd
refused deep.docx limit-xml-depth
refused unclosed.docx xml-damaged
refused no-main.docx docx-not-a-document zip-part-missing
refused spreadsheet.docx docx-not-a-document
refused parts.docx limit-parts
refused missing.txt file-missing
grep -q root: "$work/out" && fail "external.docx: read a file that was not given"

run "$limit_seconds" text "$bad/folder.docx"
sane "text of a folder"
[ "$status" -eq 2 ] || fail "text of a folder: exit status $status, expected 2"
says "text of a folder" file-directory "a folder" "a directory"

for file in latin1.txt utf16.txt surrogate.txt numbering.docx one-line.txt deep-labels.txt \
    brackets.txt runaway.txt; do
    survived "$file"
done

bad_rules typo-key.yaml "did you mean .*patterns"
bad_rules typo-pattern.yaml pattern phrase "\[rule"
bad_rules not-yaml.yaml yaml "not valid"
bad_rules aliases.yaml yaml anchor alias
bad_rules deep.yaml yaml deep nest
bad_rules too-many-gaps.yaml pattern-syntax phrase-syntax

# The huge and the deep, with time and memory measured; smaller where a sanitizer makes everything slow.
scale=1
[ "$limit_seconds" -eq 5 ] || scale=20
"$source_dir/tests/hostile/extreme.py" "$clauselint" "$source_dir" --scale "$scale" || fail "tests/hostile/extreme.py"

# A pattern that would run for ever ends at its limit; that is said, and everything else is reported.
for rules in runaway.yaml gaps.yaml; do
    run "$limit_seconds" check --no-config --rules "$bad/$rules" --format jsonl "$bad/runaway.txt" "$good"
    sane "--rules $rules"
    grep -q '"type": *"finding"' "$work/out" || fail "--rules $rules: nothing found in the other file"
    [ "$rules" = gaps.yaml ] || says "--rules $rules" pattern-limit
done
verdict
