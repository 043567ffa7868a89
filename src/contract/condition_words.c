/* SPDX-License-Identifier: MIT
 *
 * Which words open a condition, and whether it is free or an event. The first word that decides
 * wins: "if it wishes to terminate" is a wish, "if it fails to …" a failure.
 */
#include "contract/condition_words.h"

#include "contract/word.h"

enum {
    NOUN_WORDS = 12,   /* of a noun phrase that are read */
    CLAUSE_WORDS = 40, /* of a clause */
    NEAR = 8,          /* words within which what belongs together stands */
    CLOSE = 4,
};

/* A condition that these stand before is set aside: "even if", "except upon", "with or without". */
static const char *const set_aside[] = {"even", "except",  "excepting", "save",      "than",
                                        "as",   "whether", "prior",     "including", NULL};
/* "fees due upon …", "liability for …": said of the noun, not of the right. */
static const char *const of_a_noun[] = {
    "due",       "payable",  "owed",      "owing",    "accru",     "incurred", "arising",
    "paid",      "rendered", "performed", "liab",     "damages",   "claim",    "compensat",
    "responsib", "obligat",  "indemni",   "reimburs", "conferred", "bestowed", "incumbent",
    "binding",   "based",    "imposed",   "called",   "agreed",    "relied",   "insist",
    "acted",     "remed",    "entitled",  "penalty",  "loss",      "pay",      NULL};
static const char *const places[] = {
    "jurisdiction", "jurisdictions", "state",     "states",    "country", "countries", "place",
    "places",       "location",      "locations", "territory", "area",    "areas",     "court",
    "courts",       "city",          "county",    "site",      "office",  "address",   NULL};
static const char *const determiners[] = {
    "the",  "a",     "an",  "any",     "either", "such", "it",    "he",   "she",   "they",
    "this", "we",    "you", "neither", "both",   "one",  "there", "its",  "all",   "each",
    "no",   "their", "our", "your",    "his",    "her",  "these", "that", "those", NULL};

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
static const char *const no_faults[] = {
    "liquidated",    "damages", "eventual", "lateral",  "materials", "goods",
    "good standing", "latest",  "later",    "remedies", NULL};
static const char *const denials[] = {"not", "no", "neither", "without", "never", NULL};

static bool begins_at(cl_text text, size_t at, const char *stem) {
    for (; *stem; stem++, at++)
        if (cl_lower(cl_word_byte(text, at)) != (unsigned char)*stem)
            return false;
    return true;
}

bool cl_wording_is(const cl_wording *w, size_t i, const char *const *literals) {
    return i < w->count && cl_any_words_at(w->text, w->words[i].start, literals);
}

bool cl_wording_begins(const cl_wording *w, size_t i, const char *const *stems) {
    for (; i < w->count && *stems; stems++)
        if (begins_at(w->text, w->words[i].start, *stems))
            return true;
    return false;
}

static bool is(const cl_wording *w, size_t i, const char *literal) {
    return i < w->count && cl_words_at(w->text, w->words[i].start, literal);
}

static size_t nearer(size_t a, size_t b) {
    return a < b ? a : b;
}

static bool any_is(const cl_wording *w, size_t from, size_t end, const char *const *literals) {
    for (; from < nearer(end, w->count); from++)
        if (cl_wording_is(w, from, literals))
            return true;
    return false;
}

static bool any_begins(const cl_wording *w, size_t from, size_t end, const char *const *stems) {
    for (; from < nearer(end, w->count); from++)
        if (cl_wording_begins(w, from, stems))
            return true;
    return false;
}

static bool is_fault(const cl_wording *w, size_t i, const char *const *stems) {
    return cl_wording_begins(w, i, stems) && !cl_wording_is(w, i, no_faults);
}

static bool is_capital(const cl_wording *w, size_t i) {
    return i < w->count && cl_is_upper(cl_word_byte(w->text, w->words[i].start));
}

/* ---- openings ---- */

