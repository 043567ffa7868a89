/* SPDX-License-Identifier: MIT
 *
 * clauselint waive: accepts a finding, with a reason, or lists what there is to accept.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "cli/common.h"
#include "cli/yaml_file.h"
#include "report/excerpt.h"

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
    cl_yaml_put_quoted(cl_config_path(arena, setup->config->folder, path), out);
    cl_buffer_printf(out, "\n%*s  reason: ", indent, "");
    cl_yaml_put_quoted(options->reason, out);
    cl_buffer_printf(out, "\n%*s  who: ", indent, "");
    cl_yaml_put_quoted(options->who, out);
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

/* Adds the finding to the waiver file. */
static bool accept(const cl_options *options, const cl_setup *setup, const cl_finding *finding,
                   const char *print, cl_arena *arena) {
    const char *path = options->operands.items[0], *waivers = setup->config->waivers;
    cl_buffer text = {0};
    bool good = begin_waivers(waivers, &text);
    if (!good) {
        refuse("config-unreadable", waivers, strerror(errno));
    } else {
        put_entry(options, setup, print, finding->rule->id, path, arena, &text);
        good = replace_waivers(setup, &text, arena);
    }
    cl_buffer_release(&text);
    if (good)
        printf("Accepted %s in %s: %s\n", finding->rule->id, path, waivers);
    return good;
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
    return accept(options, setup, finding, cl_fingerprint(arena, reading.contract, finding), arena);
}

/* The message for a command line that asks for nothing we can do, or NULL. */
static const char *misuse(const cl_options *options) {
    bool lists = options->operands.count == 1;
    char today[11];
    cl_today(today);
    if (options->operands.count != 2 && !lists)
        return "waive takes a file and a finding: its fingerprint, or its rule";
    if (!lists && (!options->reason || !options->who))
        return "waive needs --reason and --who";
    if (options->until && !cl_is_date(options->until))
        return "--until must be a date such as 2027-01-31";
    if (options->until && strcmp(options->until, options->today ? options->today : today) < 0)
        return "--until has passed already";
    return NULL;
}

static int run_waive(const cl_options *options) {
    const char *message = misuse(options);
    if (message)
        return cl_usage_error(message, "waive");
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
