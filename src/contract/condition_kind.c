/* SPDX-License-Identifier: MIT
 *
 * The first word that decides wins: "if it wishes to terminate" is a wish, "if it fails to …" a
 * failure.
 */
#include "contract/condition_kind.h"

enum {
    NOUN_WORDS = 12,   /* of a noun phrase that are read */
    CLAUSE_WORDS = 40, /* of a clause */
    NEAR = 8,          /* words within which what belongs together stands */
    CLOSE = 4,
};

/* What the will or the clock decides. */
static const char *const times[] = {
    "notice",    "notif",    "warning",    "day",       "month",      "year",      "week",
    "quarter",   "annivers", "expir",      "term",      "period",     "date",      "giving",
    "payment",   "paying",   "effective",  "commenc",   "conclusion", "season",    "demand",
    "request",   "receipt",  "delivery",   "hour",      "written",    "signature", "signing",
    "execution", "vote",     "resolution", "january",   "february",   "march",     "april",
    "june",      "july",     "august",     "september", "october",    "november",  "december",
    "19",        "20",       "closing",    "fiscal",    NULL};
static const char *const ends[] = {"end", "ends", "service of", "advance", NULL};
/* The end of the contract itself. */
static const char *const own_ends[] = {"terminat", "cancel", NULL};
static const char *const any_reasons[] = {"cause or without",
                                          "cause or no",
                                          "reasons of its own",
                                          "reasons of their own",
                                          "non-cause",
                                          "non cause",
                                          "any reason",
                                          "any reasons",
                                          "any or no",
                                          "no reason",
                                          "whatever reason",
                                          "any cause",
                                          "any other reason",
                                          "no cause",
                                          "convenience",
                                          "its convenience",
                                          "its own",
                                          "or without",
                                          "their own",
                                          "business reasons",
                                          "commercial reasons",
                                          "strategic reasons",
                                          "operational reasons",
                                          "business grounds",
                                          "commercial grounds",
                                          "reasons of business",
                                          "reasons of commercial",
                                          "reasons of strategy",
                                          "reasons of operation",
                                          "reasons of operational",
                                          "reasons of convenience",
                                          NULL};
static const char *const wills[] = {
    "wish",      "wishes",  "wished",   "desire",  "desires",  "desired", "elect",
    "elects",    "elected", "electing", "decide",  "decides",  "decided", "choose",
    "chooses",   "chose",   "chosen",   "want",    "wants",    "wanted",  "intend",
    "intends",   "opt",     "opts",     "prefer",  "prefers",  "choice",  "election",
    "intention", "wishing", "desiring", "see fit", "sees fit", NULL};
static const char *const needs[] = {"need", "needs", "require", "requires", "use", "uses", NULL};
static const char *const will_nouns[] = {"desire to",    "wish to",     "election to",
                                         "election of",  "election by", "decision to",
                                         "intention to", "option",      NULL};
static const char *const judgments[] = {"determin", "deem", "consider", "conclud",
                                        "believ",   "feel", "find",     "think",
                                        "opinion",  "judg", "decid",    NULL};
static const char *const discretions[] = {"sole", "absolute",  "unfettered",   "complete",
                                          "own",  "exclusive", "unreviewable", NULL};
static const char *const discretion_nouns[] = {"discretion", "judgment", "judgement",     "option",
                                               "opinion",    "election", "determination", NULL};
static const char *const fitting[] = {"fit",       "its interest",  "interests of",   "advisable",
                                      "expedient", "desirable",     "appropriate",    "proper",
                                      "prudent",   "convenient",    "suits",          "suit",
                                      "strategy",  "best interest", "best interests", NULL};
static const char *const interests[] = {
    "best interest", "best interests", "we like",    "you like",  "they like",
    "it likes",      "party likes",    "it pleases", "we please", "you please",
    "they please",   "we want",        "you want",   NULL};
