/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cli/config.h"

enum {
    JUDGES = CL_COMMAND_CHECK | CL_COMMAND_OUTLINE | CL_COMMAND_EXPLAIN | CL_COMMAND_CLAUSES |
             CL_COMMAND_BRIEF | CL_COMMAND_CONFIG | CL_COMMAND_WAIVE,
    READS = JUDGES | CL_COMMAND_TEXT,
    RULES = JUDGES | CL_COMMAND_RULES,
};

typedef enum value_kind {
    VALUE_TRUE, /* takes none */
    VALUE_STRING,
    VALUE_LIST, /* may be given several times */
    VALUE_SIZE,
    VALUE_UNSIGNED,
    VALUE_THREADS,
    VALUE_NUMBER,
    VALUE_SEVERITY,
    VALUE_FAIL,
    VALUE_SIDE,
    VALUE_COLOUR,
    VALUE_VIEW,
    VALUE_FORMAT,
    VALUE_SHARD,
} value_kind;

typedef struct option_row {
    char letter;
    const char *name, *argument;
    value_kind kind;
    size_t field;
    unsigned commands;
    const char *help;
} option_row;

#define FIELD(name) offsetof(cl_options, name)

static const option_row rows[] = {
    {0, "format", "FORMAT", VALUE_FORMAT, FIELD(format),
     CL_COMMAND_CHECK | CL_COMMAND_OUTLINE | CL_COMMAND_RULES | CL_COMMAND_EXPLAIN |
         CL_COMMAND_CLAUSES,
     "how to write: see formats below (default: text)"},
    {'o', "output", "FILE", VALUE_STRING, FIELD(output), CL_COMMAND_ALL,
     "write to FILE instead of standard output"},
    {0, "side", "SIDE", VALUE_SIDE, FIELD(side), JUDGES,
     "whose side we are on: customer, supplier or none (default)"},
    {0, "type", "TYPE", VALUE_STRING, FIELD(type), JUDGES,
     "kind of contract, instead of finding it out"},
    {0, "packs", "LIST", VALUE_STRING, FIELD(packs), RULES,
     "packs of rules to use, with commas between them, or all"},
    {0, "rules", "PATH", VALUE_LIST, FIELD(rules), RULES,
     "rule file or folder that adds to or replaces rules; repeatable"},
    {0, "param", "RULE.NAME=VALUE", VALUE_LIST, FIELD(params), RULES,
     "set a parameter of a rule; repeatable"},
    {0, "severity", "RULE=LEVEL", VALUE_LIST, FIELD(severities), RULES,
     "give a rule another severity, or off; repeatable"},
    {0, "min-severity", "LEVEL", VALUE_SEVERITY, FIELD(minimum),
     CL_COMMAND_CHECK | CL_COMMAND_EXPLAIN | CL_COMMAND_CONFIG,
     "least severity shown: info, low (default), medium, high, critical"},
    {0, "fail-on", "LEVEL", VALUE_FAIL, FIELD(fail_on), CL_COMMAND_CHECK | CL_COMMAND_CONFIG,
     "least severity that makes the exit status 1, or none (default: high)"},
    {0, "max-score", "NUMBER", VALUE_NUMBER, FIELD(max_score), CL_COMMAND_CHECK | CL_COMMAND_CONFIG,
     "exit status 1 when the risk of a contract is above NUMBER"},
    {0, "max-findings", "N", VALUE_SIZE, FIELD(most_findings), CL_COMMAND_CHECK,
     "findings of one rule in one file (default: 500)"},
    {0, "files-from", "FILE", VALUE_STRING, FIELD(files_from), CL_COMMAND_CHECK,
     "lint the files named in FILE too, one a line or ended by NUL; - is standard input"},
    {0, "shard", "K/N", VALUE_SHARD, FIELD(shard), CL_COMMAND_CHECK,
     "lint only the K-th of N parts of the files, to share the work among machines"},
    {0, "stdin-filename", "NAME", VALUE_STRING, FIELD(stdin_filename), CL_COMMAND_CHECK,
     "name of the file that standard input is the text of: for reports and configuration"},
    {0, "extract", "DIR", VALUE_STRING, FIELD(extract), CL_COMMAND_CHECK,
     "write the text of each DOCX below DIR; lines in reports are then lines of that text"},
    {0, "summary", NULL, VALUE_TRUE, FIELD(summary), CL_COMMAND_CHECK,
     "end with a table of the files: grade, score, counts"},
    {'q', "quiet", NULL, VALUE_TRUE, FIELD(quiet), CL_COMMAND_CHECK,
     "say nothing of files without findings, and no progress"},
    {'j', "jobs", "N", VALUE_THREADS, FIELD(threads), CL_COMMAND_CHECK,
     "work on N files at once (default: one for each processor)"},
    {0, "view", "STATE", VALUE_VIEW, FIELD(limits.view), READS,
     "tracked changes: final (default: all accepted) or original (all rejected)"},
    {0, "color", "WHEN", VALUE_COLOUR, FIELD(colour), CL_COMMAND_CHECK | CL_COMMAND_EXPLAIN,
     "auto (default), always or never"},
    {0, "baseline", "FILE", VALUE_STRING, FIELD(baseline), CL_COMMAND_CHECK,
     "an earlier report (json or jsonl): what it has is not new and does not count"},
    {0, "new-since", "REVISION", VALUE_STRING, FIELD(new_since), CL_COMMAND_CHECK,
     "what the file raised at this git revision is not new and does not count"},
    {0, "today", "DATE", VALUE_STRING, FIELD(today), JUDGES,
     "date at which waivers are looked at, such as 2027-01-31 (default: today)"},
    {0, "config", "FILE", VALUE_STRING, FIELD(config), RULES,
     "use this configuration, instead of the nearest " CL_CONFIG_NAME},
    {0, "no-config", NULL, VALUE_TRUE, FIELD(no_config), CL_COMMAND_ALL,
     "use no configuration file"},
    {0, "max-file-bytes", "N", VALUE_SIZE, FIELD(limits.file_bytes), READS, "largest input file"},
    {0, "max-part-bytes", "N", VALUE_SIZE, FIELD(limits.part_bytes), READS,
     "largest part of a package after inflation"},
    {0, "max-total-bytes", "N", VALUE_SIZE, FIELD(limits.total_bytes), READS,
     "all parts of a package after inflation"},
    {0, "max-ratio", "N", VALUE_SIZE, FIELD(limits.ratio), READS,
     "inflated to deflated size of a part"},
    {0, "max-parts", "N", VALUE_SIZE, FIELD(limits.parts), READS, "parts of a package"},
    {0, "max-xml-depth", "N", VALUE_SIZE, FIELD(limits.xml_depth), READS, "nesting of XML"},
    {0, "max-paragraphs", "N", VALUE_SIZE, FIELD(limits.paragraphs), READS,
     "paragraphs of a document"},
    {0, "max-paragraph-bytes", "N", VALUE_SIZE, FIELD(limits.paragraph_bytes), READS,
     "length of a paragraph"},
    {0, "max-text-bytes", "N", VALUE_SIZE, FIELD(limits.text_bytes), READS, "text of a document"},
    {0, "max-judged-bytes", "N", VALUE_SIZE, FIELD(limits.judged_bytes), READS,
     "text that rules are applied to"},
    {0, "max-xml-attributes", "N", VALUE_SIZE, FIELD(limits.xml_attributes), READS,
     "attributes of an XML element"},
    {0, "max-seconds", "N", VALUE_UNSIGNED, FIELD(limits.seconds), READS,
     "processor time for one file"},
    {0, "on", "FILE", VALUE_STRING, FIELD(on), CL_COMMAND_EXPLAIN,
     "show what the rule finds in FILE"},
    {0, "show-origin", NULL, VALUE_TRUE, FIELD(show_origin), CL_COMMAND_CONFIG,
     "say where each value comes from"},
    {0, "reason", "TEXT", VALUE_STRING, FIELD(reason), CL_COMMAND_WAIVE, "why it is accepted"},
    {0, "who", "NAME", VALUE_STRING, FIELD(who), CL_COMMAND_WAIVE, "who accepts it"},
    {0, "until", "DATE", VALUE_STRING, FIELD(until), CL_COMMAND_WAIVE,
     "last day on which it is accepted, such as 2027-01-31"},
    {'h', "help", NULL, VALUE_TRUE, FIELD(help), CL_COMMAND_ALL, "show this and end"},
    {'V', "version", NULL, VALUE_TRUE, FIELD(version), CL_COMMAND_ALL, "show the version and end"},
};
enum { ROW_COUNT = sizeof rows / sizeof *rows };
_Static_assert(ROW_COUNT <= 64, "cl_options.given has a bit for each option");

