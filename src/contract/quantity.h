/* SPDX-License-Identifier: MIT
 *
 * Amounts as contracts write them: "thirty (30) days", "one (1) year", "twelve-month", "5 business
 * days", "$1.5 million", "EUR 10,000", "one hundred percent (100%)", "two times the fees paid in
 * the twelve (12) months before", "June 1, 2010". Works on matching text (document.h); spans are
 * bytes of it.
 */
#ifndef CL_CONTRACT_QUANTITY_H
#define CL_CONTRACT_QUANTITY_H

#include "base/arena.h"
#include "base/text.h"

typedef enum cl_quantity_kind {
    CL_QUANTITY_DURATION,
    CL_QUANTITY_MONEY,
    CL_QUANTITY_PERCENT,
    CL_QUANTITY_MULTIPLE, /* of fees, salary …: "twice the fees"; value is the factor */
    CL_QUANTITY_DATE,
    CL_QUANTITY_NUMBER,
} cl_quantity_kind;

typedef struct cl_quantity {
    cl_quantity_kind kind;
    cl_span span;
    double value;  /* duration: count of `unit`; money: amount; percent: 10 for 10 % */
    char unit[16]; /* "day", "business day", "week", "month", "year", "hour"; currency "USD" … */
    double days;   /* duration in days: week 7, month 30, year 365, business day 7/5, hour 1/24 */
    int year, month, day;   /* date; 0 where not given */
    bool redacted;          /* "[***] days", "$____": a quantity stands there but cannot be read */
    bool at_least, at_most; /* "not less than", "up to" directly before it */
    bool mismatch;          /* words and figures differ: "thirty (60) days"; value is the words' */
} cl_quantity;

/* All quantities in `text`, left to right, not overlapping (a multiple includes its look-back
 * period). */
cl_quantity *cl_quantities_find(cl_arena *arena, cl_text text, size_t *count);
/* Reads exactly one quantity that `text` consists of (leading "at least", "the" … allowed): for
 * params ("30 days", "10 %", "USD 100,000", "2 x fees") and captures. False when it is none. */
bool cl_quantity_read(cl_text text, cl_quantity *quantity);
/* Days of a duration; twelve months are a year of 365, what is over counts 30 days a month. */
double cl_quantity_days(const cl_quantity *quantity);
/* -1, 0, 1; false when the two cannot be compared (kinds or currencies differ, redacted). */
bool cl_quantity_compare(const cl_quantity *a, const cl_quantity *b, int *order);

#endif
