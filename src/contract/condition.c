/* SPDX-License-Identifier: MIT
 *
 * The reach of conditions: a sentence is read in parts (cut at ";" and provisos), a part in clauses
 * ("X may …, and Y may …"), a clause in alternatives ("on 90 days' notice or if …"). Nothing is
 * parsed; words tell where each begins, and what is not told apart stands together.
 */
#include "contract/condition.h"

#include "contract/condition_part.h"
#include "contract/word.h"

enum {
    ALTERNATIVES = 16, /* of one clause; more are read as one */
    MAIN_WORDS = 30,
    CONDITION_WORDS = 400, /* of a proviso that are read */
    DEPTH = 3,             /* of parentheses that are read */
    WHOLE = ALTERNATIVES,  /* a condition that all alternatives stand under */
};

typedef struct alternative {
    size_t start; /* word */
    bool event;   /* stands under an event of its own */
} alternative;

typedef struct reader {
    cl_part part;
    cl_arena *arena;
    cl_conditions found;
    size_t capacity, offset; /* of the text in the sentence's */
    unsigned char *within;   /* by condition: the alternative that it stands in */
    size_t within_capacity;
    size_t clause; /* where it begins */
    size_t first;  /* of the clause's conditions */
    alternative alternatives[ALTERNATIVES];
    size_t count;
    bool listed;  /* the alternatives are enumerated: what is before the first one is common */
    size_t front; /* first of the conditions that all of the part stands under; SIZE_MAX: none */
    bool states;  /* the part has a main clause */
} reader;

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

static size_t byte_at(const reader *r, size_t word) {
    const cl_wording *w = &r->part.wording;
    return r->offset + (word < w->count ? w->words[word].start : w->text.length);
}

/* ---- clauses ---- */

static void open_clause(reader *r, size_t i) {
    r->clause = i;
    r->part.modal = SIZE_MAX;
    r->first = r->found.count;
    r->alternatives[0] = (alternative){i, false};
    r->count = 1;
    r->listed = false;
}

/* Is the enumerator before word `i` the first of its list? */
static bool is_first_item(const reader *r, size_t i) {
    static const char *const firsts[] = {"(a)", "(i)", "(1)", "(x)", "(A)", "(I)", NULL};
    cl_text text = r->part.wording.text;
    size_t at = r->part.wording.words[i].start;
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
    r->listed |=
        cl_part_before(&r->part, i) & CL_BEFORE_ITEM && r->count == 1 && is_first_item(r, i);
    r->alternatives[r->count++] = (alternative){i, false};
}

/* Where the words that all alternatives share end: behind "X may terminate this Agreement". */
static size_t head_end(const reader *r, size_t end) {
    static const char *const adjuncts[] = {"at",          "with",      "without",    "in",
                                           "immediately", "only",      "forthwith",  "by giving",
                                           "by written",  "by notice", "by serving", NULL};
    for (size_t i = r->part.modal + 2; i < end; i++)
        if (cl_part_before(&r->part, i) || cl_part_is(&r->part, i, adjuncts) ||
            cl_part_opens(&r->part, i) != CL_OPENING_NONE)
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
    r->states |= r->part.modal != SIZE_MAX;
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
    cl_span words = {byte_at(r, start), r->offset + r->part.wording.words[last].end};
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
        return (cl_wording_range){r->clause, r->part.modal};
    size_t modal = main ? cl_part_modal_ahead(&r->part, end, MAIN_WORDS, true) : SIZE_MAX;
    return (cl_wording_range){end, modal == SIZE_MAX ? end : modal};
}

/* Is the condition at `i` the front of a clause of its own: "…, and if so terminated X shall"? */
static bool opens_clause(const reader *r, size_t i, const cl_opening *opening, size_t behind_it,
                         bool main) {
    bool joined = i > r->clause && cl_part_is(&r->part, i - 1, cl_conjunctions) &&
                  !cl_part_says(&r->part, i - 1, "or");
    if (joined && cl_part_says(&r->part, i - 1, "but") &&
        cl_part_modal_ahead(&r->part, opening->next, MAIN_WORDS, false) != SIZE_MAX)
        return true; /* "…, but if it does so it shall pay" */
    if (opening->form == CL_OPENING_BACK)
        return main && (cl_part_before(&r->part, i) || joined);
    if (joined && behind_it < r->part.end && cl_part_is(&r->part, behind_it, cl_modals))
        return true; /* "…, and, upon withdrawal, shall return" */
    return main && (cl_part_before(&r->part, i) & CL_BEFORE_COMMA || joined);
}

