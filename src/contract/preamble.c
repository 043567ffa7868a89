/* SPDX-License-Identifier: MIT */
#include "contract/preamble.h"

#include "contract/alias.h"
#include "contract/name.h"
#include "contract/number.h"
#include "contract/role.h"
#include "contract/word.h"

enum {
    LIST_BYTES = 5000,  /* how far a list of parties may reach */
    CHUNK_BYTES = 1800, /* from one alias to the next */
    CANDIDATES = 60,    /* openers tried */
};

/* End of "Party A" … "Party F" at `at`, or 0. */
static size_t lettered_party(cl_text text, size_t at) {
    static const char *const words[] = {"party a", "party b", "party c", "party d",
                                        "party e", "party f", NULL};
    return cl_any_words_at(text, at, words);
}

static size_t skip_junk(cl_text text, size_t at, size_t limit) {
    static const char *const words[] = {"the following parties",
                                        "the following",
                                        "the undersigned",
                                        "the",
                                        "by",
                                        "and",
                                        "between",
                                        "among",
                                        "amongst",
                                        "both",
                                        "on the one hand",
                                        "on the other hand",
                                        "parties",
                                        "on one side",
                                        "of the one part",
                                        "of the other part",
                                        "on the one part",
                                        "on the other part",
                                        NULL};
    for (int i = 0; i < 12 && at < limit; i++) {
        size_t next;
        while (at < limit && strchr(" ,;:.\n\"'-", text.bytes[at]))
            at++;
        if (cl_word_byte(text, at) == '(' && cl_word_byte(text, at + 2) == ')') {
            at += 3;
            continue;
        }
        if (cl_is_digit(cl_word_byte(text, at)) &&
            (cl_word_byte(text, at + 1) == '.' || cl_word_byte(text, at + 1) == ')')) {
            at += 2;
            continue;
        }
        if (cl_words_at(text, at, "the") && cl_is_upper(cl_word_byte(text, at)) &&
            cl_is_upper(cl_word_byte(text, at + 4)) && !cl_is_upper(cl_word_byte(text, at + 1)))
            break; /* "The Bank of …" */
        if ((next = lettered_party(text, at))) {
            at = next;
            continue;
        }
        if (!(next = cl_any_words_at(text, at, words)))
            break;
        at = next;
    }
    return at;
}

typedef struct list {
    cl_text text;
    cl_named *items;
    size_t count;
} list;

static void list_add(list *list, size_t start, size_t end) {
    if (list->count < CL_NAMED_MAX)
        list->items[list->count++] = (cl_named){.name = {start, end}};
}

static void give_alias(cl_named *party, cl_span alias) {
    if (party->alias_count < CL_NAMED_ALIASES)
        party->aliases[party->alias_count++] = alias;
}

/* Names joined by "and" or "," right behind one another: "ACME INC. and BETA LLC". */
static size_t read_names(list *list, size_t at, size_t limit) {
    for (;;) {
        size_t end = cl_name_end(list->text, at);
        if (end == at || end > limit)
            return at;
        list_add(list, at, end);
        size_t from = cl_skip_spaces(list->text, end);
        if (cl_word_byte(list->text, from) == ',' || cl_word_byte(list->text, from) == '\n' ||
            cl_word_byte(list->text, from) == ';')
            from = cl_skip_spaces(list->text, from + 1);
        size_t next = cl_words_at(list->text, from, "and");
        if (!next || next >= limit)
            return end;
        next = skip_junk(list->text, next, limit);
        size_t stop = cl_name_end(list->text, next);
        if (stop == next)
            return end;
        at = next;
    }
}

/* Where the next name begins in the words behind an alias: the best place behind "and", ";" or a
 * new block. SIZE_MAX when there is none. */
