/* SPDX-License-Identifier: MIT */
#include "rules/judge.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "contract/word.h"
#include "rules/defined.h"
#include "rules/profile.h"

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
    cl_defined_answer(matcher, ruleset->lexicon, contract);
    e.facts = cl_facts_new(arena, ruleset->index, contract, matcher, true, notices);
    e.has_items = CL_ARRAY(arena, sentences + 1, uint32_t);
    e.papers = CL_ARRAY(arena, sentences + 1, cl_span);
    e.conditions = CL_ARRAY(arena, sentences + 1, const cl_conditions *);
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

uint32_t cl_judge_unit_of(const cl_evaluation *e, cl_scope scope, uint32_t sentence) {
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

static unsigned part_of(unsigned flags) {
    return flags & CL_SENTENCE_ANNEX        ? CL_PART_ANNEX
           : flags & CL_SENTENCE_RECITAL    ? CL_PART_RECITALS
           : flags & CL_SENTENCE_DEFINITION ? CL_PART_DEFINITIONS
                                            : CL_PART_BODY;
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
    if (rule->parts && !(rule->parts & part_of(flags)))
        return "parts";
    for (size_t i = 0; i < sizeof guards / sizeof *guards; i++)
        if (rule->guards & guards[i].guard && flags & guards[i].flag)
            return guards[i].name;
    /* The items of a list carry their lead-in's words. */
    return flags & CL_SENTENCE_OPENS_LIST && e->has_items[sentence] ? "lead-in" : NULL;
}

const cl_condition *cl_judge_event(const cl_evaluation *e, uint32_t sentence, cl_span span) {
    const cl_conditions **known = &e->conditions[sentence];
    if (!*known) {
        cl_conditions *read = CL_NEW(e->arena, cl_conditions);
        *read = cl_conditions_in(e->arena, e->contract->sentences[sentence].text);
        *known = read;
    }
    return cl_conditions_event(*known, span);
}

const char *cl_judge_match_guard(const cl_evaluation *e, const cl_rule *rule, const cl_named *named,
                                 const cl_phrase *phrase, uint32_t sentence, cl_span span) {
    unsigned guards = rule->guards & ~named->guards_off;
    cl_text text = e->contract->sentences[sentence].text;
    if (guards & CL_GUARD_NEGATION && !phrase->has_negation && cl_judge_negated(text, span))
        return "negation";
    if (guards & CL_GUARD_OTHER_AGREEMENT && !phrase->names_agreement &&
        cl_judge_other_agreement(e, sentence, span))
        return "other-agreement";
    if (guards & CL_GUARD_CONDITIONAL && cl_judge_event(e, sentence, span))
        return "conditional";
    return NULL;
}

static int by_place(const void *left, const void *right) {
    const cl_hit *a = left, *b = right;
    if (a->sentence != b->sentence)
        return a->sentence < b->sentence ? -1 : 1;
    if (a->span.start != b->span.start)
        return a->span.start < b->span.start ? -1 : 1;
    return a->span.end < b->span.end ? -1 : a->span.end > b->span.end;
}

static void add_hit(const cl_evaluation *e, cl_hits *hits, size_t *capacity, uint32_t sentence,
                    cl_span span) {
    hits->items = cl_arena_grow(e->arena, hits->items, hits->count, capacity, sizeof *hits->items);
    hits->items[hits->count++] = (cl_hit){sentence, span};
}

/* "X may assign if …, and Y may terminate": a match that only begins under an event is looked for
 * again behind that. */
static bool match_behind(const cl_evaluation *e, const cl_rule *rule, const cl_named *named,
                         const cl_phrase *phrase, uint32_t sentence, cl_span *span) {
    const cl_condition *event = cl_judge_event(e, sentence, *span);
    cl_text text = e->contract->sentences[sentence].text;
    while (event && span->end > event->reach.end && event->reach.end > span->start) {
        cl_span rest = {event->reach.end, text.length}, words;
        uint32_t number = named->index + (uint32_t)(phrase - named->phrases);
        if (cl_facts_find(e->facts, sentence, number, rest, &words) != CL_MATCH_YES)
            return false;
        *span = (cl_span){rest.start + words.start, rest.start + words.end};
        if (!cl_judge_match_guard(e, rule, named, phrase, sentence, *span))
            return true;
        event = cl_judge_event(e, sentence, *span);
    }
    return false;
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
            const cl_phrase *phrase = &named->phrases[i];
            cl_span span = found[k];
            const char *guard = cl_judge_match_guard(e, rule, named, phrase, sentence, span);
            if (!guard || (!strcmp(guard, "conditional") &&
                           match_behind(e, rule, named, phrase, sentence, &span)))
                add_hit(e, hits, capacity, sentence, span);
        }
    }
}

