/* SPDX-License-Identifier: MIT
 *
 * Labels such as "4.2(b)", "Article IV", "Section 6.03.", "(iii)", "12." or "§ 3": reading one at
 * the start of a text and naming its parts. Used by the loaders for typed labels and by contract/
 * for the section tree.
 */
#ifndef CL_DOCUMENT_LABEL_H
#define CL_DOCUMENT_LABEL_H

#include "document/document.h"

typedef enum cl_numeral {
    CL_NUMERAL_NONE,
    CL_NUMERAL_DECIMAL,
    CL_NUMERAL_LOWER_LETTER,
    CL_NUMERAL_UPPER_LETTER,
    CL_NUMERAL_LOWER_ROMAN,
    CL_NUMERAL_UPPER_ROMAN,
    CL_NUMERAL_WORD, /* "Article Four", "First" */
    CL_NUMERAL_BULLET,
} cl_numeral;

enum { CL_LABEL_PARTS = 8 };

typedef struct cl_label {
    char keyword[16]; /* lower case: "article", "section", "clause", "schedule", "§" … or "" */
    size_t part_count;
    struct {
        cl_numeral numeral; /* of single letters: the letter reading; see `ambiguous` */
        int value;          /* 1-based ordinal: a=1, iv=4 */
        int roman_value; /* value when read as roman, 0 if it cannot be ("i", "v", "x", "c" …) */
        bool parenthesised;
    } parts[CL_LABEL_PARTS];
    size_t length; /* bytes of text it takes, closing punctuation included, following space not */
    char closing;  /* '.', ')', ':' or 0: what closes it */
} cl_label;

/* Reads a label at `offset`. False when there is none there. Whether a lone "A" or "2010" is a
 * label at that place is for the caller to judge from context (closing, neighbours, sequence). */
bool cl_label_read(cl_text text, size_t offset, cl_label *label);

#endif
