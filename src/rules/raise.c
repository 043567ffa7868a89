/* SPDX-License-Identifier: MIT
 *
 * From a candidate to a finding: severity, words, place.
 */
#include <string.h>

#include "contract/holder.h"
#include "rules/judge.h"

enum { MAX_LEAD_INS = 16 };

cl_location cl_judge_location(const cl_evaluation *e, uint32_t sentence) {
    cl_location location = {.block = CL_NONE, .section = CL_NONE, .sentence = CL_NONE};
    if (sentence >= e->contract->sentence_count)
        return location;
    const cl_sentence *at = &e->contract->sentences[sentence];
    location.section = at->section;
    location.sentence = sentence;
    cl_sentence_locate(e->contract, at, at->own, &location.block, &location.span);
    return location;
}

cl_place cl_judge_place(const cl_evaluation *e, uint32_t sentence) {
    const cl_document *document = e->contract->document;
    cl_location at = cl_judge_location(e, sentence);
    cl_place place = {document->name, 0, 0};
    if (at.block >= document->block_count)
        return place;
    cl_span source = cl_document_source_span(document, &document->blocks[at.block], at.span);
    cl_position position = cl_document_position(document, source.start);
    place.line = position.line;
    place.column = position.column;
    return place;
}

/* As the contract has it, but that "THREE (3) MONTHS" shouts, and that the apostrophe of "thirty
 * days' notice" belongs to the notice. */
static cl_text words_of(cl_arena *arena, const cl_captured *captured) {
    cl_text text = cl_text_trim(captured->text);
    if (captured->unit)
        return cl_text_from(
            cl_arena_printf(arena, "%.*s %s", (int)text.length, text.bytes, captured->unit));
    if (captured->value.kind != CL_QUANTITY_DURATION)
        return text;
    while (text.length && text.bytes[text.length - 1] == '\'')
        text.length--;
    for (size_t i = 0; i < text.length; i++)
        if (cl_is_lower((unsigned char)text.bytes[i]))
            return text;
    char *lower = cl_arena_copy(arena, text.bytes, text.length);
    for (size_t i = 0; i < text.length; i++)
        lower[i] = (char)cl_lower((unsigned char)lower[i]);
    return (cl_text){lower, text.length};
}

/* "30 days" as it stands in the contract; who holds the right; the rule's own params. */
static cl_text word_for(cl_candidate *c, const cl_rule *rule, const char *name,
                        const cl_template_word *extra, size_t extra_count) {
    for (size_t i = 0; i < extra_count; i++)
        if (!strcmp(extra[i].name, name) && extra[i].text.length)
            return extra[i].text;
    const cl_param *param = cl_rule_param(rule, name);
    if (param)
        return cl_text_from(param->text);
    const cl_captured *captured = c ? cl_judge_capture(c, name) : NULL;
    if (captured && captured->text.length)
        return words_of(c->evaluation->arena, captured);
    if (c && (!strcmp(name, "party") || !strcmp(name, "holder"))) {
        const cl_sentence *sentence = &c->evaluation->contract->sentences[c->sentence];
        cl_holder holder = cl_holder_find(c->evaluation->contract, sentence, c->match);
        if (holder.span.end > holder.span.start)
            return cl_text_slice(sentence->text, holder.span.start, holder.span.end);
        return CL_TEXT("a party");
    }
    return CL_TEXT("(not stated)");
}

static const char *fill(const cl_evaluation *e, cl_candidate *c, const cl_rule *rule,
                        const char *template, const cl_template_word *extra, size_t extra_count) {
    cl_buffer out = {0};
    cl_buffer_add(&out, "", 0);
    for (const char *p = template; *p;) {
        size_t length = *p == '{' ? strcspn(p + 1, "}") : 0;
        if (*p != '{' || !p[1 + length]) {
            cl_buffer_add_char(&out, *p++);
            continue;
        }
        const char *name = cl_arena_copy(e->arena, p + 1, length);
        cl_text word = word_for(c, rule, name, extra, extra_count);
        cl_buffer_add_text(&out, word);
        p += length + 2;
        if (word.length && word.bytes[word.length - 1] == 's' && !strncmp(p, " notice", 7))
            cl_buffer_add_char(&out, '\''); /* "thirty days' notice" */
    }
    cl_text text = cl_buffer_text(&out);
    const char *message = cl_arena_copy(e->arena, text.length ? text.bytes : "", text.length);
    cl_buffer_release(&out);
    return message;
}

