/* SPDX-License-Identifier: MIT
 *
 * What the commands share: output, complaints, and the ruleset the options ask for.
 */
#ifndef CL_CLI_COMMON_H
#define CL_CLI_COMMON_H

#include "cli/options.h"
#include "cli/setup.h"

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
/* One about a place in a file; `what` such as "warning: " or "". */
void cl_complain_of(const cl_place *place, const char *what, const char *message, const char *id);
/* Mistakes in files of users, each with its line and a mark below the place. */
void cl_complain_all(const cl_errors *errors);
int cl_usage_error(const char *message, const char *command);

/* Colour and width of the terminal, as options and environment say. */
cl_report_options cl_report_options_of(const cl_options *options);

/* Complains of every mistake and returns NULL when there are any. */
cl_ruleset *cl_ruleset_of(const cl_options *options, const char *const *more_paths,
                          cl_arena *arena);
/* The rule, or NULL with a complaint and a suggestion. */
const cl_rule *cl_rule_named(const cl_ruleset *ruleset, const char *id);

#endif
