/* SPDX-License-Identifier: MIT */
#include "rules/judge.h"

#include <stdlib.h>
#include <string.h>

enum {
    MAX_HEADINGS = 32, /* ancestors whose headings are looked at */
    MAX_MAINS = 32,    /* matches of the main pattern in one unit that are judged by `unless` */
};

/* What a rule found, for the report and for the rules that ask for it. */
struct cl_rule_result {
    bool known;
    cl_findings findings;
};

const cl_findings *cl_judge_rule(const cl_evaluation *e, uint32_t rule) {
    struct cl_rule_result *result = &e->results[rule];
    if (!result->known) {
        result->known = true; /* rules do not ask for themselves: the ruleset sees to that */
        const cl_rule *at = &e->ruleset->rules[rule];
        at->kind->evaluate(e, at, &result->findings);
    }
    return &result->findings;
}

cl_evaluation cl_evaluation_new(const cl_ruleset *ruleset, const cl_contract *contract,
                                cl_matcher *matcher, cl_notices *notices) {
    cl_arena *arena = contract->arena;
    size_t sentences = contract->sentence_count;
    uint32_t *clause = CL_ARRAY(arena, sentences + 1, uint32_t);
    cl_evaluation e = {.ruleset = ruleset,
                       .contract = contract,
                       .matcher = matcher,
                       .arena = arena,
                       .type = "unsure",
                       .most_findings = 500, /* more than a reader reads */
                       .notices = notices};
    e.facts = cl_facts_new(arena, ruleset->index, contract, matcher, true, notices);
    e.has_items = CL_ARRAY(arena, sentences + 1, uint32_t);
    e.raised = CL_ARRAY(arena, sentences + 1, uint32_t);
    e.results = CL_ARRAY(arena, ruleset->rule_count, struct cl_rule_result);
    e.drafting = CL_NEW(arena, struct cl_drafting *);
    for (size_t i = 0; i < sentences; i++) {
        const cl_sentence *sentence = &contract->sentences[i];
        clause[i] = sentence->section;
        if (sentence->lead_in < i) {
            clause[i] = clause[sentence->lead_in];
            e.has_items[sentence->lead_in] = 1;
        }
    }
    e.clause_of = clause;
    return e;
}

void cl_judge_tell_limit(const cl_evaluation *e, const cl_phrase *phrase) {
    cl_notices_add(e->arena, e->notices, "pattern-limit", phrase->place,
                   "The phrase \"%.120s\" took too long on a passage and was given up there.",
                   phrase->source);
}

const cl_phrase *cl_judge_first(const cl_evaluation *e, const cl_named *named, cl_text text,
                                cl_span *found) {
    for (size_t i = 0; named && text.length && i < named->count; i++) {
        cl_match match = cl_phrase_find(&named->phrases[i], e->matcher, text, 0, found);
        if (match == CL_MATCH_YES)
            return &named->phrases[i];
        if (match == CL_MATCH_LIMIT)
            cl_judge_tell_limit(e, &named->phrases[i]);
    }
    return NULL;
}

bool cl_judge_text(const cl_evaluation *e, const cl_named *named, cl_text text) {
    cl_span found;
    return cl_judge_first(e, named, text, &found) != NULL;
}

bool cl_judge_headings(const cl_evaluation *e, const cl_named *named, uint32_t section) {
    for (int i = 0; i < MAX_HEADINGS && section < e->contract->section_count; i++) {
        const cl_section *at = &e->contract->sections[section];
        if (cl_judge_text(e, named, at->heading))
            return true;
        section = at->parent;
    }
    return false;
}

static uint32_t unit_of(const cl_evaluation *e, cl_scope scope, uint32_t sentence) {
    const cl_sentence *at = &e->contract->sentences[sentence];
    switch (scope) {
    case CL_SCOPE_SENTENCE:
        return sentence;
    case CL_SCOPE_CLAUSE:
        return e->clause_of[sentence];
    case CL_SCOPE_SECTION:
        if (at->section < e->contract->section_count &&
            e->contract->sections[at->section].article != CL_NONE)
            return e->contract->sections[at->section].article;
        return at->section;
    default:
        return 0;
    }
}

