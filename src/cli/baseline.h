/* SPDX-License-Identifier: MIT
 *
 * What is not new: fingerprints of an earlier report (--baseline FILE, json or jsonl), or of the
 * same file at an earlier revision (--new-since REV, read with the git program: it knows worktrees,
 * filters and partial clones, and whoever has a repository has it). A clause that moved keeps its
 * fingerprint.
 */
#ifndef CL_CLI_BASELINE_H
#define CL_CLI_BASELINE_H

#include "rules/finding.h"

/* Sorted fingerprints. */
typedef struct cl_baseline {
    const char **prints;
    size_t count, capacity;
} cl_baseline;

/* Ids "baseline-unreadable", "baseline-json". */
cl_status cl_baseline_read(cl_arena *arena, const char *path, cl_baseline **out, cl_error *error);
void cl_baseline_add(cl_arena *arena, cl_baseline *baseline, const char *print);
void cl_baseline_sort(cl_baseline *baseline);
/* Marks the findings that are in it; NULL marks nothing. */
void cl_baseline_apply(const cl_baseline *baseline, const cl_contract *contract,
                       cl_findings *findings);

/* The file as it was; `found` false when the revision does not have it. Ids "git-failed" with what
 * git says. `out` must be empty. */
cl_status cl_git_show(const char *revision, const char *path, cl_buffer *out, bool *found,
                      cl_error *error);

#endif
