/* SPDX-License-Identifier: MIT
 *
 * "Flat OPC": a package written as one XML file (Word's "XML document", pkg:package), where each
 * part is a pkg:part element with its content type. Shows the same parts a zip would; package.c
 * does the rest. Parts that are not XML (pictures, in base64) are known by name only.
 */
#ifndef CL_DOCUMENT_FLAT_OPC_H
#define CL_DOCUMENT_FLAT_OPC_H

#include "document/xml.h"

typedef struct cl_flat_part {
    const char *name; /* without the leading slash */
    const char *content_type;
} cl_flat_part;

typedef struct cl_flat_opc {
    cl_arena *arena;
    cl_text bytes; /* borrowed */
    cl_place place;
    size_t attribute_limit;
    size_t depth_limit, part_limit;
    cl_flat_part *parts;
    size_t count, capacity;
    /* Asked between pieces of input; anything but CL_OK ends reading. */
    cl_status (*pause)(void *user, const char *part, cl_error *error);
    void *user;
} cl_flat_opc;

/* Whether the file begins like one; sees its first bytes, in any encoding of XML. */
bool cl_flat_opc_recognise(cl_text head);
/* Lists the parts. The fields up to part_limit and `pause` are set by the caller. Errors: xml-…,
 * limit-parts, limit-xml-depth, and those of `pause`. */
cl_status cl_flat_opc_open(cl_flat_opc *flat, cl_error *error);
/* By name, whatever its case; NULL when there is none. */
const cl_flat_part *cl_flat_opc_find(const cl_flat_opc *flat, const char *part);
/* Shows the content of a part to the handler. Errors as above and those of the handler. */
cl_status cl_flat_opc_parse(cl_flat_opc *flat, const cl_flat_part *part,
                            const cl_xml_handler *handler, cl_error *error);

#endif
