/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "ruleset_of.h"

static cl_arena *arena;
static cl_errors errors;

static void start(void) {
    arena = cl_arena_new();
    errors = (cl_errors){0};
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(ruleset, .init = start, .fini = stop);

static cl_ruleset *load(const char *yaml) {
    return ruleset_of(arena, &errors, NULL, yaml);
}

static const cl_error *error_of(const char *id) {
    for (size_t i = 0; i < errors.count; i++)
        if (!strcmp(errors.items[i].id, id))
            return &errors.items[i];
    return NULL;
}

Test(ruleset, reads_a_rule) {
    cl_ruleset *set = load(RULE("a") "  scope: clause\n  harms: customer\n"
                                     "  guards: { negation: off, tables: on }\n"
                                     "  patterns: { renews: [renew] }\n  condition: renews\n"
                                     "  params: { max_notice: 30 days }\n");
    cr_assert_not_null(set, "%s", errors.count ? errors.items[0].message : "");
    const cl_rule *rule = cl_ruleset_find(set, "a");
    cr_assert_not_null(rule);
    cr_assert_eq(rule->scope, CL_SCOPE_CLAUSE);
    cr_assert_eq(rule->harms, CL_SIDE_CUSTOMER);
    cr_assert_not(rule->guards & CL_GUARD_NEGATION);
    cr_assert(rule->guards & CL_GUARD_TABLES);
    cr_assert_eq(rule->params[0].value.days, 30);
    cr_assert_eq(set->phrase_count, 1);
    cr_assert_str_eq(set->warnings.items[0].id, "rule-no-examples");
}

Test(ruleset, reports_all_mistakes_with_places) {
    cr_assert_null(load(RULE("a") "  patern: { renews: [renew] }\n  condition: renew\n"
                                  "  scope: paragraph\n"
                                  "  patterns: { renews: [renew] }\n"));
    const cl_error *unknown = error_of("rule-key-unknown");
    cr_assert_not_null(unknown);
    cr_assert_not_null(strstr(unknown->message, "did you mean \"patterns\"?"), "%s",
                       unknown->message);
    cr_assert_eq(unknown->place.line, 10);
    cr_assert_eq(unknown->place.column, 3);
    cr_assert_not_null(error_of("pattern-unknown"));
    cr_assert_not_null(strstr(error_of("pattern-unknown")->message, "renews"));
    cr_assert_not_null(error_of("rule-value"));
}

Test(ruleset, misses_needed_keys) {
    cr_assert_null(load("pack: test\nrules:\n- id: a\n"));
    cr_assert_eq(errors.count, 7); /* title, category, message, why, ask, severity, condition */
    for (size_t i = 0; i < errors.count; i++)
        cr_assert_str_eq(errors.items[i].id, "rule-key-missing");
}

Test(ruleset, checks_templates) {
    cr_assert_null(load("pack: test\nrules:\n- id: a\n  title: T\n  category: c\n  severity: low\n"
                        "  message: \"On {notise} notice\"\n  why: W\n  ask: A\n"
                        "  patterns: { x: [renew] }\n  condition: x\n"));
    cr_assert_eq(errors.count, 1);
    cr_assert_str_eq(errors.items[0].id, "template-unknown");
}

Test(ruleset, refuses_two_rules_of_one_name) {
    cr_assert_null(load(RULE("a") "  patterns: { x: [renew] }\n  condition: x\n"
                                  "- id: a\n  title: T\n  category: c\n  severity: low\n"
                                  "  message: M\n  why: W\n  ask: A\n"
                                  "  patterns: { x: [renew] }\n  condition: x\n"));
    cr_assert_not_null(error_of("rule-duplicate"));
}

Test(ruleset, sets_params) {
    static const char *const good[] = {"a.max_notice=2 months", NULL};
    static const char *const bad[] = {"a.max_notise=2 months", "a.max_notice=soon", NULL};
    static const char yaml[] = RULE("a") "  patterns: { x: [renew] }\n  condition: x\n"
                                         "  params: { max_notice: 30 days }\n";
    cl_ruleset *set = ruleset_of(arena, &errors, good, yaml);
    cr_assert_not_null(set);
    cr_assert_eq(set->rules[0].params[0].value.days, 60);
    cr_assert_null(ruleset_of(arena, &errors, bad, yaml));
    cr_assert_not_null(strstr(error_of("param-unknown")->message, "max_notice"));
    cr_assert_not_null(error_of("param-value"));
}

Test(ruleset, refuses_a_limit_of_another_kind) {
    static const char limit[] = RULE("a") "  kind: limit\n  patterns: { pay: [pay] }\n"
                                          "  condition: pay\n  value: term\n  max: longest\n"
                                          "  capture: { term: [\"within {term: duration}\"] }\n";
    cl_arena *scratch = cl_arena_new();
    cr_assert_null(load(cl_arena_printf(scratch, "%s  params: { longest: 60 }\n", limit)));
    cr_assert_not_null(strstr(error_of("value-kinds")->message, "\"30 days\""));
    errors = (cl_errors){0};
    cr_assert_not_null(load(cl_arena_printf(scratch, "%s  params: { longest: 60 days }\n", limit)));
    cl_arena_free(scratch);
}

Test(ruleset, refuses_params_of_another_kind) {
    static const char yaml[] =
        RULE("a") "  patterns: { x: [renew] }\n  condition: x\n"
                  "  params: { long: 60 days, rate: 1 %, fee: \"USD 500\" }\n";
    static const struct {
        const char *setting, *said;
    } bad[] = {{"a.long=40", "give it with its unit, for instance \"40 days\""},
               {"a.long=40 EUR", "write for instance \"60 days\""},
               {"a.rate=0.5", "for instance \"0.5 %\""},
               {"a.fee=5", "for instance \"USD 5\""}};
    static const char *const good[] = {"a.long=6 weeks", "a.rate=0.5 %", "a.fee=EUR 5", NULL};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        const char *const settings[] = {bad[i].setting, NULL};
        cr_assert_null(ruleset_of(arena, &errors, settings, yaml));
        cr_assert_not_null(strstr(error_of("param-unit")->message, bad[i].said), "%s",
                           error_of("param-unit")->message);
        errors = (cl_errors){0};
    }
    cr_assert_not_null(ruleset_of(arena, &errors, good, yaml));
}

Test(ruleset, warns_of_unused_patterns) {
    cl_ruleset *set = load(RULE("a") "  patterns: { x: [renew], y: [lapse] }\n  condition: x\n"
                                     "  examples: { flags: [It shall renew.] }\n");
    cr_assert_not_null(set);
    cr_assert_eq(set->warnings.count, 1);
    cr_assert_str_eq(set->warnings.items[0].id, "pattern-unused");
}

Test(ruleset, reports_a_missing_file) {
    const char *const paths[] = {"/nowhere/rules.yaml", NULL};
    cl_ruleset_options options = {.paths = paths, .without_embedded = true};
    cl_ruleset *set = NULL;
    cr_assert_eq(cl_ruleset_new(arena, &options, &set, &errors), CL_ERROR_IO);
    cr_assert_null(set);
    cr_assert_str_eq(errors.items[0].id, "rules-unreadable");
}