static cl_status bad_value(const option_row *row, const char *value, const char *expected,
                           cl_error *error) {
    return cl_error_set(error, CL_ERROR_USAGE, "option-value", CL_NO_PLACE,
                        "option --%s does not take \"%s\": give %s", row->name, value, expected);
}

static bool read_name(const char *value, const char *const *names, int *out) {
    for (int i = 0; names[i]; i++)
        if (!strcmp(names[i], value)) {
            *out = i;
            return true;
        }
    return false;
}

static bool read_whole(const char *value, unsigned long long limit, unsigned long long *out) {
    if (!cl_is_digit((unsigned char)*value))
        return false;
    char *end;
    errno = 0;
    *out = strtoull(value, &end, 10);
    return !errno && !*end && *out > 0 && *out <= limit;
}

void cl_strings_add(cl_arena *arena, cl_strings *list, const char *string) {
    cl_strings_add_at(arena, list, string, CL_NO_PLACE);
}

void cl_strings_add_at(cl_arena *arena, cl_strings *list, const char *string, cl_place place) {
    list->places = cl_arena_grow(arena, list->places, list->count, &list->place_capacity,
                                 sizeof *list->places);
    list->places[list->count] = place;
    /* Room for the NULL behind the last one: grown memory is zeroed only when it is new. */
    list->items =
        cl_arena_grow(arena, list->items, list->count, &list->capacity, sizeof *list->items);
    list->items[list->count++] = string;
    size_t count = list->count;
    list->items = cl_arena_grow(arena, list->items, count, &list->capacity, sizeof *list->items);
    list->items[count] = NULL;
}

