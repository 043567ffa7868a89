/* SPDX-License-Identifier: MIT
 *
 * What the loaders of text, Markdown and HTML have in common: a document whose source is the
 * decoded file, and its limits. Everything lies in the arena. Private to this folder.
 */
#ifndef CL_DOCUMENT_LOADER_H
#define CL_DOCUMENT_LOADER_H

#include "document/encoding.h"
#include "document/load.h"

/* An empty document whose numbering is known; `name` is borrowed. */
cl_document *cl_loader_begin(cl_arena *arena, const char *name, cl_format format);
/* Makes the decoded file its source, with the table of lines. */
void cl_loader_take_source(cl_document *document, cl_decoded decoded);
/* The error limit-paragraph-bytes when a paragraph was too long, limit-paragraphs when there were
 * too many. */
cl_status cl_loader_check(const char *name, const cl_limits *limits, bool too_long, bool too_many,
                          cl_error *error);

#endif
