/* SPDX-License-Identifier: MIT
 *
 * The examples of rules are their tests: run as little documents of their own.
 */
#include <string.h>

#include "document/load.h"
#include "rules/evaluate.h"
#include "rules/trace.h"

enum { MAX_TRACED = 5 }; /* passages of a failing example that are explained */

typedef struct run {
    const cl_ruleset *ruleset;
    const cl_rule *rule;
    cl_arena *arena; /* cleared for each text */
    cl_buffer *out;
    size_t failures;
} run;

static void fail(run *r, cl_place place, const char *what, const char *text, const char *detail) {
    cl_buffer_printf(r->out, "%s:%u: %s: %s: %s%s\n", place.file ? place.file : "", place.line,
                     r->rule->id, what, text, detail);
    r->failures++;
}

/* Among the findings is one that says what the example wants; else `said` is what one says. */
static bool says(run *r, const cl_findings *findings, const cl_example *example,
                 const char **said) {
    for (size_t i = 0; i < findings->count; i++) {
        const cl_finding *finding = &findings->items[i];
        if ((!example->has_severity || finding->severity == example->severity) &&
            (!example->message || !strcmp(finding->message, example->message)))
            return true;
        *said = cl_arena_printf(r->arena, "%s: %s", cl_severity_names[finding->severity],
                                finding->message);
    }
    return false;
}

static void check(run *r, const cl_example *example, bool should_raise, const char *what) {
    const char *text = example->text;
    cl_place place = example->place;
    cl_arena_clear(r->arena);
    cl_document *document = NULL;
    cl_error error;
    if (cl_document_load(r->arena, "example", cl_text_from(text), &cl_default_limits, &document,
                         &error) != CL_OK) {
        fail(r, place, "example cannot be read", text, error.message);
        return;
    }
    cl_contract *contract = cl_contract_new(r->arena, document);
    cl_matcher *matcher = cl_matcher_new(r->arena);
    cl_evaluate_options options = {.type = r->rule->types ? r->rule->types[0] : NULL,
                                   .only = r->rule};
    cl_findings findings = {0};
    cl_evaluate(r->ruleset, contract, matcher, &options, &findings, NULL);
    const char *said = "";
    bool raised = findings.count > 0;
    if (raised == should_raise && (!raised || says(r, &findings, example, &said)))
        return;
    if (raised == should_raise)
        what = cl_arena_printf(r->arena, "example raises, but as \"%s\"", said);
    fail(r, place, what, text, "");
    cl_trace_write(r->ruleset, r->rule, contract, matcher, &options, "    ", MAX_TRACED, r->out);
}

static void check_rule(run *r) {
    const cl_rule *rule = r->rule;
    const cl_example fallback = {.text = rule->fallback, .place = rule->place};
    for (size_t i = 0; i < rule->flag_count; i++)
        check(r, &rule->flags[i], true, "example does not raise");
    for (size_t i = 0; i < rule->pass_count; i++)
        check(r, &rule->passes[i], false, "example raises");
    if (rule->fallback)
        check(r, &fallback, false, "fallback raises its own rule");
}

size_t cl_ruleset_test(const cl_ruleset *ruleset, const cl_rule *only, cl_buffer *out) {
    run r = {.ruleset = ruleset, .arena = cl_arena_new(), .out = out};
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        r.rule = &ruleset->rules[i];
        if (!only || only == r.rule)
            check_rule(&r);
    }
    cl_arena_free(r.arena);
    return r.failures;
}