static cl_status set_number(const option_row *row, void *field, const char *value,
                            cl_error *error) {
    unsigned long long number;
    if (row->kind == VALUE_NUMBER) {
        char *end;
        double score = strtod(value, &end);
        if (!cl_is_digit((unsigned char)*value) || *end || !(score <= 100))
            return bad_value(row, value, "a number from 0 to 100", error);
        *(double *)field = score;
        return CL_OK;
    }
    unsigned long long limit = row->kind == VALUE_SIZE      ? SIZE_MAX / 4
                               : row->kind == VALUE_THREADS ? 256
                                                            : 86400;
    if (!read_whole(value, limit, &number))
        return cl_error_set(error, CL_ERROR_USAGE, "option-value", CL_NO_PLACE,
                            "option --%s does not take \"%s\": give a whole number from 1 to %llu",
                            row->name, value, limit);
    if (row->kind == VALUE_SIZE)
        *(size_t *)field = (size_t)number;
    else
        *(unsigned *)field = (unsigned)number;
    return CL_OK;
}

/* What an option may be set to, in the order of the values; NULL: no such list. */
static const char *const *choices_of(value_kind kind) {
    static const char *const fails[] = {"info", "low", "medium", "high", "critical", "none", NULL};
    static const char *const sides[] = {"none", "customer", "supplier", NULL};
    static const char *const colours[] = {"auto", "always", "never", NULL};
    static const char *const views[] = {"final", "original", NULL};
    switch (kind) {
    case VALUE_SEVERITY:
        return cl_severity_names;
    case VALUE_FAIL:
        return fails;
    case VALUE_SIDE:
        return sides;
    case VALUE_COLOUR:
        return colours;
    case VALUE_VIEW:
        return views;
    default:
        return NULL;
    }
}

static void join_choices(const char *const *choices, char *out, size_t size) {
    size_t length = 0;
    for (size_t i = 0; choices[i] && length < size; i++)
        length += (size_t)snprintf(out + length, size - length, "%s%s",
                                   !i               ? ""
                                   : choices[i + 1] ? ", "
                                                    : " or ",
                                   choices[i]);
}

static cl_status set_choice(const option_row *row, void *field, const char *value,
                            cl_error *error) {
    const char *const *choices = choices_of(row->kind);
    int choice;
    char expected[120];
    if (!read_name(value, choices, &choice)) {
        join_choices(choices, expected, sizeof expected);
        return bad_value(row, value, expected, error);
    }
    switch (row->kind) {
    case VALUE_SEVERITY:
        *(cl_severity *)field = (cl_severity)choice;
        break;
    case VALUE_SIDE:
        *(cl_side *)field = (cl_side)choice;
        break;
    case VALUE_COLOUR:
        *(cl_colour *)field = (cl_colour)choice;
        break;
    case VALUE_VIEW:
        *(cl_view *)field = (cl_view)choice;
        break;
    default:
        *(int *)field = choice;
    }
    return CL_OK;
}

