/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "document/load.h"
#include "report/excerpt.h"

/* A contract made by hand: a heading, a lead-in and an item that carries it. */
typedef struct sample {
    cl_arena *arena;
    cl_document *document;
    cl_contract contract;
    cl_section sections[4];
    cl_sentence sentences[2];
    cl_piece pieces[2];
    cl_rule rule;
} sample;

static uint32_t block_with(const cl_document *document, const char *words, size_t *at) {
    for (uint32_t i = 0; i < document->block_count; i++) {
        *at = cl_text_find(document->blocks[i].text, cl_text_from(words), 0);
        if (*at != SIZE_MAX)
            return i;
    }
    cr_assert_fail("no block with \"%s\"", words);
    return CL_NONE;
}

static void sample_make(sample *s) {
    *s = (sample){.arena = cl_arena_new()};
    cl_error error;
    cl_text file = CL_TEXT("4. Term and Renewal\n\n"
                           "Either party may end the \xE2\x80\x9C"
                           "Services\xE2\x80\x9D:\n\n"
                           "    (b) for convenience on thirty days notice.\n");
    cr_assert_eq(
        cl_document_load(s->arena, "a.txt", file, &cl_default_limits, &s->document, &error), CL_OK);
    size_t lead_at, item_at;
    uint32_t lead = block_with(s->document, "Either party", &lead_at);
    uint32_t item = block_with(s->document, "for convenience", &item_at);
    cl_text lead_text = s->document->blocks[lead].text;
    cl_text item_text = s->document->blocks[item].text;
    s->pieces[0] =
        (cl_piece){0, (uint32_t)(lead_text.length - lead_at), lead, (uint32_t)lead_at, false};
    s->pieces[1] = (cl_piece){s->pieces[0].length + 1, (uint32_t)(item_text.length - item_at), item,
                              (uint32_t)item_at, true};
    const char *text =
        cl_arena_printf(s->arena, "%.*s %.*s", (int)s->pieces[0].length, lead_text.bytes + lead_at,
                        (int)s->pieces[1].length, item_text.bytes + item_at);
    s->sentences[0] = (cl_sentence){.text = cl_text_from(text),
                                    .own = {s->pieces[1].start, strlen(text)},
                                    .flags = CL_SENTENCE_ITEM,
                                    .section = 2,
                                    .pieces = s->pieces,
                                    .piece_count = 2,
                                    .lead_in = CL_NONE};
    s->sections[0] = (cl_section){.parent = CL_NONE};
    s->sections[1] = (cl_section){
        .kind = CL_SECTION_BODY, .path = CL_TEXT("4"), .heading = CL_TEXT("Term and Renewal")};
    s->sections[2] = (cl_section){.kind = CL_SECTION_BODY, .path = CL_TEXT("4(b)"), .parent = 1};
    s->sections[3] =
        (cl_section){.kind = CL_SECTION_BODY, .heading = CL_TEXT("Notices"), .parent = 1};
    s->contract = (cl_contract){.document = s->document,
                                .arena = s->arena,
                                .sections = s->sections,
                                .section_count = 4,
                                .sentences = s->sentences,
                                .sentence_count = 1};
    s->rule = (cl_rule){.id = "some-rule", .title = "Some rule"};
}

static cl_finding finding_of(const sample *s, const char *words) {
    size_t at;
    uint32_t block = block_with(s->document, words, &at);
    const cl_piece *own = &s->pieces[1];
    return (cl_finding){
        .rule = &s->rule,
        .place = {.block = own->block,
                  .span = {own->offset, own->offset + own->length},
                  .section = 2},
        .match = {.block = block, .span = {at, at + strlen(words)}, .section = 2},
    };
}

static void check_marked(cl_excerpt excerpt, const char *words) {
    cl_text marked = cl_text_slice(excerpt.text, excerpt.match.start, excerpt.match.end);
    cr_assert(cl_text_equal(marked, cl_text_from(words)), "marked: %.*s", (int)marked.length,
              marked.bytes);
}

Test(excerpt, own_part_with_the_match_marked) {
    sample s;
    sample_make(&s);
    cl_finding finding = finding_of(&s, "convenience");
    cl_excerpt excerpt = cl_excerpt_finding(s.arena, &s.contract, &finding, false, 500);
    cr_assert(cl_text_equal(excerpt.text, CL_TEXT("for convenience on thirty days notice.")));
    check_marked(excerpt, "convenience");
    cl_arena_free(s.arena);
}

