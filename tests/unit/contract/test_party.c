/* SPDX-License-Identifier: MIT */
#include "contract_fixture.h"

#include <criterion/criterion.h>

#include "contract/definition.h"
#include "contract/party.h"
#include "document/load.h"

/* Parties as "name [alias, alias] role side": joined by " | ". */
static const struct {
    const char *blocks[8];
    const char *expected;
} openings[] = {
    {{"This Agreement is made by and between Acme, Inc., a Delaware corporation (\"Supplier\"), "
      "and Beta LLC, a "
      "Texas company (\"Customer\")."},
     "Acme, Inc. [Supplier] supplier S | Beta LLC [Customer] customer C"},
    {{"This Agreement (the \"Agreement\") is entered into as of May 1, 2020 (the \"Effective "
      "Date\") between ACME "
      "INC. (\"Acme\" or the \"Licensor\") and BETA GMBH (\"Beta\") (each a \"Party\" and together "
      "the \"Parties\")."},
     "ACME INC. [Acme, Licensor] licensor S | BETA GMBH [Beta] - C"},
    {{"BETWEEN:",
      "(1) ACME LIMITED, a company registered in England and Wales with its office at 1 High "
      "Street "
      "(the \"Company\"); and",
      "(2) JANE DOE of 2 Low Road (the \"Consultant\")."},
     "ACME LIMITED [Company] - C | JANE DOE [Consultant] consultant S"},
    {{"This agreement is between Acme Corp. (hereinafter referred to as \"Franchisor\") and John "
      "Smith (hereinafter "
      "\"Franchisee\")."},
     "Acme Corp. [Franchisor] franchisor S | John Smith [Franchisee] franchisee C"},
    {{"This Agreement is made by and between Acme Ltd. (\"Acme UK\") and Acme Inc. (\"Acme US\"; "
      "Acme "
      "UK and Acme US together referred to as \"Acme\") and Beta GmbH (\"Beta\")."},
     "Acme Ltd. [Acme UK, Acme] - - | Acme Inc. [Acme US, Acme] - - | Beta GmbH [Beta] - -"},
    {{"by and among Acme, Inc. ('Seller') and Beta, L.P. ('Buyer')."},
     "Acme, Inc. [Seller] seller S | Beta, L.P. [Buyer] buyer C"},
    {{"This lease is made between Acme Co., Ltd. (the Landlord) and Beta Inc (the Tenant)."},
     "Acme Co., Ltd. [Landlord] lessor S | Beta Inc [Tenant] lessee C"},
    {{"MASTER AGREEMENT between ACME INC. and BETA LLC"},
     "ACME INC. [ACME] - - | BETA LLC [BETA] - -"},
    {{"SERVICES AGREEMENT", "Licensor: Acme, Inc.", "Licensee: Beta LLC"},
     "Acme, Inc. [Licensor] licensor S | Beta LLC [Licensee] licensee C"},
    {{"Party A: Acme Trading Co., Ltd.", "Party B: Beta Limited"},
     "Acme Trading Co., Ltd. [Party A] - - | Beta Limited [Party B] - -"},
    {{"EMPLOYMENT AGREEMENT between Acme, Inc. (the \"Company\") and Jane Doe (\"Executive\")."},
     "Acme, Inc. [Company] - C | Jane Doe [Executive] employee S"},
    {{"DATA PROCESSING ADDENDUM between Acme BV (\"Processor\") and Beta AG (\"Controller\")."},
     "Acme BV [Processor] processor S | Beta AG [Controller] controller C"},
    {{"by and between Acme, Inc. (\"Company\") and Beta, Inc. (\"Agent\")."},
     "Acme, Inc. [Company] - - | Beta, Inc. [Agent] agent -"},
    {{"by and between [***] (\"Customer\") and ________ (\"Vendor\")."},
     "[***] [Customer] customer C | ________ [Vendor] vendor S"},
    /* the seat of a company is not its name */
    {{"These Terms are those of Acme Cloud B.V., with its office at Leiden, the Netherlands "
      "(\"Supplier\"), for whoever orders from it (\"Client\")."},
     "Acme Cloud B.V. [Supplier] supplier S |  [Client] client C"},
    {{"Acme Models AS, reg. no. 912 345 678, Oslo (\"the Supplier\")", "and",
      "the company named on the last page (\"the Customer\")",
      "The Supplier shall supply. The Supplier may stop. The Customer shall pay. The Customer may "
      "leave. The Customer must insure. They shall talk."},
     "Acme Models AS [Supplier] supplier S |  [Customer] customer C"},
    /* who is described is somebody else than who was named */
    {{"This Addendum supplements the agreement under which Acme Analytics Corporation (\"Acme\") "
      "furnishes its platform (the \"Services\") to the customer that is party to it "
      "(\"Controller\")."},
     "Acme Analytics Corporation [Acme] - S |  [Controller] controller C"},
    /* standard terms say at the top who issues them */
    {{"Acme Telecom Group (Pty) Ltd, Durban", "These standard terms bind the Customer.",
      "Acme may vary them. Acme shall publish them. Acme will keep them. The Customer shall pay. "
      "The "
      "Customer may not sublet. The Customer must insure. The Customer shall store nothing "
      "unlawful. "
      "The Customer will keep copies. The Customer may ask. The Customer shall answer. The "
      "Customer "
      "must tell."},
     "Acme Telecom Group (Pty) Ltd [Acme] - S |  [Customer] customer C"},
    {{"Acme AI Ltd. (\"Acme\") offers its interface to whoever registers (\"Developer\").",
      "Developer shall keep its keys secret. Acme may change keys. Acme shall publish them. Acme "
      "will "
      "answer. Keys are long. Keys are free."},
     "Acme AI Ltd. [Acme] - S |  [Developer] developer C"},
    {{"between the undersigned (\"Client\") and Acme LLC (\"Contractor\")."},
     " [Client] client C | Acme LLC [Contractor] contractor S"},
    {{"These terms apply between Acme, Inc. (\"we\", \"us\" or \"Acme\") and you. We may change "
      "them. We tell you.",
      "You may use our site. You pay us. If you fail, we may stop. Our terms bind you and your "
      "staff. Your data is "
      "yours and we keep it. We care. You agree with us."},
     "Acme, Inc. [we, us, Acme, our, ours] provider S |  [you, your, yours] customer C"},
    {{"The Contractor shall work. The Contractor shall rest. Contractor will sleep.",
      "Client shall pay. Client may inspect. Client shall wait."},
     " [Contractor] contractor S |  [Client] client C"},
    {{"Terms of trade.", "IN WITNESS WHEREOF they have signed.",
      "ACME, INC. By: Jane Doe Title: CEO", "BETA LLC By: X"},
     "ACME, INC. [ACME] - - | BETA LLC [BETA] - -"},
    {{"It rains."}, ""},
    {{"by and between Acme (Berlin) Co., Ltd. (\"Acme\") and e-tools, Inc. (\"Vendor\")."},
     "Acme (Berlin) Co., Ltd. [Acme] - C | e-tools, Inc. [Vendor] vendor S"},
    {{"This is between Acme, Inc. (\"Acme\") and the customer named in the order (\"Customer\")."},
     "Acme, Inc. [Acme] - S |  [Customer] customer C"},
    {{"Acme, Inc., of 1 High Street (\"Acme\") and Beta LLC, of 2 Low Road (\"Distributor\") agree "
      "to this."},
     "Acme, Inc. [Acme] - S | Beta LLC [Distributor] distributor C"},
    {{"between Acme Savings and Loan Association (\"Acme\") and Beta LLC (\"Beta\"). \"EU\" means "
      "(the \"EU\")."},
     "Acme Savings and Loan Association [Acme] - - | Beta LLC [Beta] - -"},
    {{"by and between Acme, Inc. (\"Acme\") and Beta, Inc. (\"Beta\").",
      "Beta shall pay Acme the fee.", "Beta shall pay to Acme interest."},
     "Acme, Inc. [Acme] - S | Beta, Inc. [Beta] - C"},
    /* several, parted by commas only */
    {{"by and among Acme Ltd., an Ohio company (\"Acme\"), Beta LLC, a Utah company (\"Beta\"), "
      "and "
      "Gamma Inc., a Texas corporation (the \"Company\")."},
     "Acme Ltd. [Acme] - - | Beta LLC [Beta] - - | Gamma Inc. [Company] - -"},
    {{"by and among (a) Acme S.A. (\"Acme\"), a firm of Rome; (b) Beta Ltd (\"Beta\"), listed on "
      "the "
      "exchange of London and others; and (c) Tel-One Limited (\"Tel\")."},
     "Acme S.A. [Acme] - - | Beta Ltd [Beta] - - | Tel-One Limited [Tel] - -"},
    /* names that hold "and", "of", pronouns, figures */
    {{"between Centre for Soil Research and Commercialization, with an office at 1 High Street "
      "(\"CSRC\"), and Acme Inc. (\"Acme\")."},
     "Centre for Soil Research and Commercialization [CSRC] - - | Acme Inc. [Acme] - -"},
    {{"Mutual Trade Corporation of Utah, a Utah corporation (MTC) and Abel, Cheng & Doe, Inc., an "
      "Ohio corporation (\"Agency\") agree as follows:"},
     "Mutual Trade Corporation of Utah [MTC] - - | Abel, Cheng & Doe, Inc. [Agency] - -"},
    {{"between Acme Ltd (\"Licensor\"), and WE ON AIR HOLDINGS, INC., an Ohio corporation "
      "(\"Licensee\")."},
     "Acme Ltd [Licensor] licensor S | WE ON AIR HOLDINGS, INC. [Licensee] licensee C"},
    {{"by and between i4 Systems, LLC (\"i4\"), a Utah company with an office at 1 High "
      "Street, Provo (\"Reseller\") and Acme Inc. (\"Acme\")."},
     "i4 Systems, LLC [i4, Reseller] reseller C | Acme Inc. [Acme] - S"},
    {{"Synchro, a Utah corporation with its seat in Provo (the \"Investor\"), and Acme Ltd., an "
      "English company (the \"Company\") agree."},
     "Synchro [Investor] investor - | Acme Ltd. [Company] - -"},
    {{"by and between Acme Inc. (\"Acme\"), Beta Inc. (\"Beta\"), and Jane M. Doe, N.D. (\"Dr. "
      "Doe\")."},
     "Acme Inc. [Acme] - - | Beta Inc. [Beta] - - | Jane M. Doe [Dr. Doe] - -"},
    /* blanks, labels without parentheses */
    {{"is between Acme Inc., a Texas corporation of 1 High Street, and [*] ('Distributor')."},
     "Acme Inc. [Acme] - S | [*] [Distributor] distributor C"},
    {{"between", "Acme AG", "2 High Street Basel", "\"Licensor\" / \"Acme\" and", "Beta S.A.",
      "3 Low Street \"Licensee\" / \"Beta\""},
     "Acme AG [Licensor, Acme] licensor S | Beta S.A. [Licensee, Beta] licensee C"},
    {{"by and between:", "Acme Paint (Berlin) Co Ltd hereinafter referred to as (\"Acme Berlin\")",
      "Legal representative: Jane Roe and",
      "Beta Micro Repair hereinafter referred to as (\"DISTRIBUTOR\")"},
     "Acme Paint (Berlin) Co Ltd [Acme Berlin] - S | Beta Micro Repair [DISTRIBUTOR] distributor "
     "C"},
    {{"Party A: Acme Soil and Technology Co., Ltd.", "Party B: Beta Limited",
      "Party C: Gamma Services Co., Ltd.", "Bank: First Bank of Utah"},
     "Acme Soil and Technology Co., Ltd. [Party A] - - | Beta Limited [Party B] - - | Gamma "
     "Services "
     "Co., Ltd. [Party C] - -"},
    /* signatures: titles and managing members are none; one paragraph will do */
    {{"The undersigned file this jointly. IN WITNESS WHEREOF, they sign. ACME ANNUITY AND LIFE "
      "COMPANY "
      "By: Delta GP LLC, its general partner By: Jane Doe Senior Director BETA HOLDINGS L.P. By: "
      "X"},
     "ACME ANNUITY AND LIFE COMPANY [ACME ANNUITY AND LIFE] - - | BETA HOLDINGS L.P. [BETA "
     "HOLDINGS] "
     "- -"},
    /* a bracket that belongs to a number names nobody */
    {{"between Acme Housing Limited, a registered society (SP 2044 R(S)) of Leeds (the "
      "\"Association\"), and Beta Limited (the \"Provider\")."},
     "Acme Housing Limited [Association] - C | Beta Limited [Provider] provider S"},
    /* letters, trade names, affiliates */
    {{"This letter sets out what has been agreed between Acme Inc., on behalf of itself and its "
      "affiliates (\"Acme\"), and Jane Doe, an individual d/b/a Doe Designs (\"Designer\")."},
     "Acme Inc. [Acme] - - | Jane Doe [Designer] - -"},
    {{"This Agreement is made on 1 May 2020 between Acme Inc. d/b/a Acme Tools (hereinafter called "
      "the "
      "Seller) of the one part and Beta LLC (hereinafter called the Buyer) of the other part."},
     "Acme Inc. [Seller] seller S | Beta LLC [Buyer] buyer C"},
    /* scanned: the word before the name has slipped into the quotes */
    {{"This Agreement is between Acme Inc. (\"hereinafter, -Licensor\") and Beta LLC "
      "(\"hereinafter Licensee\")."},
     "Acme Inc. [Licensor] licensor S | Beta LLC [Licensee] licensee C"},
};

