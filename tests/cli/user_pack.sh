#!/bin/sh
# SPDX-License-Identifier: MIT
# A user's own folder of rules works like ours: words added to our lexicon, our rules with other limits and severities or
# replaced, a contract type of their own, layered by a configuration. Usage: user_pack.sh PROGRAM SOURCE_DIR
. "$(dirname "$0")/common"
mkdir "$work/desk" "$work/desk/our-rules" "$work/plain" || exit 2
cd "$work" || exit 2

cat >desk/towing.txt <<'END'
TOWING AGREEMENT

This Towing Agreement (this "Agreement") is made on March 2, 2026 between Harbor Tugs Ltd. ("Tug Owner") and Oakline
Shipping LLC ("Hirer").

1. Term. As the tide turns this Agreement renews.

2. Standby. Hirer shall pay standby hire of USD 900 for each hour during which the tug waits.

3. Assignment. Hirer may not assign this Agreement without the consent of Tug Owner.

4. Berths. Each berth order automatically renews unless Hirer gives notice of non-renewal thirty (30) days before its end.
END
sed '/^4\. /d' desk/towing.txt >plain/towing.txt

cat >desk/our-rules/words.yaml <<'END'
lexicon:
  by-itself+: ["as the tide turns"]   # our trade's way to say it
  standby: ["standby hire", "demurrage"]
END
cat >desk/our-rules/types.yaml <<'END'
profiles:
  - type: towing
    title: ["towing"]
    body: ["tug", "tow*", "hirer"]
END
cat >desk/our-rules/towing.yaml <<'END'
pack: harbor
rules:
  - id: standby-hire
    title: Waiting costs money
    category: price
    severity: medium
    applies: { types: [towing], unsure: off }
    patterns:
      standby: ["<standby> … {rate: money}"]
    condition: standby
    params: { most: USD 500 }
    escalate:
      - { when: rate > most, severity: critical, message: "Waiting costs {rate} (more than {most})." }
    message: Waiting costs {rate}.
    why: A tug that waits earns more than one that tows.
    ask: Ask for two free hours.
    fallback: The first two hours of waiting are free.
    examples:
      flags: ["Hirer shall pay standby hire of USD 900 for each hour."]
      passes: ["Hirer shall pay hire of USD 900 for each hour of towing."]
END

# rules_of: what was found in the last run, one "RULE SEVERITY" a line.
rules_of() {
    sed -n 's/^{"type":"finding".*"rule":"\([^"]*\)".*"severity":"\([^"]*\)".*/\1 \2/p' "$work/out" | sort
}
lint() {
    run 10 --format jsonl --fail-on none --min-severity low "$@"
    sane "$*"
    rules_of >"$work/found"
}
found() { grep -q "^$1\$" "$work/found" || fail "$2: no finding \"$1\" among: $(tr '\n' ';' <"$work/found")"; }
absent() { ! grep -q "^$1" "$work/found" || fail "$2: found \"$1\" all the same"; }

# Without the folder nobody knows these words.
lint plain/towing.txt
absent auto-renewal "no pack"
absent standby-hire "no pack"

cat >desk/.clauselint.yaml <<'END'
rules: [our-rules]
END
lint desk/towing.txt
grep -q '"contract_type":"towing"' "$work/out" || fail "the profile is not used"
found "standby-hire critical" "own rule with its own words and type"
grep -q '"message":"Waiting costs USD 900 (more than USD 500)."' "$work/out" || fail "the message of the escalation"
grep -q '^auto-renewal ' "$work/found" || fail "our lexicon was not extended: $(cat "$work/found")"
absent auto-renewal-long-notice "the limit is still ours"
lint --type services desk/towing.txt
absent standby-hire "a rule for another type"

# Limits and severities, ours and theirs; the command line wins.
cat >desk/.clauselint.yaml <<'END'
rules: [our-rules]
params:
  auto-renewal-long-notice.max_notice: 10 days
  standby-hire.most: USD 1,000
severity:
  auto-renewal: low
  anti-assignment: off
END
lint desk/towing.txt
grep -q '^auto-renewal-long-notice ' "$work/found" || fail "the param of our rule: $(cat "$work/found")"
found "standby-hire medium" "the param of their rule"
found "auto-renewal low" "the severity of our rule"
lint --param "standby-hire.most=USD 100" --severity auto-renewal=high desk/towing.txt
found "standby-hire critical" "--param over the configuration"
found "auto-renewal high" "--severity over the configuration"

# A rule of theirs takes the place of ours with the same id.
cat >desk/our-rules/zz-ours.yaml <<'END'
pack: core
rules:
  - id: auto-renewal
    title: Renews by the calendar
    category: renewal
    severity: critical
    patterns: { renews: ["<by-itself> … renew*"] }
    condition: renews
    message: Ours now.
    why: W
    ask: A
    examples: { flags: ["As the tide turns it renews."] }
END
cat >desk/.clauselint.yaml <<'END'
rules: [our-rules]
packs: [core, harbor]
END
lint desk/towing.txt
found "auto-renewal critical" "a replaced rule"
grep -q '"message":"Ours now."' "$work/out" || fail "the rule was not replaced"

# The same folder, tested and shown.
cd desk || exit 2
run 10 rules test our-rules
sane "rules test"
[ "$status" -eq 0 ] || fail "rules test: $(cat "$work/out")"
grep -q '^2 rules, 0 failures' "$work/out" || fail "rules test counts $(cat "$work/out")"
[ ! -s "$work/err" ] || fail "rules test has doubts: $(cat "$work/err")"
run 10 rules list
grep -q '^harbor *standby-hire *medium' "$work/out" || fail "rules list does not know the pack"
run 10 explain standby-hire --on towing.txt
grep -q 'standby  matches "standby hire of USD 900": <standby> "standby hire"' "$work/out" || fail "explain --on: $(cat "$work/out")"
verdict
