/* SPDX-License-Identifier: MIT
 *
 * The section tree: which blocks belong to which article, section, item, annex; what is table of
 * contents, preamble, recital, signature. Sections stand in the order in which they begin, a
 * section before its children.
 */
#ifndef CL_CONTRACT_SECTION_H
#define CL_CONTRACT_SECTION_H

#include "contract/contract.h"

/* Fills contract->sections (sentence ranges are set by cl_sentences_find). Adds the notice
 * "sections-unclear" when a long document shows no numbering and no headings. */
void cl_sections_find(cl_contract *contract);
/* Innermost section of every block; lives in the contract's arena. */
uint32_t *cl_sections_of_blocks(const cl_contract *contract);

#endif
