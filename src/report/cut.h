/* SPDX-License-Identifier: MIT
 *
 * What is kept of an excerpt that is too long. Private to report/.
 */
#ifndef CL_REPORT_CUT_H
#define CL_REPORT_CUT_H

#include "base/buffer.h"
#include "report/excerpt.h"

/* At most about `limit` bytes of the buffer, cut at words: the words at `mark` with some before
 * them and, of a finding, the first of its values that would be cut off, since its message speaks
 * of it. `finding` may be NULL. The text is in `arena`. */
cl_excerpt cl_cut(cl_arena *arena, const cl_buffer *buffer, cl_span mark, const cl_finding *finding,
                  size_t limit);

#endif
