/* SPDX-License-Identifier: MIT */
#include "document/xml.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef enum space {
    SPACE_NONE,
    SPACE_W,
    SPACE_MC,
    SPACE_MATH,
    SPACE_RELS,
    SPACE_CT,
    SPACE_PKG,
} space;

static const struct {
    const char *uri;
    space space;
} spaces[] = {
    {"http://schemas.openxmlformats.org/wordprocessingml/2006/main", SPACE_W},
    {"http://purl.oclc.org/ooxml/wordprocessingml/main", SPACE_W},
    {"http://schemas.openxmlformats.org/markup-compatibility/2006", SPACE_MC},
    {"http://schemas.openxmlformats.org/officeDocument/2006/math", SPACE_MATH},
    {"http://purl.oclc.org/ooxml/officeDocument/math", SPACE_MATH},
    {"http://schemas.openxmlformats.org/package/2006/relationships", SPACE_RELS},
    {"http://schemas.openxmlformats.org/package/2006/content-types", SPACE_CT},
    {"http://schemas.microsoft.com/office/2006/xmlPackage", SPACE_PKG},
};

static const struct {
    const char *local;
    space space;
    cl_xml_name name;
} names[] = {
#define ROW(name, space, local) {local, SPACE_##space, CL_XML_##name},
    CL_XML_NAMES(ROW)
#undef ROW
};

/* libxml2 interns names, so one pointer pair is always the same element: looking it up by text is
 * needed only when a slot of this cache holds another pair. */
enum { CACHE_SLOTS = 512, TAG_BYTES = 16 * 1024 };
typedef struct slot {
    const xmlChar *local, *uri;
    cl_xml_name name;
} slot;

/* Whether bytes that were fed break off inside a start tag, and inside which quotes there. */
typedef enum tag_state {
    TAG_NONE, /* text, an end tag, a comment … */
    TAG_OPEN,
    TAG_SINGLE, /* inside '…' */
    TAG_DOUBLE,
} tag_state;

struct cl_xml_parser {
    const cl_xml_handler *handler;
    const char *part;
    cl_place place;
    size_t depth, depth_limit;
    cl_error *error;
    cl_status status;
    xmlParserCtxtPtr context;
    char head[4]; /* libxml2 tells the encoding from the first four bytes and wants them together */
    size_t head_length;
    slot cache[CACHE_SLOTS];
    size_t attribute_limit;
    tag_state tag; /* at the end of what was fed */
};

static space space_of(const xmlChar *uri) {
    if (uri == NULL) {
        return SPACE_NONE;
    }
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++) {
        if (strcmp((const char *)uri, spaces[i].uri) == 0) {
            return spaces[i].space;
        }
    }
    return SPACE_NONE;
}

static cl_xml_name look_up(const xmlChar *local, const xmlChar *uri) {
    space where = space_of(uri);
    if (where == SPACE_NONE) {
        return CL_XML_OTHER;
    }
    size_t low = 0, high = sizeof names / sizeof *names;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(names[middle].local, (const char *)local) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < sizeof names / sizeof *names; low++) {
        if (strcmp(names[low].local, (const char *)local) != 0) {
            break;
        }
        if (names[low].space == where) {
            return names[low].name;
        }
    }
    return CL_XML_OTHER;
}

static cl_xml_name name_of(cl_xml_parser *parser, const xmlChar *local, const xmlChar *uri) {
    uintptr_t hash = (uintptr_t)local ^ ((uintptr_t)uri << 1);
    slot *entry = &parser->cache[(hash ^ (hash >> 9)) % CACHE_SLOTS];
    if (entry->local != local || entry->uri != uri) {
        *entry = (slot){local, uri, look_up(local, uri)};
    }
    return entry->name;
}

static void settle(cl_xml_parser *parser, cl_status status) {
    if (status != CL_OK && parser->status == CL_OK) {
        parser->status = status;
        if (parser->context != NULL) {
            xmlStopParser(parser->context);
        }
    }
}

static void refuse_attributes(cl_xml_parser *parser) {
    settle(parser,
           cl_error_set(parser->error, CL_ERROR_LIMIT, "limit-xml-attributes", parser->place,
                        "An element of the part %s has more attributes than the limit of "
                        "%zu (--max-xml-attributes), or very long ones.",
                        parser->part, parser->attribute_limit));
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int attribute_count,
                     int defaulted, const xmlChar **attributes) {
    (void)prefix, (void)namespaces, (void)defaulted;
    cl_xml_parser *parser = user;
    if (parser->status != CL_OK) {
        return;
    }
    if ((size_t)attribute_count + (size_t)namespace_count > parser->attribute_limit) {
        refuse_attributes(parser);
        return;
    }
    if (++parser->depth > parser->depth_limit) {
        settle(parser, cl_error_set(parser->error, CL_ERROR_LIMIT, "limit-xml-depth", parser->place,
                                    "The part %s nests elements deeper than the limit of %zu "
                                    "(--max-xml-depth).",
                                    parser->part, parser->depth_limit));
        return;
    }
    cl_xml_element element = {name_of(parser, local, uri), attributes, attribute_count, parser};
    if (parser->handler->start != NULL) {
        settle(parser, parser->handler->start(parser->handler->user, &element, parser->error));
    }
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri) {
    (void)prefix;
    cl_xml_parser *parser = user;
    if (parser->status != CL_OK) {
        return;
    }
    parser->depth--;
    if (parser->handler->end != NULL) {
        settle(parser, parser->handler->end(parser->handler->user, name_of(parser, local, uri),
                                            parser->error));
    }
}

