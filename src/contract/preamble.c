/* SPDX-License-Identifier: MIT */
#include "contract/preamble.h"

#include "contract/alias.h"
#include "contract/name.h"
#include "contract/preamble_fit.h"
#include "contract/preamble_list.h"
#include "contract/preamble_words.h"
#include "contract/role.h"
#include "contract/word.h"

enum {
    CANDIDATES = 60,      /* openers tried */
    SCATTER_BYTES = 4000, /* from the first party to the last when nothing announces them */
};

static size_t opener_at(cl_text text, size_t at) {
    static const char *const openers[] = {"by and between",
                                          "by and among",
                                          "by and amongst",
                                          "between",
                                          "among",
                                          "amongst",
                                          "entered into by",
                                          "made by",
                                          "is by",
                                          "b e t w e e n",
                                          "parties to this agreement are",
                                          NULL};
    int c = cl_lower((unsigned char)text.bytes[at]);
    if ((c != 'b' && c != 'a' && c != 'e' && c != 'm' && c != 'i' && c != 'p') ||
        (at && cl_is_word_byte((unsigned char)text.bytes[at - 1])))
        return 0;
    return cl_any_words_at(text, at, openers);
}

/* Does somebody called so have duties or rights: "Acme shall", "the Buyer may"? */
static bool acts(const cl_actors *actors, cl_text alias) {
    if (alias.length < 2)
        return false;
    for (size_t i = 0; i < actors->count; i++) {
        cl_text before = actors->before[i];
        if (before.length < alias.length)
            continue;
        size_t start = before.length - alias.length;
        if (cl_text_equal_nocase(cl_text_slice(before, start, before.length), alias) &&
            cl_is_upper((unsigned char)before.bytes[start]) ==
                cl_is_upper((unsigned char)alias.bytes[0]) &&
            (!start || !cl_is_word_byte((unsigned char)before.bytes[start - 1])))
            return true;
    }
    return false;
}

/* "Joint Committee", "Annual Fee", "Exchange Act": capitals that bind nobody. */
static bool is_thing(cl_text name) {
    static const char *const things[] = {
        "act",       "agreement",   "committee",  "content",       "fee",       "fees",
        "bonus",     "bonuses",     "relief",     "release",       "interest",  "page",
        "pages",     "site",        "website",    "product",       "products",  "license",
        "licence",   "amendment",   "employment", "incorporation", "rights",    "event",
        "board",     "directors",   "services",   "software",      "law",       "laws",
        "date",      "period",      "price",      "schedule",      "exhibit",   "section",
        "article",   "terms",       "year",       "notice",        "patent",    "patents",
        "territory", "payment",     "property",   "agreements",    "policy",    "program",
        "closing",   "arbitration", "rules",      "code",          "materials", "information",
        NULL};
    return !cl_name_has_form(name) && cl_text_listed(cl_text_last_word(name), things);
}

/* How much speaks for a party: a form of company, an alias that fits, duties. */
static int evidence(cl_text text, const cl_actors *actors, const cl_named *item) {
    cl_text name = cl_text_slice(text, item->name.start, item->name.end),
            brief = cl_name_short(name);
    bool words = memchr(name.bytes, ' ', name.length), acting = acts(actors, brief);
    for (size_t i = 0; i < item->alias_count; i++)
        acting |= acts(actors, cl_text_slice(text, item->aliases[i].start, item->aliases[i].end));
    bool first = words && cl_word_end(name, 0) > 3 &&
                 acts(actors, cl_text_slice(name, 0, cl_word_end(name, 0)));
    if ((is_thing(name) && !acting) || (!item->alias_count && cl_role_find(name)))
        return 0; /* "between the Buyer and the Seller" tells no names */
    return (cl_name_has_form(name) || cl_name_is_gap(name) ? 3
            : words                                        ? 1
                                                           : 0) +
           (cl_named_alias_fits(text, item) ? 2 : 0) +
           (acting  ? 3
            : first ? 2
                    : 0);
}

