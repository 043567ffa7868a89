/* SPDX-License-Identifier: MIT */
#include "cli/common.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "report/excerpt.h"
#include "report/wrap.h"

enum {
    MAX_READ = 4000,     /* bytes of a line that are looked at for a complaint */
    SHOWN_COLUMNS = 110, /* a longer line is shown from shortly before the place on */
    SHOWN_BEFORE = 60,
};

static void complain_about(const char *path, const char *id, const char *message) {
    cl_error error = {.id = id};
    snprintf(error.message, sizeof error.message, "%s", message);
    cl_complain(path, &error);
}

/* A report written over the contract it is about would be a loss that nobody meant. */
static bool is_an_input(const cl_options *options, const char *path) {
    struct stat target, input;
    if (stat(path, &target) || !S_ISREG(target.st_mode))
        return false;
    for (size_t i = 0; i < options->operands.count; i++)
        if (!stat(options->operands.items[i], &input) && input.st_dev == target.st_dev &&
            input.st_ino == target.st_ino)
            return true;
    return options->on && !stat(options->on, &input) && input.st_dev == target.st_dev &&
           input.st_ino == target.st_ino;
}

bool cl_output_open(const cl_options *options, cl_output *output) {
    *output = (cl_output){.stream = stdout};
    if (!options->output || !strcmp(options->output, "-"))
        return true;
    if (is_an_input(options, options->output)) {
        complain_about(options->output, "output-is-input",
                       "the output would overwrite a file that is read");
        return false;
    }
    output->path = options->output;
    output->stream = fopen(options->output, "wb");
    if (!output->stream)
        complain_about(options->output, "output-unwritable", strerror(errno));
    return output->stream;
}

void cl_output_put(cl_output *output, const cl_buffer *text) {
    if (text->length)
        fwrite(text->bytes, 1, text->length, output->stream);
}

bool cl_output_close(cl_output *output) {
    bool good = !ferror(output->stream);
    if (output->path)
        good = fclose(output->stream) == 0 && good;
    else
        good = fflush(output->stream) == 0 && good;
    if (!good)
        complain_about(output->path ? output->path : "standard output", "output-unwritable",
                       "not everything could be written");
    return good;
}

void cl_complaint(const char *file, const cl_error *error, cl_buffer *out) {
    const char *name = file ? file : error->place.file;
    cl_buffer_add_string(out, "clauselint: ");
    if (name) {
        cl_plain_text(cl_text_from(name), out);
        if (error->place.line)
            cl_buffer_printf(out, ":%u:%u", error->place.line, error->place.column);
        cl_buffer_add_string(out, ": ");
    }
    cl_plain_text(cl_text_from(error->message), out);
    cl_buffer_printf(out, " [%s]\n", error->id);
}

void cl_complain(const char *file, const cl_error *error) {
    cl_buffer text = {0};
    cl_complaint(file, error, &text);
    fwrite(text.bytes, 1, text.length, stderr);
    cl_buffer_release(&text);
}

int cl_usage_error(const char *message, const char *command) {
    fprintf(stderr, "clauselint: %s [usage]\n", message);
    fprintf(stderr, "Try: clauselint %s --help\n", command);
    return CL_EXIT_FAILED;
}

static unsigned terminal_width(void) {
    const char *columns = getenv("COLUMNS");
    long width = columns ? strtol(columns, NULL, 10) : 0;
    struct winsize size;
    if (width <= 0 && isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ, &size))
        width = size.ws_col;
    if (width <= 0)
        width = 80;
    return width < 40 ? 40 : width > 120 ? 120 : (unsigned)width;
}

static bool wants_colour(const cl_options *options) {
    if (options->colour != CL_COLOUR_AUTO)
        return options->colour == CL_COLOUR_ALWAYS;
    const char *none = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if ((none && *none) || (terminal && !strcmp(terminal, "dumb")))
        return false;
    return (!options->output || !strcmp(options->output, "-")) && isatty(STDOUT_FILENO);
}

cl_report_options cl_report_options_of(const cl_options *options) {
    return (cl_report_options){
        .minimum = options->minimum, .width = terminal_width(), .colour = wants_colour(options)};
}

static const char *const *pack_list(const cl_options *options, cl_arena *arena) {
    if (!options->packs || !strcmp(options->packs, "all"))
        return NULL;
    size_t commas = 0;
    for (const char *c = options->packs; *c; c++)
        commas += *c == ',';
    const char **list = CL_ARRAY(arena, commas + 2, const char *);
    size_t count = 0;
    for (const char *start = options->packs; start;) {
        const char *comma = strchr(start, ',');
        size_t length = comma ? (size_t)(comma - start) : strlen(start);
        if (length)
            list[count++] = cl_arena_copy(arena, start, length);
        start = comma ? comma + 1 : NULL;
    }
    return list;
}

static const char *const *join_paths(const cl_options *options, const char *const *more,
                                     cl_arena *arena) {
    size_t count = options->rules.count, extra = 0;
    while (more && more[extra])
        extra++;
    const char **list = CL_ARRAY(arena, count + extra + 1, const char *);
    for (size_t i = 0; i < count; i++)
        list[i] = options->rules.items[i];
    for (size_t i = 0; i < extra; i++)
        list[count + i] = more[i];
    return count + extra ? list : NULL;
}

