/* SPDX-License-Identifier: MIT */
#include "contract/role.h"

#include "contract/word.h"

#define SUPPLIER CL_SIDE_SUPPLIER
#define CUSTOMER CL_SIDE_CUSTOMER
#define NEITHER  CL_SIDE_NONE

static const cl_role roles[] = {
    {"supplier", "supplier", SUPPLIER},
    {"vendor", "vendor", SUPPLIER},
    {"provider", "provider", SUPPLIER},
    {"service provider", "provider", SUPPLIER},
    {"licensor", "licensor", SUPPLIER},
    {"licenser", "licensor", SUPPLIER},
    {"seller", "seller", SUPPLIER},
    {"consultant", "consultant", SUPPLIER},
    {"contractor", "contractor", SUPPLIER},
    {"subcontractor", "contractor", SUPPLIER},
    {"manufacturer", "manufacturer", SUPPLIER},
    {"franchisor", "franchisor", SUPPLIER},
    {"developer", "developer", NEITHER}, /* of software for a client, or on a platform */
    {"lessor", "lessor", SUPPLIER},
    {"landlord", "lessor", SUPPLIER},
    {"sublessor", "lessor", SUPPLIER},
    {"sublandlord", "lessor", SUPPLIER},
    {"processor", "processor", SUPPLIER},
    {"data processor", "processor", SUPPLIER},
    {"processing entity", "processor", SUPPLIER},
    {"subprocessor", "processor", SUPPLIER},
    {"employee", "employee", SUPPLIER},
    {"executive", "employee", SUPPLIER},
    {"worker", "employee", SUPPLIER},
    {"adviser", "adviser", SUPPLIER},
    {"advisor", "adviser", SUPPLIER},
    {"freelancer", "contractor", SUPPLIER},
    {"carrier", "carrier", SUPPLIER},
    {"hosting provider", "provider", SUPPLIER},
    {"talent", "talent", SUPPLIER},
    {"customer", "customer", CUSTOMER},
    {"client", "client", CUSTOMER},
    {"subscriber", "customer", CUSTOMER},
    {"user", "customer", CUSTOMER},
    {"end user", "customer", CUSTOMER},
    {"licensee", "licensee", CUSTOMER},
    {"sublicensee", "licensee", CUSTOMER},
    {"buyer", "buyer", CUSTOMER},
    {"purchaser", "buyer", CUSTOMER},
    {"distributor", "distributor", CUSTOMER},
    {"reseller", "reseller", CUSTOMER},
    {"dealer", "reseller", CUSTOMER},
    {"franchisee", "franchisee", CUSTOMER},
    {"lessee", "lessee", CUSTOMER},
    {"tenant", "lessee", CUSTOMER},
    {"sublessee", "lessee", CUSTOMER},
    {"subtenant", "lessee", CUSTOMER},
    {"controller", "controller", CUSTOMER},
    {"data controller", "controller", CUSTOMER},
    {"employer", "employer", CUSTOMER},
    {"sponsor", "sponsor", CUSTOMER},
    {"shipper", "shipper", CUSTOMER},
    {"agent", "agent", NEITHER},
    {"owner", "owner", NEITHER},
    {"operator", "operator", NEITHER},
    {"manager", "manager", NEITHER},
    {"publisher", "publisher", NEITHER},
    {"investor", "investor", NEITHER},
    {"lender", "lender", NEITHER},
    {"borrower", "borrower", NEITHER},
    {"bank", "bank", NEITHER},
    {"guarantor", "guarantor", NEITHER},
    {"assignor", "assignor", NEITHER},
    {"assignee", "assignee", NEITHER},
    {"artist", "artist", NEITHER},
    {"author", "author", NEITHER},
    {"partner", "partner", NEITHER},
    {"affiliate", "affiliate", NEITHER},
    {"disclosing party", "discloser", NEITHER},
    {"receiving party", "recipient", NEITHER},
    {"discloser", "discloser", NEITHER},
    {"recipient", "recipient", NEITHER},
    {"principal", "principal", NEITHER},
    {"company", NULL, NEITHER},
    {"corporation", NULL, NEITHER},
    {"transporter", "carrier", SUPPLIER},
    {"insurer", "insurer", SUPPLIER},
    {"underwriter", "underwriter", SUPPLIER},
    {"performer", "talent", SUPPLIER},
    {"athlete", "talent", SUPPLIER},
    {"charterer", "charterer", CUSTOMER},
    {"franchise owner", "franchisee", CUSTOMER},
    {"retailer", "reseller", CUSTOMER},
    {"wholesaler", "reseller", CUSTOMER},
    {"importer", "buyer", CUSTOMER},
    {"issuer", "issuer", NEITHER},
    {"trustee", "trustee", NEITHER},
    {"grantor", "grantor", NEITHER},
    {"grantee", "grantee", NEITHER},
    {"pledgor", "pledgor", NEITHER},
    {"mortgagor", "mortgagor", NEITHER},
    {"mortgagee", "mortgagee", NEITHER},
    {"transferor", "transferor", NEITHER},
    {"transferee", "transferee", NEITHER},
    {"broker", "broker", NEITHER},
    {"producer", "producer", NEITHER},
    {"founder", "founder", NEITHER},
    {"shareholder", "shareholder", NEITHER},
    {"stockholder", "shareholder", NEITHER},
    {"member", "member", NEITHER},
    {"participant", "participant", NEITHER},
    {"first party", NULL, NEITHER},
    {"second party", NULL, NEITHER},
    {"party a", NULL, NEITHER},
    {"party b", NULL, NEITHER},
    {"party c", NULL, NEITHER},
};

static const cl_role *exact(cl_text word) {
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (cl_text_equal_nocase(word, cl_text_from(roles[i].word)))
            return &roles[i];
    return NULL;
}

static const cl_role *singular(cl_text word) {
    const cl_role *role = exact(word);
    if (role || word.length < 2)
        return role;
    if (cl_text_ends(word, "(s)"))
        return exact(cl_text_slice(word, 0, word.length - 3));
    int last = cl_lower((unsigned char)word.bytes[word.length - 1]);
    return last == 's' ? exact(cl_text_slice(word, 0, word.length - 1)) : NULL;
}

const cl_role *cl_role_find(cl_text alias) {
    alias = cl_text_trim(alias);
    size_t end = cl_words_at(alias, 0, "the");
    if (end)
        alias = cl_text_trim(cl_text_slice(alias, end, alias.length));
    const cl_role *role = singular(alias);
    if (role)
        return role;
    /* "Contract Manufacturer": the last word tells, unless it tells nothing */
    size_t space = alias.length;
    while (space && alias.bytes[space - 1] != ' ')
        space--;
    if (!space)
        return NULL;
    role = singular(cl_text_slice(alias, space, alias.length));
    return role && role->role && role->side != NEITHER ? role : NULL;
}