static size_t next_name(cl_text text, size_t from, size_t limit) {
    size_t best = SIZE_MAX;
    int best_score = 0;
    bool direct = true;
    size_t beside = cl_skip_spaces(text, from);
    if (cl_word_byte(text, beside) == ',' || cl_word_byte(text, beside) == ';')
        beside = cl_skip_spaces(text, beside + 1);
    size_t beside_end = cl_name_end(text, beside);
    /* ("Acme"), Beta LLC ("Beta") | ("Acme"), Beta LLC, a company that … ("Beta") */
    if (beside_end > beside && beside_end <= limit &&
        (limit - beside_end <= 3 || cl_words_at(text, beside_end, ", a") ||
         cl_words_at(text, beside_end, ", an") || cl_words_at(text, beside_end, " a")) &&
        cl_name_has_suffix(cl_text_slice(text, beside, beside_end)))
        return beside;
    for (size_t at = from; at < limit; at++) {
        int c = text.bytes[at], score = 0;
        bool parted =
            at == from || strchr(",;\n).", text.bytes[at - 1]) ||
            (text.bytes[at - 1] == ' ' && at >= from + 2 && strchr(",;\n).", text.bytes[at - 2]));
        size_t start = SIZE_MAX, and = 0;
        if ((at == from || !cl_is_word_byte((unsigned char)text.bytes[at - 1])) &&
            (and = cl_words_at(text, at, "and"))) {
            start = skip_junk(text, and, limit);
            score = parted || direct ? 3 : 1;
        } else if (c == '\n' || c == ';' || (c == 'P' && lettered_party(text, at))) {
            start = skip_junk(text, at, limit);
            score = 2;
        } else if (c == '(' && cl_word_byte(text, at + 2) == ')' &&
                   (cl_is_digit(cl_word_byte(text, at + 1)) ||
                    cl_is_lower(cl_word_byte(text, at + 1)))) {
            start = skip_junk(text, at, limit);
            score = 3;
        }
        if (c != ' ' && c != ',' && c != '\n' && c != '.' && c != ')')
            direct = false;
        if (start == SIZE_MAX || start >= limit)
            continue;
        size_t end = cl_name_end(text, start);
        if (end <= start || end > limit)
            continue;
        if (cl_name_has_suffix(cl_text_slice(text, start, end)))
            score += 2;
        else if (limit - end <= 3 && limit < text.length &&
                 memchr(text.bytes + start, ' ', end - start))
            score += 2; /* the alias follows right behind */
        if (score > best_score || (score == best_score && score == 1)) {
            best = start;
            best_score = score;
        }
        if (best_score >= 5)
            break;
    }
    return best;
}

/* First place where a sentence ends in [from, to), or `to`. */
static size_t sentence_stop(cl_text text, size_t from, size_t to) {
    for (size_t at = from; at + 2 < to; at++)
        if (text.bytes[at] == '.' && (text.bytes[at + 1] == ' ' || text.bytes[at + 1] == '\n') &&
            cl_is_upper((unsigned char)text.bytes[at + 2])) {
            cl_text word = cl_text_last_word(cl_text_slice(text, from, at));
            if (word.length > 3 && !cl_is_name_suffix(word))
                return at;
            if (at && text.bytes[at - 1] == ')')
                return at;
        }
    return to;
}

static size_t list_limit(cl_text text, size_t from) {
    static const char *const ends[] = {"witnesseth",
                                       "w i t n e s s e t h",
                                       "recitals",
                                       "whereas",
                                       "now, therefore",
                                       "background",
                                       "now therefore",
                                       "table of contents",
                                       "preamble",
                                       "introduction",
                                       "agree as follows",
                                       "definitions",
                                       NULL};
    size_t limit = from + LIST_BYTES < text.length ? from + LIST_BYTES : text.length;
    for (size_t at = from; at < limit; at++) {
        int c = cl_lower((unsigned char)text.bytes[at]);
        if ((c == 'w' || c == 'r' || c == 'n' || c == 'b' || c == 't' || c == 'p' || c == 'i' ||
             c == 'a') &&
            at > from && !cl_is_word_byte((unsigned char)text.bytes[at - 1]) &&
            cl_any_words_at(text, at, ends))
            return at;
    }
    return limit;
}

/* "Savings and Loan Association ("Bank")" is one: without a suffix the first half would be nobody.
 */
static void join_halves(list *list, size_t named_before, size_t group_start) {
    if (list->count < named_before + 2)
        return;
    cl_named *first = &list->items[list->count - 2], *second = first + 1;
    cl_text between = cl_text_slice(list->text, first->name.end, second->name.start);
    if (!cl_text_equal_nocase(between, CL_TEXT(" and ")) || second->name.end + 3 < group_start ||
        cl_name_has_suffix(cl_text_slice(list->text, first->name.start, first->name.end)) ||
        !cl_name_has_suffix(cl_text_slice(list->text, second->name.start, second->name.end)))
        return;
    first->name.end = second->name.end;
    list->count--;
}

/* ("Acme US"; Acme UK and Acme US together "Acme"): those whose own alias begins with the common
 * one. */
static bool is_family(cl_text text, const cl_named *party, cl_span collective) {
    cl_text common = cl_text_slice(text, collective.start, collective.end);
    for (size_t i = 0; i < party->alias_count; i++) {
        cl_text alias = cl_text_slice(text, party->aliases[i].start, party->aliases[i].end);
        if (alias.length > common.length && alias.bytes[common.length] == ' ' &&
            cl_text_equal(cl_text_slice(alias, 0, common.length), common))
            return true;
    }
    return false;
}

