/* SPDX-License-Identifier: MIT
 *
 * What an HTML element looks like, as far as reading needs it: from its name (WHATWG HTML 15,
 * "Rendering"), its old attributes and its own style attribute (CSS 2.1). Style sheets are not
 * read.
 */
#ifndef CL_DOCUMENT_HTML_STYLE_H
#define CL_DOCUMENT_HTML_STYLE_H

#include "base/text.h"

typedef enum cl_html_role {
    CL_HTML_INLINE,
    CL_HTML_BLOCK,
    CL_HTML_HEADING, /* h1 – h6 */
    CL_HTML_BREAK,   /* br */
    CL_HTML_RULE,    /* hr */
    CL_HTML_LIST,
    CL_HTML_ORDERED_LIST,
    CL_HTML_ITEM,
    CL_HTML_TABLE,
    CL_HTML_ROW,
    CL_HTML_CELL,
    CL_HTML_ANCHOR,
    CL_HTML_RAISED,   /* sup */
    CL_HTML_INSERTED, /* ins */
    CL_HTML_DELETED,  /* del, s, strike */
    CL_HTML_DROPPED,  /* script, template, title …: no words of the page */
    CL_HTML_SHEET,    /* style */
} cl_html_role;

/* How a list counts (CSS 2.1 12.5.1). */
typedef enum cl_html_marker {
    CL_HTML_MARKER_UNSET,
    CL_HTML_MARKER_NONE,
    CL_HTML_MARKER_BULLET,
    CL_HTML_MARKER_DECIMAL,
    CL_HTML_MARKER_DECIMAL_ZERO,
    CL_HTML_MARKER_LOWER_LETTER,
    CL_HTML_MARKER_UPPER_LETTER,
    CL_HTML_MARKER_LOWER_ROMAN,
    CL_HTML_MARKER_UPPER_ROMAN,
} cl_html_marker;

typedef struct cl_html_look {
    cl_html_role role;
    int level; /* of a heading, from 1 */
    bool block;
    bool hidden;                 /* display: none, visibility: hidden, the hidden attribute */
    bool bold, underlined, caps; /* said here; nothing is said of what is inherited */
    bool plain;                  /* font-weight: normal */
    bool centred, uncentred;
    bool preformatted;
    bool break_before, break_after; /* of the page */
    int indent;                     /* left margin, padding and text indent in twips */
    cl_html_marker marker;
} cl_html_look;

/* `attributes`: pairs, NULL-terminated, or NULL. */
cl_html_look cl_html_look_of(const char *name, const char **attributes);
/* The value of an attribute ("" when it has none), NULL if it is not there. */
const char *cl_html_attribute(const char **attributes, const char *name);
/* A whole number; false if it is none. */
bool cl_html_number(const char *value, int *number);

#endif
