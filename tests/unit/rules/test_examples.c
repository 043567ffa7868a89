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
