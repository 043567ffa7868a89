/* SPDX-License-Identifier: MIT */
#include "rules/judge.h"

#include <stdlib.h>
#include <string.h>

enum {
    NEVER_MATCHED = CL_SENTENCE_HEADING | CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE |
                    CL_SENTENCE_SIGNATURE | CL_SENTENCE_HIDDEN,
    MAX_HEADINGS = 32, /* ancestors whose headings are looked at */
    MAX_MAINS = 32,    /* matches of the main pattern in one unit that are judged by `unless` */
    MAX_NEAR = 64,     /* sentences of the clause on either side that a capture is looked for in */
};

void cl_evaluation_index(cl_evaluation *e) {
    size_t phrases = e->ruleset->phrase_count, sentences = e->contract->sentence_count;
    uint32_t *first = CL_ARRAY(e->arena, phrases + 2, uint32_t);
    uint32_t *order = CL_ARRAY(e->arena, e->facts->count + 1, uint32_t);
    uint32_t *clause = CL_ARRAY(e->arena, sentences + 1, uint32_t);
    e->has_items = CL_ARRAY(e->arena, sentences + 1, uint32_t);
    e->raised = CL_ARRAY(e->arena, sentences + 1, uint32_t);
    /* A counting sort: stable, so that each phrase has its facts in order of sentences. */
    for (size_t i = 0; i < e->facts->count; i++)
        first[e->facts->items[i].phrase + 2]++;
    for (size_t i = 2; i < phrases + 2; i++)
        first[i] += first[i - 1];
    for (size_t i = 0; i < e->facts->count; i++)
        order[first[e->facts->items[i].phrase + 1]++] = (uint32_t)i;
    for (size_t i = 0; i < sentences; i++) {
        const cl_sentence *sentence = &e->contract->sentences[i];
        clause[i] = sentence->section;
        if (sentence->lead_in < i) {
            clause[i] = clause[sentence->lead_in];
            e->has_items[sentence->lead_in] = 1;
        }
    }
    e->phrase_first = first;
    e->by_phrase = order;
    e->clause_of = clause;
}

bool cl_judge_text(const cl_evaluation *e, const cl_named *named, cl_text text) {
    for (size_t i = 0; named && text.length && i < named->count; i++) {
        cl_span found;
        cl_match match = cl_phrase_find(&named->phrases[i], e->matcher, text, 0, &found);
        if (match == CL_MATCH_YES)
            return true;
        if (match == CL_MATCH_LIMIT)
            cl_notices_add(
                e->arena, e->notices, "pattern-limit", named->phrases[i].place,
                "The phrase \"%.120s\" took too long on a passage and was given up there.",
                named->phrases[i].source);
    }
    return false;
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

static bool guarded(const cl_rule *rule, unsigned flags) {
    static const struct {
        unsigned guard, flag;
    } guards[] = {{CL_GUARD_REFERENCES, CL_SENTENCE_REFERENCES},
                  {CL_GUARD_RECITALS, CL_SENTENCE_RECITAL},
                  {CL_GUARD_DEFINITIONS, CL_SENTENCE_DEFINITION},
                  {CL_GUARD_QUOTED, CL_SENTENCE_QUOTED},
                  {CL_GUARD_TABLES, CL_SENTENCE_TABLE}};
    if (flags & NEVER_MATCHED)
        return true;
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++)
        if (rule->guards & guards[i].guard && flags & guards[i].flag)
            return true;
    return false;
}

/* Does the guards' verdict leave this fact standing? */
static bool stands(const cl_evaluation *e, const cl_rule *rule, const cl_named *named,
                   const cl_phrase *phrase, const cl_fact *fact) {
    const cl_sentence *sentence = &e->contract->sentences[fact->sentence];
    if (guarded(rule, sentence->flags))
        return false;
    /* The items of a list carry their lead-in's words. */
    if (sentence->flags & CL_SENTENCE_OPENS_LIST && e->has_items[fact->sentence])
        return false;
    return !(rule->guards & CL_GUARD_NEGATION) || named->unguarded || phrase->has_negation ||
           !cl_judge_negated(sentence->text, fact->span);
}

static int by_place(const void *left, const void *right) {
    const cl_hit *a = left, *b = right;
    if (a->unit != b->unit)
        return a->unit < b->unit ? -1 : 1;
    if (a->sentence != b->sentence)
        return a->sentence < b->sentence ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    if (a->span.end != b->span.end)
        return a->span.end < b->span.end ? -1 : 1;
    return a->pattern < b->pattern ? -1 : a->pattern > b->pattern;
}

