/* SPDX-License-Identifier: MIT */
#include "contract/role.h"

#include "contract/name.h"
#include "contract/party_finder.h"
#include "contract/word.h"

/* ---- role words that are defined ---- */

/* Whom a definition with a body means: '"Supplier" means Acme Ltd', '"Customer" means the entity
 * that signs'. Empty without a name; false when it may be anybody ("any person who buys"). */
static bool meant_by(cl_text body, cl_span *name) {
    static const char *const somebody[] = {
        "person",       "entity",    "company", "customer", "party",
        "individual",   "firm",      "legal",   "business", "organisation",
        "organization", "purchaser", "buyer",   "user",     NULL};
    size_t the = cl_words_at(body, 0, "the"), end = cl_name_end(body, 0);
    *name = (cl_span){0, 0};
    if (end && cl_name_has_suffix(cl_text_slice(body, 0, end))) {
        *name = (cl_span){0, end};
        return true;
    }
    the = the ? cl_skip_spaces(body, the) : 0;
    return the && cl_any_words_at(body, the, somebody);
}

/* Whom a definition of a role word is about: the name in its body or before its bracket, empty
 * where it says no name. False when it is about nobody in particular. */
static bool defined_party(cl_text text, const cl_definition *definition, cl_span *name) {
    cl_text body = definition->body;
    if (!body.length) {
        *name = cl_party_name_before(text, definition->span.start);
        return true;
    }
    if (!meant_by(body, name))
        return false;
    /* the body may begin in the next block, where its name is not looked for */
    bool here = body.bytes >= text.bytes && body.bytes < text.bytes + text.length;
    size_t offset = here ? (size_t)(body.bytes - text.bytes) : text.length;
    *name = offset + name->end <= text.length ? (cl_span){offset + name->start, offset + name->end}
                                              : (cl_span){0, 0};
    return true;
}

static bool has_side(const cl_party_finder *finder, cl_side side) {
    for (size_t i = 0; i < finder->count; i++)
        if (finder->items[i].side == side)
            return true;
    return false;
}

/* The role that a definition gives to a party that is not known yet, or NULL. Late definitions are
 * of other things; a role word without a side must have a duty to be believed. */
static const cl_role *defined_role(const cl_party_finder *finder, const cl_actors *actors,
                                   const cl_definition *definition) {
    const cl_role *role = cl_role_find(definition->term);
    return role && role->role &&
                   (role->side != CL_SIDE_NONE ? !has_side(finder, role->side)
                                               : cl_actors_count(actors, definition->term) > 0) &&
                   !cl_party_called(finder, definition->term) &&
                   definition->sentence <= finder->contract->sentence_count / 3
               ? role
               : NULL;
}

/* Definitions whose term is a role word: 'the person who signs below ("Customer")', '"Supplier"
 * means Acme Ltd'. */
void cl_parties_from_definitions(cl_party_finder *finder) {
    const cl_contract *contract = finder->contract;
    cl_actors actors = cl_actors_read(contract);
    for (size_t i = 0; i < contract->definition_count && finder->count < 2; i++) {
        const cl_definition *definition = &contract->definitions[i];
        cl_text text = contract->document->blocks[definition->block].text;
        cl_span name;
        if (!defined_role(finder, &actors, definition) || !defined_party(text, definition, &name))
            continue;
        cl_party *party = cl_party_add(finder);
        party->block = definition->block;
        party->span = name.end > name.start ? name : definition->span;
        party->name = cl_text_slice(text, name.start, name.end);
        cl_party_set_aliases(finder, party, &definition->term, 1);
        cl_party_sides_by_name(finder);
    }
}

/* ---- role words that have duties ---- */

/* A role word before "shall", "may" …, at its first place. */
typedef struct actor {
    cl_text word;
    const cl_role *role;
    size_t count;
    uint32_t block;
    size_t offset;
} actor;

enum { MOST_ACTORS = 8 };

/* The role that the word in [at, end) stands for where a duty follows: "Contractor shall"; NULL for
 * any other word, and for "Users will". */
static const cl_role *role_of_actor(cl_text text, size_t at, size_t end) {
    static const char *const modals[] = {" shall", " will", " may", " agrees", " must", NULL};
    enum { SHORTEST = 4 };
    bool named = end > at && (cl_is_upper((unsigned char)text.bytes[at]) ||
                              cl_words_before(text, at, "the ") != SIZE_MAX);
    if (!named || end - at < SHORTEST || !cl_any_words_at(text, end, modals))
        return NULL;
    cl_text word = cl_text_slice(text, at, end);
    const cl_role *role = cl_role_find(word);
    bool whole = role && cl_text_equal_nocase(word, cl_text_from(role->word));
    return whole && role->side != CL_SIDE_NONE ? role : NULL;
}

static size_t count_actor(actor *actors, size_t count, const actor *found) {
    size_t i = 0;
    while (i < count && actors[i].role != found->role)
        i++;
    if (i == MOST_ACTORS)
        return count;
    if (i == count)
        actors[count++] = *found;
    actors[i].count++;
    return count;
}

static size_t count_actors(const cl_contract *contract, actor actors[MOST_ACTORS]) {
    size_t count = 0;
    for (size_t i = 0; i < contract->document->block_count; i++) {
        cl_text text = contract->document->blocks[i].text;
        for (size_t at = 0; at < text.length;) {
            size_t end = cl_word_end(text, at);
            const cl_role *role = role_of_actor(text, at, end);
            if (role)
                count =
                    count_actor(actors, count,
                                &(actor){cl_text_slice(text, at, end), role, 0, (uint32_t)i, at});
            at = end > at ? end : at + 1;
        }
    }
    return count;
}

/* Is one of the parties called by a role of that side? */
static bool is_taken(const cl_party_finder *finder, cl_side side) {
    for (size_t i = 0; i < finder->count; i++)
        for (size_t a = 0; a < finder->items[i].alias_count; a++) {
            const cl_role *role = cl_role_find(finder->items[i].aliases[a]);
            if (role && role->side == side)
                return true;
        }
    return false;
}

/* "Contractor shall", often: a party that the opening does not name. */
void cl_parties_from_duties(cl_party_finder *finder) {
    enum { MANY_DUTIES = 3, SURELY_MANY = 8 };
    actor actors[MOST_ACTORS];
    size_t count = count_actors(finder->contract, actors);
    for (size_t i = 0; i < count && finder->count < 2; i++) {
        const actor *found = &actors[i];
        if (found->count < MANY_DUTIES || is_taken(finder, found->role->side) ||
            cl_party_called(finder, found->word))
            continue;
        cl_party *party = cl_party_add(finder);
        finder->guessed |= found->count < SURELY_MANY;
        party->block = found->block;
        party->span = (cl_span){found->offset, found->offset + found->word.length};
        cl_party_set_aliases(finder, party, &found->word, 1);
    }
}
