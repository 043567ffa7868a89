/* SPDX-License-Identifier: MIT */
#include "rules/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "rules/judge.h"
#include "rules/profile.h"

enum { NEAR = 4 }; /* at most three sentences between them: limbs of a list */

/* A fact about the contract, no risk, whatever it escalates to. */
static bool is_fact(const cl_rule *rule) {
    if (rule->severity != CL_SEVERITY_INFO)
        return false;
    for (size_t i = 0; i < rule->escalation_count && !rule->severity_fixed; i++)
        if (rule->escalations[i].has_severity)
            return false;
    for (int i = 0; i < CL_RUNGS && !rule->severity_fixed; i++)
        if (rule->ladder[i].has_severity)
            return false;
    return true;
}

bool cl_rule_is_danger(const cl_rule *rule) {
    return rule->kind != &cl_kind_require && rule->kind != &cl_kind_check;
}

const char *cl_rule_left_out(const cl_rule *rule, const cl_evaluate_options *options,
                             const char *type) {
    if (rule->off)
        return "it is switched off";
    if (options->side != CL_SIDE_NONE && rule->harms != CL_SIDE_NONE &&
        rule->harms != options->side)
        return "what it finds harms only the other side";
    if (options->side != CL_SIDE_NONE && rule->sides && !(rule->sides & 1u << options->side))
        return "it is for the other side";
    if (!rule->types)
        return NULL;
    if (!strcmp(type, "unsure"))
        return rule->unsure_off ? "the kind of the contract is unclear" : NULL;
    for (const char *const *name = rule->types; *name; name++)
        if (!strcmp(*name, type))
            return NULL;
    return "it is for other kinds of contract";
}

bool cl_rule_applies(const cl_rule *rule, const cl_evaluate_options *options, const char *type) {
    if (options->only)
        return rule == options->only;
    return !rule->support && !(options->without_facts && is_fact(rule)) &&
           !cl_rule_left_out(rule, options, type);
}

/* Document order, then rule; what is absent comes last. A total order but for duplicates. */
static int by_place(const void *left, const void *right) {
    const cl_finding *a = left, *b = right;
    if (a->place.block != b->place.block)
        return a->place.block < b->place.block ? -1 : 1;
    if (a->place.span.start != b->place.span.start)
        return a->place.span.start < b->place.span.start ? -1 : 1;
    if (a->place.span.end != b->place.span.end)
        return a->place.span.end < b->place.span.end ? -1 : 1;
    int order = strcmp(a->rule->id, b->rule->id);
    if (order)
        return order;
    if (a->match.span.start != b->match.span.start)
        return a->match.span.start < b->match.span.start ? -1 : 1;
    if (a->match.span.end != b->match.span.end)
        return a->match.span.end < b->match.span.end ? -1 : 1;
    return strcmp(a->message, b->message);
}

static void drop_duplicates(cl_findings *findings) {
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const cl_finding *last = kept ? &findings->items[kept - 1] : NULL;
        const cl_finding *item = &findings->items[i];
        if (last && last->rule == item->rule && last->missing == item->missing &&
            last->place.block == item->place.block &&
            last->place.span.start == item->place.span.start &&
            last->place.span.end == item->place.span.end &&
            !(item->exact && (last->match.span.start != item->match.span.start ||
                              last->match.span.end != item->match.span.end)))
            continue;
        findings->items[kept++] = *item;
    }
    findings->count = kept;
}

static uint32_t last_sentence(const cl_finding *finding) {
    return finding->more_count ? finding->more[finding->more_count - 1] : finding->place.sentence;
}

static bool same_related(const cl_finding *first, const cl_finding *item) {
    for (size_t i = 0; i < item->related_count; i++)
        if (i >= first->related_count || item->related[i].block != first->related[i].block ||
            item->related[i].span.start != first->related[i].span.start)
            return false;
    return true;
}

/* Do both say the same, of sentences near each other in one paragraph? */
static bool goes_with(const cl_finding *first, const cl_finding *item) {
    return first->rule == item->rule && first->severity == item->severity && !first->missing &&
           !item->missing && !item->exact && !item->exposure && !first->exposure &&
           same_related(first, item) && first->place.block == item->place.block &&
           first->place.sentence != CL_NONE && item->place.sentence != CL_NONE &&
           item->place.sentence - last_sentence(first) <= NEAR &&
           !strcmp(first->message, item->message);
}

static void join(cl_arena *arena, cl_finding *first, const cl_finding *item) {
    uint32_t *more = CL_ARRAY(arena, first->more_count + 1, uint32_t);
    if (first->more_count)
        memcpy(more, first->more, first->more_count * sizeof *more);
    more[first->more_count++] = item->place.sentence;
    first->more = more;
    if (item->place.span.end > first->place.span.end)
        first->place.span.end = item->place.span.end;
    if (item->confidence > first->confidence)
        first->confidence = item->confidence;
    first->inserted |= item->inserted;
}

