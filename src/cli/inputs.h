/* SPDX-License-Identifier: MIT
 *
 * From operands to the list of files to read: folders give their contracts, sorted, with everything
 * below them.
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

void cl_inputs_find(cl_arena *arena, const cl_strings *operands, cl_inputs *out);

#endif