/* "Upon a breach or for any other reason X may": the reason at `at`, which is free, is enough. */
static void loosen(reader *r, size_t at, size_t start) {
    if (at == r->first || !start || !cl_part_says(&r->part, start - 1, "or"))
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
    bool main, behind = cl_part_is_complete(&r->part, i);
    size_t end = cl_part_condition_end(&r->part, opening, behind, &main);
    if (behind && opens_clause(r, i, opening, end, main)) {
        size_t start = i > r->clause && cl_part_is(&r->part, i - 1, cl_conjunctions) ? i - 1 : i;
        close_clause(r, start);
        if (!cl_part_says(&r->part, start, "and"))
            end_front(r, start);
        open_clause(r, start);
        behind = false;
        end = cl_part_condition_end(&r->part, opening, behind, &main);
    }
    int kind =
        cl_condition_judge(&r->part.wording, opening, end, actor_of(r, end, behind, main), behind);
    if (kind == CL_NO_CONDITION)
        return i + 1;
    size_t at = add(r, kind == CL_CONDITION_FREE ? CL_CONDITION_FREE : CL_CONDITION_EVENT, i, end);
    if (kind == CL_MOMENT) {
        r->found.items[at].reach = r->found.items[at].words;
        return end;
    }
    if (kind == CL_CONDITION_FREE && cl_part_says(&r->part, i, "for"))
        loosen(r, at, i);
    if (kind == CL_CONDITION_FREE)
        return opening->form == CL_OPENING_CLAUSE && end < r->part.end ? end : opening->next;
    if (behind) {
        r->alternatives[r->count - 1].event = true;
    } else if (r->part.modal != SIZE_MAX) {
        r->within[at] = WHOLE;
    } else {
        r->found.items[at].reach = (cl_span){byte_at(r, r->clause), byte_at(r, r->part.end)};
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
    if (!(cl_part_before(&r->part, i) & CL_BEFORE_COLON) ||
        cl_part_starts_alternative(&r->part, i, true))
        return false;
    for (size_t k = i; k < r->part.end && k < i + CL_FINITE_WORDS; k++) {
        if (cl_part_is(&r->part, k, cl_modals) || cl_part_is(&r->part, k, cl_relatives))
            return false;
        if ((k > i && cl_part_is(&r->part, k, finite)) ||
            cl_wording_begins(&r->part.wording, k, facts))
            return true;
    }
    return false;
}

/* Behind "notwithstanding …," and the like; `i` when none stands there. */
static size_t skip_concession(const reader *r, size_t i) {
    if (!cl_part_is(&r->part, i, concessions) &&
        !(i == r->clause && cl_part_is(&r->part, i, openers)))
        return i;
    for (size_t k = i + 1; k < r->part.end; k++)
        if (cl_part_before(&r->part, k) &&
            !cl_is_digit(cl_word_byte(r->part.wording.text, r->part.wording.words[k].start)) &&
            !cl_part_says(&r->part, k, "in which") && !cl_part_is(&r->part, k, cl_conjunctions))
            return k;
    return i == r->clause ? i + 1 : r->part.end;
}

static void read_part(reader *r, size_t start) {
    open_clause(r, start);
    for (size_t i = start; i < r->part.end;) {
        size_t next = skip_concession(r, i);
        if (next > i) {
            i = next;
            continue;
        }
        bool complete = cl_part_is_complete(&r->part, i);
        if (complete && cl_part_clause_begins(&r->part, i)) {
            close_clause(r, i);
            if (cl_part_is(&r->part, i + 1, resets))
                end_front(r, i);
            open_clause(r, i);
            i++;
            continue;
        }
        next = complete ? cl_part_alternative_at(&r->part, i) : 0;
        if (next) {
            open_alternative(r, i);
            i = next;
        }
        cl_opening opening = cl_condition_opening(&r->part.wording, i);
        if (complete && opening.form == CL_OPENING_NONE && is_implied(r, i))
            opening = (cl_opening){CL_OPENING_BACK, i + 1, CL_CONDITION_EVENT};
        if (opening.form != CL_OPENING_NONE) {
            i = take_condition(r, i, &opening);
            continue;
        }
        if (r->part.modal == SIZE_MAX &&
            (cl_part_is(&r->part, i, cl_modals) || cl_part_is(&r->part, i, verbs)))
            r->part.modal = i;
        i++;
    }
    close_clause(r, r->part.end);
}

/* "provided that Licensee has failed …" is a condition, "provided that X shall …" says more. */
static bool is_condition(const reader *r, size_t i, size_t end) {
    cl_opening opening = cl_condition_opening(&r->part.wording, i);
    if (opening.form == CL_OPENING_NONE)
        return false;
    for (size_t k = opening.next; k < end; k++)
        if (cl_part_is(&r->part, k, cl_modals))
            return false;
    cl_wording_range nobody = {end, end};
    return cl_condition_judge(&r->part.wording, &opening, end, nobody, true) == CL_CONDITION_EVENT;
}

/* Does the list or the choice go on behind the ";" before `i`? */
static bool goes_on(const reader *r, size_t i) {
    static const char *const joints[] = {"or", "and", NULL};
    if (cl_part_before(&r->part, i) & CL_BEFORE_ITEM)
        return true;
    return cl_part_is(&r->part, i, joints) &&
           (cl_part_before(&r->part, i + 1) & CL_BEFORE_ITEM ||
            (cl_part_says(&r->part, i, "or") &&
             cl_part_starts_alternative(&r->part, i + 1, false)));
}

/* Where what begins at `i` ends as far as it is read. */
static size_t semicolon_behind(const reader *r, size_t i) {
    size_t last =
        i + CONDITION_WORDS < r->part.wording.count ? i + CONDITION_WORDS : r->part.wording.count;
    while (i < last && !(cl_part_before(&r->part, i) & CL_BEFORE_SEMICOLON))
        i++;
    return i;
}

static size_t part_end(reader *r, size_t start) {
    r->part.end = r->part.wording.count;
    for (size_t i = start + 1; i < r->part.wording.count; i++) {
        if (cl_part_before(&r->part, i) & CL_BEFORE_SEMICOLON && !goes_on(r, i))
            return i;
        if (cl_part_is(&r->part, i, provisos) && !is_condition(r, i, semicolon_behind(r, i)))
            return i;
    }
    return r->part.wording.count;
}

static size_t skip_proviso(const reader *r, size_t i, size_t end) {
    static const char *const fillers[] = {"provided", "however", "further", "always",
                                          "except",   "save",    "that",    NULL};
    if (!i || !cl_part_is(&r->part, i, provisos))
        return i;
    while (i < end && cl_part_is(&r->part, i, fillers))
        i++;
    return i;
}

static void read_parts(reader *r) {
    size_t waiting = SIZE_MAX; /* a condition that has not met its main clause */
    for (size_t at = 0; at < r->part.wording.count;) {
        size_t end = part_end(r, at);
        size_t start = skip_proviso(r, at, end);
        bool goes = waiting != SIZE_MAX &&
                    (!r->states || start > at || cl_part_says(&r->part, start, "then") ||
                     cl_part_says(&r->part, start + 1, "then"));
        r->part.end = end;
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

/* What stands in parentheses is read first, and by itself. */
static void read_text(reader *parent, cl_text text, size_t offset, int depth) {
    cl_remarks remarks;
    cl_wording wording = cl_wording_read(parent->arena, text, &remarks);
    for (size_t i = 0; depth && i < remarks.count; i++) {
        cl_span span = remarks.items[i];
        read_text(parent, cl_text_slice(text, span.start, span.end), offset + span.start,
                  depth - 1);
    }
    reader r = {.part = {.wording = wording},
                .arena = parent->arena,
                .found = parent->found,
                .capacity = parent->capacity,
                .within = parent->within,
                .within_capacity = parent->within_capacity,
                .offset = offset};
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
