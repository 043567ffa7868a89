/* SPDX-License-Identifier: MIT */
#include "document/loader.h"

#include "document/normalise.h"

cl_document *cl_loader_begin(cl_arena *arena, const char *name, cl_format format) {
    cl_document *document = CL_NEW(arena, cl_document);
    document->arena = arena;
    document->name = name;
    document->format = format;
    document->numbering_known = true;
    return document;
}

void cl_loader_take_source(cl_document *document, cl_decoded decoded) {
    document->source = decoded.text;
    document->origin = decoded.origin;
    document->byte_order_mark = decoded.byte_order_mark;
    cl_document_index_lines(document);
}

cl_status cl_loader_check(const char *name, const cl_limits *limits, bool too_long, bool too_many,
                          cl_error *error) {
    cl_place place = {name, 0, 0};
    if (too_long) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraph-bytes", place,
                            "A paragraph has more than %zu bytes. Raise the limit with "
                            "--max-paragraph-bytes if that is right.",
                            limits->paragraph_bytes);
    }
    if (too_many) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-paragraphs", place,
                            "The document has more than %zu paragraphs. Raise the limit with "
                            "--max-paragraphs if that is right.",
                            limits->paragraphs);
    }
    return CL_OK;
}
