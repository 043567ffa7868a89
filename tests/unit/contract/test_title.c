/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "contract/contract.h"
#include "document/load.h"

static const struct {
    const char *text, *title;
} titles[] = {
    {"SUPPLY AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n",
     "SUPPLY AGREEMENT"},
    {"Exhibit 10.3 SUPPLY AGREEMENT This Supply Agreement (\"Agreement\") is made between Alder "
     "Ltd "
     "and Birch Ltd. 1. Orders. Birch sends orders to Alder.\n",
     "SUPPLY AGREEMENT"},
    {"EXHIBIT 10.26 AGENCY AGREEMENT\n\nThis Agreement is made between Alder Ltd and Birch Ltd.\n",
     "AGENCY AGREEMENT"},
    {"SERVICES AGREEMENT SERVICES AGREEMENT, dated as of May 1, 2019, between Alder Ltd and Birch "
     "Ltd, who agree on what follows here.\n",
     "SERVICES AGREEMENT"},
    {"May 4, 2017 This Strategic Alliance Agreement (this \"Agreement\") is entered into by Alder "
     "Ltd and Birch Ltd, who wish to work together.\n",
     "Strategic Alliance Agreement"},
    {"AMENDMENT NO. 2 TO SUPPLY AGREEMENT This amendment changes the agreement of Alder Ltd and "
     "Birch Ltd in the way that is told below.\n",
     "AMENDMENT NO. 2 TO SUPPLY AGREEMENT"},
    {"SERVICES WILL BE DEFINED IN AN ADDENDUM that Alder Ltd and Birch Ltd sign later on, and not "
     "in this paper.\n",
     ""},
    {"AGREEMENT\n\nThis Software Hosting Agreement is made between Alder Ltd and Birch Ltd.\n",
     "Software Hosting Agreement"},
    {"Addendum No. 3 - Text Assistant\n\nThis Addendum is made between Alder Ltd and Birch Ltd.\n",
     "Addendum No. 3 Text Assistant"},
};

Test(title, is_found_in_lines_and_in_text) {
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        cl_arena *arena = cl_arena_new();
        cl_document *document;
        cl_error error;
        cr_assert_eq(cl_document_load(arena, "t.txt", cl_text_from(titles[i].text),
                                      &cl_default_limits, &document, &error),
                     CL_OK);
        const cl_contract *contract = cl_contract_new(arena, document);
        cr_expect(cl_text_equal(contract->title, cl_text_from(titles[i].title)), "%.*s, not %s",
                  (int)contract->title.length, contract->title.bytes, titles[i].title);
        cl_arena_free(arena);
    }
}
