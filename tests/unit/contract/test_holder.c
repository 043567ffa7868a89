/* SPDX-License-Identifier: MIT */
#include "contract_fixture.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "contract/definition.h"
#include "contract/holder.h"
#include "contract/party.h"

/* The span begins at "|". Holder: E everyone, O other, T third, - unknown, or the party's first
 * alias. */
static const struct {
    const char *text, *holder;
} sentences[] = {
    {"Either party |may terminate this Agreement.", "E"},
    {"Each of Supplier and Customer |may terminate this Agreement.", "E"},
    {"Supplier or Customer |may terminate this Agreement.", "E"},
    {"Either Supplier or Customer |may terminate this Agreement.", "E"},
    {"Neither party |shall assign this Agreement.", "E"},
    {"The parties |may terminate this Agreement.", "E"},
    {"The Customer shall have the right to |terminate this Agreement.", "Customer"},
    {"The Customer |shall have the right to terminate this Agreement.", "Customer"},
    {"This Agreement |may be terminated by the Supplier.", "Supplier"},
    {"This Agreement |may be terminated by either party.", "E"},
    {"This Agreement |may be terminated at any time by Customer or Supplier.", "E"},
    {"This Agreement |may be terminated by written notice from Supplier.", "Supplier"},
    {"This Agreement |may be terminated upon notice by Supplier to Customer.", "Supplier"},
    {"This Agreement |may be terminated upon thirty (30) days' notice from Customer to Supplier.",
     "Customer"},
    {"This Agreement |may be terminated at the option of Customer.", "Customer"},
    {"This Agreement |may be terminated at Supplier's option.", "Supplier"},
    {"This Agreement |may be terminated upon breach by Supplier.", "-"},
    {"This Agreement |is terminable by Customer on notice.", "Customer"},
    {"This Agreement |may be terminated.", "-"},
    {"This Agreement |terminates on May 1.", "-"},
    {"The non-breaching party |may terminate this Agreement.", "O"},
    {"The other party |may terminate this Agreement.", "O"},
    {"Such party |may terminate this Agreement.", "O"},
    {"The Customer may terminate this Agreement: if Supplier fails to deliver.", "Customer"},
    {"Customer |may terminate this Agreement: if Supplier fails to deliver.", "Customer"},
    {"We |may stop the service.", "-"},
    {"Customer's right to |terminate this Agreement is not affected.", "Customer"},
    {"the right of Supplier to |terminate this Agreement", "Supplier"},
    {"If Customer breaches this Agreement, Supplier |may terminate it.", "Supplier"},
    {"If Supplier is in breach, Customer |may terminate this Agreement.", "Customer"},
    {"Customer may, if Supplier fails to pay, |terminate this Agreement.", "Customer"},
    {"Customer, in its sole discretion, |may terminate this Agreement.", "Customer"},
    {"Customer may, in its sole discretion and at any time, |terminate this Agreement.",
     "Customer"},
    {"Customer may at any time |terminate this Agreement.", "Customer"},
    {"Customer hereby agrees to |indemnify Supplier.", "Customer"},
    {"SUPPLIER |SHALL NOT BE LIABLE TO CUSTOMER.", "Supplier"},
    {"Customer Data |may be deleted.", "-"},
    {"A third party |may claim.", "T"},
    {"End users |may claim.", "T"},
    {"Acme |may terminate this Agreement.", "Supplier"},
    {"Nothing prevents Customer from |terminating this Agreement.", "Customer"},
    {"After notice to Customer, Supplier |may terminate this Agreement.", "Supplier"},
    {"Termination |by Customer takes effect at once.", "Customer"},
    {"Supplier reserves the right to |terminate this Agreement.", "Supplier"},
    {"Supplier may suspend the Services and |terminate this Agreement.", "Supplier"},
    {"Supplier |is entitled to terminate this Agreement.", "Supplier"},
    {"It |may be terminated by Supplier if Customer fails to pay.", "Supplier"},
    {"Customer shall pay Supplier, and Supplier |shall deliver.", "Supplier"},
    {"Either you or Customer |may terminate this Agreement.", "E"},
    {"Both the Agent and Supplier |may terminate this Agreement.", "E"},
    {"If Customer or Supplier fails to pay, Customer |may terminate this Agreement.", "Customer"},
    {"Either notice or payment is due, and Customer |may terminate this Agreement.", "Customer"},
    {"This Agreement |may be terminated by the Board of Trustees, or by Supplier.", "E"},
    {"This Agreement |may be terminated on breach or by Supplier.", "Supplier"},
    {"The |right to terminate this Agreement is conferred upon Customer alone.", "Customer"},
    {"The |option to terminate on notice to Customer is reserved to Supplier.", "Supplier"},
    {"The |right to terminate is given to each of the parties.", "E"},
    {"It shall be |lawful for Supplier to terminate this Agreement.", "Supplier"},
    {"At Supplier's option, this Agreement |may be terminated.", "Supplier"},
    {"At the election of Customer, this Agreement |may be terminated.", "Customer"},
    {"Supplier grants Customer the |right to terminate this Agreement.", "Customer"},
    {"Supplier (but not Customer) |may terminate this Agreement.", "Supplier"},
    {"Customer and its affiliates |may terminate this Agreement.", "Customer"},
    {"This Agreement |may be terminated upon Supplier's notice to Customer.", "Supplier"},
    {"The service |is terminable at the will of Supplier.", "Supplier"},
    {"Supplier alone |may terminate this Agreement.", "Supplier"},
    {"Supplier licenses the marks to Customer, and the former |may terminate this Agreement.",
     "Supplier"},
    {"Supplier licenses the marks to Customer, and the latter |may terminate this Agreement.",
     "Customer"},
    {"Supplier licenses the marks to Customer, and Customer |may terminate this Agreement.",
     "Customer"},
    {"Suppliershall |be entitled to terminate this Agreement.", "Supplier"},
    {"Suppliers |may terminate this Agreement.", "-"},
    {"This Agreement |may be terminated by: (b) Supplier, without cause.", "Supplier"},
    {"This Agreement |may be terminated by: (b) breach, or as Supplier wishes.", "-"},
    {"This Agreement |may be terminated by vote of the Board of Directors of Customer.",
     "Customer"},
    {"The Board of Trustees of Supplier |may terminate this Agreement.", "Supplier"},
    {"The Board |may terminate this Agreement.", "-"},
    {"This Agreement |may be terminated by the bank, Customer or Supplier.", "T"},
    {"Beta |may terminate this Agreement.", "Customer"},
    {"Beta Blockers |may be delivered.", "-"},
    {"The beta |may be withdrawn.", "-"},
    {"You or Customer |may terminate this Agreement.", "E"},
    {"Customer shall be |entitled, on notice, to terminate this Agreement.", "Customer"},
    {"", "-"},
};