static const char *const endings[] = {"terminat", "cancel",    "discontinu", "withdraw", "leave",
                                      "rescind",  "dissolv",   "exit",       "resign",   "bring",
                                      "put",      "continu",   "renew",      "quit",     "stop",
                                      "extend",   "determine", NULL};
static const char *const gives[] = {"giv",  "gave",   "provid",  "serv",   "deliver", "send",
                                    "sent", "submit", "furnish", "receiv", NULL};
static const char *const specifies[] = {"specifying",  "describing", "alleging", "stating",
                                        "identifying", "detailing",  "setting",  NULL};

/* Facts of which a right is made to depend. */
static const char *const events[] = {
    "breach",      "default",     "violat",     "fail",         "nonperform", "nonpay",
    "noncompl",    "insolv",      "bankrupt",   "death",        "disabilit",  "disabled",
    "incapac",     "illness",     "change in",  "change of",    "force",      "loss",
    "occur",       "happen",      "damage",     "destruct",     "casualt",    "condemn",
    "infring",     "fraud",       "misconduct", "negligen",     "convict",    "late",
    "dissolution", "liquidation", "receiver",   "assign",       "acqui",      "merger",
    "sale",        "transfer",    "illegal",    "suspen",       "revoc",      "refus",
    "reject",      "disapprov",   "event",      "circumstance", "recall",     "inabilit",
    "unable",      "disqualif",   "increase",   "misrepresent", "uncured",    "delay",
    "declin",      "shortfall",   "adverse",    "contraven",    "delinquen",  "arrears",
    "abandon",     "discover",    "learning",   "becoming",     "denial",     "impossib",
    "prohibit",    "injunct",     "withdrawal", "expropriat",   "dishonest",  "felony",
    "excus",       "terminat",    "cure",       "remed",        "non-pay",    "non-perform",
    "non-compl",   "cessation",   "ceasing",    "discontinu",   "departure",  "material",
    "good",        "just",        "cause",      "reasons",      "grounds",    "safety",
    NULL};
/* Of those, what "for" and "on" need: "for breach", but not "for sale". */
static const char *const causes[] = {"breach",
                                     "default",
                                     "violat",
                                     "fail",
                                     "nonperform",
                                     "nonpay",
                                     "noncompl",
                                     "non-pay",
                                     "non-perform",
                                     "non-compl",
                                     "insolv",
                                     "bankrupt",
                                     "death",
                                     "disabilit",
                                     "incapac",
                                     "illness",
                                     "change in control",
                                     "change of control",
                                     "change in law",
                                     "force maj",
                                     "occurrence",
                                     "happening",
                                     "infring",
                                     "fraud",
                                     "misconduct",
                                     "negligen",
                                     "convict",
                                     "cause",
                                     "reasons",
                                     "grounds",
                                     "good reason",
                                     "dishonest",
                                     "felony",
                                     "arrears",
                                     "delinquen",
                                     "abandon",
                                     "safety",
                                     "event of",
                                     "misrepresent",
                                     "uncured",
                                     "cure",
                                     NULL};
/* Of those, what a clause may say; the others may be anybody's names for things there. */
static const char *const faults[] = {
    "breach",   "default",       "violat",       "fail",     "insolv",  "bankrupt",
    "cure",     "remed",         "unable",       "nonpay",   "convict", "dies",
    "death",    "disabled",      "ceas",         "inabilit", "acquir",  "infring",
    "event of", "force majeure", "misrepresent", NULL};
static const char *const mended[] = {
    "cure",    "cures",   "cured",     "curing",  "remed",    "rectif", "correct", "paid",
    "pays",    "payment", "perform",   "complie", "within",   "make",   "deliver", "obtain",
    "complet", "accept",  "withdraws", "satisf",  "reinstat", NULL};
static const char *const remedies[] = {"cure", "remed", NULL}; /* whose absence is the fault */
static const char *const no_faults[] = {
    "liquidated",    "damages", "eventual", "lateral",  "materials", "goods",
    "good standing", "latest",  "later",    "remedies", NULL};
