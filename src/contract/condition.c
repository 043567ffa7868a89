/* SPDX-License-Identifier: MIT
 *
 * The reach of conditions: a sentence is read in parts (cut at ";" and provisos), a part in clauses
 * ("X may …, and Y may …"), a clause in alternatives ("on 90 days' notice or if …"). Nothing is
 * parsed; words tell where each begins, and what is not told apart stands together.
 */
#include "contract/condition.h"

#include "contract/condition_words.h"
#include "contract/word.h"

enum {
    ALTERNATIVES = 16, /* of one clause; more are read as one */
    SUBJECT_WORDS = 14,
    SHORT_SUBJECT = 4, /* may be followed by something between commas */
    MAIN_WORDS = 30,
    CONDITION_WORDS = 400, /* of a condition that are read */
    FINITE_WORDS = 14,     /* of an item, within which its verb stands */
    COMMAS = 2,            /* around what stands between a subject and its verb */
    DEPTH = 3,             /* of parentheses that are read */
    REMARK_BYTES = 24,     /* a shorter parenthesis says nothing */
    WHOLE = ALTERNATIVES,  /* a condition that all alternatives stand under */
};

typedef struct alternative {
    size_t start; /* word */
    bool event;   /* stands under an event of its own */
} alternative;

typedef struct reader {
    cl_wording wording;
    cl_arena *arena;
    cl_conditions found;
    size_t capacity, offset; /* of the text in the sentence's */
    unsigned char *within;   /* by condition: the alternative that it stands in */
    size_t within_capacity;
    size_t end;           /* of the part: a word */
    size_t clause, modal; /* where the clause begins, its first modal; SIZE_MAX: none yet */
    size_t first;         /* of the clause's conditions */
    alternative alternatives[ALTERNATIVES];
    size_t count;
    bool listed;  /* the alternatives are enumerated: what is before the first one is common */
    size_t front; /* first of the conditions that all of the part stands under; SIZE_MAX: none */
    bool states;  /* the part has a main clause */
} reader;