static void on_text(void *user, const xmlChar *bytes, int length) {
    cl_xml_parser *parser = user;
    if (parser->status == CL_OK && parser->handler->text != NULL && length > 0) {
        cl_text text = {(const char *)bytes, (size_t)length};
        settle(parser, parser->handler->text(parser->handler->user, text, parser->error));
    }
}

static void on_dtd(void *user, const xmlChar *name, const xmlChar *external,
                   const xmlChar *system) {
    (void)name, (void)external, (void)system;
    cl_xml_parser *parser = user;
    settle(parser,
           cl_error_set(parser->error, CL_ERROR_FORMAT, "xml-dtd", parser->place,
                        "The part %s holds a document type declaration, which Office files never "
                        "do; it was not read.",
                        parser->part));
}

/* Errors are fetched from the context; nothing is to reach standard error. */
static void on_error(void *user, xmlErrorPtr problem) {
    (void)user, (void)problem;
}

/* libxml2 sets itself up on first use, and two threads may be first at once. */
static pthread_once_t once = PTHREAD_ONCE_INIT;

cl_xml_parser *cl_xml_new(const cl_xml_handler *handler, const char *part, cl_place place,
                          size_t depth_limit, cl_error *error) {
    pthread_once(&once, xmlInitParser);
    cl_xml_parser *parser = calloc(1, sizeof *parser);
    if (parser == NULL) {
        abort();
    }
    parser->handler = handler;
    parser->part = part;
    parser->place = place;
    parser->depth_limit = depth_limit;
    parser->attribute_limit = SIZE_MAX;
    parser->error = error;
    return parser;
}

void cl_xml_limit_attributes(cl_xml_parser *parser, size_t limit) {
    parser->attribute_limit = limit;
}

/* libxml2 compares all attributes of an element with one another before anyone sees them, so an
 * endless start tag must not reach it. Only the bytes behind the last "<" are looked at. */
static bool tag_is_endless(cl_xml_parser *parser, const char *bytes, size_t length) {
    size_t at = length;
    while (at > 0 && bytes[at - 1] != '<') {
        at--;
    }
    if (at > 0) {
        bool opens = at == length || (bytes[at] != '/' && bytes[at] != '!' && bytes[at] != '?');
        parser->tag = opens ? TAG_OPEN : TAG_NONE;
    }
    bool whole = at == 0 && length >= TAG_BYTES;
    for (; at < length && parser->tag != TAG_NONE; at++) {
        char c = bytes[at];
        if (parser->tag == TAG_OPEN) {
            parser->tag = c == '>'    ? TAG_NONE
                          : c == '"'  ? TAG_DOUBLE
                          : c == '\'' ? TAG_SINGLE
                                      : TAG_OPEN;
        } else if (c == (parser->tag == TAG_DOUBLE ? '"' : '\'')) {
            parser->tag = TAG_OPEN;
        }
    }
    return whole && parser->tag != TAG_NONE;
}

static cl_status damaged(cl_xml_parser *parser) {
    const xmlError *problem = parser->context ? xmlCtxtGetLastError(parser->context) : NULL;
    cl_text message = cl_text_trim(cl_text_from(problem ? problem->message : NULL));
    if (message.length == 0) {
        message = CL_TEXT("it is empty");
    }
    if (message.length > 200) {
        message.length = 200;
        message.length = cl_utf8_valid_until(message);
    }
    parser->status =
        cl_error_set(parser->error, CL_ERROR_FORMAT, "xml-damaged", parser->place,
                     "The part %s is not well-formed XML (line %d: %.*s).", parser->part,
                     problem ? problem->line : 0, (int)message.length, message.bytes);
    return parser->status;
}

static bool begin(cl_xml_parser *parser) {
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.endElementNs = on_end;
    sax.characters = on_text;
    sax.ignorableWhitespace = on_text;
    sax.cdataBlock = on_text;
    sax.internalSubset = on_dtd;
    sax.serror = on_error;
    parser->context =
        xmlCreatePushParserCtxt(&sax, parser, parser->head, (int)parser->head_length, NULL);
    if (parser->context == NULL) {
        return false;
    }
    xmlCtxtUseOptions(parser->context, XML_PARSE_NONET);
    return true;
}

