/* SPDX-License-Identifier: MIT
 *
 * The negotiation brief, in Markdown (CommonMark): for the person who walks into the meeting. What
 * to refuse, what to insist on, what to improve, each in order of weight with clause, evidence,
 * exposure, ask, fallback, position and owner; then what is fine as it stands: the protections that
 * were found, with their place, and the dangers that were not; and what could not be decided. A
 * rule is one point however often it is raised, and so are all that is raised on one sentence.
 */
#ifndef CL_REPORT_BRIEF_H
#define CL_REPORT_BRIEF_H

#include "report/report.h"
#include "rules/ruleset.h"

/* `checked`: the rules that were applied, NULL-terminated. */
void cl_brief_write(const cl_report_file *file, const cl_rule *const *checked, cl_arena *arena,
                    cl_buffer *out);

#endif
