/* SPDX-License-Identifier: MIT */
#include "contract/holder.h"

#include "contract/word.h"

enum {
    MOST_MENTIONS = 128, /* nearest to the span; sentences with more parties do not occur */
    REACH = 400,         /* how far from its verb a subject may stand */
};

typedef struct mention {
    cl_holder holder;
    bool possessive; /* "Licensee's" */
    bool objective;  /* "us": never a subject */
    bool pronoun;    /* "the former" */
} mention;

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

/* Words in "-ing" or with a hyphen before "party": the non-breaching party. */
static size_t qualified_party(cl_text text, size_t at) {
    size_t end = cl_words_at(text, at, "the");
    if (!end && !(end = cl_words_at(text, at, "a")) && !(end = cl_words_at(text, at, "any")) &&
        !(end = cl_words_at(text, at, "such")) && !(end = cl_words_at(text, at, "an")))
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

static bool is_all_caps(cl_text text) {
    size_t upper = 0, lower = 0;
    for (size_t i = 0; i < text.length; i++) {
        upper += cl_is_upper((unsigned char)text.bytes[i]);
        lower += cl_is_lower((unsigned char)text.bytes[i]);
    }
    return upper > 4 * lower;
}

/* The word by which a name without an alias is called for short: "Wavecrest" of "Wavecrest.com,
 * Inc.". Empty when another party's name begins with it, or when the word is one of everyday use.
 */
static cl_text short_name(const cl_contract *contract, size_t party) {
    static const char *const common[] = {
        "the",      "united", "general", "national", "international", "first",  "american", "new",
        "state",    "bank",   "city",    "county",   "university",    "global", "global's", "party",
        "trustees", "board",  "company", "third",    "each",          "either", NULL};
    enum { SHORTEST = 4 };
    cl_text name = contract->parties[party].name, none = {0};
    size_t end = name.length ? cl_word_end(name, 0) : 0;
    if (end < SHORTEST || !cl_is_upper((unsigned char)name.bytes[0]) ||
        cl_any_words_at(name, 0, common))
        return none;
    for (size_t i = 0; i < contract->party_count; i++) {
        cl_text other = contract->parties[i].name;
        if (i != party && other.length >= end &&
            cl_text_equal_nocase(cl_text_slice(other, 0, end), cl_text_slice(name, 0, end)))
            return none;
    }
    return cl_text_slice(name, 0, end);
}

/* Does a name end at `end`? Filings glue it to the modal: "Acmeshall deliver". */
static bool ends_here(cl_text text, size_t end) {
    static const char *const modals[] = {"shall", "will", "may", "must", NULL};
    return !cl_is_word_byte(cl_word_byte(text, end)) || cl_any_words_at(text, end, modals);
}

/* The alias or name at `at` (its longest): its end, or 0. */
static size_t alias_at(const cl_contract *contract, cl_text text, size_t at, uint32_t *party) {
    size_t best = 0;
    for (size_t i = 0; i < contract->party_count; i++) {
        const cl_party *candidate = &contract->parties[i];
        for (size_t a = 0; a <= candidate->alias_count; a++) {
            cl_text alias = a < candidate->alias_count ? candidate->aliases[a] : candidate->name;
            size_t end = at + alias.length;
            if (alias.length < 2 || end <= best || end > text.length || !ends_here(text, end))
                continue;
            /* "company" in lower case is any company; "us" in capitals is a country */
            if (cl_is_upper((unsigned char)alias.bytes[0]) &&
                cl_is_lower((unsigned char)text.bytes[at]))
                continue;
            if (cl_text_equal(alias, CL_TEXT("us")) && text.bytes[at] == 'U')
                continue;
            if (!cl_text_equal_nocase(cl_text_slice(text, at, end), alias))
                continue;
            best = end;
            *party = (uint32_t)i;
        }
        if (!candidate->name.length || !cl_is_upper((unsigned char)text.bytes[at]) ||
            cl_lower((unsigned char)text.bytes[at]) !=
                cl_lower((unsigned char)candidate->name.bytes[0]))
            continue;
        cl_text name = short_name(contract, i);
        size_t end = at + name.length;
        if (name.length && end > best && end <= text.length && ends_here(text, end) &&
            cl_text_equal_nocase(cl_text_slice(text, at, end), name)) {
            best = end;
            *party = (uint32_t)i;
        }
    }
    return best;
}

/* "The Board of Directors of X" decides for X, "the Board" alone for the one party that is likely
 * to have one: its end, or 0. */
static size_t organ_at(const cl_contract *contract, cl_text text, size_t at, uint32_t *party) {
    static const char *const organs[] = {"the board of directors",
                                         "its board of directors",
                                         "the board of trustees",
                                         "its board of trustees",
                                         "the board of managers",
                                         "the board",
                                         "its board",
                                         NULL};
    static const char *const bodies[] = {"company",     "fund",      "trust",    "employer", "bank",
                                         "corporation", "portfolio", "holdings", NULL};
    size_t end = cl_any_words_at(text, at, organs), owner;
    if (!end)
        return 0;
    if ((owner = cl_words_at(text, cl_skip_spaces(text, end), "of"))) {
        size_t name = cl_skip_spaces(text, owner), the = cl_words_at(text, name, "the");
        size_t named = alias_at(contract, text, the ? cl_skip_spaces(text, the) : name, party);
        return named;
    }
    size_t found = 0;
    for (size_t i = 0; i < contract->party_count; i++)
        for (size_t a = 0; a < contract->parties[i].alias_count; a++)
            if (cl_any_words_at(contract->parties[i].aliases[a], 0, bodies) ==
                contract->parties[i].aliases[a].length) {
                *party = (uint32_t)i;
                found++;
                break;
            }
    return found == 1 ? end : 0;
}

/* "Customer Data", "Supplier Products": the party's name is part of another's. */
static bool is_compound(cl_text text, size_t end, bool caps) {
    static const char *const joints[] = {"and",  "or",  "may",    "shall",  "will",
                                         "must", "has", "and/or", "hereby", NULL};
    if (caps || cl_word_byte(text, end) != ' ' || !cl_is_upper(cl_word_byte(text, end + 1)))
        return false;
    return !cl_any_words_at(text, end + 1, joints);
}

/* The mention that begins at the word at `at`: its end, or 0. */
static size_t mention_at(const cl_contract *contract, cl_text text, size_t at, bool caps,
                         mention *mention) {
    size_t end = 0;
    int c = cl_lower((unsigned char)text.bytes[at]);
    *mention = (struct mention){.holder = {.party = CL_NONE}};
    if (strchr("ebantpo", c) && (end = cl_any_words_at(text, at, everyone))) {
        mention->holder.kind = CL_HOLDER_EVERYONE;
    } else if ((c == 't' || c == 's') && (end = cl_any_words_at(text, at, others))) {
        mention->holder.kind = CL_HOLDER_OTHER;
    } else if (strchr("teaisnr", c) && (end = cl_any_words_at(text, at, thirds))) {
        /* "the Bank" may be what this contract calls a party */
        size_t the = cl_words_at(text, at, "the");
        uint32_t party;
        if (the && alias_at(contract, text, cl_skip_spaces(text, the), &party) >= end)
            end = 0;
        else
            mention->holder.kind = CL_HOLDER_THIRD;
    }
    if (!end) {
        size_t the = cl_words_at(text, at, "the"), from = the ? cl_skip_spaces(text, the) : at;
        uint32_t party;
        if ((end = alias_at(contract, text, from, &party)) && !is_compound(text, end, caps)) {
            mention->holder.kind = CL_HOLDER_PARTY;
            mention->holder.party = party;
            cl_text words = cl_text_slice(text, from, end);
            mention->objective = cl_text_equal_nocase(words, CL_TEXT("us"));
            mention->possessive = cl_text_equal_nocase(words, CL_TEXT("our")) ||
                                  cl_text_equal_nocase(words, CL_TEXT("your"));
        } else if ((c == 't' || c == 'i') && (end = organ_at(contract, text, at, &party))) {
            mention->holder.kind = CL_HOLDER_PARTY;
            mention->holder.party = party;
        } else if ((c == 't' || c == 'a' || c == 's') && (end = qualified_party(text, at))) {
            mention->holder.kind = CL_HOLDER_OTHER;
        } else {
            return 0;
        }
    }
    mention->holder.span = (cl_span){at, end};
    if (cl_word_byte(text, end) == '\'') {
        mention->possessive = true;
        end += cl_words_at(text, end, "'s") ? 2 : 1;
    }
    return end;
}

/* Does a predicate follow the mention that ends at `end`? */
static bool starts_clause(cl_text text, size_t end) {
    static const char *const modals[] = {"may", "shall", "will", "must", "can", "has", "is", NULL};
    return cl_any_words_at(text, cl_skip_spaces(text, end), modals) != 0;
}

/* "The former", "the latter": of the last two parties that were named. */
static void resolve_pair(cl_text text, const mention *mentions, size_t count, mention *found) {
    size_t at = found->holder.span.start, later = count, earlier;
    bool former = cl_words_at(text, at, "the former") != 0;
    if (!former && !cl_words_at(text, at, "the latter"))
        return;
    while (later-- > 0 && mentions[later].holder.kind != CL_HOLDER_PARTY)
        continue;
    for (earlier = later; later != SIZE_MAX && earlier-- > 0;)
        if (mentions[earlier].holder.kind == CL_HOLDER_PARTY &&
            mentions[earlier].holder.party != mentions[later].holder.party)
            break;
    if (later == SIZE_MAX || earlier == SIZE_MAX)
        return;
    found->pronoun = true;
    found->holder.kind = CL_HOLDER_PARTY;
    found->holder.party = mentions[former ? earlier : later].holder.party;
}

static size_t spaces_before(cl_text text, size_t at) {
    while (at && text.bytes[at - 1] == ' ')
        at--;
    return at;
}

static bool ends_with_any(cl_text text, size_t end, const char *const *words) {
    end = spaces_before(text, end);
    for (; *words; words++)
        if (cl_words_before(text, end, *words) != SIZE_MAX)
            return true;
    return false;
}

/* Is there a comma and nothing else between two mentions? */
static bool is_list_comma(cl_text text, size_t from, size_t to) {
    from = cl_skip_spaces(text, from);
    return cl_word_byte(text, from) == ',' && cl_skip_spaces(text, from + 1) == to;
}

/* Mentions in [from, to); "A or B" and "each of A and B" become everyone. */
static size_t collect(const cl_contract *contract, cl_text text, size_t from, size_t to,
                      mention *mentions) {
    bool caps = is_all_caps(text);
    size_t count = 0, end;
    for (size_t at = from; at < to;) {
        mention found;
        if (!cl_is_word_byte((unsigned char)text.bytes[at]) ||
            (at && cl_is_word_byte((unsigned char)text.bytes[at - 1]))) {
            at++;
            continue;
        }
        if (!(end = mention_at(contract, text, at, caps, &found))) {
            at = cl_word_end(text, at);
            continue;
        }
        at = end;
        static const char *const with_you[] = {"you or", "you and", "either you or", NULL};
        if (found.holder.kind == CL_HOLDER_PARTY &&
            ends_with_any(text, found.holder.span.start, with_you))
            found.holder = (cl_holder){CL_HOLDER_EVERYONE, CL_NONE, found.holder.span};
        if (found.holder.kind == CL_HOLDER_OTHER)
            resolve_pair(text, mentions, count, &found);
        if (count && found.holder.kind == CL_HOLDER_PARTY) {
            static const char *const joints[] = {"or", "and", "and/or", NULL};
            mention *last = &mentions[count - 1];
            size_t joint = cl_skip_spaces(text, last->holder.span.end), next;
            bool comma = cl_word_byte(text, joint) == ',';
            if (comma)
                joint = cl_skip_spaces(text, joint + 1);
            bool joined = (next = cl_any_words_at(text, joint, joints)) &&
                          cl_skip_spaces(text, next) == found.holder.span.start;
            bool together = (last->holder.kind == CL_HOLDER_PARTY &&
                             last->holder.party != found.holder.party) ||
                            last->holder.kind == CL_HOLDER_EVERYONE;
            /* "pays X, and Y may": a new clause begins with Y */
            bool clause = comma && (found.pronoun || starts_clause(text, found.holder.span.end));
            if (joined && together && !last->possessive && !clause) {
                last->holder.kind = CL_HOLDER_EVERYONE;
                last->holder.party = CL_NONE;
                last->holder.span.end = found.holder.span.end;
                last->possessive = found.possessive;
                /* "X, Y or Z" */
                while (count > 1 && mentions[count - 2].holder.kind == CL_HOLDER_PARTY &&
                       !mentions[count - 2].possessive &&
                       is_list_comma(text, mentions[count - 2].holder.span.end,
                                     mentions[count - 1].holder.span.start)) {
                    mentions[count - 1].holder.span.start = mentions[count - 2].holder.span.start;
                    mentions[count - 2] = mentions[count - 1];
                    count--;
                }
                continue;
            }
        }
        if (count == MOST_MENTIONS) { /* keep the latest: they are nearest to the verb */
            memmove(mentions, mentions + MOST_MENTIONS / 2, MOST_MENTIONS / 2 * sizeof *mentions);
            count = MOST_MENTIONS / 2;
        }
        mentions[count++] = found;
    }
    for (size_t i = 0; i < count; i++) { /* "each of X and Y", "either X or Y" */
        static const char *const openers[] = {"each of", "either of", "both of", "neither",
                                              "either",  "both",      "each",    NULL};
        if (mentions[i].holder.kind != CL_HOLDER_EVERYONE)
            continue;
        size_t start = mentions[i].holder.span.start;
        while (start && text.bytes[start - 1] == ' ')
            start--;
        for (const char *const *opener = openers; *opener; opener++) {
            size_t begin = cl_words_before(text, start, *opener);
            if (begin != SIZE_MAX) {
                mentions[i].holder.span.start = begin;
                break;
            }
        }
    }
    return count;
}

static const cl_holder unknown = {.kind = CL_HOLDER_UNKNOWN, .party = CL_NONE};

/* Is the mention the second half of "either X or Y", "both X and Y", whoever X may be? */
static bool is_half(cl_text text, const mention *m) {
    enum { NEAR = 80 };
    static const char *const joints[] = {"or", "and", "and/or", "nor", "or by", "and by", NULL};
    static const char *const openers[] = {"either", "neither", "both", "each of", NULL};
    static const char *const breaks[] = {"may", "shall", "will", "has", "if", "party", NULL};
    size_t at = m->holder.span.start;
    if (!ends_with_any(text, at, joints))
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

static cl_holder everybody(const mention *m) {
    return (cl_holder){CL_HOLDER_EVERYONE, CL_NONE, m->holder.span};
}

static cl_holder holder_of(cl_text text, const mention *m) {
    return m->holder.kind == CL_HOLDER_PARTY && is_half(text, m) ? everybody(m) : m->holder;
}

/* May the subject at the end of whose mention `at` stands be the subject of the words at `verb`?
 * The words between must begin like a predicate or be put in between. */
static bool leads_to(cl_text text, size_t at, size_t verb) {
    static const char *const predicates[] = {
        "may",     "shall",        "will",   "has",          "have",      "had",       "can",
        "must",    "is",           "are",    "hereby",       "agrees",    "agree",     "reserves",
        "reserve", "retains",      "retain", "shall",        "would",     "could",     "should",
        "elects",  "elect",        "wishes", "wish",         "desires",   "desire",    "be",
        "does",    "do",           "cannot", "undertakes",   "covenants", "is hereby", "further",
        "also",    "acknowledges", "being",  "to",           "from",      "warrants",  "represents",
        "intends", "exercises",    "each",   "individually", "grants",    "grant",     "alone",
        "only",    "solely",       NULL};
    static const char *const subjects[] = {"if",    "that", "which",  "who",
                                           "where", "when", "unless", NULL};
    size_t from = cl_skip_spaces(text, at);
    if (from >= verb)
        return true;
    if (cl_word_byte(text, from) == '(') { /* X (or its affiliate) may */
        size_t close = from;
        while (close < verb && text.bytes[close] != ')')
            close++;
        return close < verb && leads_to(text, close + 1, verb);
    }
    if (cl_any_words_at(text, from, predicates)) {
        /* nothing ends in between, and no new clause has its own modal */
        for (size_t i = from; i < verb; i++)
            if (text.bytes[i] == ';' || (text.bytes[i] == '.' && cl_word_byte(text, i + 1) == ' '))
                return false;
        return true;
    }
    if (cl_word_byte(text, from) == ',' || cl_words_at(text, from, "in") ||
        cl_words_at(text, from, "at") || cl_words_at(text, from, "upon") ||
        cl_words_at(text, from, "on")) {
        /* X, in its sole discretion, may: a stretch between commas that is no clause of its own */
        size_t close = text.bytes[from] == ',' ? from + 1 : from;
        size_t first = cl_skip_spaces(text, close);
        if (text.bytes[from] == ',' && cl_any_words_at(text, first, subjects) == 0 && first >= verb)
            return true;
        while (close < verb && text.bytes[close] != ',' && text.bytes[close] != ';')
            close++;
        if (close >= verb)
            return text.bytes[from] != ',' || first + 60 > verb;
        size_t after = cl_skip_spaces(text, close + 1);
        return text.bytes[close] == ',' &&
               (after >= verb || cl_any_words_at(text, after, predicates));
    }
    /* only adverbs */
    for (size_t i = from, words = 0; i < verb; words++) {
        size_t end = cl_word_end(text, i);
        if (end == i || words > 3 || end - i < 4 || text.bytes[end - 1] != 'y')
            return false;
        i = cl_skip_spaces(text, end);
    }
    return true;
}

/* The active subject before the verb: the nearest mention that leads to it. */
static cl_holder subject_before(cl_text text, const mention *mentions, size_t count, size_t verb) {
    static const char *const oblique[] = {"by",   "to",        "with",    "from",  "against",
                                          "upon", "for",       "between", "under", "than",
                                          "on",   "behalf of", NULL};
    static const char *const rights[] = {
        "right",    "rights",     "option",  "election",  "ability",     "obligation", "duty",
        "sole",     "discretion", "power",   "agreement", "entitlement", "exclusive",  "liability",
        "decision", "notice",     "written", "prior",     NULL};
    static const char *const of_rights[] = {
        "right of", "rights of",  "option of", "obligation of", "obligations of",
        "duty of",  "ability of", "power of",  "election of",   "prevent",
        "prevents", "prohibit",   "prohibits", "restrict",      "restricts",
        "preclude", "precludes",  "allow",     "allows",        "permit",
        "permits",  "entitle",    "entitles",  "limit",         NULL};
    for (size_t i = count; i-- > 0;) {
        const mention *m = &mentions[i];
        size_t end = m->holder.span.end;
        if (end > verb)
            continue;
        if (verb - end > REACH)
            break;
        if (m->possessive) {
            size_t after = end + (cl_words_at(text, end, "'s")      ? 2
                                  : cl_word_byte(text, end) == '\'' ? 1
                                                                    : 0);
            if (cl_any_words_at(text, cl_skip_spaces(text, after), rights))
                return holder_of(text, m);
            continue;
        }
        size_t start = m->holder.span.start;
        if (ends_with_any(text, start, of_rights))
            return holder_of(text, m);
        bool infinitive = cl_words_at(text, cl_skip_spaces(text, end), "to") != 0;
        if (m->objective ||
            (ends_with_any(text, start, oblique) &&
             !(infinitive && ends_with_any(text, start, (const char *const[]){"for", NULL}))))
            continue;
        if (cl_word_byte(text, cl_skip_spaces(text, end)) == '.' || cl_word_byte(text, end) == ';')
            break;
        if (leads_to(text, end, verb))
            return holder_of(text, m);
    }
    return unknown;
}

static bool is_participle(cl_text text, size_t at) {
    size_t end = cl_word_end(text, at);
    return (end - at > 4 && (text.bytes[end - 1] == 'd' || text.bytes[end - 1] == 'D') &&
            (text.bytes[end - 2] == 'e' || text.bytes[end - 2] == 'E')) ||
           cl_words_at(text, at, "terminable") || cl_words_at(text, at, "cancellable") ||
           cl_words_at(text, at, "cancelable") || cl_words_at(text, at, "given") ||
           cl_words_at(text, at, "made") || cl_words_at(text, at, "renewable") ||
           cl_words_at(text, at, "assignable") || cl_words_at(text, at, "withdrawn");
}

/* "may be terminated", "is terminable", "terminated", "termination by": who does it stands behind.
 */
static bool is_passive(cl_text text, cl_span span) {
    static const char *const modals[] = {"may",  "shall",  "can",    "will",    "must",      "is",
                                         "are",  "be",     "been",   "not",     "only",      "also",
                                         "at",   "any",    "time",   "further", "otherwise", "has",
                                         "have", "cannot", "either", NULL};
    size_t at = span.start;
    bool be = false;
    for (int i = 0; i < 8 && at < text.length; i++) {
        if (cl_words_at(text, at, "be") || cl_words_at(text, at, "is") ||
            cl_words_at(text, at, "are") || cl_words_at(text, at, "been"))
            be = true;
        size_t end = cl_any_words_at(text, at, modals);
        if (!end && be && cl_word_end(text, at) - at > 3 &&
            cl_lower((unsigned char)text.bytes[cl_word_end(text, at) - 1]) == 'y')
            end = cl_word_end(text, at); /* an adverb */
        if (!end)
            break;
        at = cl_skip_spaces(text, end);
        if (cl_word_byte(text, at) == ',')
            at = cl_skip_spaces(text, at + 1);
    }
    if (at >= text.length)
        return false;
    if (cl_words_at(text, at, "termination") || cl_words_at(text, at, "cancellation") ||
        cl_words_at(text, at, "assignment"))
        return true;
    if (be)
        return is_participle(text, at) && !cl_words_at(text, at, "entitled") &&
               !cl_words_at(text, at, "permitted") && !cl_words_at(text, at, "authorized") &&
               !cl_words_at(text, at, "allowed") && !cl_words_at(text, at, "obligated") &&
               !cl_words_at(text, at, "required") && !cl_words_at(text, at, "obliged");
    if (at != span.start || !is_participle(text, at) || cl_words_at(text, at, "entitled"))
        return false;
    static const char *const be_words[] = {"be", "is", "are", "been", "was", "being", "were", NULL};
    return ends_with_any(text, at, be_words) || cl_word_end(text, at) > at;
}

/* "by the board of the trust, or by X": somebody else may do it too. */
static bool is_second_agent(cl_text text, size_t verb, size_t start) {
    size_t by = cl_words_before(text, spaces_before(text, start), "or by");
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
    size_t at = spaces_before(text, start), open = at;
    if (at && text.bytes[at - 1] == ')') {
        while (open && at - open < LABEL && text.bytes[open - 1] != '(')
            open--;
        if (open && text.bytes[open - 1] == '(')
            at = spaces_before(text, open - 1);
    }
    return at && text.bytes[at - 1] == ':' ? spaces_before(text, at - 1) : start;
}

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

/* Behind the verb: "by X", "upon notice from X", "at the option of X", "at X's option". */
static cl_holder agent_behind(cl_text text, const mention *mentions, size_t count, size_t verb) {
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
    static const char *const wishes[] = {"option",  "election",    "discretion", "sole",
                                         "request", "convenience", "absolute",   NULL};
    for (size_t i = 0; i < count; i++) {
        const mention *m = &mentions[i];
        size_t start = m->holder.span.start;
        if (start < verb)
            continue;
        if (start - verb > REACH)
            break;
        bool broken = false;
        for (size_t at = verb; at < start && !broken; at++)
            broken = text.bytes[at] == '.' && cl_word_byte(text, at + 1) == ' ' &&
                     cl_is_upper(cl_word_byte(text, at + 2));
        if (broken)
            break;
        if (m->possessive) {
            size_t after = m->holder.span.end;
            after += cl_words_at(text, after, "'s") ? 2 : cl_word_byte(text, after) == '\'' ? 1 : 0;
            if (cl_any_words_at(text, cl_skip_spaces(text, after), wishes) &&
                ends_with_any(text, start, (const char *const[]){"at", "in", NULL}))
                return m->holder;
            continue;
        }
        if (ends_with_any(text, start, not_agents))
            continue;
        if (ends_with_any(text, before_mention(text, start), agents))
            return is_second_agent(text, verb, start) ? everybody(m) : holder_of(text, m);
    }
    return unknown;
}

/* "the right to terminate … is conferred upon X", "lawful for X to terminate": of a right that is
 * spoken of as a thing. */
static cl_holder receiver(cl_text text, const mention *mentions, size_t count, size_t verb) {
    static const char *const things[] = {"right",  "option", "power",   "privilege",
                                         "rights", "break",  "liberty", NULL};
    static const char *const given[] = {"conferred upon",
                                        "conferred on",
                                        "given to",
                                        "granted to",
                                        "vested in",
                                        "vests in",
                                        "reserved to",
                                        "reserved by",
                                        "reserved for",
                                        "belongs to",
                                        "belong to",
                                        "rests with",
                                        "lies with",
                                        "exercisable by",
                                        "exercised by",
                                        "available to",
                                        NULL};
    static const char *const lawful[] = {"lawful for", "open to", "permissible for", NULL};
    size_t opened = cl_any_words_at(text, verb, lawful);
    bool thing = cl_any_words_at(text, verb, things) != 0;
    for (size_t i = 0; (thing || opened) && i < count; i++) {
        size_t start = mentions[i].holder.span.start;
        if (start < verb || mentions[i].possessive)
            continue;
        if (start - verb > REACH)
            break;
        if (opened ? cl_skip_spaces(text, opened) == start : ends_with_any(text, start, given))
            return holder_of(text, &mentions[i]);
    }
    return unknown;
}

/* "…: X upon thirty days' notice, and Y upon sixty": a period of the mention's own follows. */
static bool has_own_period(cl_text text, const mention *m) {
    enum { NEAR = 70 };
    static const char *const befores[] = {"and", "or", "while", "whereas", "but", NULL};
    static const char *const links[] = {"upon", "on", "with", "by giving", "at", NULL};
    static const char *const units[] = {"day",    "days", "week",  "weeks", "month",
                                        "months", "year", "years", NULL};
    size_t start = spaces_before(text, m->holder.span.start);
    if (!start || (!strchr(":,", text.bytes[start - 1]) && !ends_with_any(text, start, befores)))
        return false;
    size_t at = cl_skip_spaces(text, m->holder.span.end), end = cl_any_words_at(text, at, links);
    for (at = end; end && at < end + NEAR && at < text.length && text.bytes[at] != ';'; at++)
        if (!cl_is_word_byte((unsigned char)text.bytes[at - 1]) && cl_any_words_at(text, at, units))
            return true;
    return false;
}

/* Does the mention do something behind a verb: "by X", "in the case of X", "X shall give"? */
static bool acts(cl_text text, const mention *m) {
    static const char *const agents[] = {"by",      "in the case of", "in case of", "notice from",
                                         "vote of", "resolution of",  "action of",  NULL};
    static const char *const gives[] = {"shall give",
                                        "must give",
                                        "will give",
                                        "gives",
                                        "shall provide",
                                        "must provide",
                                        "will provide",
                                        "shall be required to give",
                                        "is to give",
                                        "need only give",
                                        NULL};
    static const char *const excluded[] = {"not by", "nor by", "except by", "other than by", NULL};
    size_t start = m->holder.span.start;
    if (m->holder.kind != CL_HOLDER_PARTY || m->possessive || m->objective ||
        ends_with_any(text, start, excluded))
        return false;
    return cl_any_words_at(text, cl_skip_spaces(text, m->holder.span.end), gives) ||
           has_own_period(text, m) ||
           (ends_with_any(text, before_mention(text, start), agents) &&
            !ends_with_any(text, start, not_agents));
}

size_t cl_holders_behind(const cl_contract *contract, const cl_sentence *sentence, cl_span span,
                         cl_holder *out, size_t most) {
    mention mentions[MOST_MENTIONS];
    cl_text text = sentence->text;
    size_t to = span.end - span.start > 2 * REACH ? span.start + 2 * REACH : span.end, found = 0;
    size_t count = collect(contract, text, span.start, to, mentions);
    for (size_t i = 0; i < count && found < most; i++)
        if (acts(text, &mentions[i]) &&
            (!found || out[found - 1].party != mentions[i].holder.party))
            out[found++] = mentions[i].holder;
    return found;
}

cl_holder cl_holder_find(const cl_contract *contract, const cl_sentence *sentence, cl_span span) {
    mention mentions[MOST_MENTIONS];
    cl_text text = sentence->text;
    if (span.start > text.length)
        return unknown;
    size_t from = span.start > 2 * REACH ? span.start - 2 * REACH : 0;
    size_t to = text.length - span.start > 2 * REACH ? span.start + 2 * REACH : text.length;
    while (from && cl_is_word_byte((unsigned char)text.bytes[from - 1]))
        from--;
    size_t count = collect(contract, text, from, to, mentions);
    cl_holder given = receiver(text, mentions, count, span.start);
    if (given.kind != CL_HOLDER_UNKNOWN)
        return given;
    if (is_passive(text, span)) {
        cl_holder agent = agent_behind(text, mentions, count, span.start);
        if (agent.kind != CL_HOLDER_UNKNOWN)
            return agent;
        /* "X shall have the right to have it terminated" is rare; "X's termination" is not */
        size_t first = span.start;
        for (size_t i = count; i-- > 0;)
            if (mentions[i].possessive && mentions[i].holder.span.end <= first &&
                first - mentions[i].holder.span.end <= 3)
                return mentions[i].holder;
        return unknown;
    }
    /* the span may hold its own subject: "Customer may terminate" */
    for (size_t i = 0; i < count; i++)
        if (mentions[i].holder.span.start == span.start && !mentions[i].possessive)
            return mentions[i].holder;
    cl_holder subject = subject_before(text, mentions, count, span.start);
    return subject.kind != CL_HOLDER_UNKNOWN ? subject
                                             : agent_behind(text, mentions, count, span.start);
}

cl_holder *cl_holders_in(const cl_contract *contract, cl_arena *arena, cl_text text,
                         size_t *count) {
    cl_holder *items = NULL;
    size_t capacity = 0;
    mention mentions[MOST_MENTIONS];
    *count = 0;
    /* In stretches that cannot fill the table, each begun at a word. */
    for (size_t from = 0; from < text.length;) {
        size_t to = text.length - from > 4 * REACH ? from + 4 * REACH : text.length, next = to;
        size_t found = collect(contract, text, from, to, mentions);
        for (size_t i = 0; i < found; i++) {
            items = cl_arena_grow(arena, items, *count, &capacity, sizeof *items);
            items[(*count)++] = mentions[i].holder;
            if (mentions[i].holder.span.end > next)
                next = mentions[i].holder.span.end;
        }
        from = next > from ? next : from + 1;
    }
    return items;
}

static size_t agreement_noun(const cl_contract *contract, cl_text words, size_t at, bool this) {
    static const char *const nouns[] = {"agreement",
                                        "contract",
                                        "lease",
                                        "sublease",
                                        "license agreement",
                                        "license",
                                        "licence",
                                        "letter agreement",
                                        "memorandum of understanding",
                                        "memorandum",
                                        "mou",
                                        "engagement",
                                        "arrangement",
                                        "deed",
                                        "appointment",
                                        "franchise",
                                        "term",
                                        "subscription",
                                        "relationship",
                                        "employment",
                                        "terms of service",
                                        "terms",
                                        "services",
                                        "instrument",
                                        "policy",
                                        "plan",
                                        "sow",
                                        "statement of work",
                                        "order",
                                        "amendment",
                                        "addendum",
                                        "letter",
                                        "master agreement",
                                        "service agreement",
                                        "services agreement",
                                        "charter",
                                        "undertaking",
                                        NULL};
    static const char *const with_the[] = {"agreement",
                                           "contract",
                                           "lease",
                                           "term",
                                           "franchise",
                                           "engagement",
                                           "subscription",
                                           "relationship",
                                           "employment",
                                           "services",
                                           "license agreement",
                                           "services agreement",
                                           "appointment",
                                           "terms",
                                           "letter agreement",
                                           NULL};
    cl_text own = contract->short_name;
    size_t end = at + own.length;
    if (own.length && end <= words.length &&
        cl_text_equal_nocase(cl_text_slice(words, at, end), own) &&
        !cl_is_word_byte(cl_word_byte(words, end)))
        return end;
    return cl_any_words_at(words, at, this ? nouns : with_the);
}

bool cl_is_this_agreement(const cl_contract *contract, cl_text words) {
    static const char *const own[] = {"this", "our", "your", "my",    "these", "the present",
                                      "its",  "his", "her",  "their", NULL};
    static const char *const tails[] = {
        "or",      "and",     "in",      "hereunder", "with",   "at",          "upon",
        "by",      "for",     "of this", "hereof",    "under",  "to",          "as",
        "between", "without", "on",      "prior",     "before", "immediately", NULL};
    words = cl_text_trim(words);
    size_t at = 0, end, next;
    if ((end = cl_words_at(words, 0, "hereof")) || (end = cl_words_at(words, 0, "hereunder")))
        return end == words.length;
    if ((end = cl_words_at(words, 0, "the whole of")) || (end = cl_words_at(words, 0, "all of")) ||
        (end = cl_words_at(words, 0, "all or any part of")) ||
        (end = cl_words_at(words, 0, "either")))
        at = cl_skip_spaces(words, end);
    bool this = false;
    if ((end = cl_any_words_at(words, at, own))) {
        this = true;
    } else if ((end = cl_words_at(words, at, "the"))) {
        if ((next = cl_words_at(words, cl_skip_spaces(words, end), "term of"))) {
            size_t this_end = cl_words_at(words, cl_skip_spaces(words, next), "this");
            if (this_end) {
                end = this_end;
                this = true;
            }
        }
    } else {
        /* "Executive's employment" */
        size_t word = cl_word_end(words, at), of = cl_words_at(words, word, "'s");
        if (!of || !(next = cl_words_at(words, cl_skip_spaces(words, of), "employment")))
            return false;
        return next == words.length || cl_any_words_at(words, cl_skip_spaces(words, next), tails);
    }
    at = cl_skip_spaces(words, end);
    if (cl_word_byte(words, at) == '"')
        at++;
    if (!(end = agreement_noun(contract, words, at, this)))
        return false;
    if (cl_words_at(words, end, "'s term"))
        end += 7;
    while (end < words.length && strchr("\".,;:", words.bytes[end]))
        end++;
    at = cl_skip_spaces(words, end);
    return at >= words.length || cl_any_words_at(words, at, tails) != 0 ||
           cl_word_byte(words, end) == '(' || cl_word_byte(words, at) == '(';
}
