/* SPDX-License-Identifier: MIT
 *
 * The lists of a DOCX as its numbering part defines them (ECMA-376 17.9): instances (w:num) of
 * abstract lists (w:abstractNum) of nine levels, some of which an instance overrides. Read once by
 * docx_lists.c; counted by docx_numbering.c, whose counters stand beside what they count. Lies in
 * the arena. Private to this folder.
 */
#ifndef CL_DOCUMENT_DOCX_LISTS_H
#define CL_DOCUMENT_DOCX_LISTS_H

#include "document/docx_styles.h"

enum {
    CL_LIST_LEVELS = 9,
    /* Text boxes are a story of their own beside the one that is read: each counts from the start.
     */
    CL_LIST_STORIES = 2,
};

typedef struct cl_list_level {
    bool present, legal, hidden, picture;
    int start, restart, indent; /* CL_UNSET when not given */
    const char *format, *text, *style;
} cl_list_level;

typedef struct cl_list_counters {
    int counts[CL_LIST_LEVELS];
    bool started[CL_LIST_LEVELS];
} cl_list_counters;

typedef struct cl_abstract_list {
    int id;
    uint32_t order; /* in the file: the first of an id counts */
    cl_list_level levels[CL_LIST_LEVELS];
    const char *num_style_link; /* the numbering style that says what it is, or NULL */
    cl_list_counters stories[CL_LIST_STORIES];
} cl_abstract_list;

typedef struct cl_level_override {
    int start; /* or CL_UNSET */
    cl_list_level level;
} cl_level_override;

typedef struct cl_list {
    int id, abstract_id;
    uint32_t order;
    cl_level_override *overrides;   /* CL_LIST_LEVELS of them, or NULL */
    unsigned used[CL_LIST_STORIES]; /* bit per level whose start override has had its effect */
} cl_list;

typedef struct cl_lists {
    cl_arena *arena;
    cl_abstract_list **abstracts; /* by id once read */
    size_t abstract_count, abstract_capacity;
    cl_list *items; /* by id once read */
    size_t count, capacity;
} cl_lists;

/* Adds the lists of a part to those that were read. Errors: those of cl_package_parse. */
cl_status cl_lists_read(cl_lists *lists, cl_package *package, const char *part, cl_error *error);
/* NULL when there is none. */
cl_list *cl_lists_find(const cl_lists *lists, int id);
cl_abstract_list *cl_lists_find_abstract(const cl_lists *lists, int id);

#endif
