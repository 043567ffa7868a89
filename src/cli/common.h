/* SPDX-License-Identifier: MIT
 *
 * What the commands share: output, complaints, and the ruleset the options ask for.
 */
#ifndef CL_CLI_COMMON_H
#define CL_CLI_COMMON_H

#include "cli/options.h"
#include "rules/evaluate.h"

enum { CL_EXIT_CLEAN = 0, CL_EXIT_FOUND = 1, CL_EXIT_FAILED = 2 };

/* Where data goes. */
typedef struct cl_output {
    FILE *stream;
    const char *path; /* NULL: standard output */
    bool any;         /* a file's report has been written */
} cl_output;

/* Complains and returns false when the file cannot be written, or is one of the inputs. */
bool cl_output_open(const cl_options *options, cl_output *output);
void cl_output_put(cl_output *output, const cl_buffer *text);
/* False, with a complaint, when anything could not be written. */
bool cl_output_close(cl_output *output);

/* "clauselint: FILE:line:col: message [id]" on standard error; the file is the error's own or
 * `file`. */
void cl_complain(const char *file, const cl_error *error);
/* The same into a buffer. */
void cl_complaint(const char *file, const cl_error *error, cl_buffer *out);
int cl_usage_error(const char *message, const char *command);

/* Colour and width of the terminal, as options and environment say. */
cl_report_options cl_report_options_of(const cl_options *options);

/* Complains of every mistake and returns NULL when there are any. */
cl_ruleset *cl_ruleset_of(const cl_options *options, const char *const *more_paths,
                          cl_arena *arena);
/* The rule, or NULL with a complaint and a suggestion. */
const cl_rule *cl_rule_named(const cl_ruleset *ruleset, const char *id);

/* One file from path to findings. */
typedef struct cl_reading {
    cl_document *document;
    cl_contract *contract;
    cl_findings findings;
    const char *type;
} cl_reading;
/* `only` as in cl_evaluate_options. */
cl_status cl_reading_of(const cl_options *options, const cl_ruleset *ruleset, const cl_rule *only,
                        cl_arena *arena, cl_matcher *matcher, const char *path, cl_reading *reading,
                        cl_error *error);

/* A command about one contract: reads it, lets `write` write, and returns the exit status. */
typedef void (*cl_write_reading)(const cl_options *options, const cl_ruleset *ruleset,
                                 const char *name, const cl_reading *reading, cl_arena *arena,
                                 cl_buffer *out);
int cl_run_on_file(const cl_options *options, const char *command, cl_write_reading write);

#endif
