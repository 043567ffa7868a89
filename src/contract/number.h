/* SPDX-License-Identifier: MIT
 *
 * Numbers in words and figures: "thirty (30)", "1,000.50", "one and one-half", "1½", "2.5 million",
 * "[***]". The layer under quantity.h.
 */
#ifndef CL_CONTRACT_NUMBER_H
#define CL_CONTRACT_NUMBER_H

#include "base/text.h"

typedef struct cl_number {
    double value;
    bool words;     /* written in words (the words count where words and figures differ) */
    bool redacted;  /* "[***]", "____" */
    bool bracketed; /* nothing but "(30)" or "[30]" */
    bool fraction;  /* "half", "two-thirds": not worth reporting without a unit */
    bool mismatch;  /* "thirty (60)" */
} cl_number;

/* Reads the number at `at`, with its repetition in brackets if there is one. Returns its end, or 0.
 */
size_t cl_number_read(cl_text text, size_t at, cl_number *number);
/* The same without a repetition. */
size_t cl_number_read_single(cl_text text, size_t at, cl_number *number);
/* End of a redaction mark or blank at `at`, or 0. */
size_t cl_redaction_end(cl_text text, size_t at);

/* Where the number in words that ends at `end` begins, or `end`. */
size_t cl_number_words_start(cl_text text, size_t end);
/* Does the bracket at `open` repeat a number in words, as in "two (2)"? */
bool cl_number_is_repeated(cl_text text, size_t open);

#endif
