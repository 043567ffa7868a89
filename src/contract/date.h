/* SPDX-License-Identifier: MIT
 *
 * Dates as contracts write them. Under quantity.h.
 */
#ifndef CL_CONTRACT_DATE_H
#define CL_CONTRACT_DATE_H

#include "contract/quantity.h"

/* Reads the date at `at` into year, month, day and redacted. Returns its end, or 0. */
size_t cl_date_read(cl_text text, size_t at, cl_quantity *quantity);
/* A month name or its abbreviation, with a capital: "may" is a verb. Its end, or 0. */
size_t cl_month_read(cl_text text, size_t at, int *month);

/* Reads "1 May 2026 to 30 April 2027", a date at the start of `text` and one at its end, as a
 * duration in months, both days included; a day or two over whole years do not count. Returns the
 * end of `text`, or 0. */
size_t cl_date_range_read(cl_text text, cl_quantity *quantity);

#endif
