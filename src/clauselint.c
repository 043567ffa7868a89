/* SPDX-License-Identifier: MIT */
#include "clauselint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/load.h"
#include "report/excerpt.h"
#include "report/report.h"
#include "rules/evaluate.h"

enum { EXCERPT_LIMIT = 1200, REPORT_WIDTH = 80 };

struct clauselint_rules {
    cl_arena *arena;
    cl_ruleset *ruleset;
};

struct clauselint_result {
    cl_arena *arena;
    cl_error error;
    cl_report_file file;
    cl_findings found;
    clauselint_finding *findings; /* those that count */
    size_t count;
};

const char *clauselint_version(void) {
    return CLAUSELINT_VERSION;
}

static void tell_mistakes(const cl_errors *errors, char *message, size_t size) {
    cl_buffer text = {0};
    for (size_t i = 0; i < errors->count; i++) {
        const cl_error *error = &errors->items[i];
        if (i)
            cl_buffer_add_char(&text, '\n');
        if (error->place.file)
            cl_buffer_printf(&text, "%s:%u:%u: ", error->place.file, error->place.line,
                             error->place.column);
        cl_buffer_printf(&text, "%s [%s]", error->message, error->id);
    }
    if (message && size)
        snprintf(message, size, "%s", text.length ? text.bytes : "");
    cl_buffer_release(&text);
}

clauselint_rules *clauselint_rules_load(const char *const *paths, char *message, size_t size) {
    cl_arena *arena = cl_arena_new();
    cl_ruleset_options options = {.paths = paths};
    cl_ruleset *ruleset = NULL;
    cl_errors errors = {0};
    if (cl_ruleset_new(arena, &options, &ruleset, &errors) != CL_OK || !ruleset || errors.count) {
        tell_mistakes(&errors, message, size);
        cl_arena_free(arena);
        return NULL;
    }
    clauselint_rules *rules = CL_NEW(arena, clauselint_rules);
    *rules = (clauselint_rules){arena, ruleset};
    return rules;
}

void clauselint_rules_free(clauselint_rules *rules) {
    if (rules)
        cl_arena_free(rules->arena);
}

static const char *own_text(cl_arena *arena, cl_text text) {
    return cl_arena_copy(arena, text.length ? text.bytes : "", text.length);
}

static const char *or_empty(const char *string) {
    return string ? string : "";
}

static void fill_finding(const clauselint_result *result, const cl_finding *finding,
                         clauselint_finding *out) {
    const cl_contract *contract = result->file.contract;
    cl_arena *arena = result->arena;
    const cl_rule *rule = finding->rule;
    *out = (clauselint_finding){
        .rule = rule->id,
        .title = or_empty(rule->title),
        .category = or_empty(rule->category),
        .severity = (clauselint_severity)finding->severity,
        .score = cl_score_of(finding->severity, finding->confidence),
        .message = or_empty(finding->message ? finding->message : rule->title),
        .section = own_text(arena, cl_clause_label(contract, finding->place.section)),
        .heading = own_text(arena, cl_clause_heading(contract, finding->place.section)),
        .why = or_empty(rule->why),
        .ask = or_empty(rule->ask),
        .fallback = or_empty(rule->fallback),
        .fingerprint = cl_fingerprint(arena, contract, finding),
        .missing = finding->missing,
    };
    out->excerpt =
        own_text(arena, cl_excerpt_finding(arena, contract, finding, false, EXCERPT_LIMIT).text);
    cl_range range;
    if (!cl_range_of(contract, &finding->place, &range))
        return;
    out->start_byte = range.start.byte;
    out->end_byte = range.end.byte;
    out->line = range.start.line;
    out->column = range.start.column;
    out->end_line = range.end.line;
    out->end_column = range.end.column;
}

