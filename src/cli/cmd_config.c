/* SPDX-License-Identifier: MIT
 *
 * clauselint config: what applies to a contract, and where it comes from. clauselint init: a
 * commented configuration to start with. clauselint waive: accepts a finding, with a reason.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/common.h"
#include "report/excerpt.h"

/* ---- config ---- */

/* "4:7" of the file, or the command line, or nowhere. */
static void put_origin(const cl_setup *setup, const char *name, cl_buffer *out) {
    const cl_setting *setting = cl_config_setting(setup->config, name);
    if (!setup->options.show_origin)
        return;
    if (cl_options_given(&setup->options, name))
        cl_buffer_add_string(out, "   # command line");
    else if (setting)
        cl_buffer_printf(out, "   # %s:%u", setting->place.file, setting->place.line);
    else
        cl_buffer_add_string(out, "   # default");
}

static void put_value(const cl_setup *setup, const char *name, const char *value, cl_buffer *out) {
    cl_buffer_printf(out, "%s: %s", name, value);
    put_origin(setup, name, out);
    cl_buffer_add_char(out, '\n');
}

static void put_list(const cl_setup *setup, const char *name, const cl_strings *list,
                     size_t from_file, cl_buffer *out) {
    for (size_t i = 0; i < list->count; i++) {
        cl_buffer_printf(out, "%s%s: %s\n", i ? "" : "", name, list->items[i]);
        if (setup->options.show_origin) {
            out->length--;
            cl_buffer_printf(out, "   # %s\n",
                             i < from_file ? setup->config->file : "command line");
        }
    }
}