/* "…, if any, …", "if so terminated": a remark. */
static bool is_remark(const cl_wording *w, size_t next) {
    static const char *const remarks[] = {
        "applicable",     "necessary",     "appropriate",   "permitted",    "possible",
        "so desired",     "so elected",    "so requested",  "so agreed",    "earlier",
        "later",          "sooner",        "not sooner",    "not earlier",  "relevant",
        "practicable",    "authorized by", "authorised by", "required by",  "required under",
        "not previously", "desired",       "due",           "requested by", "made",
        "given",          "mailed",        "delivered",     "received",     NULL};
    if (cl_wording_is(w, next, remarks))
        return true;
    static const char *const anys[] = {"any",       "so",        "required", "needed",
                                       "requested", "available", NULL};
    return cl_wording_is(w, next, anys) &&
           (next + 1 >= w->count || w->words[next + 1].start > w->words[next].end + 1 ||
            w->words[next + 1].before);
}

/* "Should the tenant …": not "as it should be". */
static bool is_no_inversion(const cl_wording *w, size_t i, size_t next) {
    return !cl_wording_is(w, next, determiners) && !is_capital(w, next) &&
           (next >= w->count || (i && !w->words[i].before));
}

/* "once the plant is built": not "once a year" without anybody. */
static bool names_nobody(const cl_wording *w, size_t i, size_t next) {
    (void)i;
    return !cl_wording_is(w, next, determiners) && !is_capital(w, next);
}

/* "the country where …" */
static bool names_place(const cl_wording *w, size_t i, size_t next) {
    (void)next;
    return i && !(w->words[i].before & ~(unsigned)CL_BEFORE_COMMA) &&
           cl_wording_is(w, i - 1, places);
}

/* "failing notice, the term is extended" */
static bool awaits_notice(const cl_wording *w, size_t i, size_t next) {
    static const char *const notice[] = {"notice", NULL};
    (void)i;
    return any_is(w, next, next + 3, notice);
}

/* "to the extent allowed by law" */
static bool is_mere_measure(const cl_wording *w, size_t i, size_t next) {
    static const char *const measures[] = {
        "allowed",   "legally", "not",      "reasonably", "of",       "it is", "that it is",
        "that such", "such",    "they are", "required",   "provided", NULL};
    (void)i;
    return cl_wording_is(w, next, measures);
}

/* "after the date on which": not "on the date on which". */
static bool is_no_moment(const cl_wording *w, size_t i, size_t next) {
    static const char *const moments[] = {"after", "from", "following", "at", "until", NULL};
    (void)next;
    return !any_is(w, i > CLOSE ? i - CLOSE : 0, i, moments);
}

/* "any of the following products" */
static bool lists_things(const cl_wording *w, size_t i, size_t next) {
    static const char *const happenings[] = {"event",  "circumstance", "case",   "condition",
                                             "cause",  "reason",       "ground", "occur",
                                             "happen", "situation",    NULL};
    (void)i;
    return !cl_wording_begins(w, next, happenings) &&
           cl_word_byte(w->text, w->words[next - 1].end) != ':';
}

/* "the notice upon which": not "…, upon which". */
static bool follows_noun(const cl_wording *w, size_t i, size_t next) {
    (void)next;
    return !w->words[i].before;
}

/* "the notice after which", "a term of three years, after which": time alone. */
static bool follows_time(const cl_wording *w, size_t i, size_t next) {
    static const char *const spans[] = {"term", "period", "day", "week", "month", "year", NULL};
    (void)next;
    return !w->words[i].before || any_begins(w, i > CLOSE ? i - CLOSE : 0, i, spans);
}

/* "for or with cause" */
static bool is_either_way(const cl_wording *w, size_t i, size_t next) {
    static const char *const joints[] = {"with", "for", "or", NULL};
    (void)next;
    return i && cl_wording_is(w, i - 1, joints);
}

/* "the following" */
static bool is_adjective(const cl_wording *w, size_t i, size_t next) {
    static const char *const the[] = {"the", "as", NULL};
    (void)next;
    return i && cl_wording_is(w, i - 1, the);
}

typedef struct opening_words {
    const char *words;
    cl_opening_form form;
    int fallback;
    /* Is it none here, where the words begin at word `i` and end before word `next`? Or NULL. */
    bool (*none)(const cl_wording *w, size_t i, size_t next);
} opening_words;

