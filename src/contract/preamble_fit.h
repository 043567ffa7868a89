/* SPDX-License-Identifier: MIT
 *
 * Does a name with its aliases look like a party? Nothing is allocated. Private to this folder.
 */
#ifndef CL_CONTRACT_PREAMBLE_FIT_H
#define CL_CONTRACT_PREAMBLE_FIT_H

#include "contract/preamble.h"

/* A form of company, a role, a word of the name, or its initials. */
bool cl_named_fits(cl_text text, const cl_named *party);
/* The same of its aliases only. */
bool cl_named_alias_fits(cl_text text, const cl_named *party);
/* More than "Company" alone: "Acme Company". */
bool cl_name_has_form(cl_text name);
/* "____" and "[COMPANY NAME]" stand for anybody. */
bool cl_name_is_gap(cl_text name);

#endif
