/* SPDX-License-Identifier: MIT
 *
 * Automatic numbering as Word displays it (ECMA-376 17.9). Paragraphs are shown to it in reading
 * order; those that are deleted are not shown and so are not counted.
 */
#ifndef CL_DOCUMENT_DOCX_NUMBERING_H
#define CL_DOCUMENT_DOCX_NUMBERING_H

#include "base/buffer.h"
#include "document/docx_styles.h"

typedef struct cl_numbering cl_numbering;

typedef struct cl_numbered {
    int level;  /* from 0 */
    int indent; /* twips, or CL_UNSET */
    bool bullet;
    bool doubtful; /* the label may differ from Word's: a number format we do not know */
} cl_numbered;

cl_numbering *cl_numbering_new(cl_arena *arena, cl_styles *styles);
cl_status cl_numbering_read(cl_numbering *numbering, cl_package *package, const char *part,
                            cl_error *error);

/* Every part, and in it all text boxes together, counts its lists from the start. */
void cl_numbering_begin_story(cl_numbering *numbering);
/* Counts a paragraph and appends its label, white space cleaned up; false when it is not numbered.
 * `num_id` and `level` are those of the paragraph itself, or CL_UNSET; `style` may be NULL. */
bool cl_numbering_next(cl_numbering *numbering, const cl_style *style, int num_id, int level,
                       bool in_box, cl_buffer *label, cl_numbered *result);
/* True when some list refers to a definition that is missing. */
bool cl_numbering_broken(const cl_numbering *numbering);

#endif
