/* SPDX-License-Identifier: MIT */
#include "contract/party.h"

#include "contract/heading.h"
#include "contract/name.h"
#include "contract/preamble.h"
#include "contract/role.h"
#include "contract/word.h"

enum {
    OPENING_BYTES = 24000, /* where a preamble is looked for */
    PRONOUN_BYTES = 60000, /* how much text is counted for we and you */
    MANY_PRONOUNS = 6,
    ACTORS = 600,    /* verbs looked at */
    MANY_DUTIES = 3, /* "Contractor shall" so often makes a party */
};

/* The opening as one text, and the blocks it came from. */
typedef struct opening {
    cl_text text;
    struct {
        uint32_t block;
        size_t start; /* in text */
    } * parts;
    size_t count;
} opening;

typedef struct finder {
    cl_contract *contract;
    cl_party *items;
    size_t count, capacity;
    bool guessed; /* a party is known by its duties only */
} finder;

static bool is_running_text(const cl_block *block) {
    return !(block->flags & (CL_BLOCK_HIDDEN | CL_BLOCK_TOC)) && block->kind != CL_BLOCK_HEADER &&
           block->kind != CL_BLOCK_FOOTER && block->kind != CL_BLOCK_FOOTNOTE &&
           block->kind != CL_BLOCK_ENDNOTE;
}

static void read_opening(const cl_contract *contract, size_t first, size_t most, opening *opening) {
    const cl_document *document = contract->document;
    size_t size = 0, capacity = 0;
    uint32_t section = 0;
    cl_buffer buffer = {0};
    *opening = (struct opening){0};
    for (size_t i = first; i < document->block_count && size < most; i++) {
        const cl_block *block = &document->blocks[i];
        while (section + 1 < contract->section_count &&
               contract->sections[section + 1].first_block <= i)
            section++;
        bool contents = contract->section_count &&
                        contract->sections[section].kind == CL_SECTION_TOC &&
                        i < contract->sections[section].end_block;
        if (contents || !is_running_text(block) || !block->text.length)
            continue;
        opening->parts = cl_arena_grow(contract->arena, opening->parts, opening->count, &capacity,
                                       sizeof *opening->parts);
        opening->parts[opening->count].block = (uint32_t)i;
        opening->parts[opening->count++].start = size;
        size_t take = block->text.length < most - size ? block->text.length : most - size;
        while (take < block->text.length && take &&
               ((unsigned char)block->text.bytes[take] & 0xC0) == 0x80)
            take--; /* not in the middle of a character */
        cl_buffer_add(&buffer, block->text.bytes, take);
        cl_buffer_add_char(&buffer, '\n');
        size += take + 1;
    }
    opening->text =
        (cl_text){cl_arena_copy(contract->arena, buffer.bytes ? buffer.bytes : "", size), size};
    cl_buffer_release(&buffer);
}

static void locate(const opening *opening, cl_span span, uint32_t *block, cl_span *in_block) {
    size_t low = 0, high = opening->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (opening->parts[middle].start <= span.start)
            low = middle;
        else
            high = middle;
    }
    if (!opening->count)
        return;
    *block = opening->parts[low].block;
    *in_block =
        (cl_span){span.start - opening->parts[low].start, span.end - opening->parts[low].start};
}

/* Do the verbs of duties begin with these two letters? Most words fail here. */
static bool may_bind(int first, int second) {
    static const char pairs[] = "sh wi ma mu ag he wa de re un ac gr co ";
    for (const char *pair = pairs; *pair; pair += 3)
        if (pair[0] == first && pair[1] == second)
            return true;
    return false;
}