static int show_config(const cl_options *options) {
    static const char *const severities[] = {"info", "low", "medium", "high", "critical", "none"};
    static const char *const sides[] = {"none", "customer", "supplier"};
    if (options->operands.count > 1)
        return cl_usage_error("config takes one file or none", "config");
    cl_arena *arena = cl_arena_new();
    const char *path = options->operands.count ? options->operands.items[0] : NULL;
    const char *file = cl_setup_config(arena, options, path);
    cl_setup *setup = cl_setup_new(arena, options, file, NULL);
    cl_output output;
    bool good = setup && cl_output_open(options, &output);
    if (good) {
        const cl_options *all = &setup->options;
        cl_buffer out = {0};
        cl_buffer_printf(&out, "# %s\n", file ? file : "no configuration file");
        put_value(setup, "packs", all->packs ? all->packs : "all", &out);
        put_value(setup, "side", sides[all->side], &out);
        put_value(setup, "type",
                  path ? cl_setup_evaluation(setup, arena, path).type
                             ? cl_setup_evaluation(setup, arena, path).type
                             : "by profile"
                       : (all->type ? all->type : "by profile"),
                  &out);
        put_value(setup, "min-severity", severities[all->minimum], &out);
        put_value(setup, "fail-on", severities[all->fail_on], &out);
        put_value(setup, "max-score",
                  all->max_score >= 0 ? cl_arena_printf(arena, "%g", all->max_score) : "none",
                  &out);
        const cl_config *config = setup->config;
        put_list(setup, "rules", &all->rules, config ? config->rules.count : 0, &out);
        put_list(setup, "param", &all->params, config ? config->params.count : 0, &out);
        put_list(setup, "severity", &all->severities, config ? config->severities.count : 0, &out);
        if (config)
            put_value(setup, "waivers", config->waivers, &out);
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

/* ---- init ---- */

static const char starter[] =
    "# Configuration of clauselint for this folder and those below it: docs/config.md.\n"
    "# Options of the command line win over it.\n"
    "\n"
    "# Whose side are we on? Rules that harm only the other side are then left out.\n"
    "# side: customer\n"
    "\n"
    "# What makes the gate red: info, low, medium, high, critical or none.\n"
    "fail-on: high\n"
    "\n"
    "# Packs of rules; clauselint rules list shows them.\n"
    "# packs: [core, dpa]\n"
    "\n"
    "# Rules of our own: files or folders, relative to this file.\n"
    "# rules: [clauselint-rules]\n"
    "\n"
    "# Limits of ours instead of the defaults; clauselint explain RULE shows them.\n"
    "# params:\n"
    "#   auto-renewal-long-notice.max_notice: 30 days\n"
    "\n"
    "# Another severity for a rule, or off.\n"
    "# severity:\n"
    "#   exclusivity: high\n"
    "#   renewal-uplift: off\n"
    "\n"
    "# Kinds of contracts by path, where the text does not tell.\n"
    "# types:\n"
    "#   \"vendors/*\": saas\n"
    "\n"
    "# What is never our concern, with the reason.\n"
    "# ignore:\n"
    "#   - path: \"templates/*\"\n"
    "#     reason: Templates are checked when they are used.\n";

static int init(const cl_options *options) {
    if (options->operands.count)
        return cl_usage_error("init takes nothing; it writes " CL_CONFIG_NAME " here", "init");
    cl_error error = {.id = "config-exists"};
    /* "x": never over a file that is there. */
    FILE *file = fopen(CL_CONFIG_NAME, "wx");
    if (!file) {
        snprintf(error.message, sizeof error.message, "it is not written: %s", strerror(errno));
        cl_complain(CL_CONFIG_NAME, &error);
        return CL_EXIT_FAILED;
    }
    bool good = fputs(starter, file) >= 0;
    good = !fclose(file) && good;
    if (!good) {
        error.id = "output-unwritable";
        snprintf(error.message, sizeof error.message, "not everything could be written");
        cl_complain(CL_CONFIG_NAME, &error);
        return CL_EXIT_FAILED;
    }
    puts("Wrote " CL_CONFIG_NAME ". Try: clauselint .");
    return CL_EXIT_CLEAN;
}

const cl_command cl_command_init = {
    .name = "init",
    .arguments = "",
    .summary = "Write a commented " CL_CONFIG_NAME " to start with",
    .bit = CL_COMMAND_INIT,
    .run = init,
};

/* ---- waive ---- */

/* By fingerprint, by its first digits, or by the id of a rule that was raised once. */
static const cl_finding *chosen(const cl_reading *reading, cl_arena *arena, const char *wanted,
                                size_t *count) {
    const cl_finding *found = NULL;
    *count = 0;
    for (size_t i = 0; i < reading->findings.count; i++) {
        const cl_finding *finding = &reading->findings.items[i];
        const char *print = cl_fingerprint(arena, reading->contract, finding);
        bool by_print = strlen(wanted) >= 4 && !strncmp(print, wanted, strlen(wanted));
        if (!by_print && strcmp(finding->rule->id, wanted) != 0)
            continue;
        found = finding;
        ++*count;
    }
    return found;
}

/* A scalar in double quotes (YAML 1.2, 7.3.1). */
static void put_quoted(const char *text, cl_buffer *out) {
    cl_buffer_add_char(out, '"');
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            cl_buffer_printf(out, "\\%c", c);
        else
            cl_buffer_add_char(out, c < 0x20 || c == 0x7F ? ' ' : (char)c);
    }
    cl_buffer_add_char(out, '"');
}

static bool append(const char *path, const cl_buffer *text) {
    bool fresh = access(path, F_OK) != 0;
    FILE *file = fopen(path, "ab");
    bool good =
        file &&
        (!fresh || fputs("# Findings that were accepted: docs/config.md.\nwaivers:\n", file) >= 0);
    good = good && fwrite(text->bytes, 1, text->length, file) == text->length;
    if (file)
        good = !fclose(file) && good;
    return good;
}

static bool refuse(const char *id, const char *path, const char *message) {
    cl_error error = {.id = id};
    snprintf(error.message, sizeof error.message, "%s", message);
    cl_complain(path, &error);
    return false;
}

static bool waive(const cl_options *options, const cl_setup *setup, cl_arena *arena) {
    const char *path = options->operands.items[0], *wanted = options->operands.items[1];
    cl_reading reading;
    cl_error error;
    size_t count;
    if (cl_reading_of(setup, NULL, arena, cl_matcher_new(arena), path, &reading, &error) != CL_OK) {
        cl_complain(path, &error);
        return false;
    }
    const cl_finding *finding = chosen(&reading, arena, wanted, &count);
    if (!count)
        return refuse("waive-unknown", path, "no finding has this fingerprint or rule");
    if (count > 1)
        return refuse("waive-unknown", path,
                      "several findings fit; give the fingerprint that --format json shows");
    const char *folder = setup->config->folder;
    cl_buffer out = {0};
    cl_buffer_printf(&out, "  - fingerprint: \"%s\"\n    rule: %s\n    file: ",
                     cl_fingerprint(arena, reading.contract, finding), finding->rule->id);
    put_quoted(cl_config_path(arena, folder, path), &out);
    cl_buffer_add_string(&out, "\n    reason: ");
    put_quoted(options->reason, &out);
    cl_buffer_add_string(&out, "\n    who: ");
    put_quoted(options->who, &out);
    if (options->until)
        cl_buffer_printf(&out, "\n    until: %s", options->until);
    cl_buffer_add_char(&out, '\n');
    bool good = append(setup->config->waivers, &out);
    cl_buffer_release(&out);
    if (!good)
        return refuse("output-unwritable", setup->config->waivers, strerror(errno));
    printf("Accepted %s in %s: %s\n", finding->rule->id, path, setup->config->waivers);
    return true;
}

static int run_waive(const cl_options *options) {
    if (options->operands.count != 2)
        return cl_usage_error("waive takes a file and a finding: its fingerprint, or its rule",
                              "waive");
    if (!options->reason || !options->who)
        return cl_usage_error("waive needs --reason and --who", "waive");
    if (options->until && !cl_is_date(options->until))
        return cl_usage_error("--until must be a date such as 2027-01-31", "waive");
    cl_arena *arena = cl_arena_new();
    const char *config = cl_setup_config(arena, options, options->operands.items[0]);
    bool good = false;
    if (!config) {
        refuse("config-missing", NULL,
               "there is no " CL_CONFIG_NAME " for this file; clauselint init writes one");
    } else {
        cl_setup *setup = cl_setup_new(arena, options, config, NULL);
        good = setup && waive(options, setup, arena);
    }
    cl_arena_free(arena);
    return good ? CL_EXIT_CLEAN : CL_EXIT_FAILED;
}

const cl_command cl_command_waive = {
    .name = "waive",
    .arguments = "FILE FINDING --reason TEXT --who NAME [--until DATE]",
    .summary = "Accept a finding: add it to the waiver file",
    .bit = CL_COMMAND_WAIVE,
    .run = run_waive,
};
