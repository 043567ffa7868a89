/* SPDX-License-Identifier: MIT
 *
 * A rule in words, for `rules show` and `explain`.
 */
#ifndef CL_CLI_DESCRIBE_H
#define CL_CLI_DESCRIBE_H

#include "base/json.h"
#include "cli/common.h"

/* Title, why, ask, fallback, references, parameters, examples. */
void cl_describe_rule(const cl_rule *rule, unsigned width, cl_buffer *out);
/* Id, place, kind, patterns, captures and the rest of what the engine does with it. */
void cl_describe_engine(const cl_rule *rule, unsigned width, cl_buffer *out);
cl_json *cl_rule_json(cl_arena *arena, const cl_rule *rule);

#endif