const char *cl_judge_guard(const cl_evaluation *e, const cl_rule *rule, uint32_t sentence) {
    static const struct {
        unsigned guard, flag;
        const char *name;
    } guards[] = {{CL_GUARD_REFERENCES, CL_SENTENCE_REFERENCES, "references"},
                  {CL_GUARD_RECITALS, CL_SENTENCE_RECITAL, "recitals"},
                  {CL_GUARD_DEFINITIONS, CL_SENTENCE_DEFINITION, "definitions"},
                  {CL_GUARD_QUOTED, CL_SENTENCE_QUOTED, "quoted"},
                  {CL_GUARD_TABLES, CL_SENTENCE_TABLE, "tables"}};
    unsigned flags = e->contract->sentences[sentence].flags;
    if (flags & CL_NEVER_MATCHED)
        return "no statement";
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++)
        if (rule->guards & guards[i].guard && flags & guards[i].flag)
            return guards[i].name;
    /* The items of a list carry their lead-in's words. */
    return flags & CL_SENTENCE_OPENS_LIST && e->has_items[sentence] ? "lead-in" : NULL;
}

static bool stands(const cl_evaluation *e, const cl_rule *rule, const cl_named *named,
                   const cl_phrase *phrase, uint32_t sentence, cl_span span) {
    return !(rule->guards & CL_GUARD_NEGATION) || named->unguarded || phrase->has_negation ||
           !cl_judge_negated(e->contract->sentences[sentence].text, span);
}