static void give_group(list *list, const cl_alias_group *group, size_t named_before) {
    if (!list->count)
        return;
    cl_named *last = &list->items[list->count - 1];
    for (size_t i = 0; i < group->count; i++)
        give_alias(last, group->aliases[i]);
    for (size_t i = 0; group->collective.end && i < list->count; i++)
        if (group->count ? is_family(list->text, &list->items[i], group->collective)
                         : i >= named_before && !list->items[i].alias_count)
            give_alias(&list->items[i], group->collective);
}

/* Does the alias look made for this name: a role, or a word or the initials of it? */
static bool is_fitting(cl_text text, const cl_named *party) {
    cl_text name = cl_text_slice(text, party->name.start, party->name.end);
    bool bare_suffix = cl_name_short(name).length == name.length && cl_is_name_suffix(name);
    if ((cl_name_has_suffix(name) && !bare_suffix) || cl_redaction_end(name, 0))
        return true;
    for (size_t i = 0; i < party->alias_count; i++) {
        cl_text alias = cl_text_slice(text, party->aliases[i].start, party->aliases[i].end);
        if (cl_role_find(alias))
            return true;
        static const char *const titles[] = {"mr. ", "ms. ", "mrs. ", "dr. ", NULL};
        size_t title = cl_any_words_at(alias, 0, titles);
        alias = cl_text_slice(alias, title, alias.length);
        size_t first = cl_word_end(alias, 0);
        for (size_t at = 0; first && at + first <= name.length; at++)
            if (cl_text_equal_nocase(cl_text_slice(name, at, at + first),
                                     cl_text_slice(alias, 0, first)) &&
                name.length > first)
                return true;
    }
    return false;
}

/* `("Acme") and the customer named below ("Customer")`: a party without a name. */
static bool is_somebody_else(cl_text text, size_t at, size_t end) {
    static const char *const own[] = {"its",  "their",    "together", "collectively", "any", "all",
                                      "such", "includes", "his",      "her",          NULL};
    while (at < end && strchr(" ,;\n", text.bytes[at]))
        at++;
    size_t and = cl_words_at(text, at, "and");
    return and&&and < end && end - and < 400 &&
           !cl_any_words_at(text, cl_skip_spaces(text, and), own) &&
           sentence_stop(text, and, end) == end;
}

/* Once two parties fit their aliases, whoever does not fit was another definition. */
static size_t drop_unfitting(cl_text text, cl_named *items, size_t count) {
    size_t fitting = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        fitting += is_fitting(text, &items[i]);
    if (fitting < 2 || fitting == count)
        return count;
    for (size_t i = 0; i < count; i++) {
        bool person = i < 2 && memchr(text.bytes + items[i].name.start, ' ',
                                      items[i].name.end - items[i].name.start);
        if (is_fitting(text, &items[i]) || person)
            items[kept++] = items[i];
    }
    return kept;
}

/* A role for a party that has none: both are of the same party. */
static bool is_second_alias(const list *list, const cl_alias_group *group) {
    const cl_named *last = &list->items[list->count - 1];
    cl_span first = group->aliases[0];
    const cl_role *role =
        group->count ? cl_role_find(cl_text_slice(list->text, first.start, first.end)) : NULL;
    if (!role || role->side == CL_SIDE_NONE || group->collective.end)
        return false;
    for (size_t i = 0; i < last->alias_count; i++)
        if (cl_role_find(cl_text_slice(list->text, last->aliases[i].start, last->aliases[i].end)))
            return false;
    return true;
}