/* "2/5" */
static cl_status set_shard(const option_row *row, cl_options *options, const char *value,
                           cl_error *error) {
    char *end;
    errno = 0;
    unsigned long number = cl_is_digit((unsigned char)*value) ? strtoul(value, &end, 10) : 0;
    unsigned long count = number && *end == '/' && cl_is_digit((unsigned char)end[1])
                              ? strtoul(end + 1, &end, 10)
                              : 0;
    if (!count || *end || errno || number > count || count > 100000)
        return bad_value(row, value, "a part and their number, such as 1/4", error);
    options->shard = (unsigned)number;
    options->shards = (unsigned)count;
    return CL_OK;
}

static cl_status set_value(const option_row *row, cl_options *options, const char *value,
                           cl_error *error) {
    void *field = (char *)options + row->field;
    switch (row->kind) {
    case VALUE_TRUE:
        *(bool *)field = true;
        return CL_OK;
    case VALUE_STRING:
        *(const char **)field = value;
        return CL_OK;
    case VALUE_LIST:
        cl_strings_add(options->arena, field, value);
        return CL_OK;
    case VALUE_SIZE:
    case VALUE_UNSIGNED:
    case VALUE_THREADS:
    case VALUE_NUMBER:
        return set_number(row, field, value, error);
    case VALUE_SHARD:
        return set_shard(row, options, value, error);
    case VALUE_FORMAT:
        if (!cl_report_format_find(value))
            return bad_value(row, value, "one of the formats that --help lists", error);
        *(const char **)field = value;
        return CL_OK;
    default:
        return set_choice(row, field, value, error);
    }
}

static const option_row *find_long(const char *name, size_t length) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (strlen(rows[i].name) == length && !strncmp(rows[i].name, name, length))
            return &rows[i];
    return NULL;
}

static const option_row *find_letter(char letter) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].letter && rows[i].letter == letter)
            return &rows[i];
    return NULL;
}

bool cl_options_given(const cl_options *options, const char *name) {
    const option_row *row = find_long(name, strlen(name));
    return row && options->given >> (row - rows) & 1;
}

cl_status cl_options_set(cl_options *options, const char *name, const char *value,
                         cl_error *error) {
    const option_row *row = find_long(name, strlen(name));
    return row ? set_value(row, options, value, error)
               : cl_error_set(error, CL_ERROR_USAGE, "option-unknown", CL_NO_PLACE,
                              "there is no option --%.60s", name);
}

static cl_status unknown(const char *argument, size_t length, cl_error *error) {
    const char *names[ROW_COUNT + 1];
    for (size_t i = 0; i < ROW_COUNT; i++)
        names[i] = rows[i].name;
    names[ROW_COUNT] = NULL;
    char word[64];
    snprintf(word, sizeof word, "%.*s", (int)(length < 60 ? length : 60), argument);
    const char *near = strncmp(word, "--", 2) ? NULL : cl_nearest_name(word + 2, names);
    if (near)
        return cl_error_set(error, CL_ERROR_USAGE, "option-unknown", CL_NO_PLACE,
                            "there is no option %s; did you mean --%s?", word, near);
    return cl_error_set(error, CL_ERROR_USAGE, "option-unknown", CL_NO_PLACE,
                        "there is no option %s; clauselint --help lists them", word);
}

/* The command line while it is read. */
typedef struct reader {
    int at, count;
    char **arguments;
    cl_options *options;
    unsigned used_by[ROW_COUNT]; /* 1 where the option was given */
    cl_error *error;
} reader;

static cl_status take_value(reader *r, const option_row *row, const char *attached) {
    r->used_by[row - rows] = 1;
    r->options->given |= UINT64_C(1) << (row - rows);
    if (row->kind == VALUE_TRUE) {
        if (attached)
            return cl_error_set(r->error, CL_ERROR_USAGE, "option-value", CL_NO_PLACE,
                                "option --%s takes no value", row->name);
        return set_value(row, r->options, NULL, r->error);
    }
    if (!attached) {
        if (r->at + 1 >= r->count)
            return cl_error_set(r->error, CL_ERROR_USAGE, "option-value", CL_NO_PLACE,
                                "option --%s needs a value: %s", row->name, row->argument);
        attached = r->arguments[++r->at];
    }
    return set_value(row, r->options, attached, r->error);
}

static cl_status read_option(reader *r, const char *argument) {
    if (argument[1] == '-') {
        const char *equals = strchr(argument, '=');
        size_t length = equals ? (size_t)(equals - argument) : strlen(argument);
        const option_row *row = find_long(argument + 2, length - 2);
        if (!row)
            return unknown(argument, length, r->error);
        return take_value(r, row, equals ? equals + 1 : NULL);
    }
    const option_row *row = find_letter(argument[1]);
    if (!row)
        return unknown(argument, 2, r->error);
    if (row->kind == VALUE_TRUE && argument[2])
        return unknown(argument, strlen(argument), r->error);
    return take_value(r, row, argument[2] ? argument + 2 : NULL);
}

