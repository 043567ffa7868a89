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
/* "-----", "=====", and the loose "th" of a date. */
bool cl_is_rule_or_scrap(cl_text text);
/* What a register or a word processor puts on pages: "Source: ACME CORP, 8-K, 1/2/2020",
 * "CONFIDENTIAL", "<PAGE>". */
bool cl_is_page_stamp(cl_text text);
/* "[***] Confidential treatment has been requested for portions of this exhibit …": longer than
 * other running heads. */
bool cl_tells_of_omissions(cl_text text);
/* Such words behind the mark they explain: "*** Portions of this page have been omitted …". They
 * stand where pages end, be it once. */
bool cl_is_legend(cl_text text);
/* The same for lines that differ in numbers and spaces only: running heads carry page numbers. */
uint64_t cl_running_hash(cl_text text);

#endif
