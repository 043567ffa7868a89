/* SPDX-License-Identifier: MIT */
#include "rules/trace.h"

#include <string.h>

#include "rules/judge.h"
#include "rules/profile.h"

enum { WORDS_LIMIT = 90, SENTENCE_LIMIT = 160 };

typedef struct trace {
    const char *margin;
    size_t most, count;
    cl_buffer *out;
} trace;

/* Cut at a character, with "..." when something is left out. */
static void put_words(cl_text text, size_t limit, cl_buffer *out) {
    size_t end = text.length;
    if (end > limit) {
        end = limit;
        while (end && ((unsigned char)text.bytes[end] & 0xC0) == 0x80)
            end--;
    }
    cl_buffer_add_text(out, cl_text_slice(text, 0, end));
    if (end < text.length)
        cl_buffer_add_string(out, "...");
}

/* The place of a match that a guard has voided; false when there is none. */
static bool voided(const cl_candidate *c, const cl_named *named, cl_text *words,
                   const char **guard) {
    for (size_t i = 0; i < c->sentence_count; i++)
        for (uint32_t k = 0; k < named->count; k++) {
            size_t count;
            const cl_span *found =
                cl_facts_get(c->evaluation->facts, c->sentences[i], named->index + k, &count);
            if (!count)
                continue;
            *words = cl_text_slice(c->evaluation->contract->sentences[c->sentences[i]].text,
                                   found->start, found->end);
            *guard = cl_judge_guard(c->evaluation, c->rule, c->sentences[i]);
            return true;
        }
    return false;
}

static void put_pattern(const trace *t, cl_candidate *c, uint32_t pattern, size_t width) {
    const cl_named *named = &c->rule->patterns[pattern];
    const cl_hits *hits = cl_judge_hits(c, pattern);
    cl_text words;
    const char *guard;
    cl_buffer_printf(t->out, "%s    %-*s  ", t->margin, (int)width, named->name);
    if (hits->count) {
        const cl_sentence *sentence = &c->evaluation->contract->sentences[hits->items[0].sentence];
        cl_buffer_add_string(t->out, "matches \"");
        put_words(cl_text_slice(sentence->text, hits->items[0].span.start, hits->items[0].span.end),
                  WORDS_LIMIT, t->out);
        cl_buffer_add_string(t->out, "\"");
    } else if (voided(c, named, &words, &guard)) {
        cl_buffer_add_string(t->out, "matches \"");
        put_words(words, WORDS_LIMIT, t->out);
        cl_buffer_printf(t->out, "\", but does not count (guard: %s)", guard ? guard : "negation");
    } else {
        cl_buffer_add_string(t->out, "does not match");
    }
    cl_buffer_add_char(t->out, '\n');
}

static void put_conditions(const trace *t, cl_candidate *c) {
    static const char *const names[] = {"low: ", "medium: ", "high: "};
    bool several =
        c->rule->conditions[CL_CONFIDENCE_LOW] || c->rule->conditions[CL_CONFIDENCE_MEDIUM];
    for (int i = CL_CONFIDENCE_HIGH; i >= 0; i--)
        if (c->rule->conditions[i])
            cl_buffer_printf(t->out, "%s    condition %s%s: %s\n", t->margin,
                             several ? names[i] : "", cl_expression_text(c->rule->conditions[i]),
                             cl_judge_holds(c, c->rule->conditions[i]) ? "holds" : "fails");
}

static void put_verdict(const trace *t, const cl_candidate *c, cl_verdict verdict) {
    cl_buffer_printf(t->out, "%s    => ", t->margin);
    switch (verdict) {
    case CL_VERDICT_HOLDS:
        cl_buffer_add_string(t->out, "holds");
        break;
    case CL_VERDICT_CONDITION:
        cl_buffer_add_string(t->out, "passes: no condition holds");
        break;
    case CL_VERDICT_UNLESS:
        cl_buffer_add_string(t->out, "passes: unless \"");
        if (c->against)
            cl_buffer_add_string(t->out, c->against->source);
        cl_buffer_add_string(t->out, "\" matches \"");
        put_words(c->against_words, WORDS_LIMIT, t->out);
        cl_buffer_add_string(t->out, "\"");
        break;
    case CL_VERDICT_UNDER:
        cl_buffer_add_string(t->out, "passes: no heading above it is one of \"under\"");
        break;
    case CL_VERDICT_NOT_UNDER:
        cl_buffer_add_string(t->out, "passes: a heading above it is one of \"not-under\"");
        break;
    }
    cl_buffer_add_char(t->out, '\n');
}

