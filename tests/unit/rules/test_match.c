/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <string.h>

#include "rules/match.h"

static cl_arena *arena;
static cl_matcher *matcher;

static void start(void) {
    arena = cl_arena_new();
    matcher = cl_matcher_new(arena);
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(match, .init = start, .fini = stop);

static const cl_phrase *const *make(const char *const *sources, size_t count) {
    cl_phrase *phrases = CL_ARRAY(arena, count, cl_phrase);
    const cl_phrase **list = CL_ARRAY(arena, count, const cl_phrase *);
    cl_error error;
    for (size_t i = 0; i < count; i++) {
        cr_assert_eq(cl_phrase_new(arena, NULL, sources[i], CL_NO_PLACE, &phrases[i], &error),
                     CL_OK, "%s: %s", sources[i], error.message);
        list[i] = &phrases[i];
    }
    return list;
}

static cl_contract *contract_of(const char *const *texts, const unsigned *flags, size_t count) {
    cl_sentence *sentences = CL_ARRAY(arena, count, cl_sentence);
    for (size_t i = 0; i < count; i++) {
        sentences[i].text = cl_text_from(texts[i]);
        sentences[i].flags = flags ? flags[i] : 0;
    }
    cl_contract *contract = CL_NEW(arena, cl_contract);
    contract->arena = arena;
    contract->sentences = sentences;
    contract->sentence_count = count;
    return contract;
}

/* What a phrase matches in a sentence. */
typedef struct fact {
    uint32_t phrase, sentence;
    cl_span span;
} fact;

typedef struct facts {
    fact *items;
    size_t count, capacity;
} facts;

static cl_facts *last;

/* All of them: by sentence, then phrase. */
static facts find(const cl_phrase_index *index, size_t phrases, const cl_contract *contract,
                  bool prefilter, cl_notices *notices) {
    facts all = {0};
    last = cl_facts_new(arena, index, contract, matcher, prefilter, notices);
    for (uint32_t i = 0; i < contract->sentence_count; i++)
        for (uint32_t p = 0; p < phrases; p++) {
            size_t count;
            const cl_span *found = cl_facts_get(last, i, p, &count);
            for (size_t k = 0; k < count; k++) {
                all.items =
                    cl_arena_grow(arena, all.items, all.count, &all.capacity, sizeof *all.items);
                all.items[all.count++] = (fact){p, i, found[k]};
            }
        }
    return all;
}

#define COUNT(array) (sizeof(array) / sizeof *(array))

Test(match, facts_are_sorted_and_found_again) {
    static const char *const sources[] = {"renew*", "shall … renew", "/n/", "nowhere"};
    static const char *const texts[] = {"It shall not renew or renewing.", "", "None", "renew"};
    cl_notices notices = {0};
    const cl_phrase_index *index = cl_phrase_index_new(arena, make(sources, 4), 4);
    facts facts = find(index, 4, contract_of(texts, NULL, 4), true, &notices);
    static const fact expected[] = {
        {0, 0, {13, 18}}, {0, 0, {22, 30}}, {1, 0, {3, 18}},  {2, 0, {9, 10}},
        {2, 0, {15, 16}}, {2, 0, {24, 25}}, {2, 0, {28, 29}}, {2, 2, {0, 1}},
        {2, 2, {2, 3}},   {0, 3, {0, 5}},   {2, 3, {2, 3}},
    };
    cr_assert_eq(facts.count, COUNT(expected) + 0);
    for (size_t i = 0; i < facts.count; i++) {
        cr_assert_eq(facts.items[i].phrase, expected[i].phrase, "%zu", i);
        cr_assert_eq(facts.items[i].sentence, expected[i].sentence, "%zu", i);
        cr_assert_eq(facts.items[i].span.start, expected[i].span.start, "%zu", i);
    }
    size_t count;
    const cl_span *again = cl_facts_get(last, 0, 1, &count);
    cr_assert(again && count == 1, "asked for twice");
    cr_assert_null(cl_facts_get(last, 1, 0, &count), "an empty sentence");
    cr_assert_eq(cl_facts_lead_count(last, 0), 2);
    cr_assert_eq(*cl_facts_leads(last, 0, 2), 1 + 8, "sentences 0 and 3");
    cr_assert(cl_facts_possible(last, 0, 0, 2));
    cr_assert_not(cl_facts_possible(last, 2, 0, 2));
    cr_assert(cl_facts_possible(last, 2, 1, 2), "an expression has no needs");
    cr_assert_eq(notices.count, 0);
}

Test(match, what_is_no_statement_is_left_out) {
    static const char *const sources[] = {"renew"};
    static const char *const texts[] = {"renew", "renew", "renew", "renew", "renew", "renew"};
    static const unsigned flags[] = {CL_SENTENCE_HEADING,   CL_SENTENCE_TOC,
                                     CL_SENTENCE_FURNITURE, CL_SENTENCE_SIGNATURE,
                                     CL_SENTENCE_HIDDEN,    CL_SENTENCE_OPENS_LIST};
    cl_notices notices = {0};
    const cl_phrase_index *index = cl_phrase_index_new(arena, make(sources, 1), 1);
    facts facts = find(index, 1, contract_of(texts, flags, 6), true, &notices);
    cr_assert_eq(facts.count, 1);
    cr_assert_eq(facts.items[0].sentence, 5);
}

Test(match, empty_matches_and_empty_sets_do_no_harm) {
    static const char *const sources[] = {"/x*/", "/(?=e)/"};
    static const char *const texts[] = {"h\xC3\xA9xe", "x"};
    cl_notices notices = {0};
    const cl_phrase_index *index = cl_phrase_index_new(arena, make(sources, 2), 2);
    const cl_phrase_index *none = cl_phrase_index_new(arena, NULL, 0);
    cr_assert_leq(find(index, 2, contract_of(texts, NULL, 2), true, &notices).count, 10);
    cr_assert_eq(find(none, 0, contract_of(texts, NULL, 2), true, &notices).count, 0);
    cr_assert_eq(find(index, 2, contract_of(NULL, NULL, 0), true, &notices).count, 0);
}

Test(match, a_limit_is_told_once) {
    static const char *const sources[] = {"/(?:a+)+$/"};
    static const char *const texts[] = {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!",
                                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?"};
    cl_notices notices = {0};
    const cl_phrase_index *index = cl_phrase_index_new(arena, make(sources, 1), 1);
    find(index, 1, contract_of(texts, NULL, 2), true, &notices);
    cr_assert_eq(notices.count, 1);
    cr_assert_str_eq(notices.items[0].id, "pattern-limit");
}

static unsigned next_random(unsigned *seed) {
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16 & 0x7FFF;
}

static bool say_yes(void *context, cl_text question, cl_text words) {
    (void)context, (void)question, (void)words;
    return true;
}

/* The prefilter may only save time: generated sentences over the words of the phrases and their
 * like. */
Test(match, prefilter_changes_nothing) {
    static const char *const sources[] = {
        "(shall | will) … renew* [automatically]",
        "renew* for <x>",
        "(non-renewal | not to renew | roll over)",
        "unless … {n: duration} … (prior | before)",
        "(licen(s | c)e | part(y | ies)) .. authori?ed",
        "a [b] c",
        "party notice",
        "{duration}",
        "{party} may",
        "/re.ew/",
        "not to",
        "30 days",
        "na\xC3\xAFve term",
        "any reason !(other than)",
        "U.S. term",
        "and/or",
        "k s*",
        "{percent}",
        "(a | {party}) ..2.. (may | b)",
        "[one] for ..1.. notice",
        "{money}",
        "{date}",
        "{number} year",
        "{multiple}",
        "{section}",
        "{this-agreement} may",
        "{supplier} may",
        "{customer} may",
        "for {place}",
        "on {date-range}",
        "^ shall (renew | will)",
        "agreement ..3.. $",
        "{defined} may",
    };
    static const char *const words[] = {
        "shall",
        "will",
        "renew",
        "Renewal",
        "renews",
        "for",
        "automatically",
        "non",
        "non-renewal",
        "not",
        "to",
        "roll",
        "over",
        "unless",
        "thirty",
        "(30)",
        "days'",
        "30",
        "days",
        "prior",
        "before,",
        "licence",
        "LICENSE",
        "parties",
        "party's",
        "authorised",
        "authorized",
        "a",
        "b",
        "c",
        "notice;",
        "\"term\"",
        "Acme",
        "Utrecht",
        "may",
        "any",
        "reason",
        "other",
        "than",
        "na\xC3\xAFve",
        "U.S.",
        "and/or",
        "pre-renew",
        "xrenew",
        "\xE2\x84\xAA",
        "k",
        "\xC5\xBF",
        "s\xC3\xA9",
        "_renew",
        "renew_",
        "year",
        "one",
        "(a",
        "b)",
        "$5",
        "USD5",
        "U.S.$",
        "\xE2\x82\xAC",
        "5%",
        "percent",
        "[***]",
        "___",
        "**",
        "\xE2\x97\x8F",
        ".5",
        "1.5",
        "half",
        "twice",
        "fees",
        "paid",
        "January",
        "2020-01-02",
        "on 2020-01-02 to",
        "the",
        "12",
        "Section",
        "\xC2\xA7",
        "this",
        "Agreement",
        "Supplier",
        "customer",
        "times",
    };
    enum { SENTENCES = 30000 };
    cl_lexicon *lexicon = cl_lexicon_new(arena);
    cl_errors errors = {0};
    const cl_yaml *root;
    cl_yaml_parse(arena, "x", CL_TEXT("x: [\"(a | one) [b] year\", notice, term*]\n"), &root,
                  &errors);
    cl_lexicon_read(lexicon, "x", root, &errors);
    cl_phrase phrases[COUNT(sources)];
    const cl_phrase *list[COUNT(sources)];
    cl_error error;
    for (size_t i = 0; i < COUNT(sources); i++) {
        cr_assert_eq(cl_phrase_new(arena, lexicon, sources[i], CL_NO_PLACE, &phrases[i], &error),
                     CL_OK);
        list[i] = &phrases[i];
    }
    cl_matcher_set_check(matcher, say_yes, NULL);
    const char **texts = CL_ARRAY(arena, SENTENCES, const char *);
    unsigned seed = 7;
    for (size_t i = 0; i < SENTENCES; i++) {
        cl_buffer text = {0};
        for (unsigned k = 1 + next_random(&seed) % 14; k; k--) {
            cl_buffer_add_string(&text, words[next_random(&seed) % COUNT(words)]);
            cl_buffer_add_string(&text, k == 1 ? "." : next_random(&seed) % 12 ? " " : "-");
        }
        texts[i] = cl_arena_copy(arena, text.bytes, text.length);
        cl_buffer_release(&text);
    }
    const cl_contract *contract = contract_of(texts, NULL, SENTENCES);
    const cl_phrase_index *index = cl_phrase_index_new(arena, list, COUNT(sources));
    cl_notices notices = {0};
    facts with = find(index, COUNT(sources), contract, true, &notices);
    facts without = find(index, COUNT(sources), contract, false, &notices);
    size_t seen[COUNT(sources)] = {0};
    for (size_t i = 0; i < with.count && i < without.count; i++) {
        const fact *a = &with.items[i], *b = &without.items[i];
        cr_assert(a->sentence == b->sentence && a->phrase == b->phrase &&
                      a->span.start == b->span.start && a->span.end == b->span.end,
                  "%s in \"%s\"", sources[b->phrase], texts[b->sentence]);
        seen[a->phrase]++;
    }
    cr_assert_eq(with.count, without.count);
    for (size_t i = 0; i < COUNT(sources); i++)
        cr_assert_gt(seen[i], 0, "%s never matched", sources[i]);
    cr_assert_eq(notices.count, 0);
}

Test(match, a_part_of_a_sentence_is_a_text_of_its_own) {
    static const char *const sources[] = {"renew*", "shall … renew*", "/re/", "not … agreement"};
    static const char *const texts[] = {"It shall not renew; it shall be renewed, not now.",
                                        "Nothing.", "No agreement shall renew"};
    const cl_phrase *const *phrases = make(sources, COUNT(sources));
    const cl_phrase_index *index = cl_phrase_index_new(arena, phrases, COUNT(sources));
    const cl_contract *contract = contract_of(texts, NULL, COUNT(texts));
    cl_notices notices = {0};
    for (int filter = 0; filter < 2; filter++) {
        cl_facts *facts = cl_facts_new(arena, index, contract, matcher, filter, &notices);
        for (uint32_t s = 0; s < COUNT(texts); s++)
            for (uint32_t p = 0; p < COUNT(sources); p++)
                for (size_t from = 0; from < strlen(texts[s]); from += 3)
                    for (size_t to = from; to <= strlen(texts[s]); to += 5) {
                        if (from && texts[s][from - 1] != ' ')
                            continue; /* a part begins with a word */
                        cl_span found = {0}, again = {0};
                        cl_text part = cl_text_slice(cl_text_from(texts[s]), from, to);
                        cl_match direct = cl_phrase_find(phrases[p], matcher, part, 0, &found);
                        cr_assert_eq(cl_facts_find(facts, s, p, (cl_span){from, to}, &again),
                                     direct, "%s in \"%.*s\"", sources[p], (int)part.length,
                                     part.bytes);
                        cr_assert(direct != CL_MATCH_YES ||
                                  (found.start == again.start && found.end == again.end));
                    }
    }
}
