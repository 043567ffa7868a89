/* SPDX-License-Identifier: MIT */
#include "contract/preamble_list.h"

#include "contract/name.h"
#include "contract/preamble_fit.h"
#include "contract/preamble_words.h"
#include "contract/role.h"
#include "contract/word.h"

enum { CHUNK_BYTES = 1800 }; /* from one alias to the next */

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
        next = cl_party_skip_filler(list->text, next, limit);
        size_t stop = cl_name_end(list->text, next);
        if (stop == next)
            return end;
        at = next;
    }
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
    size_t next = cl_party_skip_filler(list->text, and, limit);
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
    size_t start =
        skip_you(list, cl_party_skip_filler(list->text, chunk->from, chunk->end), chunk->end);
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
        size_t partner = chunk->aliased ? cl_name_joined_before(text, chunk->from, next) : next;
        if (partner < next && chunk->group.collective.end)
            next = partner; /* "John Doe and Jane Doe (together, "Franchisee")" */
        read_names(list, next, chunk->end);
    } else if (chunk->aliased && cl_party_is_described(text, chunk->from, chunk->end)) {
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
    size_t limit = cl_party_list_limit(text, from), search = from;
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