static void visit(void *context, cl_candidate *c) {
    trace *t = context;
    const cl_evaluation *e = c->evaluation;
    bool near = false;
    size_t width = 0;
    for (uint32_t i = 0; i < c->rule->pattern_count; i++) {
        cl_text words;
        const char *guard;
        size_t length = strlen(c->rule->patterns[i].name);
        width = length > width ? length : width;
        near =
            near || cl_judge_hits(c, i)->count || voided(c, &c->rule->patterns[i], &words, &guard);
    }
    if (!near || t->count++ >= t->most)
        return;
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    cl_place place = cl_judge_place(e, c->sentence);
    cl_buffer_printf(t->out, "%s", t->margin);
    if (sentence->section < e->contract->section_count &&
        e->contract->sections[sentence->section].path.length) {
        cl_buffer_add_text(t->out, e->contract->sections[sentence->section].path);
        cl_buffer_add_string(t->out, ", ");
    }
    cl_buffer_printf(t->out, "line %u: \"", place.line);
    put_words(sentence->text, SENTENCE_LIMIT, t->out);
    cl_buffer_add_string(t->out, "\"\n");
    for (uint32_t i = 0; i < c->rule->pattern_count; i++)
        put_pattern(t, c, i, width);
    put_conditions(t, c);
    cl_verdict verdict = cl_judge_unit(c);
    put_verdict(t, c, verdict);
}

static void put_document(const cl_evaluation *e, const cl_rule *rule, const trace *t) {
    if (rule->when)
        cl_buffer_printf(t->out, "%swhen %s: %s\n", t->margin, cl_expression_text(rule->when),
                         cl_judge_document(e, rule, rule->when)
                             ? "holds"
                             : "does not hold, so the rule is left out");
    if (rule->elsewhere)
        cl_buffer_printf(
            t->out, "%selsewhere %s: %s\n", t->margin, cl_expression_text(rule->elsewhere),
            cl_judge_anywhere(e, rule, rule->elsewhere, NULL) ? "holds, so the rule is cured"
                                                              : "holds nowhere");
    for (size_t i = 0; i < rule->ask_count; i++) {
        const cl_rule *other = &e->ruleset->rules[rule->asks[i]];
        cl_buffer_printf(t->out, "%srule %s: %zu findings\n", t->margin, other->id,
                         cl_judge_rule(e, rule->asks[i])->count);
    }
}

size_t cl_trace_write(const cl_ruleset *ruleset, const cl_rule *rule, const cl_contract *contract,
                      cl_matcher *matcher, const cl_evaluate_options *options, const char *margin,
                      size_t most, cl_buffer *out) {
    cl_notices notices = {0};
    cl_evaluation e = cl_evaluation_new(ruleset, contract, matcher, &notices);
    e.side = options->side;
    e.type = options->type ? options->type : cl_profile_type(&e, NULL);
    trace t = {.margin = margin, .most = most, .out = out};
    cl_evaluate_options all = *options;
    all.only = NULL;
    if (!cl_rule_applies(rule, &all, e.type))
        cl_buffer_printf(out, "%sthe rule does not apply here: the contract is read as \"%s\"\n",
                         margin, e.type);
    cl_judge_every(&e, rule, visit, &t);
    if (!t.count)
        cl_buffer_printf(out, "%s%s\n", margin,
                         rule->kind == &cl_kind_check
                             ? "an analysis judges the whole contract (docs/packs/drafting.md)"
                             : "no pattern of the rule matches anywhere");
    if (t.count > most)
        cl_buffer_printf(out, "%s... and %zu more passages\n", margin, t.count - most);
    put_document(&e, rule, &t);
    return t.count;
}