/* Words between two matches of a sentence: 0 when they touch or overlap. */
static unsigned words_between(cl_text text, cl_span a, cl_span b) {
    size_t at = a.end <= b.start ? a.end : b.end, end = a.end <= b.start ? b.start : a.start;
    unsigned words = 0;
    if (at < end && memchr(text.bytes + at, ';', end - at))
        return UINT_MAX; /* another clause */
    for (bool inside = false; at < end; at++) {
        bool space = text.bytes[at] == ' ';
        words += !space && !inside && cl_is_word_byte((unsigned char)text.bytes[at]);
        inside = !space && (inside || cl_is_word_byte((unsigned char)text.bytes[at]));
    }
    return words;
}

static bool is_within(const cl_evaluation *e, const cl_hit *hit, const cl_hits *others,
                      const cl_rule_distance *distance) {
    for (size_t i = 0; i < others->count; i++) {
        const cl_hit *other = &others->items[i];
        if (other->sentence != hit->sentence ||
            (distance->order < 0 && hit->span.end > other->span.start) ||
            (distance->order > 0 && hit->span.start < other->span.end))
            continue;
        if (words_between(e->contract->sentences[hit->sentence].text, hit->span, other->span) <=
            distance->words)
            return true;
    }
    return false;
}

static const cl_hits *near_hits(cl_candidate *c, uint32_t slot) {
    const cl_rule_distance *distance = &c->rule->distances[slot - c->rule->pattern_count];
    const cl_hits *left = cl_judge_hits(c, distance->left);
    const cl_hits *right = left->count ? cl_judge_hits(c, distance->right) : left;
    cl_hits *hits = &c->hits[slot];
    size_t capacity = 0;
    hits->known = true;
    for (size_t i = 0; i < left->count; i++) {
        if (!is_within(c->evaluation, &left->items[i], right, distance))
            continue;
        hits->items = cl_arena_grow(c->evaluation->arena, hits->items, hits->count, &capacity,
                                    sizeof *hits->items);
        hits->items[hits->count++] = left->items[i];
    }
    return hits;
}

const cl_hits *cl_judge_hits(cl_candidate *c, uint32_t pattern) {
    cl_hits *hits = &c->hits[pattern];
    size_t capacity = 0;
    if (hits->known)
        return hits;
    if (pattern >= c->rule->pattern_count)
        return near_hits(c, pattern);
    hits->known = true;
    for (size_t i = 0; i < c->sentence_count; i++)
        match_pattern(c->evaluation, c->rule, &c->rule->patterns[pattern], c->sentences[i], hits,
                      &capacity);
    if (hits->count > 1)
        qsort(hits->items, hits->count, sizeof *hits->items, by_place);
    return hits;
}

bool cl_judge_occurs(const cl_evaluation *e, uint32_t phrase) {
    const uint64_t *leads = cl_facts_leads(e->facts, phrase, 1);
    size_t found = 0, words = (e->contract->sentence_count + 63) / 64;
    for (size_t w = 0; w < words && !found; w++)
        for (uint64_t bits = leads[w]; bits && !found; bits &= bits - 1)
            cl_facts_get(e->facts, (uint32_t)(w * 64) + (uint32_t)__builtin_ctzll(bits), phrase,
                         &found);
    return found != 0;
}

/* ---- conditions ---- */

