/* SPDX-License-Identifier: MIT
 *
 * clauselint rules: list, show ID, test PATH…
 */
#include <stdlib.h>
#include <string.h>

#include "cli/describe.h"
#include "rules/inspect.h"

static bool wants_json(const cl_options *options) {
    return options->format && strcmp(options->format, "text");
}

static int finish(const cl_options *options, const cl_buffer *text, int status) {
    cl_output output;
    if (!cl_output_open(options, &output))
        return CL_EXIT_FAILED;
    cl_output_put(&output, text);
    return cl_output_close(&output) ? status : CL_EXIT_FAILED;
}

/* The rules that apply in the current folder. */
static const cl_ruleset *configured(const cl_options *options, const char *const *more_paths,
                                    cl_arena *arena) {
    const cl_setup *setup =
        cl_setup_new(arena, options, cl_setup_config(arena, options, NULL), more_paths);
    return setup ? setup->ruleset : NULL;
}

static void list_text(const cl_ruleset *ruleset, cl_buffer *out) {
    size_t widest = 0;
    for (size_t i = 0; i < ruleset->rule_count; i++)
        if (strlen(ruleset->rules[i].id) > widest)
            widest = strlen(ruleset->rules[i].id);
    if (widest > 48)
        widest = 48;
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const cl_rule *rule = &ruleset->rules[i];
        if (rule->support)
            continue;
        cl_buffer_printf(out, "%-12s %-*s %-8s %s%s\n", rule->pack ? rule->pack : "", (int)widest,
                         rule->id, cl_severity_names[rule->severity],
                         rule->title ? rule->title : "", rule->off ? " (off)" : "");
    }
}

static void list_json(const cl_options *options, const cl_ruleset *ruleset, cl_arena *arena,
                      cl_buffer *out) {
    if (!strcmp(options->format, "json")) {
        cl_json *array = cl_json_array(arena);
        for (size_t i = 0; i < ruleset->rule_count; i++)
            if (!ruleset->rules[i].support)
                cl_json_add(array, cl_rule_json(arena, &ruleset->rules[i]));
        cl_json_write(array, 2, out);
        cl_buffer_add_char(out, '\n');
        return;
    }
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        if (ruleset->rules[i].support)
            continue;
        cl_json_write(cl_rule_json(arena, &ruleset->rules[i]), 0, out);
        cl_buffer_add_char(out, '\n');
    }
}

static int list(const cl_options *options, cl_arena *arena) {
    if (options->operands.count > 1)
        return cl_usage_error("rules list takes no more", "rules");
    const cl_ruleset *ruleset = configured(options, NULL, arena);
    if (!ruleset)
        return CL_EXIT_FAILED;
    cl_buffer out = {0};
    if (wants_json(options))
        list_json(options, ruleset, arena, &out);
    else
        list_text(ruleset, &out);
    int status = finish(options, &out, CL_EXIT_CLEAN);
    cl_buffer_release(&out);
    return status;
}

static int show(const cl_options *options, cl_arena *arena) {
    if (options->operands.count != 2)
        return cl_usage_error("rules show takes the id of one rule", "rules");
    const cl_ruleset *ruleset = configured(options, NULL, arena);
    const cl_rule *rule = ruleset ? cl_rule_named(ruleset, options->operands.items[1]) : NULL;
    if (!rule)
        return CL_EXIT_FAILED;
    cl_buffer out = {0};
    if (wants_json(options)) {
        cl_json_write(cl_rule_json(arena, rule), strcmp(options->format, "json") ? 0 : 2, &out);
        cl_buffer_add_char(&out, '\n');
    } else {
        unsigned width = cl_report_options_of(options).width;
        cl_describe_rule(rule, width, &out);
        cl_describe_engine(rule, width, &out);
    }
    int status = finish(options, &out, CL_EXIT_CLEAN);
    cl_buffer_release(&out);
    return status;
}

/* Is `file` the path that was given, or in it? */
static bool lies_in(const char *file, const char *path) {
    size_t length = strlen(path);
    while (length && path[length - 1] == '/')
        length--;
    return file && !strncmp(file, path, length) && (!file[length] || file[length] == '/');
}

static bool lies_in_any(const char *file, const char *const *paths) {
    for (; *paths; paths++)
        if (lies_in(file, *paths))
            return true;
    return false;
}

static int by_place(const void *left, const void *right) {
    const cl_notice *a = left, *b = right;
    int order = strcmp(a->place.file ? a->place.file : "", b->place.file ? b->place.file : "");
    if (order)
        return order;
    if (a->place.line != b->place.line)
        return a->place.line < b->place.line ? -1 : 1;
    if (a->place.column != b->place.column)
        return a->place.column < b->place.column ? -1 : 1;
    return strcmp(a->message, b->message);
}

static void warn(const cl_notices *warnings, const char *const *paths) {
    if (warnings->count)
        qsort(warnings->items, warnings->count, sizeof *warnings->items, by_place);
    for (size_t i = 0; i < warnings->count; i++)
        if (!*paths || lies_in_any(warnings->items[i].place.file, paths))
            cl_complain_of(&warnings->items[i].place, "warning: ", warnings->items[i].message,
                           warnings->items[i].id);
}

/* The rules of the given paths, or all. */
static size_t test_rules(const cl_ruleset *ruleset, const char *const *paths, size_t *tested,
                         cl_arena *arena, cl_buffer *out) {
    size_t failures = 0;
    cl_notices doubts = {0};
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const cl_rule *rule = &ruleset->rules[i];
        if (*paths && !lies_in_any(rule->place.file, paths))
            continue;
        (*tested)++;
        failures += cl_ruleset_test(ruleset, rule, out);
        cl_rule_inspect(ruleset, rule, arena, &doubts);
    }
    for (size_t i = 0; i < ruleset->warnings.count; i++) {
        const cl_notice *at = &ruleset->warnings.items[i];
        cl_notices_add(arena, &doubts, at->id, at->place, "%s", at->message);
    }
    warn(&doubts, paths);
    return failures;
}

static int test(const cl_options *options, cl_arena *arena) {
    const char *const *paths = options->operands.items + 1;
    bool all = options->operands.count == 1;
    const cl_ruleset *ruleset = configured(options, all ? NULL : paths, arena);
    if (!ruleset)
        return CL_EXIT_FAILED;
    cl_buffer out = {0};
    size_t tested = 0, failures = test_rules(ruleset, paths, &tested, arena, &out);
    cl_buffer_printf(&out, "%zu rules, %zu failures\n", tested, failures);
    int status = finish(options, &out, failures ? CL_EXIT_FOUND : CL_EXIT_CLEAN);
    cl_buffer_release(&out);
    return status;
}

static int run(const cl_options *options) {
    static const struct {
        const char *name;
        int (*run)(const cl_options *options, cl_arena *arena);
    } actions[] = {{"list", list}, {"show", show}, {"test", test}};
    const char *name = options->operands.count ? options->operands.items[0] : "list";
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++) {
        if (strcmp(actions[i].name, name))
            continue;
        cl_arena *arena = cl_arena_new();
        int status = actions[i].run(options, arena);
        cl_arena_free(arena);
        return status;
    }
    return cl_usage_error("rules takes list, show ID or test PATH...", "rules");
}

const cl_command cl_command_rules = {
    .name = "rules",
    .arguments = "list|show ID|test [PATH...]",
    .summary = "List rules, show one, or run the examples of rules",
    .bit = CL_COMMAND_RULES,
    .run = run,
};
