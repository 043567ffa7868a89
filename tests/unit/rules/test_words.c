/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>

#include "rules/words.h"

static cl_arena *arena;

static void start(void) {
    arena = cl_arena_new();
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(words, .init = start, .fini = stop);

static const char *const some[] = {"renew",    "renew*", "re", "renewal", "a", "9", "30th",
                                   "\xC2\xA7", "%",      "$",  "zz*",     "^", "("};
enum { SOME = sizeof some / sizeof *some };

static cl_words pack_some(uint16_t *numbers) {
    cl_word_maker *maker = cl_word_maker_new(arena, NULL);
    for (size_t i = 0; i < SOME; i++)
        cr_assert(numbers[i] = cl_word_add(maker, some[i]), "%s", some[i]);
    return cl_word_pack(arena, maker);
}

Test(words, each_has_its_number) {
    uint16_t numbers[SOME];
    cl_words words = pack_some(numbers);
    cr_assert_eq(words.count, SOME + 1);
    for (size_t i = 0; i < SOME; i++) {
        cr_assert_eq(cl_word_find(&words, some[i]), numbers[i], "%s", some[i]);
        for (size_t k = 0; k < i; k++)
            cr_assert_neq(numbers[k], numbers[i]);
    }
    /* "€" and "$" are the same word: any sign of a currency. */
    cr_assert_eq(cl_word_find(&words, "\xE2\x82\xAC"), cl_word_find(&words, "$"));
    /* So are the signs that a number can begin with. */
    cr_assert_eq(cl_word_find(&words, "["), cl_word_find(&words, "("));
    cr_assert_eq(cl_word_find(&words, ".5"), cl_word_find(&words, "("));
}

Test(words, what_is_not_there_has_none) {
    uint16_t numbers[SOME];
    cl_words words = pack_some(numbers), none = cl_word_pack(arena, cl_word_maker_new(arena, NULL));
    static const char *const others[] = {"ren", "re*", "renewals", "b", "zz",
                                         "",    "*",   "re-new",   "-"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        cr_assert_eq(cl_word_find(&words, others[i]), 0, "%s", others[i]);
        cr_assert_eq(cl_word_find(&none, others[i]), 0);
    }
    cr_assert_eq(cl_word_add(cl_word_maker_new(arena, NULL), "re-new"), 0);
}

/* Who adds words of his own keeps the numbers of those there are. */
Test(words, numbers_stay_when_words_are_added) {
    uint16_t numbers[SOME];
    cl_words words = pack_some(numbers);
    cl_word_maker *maker = cl_word_maker_new(arena, &words);
    cr_assert_eq(cl_word_add(maker, "renewal"), cl_word_find(&words, "renewal"));
    uint16_t added = cl_word_add(maker, "rem"), first = cl_word_add(maker, "0");
    cr_assert(added > SOME && first > SOME && first != added);
    cl_words more = cl_word_pack(arena, maker);
    cr_assert_eq(more.count, words.count + 2);
    for (size_t i = 0; i < SOME; i++)
        cr_assert_eq(cl_word_find(&more, some[i]), numbers[i], "%s", some[i]);
    cr_assert_eq(cl_word_find(&more, "rem"), added);
    cr_assert_eq(cl_word_find(&more, "0"), first);
}

Test(words, too_many_are_refused_not_mixed_up) {
    cl_word_maker *maker = cl_word_maker_new(arena, NULL);
    char word[16];
    unsigned held = 0;
    for (; held < 70000; held++) {
        snprintf(word, sizeof word, "w%05u", held);
        if (!cl_word_add(maker, word))
            break;
    }
    cr_assert(held > 40000 && held < 65536);
    cl_words words = cl_word_pack(arena, maker);
    cr_assert_eq(cl_word_find(&words, word), 0);
    cr_assert_eq(cl_word_find(&words, "w00000"), 1);
    snprintf(word, sizeof word, "w%05u", held - 1);
    cr_assert_eq(cl_word_find(&words, word), held);
}
