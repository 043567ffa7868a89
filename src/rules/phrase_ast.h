/* SPDX-License-Identifier: MIT
 *
 * A phrase between its text and its pattern. Private to rules/: phrase_parse.c makes the tree
 * (lexicon entries are shared between phrases), phrase_emit.c writes it as PCRE2, phrase_needs.c
 * finds the words it cannot do without. Lives in the arena of the ruleset.
 */
#ifndef CL_RULES_PHRASE_AST_H
#define CL_RULES_PHRASE_AST_H

#include "base/buffer.h"
#include "rules/phrase.h"

enum {
    CL_GAP_DEFAULT = 12,
    CL_GAP_TIGHT = 4,
    CL_GAP_MAX = 60,
    CL_BLANKS_MAX = 1000,     /* in a match, as far as that is counted */
    CL_PHRASE_DEPTH = 24,     /* of groups and lexicon entries in one another */
    CL_PHRASE_PATTERN = 24000 /* bytes of PCRE2 that a phrase may become */
};

typedef enum cl_node_kind {
    CL_NODE_WORD,
    CL_NODE_CHOICE, /* also [x], which is a choice that may be empty */
    CL_NODE_HOLE,
    CL_NODE_NOT,
    CL_NODE_GAP,
    CL_NODE_BEGIN, /* "^", only before everything else */
    CL_NODE_END,   /* "$", only behind everything else, but for a gap before it */
} cl_node_kind;

typedef struct cl_node cl_node;

/* Items in a row, one separator between any two unless a gap stands there. Gaps are neither first
 * nor last, never neighbours, and not behind "^". */
typedef struct cl_branch {
    cl_node **items;
    size_t count, capacity;
    cl_span *sources; /* of the items, in the source; as many as there are */
    size_t source_capacity;
    bool nullable; /* may match nothing */
} cl_branch;

struct cl_node {
    cl_node_kind kind;
    bool nullable;
    const char **forms; /* of a word: ways to write it, "*" at the end and "?" allowed */
    size_t form_count;
    unsigned gap;        /* most words */
    const char *regex;   /* of a hole */
    const char *name;    /* of a bound hole, or NULL */
    cl_branch *branches; /* of a choice or a NOT; never empty ones */
    size_t branch_count, branch_capacity;
};

/* A choice, even when there is only one branch; NULL with *error filled in on failure. Without
 * `lexicon` only the syntax is checked. */
cl_node *cl_phrase_parse(cl_arena *arena, const cl_lexicon *lexicon, const char *source,
                         cl_place place, unsigned depth, cl_error *error);
/* The tree of an entry, parsed when it is first used; NULL with *error filled in. `place`: of the
 * use. */
cl_node *cl_lexicon_node(const cl_lexicon *lexicon, const char *name, cl_place place,
                         unsigned depth, cl_error *error);

/* Entries of files that were not embedded and that no phrase uses. */
void cl_lexicon_unused(const cl_lexicon *lexicon,
                       void (*visit)(void *context, const char *name, cl_place place),
                       void *context);

/* Entries of such files that took the place of another one of them, which `other` tells. */
void cl_lexicon_replaced(const cl_lexicon *lexicon,
                         void (*visit)(void *context, const char *name, cl_place place,
                                       cl_place other),
                         void *context);

/* PCRE2 of a tree that is not nullable; false when it would become longer than allowed. */
bool cl_phrase_emit(const cl_node *root, cl_buffer *out);
/* The same of the first `count` items of a branch, each in a group of its own: "i0", "i1" …; false
 * when that would match nothing or too long. */
bool cl_phrase_emit_part(const cl_branch *branch, size_t count, cl_buffer *out);
/* Fills in needs and starts. */
void cl_phrase_needs(cl_arena *arena, const cl_node *root, cl_phrase *phrase);

/* PCRE2 of a typed hole, or NULL. */
const char *cl_hole_regex(const char *type);
/* Words one of which stands in every match of a hole, as in cl_need, NULL-terminated; NULL when
 * there are none. "$" is any sign of a currency. */
const char *const *cl_hole_words(const char *regex);
/* Words one of which every match of a hole starts with, in the same way, with blanks between. */
const char *cl_hole_starts(const char *regex);
/* Most blanks in a match of a hole, without those in parentheses; at least CL_BLANKS_MAX: not
 * known. */
unsigned cl_hole_blanks(const char *regex);
/* Appends the groups that the holes in a finished pattern call. */
void cl_hole_define(cl_buffer *pattern);
extern const char *const cl_hole_types[]; /* NULL-terminated */
/* PCRE2 of {defined: phrase}: `source` of the phrase, or "" for any defined term. */
const char *cl_hole_defined(cl_arena *arena, const char *source);

/* Stands for no words of its own. */
static inline bool cl_node_is_assertion(const cl_node *node) {
    return node->kind == CL_NODE_NOT || node->kind == CL_NODE_BEGIN || node->kind == CL_NODE_END;
}

static inline bool cl_is_word_char(int c) {
    return cl_is_alnum(c) || c == '_';
}

#endif
