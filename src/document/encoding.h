/* SPDX-License-Identifier: MIT
 *
 * File bytes → UTF-8, with the way back. UTF-8 and UTF-16 are recognised by mark or by content;
 * other encodings are guessed and the guess is told in a notice. A byte that cannot be decoded
 * becomes U+FFFD.
 */
#ifndef CL_DOCUMENT_ENCODING_H
#define CL_DOCUMENT_ENCODING_H

#include "document/document.h"

typedef struct cl_decoded {
    cl_text text;           /* valid UTF-8, in the arena, without byte order mark */
    const uint32_t *origin; /* text.length + 1 file offsets; NULL: offset + byte_order_mark */
    uint32_t byte_order_mark;
} cl_decoded;

/* True when the bytes look like UTF-16 (with or without mark): such a file has NULs but is text. */
bool cl_encoding_is_utf16(cl_text head);

/* The first bytes of a file as something to recognise formats by: UTF-16 becomes UTF-8, in the
 * arena; anything else is given back as it is. */
cl_text cl_encoding_head(cl_arena *arena, cl_text head);

/* Never fails: what cannot be read becomes U+FFFD and a notice (undecodable-bytes,
 * encoding-guessed). */
cl_decoded cl_decode(cl_arena *arena, const char *name, cl_text bytes, cl_notices *notices);
/* The same for a file that says its encoding ("iso-8859-1", or empty): believed unless a byte order
 * mark or sound UTF-8 says otherwise. */
cl_decoded cl_decode_declared(cl_arena *arena, const char *name, cl_text bytes, cl_text encoding,
                              cl_notices *notices);

#endif
