/* SPDX-License-Identifier: MIT
 *
 * Phrases, the pattern language of rules, compiled to PCRE2 (docs/rules.md has the reference):
 *   word            whole word, any case; renew* any word that begins so; authori?ed any one
 * letter; licen(s | c)e, part(y | ies), service[s] endings inside one word (a | b c)  [x]  choice;
 * optional <name>          a lexicon entry (a choice) …  ...  ..4..   a gap of at most 12 words (or
 * the number given, at most 60); ".." is at most 4
 *   !(other than)   what must not follow here
 *   ^ … $           where a sentence begins, behind its number, and ends
 *   {notice: duration} {duration} {money} {percent} {date} {number} {multiple} {party} {section}
 *   {this-agreement} {supplier} {customer} {place} {date-range}  typed holes, bound to a name when
 * one is given
 *   /…/             the whole phrase is PCRE2
 * Between adjacent words: one space, hyphen or quote mark. A gap never crosses ";" or the end of a
 * sentence; a parenthesis or a redaction counts as one word.
 *
 * Each phrase also yields the words without which it cannot match, so that most phrases never run.
 */
#ifndef CL_RULES_PHRASE_H
#define CL_RULES_PHRASE_H

#include "base/pattern.h"
#include "base/yaml.h"

/* One requirement: at least one of these lower-case words occurs ("renew*" means any word that
 * begins so). All requirements of a phrase must hold, one behind the other. */
typedef struct cl_need {
    const char *const *words;
    size_t count;
} cl_need;

enum { CL_NEEDS_MAX = 8 }; /* of one phrase */

typedef struct cl_phrase {
    const char *source;
    cl_place place;
    cl_pattern *pattern;
    const cl_need *needs; /* empty: always tried (a /regex/ whose words are not known) */
    size_t need_count;
    /* Most blanks between the start of a match and the rarest need in it, which is needs[rarest],
     * and 1; 0: not known. Blanks in parentheses do not count. */
    uint8_t rarest;
    unsigned reach;
    cl_need starts; /* each match starts with one of these words; none: it may start anywhere */
    const char *const *holes; /* names of bound holes, which are names of groups in the pattern */
    size_t hole_count;
    /* Of an embedded phrase, which has its needs and starts there, as numbers; else NULL. */
    const struct cl_frozen_phrase *frozen;
    bool has_negation;    /* holds not, no, never, neither, nor, without, unless … itself */
    bool names_agreement; /* holds agreement, contract, lease … itself */
} cl_phrase;

/* Families of words. Entries may use words, choices, optionals and other entries. */
typedef struct cl_lexicon cl_lexicon;
cl_lexicon *cl_lexicon_new(cl_arena *arena);
/* Reads `name: [phrases]` pairs; a later file replaces an entry, and `name+: [...]` extends it. */
cl_status cl_lexicon_read(cl_lexicon *lexicon, const char *file, const cl_yaml *root,
                          cl_errors *errors);
/* The same for a file that was checked when the program was built. */
void cl_lexicon_read_embedded(cl_lexicon *lexicon, const char *file, const cl_yaml *root);
/* Whether nothing else has been read. */
bool cl_lexicon_is_embedded(const cl_lexicon *lexicon);
/* A phrase of an entry as it is written, by number; false when there is none. The entry counts as
 * used. */
bool cl_lexicon_phrase(const cl_lexicon *lexicon, cl_text name, size_t number, const char **source,
                       cl_place *place);

/* Parses and translates (PCRE2 itself compiles later). Mistakes (ids "phrase-syntax",
 * "lexicon-unknown" with did-you-mean, "gap-too-long") give place and column inside the scalar. */
cl_status cl_phrase_new(cl_arena *arena, const cl_lexicon *lexicon, const char *source,
                        cl_place place, cl_phrase *out, cl_error *error);

#endif
