/* SPDX-License-Identifier: MIT
 *
 * The words of a list of parties between its names: numbering, fillers, descriptions, addresses,
 * and where the list and its sentences end. Offsets are bytes of the text; SIZE_MAX where nothing
 * is found. Nothing is allocated. Private to this folder.
 */
#ifndef CL_CONTRACT_PREAMBLE_WORDS_H
#define CL_CONTRACT_PREAMBLE_WORDS_H

#include "base/text.h"

/* Over what may stand before a name: "(1)", "by and between", "the undersigned", "Party A". */
size_t cl_party_skip_filler(cl_text text, size_t at, size_t limit);
/* Where the list that begins at `from` ends at the latest: "WITNESSETH", "RECITALS". */
size_t cl_party_list_limit(cl_text text, size_t from);
/* First place where a sentence ends in [from, to), or `to`. */
size_t cl_sentence_stop(cl_text text, size_t from, size_t to);

/* Are these capitals the end of an address or a description rather than a name: "in Denver",
 * "CO 80127", "Leeds, England"? */
bool cl_is_place(cl_text text, size_t start, size_t end);
/* `("Acme") and the customer named below ("Customer")`: is somebody told in [at, end) without a
 * name? */
bool cl_party_is_described(cl_text text, size_t at, size_t end);

/* Where the name stands that the words in [from, group) before an alias describe, and its end. */
size_t cl_named_before(cl_text text, size_t from, size_t group, size_t *name_end);
/* Where the best name in [from, limit) begins that "and", ";" or a new block joins. */
size_t cl_next_name(cl_text text, size_t from, size_t limit);
/* The name joined by "and" to the one at `next`, in [from, next), or `next`. */
size_t cl_name_joined_before(cl_text text, size_t from, size_t next);

#endif