enum {
    SURE = 8,          /* of a list: two parties as good as certain */
    CERTAIN = 14,      /* nothing better need be looked for */
    STRONG = 4,        /* of one party */
    LATE_BYTES = 8000, /* from here on "between" parts more than parties */
};

/* The evidence of the two best, and a little for standing near the top; 0: nobody to believe. */
static int score_of(cl_text text, const cl_actors *actors, size_t from, const cl_named *items,
                    size_t count) {
    int first = 0, second = 0;
    for (size_t i = 0; i < count; i++) {
        int e = evidence(text, actors, &items[i]);
        if (e > first) {
            second = first;
            first = e;
        } else if (e > second) {
            second = e;
        }
    }
    if (first < 3 || !second || (from > LATE_BYTES && second < STRONG))
        return 0;
    return first + second + (from < 3000 ? 2 : from < 8000 ? 1 : 0);
}

/* Where the name stands that ", a Utah corporation" at `comma` describes; SIZE_MAX if there is
 * none. */
static size_t described_from(cl_text text, size_t comma) {
    static const char *const articles[] = {", a", ", an", NULL};
    static const char *const kinds[] = {"corporation", "company",    "partnership", "association",
                                        "trust",       "individual", "bank",        "firm",
                                        "business",    "university", NULL};
    size_t end = cl_any_words_at(text, comma, articles);
    for (int i = 0; i < 6 && end; i++) {
        size_t word = cl_skip_spaces(text, end);
        end = cl_word_end(text, word);
        if (cl_text_listed(cl_text_slice(text, word, end), kinds)) {
            size_t start = cl_name_start(text, 0, comma);
            return start < comma ? start : SIZE_MAX;
        }
        if (end == word)
            break;
    }
    return SIZE_MAX;
}

/* Names with aliases that no opener announces: "Acme Inc. ("Acme") and Beta LLC ("Beta") agree".
 * Tried where a name with a suffix stands at the start of a line, a sentence or a run of capitals.
 */
static size_t read_unannounced(cl_text opening, size_t *from, cl_named parties[CL_NAMED_MAX]) {
    static const char *const weak[] = {
        "company", "companies", "partnership", "association", "university", "bank", "foundation",
        "trust",   "limited",   "as",          "se",          "na",         NULL};
    int left = CANDIDATES;
    for (size_t at = 0; at < opening.length && left;) {
        size_t word = cl_word_end(opening, at), end = at, described = SIZE_MAX;
        if (word > at && cl_starts_name(opening, at))
            end = cl_name_end(opening, at);
        if (opening.bytes[at] == ',')
            described = described_from(opening, at);
        if (end > at && cl_name_has_suffix(cl_text_slice(opening, at, end)) && end > word &&
            !cl_text_listed(cl_text_last_word(cl_text_slice(opening, at, end)), weak)) {
            described = at;
        }
        if (described != SIZE_MAX) {
            left--;
            size_t count = cl_party_list(opening, described, parties), strong = 0;
            for (size_t i = 0; i < count; i++)
                strong += parties[i].alias_count && cl_named_fits(opening, &parties[i]);
            if (strong >= 2) {
                *from = described;
                return count;
            }
        }
        at = end > at ? end : word > at ? word : at + 1;
    }
    return 0;
}

/* Names with aliases wherever they stand, as in a letter or in recitals: 'WHEREAS Acme Inc.
 * ("Acme") makes tools'. Whoever is named in passing has no duties later. */
