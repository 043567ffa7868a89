/* SPDX-License-Identifier: MIT
 *
 * clauselint brief: the negotiation brief of one contract.
 */
#include "cli/common.h"
#include "report/brief.h"

static void brief(const cl_setup *setup, const char *name, const cl_reading *reading,
                  cl_arena *arena, cl_buffer *out) {
    const cl_ruleset *ruleset = setup->ruleset;
    const cl_evaluate_options settings = cl_setup_evaluation(setup, arena, name);
    const cl_rule **checked = CL_ARRAY(arena, ruleset->rule_count + 1, const cl_rule *);
    size_t count = 0;
    for (size_t i = 0; i < ruleset->rule_count; i++)
        if (cl_rule_applies(&ruleset->rules[i], &settings, reading->type))
            checked[count++] = &ruleset->rules[i];
    cl_report_file file = {.name = name,
                           .contract = reading->contract,
                           .findings = &reading->findings,
                           .type = reading->type,
                           .summary = cl_summary_of(&reading->findings, CL_SEVERITY_LOW)};
    cl_brief_write(&file, checked, arena, out);
}

static int run(const cl_options *options) {
    return cl_run_on_file(options, "brief", brief);
}

const cl_command cl_command_brief = {
    .name = "brief",
    .arguments = "FILE",
    .summary = "Write the negotiation brief (Markdown): refuse, insist on, improve, fine",
    .bit = CL_COMMAND_BRIEF,
    .run = run,
};
