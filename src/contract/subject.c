/* SPDX-License-Identifier: MIT */
#include "contract/clause_part.h"
#include "contract/word.h"

static bool starts_predicate(cl_text text, size_t at) {
    static const char *const predicates[] = {
        "may",          "shall",    "will",       "has",
        "have",         "had",      "can",        "must",
        "is",           "are",      "hereby",     "agrees",
        "agree",        "reserves", "reserve",    "retains",
        "retain",       "would",    "could",      "should",
        "elects",       "elect",    "wishes",     "wish",
        "desires",      "desire",   "be",         "does",
        "do",           "cannot",   "undertakes", "covenants",
        "is hereby",    "further",  "also",       "acknowledges",
        "being",        "to",       "from",       "warrants",
        "represents",   "intends",  "exercises",  "each",
        "individually", "grants",   "grant",      "alone",
        "only",         "solely",   NULL};
    return cl_any_words_at(text, at, predicates) != 0;
}

static bool leads_to(cl_text text, size_t at, size_t verb);

/* "X (or its affiliate) may": on behind the bracket that opens at `from`. */
static bool leads_over_brackets(cl_text text, size_t from, size_t verb) {
    size_t close = from;
    while (close < verb && text.bytes[close] != ')')
        close++;
    return close < verb && leads_to(text, close + 1, verb);
}

static bool states_nothing_between(cl_text text, size_t from, size_t to) {
    for (size_t i = from; i < to; i++)
        if (text.bytes[i] == ';' || (text.bytes[i] == '.' && cl_word_byte(text, i + 1) == ' '))
            return false;
    return true;
}

/* "X, in its sole discretion, may": a stretch between commas that is no clause of its own. */
static bool leads_over_insertion(cl_text text, size_t from, size_t verb) {
    static const char *const subjects[] = {"if",    "that", "which",  "who",
                                           "where", "when", "unless", NULL};
    enum { OPEN = 60 }; /* bytes from a comma that no other one answers */
    bool comma = text.bytes[from] == ',';
    size_t close = comma ? from + 1 : from, first = cl_skip_spaces(text, close);
    if (comma && first >= verb && !cl_any_words_at(text, first, subjects))
        return true;
    while (close < verb && text.bytes[close] != ',' && text.bytes[close] != ';')
        close++;
    if (close >= verb)
        return !comma || first + OPEN > verb;
    size_t after = cl_skip_spaces(text, close + 1);
    return text.bytes[close] == ',' && (after >= verb || starts_predicate(text, after));
}

static bool has_only_adverbs(cl_text text, size_t from, size_t to) {
    enum { MOST = 4, SHORTEST = 4 };
    for (size_t i = from, words = 0; i < to; words++) {
        size_t end = cl_word_end(text, i);
        if (end == i || words == MOST || end - i < SHORTEST || text.bytes[end - 1] != 'y')
            return false;
        i = cl_skip_spaces(text, end);
    }
    return true;
}

/* Over "and its affiliates", who act with X. */
static size_t skip_its_own(cl_text text, size_t at) {
    static const char *const its_own[] = {
        "and its affiliates", "or its affiliates", "and/or its affiliates", "and its subsidiaries",
        "and its successors", "or its successors", "or its designee",       "or its agent",
        "or its assigns",     "or its nominee",    "and its assigns",       NULL};
    size_t end = cl_any_words_at(text, at, its_own);
    return end ? cl_skip_spaces(text, end) : at;
}

/* May the subject whose mention ends at `at` be that of the words at `verb`? The words between must
 * begin like a predicate or be put in between. */
static bool leads_to(cl_text text, size_t at, size_t verb) {
    static const char *const insertions[] = {"in", "at", "upon", "on", NULL};
    size_t from = skip_its_own(text, cl_skip_spaces(text, at));
    if (from >= verb)
        return true;
    if (text.bytes[from] == '(')
        return leads_over_brackets(text, from, verb);
    if (starts_predicate(text, from))
        return states_nothing_between(text, from, verb);
    if (text.bytes[from] == ',' || cl_any_words_at(text, from, insertions))
        return leads_over_insertion(text, from, verb);
    return has_only_adverbs(text, from, verb);
}

