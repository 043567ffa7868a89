/* SPDX-License-Identifier: MIT
 *
 * Labels that the author typed: whether one stands at the start of a paragraph, and taking it off.
 */
#ifndef CL_DOCUMENT_TYPED_LABEL_H
#define CL_DOCUMENT_TYPED_LABEL_H

#include "document/label.h"

/* Whether the label just read at `offset` can number what follows it: "Section 5 of this …", "1.5
 * million",
 * "(30) days" and years cannot. The text may have any white space. */
bool cl_label_opens(cl_text text, size_t offset, const cl_label *label);

/* Moves a typed label from the start of the block's text to its label field. False if there is
 * none. */
bool cl_block_take_label(cl_block *block);

/* After `skip` bytes were taken off the block's text: its revisions move with it. They must be the
 * block's own. */
void cl_block_shift_revisions(cl_block *block, size_t skip);

/* ALL CAPITALS: at least two letters (bytes above ASCII do not count) and no small one. */
bool cl_text_is_caps(cl_text text);
/* A short title: Every Significant Word Capitalised, no stop at the end. */
bool cl_text_is_title(cl_text text);

#endif
