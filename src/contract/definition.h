/* SPDX-License-Identifier: MIT
 *
 * Defined terms: "X" means …, X shall mean …, and those made in passing: (the "X"), hereinafter
 * "X".
 */
#ifndef CL_CONTRACT_DEFINITION_H
#define CL_CONTRACT_DEFINITION_H

#include "contract/contract.h"

/* Fills contract->definitions from its sentences, in reading order. */
void cl_definitions_find(cl_contract *contract);

#endif