/* The words before every modal verb of the contract, the first ACTORS of them. */
static cl_actors read_actors(const cl_contract *contract) {
    static const char *const verbs[] = {"shall",   "will",       "may",        "must",
                                        "agrees",  "hereby",     "warrants",   "wishes",
                                        "desires", "represents", "undertakes", "acknowledges",
                                        "grants",  "covenants",  NULL};
    cl_text *before = NULL;
    size_t count = 0, capacity = 0;
    for (size_t i = 0; i < contract->document->block_count && count < ACTORS; i++) {
        cl_text text = contract->document->blocks[i].text;
        if (!is_running_text(&contract->document->blocks[i]))
            continue;
        for (size_t at = 2; at + 2 < text.length && count < ACTORS; at++) {
            if (text.bytes[at - 1] != ' ' ||
                !may_bind((unsigned char)text.bytes[at], (unsigned char)text.bytes[at + 1]) ||
                !cl_any_words_at(text, at, verbs))
                continue;
            size_t stop = at - 1;
            while (stop && strchr(" ,)\"'", text.bytes[stop - 1]))
                stop--;
            before = cl_arena_grow(contract->arena, before, count, &capacity, sizeof *before);
            before[count++] = cl_text_slice(text, stop > 80 ? stop - 80 : 0, stop);
        }
    }
    return (cl_actors){before, count};
}

static cl_party *add_party(finder *finder) {
    finder->items = cl_arena_grow(finder->contract->arena, finder->items, finder->count,
                                  &finder->capacity, sizeof *finder->items);
    return &finder->items[finder->count++];
}

static bool has_alias(const cl_party *party, cl_text alias) {
    for (size_t i = 0; i < party->alias_count; i++)
        if (cl_text_equal_nocase(party->aliases[i], alias))
            return true;
    return false;
}

static cl_party *party_called(const finder *finder, cl_text alias) {
    for (size_t i = 0; i < finder->count; i++)
        if (has_alias(&finder->items[i], alias) ||
            cl_text_equal_nocase(finder->items[i].name, alias))
            return &finder->items[i];
    return NULL;
}

static void set_aliases(finder *finder, cl_party *party, const cl_text *aliases, size_t count) {
    cl_text *copy = CL_ARRAY(finder->contract->arena, count + 1, cl_text);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        bool known = !aliases[i].length;
        for (size_t k = 0; k < kept && !known; k++)
            known = cl_text_equal_nocase(copy[k], aliases[i]);
        if (!known)
            copy[kept++] = aliases[i];
    }
    cl_text brief = cl_name_short(party->name);
    if (!kept && brief.length) /* somebody without an alias is called by the short name */
        copy[kept++] = brief;
    party->aliases = copy;
    party->alias_count = kept;
}

static void add_named(finder *finder, const opening *opening, const cl_named *named, size_t count) {
    for (size_t i = 0; i < count; i++) {
        cl_text aliases[CL_NAMED_ALIASES];
        for (size_t k = 0; k < named[i].alias_count; k++)
            aliases[k] =
                cl_text_slice(opening->text, named[i].aliases[k].start, named[i].aliases[k].end);
        cl_text name = cl_text_slice(opening->text, named[i].name.start, named[i].name.end);
        if (!name.length && !named[i].alias_count)
            continue;
        if (name.length && !named[i].alias_count && party_called(finder, cl_name_short(name)))
            continue;
        cl_party *party = add_party(finder);
        party->name = name;
        locate(opening, named[i].name, &party->block, &party->span);
        set_aliases(finder, party, aliases, named[i].alias_count);
    }
}

static bool is_we(cl_text word) {
    static const char *const words[] = {"we", "us", "our", "ours"};
    for (size_t i = 0; i < 4; i++)
        if (cl_text_equal_nocase(word, cl_text_from(words[i])))
            return true;
    return false;
}

static bool is_you(cl_text word) {
    return cl_text_equal_nocase(word, CL_TEXT("you")) ||
           cl_text_equal_nocase(word, CL_TEXT("your"));
}

static void count_pronouns(const cl_contract *contract, size_t *we, size_t *you) {
    size_t seen = 0;
    *we = *you = 0;
    for (size_t i = 0; i < contract->document->block_count && seen < PRONOUN_BYTES; i++) {
        const cl_block *block = &contract->document->blocks[i];
        if (!is_running_text(block))
            continue;
        cl_text text = block->text;
        for (size_t at = 0; at < text.length;) {
            size_t end = cl_word_end(text, at);
            if (end - at == 2 || end - at == 3 || end - at == 4) {
                cl_text word = cl_text_slice(text, at, end);
                *we += is_we(word) && !cl_text_equal(word, CL_TEXT("US"));
                *you += is_you(word);
            }
            at = end > at ? end : at + 1;
        }
        seen += text.length;
    }
}

