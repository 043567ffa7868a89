#!/bin/sh
# SPDX-License-Identifier: MIT
# The JSON Schemas say what the program says. Usage: schema.sh PROGRAM SOURCE_DIR
program=$1 source=$2
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
"$program" --format json --min-severity info --fail-on none "$source"/fixtures >"$folder/report.json" 2>/dev/null
# Debian's python, which has the packages that scripts/setup installs.
/usr/bin/python3 - "$source" "$folder/report.json" "$program" <<'END'
import glob, json, re, subprocess, sys
try:
    import jsonschema, yaml
except ImportError:
    sys.exit("FAILED: python3-jsonschema and python3-yaml are missing; scripts/setup installs them")
source, report, program = sys.argv[1:]
bad = 0

def fail(message):
    global bad
    bad += 1
    print("FAILED:", message)

def check(schema, value, name):
    for error in list(jsonschema.Draft202012Validator(schema).iter_errors(value))[:3]:
        fail(f"{name}: {'/'.join(map(str, error.absolute_path))}: {error.message[:200]}")

def load(path):
    # Scalars as the program sees them: text.
    return yaml.load(open(path, encoding="utf-8"), Loader=yaml.BaseLoader)

def numbers(value, path=()):
    if isinstance(value, dict):
        return {k: numbers(v, path + (k,)) for k, v in value.items()}
    if isinstance(value, list):
        return [numbers(v, path) for v in value]
    return int(value) if path and path[-1] == "threshold" else value

rules = json.load(open(f"{source}/docs/schema/rules.schema.json"))
for path in sorted(glob.glob(f"{source}/rules/**/*.yaml", recursive=True)):
    check(rules, numbers(load(path)), path)

# The tables in the source and the schema name the same keys.
def table(path, name):
    text = open(f"{source}/{path}", encoding="utf-8").read()
    return set(re.findall(r'"([^"]+)"', re.search(name + r"\[\] = \{([^}]*)\}", text).group(1)))

kinds = {re.search(r'cl_kind_\w+ = \{"(\w+)"', open(p).read()).group(1): p for p in glob.glob(f"{source}/src/rules/kinds/*.c")}
keys = table("src/rules/rule_read.c", "rule_keys")
for path in kinds.values():
    keys |= table(path[len(source) + 1:], r"\bkeys")
rule = rules["$defs"]["rule"]["properties"]
if keys != set(rule):
    fail(f"rules.schema.json: keys differ from the source: {sorted(keys ^ set(rule))}")
if set(rule["kind"]["enum"]) != set(kinds):
    fail(f"rules.schema.json: kinds differ from the source: {sorted(set(kinds) ^ set(rule['kind']['enum']))}")

# What the program refuses, the schema refuses, and the other way round: one change to a sound file at a time.
def changed(change):
    file = {"pack": "p", "rules": [{"id": "r", "title": "T", "category": "c", "severity": "low", "message": "M", "why": "W", "ask": "A",
            "patterns": {"a": ["late fee"], "b": "invoice"}, "condition": "a and b",
            "examples": {"flags": ["A late fee on each invoice."], "passes": ["No invoice."]}}]}
    rule = file["rules"][0]
    for key, value in change.items():
        target = file if key in ("lexicon", "profiles", "pack", "stray") else rule
        if value is None:
            target.pop(key, None)
        else:
            target[key] = value
    return file

sound = [{}, {"kind": "flag"}, {"severity": "critical"}, {"applies": {"types": "saas", "sides": ["customer"], "parts": ["annex", "body"], "unsure": "off"}},
    {"near": {"pattern": "b", "sentences": "2"}}, {"near": {"pattern": "b"}}, {"guards": {"other-agreement": "off", "concession": "off"}},
    {"patterns": {"a": {"phrases": ["late fee"], "negation": "off", "other-agreement": "off"}, "b": "invoice"}},
    {"kind": "require", "condition": None, "present": "a and b", "partly": {"when": "a", "severity": "low", "message": "In part."}, "examples": None},
    {"kind": "require", "condition": None, "present": "a", "partly": "b", "by-reference": "b", "place": "fees", "examples": None},
    {"kind": "limit", "capture": {"n": "{n: money} late fee"}, "params": {"max": "USD 5"}, "value": "n", "max": "max", "examples": None},
    {"examples": {"flags": [{"text": "A late fee on each invoice.", "severity": "low", "message": "M"}, "A late fee on an invoice."]}},
    {"condition": "a and n > 60 days", "capture": {"n": {"phrases": "net {n: number}", "unit": "days"}}},
    {"condition": {"high": "a and b", "low": "a"}}, {"escalate": [{"when": "a", "severity": "high", "message": "Worse."}]},
    {"ladder": {"preferred": "No fee.", "fallback": {"text": "A low fee.", "when": "a", "severity": "low"}}},
    {"lexicon": {"own-words": ["late"], "renew+": "again"}, "profiles": [{"type": "x", "title": "towing", "threshold": "5"}, {"type": "y", "of": "x", "against": ["barge*"], "threshold": "1"}]},
    {"under": ["fees"], "not-under": "price", "unless": ["waived"], "elsewhere": "b", "references": "Law 1", "owner": "Finance", "fallback": "No fee."}]
