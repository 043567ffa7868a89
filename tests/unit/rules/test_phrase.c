/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "rules/match.h"
#include "rules/phrase_ast.h"

static cl_arena *arena;
static cl_matcher *matcher;

static void start(void) {
    arena = cl_arena_new();
    matcher = cl_matcher_new(arena);
}
static void stop(void) {
    cl_arena_free(arena);
}
TestSuite(phrase, .init = start, .fini = stop);

static cl_phrase make(const char *source) {
    cl_phrase phrase;
    cl_error error;
    cr_assert_eq(cl_phrase_new(arena, NULL, source, CL_NO_PLACE, &phrase, &error), CL_OK, "%s: %s",
                 source, error.message);
    cr_assert_eq(cl_pattern_compile(phrase.pattern, &error), CL_OK, "%s: %s\n%s", source,
                 error.message, cl_pattern_source(phrase.pattern));
    return phrase;
}

/* What a phrase finds in a text; NULL when nothing. */
static const char *find(const char *source, const char *text) {
    cl_phrase phrase = make(source);
    cl_span found;
    cl_match match = cl_phrase_find(&phrase, matcher, cl_text_from(text), 0, &found);
    cr_assert_neq(match, CL_MATCH_LIMIT);
    return match == CL_MATCH_YES ? cl_arena_copy(arena, text + found.start, found.end - found.start)
                                 : NULL;
}
static const char *hole(const char *source, const char *name, const char *text) {
    cl_phrase phrase = make(source);
    cl_span found;
    if (cl_phrase_find(&phrase, matcher, cl_text_from(text), 0, NULL) != CL_MATCH_YES ||
        !cl_matcher_group(matcher, phrase.pattern, name, &found))
        return NULL;
    return cl_arena_copy(arena, text + found.start, found.end - found.start);
}

static void is(const char *source, const char *text, const char *expected) {
    const char *found = find(source, text);
    if (expected)
        cr_assert(found && !strcmp(found, expected), "%s in \"%s\": found \"%s\" not \"%s\"\n%s",
                  source, text, found ? found : "(nothing)", expected,
                  cl_pattern_source(make(source).pattern));
    else
        cr_assert_null(found, "%s in \"%s\": found \"%s\"", source, text, found);
}
static void fills(const char *type, const char *text, const char *expected) {
    const char *found = hole(cl_arena_printf(arena, "{x: %s}", type), "x", text);
    cr_assert(found && !strcmp(found, expected), "{%s} in \"%s\": found \"%s\" not \"%s\"", type,
              text, found ? found : "(nothing)", expected);
}

Test(phrase, words_are_whole_and_have_no_case) {
    is("renew", "It shall RENEW.", "RENEW");
    is("renew", "renewal", NULL);
    is("renew*", "the renewals", "renewals");
    is("renew*", "prerenewal", NULL);
    is("licen(s | c)e", "a licence", "licence");
    is("licen(s | c)e", "a lice", NULL);
    is("part(y | ies)", "both parties", "parties");
    is("authori?ed", "not authorized", "authorized");
    is("service[s]", "the services", "services");
    is("and/or", "this and/or that", "and/or");
    is("U.S. dollars", "in U.S. dollars", "U.S. dollars");
}

Test(phrase, anchors_are_the_ends_of_the_sentence) {
    is("^ place of storage", "Place of storage: Utrecht.", "Place of storage");
    is("^ place of storage", "1.2 Place of storage", "Place of storage");
    is("^ place of storage", "(a) place of storage", "place of storage");
    is("^ place of storage", "\"Place of storage\" means", "Place of storage");
    is("^ place of storage", "The place of storage", NULL);
    is("^ place of storage", "12 of place of storage", NULL);
    is("storage $", "The place of storage:", "storage");
    is("storage $", "place of storage and more", NULL);
    is("^ storage ..2.. $", "Storage in Utrecht", "Storage");
    is("^ storage ..2.. $", "Storage", "Storage");
    is("^ storage ..2.. $", "Storage in Utrecht only.", NULL);
    is("^ [the] (place | region) $ | storage", "4. The region.", "The region");
    is("^ [the] (place | region) $ | storage", "4. The region and its storage.", "storage");
    is("^ place [of storage] (: | -) !(see) ?*", "Place: Utrecht", "Place: Utrecht");
    is("^ place [of storage] (: | -) !(see) ?*", "Place of storage - Utrecht",
       "Place of storage - Utrecht");
    is("^ place [of storage] (: | -) !(see) ?*", "Place: see Annex 1", NULL);
    is("^ place [of storage] (: | -) !(see) ?*", "Place-bound data", NULL);
    is("^ place [of storage] (: | -) !(see) ?*", "Place:", NULL);
    is("(, | and) no training", "No sale, no training", ", no training");
    is("cap of $5", "a cap of $5", "cap of $5");
    is("^ {number} days", "30 days", "30 days");
}

