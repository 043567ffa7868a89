/* SPDX-License-Identifier: MIT */
#include "contract/heading.h"
#include "contract/name.h"
#include "contract/party_finder.h"
#include "contract/word.h"

/* Where the name of the company begins behind the office of who signs: "Vice President ACME INC."
 */
static size_t behind_office(cl_text text, size_t start, size_t end) {
    static const char *const offices[] = {"president", "director",  "officer", "manager",
                                          "secretary", "treasurer", "partner", "chairman",
                                          "counsel",   "signatory", "title",   "ceo",
                                          "cfo",       "coo",       "vp",      NULL};
    for (size_t at = start; at < end;) {
        size_t next = cl_word_end(text, at), office = cl_any_words_at(text, at, offices);
        size_t behind = cl_skip_spaces(text, office);
        if (office && behind < end && cl_is_upper(cl_word_byte(text, behind)) &&
            !cl_any_words_at(text, behind, offices))
            start = behind;
        at = next > at ? next : at + 1;
    }
    return start;
}

/* Whoever signs through another: "By: Acme GP LLC, its general partner" names no party. */
static bool signs_for_another(cl_text text, size_t at) {
    static const char *const words[] = {"by:", "by", "for", NULL};
    return cl_any_words_before(text, at, words) != SIZE_MAX;
}

/* "ACME, INC." and "Acme Inc" are one, "Acme GP L.P." and "Acme GP L.L.C." are two. */
static bool same_letters(cl_text a, cl_text b) {
    size_t i = 0, k = 0;
    for (;;) {
        while (i < a.length && !cl_is_word_byte((unsigned char)a.bytes[i]))
            i++;
        while (k < b.length && !cl_is_word_byte((unsigned char)b.bytes[k]))
            k++;
        if (i == a.length || k == b.length)
            return i == a.length && k == b.length;
        if (cl_lower((unsigned char)a.bytes[i++]) != cl_lower((unsigned char)b.bytes[k++]))
            return false;
    }
}

static bool is_signed_already(const cl_party_finder *finder, cl_text name, cl_text brief) {
    for (size_t i = 0; i < finder->count; i++) {
        const cl_party *party = &finder->items[i];
        if (same_letters(party->name, name) || cl_text_equal_nocase(party->name, brief) ||
            (!party->name.length && cl_party_has_alias(party, brief)))
            return true;
    }
    return false;
}

/* The name of a company between `at` and `end`, which may begin behind the office of who signs:
 * empty if none, or if that company signs for another. */
static cl_span signing_company(cl_text text, size_t at, size_t end) {
    enum { SHORTEST = 6 };
    size_t start = behind_office(text, at, end);
    cl_text name = cl_text_slice(text, start, end), brief = cl_name_short(name);
    bool company = name.length >= SHORTEST && cl_name_has_suffix(name) && brief.length &&
                   brief.length < name.length;
    return company && (start > at || !signs_for_another(text, at)) ? (cl_span){start, end}
                                                                   : (cl_span){0, 0};
}

static void add_signatory(cl_party_finder *finder, uint32_t block, cl_span span) {
    cl_text name =
        cl_text_slice(finder->contract->document->blocks[block].text, span.start, span.end);
    if (!name.length || is_signed_already(finder, name, cl_name_short(name)))
        return;
    cl_party *party = cl_party_add(finder);
    party->name = name;
    party->block = block;
    party->span = span;
    cl_party_set_aliases(finder, party, NULL, 0);
}

static void sign_block(cl_party_finder *finder, uint32_t block, size_t from) {
    cl_text text = finder->contract->document->blocks[block].text;
    for (size_t at = from; at < text.length && finder->count < CL_NAMED_MAX;) {
        size_t word_end = cl_word_end(text, at);
        if (word_end == at) {
            at++;
            continue;
        }
        size_t end = cl_is_upper((unsigned char)text.bytes[at]) ? cl_name_end(text, at) : at;
        add_signatory(finder, block, signing_company(text, at, end));
        at = end > word_end ? end : word_end;
    }
}

/* Nothing but a name with its form of company. */
static bool is_name_line(cl_text text) {
    return text.length > 5 && text.length < 80 && cl_is_upper((unsigned char)text.bytes[0]) &&
           cl_name_has_suffix(text) && cl_name_short(text).length < text.length &&
           cl_name_end(text, 0) + 1 >= text.length;
}

/* "ACME INC." above "By:" reads like a heading, but belongs to the signatures. */
static uint32_t first_block(const cl_document *document, const cl_section *signatures) {
    uint32_t first = signatures->first_block;
    while (first && (is_name_line(document->blocks[first - 1].text) ||
                     cl_words_at(document->blocks[first - 1].text, 0, "by:")))
        first--;
    return first;
}

/* Names above "By:" in the signatures, or behind the testimonium of a page that is one paragraph.
 */
void cl_parties_from_signatures(cl_party_finder *finder) {
    static const char *const testimonium[] = {"in witness whereof", "in witness hereof", NULL};
    const cl_contract *contract = finder->contract;
    const cl_document *document = contract->document;
    bool seen = false;
    for (size_t i = 0; i < contract->section_count && finder->count < CL_NAMED_MAX; i++) {
        const cl_section *section = &contract->sections[i];
        if (section->kind != CL_SECTION_SIGNATURES)
            continue;
        seen |= section->end_block > section->first_block;
        for (uint32_t b = first_block(document, section);
             b < section->end_block && b < document->block_count; b++)
            sign_block(finder, b, 0);
    }
    for (uint32_t b = 0; !seen && b < document->block_count; b++) {
        size_t from = cl_find_word(document->blocks[b].text, 0, testimonium);
        if (from != SIZE_MAX)
            sign_block(finder, b, from);
    }
}
