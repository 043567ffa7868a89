/* SPDX-License-Identifier: MIT */
#include "rules/words.h"

#include <string.h>

enum {
    PERCENT = 36, /* signs that are words by themselves: "%", "Â§", any of a currency */
    SECTION,
    CURRENCY,
    NODES_MAX = 60000, /* numbers are 16 bits wide */
};

/* A trie that can grow. Node 0 is the root, which is nobody's child. */
typedef struct open_node {
    uint16_t next[CL_WORD_LETTERS];
    uint16_t word, prefix;
} open_node;

struct cl_word_maker {
    cl_arena *arena;
    open_node *nodes;
    size_t count, capacity;
    size_t word_count;
};

#define NO   CL_NOT_A_LETTER
#define NO8  NO, NO, NO, NO, NO, NO, NO, NO
#define NO16 NO8, NO8
#define A_TO_Z                                                                                     \
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25
const uint8_t cl_word_letters[256] = {
    NO16, NO16, NO16, 26, 27, 28,   29,     30,   31,   32,   33,   34,   35,  NO,
    NO,   NO,   NO,   NO, NO, NO,   A_TO_Z, NO,   NO,   NO,   NO,   NO,   NO,  A_TO_Z,
    NO,   NO,   NO,   NO, NO, NO16, NO16,   NO16, NO16, NO16, NO16, NO16, NO16};

uint8_t cl_word_sign(const unsigned char *at, const unsigned char *end) {
    if (*at == '%')
        return PERCENT;
    if (*at == '$')
        return CURRENCY;
    if (*at == '(' || *at == '[' || *at == '_' || *at == '*' ||
        (*at == '.' && end - at > 1 && cl_is_digit(at[1])))
        return CL_WORD_FIGURE;
    if (*at == '^')
        return CL_WORD_CAPITAL;
    if (*at == 0xC2 && end - at > 1)
        return at[1] == 0xA7 ? SECTION : at[1] == 0xA3 || at[1] == 0xA5 ? CURRENCY : NO;
    if (*at == 0xE2 && end - at > 2 && at[1] == 0x82 && at[2] == 0xAC)
        return CURRENCY;
    if (*at == 0xE2 && end - at > 2 && at[1] == 0x97 && at[2] == 0x8F)
        return CL_WORD_FIGURE; /* a black circle stands for what is left out */
    return NO;
}

/* The letter at *at, which moves behind it; a sign is a whole word. */
static uint8_t next_letter(const char *word, const char **at) {
    uint8_t letter = cl_word_letters[(unsigned char)**at];
    if (letter != NO || *at != word) {
        ++*at;
        return letter;
    }
    const unsigned char *sign = (const unsigned char *)word;
    *at += strlen(word);
    return cl_word_sign(sign, (const unsigned char *)*at);
}

uint16_t cl_word_find(const cl_words *words, const char *word) {
    uint16_t node = 0;
    const char *at = word;
    while (*at && *at != '*')
        if (!(node = cl_word_child(words, node, next_letter(word, &at))))
            return 0;
    return *at ? words->nodes[node].prefix : words->nodes[node].word;
}

/* 0 when there are too many. */
static uint16_t new_node(cl_word_maker *maker) {
    if (maker->count >= NODES_MAX)
        return 0;
    maker->nodes = cl_arena_grow(maker->arena, maker->nodes, maker->count, &maker->capacity,
                                 sizeof *maker->nodes);
    memset(&maker->nodes[maker->count], 0, sizeof *maker->nodes);
    return (uint16_t)maker->count++;
}

/* Node by node, so that numbers of nodes stay, too. */
static void open_up(cl_word_maker *maker, const cl_words *words) {
    for (size_t i = 1; i < words->node_count; i++)
        new_node(maker);
    for (size_t i = 0; i < words->node_count; i++) {
        open_node *node = &maker->nodes[i];
        node->word = words->nodes[i].word;
        node->prefix = words->nodes[i].prefix;
        for (uint16_t at = words->nodes[i].first; at; at++) {
            node->next[words->nodes[at].letter] = at;
            if (words->nodes[at].last)
                break;
        }
    }
    maker->word_count = words->count;
}

cl_word_maker *cl_word_maker_new(cl_arena *arena, const cl_words *words) {
    cl_word_maker *maker = CL_NEW(arena, cl_word_maker);
    maker->arena = arena;
    maker->word_count = 1;
    new_node(maker);
    if (words && words->node_count)
        open_up(maker, words);
    return maker;
}

/* The node behind `node`, new or known; 0 when it cannot be held. */
static uint16_t step(cl_word_maker *maker, uint16_t node, uint8_t letter) {
    if (letter == NO)
        return 0;
    if (!maker->nodes[node].next[letter]) {
        uint16_t fresh = new_node(maker);
        maker->nodes[node].next[letter] = fresh;
    }
    return maker->nodes[node].next[letter];
}

uint16_t cl_word_add(cl_word_maker *maker, const char *word) {
    uint16_t node = 0;
    const char *at = word;
    while (*at && *at != '*')
        if (!(node = step(maker, node, next_letter(word, &at))))
            return 0;
    if (!node)
        return 0;
    uint16_t *number = *at ? &maker->nodes[node].prefix : &maker->nodes[node].word;
    if (!*number && maker->word_count < NODES_MAX)
        *number = (uint16_t)maker->word_count++;
    return *number;
}

cl_words cl_word_pack(cl_arena *arena, const cl_word_maker *maker) {
    cl_word_node *nodes = CL_ARRAY(arena, maker->count, cl_word_node);
    uint16_t *opened = CL_ARRAY(maker->arena, maker->count, uint16_t); /* by packed node */
    size_t count = 1;
    for (size_t i = 0; i < count; i++) {
        const open_node *from = &maker->nodes[opened[i]];
        nodes[i].word = from->word;
        nodes[i].prefix = from->prefix;
        for (uint8_t letter = 0; letter < CL_WORD_LETTERS; letter++) {
            if (!from->next[letter])
                continue;
            if (!nodes[i].first)
                nodes[i].first = (uint16_t)count;
            nodes[count].letter = letter;
            opened[count++] = from->next[letter];
        }
        if (nodes[i].first)
            nodes[count - 1].last = true;
    }
    return (cl_words){nodes, count, maker->word_count};
}