static size_t read_list(cl_text text, size_t from, cl_named *items) {
    list list = {text, items, 0};
    size_t limit = list_limit(text, from), at = from, search = from;
    while (at < limit && list.count < CL_NAMED_MAX) {
        cl_alias_group group = {0};
        bool found = cl_alias_group_next(text, search, limit, &group);
        size_t chunk_end = found ? group.start : limit, named_before = list.count;
        if (list.count >= 2) {
            size_t stop = sentence_stop(text, at, chunk_end);
            if (stop < chunk_end) {
                chunk_end = stop;
                found = false;
            }
        }
        if (chunk_end - at > CHUNK_BYTES) {
            if (list.count >= 2 || (found && list.count == 0))
                break;
            chunk_end = at + CHUNK_BYTES;
            found = false;
        }
        bool aliased = found && (group.count || group.collective.end);
        if (!list.count) {
            size_t start = skip_junk(text, at, chunk_end);
            read_names(&list, start, chunk_end);
            if (!list.count) {
                if (!aliased || chunk_end - at > 160)
                    break;
                list_add(&list, at, at);
            } else if (list.count == 1 && (aliased || !found)) {
                /* "ACME INC., a Delaware corporation, and BETA LLC ("Beta")" */
                size_t first_end = list.items[0].name.end,
                       next = next_name(text, first_end, chunk_end);
                size_t next_end = next != SIZE_MAX ? cl_name_end(text, next) : 0;
                bool both = next_end && cl_name_has_suffix(cl_text_slice(text, next, next_end));
                both |= next_end && aliased && chunk_end - next_end <= 3;
                if (both &&
                    cl_name_has_suffix(cl_text_slice(text, list.items[0].name.start, first_end)))
                    read_names(&list, next, chunk_end);
            }
        } else if (aliased || !found) {
            size_t next = next_name(text, at, chunk_end);
            if (next != SIZE_MAX) {
                read_names(&list, next, chunk_end);
            } else if (aliased && is_somebody_else(text, at, chunk_end)) {
                list_add(&list, chunk_end, chunk_end);
            } else if (aliased && is_second_alias(&list, &group)) {
                /* ("Acme"), a Utah company with offices at … ("Supplier") */
            } else if (aliased && chunk_end - at > 40) {
                /* another definition of the same party, or none of a party */
                group.count = 0;
                group.collective = (cl_span){0, 0};
            }
        }
        if (aliased && group.count)
            join_halves(&list, named_before, group.start);
        while (named_before >= 2 && !aliased && list.count > named_before) {
            /* behind the aliases somebody without one is believed by the suffix only */
            cl_span name = list.items[list.count - 1].name;
            if (cl_name_has_suffix(cl_text_slice(text, name.start, name.end)))
                break;
            list.count--;
        }
        if (!found)
            break;
        if (aliased)
            give_group(&list, &group, named_before);
        if (group.parties && list.count >= 2)
            break;
        search = group.end;
        if (aliased)
            at = group.end;
    }
    return drop_unfitting(text, items, list.count);
}

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

/* 100 and more: certain; 0: nothing. */
static int score_of(cl_text text, const cl_named *items, size_t count) {
    int aliased = 0, named = 0, fitting = 0, all = 0;
    for (size_t i = 0; i < count; i++) {
        bool fits = is_fitting(text, &items[i]);
        all += fits && items[i].name.end > items[i].name.start;
        aliased += items[i].alias_count > 0;
        named += items[i].name.end > items[i].name.start;
        fitting += items[i].alias_count > 0 && fits;
    }
    if (fitting >= 2)
        return 100;
    if (aliased >= 2)
        return fitting ? 60 : 15;
    if (count == 2 && all == 2 && fitting)
        return 60; /* "Acme Inc. and [*] ("Distributor")" */
    if (aliased + named < 2)
        return 0;
    return named >= 2 ? 20 + aliased * 10 : aliased * 10;
}

/* "Acme, a Utah corporation": where the name stands that the words at `at` describe; else `at`. */
static size_t described_from(cl_text text, size_t at) {
    static const cl_text articles[] = {{", a ", 4}, {", an ", 5}};
    size_t comma = 0, start;
    for (size_t i = 0; i < 2; i++)
        if (cl_text_ends(cl_text_slice(text, 0, at), articles[i].bytes))
            comma = at - articles[i].length;
    if (!comma)
        return at;
    for (start = comma; start && text.bytes[start - 1] != '\n';) {
        size_t word = start;
        while (word && text.bytes[word - 1] == ' ')
            word--;
        while (word && text.bytes[word - 1] != ' ' && text.bytes[word - 1] != '\n')
            word--;
        if (!cl_starts_name(text, word))
            break;
        start = word;
    }
    return start < comma && cl_name_end(text, start) == comma ? start : at;
}

/* Names with aliases that no opener announces: "Acme Inc. ("Acme") and Beta LLC ("Beta") agree".
 * Tried where a name with a suffix stands at the start of a line, a sentence or a run of capitals.
 */
static size_t read_unannounced(cl_text opening, cl_named parties[CL_NAMED_MAX]) {
    static const char *const weak[] = {
        "company", "companies", "partnership", "association", "university", "bank", "foundation",
        "trust",   "limited",   "as",          "se",          "na",         NULL};
    int left = CANDIDATES;
    for (size_t at = 0; at < opening.length && left;) {
        size_t word = cl_word_end(opening, at), end = at;
        if (word > at && cl_starts_name(opening, at))
            end = cl_name_end(opening, at);
        if (end > at && cl_name_has_suffix(cl_text_slice(opening, at, end)) && end > word &&
            !cl_text_listed(cl_text_last_word(cl_text_slice(opening, at, end)), weak)) {
            left--;
            size_t count = read_list(opening, described_from(opening, at), parties);
            if (score_of(opening, parties, count) >= 100)
                return count;
        }
        at = end > at ? end : word > at ? word : at + 1;
    }
    return 0;
}

