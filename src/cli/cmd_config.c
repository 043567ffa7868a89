/* SPDX-License-Identifier: MIT
 *
 * clauselint config: what applies to a contract, and where it comes from.
 */
#include <string.h>

#include "cli/common.h"
#include "cli/yaml_file.h"

/* Where a value comes from: the command line, a line of a file, or nowhere. */
typedef enum origin { ORIGIN_DEFAULT, ORIGIN_FILE, ORIGIN_COMMAND_LINE, ORIGIN_UNSAID } origin;

typedef struct printer {
    const cl_setup *setup;
    cl_buffer *out;
} printer;

static void put_origin(printer *p, origin origin, const cl_place *place) {
    if (p->setup->options.show_origin && origin == ORIGIN_FILE)
        cl_buffer_printf(p->out, "   # %s:%u", place->file, place->line);
    else if (p->setup->options.show_origin && origin != ORIGIN_UNSAID)
        cl_buffer_add_string(p->out,
                             origin == ORIGIN_DEFAULT ? "   # default" : "   # command line");
    cl_buffer_add_char(p->out, '\n');
}

/* An option of one value. */
static void put_value(printer *p, const char *name, const char *value) {
    const cl_setting *setting = cl_config_setting(p->setup->config, name);
    bool given = cl_options_given(&p->setup->options, name);
    cl_buffer_printf(p->out, "%s: %s", name, value);
    put_origin(p,
               given     ? ORIGIN_COMMAND_LINE
               : setting ? ORIGIN_FILE
                         : ORIGIN_DEFAULT,
               setting ? &setting->place : NULL);
}

/* Paths below a key. */
static void put_paths(printer *p, const char *key, const cl_strings *list) {
    if (list->count)
        cl_buffer_printf(p->out, "%s:\n", key);
    for (size_t i = 0; i < list->count; i++) {
        cl_buffer_add_string(p->out, "  - ");
        cl_yaml_put_quoted(list->items[i], p->out);
        put_origin(p, list->places[i].file ? ORIGIN_FILE : ORIGIN_COMMAND_LINE, &list->places[i]);
    }
}

/* "NAME=VALUE" as pairs below a key. A later one wins, so an earlier one of that name is left out.
 */
static void put_pairs(printer *p, const char *key, const cl_strings *list) {
    if (list->count)
        cl_buffer_printf(p->out, "%s:\n", key);
    for (size_t i = 0; i < list->count; i++) {
        size_t length = strcspn(list->items[i], "=");
        bool beaten = false;
        for (size_t k = i + 1; k < list->count; k++)
            beaten = beaten || !strncmp(list->items[k], list->items[i], length + 1);
        if (beaten)
            continue;
        cl_buffer_printf(p->out, "  %.*s: %s", (int)length, list->items[i],
                         list->items[i] + length + (list->items[i][length] == '='));
        put_origin(p, list->places[i].file ? ORIGIN_FILE : ORIGIN_COMMAND_LINE, &list->places[i]);
    }
}

/* For one contract its type; else the patterns. */
static void put_types(printer *p, cl_arena *arena, const char *path) {
    const cl_config *config = p->setup->config;
    bool given = cl_options_given(&p->setup->options, "type");
    const char *all = p->setup->options.type;
    const cl_config_type *type =
        path && config && !given
            ? cl_config_type_of(config, cl_config_path(arena, config->folder, path))
            : NULL;
    if (type) {
        cl_buffer_printf(p->out, "type: %s", type->type);
        put_origin(p, ORIGIN_FILE, &type->place);
        return;
    }
    put_value(p, all ? "type" : "# type", all ? all : "by profile");
    if (!path && config && !given && config->type_count) {
        cl_buffer_add_string(p->out, "types:\n");
        for (size_t i = 0; i < config->type_count; i++) {
            cl_buffer_add_string(p->out, "  ");
            cl_yaml_put_quoted(config->types[i].glob, p->out);
            cl_buffer_printf(p->out, ": %s", config->types[i].type);
            put_origin(p, ORIGIN_FILE, &config->types[i].place);
        }
    }
}

