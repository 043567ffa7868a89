/* SPDX-License-Identifier: MIT
 *
 * Who makes the agreement. Tried in this order, until two parties are known: the preamble,
 * key-value blocks ("Licensor: X"), "we" and "you", defined role words, the signatures, role words
 * in the text.
 */
#ifndef CL_CONTRACT_PARTY_H
#define CL_CONTRACT_PARTY_H

#include "contract/contract.h"

/* Fills contract->parties. Needs sections, sentences and definitions. Adds the notice
 * "parties-unknown" when fewer than two parties are found. */
void cl_parties_find(cl_contract *contract);

#endif