Test(phrase, separators_are_space_hyphen_or_quote) {
    is("non-renewal", "notice of non-renewal", "non-renewal");
    is("non-renewal", "notice of non renewal", "non renewal");
    is("non renewal", "notice of non-renewal", "non-renewal");
    is("non-renewal", "nonrenewal", NULL);
    is("exclusive right", "a non-exclusive right", NULL);
    is("grant* ... exclusive", "grants a non-exclusive licence", NULL);
    is("grant* ... exclusive", "grants a non exclusive and then an exclusive",
       "grants a non exclusive and then an exclusive");
    is("month to month", "a month-to-month term", "month-to-month");
    is("the term means", "the \"Term\" means", "the \"Term\" means");
    is("party right", "each Party's right", "Party's right");
    is("days notice", "ninety days' notice", "days' notice");
    is("fee due", "the fee(s) due", "fee(s) due");
    is("renew unless", "renew, unless", NULL);
    is("renew unless", "renew. Unless", NULL);
}

Test(phrase, optional_at_the_start) {
    is("[the] term ends", "if term ends", "term ends");
    is("[the] term ends", "if the term ends", "the term ends");
    is("[the] term ends", "if theterm ends", NULL);
    is("[either] [the] party may", "that either party may", "either party may");
    is("[either] [the] party may", "that the party may", "the party may");
    is("[either] [the] party may", "party may", "party may");
    is("[for any reason] … terminate", "terminate", "terminate");
}

Test(phrase, gap_next_to_an_optional) {
    is("may … [by notice] terminate", "may terminate", "may terminate");
    is("may … [by notice] terminate", "may at any time by notice terminate",
       "may at any time by notice terminate");
    is("may … [by notice] terminate", "may at once terminate", "may at once terminate");
    is("may [by notice] … terminate", "may by notice at once terminate",
       "may by notice at once terminate");
    is("may [by notice] … terminate", "may terminate", "may terminate");
    is("may [not] ..1.. terminate", "may not then terminate", "may not then terminate");
    is("may [not] ..1.. terminate", "may so then terminate", NULL);
    is("may … [at once]", "may go at once", "may go at once");
    is("may [soon] [at once]", "may at once", "may at once");
    is("may [soon] [at once]", "may soon at once", "may soon at once");
    is("may … [soon] [at once] go", "may then go", "may then go");
}

Test(phrase, alternative_with_an_empty_branch) {
    is("shall (not |) renew", "shall renew", "shall renew");
    is("shall (not |) renew", "shall not renew", "shall not renew");
    is("(not |) renew", "renew", "renew");
    is("shall ([not] | [never]) renew", "shall never renew", "shall never renew");
    is("shall ([not] [ever] | soon) renew", "shall not ever renew", "shall not ever renew");
    is("shall ([not] [ever] | soon) renew", "shall ever renew", "shall ever renew");
    is("shall ([not] [ever] | soon) renew", "shall renew", "shall renew");
    is("renew (then |)", "renew", "renew");
}

Test(phrase, choices_hold_phrases) {
    is("(roll over | renew) now", "it will roll over now", "roll over now");
    is("a | b c", "b c", "b c");
    is("(either | any) [of the] (party | parties)", "any of the parties", "any of the parties");
    is("(a | b)-c", "b-c", "b-c");
}

Test(phrase, gaps_have_limits) {
    is("a … b", "a b", "a b");
    is("a … b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b", "a 1 2 3 4 5 6 7 8 9 10 11 12 b");
    is("a … b", "a 1 2 3 4 5 6 7 8 9 10 11 12 13 b", NULL);
    is("a ... b", "a 1 2 3 4 5 6 7 8 9 10 11 12 13 b", NULL);
    is("a .. b", "a 1 2 3 4 b", "a 1 2 3 4 b");
    is("a .. b", "a 1 2 3 4 5 b", NULL);
    is("a ..2.. b", "a 1 2 b", "a 1 2 b");
    is("a ..2.. b", "a 1 2 3 b", NULL);
    is("a … … b", "a 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 b",
       "a 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 b");
    is("a ..0.. b", "a b", "a b");
}

