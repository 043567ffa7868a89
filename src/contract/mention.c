/* SPDX-License-Identifier: MIT */
#include "contract/mention.h"

#include "contract/called.h"
#include "contract/word.h"

/* ---- one mention ---- */

static const char *const everyone[] = {"either of the parties",
                                       "each of the parties",
                                       "both of the parties",
                                       "any of the parties",
                                       "neither of the parties",
                                       "either party hereto",
                                       "each party hereto",
                                       "the parties hereto",
                                       "either party",
                                       "each party",
                                       "both parties",
                                       "any party",
                                       "neither party",
                                       "no party",
                                       "the parties",
                                       "all parties",
                                       "every party",
                                       "either one of the parties",
                                       "each of us",
                                       "either of us",
                                       "both of us",
                                       "neither of us",
                                       "a party",
                                       "one party",
                                       "either side",
                                       "both sides",
                                       "parties",
                                       "the party wishing",
                                       "the party desiring",
                                       "the party electing",
                                       "the party that wishes",
                                       "the party which wishes",
                                       "the party that desires",
                                       "the terminating party",
                                       NULL};

static const char *const others[] = {"the other party", "such other party", "that other party",
                                     "such party",      "that party",       "said party",
                                     "the party",       "the first party",  "the second party",
                                     "the former",      "the latter",       NULL};

static const char *const thirds[] = {"third party",
                                     "third parties",
                                     "any end user",
                                     "end users",
                                     "end user",
                                     "the bank",
                                     "the court",
                                     "the arbitrator",
                                     "the arbitrators",
                                     "the arbitral tribunal",
                                     "any regulator",
                                     "the regulator",
                                     "the auditor",
                                     "the auditors",
                                     "any affiliate",
                                     "affiliates",
                                     "its affiliates",
                                     "any lender",
                                     "any subcontractor",
                                     "subcontractors",
                                     "any insurer",
                                     "the insurer",
                                     "any governmental authority",
                                     "any person",
                                     "no person",
                                     "any stockholder",
                                     "shareholders",
                                     "stockholders",
                                     "the trustee",
                                     "the government",
                                     NULL};

/* Mostly capitals: then a capital behind a name does not go on with it. */
static bool is_all_caps(cl_text text) {
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.length; i++) {
        upper += cl_is_upper((unsigned char)text.bytes[i]);
        lower += cl_is_lower((unsigned char)text.bytes[i]);
    }
    return upper > 4 * lower;
}

/* "The non-breaching party", "such terminating party": one or two words that say which. Its end, or
 * 0. */
static size_t qualified_party(cl_text text, size_t at) {
    static const char *const articles[] = {"the", "a", "any", "such", "an", NULL};
    size_t end = cl_any_words_at(text, at, articles);
    if (!end)
        return 0;
    for (int i = 0; i < 3; i++) {
        size_t from = cl_skip_spaces(text, end), party = cl_words_at(text, from, "party");
        if (party)
            return i ? party : 0;
        if (cl_words_at(text, from, "third"))
            return 0;
        end = cl_word_end(text, from);
        while (cl_word_byte(text, end) == '-' && cl_is_word_byte(cl_word_byte(text, end + 1)))
            end = cl_word_end(text, end + 1);
        if (end == from)
            return 0;
    }
    return 0;
}

/* "Customer Data", "Supplier Products": the party's name is part of another's. */
static bool is_compound(cl_text text, size_t end, bool caps) {
    static const char *const joints[] = {"and",  "or",  "may",    "shall",  "will",
                                         "must", "has", "and/or", "hereby", NULL};
    if (caps || cl_word_byte(text, end) != ' ' || !cl_is_upper(cl_word_byte(text, end + 1)))
        return false;
    return !cl_any_words_at(text, end + 1, joints);
}

static size_t skip_the(cl_text text, size_t at) {
    size_t the = cl_words_at(text, at, "the");
    return the ? cl_skip_spaces(text, the) : at;
}

/* "The bank" may be what this contract calls a party. */
static bool is_called_so(const cl_contract *contract, cl_text text, size_t at, size_t end) {
    size_t name = skip_the(text, at);
    uint32_t party;
    return name > at && cl_called_at(contract, text, name, &party) >= end;
}

/* "Either may …" */
static size_t either_alone(cl_text text, size_t at) {
    static const char *const modals[] = {"may", "shall", "can", "has the right", NULL};
    size_t end = cl_words_at(text, at, "either");
    return end && cl_any_words_at(text, cl_skip_spaces(text, end), modals) ? end : 0;
}

