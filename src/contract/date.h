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

#endif
