/* SPDX-License-Identifier: MIT
 *
 * Private to the package: what it is made of. package.c opens it and answers questions,
 * package_zip.c has the parts of a zip (flat packages: flat_opc.h), package_rels.c reads what the
 * parts say of one another. Names and types lie in the arena; the zip is closed by
 * cl_package_close.
 */
#ifndef CL_DOCUMENT_PACKAGE_PARTS_H
#define CL_DOCUMENT_PACKAGE_PARTS_H

#include <time.h>
#include <zip.h>

#include "document/flat_opc.h"
#include "document/package.h"

typedef struct cl_content_type {
    const char *key; /* part name, or extension */
    const char *type;
} cl_content_type;

typedef struct cl_content_types {
    cl_content_type *items;
    size_t count, capacity;
} cl_content_types;

struct cl_package {
    cl_arena *arena;
    const char *name;
    cl_place place;
    cl_text bytes; /* borrowed */
    const cl_limits *limits;
    zip_t *zip;
    cl_flat_opc *flat; /* instead of the zip */
    size_t total;      /* inflated so far */
    struct timespec begin;
    cl_content_types defaults, overrides;
    const char *main;
    cl_relationships root, related;
};

/* Where inflated bytes go: into a parser, or into a buffer. */
typedef struct cl_part_sink {
    cl_xml_parser *parser;
    cl_buffer *buffer;
} cl_part_sink;

/* ---- the zip: errors docx-truncated, zip-…, limit-… ---- */

cl_status cl_package_open_zip(cl_package *package, cl_error *error);
bool cl_package_has_entry(cl_package *package, const char *part);
cl_status cl_package_inflate(cl_package *package, const char *part, const cl_part_sink *sink,
                             cl_error *error);
/* The error zip-part-missing. */
cl_status cl_package_refuse_missing(const cl_package *package, const char *part, cl_error *error);
/* The error limit-seconds, once reading took too long. */
cl_status cl_package_check_time(const cl_package *package, const char *part, cl_error *error);

/* ---- what parts say of one another (ECMA-376 part 2, 9.1.2 and 9.3) ---- */

cl_status cl_package_read_types(cl_package *package, cl_error *error);
/* Those of the part `source`, or of the package (""). A part without relationships has no
 * relationship part. */
cl_status cl_package_read_relationships(cl_package *package, const char *source,
                                        cl_relationships *list, cl_error *error);
/* Target of the first of that type; NULL when there is none. */
const char *cl_relationships_target(const cl_relationships *list, const char *type);
/* Where relationships are missing, the content type still tells what a part is. */
const char *cl_package_part_of_type(const cl_package *package, const char *ending);

#endif