const char *cl_judge_message(const cl_evaluation *e, const cl_rule *rule, const char *template) {
    return fill(e, NULL, rule, template, NULL, 0);
}

cl_finding *cl_judge_add_at(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings,
                            const cl_location *place, const cl_template_word *words,
                            size_t word_count) {
    findings->items = cl_arena_grow(e->arena, findings->items, findings->count, &findings->capacity,
                                    sizeof *findings->items);
    cl_finding *finding = &findings->items[findings->count++];
    *finding = (cl_finding){.rule = rule,
                            .rung = -1,
                            .severity = rule->severity,
                            .confidence = CL_CONFIDENCE_HIGH,
                            .place = *place,
                            .match = *place};
    finding->message = fill(e, NULL, rule, rule->message, words, word_count);
    return finding;
}

cl_finding *cl_judge_add(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    cl_location nowhere = {.block = CL_NONE, .section = CL_NONE, .sentence = CL_NONE};
    return cl_judge_add_at(e, rule, findings, &nowhere, NULL, 0);
}

static bool owns(const cl_sentence *sentence, uint32_t block, size_t offset) {
    for (uint32_t i = 0; i < sentence->piece_count; i++) {
        const cl_piece *piece = &sentence->pieces[i];
        if (piece->own && piece->block == block && offset >= piece->offset &&
            offset < (size_t)piece->offset + piece->length)
            return true;
    }
    return false;
}

/* The sentence whose own words the match consists of: of nested lists perhaps the outer lead-in. */
static uint32_t lead_in_of(const cl_evaluation *e, uint32_t sentence, const cl_location *match) {
    const cl_sentence *sentences = e->contract->sentences;
    uint32_t at = sentences[sentence].lead_in;
    for (int i = 0; i < MAX_LEAD_INS; i++) {
        uint32_t above = sentences[at].lead_in;
        if (above >= at || owns(&sentences[at], match->block, match->span.start))
            break;
        at = above;
    }
    return at;
}

static void fill_captures(cl_candidate *c, cl_finding *finding) {
    const cl_rule *rule = c->rule;
    cl_captured *found = CL_ARRAY(c->evaluation->arena, rule->capture_count, cl_captured);
    for (size_t i = 0; i < rule->capture_count; i++) {
        const cl_captured *captured = cl_judge_capture(c, rule->captures[i].name);
        if (captured)
            found[finding->capture_count++] = *captured;
    }
    finding->captures = found;
}

int cl_judge_rung(cl_candidate *c) {
    const cl_rung *ladder = c->rule->ladder;
    int rest = -1;
    for (int i = 0; i < CL_RUNGS; i++) {
        if (ladder[i].text && ladder[i].when && cl_judge_holds(c, ladder[i].when))
            return i;
        if (ladder[i].text && !ladder[i].when)
            rest = i;
    }
    return rest;
}

static bool places(const cl_rule *rule) {
    for (int i = 0; i < CL_RUNGS; i++)
        if (rule->ladder[i].when)
            return true;
    return false;
}

static bool value(void *context, const char *name, cl_quantity *out) {
    return cl_judge_value(context, name, out);
}

static bool reckon_one(cl_candidate *c, const cl_exposure *exposure, cl_finding *finding) {
    cl_quantity sum;
    if (!exposure->sum || !exposure->say ||
        (exposure->when && !cl_judge_holds(c, exposure->when)) ||
        !cl_sum_value(exposure->sum, value, c, &sum) || sum.value <= 0)
        return false;
    cl_arena *arena = c->evaluation->arena;
    const char *result = cl_sum_write(arena, &sum);
    cl_template_word word = {"sum", cl_text_from(result)};
    const char *said = fill(c->evaluation, c, c->rule, exposure->say, &word, 1);
    finding->sum = sum;
    finding->exposure = cl_arena_printf(arena, "%s (%s = %s)", said,
                                        cl_sum_show(arena, exposure->sum, value, c), result);
    return true;
}