static void put_ignores(printer *p, cl_arena *arena, const char *path) {
    const cl_config *config = p->setup->config;
    bool any = false;
    for (size_t i = 0; config && i < config->ignore_count; i++) {
        const cl_config_ignore *ignore = &config->ignores[i];
        if (path && ignore->glob &&
            !cl_config_matches(ignore->glob, cl_config_path(arena, config->folder, path)))
            continue;
        cl_buffer_add_string(p->out, any ? "" : "ignore:\n");
        any = true;
        const char *lead = "  - ";
        if (ignore->glob) {
            cl_buffer_printf(p->out, "%spath: ", lead);
            cl_yaml_put_quoted(ignore->glob, p->out);
            put_origin(p, ORIGIN_FILE, &ignore->place);
            lead = "    ";
        }
        if (ignore->rule) {
            cl_buffer_printf(p->out, "%srule: %s", lead, ignore->rule);
            put_origin(p, ignore->glob ? ORIGIN_UNSAID : ORIGIN_FILE, &ignore->place);
        }
        cl_buffer_add_string(p->out, "    reason: ");
        cl_yaml_put_quoted(ignore->reason, p->out);
        put_origin(p, ORIGIN_UNSAID, NULL);
    }
}

/* Limits, which are many: those that somebody has set. */
static void put_limits(printer *p) {
    const cl_config *config = p->setup->config;
    for (size_t i = 0; config && i < config->setting_count; i++) {
        const cl_setting *setting = &config->settings[i];
        if (!strncmp(setting->name, "max-", 4) && strcmp(setting->name, "max-score") != 0 &&
            !cl_options_given(&p->setup->options, setting->name))
            put_value(p, setting->name, setting->value);
    }
}

/* As a configuration that could be written so; what cannot be written is a comment. */
static void put_config(printer *p, cl_arena *arena, const char *path) {
    static const char *const severities[] = {"info", "low", "medium", "high", "critical", "none"};
    static const char *const sides[] = {"none", "customer", "supplier"};
    static const char *const views[] = {"final", "original"};
    const cl_options *all = &p->setup->options;
    const cl_config *config = p->setup->config;
    cl_buffer_printf(p->out, "# %s\n", config ? config->file : "no configuration file");
    put_value(p, "packs", all->packs ? cl_arena_printf(arena, "[%s]", all->packs) : "all");
    put_value(p, "side", sides[all->side]);
    put_types(p, arena, path);
    put_value(p, "min-severity", severities[all->minimum]);
    put_value(p, "fail-on", severities[all->fail_on]);
    put_value(p, all->max_score >= 0 ? "max-score" : "# max-score",
              all->max_score >= 0 ? cl_arena_printf(arena, "%g", all->max_score) : "none");
    put_value(p, "view", views[all->limits.view]);
    put_paths(p, "rules", &all->rules);
    put_pairs(p, "params", &all->params);
    put_pairs(p, "severity", &all->severities);
    put_ignores(p, arena, path);
    put_limits(p);
    if (all->baseline)
        put_value(p, "baseline", all->baseline);
    if (config) {
        cl_buffer_printf(p->out, "waivers: %s", config->waivers);
        put_origin(p, config->waivers_place.file ? ORIGIN_FILE : ORIGIN_DEFAULT,
                   &config->waivers_place);
    }
}

static int show_config(const cl_options *options) {
    if (options->operands.count > 1)
        return cl_usage_error("config takes one file or none", "config");
    cl_arena *arena = cl_arena_new();
    const char *path = options->operands.count ? options->operands.items[0] : NULL;
    cl_setup *setup = cl_setup_new(arena, options, cl_setup_config(arena, options, path), NULL);
    cl_output output;
    bool good = setup && cl_output_open(options, &output);
    if (good) {
        cl_buffer out = {0};
        put_config(&(printer){setup, &out}, arena, path);
        cl_output_put(&output, &out);
        cl_buffer_release(&out);
        good = cl_output_close(&output);
    }
    cl_arena_free(arena);
    return good ? CL_EXIT_CLEAN : CL_EXIT_FAILED;
}

const cl_command cl_command_config = {
    .name = "config",
    .arguments = "[FILE]",
    .summary = "Show the configuration that applies, with --show-origin where it comes from",
    .bit = CL_COMMAND_CONFIG,
    .run = show_config,
};
