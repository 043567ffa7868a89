/* SPDX-License-Identifier: MIT */
#include "rules/drafting/drafting.h"

#include <string.h>

#include "contract/section.h"
#include "contract/word.h"

enum {
    TITLE_BYTES = 300,
    OPENING_BLOCKS = 12,
};

const cl_analysis *const cl_analyses[] = {
    &cl_analysis_placeholder, &cl_analysis_annex,     &cl_analysis_form,
    &cl_analysis_blank,       &cl_analysis_reference, &cl_analysis_exhibit,
    &cl_analysis_undefined,   &cl_analysis_unused,    &cl_analysis_twice,
    &cl_analysis_case,        &cl_analysis_gap,       &cl_analysis_duplicate,
    &cl_analysis_empty,       &cl_analysis_figures,   &cl_analysis_no_date,
    &cl_analysis_inverted,    &cl_analysis_weekday,   &cl_analysis_party,
    &cl_analysis_revisions,   &cl_analysis_comments,  NULL};

static cl_zone zone_of(const cl_contract *contract, const cl_block *block, uint32_t section) {
    const cl_section *at = &contract->sections[section];
    if (block->kind == CL_BLOCK_HEADER || block->kind == CL_BLOCK_FOOTER ||
        block->flags & (CL_BLOCK_HIDDEN | CL_BLOCK_TOC | CL_BLOCK_CODE) ||
        at->kind == CL_SECTION_TOC)
        return CL_ZONE_OTHER;
    if (at->kind == CL_SECTION_SIGNATURES)
        return CL_ZONE_SIGNATURES;
    return at->annex != CL_NONE ? CL_ZONE_ANNEX : CL_ZONE_BODY;
}

static void find_zones(const cl_evaluation *e, cl_drafting *drafting) {
    const cl_contract *contract = e->contract;
    size_t blocks = contract->document->block_count;
    const uint32_t *section_of = cl_sections_of_blocks(contract);
    drafting->zones = CL_ARRAY(e->arena, blocks + 1, unsigned char);
    for (size_t b = 0; b < blocks; b++)
        drafting->zones[b] =
            (unsigned char)zone_of(contract, &contract->document->blocks[b], section_of[b]);
}

static void find_sentences(const cl_evaluation *e, cl_drafting *drafting) {
    const cl_contract *contract = e->contract;
    size_t blocks = contract->document->block_count;
    drafting->first_sentence = CL_ARRAY(e->arena, blocks + 1, uint32_t);
    for (size_t b = 0; b < blocks; b++)
        drafting->first_sentence[b] = CL_NONE;
    for (size_t s = contract->sentence_count; s-- > 0;) {
        const cl_sentence *sentence = &contract->sentences[s];
        for (uint32_t i = 0; i < sentence->piece_count; i++)
            if (sentence->pieces[i].own && sentence->pieces[i].block < blocks)
                drafting->first_sentence[sentence->pieces[i].block] = (uint32_t)s;
    }
}

static unsigned mark_of(unsigned char c) {
    static const unsigned char marks[256] = {['['] = CL_MARK_SQUARE,
                                             ['{'] = CL_MARK_FIELD,
                                             ['<'] = CL_MARK_FIELD,
                                             ['$'] = CL_MARK_FIELD,
                                             ['_'] = CL_MARK_LINE,
                                             ['('] = CL_MARK_ROUND,
                                             ['/'] = CL_MARK_SLASH,
                                             ['*'] = CL_MARK_STAR,
                                             ['A'] = 1,
                                             ['B'] = 1,
                                             ['C'] = 1,
                                             ['D'] = 1,
                                             ['E'] = 1,
                                             ['F'] = 1,
                                             ['G'] = 1,
                                             ['H'] = 1,
                                             ['I'] = 1,
                                             ['J'] = 1,
                                             ['K'] = 1,
                                             ['L'] = 1,
                                             ['M'] = 1,
                                             ['N'] = 1,
                                             ['O'] = 1,
                                             ['P'] = 1,
                                             ['Q'] = 1,
                                             ['R'] = 1,
                                             ['S'] = 1,
                                             ['T'] = 1,
                                             ['U'] = 1,
                                             ['V'] = 1,
                                             ['W'] = 1,
                                             ['X'] = 1,
                                             ['Y'] = 1,
                                             ['Z'] = 1};
    return marks[c];
}

