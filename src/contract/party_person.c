/* SPDX-License-Identifier: MIT */
#include "contract/name.h"
#include "contract/party_finder.h"
#include "contract/word.h"

enum { PERSON_BYTES = 60000 }; /* how much text is looked at */

/* Contracts between "we", who wrote them, and "you", who are addressed. */
typedef enum person { WE, YOU, PERSONS } person;

static const char *const pronouns[PERSONS][5] = {{"we", "us", "our", "ours", NULL},
                                                 {"you", "your", "yours", NULL}};

static bool is_we(cl_text word) {
    return cl_text_listed(word, pronouns[WE]);
}

static bool is_you(cl_text word) {
    return cl_text_equal_nocase(word, CL_TEXT("you")) ||
           cl_text_equal_nocase(word, CL_TEXT("your"));
}

static void count_pronouns(const cl_contract *contract, size_t counts[PERSONS]) {
    size_t seen = 0;
    counts[WE] = counts[YOU] = 0;
    for (size_t i = 0; i < contract->document->block_count && seen < PERSON_BYTES; i++) {
        const cl_block *block = &contract->document->blocks[i];
        if (!cl_is_running_text(block))
            continue;
        cl_text text = block->text;
        for (size_t at = 0; at < text.length;) {
            size_t end = cl_word_end(text, at);
            cl_text word = cl_text_slice(text, at, end);
            if (word.length >= 2 && word.length <= 4) {
                counts[WE] += is_we(word) && !cl_text_equal(word, CL_TEXT("US"));
                counts[YOU] += is_you(word);
            }
            at = end > at ? end : at + 1;
        }
        seen += text.length;
    }
}

/* ---- the side of who is addressed ---- */

typedef struct addressee {
    bool employed; /* "you" works and "we" pay */
    cl_side side;
    const char *evidence;
} addressee;

static bool is_about_employment(cl_text opening) {
    enum { NEAR = 3000 };
    static const char *const words[] = {"employment", "employ you", NULL};
    size_t limit = opening.length < NEAR ? opening.length : NEAR;
    for (size_t at = 0; at < limit; at++)
        if (cl_lower((unsigned char)opening.bytes[at]) == 'e' &&
            cl_any_words_at(opening, at, words))
            return true;
    return false;
}

/* Does the addressee pay or use, or work and get paid? */
static cl_side side_by_payments(const cl_document *document) {
    static const char *const pays[] = {
        "you shall pay",    "you will pay",   "you agree to pay", "you must pay",
        "pay us",           "charge you",     "bill you",         "invoice you",
        "your account",     "your use of",    "your order",       "your subscription",
        "you may use",      "you may access", "available to you", "your use",
        "your users",       "your data",      "your content",     "your payment",
        "provide you with", "you pay",        "charge your",      "your plan",
        "your workspace",   "your seats",     "you can use",      NULL};
    static const char *const paid[] = {"pay you",       "pays you",        "paid to you",
                                       "reimburse you", "pay to you",      "your services",
                                       "engage you",    "your engagement", "retain you",
                                       "your fee",      "your work",       NULL};
    size_t buys = 0, works = 0, seen = 0;
    for (size_t i = 0; i < document->block_count && seen < PERSON_BYTES; i++) {
        cl_text text = document->blocks[i].text;
        seen += text.length;
        for (size_t at = 0; at < text.length; at++) {
            if ((at && cl_is_word_byte((unsigned char)text.bytes[at - 1])) ||
                !strchr("ypcbiare", cl_lower((unsigned char)text.bytes[at])))
                continue;
            buys += cl_any_words_at(text, at, pays) != 0;
            works += cl_any_words_at(text, at, paid) != 0;
        }
    }
    return buys > works ? CL_SIDE_CUSTOMER : works > buys ? CL_SIDE_SUPPLIER : CL_SIDE_NONE;
}

