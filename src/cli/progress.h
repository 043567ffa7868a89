/* SPDX-License-Identifier: MIT
 *
 * How far the work is, on standard error: only when that is a terminal, and not before the work
 * has taken half a second.
 */
#ifndef CL_CLI_PROGRESS_H
#define CL_CLI_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

typedef struct cl_progress {
    bool on, shown;
    size_t total;
    double start, drawn; /* seconds */
} cl_progress;

void cl_progress_begin(cl_progress *progress, size_t total, bool wanted);
/* Takes it away, so that something else can be written. */
void cl_progress_hide(cl_progress *progress);
void cl_progress_show(cl_progress *progress, size_t done);

#endif
