/* SPDX-License-Identifier: MIT
 *
 * Ordinals in words. Under duration.h and date.h.
 */
#ifndef CL_CONTRACT_ORDINAL_H
#define CL_CONTRACT_ORDINAL_H

#include "base/text.h"

/* "First" to "one hundred and ninety-ninth", in words; with hyphens or without. Its end, or 0. */
size_t cl_ordinal_read(cl_text text, size_t at, int *value);

#endif
