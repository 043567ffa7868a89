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

typedef struct opening_words {
    const char *words;
    cl_opening_form form;
    int fallback;
} opening_words;

/* Longer ones before those that they begin with. */
static const opening_words openings[] = {
    {"in the event of which", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in the event of", CL_OPENING_NOUN, CL_CONDITION_EVENT},
    {"in the event", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"in the eventuality", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"in case of", CL_OPENING_NOUN, CL_CONDITION_EVENT},
    {"in case", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"in the case of", CL_OPENING_LOOSE, CL_NO_CONDITION},
    {"in the following", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"under the following", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"any of the following", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"any one of the following", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"either of the following", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"one or more of the following", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in circumstances where", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"in circumstances in which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"in cases where", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"if", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"when", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"whenever", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"where", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"wherever", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"should", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"once", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"at such time as", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"as soon as", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"time that", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"time when", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"time at which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"date on which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"date upon which", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"date when", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"unless", CL_OPENING_CLAUSE, CL_NO_CONDITION},
    {"so long as", CL_OPENING_CLAUSE, CL_CONDITION_FREE},
    {"as long as", CL_OPENING_CLAUSE, CL_CONDITION_FREE},
    {"to the extent", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"on condition that", CL_OPENING_CLAUSE, CL_CONDITION_FREE},
    {"on the condition that", CL_OPENING_CLAUSE, CL_CONDITION_FREE},
    {"provided that", CL_OPENING_CLAUSE, CL_CONDITION_FREE},
    {"provided, that", CL_OPENING_CLAUSE, CL_CONDITION_FREE},
    {"upon which", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"after which", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"following which", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"upon", CL_OPENING_NOUN, CL_CONDITION_EVENT},
    {"following", CL_OPENING_NOUN, CL_CONDITION_EVENT},
    {"after", CL_OPENING_NOUN, CL_CONDITION_EVENT},
    {"on the grounds", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"on the ground", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"on grounds of", CL_OPENING_NOUN, CL_CONDITION_EVENT},
    {"on account of", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"on", CL_OPENING_LOOSE, CL_NO_CONDITION},
    {"notice of", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"for the reason that", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"for", CL_OPENING_LOOSE, CL_NO_CONDITION},
    {"by mutual", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"by the mutual", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"by their mutual", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"by agreement", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"by written agreement", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"by joint", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"by consent", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"with the consent", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"with the written consent", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"with the prior written consent", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"with the prior consent", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"with cause", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"with good cause", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"during", CL_OPENING_LOOSE, CL_NO_CONDITION},
    {"by reason of", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"by virtue of", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"because of", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"because", CL_OPENING_CLAUSE, CL_CONDITION_EVENT},
    {"due to", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"owing to", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"as a result of", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"as a consequence of", CL_OPENING_NOUN, CL_NO_CONDITION},
    {"in the absence of", CL_OPENING_LOOSE, CL_NO_CONDITION},
    {"of learning", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"of becoming aware", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"of discovering", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"of discovery", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"of such event", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"of such occurrence", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"failing which", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"failing", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in such event", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in such an event", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in any such event", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in either such event", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in that event", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in which event", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in such case", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in such a case", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in any such case", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in that case", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in which case", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in such circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"in those circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"under such circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"under those circumstances", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"whereupon", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"thereupon", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"non-breaching party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"nonbreaching party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"non-defaulting party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"nondefaulting party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"non-affected party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"unaffected party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"innocent party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"aggrieved party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"injured party", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"party not in default", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"party not in breach", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"party not so affected", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"the other party may", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"the other may", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"the other party shall have the right", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"the other party shall be entitled", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"the other party will have the right", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"the other party has the right", CL_OPENING_BACK, CL_CONDITION_EVENT},
    {"the other party is entitled", CL_OPENING_BACK, CL_CONDITION_EVENT},
};

/* A condition that these stand before is set aside: "even if", "except upon", "with or without". */
static const char *const set_aside[] = {"even",    "except", "excepting", "save",      "than", "as",
                                        "whether", "the",    "prior",     "including", NULL};
/* "fees due upon …", "liability for …": said of the noun, not of the right. */
static const char *const of_a_noun[] = {
    "due",       "payable",   "owed",      "owing",     "accru",   "incurred",
    "arising",   "paid",      "rendered",  "performed", "liab",    "damages",
    "claim",     "compensat", "responsib", "obligat",   "indemni", "reimburs",
    "conferred", "bestowed",  "incumbent", "binding",   "based",   "imposed",
    "remed",     "entitled",  "penalty",   "loss",      "pay",     NULL};
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
static const char *const any_reasons[] = {"non-cause",        "non cause",   "any reason",
                                          "any reasons",      "any or no",   "no reason",
                                          "whatever reason",  "any cause",   "any other reason",
                                          "no cause",         "convenience", "its convenience",
                                          "its own",          "or without",  "their own",
                                          "business reasons", NULL};
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

/* "Should the tenant …": not "as it should be". */
static bool is_inversion(const cl_wording *w, size_t i) {
    return cl_wording_is(w, i + 1, determiners) || is_capital(w, i + 1) ||
           (i + 1 < w->count && (!i || w->words[i].before));
}

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

static bool is_refused(const cl_wording *w, size_t i, const opening_words *opening, size_t next,
                       size_t end) {
    static const char *const prepositions[] = {"with", "for", "or", NULL};
    static const char *const happenings[] = {"event",  "circumstance", "case",   "condition",
                                             "cause",  "reason",       "ground", "occur",
                                             "happen", "situation",    NULL};
    static const char *const extents[] = {
        "allowed",   "legally", "not",      "reasonably", "of",       "it is", "that it is",
        "that such", "such",    "they are", "required",   "provided", NULL};
    static const char *const moments[] = {"after", "from", "following", "at", "until", NULL};
    const char *words = opening->words;
    bool noun = opening->form == CL_OPENING_NOUN || opening->form == CL_OPENING_LOOSE;
    if (opening->form == CL_OPENING_CLAUSE && is_remark(w, next))
        return true;
    if (strstr(words, "of the following"))
        return !cl_wording_begins(w, next, happenings) && cl_word_byte(w->text, end) != ':';
    if (!strcmp(words, "should"))
        return !is_inversion(w, i);
    if (noun && cl_word_byte(w->text, cl_skip_spaces(w->text, end)) == '[')
        return true; /* what stands there is left out */
    if (!strcmp(words, "once"))
        return !cl_wording_is(w, next, determiners) && !is_capital(w, next);
    if (!strcmp(words, "failing"))
        return any_is(w, next, next + 3, (const char *const[]){"notice", NULL});
    if (is(w, i, "to the extent"))
        return cl_wording_is(w, next, extents);
    if (opening->form == CL_OPENING_BACK && strstr(words, " which") &&
        strncmp(words, "in ", 3) != 0)
        return !w->words[i].before;
    if (!i || w->words[i].before & ~(unsigned)CL_BEFORE_COMMA)
        return false;
    if (opening->form == CL_OPENING_BACK)
        return !strncmp(words, "with", 4) && cl_wording_is(w, i - 1, prepositions);
    if (!strcmp(words, "where"))
        return cl_wording_is(w, i - 1, places);
    if (w->words[i].before & CL_BEFORE_COMMA)
        return false;
    if (is(w, i, "time") || is(w, i, "date"))
        return !any_is(w, i > CLOSE ? i - CLOSE : 0, i, moments);
    if (noun && cl_wording_begins(w, i - 1, of_a_noun))
        return true;
    return cl_wording_is(w, i - 1, set_aside);
}

cl_opening cl_condition_opening(const cl_wording *w, size_t i) {
    for (size_t k = 0; k < sizeof openings / sizeof *openings; k++) {
        size_t end = cl_words_at(w->text, w->words[i].start, openings[k].words);
        if (!end)
            continue;
        size_t next = i;
        while (next < w->count && w->words[next].start < end)
            next++;
        if (is_refused(w, i, &openings[k], next, end))
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

static int judge_clause(const cl_wording *w, const cl_opening *opening, size_t end,
                        cl_wording_range actor, bool behind) {
    size_t from = opening->next;
    if (opening->fallback == CL_NO_CONDITION)
        return judge_unless(w, opening, end);
    for (size_t i = from; i < nearer(end, from + NEAR); i++)
        if (is(w, i, "not") && any_begins(w, i + 1, i + 2 + CLOSE, own_ends))
            return CL_NO_CONDITION; /* unless it is terminated */
    for (size_t i = from; i < nearer(end, from + CLAUSE_WORDS); i++) {
        if (i < from + NEAR && (at_discretion(w, i) || cl_wording_is(w, i, interests)))
            return CL_CONDITION_FREE;
        if (is(w, i, "no longer") &&
            (any_is(w, i + 2, i + 2 + CLOSE, wills) || any_is(w, i + 2, i + 2 + CLOSE, needs)))
            return CL_CONDITION_FREE;
        if (cl_wording_is(w, i, wills) &&
            (wills_end(w, i, end) || is_own_will(w, from, i, actor, behind)))
            return CL_CONDITION_FREE;
        if (cl_wording_begins(w, i, judgments))
            for (size_t k = i + 1; k < nearer(end, i + 2 * NEAR); k++)
                if (at_discretion(w, k) || cl_wording_is(w, k, fitting))
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
