/* SPDX-License-Identifier: MIT
 *
 * Patterns compiled when the program was built (pcre2serialize(3)). PCRE2 takes longer to compile
 * the patterns that one contract needs than to match them; to copy them costs next to nothing.
 *
 * Compiled patterns are good for the PCRE2 that made them only. The bank notes which one that was;
 * with another one at run time nothing is taken from it, and the patterns are compiled as others
 * are. What the JIT makes is never kept.
 */
#ifndef CL_BASE_PATTERN_BANK_H
#define CL_BASE_PATTERN_BANK_H

#include "base/buffer.h"
#include "base/pattern.h"

/* Where a compiled form stands in the bodies; length 0: it is not kept. */
typedef struct cl_pattern_frozen {
    uint32_t at, length;
} cl_pattern_frozen;

/* PCRE2 writes each pattern behind the same bytes, its tables of letters; they are kept once. */
typedef struct cl_pattern_bank {
    const char *maker; /* cl_pattern_maker() when it was made; NULL: the bank is empty */
    const char *head, *bodies;
    size_t head_length;
} cl_pattern_bank;

/* `frozen`: the forms to search with and to try at one place. All is borrowed and must live as long
 * as the arena. */
cl_pattern *cl_pattern_thaw(cl_arena *arena, const char *source, const cl_pattern_bank *bank,
                            const cl_pattern_frozen *frozen);

/* Tells the PCRE2 of this process from others: its version, that of its Unicode tables, and what it
 * was configured with. Lives as long as the process. */
const char *cl_pattern_maker(void);

/* ---- writing ---- */

typedef struct cl_pattern_saver cl_pattern_saver;
cl_pattern_saver *cl_pattern_saver_new(cl_arena *arena);
/* Its number among those that were saved; a pattern that does not compile gives none, -1. */
int cl_pattern_save(cl_pattern_saver *saver, cl_pattern *pattern, bool anchored);
/* Where the saved patterns stand, by number, and the two parts of the bank. */
const cl_pattern_frozen *cl_pattern_saved(cl_pattern_saver *saver, cl_buffer *head,
                                          cl_buffer *bodies);

#endif
