/* SPDX-License-Identifier: MIT
 *
 * Findings that somebody has accepted: the waiver file beside the configuration (for documents that
 * cannot carry comments), the configuration's `ignore`, and comments in text and Markdown
 * ("clauselint: ignore RULE: reason"). A waived finding stays in machine formats and counts
 * nowhere.
 */
#ifndef CL_CLI_WAIVERS_H
#define CL_CLI_WAIVERS_H

#include <stdatomic.h>

#include "cli/config.h"
#include "rules/evaluate.h"

typedef struct cl_waiver_entry {
    const char *fingerprint; /* 16 hex digits */
    const char *rule, *glob; /* NULL: not compared */
    cl_waiver waiver;
    bool expired;
    cl_place place;
    /* Its file was linted; its rule was asked of it; it met a finding. Set by any thread. */
    atomic_bool seen, asked, used;
} cl_waiver_entry;

typedef struct cl_waivers {
    const char *file;
    cl_waiver_entry *items;
    size_t count;
} cl_waivers;

/* A file that does not exist has no waivers. `today`: "2026-11-24". Mistakes ("config-value" …) are
 * collected, all of them. */
cl_status cl_waivers_read(cl_arena *arena, const char *file, const char *today, cl_waivers **out,
                          cl_errors *errors);
/* Which rules were asked of a contract. */
typedef struct cl_asked {
    const cl_ruleset *ruleset;
    const cl_evaluate_options *options;
    const char *type;
} cl_asked;

/* Marks the findings of one contract; `path` as cl_config_path gives it. Notices: what has expired
 * ("waiver-expired"); comments without a reason ("ignore-reason"), with a rule that there is not
 * ("ignore-unknown"), or that meet nothing ("ignore-unused"). */
void cl_waivers_apply(cl_waivers *waivers, const cl_config *config, const char *path,
                      const cl_asked *asked, const cl_contract *contract, cl_findings *findings);
/* Waivers that met nothing: lines for standard error ("waiver-unused"). Those of contracts that
 * were not linted are told only when `whole` says that all were. */
void cl_waivers_unused(const cl_waivers *waivers, bool whole, cl_buffer *out);

/* "2026-11-24", local time; SOURCE_DATE_EPOCH, if it is set, in UTC. `out`: at least 11 bytes. */
void cl_today(char *out);
bool cl_is_date(const char *text);

#endif
