/* SPDX-License-Identifier: MIT */
#include "contract/clause_part.h"
#include "contract/word.h"

/* ---- the passive ---- */

static bool is_participle(cl_text text, size_t at) {
    static const char *const others[] = {"terminable", "cancellable", "cancelable", "given", "made",
                                         "renewable",  "assignable",  "withdrawn",  NULL};
    enum { SHORTEST = 5 };
    size_t end = cl_word_end(text, at);
    bool regular = end - at >= SHORTEST && cl_lower((unsigned char)text.bytes[end - 1]) == 'd' &&
                   cl_lower((unsigned char)text.bytes[end - 2]) == 'e';
    return regular || cl_any_words_at(text, at, others);
}

/* Over "may at any time be", "shall not otherwise have been"; *be when a form of "to be" is among
 * it, which may have adverbs behind it. */
static size_t skip_auxiliaries(cl_text text, size_t at, bool *be) {
    static const char *const forms[] = {"be", "is", "are", "been", NULL};
    static const char *const auxiliaries[] = {
        "may",       "shall", "can",  "will",   "must",   "is",  "are",  "be",
        "been",      "not",   "only", "also",   "at",     "any", "time", "further",
        "otherwise", "has",   "have", "cannot", "either", NULL};
    enum { MOST = 8 };
    *be = false;
    for (int i = 0; i < MOST && at < text.length; i++) {
        *be |= cl_any_words_at(text, at, forms) != 0;
        size_t end = cl_any_words_at(text, at, auxiliaries), word = cl_word_end(text, at);
        if (!end && *be && word - at > 3 && cl_lower((unsigned char)text.bytes[word - 1]) == 'y')
            end = word; /* an adverb */
        if (!end)
            break;
        at = cl_skip_spaces(text, end);
        if (cl_word_byte(text, at) == ',')
            at = cl_skip_spaces(text, at + 1);
    }
    return at;
}

bool cl_is_passive(cl_text text, size_t verb) {
    static const char *const nouns[] = {"termination", "cancellation", "assignment", NULL};
    /* "X shall be entitled to": X has the right, nothing is done to it */
    static const char *const entitled[] = {"entitled",  "permitted", "authorized", "allowed",
                                           "obligated", "required",  "obliged",    NULL};
    bool be;
    size_t at = skip_auxiliaries(text, verb, &be);
    if (at >= text.length)
        return false;
    if (cl_any_words_at(text, at, nouns))
        return true;
    if (!is_participle(text, at))
        return false;
    return be ? !cl_any_words_at(text, at, entitled)
              : at == verb && !cl_words_at(text, at, "entitled");
}

/* ---- who acts ---- */

/* "breach by X" is no act that the verb speaks of. */
static const char *const not_agents[] = {"breach by",      "default by",
                                         "failure by",     "payment by",
                                         "performance by", "use by",
                                         "violation by",   "bankruptcy by",
                                         "receipt by",     "insolvency by",
                                         "acceptance by",  "non-payment by",
                                         "approval by",    "consent by",
                                         "acts by",        "act by",
                                         "delivery by",    "made by",
                                         "paid by",        "owed by",
                                         "held by",        "caused by",
                                         "suffered by",    "provided by",
                                         "supplied by",    NULL};

/* "by the board of the trust, or by X": somebody else may do it too. */
static bool is_second_agent(cl_text text, size_t verb, size_t start) {
    size_t by = cl_words_before(text, cl_spaces_before(text, start), "or by");
    if (by == SIZE_MAX || by <= verb)
        return false;
    for (size_t at = verb; at + 2 < by; at++)
        if (text.bytes[at] == ' ' && cl_words_at(text, at + 1, "by"))
            return true;
    return false;
}

/* Where the words before the mention end: "by: (b) X" is read as "by X". */
static size_t before_mention(cl_text text, size_t start) {
    enum { LABEL = 5 };
    size_t at = cl_spaces_before(text, start), open = at;
    if (at && text.bytes[at - 1] == ')') {
        while (open && at - open < LABEL && text.bytes[open - 1] != '(')
            open--;
        if (open && text.bytes[open - 1] == '(')
            at = cl_spaces_before(text, open - 1);
    }
    return at && text.bytes[at - 1] == ':' ? cl_spaces_before(text, at - 1) : start;
}

static bool is_no_agent(cl_text text, size_t start) {
    return cl_any_words_before(text, start, not_agents) != SIZE_MAX;
}

static bool is_agent(cl_text text, size_t start) {
    static const char *const agents[] = {"by",
                                         "by either",
                                         "by written notice from",
                                         "notice from",
                                         "notice by",
                                         "option of",
                                         "election of",
                                         "discretion of",
                                         "request of",
                                         "notice of termination from",
                                         "by or on behalf of",
                                         "notice given by",
                                         "instance of",
                                         "will of",
                                         "pleasure of",
                                         "convenience of",
                                         "choice of",
                                         "vote of",
                                         "action of",
                                         "resolution of",
                                         "decision of",
                                         "majority of",
                                         "voting securities of",
                                         NULL};
    return cl_any_words_before(text, before_mention(text, start), agents) != SIZE_MAX;
}

/* "at X's option", "in X's sole discretion". */
static bool is_own_wish(cl_text text, const cl_mention *m) {
    static const char *const wishes[] = {"option",  "election",    "discretion", "sole",
                                         "request", "convenience", "absolute",   NULL};
    static const char *const before[] = {"at", "in", NULL};
    return cl_any_words_at(text, cl_skip_spaces(text, cl_mention_end(text, m)), wishes) &&
           cl_any_words_before(text, m->holder.span.start, before) != SIZE_MAX;
}