Test(excerpt, lead_in_as_typed) {
    sample s;
    sample_make(&s);
    cl_finding finding = finding_of(&s, "party may end");
    cl_excerpt excerpt = cl_excerpt_finding(s.arena, &s.contract, &finding, true, 500);
    cr_assert(cl_text_equal(excerpt.text, CL_TEXT("Either party may end the \xE2\x80\x9C"
                                                  "Services\xE2\x80\x9D: "
                                                  "for convenience on thirty days notice.")),
              "%.*s", (int)excerpt.text.length, excerpt.text.bytes);
    check_marked(excerpt, "party may end");
    excerpt = cl_excerpt_finding(s.arena, &s.contract, &finding, false, 500);
    cr_assert_eq(excerpt.match.start, excerpt.match.end);
    cl_arena_free(s.arena);
}

Test(excerpt, a_long_one_is_cut_around_the_match) {
    sample s;
    sample_make(&s);
    cl_finding finding = finding_of(&s, "thirty");
    for (size_t limit = 12; limit < 100; limit++) {
        cl_excerpt excerpt = cl_excerpt_finding(s.arena, &s.contract, &finding, true, limit);
        cr_assert_eq(cl_utf8_valid_until(excerpt.text), excerpt.text.length);
        cr_assert_leq(excerpt.match.end, excerpt.text.length);
        if (limit >= 16)
            check_marked(excerpt, "thirty");
    }
    cl_arena_free(s.arena);
}

Test(excerpt, what_the_finding_measures_is_not_cut_off) {
    sample s;
    sample_make(&s);
    cl_captured days = {.name = "notice", .text = CL_TEXT("Thirty Days")};
    cl_finding finding = finding_of(&s, "Either");
    finding.captures = &days;
    finding.capture_count = 1;
    for (size_t limit = 50; limit < 100; limit++) {
        cl_excerpt excerpt = cl_excerpt_finding(s.arena, &s.contract, &finding, true, limit);
        cr_assert_eq(cl_utf8_valid_until(excerpt.text), excerpt.text.length);
        cr_expect_neq(cl_text_find(excerpt.text, CL_TEXT("thirty days"), 0), SIZE_MAX, "%zu: %.*s",
                      limit, (int)excerpt.text.length, excerpt.text.bytes);
        check_marked(excerpt, "Either");
    }
    finding = finding_of(&s, "thirty");
    cl_captured party = {.name = "holder", .text = CL_TEXT("party")};
    finding.captures = &party;
    finding.capture_count = 1;
    cl_excerpt excerpt = cl_excerpt_finding(s.arena, &s.contract, &finding, true, 54);
    cr_assert(cl_text_equal(excerpt.text, CL_TEXT("Either party may \xE2\x80\xA6 on "
                                                  "thirty days notice.")),
              "%.*s", (int)excerpt.text.length, excerpt.text.bytes);
    check_marked(excerpt, "thirty");
    cl_arena_free(s.arena);
}

Test(excerpt, a_value_is_kept_whole) {
    sample s;
    sample_make(&s);
    cl_captured end = {.name = "end", .text = CL_TEXT("convenience on thirty days notice")};
    cl_finding finding = finding_of(&s, "Either");
    finding.captures = &end;
    finding.capture_count = 1;
    cl_excerpt excerpt = cl_excerpt_finding(s.arena, &s.contract, &finding, true, 30);
    cr_assert_neq(cl_text_find(excerpt.text, end.text, 0), SIZE_MAX, "%.*s",
                  (int)excerpt.text.length, excerpt.text.bytes);
    check_marked(excerpt, "Either");
    cl_arena_free(s.arena);
}

Test(excerpt, nowhere_is_empty) {
    sample s;
    sample_make(&s);
    cl_finding finding = {.rule = &s.rule, .missing = true};
    finding.place = (cl_location){.block = CL_NONE, .section = CL_NONE, .sentence = CL_NONE};
    finding.match = finding.place;
    cl_range range;
    cr_assert_not(cl_range_of(&s.contract, &finding.place, &range));
    cr_assert_eq(cl_excerpt_finding(s.arena, &s.contract, &finding, true, 500).text.length, 0);
    cr_assert_eq(cl_clause_label(&s.contract, CL_NONE).length, 0);
    cr_assert_eq(strlen(cl_fingerprint(s.arena, &s.contract, &finding)), 16);
    cl_arena_free(s.arena);
}

Test(excerpt, clause_and_heading) {
    sample s;
    sample_make(&s);
    cr_assert(cl_text_equal(cl_clause_label(&s.contract, 2), CL_TEXT("4(b)")));
    cr_assert(cl_text_equal(cl_clause_heading(&s.contract, 2), CL_TEXT("Term and Renewal")));
    cr_assert_eq(cl_clause_label(&s.contract, 3).length, 0);
    cr_assert(cl_text_equal(cl_clause_heading(&s.contract, 3), CL_TEXT("Notices")));
    cl_arena_free(s.arena);
}

