/* SPDX-License-Identifier: MIT
 *
 * From operands to the list of files to read: folders give their contracts, sorted, with everything
 * below them; patterns that the shell left alone give what they match, with two stars for any
 * number of folders. Names from a list are taken as they are.
 */
#ifndef CL_CLI_INPUTS_H
#define CL_CLI_INPUTS_H

#include "cli/options.h"

typedef struct cl_input {
    const char *path;
    cl_error *error; /* a folder that cannot be read; else NULL */
} cl_input;

typedef struct cl_inputs {
    cl_input *items;
    size_t count, capacity;
} cl_inputs;

/* Ids "folder-unreadable" and "pattern-empty" go to the input; "list-unreadable" is returned. */
cl_status cl_inputs_find(cl_arena *arena, const cl_options *options, cl_inputs *out,
                         cl_error *error);

/* Does the name end as those of contracts do? */
bool cl_inputs_is_contract(const char *name);

#endif