static addressee read_addressee(const cl_party_finder *finder) {
    if (is_about_employment(finder->opening.text))
        return (addressee){true, CL_SIDE_SUPPLIER, "addressed as you in an employment agreement"};
    cl_side side = side_by_payments(finder->contract->document);
    return (addressee){false, side,
                       side == CL_SIDE_CUSTOMER ? "addressed as you, who uses or pays"
                                                : "addressed as you, who is paid"};
}

static cl_side opposite(cl_side side) {
    return side == CL_SIDE_CUSTOMER ? CL_SIDE_SUPPLIER : CL_SIDE_CUSTOMER;
}

/* How the one who writes speaks to the addressee. */
static const char *evidence_of_we(const addressee *you) {
    return you->employed                   ? "speaks as we in an employment agreement"
           : you->side == CL_SIDE_CUSTOMER ? "speaks to a customer as we"
                                           : "speaks to whom it pays as we";
}

static void set_side(cl_party *party, person person, const addressee *you) {
    static const char *const employment[PERSONS] = {"employer", "employee"};
    static const char *const supply[PERSONS] = {"provider", "customer"};
    if (you->side == CL_SIDE_NONE)
        return;
    if (you->employed)
        party->role = employment[person];
    else if (you->side == CL_SIDE_CUSTOMER)
        party->role = supply[person];
    party->side = person == YOU ? you->side : opposite(you->side);
    party->side_evidence = person == YOU ? you->evidence : evidence_of_we(you);
}

/* ---- what the two are called ---- */

enum { MOST_NAMES = 4, MOST_KNOWN = 6 };

/* 'you ("Customer") agree': what the addressee is called. */
static size_t called_you(const cl_contract *contract, cl_text aliases[MOST_NAMES]) {
    size_t count = 0;
    for (size_t i = 0; i < contract->definition_count && count < MOST_NAMES; i++) {
        const cl_definition *definition = &contract->definitions[i];
        cl_text text = contract->document->blocks[definition->block].text;
        size_t at = definition->span.start;
        if (definition->body.length || is_you(definition->term))
            continue;
        while (at && strchr(" (\"'", text.bytes[at - 1]))
            at--;
        if (cl_words_before(text, at, "you") != SIZE_MAX)
            aliases[count++] = definition->term;
    }
    return count;
}

/* The first definition of the pronoun: '("we")'; NULL if there is none. */
static const cl_definition *defined_pronoun(const cl_contract *contract, person person) {
    for (size_t i = 0; i < contract->definition_count; i++) {
        const cl_definition *definition = &contract->definitions[i];
        if (person == YOU ? is_you(definition->term) : is_we(definition->term))
            return definition;
    }
    return NULL;
}

/* Are the two names given in one breath: '"we", "us" or "Acme"'? */
static bool is_beside(const cl_definition *pronoun, const cl_definition *other) {
    enum { NEAR = 60 };
    size_t a = pronoun->span.start, b = other->span.start;
    return other->sentence == pronoun->sentence && other->block == pronoun->block &&
           (a > b ? a - b : b - a) < NEAR;
}

/* Adds the names defined beside the pronoun; returns how many there are then. */
static size_t called_beside(const cl_contract *contract, const cl_definition *pronoun,
                            cl_text aliases[MOST_NAMES], size_t count) {
    for (size_t i = 0; i < contract->definition_count && count < MOST_NAMES; i++) {
        const cl_definition *other = &contract->definitions[i];
        if (is_beside(pronoun, other) && !is_we(other->term) && !is_you(other->term) &&
            !cl_is_no_party(other->term))
            aliases[count++] = other->term;
    }
    return count;
}

/* The party that is known by a name given beside the pronoun, or by the pronoun; NULL if new. */
static cl_party *known_party(const cl_party_finder *finder, person person, const cl_text *beside,
                             size_t count) {
    for (size_t i = 0; i < count; i++) {
        cl_party *party = cl_party_called(finder, beside[i]);
        if (party)
            return party;
    }
    for (size_t i = 0; i < finder->count; i++)
        for (size_t k = 0; pronouns[person][k]; k++)
            if (cl_party_has_alias(&finder->items[i], cl_text_from(pronouns[person][k])))
                return &finder->items[i];
    return NULL;
}