static const cl_command *find_command(const char *name) {
    for (size_t i = 0; cl_commands[i]; i++)
        if (!strcmp(cl_commands[i]->name, name))
            return cl_commands[i];
    return NULL;
}

static cl_status check_commands(const reader *r, const cl_command *command) {
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (r->used_by[i] && !(rows[i].commands & command->bit))
            return cl_error_set(r->error, CL_ERROR_USAGE, "option-unknown", CL_NO_PLACE,
                                "clauselint %s has no option --%s", command->name, rows[i].name);
    const char *format = r->options->format;
    if (format && command->bit != CL_COMMAND_CHECK && strcmp(format, "text") &&
        strcmp(format, "json") && strcmp(format, "jsonl"))
        return cl_error_set(r->error, CL_ERROR_USAGE, "option-value", CL_NO_PLACE,
                            "%s writes text, json or jsonl, not %s", command->name, format);
    return CL_OK;
}

cl_status cl_options_read(cl_arena *arena, int count, char **arguments, cl_options *options,
                          const cl_command **command, cl_error *error) {
    *options = (cl_options){.arena = arena,
                            .minimum = CL_SEVERITY_LOW,
                            .fail_on = CL_SEVERITY_HIGH,
                            .max_score = -1,
                            .limits = cl_default_limits};
    reader r = {
        .at = 1, .count = count, .arguments = arguments, .options = options, .error = error};
    bool ended = false;
    *command = NULL;
    for (; r.at < count; r.at++) {
        const char *argument = arguments[r.at];
        if (!ended && !strcmp(argument, "--")) {
            ended = true;
        } else if (!ended && argument[0] == '-' && argument[1]) {
            cl_status status = read_option(&r, argument);
            if (status != CL_OK)
                return status;
        } else if (!ended && !*command && !options->operands.count && find_command(argument)) {
            *command = find_command(argument);
        } else {
            cl_strings_add(arena, &options->operands, argument);
        }
    }
    if (!*command) {
        if (options->help || options->version)
            return CL_OK;
        *command = cl_commands[0];
    }
    return check_commands(&r, *command);
}

bool cl_options_at(size_t index, cl_option *out) {
    if (index >= ROW_COUNT)
        return false;
    const option_row *row = &rows[index];
    *out = (cl_option){.letter = row->letter,
                       .name = row->name,
                       .argument = row->argument,
                       .help = row->help,
                       .commands = row->commands,
                       .choices = choices_of(row->kind)};
    return true;
}

static void print_option(const option_row *row, FILE *out) {
    char left[64];
    if (row->letter && row->argument)
        snprintf(left, sizeof left, "-%c, --%s %s", row->letter, row->name, row->argument);
    else if (row->letter)
        snprintf(left, sizeof left, "-%c, --%s", row->letter, row->name);
    else
        snprintf(left, sizeof left, "    --%s%s%s", row->name, row->argument ? " " : "",
                 row->argument ? row->argument : "");
    fprintf(out, "  %-28s  %s\n", left, row->help);
}

void cl_options_help(const cl_command *command, FILE *out) {
    if (command) {
        fprintf(out, "usage: clauselint %s [options] %s\n\n%s.\n", command->name,
                command->arguments, command->summary);
    } else {
        fputs("usage: clauselint [check] [options] FILE|DIR|-...\n\n"
              "Reads contracts and tells which clauses will hurt, why, and what to ask for.\n\n"
              "commands:\n",
              out);
        for (size_t i = 0; cl_commands[i]; i++)
            fprintf(out, "  %-10s %-26s %s\n", cl_commands[i]->name, cl_commands[i]->arguments,
                    cl_commands[i]->summary);
    }
    unsigned bit = command ? command->bit : cl_commands[0]->bit;
    fputs(command ? "\noptions:\n" : "\noptions of check:\n", out);
    for (size_t i = 0; i < ROW_COUNT; i++)
        if (rows[i].commands & bit)
            print_option(&rows[i], out);
    if (bit == CL_COMMAND_CHECK) {
        fputs("\nformats:\n", out);
        for (size_t i = 0; cl_report_formats[i]; i++)
            fprintf(out, "  %-10s %s\n", cl_report_formats[i]->name, cl_report_formats[i]->summary);
        fputs("\nexit status: 0 nothing at or above --fail-on; 1 something; 2 could not work; "
              "130 interrupted\n",
              out);
    }
}
