/* SPDX-License-Identifier: MIT
 *
 * clauselint clauses: what is in a contract, and where: every clause that a rule recognises, as a
 * fact, also those of severity info that a report leaves out; and what was looked for in vain.
 */
#include <string.h>

#include "cli/common.h"
#include "report/excerpt.h"
#include "report/formats/json.h"
#include "report/wrap.h"

enum { EXCERPT_LIMIT = 160, LABEL_COLUMN = 14 };

typedef struct clauses {
    const cl_ruleset *ruleset;
    const cl_evaluate_options *settings;
    const cl_reading *reading;
} clauses;

static bool was_found(const clauses *c, const char *category) {
    const cl_findings *findings = &c->reading->findings;
    for (size_t i = 0; i < findings->count; i++)
        if (!findings->items[i].missing && !strcmp(findings->items[i].rule->category, category))
            return true;
    return false;
}

/* The first rule that states a category as a fact, and is applied to this contract. */
static bool leads_category(const clauses *c, size_t rule) {
    const cl_rule *rules = c->ruleset->rules;
    if (rules[rule].severity != CL_SEVERITY_INFO ||
        !cl_rule_applies(&rules[rule], c->settings, c->reading->type))
        return false;
    for (size_t i = 0; i < rule; i++)
        if (rules[i].severity == CL_SEVERITY_INFO &&
            !strcmp(rules[i].category, rules[rule].category))
            return false;
    return true;
}

static void write_json(const clauses *c, const char *name, cl_arena *arena, int indent,
                       cl_buffer *out) {
    cl_report_file file = {.name = name,
                           .contract = c->reading->contract,
                           .findings = &c->reading->findings,
                           .type = c->reading->type};
    cl_json *object = cl_json_object(arena);
    cl_json_set_string(object, "type", "clauses");
    cl_json_set_string(object, "file", name);
    cl_json_set_string(object, "contract_type", c->reading->type);
    cl_json *found = cl_json_array(arena), *absent = cl_json_array(arena);
    for (size_t i = 0; i < c->reading->findings.count; i++)
        if (!c->reading->findings.items[i].missing)
            cl_json_add(found, cl_json_finding(arena, &file, &c->reading->findings.items[i]));
    for (size_t i = 0; i < c->ruleset->rule_count; i++)
        if (leads_category(c, i) && !was_found(c, c->ruleset->rules[i].category))
            cl_json_add_text(absent, cl_text_from(c->ruleset->rules[i].category));
    cl_json_set(object, "clauses", found);
    cl_json_set(object, "absent", absent);
    cl_json_write(object, indent, out);
    cl_buffer_add_char(out, '\n');
}

static void write_clause(const clauses *c, const cl_finding *finding, cl_arena *arena,
                         unsigned width, cl_buffer *out) {
    const cl_contract *contract = c->reading->contract;
    cl_buffer_add_string(out, "  ");
    unsigned columns = cl_plain_text(cl_clause_label(contract, finding->place.section), out);
    cl_indent(out, columns < LABEL_COLUMN - 2 ? LABEL_COLUMN - 2 - columns : 1);
    cl_excerpt excerpt = cl_excerpt_finding(arena, contract, finding, false, EXCERPT_LIMIT);
    cl_wrap wrap = {.width = width, .indent = LABEL_COLUMN, .column = LABEL_COLUMN};
    cl_wrap_text(&wrap, excerpt.text.length ? excerpt.text : cl_text_from(finding->message), out);
}

/* All findings of a category, in order of the document; a sentence once. */
static void write_category(const clauses *c, const char *category, cl_arena *arena, unsigned width,
                           cl_buffer *out) {
    const cl_findings *findings = &c->reading->findings;
    uint32_t last = CL_NONE;
    cl_buffer_printf(out, "\n%s\n", category);
    for (size_t i = 0; i < findings->count; i++) {
        const cl_finding *finding = &findings->items[i];
        if (finding->missing || strcmp(finding->rule->category, category) != 0 ||
            (finding->place.sentence != CL_NONE && finding->place.sentence == last))
            continue;
        last = finding->place.sentence;
        write_clause(c, finding, arena, width, out);
    }
}

static void write_text(const clauses *c, const char *name, cl_arena *arena, unsigned width,
                       cl_buffer *out) {
    const cl_ruleset *ruleset = c->ruleset;
    cl_plain_text(cl_text_from(name), out);
    cl_buffer_printf(out, " (read as: %s)\n", c->reading->type);
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const char *category = ruleset->rules[i].category;
        bool first = true;
        for (size_t k = 0; k < i && first; k++)
            first = strcmp(ruleset->rules[k].category, category) != 0;
        if (first && was_found(c, category))
            write_category(c, category, arena, width, out);
    }
    cl_buffer absent = {0};
    for (size_t i = 0; i < ruleset->rule_count; i++)
        if (leads_category(c, i) && !was_found(c, ruleset->rules[i].category))
            cl_buffer_printf(&absent, "%s%s", absent.length ? ", " : "",
                             ruleset->rules[i].category);
    if (absent.length) {
        cl_buffer_add_string(out, "\nNot found: ");
        cl_wrap wrap = {.width = width, .indent = 2, .column = 11};
        cl_wrap_text(&wrap, cl_buffer_text(&absent), out);
    }
    cl_buffer_release(&absent);
}

static void write(const cl_setup *setup, const char *name, const cl_reading *reading,
                  cl_arena *arena, cl_buffer *out) {
    const cl_options *options = &setup->options;
    const cl_evaluate_options settings = cl_setup_evaluation(setup, arena, name);
    clauses c = {setup->ruleset, &settings, reading};
    if (options->format && strcmp(options->format, "text"))
        write_json(&c, name, arena, strcmp(options->format, "json") ? 0 : 2, out);
    else
        write_text(&c, name, arena, cl_report_options_of(options).width, out);
}

static int run(const cl_options *options) {
    cl_options all = *options;
    all.minimum = CL_SEVERITY_INFO;
    return cl_run_on_file(&all, "clauses", write);
}

const cl_command cl_command_clauses = {
    .name = "clauses",
    .arguments = "FILE",
    .summary = "Show what is in a contract, and where: the clause inventory",
    .bit = CL_COMMAND_CLAUSES,
    .run = run,
};
