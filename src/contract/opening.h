/* SPDX-License-Identifier: MIT
 *
 * What the parties of a contract are read from: its opening words as one text in which a newline
 * parts the blocks, for the readers of preamble.h, and the words before its verbs of duty. Both lie
 * in the arena of the contract. Private to this folder.
 */
#ifndef CL_CONTRACT_OPENING_H
#define CL_CONTRACT_OPENING_H

#include "contract/contract.h"
#include "contract/preamble.h"

typedef struct cl_opening {
    cl_text text;
    struct {
        uint32_t block;
        size_t start; /* in text */
    } * parts;        /* the blocks it came from */
    size_t count;
} cl_opening;

/* Text of the agreement itself: no contents, headers, notes or hidden words. */
bool cl_is_running_text(const cl_block *block);
/* The running text from the start, cut behind `most` bytes. Needs the sections. */
void cl_opening_read(const cl_contract *contract, size_t most, cl_opening *opening);
/* Where a span of the opening's text is in the document; both unchanged when it is empty. */
void cl_opening_locate(const cl_opening *opening, cl_span span, uint32_t *block, cl_span *in_block);
/* The words before the verbs of duty, at most some hundred of them. */
cl_actors cl_actors_read(const cl_contract *contract);
/* How often somebody called so has a duty or a right: "Acme shall". */
size_t cl_actors_count(const cl_actors *actors, cl_text alias);

#endif
