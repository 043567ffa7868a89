/* SPDX-License-Identifier: MIT
 *
 * Cross-references: "Section 7.2(b)", "Exhibit A", "Rule 144". Resolved to a section of the same
 * annex first, then of the body.
 */
#ifndef CL_CONTRACT_REFERENCE_H
#define CL_CONTRACT_REFERENCE_H

#include "contract/contract.h"

/* Fills contract->references, in reading order. Needs sections. */
void cl_references_find(cl_contract *contract);

#endif
