/* SPDX-License-Identifier: MIT
 *
 * A mistake of drafting that no phrase describes: the rule names an analysis (rules/drafting).
 */
#include <string.h>

#include "rules/drafting/drafting.h"

/* What a condition judges is no business of an analysis: written here it would silently do
 * nothing. */
static void refuse(cl_rule_reader *reader, const cl_rule *rule, const cl_yaml *node) {
    static const char *const idle[] = {"patterns",  "condition", "scope", "capture",
                                       "elsewhere", "near",      "when",  "escalate",
                                       "ladder",    "exposure",  NULL};
    for (const char *const *key = idle; *key; key++)
        if (cl_yaml_get(node, *key))
            cl_read_error(reader, "rule-value", cl_read_place(reader, cl_yaml_get(node, *key)),
                          "\"%s\" has no effect in the rule \"%s\", which is of kind check.", *key,
                          rule->id);
}

static const void *read_check(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    const cl_yaml *check = cl_yaml_get(node, "check");
    const char *name = cl_read_string(reader, check, "check"), *names[64] = {0};
    refuse(reader, rule, node);
    for (size_t i = 0; cl_analyses[i] && i < 63; i++) {
        names[i] = cl_analyses[i]->name;
        if (name && !strcmp(name, names[i]))
            return cl_analyses[i];
    }
    if (!check)
        cl_read_error(reader, "rule-key-missing", rule->place,
                      "The rule \"%s\" of kind check has no \"check\".", rule->id);
    else if (name) {
        const char *near = cl_nearest_name(name, names);
        cl_read_error(reader, "check-unknown", cl_read_place(reader, check),
                      "There is no analysis \"%.60s\"%s%s%s", name, near ? "; did you mean \"" : "",
                      near ? near : "", near ? "\"?" : ".");
    }
    return cl_analyses[0];
}

static void evaluate(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_analysis *analysis = rule->own;
    analysis->find(e, rule, findings);
}

static const char *const keys[] = {"check", NULL};
static const char *const words[] = {"text", "other", NULL};
const cl_kind cl_kind_check = {"check", keys, words, read_check, evaluate, NULL};