static cl_hit *gather(const cl_evaluation *e, const cl_rule *rule, cl_scope scope, size_t *count) {
    size_t total = 0;
    *count = 0;
    for (size_t i = 0; i < rule->pattern_count; i++) {
        const cl_named *named = &rule->patterns[i];
        total += e->phrase_first[named->index + named->count] - e->phrase_first[named->index];
    }
    if (!total)
        return NULL;
    cl_hit *hits = CL_ARRAY(e->arena, total, cl_hit);
    for (size_t i = 0; i < rule->pattern_count; i++) {
        const cl_named *named = &rule->patterns[i];
        uint32_t end = e->phrase_first[named->index + named->count];
        for (uint32_t k = e->phrase_first[named->index]; k < end; k++) {
            const cl_fact *fact = &e->facts->items[e->by_phrase[k]];
            if (stands(e, rule, named, &named->phrases[fact->phrase - named->index], fact))
                hits[(*count)++] = (cl_hit){unit_of(e, scope, fact->sentence), fact->sentence,
                                            (uint32_t)i, fact->span};
        }
    }
    if (*count)
        qsort(hits, *count, sizeof *hits, by_place);
    return hits;
}

/* End of the run of hits that belong to the unit at `at`. */
static size_t unit_end(const cl_hit *hits, size_t count, size_t at) {
    size_t end = at + 1;
    while (end < count && hits[end].unit == hits[at].unit)
        end++;
    return end;
}

static bool hit_of(const cl_candidate *c, uint32_t pattern, const cl_hit **out) {
    for (size_t i = 0; i < c->hit_count; i++)
        if (c->hits[i].pattern == pattern) {
            if (out)
                *out = &c->hits[i];
            return true;
        }
    return false;
}

/* In the sentence before or after; headings and the like between do not count. */
static bool holds_beside(const cl_candidate *c, const cl_named *named, int step) {
    const cl_evaluation *e = c->evaluation;
    uint32_t at = c->sentence;
    for (int i = 0; i < 4; i++) {
        if (step < 0 ? at == 0 : at + 1 >= e->contract->sentence_count)
            return false;
        at = step < 0 ? at - 1 : at + 1;
        if (!(e->contract->sentences[at].flags & NEVER_MATCHED))
            break;
    }
    if (unit_of(e, CL_SCOPE_SECTION, at) != unit_of(e, CL_SCOPE_SECTION, c->sentence))
        return false;
    for (size_t i = 0; i < named->count; i++) {
        const cl_fact *fact = cl_facts_get(e->facts, at, named->index + (uint32_t)i);
        if (fact && stands(e, c->rule, named, &named->phrases[i], fact))
            return true;
    }
    return false;
}

static bool holds(void *context, const char *name, int where) {
    const cl_candidate *c = context;
    for (uint32_t i = 0; i < c->rule->pattern_count; i++) {
        const cl_named *named = &c->rule->patterns[i];
        if (strcmp(named->name, name) != 0)
            continue;
        if (!where)
            return hit_of(c, i, NULL);
        if (c->sentence >= c->evaluation->contract->sentence_count)
            return false;
        if (where == 'h')
            return cl_judge_headings(c->evaluation, named,
                                     c->evaluation->contract->sentences[c->sentence].section);
        return holds_beside(c, named, where);
    }
    return false;
}

