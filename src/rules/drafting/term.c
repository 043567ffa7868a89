/* SPDX-License-Identifier: MIT
 *
 * Terms that are defined and never used, defined twice, or written with other capitals.
 */
#include "rules/drafting/term.h"

#include <stdio.h>
#include <string.h>

#include "contract/word.h"

enum {
    LONGEST_WORD = 40,
    NEAR = 14,
    GAP = 8,
    MOST_TERMS = 1000, /* a contract has some dozens */
    MOST_ALIKE = 32,
    /* that begin with the same word */ POINTER = 40
};

/* The word without a plural "s", in small letters. */
static size_t stem(cl_text text, size_t start, size_t end, char out[LONGEST_WORD]) {
    size_t length = 0;
    for (size_t at = start; at < end && length < LONGEST_WORD; at++)
        out[length++] = (char)cl_lower((unsigned char)text.bytes[at]);
    if (length > 4 && !memcmp(out + length - 3, "ies", 3)) {
        out[length - 3] = 'y';
        return length - 2;
    }
    /* "fixes" is "fix", "licenses" is "license": neither keeps its "e" */
    if (length > 3 && out[length - 1] == 's' && out[length - 2] != 's')
        length--;
    return length > 3 && out[length - 1] == 'e' ? length - 1 : length;
}

static uint32_t hash(const char *word, size_t length) {
    uint32_t value = 2166136261u;
    for (size_t i = 0; i < length; i++)
        value = (value ^ (unsigned char)word[i]) * 16777619u;
    return value ^ value >> 15;
}

static bool same_word(cl_text a, size_t a_start, size_t a_end, cl_text b, size_t b_start,
                      size_t b_end) {
    if (cl_lower((unsigned char)a.bytes[a_start]) != cl_lower((unsigned char)b.bytes[b_start]))
        return false;
    if (a_end - a_start == b_end - b_start &&
        !memcmp(a.bytes + a_start, b.bytes + b_start, a_end - a_start))
        return true;
    char x[LONGEST_WORD], y[LONGEST_WORD];
    size_t length = stem(a, a_start, a_end, x);
    return stem(b, b_start, b_end, y) == length && !memcmp(x, y, length);
}

static uint32_t word_hash(cl_text text, size_t start, size_t end) {
    char word[LONGEST_WORD];
    return hash(word, stem(text, start, end, word));
}

/* Most words begin as no term does: three letters tell. A plural ending is behind them. */
static unsigned beginning(cl_text text, size_t start) {
    unsigned value = 0;
    for (size_t at = start; at < start + 3; at++)
        value = value * 31 + (unsigned)cl_lower(cl_word_byte(text, at) > ' ' &&
                                                        cl_is_word_byte(cl_word_byte(text, at))
                                                    ? cl_word_byte(text, at)
                                                    : 0);
    return value % CL_TERM_BEGINNINGS;
}

/* Two words of one hash are told apart when the term is matched. */
static uint32_t first_with(const cl_terms *terms, uint32_t value) {
    for (size_t at = value & terms->mask; terms->table[at] != CL_NONE; at = (at + 1) & terms->mask)
        if (terms->items[terms->table[at]].hash == value)
            return terms->table[at];
    return CL_NONE;
}

uint32_t cl_term_first(const cl_terms *terms, cl_text text, size_t start, size_t end) {
    unsigned begins = beginning(text, start);
    if (!(terms->begins[begins / 8] >> begins % 8 & 1))
        return CL_NONE;
    return first_with(terms, word_hash(text, start, end));
}

size_t cl_term_match(cl_text term, cl_text text, size_t at, bool *same) {
    size_t from = 0;
    *same = true;
    for (;;) {
        size_t term_end = cl_word_end(term, from), end = cl_word_end(text, at);
        if (term_end == from || end == at || !same_word(term, from, term_end, text, at, end))
            return 0;
        for (size_t i = 0; from + i < term_end && at + i < end; i++)
            *same = *same && (term.bytes[from + i] == text.bytes[at + i] ||
                              cl_lower((unsigned char)term.bytes[from + i]) !=
                                  cl_lower((unsigned char)text.bytes[at + i]));
        if (term_end >= term.length)
            return end;
        /* what stands between the words must be the same too, up to a hyphen for a space */
        size_t next = term_end, to = end;
        while (next < term.length && !cl_is_word_byte((unsigned char)term.bytes[next]))
            next++;
        while (to < text.length && to - end < GAP &&
               !cl_is_word_byte((unsigned char)text.bytes[to]))
            to++;
        if (next >= term.length)
            return end;
        if (to == end ||
            (strchr(".;:,()", text.bytes[end]) &&
             !cl_text_equal(cl_text_slice(term, term_end, next), cl_text_slice(text, end, to))))
            return 0;
        from = next;
        at = to;
    }
}