/* Words that are the same in every contract: "either party", "the latter", "end users". */
static size_t general_mention(const cl_contract *contract, cl_text text, size_t at,
                              cl_holder *holder) {
    int c = cl_lower((unsigned char)text.bytes[at]);
    size_t end;
    if (strchr("ebantpo", c) &&
        ((end = cl_any_words_at(text, at, everyone)) || (end = either_alone(text, at)))) {
        holder->kind = CL_HOLDER_EVERYONE;
        return end;
    }
    if ((c == 't' || c == 's') && (end = cl_any_words_at(text, at, others))) {
        holder->kind = CL_HOLDER_OTHER;
        return end;
    }
    if (strchr("teaisnr", c) && (end = cl_any_words_at(text, at, thirds)) &&
        !is_called_so(contract, text, at, end)) {
        holder->kind = CL_HOLDER_THIRD;
        return end;
    }
    return 0;
}

/* A party by a name of this contract, or by the words that are put before "party". */
static size_t party_mention(const cl_contract *contract, cl_text text, size_t at, bool caps,
                            cl_mention *mention) {
    int c = cl_lower((unsigned char)text.bytes[at]);
    size_t from = skip_the(text, at);
    uint32_t party;
    size_t end = cl_called_at(contract, text, from, &party);
    if (end && !is_compound(text, end, caps)) {
        cl_text words = cl_text_slice(text, from, end);
        mention->objective = cl_text_equal_nocase(words, CL_TEXT("us"));
        mention->possessive = cl_text_equal_nocase(words, CL_TEXT("our")) ||
                              cl_text_equal_nocase(words, CL_TEXT("your"));
    } else {
        end = c == 't' || c == 'i' ? cl_called_by_organ(contract, text, at, &party) : 0;
    }
    if (end) {
        mention->holder.kind = CL_HOLDER_PARTY;
        mention->holder.party = party;
        return end;
    }
    mention->holder.kind = CL_HOLDER_OTHER;
    return c == 't' || c == 'a' || c == 's' ? qualified_party(text, at) : 0;
}

/* The mention that begins at the word at `at`: its end, or 0. */
static size_t mention_at(const cl_contract *contract, cl_text text, size_t at, bool caps,
                         cl_mention *mention) {
    *mention = (cl_mention){.holder = {.party = CL_NONE}};
    size_t end = general_mention(contract, text, at, &mention->holder);
    if (!end)
        end = party_mention(contract, text, at, caps, mention);
    if (!end)
        return 0;
    mention->holder.span = (cl_span){at, end};
    mention->possessive |= cl_word_byte(text, end) == '\'';
    return cl_skip_possessive(text, end);
}

size_t cl_mention_end(cl_text text, const cl_mention *mention) {
    return cl_skip_possessive(text, mention->holder.span.end);
}

/* ---- mentions that go together ---- */

typedef struct list {
    cl_text text;
    cl_mention *items;
    size_t count;
} list;

/* "The former", "the latter": of the last two parties that were named. */
static void resolve_pair(const list *list, cl_mention *found) {
    const cl_mention *all = list->items;
    size_t at = found->holder.span.start, later = list->count, earlier;
    bool former = cl_words_at(list->text, at, "the former") != 0;
    if (!former && !cl_words_at(list->text, at, "the latter"))
        return;
    while (later-- > 0 && all[later].holder.kind != CL_HOLDER_PARTY)
        continue;
    for (earlier = later; later != SIZE_MAX && earlier-- > 0;)
        if (all[earlier].holder.kind == CL_HOLDER_PARTY &&
            all[earlier].holder.party != all[later].holder.party)
            break;
    if (later == SIZE_MAX || earlier == SIZE_MAX)
        return;
    found->pronoun = true;
    found->holder.kind = CL_HOLDER_PARTY;
    found->holder.party = all[former ? earlier : later].holder.party;
}

/* Does a predicate follow the mention that ends at `end`? */
static bool starts_clause(cl_text text, size_t end) {
    static const char *const modals[] = {"may", "shall", "will", "must", "can", "has", "is", NULL};
    return cl_any_words_at(text, cl_skip_spaces(text, end), modals) != 0;
}

/* "X or Y", "X, and Y", "either party and Y": does the mention go on with the last one? */
static bool is_joined(const list *list, const cl_mention *found) {
    static const char *const joints[] = {"or", "and", "and/or", NULL};
    const cl_mention *last = &list->items[list->count - 1];
    cl_text text = list->text;
    bool together =
        (last->holder.kind == CL_HOLDER_PARTY && last->holder.party != found->holder.party) ||
        last->holder.kind == CL_HOLDER_EVERYONE;
    if (!together || last->possessive)
        return false;
    size_t joint = cl_skip_spaces(text, last->holder.span.end);
    bool comma = cl_word_byte(text, joint) == ',';
    if (comma)
        joint = cl_skip_spaces(text, joint + 1);
    size_t next = cl_any_words_at(text, joint, joints);
    if (!next || cl_skip_spaces(text, next) != found->holder.span.start)
        return false;
    /* "pays X, and Y may": a new clause begins with Y */
    return !comma || !(found->pronoun || starts_clause(text, found->holder.span.end));
}

