/* SPDX-License-Identifier: MIT
 *
 * The words that phrases cannot match without, by number: a trie. Words are runs of ASCII letters
 * and digits in small letters; "renew*" is any word that begins so; "%", "§" and the signs of
 * currencies are words by themselves; "(" is any sign that a number can begin with, and "^" any
 * word with a capital. Those of the embedded rules are made when the program is built (frozen.h);
 * only who brings rules of his own has a trie made at run time.
 */
#ifndef CL_RULES_WORDS_H
#define CL_RULES_WORDS_H

#include "base/arena.h"
#include "base/text.h"

/* The children of a node stand in a row, in the order of their letters. Node 0 is the root. */
typedef struct cl_word_node {
    uint16_t first;  /* child; 0: none */
    uint16_t word;   /* number of the word that ends here; 0: none */
    uint16_t prefix; /* number of the "word*" that ends here; 0: none */
    uint8_t letter;
    bool last; /* of its row */
} cl_word_node;

typedef struct cl_words {
    const cl_word_node *nodes;
    size_t node_count;
    size_t count; /* of words, with 0, which is none */
} cl_words;

/* Words one of which must occur: how many they are, then their numbers. */
typedef const uint16_t *cl_word_list;

enum {
    CL_WORD_LETTERS = 41, /* a-z, 0-9, three kinds of signs, and the two below */
    CL_WORD_FIGURE = 39,  /* what a number can begin with that is no digit: "(", "[", "_", ".5" */
    CL_WORD_CAPITAL = 40, /* a word with a capital */
    CL_NOT_A_LETTER = 255,
};
/* By byte; a sign is no letter here, since it may be several bytes. */
extern const uint8_t cl_word_letters[256];
/* The sign that stands at `at`, as a letter. */
uint8_t cl_word_sign(const unsigned char *at, const unsigned char *end);

/* 0: there is none. */
static inline uint16_t cl_word_child(const cl_words *words, uint16_t node, uint8_t letter) {
    uint16_t at = words->nodes[node].first;
    if (!at)
        return 0;
    while (words->nodes[at].letter < letter && !words->nodes[at].last)
        at++;
    return words->nodes[at].letter == letter ? at : 0;
}

/* The number of a word; 0 when it is not there. */
uint16_t cl_word_find(const cl_words *words, const char *word);

/* More words than there are; numbers of those stay. */
typedef struct cl_word_maker cl_word_maker;
cl_word_maker *cl_word_maker_new(cl_arena *arena, const cl_words *words);
/* Number of a word, new or known; 0 when it cannot be held. */
uint16_t cl_word_add(cl_word_maker *maker, const char *word);
cl_words cl_word_pack(cl_arena *arena, const cl_word_maker *maker);

#endif
