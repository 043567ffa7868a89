/* SPDX-License-Identifier: MIT
 *
 * Numbers in the formats of ST_NumberFormat (ECMA-376 17.18.59), in English where they are words.
 */
#ifndef CL_DOCUMENT_DOCX_NUMBER_FORMAT_H
#define CL_DOCUMENT_DOCX_NUMBER_FORMAT_H

#include "base/buffer.h"

/* Appends the number; NULL is decimal. False when the format is not known (then decimal). */
bool cl_number_format(const char *format, int value, cl_buffer *out);

#endif