broken = [{"severity": "urgent"}, {"severity": None}, {"id": None}, {"id": "Not An Id"}, {"title": ""}, {"message": None}, {"stray": "x"}, {"pack": None},
    {"paterns": {"a": "x"}}, {"kind": "flags"}, {"kind": "require"}, {"kind": "compare"}, {"kind": "check"}, {"kind": "limit"},
    {"present": "a"}, {"value": "n"}, {"right": "a"}, {"check": "unused-term"}, {"scope": "page"}, {"harms": "us"}, {"condition": ""}, {"condition": None},
    {"condition": {"certain": "a"}}, {"patterns": {"Not A Name": "x", "a": "late fee", "b": "invoice"}}, {"patterns": {"a": {"negation": "off"}, "b": "invoice"}},
    {"patterns": {"a": [], "b": "invoice"}}, {"patterns": {"a": {"phrases": "x", "quoted": "off"}, "b": "y"}}, {"guards": {"negation": "maybe"}}, {"guards": {"page": "off"}},
    {"applies": {"type": "saas"}}, {"applies": {"sides": "both"}}, {"applies": {"parts": ["cover"]}}, {"near": "b"}, {"near": {"sentences": "2"}},
    {"near": {"pattern": "b", "sentences": "0"}}, {"near": {"pattern": "b", "sentences": "many"}}, {"near": {"pattern": "b", "words": "2"}},
    {"capture": {"n": {"in": "document"}}}, {"capture": {"n": {"phrases": "{n: money}", "in": "page"}}}, {"escalate": {"when": "a"}}, {"escalate": [{"severity": "low"}]}, {"escalate": [{"when": "a"}]},
    {"ladder": {"best": "x"}}, {"ladder": {"preferred": {"when": "a"}}}, {"exposure": {"sum": "1"}}, {"examples": {"flag": "x"}}, {"examples": {"flags": [{"severity": "low"}]}}, {"examples": {"flags": [{"text": "x", "severity": "bad"}]}},
    {"examples": {"passes": [{"text": "x"}]}}, {"capture": {"n": {"phrases": "{n: number}", "unit": ""}}}, {"off": "perhaps"},
    {"lexicon": {"two words": "x"}}, {"lexicon": {"x": []}}, {"profiles": [{"title": "x"}]}, {"profiles": [{"type": "x", "threshold": "0"}]},
    {"profiles": [{"type": "x", "points": "5"}]}, {"kind": "require", "condition": None, "present": "a", "partly": {"severity": "low"}},
    {"kind": "check", "patterns": None, "check": "unused-term", "condition": "a"}]
for good, changes in ((True, sound), (False, broken)):
    for change in changes:
        path = f"{report}.rules.yaml"
        with open(path, "w", encoding="utf-8") as out:
            yaml.safe_dump(changed(change), out, allow_unicode=True)
        taken = jsonschema.Draft202012Validator(rules).is_valid(numbers(load(path)))
        run = subprocess.run([program, "rules", "list", "--no-config", "--rules", path], capture_output=True, text=True)
        if taken != good:
            fail(f"rules.schema.json {'refuses' if good else 'takes'} {change}")
        if (run.returncode == 0) != good:
            fail(f"the program {'refuses' if good else 'takes'} {change}: {run.stderr[:300]}")

check(json.load(open(f"{source}/docs/schema/report.schema.json")), json.load(open(report)), "report of all fixtures")
print("all good" if not bad else f"{bad} failed")
sys.exit(bool(bad))
END
