/* SPDX-License-Identifier: MIT
 *
 * A list of parties as it runs in the text: "Acme Inc., a … ("Supplier"), and Beta LLC ("Buyer")",
 * from a place where somebody says that it begins. Names and the aliases behind them are paired
 * here; whether one should believe the list is judged in preamble.c. Private to this folder.
 */
#ifndef CL_CONTRACT_PREAMBLE_LIST_H
#define CL_CONTRACT_PREAMBLE_LIST_H

#include "contract/alias.h"

/* Reads the list that begins at `from`; returns how many it found, at most CL_NAMED_MAX. */
size_t cl_party_list(cl_text text, size_t from, cl_named items[CL_NAMED_MAX]);
void cl_named_give(cl_named *party, cl_span alias);

#endif
