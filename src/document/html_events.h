/* SPDX-License-Identifier: MIT
 *
 * HTML as events (libxml2's HTML parser, which repairs what browsers repair). The parser does not
 * say where text stood in the file, only roughly how far it has read: each piece of text is
 * therefore aligned with the source, character by character, and handed on together with the
 * source bytes it was written as ("&sect;" for "§").
 */
#ifndef CL_DOCUMENT_HTML_EVENTS_H
#define CL_DOCUMENT_HTML_EVENTS_H

#include "base/text.h"

typedef struct cl_html_handler {
    /* `name` in lower case; `attributes` are pairs name, value (value may be NULL), NULL-terminated
     * or NULL. `at` is a source offset inside the tag, or where a missing tag was supplied. */
    void (*start)(void *data, const char *name, const char **attributes, size_t at);
    void (*end)(void *data, const char *name, size_t at);
    /* Text written as itself: source[where.start, where.end). */
    void (*text)(void *data, cl_span where);
    /* Text written otherwise, as a character reference: `decoded` stands for source[where). */
    void (*decoded)(void *data, cl_text decoded, cl_span where);
    void (*comment)(void *data, const char *comment);
} cl_html_handler;

/* Parses `source` (valid UTF-8, borrowed). Elements may nest `depth` deep; false when they nest
 * deeper: reading ended there. *stop (set by an event) ends reading, too. *lost counts characters
 * that could not be found in the source: 0 unless parser and alignment disagree. */
bool cl_html_parse(cl_text source, size_t depth, const cl_html_handler *handler, void *data,
                   const bool *stop, size_t *lost);

#endif
