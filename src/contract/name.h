/* SPDX-License-Identifier: MIT
 *
 * Names of persons and companies: where one ends, and what is none. Private to this folder.
 */
#ifndef CL_CONTRACT_NAME_H
#define CL_CONTRACT_NAME_H

#include "base/text.h"

/* End of the name of a person or company at `at`; `at` when there is none. */
size_t cl_name_end(cl_text text, size_t at);
/* Start of the name in [from, end) that ends at `end`; `end` when there is none. */
size_t cl_name_start(cl_text text, size_t from, size_t end);
/* Can a name begin there: a capital, a blank, "e-centives"? */
bool cl_starts_name(cl_text text, size_t at);
/* End of a place inside a name, "(Beijing)" in "Acme (Beijing) Co., Ltd.", or 0. */
size_t cl_name_place(cl_text text, size_t open);
/* Does the name end in Inc., LLC, GmbH ...? */
bool cl_name_has_suffix(cl_text name);
bool cl_is_name_suffix(cl_text token);
/* The name without such a suffix. */
cl_text cl_name_short(cl_text name);
/* A quoted name that parties do not bear: "Agreement", "Effective Date", "Parties". */
bool cl_is_no_party(cl_text alias);

/* Without punctuation behind it. */
cl_text cl_text_last_word(cl_text text);

#endif