static cl_status push(cl_xml_parser *parser, const char *bytes, size_t length, bool last) {
    int result = xmlParseChunk(parser->context, bytes, (int)length, last);
    if (parser->status != CL_OK) {
        return parser->status;
    }
    /* Namespace errors leave the document well-formed, and are not ours to judge. */
    if (result != 0 && !parser->context->wellFormed) {
        return damaged(parser);
    }
    return CL_OK;
}

cl_status cl_xml_feed(cl_xml_parser *parser, const char *bytes, size_t length) {
    if (parser->status != CL_OK) {
        return parser->status;
    }
    while (parser->context == NULL && length > 0) {
        parser->head[parser->head_length++] = *bytes++;
        length--;
        if (parser->head_length == sizeof parser->head && !begin(parser)) {
            return damaged(parser);
        }
    }
    while (length > 0) {
        size_t step = length < 65536 ? length : 65536;
        if (tag_is_endless(parser, bytes, step)) {
            refuse_attributes(parser);
            return parser->status;
        }
        cl_status status = push(parser, bytes, step, false);
        if (status != CL_OK) {
            return status;
        }
        bytes += step;
        length -= step;
    }
    return CL_OK;
}

cl_status cl_xml_finish(cl_xml_parser *parser) {
    if (parser->status != CL_OK) {
        return parser->status;
    }
    if (parser->context == NULL) {
        return damaged(parser);
    }
    return push(parser, "", 0, true);
}

void cl_xml_free(cl_xml_parser *parser) {
    if (parser != NULL) {
        xmlFreeParserCtxt(parser->context);
        free(parser);
    }
}

cl_text cl_xml_attribute(const cl_xml_element *element, const char *local) {
    for (int i = 0; i < element->attribute_count; i++) {
        const unsigned char **attribute = element->attributes + (size_t)i * 5;
        if (strcmp((const char *)attribute[0], local) == 0) {
            return (cl_text){(const char *)attribute[3], (size_t)(attribute[4] - attribute[3])};
        }
    }
    return (cl_text){NULL, 0};
}

int cl_xml_integer(const cl_xml_element *element, const char *local, int otherwise) {
    cl_text value = cl_text_trim(cl_xml_attribute(element, local));
    size_t i = 0;
    bool negative = value.length > 0 && value.bytes[0] == '-';
    i += negative || (value.length > 0 && value.bytes[0] == '+');
    if (i >= value.length || !cl_is_digit((unsigned char)value.bytes[i])) {
        return otherwise;
    }
    int number = 0;
    for (; i < value.length && cl_is_digit((unsigned char)value.bytes[i]); i++) {
        number = number >= 100000000 ? 1000000000 : number * 10 + (value.bytes[i] - '0');
    }
    return negative ? -number : number;
}

bool cl_xml_on(const cl_xml_element *element) {
    cl_text value = cl_xml_attribute(element, "val");
    return !(cl_text_equal(value, CL_TEXT("0")) || cl_text_equal_nocase(value, CL_TEXT("false")) ||
             cl_text_equal_nocase(value, CL_TEXT("off")));
}

/* Prefixes are looked up as in scope; libxml2 keeps them as pairs, the innermost last. */
static const char *uri_of(const cl_xml_parser *parser, cl_text prefix) {
    const xmlParserCtxt *context = parser->context;
    for (int i = context->nsNr - 2; i >= 0; i -= 2) {
        if (cl_text_equal(cl_text_from((const char *)context->nsTab[i]), prefix)) {
            return (const char *)context->nsTab[i + 1];
        }
    }
    return NULL;
}

bool cl_xml_requirements_met(const cl_xml_element *element) {
    static const char *const office[] = {"http://schemas.microsoft.com/office/",
                                         "http://schemas.openxmlformats.org/",
                                         "http://purl.oclc.org/ooxml/"};
    cl_text rest = cl_text_trim(cl_xml_attribute(element, "Requires"));
    for (int count = 0; rest.length > 0 && count < 16; count++) {
        size_t end = 0;
        while (end < rest.length && !cl_is_space((unsigned char)rest.bytes[end])) {
            end++;
        }
        cl_text uri = cl_text_from(uri_of(element->parser, cl_text_slice(rest, 0, end)));
        bool known = false;
        for (size_t i = 0; i < sizeof office / sizeof *office; i++) {
            known = known || cl_text_starts(uri, office[i]);
        }
        if (!known) {
            return false;
        }
        rest = cl_text_trim(cl_text_slice(rest, end, rest.length));
    }
    return rest.length == 0;
}
