/* SPDX-License-Identifier: MIT
 *
 * The units of a document in which a rule is judged: which they are, and what is visited.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/judge.h"

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

/* Of the two patterns of a distance, both of which must match, the one with fewer leads. */
static uint32_t cheaper(const cl_rule_distance *distance, const size_t *costs) {
    return costs[distance->right] < costs[distance->left] ? distance->right : distance->left;
}

/* Patterns in whose sentences the rule is to be looked at: in the scope of a sentence those without
 * which none of the expressions can hold, else all. */
static void choose_patterns(const cl_evaluation *e, const cl_rule *rule, cl_scope scope,
                            const cl_expression *const *expressions, size_t count, bool *chosen) {
    size_t slots = rule->pattern_count + rule->distance_count, total = 0;
    size_t *costs = CL_ARRAY(e->arena, slots, size_t);
    for (size_t i = 0; i < rule->pattern_count; i++)
        for (uint32_t k = 0; k < rule->patterns[i].count; k++)
            costs[i] += cl_facts_lead_count(e->facts, rule->patterns[i].index + k);
    for (size_t i = 0; i < rule->distance_count; i++)
        costs[rule->pattern_count + i] = costs[cheaper(&rule->distances[i], costs)];
    for (size_t i = 0; i < count && scope == CL_SCOPE_SENTENCE && total != SIZE_MAX; i++)
        if (expressions[i])
            total = cl_expression_cover(expressions[i], costs, chosen);
    for (size_t i = 0; i < rule->distance_count; i++)
        chosen[cheaper(&rule->distances[i], costs)] |= chosen[rule->pattern_count + i];
    for (size_t i = 0; i < rule->pattern_count; i++)
        chosen[i] |= scope != CL_SCOPE_SENTENCE || total == SIZE_MAX || !count;
}

static units gather(const cl_evaluation *e, const cl_rule *rule, cl_scope scope,
                    const cl_expression *const *expressions, size_t expression_count, bool all) {
    units u = {.evaluation = e, .rule = rule, .scope = scope};
    size_t words = (e->contract->sentence_count + 63) / 64, count = 0;
    bool *chosen = CL_ARRAY(e->arena, rule->pattern_count + rule->distance_count, bool);
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
                list[u.count++] = (unit_sentence){cl_judge_unit_of(e, scope, at), at};
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
    size_t slots = u->rule->pattern_count + u->rule->distance_count;
    if (u->at >= u->count)
        return false;
    if (!u->hits || keep)
        u->hits = CL_ARRAY(u->evaluation->arena, slots, cl_hits);
    else
        memset(u->hits, 0, slots * sizeof *u->hits);
    size_t end = u->at + 1;
    while (end < u->count && u->ids[end] == u->ids[u->at])
        end++;
    *c = (cl_candidate){.evaluation = u->evaluation,
                        .rule = u->rule,
                        .sentences = u->sentences + u->at,
                        .sentence_count = end - u->at,
                        .hits = u->hits,
                        .scope = u->scope,
                        .sentence = u->sentences[u->at]};
    u->at = end;
    return true;
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
    return (cl_candidate){
        .evaluation = e,
        .rule = rule,
        .hits = CL_ARRAY(e->arena, rule->pattern_count + rule->distance_count, cl_hits),
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
    /* Perhaps other rules or headings alone make it true. */
    if (cl_judge_holds(out, expression))
        return true;
    bool found = false;
    for (cl_candidate next; next_unit(&u, &next, found);) {
        next.whole = true;
        if (!cl_judge_holds(&next, expression))
            continue;
        const cl_hits *hits = cl_judge_main_hits(&next, expression);
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
