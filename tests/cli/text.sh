#!/bin/sh
# SPDX-License-Identifier: MIT
# What `clauselint text` shows of the fixtures: labels as Word displays them, tracked changes as if
# accepted, notes, tables, fields, page furniture set aside, wrapped lines joined.
. "$(dirname "$0")/common"
cd "$source_dir/fixtures" || exit 2

# shows FILE TEXT…: each text is the beginning of a line. hides FILE TEXT…: none occurs anywhere.
shows() {
    file=$1
    shift
    run 5 text "$file"
    [ "$status" -eq 0 ] || fail "text $file: exit status $status"
    for text in "$@"; do
        awk -v t="$text" 'index($0, t) == 1 { found = 1; exit } END { exit !found }' "$work/out" ||
            fail "text $file: no line begins with: $text"
    done
}
hides() {
    file=$1
    shift
    run 5 text "$file"
    for text in "$@"; do
        grep -qF -e "$text" "$work/out" && fail "text $file: should not show: $text"
    done
}

shows ai-vendor/hostile.docx 'ARTICLE I Definitions' '1.1 “API” means' 'ARTICLE X Term and Termination' \
    '(a) for convenience, at any time, on thirty (30) days’ notice;' '10.3 Termination by Customer.' \
    '4.5 Payment. Invoices are due thirty (30) days after their date.' '$4.40' 'By: ____________________' \
    '1.7 “Services” means access to the Models through the API, and the support described in Section 2.2.' \
    '9.3 Customer. The limitations in this ARTICLE IX do not apply' 'Page 1 of 1' \
    '2.5 Usage Policies. Customer shall comply with the usage policies published at northlight.example/policies,'
grep -q 'The increase applies to the rates in force' "$work/out" || fail "the footnote is missing"
hides ai-vendor/hostile.docx 'forty-five (45)' 'TWELVE (12) MONTHS BEFORE' 'REF _Ref' 'PAGE'
shows ai-vendor/clean.docx 'The Monthly Ceiling is £160,000.' '1.10 Transfers. Vendor shall not transfer' \
    '(b) in the case of Vendor, on one hundred eighty (180) days’ written notice.' 'ARTICLE I Processing'
hides ai-vendor/clean.docx 'exclusively from Vendor'
shows employment/clean.docx '4.2 Earlier Covenants.' 'ARTICLE V Termination' '5.4 Survival. ARTICLE III and this ARTICLE V'
hides employment/clean.docx 'For twelve (12) months following termination'
shows distribution/hostile.txt 'ARTICLE 1 DEFINITIONS' \
    'Section 2.3 Restricted Sales. Distributor shall not sell the Products to any customer outside the Territory, and' \
    'Section 6.7 Covenants after Termination.'
hides distribution/hostile.txt 'Kestrel / Nordvik' '- 2 -'
shows nda/hostile.txt '5. Restrictive Covenants.' '(a) Non-Competition. For a period of three (3) years'
hides nda/hostile.txt "$(printf '\r')"
shows saas/hostile.txt '11.3 Termination for Convenience. Provider may terminate this Agreement at any time for convenience upon'
shows dpa/clean.md '8.1 Vendor shall notify Customer of a personal data breach without undue delay' 'This Data Processing Agreement (the "DPA")'
shows layout/glued.txt 'ARTICLE 6 TERM AND TERMINATION' 'Section 6.7 Covenants after Termination. For a period of two (2) years'
hides layout/glued.txt 'Source: KESTREL'
shows layout/justified.txt '(a) Non-Competition. For a period of three (3) years after the Effective Date, Recipient shall not,'
verdict
