/* SPDX-License-Identifier: MIT
 *
 * Phrases translated when the program was built. Parsing the phrases of all packs takes longer than
 * linting a contract; those of the embedded rules are therefore stored as constant data, keyed by
 * their source. A phrase that uses the lexicon may be taken from there only while nobody has
 * changed the lexicon.
 */
#ifndef CL_RULES_FROZEN_H
#define CL_RULES_FROZEN_H

#include "base/buffer.h"
#include "rules/phrase.h"

typedef struct cl_frozen_phrase {
    const char *source, *pattern; /* pattern: PCRE2 */
    const cl_need *needs;
    size_t need_count;
    cl_need starts;
    const char *const *holes;
    size_t hole_count;
    bool has_negation, names_agreement;
} cl_frozen_phrase;

/* Made by the build tool (rules/embed.c), sorted by source. */
extern const cl_frozen_phrase cl_frozen_phrases[];
extern const size_t cl_frozen_phrase_count;

/* False when there is none. `place` is taken over; the pattern lives in the arena. */
bool cl_phrase_thaw(cl_arena *arena, const cl_lexicon *lexicon, const char *source, cl_place place,
                    cl_phrase *out);
/* Writes the table as C, from phrases in any order, with doubles. */
void cl_phrases_freeze(const cl_phrase *const *phrases, size_t count, cl_buffer *out);

#endif
