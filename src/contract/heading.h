/* SPDX-License-Identifier: MIT
 *
 * Where a heading ends: a block that is a heading as a whole, or a run-in title before the first
 * sentence ("4.2 Term. This Agreement …"). A defined term in quotes is never a title.
 */
#ifndef CL_CONTRACT_HEADING_H
#define CL_CONTRACT_HEADING_H

#include "contract/contract.h"

/* Length of the heading at the start of the block's text; 0 if there is none, text.length if it is
 * all heading. Closing punctuation is included. */
size_t cl_heading_end(const cl_block *block);
/* Does the text hold a verb that headings lack ("shall", "may", "is" …)? */
bool cl_has_verb(cl_text text);
/* Does it hold a word that grants or binds: may, shall, will, must, agrees …? */
bool cl_has_modal(cl_text text);
/* First whole word of the list in the text, from `from`: its start, or SIZE_MAX. */
size_t cl_find_word(cl_text text, size_t from, const char *const *words);

#endif
