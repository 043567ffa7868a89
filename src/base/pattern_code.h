/* SPDX-License-Identifier: MIT
 *
 * What the two halves of the pattern module share. Private to them: whoever includes this includes
 * PCRE2.
 */
#ifndef CL_BASE_PATTERN_CODE_H
#define CL_BASE_PATTERN_CODE_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "base/pattern_bank.h"

/* A compiled form out of the bank; NULL when it is not there or PCRE2 is another one than that
 * which the bank was made with. The caller owns it. */
pcre2_code *cl_pattern_take(const cl_pattern_bank *bank, cl_pattern_frozen frozen);

/* For the bank. NULL when the pattern does not compile; owned by the pattern. */
const pcre2_code *cl_pattern_code(cl_pattern *pattern, bool anchored);

#endif
