/* SPDX-License-Identifier: MIT
 *
 * Word styles (ECMA-376 17.7): what a style and those it is based on say about a paragraph's level,
 * numbering and looks. Only what a reader of contracts needs is kept.
 */
#ifndef CL_DOCUMENT_DOCX_STYLES_H
#define CL_DOCUMENT_DOCX_STYLES_H

#include "document/package.h"

enum { CL_UNSET = -1 };

/* 0, 1 or CL_UNSET */
typedef struct cl_run_properties {
    int bold, underline, caps, small_caps, vanish;
} cl_run_properties;

typedef struct cl_paragraph_properties {
    int num_id, level; /* automatic numbering; num_id 0 switches it off */
    int outline;       /* from 0; 9 is body text */
    int centered, page_break;
    int indent; /* twips */
} cl_paragraph_properties;

#define CL_RUN_UNSET ((cl_run_properties){CL_UNSET, CL_UNSET, CL_UNSET, CL_UNSET, CL_UNSET})
#define CL_PARAGRAPH_UNSET                                                                         \
    ((cl_paragraph_properties){CL_UNSET, CL_UNSET, CL_UNSET, CL_UNSET, CL_UNSET, CL_UNSET})

/* Takes in one child of w:rPr or w:pPr; others are ignored. */
void cl_run_properties_read(cl_run_properties *properties, const cl_xml_element *element);
void cl_paragraph_properties_read(cl_paragraph_properties *properties,
                                  const cl_xml_element *element);

typedef struct cl_style {
    const char *id, *name; /* name as in the file, e.g. "heading 1" */
    char type;             /* 'p', 'c', 't' or 'n' (numbering) */
    bool is_default, resolved;
    const char *based_on;
    /* Once resolved, these hold what the whole chain says. */
    cl_paragraph_properties paragraph;
    cl_run_properties run;
    const char *num_style; /* id of the style in the chain that names the list */
    uint32_t order;
} cl_style;

typedef struct cl_styles cl_styles;

cl_styles *cl_styles_new(cl_arena *arena);
cl_status cl_styles_read(cl_styles *styles, cl_package *package, const char *part, cl_error *error);
/* By id, resolved; for an empty or unknown id the default of that type, or NULL. */
const cl_style *cl_styles_get(cl_styles *styles, char type, cl_text id);
const cl_run_properties *cl_styles_defaults(const cl_styles *styles);

#endif
