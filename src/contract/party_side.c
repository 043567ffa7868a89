/* SPDX-License-Identifier: MIT */
#include "contract/name.h"
#include "contract/party_finder.h"
#include "contract/role.h"
#include "contract/word.h"

static bool is_own_name(const cl_party *party, cl_text alias) {
    return cl_name_has_suffix(party->name) &&
           cl_text_equal_nocase(alias, cl_name_short(party->name));
}

void cl_party_sides_by_name(cl_party_finder *finder) {
    for (size_t i = 0; i < finder->count; i++) {
        cl_party *party = &finder->items[i];
        for (size_t a = 0; a < party->alias_count && party->side == CL_SIDE_NONE; a++) {
            cl_text alias = party->aliases[a];
            const cl_role *role = cl_role_find(alias);
            if (!role || is_own_name(party, alias)) /* "Distributor, Inc." need not be one */
                continue;
            party->role = role->role ? role->role : party->role;
            party->side = role->side;
            if (role->side != CL_SIDE_NONE)
                party->side_evidence = cl_arena_printf(finder->contract->arena, "named %.*s",
                                                       (int)alias.length, alias.bytes);
        }
    }
}

/* ---- who pays ---- */

/* The alias of which party stands at `at` ("the" allowed)? SIZE_MAX if none. */
static size_t party_at(const cl_party_finder *finder, cl_text text, size_t at) {
    size_t the = cl_words_at(text, at, "the");
    if (the)
        at = cl_skip_spaces(text, the);
    for (size_t i = 0; i < finder->count; i++)
        for (size_t a = 0; a < finder->items[i].alias_count; a++) {
            cl_text alias = finder->items[i].aliases[a];
            size_t end = at + alias.length;
            if (end <= text.length && cl_text_equal_nocase(cl_text_slice(text, at, end), alias) &&
                !cl_is_word_byte(cl_word_byte(text, end)))
                return i;
        }
    return SIZE_MAX;
}

/* The party whose alias ends at `end`. */
static size_t party_before(const cl_party_finder *finder, cl_text text, size_t end) {
    for (size_t i = 0; i < finder->count; i++)
        for (size_t a = 0; a < finder->items[i].alias_count; a++) {
            cl_text alias = finder->items[i].aliases[a];
            if (alias.length <= end &&
                cl_text_equal_nocase(cl_text_slice(text, end - alias.length, end), alias) &&
                (end == alias.length ||
                 !cl_is_word_byte((unsigned char)text.bytes[end - alias.length - 1])))
                return i;
        }
    return SIZE_MAX;
}

/* The party that is to pay the other by the words round " pay " at `at`: "X agrees to pay Y";
 * SIZE_MAX if none. */
static size_t payer_at(const cl_party_finder *finder, cl_text text, size_t at) {
    static const char *const pays[] = {"shall pay to", "will pay to",     "agrees to pay to",
                                       "shall pay",    "will pay",        "agrees to pay",
                                       "must pay",     "shall reimburse", NULL};
    enum { WORDS = 2 }; /* back over "agrees to", or "shall" */
    size_t verb = at;
    for (int i = 0; i < WORDS && verb; i++) {
        while (verb && cl_is_alpha(text.bytes[verb - 1]))
            verb--;
        size_t end = cl_any_words_at(text, verb, pays);
        if (end && verb && text.bytes[verb - 1] == ' ') {
            size_t payer = party_before(finder, text, verb - 1),
                   payee = party_at(finder, text, cl_skip_spaces(text, end));
            return payee != SIZE_MAX && payer != payee ? payer : SIZE_MAX;
        }
        verb = cl_spaces_before(text, verb);
    }
    return SIZE_MAX;
}

static void set_side(cl_party *party, cl_side side, const char *evidence) {
    party->side = side;
    party->side_evidence = evidence;
}

/* "X shall pay Y" and never the other way round: X is the customer. Only between two parties. */
static void judge_payments(cl_party_finder *finder) {
    enum { ENOUGH = 2 };
    size_t paid[2] = {0, 0};
    for (size_t i = 0; i < finder->contract->sentence_count; i++) {
        const cl_sentence *sentence = &finder->contract->sentences[i];
        cl_text text = cl_text_slice(sentence->text, 0, sentence->own.end);
        for (size_t at = sentence->own.start;
             (at = cl_text_find(text, CL_TEXT(" pay "), at)) != SIZE_MAX; at++) {
            size_t payer = payer_at(finder, text, at);
            if (payer != SIZE_MAX)
                paid[payer]++;
        }
    }
    for (size_t i = 0; i < 2; i++)
        if (paid[i] >= ENOUGH && !paid[1 - i]) {
            set_side(&finder->items[i], CL_SIDE_CUSTOMER, "pays the other party");
            set_side(&finder->items[1 - i], CL_SIDE_SUPPLIER, "is paid by the other party");
        }
}

/* ---- who supplies ---- */

/* +1 where the words behind a party's name at `at` show it to be the supplier, -1 the customer, 0
 * neither: what belongs to it. */
