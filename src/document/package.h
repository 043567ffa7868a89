/* SPDX-License-Identifier: MIT
 *
 * An Open Packaging Conventions package (ECMA-376 part 2): a zip, or one XML file ("flat
 * OPC"), whose parts are found by relationship type, never by path. Transitional and strict
 * relationship types are the same here.
 */
#ifndef CL_DOCUMENT_PACKAGE_H
#define CL_DOCUMENT_PACKAGE_H

#include "base/buffer.h"
#include "document/load.h"
#include "document/xml.h"

typedef struct cl_package cl_package;

typedef struct cl_relationship {
    const char *id;
    const char *type;   /* last step of the type, e.g. "header" */
    const char *target; /* part name without leading slash; NULL when it is outside the package */
} cl_relationship;

typedef struct cl_relationships {
    cl_relationship *items;
    size_t count, capacity;
} cl_relationships;

/* Opens the package and finds its main part. `bytes` is borrowed until cl_package_close. Errors:
 * docx-truncated, docx-encrypted, docx-not-a-document, zip-damaged, limit-…, xml-…. */
cl_status cl_package_open(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                          cl_package **out, cl_error *error);
void cl_package_close(cl_package *package); /* NULL is allowed */

const char *cl_package_main(const cl_package *package);
/* Those of the main part, in file order. */
const cl_relationships *cl_package_relationships(const cl_package *package);
/* Target of the main part's first relationship of that type; NULL when there is none. */
const char *cl_package_related(const cl_package *package, const char *type);
/* That of the main part's relationship with that id. */
const char *cl_package_target(const cl_package *package, cl_text id);
bool cl_package_has(cl_package *package, const char *part);
/* NULL when the package does not say. */
const char *cl_package_content_type(const cl_package *package, const char *part);

/* Inflates a part chunk by chunk into the handler. Errors: zip-part-missing, zip-damaged,
 * zip-encrypted, zip-method, limit-…, xml-…, and those of the handler. */
cl_status cl_package_parse(cl_package *package, const char *part, const cl_xml_handler *handler,
                           cl_error *error);
/* Seconds of the limit that are not used up; 0 when it is reached. */
unsigned cl_package_seconds_left(const cl_package *package);

/* Inflates a part into a buffer. The same errors; parts of flat packages that are not XML cannot be
 * had (zip-part-missing). */
cl_status cl_package_read(cl_package *package, const char *part, cl_buffer *into, cl_error *error);

#endif