static bool value(void *context, const char *name, cl_quantity *out) {
    cl_candidate *c = context;
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

bool cl_judge_holds(cl_candidate *c, const cl_expression *expression) {
    cl_expression_source source = {c, holds, value};
    return expression && cl_expression_holds(expression, &source);
}

/* ---- captures ---- */

static bool blacked_out(cl_text text) {
    return cl_text_find(text, CL_TEXT("[*"), 0) != SIZE_MAX ||
           cl_text_find(text, CL_TEXT("***"), 0) != SIZE_MAX ||
           cl_text_find(text, CL_TEXT("__"), 0) != SIZE_MAX ||
           cl_text_find(text, CL_TEXT("[ ]"), 0) != SIZE_MAX ||
           cl_text_find(text, CL_TEXT("\xE2\x97\x8F"), 0) != SIZE_MAX;
}

static bool find_hole(const cl_evaluation *e, const cl_capture *capture, const cl_phrase *phrase,
                      cl_text text, cl_span *hole) {
    const char *name = phrase->hole_count ? phrase->holes[0] : capture->name;
    for (size_t i = 0; i < phrase->hole_count; i++)
        if (!strcmp(phrase->holes[i], capture->name))
            name = capture->name;
    cl_span match, again, inner;
    if (cl_phrase_find(phrase, e->matcher, text, 0, &match) != CL_MATCH_YES ||
        !cl_matcher_group(e->matcher, phrase->pattern, name, hole))
        return false;
    /* "30 days after … on 60 days' notice": of the values before the anchoring word the last one.
     */
    for (int i = 0; i < 16 && hole->end > hole->start && hole->end < match.end; i++) {
        if (cl_phrase_find(phrase, e->matcher, text, hole->end, &again) != CL_MATCH_YES ||
            again.end != match.end ||
            !cl_matcher_group(e->matcher, phrase->pattern, name, &inner) || inner.start < hole->end)
            break;
        *hole = inner;
    }
    return true;
}

static bool capture_in(const cl_evaluation *e, const cl_capture *capture, uint32_t sentence,
                       cl_captured *out) {
    const cl_sentence *at = &e->contract->sentences[sentence];
    if (at->flags & NEVER_MATCHED)
        return false;
    for (size_t i = 0; i < capture->count; i++) {
        cl_span hole;
        if (!find_hole(e, capture, &capture->phrases[i], at->text, &hole))
            continue;
        out->name = capture->name;
        out->text = cl_text_slice(at->text, hole.start, hole.end);
        if (cl_quantity_read(out->text, &out->value)) {
            out->has_value = !out->value.redacted;
        } else {
            /* Found, but no quantity: a date of year 0 compares with nothing a rule would ask. */
            out->value = (cl_quantity){.kind = CL_QUANTITY_DATE};
            out->value.redacted = blacked_out(out->text);
        }
        return true;
    }
    return false;
}

static bool find_capture(const cl_evaluation *e, const cl_capture *capture, uint32_t sentence,
                         cl_captured *out) {
    const cl_contract *contract = e->contract;
    if (sentence >= contract->sentence_count)
        return false;
    if (capture_in(e, capture, sentence, out))
        return true;
    uint32_t next = sentence + 1;
    bool has_next = next < contract->sentence_count &&
                    contract->sentences[next].section == contract->sentences[sentence].section;
    if (has_next && capture_in(e, capture, next, out))
        return true;
    uint32_t from = sentence > MAX_NEAR ? sentence - MAX_NEAR : 0;
    for (uint32_t i = from; i < contract->sentence_count && i <= sentence + MAX_NEAR; i++)
        if (i != sentence && !(has_next && i == next) &&
            e->clause_of[i] == e->clause_of[sentence] && capture_in(e, capture, i, out))
            return true;
    return false;
}

const cl_captured *cl_judge_capture(cl_candidate *c, const char *name) {
    enum { UNKNOWN, ABSENT, FOUND };
    const cl_rule *rule = c->rule;
    if (!c->captures) {
        c->captures = CL_ARRAY(c->evaluation->arena, rule->capture_count, cl_captured);
        c->capture_states = CL_ARRAY(c->evaluation->arena, rule->capture_count, unsigned char);
    }
    for (size_t i = 0; i < rule->capture_count; i++) {
        if (strcmp(rule->captures[i].name, name) != 0)
            continue;
        if (c->capture_states[i] == UNKNOWN)
            c->capture_states[i] =
                find_capture(c->evaluation, &rule->captures[i], c->sentence, &c->captures[i])
                    ? FOUND
                    : ABSENT;
        return c->capture_states[i] == FOUND ? &c->captures[i] : NULL;
    }
    return NULL;
}

/* ---- candidates ---- */

static bool outside(const cl_sentence *sentence, cl_span span) {
    return span.end <= sentence->own.start || span.start >= sentence->own.end;
}

static bool all_in_lead_in(const cl_candidate *c) {
    const cl_sentence *sentences = c->evaluation->contract->sentences;
    const cl_sentence *at = &sentences[c->sentence];
    if (at->lead_in >= c->sentence || !outside(at, c->match))
        return false;
    for (size_t i = 0; i < c->hit_count; i++)
        if (c->hits[i].sentence == c->sentence && !outside(at, c->hits[i].span))
            return false;
    return true;
}

typedef struct main_search {
    const cl_candidate *candidate;
    uint32_t pattern;
} main_search;

static bool find_main(void *context, const char *name, char kind) {
    main_search *search = context;
    const cl_candidate *c = search->candidate;
    for (uint32_t i = 0; kind == 'p' && i < c->rule->pattern_count; i++)
        if (!strcmp(c->rule->patterns[i].name, name) && hit_of(c, i, NULL)) {
            search->pattern = i;
            return false;
        }
    return true;
}

/* Chooses the main match: the first one in whose segment nothing speaks against it. */
static bool choose_main(cl_candidate *c, const cl_expression *condition) {
    main_search search = {c, CL_NONE};
    cl_expression_names(condition, find_main, &search);
    if (search.pattern == CL_NONE)
        return false;
    const cl_evaluation *e = c->evaluation;
    int tried = 0;
    for (size_t i = 0; i < c->hit_count && tried < MAX_MAINS; i++) {
        const cl_hit *hit = &c->hits[i];
        if (hit->pattern != search.pattern)
            continue;
        tried++;
        cl_text text = e->contract->sentences[hit->sentence].text;
        if (c->rule->unless && cl_judge_text(e, c->rule->unless, cl_judge_segment(text, hit->span)))
            continue;
        c->sentence = hit->sentence;
        c->match = hit->span;
        return true;
    }
    return false;
}

static bool judge_unit(cl_candidate *c) {
    const cl_rule *rule = c->rule;
    const cl_evaluation *e = c->evaluation;
    int confidence = CL_CONFIDENCE_HIGH;
    while (confidence >= 0 && !cl_judge_holds(c, rule->conditions[confidence]))
        confidence--;
    if (confidence < 0 || !choose_main(c, rule->conditions[confidence]))
        return false;
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    if (rule->under && !cl_judge_headings(e, rule->under, sentence->section))
        return false;
    if (rule->not_under && cl_judge_headings(e, rule->not_under, sentence->section))
        return false;
    if (rule->guards & CL_GUARD_ANNEX && sentence->flags & CL_SENTENCE_ANNEX && confidence > 0)
        confidence--;
    c->confidence = (cl_confidence)confidence;
    c->lead_in = all_in_lead_in(c);
    return true;
}

void cl_judge_each(const cl_evaluation *e, const cl_rule *rule,
                   void (*visit)(void *context, cl_candidate *candidate), void *context) {
    size_t count;
    cl_hit *hits = gather(e, rule, rule->scope, &count);
    int cured = -1; /* not known yet */
    for (size_t at = 0, end; at < count; at = end) {
        end = unit_end(hits, count, at);
        cl_candidate candidate = {.evaluation = e,
                                  .rule = rule,
                                  .hits = hits + at,
                                  .hit_count = end - at,
                                  .sentence = hits[at].sentence};
        if (!judge_unit(&candidate))
            continue;
        if (cured < 0)
            cured = rule->elsewhere && cl_judge_anywhere(e, rule, rule->elsewhere, NULL);
        if (cured)
            return;
        /* Captures looked for before the main match was known may be another sentence's. */
        if (candidate.sentence != hits[at].sentence)
            candidate.captures = NULL;
        visit(context, &candidate);
    }
}

bool cl_judge_anywhere(const cl_evaluation *e, const cl_rule *rule, const cl_expression *expression,
                       uint32_t *sentence) {
    size_t count;
    cl_hit *hits = expression ? gather(e, rule, rule->scope, &count) : NULL;
    if (!hits)
        return false;
    for (size_t at = 0, end; at < count; at = end) {
        end = unit_end(hits, count, at);
        cl_candidate candidate = {.evaluation = e,
                                  .rule = rule,
                                  .hits = hits + at,
                                  .hit_count = end - at,
                                  .sentence = hits[at].sentence};
        if (!cl_judge_holds(&candidate, expression))
            continue;
        if (sentence) {
            main_search search = {&candidate, CL_NONE};
            const cl_hit *hit = &hits[at];
            cl_expression_names(expression, find_main, &search);
            if (search.pattern != CL_NONE)
                hit_of(&candidate, search.pattern, &hit);
            *sentence = hit->sentence;
        }
        return true;
    }
    return false;
}

bool cl_judge_document(const cl_evaluation *e, const cl_rule *rule,
                       const cl_expression *expression) {
    size_t count;
    cl_hit *hits = gather(e, rule, CL_SCOPE_DOCUMENT, &count);
    cl_candidate candidate = {.evaluation = e,
                              .rule = rule,
                              .hits = hits,
                              .hit_count = count,
                              .sentence = count ? hits[0].sentence : CL_NONE};
    return cl_judge_holds(&candidate, expression);
}