static void reckon(cl_candidate *c, cl_finding *finding) {
    const cl_rule *rule = c->rule;
    for (size_t i = 0; i < rule->exposure_count; i++)
        if (reckon_one(c, &rule->exposures[i], finding))
            return;
}

static cl_finding *add_fine(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings) {
    if (!e->with_fine || !rule->fine || findings->fine_count >= e->most_findings)
        return NULL;
    findings->fine = cl_arena_grow(e->arena, findings->fine, findings->fine_count,
                                   &findings->fine_capacity, sizeof *findings->fine);
    cl_finding *fine = &findings->fine[findings->fine_count++];
    *fine = (cl_finding){
        .rule = rule, .rung = -1, .severity = CL_SEVERITY_INFO, .confidence = CL_CONFIDENCE_HIGH};
    return fine;
}

void cl_judge_fine(cl_candidate *c, cl_findings *findings) {
    const cl_evaluation *e = c->evaluation;
    /* Without a condition nothing tells one rung from another. */
    int rung = places(c->rule) ? cl_judge_rung(c) : -1;
    cl_finding *fine = rung == CL_RUNG_UNACCEPTABLE ? NULL : add_fine(e, c->rule, findings);
    if (!fine)
        return;
    fine->place = fine->match = cl_judge_location(e, c->sentence);
    if (c->sentence < e->contract->sentence_count && c->match.end > c->match.start)
        cl_sentence_locate(e->contract, &e->contract->sentences[c->sentence], c->match,
                           &fine->match.block, &fine->match.span);
    fine->rung = rung;
    fine->message = fill(e, c, c->rule, c->rule->fine, NULL, 0);
}

bool cl_judge_is_full(const cl_evaluation *e, const cl_rule *rule, const cl_findings *findings) {
    if (findings->count < e->most_findings)
        return false;
    cl_notices_add(e->arena, e->notices, "limit-findings", CL_NO_PLACE,
                   "The rule %s applies in more than %zu places; only the first are shown "
                   "(--max-findings).",
                   rule->id, e->most_findings);
    return true;
}

/* How far an escalation goes before others: what makes it worse than the rule says before what
 * eases it, each the further the more; 0 for what leaves the severity as it is. */
static int rank_of(const cl_escalation *escalation) {
    if (!escalation->has_severity || escalation->severity == escalation->base)
        return 0;
    int by = (int)escalation->severity - (int)escalation->base;
    return by > 0 ? CL_SEVERITY_CRITICAL + by : -by;
}

/* Of the escalations that hold, the one that goes furthest: among equals the first. With `message`
 * of those that have one. NULL: none. */
static const cl_escalation *furthest(const cl_rule *rule, const bool *held, bool message) {
    const cl_escalation *best = NULL;
    for (size_t i = 0; i < rule->escalation_count; i++) {
        const cl_escalation *at = &rule->escalations[i];
        if (held[i] && (message ? at->message != NULL : at->has_severity) &&
            (!best || rank_of(at) > rank_of(best)))
            best = at;
    }
    return best;
}

/* Sets the severity; returns the message. */
static const char *escalate(cl_candidate *c, cl_finding *finding) {
    const cl_rule *rule = c->rule;
    bool *held = CL_ARRAY(c->evaluation->arena, rule->escalation_count + 1, bool);
    for (size_t i = 0; i < rule->escalation_count; i++)
        held[i] = cl_judge_holds(c, rule->escalations[i].when);
    const cl_escalation *severity = furthest(rule, held, false);
    const cl_escalation *message = furthest(rule, held, true);
    /* A rung of the ladder may already be worse. */
    bool worse = severity && severity->severity > severity->base;
    if (severity && !rule->severity_fixed && !(worse && finding->severity > severity->severity))
        finding->severity = severity->severity;
    return message ? message->message : rule->message;
}

