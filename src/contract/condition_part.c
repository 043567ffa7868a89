/* SPDX-License-Identifier: MIT */
#include "contract/condition_part.h"

#include "contract/word.h"

enum {
    SUBJECT_WORDS = 14,
    SHORT_SUBJECT = 4, /* may be followed by something between commas */
    MAIN_WORDS = 30,
    CONDITION_WORDS = 400, /* of a condition that are read */
    COMMAS = 2,            /* around what stands between a subject and its verb */
};

const char *const cl_modals[] = {"may",
                                 "can",
                                 "shall",
                                 "will",
                                 "must",
                                 "is entitled",
                                 "are entitled",
                                 "has the right",
                                 "have the right",
                                 "has the option",
                                 "have the option",
                                 "reserves",
                                 "reserve",
                                 "is free",
                                 "are free",
                                 "retains the right",
                                 "is hereby",
                                 "agrees",
                                 "agree",
                                 NULL};
static const char *const permissions[] = {"may",
                                          "can",
                                          "is entitled",
                                          "are entitled",
                                          "has the right",
                                          "have the right",
                                          "shall be entitled",
                                          "shall have",
                                          "will have",
                                          NULL};
const char *const cl_conjunctions[] = {"and",     "but", "or",       "nor",    "while", "whereas",
                                       "however", "yet", "although", "though", NULL};
const char *const cl_relatives[] = {"who", "which", "that", "as", "whom", "whose", "than", NULL};

