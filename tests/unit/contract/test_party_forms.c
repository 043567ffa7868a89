/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "contract/contract.h"
#include "document/load.h"

/* The ways in which contracts name who makes them, and whom they must be found to name: "name
 * [alias, alias]", joined by " | ". The aliases are some of those that are found; "-" is a party
 * without a name. */
static const struct {
    const char *text, *expected;
} forms[] = {
    {"THIS AGREEMENT made this 4th day of May, 2011 by and between Northgate Foods, a "
     "California corporation with its principal place of business at 12 Elm Street, Fresno, "
     "California (\"Northgate\"), and Orchard & Sons, a general partnership whose address is "
     "8 Oak Ave. (\"Grower\").",
     "Northgate Foods [Northgate] | Orchard & Sons [Grower]"},
    {"# Order\n\n| | Provider | Customer |\n|---|---|---|\n| Legal name | Quarry Systems Ltd | "
     "Delta "
     "Freight plc |\n| Seat | Leeds | Hull |\n\nQuarry shall supply. Quarry may stop. Quarry will "
     "answer.",
     "Quarry Systems Ltd [Provider, Quarry] | Delta Freight plc [Customer]"},
    {"# Contract\n\n| Contract no. | 17 |\n|---|---|\n| Contractor | Quarry Systems Ltd, 1 High "
     "Street, Leeds |\n| Client: | As shown in the order |\n| Contact | Ms. Ana Perez |\n\nThe "
     "Contractor shall supply.",
     "Quarry Systems Ltd [Contractor] | - [Client]"},
    {"# Order\n\n| Item | Quarry Systems Ltd | Price |\n|---|---|---|\n| Stone | 5 | 100 "
     "|\n\nThis order is made between Delta Freight Ltd (\"Delta\") and Orchard Ltd "
     "(\"Orchard\").",
     "Delta Freight Ltd [Delta] | Orchard Ltd [Orchard]"},
    {"TERMS\n\nThese terms are made between Quarry Systems Ltd, a company with its seat in Leeds "
     "(hereinafter referred to as \"Quarry\", which expression includes its successors) of the "
     "ONE PART; and the person, firm or company whose particulars appear in the order "
     "(hereinafter referred to as the \"Client\") of the OTHER PART.",
     "Quarry Systems Ltd [Quarry] | - [Client]"},
    {"CONTRACT\n\nBetween\n\nQUARRY SYSTEMS, S.A., with its seat in Porto (hereinafter the FIRST "
     "PARTY or QUARRY)\n\nand\n\nthe healthcare entity identified in the order (hereinafter the "
     "SECOND PARTY or the HOSPITAL)\n\nthe present contract is made, with Annexes I (Modules) and "
     "II (Levels).",
     "QUARRY SYSTEMS, S.A. [FIRST PARTY, QUARRY] | - [SECOND PARTY, HOSPITAL]"},
    {"ORDER AND CONDITIONS\n\nbetween\n\nQuarry AB, 12 Hill Street, Malmo (\"Quarry\")\n\nand\n\n"
     "Delta Freight AS, 3 Dock Road, Bergen (\"Carrier\")\n\nThe Order Form (Part A), the Special "
     "Conditions (Part B) and the Annexes form the agreement. Quarry shall supply.",
     "Quarry AB [Quarry] | Delta Freight AS [Carrier]"},
    {"# Quarry Helper: Terms\n\nQuarry Systems UK Limited, registered in England, 18 High Street, "
     "Reading.\n\n1. Scope. Quarry Helper (\"Helper\") is an AI-powered service that works in "
     "offices. Quarry shall supply. Quarry may stop. Quarry will answer.\n\n2. Definitions. "
     "\"Customer\" means the organisation named in the order.",
     "- [Customer] | Quarry Systems UK Limited [Quarry]"},
    {"AGREEMENT\n\nbetween\n\nthe Ministry for Coastal Works and Land Records, 14 Bastion Street, "
     "Valletta (hereinafter \"the Ministry\")\n\nand\n\nQuarry Systems Limited, 9 High Street, "
     "Dublin (hereinafter \"Quarry\").",
     "Ministry for Coastal Works and Land Records [Ministry] | Quarry Systems Limited [Quarry]"},
    {"This Services Agreement is entered into by and between Department of Health and Quarry "
     "Systems Limited, a Dublin company (hereinafter called \"Quarry\").",
     "Department of Health [Department of Health] | Quarry Systems Limited [Quarry]"},
    {"This Services Agreement is entered into by Harbor Light Media Inc., (hereinafter "
     "called the \"Publisher\"), and Ms. Ana Perez, an individual residing in Miami "
     "(hereinafter called the \"Author\").",
     "Harbor Light Media Inc. [Publisher] | Ms. Ana Perez [Author]"},
    {"This Agreement, effective May 1, 2015, is between the following parties:\n\nQuarry "
     "Systems, Inc. (\"QSI\")\n100 Main Street\nBoston, MA\n\nand\n\nDelta Freight Ltd. "
     "(\"Delta\")\n2 Dock Road\nLondon",
     "Quarry Systems, Inc. [QSI] | Delta Freight Ltd. [Delta]"},
    {"SUPPLY AGREEMENT\n\nBETWEEN\n\nTHE QUARRY COMPANY\n\nAND\n\nDELTA FREIGHT\n\nDated 4 "
     "May 2012\n\nTHIS AGREEMENT is dated 4 May 2012\n\nPARTIES\n\n(1) THE QUARRY COMPANY, a "
     "company incorporated in England with number 1234567 whose registered office is at 1 "
     "High Street, London (Supplier)\n\n(2) DELTA FREIGHT of 2 Low Road, Leeds "
     "(Customer)\n\nBACKGROUND\n\n(A) The Supplier sells stone.",
     "THE QUARRY COMPANY [Supplier] | DELTA FREIGHT [Customer]"},
    {"Parties\n\n1. Aurora Health Pty Ltd ACN 123 456 789 of 5 George Street, Sydney NSW "
     "2000 (Aurora)\n\n2. Each person listed in Schedule 1 (Shareholders)\n\nAgreed terms",
     "Aurora Health Pty Ltd [Aurora] | - [Shareholders]"},
    {"AGREEMENT\n\nThis agreement is between:\n\nAurora Health Pty Ltd\nABN 12 345 678 "
     "901\n5 George Street, Sydney\n(the \"Licensor\")\n\n- and -\n\nBeacon Labs Pty "
     "Ltd\nABN 98 765 432 109\n(the \"Licensee\")",
     "Aurora Health Pty Ltd [Licensor] | Beacon Labs Pty Ltd [Licensee]"},
    {"B E T W E E N :\n\nAURORA HEALTH INC., a corporation incorporated under the laws of "
     "Ontario\n(hereinafter referred to as \"Aurora\")\n\nOF THE FIRST PART\n\n- and "
     "-\n\nBEACON LABS LTD., a corporation incorporated under the laws of "
     "Canada\n(hereinafter referred to as \"Beacon\")\n\nOF THE SECOND PART",
     "AURORA HEALTH INC. [Aurora] | BEACON LABS LTD. [Beacon]"},
    {"Aurora Health, Inc.\n12 Elm Street\nFresno, California\n\nMay 4, 2012\n\nBeacon Labs "
     "LLC\n9 Pine Road\nDenver, Colorado\n\nRe: Supply of reagents\n\nLadies and "
     "Gentlemen:\n\nThis letter agreement sets forth the terms on which Aurora Health, Inc. "
     "(\"Aurora\") will supply reagents to Beacon Labs LLC (\"Beacon\").",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"May 4, 2012\n\nDr. Jane Smith\n9 Pine Road\nDenver, Colorado\n\nDear Jane:\n\nThis "
     "letter agreement (this \"Agreement\") confirms the terms of your engagement by Aurora "
     "Health, Inc. (the \"Company\") as a consultant. You will advise the Company. You agree "
     "that you will keep its information secret. Your fee is $200 an hour. You may not "
     "assign this Agreement. You will invoice monthly. If you agree, please sign below.",
     "Aurora Health, Inc. [Company] | - [you]"},
    {"Dear Mr. Smith:\n\nWe are pleased to offer you employment with Aurora Health, Inc. "
     "(\"Aurora\" or the \"Company\"). You will report to the board. Your salary will be "
     "$100,000. You will work in Denver. We will reimburse your expenses. You are entitled "
     "to benefits. Your employment is at will. You must sign.",
     "Aurora Health, Inc. [Company] | - [you]"},
    {"Gentlemen:\n\nThis letter will confirm the agreement between Aurora Health, Inc. "
     "(\"we\" or \"Aurora\") and Beacon Labs LLC (\"you\") about your use of our label.",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [you]"},
    {"CONSULTING AGREEMENT\n\nEffective Date: May 4, 2012\n\nCompany: Aurora Health, "
     "Inc.\nAddress: 12 Elm Street\n\nConsultant: Jane Smith\nAddress: 9 Pine Road\n\nThe "
     "Company engages the Consultant.",
     "Aurora Health, Inc. [Company] | Jane Smith [Consultant]"},
    {"SALES CONTRACT\n\nThe Seller: Aurora Trading Co., Ltd.\nAddress: Shanghai\n\nThe "
     "Buyer: Beacon Imports\nAddress: Hamburg\n\nThis Contract is made by and between the "
     "Buyer and the Seller.",
     "Aurora Trading Co., Ltd. [Seller] | Beacon Imports [Buyer]"},
    {"ORDER FORM\n\nCustomer Name: Beacon Labs LLC\nSupplier Name: Aurora Software, "
     "Inc.\nStart date: May 1, 2020",
     "Beacon Labs LLC [Customer] | Aurora Software, Inc. [Supplier]"},
    {"Party A (Transferor): Aurora Culture Media Co., Ltd.\n\nLegal representative: Li "
     "Wei\n\nParty B (Transferee): Zhang Min\n\nID No.: 1234\n\nWhereas Party A owns shares",
     "Aurora Culture Media Co., Ltd. [Party A] | Zhang Min [Party B]"},
    {"Party A: Zhang Min\nParty B: Wang Fang\nParty C: Aurora Culture Media Co., "
     "Ltd.\n\nThrough friendly consultation",
     "Zhang Min [Party A] | Wang Fang [Party B] | Aurora Culture Media Co., Ltd. [Party C]"},
    {"LICENSOR: AURORA HEALTH, INC.   LICENSEE: BEACON LABS LLC   This License is granted on "
     "May 1, 2011.",
     "AURORA HEALTH, INC. [LICENSOR] | BEACON LABS LLC [LICENSEE]"},
    {"PURCHASER - Beacon Labs LLC\n\nVENDOR - Aurora Health, Inc.\n\nThe Vendor shall "
     "deliver.",
     "Beacon Labs LLC [PURCHASER] | Aurora Health, Inc. [VENDOR]"},
    {"MANUFACTURING AGREEMENT\n\nAurora Health, Inc. (\"Aurora\"), having its office at 12 "
     "Elm Street, and Beacon Labs LLC (\"Beacon\"), having its office at 9 Pine Road, hereby "
     "agree as follows:",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"In consideration of the mutual promises herein, Jane Smith (\"Talent\") and Aurora "
     "Pictures (\"Producer\") agree:",
     "Jane Smith [Talent] | Aurora Pictures [Producer]"},
    {"This Agreement sets forth the terms under which Aurora Software, Inc. (\"Licensor\") "
     "licenses to Beacon Labs LLC (\"Licensee\") the software.",
     "Aurora Software, Inc. [Licensor] | Beacon Labs LLC [Licensee]"},
    {"Aurora Health, Inc. (the \"Franchisor\") hereby grants to John Miller and Mary Miller "
     "(together, the \"Franchisee\") a franchise.",
     "Aurora Health, Inc. [Franchisor] | John Miller [Franchisee] | Mary Miller [Franchisee]"},
    {"WHEREAS, Aurora Health, Inc. (hereinafter \"Aurora\") makes drugs; and\n\nWHEREAS, "
     "Beacon Labs LLC (hereinafter \"Beacon\") sells drugs;\n\nNOW, THEREFORE, the parties "
     "agree as follows:",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"This Agreement is made between Aurora Health, Inc., hereinafter referred to as Seller, "
     "and Beacon Labs LLC, hereinafter referred to as Buyer.",
     "Aurora Health, Inc. [Seller] | Beacon Labs LLC [Buyer]"},
    {"This Agreement is made between AURORA HEALTH, INC. (hereinafter AURORA) and BEACON "
     "LABS LLC (hereinafter BEACON).",
     "AURORA HEALTH, INC. [AURORA] | BEACON LABS LLC [BEACON]"},
    {"This Agreement is made between Aurora Health, Inc. [“Aurora”] and Beacon Labs LLC "
     "[“Beacon”].",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"This Agreement is made between Aurora Health, Inc. - \"Aurora\" - and Beacon Labs LLC "
     "- \"Beacon\".",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"THIS AGREEMENT is by and between Aurora Health, Inc., a Delaware corporation, "
     "\"Landlord\", and Beacon Labs LLC, a Texas company, \"Tenant\".",
     "Aurora Health, Inc. [Landlord] | Beacon Labs LLC [Tenant]"},
    {"This Agreement is between Aurora Health, Inc., as Seller, and Beacon Labs LLC, as "
     "Buyer.",
     "Aurora Health, Inc. [Seller] | Beacon Labs LLC [Buyer]"},
    {"CREDIT AGREEMENT dated as of May 1, 2011 among AURORA HEALTH, INC., as Borrower, THE "
     "LENDERS PARTY HERETO, and FIRST BEACON BANK, N.A., as Agent",
     "AURORA HEALTH, INC. [Borrower] | FIRST BEACON BANK, N.A. [Agent]"},
    {"between Aurora Health, Inc. (“Aurora”, which expression shall include its successors "
     "and permitted assigns) of the one part and Beacon Labs Private Limited (“Beacon”, "
     "which expression shall, unless repugnant to the context, include its successors) of "
     "the other part.",
     "Aurora Health, Inc. [Aurora] | Beacon Labs Private Limited [Beacon]"},
    {"by and between Aurora Health, Inc., a Delaware corporation, together with its "
     "Affiliates (collectively, \"Aurora\"), and Beacon Labs LLC, a Texas limited liability "
     "company, on behalf of itself and its subsidiaries (\"Beacon\").",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"by and among (i) Aurora Health, Inc., a Delaware corporation (the \"Company\"), (ii) "
     "Beacon Capital Fund II, L.P., a Delaware limited partnership (the \"Investor\"), and "
     "(iii) John Miller (the \"Founder\").",
     "Aurora Health, Inc. [Company] | Beacon Capital Fund II, L.P. [Investor] | John Miller "
     "[Founder]"},
    {"This Agreement is entered into as of January 1, 2010 (the \"Effective Date\") by "
     "Aurora Health, Inc. (\"Aurora\"), with offices at 12 Elm Street, in favor of Beacon "
     "Labs LLC (\"Beacon\").",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"This Amendment No. 2 (this \"Amendment\") to the Supply Agreement dated May 4, 2009 "
     "(the \"Agreement\") is made by and between Aurora Health, Inc. f/k/a Aurora Drugs, "
     "Inc. (\"Aurora\") and Beacon Labs LLC, successor in interest to Lantern LLC "
     "(\"Beacon\").",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"This Agreement is made by and between The Regents of the University of Somewhere, "
     "acting on behalf of its Eastern Campus (\"University\") and Aurora Health, Inc. "
     "(\"Sponsor\").",
     "The Regents of the University of Somewhere [University] | Aurora Health, Inc. [Sponsor]"},
    {"AGREEMENT between the CITY OF SPRINGDALE, a municipal corporation (the \"City\") and "
     "AURORA WATER COMPANY (the \"Contractor\")",
     "CITY OF SPRINGDALE [City] | AURORA WATER COMPANY [Contractor]"},
    {"This Agreement is between the United States Department of Fisheries (\"Department\") "
     "and Aurora Boats (\"Contractor\").",
     "United States Department of Fisheries [Department] | Aurora Boats [Contractor]"},
    {"between John A. Miller, Jr., an individual (\"Miller\") and AURORA HEALTH, INC. "
     "(\"Employer\")",
     "John A. Miller, Jr. [Miller] | AURORA HEALTH, INC. [Employer]"},
    {"ENDORSEMENT AGREEMENT\n\nThis Agreement between Aurora Sports, Inc. (\"Aurora\") and "
     "Fast Feet, Inc. f/s/o Joe Runner (\"Athlete\") is effective May 1, 2004.",
     "Aurora Sports, Inc. [Aurora] | Fast Feet, Inc. [Athlete]"},
    {"This Agreement is made between [COMPANY NAME] (the \"Company\") and [CONTRACTOR NAME], "
     "an individual (the \"Contractor\").",
     "[COMPANY NAME] [Company] | [CONTRACTOR NAME] [Contractor]"},
    {"This Agreement is made between _____________ (the \"Client\") and _____________ (the "
     "\"Consultant\").",
     "_____________ [Client] | _____________ [Consultant]"},
    {"This Agreement is made on [DATE] between:\n\n(1) [INSERT NAME], a company incorporated "
     "in [COUNTRY] whose registered office is at [ADDRESS] (the “Supplier”); and\n\n(2) "
     "[INSERT NAME] of [ADDRESS] (the “Customer”).",
     "[INSERT NAME] [Supplier] | [INSERT NAME] [Customer]"},
    {"This Agreement is made between {{company_name}} (\"Provider\") and {{client_name}} "
     "(\"Client\").",
     "{{company_name}} [Provider] | {{client_name}} [Client]"},
    {"This Agreement is entered into by and between ………………… (\"Seller\") and ………………… "
     "(\"Buyer\").",
     "………………… [Seller] | ………………… [Buyer]"},
    {"NON-DISCLOSURE AGREEMENT\n\nDisclosing Party: ____________________\n\nReceiving Party: "
     "____________________\n\n1. Confidential Information",
     "____________________ [Disclosing Party] | ____________________ [Receiving Party]"},
    {"This agreement is between [Party 1], located at [address] (“Discloser”), and [Party "
     "2], located at [address] (“Recipient”).",
     "[Party 1] [Discloser] | [Party 2] [Recipient]"},
    {"This Lease is made by and between ______________________ [Landlord] and "
     "______________________ [Tenant] on the date below.",
     "______________________ [Landlord] | ______________________ [Tenant]"},
    {"THIS AGREEMENT is dated [DATE].\n\nPARTIES\n\n(1) [FULL COMPANY NAME] incorporated and "
     "registered in England and Wales with company number [NUMBER] whose registered office "
     "is at [REGISTERED OFFICE ADDRESS] (Supplier)\n\n(2) [FULL COMPANY NAME] incorporated "
     "and registered in England and Wales with company number [NUMBER] whose registered "
     "office is at [ADDRESS] (Customer)\n\nBACKGROUND",
     "[FULL COMPANY NAME] [Supplier] | [FULL COMPANY NAME] [Customer]"},
    {"This Agreement is between [●] (“Lender”) and [●] (“Borrower”).",
     "[●] [Lender] | [●] [Borrower]"},
    {"This agreement is made by Name: ______________ (hereinafter “Owner”) and Name: "
     "______________ (hereinafter “Builder”).",
     "______________ [Owner] | ______________ [Builder]"},
    {"MASTER TERMS\n\n1. Definitions\n\n\"Customer\" means the entity that signs the Order "
     "Form.\n\n\"Supplier\" means Aurora Software, Inc.\n\n2. Supplier shall supply. "
     "Customer shall pay.",
     "- [Customer] | Aurora Software, Inc. [Supplier]"},
    {"TERMS OF SALE\n\n1. In these Terms \"Seller\" means Aurora Parts GmbH and \"Buyer\" "
     "means the person who places an order.\n\n2. The Buyer shall pay.",
     "Aurora Parts GmbH [Seller] | - [Buyer]"},
    {"These terms and conditions govern all sales by Aurora Parts, Inc. (\"Seller\") to any "
     "purchaser (\"Buyer\").",
     "Aurora Parts, Inc. [Seller] | - [Buyer]"},
    {"by and between Aurora Health, Inc. (''Aurora'') and Beacon Labs LLC (''Beacon'').",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"by and between Aurora Health, Inc. (?Aurora?) and Beacon Labs LLC (?Beacon?).",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"by and between Aurora Health, Inc. (\"Aurora) and Beacon Labs LLC (Beacon\").",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"by and between Aurora Health, Inc. (``Aurora\") and Beacon Labs LLC (``Beacon\").",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"Exhibit 10.3 SUPPLY AGREEMENT This Supply Agreement (\"Agreement\") dated May 4, 2012 "
     "is by and between AURORA HEALTH, INC. of 12 Elm Street, Fresno, California "
     "(\"AURORA\") AND BEACON LABS LLC of Denver, Colorado (\"BEACON\") 1. SUPPLY 1.1 AURORA "
     "shall supply.",
     "AURORA HEALTH, INC. [AURORA] | BEACON LABS LLC [BEACON]"},
    {"DISTRIBUTION AGREEMENT\n\nby and between\n\nAURORA HEALTH, INC.\n\nand\n\nBEACON LABS "
     "LLC\n\nDated as of May 4, 2012\n\nTABLE OF CONTENTS\n\nARTICLE I Definitions ..... "
     "1\n\nARTICLE II Supply ..... 3\n\nDISTRIBUTION AGREEMENT\n\nThis DISTRIBUTION "
     "AGREEMENT (this \"Agreement\") is made as of May 4, 2012 by and between Aurora Health, "
     "Inc., a Delaware corporation (\"Aurora\"), and Beacon Labs LLC, a Texas limited "
     "liability company (the \"Distributor\").",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Distributor]"},
    {"AGREEMENT\n\nTHIS AGREEMENT is by and between AURORA HEALTH, INC. and BEACON LABS "
     "LLC.\n\nAURORA HEALTH, INC. is referred to herein as \"Aurora\" and BEACON LABS LLC is "
     "referred to herein as \"Beacon\".",
     "AURORA HEALTH, INC. [Aurora] | BEACON LABS LLC [Beacon]"},
    {"TERMS OF COOPERATION\n\nThe parties will work together for a year.\n\nIN WITNESS "
     "WHEREOF, the parties have executed this agreement.\n\nAURORA HEALTH, INC.\n\nBy: /s/ "
     "Jane Smith\nName: Jane Smith\nTitle: President\n\nBEACON LABS LLC\n\nBy: /s/ John "
     "Miller\nName: John Miller\nTitle: Manager",
     "AURORA HEALTH, INC. [] | BEACON LABS LLC []"},
    {"JOINT FILING AGREEMENT\n\nThe undersigned agree to file jointly.\n\nDated: May 4, "
     "2012\n\nBEACON CAPITAL, L.P.\n\nBy: Beacon GP LLC, its general partner\n\nBy: /s/ John "
     "Miller\n\nBEACON PARTNERS FUND II, LTD.\n\nBy: /s/ John Miller\n\n/s/ John "
     "Miller\nJohn Miller",
     "BEACON CAPITAL, L.P. [] | BEACON PARTNERS FUND II, LTD. []"},
    {"ADDENDUM\n\nAgreed and accepted:\n\nLICENSOR: AURORA HEALTH, INC.    LICENSEE: BEACON "
     "LABS LLC\n\nBy: _____   By: _____",
     "AURORA HEALTH, INC. [LICENSOR] | BEACON LABS LLC [LICENSEE]"},
    {"between Aurora Pharma AG, Bahnhofstrasse 1, 8001 Zürich, Switzerland (“Aurora”) and "
     "Beacon S.r.l., Via Roma 2, Milano, Italy (“Beacon”)",
     "Aurora Pharma AG [Aurora] | Beacon S.r.l. [Beacon]"},
    {"between Aurora Kabushiki Kaisha (\"AKK\"), a Japanese corporation, and Société Beacon "
     "(\"Beacon\"), a French company",
     "Aurora Kabushiki Kaisha [AKK] | Société Beacon [Beacon]"},
    {"between Aurora Oyj (\"Aurora\"), Beacon Sp. z o.o. (\"Beacon\") and Candle d.o.o. "
     "(\"Candle\")",
     "Aurora Oyj [Aurora] | Beacon Sp. z o.o. [Beacon] | Candle d.o.o. [Candle]"},
    {"between de Vries Holding B.V. (\"de Vries\") and van Dijk & Zonen (\"Van Dijk\")",
     "de Vries Holding B.V. [de Vries] | van Dijk & Zonen [Van Dijk]"},
    {"This AGREEMENT is by and between Aurora.com, Inc., a Delaware corporation "
     "(\"Aurora.com\") and 123 Beacon Corp. (\"123 Beacon\")",
     "Aurora.com, Inc. [Aurora.com] | 123 Beacon Corp. [123 Beacon]"},
    {"This Agreement is made between AURORA HEALTH, INC., a corporation with its principal "
     "office at 1 Elm St., Suite 200, Fresno, CA 93650 (which, together with its "
     "subsidiaries, is called \"Aurora\" in this Agreement) and BEACON LABS LLC, with its "
     "office at 2 Oak St. (called \"Beacon\").",
     "AURORA HEALTH, INC. [Aurora] | BEACON LABS LLC [Beacon]"},
    {"This Maintenance Agreement is made as of May 4, 2012 between Aurora Systems (\"we,\" "
     "\"us,\" or \"our\") and the customer identified in the order form (\"you\" or "
     "\"Customer\").",
     "Aurora Systems [we] | - [Customer]"},
    {"This Agreement (\"Agreement\") governs your use of the Aurora Platform. By clicking "
     "accept, you (\"Customer\") agree to be bound with Aurora Software, Inc. (\"Aurora\"). "
     "You may use. You shall pay. Your data is yours. You own it. You agree. You will not "
     "copy.",
     "Aurora Software, Inc. [Aurora] | - [Customer]"},
    {"AGREEMENT made and entered into this 1st day of June, 1999, by and between:\n\nAURORA "
     "SHIPPING\n\nhereinafter referred to as the \"Owner\", and\n\nBEACON "
     "CHARTERING\n\nhereinafter referred to as the \"Charterer\".",
     "AURORA SHIPPING [Owner] | BEACON CHARTERING [Charterer]"},
    {"MEMORANDUM OF AGREEMENT\n\nMade this May 4, 2012 by and between Aurora Health, Inc. "
     "(First Party) and Beacon Labs LLC (Second Party).",
     "Aurora Health, Inc. [First Party] | Beacon Labs LLC [Second Party]"},
    {"I.\tPARTIES\n\nThe parties to this Agreement are Aurora Health, Inc. (hereinafter "
     "“AHI”), a Nevada corporation, and Beacon Labs, LLC (hereinafter “BL”), a Nevada "
     "limited liability company.",
     "Aurora Health, Inc. [AHI] | Beacon Labs, LLC [BL]"},
    {"Between: Aurora Health, Inc., herein called Aurora, and: Beacon Labs LLC, herein "
     "called Beacon",
     "Aurora Health, Inc. [Aurora] | Beacon Labs LLC [Beacon]"},
    {"This Joint Venture Agreement is made by and among the parties listed on the signature "
     "pages hereto (the \"Members\") and Aurora Ventures LLC (the \"Company\").",
     "- [Members] | Aurora Ventures LLC [Company]"},
    {"TRANSPORTATION AGREEMENT Shipper: Beacon Gas Marketing Company Transporter: Aurora "
     "Pipeline Corporation Date: May 4, 2012 Transporter agrees to move gas.",
     "Beacon Gas Marketing Company [Shipper] | Aurora Pipeline Corporation [Transporter]"},
    {"This Agreement is made the 4th day of May 2012 BETWEEN AURORA HEALTH LIMITED (Company "
     "No. 12345) a company incorporated in Hong Kong and having its registered office at "
     "5/F, 1 Queen's Road (\"Party A\") AND BEACON LABS SDN. BHD. (Company No. 98765-T) of "
     "Kuala Lumpur (\"Party B\")",
     "AURORA HEALTH LIMITED [Party A] | BEACON LABS SDN. BHD. [Party B]"},
    {"Aurora Health, Inc.\n\nStandard Terms of Purchase\n\nThese terms apply to every order "
     "of Aurora Health, Inc. (\"Purchaser\") accepted by the supplier named in the order "
     "(\"Supplier\").",
     "Aurora Health, Inc. [Purchaser] | - [Supplier]"},
    {"OUTSOURCING AGREEMENT dated as of May 4, 2012 between Beacon Life Insurance Company of "
     "America, Aurora Services, LLC and Candle Data Corp.\n\n1. Services. Aurora shall serve.",
     "Beacon Life Insurance Company of America [] | Aurora Services, LLC [] | Candle Data "
     "Corp. []"},
};

enum { MOST = 4 };

typedef struct wanted {
    cl_text name, aliases[MOST];
    size_t count;
} wanted;

/* Takes one "name [alias, alias]" off the front of `list`. */
static wanted take(cl_text *list) {
    wanted wanted = {.count = 0};
    size_t open = cl_text_find(*list, CL_TEXT(" ["), 0),
           close = cl_text_find(*list, CL_TEXT("] | "), open);
    size_t end = close == SIZE_MAX ? list->length - 1 : close;
    wanted.name = cl_text_slice(*list, 0, open);
    if (cl_text_equal(wanted.name, CL_TEXT("-")))
        wanted.name = (cl_text){"", 0};
    for (size_t at = open + 2; at < end && wanted.count < MOST;) {
        size_t comma = cl_text_find(*list, CL_TEXT(", "), at), stop = comma < end ? comma : end;
        wanted.aliases[wanted.count++] = cl_text_slice(*list, at, stop);
        at = stop + 2;
    }
    *list = close == SIZE_MAX ? (cl_text){"", 0} : cl_text_slice(*list, close + 4, list->length);
    return wanted;
}

static bool has_alias(const cl_party *party, cl_text alias) {
    for (size_t i = 0; i < party->alias_count; i++)
        if (cl_text_equal_nocase(party->aliases[i], alias))
            return true;
    return false;
}

static bool is_found(const cl_contract *contract, const wanted *wanted) {
    for (size_t i = 0; i < contract->party_count; i++) {
        const cl_party *party = &contract->parties[i];
        bool same = cl_text_equal_nocase(party->name, wanted->name);
        for (size_t k = 0; k < wanted->count; k++)
            same = same && has_alias(party, wanted->aliases[k]);
        if (same)
            return true;
    }
    return false;
}

/* The form, and a body in which everybody who has an alias has duties. */
static const char *whole(cl_arena *arena, const char *text, cl_text expected) {
    cl_buffer buffer = {0};
    cl_buffer_add_string(&buffer, text);
    for (int number = 1; expected.length; number++) {
        wanted wanted = take(&expected);
        if (wanted.count)
            cl_buffer_printf(
                &buffer,
                "\n\n%d. %.*s shall act in time. %.*s will report. %.*s shall care for it.", number,
                (int)wanted.aliases[0].length, wanted.aliases[0].bytes,
                (int)wanted.aliases[0].length, wanted.aliases[0].bytes,
                (int)wanted.aliases[0].length, wanted.aliases[0].bytes);
    }
    const char *copy =
        cl_arena_printf(arena, "%.*s\n\n9. The parties agree to all of this.\n",
                        (int)cl_buffer_text(&buffer).length, cl_buffer_text(&buffer).bytes);
    cl_buffer_release(&buffer);
    return copy;
}

Test(party_forms, are_read) {
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        cl_arena *arena = cl_arena_new();
        cl_document *document;
        cl_error error;
        cl_text expected = cl_text_from(forms[i].expected);
        const char *text = whole(arena, forms[i].text, expected);
        const char *name = text[0] == '#' ? "t.md" : "t.txt";
        cr_assert_eq(cl_document_load(arena, name, cl_text_from(text), &cl_default_limits,
                                      &document, &error),
                     CL_OK);
        const cl_contract *contract = cl_contract_new(arena, document);
        size_t count = 0;
        for (; expected.length; count++) {
            wanted wanted = take(&expected);
            cr_expect(is_found(contract, &wanted), "no %.*s in: %s", (int)wanted.name.length,
                      wanted.name.bytes, forms[i].text);
        }
        cr_expect_eq(contract->party_count, count, "%zu parties in: %s", contract->party_count,
                     forms[i].text);
        cl_arena_free(arena);
    }
}