static size_t read_scattered(cl_text text, const cl_actors *actors, cl_named *items) {
    size_t count = 0, limit = text.length, from = 0;
    cl_alias_group group;
    for (int left = CANDIDATES;
         left && count < CL_NAMED_MAX && cl_alias_group_next(text, from, limit, &group);
         left--, from = group.end) {
        size_t reach = group.start > 400 && group.start - 400 > from ? group.start - 400 : from;
        size_t start, end = 0;
        if (!group.count || (start = cl_named_before(text, reach, group.start, &end)) == SIZE_MAX)
            continue;
        cl_named item = {.name = {start, end}};
        bool acting = false, known = false;
        for (size_t i = 0; i < group.count; i++) {
            cl_text alias = cl_text_slice(text, group.aliases[i].start, group.aliases[i].end);
            item.aliases[item.alias_count++] = group.aliases[i];
            acting |= acts(actors, alias);
            for (size_t k = 0; k < count; k++)
                known |= cl_text_equal_nocase(
                    alias, cl_text_slice(text, items[k].aliases[0].start, items[k].aliases[0].end));
        }
        if (known || !acting || evidence(text, actors, &item) < STRONG)
            continue;
        if (!count && group.start + SCATTER_BYTES < limit)
            limit = group.start + SCATTER_BYTES;
        items[count++] = item;
    }
    return count;
}

/* Whom a title names without an alias gets it where the name stands again: 'Acme Inc. ("Acme")'. */
static void complete_aliases(cl_text text, cl_named *items, size_t count) {
    enum { REACH = 200 };
    for (size_t i = 0; i < count; i++) {
        cl_text name = cl_text_slice(text, items[i].name.start, items[i].name.end);
        int left = 4;
        for (size_t at = items[i].name.end; name.length && !items[i].alias_count && left; at++) {
            if (at + name.length > text.length)
                break;
            if (!cl_text_equal_nocase(cl_text_slice(text, at, at + name.length), name))
                continue;
            left--;
            size_t from = at + name.length,
                   limit = from + REACH < text.length ? from + REACH : text.length;
            cl_alias_group group;
            if (cl_sentence_stop(text, from, limit) == limit &&
                cl_alias_group_next(text, from, limit, &group) && group.count &&
                cl_next_name(text, from, group.start) == SIZE_MAX)
                for (size_t k = 0; k < group.count; k++)
                    cl_named_give(&items[i], group.aliases[k]);
        }
    }
}

/* What was found so far, and how good it is. */
typedef struct choice {
    cl_named *parties;
    size_t count;
    int score;
} choice;

static void choose(choice *choice, const cl_named *tried, size_t count, int score) {
    if (score <= choice->score)
        return;
    choice->score = score;
    choice->count = count;
    memcpy(choice->parties, tried, count * sizeof *tried);
}

size_t cl_preamble_read(cl_text opening, const cl_actors *actors, cl_named parties[CL_NAMED_MAX],
                        bool *sure) {
    cl_named tried[CL_NAMED_MAX];
    choice choice = {parties, 0, 0};
    int left = CANDIDATES;
    size_t found, from;
    for (size_t at = 0; at < opening.length && left && choice.score < CERTAIN; at++) {
        from = opener_at(opening, at);
        if (!from && opening.bytes[at] == 'P' && (from = cl_words_at(opening, at, "parties")) &&
            !cl_is_upper(cl_word_byte(opening, at + 1)) && cl_word_byte(opening, from) != '\n')
            from = 0; /* "PARTIES" or a line of its own */
        if (!from)
            continue;
        left--;
        at = from - 1;
        found = cl_party_list(opening, from, tried);
        choose(&choice, tried, found, score_of(opening, actors, from, tried, found));
    }
    if (choice.score < SURE + 2 && (found = read_unannounced(opening, &from, tried)) >= 2)
        choose(&choice, tried, found, score_of(opening, actors, from, tried, found));
    if (choice.score < SURE + 2) {
        found = read_scattered(opening, actors, tried);
        from = found ? tried[0].name.start : 0;
        if (found >= 2)
            choose(&choice, tried, found, score_of(opening, actors, from, tried, found));
        else if (!choice.count)
            choose(&choice, tried, found, 1);
    }
    complete_aliases(opening, parties, choice.count);
    *sure = choice.score >= SURE;
    return choice.count;
}
