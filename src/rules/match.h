/* SPDX-License-Identifier: MIT
 *
 * Every phrase of a ruleset over every sentence of a contract, once: the facts that conditions are
 * judged by. Words are looked up in a trie; a phrase runs only on a sentence that holds all the
 * words it needs. With `prefilter` off every phrase runs on every sentence (same facts, for tests).
 */
#ifndef CL_RULES_MATCH_H
#define CL_RULES_MATCH_H

#include "contract/contract.h"
#include "rules/phrase.h"

typedef struct cl_phrase_index cl_phrase_index;

/* `phrases` in the order of their numbers; borrowed. */
const cl_phrase_index *cl_phrase_index_new(cl_arena *arena, const cl_phrase *const *phrases,
                                           size_t count);

/* One match of one phrase; spans in the sentence's text. */
typedef struct cl_fact {
    uint32_t phrase;
    uint32_t sentence;
    cl_span span;
} cl_fact;

typedef struct cl_facts {
    /* Sorted by sentence, then phrase, then start. All non-overlapping matches of each phrase. */
    const cl_fact *items;
    size_t count;
    const uint32_t *first; /* sentence i has items [first[i], first[i + 1]) */
} cl_facts;

/* Limits that were hit become notices ("pattern-limit"). */
void cl_facts_find(cl_arena *arena, const cl_phrase_index *index, const cl_contract *contract,
                   cl_matcher *matcher, bool prefilter, cl_facts *out, cl_notices *notices);
/* First fact of a phrase in a sentence, or NULL. */
const cl_fact *cl_facts_get(const cl_facts *facts, uint32_t sentence, uint32_t phrase);

/* One phrase over a text of its own (a heading, a clause): the leftmost match at or after `from`.
 */
cl_match cl_phrase_find(const cl_phrase *phrase, cl_matcher *matcher, cl_text text, size_t from,
                        cl_span *found);

#endif
