/* SPDX-License-Identifier: MIT
 *
 * Role words of contracts and the side each stands on. Words that are used for either side
 * ("Company", "Agent", "Owner") have a role or none, but no side.
 */
#ifndef CL_CONTRACT_ROLE_H
#define CL_CONTRACT_ROLE_H

#include "contract/contract.h"

typedef struct cl_role {
    const char *word; /* lower case, singular */
    const char *role; /* NULL: a party word that says nothing ("company") */
    cl_side side;
} cl_role;

/* The role an alias names ("Licensor", "the Service Providers", "Contract Manufacturer"), or NULL.
 */
const cl_role *cl_role_find(cl_text alias);

#endif