static const char *const two_parties[] = {
    "by and between Acme, Inc. (\"Supplier\" or \"Acme\") and Beta LLC (\"Customer\").", NULL};

static cl_contract *parties(cl_arena *arena, const char *const *strings) {
    cl_contract *contract = fixture(arena, strings);
    cl_definitions_find(contract);
    cl_parties_find(contract);
    return contract;
}

static void name_holder(const cl_contract *contract, cl_holder holder, char *out, size_t size) {
    static const char *const names[] = {"-", "E", "", "O", "T"};
    if (holder.kind == CL_HOLDER_PARTY)
        snprintf(out, size, "%.*s", (int)contract->parties[holder.party].aliases[0].length,
                 contract->parties[holder.party].aliases[0].bytes);
    else
        snprintf(out, size, "%s", names[holder.kind]);
}

static void check(const cl_contract *contract, const char *marked, const char *expected) {
    char text[300], got[60];
    const char *bar = strchr(marked, '|');
    size_t at = bar ? (size_t)(bar - marked) : 0;
    snprintf(text, sizeof text, "%.*s%s", (int)at, marked, bar ? bar + 1 : marked);
    cl_sentence sentence = {.text = cl_text_from(text), .own = {0, strlen(text)}};
    cl_holder holder = cl_holder_find(contract, &sentence, (cl_span){at, strlen(text)});
    name_holder(contract, holder, got, sizeof got);
    cr_expect_str_eq(got, expected, "%s: got %s, want %s", marked, got, expected);
    cr_expect_leq(holder.span.end, strlen(text));
}

