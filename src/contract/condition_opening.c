/* SPDX-License-Identifier: MIT */
#include "contract/condition_kind.h"

#include "contract/word.h"

enum { CLOSE = 4 }; /* words within which what belongs together stands */

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

/* "Sales", "payments": verbs behind "should" hardly end so. */
static bool is_plural(const cl_wording *w, size_t i) {
    cl_text word = i < w->count ? cl_text_slice(w->text, w->words[i].start, w->words[i].end)
                                : (cl_text){"", 0};
    return word.length > 3 && word.bytes[word.length - 1] == 's' &&
           !strchr("su", word.bytes[word.length - 2]);
}

/* "Should the tenant …", "should sales …": not "as it should be". */
static bool is_no_inversion(const cl_wording *w, size_t i, size_t next) {
    return !cl_wording_is(w, next, determiners) && !cl_wording_is_capital(w, next) &&
           !is_plural(w, next) && (next >= w->count || (i && !w->words[i].before));
}

/* "Such withdrawal to take effect when …": it asks when the end comes, not whether. */
static bool times_effect(const cl_wording *w, size_t i, size_t next) {
    static const char *const effects[] = {"effect", "effective", "force", NULL};
    (void)next;
    return i && !w->words[i].before && cl_wording_is(w, i - 1, effects);
}

/* "once the plant is built": not "once a year" without anybody. */
static bool names_nobody(const cl_wording *w, size_t i, size_t next) {
    (void)i;
    return !cl_wording_is(w, next, determiners) && !cl_wording_is_capital(w, next);
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
    return cl_wording_any_is(w, next, next + 3, notice);
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
    return !cl_wording_any_is(w, i > CLOSE ? i - CLOSE : 0, i, moments);
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
    return !w->words[i].before || cl_wording_any_begins(w, i > CLOSE ? i - CLOSE : 0, i, spans);
}

/* "for or with cause" */
static bool is_either_way(const cl_wording *w, size_t i, size_t next) {
    static const char *const joints[] = {"with", "for", "or", NULL};
    (void)next;
    return i && cl_wording_is(w, i - 1, joints);
}

/* "upon notice to the other may": said of whom it is given to. */
static bool is_object(const cl_wording *w, size_t i, size_t next) {
    static const char *const prepositions[] = {"to",   "of", "upon", "on",
                                               "from", "by", "with", NULL};
    (void)next;
    return i && !w->words[i].before && cl_wording_is(w, i - 1, prepositions);
}

/* "…, provided Licensee is in breach": not "services provided", "provided, however". */
static bool is_no_proviso(const cl_wording *w, size_t i, size_t next) {
    return !i || !(w->words[i].before & CL_BEFORE_COMMA) || w->words[next].before ||
           is_no_inversion(w, i, next);
}

/* "Because we may one day move, we may terminate": said in front it is a motive. */
static bool is_motive(const cl_wording *w, size_t i, size_t next) {
    (void)w;
    (void)next;
    return !i;
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
    {"when", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, times_effect},
    {"whenever", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"where", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, names_place},
    {"wherever", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, names_place},
    {"should", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_no_inversion},
    {"once", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, names_nobody},
    {"at such time as", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, NULL},
    {"as soon as", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, times_effect},
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
    {"provided", CL_OPENING_CLAUSE, CL_CONDITION_FREE, is_no_proviso},
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
    {"because", CL_OPENING_CLAUSE, CL_CONDITION_EVENT, is_motive},
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
    {"party not affected", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party that is not in", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party which is not in", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"party not so affected", CL_OPENING_BACK, CL_CONDITION_EVENT, NULL},
    {"the other party may", CL_OPENING_BACK, CL_CONDITION_EVENT, is_object},
    {"the other may", CL_OPENING_BACK, CL_CONDITION_EVENT, is_object},
    {"the other party shall have the right", CL_OPENING_BACK, CL_CONDITION_EVENT, is_object},
    {"the other party shall be entitled", CL_OPENING_BACK, CL_CONDITION_EVENT, is_object},
    {"the other party will have the right", CL_OPENING_BACK, CL_CONDITION_EVENT, is_object},
    {"the other party has the right", CL_OPENING_BACK, CL_CONDITION_EVENT, is_object},
    {"the other party is entitled", CL_OPENING_BACK, CL_CONDITION_EVENT, is_object},
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
        if (openings[k].form == CL_OPENING_CLAUSE && cl_wording_says(w, next, "that"))
            next++;
        return (cl_opening){openings[k].form, next, openings[k].fallback};
    }
    return (cl_opening){CL_OPENING_NONE, i, CL_NO_CONDITION};
}