static void show(cl_buffer *out, const cl_contract *contract) {
    cl_buffer_add_string(out, "");
    for (size_t i = 0; i < contract->party_count; i++) {
        const cl_party *p = &contract->parties[i];
        cl_buffer_printf(out, "%s%.*s [", i ? " | " : "", (int)p->name.length,
                         p->name.bytes ? p->name.bytes : "");
        for (size_t a = 0; a < p->alias_count; a++)
            cl_buffer_printf(out, "%s%.*s", a ? ", " : "", (int)p->aliases[a].length,
                             p->aliases[a].bytes);
        cl_buffer_printf(out, "] %s %s", p->role ? p->role : "-",
                         p->side == CL_SIDE_CUSTOMER   ? "C"
                         : p->side == CL_SIDE_SUPPLIER ? "S"
                                                       : "-");
        cr_expect_eq(p->side == CL_SIDE_NONE, p->side_evidence == NULL);
    }
}

Test(party, openings) {
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        cl_arena *arena = cl_arena_new();
        cl_contract *contract = fixture(arena, openings[i].blocks);
        cl_definitions_find(contract);
        cl_parties_find(contract);
        cl_buffer got = {0};
        show(&got, contract);
        cr_expect_str_eq(got.bytes ? got.bytes : "", openings[i].expected,
                         "%s:\n got \"%s\"\nwant \"%s\"", openings[i].blocks[0],
                         got.bytes ? got.bytes : "", openings[i].expected);
        cr_expect_eq(contract->notices.count, contract->party_count < 2 ? 1 : 0);
        cl_buffer_release(&got);
        cl_arena_free(arena);
    }
}

