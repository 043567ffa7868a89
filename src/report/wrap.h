/* SPDX-License-Identifier: MIT
 *
 * Words into lines of a given width, with one stretch of them marked. Control characters and marks
 * that turn the reading direction are replaced, so that a contract cannot drive the reader's
 * terminal.
 */
#ifndef CL_REPORT_WRAP_H
#define CL_REPORT_WRAP_H

#include "base/buffer.h"

typedef struct cl_wrap {
    unsigned width;           /* columns of a line */
    unsigned indent;          /* of every line but the first */
    unsigned column;          /* where the first line continues */
    cl_span mark;             /* empty: nothing is marked */
    const char *open, *close; /* put around the marked words */
    bool visible;             /* the marks take room on the line */
} cl_wrap;

/* Appends `text` and a newline. A newline in the text starts a new line. */
void cl_wrap_text(const cl_wrap *wrap, cl_text text, cl_buffer *out);
/* Appends `text` as it is but without what could drive a terminal; returns its columns. */
unsigned cl_plain_text(cl_text text, cl_buffer *out);
/* Appends `count` spaces. */
void cl_indent(cl_buffer *out, unsigned count);

#endif