static int by_place(const void *left, const void *right) {
    const cl_hit *a = left, *b = right;
    if (a->sentence != b->sentence)
        return a->sentence < b->sentence ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

/* Adds what a pattern's phrases match in one sentence. */
static void match_pattern(const cl_evaluation *e, const cl_rule *rule, const cl_named *named,
                          uint32_t sentence, cl_hits *hits, size_t *capacity) {
    if (cl_judge_guard(e, rule, sentence) ||
        !cl_facts_possible(e->facts, sentence, named->index, named->count))
        return;
    for (uint32_t i = 0; i < named->count; i++) {
        size_t count;
        const cl_span *found = cl_facts_get(e->facts, sentence, named->index + i, &count);
        for (size_t k = 0; k < count; k++) {
            if (!stands(e, rule, named, &named->phrases[i], sentence, found[k]))
                continue;
            hits->items =
                cl_arena_grow(e->arena, hits->items, hits->count, capacity, sizeof *hits->items);
            hits->items[hits->count++] = (cl_hit){sentence, found[k]};
        }
    }
}

const cl_hits *cl_judge_hits(cl_candidate *c, uint32_t pattern) {
    cl_hits *hits = &c->hits[pattern];
    size_t capacity = 0;
    if (hits->known)
        return hits;
    hits->known = true;
    for (size_t i = 0; i < c->sentence_count; i++)
        match_pattern(c->evaluation, c->rule, &c->rule->patterns[pattern], c->sentences[i], hits,
                      &capacity);
    if (hits->count > 1)
        qsort(hits->items, hits->count, sizeof *hits->items, by_place);
    return hits;
}

bool cl_judge_occurs(const cl_evaluation *e, uint32_t phrase) {
    size_t found = 0, left = cl_facts_lead_count(e->facts, phrase);
    for (uint32_t i = 0; left && i < e->contract->sentence_count && !found; i++)
        cl_facts_get(e->facts, i, phrase, &found);
    return found != 0;
}

/* ---- units ---- */

/* What is judged as one, and the sentences of it in which a pattern may match. */
typedef struct unit_sentence {
    uint32_t unit, sentence;
} unit_sentence;

typedef struct units {
    const cl_evaluation *evaluation;
    const cl_rule *rule;
    cl_scope scope;
    uint32_t *ids, *sentences; /* by unit, then in order of the document */
    size_t count, at;
    cl_hits *hits; /* for the next candidate */
} units;

static int by_unit(const void *left, const void *right) {
    const unit_sentence *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    return a->sentence < b->sentence ? -1 : a->sentence > b->sentence;
}

/* Patterns in whose sentences the rule is to be looked at: in the scope of a sentence those without
 * which none of the expressions can hold, else all. */
static void choose_patterns(const cl_evaluation *e, const cl_rule *rule, cl_scope scope,
                            const cl_expression *const *expressions, size_t count, bool *chosen) {
    size_t *costs = CL_ARRAY(e->arena, rule->pattern_count, size_t), total = 0;
    for (size_t i = 0; i < rule->pattern_count; i++)
        for (uint32_t k = 0; k < rule->patterns[i].count; k++)
            costs[i] += cl_facts_lead_count(e->facts, rule->patterns[i].index + k);
    for (size_t i = 0; i < count && scope == CL_SCOPE_SENTENCE && total != SIZE_MAX; i++)
        if (expressions[i])
            total = cl_expression_cover(expressions[i], costs, chosen);
    for (size_t i = 0; i < rule->pattern_count; i++)
        chosen[i] |= scope != CL_SCOPE_SENTENCE || total == SIZE_MAX || !count;
}

static units gather(const cl_evaluation *e, const cl_rule *rule, cl_scope scope,
                    const cl_expression *const *expressions, size_t expression_count, bool all) {
    units u = {.evaluation = e, .rule = rule, .scope = scope};
    size_t words = (e->contract->sentence_count + 63) / 64, count = 0;
    bool *chosen = CL_ARRAY(e->arena, rule->pattern_count, bool);
    uint64_t *wanted = CL_ARRAY(e->arena, words, uint64_t);
    choose_patterns(e, rule, scope, expressions, expression_count, chosen);
    for (size_t i = 0; i < rule->pattern_count; i++) {
        const cl_named *named = &rule->patterns[i];
        const uint64_t *leads =
            chosen[i] && named->count ? cl_facts_leads(e->facts, named->index, named->count) : NULL;
        for (size_t w = 0; leads && w < words; w++)
            wanted[w] |= leads[w];
    }
    for (size_t w = 0; w < words; w++)
        count += (size_t)__builtin_popcountll(wanted[w]);
    unit_sentence *list = CL_ARRAY(e->arena, count, unit_sentence);
    for (size_t w = 0; w < words; w++)
        for (uint64_t bits = wanted[w]; bits; bits &= bits - 1) {
            uint32_t at = (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(bits);
            if (all || !cl_judge_guard(e, rule, at))
                list[u.count++] = (unit_sentence){unit_of(e, scope, at), at};
        }
    if (u.count && scope != CL_SCOPE_SENTENCE)
        qsort(list, u.count, sizeof *list, by_unit);
    u.ids = CL_ARRAY(e->arena, u.count, uint32_t);
    u.sentences = CL_ARRAY(e->arena, u.count, uint32_t);
    for (size_t i = 0; i < u.count; i++) {
        u.ids[i] = list[i].unit;
        u.sentences[i] = list[i].sentence;
    }
    return u;
}

/* The next unit as a candidate; `keep` is true when the last one has been handed on. */
static bool next_unit(units *u, cl_candidate *c, bool keep) {
    const cl_rule *rule = u->rule;
    if (u->at >= u->count)
        return false;
    if (!u->hits || keep)
        u->hits = CL_ARRAY(u->evaluation->arena, rule->pattern_count, cl_hits);
    else
        memset(u->hits, 0, rule->pattern_count * sizeof *u->hits);
    size_t end = u->at + 1;
    while (end < u->count && u->ids[end] == u->ids[u->at])
        end++;
    *c = (cl_candidate){.evaluation = u->evaluation,
                        .rule = rule,
                        .sentences = u->sentences + u->at,
                        .sentence_count = end - u->at,
                        .hits = u->hits,
                        .scope = u->scope,
                        .sentence = u->sentences[u->at]};
    u->at = end;
    return true;
}

static bool may_match(const void *context, int slot) {
    const cl_candidate *c = context;
    const cl_named *named = &c->rule->patterns[slot];
    for (size_t i = 0; i < c->sentence_count; i++)
        if (cl_facts_possible(c->evaluation->facts, c->sentences[i], named->index, named->count))
            return true;
    return false;
}

/* ---- conditions ---- */

/* In the sentence before or after; headings and the like between do not count. */
static bool holds_beside(const cl_candidate *c, const cl_named *named, int step) {
    const cl_evaluation *e = c->evaluation;
    uint32_t at = c->sentence;
    for (int i = 0; i < 4; i++) {
        if (step < 0 ? at == 0 : at + 1 >= e->contract->sentence_count)
            return false;
        at = step < 0 ? at - 1 : at + 1;
        if (!(e->contract->sentences[at].flags & CL_NEVER_MATCHED))
            break;
    }
    if (unit_of(e, CL_SCOPE_SECTION, at) != unit_of(e, CL_SCOPE_SECTION, c->sentence))
        return false;
    cl_hits hits = {0};
    size_t capacity = 0;
    match_pattern(e, c->rule, named, at, &hits, &capacity);
    return hits.count != 0;
}

static bool holds(void *context, const char *name, int slot, int where) {
    cl_candidate *c = context;
    (void)name;
    if (slot < 0)
        return false;
    if (!where)
        return cl_judge_hits(c, (uint32_t)slot)->count != 0;
    if (c->sentence >= c->evaluation->contract->sentence_count)
        return false;
    const cl_named *named = &c->rule->patterns[slot];
    if (where == 'h')
        return cl_judge_headings(c->evaluation, named,
                                 c->evaluation->contract->sentences[c->sentence].section);
    return holds_beside(c, named, where);
}

/* Another rule has raised something in the unit. */
static bool raised(void *context, int slot) {
    const cl_candidate *c = context;
    const cl_evaluation *e = c->evaluation;
    const cl_findings *findings = cl_judge_rule(e, (uint32_t)slot);
    if (c->whole || c->scope == CL_SCOPE_DOCUMENT)
        return findings->count != 0;
    for (size_t i = 0; i < findings->count; i++) {
        uint32_t sentence = findings->items[i].match.sentence;
        if (sentence != CL_NONE &&
            unit_of(e, c->scope, sentence) == unit_of(e, c->scope, c->sentence))
            return true;
    }
    return false;
}

static bool is_type(void *context, const char *type) {
    const cl_candidate *c = context;
    return !strcmp(c->evaluation->type, type);
}

bool cl_judge_value(cl_candidate *c, const char *name, cl_quantity *out) {
    const cl_param *param = cl_rule_param(c->rule, name);
    if (param) {
        *out = param->value;
        return true;
    }
    const cl_captured *captured = cl_judge_capture(c, name);
    if (captured)
        *out = captured->value;
    return captured != NULL;
}

static bool value(void *context, const char *name, cl_quantity *out) {
    return cl_judge_value(context, name, out);
}

bool cl_judge_holds(cl_candidate *c, const cl_expression *expression) {
    cl_expression_source source = {c, holds, value, raised, is_type};
    return expression && cl_expression_possible(expression, may_match, c) &&
           cl_expression_holds(expression, &source);
}

/* ---- candidates ---- */

static bool outside(const cl_sentence *sentence, cl_span span) {
    return span.end <= sentence->own.start || span.start >= sentence->own.end;
}

/* Nothing that the rule asks for stands in the item's own words. */
static bool all_in_lead_in(cl_candidate *c) {
    const cl_sentence *sentences = c->evaluation->contract->sentences;
    const cl_sentence *at = &sentences[c->sentence];
    if (at->lead_in >= c->sentence || !outside(at, c->match))
        return false;
    for (uint32_t i = 0; i < c->rule->pattern_count; i++) {
        const cl_hits *hits = cl_judge_hits(c, i);
        for (size_t k = 0; k < hits->count; k++)
            if (hits->items[k].sentence == c->sentence && !outside(at, hits->items[k].span))
                return false;
    }
    return true;
}

typedef struct main_search {
    cl_candidate *candidate;
    const cl_hits *hits;
} main_search;

static bool find_main(void *context, const char *name, char kind) {
    main_search *search = context;
    cl_candidate *c = search->candidate;
    for (uint32_t i = 0; kind == 'p' && i < c->rule->pattern_count; i++)
        if (!strcmp(c->rule->patterns[i].name, name) && cl_judge_hits(c, i)->count) {
            search->hits = &c->hits[i];
            return false;
        }
    return true;
}

/* Matches of the first pattern of the condition that is true; NULL if there is none. */
static const cl_hits *main_hits(cl_candidate *c, const cl_expression *condition) {
    main_search search = {c, NULL};
    cl_expression_names(condition, find_main, &search);
    return search.hits;
}

/* Chooses the main match: the first one in whose segment nothing speaks against it. Each
 * alternative of a condition has its own. */
static bool choose_main(cl_candidate *c, const cl_expression *condition) {
    const cl_evaluation *e = c->evaluation;
    size_t count;
    const cl_expression *const *parts = cl_expression_alternatives(condition, &count);
    for (size_t i = 0; i < count; i++)
        if (cl_judge_holds(c, parts[i]) && choose_main(c, parts[i]))
            return true;
    if (count)
        return false;
    const cl_hits *hits = main_hits(c, condition);
    for (size_t i = 0; hits && i < hits->count && i < MAX_MAINS; i++) {
        const cl_hit *hit = &hits->items[i];
        cl_text text = e->contract->sentences[hit->sentence].text;
        cl_span words;
        cl_text segment = cl_judge_segment(text, hit->span);
        const cl_phrase *against = cl_judge_first(e, c->rule->unless, segment, &words);
        if (against) {
            c->against = against;
            c->against_words = cl_text_slice(segment, words.start, words.end);
            continue;
        }
        c->sentence = hit->sentence;
        c->match = hit->span;
        return true;
    }
    return false;
}

cl_verdict cl_judge_unit(cl_candidate *c) {
    const cl_rule *rule = c->rule;
    const cl_evaluation *e = c->evaluation;
    int confidence = CL_CONFIDENCE_HIGH;
    bool held = false;
    for (; confidence >= 0; confidence--) {
        if (!cl_judge_holds(c, rule->conditions[confidence]))
            continue;
        held = true;
        if (choose_main(c, rule->conditions[confidence]))
            break;
    }
    if (confidence < 0)
        return held ? CL_VERDICT_UNLESS : CL_VERDICT_CONDITION;
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    if (rule->under && !cl_judge_headings(e, rule->under, sentence->section))
        return CL_VERDICT_UNDER;
    if (rule->not_under && cl_judge_headings(e, rule->not_under, sentence->section))
        return CL_VERDICT_NOT_UNDER;
    if (rule->guards & CL_GUARD_ANNEX && sentence->flags & CL_SENTENCE_ANNEX && confidence > 0)
        confidence--;
    c->confidence = (cl_confidence)confidence;
    c->lead_in = all_in_lead_in(c);
    return CL_VERDICT_HOLDS;
}

void cl_judge_each(const cl_evaluation *e, const cl_rule *rule,
                   void (*visit)(void *context, cl_candidate *candidate), void *context) {
    units u = gather(e, rule, rule->scope, rule->conditions, 3, false);
    cl_candidate candidate;
    int cured = -1; /* or not asked for in this document; not known yet */
    for (bool keep = false; next_unit(&u, &candidate, keep);) {
        uint32_t first = candidate.sentence;
        keep = cl_judge_unit(&candidate) == CL_VERDICT_HOLDS;
        if (!keep)
            continue;
        if (cured < 0)
            cured = (rule->when && !cl_judge_document(e, rule, rule->when)) ||
                    cl_judge_anywhere(e, rule, rule->elsewhere, NULL);
        if (cured)
            return;
        /* Captures looked for before the main match was known may be another sentence's. */
        if (candidate.sentence != first)
            candidate.captures = NULL;
        visit(context, &candidate);
    }
}

/* The document without any match. */
static cl_candidate nothing(const cl_evaluation *e, const cl_rule *rule) {
    return (cl_candidate){.evaluation = e,
                          .rule = rule,
                          .hits = CL_ARRAY(e->arena, rule->pattern_count, cl_hits),
                          .scope = CL_SCOPE_DOCUMENT,
                          .whole = true,
                          .sentence = CL_NONE};
}

void cl_judge_every(const cl_evaluation *e, const cl_rule *rule,
                    void (*visit)(void *context, cl_candidate *candidate), void *context) {
    units u = gather(e, rule, rule->scope, NULL, 0, true);
    cl_candidate candidate;
    while (next_unit(&u, &candidate, false))
        visit(context, &candidate);
}

bool cl_judge_best(const cl_evaluation *e, const cl_rule *rule, const cl_expression *expression,
                   const cl_named *headings, cl_candidate *out) {
    if (!expression)
        return false;
    units u = gather(e, rule, rule->scope, &expression, 1, false);
    *out = nothing(e, rule);
    /* Perhaps other rules alone make it true. */
    if (rule->ask_count && cl_judge_holds(out, expression))
        return true;
    bool found = false;
    for (cl_candidate next; next_unit(&u, &next, found);) {
        next.whole = true;
        if (!cl_judge_holds(&next, expression))
            continue;
        const cl_hits *hits = main_hits(&next, expression);
        /* Captures looked for before the main match was known may be another sentence's. */
        if (hits && hits->items[0].sentence != next.sentence)
            next.captures = NULL;
        if (hits) {
            next.sentence = hits->items[0].sentence;
            next.match = hits->items[0].span;
        }
        bool best = !headings ||
                    cl_judge_headings(e, headings, e->contract->sentences[next.sentence].section);
        if (!found || best)
            *out = next;
        found = true;
        if (best)
            break;
    }
    return found;
}

bool cl_judge_somewhere(const cl_evaluation *e, const cl_rule *rule,
                        const cl_expression *expression, cl_candidate *out) {
    return cl_judge_best(e, rule, expression, NULL, out);
}

bool cl_judge_anywhere(const cl_evaluation *e, const cl_rule *rule, const cl_expression *expression,
                       uint32_t *sentence) {
    cl_candidate candidate;
    if (!cl_judge_somewhere(e, rule, expression, &candidate))
        return false;
    if (sentence)
        *sentence = candidate.sentence;
    return true;
}

bool cl_judge_document(const cl_evaluation *e, const cl_rule *rule,
                       const cl_expression *expression) {
    units u = gather(e, rule, CL_SCOPE_DOCUMENT, &expression, 1, false);
    cl_candidate candidate;
    if (next_unit(&u, &candidate, false))
        return cl_judge_holds(&candidate, expression);
    candidate = nothing(e, rule);
    return cl_judge_holds(&candidate, expression);
}