/* The name before the "(" that holds a definition: "Acme, Inc. ("we", "us")". */
static cl_span name_before(cl_text text, size_t at) {
    while (at && text.bytes[at - 1] != '(')
        at--;
    if (!at)
        return (cl_span){0, 0};
    size_t end = at - 1;
    while (end && strchr(" ,", text.bytes[end - 1]))
        end--;
    size_t start = cl_name_start(text, 0, end);
    cl_text name = cl_text_slice(text, start, end);
    if (start == end || (cl_is_no_party(name) && !cl_name_has_suffix(name)))
        return (cl_span){0, 0};
    return (cl_span){start, end};
}

/* Is this an employment matter? Then "you" works and "we" pay. */
static bool about_employment(const opening *opening) {
    size_t limit = opening->text.length < 3000 ? opening->text.length : 3000;
    for (size_t at = 0; at < limit; at++) {
        int c = cl_lower((unsigned char)opening->text.bytes[at]);
        if (c == 'e' && (cl_words_at(opening->text, at, "employment") ||
                         cl_words_at(opening->text, at, "employ you")))
            return true;
    }
    return false;
}

/* Which side the one addressed as "you" is on, by who pays whom: "you agree to pay", "we will pay
 * you". */
static cl_side side_of_you(const finder *finder, const opening *opening, const char **evidence) {
    static const char *const pays[] = {"you shall pay",    "you will pay",
                                       "you agree to pay", "you must pay",
                                       "pay us",           "charge you",
                                       "bill you",         "invoice you",
                                       "your account",     "your use of",
                                       "your order",       "your subscription",
                                       "you may use",      "you may access",
                                       "available to you", "your use",
                                       "your users",       "your data",
                                       "your content",     "your payment",
                                       "provide you with", NULL};
    static const char *const paid[] = {"pay you",       "pays you",        "paid to you",
                                       "reimburse you", "pay to you",      "your services",
                                       "engage you",    "your engagement", "retain you",
                                       "your fee",      "your work",       NULL};
    size_t buys = 0, works = 0, seen = 0;
    for (size_t i = 0; i < finder->contract->document->block_count && seen < PRONOUN_BYTES; i++) {
        cl_text text = finder->contract->document->blocks[i].text;
        seen += text.length;
        for (size_t at = 0; at < text.length; at++) {
            if ((at && cl_is_word_byte((unsigned char)text.bytes[at - 1])) ||
                !strchr("ypcbiare", cl_lower((unsigned char)text.bytes[at])))
                continue;
            buys += cl_any_words_at(text, at, pays) != 0;
            works += cl_any_words_at(text, at, paid) != 0;
        }
    }
    if (about_employment(opening)) {
        *evidence = "addressed as you in an employment agreement";
        return CL_SIDE_SUPPLIER;
    }
    *evidence =
        buys > works ? "addressed as you, who uses or pays" : "addressed as you, who is paid";
    return buys > works ? CL_SIDE_CUSTOMER : works > buys ? CL_SIDE_SUPPLIER : CL_SIDE_NONE;
}