static bool may_match(const void *context, int slot) {
    const cl_candidate *c = context;
    if ((size_t)slot >= c->rule->pattern_count) {
        const cl_rule_distance *at = &c->rule->distances[(size_t)slot - c->rule->pattern_count];
        return may_match(c, (int)at->left) && may_match(c, (int)at->right);
    }
    const cl_named *named = &c->rule->patterns[slot];
    for (size_t i = 0; i < c->sentence_count; i++)
        if (cl_facts_possible(c->evaluation->facts, c->sentences[i], named->index, named->count))
            return true;
    return false;
}

/* The sentence before or after; headings and the like between do not count. CL_NONE: none. */
static uint32_t beside(const cl_evaluation *e, uint32_t at, int step) {
    for (int i = 0; i < 4; i++) {
        if (step < 0 ? at == 0 : at + 1 >= e->contract->sentence_count)
            return CL_NONE;
        at = step < 0 ? at - 1 : at + 1;
        if (!(e->contract->sentences[at].flags & CL_NEVER_MATCHED))
            break;
    }
    return at;
}

/* In one of the next sentences of the same section in that direction. */
static bool holds_beside(const cl_candidate *c, const cl_named *named, int step, int sentences) {
    const cl_evaluation *e = c->evaluation;
    uint32_t at = c->sentence;
    cl_hits hits = {0};
    size_t capacity = 0;
    for (int i = 0; i < sentences && !hits.count; i++) {
        at = beside(e, at, step);
        if (at == CL_NONE || cl_judge_unit_of(e, CL_SCOPE_SECTION, at) !=
                                 cl_judge_unit_of(e, CL_SCOPE_SECTION, c->sentence))
            return false;
        match_pattern(e, c->rule, named, at, &hits, &capacity);
    }
    return hits.count != 0;
}

static bool holds_near(cl_candidate *c, int slot, int sentences) {
    const cl_named *named = &c->rule->patterns[slot];
    return cl_judge_hits(c, (uint32_t)slot)->count || holds_beside(c, named, -1, sentences) ||
           holds_beside(c, named, 1, sentences);
}

/* Of the whole document. */
static bool any_heading(const cl_evaluation *e, const cl_named *named) {
    for (size_t i = 0; i < e->contract->section_count; i++)
        if (cl_judge_text(e, named, e->contract->sections[i].heading))
            return true;
    return false;
}

static bool holds(void *context, const char *name, int slot, int where) {
    cl_candidate *c = context;
    (void)name;
    if (slot < 0)
        return false;
    if (!where)
        return cl_judge_hits(c, (uint32_t)slot)->count != 0;
    const cl_named *named = &c->rule->patterns[slot];
    if (c->sentence >= c->evaluation->contract->sentence_count)
        return where == CL_WHERE_HEADING && any_heading(c->evaluation, named);
    if (where == CL_WHERE_HEADING)
        return cl_judge_headings(c->evaluation, named,
                                 c->evaluation->contract->sentences[c->sentence].section);
    if (where >= CL_WHERE_NEAR)
        return holds_near(c, slot, where - CL_WHERE_NEAR);
    return holds_beside(c, named, where, 1);
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
            cl_judge_unit_of(e, c->scope, sentence) == cl_judge_unit_of(e, c->scope, c->sentence))
            return true;
    }
    return false;
}

