/* SPDX-License-Identifier: MIT */
#include "rules/trace.h"

#include <string.h>

#include "rules/judge.h"
#include "rules/profile.h"
#include "rules/trace_phrase.h"

enum { WORDS_LIMIT = 90, SENTENCE_LIMIT = 160, MAX_NEAREST = 6 };

typedef struct trace {
    const char *margin;
    size_t most, count;
    cl_trace_phrases *phrases;
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
static bool voided(const cl_candidate *c, const cl_named *named, cl_text *words, cl_text *event,
                   const char **guard) {
    for (size_t i = 0; i < c->sentence_count; i++)
        for (uint32_t k = 0; k < named->count; k++) {
            size_t count;
            const cl_span *found =
                cl_facts_get(c->evaluation->facts, c->sentences[i], named->index + k, &count);
            if (!count)
                continue;
            cl_text text = c->evaluation->contract->sentences[c->sentences[i]].text;
            *words = cl_text_slice(text, found->start, found->end);
            *event = (cl_text){"", 0};
            *guard = cl_judge_guard(c->evaluation, c->rule, c->sentences[i]);
            if (!*guard)
                *guard = cl_judge_match_guard(c->evaluation, c->rule, named, &named->phrases[k],
                                              c->sentences[i], *found);
            if (*guard && !strcmp(*guard, "conditional")) {
                cl_span span = cl_judge_event(c->evaluation, c->sentences[i], *found)->words;
                *event = cl_text_slice(text, span.start, span.end);
            }
            return true;
        }
    return false;
}

/* The phrase that a hit came from. */
static const cl_phrase *phrase_of(const cl_candidate *c, const cl_named *named, const cl_hit *hit) {
    for (uint32_t k = 0; k < named->count; k++) {
        size_t count;
        const cl_span *found =
            cl_facts_get(c->evaluation->facts, hit->sentence, named->index + k, &count);
        for (size_t i = 0; i < count; i++)
            if (found[i].start == hit->span.start && found[i].end == hit->span.end)
                return &named->phrases[k];
    }
    return NULL;
}

static void put_hit(const trace *t, cl_candidate *c, const cl_named *named, const cl_hit *hit) {
    cl_text text = c->evaluation->contract->sentences[hit->sentence].text;
    cl_buffer_add_string(t->out, "matches \"");
    put_words(cl_text_slice(text, hit->span.start, hit->span.end), WORDS_LIMIT, t->out);
    cl_buffer_add_string(t->out, "\"");
    const cl_phrase *phrase = named ? phrase_of(c, named, hit) : NULL;
    if (phrase)
        cl_trace_words(t->phrases, phrase, text, hit->span, t->out);
}

static void put_pattern(const trace *t, cl_candidate *c, uint32_t pattern, size_t width) {
    const cl_named *named = &c->rule->patterns[pattern];
    const cl_hits *hits = cl_judge_hits(c, pattern);
    cl_text words, event;
    const char *guard;
    cl_buffer_printf(t->out, "%s    %-*s  ", t->margin, (int)width, named->name);
    if (hits->count) {
        put_hit(t, c, named, &hits->items[0]);
    } else if (voided(c, named, &words, &event, &guard)) {
        cl_buffer_add_string(t->out, "matches \"");
        put_words(words, WORDS_LIMIT, t->out);
        cl_buffer_printf(t->out, "\", but does not count (guard: %s", guard ? guard : "none");
        if (event.length) {
            cl_buffer_add_string(t->out, "; it stands under the condition \"");
            put_words(event, WORDS_LIMIT, t->out);
            cl_buffer_add_char(t->out, '"');
        }
        cl_buffer_add_char(t->out, ')');
    } else {
        cl_buffer_add_string(t->out, "does not match");
        cl_trace_nearest(t->phrases, named, c->evaluation->contract->sentences[c->sentence].text,
                         t->out);
    }
    cl_buffer_add_char(t->out, '\n');
}

static void put_distance(const trace *t, cl_candidate *c, uint32_t at) {
    const cl_hits *hits = cl_judge_hits(c, (uint32_t)c->rule->pattern_count + at);
    cl_buffer_printf(t->out, "%s    %s  ", t->margin, c->rule->distances[at].name);
    if (hits->count)
        put_hit(t, c, NULL, &hits->items[0]);
    else
        cl_buffer_add_string(t->out, "is not so");
    cl_buffer_add_char(t->out, '\n');
}

static void put_condition(const trace *t, cl_candidate *c, const char *name,
                          const cl_expression *condition) {
    bool holds = cl_judge_holds(c, condition);
    cl_text obstacle = holds ? (cl_text){"", 0} : cl_judge_obstacle(c, condition);
    cl_buffer_printf(t->out, "%s    %s%s: %s", t->margin, name, cl_expression_text(condition),
                     holds ? "holds" : "fails");
    if (obstacle.length)
        cl_buffer_printf(t->out, " by \"%.*s\"", (int)obstacle.length, obstacle.bytes);
    cl_buffer_add_char(t->out, '\n');
}

static void put_conditions(const trace *t, cl_candidate *c) {
    static const char *const names[] = {
        "condition low: ", "condition medium: ", "condition high: "};
    bool several =
        c->rule->conditions[CL_CONFIDENCE_LOW] || c->rule->conditions[CL_CONFIDENCE_MEDIUM];
    for (int i = CL_CONFIDENCE_HIGH; i >= 0; i--)
        if (c->rule->conditions[i])
            put_condition(t, c, several ? names[i] : "condition ", c->rule->conditions[i]);
}

/* What a rule of kind require asks for, in this passage. */
static void put_requirement(const trace *t, cl_candidate *c) {
    const char *names[CL_REQUIRE_PARTS];
    const cl_expression *parts[CL_REQUIRE_PARTS];
    size_t count = cl_require_parts(c->rule, names, parts);
    for (size_t i = 0; i < count; i++)
        put_condition(t, c, cl_arena_printf(c->evaluation->arena, "%s: ", names[i]), parts[i]);
}

static void put_capture(const trace *t, cl_candidate *c, const char *name) {
    const cl_captured *captured = cl_judge_capture(c, name);
    cl_buffer_printf(t->out, "%s    {%s} ", t->margin, name);
    if (captured) {
        cl_buffer_add_string(t->out, "is \"");
        put_words(captured->text, WORDS_LIMIT, t->out);
        cl_buffer_printf(t->out, "%s%s\"%s", captured->unit ? " " : "",
                         captured->unit ? captured->unit : "",
                         captured->value.redacted ? ", blacked out"
                         : captured->has_value    ? ""
                                                  : ", which is no value that compares");
    } else {
        cl_buffer_add_string(t->out, "is not found");
    }
    cl_buffer_add_char(t->out, '\n');
}

typedef struct asked_captures {
    cl_candidate *candidate;
    bool *asked; /* by capture */
} asked_captures;

static bool note_capture(void *context, const char *name, char kind) {
    asked_captures *a = context;
    const cl_rule *rule = a->candidate->rule;
    for (size_t i = 0; kind == 'v' && i < rule->capture_count; i++)
        a->asked[i] |= !strcmp(rule->captures[i].name, name);
    return true;
}

/* What the captures read that the conditions ask for. */
static void put_asked(const trace *t, cl_candidate *c) {
    const cl_rule *rule = c->rule;
    asked_captures a = {c, CL_ARRAY(c->evaluation->arena, rule->capture_count + 1, bool)};
    for (int i = 0; i <= CL_CONFIDENCE_HIGH; i++)
        if (rule->conditions[i])
            cl_expression_names(rule->conditions[i], note_capture, &a);
    for (size_t i = 0; i < rule->capture_count; i++)
        if (a.asked[i])
            put_capture(t, c, rule->captures[i].name);
}

/* What the captures read here, and what follows from it. */
static void put_values(const trace *t, cl_candidate *c) {
    const cl_rule *rule = c->rule;
    for (size_t i = 0; i < rule->capture_count; i++)
        put_capture(t, c, rule->captures[i].name);
    for (size_t i = 0; i < rule->escalation_count; i++)
        put_condition(t, c, "escalate: ", rule->escalations[i].when);
    for (int i = 0; i < CL_RUNGS; i++)
        if (rule->ladder[i].when)
            put_condition(t, c, cl_arena_printf(c->evaluation->arena, "%s: ", cl_rung_names[i]),
                          rule->ladder[i].when);
}

/* The condition holds; of some kinds that is not all. */
static void put_outcome(const trace *t, cl_candidate *c) {
    const char *silent = c->rule->kind->silent ? c->rule->kind->silent(c) : NULL;
    if (!silent && cl_judge_rung(c) == CL_RUNG_PREFERRED)
        silent = "the clause stands on the preferred rung of the ladder";
    cl_buffer_add_string(t->out, "holds");
    if (silent)
        cl_buffer_printf(t->out, ", but raises nothing: %s", silent);
}

static void put_verdict(const trace *t, cl_candidate *c, cl_verdict verdict) {
    cl_buffer_printf(t->out, "%s    => ", t->margin);
    switch (verdict) {
    case CL_VERDICT_HOLDS:
        put_outcome(t, c);
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
    case CL_VERDICT_NEAR:
        cl_buffer_add_string(t->out, "passes: what \"near\" asks for does not stand near");
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
        cl_text words, event;
        const char *guard;
        size_t length = strlen(c->rule->patterns[i].name);
        width = length > width ? length : width;
        near = near || cl_judge_hits(c, i)->count ||
               voided(c, &c->rule->patterns[i], &words, &event, &guard);
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
    for (uint32_t i = 0; i < c->rule->distance_count; i++)
        put_distance(t, c, i);
    if (c->rule->kind == &cl_kind_require) {
        put_requirement(t, c);
        return;
    }
    put_conditions(t, c);
    cl_verdict verdict = cl_judge_unit(c);
    if (verdict == CL_VERDICT_HOLDS) {
        c->captures = NULL; /* they may have been looked for beside another match */
        put_values(t, c);
    } else if (verdict == CL_VERDICT_CONDITION) {
        put_asked(t, c);
    }
    put_verdict(t, c, verdict);
}

/* Nothing matched anywhere: what came nearest, sentence by sentence, or why none was looked at. */
static void put_nothing(trace *t, const cl_evaluation *e, const cl_rule *rule) {
    size_t shown = 0, statements = 0;
    cl_buffer_printf(t->out, "%sno pattern of the rule matches anywhere\n", t->margin);
    for (uint32_t s = 0; s < e->contract->sentence_count && shown < MAX_NEAREST; s++) {
        const cl_sentence *sentence = &e->contract->sentences[s];
        if (sentence->flags & CL_NEVER_MATCHED)
            continue;
        statements++;
        for (size_t i = 0; i < rule->pattern_count && shown < MAX_NEAREST; i++) {
            cl_buffer line = {0};
            cl_buffer_printf(&line, "%s  %s  does not match", t->margin, rule->patterns[i].name);
            if (cl_trace_nearest(t->phrases, &rule->patterns[i], sentence->text, &line)) {
                cl_buffer_add_char(&line, '\n');
                cl_buffer_add_text(t->out, cl_buffer_text(&line));
                shown++;
            }
            cl_buffer_release(&line);
        }
    }
    if (!statements)
        cl_buffer_printf(t->out,
                         "%s  it is read as a heading or the like, where nothing is looked for; "
                         "write a whole sentence\n",
                         t->margin);
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
    const char *names[CL_REQUIRE_PARTS];
    const cl_expression *parts[CL_REQUIRE_PARTS];
    size_t count = rule->kind == &cl_kind_require ? cl_require_parts(rule, names, parts) : 0;
    for (size_t i = 0; i < count; i++) {
        bool holds = !strcmp(names[i], "when") ? cl_judge_document(e, rule, parts[i])
                                               : cl_judge_anywhere(e, rule, parts[i], NULL);
        cl_buffer_printf(t->out, "%s%s: %s: %s in the document\n", t->margin, names[i],
                         cl_expression_text(parts[i]), holds ? "holds" : "does not hold");
    }
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
    trace t = {.margin = margin,
               .most = most,
               .phrases = cl_trace_phrases_new(e.arena, ruleset->lexicon, matcher),
               .out = out};
    const char *left_out = cl_rule_left_out(rule, options, e.type);
    if (left_out)
        cl_buffer_printf(out,
                         "%sthe rule does not apply here and raises nothing: %s (the contract is "
                         "read as \"%s\"); if it did:\n",
                         margin, left_out, e.type);
    cl_judge_every(&e, rule, visit, &t);
    if (!t.count && rule->kind == &cl_kind_check)
        cl_buffer_printf(out, "%san analysis judges the whole contract (docs/packs/drafting.md)\n",
                         margin);
    else if (!t.count)
        put_nothing(&t, &e, rule);
    if (t.count > most)
        cl_buffer_printf(out, "%s... and %zu more passages\n", margin, t.count - most);
    put_document(&e, rule, &t);
    return t.count;
}
