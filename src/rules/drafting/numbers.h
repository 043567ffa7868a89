/* SPDX-License-Identifier: MIT
 *
 * The numbers a body's sections bear, for the analyses that say "there is no 7.9": which stand
 * below which, and whether what the reader saw is complete enough to say so. Private to drafting/.
 */
#ifndef CL_RULES_DRAFTING_NUMBERS_H
#define CL_RULES_DRAFTING_NUMBERS_H

#include "rules/drafting/drafting.h"

enum { CL_NUMBER_PARTS = 4 };

/* "7.2" is {7, 2}. */
typedef struct cl_section_number {
    int parts[CL_NUMBER_PARTS];
    size_t count;
} cl_section_number;

/* Reads the plain decimal number a label path begins with; `rest` gets what follows it ("(b)").
 * False if it begins otherwise or has too many parts. */
bool cl_section_number_read(cl_text path, cl_section_number *number, cl_text *rest);

/* The highest number directly below `above` (a count of 0: of the outermost sections) in the body,
 * and whether all from 1 on are there. `highest` is 0 when there is none. */
bool cl_section_numbers_below(const cl_contract *contract, const cl_section_number *above,
                              int *highest);

/* Does "7.9" stand in the text other than in a reference to it? Then the reader may have missed a
 * section. */
bool cl_number_is_written(const cl_evaluation *evaluation, cl_text number);

#endif