static bool is_type(void *context, const char *type) {
    const cl_candidate *c = context;
    return cl_profile_is(c->evaluation->ruleset, c->evaluation->type, type);
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

cl_text cl_judge_obstacle(cl_candidate *c, const cl_expression *expression) {
    cl_expression_source source = {c, holds, value, raised, is_type};
    return cl_expression_obstacle(expression, &source);
}

/* ---- candidates ---- */

static bool outside(const cl_sentence *sentence, cl_span span) {
    return span.end <= sentence->own.start || span.start >= sentence->own.end;
}

/* Does the condition hold by the words of the lead-in alone? Then every item would say it again,
 * but where the rule wants to hear of each item that has something of it. */
static bool all_in_lead_in(cl_candidate *c, const cl_expression *condition) {
    const cl_sentence *sentences = c->evaluation->contract->sentences;
    const cl_sentence *at = &sentences[c->sentence];
    if (at->lead_in >= c->sentence || !outside(at, c->match))
        return false;
    const cl_rule *rule = c->rule;
    cl_candidate without = *c;
    bool adds = false;
    without.hits =
        CL_ARRAY(c->evaluation->arena, rule->pattern_count + rule->distance_count, cl_hits);
    for (uint32_t i = 0; i < rule->pattern_count; i++) {
        const cl_hits *hits = cl_judge_hits(c, i);
        cl_hits *kept = &without.hits[i];
        kept->items = CL_ARRAY(c->evaluation->arena, hits->count, cl_hit);
        kept->known = true;
        for (size_t k = 0; k < hits->count; k++)
            if (hits->items[k].sentence != c->sentence || outside(at, hits->items[k].span))
                kept->items[kept->count++] = hits->items[k];
        adds |= kept->count < hits->count;
    }
    return rule->list == CL_LIST_EACH ? !adds : cl_judge_holds(&without, condition);
}

typedef struct main_search {
    cl_candidate *candidate;
    const cl_hits *hits;
} main_search;

static bool find_main(void *context, const char *name, char kind) {
    main_search *search = context;
    cl_candidate *c = search->candidate;
    int slot = kind == 'p' || kind == 'd' ? cl_rule_slot(c->rule, name) : -1;
    if (slot < 0 || !cl_judge_hits(c, (uint32_t)slot)->count)
        return true;
    search->hits = &c->hits[slot];
    return false;
}

const cl_hits *cl_judge_main_hits(cl_candidate *c, const cl_expression *condition) {
    main_search search = {c, NULL};
    cl_expression_source source = {c, holds, value, raised, is_type};
    cl_expression_true_names(condition, &source, find_main, &search);
    return search.hits;
}

/* The first of the phrases that matches in a part of a sentence; NULL: none. */
static const cl_phrase *first_against(const cl_evaluation *e, const cl_named *named,
                                      uint32_t sentence, cl_span part, cl_span *words) {
    for (uint32_t i = 0; named && i < named->count; i++) {
        cl_match match = cl_facts_find(e->facts, sentence, named->index + i, part, words);
        if (match == CL_MATCH_YES)
            return &named->phrases[i];
        if (match == CL_MATCH_LIMIT)
            cl_judge_tell_limit(e, &named->phrases[i]);
    }
    return NULL;
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
    const cl_hits *hits = cl_judge_main_hits(c, condition);
    for (size_t i = 0; hits && i < hits->count && i < MAX_MAINS; i++) {
        const cl_hit *hit = &hits->items[i];
        cl_text text = e->contract->sentences[hit->sentence].text;
        cl_span words;
        cl_span segment = c->rule->guards & CL_GUARD_CONCESSION
                              ? cl_judge_segment_span(text, hit->span)
                              : cl_judge_stretch(text, hit->span);
        const cl_phrase *against =
            first_against(e, c->rule->unless, hit->sentence, segment, &words);
        if (against) {
            c->against = against;
            c->against_words =
                cl_text_slice(text, segment.start + words.start, segment.start + words.end);
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
    const cl_expression *condition = rule->conditions[confidence];
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    if (rule->under && !cl_judge_headings(e, rule->under, sentence->section))
        return CL_VERDICT_UNDER;
    if (rule->not_under && cl_judge_headings(e, rule->not_under, sentence->section))
        return CL_VERDICT_NOT_UNDER;
    if (rule->near && !cl_judge_holds(c, rule->near))
        return CL_VERDICT_NEAR;
    if (rule->guards & CL_GUARD_ANNEX && sentence->flags & CL_SENTENCE_ANNEX && confidence > 0)
        confidence--;
    c->lead_in = all_in_lead_in(c, condition);
    c->confidence = (cl_confidence)confidence;
    return CL_VERDICT_HOLDS;
}
