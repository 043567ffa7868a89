/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "contract/contract.h"
#include "document/load.h"

Test(reference, is_followed_to_its_section) {
    cl_arena *arena = cl_arena_new();
    cl_document *document;
    cl_error error;
    cl_text text = CL_TEXT("1. Term\n\n1.1 This Agreement ends under Section 2.1.\n\n2. Fees\n\n"
                           "2.1 Fees are due under Section 365 of the Bankruptcy Code.\n");
    cr_assert_eq(cl_document_load(arena, "t.txt", text, &cl_default_limits, &document, &error),
                 CL_OK);
    const cl_contract *contract = cl_contract_new(arena, document);
    cr_assert_eq(contract->reference_count, 2);
    const cl_reference *first = &contract->references[0], *second = &contract->references[1];
    cr_assert_neq(first->section, (uint32_t)CL_NONE);
    cr_expect(cl_text_equal(contract->sections[first->section].path, CL_TEXT("2.1")));
    cr_expect_eq(second->kind, CL_REFERENCE_STATUTE);
    cl_arena_free(arena);
}

static const struct {
    const char *words, *path; /* no path: not followed */
    cl_reference_kind kind;
} references[] = {
    {"Section 2.1(b)", "2.1", CL_REFERENCE_SECTION}, /* (b) stands within its sentence */
    {"Section 2.1(z)", NULL, CL_REFERENCE_SECTION},
    {"Section 2.1 (Fees)", "2.1", CL_REFERENCE_SECTION},
    {"Section 2.0", "2", CL_REFERENCE_SECTION},
    {"Section 2.1 thereof", NULL, CL_REFERENCE_OTHER},
    {"Section 2.1 of the Supply Agreement", NULL, CL_REFERENCE_OTHER},
    {"Section 2.1 of the Agreement", "2.1", CL_REFERENCE_SECTION},
    {"21 C.F.R. Section 2.1", NULL, CL_REFERENCE_STATUTE},
    {"Section 9.9", NULL, CL_REFERENCE_SECTION},
    {"Article II", "2", CL_REFERENCE_SECTION},
    {"Section 9 of ERISA", NULL, CL_REFERENCE_STATUTE},
    {"Section 2.1 of EPCRA", NULL, CL_REFERENCE_OTHER},
    {"Section 9 of the DGCL", NULL, CL_REFERENCE_OTHER},
    {"Section 9 of the FDA Act", NULL, CL_REFERENCE_STATUTE},
    {"Section 2.1 of the MSA Agreement", NULL, CL_REFERENCE_OTHER},
    {"Exhibit \"A\"", NULL, CL_REFERENCE_ANNEX},
    {"SECTION 2.1, IN NO EVENT", "2.1", CL_REFERENCE_SECTION},
    {"Section 2.1, (ii) a tax", "2.1", CL_REFERENCE_SECTION},
};

Test(reference, names_a_section_or_something_else) {
    for (size_t i = 0; i < sizeof references / sizeof *references; i++) {
        cl_arena *arena = cl_arena_new();
        cl_document *document;
        cl_error error;
        const char *words = references[i].words, *path = references[i].path;
        const char *text =
            cl_arena_printf(arena,
                            "1. Term\n\n1.1 This Agreement ends as set out in %s.\n\n2. Fees\n\n"
                            "2.1 Alder pays (a) fees and (b) taxes.\n",
                            words);
        cr_assert_eq(cl_document_load(arena, "t.txt", cl_text_from(text), &cl_default_limits,
                                      &document, &error),
                     CL_OK);
        const cl_contract *contract = cl_contract_new(arena, document);
        cr_assert_eq(contract->reference_count, 1, "%s", words);
        const cl_reference *found = &contract->references[0];
        cr_expect_eq(found->kind, references[i].kind, "%s", words);
        cl_text at =
            found->section == CL_NONE ? CL_TEXT("") : contract->sections[found->section].path;
        cr_expect(cl_text_equal(at, cl_text_from(path ? path : "")), "%s: %.*s", words,
                  (int)at.length, at.bytes);
        cl_arena_free(arena);
    }
}

Test(reference, leaves_the_filing_label_alone) {
    cl_arena *arena = cl_arena_new();
    cl_document *document;
    cl_error error;
    cl_text text =
        CL_TEXT("Exhibit 10.31\n\nSUPPLY AGREEMENT\n\n1. Term\n\nThe price is in Exhibit A.\n");
    cr_assert_eq(cl_document_load(arena, "t.txt", text, &cl_default_limits, &document, &error),
                 CL_OK);
    const cl_contract *contract = cl_contract_new(arena, document);
    cr_assert_eq(contract->reference_count, 1);
    cr_expect(cl_text_equal(contract->references[0].text, CL_TEXT("Exhibit A")));
    cl_arena_free(arena);
}
