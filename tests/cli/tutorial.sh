#!/bin/sh
# SPDX-License-Identifier: MIT
# The tutorial of docs/rules.md, followed to the letter: its files are written, its commands print what it says.
# Usage: tutorial.sh PROGRAM SOURCE_DIR
. "$(dirname "$0")/common"
cd "$work" || exit 2
PATH=$work/bin:$PATH
mkdir bin && ln -s "$clauselint" bin/clauselint
unset COLUMNS
# Blocks in order: "```yaml NAME" is a file, "```console" a command and what it prints.
awk '
    /^```console$/ { n++; block = sprintf("step-%02d", n); next }
    /^```[a-z]+ [^ ]+$/ { n++; block = sprintf("file-%02d-%s", n, $2); next }
    /^```/ { block = ""; next }
    block { print > block }' "$source_dir/docs/rules.md"
steps=0
for block in $(ls -1 file-* step-* | sort -t- -k2,2n); do
    case $block in
    file-*) cp "$block" "${block#file-[0-9][0-9]-}" ;;
    step-*)
        steps=$((steps + 1))
        command=$(sed -n '1s/^\$ //p' "$block")
        sed 1d "$block" >expected
        sh -c "$command" >said 2>&1 </dev/null
        diff expected said >differs || fail "$command: $(cat differs)"
        ;;
    esac
done
[ "$steps" -ge 3 ] || fail "the tutorial has only $steps commands"
verdict