static cl_party *add_person(cl_party_finder *finder, const cl_definition *pronoun) {
    cl_party *party = cl_party_add(finder);
    if (pronoun) {
        cl_text text = finder->contract->document->blocks[pronoun->block].text;
        party->span = cl_party_name_before(text, pronoun->span.start);
        party->block = pronoun->block;
        party->name = cl_text_slice(text, party->span.start, party->span.end);
    }
    return party;
}

static void find_person(cl_party_finder *finder, person person, const addressee *you) {
    const cl_contract *contract = finder->contract;
    cl_text aliases[MOST_KNOWN + 4];
    size_t count = person == YOU ? called_you(contract, aliases) : 0, beside = count;
    const cl_definition *pronoun = count < MOST_NAMES ? defined_pronoun(contract, person) : NULL;
    if (pronoun)
        count = called_beside(contract, pronoun, aliases, count);
    cl_party *party = known_party(finder, person, aliases + beside, count - beside);
    if (party) /* in the order of the preamble */
        for (count = 0; count < party->alias_count && count < MOST_KNOWN; count++)
            aliases[count] = party->aliases[count];
    else
        party = add_person(finder, pronoun);
    for (size_t i = 0; pronouns[person][i]; i++)
        aliases[count++] = cl_text_from(pronouns[person][i]);
    cl_party_set_aliases(finder, party, aliases, count);
    set_side(party, person, you);
}

void cl_parties_from_persons(cl_party_finder *finder) {
    enum { MANY = 6 };
    size_t counts[PERSONS];
    count_pronouns(finder->contract, counts);
    if (counts[YOU] < MANY)
        return;
    addressee you = read_addressee(finder);
    if (counts[WE] >= MANY)
        find_person(finder, WE, &you);
    find_person(finder, YOU, &you);
}

/* ---- parties of a preamble that speak as "we" and "you" all the same ---- */

static void judge_persons(cl_party_finder *finder) {
    cl_party *you = cl_party_called(finder, CL_TEXT("you"));
    if (!you || you->side != CL_SIDE_NONE || finder->count != 2)
        return;
    cl_party *other = &finder->items[you == &finder->items[0]];
    addressee addressed = read_addressee(finder);
    if (addressed.side == CL_SIDE_NONE || other->side == addressed.side)
        return;
    you->side = addressed.side;
    you->side_evidence = addressed.evidence;
    if (other->side != CL_SIDE_NONE)
        return;
    other->side = opposite(addressed.side);
    other->side_evidence = addressed.side == CL_SIDE_CUSTOMER ? "speaks to a customer as you"
                                                              : "speaks to whom it pays as you";
}

static void complete_aliases(cl_party_finder *finder, cl_party *party, person person) {
    enum { PRONOUNS = 3, ROOM = CL_NAMED_ALIASES + 4 };
    cl_text aliases[ROOM + PRONOUNS];
    size_t count = 0;
    for (; count < party->alias_count && count < ROOM; count++)
        aliases[count] = party->aliases[count];
    for (size_t i = 0; i < PRONOUNS; i++)
        aliases[count++] = cl_text_from(pronouns[person][i]);
    cl_party_set_aliases(finder, party, aliases, count);
}

void cl_party_persons_complete(cl_party_finder *finder) {
    judge_persons(finder);
    for (size_t i = 0; i < finder->count; i++)
        for (person person = WE; person < PERSONS; person++)
            if (cl_party_has_alias(&finder->items[i], cl_text_from(pronouns[person][0])) ||
                cl_party_has_alias(&finder->items[i], cl_text_from(pronouns[person][1])))
                complete_aliases(finder, &finder->items[i], person);
}
