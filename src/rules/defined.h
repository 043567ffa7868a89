/* SPDX-License-Identifier: MIT
 *
 * What phrases ask about the contract that lies before them: is it a defined term whose definition
 * says so ({defined: phrase}), is it what the contract calls itself ({this-agreement}), one of its
 * parties ({supplier}, {customer}), or may it be the name of a place ({place})? PCRE2 asks at the
 * hole, and looks on when the answer is no.
 */
#ifndef CL_RULES_DEFINED_H
#define CL_RULES_DEFINED_H

#include "contract/contract.h"
#include "rules/phrase.h"

/* While rules are read: remembers the phrase of a {defined: …} with the lexicon. */
bool cl_defined_note(cl_arena *arena, const cl_lexicon *lexicon, const char *source, cl_place place,
                     cl_error *error);
/* The same for all that a phrase holds that was parsed when the program was built. */
void cl_defined_note_all(cl_arena *arena, const cl_lexicon *lexicon, const char *phrase,
                         cl_place place);

/* From now on the matcher answers for this contract. Lives in the contract's arena. */
void cl_defined_answer(cl_matcher *matcher, const cl_lexicon *lexicon, const cl_contract *contract);

/* Kept by the lexicon: the phrase that was noted; NULL if none was. */
const cl_phrase *cl_lexicon_noted(const cl_lexicon *lexicon, const char *source);
void cl_lexicon_note(const cl_lexicon *lexicon, const cl_phrase *phrase);

#endif