Test(phrase, gaps_are_lazy_and_stop_at_semicolons) {
    is("a … b", "a x b y b", "a x b");
    is("a … b", "a x; b", NULL);
    is("a … b", "a; b", NULL);
    is("a … b", "a, b", "a, b");
    is("a … b", "a, x, b", "a, x, b");
    is("a … b", "a-b", "a-b");
    is("a … b", "a \"b\"", "a \"b");
    is("a … b", "a (b)", "a (b");
    is("a … b", "a well-b", "a well-b");
    is("a … b", "a xb", NULL);
    is("a … b", "a's own b", "a's own b");
    is("renew … unless", "shall renew, unless", "renew, unless");
}

Test(phrase, a_parenthesis_or_redaction_is_one_word) {
    is("a ..1.. b", "a (one two three four) b", "a (one two three four) b");
    is("a ..1.. b", "a (one (two) three), b", "a (one (two) three), b");
    is("a ..2.. b", "a thirty (30) b", "a thirty (30) b");
    is("a ..1.. b", "a [* * * *] b", "a [* * * *] b");
    is("a ..1.. b", "a ( b", "a ( b");
    is("a ..4.. b", "a (i) one, (ii) b", "a (i) one, (ii) b");
}

Test(phrase, negated_follow_on) {
    is("any reason !(other than)", "for any reason", "any reason");
    is("any reason !(other than)", "for any reason other than", NULL);
    is("any reason !(other than)", "for any reason, other than", NULL);
    is("any reason !(other than)", "any reason other than x or any reason", "any reason");
    is("any reason [whatsoever] !(other than)", "any reason whatsoever other than", NULL);
    is("any !(such) agreement", "any agreement", "any agreement");
    is("may … !(not) renew", "may then renew", "may then renew");
    is("reason !(other than | if) … go", "reason then go", "reason then go");
    is("reason !(other than | if) … go", "reason if go", NULL);
    is("!(the) term", "term", "term");
}

Test(phrase, durations) {
    fills("duration", "upon thirty (30) days' notice", "thirty (30) days'");
    fills("duration", "a one-year term", "one-year");
    fills("duration", "the 12-month period", "12-month");
    fills("duration", "within [***] days of", "[***] days");
    fills("duration", "within ___ years", "___ years");
    fills("duration", "for 5 business days.", "5 business days");
    fills("duration", "for thirty (30 days) so", "thirty (30 days)");
    fills("duration", "a six (6)-month term", "six (6)-month");
    fills("duration", "the (30) day period", "(30) day");
    fills("duration", "one hundred and twenty (120) calendar days",
          "one hundred and twenty (120) calendar days");
    fills("duration", "sixty-five days", "sixty-five days");
    is("{duration}", "tenfold yearly", NULL);
    is("{duration} … (prior | before)", "at least 90 days prior", "90 days prior");
    is("notice of {n: duration} notice", "notice of 90 days' notice", "notice of 90 days' notice");
}

Test(phrase, other_holes) {
    fills("money", "pay $1,000.50 now", "$1,000.50");
    fills("money", "pay US$1.5 million now", "US$1.5 million");
    fills("money", "pay EUR 10,000.", "EUR 10,000");
    fills("money", "pay $[***] now", "$[***]");
    fills("money", "pay one hundred thousand dollars ($100,000) now",
          "one hundred thousand dollars ($100,000)");
    fills("money",
          "pay \xE2\x82\xAC"
          "500",
          "\xE2\x82\xAC"
          "500");
    fills("percent", "by ten percent (10%) a year", "ten percent (10%)");
    fills("percent", "by 5 % a year", "5 %");
    fills("percent", "by [***]% a year", "[***]%");
    fills("date", "on June 1, 2010 at", "June 1, 2010");
    fills("date", "on the 1st day of June, 2010", "the 1st day of June, 2010");
    fills("date", "on 2010-06-01 at", "2010-06-01");
    fills("number", "of twelve (12) units", "twelve (12)");
    fills("multiple", "exceed two times the fees paid in the twelve (12) months before",
          "two times the fees paid in the twelve (12) months");
    fills("multiple", "exceed twice the annual fees", "twice the annual fees");
    fills("party", "If either party may", "either party");
    fills("party", "if the Licensee may", "the Licensee");
    fills("party", "if Acme Widget Co. may", "Acme Widget Co");
    fills("party", "When Licensor may", "Licensor");
    fills("party", "the non-breaching party may", "the non-breaching party");
    fills("section", "under Section 7.2(b) hereof", "Section 7.2(b)");
    fills("section", "in Sections 4, 7 and 9 so", "Sections 4, 7 and 9");
    fills("this-agreement", "terminate this Agreement at", "this Agreement");
    fills("this-agreement", "terminate your subscription at", "your subscription");
    fills("this-agreement", "end this Lease in its entirety", "this Lease in its entirety");
    is("{this-agreement}", "the Purchase Agreement", NULL);
    is("{party} may", "the sun may", NULL);
}

