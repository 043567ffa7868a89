/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "contract/sentence.h"
#include "document/load.h"

static const struct {
    const char *text, *first;
} ends[] = {
    {"One stop. Two stops.", "One stop."},
    {"Acme, Inc. and Beta Corp. agree. The rest.", "Acme, Inc. and Beta Corp. agree."},
    {"It is made by Acme Inc. The parties agree.", "It is made by Acme Inc."},
    {"As set out in Section 4.2. The Buyer pays.", "As set out in Section 4.2."},
    {"Under No. 5 of the list. Next.", "Under No. 5 of the list."},
    {"He said \"no.\" They left.", "He said \"no.\""},
    {"Goods (as listed.) The price is fixed.", "Goods (as listed.)"},
};

Test(sentence, ends_where_a_reader_ends_it) {
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        size_t end = cl_sentence_end(cl_text_from(ends[i].text), 0);
        cr_expect_eq(end, strlen(ends[i].first), "%s", ends[i].text);
    }
}

Test(sentence, items_carry_their_lead_in) {
    cl_arena *arena = cl_arena_new();
    cl_document *document;
    cl_error error;
    cl_text text =
        CL_TEXT("1. Term\n\n1.1 Supplier may terminate this Agreement:\n\n"
                "(a) at any time; or\n\n(b) for breach.\n\n2. Fees\n\n2.1 Fees are due.\n");
    cr_assert_eq(cl_document_load(arena, "t.txt", text, &cl_default_limits, &document, &error),
                 CL_OK);
    const cl_contract *contract = cl_contract_new(arena, document);
    bool found = false;
    for (size_t i = 0; i < contract->sentence_count; i++) {
        const cl_sentence *sentence = &contract->sentences[i];
        if (!cl_text_equal(sentence->text,
                           CL_TEXT("Supplier may terminate this Agreement: for breach.")))
            continue;
        found = true;
        cr_expect(sentence->flags & CL_SENTENCE_ITEM);
        cr_expect(contract->sentences[sentence->lead_in].flags & CL_SENTENCE_OPENS_LIST);
        cl_text path = contract->sections[sentence->section].path;
        cr_expect(cl_text_equal(path, CL_TEXT("1.1(b)")), "%.*s", (int)path.length, path.bytes);
    }
    cr_expect(found);
    cl_arena_free(arena);
}

/* Is there a sentence with these words and no others? */
static bool has_sentence_in(cl_arena *arena, const char *name, const char *text,
                            const char *words) {
    cl_document *document;
    cl_error error;
    cr_assert_eq(
        cl_document_load(arena, name, cl_text_from(text), &cl_default_limits, &document, &error),
        CL_OK);
    const cl_contract *contract = cl_contract_new(arena, document);
    for (size_t i = 0; i < contract->sentence_count; i++)
        if (cl_text_equal(contract->sentences[i].text, cl_text_from(words)))
            return true;
    return false;
}

static bool has_sentence(cl_arena *arena, const char *text, const char *words) {
    return has_sentence_in(arena, "t.txt", text, words);
}

Test(sentence, a_cell_is_read_behind_its_row) {
    static const char table[] =
        "| Item | Term | Fee |\n|---|---|---|\n| Search | 36 months | EUR 9 |\n"
        "| Exit | Customer may leave at any time. | none |\n";
    static const char *const read[] = {"Search", "Search 36 months", "Search 36 months EUR 9",
                                       "Customer may leave at any time.", "none"};
    cl_arena *arena = cl_arena_new();
    for (size_t i = 0; i < sizeof read / sizeof *read; i++)
        cr_expect(has_sentence_in(arena, "t.md", table, read[i]), "%s", read[i]);
    cl_arena_free(arena);
}

Test(sentence, what_is_no_lead_in) {
    static const char *const cases[][2] = {
        {"NOW, THEREFORE, the parties agree:\n\n1. Supplier pays the fees.\n\n2. Customer waits.\n",
         "Supplier pays the fees."},
        {"TO: Acme Inc., as Remarketing Agent\n\n1. We tender the shares.\n\n2. We wait.\n",
         "We tender the shares."},
        {"Supplier will have the right:\n\n3.13 to use it, and more.\n\n3.14 to sell it, and "
         "more.\n\n"
         "5.1 Fees are due.\n",
         "Fees are due."},
    };
    cl_arena *arena = cl_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_expect(has_sentence(arena, cases[i][0], cases[i][1]), "%s", cases[i][0]);
    cl_arena_free(arena);
}

Test(sentence, a_repeated_number_is_no_label) {
    static const char text[] =
        "1. Term\n\n1.1 It shall renew for one (1) year unless a party gives two (2) months' "
        "notice.\n\n1.2 Acme shall (1) pay; and (2) deliver.\n";
    cl_arena *arena = cl_arena_new();
    cr_expect(has_sentence(arena, text,
                           "It shall renew for one (1) year unless a party gives two (2) months' "
                           "notice."));
    cr_expect(has_sentence(arena, text, "Acme shall deliver."));
    cl_arena_free(arena);
}