Test(party, spans_point_at_the_name) {
    cl_arena *arena = cl_arena_new();
    const char *const strings[] = {"SERVICES AGREEMENT", "by and between Acme, Inc. (\"Acme\")",
                                   "and Beta LLC (\"Beta\")", NULL};
    cl_contract *contract = fixture(arena, strings);
    cl_parties_find(contract);
    cr_assert_eq(contract->party_count, 2);
    cr_expect_eq(contract->parties[0].block, 1);
    cr_expect_eq(contract->parties[1].block, 2);
    for (size_t i = 0; i < 2; i++) {
        const cl_party *p = &contract->parties[i];
        cl_text text = contract->document->blocks[p->block].text;
        cr_expect(cl_text_equal(cl_text_slice(text, p->span.start, p->span.end), p->name));
    }
    cl_arena_free(arena);
}

Test(party, hostile_text, .timeout = 40) {
    static const char *const seeds[] = {
        "between ",  "between A and ",  "(\"",  "(\"A\") and ",
        "Party A: ", "hereinafter ",    "\"",   "by and between Acme Inc. (",
        "A ",        "Customer shall ", " pay "};
    static char text[300001];
    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++) {
        size_t length = strlen(seeds[i]), size = 0;
        while (size + length <= 300000) {
            memcpy(text + size, seeds[i], length);
            size += length;
        }
        text[size] = 0;
        cl_arena *arena = cl_arena_new();
        const char *const strings[] = {text, NULL};
        cl_contract *contract = fixture(arena, strings);
        cl_definitions_find(contract);
        cl_parties_find(contract);
        cl_arena_free(arena);
    }
}

