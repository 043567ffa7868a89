/* SPDX-License-Identifier: MIT
 *
 * Why a rule does or does not raise: for whoever writes rules. Every passage that came near, which
 * patterns matched there with which words, which did not or were voided by a guard, and what
 * decided.
 */
#ifndef CL_RULES_TRACE_H
#define CL_RULES_TRACE_H

#include "base/buffer.h"
#include "rules/evaluate.h"

/* Appends lines of plain text, each beginning with `margin`; at most `most` passages. Returns how
 * many passages came near. */
size_t cl_trace_write(const cl_ruleset *ruleset, const cl_rule *rule, const cl_contract *contract,
                      cl_matcher *matcher, const cl_evaluate_options *options, const char *margin,
                      size_t most, cl_buffer *out);

#endif
