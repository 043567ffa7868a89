/* SPDX-License-Identifier: MIT
 *
 * What is not new: the findings of an earlier report (--baseline FILE, json or jsonl), or of an
 * earlier revision (--new-since REV). A finding is known when the same contract had it, wherever in
 * it the clause stood; or when a contract had it that is gone, since it may have another name now.
 * Other contracts do not matter: a clause that somebody accepted there is new here.
 */
#ifndef CL_CLI_BASELINE_H
#define CL_CLI_BASELINE_H

#include "rules/finding.h"

typedef struct cl_known {
    const char *print;
    const char *file; /* as cl_config_path(arena, NULL, …) says it; NULL: it is gone */
} cl_known;

/* Sorted by fingerprint. */
typedef struct cl_baseline {
    cl_known *items;
    size_t count, capacity;
} cl_baseline;

/* Ids "baseline-unreadable", "baseline-json". */
cl_status cl_baseline_read(cl_arena *arena, const char *path, cl_baseline **out, cl_error *error);
/* `print` is copied, `file` is not. */
void cl_baseline_add(cl_arena *arena, cl_baseline *baseline, const char *print, const char *file);
void cl_baseline_sort(cl_baseline *baseline);
/* Marks the findings of the contract `path` that are in it; NULL marks nothing. */
void cl_baseline_apply(const cl_baseline *baseline, const char *path, const cl_contract *contract,
                       cl_findings *findings);
/* Marks all: the contract is as it was. */
void cl_baseline_apply_all(cl_findings *findings);

#endif
