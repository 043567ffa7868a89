/* SPDX-License-Identifier: MIT */
#include "rules/defined.h"

#include <string.h>

#include "contract/date.h"
#include "contract/name.h"
#include "contract/role.h"
#include "contract/word.h"

/* Which definitions of the contract a phrase matches, by definition. */
typedef struct answer {
    const char *source;
    const bool *holds;
    struct answer *next;
} answer;

typedef struct answers {
    const cl_lexicon *lexicon;
    const cl_contract *contract;
    cl_matcher *matcher; /* of its own: the other one is busy while it asks */
    answer *first;
} answers;

bool cl_defined_note(cl_arena *arena, const cl_lexicon *lexicon, const char *source, cl_place place,
                     cl_error *error) {
    if (cl_lexicon_noted(lexicon, source))
        return true;
    cl_phrase *phrase = CL_NEW(arena, cl_phrase);
    if (cl_phrase_new(arena, lexicon, source, place, phrase, error) != CL_OK)
        return false;
    phrase->source = source;
    cl_lexicon_note(lexicon, phrase);
    return true;
}

void cl_defined_note_all(cl_arena *arena, const cl_lexicon *lexicon, const char *phrase,
                         cl_place place) {
    for (const char *at = phrase; (at = strstr(at, "defined:")); at += 8) {
        cl_text source = cl_text_trim((cl_text){at + 8, strcspn(at + 8, "}")});
        cl_error ignored;
        cl_defined_note(arena, lexicon, cl_arena_copy(arena, source.bytes, source.length), place,
                        &ignored);
    }
}

/* The definition's words; for one made in passing, the sentence it is made in. */
static cl_text body_of(const cl_contract *contract, const cl_definition *definition) {
    if (definition->body.length || definition->sentence >= contract->sentence_count)
        return definition->body;
    return contract->sentences[definition->sentence].text;
}

static const bool *ask(answers *a, const char *source) {
    const cl_contract *contract = a->contract;
    bool *holds = CL_ARRAY(contract->arena, contract->definition_count + 1, bool);
    const cl_phrase *phrase = *source ? cl_lexicon_noted(a->lexicon, source) : NULL;
    cl_span found;
    if (!a->matcher)
        a->matcher = cl_matcher_new(contract->arena);
    for (size_t i = 0; i < contract->definition_count; i++)
        holds[i] =
            !*source || (phrase && cl_pattern_find(phrase->pattern, a->matcher,
                                                   body_of(contract, &contract->definitions[i]), 0,
                                                   &found) == CL_MATCH_YES);
    answer *made = CL_NEW(contract->arena, answer);
    *made = (answer){source, holds, a->first};
    a->first = made;
    return holds;
}

static const bool *answer_to(answers *a, cl_text source) {
    for (const answer *known = a->first; known; known = known->next)
        if (cl_text_equal(cl_text_from(known->source), source))
            return known->holds;
    return ask(a, cl_arena_copy(a->contract->arena, source.bytes, source.length));
}

/* The term itself, or its plural. */
static bool is_use(cl_text words, cl_text term) {
    return words.length >= term.length && !memcmp(words.bytes, term.bytes, term.length) &&
           (words.length == term.length ||
            cl_text_equal(cl_text_slice(words, term.length, words.length), CL_TEXT("s")) ||
            cl_text_equal(cl_text_slice(words, term.length, words.length), CL_TEXT("es")));
}

static bool is_called(const cl_party *party, cl_text words) {
    for (size_t i = 0; i < party->alias_count; i++)
        if (cl_text_equal_nocase(words, party->aliases[i]))
            return true;
    return words.length && cl_text_equal_nocase(words, party->name);
}

static bool is_on_side(const cl_contract *contract, cl_side side, cl_text words) {
    for (size_t i = 0; i < contract->party_count; i++)
        if (contract->parties[i].side == side && is_called(&contract->parties[i], words))
            return true;
    return false;
}

static bool is_defined(const cl_contract *contract, cl_text words) {
    for (size_t i = 0; i < contract->definition_count; i++)
        if (contract->definitions[i].term.length && is_use(words, contract->definitions[i].term))
            return true;
    return false;
}

/* "Utrecht": a name that is nobody's and means nothing else here. Not "Annex", "May", "PDF", nor
 * what the contract defines. */
static bool is_place(const cl_contract *contract, cl_text words) {
    static const char *const others[] = {
        "the",    "this",     "our",     "your",    "each",     "any",        "all",
        "no",     "section",  "article", "clause",  "exhibit",  "paragraph",  "part",
        "annex",  "appendix", "rest",    "transit", "schedule", "connection", "accordance",
        "effect", "beta",     "english", NULL};
    cl_text first = cl_text_slice(words, 0, cl_word_end(words, 0));
    bool small = false;
    int month;
    for (size_t i = 1; i < words.length; i++)
        small |= cl_is_lower((unsigned char)words.bytes[i]);
    if (!small || cl_text_listed(first, others) || cl_month_read(words, 0, &month) ||
        cl_is_no_party(words) || cl_is_no_party(first) || cl_role_find(words) ||
        cl_role_find(first) || cl_text_equal_nocase(words, contract->short_name) ||
        is_defined(contract, words))
        return false;
    for (size_t i = 0; i < contract->party_count; i++)
        if (is_called(&contract->parties[i], words) || is_called(&contract->parties[i], first))
            return false;
    return true;
}

static bool check(void *context, cl_text question, cl_text words) {
    static const char prefix[] = "defined:";
    answers *a = context;
    if (cl_text_equal(question, CL_TEXT("own")))
        return cl_text_equal_nocase(words, a->contract->short_name);
    if (cl_text_equal(question, CL_TEXT("supplier")))
        return is_on_side(a->contract, CL_SIDE_SUPPLIER, words);
    if (cl_text_equal(question, CL_TEXT("customer")))
        return is_on_side(a->contract, CL_SIDE_CUSTOMER, words);
    if (cl_text_equal(question, CL_TEXT("place")))
        return is_place(a->contract, words);
    if (!cl_text_starts(question, prefix))
        return false;
    const bool *holds = answer_to(a, cl_text_slice(question, sizeof prefix - 1, question.length));
    for (size_t i = 0; i < a->contract->definition_count; i++)
        if (holds[i] && a->contract->definitions[i].term.length &&
            is_use(words, a->contract->definitions[i].term))
            return true;
    return false;
}

void cl_defined_answer(cl_matcher *matcher, const cl_lexicon *lexicon,
                       const cl_contract *contract) {
    answers *a = CL_NEW(contract->arena, answers);
    *a = (answers){.lexicon = lexicon, .contract = contract};
    cl_matcher_set_check(matcher, check, a);
}
