/* SPDX-License-Identifier: MIT
 *
 * The command line as data. One table (options.c) says what each option is called, what it takes,
 * which commands know it and what --help prints; adding an option is a row there and a field here.
 */
#ifndef CL_CLI_OPTIONS_H
#define CL_CLI_OPTIONS_H

#include <stdio.h>

#include "base/yaml.h"
#include "document/load.h"
#include "report/report.h"

typedef enum cl_colour { CL_COLOUR_AUTO, CL_COLOUR_ALWAYS, CL_COLOUR_NEVER } cl_colour;

enum { CL_FAIL_NEVER = CL_SEVERITIES };

/* NULL-terminated, growing. */
typedef struct cl_strings {
    const char **items;
    cl_place *places; /* of each: where a file says it; CL_NO_PLACE: the command line */
    size_t count, capacity, place_capacity;
} cl_strings;

typedef struct cl_options {
    cl_arena *arena;
    const char *format; /* NULL: the command's own default */
    const char *output; /* NULL or "-": standard output */
    const char *type, *on;
    const char *packs; /* as given: "core,dpa" */
    cl_strings rules, params, severities, operands;
    const char *baseline, *new_since, *today;
    const char *reason, *who, *until; /* of a waiver */
    const char *config;               /* NULL: the nearest */
    const char *files_from;           /* list of inputs, "-": standard input; NULL: none */
    const char *stdin_filename;       /* whose text standard input is; NULL: nobody's */
    const char *extract;              /* folder for the texts of DOCX files; NULL: none */
    unsigned shard, shards;           /* the shard'th of so many parts of the inputs; 0: all */
    uint64_t given;                   /* bit for each option on the command line */
    cl_side side;
    cl_severity minimum;
    int fail_on;          /* a cl_severity or CL_FAIL_NEVER */
    double max_score;     /* negative: none */
    size_t most_findings; /* of a rule in a file; 0: the usual number */
    unsigned threads;     /* 0: one for each processor */
    cl_colour colour;
    cl_limits limits;
    bool help, version, no_config, show_origin, summary, quiet;
} cl_options;

void cl_strings_add(cl_arena *arena, cl_strings *list, const char *string);
void cl_strings_add_at(cl_arena *arena, cl_strings *list, const char *string, cl_place place);
/* Was it given on the command line? */
bool cl_options_given(const cl_options *options, const char *name);
/* Sets an option from text, as if it were given. */
cl_status cl_options_set(cl_options *options, const char *name, const char *value, cl_error *error);

typedef struct cl_command {
    const char *name;
    const char *arguments, *summary;
    unsigned bit; /* in the option table */
    int (*run)(const cl_options *options);
} cl_command;
extern const cl_command *const cl_commands[]; /* NULL-terminated; the first is the default */

enum {
    CL_COMMAND_CHECK = 1u << 0,
    CL_COMMAND_TEXT = 1u << 1,
    CL_COMMAND_OUTLINE = 1u << 2,
    CL_COMMAND_RULES = 1u << 3,
    CL_COMMAND_EXPLAIN = 1u << 4,
    CL_COMMAND_VERSION = 1u << 5,
    CL_COMMAND_CLAUSES = 1u << 6,
    CL_COMMAND_BRIEF = 1u << 7,
    CL_COMMAND_CONFIG = 1u << 8,
    CL_COMMAND_INIT = 1u << 9,
    CL_COMMAND_WAIVE = 1u << 10,
    CL_COMMAND_COMPLETION = 1u << 11,
    CL_COMMAND_ALL = (1u << 12) - 1,
};

/* Reads the command line; strings are borrowed from it. The first operand may name the command. */
cl_status cl_options_read(cl_arena *arena, int count, char **arguments, cl_options *options,
                          const cl_command **command, cl_error *error);
/* A row of the table, for completions. */
typedef struct cl_option {
    char letter;                 /* 0: none */
    const char *name, *argument; /* argument NULL: takes none */
    const char *help;
    unsigned commands;
    const char *const *choices; /* NULL-terminated; NULL: anything */
} cl_option;
/* False behind the last. */
bool cl_options_at(size_t index, cl_option *out);
void cl_options_help(const cl_command *command, FILE *out); /* NULL: of the program */

#endif