static int belonging_at(cl_text text, size_t at) {
    static const char *const supplied[] = {
        "service",       "services",       "platform",    "software",
        "model",         "models",         "api",         "price list",
        "documentation", "infrastructure", "list prices", "sub-processors",
        "subprocessors", "data centre",    "data center", NULL};
    static const char *const entrusted[] = {"data",   "content", "users",     "prompts",
                                            "inputs", "account", "end users", NULL};
    size_t owned = cl_skip_possessive(text, at), thing = cl_skip_spaces(text, owned);
    if (cl_any_words_at(text, thing, entrusted))
        return -1; /* "Bank Data", "the Bank's users" */
    return owned > at && cl_any_words_at(text, thing, supplied) ? 1 : 0; /* "Acme's platform" */
}

/* The same by what it does. */
static int deed_at(cl_text text, size_t at) {
    static const char *const modals[] = {"shall", "will",          "agrees to", "must",
                                         "may",   "undertakes to", "is to",     NULL};
    static const char *const supplies[] = {
        "provide",  "provides", "make available",  "host",     "hosts",  "supply",
        "supplies", "maintain", "operate",         "operates", "grants", "hereby grants",
        "support",  "perform",  "makes available", NULL};
    static const char *const uses[] = {"use", "access", "pay", "uses", "pays", "subscribes", NULL};
    static const char *const goods[] = {
        "service",      "services", "system",   "software",     "platform", "application",
        "applications", "product",  "products", "support",      "solution", "hosting",
        "maintenance",  "licence",  "license",  "deliverables", "api",      NULL};
    static const char *const prices[] = {"fee",     "fees",     "charges", "price", "prices",
                                         "invoice", "invoices", "amounts", NULL};
    enum { WORDS = 6 }; /* between the verb and its object */
    at = cl_skip_spaces(text, at);
    size_t end = cl_any_words_at(text, at, modals);
    at = end ? cl_skip_spaces(text, end) : at;
    bool supplied = (end = cl_any_words_at(text, at, supplies)) != 0;
    if (!supplied && !(end = cl_any_words_at(text, at, uses)))
        return 0;
    for (int i = 0; i < WORDS; i++) {
        at = cl_skip_spaces(text, end);
        if (cl_any_words_at(text, at, goods))
            return supplied ? 1 : -1;
        if (!supplied && cl_any_words_at(text, at, prices))
            return -1;
        if ((end = cl_word_end(text, at)) == at)
            return 0; /* punctuation */
    }
    return 0;
}

/* Two parties that go by their own names ("Acme", "the Bank"): one provides the service, the other
 * uses and pays for it. */
static void judge_deeds(cl_party_finder *finder) {
    enum { ENOUGH = 3, CLEAR = 3 }; /* so many signs, and so many times those that contradict */
    int speaks[2] = {0, 0};         /* for the first, for the second being the supplier */
    for (size_t i = 0; i < finder->contract->sentence_count; i++) {
        const cl_sentence *sentence = &finder->contract->sentences[i];
        cl_text text = cl_text_slice(sentence->text, 0, sentence->own.end);
        for (size_t at = sentence->own.start; at < text.length;) {
            size_t next = cl_word_end(text, at);
            size_t party = next > at && cl_is_upper((unsigned char)text.bytes[at])
                               ? party_before(finder, text, next)
                               : SIZE_MAX;
            int sign = party < 2 ? belonging_at(text, next) : 0;
            if (party < 2 && !sign)
                sign = deed_at(text, next);
            if (sign)
                speaks[sign > 0 ? party : 1 - party]++;
            at = next > at ? next : at + 1;
        }
    }
    for (size_t i = 0; i < 2; i++)
        if (speaks[i] >= ENOUGH && speaks[i] >= CLEAR * speaks[1 - i]) {
            set_side(&finder->items[i], CL_SIDE_SUPPLIER, "provides what the contract is about");
            set_side(&finder->items[1 - i], CL_SIDE_CUSTOMER, "uses and pays for it");
        }
}

/* Of two that are named together, one side tells the other. */
static void judge_other(cl_party_finder *finder, const cl_party *known, cl_party *other) {
    if (other->side == CL_SIDE_NONE && known->side != CL_SIDE_NONE)
        set_side(other, known->side == CL_SIDE_CUSTOMER ? CL_SIDE_SUPPLIER : CL_SIDE_CUSTOMER,
                 cl_arena_printf(finder->contract->arena, "the other party is %s",
                                 known->side_evidence));
}

/* Standard terms name the company that issues them and describe whoever accepts them. */
static void judge_standard_terms(cl_party *a, cl_party *b) {
    cl_party *issuer = a->name.length ? a : b, *accepts = issuer == a ? b : a;
    if (accepts->name.length || !cl_name_has_suffix(issuer->name))
        return;
    set_side(issuer, CL_SIDE_SUPPLIER, "issues the terms");
    set_side(accepts, CL_SIDE_CUSTOMER, "accepts the terms of the other party");
}

void cl_party_sides_judge(cl_party_finder *finder) {
    cl_party_sides_by_name(finder);
    if (finder->count != 2)
        return;
    cl_party *a = &finder->items[0], *b = &finder->items[1];
    bool companies = cl_name_has_suffix(a->name) || cl_name_has_suffix(b->name);
    if (finder->guessed && !companies)
        return;
    if (a->side == CL_SIDE_NONE && b->side == CL_SIDE_NONE) {
        judge_payments(finder);
        if (a->side == CL_SIDE_NONE)
            judge_standard_terms(a, b);
        if (a->side == CL_SIDE_NONE)
            judge_deeds(finder);
        return;
    }
    judge_other(finder, b, a);
    judge_other(finder, a, b);
}