/* Longer ones before those that they begin with. */
static const opening_words openings[] = {
    {"in the event of which", CL_OPENING_BACK, CL_CONDITION_EVENT, follows_noun},
    {"in the event of", CL_OPENING_NOUN, CL_CONDITION_EVENT, NULL},
    {"in the event", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"in the eventuality", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"in case of", CL_OPENING_NOUN, CL_CONDITION_EVENT, NULL},
    {"in case", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"in the case of", CL_OPENING_LOOSE, CL_NO_CONDITION, NULL},
    {"in the following", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"under the following", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"any of the following", CL_OPENING_BACK, CL_CONDITION_EVENT, lists_things},
    {"any one of the following", CL_OPENING_BACK, CL_CONDITION_EVENT, lists_things},
    {"either of the following", CL_OPENING_BACK, CL_CONDITION_EVENT, lists_things},
    {"one or more of the following", CL_OPENING_BACK, CL_CONDITION_EVENT, lists_things},
    {"in circumstances where", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"in circumstances in which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"in cases where", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"if", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"when", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"whenever", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"where", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, names_place},
    {"wherever", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, names_place},
    {"should", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_inversion},
    {"once", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, names_nobody},
    {"at such time as", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"as soon as", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"time that", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_moment},
    {"time when", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_moment},
    {"time at which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_moment},
    {"date on which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_moment},
    {"date upon which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_moment},
    {"date when", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_moment},
    {"unless", CL_OPENING_CLAUSE, CL_NO_CONDITION, NULL},
    {"so long as", CL_OPENING_CLAUSE, CL_CONDITION_FREE, NULL},
    {"as long as", CL_OPENING_CLAUSE, CL_CONDITION_FREE, NULL},
    {"to the extent", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_mere_measure},
    {"on condition that", CL_OPENING_CLAUSE, CL_CONDITION_FREE, NULL},
    {"on the condition that", CL_OPENING_CLAUSE, CL_CONDITION_FREE, NULL},
    {"provided that", CL_OPENING_CLAUSE, CL_CONDITION_FREE, NULL},
    {"provided, that", CL_OPENING_CLAUSE, CL_CONDITION_FREE, NULL},
    {"upon which", CL_OPENING_BACK, CL_CONDITION_EVENT, follows_noun},
    {"after which", CL_OPENING_BACK, CL_CONDITION_EVENT, follows_time},
    {"following which", CL_OPENING_BACK, CL_CONDITION_EVENT, follows_noun},
    {"upon", CL_OPENING_NOUN, CL_CONDITION_EVENT, NULL},
    {"following", CL_OPENING_NOUN, CL_CONDITION_EVENT, is_adjective},
    {"after", CL_OPENING_NOUN, CL_CONDITION_EVENT, NULL},
    {"on the grounds", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"on the ground", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"on grounds of", CL_OPENING_NOUN, CL_CONDITION_EVENT, NULL},
    {"on account of", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"on", CL_OPENING_LOOSE, CL_NO_CONDITION, NULL},
    {"notice of", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"for the reason that", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"for", CL_OPENING_LOOSE, CL_NO_CONDITION, NULL},
    {"by mutual", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"by the mutual", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"by their mutual", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"by agreement", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"by written agreement", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"by joint", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"by consent", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"with the consent", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"with the written consent", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"with the prior written consent", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"with the prior consent", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"with cause", CL_OPENING_BACK, CL_CONDITION_EVENT, is_either_way},
    {"with good cause", CL_OPENING_BACK, CL_CONDITION_EVENT, is_either_way},
    {"during", CL_OPENING_LOOSE, CL_NO_CONDITION, NULL},
    {"by reason of", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"by virtue of", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"because of", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"because", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"due to", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"owing to", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"as a result of", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"as a consequence of", CL_OPENING_NOUN, CL_NO_CONDITION, NULL},
    {"in the absence of agreement", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in the absence of an agreement", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in the absence of such agreement", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in the absence of", CL_OPENING_LOOSE, CL_NO_CONDITION, NULL},
    {"of learning", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of becoming aware", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of discovering", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of discovery", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of receipt of such notice", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of receipt of this notice", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of receiving such notice", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of such event", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"of such occurrence", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"failing which", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"failing", CL_OPENING_BACK, CL_CONDITION_EVENT, awaits_notice},
    {"in such event", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in such an event", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in any such event", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in either such event", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in that event", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in which event", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in such case", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in such a case", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in any such case", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in that case", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in which case", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in such circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"in those circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"under such circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"under those circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"whereupon", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"thereupon", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"non-breaching party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"nonbreaching party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"non-defaulting party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"nondefaulting party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"non-affected party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"unaffected party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"innocent party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"aggrieved party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"injured party", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party not in default", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party not in breach", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party receiving such notice", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party receiving the notice", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party not so affected", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other party may", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other may", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other party shall have the right", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other party shall be entitled", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other party will have the right", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other party has the right", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other party is entitled", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
};

/* What holds for all of a form. */
static bool is_none(const cl_wording *w, size_t i, const opening_words *opening, size_t next) {
    bool noun = opening->form == CL_OPENING_NOUN || opening->form == CL_OPENING_LOOSE;
    size_t end = w->words[next - 1].end;
    if (opening->none && opening->none(w, i, next))
        return true;
    if (opening->form == CL_OPENING_CLAUSE && is_remark(w, next))
        return true;
    if (noun && cl_word_byte(w->text, cl_skip_spaces(w->text, end)) == '[')
        return true; /* what stands there is left out */
    if (!i || w->words[i].before || opening->form == CL_OPENING_BACK)
        return false;
    return (noun && cl_wording_begins(w, i - 1, of_a_noun)) || cl_wording_is(w, i - 1, set_aside);
}

cl_opening cl_condition_opening(const cl_wording *w, size_t i) {
    for (size_t k = 0; k < sizeof openings / sizeof *openings; k++) {
        size_t end = cl_words_at(w->text, w->words[i].start, openings[k].words);
        if (!end)
            continue;
        size_t next = i;
        while (next < w->count && w->words[next].start < end)
            next++;
        if (is_none(w, i, &openings[k], next))
            break;
        if (openings[k].form == CL_OPENING_CLAUSE && is(w, next, "that"))
            next++;
        return (cl_opening){openings[k].form, next, openings[k].fallback};
    }
    return (cl_opening){CL_OPENING_NONE, i, CL_NO_CONDITION};
}

/* ---- what it is ---- */

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
        bool says = cl_wording_is(w, i, specifies);
        if (!says && !is(w, i, "of"))
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

static int judge_noun(const cl_wording *w, const cl_opening *opening, size_t end, bool behind) {
    static const char *const starts[] = {"notice",   "effect", "effective", "force",  "commences",
                                         "commence", "begins", "begin",     "starts", NULL};
    size_t last = nearer(end, opening->next + NOUN_WORDS);
    bool loose = opening->form == CL_OPENING_LOOSE;
    for (size_t i = opening->next; i < last; i++) {
        if (i > opening->next && w->words[i].before)
            break;
        if (cl_wording_is(w, i, any_reasons) || cl_wording_is(w, i, will_nouns))
            return CL_CONDITION_FREE;
        if (cl_wording_begins(w, i, own_ends) && (behind || opening->fallback == CL_NO_CONDITION))
            return opening->fallback == CL_NO_CONDITION ? CL_NO_CONDITION : CL_MOMENT;
        if (is_fault(w, i, loose ? causes : events) && !(i && cl_wording_is(w, i - 1, denials)) &&
            (!loose || i < opening->next + CLOSE + 1))
            return CL_CONDITION_EVENT;
        if (i == opening->next && is(w, i, "service") && (i + 1 >= last || w->words[i + 1].before))
            return CL_CONDITION_FREE;
        if (is(w, i, "receipt of") && !any_begins(w, i + 1, i + 2 + CLOSE, times))
            return opening->fallback;
        if (cl_wording_begins(w, i, times) || cl_wording_is(w, i, ends))
            return of_event(w, i, end) ? CL_CONDITION_EVENT : CL_CONDITION_FREE;
    }
    if (opening->next > 1 && cl_wording_is(w, opening->next - 2, starts))
        return CL_NO_CONDITION; /* "by notice upon the other", "takes effect upon …" */
    return opening->fallback;
}

static bool at_discretion(const cl_wording *w, size_t i) {
    return cl_wording_is(w, i, discretions) && any_is(w, i + 1, i + 1 + CLOSE, discretion_nouns);
}

/* "in the Government's interest", of which word `i` is the last; not "an interest in". */
static bool is_in_interest(const cl_wording *w, size_t from, size_t i) {
    static const char *const interest[] = {"interest", "interests", NULL};
    static const char *const in[] = {"in", NULL};
    return cl_wording_is(w, i, interest) && any_is(w, i > from + CLOSE ? i - CLOSE : from, i, in);
}

/* Is the one whose will it is (named before word `will`) the one who acts? */
static bool is_own_will(const cl_wording *w, size_t from, size_t will, cl_wording_range actor,
                        bool behind) {
    static const char *const pronouns[] = {"it",         "they",       "he",         "she",
                                           "such party", "that party", "said party", NULL};
    static const char *const persons[] = {"party", "you", "we", NULL};
    static const char *const other[] = {"other", NULL};
    static const char *const several[] = {"and", NULL};
    if (any_is(w, from, will, pronouns) || (!behind && any_is(w, actor.start, actor.end, pronouns)))
        return true;
    if (any_is(w, actor.start, actor.end, several))
        return false;
    if (any_is(w, actor.start, actor.end, other) != any_is(w, from, will, other))
        return false;
    for (size_t i = from; i < will; i++) {
        cl_text word = cl_text_slice(w->text, w->words[i].start, w->words[i].end);
        for (size_t k = actor.start;
             k < actor.end && (is_capital(w, i) || cl_wording_is(w, i, persons)); k++)
            if (cl_text_equal_nocase(cl_text_slice(w->text, w->words[k].start, w->words[k].end),
                                     word))
                return true;
    }
    return false;
}

/* "wishes to terminate", "so elects", "elects to do so" */
static bool wills_end(const cl_wording *w, size_t will, size_t end) {
    static const char *const itself[] = {"do so", "so", NULL};
    if (will + 1 >= end || w->words[will + 1].before || (will && is(w, will - 1, "so")))
        return true;
    if (is(w, will + 1, "not to") && cl_wording_begins(w, will + 3, own_ends))
        return false;
    for (size_t i = will + 1; i < nearer(end, will + 1 + NEAR); i++)
        if (cl_wording_begins(w, i, endings) || is(w, i, "end") || cl_wording_is(w, i, itself))
            return true;
    return false;
}

/* Does the notice that words at `i` tell of speak of no more than the end of the contract? */
static bool tells_end(const cl_wording *w, size_t i, size_t end) {
    static const char *const notices[] = {"notice", "notification", NULL};
    static const char *const of[] = {"of", "that", NULL};
    if (cl_wording_begins(w, i, (const char *const[]){"notif", "inform", NULL}))
        return !any_is(w, i, nearer(end, i + NEAR), of) ||
               any_begins(w, i, nearer(end, i + 2 * NEAR), endings);
    while (i < end && !cl_wording_is(w, i, notices))
        i++;
    for (size_t k = i + 1; k < nearer(end, i + 1 + CLOSE); k++)
        if (is(w, k, "of"))
            return any_begins(w, k, nearer(end, k + NEAR), endings) ||
                   any_begins(w, k + 1, k + 2 + CLOSE, times) ||
                   any_is(w, k + 1, k + 2 + CLOSE, wills);
    return true;
}

/* Is notice given, by word `i`? */
static bool gives_notice(const cl_wording *w, size_t i, size_t end) {
    static const char *const notices[] = {"notice", "notification", NULL};
    static const char *const tells[] = {"notify", "notifies", "notified", "informs", NULL};
    static const char *const passives[] = {"is",  "are",        "has been", "shall be",
                                           "was", "shall have", NULL};
    static const char *const behind[] = {"after", "upon", "following", "on", "of", NULL};
    if (cl_wording_is(w, i, tells))
        return true;
    if (cl_wording_is(w, i, notices))
        return cl_wording_is(w, i + 1, passives) &&
               !any_is(w, i > CLOSE ? i - CLOSE : 0, i, behind);
    return cl_wording_begins(w, i, gives) && any_is(w, i, nearer(end, i + NEAR + CLOSE), notices);
}

/* A notice that decides is that of the one who acts, or ends the contract. */
static int judge_notice(const cl_wording *w, size_t from, size_t i, size_t end,
                        cl_wording_range actor, bool behind) {
    static const char *const papers[] = {"agreement",   "contract", "lease",      "term",
                                         "license",     "licence",  "employment", "engagement",
                                         "appointment", NULL};
    if (!tells_end(w, i, end) || any_is(w, from, i, denials))
        return CL_CONDITION_EVENT;
    bool own = actor.start >= actor.end || is_own_will(w, from, i, actor, behind) ||
               cl_wording_is(w, i, (const char *const[]){"notice", NULL}) ||
               any_is(w, actor.start, actor.end, papers);
    return own ? CL_CONDITION_FREE : CL_CONDITION_EVENT;
}

/* "when the Initial Term has ended" */
static bool term_ends(const cl_wording *w, size_t i, size_t end) {
    static const char *const spans[] = {"term", "year", "season", "anniversary", "months", NULL};
    static const char *const overs[] = {"end",     "ends",   "ended",  "expired",   "expires",
                                        "elapsed", "passed", "lapsed", "concluded", "over",
                                        "expire",  "elapse", NULL};
    return cl_wording_is(w, i, spans) && any_is(w, i + 1, nearer(end, i + 2 + CLOSE), overs);
}

static int judge_unless(const cl_wording *w, const cl_opening *opening, size_t end) {
    static const char *const notices[] = {"notice", "notification", "notifies", NULL};
    for (size_t i = opening->next; i < nearer(end, opening->next + 2 * NEAR); i++)
        if (cl_wording_begins(w, i, endings) || any_is(w, i, i + CLOSE, notices))
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
        denied |= is(w, i, "not");
    }
    return false;
}

static int judge_clause(const cl_wording *w, const cl_opening *opening, size_t end,
                        cl_wording_range actor, bool behind) {
    size_t from = opening->next;
    if (opening->fallback == CL_NO_CONDITION)
        return judge_unless(w, opening, end);
    if (not_ended(w, from, end))
        return CL_NO_CONDITION;
    for (size_t i = from; i < nearer(end, from + CLAUSE_WORDS); i++) {
        if (i < from + NEAR && (at_discretion(w, i) || cl_wording_is(w, i, interests)))
            return CL_CONDITION_FREE;
        if (is(w, i, "no longer") &&
            (any_is(w, i + 2, i + 2 + CLOSE, wills) || any_is(w, i + 2, i + 2 + CLOSE, needs)))
            return CL_CONDITION_FREE;
        if (cl_wording_is(w, i, needs) && is(w, i + 1, "to") && wills_end(w, i, end))
            return CL_CONDITION_FREE;
        if (cl_wording_is(w, i, wills) &&
            (wills_end(w, i, end) || is_own_will(w, from, i, actor, behind)))
            return CL_CONDITION_FREE;
        if (cl_wording_begins(w, i, judgments))
            for (size_t k = i + 1; k < nearer(end, i + 2 * NEAR); k++)
                if (at_discretion(w, k) || cl_wording_is(w, k, fitting) || is_in_interest(w, i, k))
                    return CL_CONDITION_FREE;
        bool denied = opening->fallback == CL_CONDITION_FREE &&
                      any_is(w, i > from + CLOSE ? i - CLOSE : from, i, denials);
        if (is_fault(w, i, faults) && !denied)
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
        if (!(w->words[i].before & CL_BEFORE_COLON) || !any_is(w, from - 1, i, lists))
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
