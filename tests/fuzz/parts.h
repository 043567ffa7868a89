/* SPDX-License-Identifier: MIT
 *
 * The parts of a package as plain text, so that a fuzzer can change the XML without meeting zip
 * and checksum first, and a finding can be read and reviewed:
 *
 *     === word/document.xml
 *     <w:document …>
 *     === word/styles.xml
 *     …
 *
 * What is left out of [Content_Types].xml, _rels/.rels and word/_rels/document.xml.rels is made up.
 */
#ifndef CL_TESTS_FUZZ_PARTS_H
#define CL_TESTS_FUZZ_PARTS_H

#include "base/buffer.h"

enum { FUZZ_PARTS = 24 };

typedef struct fuzz_part {
    cl_text name, content;
} fuzz_part;

typedef struct fuzz_parts {
    fuzz_part items[FUZZ_PARTS];
    size_t count;
} fuzz_parts;

/* Borrows from `bytes`. False when they are not in this form. */
bool fuzz_parts_read(cl_text bytes, fuzz_parts *out);
void fuzz_parts_write(const fuzz_parts *parts, cl_buffer *out);
/* As a zip file, everything stored. */
void fuzz_parts_zip(const fuzz_parts *parts, cl_buffer *out);

#endif
