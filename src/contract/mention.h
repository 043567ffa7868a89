/* SPDX-License-Identifier: MIT
 *
 * Who is spoken of in a text: a party, the parties together ("either party", "X and Y"), one of
 * them without saying which ("such party"), or somebody who is none ("the court"). What they do
 * there, and with it who holds a right, is read in holder.c. Spans are bytes of the text given;
 * nothing is allocated. Private to this folder.
 */
#ifndef CL_CONTRACT_MENTION_H
#define CL_CONTRACT_MENTION_H

#include "contract/holder.h"

enum { CL_MENTIONS = 128 };

typedef struct cl_mention {
    cl_holder holder; /* who, and the words */
    bool possessive;  /* "Licensee's", "your" */
    bool objective;   /* "us": never a subject */
    bool pronoun;     /* "the former" */
} cl_mention;

/* The mentions that begin in [from, to), in order; of more than there is room for the last ones,
 * which are nearest to a verb behind them. Returns their number. */
size_t cl_mentions_find(const cl_contract *contract, cl_text text, size_t from, size_t to,
                        cl_mention mentions[CL_MENTIONS]);

/* The mention taken for all parties. */
cl_holder cl_mention_everyone(const cl_mention *mention);
/* Whom the mention stands for where it is: in "either the bank or X" everyone, not X. */
cl_holder cl_mention_holder(cl_text text, const cl_mention *mention);
/* Behind the mention and its mark of possession. */
size_t cl_mention_end(cl_text text, const cl_mention *mention);

#endif
