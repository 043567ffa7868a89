/* SPDX-License-Identifier: MIT
 *
 * Arithmetic over what a rule captured: `(years(term) - 1) * fee`. Names are captures and params;
 * literals are numbers ("2", "0.5"). years(), months(), days() make a number of a duration, share()
 * says that a number is a part of a whole and is written in percent; a
 * percentage counts as its hundredth, a multiple as its factor. Money of two currencies cannot be
 * added, and money times money means nothing: such a sum has no value, which is no mistake of the
 * rule but of the contract, or "not known".
 */
#ifndef CL_RULES_SUM_H
#define CL_RULES_SUM_H

#include "base/error.h"
#include "contract/quantity.h"

typedef struct cl_sum cl_sum;

/* Id "sum-syntax", with the column inside the scalar. */
cl_status cl_sum_parse(cl_arena *arena, const char *text, cl_place place, cl_sum **out,
                       cl_error *error);
/* All names in it; `visit` returns false to stop. */
void cl_sum_names(const cl_sum *sum, bool (*visit)(void *context, const char *name), void *context);
/* Money or a number; false when a value is missing, redacted or does not fit. */
bool cl_sum_value(const cl_sum *sum,
                  bool (*value)(void *context, const char *name, cl_quantity *out), void *context,
                  cl_quantity *out);
/* "USD 20,000,000", "12.5", "18.3 %": for messages. */
const char *cl_sum_write(cl_arena *arena, const cl_quantity *value);
/* The way to it, to be checked by hand: "(3 - 1) x USD 10,000,000" with the signs of print. Only
 * for a sum that has a value. */
const char *cl_sum_show(cl_arena *arena, const cl_sum *sum,
                        bool (*value)(void *context, const char *name, cl_quantity *out),
                        void *context);

#endif
