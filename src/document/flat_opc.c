/* SPDX-License-Identifier: MIT */
#include "document/flat_opc.h"

#include <string.h>

enum { PIECE = 1 << 16, WRAPPERS = 3 /* pkg:package, pkg:part, pkg:xmlData */ };

bool cl_flat_opc_recognise(cl_text head) {
    static const char mark[] = "http://schemas.microsoft.com/office/2006/xmlPackage";
    if (cl_text_starts(head, "PK")) {
        return false;
    }
    /* UTF-16 has a NUL beside each of these characters. */
    char plain[8192];
    size_t length = 0;
    for (size_t i = 0; i < head.length && length < sizeof plain; i++) {
        if (head.bytes[i] != '\0') {
            plain[length++] = head.bytes[i];
        }
    }
    cl_text text = {plain, length};
    if (cl_text_starts(text, "\xEF\xBB\xBF") || cl_text_starts(text, "\xFE\xFF") ||
        cl_text_starts(text, "\xFF\xFE")) {
        size_t size = text.bytes[0] == '\xEF' ? 3 : 2;
        text = cl_text_slice(text, size, text.length);
    }
    text = cl_text_trim(text);
    return cl_text_starts(text, "<") && cl_text_find(text, cl_text_from(mark), 0) != SIZE_MAX;
}

static cl_text part_name(const cl_xml_element *element) {
    cl_text name = cl_xml_attribute(element, "name");
    return cl_text_starts(name, "/") ? cl_text_slice(name, 1, name.length) : name;
}

/* --- the list of parts --- */

static cl_status list_part(void *user, const cl_xml_element *element, cl_error *error) {
    cl_flat_opc *flat = user;
    if (element->name != CL_XML_PKG_PART) {
        return CL_OK;
    }
    if (flat->count == flat->part_limit) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-parts", flat->place,
                            "The file has more parts than the limit of %zu (--max-parts).",
                            flat->part_limit);
    }
    flat->parts =
        cl_arena_grow(flat->arena, flat->parts, flat->count, &flat->capacity, sizeof *flat->parts);
    cl_text name = part_name(element), type = cl_xml_attribute(element, "contentType");
    flat->parts[flat->count++] =
        (cl_flat_part){cl_arena_copy(flat->arena, name.bytes ? name.bytes : "", name.length),
                       cl_arena_copy(flat->arena, type.bytes ? type.bytes : "", type.length)};
    return CL_OK;
}

/* --- one part --- */

typedef struct filter {
    const cl_flat_part *part;
    const cl_xml_handler *inner;
    size_t depth;
    bool here; /* inside the part */
    bool done; /* it has been read to its end */
} filter;

static bool is_this(const filter *filter, const cl_xml_element *element) {
    return cl_text_equal_nocase(part_name(element), cl_text_from(filter->part->name));
}

static cl_status on_start(void *user, const cl_xml_element *element, cl_error *error) {
    filter *filter = user;
    filter->depth++;
    if (filter->here && filter->depth > WRAPPERS) {
        return filter->inner->start != NULL
                   ? filter->inner->start(filter->inner->user, element, error)
                   : CL_OK;
    }
    if (element->name == CL_XML_PKG_PART && filter->depth == 2) {
        filter->here = is_this(filter, element);
    }
    return CL_OK;
}

static cl_status on_end(void *user, cl_xml_name name, cl_error *error) {
    filter *filter = user;
    size_t depth = filter->depth--;
    if (!filter->here) {
        return CL_OK;
    }
    if (depth > WRAPPERS) {
        return filter->inner->end != NULL ? filter->inner->end(filter->inner->user, name, error)
                                          : CL_OK;
    }
    filter->done = depth == 2;
    return filter->done ? CL_ERROR_FORMAT : CL_OK; /* any status but CL_OK stops the parser */
}

static cl_status on_text(void *user, cl_text text, cl_error *error) {
    filter *filter = user;
    return filter->here && filter->depth > WRAPPERS && filter->inner->text != NULL
               ? filter->inner->text(filter->inner->user, text, error)
               : CL_OK;
}

/* Reads the file up to its end, or to where the handler has seen enough. */
static cl_status run(cl_flat_opc *flat, const char *part, const cl_xml_handler *handler,
                     cl_error *error) {
    cl_xml_parser *parser =
        cl_xml_new(handler, part, flat->place, flat->depth_limit + WRAPPERS, error);
    cl_xml_limit_attributes(parser, flat->attribute_limit);
    cl_status status = CL_OK;
    for (size_t at = 0; status == CL_OK && at < flat->bytes.length; at += PIECE) {
        cl_text piece = cl_text_slice(flat->bytes, at, at + PIECE);
        status = flat->pause(flat->user, part, error);
        if (status == CL_OK) {
            status = cl_xml_feed(parser, piece.bytes, piece.length);
        }
    }
    if (status == CL_OK) {
        status = cl_xml_finish(parser);
    }
    cl_xml_free(parser);
    return status;
}

cl_status cl_flat_opc_open(cl_flat_opc *flat, cl_error *error) {
    cl_xml_handler handler = {flat, list_part, NULL, NULL};
    return run(flat, "pkg:package", &handler, error);
}

const cl_flat_part *cl_flat_opc_find(const cl_flat_opc *flat, const char *part) {
    for (size_t i = 0; i < flat->count; i++) {
        if (cl_text_equal_nocase(cl_text_from(flat->parts[i].name), cl_text_from(part))) {
            return &flat->parts[i];
        }
    }
    return NULL;
}

cl_status cl_flat_opc_parse(cl_flat_opc *flat, const cl_flat_part *part,
                            const cl_xml_handler *handler, cl_error *error) {
    filter filter = {.part = part, .inner = handler};
    cl_xml_handler outer = {&filter, on_start, on_end, on_text};
    cl_status status = run(flat, part->name, &outer, error);
    return filter.done ? CL_OK : status;
}
