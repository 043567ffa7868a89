/* SPDX-License-Identifier: MIT
 *
 * The kinds of quantities, one file each: duration.c, money.c, percent.c, multiple.c; bound.c and
 * repetition.c read what may stand before and behind any of them, and quantity.c tries them in
 * order. `at` is a byte of the text: of its first word or, for what stands behind a number, of the
 * number's end. Each returns the end of what it read, or 0 when it is not there. The span is set by
 * quantity.c. Nothing is allocated. Private to this folder.
 */
#ifndef CL_CONTRACT_AMOUNT_H
#define CL_CONTRACT_AMOUNT_H

#include "contract/number.h"
#include "contract/quantity.h"

void cl_amount_set_unit(cl_quantity *quantity, const char *unit);

/* "-day", " business days'", " full calendar months": unit, and the days of one of it. */
size_t cl_duration_unit(cl_text text, size_t at, cl_quantity *quantity);
size_t cl_duration_behind(cl_text text, size_t at, const cl_number *number, cl_quantity *quantity);
/* "a month's" before what it possesses, "a year" behind "within" and its like. */
size_t cl_duration_of_one(cl_text text, size_t at, cl_quantity *quantity);
/* "thirtieth (30th) day" before or after something. */
size_t cl_duration_of_ordinal(cl_text text, size_t at, cl_quantity *quantity);

/* "$1.5 million", "EUR 10,000": the currency first. */
size_t cl_money_at(cl_text text, size_t at, cl_quantity *quantity);
/* "ten dollars", "one hundred ($100)". */
size_t cl_money_behind(cl_text text, size_t at, const cl_number *number, cl_quantity *quantity);
/* " dollars", " of United States dollars", " cents" behind a number; `parts` of it make one of the
 * currency. */
size_t cl_money_word(cl_text text, size_t at, const char **currency, double *parts);

/* "ten percent", "50 basis points", and as a multiple "100% of the fees paid". */
size_t cl_percent_behind(cl_text text, size_t at, const cl_number *number, cl_quantity *quantity);

/* "twice the fees", "the fees paid in the twelve (12) months before the claim". */
size_t cl_multiple_at(cl_text text, size_t at, cl_quantity *quantity);
/* "times the fees", "x". "Three times a year" counts occasions. */
size_t cl_multiple_behind(cl_text text, size_t at, double factor, cl_quantity *quantity);
/* "the fees paid in the last year" behind "100% of". */
size_t cl_multiple_of_fees(cl_text text, size_t at, double factor, cl_quantity *quantity);

/* "($100,000)", "(thirty)", "(30 days)" behind a quantity that ends at `at` says it once more: its
 * end, with the quantity corrected by it; `at` when nothing like it follows. */
size_t cl_repetition_end(cl_text text, size_t at, cl_quantity *quantity);
/* "not less than", "up to a maximum of" before a quantity that begins at `at`. */
void cl_bound_read(cl_text text, size_t at, cl_quantity *quantity);

#endif
