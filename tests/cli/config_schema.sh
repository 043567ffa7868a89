#!/bin/sh
# SPDX-License-Identifier: MIT
# The schemas of the configuration and the waiver file: their keys are those of docs/config.md and of the source, and they
# accept and refuse what the program accepts and refuses.
. "$(dirname "$0")/common"
cd "$work" || exit 2
cp "$source_dir/fixtures/nda/clean.txt" nda.txt
/usr/bin/python3 - "$clauselint" "$source_dir" <<'PYTHON' || fail 'schemas'
import json, pathlib, re, subprocess, sys
import jsonschema, yaml
program, root = sys.argv[1], pathlib.Path(sys.argv[2])
schemas = {n: json.loads((root / f"docs/schema/{n}.schema.json").read_text()) for n in ("config", "waivers")}
for schema in schemas.values():
    jsonschema.Draft202012Validator.check_schema(schema)
bad = []
keys = set(schemas["config"]["properties"])
page = (root / "docs/config.md").read_text()
told = {k for row in re.findall(r"^\| (`[^|]*) \|", page, re.M) for k in re.findall(r"`([a-z-]+)`", row)}
source = (root / "src/cli/config.c").read_text()
lists = re.findall(r"const char \*const (?:scalar|other)_keys\[\] = \{(.*?)\}", source, re.S)
known = set(re.findall(r'"([a-z-]+)"', " ".join(lists)))
if keys != known:
    bad.append(f"schema and source differ: {keys ^ known}")
if not told <= keys or {k for k in keys if not k.startswith("max-")} - told:
    bad.append(f"docs/config.md differs: {told ^ keys}")

class Plain(yaml.SafeLoader):
    """Dates stay strings, as our own reader has them."""
Plain.yaml_implicit_resolvers = {c: [r for r in rs if not r[0].endswith("timestamp")] for c, rs in yaml.SafeLoader.yaml_implicit_resolvers.items()}

def check(name, file, text, good):
    pathlib.Path(file).write_text(text)
    valid = jsonschema.Draft202012Validator(schemas[name]).is_valid(yaml.load(text, Plain))
    taken = subprocess.run([program, "nda.txt", "--fail-on", "none"], capture_output=True).returncode == 0
    if (valid, taken) != (good, good):
        bad.append(f"{file}: expected {good}, schema {valid}, program {taken}: {text!r}")

for text in ("side: customer\n", "packs: all\n", "packs: [core]\n", "fail-on: none\nmax-score: 40\n", 'types:\n  "a/*": nda\n',
             "params:\n  auto-renewal-long-notice.max_notice: 30 days\n", "severity:\n  auto-renewal: off\n".replace(" off", ' "off"'),
             "ignore:\n  - path: x\n    reason: y\n", "view: original\nmax-seconds: 9\nmax-findings: 3\n", "waivers: w.yaml\n", "severity:\nparams:\ntypes:\nignore:\n"):
    check("config", ".clauselint.yaml", text, True)
for text in ("sides: customer\n", "side: nobody\n", "fail-on: often\n", "max-score: 101\n", "severity:\n  auto-renewal: awful\n",
             "ignore:\n  - reason: y\n", "ignore:\n  - path: x\n", "max-seconds: 0\n", "view: both\n"):
    check("config", ".clauselint.yaml", text, False)
subprocess.run(["rm", ".clauselint.yaml"])
subprocess.run([program, "init"], check=True, capture_output=True)
starter = pathlib.Path(".clauselint.yaml").read_text()
check("config", ".clauselint.yaml", starter, True)
one = 'waivers:\n  - fingerprint: "0123456789abcdef"\n    rule: x\n    reason: r\n    who: w\n    until: 2027-01-31\n'
check("waivers", ".clauselint-waivers.yaml", one, True)
check("waivers", ".clauselint-waivers.yaml", "waivers:\n", True)
for old, new in (("reason: r", "reasn: r"), ("    who: w\n", ""), ("2027-01-31", "soon"), ("0123456789abcdef", "123")):
    check("waivers", ".clauselint-waivers.yaml", one.replace(old, new), False)
print("\n".join("  " + b for b in bad), end="\n" if bad else "")
sys.exit(bool(bad))
PYTHON
verdict
