/* SPDX-License-Identifier: MIT
 *
 * What somebody is called for the rest of a contract: ("Supplier"), (hereinafter the "Licensor"),
 * herein called Seller, - "Acme" -, [the Tenant], "as Borrower". Reads the words around a name, not
 * the name. Private to this folder.
 */
#ifndef CL_CONTRACT_ALIAS_H
#define CL_CONTRACT_ALIAS_H

#include "contract/preamble.h"

/* Aliases given together: one parenthesis, or `hereinafter "X"`. */
typedef struct cl_alias_group {
    size_t start, end;
    cl_span aliases[CL_NAMED_ALIASES];
    size_t count;
    cl_span collective; /* "(collectively, the "Sellers")"; empty if none */
    bool parties;       /* names the "Parties": the list is over */
} cl_alias_group;

/* The first group that opens in [from, limit). */
bool cl_alias_group_next(cl_text text, size_t from, size_t limit, cl_alias_group *group);

#endif
