/* SPDX-License-Identifier: MIT
 *
 * Sentences with their lead-ins. A sentence never crosses a block; an item of an enumeration
 * carries the words that open its list, and the tail that follows it, as pieces that are not its
 * own.
 */
#ifndef CL_CONTRACT_SENTENCE_H
#define CL_CONTRACT_SENTENCE_H

#include "contract/contract.h"

/* End of the sentence that begins at `start`, closing quotes and parentheses included. */
size_t cl_sentence_end(cl_text text, size_t start);
/* Fills contract->sentences and the sentence ranges of the sections. Needs sections. */
void cl_sentences_find(cl_contract *contract);

#endif
