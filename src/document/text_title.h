/* SPDX-License-Identifier: MIT
 *
 * Titles behind a label in the middle of a line of plain text: what tells them from the rest of a
 * sentence is what ends them. Offsets are in bytes of the text; `at` is right behind the label.
 */
#ifndef CL_DOCUMENT_TEXT_TITLE_H
#define CL_DOCUMENT_TEXT_TITLE_H

#include "base/text.h"

/* "Further Assurances. Each party …": a title, its stop, and a sentence behind it. */
bool cl_title_at(cl_text text, size_t at);
/* "STRATEGIC ALLIANCE: The …": a title in capitals and its stop, whatever stands before the label.
 */
bool cl_caps_title_at(cl_text text, size_t at);
/* "… of its term. 13. Renewal" at the end of a paragraph: all up to the blank line is a title, of
 * the paragraph below, and no row of a table of contents, which ends in a page number. `caps`: and
 * in capitals. */
bool cl_title_ends_paragraph(cl_text text, size_t at, bool caps);

#endif