/* What a rule says in the same words of neighbouring sentences of a paragraph is one clause, told
 * once. */
static void join_neighbours(cl_arena *arena, cl_findings *findings) {
    size_t kept = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const cl_finding *item = &findings->items[i];
        size_t k = kept;
        while (k && findings->items[k - 1].place.block == item->place.block &&
               !goes_with(&findings->items[k - 1], item))
            k--;
        if (k && findings->items[k - 1].place.block == item->place.block)
            join(arena, &findings->items[k - 1], item);
        else
            findings->items[kept++] = *item;
    }
    findings->count = kept;
}

bool cl_rule_replaces(const cl_rule *rule, const cl_rule *other) {
    for (const char *const *id = rule->replaces; id && *id; id++)
        if (!strcmp(*id, other->id))
            return true;
    return false;
}

/* What is missing has no clause of its own. */
static bool same_clause(const cl_evaluation *e, const cl_finding *a, const cl_finding *b) {
    if (a->missing || b->missing)
        return true;
    size_t count = e->contract->sentence_count;
    return a->place.sentence < count && b->place.sentence < count &&
           e->clause_of[a->place.sentence] == e->clause_of[b->place.sentence];
}

/* What another rule says of the same clause, and what is missing because of it, is told once. */
static void mark_replaced(const cl_evaluation *e, cl_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        const cl_finding *by = &findings->items[i];
        for (size_t k = 0; by->rule->replaces && k < findings->count; k++) {
            cl_finding *item = &findings->items[k];
            if (same_clause(e, by, item) && item->rule != by->rule &&
                cl_rule_replaces(by->rule, item->rule))
                item->replaced_by = by->rule;
        }
    }
}

static void add(cl_arena *arena, cl_findings *out, const cl_finding *finding) {
    out->items = cl_arena_grow(arena, out->items, out->count, &out->capacity, sizeof *out->items);
    out->items[out->count++] = *finding;
}

static bool is_about(const cl_finding *finding, uint32_t sentence) {
    for (size_t i = 0; i < finding->more_count; i++)
        if (finding->more[i] == sentence)
            return true;
    return finding->place.sentence == sentence;
}

/* With which nothing is wrong. */
static bool is_fine(const cl_findings *findings, const cl_finding *fine) {
    for (size_t i = 0; i < findings->count; i++) {
        const cl_finding *finding = &findings->items[i];
        if (finding->severity > CL_SEVERITY_INFO &&
            (cl_rule_replaces(finding->rule, fine->rule) ||
             (!finding->missing && is_about(finding, fine->place.sentence))))
            return false;
    }
    return true;
}

static void settle_fine(cl_findings *findings) {
    size_t kept = 0;
    for (size_t i = 0; i < findings->fine_count; i++)
        if (is_fine(findings, &findings->fine[i]))
            findings->fine[kept++] = findings->fine[i];
    findings->fine_count = kept;
    if (kept)
        qsort(findings->fine, kept, sizeof *findings->fine, by_place);
}

static void add_fine(cl_arena *arena, cl_findings *out, const cl_finding *fine) {
    out->fine =
        cl_arena_grow(arena, out->fine, out->fine_count, &out->fine_capacity, sizeof *out->fine);
    out->fine[out->fine_count++] = *fine;
}

void cl_evaluate(const cl_ruleset *ruleset, const cl_contract *contract, cl_matcher *matcher,
                 const cl_evaluate_options *options, cl_findings *out, const char **type_out) {
    static const cl_evaluate_options defaults = {.side = CL_SIDE_NONE};
    if (!options)
        options = &defaults;
    cl_evaluation evaluation = cl_evaluation_new(ruleset, contract, matcher, &out->notices);
    evaluation.side = options->side;
    evaluation.with_fine = options->with_fine;
    if (options->most_findings)
        evaluation.most_findings = options->most_findings;
    evaluation.type =
        options->type ? options->type : cl_profile_type(&evaluation, &out->type_evidence);
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const cl_rule *rule = &ruleset->rules[i];
        if (!cl_rule_applies(rule, options, evaluation.type))
            continue;
        const cl_findings *found = cl_judge_rule(&evaluation, (uint32_t)i);
        for (size_t k = 0; k < found->count; k++)
            add(contract->arena, out, &found->items[k]);
        for (size_t k = 0; k < found->fine_count && !found->count; k++)
            add_fine(contract->arena, out, &found->fine[k]);
    }
    if (out->count)
        qsort(out->items, out->count, sizeof *out->items, by_place);
    drop_duplicates(out);
    join_neighbours(contract->arena, out);
    mark_replaced(&evaluation, out);
    settle_fine(out);
    if (type_out)
        *type_out = evaluation.type;
}
