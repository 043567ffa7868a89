/* SPDX-License-Identifier: MIT
 *
 * Whether Markdown would take its parser too long. cmark-gfm 0.29 needs time in the square of a
 * paragraph's length for some unclosed mark-up, in the square of the depth of nested quotes and
 * lists, and memory for every cell that a wide table leaves out. Contracts are far from all of
 * that; such a file is read as plain text.
 */
#ifndef CL_DOCUMENT_MARKDOWN_GUARD_H
#define CL_DOCUMENT_MARKDOWN_GUARD_H

#include "base/text.h"

bool cl_markdown_is_costly(cl_text source);

#endif
