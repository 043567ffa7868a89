#!/bin/sh
# SPDX-License-Identifier: MIT
# The money behind the findings of the pack ai-vendor, on small agreements; and that nothing is told where a
# number is missing, blacked out, in another currency, or stated twice. Usage: exposure.sh PROGRAM SOURCE_DIR
. "$(dirname "$0")/common"
cat >"$work/cases.py" <<'PYTHON'
import json, subprocess, sys

head = "1. Minimum Annual Commitment. Customer commits to spend USD 10,000,000 in each contract year."
term = "2. Term. The subscription term is three (3) years from the Effective Date."
fee = "3. Exit. If Customer terminates early, it shall pay an early termination fee of {} of the remaining commitment."
whole = "3. Exit. If Customer terminates early, it shall pay the remaining commitment as an early termination fee."
cap = "3. Liability. Vendor's aggregate liability shall not exceed {}."
# rule, clauses, amount (None: nothing may be told)
cases = [
    ("early-termination-fee", [head, term, fee.format("one hundred percent (100%)")], 20e6),
    ("early-termination-fee", [head, term, fee.format("50%")], 10e6),
    ("early-termination-fee", [head, term, whole], 20e6),
    ("early-termination-fee", [head.replace("10,000,000", "10 million"), term, whole], 20e6),
    ("early-termination-fee", [head, term.replace("three (3) years", "eighteen (18) months"), whole], 5e6),
    ("early-termination-fee", [head, term.replace("three (3) years", "twelve (12) months"), whole], None),
    ("early-termination-fee", [head, whole], None),
    ("early-termination-fee", [term, whole], None),
    ("early-termination-fee", [head.replace("USD 10,000,000", "$[***]"), term, whole], None),
    ("early-termination-fee", [head.replace("USD 10,000,000", "USD ________"), term, whole], None),
    ("early-termination-fee", [head, term, whole, "4. Plan B. Customer commits to spend USD 12,000,000 in each contract year."], None),
    ("early-termination-fee", ["1. Commitment. The committed spend is USD 10,000,000 in the first contract year, USD 12,000,000 in the second "
                               "contract year and USD 14,000,000 in the third contract year.", term, whole], 26e6),
    ("early-termination-fee", ["1. Commitment. The committed spend is USD 10,000,000 in the first contract year and USD 12,000,000 in the second "
                               "contract year.", term, whole], None),
    ("multi-year-term", [head, term], 30e6),
    ("minimum-spend", [head], 1e6),
    ("minimum-spend", [head, "4. Forecast. The parties estimate the consumption of a year at USD 7,500,000."], 2.5e6),
    ("minimum-spend", [head, "4. Forecast. The parties estimate the consumption of a year at EUR 7,500,000."], 1e6),
    ("minimum-spend", [head, "4. Forecast. Customer expects to use sixty percent (60%) of the commitment."], 4e6),
    ("minimum-spend", ["1. Commitment. Customer shall pay the minimum commitment."], None),
    ("price-increase-over-cap", [head, "4. Prices. At renewal the rates increase by twelve percent (12%)."], 1.2e6),
    ("price-increase-over-cap", ["4. Prices. At renewal the rates increase by twelve percent (12%)."], None),
    ("overage-premium", [head, "4. Overage. Overage is charged at 130% of the contract rates."], 1.3e6),
    ("expiring-credits", [head, "4. Credits. Customer buys prepaid credits of USD 600,000. Unused prepaid credits expire after a year."], 6e4),
    ("expiring-credits", [head, "4. Credits. Unused prepaid credits expire after a year."], None),
    ("liability-cap-low", [head, cap.format("the fees paid in the three (3) months before the claim")], 7.5e6),
    ("liability-cap-low", ["1. Fees. Customer shall pay the fees.", cap.format("the fees paid in the three (3) months before the claim")], None),
    ("discount-decay", [head, "4. Discount. The discount is 25% in the first year, 18% in the second year and 12% in the third year."], 18.3333),
    ("discount-decay", [head, "4. Discount. The discount is 20% in the first year and 10% in the second year."], 15),
    ("discount-decay", [head, "4. Discount. If quantities fall, Vendor may remove any discounts."], None),
    ("uptime-below-threshold", [head, "4. Uptime. Vendor guarantees that the API is available 99.0% of each month."], 7.2),
    ("auto-renewal", [head, "4. Renewal. This Agreement renews automatically for successive terms of two (2) years unless Customer gives "
                      "thirty (30) days' notice."], 20e6),
    ("exit-terms", [head, term, "3. Exit. Customer may terminate this Agreement for convenience on ninety (90) days' notice and shall then pay "
                    "fifty percent (50%) of the remaining commitment."], 10e6),
]
failed = 0
for rule, clauses, amount in cases:
    text = "ENTERPRISE SERVICES AGREEMENT\n\nbetween Northlight AI, Inc. (\"Vendor\") and Calder plc (\"Customer\")\n\n" + "\n\n".join(clauses) + "\n"
    run = subprocess.run([sys.argv[1], "--no-config", "--packs", "all", "--side", "customer", "--type", "saas", "--format", "jsonl", "--fail-on", "none", "-"],
                         input=text.encode(), stdout=subprocess.PIPE, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    found = [f for f in found if f.get("rule") == rule]
    if not found:
        print(f"FAIL: {rule}: not raised on {clauses}")
        failed = 1
        continue
    told = [f["exposure"] for f in found if "exposure" in f]
    values = [t.get("amount", t.get("number", t.get("percent"))) for t in told]
    if amount is None and told or amount is not None and not any(v is not None and abs(v - amount) <= amount / 1e4 for v in values):
        print(f"FAIL: {rule}: {told or 'nothing'} instead of {amount or 'nothing'} on {clauses}")
        failed = 1
sys.exit(failed)
PYTHON
python3 "$work/cases.py" "$clauselint" || failures=$((failures + 1))
verdict