Test(holder, sentences) {
    cl_arena *arena = cl_arena_new();
    cl_contract *contract = parties(arena, two_parties);
    cr_assert_eq(contract->party_count, 2);
    for (size_t i = 0; i < sizeof sentences / sizeof *sentences; i++)
        check(contract, sentences[i].text, sentences[i].holder);
    cl_arena_free(arena);
}

Test(holder, a_party_called_the_bank) {
    static const char *const three[] = {
        "by and among Elm Savings, Inc. (the \"Bank\"), Oak LLC (the \"Adviser\") and Fir Corp. "
        "(the \"Sponsor\").",
        NULL};
    cl_arena *arena = cl_arena_new();
    cl_contract *contract = parties(arena, three);
    cr_assert_eq(contract->party_count, 3);
    check(contract, "The Bank |may terminate this Agreement.", "Bank");
    check(contract, "The Board of Directors |may terminate this Agreement.", "Bank");
    check(contract, "This Agreement |may be ended by the Bank, the Sponsor or the Adviser.", "E");
    cl_arena_free(arena);
}

Test(holder, we_and_you) {
    static const char *const terms[] = {
        "These terms bind us. We may change them and we tell you. You use our site. You pay us. If "
        "you fail, we stop.",
        "Your data is yours and we keep it for you. We care and you agree with us.", NULL};
    cl_arena *arena = cl_arena_new();
    cl_contract *contract = parties(arena, terms);
    cr_assert_eq(contract->party_count, 2);
    check(contract, "We |may terminate this Agreement.", "we");
    check(contract, "You |may cancel your subscription.", "you");
    check(contract, "Your subscription |may be cancelled by us.", "we");
    check(contract, "If you fail to pay us, we |may suspend the service.", "we");
    check(contract, "Customers in the US |may not use it.", "-");
    cl_arena_free(arena);
}

Test(holder, mentions_in_order) {
    cl_arena *arena = cl_arena_new();
    cl_contract *contract = parties(arena, two_parties);
    size_t count;
    cl_holder *found = cl_holders_in(
        contract, arena, CL_TEXT("Customer pays Supplier unless either party ends it."), &count);
    cr_assert_eq(count, 3);
    cr_expect_eq(found[0].party, 1);
    cr_expect_eq(found[1].party, 0);
    cr_expect_eq(found[2].kind, CL_HOLDER_EVERYONE);
    cl_arena_free(arena);
}

Test(holder, hostile_text, .timeout = 40) {
    static const char *const seeds[] = {"Customer or ",  "Customer (",   "the ", "we ",
                                        "either party ", "by Customer ", "'",    "may be "};
    static char text[100001];
    cl_arena *arena = cl_arena_new();
    cl_contract *contract = parties(arena, two_parties);
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        size_t length = strlen(seeds[i]), size = 0, count;
        while (size + length <= 100000) {
            memcpy(text + size, seeds[i], length);
            size += length;
        }
        cl_sentence sentence = {.text = {text, size}, .own = {0, size}};
        for (size_t at = 0; at <= size; at += size / 50)
            cl_holder_find(contract, &sentence, (cl_span){at, size});
        cl_holders_in(contract, arena, sentence.text, &count);
    }
    cl_arena_free(arena);
}
