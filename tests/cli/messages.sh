#!/bin/sh
# SPDX-License-Identifier: MIT
# Every id of an error or a notice in src/ is explained in docs/messages.md, and nothing else is.
. "$(dirname "$0")/common"
cd "$source_dir" || exit 2
python3 - >"$work/ids" <<'PYTHON'
import pathlib, re
# An id is the first literal of that shape in a call of these, or of a helper that takes `const char *id`.
helpers = {"cl_error_set", "cl_notices_add"}
texts = {path: path.read_text(encoding="utf-8") for path in sorted(pathlib.Path("src").rglob("*.c"))}
for text in texts.values():
    helpers.update(re.findall(r"\b(\w+)\s*\([^(){};]*const char \*id\b[^(){};]*\)\s*(?:\{|__attr)", text))
call = re.compile(r"\b(?:" + "|".join(sorted(helpers)) + r')\s*\([^;"{}]*"([a-z0-9]+(?:-[a-z0-9]+)+)"')
for path, text in texts.items():
    for m in call.finditer(text):
        print(m[1], f"{path}:{text.count(chr(10), 0, m.start()) + 1}")
PYTHON
sed -n 's/^### \([a-z0-9-]*\)[[:space:]]*$/\1/p' docs/messages.md >"$work/documented"
[ -s "$work/ids" ] || fail "no ids found in src/"
while read -r id place; do
    grep -qx -e "$id" "$work/documented" || fail "$place: '$id' is not explained in docs/messages.md"
done <"$work/ids"
sort "$work/documented" | uniq -d >"$work/twice"
[ ! -s "$work/twice" ] || fail "explained twice: $(tr '\n' ' ' <"$work/twice")"
while read -r id; do
    grep -rqw -e "$id" --include='*.[ch]' src || fail "docs/messages.md explains '$id', which src/ never says"
done <"$work/documented"
verdict
