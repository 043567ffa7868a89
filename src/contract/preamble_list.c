/* SPDX-License-Identifier: MIT */
#include "contract/preamble_list.h"

#include "contract/name.h"
#include "contract/number.h"
#include "contract/role.h"
#include "contract/word.h"

enum {
    LIST_BYTES = 5000,  /* how far a list of parties may reach */
    CHUNK_BYTES = 1800, /* from one alias to the next */
};

/* End of "(1)", "(b)", "(iii)" at `at`, or 0. */
static size_t enumerator_end(cl_text text, size_t at) {
    if (cl_word_byte(text, at) != '(')
        return 0;
    size_t end = cl_word_end(text, at + 1);
    bool roman = true;
    for (size_t i = at + 1; i < end; i++)
        roman &= strchr("ivxIVX", text.bytes[i]) || cl_is_digit((unsigned char)text.bytes[i]);
    bool fits = end == at + 2 || (roman && end > at + 1 && end <= at + 5);
    return fits && cl_word_byte(text, end) == ')' ? end + 1 : 0;
}

static size_t skip_enumerator(cl_text text, size_t at) {
    size_t end = enumerator_end(text, at), digits = cl_word_end(text, at);
    if (!end && digits > at && digits <= at + 2 && cl_is_digit(cl_word_byte(text, at)) &&
        strchr(".)", cl_word_byte(text, digits)))
        end = digits + 1;
    return end ? cl_skip_spaces(text, end) : at;
}

