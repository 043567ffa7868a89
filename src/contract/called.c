/* SPDX-License-Identifier: MIT */
#include "contract/called.h"

#include "contract/word.h"

/* Does a name end at `end`? Filings glue it to the modal: "Acmeshall deliver". */
static bool ends_here(cl_text text, size_t end) {
    static const char *const modals[] = {"shall", "will", "may", "must", NULL};
    return !cl_is_word_byte(cl_word_byte(text, end)) || cl_any_words_at(text, end, modals);
}

/* Does `alias` stand at `at`? Its end, or 0. */
static size_t alias_end(cl_text alias, cl_text text, size_t at) {
    size_t end = at + alias.length;
    /* Few words get beyond their first letter: every word of the contract comes here. */
    if (alias.length < 2 || end > text.length ||
        cl_lower((unsigned char)text.bytes[at]) != cl_lower((unsigned char)alias.bytes[0]) ||
        !cl_text_equal_nocase(cl_text_slice(text, at, end), alias) || !ends_here(text, end))
        return 0;
    /* "company" in lower case is any company; "us" in capitals is a country */
    if (cl_is_upper((unsigned char)alias.bytes[0]) && cl_is_lower((unsigned char)text.bytes[at]))
        return 0;
    if (cl_text_equal(alias, CL_TEXT("us")) && text.bytes[at] == 'U')
        return 0;
    return end;
}

/* The word by which a name without an alias is called for short: "Wavecrest" of "Wavecrest.com,
 * Inc.". Empty when another party's name begins with it, or when the word is one of everyday use.
 */
static cl_text short_name(const cl_contract *contract, size_t party) {
    static const char *const common[] = {
        "the",      "united", "general", "national", "international", "first",  "american", "new",
        "state",    "bank",   "city",    "county",   "university",    "global", "global's", "party",
        "trustees", "board",  "company", "third",    "each",          "either", NULL};
    enum { SHORTEST = 4 };
    cl_text name = contract->parties[party].name, none = {0};
    size_t end = name.length ? cl_word_end(name, 0) : 0;
    if (end < SHORTEST || !cl_is_upper((unsigned char)name.bytes[0]) ||
        cl_any_words_at(name, 0, common))
        return none;
    for (size_t i = 0; i < contract->party_count; i++) {
        cl_text other = contract->parties[i].name;
        if (i != party && other.length >= end &&
            cl_text_equal_nocase(cl_text_slice(other, 0, end), cl_text_slice(name, 0, end)))
            return none;
    }
    return cl_text_slice(name, 0, end);
}

/* Does the short name of the party stand at `at`? Its end, or 0. */
static size_t short_name_end(const cl_contract *contract, size_t party, cl_text text, size_t at) {
    cl_text name = contract->parties[party].name;
    int first = cl_word_byte(text, at);
    if (!name.length || !cl_is_upper(first) ||
        cl_lower(first) != cl_lower((unsigned char)name.bytes[0]))
        return 0;
    name = short_name(contract, party);
    size_t end = at + name.length;
    return name.length && end <= text.length && ends_here(text, end) &&
                   cl_text_equal_nocase(cl_text_slice(text, at, end), name)
               ? end
               : 0;
}

/* The longest of the aliases, the name and the short name of a party at `at`: its end, or 0. */
static size_t party_end(const cl_contract *contract, size_t party, cl_text text, size_t at) {
    const cl_party *candidate = &contract->parties[party];
    size_t best = alias_end(candidate->name, text, at);
    for (size_t i = 0; i < candidate->alias_count; i++) {
        size_t end = alias_end(candidate->aliases[i], text, at);
        best = end > best ? end : best;
    }
    size_t end = short_name_end(contract, party, text, at);
    return end > best ? end : best;
}

size_t cl_called_at(const cl_contract *contract, cl_text text, size_t at, uint32_t *party) {
    size_t best = 0;
    for (size_t i = 0; i < contract->party_count; i++) {
        size_t end = party_end(contract, i, text, at);
        if (end > best) {
            best = end;
            *party = (uint32_t)i;
        }
    }
    return best;
}

/* Is the party called by what has a board: "the Company", "the Fund"? */
static bool is_body(const cl_party *party) {
    static const char *const bodies[] = {"company",     "fund",      "trust",    "employer", "bank",
                                         "corporation", "portfolio", "holdings", NULL};
    for (size_t i = 0; i < party->alias_count; i++)
        if (cl_any_words_at(party->aliases[i], 0, bodies) == party->aliases[i].length)
            return true;
    return false;
}

/* Sets *party when there is only one of its kind. */
static bool only_body(const cl_contract *contract, uint32_t *party) {
    size_t found = 0;
    for (size_t i = 0; i < contract->party_count; i++)
        if (is_body(&contract->parties[i])) {
            *party = (uint32_t)i;
            found++;
        }
    return found == 1;
}

size_t cl_called_by_organ(const cl_contract *contract, cl_text text, size_t at, uint32_t *party) {
    static const char *const organs[] = {"the board of directors",
                                         "its board of directors",
                                         "the board of trustees",
                                         "its board of trustees",
                                         "the board of managers",
                                         "the board",
                                         "its board",
                                         NULL};
    size_t end = cl_any_words_at(text, at, organs);
    if (!end)
        return 0;
    size_t of = cl_words_at(text, cl_skip_spaces(text, end), "of");
    if (!of)
        return only_body(contract, party) ? end : 0;
    size_t name = cl_skip_spaces(text, of), the = cl_words_at(text, name, "the");
    return cl_called_at(contract, text, the ? cl_skip_spaces(text, the) : name, party);
}
