/* SPDX-License-Identifier: MIT
 *
 * The parts of a document that are not its body: table of contents, recitals, signatures, annexes.
 * Each test looks at one block (and, for contents, its neighbours).
 */
#ifndef CL_CONTRACT_ZONE_H
#define CL_CONTRACT_ZONE_H

#include "contract/contract.h"

/* A heading that opens an exhibit, schedule …: sets its label ("Exhibit A") and the title that may
 * follow in the block's text, empty if none does. */
bool cl_opens_annex(const cl_block *block, cl_text *label, cl_span *title);
bool cl_opens_recitals(const cl_block *block);
/* "NOW, THEREFORE …", "the parties agree as follows". */
bool cl_ends_recitals(const cl_block *block);
bool cl_opens_signatures(const cl_block *block);
/* Sets in[b] = 1 for every block that is a row or the title of a table of contents. */
void cl_find_contents(const cl_document *document, unsigned char *in);

#endif