static bool is_party_name(const cl_contract *contract, cl_text term) {
    if (cl_text_equal_nocase(term, contract->short_name) ||
        cl_text_equal_nocase(term, CL_TEXT("Agreement")) ||
        cl_text_equal_nocase(term, CL_TEXT("Parties")) ||
        cl_text_equal_nocase(term, CL_TEXT("Party")))
        return true;
    for (size_t i = 0; i < contract->party_count; i++) {
        const cl_party *party = &contract->parties[i];
        if (cl_text_equal_nocase(term, party->name))
            return true;
        for (size_t k = 0; k < party->alias_count; k++)
            if (cl_text_equal_nocase(term, party->aliases[k]))
                return true;
    }
    return false;
}

/* Definitions stand in reading order: the first in a block or behind it. */
static size_t first_definition(const cl_contract *contract, uint32_t block) {
    size_t low = 0, high = contract->definition_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (contract->definitions[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_defining(const cl_contract *contract, uint32_t block, size_t at) {
    for (size_t i = first_definition(contract, block);
         i < contract->definition_count && contract->definitions[i].block == block; i++)
        if (at >= contract->definitions[i].span.start && at < contract->definitions[i].span.end)
            return true;
    return false;
}

static void find_uses(const cl_evaluation *e, cl_terms *terms) {
    const cl_drafting *drafting = cl_drafting_of(e);
    bool same;
    terms->at_capital = CL_ARRAY(e->arena, drafting->capital_count + 1, uint32_t);
    for (size_t i = 0; i < drafting->capital_count; i++) {
        const cl_capital *at = &drafting->capitals[i];
        cl_text text = e->contract->document->blocks[at->block].text;
        uint32_t first = cl_term_first(terms, text, at->start, at->end);
        terms->at_capital[i] = first;
        for (uint32_t t = first; t != CL_NONE; t = terms->items[t].next)
            if (!terms->items[t].used && !terms->items[t].drawn &&
                cl_term_match(terms->items[t].definition->term, text, at->start, &same) &&
                !(at->start && text.bytes[at->start - 1] == '"' &&
                  is_defining(e->contract, at->block, at->start)))
                terms->items[t].used = true;
    }
}

static bool has_two_words(cl_text term) {
    size_t end = cl_word_end(term, 0);
    return end < term.length && cl_word_byte(term, end) == ' ' && end + 1 < term.length &&
           cl_is_upper(cl_word_byte(term, end + 1));
}

static void add_term(const cl_contract *contract, cl_terms *terms,
                     const cl_definition *definition) {
    cl_text term = definition->term;
    if (term.length < 2 || !cl_is_upper((unsigned char)term.bytes[0]) || terms->count >= MOST_TERMS)
        return;
    uint32_t value = word_hash(term, 0, cl_word_end(term, 0)), first = first_with(terms, value);
    size_t alike = 0;
    for (uint32_t t = first; t != CL_NONE; t = terms->items[t].next)
        if (++alike >= MOST_ALIKE)
            return;
    uint32_t number = (uint32_t)terms->count++;
    unsigned begins = beginning(term, 0);
    terms->begins[begins / 8] |= (unsigned char)(1u << begins % 8);
    /* "Product(s)", "Manufacture(d) at Risk" are written in more ways than can be told */
    bool several = memchr(term.bytes, '(', term.length) != NULL;
    terms->items[number] = (cl_term){.definition = definition,
                                     .hash = value,
                                     .next = CL_NONE,
                                     .several_words = has_two_words(term),
                                     .drawn = several || is_party_name(contract, term)};
    if (first != CL_NONE) {
        terms->items[number].next = terms->items[first].next;
        terms->items[first].next = number;
        return;
    }
    size_t at = value & terms->mask;
    while (terms->table[at] != CL_NONE)
        at = (at + 1) & terms->mask;
    terms->table[at] = number;
}

const cl_terms *cl_terms_of(const cl_evaluation *e) {
    const cl_contract *contract = e->contract;
    cl_drafting_of(e);
    cl_drafting *drafting = *e->drafting;
    if (drafting->terms)
        return drafting->terms;
    cl_terms *terms = CL_NEW(e->arena, cl_terms);
    size_t size = 16;
    while (size < contract->definition_count * 2 + 2)
        size *= 2;
    terms->mask = size - 1;
    terms->table = CL_ARRAY(e->arena, size, uint32_t);
    for (size_t i = 0; i < size; i++)
        terms->table[i] = CL_NONE;
    terms->items = CL_ARRAY(e->arena, contract->definition_count + 1, cl_term);
    for (size_t i = 0; i < contract->definition_count; i++)
        add_term(contract, terms, &contract->definitions[i]);
    if (terms->count)
        find_uses(e, terms);
    drafting->terms = terms;
    return terms;
}

bool cl_begins_sentence(cl_text text, size_t at) {
    while (at && (text.bytes[at - 1] == ' ' || text.bytes[at - 1] == '"'))
        at--;
    return !at || strchr(".:;)?!-", text.bytes[at - 1]) != NULL ||
           (unsigned char)text.bytes[at - 1] >= 0x80;
}

/* ---- never used ---- */

/* `"Trade Data" or "TD"`: names for one thing, of which one may rest. */
static bool has_sibling(const cl_contract *contract, const cl_definition *definition) {
    for (size_t i = first_definition(contract, definition->block);
         i < contract->definition_count && contract->definitions[i].block == definition->block;
         i++) {
        const cl_definition *other = &contract->definitions[i];
        if (other == definition)
            continue;
        size_t gap = other->span.start > definition->span.end
                         ? other->span.start - definition->span.end
                         : definition->span.start - other->span.end;
        if (gap < NEAR)
            return true;
    }
    return false;
}

/* Was the name made before? Then that definition is the one to report. */
static bool is_repeated(const cl_terms *terms, size_t index) {
    cl_text name = terms->items[index].definition->term;
    for (uint32_t t = cl_term_first(terms, name, 0, cl_word_end(name, 0)); t != CL_NONE;
         t = terms->items[t].next)
        if (t < index && cl_text_equal(terms->items[t].definition->term, name))
            return true;
    return false;
}

static bool in_body(const cl_evaluation *e, const cl_definition *definition) {
    const cl_sentence *sentence = &e->contract->sentences[definition->sentence];
    return cl_drafting_of(e)->zones[definition->block] == CL_ZONE_BODY &&
           !(sentence->flags &
             (CL_SENTENCE_QUOTED | CL_SENTENCE_HEADING | CL_SENTENCE_TABLE | CL_SENTENCE_NOTE));
}

static void find_unused(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_terms *terms = cl_terms_of(e);
    for (size_t i = 0; i < terms->count && !cl_drafting_of(e)->amends; i++) {
        const cl_term *term = &terms->items[i];
        const cl_definition *definition = term->definition;
        if (term->used || term->drawn || !in_body(e, definition) || is_repeated(terms, i) ||
            has_sibling(e->contract, definition))
            continue;
        cl_flaw flaw = {.block = definition->block, .span = definition->span};
        cl_drafting_raise(e, rule, findings, &flaw);
    }
}

/* ---- defined twice ---- */

/* "has the meaning set forth in Section 4" points to the definition and is none of its own. */
static bool points_elsewhere(const cl_evaluation *e, const cl_definition *definition) {
    static const char *const pointers[] = {
        "set forth",    "set out",     "given",     "ascribed",     "defined in",
        "as defined",   "specified",   "assigned",  "stated in",    "provided in",
        "described in", "in section",  "as set",    "the meaning",  "meaning",
        "such term",    "as provided", "as given",  "as specified", "attributed",
        "contained in", "in the",      "indicated", "as described", "to it in",
        "provided",     "under",       NULL};
    static const char *const limits[] = {
        "for purposes of", "for the purposes of", "for the purpose of", "as used in this",
        "in this section", "used in section",     "under this section", NULL};
    cl_text body = cl_text_slice(
        definition->body, 0, definition->body.length < POINTER ? definition->body.length : POINTER);
    for (size_t at = 0; at < body.length; at++)
        if (cl_any_words_at(body, at, pointers))
            return true;
    cl_text sentence = e->contract->sentences[definition->sentence].text;
    for (size_t at = 0; at < sentence.length; at++)
        if (cl_any_words_at(sentence, at, limits))
            return true;
    return false;
}

/* Made by "means", not by "includes" and not in passing. */
static bool is_meaning(const cl_evaluation *e, const cl_definition *definition) {
    cl_text text = e->contract->sentences[definition->sentence].text;
    if (!definition->body.length)
        return false;
    size_t end = (size_t)(definition->body.bytes - text.bytes);
    while (end && text.bytes[end - 1] == ' ')
        end--;
    return cl_words_before(text, end, "means") != SIZE_MAX ||
           cl_words_before(text, end, "mean") != SIZE_MAX;
}

/* `a "Problem" as defined`, `the "Software" as further defined below`. */
static bool is_mention(const cl_evaluation *e, const cl_definition *definition) {
    static const char *const words[] = {"as defined",   "as further defined", ", as defined",
                                        "as such term", "as hereinafter",     NULL};
    cl_text text = e->contract->document->blocks[definition->block].text;
    size_t at = definition->span.end;
    if (cl_word_byte(text, at) == '"')
        at++;
    return cl_any_words_at(text, cl_skip_spaces(text, at), words) != 0;
}

static bool is_own(const cl_evaluation *e, const cl_term *term) {
    return !term->drawn && in_body(e, term->definition) && !is_mention(e, term->definition) &&
           !points_elsewhere(e, term->definition);
}

static const cl_definition *earlier(const cl_evaluation *e, const cl_terms *terms, size_t index) {
    const cl_definition *definition = terms->items[index].definition, *found = NULL;
    cl_text term = definition->term;
    for (uint32_t t = cl_term_first(terms, term, 0, cl_word_end(term, 0)); t != CL_NONE;
         t = terms->items[t].next) {
        const cl_definition *other = terms->items[t].definition;
        if (other >= definition || !cl_text_equal(other->term, term) ||
            (other->block == definition->block) || !is_own(e, &terms->items[t]))
            continue;
        if (!found || other < found)
            found = other;
    }
    return found;
}

static void find_twice(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_terms *terms = cl_terms_of(e);
    for (size_t i = 0; i < terms->count && !cl_drafting_of(e)->amends; i++) {
        const cl_definition *definition = terms->items[i].definition;
        const cl_definition *first = earlier(e, terms, i);
        /* made in passing, or in the same words, it is the same thing introduced again */
        if (!first || !is_own(e, &terms->items[i]) || !is_meaning(e, first) ||
            !is_meaning(e, definition) || cl_text_equal_nocase(first->body, definition->body))
            continue;
        cl_flaw flaw = {.block = definition->block,
                        .span = definition->span,
                        .related_block = first->block,
                        .related_span = first->span,
                        .related = "the first definition"};
        cl_drafting_raise(e, rule, findings, &flaw);
    }
}

/* ---- other capitals ---- */

/* Does a word begin with a small letter whose fellow in the term has a capital? Other differences
 * (a term defined in CAPITALS, "at" and "At") are ways of setting. */
static bool is_smaller(cl_text term, cl_text text) {
    size_t a = cl_word_end(term, 0), b = cl_word_end(text, 0);
    while (a < term.length && b < text.length) {
        while (a < term.length && !cl_is_word_byte((unsigned char)term.bytes[a]))
            a++;
        while (b < text.length && !cl_is_word_byte((unsigned char)text.bytes[b]))
            b++;
        if (cl_is_upper(cl_word_byte(term, a)) && cl_is_lower(cl_word_byte(text, b)) &&
            cl_is_lower(cl_word_byte(term, a + 1)))
            return true;
        a = cl_word_end(term, a);
        b = cl_word_end(text, b);
    }
    return false;
}

/* "the ACH entries (the "ACH Entries")": what leads up to the definition is no use of it. */
static bool comes_before(const cl_definition *definition, const cl_capital *at) {
    return definition->block == at->block && at->start < definition->span.start;
}

/* "Confidential information" in the midst of a sentence, of a term that is "Confidential
 * Information" elsewhere. A definition of the other spelling excuses it. */
static void find_case(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_drafting *drafting = cl_drafting_of(e);
    const cl_terms *terms = cl_terms_of(e);
    for (size_t i = 0; terms->count && i < drafting->capital_count; i++) {
        const cl_capital *at = &drafting->capitals[i];
        if (terms->at_capital[i] == CL_NONE ||
            e->contract->document->blocks[at->block].kind == CL_BLOCK_HEADING)
            continue;
        cl_text text = e->contract->document->blocks[at->block].text;
        const cl_term *drift = NULL;
        size_t drift_end = 0;
        for (uint32_t t = terms->at_capital[i]; t != CL_NONE; t = terms->items[t].next) {
            const cl_term *term = &terms->items[t];
            bool same;
            size_t end = term->several_words
                             ? cl_term_match(term->definition->term, text, at->start, &same)
                             : 0;
            if (!end)
                continue;
            if (same) {
                drift = NULL;
                break;
            }
            drift = term;
            drift_end = end;
        }
        if (!drift || comes_before(drift->definition, at) ||
            !is_smaller(drift->definition->term, cl_text_slice(text, at->start, drift_end)) ||
            cl_begins_sentence(text, at->start) || is_defining(e->contract, at->block, at->start))
            continue;
        cl_flaw flaw = {.block = at->block,
                        .span = {at->start, drift_end},
                        .other = drift->definition->term,
                        .related_block = drift->definition->block,
                        .related_span = drift->definition->span,
                        .related = "the definition"};
        cl_drafting_raise(e, rule, findings, &flaw);
    }
}

const cl_analysis cl_analysis_unused = {"unused-term", find_unused};
const cl_analysis cl_analysis_twice = {"term-defined-twice", find_twice};
const cl_analysis cl_analysis_case = {"term-case-drift", find_case};