static const char *const denials[] = {"not", "no", "neither", "without", "never", NULL};

static size_t nearer(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool is_fault(const cl_wording *w, size_t i, const char *const *stems) {
    return cl_wording_begins(w, i, stems) && !cl_wording_is(w, i, no_faults);
}

/* "notice of the breach", "notice specifying the default", "the date of the sale": read from a
 * word of time or notice on. */
static bool of_event(const cl_wording *w, size_t from, size_t end) {
    static const char *const told[] = {"notic",   "notif", "receipt", "deliver", "request",
                                       "written", "day",   "giving",  NULL};
    static const char *const payments[] = {"pay", NULL};
    const char *const *stems = cl_wording_begins(w, from, told) ? events : causes;
    if (cl_wording_begins(w, from, payments))
        return false;
    for (size_t i = from + 1; i < nearer(end, from + 2 * NEAR); i++) {
        if (w->words[i].before)
            return false;
        if (cl_wording_says(w, i, "without"))
            return false; /* "notice without stating reasons" */
        bool says = cl_wording_is(w, i, specifies);
        if (!says && !cl_wording_says(w, i, "of"))
            continue;
        for (size_t k = i + 1; k < nearer(end, i + 1 + CLOSE) && !w->words[k].before; k++) {
            if (cl_wording_begins(w, k, endings))
                break;
            if (is_fault(w, k, stems))
                return true;
        }
    }
    return false;
}

/* "For good cause, bad cause or no cause": any ground will do. */
static bool lists_no_ground(const cl_wording *w, size_t from) {
    static const char *const no_grounds[] = {"no cause", "no reason", "without cause", NULL};
    static const char *const joints[] = {"or", NULL};
    for (size_t i = from; i < nearer(w->count, from + NEAR); i++) {
        if (w->words[i].before & ~(unsigned)CL_BEFORE_COMMA)
            return false;
        if (i && cl_wording_is(w, i - 1, joints) && cl_wording_is(w, i, no_grounds))
            return true;
    }
    return false;
}

static int judge_noun(const cl_wording *w, const cl_opening *opening, size_t end, bool behind) {
    static const char *const starts[] = {"notice",   "effect", "effective", "force",  "commences",
                                         "commence", "begins", "begin",     "starts", NULL};
    static const char *const manners[] = {
        "by giving",    "by delivering", "by serving",        "by sending",
        "by providing", "by notice",     "by written notice", NULL};
    /* "after Licensor gives notice of termination" is one phrase. */
    bool told = end < w->count && !w->words[end].before && cl_wording_says(w, end, "notice of");
    size_t last = nearer(told ? end + 2 : end, opening->next + NOUN_WORDS);
    bool loose = opening->form == CL_OPENING_LOOSE;
    if (loose && lists_no_ground(w, opening->next))
        return CL_CONDITION_FREE;
    for (size_t i = opening->next; i < last; i++) {
        if (i > opening->next && (w->words[i].before || cl_wording_is(w, i, manners)))
            break;
        if (cl_wording_is(w, i, any_reasons) || cl_wording_is(w, i, will_nouns))
            return CL_CONDITION_FREE;
        if (cl_wording_begins(w, i, own_ends) && (behind || opening->fallback == CL_NO_CONDITION))
            return opening->fallback == CL_NO_CONDITION ? CL_NO_CONDITION : CL_MOMENT;
        if (is_fault(w, i, loose ? causes : events) && !(i && cl_wording_is(w, i - 1, denials)) &&
            (!loose || i < opening->next + CLOSE + 1))
            return CL_CONDITION_EVENT;
        if (i == opening->next && cl_wording_says(w, i, "service") &&
            (i + 1 >= last || w->words[i + 1].before))
            return CL_CONDITION_FREE;
        if (cl_wording_says(w, i, "receipt of") &&
            !cl_wording_any_begins(w, i + 1, i + 2 + CLOSE, times))
            return opening->fallback;
        if (cl_wording_begins(w, i, times) || cl_wording_is(w, i, ends))
            return of_event(w, i, told ? w->count : end) ? CL_CONDITION_EVENT : CL_CONDITION_FREE;
    }
    if (opening->next > 1 && cl_wording_is(w, opening->next - 2, starts))
        return CL_NO_CONDITION; /* "by notice upon the other", "takes effect upon …" */
    return opening->fallback;
}

static bool at_discretion(const cl_wording *w, size_t i) {
    return cl_wording_is(w, i, discretions) &&
           cl_wording_any_is(w, i + 1, i + 1 + CLOSE, discretion_nouns);
}

/* "in the Government's interest", of which word `i` is the last; not "an interest in". */
static bool is_in_interest(const cl_wording *w, size_t from, size_t i) {
    static const char *const interest[] = {"interest", "interests", NULL};
    static const char *const in[] = {"in", NULL};
    return cl_wording_is(w, i, interest) &&
           cl_wording_any_is(w, i > from + CLOSE ? i - CLOSE : from, i, in);
}

/* Is the one whose will it is (named before word `will`) the one who acts? */
static bool is_own_will(const cl_wording *w, size_t from, size_t will, cl_wording_range actor,
                        bool behind) {
    static const char *const pronouns[] = {"it",         "they",       "he",         "she",
                                           "such party", "that party", "said party", NULL};
    static const char *const persons[] = {"party", "you", "we", NULL};
    static const char *const other[] = {"other", NULL};
    static const char *const several[] = {"and", NULL};
    if (cl_wording_any_is(w, from, will, pronouns) ||
        (!behind && cl_wording_any_is(w, actor.start, actor.end, pronouns)))
        return true;
    if (cl_wording_any_is(w, actor.start, actor.end, several))
        return false;
    if (cl_wording_any_is(w, actor.start, actor.end, other) !=
        cl_wording_any_is(w, from, will, other))
        return false;
    for (size_t i = from; i < will; i++) {
        cl_text word = cl_text_slice(w->text, w->words[i].start, w->words[i].end);
        for (size_t k = actor.start;
             k < actor.end && (cl_wording_is_capital(w, i) || cl_wording_is(w, i, persons)); k++)
            if (cl_text_equal_nocase(cl_text_slice(w->text, w->words[k].start, w->words[k].end),
                                     word))
                return true;
    }
    return false;
}

/* "wishes to terminate", "so elects", "elects to do so" */
static bool wills_end(const cl_wording *w, size_t will, size_t end) {
    static const char *const itself[] = {"do so", "so", NULL};
    if (will + 1 >= end || w->words[will + 1].before ||
        (will && cl_wording_says(w, will - 1, "so")))
        return true;
    if (cl_wording_says(w, will + 1, "not to") && cl_wording_begins(w, will + 3, own_ends))
        return false;
    for (size_t i = will + 1; i < nearer(end, will + 1 + NEAR); i++)
        if (cl_wording_begins(w, i, endings) || cl_wording_says(w, i, "end") ||
            cl_wording_is(w, i, itself))
            return true;
    return false;
}

/* Does the notice that words at `i` tell of speak of no more than the end of the contract? */
static bool tells_end(const cl_wording *w, size_t i, size_t end) {
    static const char *const notices[] = {"notice", "notification", NULL};
    static const char *const of[] = {"of", "that", NULL};
    if (cl_wording_begins(w, i, (const char *const[]){"notif", "inform", NULL}))
        return !cl_wording_any_is(w, i, nearer(end, i + NEAR), of) ||
               cl_wording_any_begins(w, i, nearer(end, i + 2 * NEAR), endings);
    while (i < end && !cl_wording_is(w, i, notices))
        i++;
    for (size_t k = i + 1; k < nearer(end, i + 1 + CLOSE); k++)
        if (cl_wording_says(w, k, "of"))
            return cl_wording_any_begins(w, k, nearer(end, k + NEAR), endings) ||
                   cl_wording_any_begins(w, k + 1, k + 2 + CLOSE, times) ||
                   cl_wording_any_is(w, k + 1, k + 2 + CLOSE, wills);
    return true;
}

/* Is notice given, by word `i`? */
static bool gives_notice(const cl_wording *w, size_t i, size_t end) {
    static const char *const notices[] = {"notice", "notification", "warning", NULL};
    static const char *const tells[] = {"notify", "notifies", "notified", "informs", NULL};
    static const char *const passives[] = {"is",  "are",        "has been", "shall be",
                                           "was", "shall have", NULL};
    static const char *const behind[] = {"after", "upon", "following", "on", "of", NULL};
    if (cl_wording_is(w, i, tells))
        return true;
    if (cl_wording_is(w, i, notices))
        return cl_wording_is(w, i + 1, passives) &&
               !cl_wording_any_is(w, i > CLOSE ? i - CLOSE : 0, i, behind);
    return cl_wording_begins(w, i, gives) &&
           cl_wording_any_is(w, i, nearer(end, i + NEAR + CLOSE), notices);
}

/* A notice that decides is that of the one who acts, or ends the contract. */
static int judge_notice(const cl_wording *w, size_t from, size_t i, size_t end,
                        cl_wording_range actor, bool behind) {
    static const char *const papers[] = {"agreement",   "contract", "lease",      "term",
                                         "license",     "licence",  "employment", "engagement",
                                         "appointment", NULL};
    if (!tells_end(w, i, end) || cl_wording_any_is(w, from, i, denials))
        return CL_CONDITION_EVENT;
    bool own = actor.start >= actor.end || is_own_will(w, from, i, actor, behind) ||
               cl_wording_is(w, i, (const char *const[]){"notice", NULL}) ||
               cl_wording_any_is(w, actor.start, actor.end, papers);
    return own ? CL_CONDITION_FREE : CL_CONDITION_EVENT;
}

/* "when the Initial Term has ended" */
static bool term_ends(const cl_wording *w, size_t i, size_t end) {
    static const char *const spans[] = {"term", "year", "season", "anniversary", "months", NULL};
    static const char *const overs[] = {"end",     "ends",   "ended",  "expired",   "expires",
                                        "elapsed", "passed", "lapsed", "concluded", "over",
                                        "expire",  "elapse", NULL};
    return cl_wording_is(w, i, spans) &&
           cl_wording_any_is(w, i + 1, nearer(end, i + 2 + CLOSE), overs);
}

static int judge_unless(const cl_wording *w, const cl_opening *opening, size_t end) {
    static const char *const notices[] = {"notice", "notification", "notifies", NULL};
    for (size_t i = opening->next; i < nearer(end, opening->next + 2 * NEAR); i++)
        if (cl_wording_begins(w, i, endings) || cl_wording_any_is(w, i, i + CLOSE, notices))
            break; /* "unless terminated", "unless notice is given" */
        else if (cl_wording_begins(w, i, mended))
            return CL_CONDITION_EVENT;
    return CL_NO_CONDITION;
}

/* "if it is not terminated": unless it is. */
static bool not_ended(const cl_wording *w, size_t from, size_t end) {
    bool denied = false;
    for (size_t i = from; i < nearer(end, from + 2 * NEAR); i++) {
        if (i > from && w->words[i].before)
            return false;
        if (denied && cl_wording_begins(w, i, own_ends))
            return true;
        denied |= cl_wording_says(w, i, "not");
    }
    return false;
}

/* "if no order is in effect", "so long as there are no statements of work outstanding": when the
 * right exists, not why it may be used. */
static bool nothing_runs(const cl_wording *w, size_t from, size_t end) {
    static const char *const papers[] = {"order",    "agreement", "contract", "subscri",
                                         "plan",     "statement", "sow",      "commitment",
                                         "purchase", "project",   "task",     NULL};
    static const char *const runs[] = {"in effect", "in force", "outstanding", "active",
                                       "running",   "current",  "open",        "pending",
                                       "ongoing",   "underway", "in progress", NULL};
    for (size_t i = from; i < nearer(end, from + CLOSE); i++)
        if (cl_wording_says(w, i, "no"))
            return cl_wording_any_begins(w, i + 1, nearer(end, i + 1 + CLOSE), papers) &&
                   cl_wording_any_is(w, i + 2, nearer(end, i + 2 + NEAR), runs);
    return false;
}

static int judge_clause(const cl_wording *w, const cl_opening *opening, size_t end,
                        cl_wording_range actor, bool behind) {
    size_t from = opening->next;
    if (opening->fallback == CL_NO_CONDITION)
        return judge_unless(w, opening, end);
    if (not_ended(w, from, end))
        return CL_NO_CONDITION;
    if (nothing_runs(w, from, end))
        return CL_CONDITION_FREE;
    for (size_t i = from; i < nearer(end, from + CLAUSE_WORDS); i++) {
        if (i < from + NEAR && (at_discretion(w, i) || cl_wording_is(w, i, interests)))
            return CL_CONDITION_FREE;
        if (cl_wording_says(w, i, "no longer") &&
            (cl_wording_any_is(w, i + 2, i + 2 + CLOSE, wills) ||
             cl_wording_any_is(w, i + 2, i + 2 + CLOSE, needs)))
            return CL_CONDITION_FREE;
        if (cl_wording_is(w, i, needs) && cl_wording_says(w, i + 1, "to") && wills_end(w, i, end))
            return CL_CONDITION_FREE;
        if (cl_wording_is(w, i, wills) &&
            (wills_end(w, i, end) || is_own_will(w, from, i, actor, behind)))
            return CL_CONDITION_FREE;
        if (cl_wording_begins(w, i, judgments))
            for (size_t k = i + 1; k < nearer(end, i + 2 * NEAR); k++)
                if (at_discretion(w, k) || cl_wording_is(w, k, fitting) || is_in_interest(w, i, k))
                    return CL_CONDITION_FREE;
        bool denied = opening->fallback == CL_CONDITION_FREE &&
                      cl_wording_any_is(w, i > from + CLOSE ? i - CLOSE : from, i, denials);
        if (is_fault(w, i, faults) && (!denied || cl_wording_begins(w, i, remedies)))
            return CL_CONDITION_EVENT;
        if (gives_notice(w, i, end))
            return judge_notice(w, from, i, end, actor, behind);
        if (term_ends(w, i, end))
            return CL_CONDITION_FREE;
    }
    return opening->fallback;
}

/* "upon the first of the following: 90 days' notice by either party": the item says what it is. */
static bool lists_time(const cl_wording *w, size_t from) {
    static const char *const lists[] = {"following", "earlier", "earliest", "first", NULL};
    static const char *const moments[] = {"notice", "day", "month", "expir", "annivers", NULL};
    for (size_t i = from; i < nearer(w->count, from + 2 * NEAR); i++) {
        if (!(w->words[i].before & CL_BEFORE_COLON) || !cl_wording_any_is(w, from - 1, i, lists))
            continue;
        for (size_t k = i; k < nearer(w->count, i + CLOSE + 1); k++) {
            if (is_fault(w, k, events))
                return false;
            if (cl_wording_begins(w, k, moments) || cl_wording_is(w, k, ends))
                return !of_event(w, k, w->count);
        }
    }
    return false;
}

int cl_condition_judge(const cl_wording *w, const cl_opening *opening, size_t end,
                       cl_wording_range actor, bool behind) {
    if (opening->form != CL_OPENING_CLAUSE && lists_time(w, opening->next))
        return CL_CONDITION_FREE;
    switch (opening->form) {
    case CL_OPENING_CLAUSE:
        return judge_clause(w, opening, end, actor, behind);
    case CL_OPENING_NOUN:
    case CL_OPENING_LOOSE:
        return judge_noun(w, opening, end, behind);
    default:
        return opening->fallback;
    }
}
