/* SPDX-License-Identifier: MIT
 *
 * A list of parties as it runs in the text: "Acme Inc., a … ("Supplier"), and Beta LLC ("Buyer")",
 * from a place where somebody says that it begins. Names and the aliases behind them are paired
 * here; whether one should believe the list is judged in preamble.c. Private to this folder.
 */
#ifndef CL_CONTRACT_PREAMBLE_LIST_H
#define CL_CONTRACT_PREAMBLE_LIST_H

#include "contract/alias.h"

/* Are these capitals the end of an address or a description rather than a name: "in Denver",
 * "CO 80127", "Leeds, England"? */
bool cl_is_place(cl_text text, size_t start, size_t end);

/* Reads the list that begins at `from`; returns how many it found, at most CL_NAMED_MAX. */
size_t cl_party_list(cl_text text, size_t from, cl_named items[CL_NAMED_MAX]);
/* Where the name stands that the words in [from, group) before an alias describe, and its end;
 * SIZE_MAX if there is none. */
size_t cl_named_before(cl_text text, size_t from, size_t group, size_t *name_end);
/* Where the best name in [from, limit) begins that "and", ";" or a new block joins; SIZE_MAX. */
size_t cl_next_name(cl_text text, size_t from, size_t limit);
/* First place where a sentence ends in [from, to), or `to`. */
size_t cl_sentence_stop(cl_text text, size_t from, size_t to);

/* Does a name or alias look like that of a party: a form of company, a role, a word of the name? */
bool cl_named_fits(cl_text text, const cl_named *party);
/* The same of its aliases only. */
bool cl_named_alias_fits(cl_text text, const cl_named *party);
void cl_named_give(cl_named *party, cl_span alias);
/* More than "Company" alone: "Acme Company". */
bool cl_name_has_form(cl_text name);
/* "____" and "[COMPANY NAME]" stand for anybody. */
bool cl_name_is_gap(cl_text name);

#endif