/* 'you ("Customer") agree': what the addressee is called. */
static size_t called_you(const cl_contract *contract, cl_text *aliases, size_t most) {
    size_t count = 0;
    for (size_t i = 0; i < contract->definition_count && count < most; i++) {
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

/* "We" and "you", with the names defined for them. */
static void find_pronouns(finder *finder, const opening *opening) {
    cl_contract *contract = finder->contract;
    size_t we, you;
    count_pronouns(contract, &we, &you);
    if (you < MANY_PRONOUNS)
        return;
    bool employment = about_employment(opening);
    const char *evidence;
    cl_side side_you = side_of_you(finder, opening, &evidence);
    static const char *const words[2][4] = {{"we", "us", "our", "ours"},
                                            {"you", "your", "yours", NULL}};
    for (int side = 0; side < 2; side++) {
        if (side == 0 && we < MANY_PRONOUNS)
            continue;
        cl_text aliases[10];
        size_t count = 0;
        cl_party *known = NULL;
        const cl_definition *first = NULL;
        if (side)
            count = called_you(contract, aliases, 4);
        for (size_t i = 0; i < contract->definition_count && count < 4; i++) {
            const cl_definition *definition = &contract->definitions[i];
            if (!(side ? is_you(definition->term) : is_we(definition->term)))
                continue;
            if (!first)
                first = definition;
            /* "we", "us" or "Acme": names defined in the same breath */
            for (size_t k = 0; k < contract->definition_count; k++) {
                const cl_definition *other = &contract->definitions[k];
                if (other->sentence != first->sentence || other->block != first->block ||
                    is_we(other->term) || is_you(other->term) || count >= 4)
                    continue;
                size_t gap = other->span.start > definition->span.start
                                 ? other->span.start - definition->span.start
                                 : definition->span.start - other->span.start;
                if (gap < 60 && !cl_is_no_party(other->term)) {
                    aliases[count++] = other->term;
                    known = known ? known : party_called(finder, other->term);
                }
            }
            break;
        }
        cl_party *party = known ? known : NULL;
        if (!party)
            for (size_t i = 0; i < finder->count && !party; i++)
                for (int k = 0; k < 4 && words[side][k]; k++)
                    if (has_alias(&finder->items[i], cl_text_from(words[side][k])))
                        party = &finder->items[i];
        if (!party) {
            party = add_party(finder);
            if (first) {
                const cl_block *block = &contract->document->blocks[first->block];
                party->span = name_before(block->text, first->span.start);
                party->block = first->block;
                party->name = cl_text_slice(block->text, party->span.start, party->span.end);
            }
        } else {
            count = 0; /* in the order of the preamble */
            for (size_t i = 0; i < party->alias_count && count < 6; i++)
                aliases[count++] = party->aliases[i];
        }
        for (int k = 0; k < 4 && words[side][k]; k++)
            aliases[count++] = cl_text_from(words[side][k]);
        set_aliases(finder, party, aliases, count);
        if (side_you == CL_SIDE_NONE)
            continue;
        bool customer = (side == 1) == (side_you == CL_SIDE_CUSTOMER);
        party->role = employment                     ? side ? "employee" : "employer"
                      : side_you == CL_SIDE_CUSTOMER ? side ? "customer" : "provider"
                                                     : party->role;
        party->side = customer ? CL_SIDE_CUSTOMER : CL_SIDE_SUPPLIER;
        party->side_evidence = side         ? evidence
                               : employment ? "speaks as we in an employment agreement"
                               : side_you == CL_SIDE_CUSTOMER ? "speaks to a customer as we"
                                                              : "speaks to whom it pays as we";
    }
}

static void judge_names(finder *finder) {
    for (size_t i = 0; i < finder->count; i++) {
        cl_party *party = &finder->items[i];
        for (size_t a = 0; a < party->alias_count && party->side == CL_SIDE_NONE; a++) {
            const cl_role *role = cl_role_find(party->aliases[a]);
            if (!role || (cl_name_has_suffix(party->name) && /* "Distributor, Inc." */
                          cl_text_equal_nocase(party->aliases[a], cl_name_short(party->name))))
                continue;
            party->role = role->role ? role->role : party->role;
            party->side = role->side;
            if (role->side != CL_SIDE_NONE)
                party->side_evidence =
                    cl_arena_printf(finder->contract->arena, "named %.*s",
                                    (int)party->aliases[a].length, party->aliases[a].bytes);
        }
    }
}

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

/* Definitions whose term is a role word: 'the person who signs below ("Customer")', '"Supplier"
 * means Acme Ltd'. */
static void find_defined_roles(finder *finder) {
    const cl_contract *contract = finder->contract;
    for (size_t i = 0; i < contract->definition_count && finder->count < 2; i++) {
        const cl_definition *definition = &contract->definitions[i];
        const cl_role *role = cl_role_find(definition->term);
        if (!role || !role->role || role->side == CL_SIDE_NONE ||
            party_called(finder, definition->term) ||
            definition->sentence > contract->sentence_count / 3)
            continue;
        bool taken = false;
        for (size_t k = 0; k < finder->count; k++)
            taken |= finder->items[k].side == role->side;
        cl_text text = contract->document->blocks[definition->block].text, body = definition->body;
        cl_span name;
        if (!body.length) {
            name = name_before(text, definition->span.start);
        } else if (meant_by(body, &name)) {
            size_t offset = body.bytes >= text.bytes && body.bytes < text.bytes + text.length
                                ? (size_t)(body.bytes - text.bytes)
                                : text.length; /* a body that begins in the next block */
            name = offset + name.end <= text.length
                       ? (cl_span){offset + name.start, offset + name.end}
                       : (cl_span){0, 0};
        } else {
            continue;
        }
        if (taken)
            continue;
        cl_party *party = add_party(finder);
        party->block = definition->block;
        party->span = name.end > name.start ? name : definition->span;
        party->name = cl_text_slice(text, name.start, name.end);
        set_aliases(finder, party, &definition->term, 1);
        judge_names(finder);
    }
}

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
    while (at && text.bytes[at - 1] == ' ')
        at--;
    for (const char *const *word = words; *word; word++)
        if (cl_words_before(text, at, *word) != SIZE_MAX)
            return true;
    return false;
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

static bool is_signed_already(const finder *finder, cl_text name, cl_text brief) {
    for (size_t i = 0; i < finder->count; i++) {
        const cl_party *party = &finder->items[i];
        if (same_letters(party->name, name) || cl_text_equal_nocase(party->name, brief) ||
            (!party->name.length && has_alias(party, brief)))
            return true;
    }
    return false;
}

static void sign_block(finder *finder, uint32_t block, size_t from) {
    cl_text text = finder->contract->document->blocks[block].text;
    for (size_t at = from; at < text.length && finder->count < CL_NAMED_MAX;) {
        size_t word_end = cl_word_end(text, at), end = at;
        if (word_end == at) {
            at++;
            continue;
        }
        if (cl_is_upper((unsigned char)text.bytes[at]))
            end = cl_name_end(text, at);
        size_t start = behind_office(text, at, end);
        cl_text name = cl_text_slice(text, start, end), brief = cl_name_short(name);
        if (name.length > 5 && cl_name_has_suffix(name) && brief.length &&
            brief.length < name.length && (start > at || !signs_for_another(text, at)) &&
            !is_signed_already(finder, name, brief)) {
            cl_party *party = add_party(finder);
            party->name = name;
            party->block = block;
            party->span = (cl_span){start, end};
            set_aliases(finder, party, NULL, 0);
        }
        at = end > word_end ? end : word_end;
    }
}

/* Nothing but a name with its form of company. */
static bool is_name_line(cl_text text) {
    return text.length > 5 && text.length < 80 && cl_is_upper((unsigned char)text.bytes[0]) &&
           cl_name_has_suffix(text) && cl_name_short(text).length < text.length &&
           cl_name_end(text, 0) + 1 >= text.length;
}

/* Names above "By:" in the signatures, or behind the testimonium of a page that is one paragraph.
 */
static void find_signatures(finder *finder) {
    static const char *const testimonium[] = {"in witness whereof", "in witness hereof", NULL};
    const cl_contract *contract = finder->contract;
    bool seen = false;
    for (size_t i = 0; i < contract->section_count && finder->count < CL_NAMED_MAX; i++) {
        const cl_section *section = &contract->sections[i];
        if (section->kind != CL_SECTION_SIGNATURES)
            continue;
        seen |= section->end_block > section->first_block;
        uint32_t first = section->first_block;
        while (first && (is_name_line(contract->document->blocks[first - 1].text) ||
                         cl_words_at(contract->document->blocks[first - 1].text, 0, "by:")))
            first--; /* "ACME INC." above "By:" reads like a heading */
        for (uint32_t b = first; b < section->end_block && b < contract->document->block_count; b++)
            sign_block(finder, b, 0);
    }
    for (uint32_t b = 0; !seen && b < contract->document->block_count; b++) {
        size_t from = cl_find_word(contract->document->blocks[b].text, 0, testimonium);
        if (from != SIZE_MAX)
            sign_block(finder, b, from);
    }
}

/* "Contractor shall", often: a party that the opening does not name. */
static void find_role_words(finder *finder) {
    static const char *const modals[] = {" shall", " will", " may", " agrees", " must", NULL};
    const cl_contract *contract = finder->contract;
    struct {
        cl_text word;
        const cl_role *role;
        size_t count;
        uint32_t block;
        size_t offset;
    } seen[8];
    size_t kinds = 0;
    for (size_t i = 0; i < contract->document->block_count; i++) {
        cl_text text = contract->document->blocks[i].text;
        for (size_t at = 0; at < text.length;) {
            size_t end = cl_word_end(text, at);
            bool named = end > at && (cl_is_upper((unsigned char)text.bytes[at]) ||
                                      cl_words_before(text, at, "the ") != SIZE_MAX);
            if (named && end - at > 3 && cl_any_words_at(text, end, modals)) {
                cl_text word = cl_text_slice(text, at, end);
                const cl_role *role = cl_role_find(word);
                size_t k = 0;
                while (role && k < kinds && seen[k].role != role)
                    k++;
                if (role &&
                    cl_text_equal_nocase(word, cl_text_from(role->word)) && /* not "Users will" */
                    role->side != CL_SIDE_NONE && k < 8) {
                    if (k == kinds) {
                        seen[k].word = word;
                        seen[k].role = role;
                        seen[k].count = 0;
                        seen[k].block = (uint32_t)i;
                        seen[k].offset = at;
                        kinds++;
                    }
                    seen[k].count++;
                }
            }
            at = end > at ? end : at + 1;
        }
    }
    for (size_t k = 0; k < kinds && finder->count < 2; k++) {
        bool taken = false;
        for (size_t i = 0; i < finder->count; i++) {
            for (size_t a = 0; a < finder->items[i].alias_count; a++) {
                const cl_role *role = cl_role_find(finder->items[i].aliases[a]);
                taken |= role && role->side == seen[k].role->side;
            }
        }
        if (taken || seen[k].count < MANY_DUTIES || party_called(finder, seen[k].word))
            continue;
        cl_party *party = add_party(finder);
        finder->guessed = true;
        party->block = seen[k].block;
        party->span = (cl_span){seen[k].offset, seen[k].offset + seen[k].word.length};
        set_aliases(finder, party, &seen[k].word, 1);
    }
}

/* Named parties that speak as "we" and "you" all the same. */
static void judge_pronouns(finder *finder, const opening *opening) {
    cl_party *you = party_called(finder, CL_TEXT("you"));
    if (!you || you->side != CL_SIDE_NONE || finder->count != 2)
        return;
    cl_party *other = &finder->items[you == &finder->items[0]];
    const char *evidence;
    cl_side side = side_of_you(finder, opening, &evidence);
    if (side == CL_SIDE_NONE || other->side == side)
        return;
    you->side = side;
    you->side_evidence = evidence;
    if (other->side != CL_SIDE_NONE)
        return;
    other->side = side == CL_SIDE_CUSTOMER ? CL_SIDE_SUPPLIER : CL_SIDE_CUSTOMER;
    other->side_evidence =
        side == CL_SIDE_CUSTOMER ? "speaks to a customer as you" : "speaks to whom it pays as you";
}

/* Who is "you" owns what is "your", who is "us" acts as "we". */
static void complete_pronouns(finder *finder) {
    static const cl_text sets[2][3] = {{{"we", 2}, {"us", 2}, {"our", 3}},
                                       {{"you", 3}, {"your", 4}, {"yours", 5}}};
    for (size_t i = 0; i < finder->count; i++)
        for (size_t set = 0; set < 2; set++) {
            cl_party *party = &finder->items[i];
            if (!has_alias(party, sets[set][0]) && !has_alias(party, sets[set][1]))
                continue;
            cl_text aliases[CL_NAMED_ALIASES + 8];
            size_t count = 0;
            for (size_t a = 0; a < party->alias_count && count < CL_NAMED_ALIASES + 4; a++)
                aliases[count++] = party->aliases[a];
            for (size_t k = 0; k < 3; k++)
                aliases[count++] = sets[set][k];
            set_aliases(finder, party, aliases, count);
        }
}

/* The alias of which party stands at `at` ("the" allowed)? SIZE_MAX if none. */
static size_t party_at(const finder *finder, cl_text text, size_t at) {
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
static size_t party_before(const finder *finder, cl_text text, size_t end) {
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

/* "X shall pay Y" and never the other way round: X is the customer. Only between two parties. */
static void judge_payments(finder *finder) {
    static const char *const pays[] = {"shall pay to", "will pay to",     "agrees to pay to",
                                       "shall pay",    "will pay",        "agrees to pay",
                                       "must pay",     "shall reimburse", NULL};
    size_t paid[2] = {0, 0};
    for (size_t i = 0; i < finder->contract->sentence_count; i++) {
        const cl_sentence *sentence = &finder->contract->sentences[i];
        cl_text text = cl_text_slice(sentence->text, 0, sentence->own.end);
        for (size_t at = sentence->own.start;
             (at = cl_text_find(text, CL_TEXT(" pay "), at)) != SIZE_MAX; at++) {
            size_t verb = at; /* back over "agrees to" or "shall" */
            for (int k = 0; k < 2 && verb; k++) {
                while (verb && cl_is_alpha(text.bytes[verb - 1]))
                    verb--;
                size_t end = cl_any_words_at(text, verb, pays);
                if (end && verb && text.bytes[verb - 1] == ' ') {
                    size_t payer = party_before(finder, text, verb - 1),
                           payee = party_at(finder, text, cl_skip_spaces(text, end));
                    if (payer < 2 && payee < 2 && payer != payee)
                        paid[payer]++;
                    break;
                }
                while (verb && text.bytes[verb - 1] == ' ')
                    verb--;
            }
        }
    }
    for (size_t i = 0; i < 2; i++)
        if (paid[i] >= 2 && !paid[1 - i]) {
            finder->items[i].side = CL_SIDE_CUSTOMER;
            finder->items[i].side_evidence = "pays the other party";
            finder->items[1 - i].side = CL_SIDE_SUPPLIER;
            finder->items[1 - i].side_evidence = "is paid by the other party";
        }
}

static void judge_sides(finder *finder) {
    judge_names(finder);
    if (finder->count != 2 || finder->guessed)
        return; /* of two that are named together, one side tells the other */
    cl_party *a = &finder->items[0], *b = &finder->items[1];
    if (a->side == CL_SIDE_NONE && b->side == CL_SIDE_NONE) {
        judge_payments(finder);
        return;
    }
    for (int i = 0; i < 2; i++, a = &finder->items[1], b = &finder->items[0])
        if (a->side == CL_SIDE_NONE && b->side != CL_SIDE_NONE) {
            a->side = b->side == CL_SIDE_CUSTOMER ? CL_SIDE_SUPPLIER : CL_SIDE_CUSTOMER;
            a->side_evidence =
                cl_arena_printf(finder->contract->arena, "the other party is %s", b->side_evidence);
            return;
        }
}

void cl_parties_find(cl_contract *contract) {
    finder finder = {.contract = contract};
    opening opening;
    cl_named named[CL_NAMED_MAX];
    read_opening(contract, 0, OPENING_BYTES, &opening);
    bool sure;
    cl_actors actors = read_actors(contract);
    size_t count = cl_preamble_read(opening.text, &actors, named, &sure);
    if (count < 2 || !sure) {
        cl_named keyed[CL_NAMED_MAX];
        size_t keys = cl_preamble_read_keys(opening.text, keyed);
        if (keys >= 2 || !count) {
            memcpy(named, keyed, keys * sizeof *keyed);
            count = keys;
        }
    }
    add_named(&finder, &opening, named, count);
    judge_names(&finder);
    if (finder.count < 2)
        find_pronouns(&finder, &opening);
    if (finder.count < 2)
        find_defined_roles(&finder);
    if (finder.count < 2)
        find_signatures(&finder);
    if (finder.count < 2)
        find_role_words(&finder);
    judge_pronouns(&finder, &opening);
    complete_pronouns(&finder);
    judge_sides(&finder);
    contract->parties = finder.items;
    contract->party_count = finder.count;
    if (finder.count < 2)
        cl_notices_add(
            contract->arena, &contract->notices, "parties-unknown", CL_NO_PLACE,
            finder.count
                ? "Only one party could be made out; what each party may do cannot be compared."
                : "The parties could not be made out; who holds a right is not known.");
}
