/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "ruleset_of.h"

Test(examples, of_the_embedded_rules_hold) {
    cl_arena *arena = cl_arena_new();
    cl_errors errors = {0};
    cl_ruleset_options options = {0};
    cl_ruleset *set = NULL;
    cl_ruleset_new(arena, &options, &set, &errors);
    for (size_t i = 0; i < errors.count; i++)
        cr_log_error("%s:%u:%u: %s", errors.items[i].place.file, errors.items[i].place.line,
                     errors.items[i].place.column, errors.items[i].message);
    cr_assert_not_null(set);
    cl_buffer out = {0};
    size_t failures = cl_ruleset_test(set, NULL, &out);
    cr_assert_eq(failures, 0, "%s", out.bytes ? out.bytes : "");
    cl_buffer_release(&out);
    cl_arena_free(arena);
}

Test(examples, tell_what_matched) {
    cl_arena *arena = cl_arena_new();
    cl_errors errors = {0};
    cl_ruleset *set = ruleset_of(arena, &errors, NULL,
                                 RULE("a") "  patterns: { x: [renew], y: [forever] }\n"
                                           "  condition: x and y\n"
                                           "  examples:\n"
                                           "    flags: [The Agreement shall renew.]\n"
                                           "    passes: [The Agreement shall renew.]\n");
    cr_assert_not_null(set);
    cl_buffer out = {0};
    cr_assert_eq(cl_ruleset_test(set, NULL, &out), 1);
    cr_assert_not_null(strstr(out.bytes, "a: example does not raise: The Agreement shall renew."));
    cr_assert_not_null(strstr(out.bytes, "x  matches \"renew\""), "%s", out.bytes);
    cr_assert_not_null(strstr(out.bytes, "y  does not match"));
    cr_assert_not_null(strstr(out.bytes, "condition x and y: fails"));
    cr_assert_not_null(strstr(out.bytes, "=> passes: no condition holds"));
    cl_buffer_release(&out);
    cl_arena_free(arena);
}

/* What is told of the examples that fail. */
static void expect_told(const char *yaml, const char *const *told) {
    cl_arena *arena = cl_arena_new();
    cl_errors errors = {0};
    cl_ruleset *set = ruleset_of(arena, &errors, NULL, yaml);
    cr_assert_not_null(set, "%s", errors.count ? errors.items[0].message : "");
    cl_buffer out = {0};
    cr_assert_gt(cl_ruleset_test(set, NULL, &out), 0);
    for (; *told; told++)
        cr_assert_not_null(strstr(out.bytes, *told), "%s is not told in: %s", *told, out.bytes);
    cl_buffer_release(&out);
    cl_arena_free(arena);
}
#define TOLD(...) ((const char *const[]){__VA_ARGS__, NULL})

Test(examples, tell_why_a_limit_is_silent) {
    expect_told(
        RULE("a") "  kind: limit\n  patterns: { pay: [pay] }\n  condition: pay\n"
                  "  capture: { term: [\"within {term: duration}\", \"net {term: number}\"] }\n"
                  "  params: { longest: 60 days }\n  value: term\n  max: longest\n"
                  "  examples:\n    flags: [Customer shall pay., Customer shall pay net 75 "
                  "then., Customer shall pay within 30 days.]\n",
        TOLD("raises nothing: {term} is not found",
             "{term} \"75\" cannot be compared with max longest (60 days)",
             "{term} \"30 days\" is not above max longest (60 days)"));
}

Test(examples, tell_why_a_comparison_is_silent) {
    expect_told(RULE("a") "  kind: compare\n  right: x\n"
                          "  patterns: { x: [\"may … subcontract*\"] }\n"
                          "  examples:\n    flags: [Supplier may subcontract., Either party may "
                          "subcontract.]\n",
                TOLD("it could not be told who holds the right; name the parties",
                     "raises nothing: both parties hold the right"));
}

Test(examples, tell_what_a_failed_condition_read) {
    expect_told(
        RULE("a") "  patterns: { x: [pay] }\n  capture: { t: \"within {duration}\" }\n"
                  "  condition: x and t > 60 days\n"
                  "  examples:\n    flags: [They pay within 30 days., \"They pay within [***] "
                  "days.\", They pay.]\n",
        TOLD("{t} is \"30 days\"\n", "{t} is \"[***] days\", blacked out", "{t} is not found"));
}

Test(examples, ask_for_severity_and_message) {
    expect_told(RULE("a") "  patterns: { x: [pay] }\n  condition: x\n"
                          "  examples:\n    flags:\n"
                          "    - { text: They pay well., severity: medium, message: M }\n"
                          "    - { text: They pay ill., severity: high }\n"
                          "    - { text: They pay late., message: N }\n",
                TOLD("a: example raises, but as \"medium: M\": They pay ill.",
                     "a: example raises, but as \"medium: M\": They pay late.\n"));
}
