/* SPDX-License-Identifier: MIT
 *
 * Phrases translated and compiled when the program was built. Parsing the phrases of all packs
 * takes longer than linting a contract, and so does having PCRE2 compile those that a contract
 * needs; the embedded rules therefore come with theirs as constant data, found by their source. A
 * phrase that uses the lexicon may be taken from there only while nobody has changed the lexicon.
 *
 * Numbers stand where pointers would: thousands of those would have to be relocated at each start.
 */
#ifndef CL_RULES_FROZEN_H
#define CL_RULES_FROZEN_H

#include "base/buffer.h"
#include "base/pattern_bank.h"
#include "rules/phrase.h"
#include "rules/words.h"

typedef struct cl_frozen_phrase {
    uint32_t source;  /* where it stands in the text */
    uint32_t holes;   /* the same: names, one behind the other */
    uint32_t pattern; /* where its translation stands in the regexes */
    uint32_t words;   /* in the numbers: a cl_word_list for each need, and one of starts */
    uint32_t same;    /* the first phrase with this pattern and as many needs */
    cl_pattern_frozen forms[2]; /* to search; to try at one place */
    uint16_t reach;             /* see cl_phrase */
    uint8_t rarest;
    uint8_t need_count, hole_count;
    bool has_negation, names_agreement;
} cl_frozen_phrase;

typedef struct cl_frozen {
    const cl_frozen_phrase *phrases;
    size_t count;
    const uint16_t *table; /* by hash of the source: numbers of phrases, plus 1 */
    size_t table_size;     /* a power of 2; 0: nothing is frozen */
    const char *text;      /* read at each start, and so apart from … */
    const char *regexes;   /* … these, which hardly are */
    const uint16_t *numbers;
    cl_words words;
    cl_pattern_bank patterns;
} cl_frozen;

/* Made by the build tool (rules/embed.c). */
extern const cl_frozen cl_frozen_rules;

/* The frozen phrase with this source; NULL when there is none. */
const cl_frozen_phrase *cl_frozen_find(const char *source);
/* False when there is none. `place` is taken over; the pattern lives in the arena. */
bool cl_phrase_thaw(cl_arena *arena, const cl_lexicon *lexicon, const char *source, cl_place place,
                    cl_phrase *out);

/* A phrase to freeze, and whether it is looked for in sentences, where it is tried at its starts
 * only. `order`: what is near in it will be near in memory, too. */
typedef struct cl_phrase_use {
    const cl_phrase *phrase;
    bool in_sentences;
    uint32_t order;
} cl_phrase_use;

/* Writes cl_frozen_rules as C, from phrases in any order, with doubles; sorts them. */
void cl_phrases_freeze(cl_phrase_use *uses, size_t count, cl_buffer *out);

#endif
