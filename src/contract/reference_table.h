/* SPDX-License-Identifier: MIT
 *
 * Which section a reference means: a table of all numbered sections by path, in a form in which
 * "4.2(b)", "4.2.b" and "Article IV" meet however they are written. Lies in the arena of the
 * contract. Private to this folder.
 */
#ifndef CL_CONTRACT_REFERENCE_TABLE_H
#define CL_CONTRACT_REFERENCE_TABLE_H

#include "contract/contract.h"

typedef struct cl_reference_table cl_reference_table;

cl_reference_table *cl_reference_table_new(const cl_contract *contract);
/* The section that "7.2(b)" or "(b)" names where it stands in section `from`: of the same annex, of
 * the body, or, for an item within a sentence, the section that holds it. CL_NONE if none. */
uint32_t cl_reference_resolve(const cl_reference_table *table, uint32_t from, cl_text target);
/* The annex that "A-1" names; CL_NONE if none. */
uint32_t cl_reference_resolve_annex(const cl_reference_table *table, cl_text target);

#endif