static const char *const modals[] = {"may",
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
/* What a clause without any of these may say of a right. */
static const char *const verbs[] = {"is terminable",
                                    "are terminable",
                                    "is cancelable",
                                    "is cancellable",
                                    "is determinable",
                                    "is subject to",
                                    "continues",
                                    "remains",
                                    "terminates",
                                    "expires",
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
static const char *const conjunctions[] = {
    "and", "but", "or", "nor", "while", "whereas", "however", "yet", "although", "though", NULL};
static const char *const relatives[] = {"who",  "which", "that", "as",
                                        "whom", "whose", "than", NULL};
static const char *const concessions[] = {
    "notwithstanding",    "without prejudice to", "without limiting",
    "without limitation", "in addition to",       "regardless of",
    "irrespective of",    "whether or not",       NULL};
/* Only where they open a clause. */
static const char *const openers[] = {"subject to",        "except", "other than", "save",
                                      "without regard to", NULL};
static const char *const provisos[] = {"provided, however", "provided however",
                                       "provided further",  "provided, further",
                                       "provided always",   "provided that",
                                       "provided, that",    "except that",
                                       "save that",         NULL};
static const char *const resets[] = {
    "otherwise",    "in addition", "in any event",       "in any case",
    "in all other", "at any time", "in the alternative", NULL};

static bool is(const reader *r, size_t i, const char *const *literals) {
    return cl_wording_is(&r->wording, i, literals);
}

static unsigned before(const reader *r, size_t i) {
    return i < r->wording.count ? r->wording.words[i].before : 0;
}

static bool is_word(const reader *r, size_t i, const char *word) {
    return i < r->wording.count && cl_words_at(r->wording.text, r->wording.words[i].start, word);
}

static cl_opening_form opens(const reader *r, size_t i) {
    return i < r->end ? cl_condition_opening(&r->wording, i).form : CL_OPENING_NONE;
}

static size_t byte_at(const reader *r, size_t word) {
    const cl_wording *w = &r->wording;
    return r->offset + (word < w->count ? w->words[word].start : w->text.length);
}

/* ---- words ---- */

/* End of the enumerator "(ii)" at `at`; 0: there is none. */
static size_t enumerator_end(cl_text text, size_t at, bool separated) {
    size_t end = cl_word_end(text, at + 1);
    if (end == at + 1 || end > at + 5 || cl_word_byte(text, end) != ')')
        return 0;
    int first = cl_word_byte(text, at + 1);
    bool letters = end == at + 2 && cl_is_alpha(first);
    for (size_t i = at + 1; i < end && !letters; i++)
        if (!strchr("ivx", text.bytes[i]))
            return cl_is_digit(first) && separated && end <= at + 3 ? end + 1 : 0;
    return end + 1;
}

/* "Section 4 (a)" names a place. */
static bool names_place(cl_text text, const cl_wording_word *last) {
    static const char *const papers[] = {"section", "clause",     "paragraph",
                                         "article", "subsection", "sections",
                                         "clauses", "paragraphs", NULL};
    return last && (cl_is_digit(cl_word_byte(text, last->end - 1)) ||
                    cl_any_words_at(text, last->start, papers));
}

static size_t closing(cl_text text, size_t open) {
    int depth = 0;
    for (size_t at = open; at < text.length; at++) {
        depth += text.bytes[at] == '(' ? 1 : text.bytes[at] == ')' ? -1 : 0;
        if (!depth)
            return at + 1;
    }
    return text.length;
}

static void read_text(reader *parent, cl_text text, size_t offset, int depth);

static void read_words(reader *r, cl_text text, int depth) {
    cl_wording_word *words = NULL;
    size_t count = 0, capacity = 0;
    unsigned pending = 0;
    for (size_t at = 0; at < text.length;) {
        unsigned char c = (unsigned char)text.bytes[at];
        if (cl_is_word_byte(c)) {
            size_t end = cl_word_end(text, at);
            words = cl_arena_grow(r->arena, words, count, &capacity, sizeof *words);
            words[count++] = (cl_wording_word){(uint32_t)at, (uint32_t)end, pending};
            pending = 0;
            at = end;
            continue;
        }
        size_t item = 0;
        if (c == '(' && !names_place(text, count ? &words[count - 1] : NULL))
            item = enumerator_end(text, at, pending || !count || text.bytes[at - 1] == ':');
        if (c == '(' && !item) {
            size_t end = closing(text, at);
            if (depth && end - at > REMARK_BYTES)
                read_text(r, cl_text_slice(text, at + 1, end - 1), r->offset + at + 1, depth - 1);
            at = end;
            continue;
        }
        pending |= c == ':'   ? CL_BEFORE_COLON
                   : item     ? CL_BEFORE_ITEM
                   : c == ',' ? CL_BEFORE_COMMA
                   : c == ';' ? CL_BEFORE_SEMICOLON
                              : 0;
        at = item ? item : at + 1;
    }
    r->wording = (cl_wording){text, words, count};
}

/* ---- where things begin ---- */

/* Does a clause with a subject of its own begin at `i`: within how many words comes its modal? `i`
 * itself is a modal when the subject is that of the clause before. */
static size_t modal_ahead(const reader *r, size_t i, size_t most, bool across_commas) {
    int crossed = 0;
    for (size_t k = i; k < r->end && k < i + most; k++) {
        unsigned gap = k > i ? before(r, k) : 0;
        if (gap & ~(unsigned)CL_BEFORE_COMMA)
            return SIZE_MAX;
        if (gap && !crossed && !(across_commas && k <= i + SHORT_SUBJECT))
            return SIZE_MAX;
        crossed += gap != 0;
        if (crossed > COMMAS)
            return SIZE_MAX;
        if (is(r, k, crossed ? permissions : modals) && (k == i || !is(r, k - 1, relatives)))
            return k;
        cl_opening_form form = opens(r, k);
        if (form == CL_OPENING_CLAUSE || (form != CL_OPENING_NONE && k == i && !across_commas))
            return SIZE_MAX;
    }
    return SIZE_MAX;
}

/* The main clause behind a condition: "…, [then] Licensor may". */
static bool main_at(const reader *r, size_t i) {
    static const char *const joined[] = {"including", "such as", "in each case", NULL};
    static const char *const prepositions[] = {"in",   "at",    "by",    "on",       "for", "with",
                                               "upon", "under", "after", "pursuant", "as",  NULL};
    if (is_word(r, i, "then"))
        return true;
    if (is(r, i, conjunctions) || is(r, i, relatives) || is(r, i, modals) || is(r, i, joined))
        return false;
    size_t modal = modal_ahead(r, i, MAIN_WORDS, !is(r, i, prepositions));
    return modal != SIZE_MAX && (modal <= i + SUBJECT_WORDS || is(r, modal, permissions));
}

static bool is_complete(const reader *r, size_t i) {
    return r->modal != SIZE_MAX && i > r->modal + 1;
}

static bool clause_begins(const reader *r, size_t i) {
    if (!is(r, i, conjunctions) || opens(r, i + 1) != CL_OPENING_NONE)
        return false;
    size_t modal = modal_ahead(r, i + 1, SUBJECT_WORDS, false);
    return modal != SIZE_MAX;
}

/* Does a condition open at `i`, whatever it turns out to be? "On a country-by-country basis" is
 * none. */
static bool is_condition_at(const reader *r, size_t i) {
    if (i >= r->end)
        return false;
    cl_opening opening = cl_condition_opening(&r->wording, i);
    cl_wording_range nobody = {r->end, r->end};
    return opening.form == CL_OPENING_CLAUSE || opening.form == CL_OPENING_BACK ||
           (opening.form != CL_OPENING_NONE &&
            cl_condition_judge(&r->wording, &opening, r->end, nobody, false) != CL_NO_CONDITION);
}

/* Is somebody named at `i`: "either party", "Owner", "the non-breaching party"? */
static bool names_actor(const reader *r, size_t i) {
    static const char *const actors[] = {"the", "either", "any", "each", "such", "us", "you", NULL};
    static const char *const things[] = {
        "the giving", "the payment", "the delivery", "the mutual", "any means", "any other", NULL};
    return i < r->end && !is(r, i, things) &&
           (is(r, i, actors) ||
            cl_is_upper(cl_word_byte(r->wording.text, r->wording.words[i].start)));
}

/* May an alternative begin with this word? */
static bool starts_alternative(const reader *r, size_t i, bool item) {
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
    if (is_word(r, i, "by") && names_actor(r, i + 1))
        return true; /* "… or by the owner if …" */
    for (size_t k = i + 2; is(r, i, sooner) && k < i + FINITE_WORDS && k < r->end; k++)
        if (opens(r, k) == CL_OPENING_CLAUSE)
            return true;
    return is_condition_at(r, i) || is(r, i, starts) ||
           (item && (is(r, i, items) || is_word(r, i, "on") || is_word(r, i, "for")));
}

/* "Upon a breach and, on sixty days' notice, for convenience" */
static bool names_no_ground(const reader *r, size_t i) {
    static const char *const grounds[] = {"for convenience",
                                          "for its convenience",
                                          "for any reason",
                                          "for no reason",
                                          "without cause",
                                          "without reason",
                                          NULL};
    for (size_t k = i; k < r->end && k < i + SUBJECT_WORDS; k++) {
        if (is(r, k, modals) || opens(r, k) == CL_OPENING_CLAUSE)
            return false;
        if (is(r, k, grounds) || (k == i && is_word(r, k, "at any time")))
            return true;
    }
    return false;
}

/* An alternative that begins at `i`: the first word behind its "or"; 0: none does. */
static size_t alternative_at(const reader *r, size_t i) {
    static const char *const prepositions[] = {"with",   "on",    "upon", "by",     "at",
                                               "before", "to",    "in",   "for",    "of",
                                               "and",    "under", "from", "either", NULL};
    static const char *const adverbs[] = {"otherwise", "alternatively", "also",
                                          "earlier",   "either",        NULL};
    static const char *const groundless[] = {"without cause", "for convenience",
                                             "with or without cause", NULL};
    if (before(r, i) & CL_BEFORE_ITEM)
        return starts_alternative(r, i, true) ? i : 0;
    if (before(r, i) & CL_BEFORE_COMMA && is(r, i, groundless))
        return i; /* "for cause, without cause or upon a disability" */
    if (is_word(r, i, "and by") && names_actor(r, i + 2))
        return i + 1; /* "… and by the owner if …" */
    if (is_word(r, i, "and") &&
        ((before(r, i) & CL_BEFORE_COMMA && opens(r, i + 1) == CL_OPENING_CLAUSE) ||
         names_no_ground(r, i + 1)))
        return i + 1;
    if (!is_word(r, i, "or") || (i && is(r, i - 1, prepositions) && !is_word(r, i - 1, "and")))
        return 0;
    size_t next = i + 1;
    while (is(r, next, adverbs))
        next++;
    if (before(r, next) & CL_BEFORE_ITEM)
        return 0; /* it opens the alternative itself */
    return next < r->end && starts_alternative(r, next, false) ? next : 0;
}

/* Where something between two commas ends. */
static size_t interposed_end(const reader *r, size_t i) {
    for (size_t k = i + 1; k < r->end; k++)
        if (before(r, k) & CL_BEFORE_COMMA && !is(r, k, conjunctions) && !is(r, k, relatives))
            return k;
    return r->end;
}

/* Where the words of a condition end. A condition before the main clause ends where that begins. */
static size_t condition_end(const reader *r, const cl_opening *opening, bool behind, bool *main) {
    static const char *const any_reason[] = {"for any", "for no", "for whatever", NULL};
    static const char *const over[] = {"terminat", "cancel", "expir", NULL};
    bool of_end = false; /* "after the termination for any reason" */
    size_t first_comma = SIZE_MAX, far = opening->next + CONDITION_WORDS;
    size_t last = far < r->end ? far : r->end;
    bool noun = opening->form != CL_OPENING_CLAUSE;
    *main = false;
    if (opening->form == CL_OPENING_BACK) {
        *main = modal_ahead(r, opening->next, SUBJECT_WORDS, true) != SIZE_MAX;
        return opening->next;
    }
    if (!noun && !behind && r->modal != SIZE_MAX)
        return interposed_end(r, opening->next);
    for (size_t i = opening->next; i < last; i++) {
        if (before(r, i) & CL_BEFORE_COMMA && i > opening->next) {
            if ((*main = main_at(r, i)))
                return i;
            first_comma = first_comma == SIZE_MAX ? i : first_comma;
        }
        if (behind && (clause_begins(r, i) || (i > opening->next && alternative_at(r, i))))
            return noun && first_comma != SIZE_MAX ? first_comma : i;
        if (!noun)
            continue;
        of_end |= cl_wording_begins(&r->wording, i, over);
        if (is(r, i, modals) && !is(r, i - 1, relatives) && first_comma == SIZE_MAX)
            return i; /* "upon 30 days' notice either party may" */
        if (i > opening->next && opens(r, i) != CL_OPENING_NONE &&
            !(of_end && is(r, i, any_reason)))
            return first_comma != SIZE_MAX ? first_comma : i;
    }
    return noun && first_comma != SIZE_MAX ? first_comma : last;
}

/* ---- clauses ---- */

static void open_clause(reader *r, size_t i) {
    r->clause = i;
    r->modal = SIZE_MAX;
    r->first = r->found.count;
    r->alternatives[0] = (alternative){i, false};
    r->count = 1;
    r->listed = false;
}

/* Is the enumerator before word `i` the first of its list? */
static bool is_first_item(const reader *r, size_t i) {
    static const char *const firsts[] = {"(a)", "(i)", "(1)", "(x)", "(A)", "(I)", NULL};
    cl_text text = r->wording.text;
    size_t at = r->wording.words[i].start;
    while (at && text.bytes[at] != '(')
        at--;
    for (const char *const *first = firsts; *first; first++)
        if (cl_text_starts(cl_text_slice(text, at, text.length), *first))
            return true;
    return false;
}

static void open_alternative(reader *r, size_t i) {
    if (r->count == ALTERNATIVES)
        return;
    r->listed |= before(r, i) & CL_BEFORE_ITEM && r->count == 1 && is_first_item(r, i);
    r->alternatives[r->count++] = (alternative){i, false};
}

/* Where the words that all alternatives share end: behind "X may terminate this Agreement". */
static size_t head_end(const reader *r, size_t end) {
    static const char *const adjuncts[] = {"at",          "with",      "without",    "in",
                                           "immediately", "only",      "forthwith",  "by giving",
                                           "by written",  "by notice", "by serving", NULL};
    for (size_t i = r->modal + 2; i < end; i++)
        if (before(r, i) || is(r, i, adjuncts) || opens(r, i) != CL_OPENING_NONE)
            return i;
    return end;
}

static cl_span reach_of(const reader *r, size_t at, bool every, size_t end) {
    size_t from = r->alternatives[at].start;
    size_t to = at + 1 < r->count ? r->alternatives[at + 1].start : end;
    bool first = at == (r->listed ? 1 : 0);
    if (every && first)
        from = r->clause;
    else if (!every && !at)
        from = head_end(r, to);
    return (cl_span){byte_at(r, from), byte_at(r, to)};
}

/* Gives the conditions of the clause their reach. */
static void close_clause(reader *r, size_t end) {
    bool every = true;
    r->states |= r->modal != SIZE_MAX;
    for (size_t i = r->listed ? 1 : 0; i < r->count; i++)
        every = every && r->alternatives[i].event;
    for (size_t i = r->first; i < r->found.count; i++) {
        cl_condition *condition = &r->found.items[i];
        size_t at = r->within[i];
        if (condition->reach.end)
            continue; /* of the whole part */
        if (at == WHOLE || (r->listed && !at))
            condition->reach = (cl_span){byte_at(r, r->clause), byte_at(r, end)};
        else
            condition->reach = reach_of(r, at, every, end);
    }
}

/* A condition in front no longer reaches where another clause is said to stand by itself. */
static void end_front(reader *r, size_t i) {
    for (size_t k = r->front; k < r->found.count; k++)
        if (r->found.items[k].reach.end > byte_at(r, i))
            r->found.items[k].reach.end = byte_at(r, i);
    r->front = SIZE_MAX;
}

static size_t add(reader *r, cl_condition_kind kind, size_t start, size_t end) {
    size_t last = end ? end - 1 : 0;
    cl_span words = {byte_at(r, start), r->offset + r->wording.words[last].end};
    r->found.items = cl_arena_grow(r->arena, r->found.items, r->found.count, &r->capacity,
                                   sizeof *r->found.items);
    r->within = cl_arena_grow(r->arena, r->within, r->found.count, &r->within_capacity, 1);
    r->within[r->found.count] = (unsigned char)(r->count - 1);
    r->found.items[r->found.count] = (cl_condition){kind, words, {0, 0}};
    return r->found.count++;
}

/* Who acts under a condition whose words end at `end`. */
static cl_wording_range actor_of(const reader *r, size_t end, bool behind, bool main) {
    if (behind)
        return (cl_wording_range){r->clause, r->modal};
    size_t modal = main ? modal_ahead(r, end, MAIN_WORDS, true) : SIZE_MAX;
    return (cl_wording_range){end, modal == SIZE_MAX ? end : modal};
}

/* Is the condition at `i` the front of a clause of its own: "…, and if so terminated X shall"? */
static bool opens_clause(const reader *r, size_t i, const cl_opening *opening, size_t behind_it,
                         bool main) {
    bool joined = i > r->clause && is(r, i - 1, conjunctions) && !is_word(r, i - 1, "or");
    if (joined && is_word(r, i - 1, "but") &&
        modal_ahead(r, opening->next, MAIN_WORDS, false) != SIZE_MAX)
        return true; /* "…, but if it does so it shall pay" */
    if (opening->form == CL_OPENING_BACK)
        return main && (before(r, i) || joined);
    if (joined && behind_it < r->end && is(r, behind_it, modals))
        return true; /* "…, and, upon withdrawal, shall return" */
    return main && (before(r, i) & CL_BEFORE_COMMA || joined);
}

/* "Upon a breach or for any other reason X may": the reason at `at`, which is free, is enough. */
static void loosen(reader *r, size_t at, size_t start) {
    if (at == r->first || !start || !is_word(r, start - 1, "or"))
        return;
    const cl_condition *before = &r->found.items[at - 1];
    bool adjacent = before->words.end + sizeof " or " >= r->found.items[at].words.start;
    if (!adjacent)
        return;
    for (size_t i = r->first; i <= at; i++)
        if (r->found.items[i].kind == CL_CONDITION_EVENT)
            r->found.items[i].reach = r->found.items[i].words;
}

/* Reads the condition at `i`; the word with which reading goes on. */
static size_t take_condition(reader *r, size_t i, const cl_opening *opening) {
    bool main, behind = is_complete(r, i);
    size_t end = condition_end(r, opening, behind, &main);
    if (behind && opens_clause(r, i, opening, end, main)) {
        size_t start = i > r->clause && is(r, i - 1, conjunctions) ? i - 1 : i;
        close_clause(r, start);
        if (!is_word(r, start, "and"))
            end_front(r, start);
        open_clause(r, start);
        behind = false;
        end = condition_end(r, opening, behind, &main);
    }
    int kind =
        cl_condition_judge(&r->wording, opening, end, actor_of(r, end, behind, main), behind);
    if (kind == CL_NO_CONDITION)
        return i + 1;
    size_t at = add(r, kind == CL_CONDITION_FREE ? CL_CONDITION_FREE : CL_CONDITION_EVENT, i, end);
    if (kind == CL_MOMENT) {
        r->found.items[at].reach = r->found.items[at].words;
        return end;
    }
    if (kind == CL_CONDITION_FREE && is_word(r, i, "for"))
        loosen(r, at, i);
    if (kind == CL_CONDITION_FREE)
        return opening->form == CL_OPENING_CLAUSE && end < r->end ? end : opening->next;
    if (behind) {
        r->alternatives[r->count - 1].event = true;
    } else if (r->modal != SIZE_MAX) {
        r->within[at] = WHOLE;
    } else {
        r->found.items[at].reach = (cl_span){byte_at(r, r->clause), byte_at(r, r->end)};
        r->front = r->front < at ? r->front : at;
    }
    return end > i ? end : i + 1;
}

/* ---- parts ---- */

/* "Either party may terminate: the other party has …", "…: breach of any covenant" */
static bool is_implied(const reader *r, size_t i) {
    static const char *const finite[] = {"is",      "are",     "has",    "have",  "does",  "do",
                                         "becomes", "commits", "enters", "makes", "files", NULL};
    static const char *const facts[] = {"breach",   "default", "fail", "insolv",
                                        "bankrupt", "violat",  "ceas", NULL};
    if (!(before(r, i) & CL_BEFORE_COLON) || starts_alternative(r, i, true))
        return false;
    for (size_t k = i; k < r->end && k < i + FINITE_WORDS; k++) {
        if (is(r, k, modals) || is(r, k, relatives))
            return false;
        if ((k > i && is(r, k, finite)) || cl_wording_begins(&r->wording, k, facts))
            return true;
    }
    return false;
}

/* Behind "notwithstanding …," and the like; `i` when none stands there. */
static size_t skip_concession(const reader *r, size_t i) {
    if (!is(r, i, concessions) && !(i == r->clause && is(r, i, openers)))
        return i;
    for (size_t k = i + 1; k < r->end; k++)
        if (before(r, k) &&
            !cl_is_digit(cl_word_byte(r->wording.text, r->wording.words[k].start)) &&
            !is_word(r, k, "in which") && !is(r, k, conjunctions))
            return k;
    return i == r->clause ? i + 1 : r->end;
}

static void read_part(reader *r, size_t start) {
    open_clause(r, start);
    for (size_t i = start; i < r->end;) {
        size_t next = skip_concession(r, i);
        if (next > i) {
            i = next;
            continue;
        }
        bool complete = is_complete(r, i);
        if (complete && clause_begins(r, i)) {
            close_clause(r, i);
            if (is(r, i + 1, resets))
                end_front(r, i);
            open_clause(r, i);
            i++;
            continue;
        }
        next = complete ? alternative_at(r, i) : 0;
        if (next) {
            open_alternative(r, i);
            i = next;
        }
        cl_opening opening = cl_condition_opening(&r->wording, i);
        if (complete && opening.form == CL_OPENING_NONE && is_implied(r, i))
            opening = (cl_opening){CL_OPENING_BACK, i + 1, CL_CONDITION_EVENT};
        if (opening.form != CL_OPENING_NONE) {
            i = take_condition(r, i, &opening);
            continue;
        }
        if (r->modal == SIZE_MAX && (is(r, i, modals) || is(r, i, verbs)))
            r->modal = i;
        i++;
    }
    close_clause(r, r->end);
}

/* "provided that Licensee has failed …" is a condition, "provided that X shall …" says more. */
static bool is_condition(const reader *r, size_t i, size_t end) {
    cl_opening opening = cl_condition_opening(&r->wording, i);
    if (opening.form == CL_OPENING_NONE)
        return false;
    for (size_t k = opening.next; k < end; k++)
        if (is(r, k, modals))
            return false;
    cl_wording_range nobody = {end, end};
    return cl_condition_judge(&r->wording, &opening, end, nobody, true) == CL_CONDITION_EVENT;
}

/* Does the list or the choice go on behind the ";" before `i`? */
static bool goes_on(const reader *r, size_t i) {
    static const char *const joints[] = {"or", "and", NULL};
    if (before(r, i) & CL_BEFORE_ITEM)
        return true;
    return is(r, i, joints) && (before(r, i + 1) & CL_BEFORE_ITEM ||
                                (is_word(r, i, "or") && starts_alternative(r, i + 1, false)));
}

/* Where what begins at `i` ends as far as it is read. */
static size_t semicolon_behind(const reader *r, size_t i) {
    size_t last = i + CONDITION_WORDS < r->wording.count ? i + CONDITION_WORDS : r->wording.count;
    while (i < last && !(before(r, i) & CL_BEFORE_SEMICOLON))
        i++;
    return i;
}

static size_t part_end(reader *r, size_t start) {
    r->end = r->wording.count;
    for (size_t i = start + 1; i < r->wording.count; i++) {
        if (before(r, i) & CL_BEFORE_SEMICOLON && !goes_on(r, i))
            return i;
        if (is(r, i, provisos) && !is_condition(r, i, semicolon_behind(r, i)))
            return i;
    }
    return r->wording.count;
}

static size_t skip_proviso(const reader *r, size_t i, size_t end) {
    static const char *const fillers[] = {"provided", "however", "further", "always",
                                          "except",   "save",    "that",    NULL};
    if (!i || !is(r, i, provisos))
        return i;
    while (i < end && is(r, i, fillers))
        i++;
    return i;
}

static void read_parts(reader *r) {
    size_t waiting = SIZE_MAX; /* a condition that has not met its main clause */
    for (size_t at = 0; at < r->wording.count;) {
        size_t end = part_end(r, at);
        size_t start = skip_proviso(r, at, end);
        bool goes = waiting != SIZE_MAX && (!r->states || start > at || is_word(r, start, "then") ||
                                            is_word(r, start + 1, "then"));
        r->end = end;
        r->front = SIZE_MAX;
        if (goes) {
            r->found.items[waiting].reach.end = byte_at(r, end);
            r->front = waiting;
        }
        r->states = false;
        read_part(r, start);
        waiting = r->front;
        at = end;
    }
}

static void read_text(reader *parent, cl_text text, size_t offset, int depth) {
    reader r = {.arena = parent->arena,
                .found = parent->found,
                .capacity = parent->capacity,
                .within = parent->within,
                .within_capacity = parent->within_capacity,
                .offset = offset};
    read_words(&r, text, depth);
    read_parts(&r);
    parent->found = r.found;
    parent->capacity = r.capacity;
    parent->within = r.within;
    parent->within_capacity = r.within_capacity;
}

cl_conditions cl_conditions_in(cl_arena *arena, cl_text text) {
    reader r = {.arena = arena};
    read_text(&r, text, 0, DEPTH);
    return r.found;
}

static bool holds(cl_span span, size_t at) {
    return at >= span.start && at < span.end;
}

const cl_condition *cl_conditions_event(const cl_conditions *conditions, cl_span span) {
    size_t last = span.end > span.start ? span.end - 1 : span.start;
    for (size_t i = 0; i < conditions->count; i++) {
        const cl_condition *at = &conditions->items[i];
        if (at->kind == CL_CONDITION_EVENT &&
            (holds(at->reach, span.start) || holds(at->reach, last) ||
             holds(at->words, span.start)))
            return at;
    }
    return NULL;
}
