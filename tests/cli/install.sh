#!/bin/sh
# SPDX-License-Identifier: MIT
# What `cmake --install` puts in place works elsewhere: the program with its rules, the man page, and
# the library for a program of somebody else's, found by pkg-config.
# usage: install.sh CLAUSELINT SOURCE
set -eu
build=$(cd "$(dirname "$1")" && pwd)
source=$2
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
cmake --install "$build" --prefix "$root/usr" >/dev/null
for file in bin/clauselint include/clauselint.h share/man/man1/clauselint.1 share/clauselint/rules/core/renewal.yaml; do
    [ -s "$root/usr/$file" ] || { echo "FAIL: $file is not installed"; exit 1; }
done
cat >"$root/example.c" <<'C'
#include <clauselint.h>
#include <stdio.h>
int main(int count, char **arguments) {
    char message[512];
    clauselint_rules *rules = clauselint_rules_load(NULL, message, sizeof message);
    if (!rules || count < 2)
        return 2;
    clauselint_result *result = clauselint_lint_file(rules, arguments[1], NULL);
    for (size_t i = 0; i < clauselint_finding_count(result); i++)
        puts(clauselint_finding_at(result, i)->rule);
    clauselint_result_free(result);
    clauselint_rules_free(rules);
    return 0;
}
C
PKG_CONFIG_PATH=$(dirname "$(find "$root/usr" -name clauselint.pc)")
export PKG_CONFIG_PATH
flags=
grep -q 'fsanitize' "$build/CMakeCache.txt" && flags='-fsanitize=address,undefined'
compiler=$(sed -n 's/^CMAKE_C_COMPILER:[A-Z]*=//p' "$build/CMakeCache.txt")
# shellcheck disable=SC2046,SC2086
"$compiler" -Wall -Wextra -Werror $flags "$root/example.c" $(pkg-config --cflags --libs clauselint) -o "$root/example"
"$root/example" "$source/fixtures/saas/hostile.txt" | grep -q '^auto-renewal$' || { echo "FAIL: the library does not find what the program finds"; exit 1; }
echo ok
