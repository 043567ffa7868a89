#!/bin/sh
# SPDX-License-Identifier: MIT
# Tracked changes in both views, and findings that say who inserted what they are about.
. "$(dirname "$0")/common"
cd "$work" || exit 2
python3 - <<'PYTHON'
import zipfile
w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
run = "<w:r><w:%s xml:space='preserve'>%s</w:%s></w:r>"
keep = lambda text: run % ("t", text, "t")
gone = lambda text: run % ("delText", text, "delText")
clause = "Either party may end this Agreement. "
added = "This Agreement shall automatically renew for successive one-year terms unless either party gives notice of non-renewal at least ninety days before the end of the term."
body = f"""<w:p>{keep("SERVICES AGREEMENT")}</w:p><w:p>{keep(clause)}<w:ins w:author="Ann" w:date="2024-05-06T07:08:09Z">{keep(added)}</w:ins><w:del w:author="Bob">{gone("It never renews.")}</w:del></w:p>"""
with zipfile.ZipFile("changed.docx", "w") as file:
    file.writestr("_rels/.rels", f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{rel}officeDocument" Target="d.xml"/></Relationships>')
    file.writestr("d.xml", f"<w:document {w}><w:body>{body}</w:body></w:document>")
PYTHON
"$clauselint" text changed.docx >final || fail "text fails"
grep -q "successive one-year terms" final || fail "final: the insertion is missing"
grep -q "never renews" final && fail "final: the deletion is shown"
"$clauselint" text --view original changed.docx >original || fail "text --view original fails"
grep -q "successive one-year terms" original && fail "original: the insertion is shown"
grep -q "never renews" original || fail "original: the deletion is missing"
"$clauselint" text --view both changed.docx 2>problem && fail "an unknown view is taken"
grep -q "final or original" problem || fail "the message does not name the views"
"$clauselint" check --no-config --fail-on none --format jsonl changed.docx >findings || fail "check fails"
grep -q '"revision": *{"kind": *"inserted", *"author": *"Ann", *"date": *"2024-05-06T07:08:09Z"}' findings ||
    fail "no finding says who inserted it: $(cut -c1-400 findings)"
grep -qE '"run": *1, *"offset": *0, *"end_paragraph": *1, *"end_run": *1,' findings || fail "no finding knows its run"
"$clauselint" check --no-config --fail-on none --format jsonl --view original changed.docx >findings || fail "check --view original fails"
grep -q '"kind": *"inserted"' findings && fail "the original view knows insertions"
verdict