/* One walk over the text for all: nearly everything a draft can get wrong about names begins with
 * a capital, and the rest with one of a few marks. */
static void find_capitals(const cl_evaluation *e, cl_drafting *drafting) {
    enum {
        USUAL = 32,     /* bytes of text for each capital */
        MOST = 1 << 18, /* a contract has some thousands */
    };
    const cl_document *document = e->contract->document;
    size_t count = 0, capacity = document->source.length / USUAL + USUAL;
    capacity = capacity < MOST ? capacity : MOST;
    cl_capital *items = CL_ARRAY(e->arena, capacity, cl_capital);
    drafting->marks = CL_ARRAY(e->arena, document->block_count + 1, unsigned char);
    for (uint32_t b = 0; b < document->block_count; b++) {
        if (drafting->zones[b] == CL_ZONE_OTHER)
            continue;
        cl_text text = document->blocks[b].text;
        unsigned seen = 0;
        for (size_t at = 0; at < text.length; at++) {
            unsigned mark = mark_of((unsigned char)text.bytes[at]);
            seen |= mark;
            if (mark != CL_MARK_CAPITAL || count >= MOST ||
                (at && cl_is_word_byte((unsigned char)text.bytes[at - 1])))
                continue;
            size_t end = cl_word_end(text, at + 1);
            items = cl_arena_grow(e->arena, items, count, &capacity, sizeof *items);
            items[count++] = (cl_capital){b, (uint32_t)at, (uint32_t)end};
            at = end - 1;
        }
        drafting->marks[b] = (unsigned char)seen;
    }
    drafting->capitals = items;
    drafting->capital_count = count;
}

static bool holds(cl_text text, const char *const *words) {
    for (size_t at = 0; at < text.length; at = cl_word_end(text, at) + 1)
        if (cl_any_words_at(text, at, words))
            return true;
    return false;
}

static bool is_amendment(const cl_contract *contract) {
    static const char *const words[] = {"amendment",    "addendum",    "supplement",
                                        "supplemental", "side letter", "joinder",
                                        "modification", "waiver",      NULL};
    static const char *const whole[] = {"amended and restated", NULL};
    const cl_document *document = contract->document;
    if (holds(contract->title, whole))
        return false;
    if (holds(contract->title, words))
        return true;
    for (uint32_t b = 0; b < document->block_count && b < OPENING_BLOCKS; b++) {
        const cl_block *block = &document->blocks[b];
        if (cl_text_find(
                cl_text_slice(block->text, 0,
                              block->text.length < TITLE_BYTES ? block->text.length : TITLE_BYTES),
                CL_TEXT("AMENDMENT"), 0) != SIZE_MAX)
            return true;
    }
    return false;
}

static bool is_redacted(const cl_document *document, const cl_drafting *drafting) {
    for (size_t b = 0; b < document->block_count; b++) {
        cl_text text = document->blocks[b].text;
        if (cl_text_equal(text, CL_TEXT("REDACTED")) || cl_text_equal(text, CL_TEXT("[REDACTED]")))
            return true;
        for (size_t at = 0; drafting->marks[b] & CL_MARK_STAR && at + 1 < text.length; at++) {
            const char *star = memchr(text.bytes + at, '*', text.length - at);
            if (!star)
                break;
            at = (size_t)(star - text.bytes);
            int next = cl_word_byte(text, at + 1), before = at ? text.bytes[at - 1] : 0;
            if (next == '*' || next == ']' || before == '[')
                return true;
        }
    }
    return false;
}

const cl_drafting *cl_drafting_of(const cl_evaluation *e) {
    if (!*e->drafting) {
        cl_drafting *drafting = CL_NEW(e->arena, cl_drafting);
        find_zones(e, drafting);
        find_capitals(e, drafting);
        drafting->amends = is_amendment(e->contract);
        drafting->redacted = is_redacted(e->contract->document, drafting);
        *e->drafting = drafting;
    }
    return *e->drafting;
}

cl_text cl_capital_word(const cl_evaluation *e, const cl_capital *capital) {
    cl_text text = e->contract->document->blocks[capital->block].text;
    return cl_text_slice(text, capital->start, capital->end);
}