/* "The Bank of …", "THE ACME COMPANY": the article is of the name. */
static bool is_capital_article(cl_text text, size_t at) {
    static const char *const others[] = {"undersigned", "parties",  "following", "party",
                                         "company",     "customer", NULL};
    size_t next = cl_words_at(text, at, "the");
    if (!next || text.bytes[at] != 'T')
        return false;
    next = cl_skip_spaces(text, next);
    return cl_is_upper(cl_word_byte(text, next)) && !cl_any_words_at(text, next, others);
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
                                        "name:",
                                        "us,",
                                        "you,",
                                        NULL};
    for (int i = 0; i < 12 && at < limit; i++) {
        size_t next;
        while (at < limit && strchr(" ,;:.\n\"'-", text.bytes[at]))
            at++;
        if ((next = enumerator_end(text, at))) {
            at = next;
            continue;
        }
        if (cl_is_digit(cl_word_byte(text, at)) &&
            (cl_word_byte(text, at + 1) == '.' || cl_word_byte(text, at + 1) == ')')) {
            at += 2;
            continue;
        }
        if (is_capital_article(text, at))
            break;
        if ((next = cl_lettered_party(text, at))) {
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

void cl_named_give(cl_named *party, cl_span alias) {
    if (party->alias_count < CL_NAMED_ALIASES)
        party->aliases[party->alias_count++] = alias;
}

/* A name with a form of company that another such name follows, not the seat of the one before. */
static bool is_listed_name(cl_text text, size_t at, size_t limit) {
    for (int i = 0; i < 2; i++) {
        size_t end = cl_name_end(text, at);
        cl_text name = cl_text_slice(text, at, end);
        if (end <= at || end > limit || !cl_name_has_suffix(name) ||
            cl_name_short(name).length == name.length)
            return false;
        while (end < limit && strchr(" ,;\n", text.bytes[end]))
            end++;
        if (cl_words_at(text, end, "and"))
            return true;
        at = end;
    }
    return true;
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
        if (!next && from > end + 1 && is_listed_name(list->text, from, limit))
            next = from; /* "ACME INC., BETA LLC and …" */
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
size_t cl_next_name(cl_text text, size_t from, size_t limit) {
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
        } else if (c == '\n' || c == ';' || (c == 'P' && cl_lettered_party(text, at))) {
            start = skip_junk(text, at, limit);
            score = 2;
        } else if (!cl_is_upper(cl_word_byte(text, at + 1)) && enumerator_end(text, at)) {
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

/* The name joined by "and" to the one at `next`, in [from, next), or `next`. */
static size_t joined_before(cl_text text, size_t from, size_t next) {
    size_t and = cl_words_before(text, next, "and ");
    if (and == SIZE_MAX || and <= from + 1)
        return next;
    size_t end = and;
    while (end > from && strchr(" ,", text.bytes[end - 1]))
        end--;
    size_t start = cl_name_start(text, from, end);
    return start < end && memchr(text.bytes + start, ' ', end - start) ? start : next;
}

size_t cl_sentence_stop(cl_text text, size_t from, size_t to) {
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

/* "This Supply Agreement", "THIS LEASE" where a line or a sentence may begin: the sentence that
 * names the parties again, behind a title that did. */
static bool starts_over(cl_text text, size_t at) {
    static const char *const kinds[] = {"agreement", "amendment", "contract",   "lease",   "deed",
                                        "addendum",  "letter",    "memorandum", "license", NULL};
    size_t next = cl_words_at(text, at, "this");
    if (!next || text.bytes[at] != 'T')
        return false;
    for (int i = 0; i < 7 && next; i++) {
        size_t word = cl_skip_spaces(text, next), end = cl_word_end(text, word);
        if (end == word)
            return false;
        if (cl_text_listed(cl_text_slice(text, word, end), kinds))
            return true;
        next = end;
    }
    return false;
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
            (cl_any_words_at(text, at, ends) || starts_over(text, at)))
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

/* "ACME INC. and BETA LLC. ACME INC. is referred to as "Acme"": whose name stands last before the
 * group, if it stands there again; else the last of the list. */
static cl_named *owner_of(list *list, size_t group) {
    cl_named *last = &list->items[list->count - 1], *owner = last;
    size_t best = last->name.end;
    for (size_t i = 0; i < list->count; i++) {
        cl_text name =
            cl_text_slice(list->text, list->items[i].name.start, list->items[i].name.end);
        for (size_t at = last->name.end; name.length && at + name.length <= group; at++)
            if (at >= best &&
                cl_text_equal_nocase(cl_text_slice(list->text, at, at + name.length), name)) {
                best = at;
                owner = &list->items[i];
            }
    }
    return owner;
}

static void give_group(list *list, const cl_alias_group *group, size_t named_before) {
    if (!list->count)
        return;
    cl_named *owner = owner_of(list, group->start);
    for (size_t i = 0; i < group->count; i++)
        cl_named_give(owner, group->aliases[i]);
    for (size_t i = 0; group->collective.end && i < list->count; i++)
        if (group->count ? is_family(list->text, &list->items[i], group->collective)
                         : i >= named_before && !list->items[i].alias_count)
            cl_named_give(&list->items[i], group->collective);
}

/* "MTC" for "Mutual Trade Corporation", "BoU" for "Bank of Utah". */
static bool is_initials(cl_text name, cl_text alias) {
    size_t matched = 0;
    if (alias.length < 2 || alias.length > 6)
        return false;
    for (size_t at = 0; at < name.length && matched < alias.length;) {
        size_t end = cl_word_end(name, at);
        if (end > at && cl_lower((unsigned char)name.bytes[at]) ==
                            cl_lower((unsigned char)alias.bytes[matched]))
            matched++;
        else if (end > at && cl_is_upper((unsigned char)name.bytes[at]) && matched)
            return false;
        at = end > at ? end : at + 1;
    }
    return matched == alias.length;
}

/* Does an alias look made for this name: a role, a word of it, or its initials? */
bool cl_named_alias_fits(cl_text text, const cl_named *party) {
    static const char *const titles[] = {"mr. ", "ms. ", "mrs. ", "dr. ", NULL};
    cl_text name = cl_text_slice(text, party->name.start, party->name.end);
    for (size_t i = 0; i < party->alias_count; i++) {
        cl_text alias = cl_text_slice(text, party->aliases[i].start, party->aliases[i].end);
        if (cl_role_find(alias) || is_initials(name, alias))
            return true;
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

bool cl_name_is_gap(cl_text name) {
    return name.length && (cl_redaction_end(name, 0) || strchr("[{<", name.bytes[0]));
}

bool cl_name_has_form(cl_text name) {
    return cl_name_has_suffix(name) &&
           !(cl_name_short(name).length == name.length && cl_is_name_suffix(name));
}

bool cl_named_fits(cl_text text, const cl_named *party) {
    cl_text name = cl_text_slice(text, party->name.start, party->name.end);
    return cl_name_has_form(name) || cl_redaction_end(name, 0) || cl_named_alias_fits(text, party);
}

/* Is somebody described in [at, end) rather than named: "the customer that is party to …"? */
static bool is_described(cl_text text, size_t at, size_t end) {
    static const char *const anybody[] = {
        "the customer",     "the client",       "the entity",     "the person", "the company",
        "the organization", "the organisation", "the subscriber", "the user",   "the individual",
        "the party",        "any person",       "any entity",     "whoever",    NULL};
    static const char *const doing[] = {"that",       "which",    "who",       "whose",
                                        "identified", "named",    "specified", "accepting",
                                        "signing",    "entering", "ordering",  "registering",
                                        "registers",  "accepts",  "signs",     NULL};
    while (at < end) {
        size_t next = cl_word_end(text, at), described = cl_any_words_at(text, at, anybody);
        if (described && described < end &&
            cl_any_words_at(text, cl_skip_spaces(text, described), doing))
            return true;
        at = next > at ? next : at + 1;
    }
    return false;
}

/* `("Acme") and the customer named below ("Customer")`: a party without a name. */
static bool is_somebody_else(cl_text text, size_t at, size_t end) {
    static const char *const own[] = {"its",  "their",    "together", "collectively", "any", "all",
                                      "such", "includes", "his",      "her",          NULL};
    static const char *const several[] = {"each", "the", "those", "all", "every", NULL};
    bool parted = false;
    if (is_described(text, at, end))
        return true;
    while (at < end && strchr(" ,;\n", text.bytes[at]))
        parted |= text.bytes[at++] == '\n';
    size_t from = parted ? skip_enumerator(text, at) : at;
    if (parted && cl_any_words_at(text, from, several) && end - from < 400)
        return true; /* "2. Each person listed in Schedule 1 ("Members")" */
    size_t and = cl_words_at(text, at, "and");
    return and&&and < end && end - and < 400 &&
           !cl_any_words_at(text, cl_skip_spaces(text, and), own) &&
           cl_sentence_stop(text, and, end) == end;
}

/* Once two parties fit their aliases, whoever does not fit was another definition. */
static size_t drop_unfitting(cl_text text, cl_named *items, size_t count) {
    size_t fitting = 0, kept = 0;
    for (size_t i = 0; i < count; i++)
        fitting += cl_named_fits(text, &items[i]);
    if (fitting < 2 || fitting == count)
        return count;
    for (size_t i = 0; i < count; i++) {
        cl_span name = items[i].name;
        bool beside = items[i].alias_count && items[i].aliases[0].start <= name.end + 8;
        bool person =
            (i < 2 || beside) && memchr(text.bytes + name.start, ' ', name.end - name.start);
        if (cl_named_fits(text, &items[i]) || person)
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

/* One who is named twice is one party. */
static size_t merge_same(cl_text text, cl_named *items, size_t count) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        cl_text name = cl_text_slice(text, items[i].name.start, items[i].name.end);
        size_t k = 0;
        while (k < kept && !(name.length > 8 && !cl_name_is_gap(name) &&
                             cl_text_equal_nocase(name, cl_text_slice(text, items[k].name.start,
                                                                      items[k].name.end))))
            k++;
        if (k == kept) {
            items[kept++] = items[i];
            continue;
        }
        for (size_t a = 0; a < items[i].alias_count; a++)
            cl_named_give(&items[k], items[i].aliases[a]);
    }
    return kept;
}

bool cl_is_place(cl_text text, size_t start, size_t end) {
    static const char *const before[] = {"in ", "of ", "at ", "to ", "under ", "near ", NULL};
    if (cl_name_has_suffix(cl_text_slice(text, start, end)))
        return false;
    size_t the = cl_words_before(text, start, "the ");
    if (the != SIZE_MAX)
        start = the;
    for (const char *const *word = before; *word; word++)
        if (cl_words_before(text, start, *word) != SIZE_MAX)
            return true;
    for (size_t at = start; at < end; at++)
        if (cl_is_digit((unsigned char)text.bytes[at]))
            return true;
    size_t comma = cl_words_before(text, start, ", "), word = comma;
    if (comma == SIZE_MAX)
        return false;
    while (word && cl_is_word_byte((unsigned char)text.bytes[word - 1]))
        word--;
    return word < comma && !cl_is_lower((unsigned char)text.bytes[word]); /* "Leeds, England" */
}

/* Where the name stands that the words before an alias describe: right before it, or before
 * ", a Utah company with its office in …". SIZE_MAX if there is none in [from, group). */
size_t cl_named_before(cl_text text, size_t from, size_t group, size_t *name_end) {
    size_t end = group;
    while (end > from && strchr(" ,-\n", text.bytes[end - 1]))
        end--;
    size_t start = cl_name_start(text, from, end);
    if (start < end && !cl_is_place(text, start, end)) {
        *name_end = end;
        return start;
    }
    static const char *const descriptions[] = {", a",         ", an",       ", having",  ", with",
                                               ", whose",     ", of",       ", located", ", as",
                                               ", organized", ", formerly", " of",       NULL};
    for (size_t at = from; at < end;) {
        size_t word = cl_word_end(text, at), stop = at;
        if ((word > at || strchr("[{<_", text.bytes[at])) && cl_starts_name(text, at))
            stop = cl_name_end(text, at);
        bool company = stop > at && cl_name_has_suffix(cl_text_slice(text, at, stop));
        if (stop > at && stop < end && !cl_is_place(text, at, stop) &&
            (company ? text.bytes[stop] == ',' || cl_any_words_at(text, stop, descriptions)
                     : cl_any_words_at(text, stop, descriptions) &&
                           memchr(text.bytes + at, ' ', stop - at))) {
            *name_end = stop;
            return at;
        }
        at = stop > at ? stop : word > at ? word : at + 1;
    }
    return SIZE_MAX;
}

/* "between Acme Inc. and you": the addressee is a party. */
static void read_you(list *list, size_t end, size_t limit) {
    while (end < limit && strchr(" ,", list->text.bytes[end]))
        end++;
    size_t and = cl_words_at(list->text, end, "and"),
           you = and? cl_skip_spaces(list->text, and) : 0,
           stop = you ? cl_words_at(list->text, you, "you") : 0;
    if (!stop || stop >= limit || cl_word_byte(list->text, cl_skip_spaces(list->text, stop)) == '(')
        return;
    list_add(list, you, you);
    cl_named_give(&list->items[list->count - 1], (cl_span){you, stop});
}

/* "between you and Acme Inc.": returns where the other name begins. */
static size_t skip_you(list *list, size_t at, size_t limit) {
    size_t you = cl_words_at(list->text, at, "you"),
           and = you ? cl_words_at(list->text, cl_skip_spaces(list->text, you), "and") : 0;
    if (!and || and >= limit)
        return at;
    size_t next = skip_junk(list->text, and, limit);
    if (cl_name_end(list->text, next) == next)
        return at;
    list_add(list, at, at);
    cl_named_give(&list->items[list->count - 1], (cl_span){at, you});
    return next;
}

/* The words up to the next aliases, or to where the list ends. */
typedef struct chunk {
    size_t from, end;
    bool found;   /* a group of aliases ends it */
    bool aliased; /* … that names somebody */
    cl_alias_group group;
} chunk;

/* Finds the end of the chunk that begins at chunk->from; false when the list is over. */
static bool next_chunk(const list *list, size_t search, size_t limit, chunk *chunk) {
    chunk->group = (cl_alias_group){0};
    chunk->found = cl_alias_group_next(list->text, search, limit, &chunk->group);
    chunk->end = chunk->found ? chunk->group.start : limit;
    size_t stop =
        list->count >= 2 ? cl_sentence_stop(list->text, chunk->from, chunk->end) : chunk->end;
    if (stop < chunk->end) {
        chunk->end = stop;
        chunk->found = false;
    }
    if (chunk->end - chunk->from > CHUNK_BYTES) {
        if (list->count >= 2)
            return false;
        chunk->end = cl_sentence_stop(list->text, chunk->from, chunk->from + CHUNK_BYTES);
        chunk->found = false;
    }
    chunk->aliased = chunk->found && (chunk->group.count || chunk->group.collective.end);
    return true;
}

/* A first party whose name does not stand at once: "the following two parties in Rome: Acme Ltd
 * ("Acme")", or who has none. False when the words before the aliases are too many for that. */
static bool read_described(list *list, const chunk *chunk) {
    enum { FEW = 160 };
    size_t name_end = chunk->from, name = SIZE_MAX;
    if (!chunk->aliased)
        return false;
    name = cl_named_before(list->text, chunk->from, chunk->end, &name_end);
    if (name == SIZE_MAX && chunk->end - chunk->from > FEW)
        return false;
    if (name == SIZE_MAX)
        name = name_end = chunk->from;
    list_add(list, name, name_end);
    return true;
}

/* "ACME INC., a Delaware corporation, and BETA LLC ("Beta")": the second in the same chunk. */
static void read_second(list *list, const chunk *chunk) {
    enum { BESIDE = 3 };
    static const char *const described[] = {", a",      ", an",      ", residing",
                                            ", having", " residing", NULL};
    cl_text text = list->text;
    cl_span first = list->items[0].name;
    size_t next = cl_next_name(text, first.end, chunk->end);
    size_t end = next != SIZE_MAX ? cl_name_end(text, next) : 0;
    if (!end || !cl_name_has_suffix(cl_text_slice(text, first.start, first.end)))
        return;
    if (cl_name_has_suffix(cl_text_slice(text, next, end)) ||
        (chunk->aliased ? chunk->end - end <= BESIDE : cl_any_words_at(text, end, described) != 0))
        read_names(list, next, chunk->end);
}

/* The chunk with which the list begins. `before`: those that stand before its names. */
static bool read_first(list *list, const chunk *chunk, size_t limit, size_t *before) {
    size_t start = skip_you(list, skip_junk(list->text, chunk->from, chunk->end), chunk->end);
    *before = list->count;
    size_t end = read_names(list, start, chunk->end);
    if (list->count == *before + 1)
        read_you(list, end, limit);
    if (!list->count)
        return read_described(list, chunk);
    if (list->count == 1 && (chunk->aliased || !chunk->found))
        read_second(list, chunk);
    return true;
}

/* A chunk behind aliases: a further party, or more about the last one. */
static void read_more(list *list, chunk *chunk) {
    enum { FAR = 40 };
    cl_text text = list->text;
    size_t next = cl_next_name(text, chunk->from, chunk->end);
    if (next != SIZE_MAX) {
        size_t partner = chunk->aliased ? joined_before(text, chunk->from, next) : next;
        if (partner < next && chunk->group.collective.end)
            next = partner; /* "John Doe and Jane Doe (together, "Franchisee")" */
        read_names(list, next, chunk->end);
    } else if (chunk->aliased && is_somebody_else(text, chunk->from, chunk->end)) {
        list_add(list, chunk->end, chunk->end);
    } else if (chunk->aliased && !is_second_alias(list, &chunk->group) &&
               chunk->end - chunk->from > FAR) {
        /* another definition of the same party, or none of a party; not ("Acme"), a Utah company
         * with offices at … ("Supplier") */
        chunk->group.count = 0;
        chunk->group.collective = (cl_span){0, 0};
    }
}

/* Behind the aliases somebody without one is believed by the suffix only. */
static void drop_unbelieved(list *list, size_t before) {
    while (list->count > before) {
        cl_span name = list->items[list->count - 1].name;
        if (cl_name_has_suffix(cl_text_slice(list->text, name.start, name.end)))
            break;
        list->count--;
    }
}

size_t cl_party_list(cl_text text, size_t from, cl_named items[CL_NAMED_MAX]) {
    list list = {text, items, 0};
    chunk chunk = {.from = from};
    size_t limit = list_limit(text, from), search = from;
    while (chunk.from < limit && list.count < CL_NAMED_MAX) {
        size_t before = list.count;
        if (!next_chunk(&list, search, limit, &chunk))
            break;
        if (!before) {
            if (!read_first(&list, &chunk, limit, &before))
                break;
        } else if (chunk.aliased || !chunk.found) {
            read_more(&list, &chunk);
        }
        if (chunk.aliased && chunk.group.count)
            join_halves(&list, before, chunk.group.start);
        if (before >= 2 && !chunk.aliased)
            drop_unbelieved(&list, before);
        if (!chunk.found)
            break;
        if (chunk.aliased)
            give_group(&list, &chunk.group, before);
        if (chunk.group.parties && list.count >= 2)
            break;
        search = chunk.group.end;
        if (chunk.aliased)
            chunk.from = chunk.group.end;
    }
    return merge_same(text, items, drop_unfitting(text, items, list.count));
}
