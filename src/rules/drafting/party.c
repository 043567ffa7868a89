/* SPDX-License-Identifier: MIT
 *
 * A party under another legal form: "Acme, Inc." in the preamble and "Acme LLC" where it signs.
 * Only the form is compared: a longer name is an affiliate's, perhaps.
 */
#include "contract/name.h"

#include <string.h>

#include "contract/word.h"
#include "rules/drafting/drafting.h"

enum { SHORTEST = 4, MOST_PARTIES = 16 };

/* One spelling for each legal form. */
static const char *form_of(cl_text suffix) {
    static const struct {
        const char *word, *form;
    } forms[] = {
        {"inc", "inc"},   {"incorporated", "inc"}, {"corp", "corp"}, {"corporation", "corp"},
        {"ltd", "ltd"},   {"limited", "ltd"},      {"llc", "llc"},   {"l.l.c", "llc"},
        {"llp", "llp"},   {"l.l.p", "llp"},        {"lp", "lp"},     {"l.p", "lp"},
        {"plc", "plc"},   {"gmbh", "gmbh"},        {"ag", "ag"},     {"n.v", "nv"},
        {"nv", "nv"},     {"b.v", "bv"},           {"bv", "bv"},     {"s.a", "sa"},
        {"sarl", "sarl"}, {"s.a.r.l", "sarl"},     {"ab", "ab"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (cl_text_equal_nocase(suffix, cl_text_from(forms[i].word)))
            return forms[i].form;
    return NULL;
}

/* End of "Inc", "L.L.C" at `at`, without a last stop. */
static size_t suffix_end(cl_text text, size_t at) {
    size_t end = cl_word_end(text, at);
    while (end > at && cl_word_byte(text, end) == '.' && cl_is_alpha(cl_word_byte(text, end + 1)))
        end = cl_word_end(text, end + 1);
    return end;
}

/* The form written behind a name that ends at `at`. */
static const char *form_behind(cl_text text, size_t at, size_t *end) {
    size_t from = cl_skip_spaces(text, at);
    if (cl_word_byte(text, from) == ',')
        from = cl_skip_spaces(text, from + 1);
    *end = suffix_end(text, from);
    return *end > from && from > at && cl_is_upper(cl_word_byte(text, from))
               ? form_of(cl_text_slice(text, from, *end))
               : NULL;
}

static bool same_name(cl_text text, size_t at, cl_text name) {
    return at + name.length <= text.length &&
           cl_text_equal_nocase(cl_text_slice(text, at, at + name.length), name) &&
           !cl_is_word_byte(cl_word_byte(text, at + name.length));
}

/* Another party has this very name: two companies of one group sign. */
static bool is_other_party(const cl_contract *contract, const cl_party *self, cl_text name,
                           const char *form) {
    for (size_t i = 0; i < contract->party_count; i++) {
        const cl_party *party = &contract->parties[i];
        size_t end;
        const char *theirs = party != self && same_name(party->name, 0, name)
                                 ? form_behind(party->name, name.length, &end)
                                 : NULL;
        if (theirs && !strcmp(theirs, form))
            return true;
    }
    return false;
}

/* "Acme LLC (f/k/a Acme Inc.)": a name it had, or goes by. */
static bool is_alias(cl_text text, size_t at) {
    static const char *const words[] = {
        "a/k/a", "f/k/a", "d/b/a", "formerly",     "known as", "formerly known as", "trading as",
        "dba",   "aka",   "fka",   "successor to", "c/o",      "care of",           NULL};
    while (at && strchr(" (\"", text.bytes[at - 1]))
        at--;
    for (const char *const *word = words; *word; word++)
        if (cl_words_before(text, at, *word) != SIZE_MAX)
            return true;
    return false;
}

/* "By: Acme GP LLC, its general partner": a company of the group that acts for the party. */
static bool acts_for_another(cl_text text, size_t end) {
    static const char *const roles[] = {"its general partner",
                                        "as general partner",
                                        "general partner",
                                        "the general partner",
                                        "its sole member",
                                        "its managing member",
                                        "its manager",
                                        "as manager",
                                        "its parent",
                                        "its affiliate",
                                        "an affiliate",
                                        "a subsidiary",
                                        "a wholly",
                                        NULL};
    size_t at = end;
    while (at < text.length && strchr(" .,(", text.bytes[at]))
        at++;
    return cl_any_words_at(text, at, roles) != 0;
}

/* The name stands within a longer one: "Alder Systems, Inc." holds "Systems, Inc.", "F. Alder Ltd"
 * holds "Alder Ltd". */
static bool is_inside(cl_text text, size_t at) {
    if (at < 3 || text.bytes[at - 1] != ' ')
        return at && text.bytes[at - 1] == '-';
    size_t word = text.bytes[at - 2] == '.' ? at - 2 : at - 1;
    while (word && cl_is_word_byte((unsigned char)text.bytes[word - 1]))
        word--;
    return cl_is_upper((unsigned char)text.bytes[word]);
}

static void look_for(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings,
                     const cl_party *party, cl_text name, const char *form) {
    const cl_drafting *drafting = cl_drafting_of(e);
    size_t first = cl_word_end(name, 0), end;
    uint32_t said = CL_NONE;
    for (size_t i = 0; i < drafting->capital_count; i++) {
        const cl_capital *at = &drafting->capitals[i];
        if (at->end - at->start != first || at->block == said)
            continue;
        cl_text text = e->contract->document->blocks[at->block].text;
        if (text.bytes[at->start] != name.bytes[0] || !same_name(text, at->start, name) ||
            is_alias(text, at->start) || is_inside(text, at->start))
            continue;
        const char *here = form_behind(text, at->start + name.length, &end);
        if (!here || !strcmp(here, form) || acts_for_another(text, end) ||
            is_other_party(e->contract, party, name, here))
            continue;
        said = at->block;
        cl_flaw flaw = {.block = at->block,
                        .span = {at->start, end},
                        .other = party->name,
                        .related_block = party->block,
                        .related_span = party->span,
                        .related = "the party's name"};
        cl_drafting_raise(e, rule, findings, &flaw);
    }
}

static void find(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    const cl_contract *contract = e->contract;
    for (size_t i = 0; i < contract->party_count && i < MOST_PARTIES; i++) {
        const cl_party *party = &contract->parties[i];
        cl_text name = cl_name_short(party->name);
        size_t end;
        const char *form = form_behind(party->name, name.length, &end);
        if (name.length >= SHORTEST && name.length < party->name.length && form &&
            cl_is_upper((unsigned char)name.bytes[0]))
            look_for(e, rule, findings, party, name, form);
    }
}

const cl_analysis cl_analysis_party = {"party-variants", find};
