/* SPDX-License-Identifier: MIT */
#include "contract_fixture.h"

#include <criterion/criterion.h>

#include "contract/definition.h"

/* term=body, or term alone for a definition in passing; joined by " | ". */
static const struct {
    const char *text, *expected;
} forms[] = {
    {"\"Services\" means the work described in Exhibit A.",
     "Services=the work described in Exhibit A."},
    {"\"Fees\" shall mean all sums due.", "Fees=all sums due."},
    {"\"Term\" has the meaning given in Section 4.", "Term=given in Section 4."},
    {"\"Trade Data\" or \"TD\" means figures.", "Trade Data=figures. | TD=figures."},
    {"\"Losses\" includes damages.", "Losses=damages."},
    {"\"Losses\": all damages.", "Losses=all damages."},
    {"Confidential Information means what is marked so.",
     "Confidential Information=what is marked so."},
    {"Force Majeure shall mean a flood.", "Force Majeure=a flood."},
    {"This means that nothing is owed.", ""},
    {"This agreement (the \"Agreement\") begins now.", "Agreement"},
    {"Acme Inc. (\"Supplier\") and Beta LLC (\"Customer\").", "Supplier | Customer"},
    {"Acme Inc. (\"Acme\" or the \"Supplier\") sells.", "Acme | Supplier"},
    {"Acme Inc., hereinafter referred to as \"Supplier\", sells.", "Supplier"},
    {"Acme Inc. ('Supplier') sells.", "Supplier"},
    {"Acme Inc. (the 'Supplier') sells.", "Supplier"},
    {"Acme Inc. (the Supplier) sells.", "Supplier"},
    {"Acme Inc. (as supplier) sells.", ""},
    {"He said \"no\" and left.", ""},
    {"An odd \" quote.", ""},
    {"A \"Product(s)\" means goods.", "Product(s)=goods."},
    {"As used herein, \"Net Sales,\" means sales less returns.", "Net Sales=sales less returns."},
};

Test(definition, forms) {
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        cl_arena *arena = cl_arena_new();
        const char *const strings[] = {forms[i].text, NULL};
        cl_contract *contract = fixture(arena, strings);
        cl_definitions_find(contract);
        cl_buffer got = {0};
        cl_buffer_add_string(&got, "");
        for (size_t k = 0; k < contract->definition_count; k++) {
            const cl_definition *d = &contract->definitions[k];
            cl_buffer_printf(&got, "%s%.*s", k ? " | " : "", (int)d->term.length, d->term.bytes);
            if (d->body.length)
                cl_buffer_printf(&got, "=%.*s", (int)d->body.length, d->body.bytes);
            cr_expect(cl_text_equal(
                cl_text_slice(cl_text_from(forms[i].text), d->span.start, d->span.end), d->term));
        }
        cr_expect_str_eq(got.bytes ? got.bytes : "", forms[i].expected, "%s: got \"%s\"",
                         forms[i].text, got.bytes);
        cl_buffer_release(&got);
        cl_arena_free(arena);
    }
}
