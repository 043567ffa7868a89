#!/bin/sh
# SPDX-License-Identifier: MIT
# The pages of the packs ai-vendor and dpa tell every rule, with its severity, defaults and positions as
# they are. `packs.sh CLAUSELINT SOURCE_DIR --update` rewrites the tables between "<!-- rules: FILES -->"
# and "<!-- end -->"; the last column, the source, is kept.
. "$(dirname "$0")/common"
"$clauselint" rules list --format json >"$work/rules" || fail "rules list"
python3 - "$work/rules" "$source_dir/docs/packs" "${1:-}" <<'PYTHON' || failures=$((failures + 1))
import json, pathlib, re, sys

rules = json.load(open(sys.argv[1], encoding="utf-8"))
failed = False

def complain(text):
    global failed
    failed = True
    print("FAIL: " + text)

def cell(text):
    return text.replace("|", "\\|").replace("\n", " ")

def row(rule, source):
    params = "<br>".join(f'`{name}` {value}' for name, value in rule["params"].items()) or "–"
    ladder = "<br>".join(f"{name}: {cell(text)}" for name, text in rule["ladder"].items()) or "–"
    if rule.get("owner"):
        ladder += f"<br>decides: {rule['owner']}"
    money = "<br>".join(cell(text) for text in rule["exposures"]) or "–"
    return f"| `{rule['rule']}` {cell(rule['title'])} | {rule['severity']} | {params} | {ladder} | {money} | {source} |"

for pack in ("ai-vendor", "dpa"):
    page = pathlib.Path(sys.argv[2], pack + ".md")
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(re.findall(r"<!-- rules: [^>]* -->\n(.*?)<!-- end -->", text, re.S))
    sources = {m[1]: m[2].strip() for m in re.finditer(r"^\| `([a-z0-9-]+)`.*\| ([^|]*) \|$", blocks, re.M)}

    def table(block):
        files = block[1].split()
        lines = ["| check | severity | defaults | positions | what may be told of the money | source |", "|---|---|---|---|---|---|"]
        lines += [row(r, sources.get(r["rule"], "–")) for r in rules if r["file"] in files]
        return f"<!-- rules: {block[1]} -->\n" + "\n".join(lines) + "\n<!-- end -->"

    fresh = re.sub(r"<!-- rules: ([^>]*) -->\n.*?<!-- end -->", table, text, flags=re.S)
    if sys.argv[3] == "--update":
        page.write_text(fresh, encoding="utf-8")
        text = fresh
    elif fresh != text:
        complain(f"{page.name}: a table is not as the rules are (make it with --update)")
    for rule in (r for r in rules if r["pack"] == pack):
        rows = [line for line in text.splitlines() if line.startswith(f"| `{rule['rule']}`")]
        if not rows:
            complain(f"{page.name}: {rule['rule']} is not told")
            continue
        said = " ".join(rows)
        if not re.search(rf"\| {rule['severity']} \|", said):
            complain(f"{page.name}: {rule['rule']} is {rule['severity']}")
        for name, value in rule["params"].items():
            if f"`{name}` {value}" not in said:
                complain(f"{page.name}: {rule['rule']} has the default {name} = {value}")
    for name in sources:
        if not any(r["rule"] == name for r in rules):
            complain(f"{page.name}: there is no rule {name}")
sys.exit(failed)
PYTHON
verdict