/* A misspelt pack would silently check nothing. */
static bool packs_exist(const cl_ruleset *ruleset, const char *const *packs) {
    for (; packs && *packs; packs++) {
        bool found = false;
        for (size_t i = 0; i < ruleset->rule_count && !found; i++)
            found = ruleset->rules[i].pack && !strcmp(ruleset->rules[i].pack, *packs);
        if (found)
            continue;
        cl_error error = {.id = "pack-unknown"};
        snprintf(error.message, sizeof error.message,
                 "there is no pack \"%.100s\"; clauselint rules list shows the packs", *packs);
        cl_complain(NULL, &error);
        return false;
    }
    return true;
}

/* Of a long line only what stands around the column is shown: the bytes left out before it. */
static size_t skip_columns(cl_text line, uint32_t column) {
    size_t at = 0, size;
    if (cl_text_code_points(line) <= SHOWN_COLUMNS || column <= SHOWN_BEFORE)
        return 0;
    for (uint32_t c = 1; c + SHOWN_BEFORE < column && at < line.length; c++) {
        cl_utf8_decode(line, at, &size);
        at += size;
    }
    return at;
}

/* The line of a rule file that a complaint is about, with a mark below the place; nothing if the
 * file can no longer be read. Columns count code points. */
static void show_line(const cl_place *place) {
    FILE *file = place->line && place->column ? fopen(place->file, "rb") : NULL;
    if (!file)
        return;
    cl_buffer line = {0}, plain = {0};
    uint32_t number = 1;
    for (int c; number <= place->line && (c = getc(file)) != EOF;) {
        if (c == '\n')
            number++;
        else if (number == place->line && line.length < MAX_READ)
            cl_buffer_add_char(&line, (char)c);
    }
    fclose(file);
    size_t skipped = skip_columns(cl_buffer_text(&line), place->column);
    cl_text shown = cl_buffer_text(&line);
    cl_plain_text(cl_text_slice(shown, skipped, shown.length), &plain);
    uint32_t column =
        place->column - (uint32_t)cl_text_code_points(cl_text_slice(shown, 0, skipped));
    if (plain.length)
        fprintf(stderr, "  %s%s\n  %*s\n", skipped ? "..." : "", plain.bytes,
                (int)column + (skipped ? 3 : 0), "^");
    cl_buffer_release(&line);
    cl_buffer_release(&plain);
}

/* Mistakes in rule files begin with their place, as compilers write it, so that editors can jump
 * there. */
void cl_complain_of(const cl_place *place, const char *what, const char *message, const char *id) {
    cl_buffer text = {0};
    if (place->file) {
        cl_plain_text(cl_text_from(place->file), &text);
        if (place->line)
            cl_buffer_printf(&text, ":%u:%u", place->line, place->column);
    } else {
        cl_buffer_add_string(&text, "clauselint");
    }
    cl_buffer_printf(&text, ": %s", what);
    cl_plain_text(cl_text_from(message), &text);
    fprintf(stderr, "%s [%s]\n", text.bytes, id);
    cl_buffer_release(&text);
    if (place->file)
        show_line(place);
}

void cl_complain_all(const cl_errors *errors) {
    for (size_t i = 0; i < errors->count; i++) {
        const cl_error *error = &errors->items[i];
        cl_complain_of(&error->place, "", error->message, error->id);
    }
}

cl_ruleset *cl_ruleset_of(const cl_options *options, const char *const *more_paths,
                          cl_arena *arena) {
    cl_ruleset_options settings = {
        .paths = join_paths(options, more_paths, arena),
        .packs = pack_list(options, arena),
        .params = options->params.items,
        .severities = options->severities.items,
        .param_places = options->params.places,
        .severity_places = options->severities.places,
    };
    cl_ruleset *ruleset = NULL;
    cl_errors errors = {0};
    cl_status status = cl_ruleset_new(arena, &settings, &ruleset, &errors);
    cl_complain_all(&errors);
    if (status != CL_OK || errors.count || !packs_exist(ruleset, settings.packs))
        return NULL;
    return ruleset;
}

const cl_rule *cl_rule_named(const cl_ruleset *ruleset, const char *id) {
    const cl_rule *rule = cl_ruleset_find(ruleset, id);
    if (rule)
        return rule;
    cl_arena *arena = cl_arena_new();
    const char **names = CL_ARRAY(arena, ruleset->rule_count + 1, const char *);
    for (size_t i = 0; i < ruleset->rule_count; i++)
        names[i] = ruleset->rules[i].id;
    const char *near = cl_nearest_name(id, names);
    cl_error error = {.id = "rule-unknown"};
    if (near)
        snprintf(error.message, sizeof error.message,
                 "there is no rule \"%.100s\"; did you mean \"%.100s\"?", id, near);
    else
        snprintf(error.message, sizeof error.message,
                 "there is no rule \"%.100s\"; clauselint rules list shows them", id);
    cl_complain(NULL, &error);
    cl_arena_free(arena);
    return NULL;
}
