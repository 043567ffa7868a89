/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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

static void same_words(const char *const *a, size_t a_count, const char *const *b, size_t b_count,
                       const char *source) {
    cr_assert_eq(a_count, b_count, "%s", source);
    for (size_t i = 0; i < a_count; i++)
        cr_assert_str_eq(a[i], b[i], "%s", source);
}

Test(frozen, what_was_stored_is_what_would_be_translated_now) {
    cl_lexicon *changed = with_lexicon("lexicon: { unused-entry: [word] }\n")->lexicon;
    cr_assert_not(cl_lexicon_is_embedded(changed));
    cr_assert_gt(cl_frozen_phrase_count, 100);
    for (size_t i = 0; i < cl_frozen_phrase_count; i++) {
        const cl_frozen_phrase *frozen = &cl_frozen_phrases[i];
        bool uses_lexicon = strchr(frozen->source, '<') != NULL;
        cl_phrase fresh;
        cl_error error;
        cr_assert_eq(cl_phrase_new(arena, uses_lexicon ? changed : NULL, frozen->source,
                                   CL_NO_PLACE, &fresh, &error),
                     CL_OK);
        cr_assert_str_eq(cl_pattern_source(fresh.pattern), frozen->pattern);
        cr_assert_eq(fresh.has_negation, frozen->has_negation, "%s", frozen->source);
        cr_assert_eq(fresh.need_count, frozen->need_count, "%s", frozen->source);
        for (size_t k = 0; k < fresh.need_count; k++)
            same_words(fresh.needs[k].words, fresh.needs[k].count, frozen->needs[k].words,
                       frozen->needs[k].count, frozen->source);
        same_words(fresh.starts.words, fresh.starts.count, frozen->starts.words,
                   frozen->starts.count, frozen->source);
        same_words(fresh.holes, fresh.hole_count, frozen->holes, frozen->hole_count,
                   frozen->source);
    }
}

Test(frozen, a_changed_lexicon_changes_the_phrases_that_use_it) {
    cl_phrase phrase;
    cl_error error;
    const cl_frozen_phrase *frozen = NULL;
    for (size_t i = 0; i < cl_frozen_phrase_count && !frozen; i++)
        if (strstr(cl_frozen_phrases[i].source, "<liability>"))
            frozen = &cl_frozen_phrases[i];
    cr_assert_not_null(frozen);
    cl_lexicon *lexicon = with_lexicon("lexicon: { liability+: [rollify] }\n")->lexicon;
    cr_assert_eq(cl_phrase_new(arena, lexicon, frozen->source, CL_NO_PLACE, &phrase, &error),
                 CL_OK);
    cr_assert_str_neq(cl_pattern_source(phrase.pattern), frozen->pattern);
}
