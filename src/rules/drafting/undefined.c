/* SPDX-License-Identifier: MIT
 *
 * Terms used as if they were defined: "the Licensed Products" again and again, and no definition.
 * Only words that contracts use to define things with are looked at; names of people, places and
 * laws begin with capitals too.
 */
#include <stdio.h>
#include <string.h>

#include "contract/word.h"
#include "rules/drafting/term.h"

enum {
    LEAST_USES = 3,
    LEAST_DEFINITIONS = 3, /* a contract that defines less does not work with definitions */
    MOST_PHRASES = 512,
    MOST_WORDS = 4,
};

typedef struct phrase {
    cl_text text;
    uint32_t block;
    cl_span span;
    uint32_t uses;
} phrase;

/* Last words of terms. */
static bool is_head(cl_text word) {
    static const char *const heads[] = {
        "affiliate",    "affiliates",   "assets",        "bonus",         "business",
        "claim",        "claims",       "closing",       "collaboration", "commitment",
        "commissions",  "competitor",   "competitors",   "consideration", "content",
        "contractor",   "costs",        "customer",      "customers",     "damages",
        "data",         "deliverable",  "deliverables",  "delivery",      "deposit",
        "design",       "designs",      "documentation", "employee",      "employees",
        "equipment",    "event",        "expenses",      "facility",      "facilities",
        "fee",          "fees",         "field",         "goods",         "improvement",
        "improvements", "indebtedness", "indemnitee",    "indemnitees",   "information",
        "invention",    "inventions",   "invoice",       "know-how",      "licence",
        "license",      "licensee",     "licensor",      "loss",          "losses",
        "mark",         "marks",        "material",      "materials",     "milestone",
        "milestones",   "obligations",  "order",         "orders",        "patent",
        "patents",      "payment",      "payments",      "period",        "permit",
        "permits",      "personnel",    "premises",      "price",         "prices",
        "product",      "products",     "program",       "project",       "property",
        "purchaser",    "rent",         "revenue",       "revenues",      "royalties",
        "royalty",      "sales",        "security",      "service",       "services",
        "shares",       "site",         "software",      "specification", "specifications",
        "subsidiaries", "subsidiary",   "system",        "systems",       "tax",
        "taxes",        "technology",   "term",          "territory",     "trademark",
        "trademarks",   "transaction",  "transactions",  "unit",          "units",
        "warranty",     "warranties",   "website",       "work",          NULL};
    return cl_any_words_at(word, 0, heads) == word.length;
}

static bool is_determined(cl_text text, size_t at) {
    static const char *const words[] = {"the",   "such", "any",   "each", "all", "these",
                                        "those", "said", "every", "its",  NULL};
    if (at < 4 || text.bytes[at - 1] != ' ' || !memchr("ehylds", text.bytes[at - 2], 6))
        return false; /* what these words end in */
    size_t end = at - 1, start = end;
    while (start && end - start < 6 && cl_is_alpha((unsigned char)text.bytes[start - 1]))
        start--;
    if (end - start < 3 || end - start > 5)
        return false;
    cl_text word = cl_text_slice(text, start, end);
    for (const char *const *one = words; *one; one++)
        if (cl_lower((unsigned char)word.bytes[0]) == (*one)[0] &&
            cl_text_equal_nocase(word, cl_text_from(*one)))
            return true;
    return false;
}

static bool is_title_case(cl_text text, size_t start, size_t end) {
    return end - start > 2 && cl_is_lower((unsigned char)text.bytes[start + 1]);
}

/* The phrase of capitalised words that begins with capital `index`; sets the end. */
static size_t phrase_at(const cl_drafting *drafting, cl_text text, size_t index, size_t *end,
                        size_t *last) {
    size_t words = 0;
    for (size_t i = index; i < drafting->capital_count && words <= MOST_WORDS; i++) {
        const cl_capital *word = &drafting->capitals[i];
        if (i > index && (word->block != drafting->capitals[index].block ||
                          word->start != *end + 1 || text.bytes[*end] != ' '))
            break;
        if (!is_title_case(text, word->start, word->end))
            return 0;
        *last = word->start;
        *end = word->end;
        words++;
    }
    return words > MOST_WORDS ? 0 : words;
}

/* A definition that ends or begins as the phrase does explains it well enough. */
static bool is_explained(const cl_terms *terms, cl_text name) {
    bool same;
    int first = cl_lower((unsigned char)name.bytes[0]);
    for (size_t at = 0; at < name.length; at = cl_word_end(name, at) + 1)
        for (uint32_t t = cl_term_first(terms, name, at, cl_word_end(name, at)); t != CL_NONE;
             t = terms->items[t].next)
            if (cl_term_match(terms->items[t].definition->term, name, at, &same))
                return true;
    for (size_t i = 0; i < terms->count; i++) {
        cl_text term = terms->items[i].definition->term;
        for (size_t at = 0; at < term.length; at = cl_word_end(term, at) + 1)
            if (cl_lower((unsigned char)term.bytes[at]) == first &&
                cl_term_match(name, term, at, &same))
                return true;
    }
    return false;
}

