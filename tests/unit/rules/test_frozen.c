/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/pattern_code.h"
#include "rules/frozen.h"
#include "rules/ruleset.h"

static cl_arena *arena;
static cl_errors errors;

static void start(void) {
    arena = cl_arena_new();
    errors = (cl_errors){0};
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(frozen, .init = start, .fini = stop);

/* The embedded rules, with a lexicon file of the user's own: "x: [y]" or the like. */
static cl_ruleset *with_lexicon(const char *yaml) {
    char path[] = "/tmp/clauselint-test-XXXXXX";
    int fd = mkstemp(path);
    cr_assert_geq(fd, 0);
    FILE *file = fdopen(fd, "wb");
    fputs(yaml, file);
    fclose(file);
    const char *const paths[] = {path, NULL};
    cl_ruleset_options options = {.paths = paths};
    cl_ruleset *set = NULL;
    cl_ruleset_new(arena, &options, &set, &errors);
    unlink(path);
    cr_assert_not_null(set, "%s", errors.count ? errors.items[0].message : "");
    return set;
}

static const char *source_of(const cl_frozen_phrase *frozen) {
    return cl_frozen_rules.text + frozen->source;
}

static const char *pattern_of(const cl_frozen_phrase *frozen) {
    return cl_frozen_rules.regexes + frozen->pattern;
}

/* Returns the list behind it. */
static cl_word_list same_words(const cl_need *need, cl_word_list list, const char *source) {
    cr_assert_eq(need->count, list[0], "%s", source);
    for (size_t i = 0; i < need->count; i++)
        cr_assert_eq(cl_word_find(&cl_frozen_rules.words, need->words[i]), list[i + 1], "%s: %s",
                     source, need->words[i]);
    return list + list[0] + 1;
}

Test(frozen, what_was_stored_is_what_would_be_translated_now) {
    cl_lexicon *changed = with_lexicon("lexicon: { unused-entry: [word] }\n")->lexicon;
    cr_assert_not(cl_lexicon_is_embedded(changed));
    cr_assert_gt(cl_frozen_rules.count, 100);
    for (size_t i = 0; i < cl_frozen_rules.count; i++) {
        const cl_frozen_phrase *frozen = &cl_frozen_rules.phrases[i];
        const char *source = source_of(frozen);
        bool uses_lexicon = strchr(source, '<') != NULL;
        cl_phrase fresh;
        cl_error error;
        cr_assert_eq(cl_frozen_find(source), frozen);
        cr_assert_eq(cl_phrase_new(arena, uses_lexicon ? changed : NULL, source, CL_NO_PLACE,
                                   &fresh, &error),
                     CL_OK);
        cr_assert_null(fresh.frozen);
        cr_assert_str_eq(cl_pattern_source(fresh.pattern), pattern_of(frozen));
        cr_assert_eq(fresh.has_negation, frozen->has_negation, "%s", source);
        cr_assert_eq(fresh.names_agreement, frozen->names_agreement, "%s", source);
        cr_assert_eq(fresh.need_count, frozen->need_count, "%s", source);
        cr_assert_eq(fresh.reach, frozen->reach, "%s", source);
        cr_assert_eq(fresh.rarest, frozen->rarest, "%s", source);
        cl_word_list list = cl_frozen_rules.numbers + frozen->words;
        for (size_t k = 0; k < fresh.need_count; k++)
            list = same_words(&fresh.needs[k], list, source);
        same_words(&fresh.starts, list, source);
        cr_assert_eq(fresh.hole_count, frozen->hole_count, "%s", source);
        const char *hole = cl_frozen_rules.text + frozen->holes;
        for (size_t k = 0; k < fresh.hole_count; k++, hole += strlen(hole) + 1)
            cr_assert_str_eq(fresh.holes[k], hole, "%s", source);
    }
}

/* What the program was built with is what it runs with here, so nothing is compiled. */
Test(frozen, phrases_come_compiled) {
    const cl_pattern_bank *bank = &cl_frozen_rules.patterns;
    cr_assert_str_eq(bank->maker, cl_pattern_maker());
    for (size_t i = 0; i < cl_frozen_rules.count; i++) {
        const cl_frozen_phrase *frozen = &cl_frozen_rules.phrases[i];
        cr_assert(frozen->forms[0].length || frozen->forms[1].length, "%s", source_of(frozen));
        for (int form = 0; form < 2; form++) {
            pcre2_code *code = cl_pattern_take(bank, frozen->forms[form]);
            cr_assert_eq(code != NULL, frozen->forms[form].length != 0, "%s", source_of(frozen));
            pcre2_code_free(code);
        }
    }
}

Test(frozen, what_is_not_there_is_not_found) {
    cr_assert_null(cl_frozen_find("this is no phrase of a rule"));
    cr_assert_null(cl_frozen_find(""));
}

Test(frozen, a_changed_lexicon_changes_the_phrases_that_use_it) {
    cl_phrase phrase;
    cl_error error;
    const cl_frozen_phrase *frozen = NULL;
    for (size_t i = 0; i < cl_frozen_rules.count && !frozen; i++)
        if (strstr(source_of(&cl_frozen_rules.phrases[i]), "<liability>"))
            frozen = &cl_frozen_rules.phrases[i];
    cr_assert_not_null(frozen);
    cl_lexicon *lexicon = with_lexicon("lexicon: { liability+: [rollify] }\n")->lexicon;
    cr_assert_eq(cl_phrase_new(arena, lexicon, source_of(frozen), CL_NO_PLACE, &phrase, &error),
                 CL_OK);
    cr_assert_str_neq(cl_pattern_source(phrase.pattern), pattern_of(frozen));
}