Test(phrase, names_of_holes_are_told) {
    cl_phrase phrase = make("(notice {n: duration} | {n: duration} {m: percent})");
    cr_assert_eq(phrase.hole_count, 2);
    cr_assert_str_eq(phrase.holes[0], "n");
    cr_assert_str_eq(phrase.holes[1], "m");
    cr_assert_str_eq(hole("(notice {n: duration} | {n: duration} sharp)", "n", "5 days sharp"),
                     "5 days");
    phrase = make("/term of (?<length>\\d+) (?:x)/");
    cr_assert_eq(phrase.hole_count, 1);
    cr_assert_str_eq(phrase.holes[0], "length");
    cr_assert_eq(phrase.need_count, 0);
}

Test(phrase, negation_is_noticed) {
    cr_assert(make("shall not renew").has_negation);
    cr_assert(make("unless … terminated").has_negation);
    cr_assert(make("non-renewal").has_negation);
    cr_assert_not(make("notice").has_negation);
    cr_assert_not(make("reason !(not)").has_negation);
    cr_assert(make("/shall (?:not) go/").has_negation);
}

static bool has_need(const cl_phrase *phrase, const char *words) {
    for (size_t i = 0; i < phrase->need_count; i++) {
        char line[200] = "";
        for (size_t k = 0; k < phrase->needs[i].count; k++)
            snprintf(line + strlen(line), sizeof line - strlen(line), "%s%s", k ? " " : "",
                     phrase->needs[i].words[k]);
        if (!strcmp(line, words))
            return true;
    }
    return false;
}

Test(phrase, needs) {
    cl_phrase phrase = make("(shall | will) renew* [not] for the period");
    cr_assert_eq(phrase.need_count, 5);
    cr_assert(has_need(&phrase, "shall will"));
    cr_assert(has_need(&phrase, "renew*"));
    cr_assert(has_need(&phrase, "period"));
    phrase = make("(roll over | non-renewal | authori?ed)");
    cr_assert(has_need(&phrase, "roll renewal authori*"));
    phrase = make("(notice | {duration}) to");
    cr_assert_eq(phrase.need_count, 2);
    cr_assert(has_need(&phrase, "to"));
    cr_assert(has_need(&phrase, "notice day* week* fortnight* month* quarter* year* yrs yr mths "
                                "mos wks hour* hrs minute* decade*"));
    phrase = make("{duration}");
    cr_assert_eq(phrase.need_count, 1);
    cr_assert(has_need(&phrase, "day* week* fortnight* month* quarter* year* yrs yr mths mos wks "
                                "hour* hrs minute* decade*"));
    phrase = make("{percent}");
    cr_assert(has_need(&phrase, "% percent* per pct basis"));
    cr_assert_eq(make("{number}").need_count, 0);
    phrase = make("alpha bravo charlie delta golf hotel india juliett of");
    cr_assert_eq(phrase.need_count, CL_NEEDS_MAX);
    cr_assert_not(has_need(&phrase, "of"), "the weakest goes");
}

static bool starts_with(const char *source, const char *word) {
    cl_phrase phrase = make(source);
    for (size_t i = 0; i < phrase.starts.count; i++)
        if (!strcmp(phrase.starts.words[i], word))
            return true;
    return false;
}

