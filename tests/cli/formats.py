#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""formats.py FORMAT REPORT: is the report what the specification of its format asks for? SARIF 2.1.0
(the members we write, their types, values and cross-references), the XSD of Ant's JUnit report,
GitLab's Code Quality, GitHub's workflow commands, Checkstyle."""
import json, re, sys
import xml.etree.ElementTree as xml

def need(condition, message):
    if not condition:
        sys.exit(f"  {message}")

# name: (type, required, allowed values or the shape of what is inside); "*" for any member.
TEXT = {"text": (str, True, None)}
ARTIFACT = {"uri": (str, True, re.compile(r"(?:file://)?[A-Za-z0-9\-._~/%]+")), "uriBaseId": (str, False, ["%SRCROOT%"])}
REGION = {k: (int, k == "startLine", None) for k in ("startLine", "startColumn", "endLine", "endColumn")} | {"snippet": (dict, False, TEXT)}
PHYSICAL = {"artifactLocation": (dict, True, ARTIFACT), "region": (dict, False, REGION)}
LOGICAL = {"name": (str, True, None), "fullyQualifiedName": (str, True, None), "kind": (str, True, None)}
LOCATION = {"id": (int, False, None), "message": (dict, False, TEXT), "physicalLocation": (dict, True, PHYSICAL), "logicalLocations": (list, False, LOGICAL)}
LEVELS = ["none", "note", "warning", "error"]
RULE = {"id": (str, True, None), "name": (str, False, re.compile(r"[A-Z]\w*")), "shortDescription": (dict, True, TEXT),
        "fullDescription": (dict, True, TEXT), "help": (dict, True, TEXT | {"markdown": (str, True, None)}),
        "defaultConfiguration": (dict, True, {"level": (str, True, LEVELS), "rank": ((int, float), True, None)}), "properties": (dict, True, "*")}
SUPPRESSION = {"kind": (str, True, ["inSource", "external"]), "status": (str, False, ["accepted", "underReview", "rejected"]), "justification": (str, False, None)}
RESULT = {"ruleId": (str, True, None), "ruleIndex": (int, True, None), "level": (str, True, LEVELS), "rank": ((int, float), True, None),
          "message": (dict, True, TEXT), "locations": (list, True, LOCATION), "relatedLocations": (list, False, LOCATION),
          "partialFingerprints": (dict, True, "*"), "properties": (dict, True, "*"), "suppressions": (list, False, SUPPRESSION)}
NOTIFICATION = {"descriptor": (dict, True, {"id": (str, True, None)}), "level": (str, True, LEVELS), "message": (dict, True, TEXT),
                "locations": (list, True, LOCATION)}
INVOCATION = {"executionSuccessful": (bool, True, None), "exitSignalName": (str, False, None), "toolExecutionNotifications": (list, True, NOTIFICATION)}
DRIVER = {"name": (str, True, None), "version": (str, True, None), "semanticVersion": (str, True, None), "rules": (list, True, RULE)}
RUN = {"tool": (dict, True, {"driver": (dict, True, DRIVER)}), "columnKind": (str, True, ["utf16CodeUnits", "unicodeCodePoints"]),
       "originalUriBaseIds": (dict, True, "*"), "results": (list, True, RESULT), "invocations": (list, True, INVOCATION)}
LOG = {"$schema": (str, True, None), "version": (str, True, ["2.1.0"]), "runs": (list, True, RUN)}

def conform(value, shape, path="log"):
    if shape == "*":
        return
    for name in value:
        need(name in shape, f"{path}: no member {name} in the specification")
    for name, (kind, required, inside) in shape.items():
        if name not in value:
            need(not required, f"{path}: no {name}")
            continue
        item = value[name]
        need(isinstance(item, kind) and (kind is bool or not isinstance(item, bool)), f"{path}.{name}: {item!r}")
        if kind is dict:
            conform(item, inside, f"{path}.{name}")
        elif kind is list:
            for i, element in enumerate(item):
                conform(element, inside, f"{path}.{name}[{i}]")
        elif isinstance(inside, list):
            need(item in inside, f"{path}.{name}: {item!r}")
        elif inside:
            need(inside.fullmatch(item), f"{path}.{name}: {item!r}")
        elif kind is int:
            need(item >= (0 if name == "ruleIndex" else 1), f"{path}.{name}: {item}")

def sarif(text):
    log = json.loads(text)
    conform(log, LOG)
    run = log["runs"][0]
    ids = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    need(len(set(ids)) == len(ids) and ids, "rule ids are not unique")
    for rule in run["tool"]["driver"]["rules"]:
        need(0 <= float(rule["properties"]["security-severity"]) <= 10, "security-severity")
        need(isinstance(rule["properties"]["security-severity"], str), "security-severity is no string")
    for result in run["results"]:
        need(ids[result["ruleIndex"]] == result["ruleId"], "ruleIndex")
        need(0 <= result["rank"] <= 100, "rank")
        region = result["locations"][0]["physicalLocation"]["region"]
        end = (region.get("endLine", region["startLine"]), region.get("endColumn", 1 << 30))
        need((region["startLine"], region.get("startColumn", 1)) <= end, f"a region that ends before it begins: {region}")
    prints = [(r["ruleId"], r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], r["partialFingerprints"]["primaryLocationLineHash"]) for r in run["results"]]
    need(len(set(prints)) == len(prints), "fingerprints are not unique within a file")
    failed = any(n["level"] == "error" for n in run["invocations"][0]["toolExecutionNotifications"])
    need(run["invocations"][0]["executionSuccessful"] != failed, "executionSuccessful")

def junit(text):
    root = xml.fromstring(text)
    need(root.tag == "testsuites" and not root.attrib, "root")
    for i, suite in enumerate(root):
        need(set(suite.attrib) == {"package", "name", "id", "timestamp", "hostname", "tests", "failures", "errors", "time"}, f"attributes {suite.attrib}")
        need(suite.get("id") == str(i), "id")
        need(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", suite.get("timestamp")), "timestamp")
        tags = [child.tag for child in suite]
        cases = [child for child in suite if child.tag == "testcase"]
        need(tags == ["properties"] + ["testcase"] * len(cases) + ["system-out", "system-err"], f"order {tags}")
        need(cases and int(suite.get("tests")) == len(cases), "tests")
        for tag in ("failure", "error"):
            need(int(suite.get(tag + "s")) == sum(case.find(tag) is not None for case in cases), tag + "s")
        for case in cases:
            need(set(case.attrib) == {"name", "classname", "time"} and len(case) <= 1, "testcase")
            for child in case:
                need(child.tag in ("failure", "error") and child.get("type"), "child of a testcase")

def checkstyle(text):
    root = xml.fromstring(text)
    need(root.tag == "checkstyle" and root.get("version"), "root")
    for file in root:
        need(file.tag == "file" and file.get("name"), "file")
        for error in file:
            need(error.tag == "error" and set(error.attrib) == {"line", "column", "severity", "message", "source"}, "error")
            need(int(error.get("line")) > 0 and int(error.get("column")) > 0, "line or column")
            need(error.get("severity") in ("ignore", "info", "warning", "error"), "severity")

def gitlab(text):
    entries = json.loads(text)
    for e in entries:
        need(set(e) == {"description", "check_name", "fingerprint", "severity", "location"}, f"members {set(e)}")
        need(e["severity"] in ("info", "minor", "major", "critical", "blocker"), "severity")
        need(e["location"]["path"] and not e["location"]["path"].startswith("./") and e["location"]["lines"]["begin"] > 0, "location")
    need(len({e["fingerprint"] for e in entries}) == len(entries), "fingerprints are not unique")

def github(text):
    for line in text.splitlines():
        m = re.fullmatch(r"::(error|warning|notice) ((?:[a-zA-Z]+=[^,:]*,)*[a-zA-Z]+=[^,:]*)::(.+)", line)
        need(m, f"no command: {line}")
        keys = [part.split("=")[0] for part in m[2].split(",")]
        need(set(keys) <= {"file", "line", "endLine", "col", "endColumn", "title"} and keys[0] == "file", f"properties {keys}")

def unix(text):
    for line in text.splitlines():
        need(re.fullmatch(r"[^:]+:[1-9]\d*:[1-9]\d*: (error|warning|note): .+ \[[a-z0-9-]+\]", line), f"no such line: {line}")

def markdown(text):
    need(text.startswith("<!-- clauselint -->\n### clauselint: "), "first lines")
    need(len(text.encode()) <= 60000, "length")
    need(text.count("<details>") == text.count("</details>") == text.count("<summary>") == text.count("</summary>"), "folds")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    need(all(len(re.findall(r"(?<!\\)\|", row)) == 9 for row in rows), "cells of the table")
    need(not re.search(r"@\w", text), "somebody is mentioned")

if __name__ == "__main__":
    globals()[sys.argv[1]](open(sys.argv[2], encoding="utf-8", newline="").read())
