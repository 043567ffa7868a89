/* SPDX-License-Identifier: MIT */
#include "contract/party.h"

#include "contract/name.h"
#include "contract/party_finder.h"
#include "contract/preamble_words.h"
#include "contract/word.h"

cl_party *cl_party_add(cl_party_finder *finder) {
    finder->items = cl_arena_grow(finder->contract->arena, finder->items, finder->count,
                                  &finder->capacity, sizeof *finder->items);
    return &finder->items[finder->count++];
}

bool cl_party_has_alias(const cl_party *party, cl_text alias) {
    for (size_t i = 0; i < party->alias_count; i++)
        if (cl_text_equal_nocase(party->aliases[i], alias))
            return true;
    return false;
}

cl_party *cl_party_called(const cl_party_finder *finder, cl_text alias) {
    for (size_t i = 0; i < finder->count; i++)
        if (cl_party_has_alias(&finder->items[i], alias) ||
            cl_text_equal_nocase(finder->items[i].name, alias))
            return &finder->items[i];
    return NULL;
}

void cl_party_set_aliases(cl_party_finder *finder, cl_party *party, const cl_text *aliases,
                          size_t count) {
    cl_text *copy = CL_ARRAY(finder->contract->arena, count + 1, cl_text);
    cl_text brief = cl_name_short(party->name);
    party->aliases = copy;
    party->alias_count = 0;
    for (size_t i = 0; i < count; i++)
        if (aliases[i].length && !cl_party_has_alias(party, aliases[i]))
            copy[party->alias_count++] = aliases[i];
    if (!party->alias_count && brief.length)
        copy[party->alias_count++] = brief;
}

cl_span cl_party_name_before(cl_text text, size_t at) {
    while (at && text.bytes[at - 1] != '(')
        at--;
    if (!at)
        return (cl_span){0, 0};
    size_t end = at - 1, from = end;
    while (from && text.bytes[from - 1] != ')')
        from--;
    size_t start = cl_named_before(text, from, at - 1, &end);
    if (start == SIZE_MAX)
        return (cl_span){0, 0};
    cl_text name = cl_text_slice(text, start, end);
    if (cl_is_no_party(name) && !cl_name_has_suffix(name))
        return (cl_span){0, 0};
    return (cl_span){start, end};
}

/* Where the place was taken that a company says as its seat – "Acme Ltd, Leeds, England ("Acme")" –
 * the name is the company's. */
static void correct_places(cl_party_finder *finder) {
    for (size_t i = 0; i < finder->count; i++) {
        cl_party *party = &finder->items[i];
        cl_text text = finder->contract->document->blocks[party->block].text;
        size_t at = party->span.start, end = at;
        if (!party->name.length || !cl_is_place(text, at, party->span.end))
            continue;
        while (at && text.bytes[at - 1] != ')')
            at--;
        size_t start = cl_named_before(text, at, party->span.start, &end);
        if (start == SIZE_MAX || !cl_name_has_suffix(cl_text_slice(text, start, end)))
            continue;
        party->name = cl_text_slice(text, start, end);
        party->span = (cl_span){start, end};
    }
}

/* ---- the preamble ---- */

/* 'Acme Companion ("Companion") is an AI service that …': what is sold, and not who sells it. */
static bool is_product(cl_text opening, const cl_named *named) {
    static const char *const things[] = {"service", "services", "product",  "products",
                                         "suite",   "software", "platform", "application",
                                         "app",     "tool",     "website",  NULL};
    enum { WORDS = 10 };
    if (!named->alias_count ||
        cl_name_has_suffix(cl_text_slice(opening, named->name.start, named->name.end)))
        return false;
    size_t at = named->aliases[named->alias_count - 1].end;
    while (at < opening.length && strchr("\"'*_) ", opening.bytes[at]))
        at++;
    size_t end = cl_words_at(opening, at, "is a");
    if (!end && !(end = cl_words_at(opening, at, "is an")))
        return false;
    for (int i = 0; i < WORDS; i++) {
        at = cl_skip_spaces(opening, end);
        at += cl_word_byte(opening, at) == '-'; /* "AI-powered" */
        if (cl_any_words_at(opening, at, things))
            return true;
        if ((end = cl_word_end(opening, at)) == at)
            return false;
    }
    return false;
}

static void add_named(cl_party_finder *finder, const cl_named *named) {
    cl_text opening = finder->opening.text;
    cl_text name = cl_text_slice(opening, named->name.start, named->name.end);
    if (!named->alias_count && (!name.length || cl_party_called(finder, cl_name_short(name))))
        return;
    if (is_product(opening, named))
        return;
    if (cl_text_equal_nocase(name, CL_TEXT("party")))
        return; /* 'the receiving Party (the "Recipient")': now one, now the other */
    cl_text aliases[CL_NAMED_ALIASES];
    for (size_t i = 0; i < named->alias_count; i++)
        aliases[i] = cl_text_slice(opening, named->aliases[i].start, named->aliases[i].end);
    cl_party *party = cl_party_add(finder);
    party->name = name;
    cl_opening_locate(&finder->opening, named->name, &party->block, &party->span);
    cl_party_set_aliases(finder, party, aliases, named->alias_count);
}

/* A form that says "Licensor: X" is believed where the preamble is not sure. */
static void read_preamble(cl_party_finder *finder) {
    cl_named running[CL_NAMED_MAX], keyed[CL_NAMED_MAX];
    const cl_named *named = running;
    bool sure;
    cl_actors actors = cl_actors_read(finder->contract);
    size_t count = cl_preamble_read(finder->opening.text, &actors, running, &sure);
    if (count < 2 || !sure) {
        size_t keys = cl_preamble_read_keys(finder->opening.text, keyed);
        if (keys >= 2 || !count) {
            named = keyed;
            count = keys;
        }
    }
    for (size_t i = 0; i < count; i++)
        add_named(finder, &named[i]);
}

static void tell_unknown(cl_contract *contract) {
    if (contract->party_count < 2)
        cl_notices_add(
            contract->arena, &contract->notices, "parties-unknown", CL_NO_PLACE,
            contract->party_count
                ? "Only one party could be made out; what each party may do cannot be compared."
                : "The parties could not be made out; who holds a right is not known.");
}

void cl_parties_find(cl_contract *contract) {
    static void (*const others[])(cl_party_finder *) = {
        cl_parties_from_persons, cl_parties_from_definitions, cl_parties_from_companies,
        cl_parties_from_signatures, cl_parties_from_duties};
    enum { OPENING_BYTES = 24000 }; /* where a preamble is looked for */
    cl_party_finder finder = {.contract = contract};
    cl_opening_read(contract, OPENING_BYTES, &finder.opening);
    cl_parties_from_tables(&finder);
    if (!finder.count)
        read_preamble(&finder);
    cl_party_sides_by_name(&finder);
    for (size_t i = 0; i < sizeof others / sizeof *others && finder.count < 2; i++)
        others[i](&finder);
    correct_places(&finder);
    cl_party_persons_complete(&finder);
    cl_party_sides_judge(&finder);
    contract->parties = finder.items;
    contract->party_count = finder.count;
    tell_unknown(contract);
}