/* "shall terminate upon X's notice": not "upon X's receipt of notice". */
static bool is_own_notice(cl_text text, const cl_mention *m) {
    static const char *const notices[] = {"notice",       "written notice", "prior written notice",
                                          "notification", "election to",    NULL};
    return cl_any_words_at(text, cl_skip_spaces(text, cl_mention_end(text, m)), notices) != 0;
}

static bool ends_sentence_between(cl_text text, size_t from, size_t to) {
    for (size_t at = from; at < to; at++)
        if (text.bytes[at] == '.' && cl_word_byte(text, at + 1) == ' ' &&
            cl_is_upper(cl_word_byte(text, at + 2)))
            return true;
    return false;
}

cl_holder cl_agent_behind(cl_text text, const cl_mention *mentions, size_t count, size_t verb) {
    for (size_t i = 0; i < count; i++) {
        const cl_mention *m = &mentions[i];
        size_t start = m->holder.span.start;
        if (start < verb)
            continue;
        if (start - verb > CL_HOLDER_REACH || ends_sentence_between(text, verb, start))
            break;
        if (m->possessive && (is_own_wish(text, m) || is_own_notice(text, m)))
            return m->holder;
        if (m->possessive || is_no_agent(text, start) || !is_agent(text, start))
            continue;
        return is_second_agent(text, verb, start) ? cl_mention_everyone(m)
                                                  : cl_mention_holder(text, m);
    }
    return cl_holder_unknown;
}

cl_holder cl_wisher_before(cl_text text, const cl_mention *mentions, size_t count, size_t verb) {
    static const char *const wishes[] = {"option of",   "election of", "discretion of",
                                         "instance of", "request of",  "choice of",
                                         NULL};
    for (size_t i = count; i-- > 0;) {
        const cl_mention *m = &mentions[i];
        size_t start = m->holder.span.start;
        if (m->holder.span.end > verb)
            continue;
        if (verb - start > CL_HOLDER_REACH || ends_sentence_between(text, start, verb))
            break;
        if (m->possessive ? is_own_wish(text, m)
                          : cl_any_words_before(text, start, wishes) != SIZE_MAX)
            return m->holder;
    }
    return cl_holder_unknown;
}

cl_holder cl_receiver_behind(cl_text text, const cl_mention *mentions, size_t count, size_t verb) {
    static const char *const things[] = {"right",   "option",  "power",   "privilege",
                                         "rights",  "break",   "liberty", "termination",
                                         "ability", "freedom", NULL};
    static const char *const given[] = {"conferred upon", "conferred on",
                                        "given to",       "granted to",
                                        "vested in",      "vests in",
                                        "reserved to",    "reserved by",
                                        "reserved for",   "belongs to",
                                        "belong to",      "rests with",
                                        "lies with",      "exercisable by",
                                        "exercised by",   "available to",
                                        "open to",        "right of",
                                        "ability of",     "power of",
                                        "freedom of",     NULL};
    static const char *const lawful[] = {"lawful for", "open to", "permissible for", NULL};
    size_t opened = cl_any_words_at(text, verb, lawful);
    if (!opened && !cl_any_words_at(text, verb, things))
        return cl_holder_unknown;
    for (size_t i = 0; i < count; i++) {
        size_t start = mentions[i].holder.span.start;
        if (start < verb || mentions[i].possessive)
            continue;
        if (start - verb > CL_HOLDER_REACH)
            break;
        if (opened ? cl_skip_spaces(text, opened) == start
                   : cl_any_words_before(text, start, given) != SIZE_MAX)
            return cl_mention_holder(text, &mentions[i]);
    }
    return cl_holder_unknown;
}

/* ---- several who act, each in its own way ---- */

/* "…: X upon thirty days' notice, and Y upon sixty": a period of the mention's own follows. */
static bool has_own_period(cl_text text, const cl_mention *m) {
    enum { NEAR = 70 };
    static const char *const befores[] = {"and", "or", "while", "whereas", "but", NULL};
    static const char *const links[] = {"upon", "on", "with", "by giving", "at", NULL};
    static const char *const units[] = {"day",    "days", "week",  "weeks", "month",
                                        "months", "year", "years", NULL};
    size_t start = cl_spaces_before(text, m->holder.span.start);
    if (!start || (!strchr(":,", text.bytes[start - 1]) &&
                   cl_any_words_before(text, start, befores) == SIZE_MAX))
        return false;
    size_t at = cl_skip_spaces(text, m->holder.span.end), end = cl_any_words_at(text, at, links);
    for (at = end; end && at < end + NEAR && at < text.length && text.bytes[at] != ';'; at++)
        if (!cl_is_word_byte((unsigned char)text.bytes[at - 1]) && cl_any_words_at(text, at, units))
            return true;
    return false;
}

bool cl_mention_acts(cl_text text, const cl_mention *m) {
    static const char *const agents[] = {"by",      "in the case of", "in case of", "notice from",
                                         "vote of", "resolution of",  "action of",  NULL};
    static const char *const gives[] = {"shall give",    "must give",
                                        "will give",     "gives",
                                        "shall provide", "must provide",
                                        "will provide",  "shall be required to give",
                                        "is to give",    "need only give",
                                        "may do so",     "may do likewise",
                                        "may terminate", NULL};
    static const char *const excluded[] = {"not by", "nor by", "except by", "other than by", NULL};
    size_t start = m->holder.span.start;
    if (m->holder.kind != CL_HOLDER_PARTY || m->possessive || m->objective ||
        cl_any_words_before(text, start, excluded) != SIZE_MAX)
        return false;
    if (cl_any_words_at(text, cl_skip_spaces(text, m->holder.span.end), gives) ||
        has_own_period(text, m))
        return true;
    return cl_any_words_before(text, before_mention(text, start), agents) != SIZE_MAX &&
           !is_no_agent(text, start);
}
