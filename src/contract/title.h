/* SPDX-License-Identifier: MIT
 *
 * What a contract is called: a title of its own line, capitals at the top of a page that is one
 * paragraph, or what it calls itself ("This Supply Agreement (the "Agreement")"). Private to this
 * folder.
 */
#ifndef CL_CONTRACT_TITLE_H
#define CL_CONTRACT_TITLE_H

#include "contract/contract.h"

/* Fills contract->title and contract->short_name. Needs the document only. */
void cl_title_find(cl_contract *contract);

#endif