/* "X's right to", "X's sole discretion". */
static bool owns_right(cl_text text, const cl_mention *m) {
    static const char *const rights[] = {
        "right",    "rights",     "option",  "election",  "ability",     "obligation", "duty",
        "sole",     "discretion", "power",   "agreement", "entitlement", "exclusive",  "liability",
        "decision", "notice",     "written", "prior",     "board",       NULL};
    return cl_any_words_at(text, cl_skip_spaces(text, cl_mention_end(text, m)), rights) != 0;
}

/* "the right of X to", "prevent X from". */
static bool is_given_right(cl_text text, const cl_mention *m) {
    static const char *const of_rights[] = {
        "right of", "rights of",  "option of", "obligation of", "obligations of",
        "duty of",  "ability of", "power of",  "election of",   "prevent",
        "prevents", "prohibit",   "prohibits", "restrict",      "restricts",
        "preclude", "precludes",  "allow",     "allows",        "permit",
        "permits",  "entitle",    "entitles",  "limit",         NULL};
    return cl_any_words_before(text, m->holder.span.start, of_rights) != SIZE_MAX;
}

/* "grants X the right to", "reserved to X the right to". */
static bool is_granted_right(cl_text text, const cl_mention *m) {
    static const char *const grants[] = {
        "grants",     "grant",    "grants to",   "grant to", "gives",   "give", "gives to",
        "granted to", "granting", "reserved to", "given to", "accords", NULL};
    static const char *const rights[] = {"the right",
                                         "a right",
                                         "an option",
                                         "the option",
                                         "the power",
                                         "the sole right",
                                         "the unilateral right",
                                         "the privilege",
                                         "the exclusive right",
                                         NULL};
    return cl_any_words_before(text, m->holder.span.start, grants) != SIZE_MAX &&
           cl_any_words_at(text, cl_skip_spaces(text, m->holder.span.end), rights);
}

/* Something is done to X, with X or by X; "for X to terminate" is X's own doing. */
static bool is_oblique(cl_text text, const cl_mention *m) {
    static const char *const oblique[] = {"by",   "to",        "with",    "from",    "against",
                                          "upon", "for",       "between", "under",   "than",
                                          "on",   "behalf of", "but not", "and not", NULL};
    static const char *const acting[] = {"for", NULL};
    size_t start = m->holder.span.start, behind = cl_skip_spaces(text, m->holder.span.end);
    if (m->objective)
        return true;
    if (cl_any_words_before(text, start, oblique) == SIZE_MAX)
        return false;
    return !cl_words_at(text, behind, "to") || cl_any_words_before(text, start, acting) == SIZE_MAX;
}

/* "X and its affiliates": they decide nothing. */
static bool is_beside(cl_text text, const cl_mention *m) {
    static const char *const joints[] = {"and", "or", "and/or", NULL};
    return m->holder.kind == CL_HOLDER_THIRD &&
           cl_any_words_before(text, m->holder.span.start, joints) != SIZE_MAX;
}

static bool ends_statement(cl_text text, size_t end) {
    return cl_word_byte(text, cl_skip_spaces(text, end)) == '.' || cl_word_byte(text, end) == ';';
}

cl_holder cl_subject_before(cl_text text, const cl_mention *mentions, size_t count, size_t verb) {
    for (size_t i = count; i-- > 0;) {
        const cl_mention *m = &mentions[i];
        size_t end = m->holder.span.end;
        if (end > verb)
            continue;
        if (verb - end > CL_HOLDER_REACH)
            break;
        if (m->possessive ? owns_right(text, m)
                          : is_given_right(text, m) || is_granted_right(text, m))
            return cl_mention_holder(text, m);
        if (is_beside(text, m))
            continue;
        if (m->possessive || is_oblique(text, m))
            continue;
        if (ends_statement(text, end))
            break;
        if (leads_to(text, end, verb))
            return cl_mention_holder(text, m);
    }
    return cl_holder_unknown;
}
