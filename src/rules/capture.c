/* SPDX-License-Identifier: MIT
 *
 * The values a rule reads from a contract: where they are looked for, and in what order.
 */
#include <string.h>

#include "rules/judge.h"

enum { MAX_NEAR = 64 }; /* sentences of the clause on either side that a capture is looked for in */

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
    cl_match result = cl_phrase_find(phrase, e->matcher, text, 0, &match);
    if (result == CL_MATCH_LIMIT)
        cl_judge_tell_limit(e, phrase);
    if (result != CL_MATCH_YES || !cl_matcher_group(e->matcher, phrase->pattern, name, hole))
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

static bool read_phrase(const cl_evaluation *e, const cl_capture *capture, size_t phrase,
                        cl_text text, cl_captured *out) {
    cl_span hole;
    if (!find_hole(e, capture, &capture->phrases[phrase], text, &hole))
        return false;
    *out = (cl_captured){.name = capture->name};
    out->text = cl_text_slice(text, hole.start, hole.end);
    if (cl_quantity_read(out->text, &out->value)) {
        cl_quantity with_unit;
        if (capture->unit && out->value.kind == CL_QUANTITY_NUMBER && !out->value.redacted &&
            cl_quantity_of(e->arena, out->text, capture->unit, &with_unit)) {
            out->value = with_unit;
            out->unit = capture->unit;
        }
        out->has_value = !out->value.redacted;
    } else {
        /* Found, but no quantity: a date of year 0 compares with nothing a rule would ask. */
        out->value = (cl_quantity){.kind = CL_QUANTITY_DATE};
        out->value.redacted = blacked_out(out->text);
    }
    return true;
}

bool cl_judge_read(const cl_evaluation *e, const cl_capture *capture, cl_text text,
                   cl_captured *out) {
    for (size_t i = 0; i < capture->near_count; i++)
        if (read_phrase(e, capture, i, text, out))
            return true;
    return false;
}

static bool phrases_in(const cl_evaluation *e, const cl_capture *capture, size_t from, size_t to,
                       uint32_t sentence, cl_captured *out) {
    const cl_sentence *at = &e->contract->sentences[sentence];
    if (at->flags & CL_NEVER_MATCHED)
        return false;
    for (size_t i = from; i < to; i++)
        if (cl_facts_possible(e->facts, sentence, capture->index + (uint32_t)i, 1) &&
            read_phrase(e, capture, i, at->text, out))
            return true;
    return false;
}

static bool capture_in(const cl_evaluation *e, const cl_capture *capture, uint32_t sentence,
                       cl_captured *out) {
    return phrases_in(e, capture, 0, capture->near_count, sentence, out);
}

static bool same_value(const cl_captured *a, const cl_captured *b) {
    int order = 1;
    if (a->has_value && b->has_value)
        return cl_quantity_compare(&a->value, &b->value, &order) && !order;
    return cl_text_equal_nocase(a->text, b->text);
}

/* In the other clauses. What they state differently is not known. */
static bool find_anywhere(const cl_evaluation *e, const cl_capture *capture, uint32_t sentence,
                          cl_captured *out) {
    bool found = false;
    cl_captured here;
    size_t from = capture->near_count < capture->count ? capture->near_count : 0;
    for (uint32_t i = 0; i < e->contract->sentence_count; i++) {
        if (e->clause_of[i] == e->clause_of[sentence] ||
            !phrases_in(e, capture, from, capture->count, i, &here))
            continue;
        if (found && !same_value(out, &here))
            return false;
        if (!found)
            *out = here;
        found = true;
    }
    return found;
}

static bool find_capture(const cl_evaluation *e, const cl_capture *capture, uint32_t sentence,
                         cl_captured *out) {
    const cl_contract *contract = e->contract;
    if (sentence >= contract->sentence_count)
        return false;
    if (capture_in(e, capture, sentence, out))
        return true;
    if (capture->reach == CL_CAPTURE_SENTENCE)
        return false;
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
    return (capture->reach == CL_CAPTURE_DOCUMENT || capture->near_count < capture->count) &&
           find_anywhere(e, capture, sentence, out);
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
