#!/bin/sh
# SPDX-License-Identifier: MIT
# The JSON Schemas say what the program says. Usage: schema.sh PROGRAM SOURCE_DIR
program=$1 source=$2
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
"$program" --format json --min-severity info --fail-on none "$source"/fixtures >"$folder/report.json" 2>/dev/null
# Debian's python, which has the packages that scripts/setup installs.
/usr/bin/python3 - "$source" "$folder/report.json" <<'END'
import glob, json, re, sys
try:
    import jsonschema, yaml
except ImportError:
    sys.exit("FAILED: python3-jsonschema and python3-yaml are missing; scripts/setup installs them")
source, report = sys.argv[1:]
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

check(json.load(open(f"{source}/docs/schema/report.schema.json")), json.load(open(report)), "report of all fixtures")
print("all good" if not bad else f"{bad} failed")
sys.exit(bool(bad))
END