/* What opens no list, as the cell before in a row, is judged by itself. */
static bool opens_list(const cl_evaluation *e, uint32_t sentence) {
    return e->contract->sentences[sentence].flags & CL_SENTENCE_OPENS_LIST;
}

/* Does the item say a value that the rule reads? Then the finding is the item's. */
static bool reads_item(cl_candidate *c, const cl_sentence *sentence) {
    const char *own = sentence->text.bytes + sentence->own.start;
    for (size_t i = 0; i < c->rule->capture_count; i++) {
        const cl_captured *captured = cl_judge_capture(c, c->rule->captures[i].name);
        if (captured && captured->text.bytes >= own &&
            captured->text.bytes < sentence->text.bytes + sentence->own.end)
            return true;
    }
    return false;
}

/* Puts the item of a list beside an earlier one, or the words that open it, of which the rule has
 * told; false: there is none. */
static bool joins_first(const cl_candidate *c, cl_findings *findings) {
    const cl_evaluation *e = c->evaluation;
    uint32_t lead_in = e->contract->sentences[c->sentence].lead_in;
    if (c->rule->list != CL_LIST_FIRST || lead_in == CL_NONE)
        return false;
    bool list = opens_list(e, lead_in);
    for (size_t i = findings->count; i-- && findings->items[i].rule == c->rule;) {
        cl_finding *first = &findings->items[i];
        size_t count = first->related_count;
        uint32_t told = first->place.sentence;
        if (told == CL_NONE ||
            (told != lead_in && !(list && e->contract->sentences[told].lead_in == lead_in)))
            continue;
        if (count >= e->most_findings)
            return true;
        cl_location *places = CL_ARRAY(e->arena, count + 1, cl_location);
        if (count)
            memcpy(places, first->related, count * sizeof *places);
        places[count] = cl_judge_location(e, c->sentence);
        first->related = places;
        first->related_count++;
        return true;
    }
    return false;
}

cl_finding *cl_judge_raise(cl_candidate *c, cl_findings *findings, const cl_template_word *extra,
                           size_t extra_count) {
    const cl_evaluation *e = c->evaluation;
    const cl_rule *rule = c->rule;
    const cl_sentence *sentence = &e->contract->sentences[c->sentence];
    cl_location match = cl_judge_location(e, c->sentence);
    cl_sentence_locate(e->contract, sentence, c->match, &match.block, &match.span);
    c->lead_in = c->lead_in && !reads_item(c, sentence);
    uint32_t at = c->lead_in ? lead_in_of(e, c->sentence, &match) : c->sentence;
    /* Every item repeats the lead-in; the lead-in is one passage. */
    uint32_t stamp = (uint32_t)(rule - e->ruleset->rules) + 1;
    if (c->lead_in && (e->raised[at] == stamp || !opens_list(e, sentence->lead_in)))
        return NULL;
    if (joins_first(c, findings))
        return NULL;
    int rung = cl_judge_rung(c);
    if (rung == CL_RUNG_PREFERRED) {
        cl_judge_fine(c, findings); /* as we would have written it */
        return NULL;
    }
    if (c->lead_in)
        e->raised[at] = stamp;

    if (cl_judge_is_full(e, rule, findings))
        return NULL;
    cl_finding *finding = cl_judge_add(e, rule, findings);
    finding->confidence = c->confidence;
    finding->place = cl_judge_location(e, at);
    finding->match = match;
    finding->inserted = (sentence->flags & CL_SENTENCE_INSERTED) != 0;
    finding->rung = rung;
    if (rung >= 0 && rule->ladder[rung].has_severity && !rule->severity_fixed)
        finding->severity = rule->ladder[rung].severity;
    finding->message = fill(e, c, rule, escalate(c, finding), extra, extra_count);
    fill_captures(c, finding);
    reckon(c, finding);
    return finding;
}
