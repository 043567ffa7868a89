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

/* Paths below a key. */
static void put_paths(printer *p, const char *key, const cl_strings *list) {
    if (list->count)
        cl_buffer_printf(p->out, "%s:\n", key);
    for (size_t i = 0; i < list->count; i++) {
        cl_buffer_add_string(p->out, "  - ");
        put_quoted(list->items[i], p->out);
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
            put_quoted(config->types[i].glob, p->out);
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
            put_quoted(ignore->glob, p->out);
            put_origin(p, ORIGIN_FILE, &ignore->place);
            lead = "    ";
        }
        if (ignore->rule) {
            cl_buffer_printf(p->out, "%srule: %s", lead, ignore->rule);
            put_origin(p, ignore->glob ? ORIGIN_UNSAID : ORIGIN_FILE, &ignore->place);
        }
        cl_buffer_add_string(p->out, "    reason: ");
        put_quoted(ignore->reason, p->out);
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

/* ---- init ---- */

static const char starter[] =
    "# Configuration of clauselint for this folder and those below it.\n"
    "# Options of the command line win over it; clauselint config --show-origin shows what holds.\n"
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
    "# What old contracts raise is not new: written once by\n"
    "#   clauselint --format json --fail-on none -o .clauselint-baseline.json .\n"
    "# baseline: .clauselint-baseline.json\n"
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

static bool is_wanted(const cl_finding *finding, const char *print, const char *wanted) {
    return !strcmp(finding->rule->id, wanted) ||
           (strlen(wanted) >= 4 && !strncmp(print, wanted, strlen(wanted)));
}

/* By fingerprint, by its first digits, or by the id of a rule. Findings with one fingerprint are
 * accepted together. */
static const cl_finding *chosen(const cl_reading *reading, cl_arena *arena, const char *wanted,
                                size_t *count) {
    const cl_finding *found = NULL;
    const char *last = "";
    *count = 0;
    for (size_t i = 0; i < reading->findings.count; i++) {
        const cl_finding *finding = &reading->findings.items[i];
        const char *print = cl_fingerprint(arena, reading->contract, finding);
        if (finding->replaced_by || !is_wanted(finding, print, wanted) || !strcmp(print, last))
            continue;
        found = finding;
        last = print;
        ++*count;
    }
    return found;
}

/* To choose from: what fits, or all that is shown (`wanted` NULL). */
static void list_findings(const cl_reading *reading, cl_arena *arena, const char *wanted,
                          cl_severity minimum, FILE *stream) {
    cl_buffer out = {0};
    for (size_t i = 0; i < reading->findings.count; i++) {
        const cl_finding *finding = &reading->findings.items[i];
        const char *print = cl_fingerprint(arena, reading->contract, finding);
        if (finding->replaced_by ||
            (wanted ? !is_wanted(finding, print, wanted) : finding->severity < minimum))
            continue;
        cl_text label = cl_clause_label(reading->contract, finding->place.section);
        cl_buffer_printf(&out, "  %s  %s  %.*s%s%s%s\n", print, finding->rule->id,
                         (int)label.length, label.bytes, label.length ? ": " : "", finding->message,
                         finding->waiver ? " (accepted)" : "");
    }
    if (out.length)
        fputs(out.bytes, stream);
    cl_buffer_release(&out);
}

static bool refuse(const char *id, const char *path, const char *message) {
    cl_error error = {.id = id};
    snprintf(error.message, sizeof error.message, "%s", message);
    cl_complain(path, &error);
    return false;
}

static bool read_whole(const char *path, cl_buffer *out) {
    char chunk[16384];
    FILE *file = fopen(path, "rb");
    for (size_t got; file && (got = fread(chunk, 1, sizeof chunk, file)) > 0;)
        cl_buffer_add(out, chunk, got);
    bool good = file && !ferror(file);
    if (file)
        fclose(file);
    return good;
}

/* How far the dashes of the list are indented that `text` ends with. */
static int dash_indent(cl_text text) {
    int indent = 2;
    for (size_t at = 0; at < text.length;) {
        size_t end = cl_text_find(text, CL_TEXT("\n"), at), dash = at;
        end = end == SIZE_MAX ? text.length : end;
        while (dash < end && text.bytes[dash] == ' ')
            dash++;
        if (dash + 1 < end && text.bytes[dash] == '-' && text.bytes[dash + 1] == ' ')
            indent = (int)(dash - at);
        at = end + 1;
    }
    return indent;
}

/* The waiver file, or the beginning of one, ready for one more entry. */
static bool begin_waivers(const char *path, cl_buffer *text) {
    static const char empty[] = "waivers: []";
    if (access(path, F_OK))
        cl_buffer_add_string(text,
                             "# Findings that were accepted, by clauselint waive or by hand.\n");
    else if (!read_whole(path, text))
        return false;
    if (!cl_text_starts(cl_buffer_text(text), "waivers:") &&
        cl_text_find(cl_buffer_text(text), CL_TEXT("\nwaivers:"), 0) == SIZE_MAX)
        cl_buffer_add_string(text, "waivers:\n");
    while (text->length && cl_is_space((unsigned char)text->bytes[text->length - 1]))
        text->length--;
    if (cl_text_ends(cl_buffer_text(text), empty))
        text->length -= strlen(" []");
    cl_buffer_add_char(text, '\n');
    return true;
}

/* Lines as they would stand in the file, "- " first. */
static void put_entry(const cl_options *options, const cl_setup *setup, const char *print,
                      const char *rule, const char *path, cl_arena *arena, cl_buffer *out) {
    int indent = dash_indent(cl_buffer_text(out));
    cl_buffer_printf(out, "%*s- fingerprint: \"%s\"\n%*s  rule: %s\n%*s  file: ", indent, "", print,
                     indent, "", rule, indent, "");
    put_quoted(cl_config_path(arena, setup->config->folder, path), out);
    cl_buffer_printf(out, "\n%*s  reason: ", indent, "");
    put_quoted(options->reason, out);
    cl_buffer_printf(out, "\n%*s  who: ", indent, "");
    put_quoted(options->who, out);
    if (options->until)
        cl_buffer_printf(out, "\n%*s  until: %s", indent, "", options->until);
    cl_buffer_add_char(out, '\n');
}

/* Written beside it, read back, and only then put in its place. */
static bool replace_waivers(const cl_setup *setup, const cl_buffer *text, cl_arena *arena) {
    const char *path = setup->config->waivers, *fresh = cl_arena_printf(arena, "%s.new", path);
    cl_waivers *ignored;
    cl_errors errors = {0};
    FILE *file = fopen(fresh, "wb");
    bool good = file && fwrite(text->bytes, 1, text->length, file) == text->length;
    if (file)
        good = !fclose(file) && good;
    if (good && cl_waivers_read(arena, fresh, "0000-00-00", &ignored, &errors) != CL_OK) {
        refuse("waive-unknown", path,
               "the list is written in a way that an entry cannot be added to; add it by hand");
        remove(fresh);
        return false;
    }
    if (good && !rename(fresh, path))
        return true;
    refuse("output-unwritable", path, strerror(errno));
    remove(fresh);
    return false;
}

static bool waive(const cl_options *options, const cl_setup *setup, cl_arena *arena) {
    const char *path = options->operands.items[0],
               *wanted = options->operands.items[1]; /* or NULL */
    cl_reading reading;
    cl_error error;
    size_t count;
    if (cl_reading_of(setup, NULL, arena, cl_matcher_new(arena), path, &reading, &error) != CL_OK) {
        cl_complain(path, &error);
        return false;
    }
    if (!wanted) {
        list_findings(&reading, arena, NULL, setup->options.minimum, stdout);
        return true;
    }
    const cl_finding *finding = chosen(&reading, arena, wanted, &count);
    if (count != 1) {
        refuse("waive-unknown", path,
               count ? "several findings fit; give the fingerprint of one:"
                     : "no finding has this fingerprint or rule; there are:");
        list_findings(&reading, arena, count ? wanted : NULL, setup->options.minimum, stderr);
        return false;
    }
    if (finding->waiver)
        return refuse("waive-unknown", path, "this finding is accepted already");
    cl_buffer text = {0};
    if (!begin_waivers(setup->config->waivers, &text)) {
        cl_buffer_release(&text);
        return refuse("config-unreadable", setup->config->waivers, strerror(errno));
    }
    put_entry(options, setup, cl_fingerprint(arena, reading.contract, finding), finding->rule->id,
              path, arena, &text);
    bool good = replace_waivers(setup, &text, arena);
    cl_buffer_release(&text);
    if (good)
        printf("Accepted %s in %s: %s\n", finding->rule->id, path, setup->config->waivers);
    return good;
}

static int run_waive(const cl_options *options) {
    bool lists = options->operands.count == 1;
    char today[11];
    cl_today(today);
    if (options->operands.count != 2 && !lists)
        return cl_usage_error("waive takes a file and a finding: its fingerprint, or its rule",
                              "waive");
    if (!lists && (!options->reason || !options->who))
        return cl_usage_error("waive needs --reason and --who", "waive");
    if (options->until && !cl_is_date(options->until))
        return cl_usage_error("--until must be a date such as 2027-01-31", "waive");
    if (options->until && strcmp(options->until, options->today ? options->today : today) < 0)
        return cl_usage_error("--until has passed already", "waive");
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
    .arguments = "FILE [FINDING --reason ...]",
    .summary = "Accept a finding: add it to the waiver file; or list those there are",
    .bit = CL_COMMAND_WAIVE,
    .run = run_waive,
};
