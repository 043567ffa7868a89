#!/bin/sh
# SPDX-License-Identifier: MIT
# Completions: each shell takes them, and completes commands, options and values. A shell that is not installed is skipped.
. "$(dirname "$0")/common"
cd "$work" || exit 2
mkdir bin && ln -s "$clauselint" bin/clauselint
PATH=$work/bin:$PATH
export PATH
for shell in bash zsh fish; do
    run 5 completion $shell
    [ "$status" -eq 0 ] && [ -s out ] || fail "completion $shell: $status"
    cp out completion.$shell
done
run 5 completion csh
[ "$status" -eq 2 ] || fail "completion csh: $status"
run 5 completion
[ "$status" -eq 2 ] || fail "completion without a shell: $status"

cat >ask.bash <<'BASH'
source completion.bash
ask() {
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _clauselint 2>/dev/null
    echo "${COMPREPLY[*]}"
}
compopt() { :; }
ask clauselint wai
ask clauselint --form
ask clauselint --format sa
ask clauselint check --fail-on c
ask clauselint waive --re
ask clauselint completion f
ask clauselint --stdin-filename x --summ
BASH
printf 'waive\n--format\nsarif\ncritical\n--reason\nfish\n--summary\n' >expected
bash ask.bash >answers
cmp -s answers expected || fail "bash completes: $(tr '\n' ' ' <answers)"

# Every option of --help is there.
"$clauselint" check --help | sed -n 's/^ .*--\([a-z-]*\).*/\1/p' >options
for shell in bash zsh fish; do
    while read -r option; do
        grep -q -e "--$option\b" -e "-l $option\b" completion.$shell || fail "$shell does not know --$option"
    done <options
done
# The man page has every option and every command.
for command in check config waive explain rules; do "$clauselint" $command --help; done | sed -n 's/^ .*--\([a-z-]*\).*/\1/p' | sort -u >options
sed 's/\\-/-/g' "$source_dir/docs/clauselint.1" >man
while read -r option; do
    grep -q -e "--$option\b" man || fail "the man page does not know --$option"
done <options
"$clauselint" --help | sed -n '/^commands:/,/^$/s/^  \([a-z]*\).*/\1/p' >commands
[ "$(wc -l <commands)" -ge 10 ] || fail 'the commands of --help are not found'
while read -r command; do
    grep -q "^\.B $command" man || grep -q "clauselint $command" man || fail "the man page does not know $command"
done <commands
if command -v zsh >/dev/null; then
    zsh -f -c 'autoload -Uz compinit && compinit -D -u && source ./completion.zsh && (( $+functions[_clauselint] )) && [[ ${_comps[clauselint]} == _clauselint ]]' ||
        fail 'zsh does not take its completion'
else
    echo 'skipped: there is no zsh'
fi
if command -v fish >/dev/null; then
    cat >ask.fish <<'FISH'
source completion.fish
for line in 'clauselint wai' 'clauselint --form' 'clauselint --format sa' 'clauselint waive --re' 'clauselint completion f'
    complete -C "$line" | string split -f 1 \t
end
exit 0
FISH
    printf 'waive\n--format\nsarif\n--reason\nfish\n' >expected
    HOME=$work fish --no-config ask.fish >answers 2>err || fail "fish: $(cat err)"
    cmp -s answers expected || fail "fish completes: $(tr '\n' ' ' <answers)"
else
    echo 'skipped: there is no fish'
fi
verdict