/* The sentence whose own words stand at the place. */
static uint32_t sentence_at(const cl_evaluation *e, uint32_t block, size_t at) {
    const cl_contract *contract = e->contract;
    if (!cl_drafting_of(e)->first_sentence)
        find_sentences(e, *e->drafting);
    uint32_t sentence = cl_drafting_of(e)->first_sentence[block], last = CL_NONE;
    for (; sentence < contract->sentence_count; sentence++) {
        const cl_sentence *here = &contract->sentences[sentence];
        bool mine = false;
        for (uint32_t i = 0; i < here->piece_count; i++) {
            const cl_piece *piece = &here->pieces[i];
            if (!piece->own || piece->block != block)
                continue;
            mine = true;
            if (at >= piece->offset && at < (size_t)piece->offset + piece->length)
                return sentence;
        }
        if (!mine && last != CL_NONE)
            break;
        last = sentence;
    }
    return CL_NONE;
}

static cl_location locate(const cl_evaluation *e, uint32_t block, cl_span span) {
    cl_location at = {block, span, CL_NONE, CL_NONE, NULL};
    if (block >= e->contract->document->block_count)
        return at;
    at.sentence = sentence_at(e, block, span.start);
    if (at.sentence != CL_NONE)
        at.section = e->contract->sentences[at.sentence].section;
    return at;
}

static bool is_excepted(const cl_evaluation *e, const cl_rule *rule, const cl_location *at) {
    if (at->sentence == CL_NONE)
        return false;
    const cl_sentence *sentence = &e->contract->sentences[at->sentence];
    if (sentence->flags & (CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE | CL_SENTENCE_HIDDEN) ||
        (rule->guards & CL_GUARD_QUOTED && sentence->flags & CL_SENTENCE_QUOTED) ||
        (rule->unless && cl_judge_text(e, rule->unless, sentence->text)))
        return true;
    if (rule->not_under && cl_judge_headings(e, rule->not_under, at->section))
        return true;
    return rule->under && !cl_judge_headings(e, rule->under, at->section);
}

void cl_drafting_raise(const cl_evaluation *e, const cl_rule *rule, cl_findings *findings,
                       const cl_flaw *flaw) {
    cl_location match = locate(e, flaw->block, flaw->span);
    if (is_excepted(e, rule, &match) || cl_judge_is_full(e, rule, findings))
        return;
    cl_location place = match.sentence == CL_NONE ? match : cl_judge_location(e, match.sentence);
    cl_text text = flaw->text;
    if (!text.length && flaw->block != CL_NONE)
        text = cl_text_slice(e->contract->document->blocks[flaw->block].text, flaw->span.start,
                             flaw->span.end);
    const cl_template_word words[] = {{"text", text}, {"other", flaw->other}};
    cl_finding *finding = cl_judge_add_at(e, rule, findings, &place, words, 2);
    finding->match = match;
    finding->exact = !flaw->once;
    finding->listed = flaw->listed;
    if (match.sentence != CL_NONE)
        finding->inserted =
            (e->contract->sentences[match.sentence].flags & CL_SENTENCE_INSERTED) != 0;
    if (flaw->related) {
        cl_location *related = CL_NEW(e->arena, cl_location);
        *related = locate(e, flaw->related_block, flaw->related_span);
        related->note = flaw->related;
        finding->related = related;
        finding->related_count = 1;
    }
}

void cl_drafting_unsure(const cl_evaluation *e, const char *id, const char *format,
                        const char *rule) {
    for (size_t i = 0; i < e->notices->count; i++)
        if (!strcmp(e->notices->items[i].id, id))
            return; /* two rules of one kind of doubt: said once */
    cl_buffer text = {0};
    const char *at = strstr(format, "%s");
    cl_buffer_add(&text, format, at ? (size_t)(at - format) : strlen(format));
    if (at)
        cl_buffer_printf(&text, "%s%s", rule, at + 2);
    cl_text whole = cl_buffer_text(&text);
    cl_notices_add(e->arena, e->notices, id, CL_NO_PLACE, "%.*s", (int)whole.length, whole.bytes);
    cl_buffer_release(&text);
}
