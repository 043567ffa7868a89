#!/bin/sh
# SPDX-License-Identifier: MIT
# Includes go upstream only: cli → report → rules → contract → document → base. Fails when an arrow
# points downstream, when an include does not name its folder, and when a foreign library is included
# outside the one folder that hides it.
. "$(dirname "$0")/common"
cd "$source_dir/src" || exit 2
rank() {
    case $1 in
    base) echo 0 ;; document) echo 1 ;; contract) echo 2 ;; rules) echo 3 ;; report) echo 4 ;; cli) echo 5 ;;
    *) echo none ;;
    esac
}
grep -rnE '^[[:space:]]*#[[:space:]]*include' --include='*.[ch]' . | sed 's|^\./||' >"$work/includes"
[ -s "$work/includes" ] || fail "no includes found"
while IFS= read -r line; do
    file=${line%%:*}
    from=${file%%/*}
    case $line in
    *'"'*'"'*)
        target=${line#*\"}
        target=${target%%\"*}
        case $target in
        clauselint.h) continue ;; # the public header stands above the folders
        */*) to=${target%%/*} ;;
        *) fail "$file includes \"$target\" without its folder"; continue ;;
        esac
        [ -f "$target" ] || [ "$to" = embedded ] || fail "$file includes \"$target\", which does not exist"
        a=$(rank "$from") b=$(rank "$to")
        if [ "$a" != none ] && [ "$b" = none ]; then
            fail "$file includes \"$target\": unknown folder"
        elif [ "$a" != none ] && [ "$b" -gt "$a" ]; then
            fail "$file includes \"$target\": downstream"
        fi
        ;;
    *'<pcre2'* | *'<libfyaml'* | *'<jansson'*) [ "$from" = base ] || fail "$line: only in base/" ;;
    *'<libxml'* | *'<zip.h>'* | *'<uchardet'* | *'<cmark'*) [ "$from" = document ] || fail "$line: only in document/" ;;
    esac
done <"$work/includes"
# Only cli/ prints or exits; in base/, exhausted memory ends the process with a message.
grep -rnE '\b(printf|puts|putchar|perror|exit)[[:space:]]*\(' --include='*.c' base document contract rules report |
    grep -vE '^base/|^[^:]*:[0-9]+:[[:space:]]*(\*|/[*/])' >"$work/prints" &&
    fail "prints or exits outside cli/: $(head -n 5 "$work/prints")"
verdict