/* "^" is any word with a capital, "(" any sign that a number can begin with. */
Test(phrase, holes_tell_how_they_start) {
    cr_assert(starts_with("{duration} notice", "thirty"));
    cr_assert(starts_with("{duration} notice", "3*"));
    cr_assert(starts_with("{duration} notice", "("));
    cr_assert_not(starts_with("{duration} notice", "$"));
    cr_assert(starts_with("({money} | all) of it", "$"));
    cr_assert(starts_with("({money} | all) of it", "all"));
    cr_assert(starts_with("[our] {party} may", "^"));
    cr_assert(starts_with("[our] {party} may", "our"));
    cr_assert(starts_with("{supplier} may", "vendor"));
    cr_assert(starts_with("{defined} may", "^"));
    for (const char *const *type = cl_hole_types; *type; type++)
        cr_assert(make(cl_arena_printf(arena, "{%s} may", *type)).starts.count, "%s", *type);
}

/* Blanks before the end of the item with the rarest needed word, and 1. */
Test(phrase, reach) {
    cr_assert_eq(make("renew*").reach, 1);
    cr_assert_eq(make("[it] (can | is able to) renew").reach, 1 + 4);
    cr_assert_eq(make("{party} ..3.. notice").reach, 9 + 2 + 3 + 1);
    cr_assert_eq(make("{number} ..3.. notice").reach, 0, "not known");
    cr_assert_eq(make("(a b c | d)").reach, 2 + 1);
}

static void wrong(const char *source, const char *id, unsigned column) {
    cl_phrase phrase;
    cl_error error = {.id = "none"};
    cl_place place = {"x.yaml", 3, 10};
    cr_assert_eq(cl_phrase_new(arena, NULL, source, place, &phrase, &error), CL_ERROR_SYNTAX, "%s",
                 source);
    cr_assert_str_eq(error.id, id);
    cr_assert_eq(error.place.column, 10 + column, "%s: %s at %u", source, error.message,
                 error.place.column);
    cr_assert_eq(error.place.line, 3);
}

Test(phrase, mistakes_have_a_place) {
    wrong("", "phrase-syntax", 0);
    wrong("[a]", "phrase-syntax", 0);
    wrong("… a", "phrase-syntax", 0);
    wrong("a …", "phrase-syntax", 3);
    wrong("a (^ b)", "phrase-syntax", 3);
    wrong("(a | b $)", "phrase-syntax", 7);
    wrong("^ ..3.. a", "phrase-syntax", 2);
    wrong("^ $", "phrase-syntax", 0);
    wrong("a ..61.. b", "gap-too-long", 2);
    wrong("a ..6 b", "phrase-syntax", 5);
    wrong("é (b", "phrase-syntax", 2);
    wrong("a )", "phrase-syntax", 2);
    wrong("a () b", "phrase-syntax", 2);
    wrong("a {nothing} b", "phrase-syntax", 2);
    wrong("a {x: duratoin}", "phrase-syntax", 2);
    wrong("a {X: duration}", "phrase-syntax", 2);
    wrong("a {duration", "phrase-syntax", 2);
    wrong("a <b", "phrase-syntax", 2);
    wrong("a <b>", "lexicon-unknown", 2);
    wrong("a*b", "phrase-syntax", 2);
    wrong("* b", "phrase-syntax", 0);
    wrong("(a | b)c", "phrase-syntax", 7);
    wrong("ab(c d)", "phrase-syntax", 6);
    wrong("a \\b", "phrase-syntax", 2);
    wrong("/x", "phrase-syntax", 0);
    char deep[200];
    memset(deep, '(', sizeof deep - 1);
    deep[sizeof deep - 1] = 0;
    wrong(deep, "phrase-syntax", 25);
}

/* A sentence of 5,000 words must not take long, whatever it holds. */
Test(phrase, long_sentences_end_soon) {
    static const char *const words[] = {"may ",  "( ", "[ ",    "may-",
                                        "may, ", "x ", "(may ", "may) "};
    cl_phrase phrases[] = {
        make("may … may … may … may not"),
        make("may ..60.. (may | terminate) ..60.. never"),
        make("unless … … {notice: duration} … (prior | before)"),
        make("(may | can) ..6.. (entitled | may) ..8.. {money} never"),
    };
    clock_t begin = clock();
    for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
        cl_buffer text = {0};
        for (int i = 0; i < 5000; i++)
            cl_buffer_add_string(&text, words[w]);
        for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++)
            cr_assert_neq(cl_phrase_find(&phrases[i], matcher, cl_buffer_text(&text), 0, NULL),
                          CL_MATCH_YES);
        cl_buffer_release(&text);
    }
    cr_assert_lt((double)(clock() - begin) / CLOCKS_PER_SEC, 60);
}