static const struct {
    const char *text, *expected;
} dealings[] = {
    {"Acme hosts the System. Acme shall provide the services with care. Bank Data stays in Utah. "
     "The Bank shall pay the fees.",
     "Acme Inc. [Acme] - S | First Bank, N.A. [Bank] bank C"},
    {"Acme's platform is described in a schedule. Acme may change Acme's price list. The Bank may "
     "use the platform.",
     "Acme Inc. [Acme] - S | First Bank, N.A. [Bank] bank C"},
    /* both do it, or hardly anything is said */
    {"Acme shall provide the services. The Bank shall provide support. Acme shall pay the fees. "
     "The Bank may use the software.",
     "Acme Inc. [Acme] - - | First Bank, N.A. [Bank] bank -"},
    {"Acme shall provide the services.", "Acme Inc. [Acme] - - | First Bank, N.A. [Bank] bank -"},
};

Test(party, sides_by_what_they_do) {
    for (size_t i = 0; i < sizeof dealings / sizeof *dealings; i++) {
        cl_arena *arena = cl_arena_new();
        cl_document *document;
        cl_error error;
        const char *text = cl_arena_printf(
            arena,
            "This Agreement is made between Acme Inc. (\"Acme\") and First Bank, N.A. "
            "(\"Bank\").\n\n1. Terms. %s\n",
            dealings[i].text);
        cr_assert_eq(cl_document_load(arena, "t.txt", cl_text_from(text), &cl_default_limits,
                                      &document, &error),
                     CL_OK);
        cl_buffer got = {0};
        show(&got, cl_contract_new(arena, document));
        cr_expect_str_eq(got.bytes, dealings[i].expected, "%s\n got %s", text, got.bytes);
        cl_buffer_release(&got);
        cl_arena_free(arena);
    }
}
