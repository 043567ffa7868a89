#!/bin/sh
# SPDX-License-Identifier: MIT
# The negotiation brief and the clause inventory. Usage: brief.sh PROGRAM SOURCE_DIR
program=$1 source=$2
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failures=0

fail() {
    printf 'FAILED: %s\n' "$1"
    failures=$((failures + 1))
}
has() {
    grep -q -- "$2" "$folder/$1" || fail "$1: no \"$2\""
}

"$program" brief "$source/fixtures/saas/hostile.txt" >"$folder/hostile" || fail 'hostile: exit status'
has hostile '^# Negotiation brief: '
has hostile '^### 1\. Section 3\.1 .*(critical)$'
has hostile '^- \*\*Ask:\*\* '
grep -n '^## ' "$folder/hostile" | sed 's/^[0-9]*:## //' >"$folder/parts"
printf 'Refuse\nInsist on\nImprove\nFine as it stands\n' | cmp -s - "$folder/parts" ||
    fail "hostile: the parts are $(tr '\n' ',' <"$folder/parts")"
# Each part by weight: critical before high before medium before low.
awk '/^## /{last=9} /^### /{w=index("low) medium) high) critical)", $NF ? substr($NF,2) : ""); if (w>last && last<9) bad=1; last=w} END{exit bad}' \
    "$folder/hostile" || fail 'hostile: not in order of weight'

"$program" brief "$source/fixtures/saas/clean.txt" >"$folder/clean" || fail 'clean: exit status'
has clean '^Nothing that must be refused\.$'
has clean '^Protections found:$'
has clean '^Looked for and not found: '
grep -q '^Looked for.*Excludes its own' "$folder/hostile" && fail 'hostile: found, and said not to be there'

# Two packs see the same trouble: readers are told once, programs get both, and core alone speaks for itself.
printf '1. Suspension. Vendor may suspend the Services at once if it believes that Customer breaches this Agreement.\n' >"$folder/twice.txt"
for packs in core core,ai-vendor; do
    "$program" check --no-config --type saas --packs $packs --fail-on none "$folder/twice.txt" >"$folder/$packs.text"
    "$program" check --no-config --type saas --packs $packs --fail-on none --format jsonl "$folder/twice.txt" >"$folder/$packs.jsonl"
done
has core.text '^    unilateral-suspension,'
has core,ai-vendor.text '^    suspension-subjective,'
grep -q 'unilateral-suspension' "$folder/core,ai-vendor.text" && fail 'one clause is told twice'
has core,ai-vendor.jsonl '"rule":"unilateral-suspension".*"replaced_by":"suspension-subjective"'
grep -q replaced_by "$folder/core.jsonl" && fail 'core alone replaces nothing'

# What a contract says must not become mark-up.
printf '1. Term. This Agreement shall automatically renew for *successive* <b>terms</b> of # one year.\n' >"$folder/marks.txt"
"$program" brief "$folder/marks.txt" >"$folder/marks" || fail 'marks: exit status'
has marks 'for \\\*successive\\\* \\<b\\>terms\\</b\\> of \\# one year'

"$program" clauses "$source/fixtures/saas/hostile.txt" >"$folder/clauses" || fail 'clauses: exit status'
has clauses '^auto-renewal$'
has clauses '^  11\.1 '
"$program" clauses --format json "$source/fixtures/saas/hostile.txt" >"$folder/clauses.json" || fail 'clauses json: exit status'
python3 - "$folder/clauses.json" <<'END' || fail 'clauses json: not as documented'
import json, sys
c = json.load(open(sys.argv[1]))
assert c["type"] == "clauses" and c["contract_type"] == "saas"
assert any(f["rule"] == "auto-renewal" and f["section"] == "11.1" for f in c["clauses"])
assert not any(f.get("missing") for f in c["clauses"])
assert isinstance(c["absent"], list)
END
"$program" brief >/dev/null 2>"$folder/error" && fail 'brief without a file'
has error 'brief takes one file'
[ $failures -eq 0 ] && printf 'all good\n'
exit $failures