size_t cl_part_modal_ahead(const cl_part *p, size_t i, size_t most, bool across_commas) {
    int crossed = 0;
    for (size_t k = i; k < p->end && k < i + most; k++) {
        unsigned gap = k > i ? cl_part_before(p, k) : 0;
        if (gap & ~(unsigned)CL_BEFORE_COMMA)
            return SIZE_MAX;
        if (gap && !crossed && !(across_commas && k <= i + SHORT_SUBJECT))
            return SIZE_MAX;
        crossed += gap != 0;
        if (crossed > COMMAS)
            return SIZE_MAX;
        if (cl_part_is(p, k, crossed ? permissions : cl_modals) &&
            (k == i || !cl_part_is(p, k - 1, cl_relatives)))
            return k;
        cl_opening_form form = cl_part_opens(p, k);
        if (form == CL_OPENING_CLAUSE || (form != CL_OPENING_NONE && k == i && !across_commas))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* The main clause behind a condition: "…, [then] Licensor may". */
static bool main_at(const cl_part *p, size_t i) {
    static const char *const joined[] = {"including", "such as", "in each case", NULL};
    static const char *const prepositions[] = {"in",   "at",    "by",    "on",       "for", "with",
                                               "upon", "under", "after", "pursuant", "as",  NULL};
    if (cl_part_says(p, i, "then"))
        return true;
    if (cl_part_is(p, i, cl_conjunctions) || cl_part_is(p, i, cl_relatives) ||
        cl_part_is(p, i, cl_modals) || cl_part_is(p, i, joined))
        return false;
    size_t modal = cl_part_modal_ahead(p, i, MAIN_WORDS, !cl_part_is(p, i, prepositions));
    return modal != SIZE_MAX && (modal <= i + SUBJECT_WORDS || cl_part_is(p, modal, permissions));
}

bool cl_part_is_complete(const cl_part *p, size_t i) {
    return p->modal != SIZE_MAX && i > p->modal + 1;
}

bool cl_part_clause_begins(const cl_part *p, size_t i) {
    if (!cl_part_is(p, i, cl_conjunctions) || cl_part_opens(p, i + 1) != CL_OPENING_NONE)
        return false;
    size_t modal = cl_part_modal_ahead(p, i + 1, SUBJECT_WORDS, false);
    return modal != SIZE_MAX;
}

/* Does a condition open at `i`, whatever it turns out to be? "On a country-by-country basis" is
 * none. */
static bool is_condition_at(const cl_part *p, size_t i) {
    if (i >= p->end)
        return false;
    cl_opening opening = cl_condition_opening(&p->wording, i);
    cl_wording_range nobody = {p->end, p->end};
    return opening.form == CL_OPENING_CLAUSE || opening.form == CL_OPENING_BACK ||
           (opening.form != CL_OPENING_NONE &&
            cl_condition_judge(&p->wording, &opening, p->end, nobody, false) != CL_NO_CONDITION);
}

/* Is somebody named at `i`: "either party", "Owner", "the non-breaching party"? */
static bool names_actor(const cl_part *p, size_t i) {
    static const char *const actors[] = {"the", "either", "any", "each", "such", "us", "you", NULL};
    static const char *const things[] = {
        "the giving", "the payment", "the delivery", "the mutual", "any means", "any other", NULL};
    return i < p->end && !cl_part_is(p, i, things) &&
           (cl_part_is(p, i, actors) ||
            cl_is_upper(cl_word_byte(p->wording.text, p->wording.words[i].start)));
}

bool cl_part_starts_alternative(const cl_part *p, size_t i, bool item) {
    static const char *const sooner[] = {"without notice",
                                         "without any notice",
                                         "without prior notice",
                                         "with immediate effect",
                                         "on shorter",
                                         "on such shorter",
                                         NULL};
    static const char *const starts[] = {
        "at any time", "at the end", "at its",          "at will",     "at once", "without cause",
        "immediately", "forthwith",  "with or without", "in its sole", NULL};
    static const char *const items[] = {"at", "by",        "with",    "without",
                                        "in", "otherwise", "through", NULL};
    if (cl_part_says(p, i, "by") && names_actor(p, i + 1))
        return true; /* "… or by the owner if …" */
    for (size_t k = i + 2; cl_part_is(p, i, sooner) && k < i + CL_FINITE_WORDS && k < p->end; k++)
        if (cl_part_opens(p, k) == CL_OPENING_CLAUSE)
            return true;
    return is_condition_at(p, i) || cl_part_is(p, i, starts) ||
           (item &&
            (cl_part_is(p, i, items) || cl_part_says(p, i, "on") || cl_part_says(p, i, "for")));
}

/* "Upon a breach and, on sixty days' notice, for convenience" */
static bool names_no_ground(const cl_part *p, size_t i) {
    static const char *const grounds[] = {"for convenience",
                                          "for its convenience",
                                          "for any reason",
                                          "for no reason",
                                          "without cause",
                                          "without reason",
                                          NULL};
    for (size_t k = i; k < p->end && k < i + SUBJECT_WORDS; k++) {
        if (cl_part_is(p, k, cl_modals) || cl_part_opens(p, k) == CL_OPENING_CLAUSE)
            return false;
        if (cl_part_is(p, k, grounds) || (k == i && cl_part_says(p, k, "at any time")))
            return true;
    }
    return false;
}

size_t cl_part_alternative_at(const cl_part *p, size_t i) {
    static const char *const prepositions[] = {"with",   "on",    "upon", "by",     "at",
                                               "before", "to",    "in",   "for",    "of",
                                               "and",    "under", "from", "either", NULL};
    static const char *const adverbs[] = {"otherwise", "alternatively", "also",
                                          "earlier",   "either",        NULL};
    static const char *const groundless[] = {"without cause", "for convenience",
                                             "with or without cause", NULL};
    if (cl_part_before(p, i) & CL_BEFORE_ITEM)
        return cl_part_starts_alternative(p, i, true) ? i : 0;
    if (cl_part_before(p, i) & CL_BEFORE_COMMA && cl_part_is(p, i, groundless))
        return i; /* "for cause, without cause or upon a disability" */
    if (cl_part_says(p, i, "and by") && names_actor(p, i + 2))
        return i + 1; /* "… and by the owner if …" */
    if (cl_part_says(p, i, "and") &&
        ((cl_part_before(p, i) & CL_BEFORE_COMMA && cl_part_opens(p, i + 1) == CL_OPENING_CLAUSE) ||
         names_no_ground(p, i + 1)))
        return i + 1;
    if (!cl_part_says(p, i, "or") ||
        (i && cl_part_is(p, i - 1, prepositions) && !cl_part_says(p, i - 1, "and")))
        return 0;
    size_t next = i + 1;
    while (cl_part_is(p, next, adverbs))
        next++;
    if (cl_part_before(p, next) & CL_BEFORE_ITEM)
        return 0; /* it opens the alternative itself */
    return next < p->end && cl_part_starts_alternative(p, next, false) ? next : 0;
}

/* Where something between two commas ends. */
static size_t interposed_end(const cl_part *p, size_t i) {
    for (size_t k = i + 1; k < p->end; k++)
        if (cl_part_before(p, k) & CL_BEFORE_COMMA && !cl_part_is(p, k, cl_conjunctions) &&
            !cl_part_is(p, k, cl_relatives))
            return k;
    return p->end;
}

/* "If the season is lost Sponsor may": the main clause at `i`, without a comma before it. */
static bool runs_on(const cl_part *p, size_t from, size_t i) {
    static const char *const finite[] = {"is",  "are",  "was",   "were",    "has",    "have",
                                         "had", "does", "fails", "becomes", "occurs", NULL};
    static const char *const joints[] = {"and",   "or",   "the",  "of",   "by", "to", "that",
                                         "which", "such", "with", "from", "in", NULL};
    size_t modal = i + 1;
    if (i < from + 2 || !cl_wording_is_capital(&p->wording, i) || cl_part_is(p, i - 1, joints) ||
        cl_wording_is_capital(&p->wording, i - 1))
        return false;
    while (modal < p->end && modal < i + SHORT_SUBJECT && cl_wording_is_capital(&p->wording, modal))
        modal++;
    if (!cl_part_is(p, modal, permissions))
        return false;
    for (size_t k = from; k < i; k++)
        if (cl_part_is(p, k, finite))
            return true;
    return false;
}

size_t cl_part_condition_end(const cl_part *p, const cl_opening *opening, bool behind, bool *main) {
    static const char *const any_reason[] = {"for any", "for no", "for whatever", NULL};
    static const char *const over[] = {"terminat", "cancel", "expir", NULL};
    bool of_end = false; /* "after the termination for any reason" */
    size_t first_comma = SIZE_MAX, far = opening->next + CONDITION_WORDS;
    size_t last = far < p->end ? far : p->end;
    bool noun = opening->form != CL_OPENING_CLAUSE;
    *main = false;
    if (opening->form == CL_OPENING_BACK) {
        *main = cl_part_modal_ahead(p, opening->next, SUBJECT_WORDS, true) != SIZE_MAX;
        return opening->next;
    }
    if (!noun && !behind && p->modal != SIZE_MAX)
        return interposed_end(p, opening->next);
    for (size_t i = opening->next; i < last; i++) {
        if (cl_part_before(p, i) & CL_BEFORE_COMMA && i > opening->next) {
            if ((*main = main_at(p, i)))
                return i;
            first_comma = first_comma == SIZE_MAX ? i : first_comma;
        }
        if (!noun && !behind && first_comma == SIZE_MAX && runs_on(p, opening->next, i)) {
            *main = true;
            return i;
        }
        if (behind &&
            (cl_part_clause_begins(p, i) || (i > opening->next && cl_part_alternative_at(p, i))))
            return noun && first_comma != SIZE_MAX ? first_comma : i;
        if (!noun)
            continue;
        of_end |= cl_wording_begins(&p->wording, i, over);
        if (cl_part_is(p, i, cl_modals) && !cl_part_is(p, i - 1, cl_relatives) &&
            first_comma == SIZE_MAX)
            return i; /* "upon 30 days' notice either party may" */
        if (i > opening->next && cl_part_opens(p, i) != CL_OPENING_NONE &&
            !(of_end && cl_part_is(p, i, any_reason)))
            return first_comma != SIZE_MAX ? first_comma : i;
    }
    return noun && first_comma != SIZE_MAX ? first_comma : last;
}