/* Would one believe it without fitting aliases? Names of two words or with a suffix, one with. */
static bool is_believable(cl_text text, const cl_named *items, size_t count) {
    size_t suffixed = 0;
    for (size_t i = 0; i < count; i++) {
        cl_text name = cl_text_slice(text, items[i].name.start, items[i].name.end);
        bool suffix = cl_name_has_suffix(name);
        if (!suffix && (!name.length || !memchr(name.bytes, ' ', name.length)))
            return false;
        suffixed += suffix;
    }
    return suffixed > 0;
}

size_t cl_preamble_read(cl_text opening, cl_named parties[CL_NAMED_MAX], bool *sure) {
    cl_named tried[CL_NAMED_MAX];
    size_t count = 0;
    int best = 0, left = CANDIDATES;
    for (size_t at = 0; at < opening.length && left && best < 100; at++) {
        size_t from = opener_at(opening, at);
        bool numbered = !from && (from = cl_words_at(opening, at, "parties")) != 0 &&
                        opening.bytes[at] == 'P' && cl_is_upper(cl_word_byte(opening, at + 1));
        if (!from || (!numbered && !opener_at(opening, at)))
            continue;
        left--;
        at = from - 1;
        size_t found = read_list(opening, from, tried);
        int score = score_of(opening, tried, found);
        if (score < 60 && !is_believable(opening, tried, found))
            continue;
        if (score > best) {
            best = score;
            count = found;
            memcpy(parties, tried, found * sizeof *tried);
        }
    }
    if (best < 60) {
        size_t found = read_unannounced(opening, tried);
        if (found >= 2) {
            best = 100;
            count = found;
            memcpy(parties, tried, found * sizeof *tried);
        }
    }
    *sure = best >= 60;
    return count;
}

size_t cl_preamble_read_keys(cl_text opening, cl_named parties[CL_NAMED_MAX]) {
    size_t count = 0;
    for (size_t at = 0; at < opening.length && count < CL_NAMED_MAX; at++) {
        bool line_start = !at || opening.bytes[at - 1] == '\n';
        if (!cl_is_upper((unsigned char)opening.bytes[at]) ||
            (at && cl_is_word_byte((unsigned char)opening.bytes[at - 1])))
            continue;
        bool lettered = lettered_party(opening, at) != 0;
        if (!line_start && !lettered)
            continue;
        size_t colon = at;
        while (colon < opening.length && colon - at < 40 &&
               (cl_is_alpha(opening.bytes[colon]) || opening.bytes[colon] == ' '))
            colon++;
        size_t key_end = colon;
        if (cl_text_find(cl_text_slice(opening, at, colon), CL_TEXT(" by "), 0) != SIZE_MAX)
            continue; /* "Acceptance by Client:" */
        while (key_end > at && opening.bytes[key_end - 1] == ' ')
            key_end--;
        if (cl_word_byte(opening, colon) == '(') { /* "Party A (Licensor): X" */
            while (colon < opening.length && colon - at < 100 && opening.bytes[colon] != ')' &&
                   opening.bytes[colon] != '\n')
                colon++;
            colon += cl_word_byte(opening, colon) == ')';
        }
        bool cell = cl_word_byte(opening, colon) == '\n';
        if ((cl_word_byte(opening, colon) != ':' && !cell) ||
            cl_words_at(opening, at, "bank") || /* where to pay */
            !cl_role_find(cl_text_slice(opening, at, key_end)))
            continue;
        size_t start = colon + 1;
        while (start < opening.length && strchr(" \n:\"", opening.bytes[start]))
            start++;
        size_t end = cl_name_end(opening, start);
        cl_text name = cl_text_slice(opening, start, end);
        if (end == start || cl_role_find(name) || (cell && !cl_name_has_suffix(name)))
            continue;
        bool known = false;
        for (size_t i = 0; i < count; i++)
            known |= cl_text_equal_nocase(
                cl_text_slice(opening, parties[i].aliases[0].start, parties[i].aliases[0].end),
                cl_text_slice(opening, at, key_end));
        if (known)
            continue;
        parties[count++] =
            (cl_named){.name = {start, end}, .aliases = {{at, key_end}}, .alias_count = 1};
        at = end - 1;
    }
    return count;
}