static void judge(clauselint_result *result, const clauselint_rules *rules,
                  const cl_document *document, const clauselint_options *options) {
    cl_evaluate_options settings = {0};
    if (options)
        settings =
            (cl_evaluate_options){.side = (cl_side)options->side, .type = options->contract_type};
    cl_report_file *file = &result->file;
    if (cl_check_judged_bytes(document, &cl_default_limits, &result->error) != CL_OK) {
        file->error = &result->error;
        return;
    }
    file->contract = cl_contract_new(result->arena, document);
    cl_matcher *matcher = cl_matcher_new(result->arena);
    cl_matcher_allow(matcher, cl_default_limits.seconds);
    cl_evaluate(rules->ruleset, file->contract, matcher, &settings, &result->found, &file->type);
    if (cl_matcher_expired(matcher)) {
        cl_limit_seconds(file->name, cl_default_limits.seconds, &result->error);
        file->error = &result->error;
        result->found.count = 0;
        return;
    }
    file->findings = &result->found;
    file->summary = cl_summary_of(&result->found, CL_SEVERITY_INFO);
    result->findings = CL_ARRAY(result->arena, result->found.count, clauselint_finding);
    for (size_t i = 0; i < result->found.count; i++)
        if (cl_is_shown(&result->found.items[i], CL_SEVERITY_INFO))
            fill_finding(result, &result->found.items[i], &result->findings[result->count++]);
}

static clauselint_result *result_new(const char *name) {
    cl_arena *arena = cl_arena_new();
    clauselint_result *result = CL_NEW(arena, clauselint_result);
    result->arena = arena;
    result->file.name = cl_valid_text(arena, name);
    return result;
}

clauselint_result *clauselint_lint_file(const clauselint_rules *rules, const char *path,
                                        const clauselint_options *options) {
    clauselint_result *result = result_new(path);
    cl_document *document;
    if (cl_document_read(result->arena, path, &cl_default_limits, &document, &result->error))
        result->file.error = &result->error;
    else
        judge(result, rules, document, options);
    return result;
}

clauselint_result *clauselint_lint_bytes(const clauselint_rules *rules, const char *name,
                                         const char *bytes, size_t length,
                                         const clauselint_options *options) {
    clauselint_result *result = result_new(name);
    cl_document *document;
    if (cl_document_load(result->arena, result->file.name, (cl_text){bytes, length},
                         &cl_default_limits, &document, &result->error))
        result->file.error = &result->error;
    else
        judge(result, rules, document, options);
    return result;
}

void clauselint_result_free(clauselint_result *result) {
    if (result)
        cl_arena_free(result->arena);
}

const char *clauselint_error(const clauselint_result *result, const char **id) {
    if (id)
        *id = result->file.error ? result->error.id : NULL;
    return result->file.error ? result->error.message : NULL;
}

size_t clauselint_finding_count(const clauselint_result *result) {
    return result->count;
}

const clauselint_finding *clauselint_finding_at(const clauselint_result *result, size_t index) {
    return index < result->count ? &result->findings[index] : NULL;
}

double clauselint_score(const clauselint_result *result) {
    return result->file.summary.score;
}

char clauselint_grade(const clauselint_result *result) {
    return result->file.error ? '?' : result->file.summary.grade;
}

const char *clauselint_contract_type(const clauselint_result *result) {
    return result->file.type ? result->file.type : "unsure";
}

const char *clauselint_report(clauselint_result *result, const char *format,
                              clauselint_severity minimum, size_t *length) {
    const cl_report_format *writer = cl_report_format_find(format);
    if (!writer)
        return NULL;
    cl_report_options options = {.minimum = (cl_severity)minimum, .width = REPORT_WIDTH};
    cl_report_file file = result->file;
    if (!file.error)
        file.summary = cl_summary_of(file.findings, options.minimum);
    cl_buffer out = {0};
    cl_report_one(writer, &options, &file, result->arena, &out);
    const char *copy = cl_arena_copy(result->arena, out.length ? out.bytes : "", out.length);
    if (length)
        *length = out.length;
    cl_buffer_release(&out);
    return copy;
}
