/* SPDX-License-Identifier: MIT
 *
 * A passage says it: a finding for each sentence in which the condition holds.
 */
#include "rules/judge.h"

static const void *read_flag(cl_rule_reader *reader, cl_rule *rule, const cl_yaml *node) {
    if (!cl_yaml_get(node, "condition"))
        cl_read_error(reader, "rule-key-missing", rule->place,
                      "The rule \"%s\" has no \"condition\".", rule->id);
    return rule;
}

static void raise(void *context, cl_candidate *candidate) {
    cl_judge_raise(candidate, context, NULL, 0);
}

static void evaluate(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    cl_judge_each(e, rule, raise, findings);
}

static const char *const keys[] = {NULL};
const cl_kind cl_kind_flag = {"flag", keys, NULL, read_flag, evaluate, NULL};
