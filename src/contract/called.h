/* SPDX-License-Identifier: MIT
 *
 * Which party the words at a place of the contract mean: an alias, the full or the short name, the
 * board that decides for it. Offsets are bytes of the text given; nothing is allocated. An article
 * before the words is for the caller to skip. Private to this folder.
 */
#ifndef CL_CONTRACT_CALLED_H
#define CL_CONTRACT_CALLED_H

#include "contract/contract.h"

/* The longest name or alias that stands at `at`: its end, and whose it is; 0 if there is none. */
size_t cl_called_at(const cl_contract *contract, cl_text text, size_t at, uint32_t *party);
/* "The Board of Directors of X" decides for X, "the Board" alone for the one party that is likely
 * to have one: its end, and for whom; 0 if there is none. */
size_t cl_called_by_organ(const cl_contract *contract, cl_text text, size_t at, uint32_t *party);

#endif