Test(excerpt, range_counts_bytes_of_the_file) {
    sample s;
    sample_make(&s);
    cl_finding finding = finding_of(&s, "thirty");
    cl_range range;
    cr_assert(cl_range_of(&s.contract, &finding.match, &range));
    cr_assert_eq(range.start.line, 5);
    cr_assert_eq(range.start.column, 28);
    cr_assert_eq(range.end.byte - range.start.byte, strlen("thirty"));
    cr_assert_eq(range.start.byte, 90);
    cl_arena_free(s.arena);
}

Test(excerpt, fingerprint_is_of_rule_and_words) {
    sample s;
    sample_make(&s);
    cl_finding finding = finding_of(&s, "thirty"), other = finding_of(&s, "convenience");
    const char *print = cl_fingerprint(s.arena, &s.contract, &finding);
    cr_assert_str_eq(print, cl_fingerprint(s.arena, &s.contract, &other));
    cl_rule rule = {.id = "other-rule"};
    other.rule = &rule;
    cr_assert_str_neq(print, cl_fingerprint(s.arena, &s.contract, &other));
    cl_arena_free(s.arena);
}

Test(excerpt, what_a_finding_lists_is_part_of_its_fingerprint) {
    sample s;
    sample_make(&s);
    cl_finding two = finding_of(&s, "thirty"), three = two;
    two.listed = CL_TEXT("Exhibit B, Exhibit C");
    three.listed = CL_TEXT("Exhibit B, Exhibit C, Exhibit D");
    cr_assert_str_neq(cl_fingerprint(s.arena, &s.contract, &two),
                      cl_fingerprint(s.arena, &s.contract, &three));
    cl_arena_free(s.arena);
}

static const char *print_of(const char *words) {
    sample s;
    sample_make(&s);
    cl_finding finding = finding_of(&s, "thirty");
    cl_sentence *sentence = (cl_sentence *)&s.contract.sentences[finding.place.sentence];
    sentence->text = cl_text_from(words);
    static char prints[2][17];
    static int turn;
    turn = !turn;
    snprintf(prints[turn], sizeof prints[turn], "%s",
             cl_fingerprint(s.arena, &s.contract, &finding));
    cl_arena_free(s.arena);
    return prints[turn];
}

Test(excerpt, fingerprint_bears_other_numbers_of_clauses) {
    static const char *const same[][2] = {
        {"Subject to Section 4.2(b), A pays.", "Subject to Section 5.3(a)(ii), A pays."},
        {"Sections 4, 7 and 9 survive.", "sections 5, 8 and 10 survive."},
        {"As in Article IV, A pays.", "As in Article V, A pays."},
        {"Under clause (c) or (d) it ends.", "Under clause (d) or (e) it ends."},
        {"4.2. A pays.", "A pays."},
        {"17 4.2 A pays.", "A pays."},
        {"A non- compete on __ _, 20__.", "A non-compete on ____, 20."},
        {"A pays. 12.2 All notices count.", "A pays. 13.2 All notices count."},
        {"A pays under 6.3(a) and 4.2.1 here.", "A pays under 7.3(b) and 5.2.1 here."},
        {"Under Sections 6.2. or 6.3. A pays.", "Under Sections 7.2. or 7.3. A pays."},
    };
    static const char *const other[][2] = {
        {"A pays within 30 days.", "A pays within 60 days."},
        {"Subject to Section 4, A pays 5.", "Subject to Section 4, A pays 6."},
        {"Section 4 applies to 3 sites.", "Section 4 applies to 4 sites."},
        {"Sections 4 and 5 survive.", "Section 4 survives."},
        {"A pays.", "A pays not."},
        {"30 days before the end it stops.", "60 days before the end it stops."},
        {"30 Business Days before the end it stops.", "60 Business Days before the end it stops."},
        {"A pays 1.5 times the fees.", "A pays 2.5 times the fees."},
        {"A PAYS 1.5 TIMES THE FEES.", "A PAYS 2.5 TIMES THE FEES."},
        {"A pays 1.5 Times the Fees.", "A pays 2.5 Times the Fees."},
        {"A pays 1.5% a month.", "A pays 2.5% a month."},
        {"A pays $1.50 For it.", "A pays $2.50 For it."},
        {"A pays USD 1.5 million.", "A pays USD 2.5 million."},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        cr_expect_str_eq(print_of(same[i][0]), print_of(same[i][1]), "%s", same[i][0]);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        cr_expect_str_neq(print_of(other[i][0]), print_of(other[i][1]), "%s", other[i][0]);
}

Test(excerpt, names_become_valid) {
    cl_arena *arena = cl_arena_new();
    cr_assert_str_eq(cl_valid_text(arena, "a\xFF.txt"), "a\xEF\xBF\xBD.txt");
    cr_assert_str_eq(cl_valid_text(arena, "a.txt"), "a.txt");
    cl_arena_free(arena);
}