/* "Capitalized terms not defined here have the meanings of the Master Agreement." */
static bool defines_elsewhere(const cl_contract *contract) {
    static const char *const words[] = {"capitalized terms",
                                        "capitalised terms",
                                        "not otherwise defined",
                                        "not defined herein",
                                        "not defined in this",
                                        "terms used but not",
                                        NULL};
    for (size_t s = 0; s < contract->sentence_count; s++) {
        cl_text text = contract->sentences[s].text;
        if (text.length > 800)
            text.length = 800;
        for (size_t at = 0; at < text.length; at = cl_word_end(text, at) + 1)
            if ((text.bytes[at] == 'c' || text.bytes[at] == 'C' || text.bytes[at] == 'n' ||
                 text.bytes[at] == 't') &&
                cl_any_words_at(text, at, words))
                return true;
    }
    return false;
}

/* Is it in quotes, followed by a colon or "means", or said to be defined somewhere? */
static bool is_introduced(const cl_document *document, cl_text name) {
    static const char *const makers[] = {"means",         "mean",
                                         "shall mean",    "has the meaning",
                                         "is defined",    "(as defined",
                                         ", as defined",  "as defined",
                                         "(defined",      "(as hereinafter defined",
                                         "(as such term", "shall exclude",
                                         "shall be",      "(s)",
                                         "is the",        "refers to",
                                         "shall include", NULL};
    if (name.length > 3 && cl_text_ends(name, "s"))
        name.length--; /* "Affiliates" of an "Affiliate" */
    for (uint32_t b = 0; b < document->block_count; b++) {
        cl_text text = document->blocks[b].text;
        for (size_t at = 0; (at = cl_text_find(text, name, at)) != SIZE_MAX; at += name.length) {
            size_t behind = cl_word_end(text, at + name.length),
                   next = cl_skip_spaces(text, behind);
            int before = at ? text.bytes[at - 1] : 0;
            if (before == '"' || before == '\'' || cl_word_byte(text, next) == ':' ||
                cl_any_words_at(text, next, makers))
                return true;
        }
    }
    return false;
}

/* A section under that heading tells what it is. */
static bool is_heading(const cl_contract *contract, cl_text name) {
    for (size_t i = 0; i < contract->section_count; i++) {
        cl_text heading = contract->sections[i].heading;
        for (size_t at = 0; at + name.length <= heading.length; at = cl_word_end(heading, at) + 1)
            if (cl_text_equal_nocase(cl_text_slice(heading, at, at + name.length), name))
                return true;
    }
    return false;
}

static void note(phrase *phrases, size_t *count, const cl_capital *first, cl_text text,
                 size_t end) {
    cl_text name = cl_text_slice(text, first->start, end);
    size_t slot = 0;
    for (size_t i = 0; i < name.length; i++)
        slot = slot * 31 + (unsigned char)name.bytes[i];
    slot %= MOST_PHRASES;
    for (size_t tries = 0; tries < MOST_PHRASES; tries++, slot = (slot + 1) % MOST_PHRASES) {
        phrase *at = &phrases[slot];
        if (at->uses && !cl_text_equal(at->text, name))
            continue;
        if (!at->uses) {
            if (*count >= MOST_PHRASES / 2)
                return;
            *at = (phrase){name, first->block, {first->start, end}, 0};
            ++*count;
        }
        at->uses++;
        return;
    }
}

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_drafting *drafting = cl_drafting_of(e);
    const cl_terms *terms = cl_terms_of(e);
    const cl_document *document = e->contract->document;
    if (drafting->amends || terms->count < LEAST_DEFINITIONS)
        return;
    phrase *phrases = CL_ARRAY(e->arena, MOST_PHRASES, phrase);
    size_t count = 0;
    for (size_t i = 0; i < drafting->capital_count; i++) {
        const cl_capital *at = &drafting->capitals[i];
        cl_text text = document->blocks[at->block].text;
        size_t end = 0, last = 0;
        if (drafting->zones[at->block] != CL_ZONE_BODY || !is_determined(text, at->start))
            continue;
        size_t words = phrase_at(drafting, text, i, &end, &last);
        if (!words || cl_word_byte(text, end) == '-' || !is_head(cl_text_slice(text, last, end)))
            continue;
        note(phrases, &count, at, text, end);
    }
    bool asked = false;
    for (size_t i = 0; i < MOST_PHRASES; i++) {
        const phrase *at = &phrases[i];
        if (at->uses < LEAST_USES || is_explained(terms, at->text) ||
            is_introduced(document, at->text) || is_heading(e->contract, at->text))
            continue;
        if (!asked && defines_elsewhere(e->contract))
            return;
        asked = true;
        cl_flaw flaw = {.block = at->block,
                        .span = at->span,
                        .other = cl_text_from(cl_arena_printf(e->arena, "%u", at->uses))};
        cl_drafting_raise(e, rule, findings, &flaw);
    }
}

const cl_analysis cl_analysis_undefined = {"undefined-term", find};
