/* SPDX-License-Identifier: MIT
 *
 * clauselint explain: why a rule exists and what to do about it; with --on, where a file raises it.
 */
#include <string.h>

#include "cli/describe.h"
#include "report/excerpt.h"
#include "rules/trace.h"

enum { MAX_TRACED = 60 }; /* passages that are explained */

static bool write_findings(const cl_options *options, const cl_setup *setup, const cl_rule *rule,
                           const cl_report_format *format, cl_arena *arena, cl_buffer *out) {
    cl_report_options report = cl_report_options_of(options);
    report.minimum = CL_SEVERITY_INFO;
    cl_report_file file = {.name = cl_valid_text(arena, options->on)};
    cl_reading reading;
    cl_error error;
    if (cl_reading_of(setup, rule, arena, cl_matcher_new(arena), options->on, &reading, &error) !=
        CL_OK) {
        cl_complain(file.name, &error);
        return false;
    }
    const cl_evaluate_options settings = cl_setup_evaluation(setup, arena, options->on);
    /* A rule that is not used here raises nothing, here as in a report. */
    if (cl_rule_left_out(rule, &settings, reading.type))
        reading.findings.count = reading.findings.fine_count = 0;
    file.contract = reading.contract;
    file.findings = &reading.findings;
    file.type = reading.type;
    file.summary = cl_summary_of(&reading.findings, report.minimum);
    cl_report_one(format, &report, &file, arena, out);
    if (format == &cl_report_text) {
        cl_buffer_printf(out, "\nWhere %s came near\n", rule->id);
        cl_trace_write(setup->ruleset, rule, reading.contract, cl_matcher_new(arena), &settings,
                       "  ", MAX_TRACED, out);
    }
    return true;
}

static bool explain(const cl_options *options, const cl_setup *setup, cl_arena *arena,
                    cl_buffer *out) {
    const cl_rule *rule = cl_rule_named(setup->ruleset, options->operands.items[0]);
    if (!rule)
        return false;
    bool text = !options->format || !strcmp(options->format, "text");
    if (text) {
        cl_describe_rule(rule, cl_report_options_of(options).width, out);
    } else if (!options->on) {
        cl_json_write(cl_rule_json(arena, rule), strcmp(options->format, "json") ? 0 : 2, out);
        cl_buffer_add_char(out, '\n');
    }
    if (!options->on)
        return true;
    if (text)
        cl_buffer_add_char(out, '\n');
    return write_findings(options, setup, rule,
                          text ? &cl_report_text : cl_report_format_find(options->format), arena,
                          out);
}

static int run(const cl_options *options) {
    if (options->operands.count != 1)
        return cl_usage_error("explain takes the id of one rule", "explain");
    cl_arena *arena = cl_arena_new();
    cl_setup *setup =
        cl_setup_new(arena, options, cl_setup_config(arena, options, options->on), NULL);
    cl_buffer text = {0};
    bool good = setup && explain(options, setup, arena, &text);
    cl_output output;
    if (good && cl_output_open(options, &output)) {
        cl_output_put(&output, &text);
        good = cl_output_close(&output);
    } else {
        good = false;
    }
    cl_buffer_release(&text);
    cl_arena_free(arena);
    return good ? CL_EXIT_CLEAN : CL_EXIT_FAILED;
}

const cl_command cl_command_explain = {
    .name = "explain",
    .arguments = "ID [--on FILE]",
    .summary = "Tell why a rule exists and what to ask for",
    .bit = CL_COMMAND_EXPLAIN,
    .run = run,
};
