/* SPDX-License-Identifier: MIT
 *
 * What the page means: sections as a tree, sentences with their lead-ins, parties and their roles,
 * definitions, cross-references. Built once from a document, read only afterwards; lives in the
 * document's arena and borrows its text. Quantities are read on demand (contract/quantity.h).
 *
 * The unit of matching is the *sentence with its lead-in*: for an item of an enumeration the text
 * is lead-in + item + tail ("Either party may terminate: (b) for convenience, in each case in
 * writing.").
 */
#ifndef CL_CONTRACT_CONTRACT_H
#define CL_CONTRACT_CONTRACT_H

#include "document/document.h"

#define CL_NONE UINT32_MAX /* no section, no party … */

typedef enum cl_section_kind {
    CL_SECTION_ROOT, /* sections[0]: the document */
    CL_SECTION_BODY, /* an article, section, clause, list item */
    CL_SECTION_TOC,
    CL_SECTION_PREAMBLE, /* title, parties */
    CL_SECTION_RECITALS,
    CL_SECTION_SIGNATURES,
    CL_SECTION_ANNEX, /* exhibit, schedule, appendix, annex, attachment: opens a name space */
} cl_section_kind;

typedef struct cl_section {
    cl_section_kind kind;
    cl_text label; /* as displayed: "4.2", "(b)", "ARTICLE IV"; empty if none */
    cl_text path;  /* full label path without closing punctuation: "4.2(b)(iii)", "Exhibit A 3.1" */
    cl_text heading;  /* without label; empty if none */
    uint32_t parent;  /* index; CL_NONE for the root */
    uint32_t depth;   /* root 0 */
    uint32_t article; /* outermost numbered ancestor (or itself) inside its body or annex */
    uint32_t annex;   /* nearest CL_SECTION_ANNEX ancestor or itself; CL_NONE in the body */
    uint32_t first_block, end_block;       /* blocks [first, end) including children */
    uint32_t first_sentence, end_sentence; /* sentences [first, end) including children */
    uint32_t heading_block;                /* block that holds the heading; CL_NONE if none */
    cl_span heading_span;                  /* of the heading in that block's text */
} cl_section;

typedef enum cl_sentence_flags {
    CL_SENTENCE_HEADING = 1u << 0, /* a heading or title, not a statement */
    CL_SENTENCE_TOC = 1u << 1,
    CL_SENTENCE_FURNITURE = 1u << 2, /* page header, footer, source line, redaction legend */
    CL_SENTENCE_SIGNATURE = 1u << 3,
    CL_SENTENCE_HIDDEN = 1u << 4,
    CL_SENTENCE_OPENS_LIST = 1u << 5, /* a lead-in by itself; its items carry it */
    CL_SENTENCE_RECITAL = 1u << 6,
    CL_SENTENCE_DEFINITION = 1u << 7, /* "X" means … */
    CL_SENTENCE_REFERENCES =
        1u << 8, /* a survival or cross-reference list: "Sections 4, 7 and 9 survive" */
    CL_SENTENCE_ANNEX = 1u << 9, /* in an exhibit, schedule, form … */
    CL_SENTENCE_TABLE = 1u << 10,
    CL_SENTENCE_NOTE = 1u << 11,   /* foot- or endnote */
    CL_SENTENCE_QUOTED = 1u << 12, /* text another document shall have (an amendment's quotation) */
    CL_SENTENCE_INSERTED = 1u << 13, /* touches a tracked insertion */
    CL_SENTENCE_ITEM = 1u << 14,     /* has a lead-in */
} cl_sentence_flags;

/* A stretch of a sentence's text and the block bytes it was taken from. */
typedef struct cl_piece {
    uint32_t start; /* in the sentence's text */
    uint32_t length;
    uint32_t block;
    uint32_t offset; /* in that block's matching text */
    bool own;        /* false: lead-in or tail */
} cl_piece;

typedef struct cl_sentence {
    cl_text text; /* what is matched: lead-in, own part, tail, joined by one space */
    cl_span own;  /* the sentence's own part */
    unsigned flags;
    uint32_t section; /* innermost section */
    const cl_piece *pieces;
    uint32_t piece_count;
    uint32_t lead_in; /* index of the sentence that opens its list; CL_NONE */
} cl_sentence;

/* Who somebody is in a deal. A party may be known by several roles ("Licensor" who is the
 * supplier). */
typedef enum cl_side { CL_SIDE_NONE, CL_SIDE_CUSTOMER, CL_SIDE_SUPPLIER } cl_side;

typedef struct cl_party {
    cl_text name;           /* as in the preamble or signature block; may be empty or redacted */
    const cl_text *aliases; /* "Supplier", "Acme", without quotes or article */
    size_t alias_count;
    const char *role; /* static: "licensor", "employee", "processor" … or NULL when not known */
    cl_side side;     /* CL_SIDE_NONE when not known: never guessed */
    const char *side_evidence; /* why: "named Customer", "grants the licence (2.1)"; NULL if none */
    uint32_t block;
    cl_span span; /* of the name in that block */
} cl_party;

typedef struct cl_definition {
    cl_text term; /* without quotes */
    cl_text body; /* what it means, or empty for an inline "(the "Term")" */
    uint32_t sentence;
    uint32_t block;
    cl_span span; /* of the term in that block */
} cl_definition;

typedef enum cl_reference_kind {
    CL_REFERENCE_SECTION, /* into this document's body */
    CL_REFERENCE_ANNEX,   /* to an exhibit, schedule … */
    CL_REFERENCE_STATUTE, /* "Section 365 of the Bankruptcy Code", "Rule 144" */
    CL_REFERENCE_OTHER,   /* into another agreement */
} cl_reference_kind;

typedef struct cl_reference {
    cl_reference_kind kind;
    cl_text text;     /* "Section 7.2(b)" */
    cl_text target;   /* "7.2(b)" */
    uint32_t section; /* resolved section or CL_NONE */
    uint32_t block;
    cl_span span;
} cl_reference;

typedef struct cl_contract {
    const cl_document *document;
    cl_arena *arena;
    cl_text title; /* "MASTER SERVICES AGREEMENT" or empty */
    cl_text
        short_name; /* what it calls itself: "Agreement", "Lease", "MOU"; "Agreement" if unknown */
    const cl_section *sections;
    size_t section_count;
    const cl_sentence *sentences; /* in reading order */
    size_t sentence_count;
    const cl_party *parties;
    size_t party_count;
    const cl_definition *definitions;
    size_t definition_count;
    const cl_reference *references;
    size_t reference_count;
    cl_notices notices; /* e.g. "sections-unclear", "parties-unknown" */
} cl_contract;

/* Never fails: what cannot be understood becomes a notice. `our_side` need not be known here. */
cl_contract *cl_contract_new(cl_arena *arena, const cl_document *document);

/* The block and span of a span of sentence text; the part that lies in the sentence's own words if
 * there is one, else in its lead-in. */
void cl_sentence_locate(const cl_contract *contract, const cl_sentence *sentence, cl_span span,
                        uint32_t *block, cl_span *in_block);

#endif
