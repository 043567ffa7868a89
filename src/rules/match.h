/* SPDX-License-Identifier: MIT
 *
 * The phrases of a ruleset over the sentences of a contract: the facts that conditions are judged
 * by. Words are looked up in a trie, once for all phrases; a phrase may match only in sentences
 * that hold all the words it needs (its leads). It runs there when somebody asks, and once: most
 * conditions are settled before their last pattern. With `prefilter` off every sentence is a lead
 * of every phrase (same facts, for tests).
 */
#ifndef CL_RULES_MATCH_H
#define CL_RULES_MATCH_H

#include "contract/contract.h"
#include "rules/phrase.h"
#include "rules/words.h"

typedef struct cl_phrase_index cl_phrase_index;

/* `phrases` in the order of their numbers; borrowed. */
const cl_phrase_index *cl_phrase_index_new(cl_arena *arena, const cl_phrase *const *phrases,
                                           size_t count);

/* The needs of a phrase as lists of numbers, at most CL_NEEDS_MAX, of which it returns how many
 * they are, and its starts; what cannot be held is left out, NULL for the starts. */
uint8_t cl_phrase_number(cl_arena *arena, cl_word_maker *maker, const cl_phrase *phrase,
                         cl_word_list *needs, cl_word_list *starts);

typedef struct cl_facts cl_facts;

/* Borrows everything; lives in the arena. Limits that are hit become notices ("pattern-limit"). */
cl_facts *cl_facts_new(cl_arena *arena, const cl_phrase_index *index, const cl_contract *contract,
                       cl_matcher *matcher, bool prefilter, cl_notices *notices);
/* All non-overlapping matches of a phrase in a sentence, from left to right: spans of its text. The
 * result lives as long as the facts. */
const cl_span *cl_facts_get(cl_facts *facts, uint32_t sentence, uint32_t phrase, size_t *count);
/* In how many sentences the phrase may match. */
size_t cl_facts_lead_count(cl_facts *facts, uint32_t phrase);
/* The sentences in which any of the phrases [phrase, phrase + count) may match: a bit for each
 * sentence, the first in the lowest bit. `count` must always be the same for a phrase (it is that
 * of its pattern). Owned by the facts. */
const uint64_t *cl_facts_leads(cl_facts *facts, uint32_t phrase, size_t count);
/* Whether one of them may match in a sentence. */
bool cl_facts_possible(cl_facts *facts, uint32_t sentence, uint32_t phrase, size_t count);

/* The leftmost match of a phrase in a part of a sentence, which is read as a text of its own. */
cl_match cl_facts_find(cl_facts *facts, uint32_t sentence, uint32_t phrase, cl_span part,
                       cl_span *found);

/* One phrase over a text of its own (a heading, a clause): the leftmost match at or after `from`.
 */
cl_match cl_phrase_find(const cl_phrase *phrase, cl_matcher *matcher, cl_text text, size_t from,
                        cl_span *found);

#endif