/* Is there a comma and nothing else between two mentions? */
static bool is_list_comma(cl_text text, size_t from, size_t to) {
    from = cl_skip_spaces(text, from);
    return cl_word_byte(text, from) == ',' && cl_skip_spaces(text, from + 1) == to;
}

/* Makes one mention of everyone of the last one and of what goes on with it: "X, Y or Z". */
static void join(list *list, const cl_mention *found) {
    cl_mention *last = &list->items[list->count - 1];
    last->holder =
        (cl_holder){CL_HOLDER_EVERYONE, CL_NONE, {last->holder.span.start, found->holder.span.end}};
    last->possessive = found->possessive;
    while (list->count > 1) {
        last = &list->items[list->count - 1];
        cl_mention *before = last - 1;
        if (before->holder.kind != CL_HOLDER_PARTY || before->possessive ||
            !is_list_comma(list->text, before->holder.span.end, last->holder.span.start))
            return;
        last->holder.span.start = before->holder.span.start;
        *before = *last;
        list->count--;
    }
}

static void add(list *list, cl_mention found) {
    static const char *const with_you[] = {"you or", "you and", "either you or", NULL};
    if (found.holder.kind == CL_HOLDER_PARTY &&
        cl_any_words_before(list->text, found.holder.span.start, with_you) != SIZE_MAX)
        found.holder = cl_mention_everyone(&found);
    if (found.holder.kind == CL_HOLDER_OTHER)
        resolve_pair(list, &found);
    if (list->count && found.holder.kind == CL_HOLDER_PARTY && is_joined(list, &found)) {
        join(list, &found);
        return;
    }
    if (list->count == CL_MENTIONS) {
        list->count = CL_MENTIONS / 2;
        memmove(list->items, list->items + list->count, list->count * sizeof *list->items);
    }
    list->items[list->count++] = found;
}

/* "Each of X and Y", "either X or Y": the first word belongs to the mention. */
static void take_in_opener(cl_text text, cl_mention *mention) {
    static const char *const openers[] = {"each of", "either of", "both of", "neither",
                                          "either",  "both",      "each",    NULL};
    if (mention->holder.kind != CL_HOLDER_EVERYONE)
        return;
    size_t begin = cl_any_words_before(text, mention->holder.span.start, openers);
    if (begin != SIZE_MAX)
        mention->holder.span.start = begin;
}

size_t cl_mentions_find(const cl_contract *contract, cl_text text, size_t from, size_t to,
                        cl_mention mentions[CL_MENTIONS]) {
    list list = {text, mentions, 0};
    bool caps = is_all_caps(text);
    for (size_t at = from; at < to;) {
        if (!cl_is_word_byte((unsigned char)text.bytes[at]) ||
            (at && cl_is_word_byte((unsigned char)text.bytes[at - 1]))) {
            at++;
            continue;
        }
        cl_mention found;
        size_t end = mention_at(contract, text, at, caps, &found);
        if (end)
            add(&list, found);
        at = end ? end : cl_word_end(text, at);
    }
    for (size_t i = 0; i < list.count; i++)
        take_in_opener(text, &mentions[i]);
    return list.count;
}

/* ---- whom a mention stands for ---- */

/* Is the mention the second half of "either X or Y", "both X and Y", whoever X may be? */
static bool is_half(cl_text text, const cl_mention *m) {
    enum { NEAR = 80 };
    static const char *const joints[] = {"or", "and", "and/or", "nor", "or by", "and by", NULL};
    static const char *const openers[] = {"either", "neither", "both", "each of", NULL};
    static const char *const breaks[] = {"may", "shall", "will", "has", "if", "party", NULL};
    size_t at = m->holder.span.start;
    if (cl_any_words_before(text, at, joints) == SIZE_MAX)
        return false;
    for (size_t floor = at > NEAR ? at - NEAR : 0; at > floor; at--) {
        if (strchr(".,;:", text.bytes[at - 1]))
            return false;
        if (at > 1 && cl_is_word_byte((unsigned char)text.bytes[at - 2]))
            continue;
        if (cl_any_words_at(text, at - 1, breaks))
            return false;
        if (cl_any_words_at(text, at - 1, openers))
            return true;
    }
    return false;
}

cl_holder cl_mention_everyone(const cl_mention *mention) {
    return (cl_holder){CL_HOLDER_EVERYONE, CL_NONE, mention->holder.span};
}

cl_holder cl_mention_holder(cl_text text, const cl_mention *mention) {
    return mention->holder.kind == CL_HOLDER_PARTY && is_half(text, mention)
               ? cl_mention_everyone(mention)
               : mention->holder;
}
