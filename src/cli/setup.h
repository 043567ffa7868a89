/* SPDX-License-Identifier: MIT
 *
 * What a contract is judged by: the command line, the configuration that applies to it, the rules
 * both ask for, and what has been accepted or was known before. Made once for each configuration
 * and shared by all threads.
 */
#ifndef CL_CLI_SETUP_H
#define CL_CLI_SETUP_H

#include "cli/baseline.h"
#include "cli/git.h"
#include "cli/waivers.h"
#include "rules/evaluate.h"

typedef struct cl_setup {
    const cl_config *config; /* NULL: none */
    cl_options options;      /* of the command line, filled up from the configuration */
    cl_ruleset *ruleset;
    cl_waivers *waivers;           /* NULL without a configuration */
    bool with_fine;                /* what is as it should be is noted, too */
    const cl_baseline *baseline;   /* --baseline; NULL: everything is new */
    const cl_git_history *history; /* --new-since; NULL: none, or git could not tell */
    const cl_baseline *gone;       /* of the contracts that are gone since; NULL: none */
} cl_setup;

/* The configuration file for a contract (NULL: for the current folder), as the options say; NULL:
 * none. */
const char *cl_setup_config(cl_arena *arena, const cl_options *given, const char *contract);
/* The path itself, or what standard input is the text of (--stdin-filename). */
const char *cl_setup_name(const cl_options *options, const char *path);
/* Complains of every mistake and returns NULL when there are any. `config` may be NULL;
 * `more_paths`: further rule files, NULL-terminated or NULL. */
cl_setup *cl_setup_new(cl_arena *arena, const cl_options *given, const char *config,
                       const char *const *more_paths);

/* One file from path to findings. */
typedef struct cl_reading {
    cl_document *document;
    cl_contract *contract;
    cl_findings findings;
    const char *type;
} cl_reading;
/* `only` as in cl_evaluate_options: then nothing is waived. */
cl_status cl_reading_of(const cl_setup *setup, const cl_rule *only, cl_arena *arena,
                        cl_matcher *matcher, const char *path, cl_reading *reading,
                        cl_error *error);
/* Options for evaluating a contract: its side and type, the type by path if the file says so. */
cl_evaluate_options cl_setup_evaluation(const cl_setup *setup, cl_arena *arena, const char *path);

/* A command about one contract: reads it, lets `write` write, and returns the exit status. */
typedef void (*cl_write_reading)(const cl_setup *setup, const char *name, const cl_reading *reading,
                                 cl_arena *arena, cl_buffer *out);
int cl_run_on_file(const cl_options *options, const char *command, cl_write_reading write);

#endif
