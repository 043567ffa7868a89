/* SPDX-License-Identifier: MIT
 *
 * Lines that belong to the page and not to the text: what text and HTML made from printed pages
 * have in common.
 */
#ifndef CL_DOCUMENT_PAGE_FURNITURE_H
#define CL_DOCUMENT_PAGE_FURNITURE_H

#include "base/text.h"

/* "12", "- 12 -", "Page 3 of 9", "iv", "A-1". */
bool cl_is_page_number(cl_text text);
/* The same for lines that differ in numbers and spaces only: running heads carry page numbers. */
uint64_t cl_running_hash(cl_text text);

#endif
