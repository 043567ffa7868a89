/* SPDX-License-Identifier: MIT */
#include "document/docx_styles.h"

#include <stdlib.h>
#include <string.h>

/* Longer chains are cut: Word itself stops at about ten. It also ends cycles. */
enum { CHAIN = 24 };

struct cl_styles {
    cl_arena *arena;
    cl_style *items;
    size_t count, capacity;
    cl_run_properties defaults;
    cl_style *default_paragraph;
    /* while reading */
    cl_style *current;
    bool in_defaults, in_run, in_paragraph;
    unsigned ignore; /* depth inside a w:…Change */
};

void cl_run_properties_read(cl_run_properties *properties, const cl_xml_element *element) {
    switch (element->name) {
    case CL_XML_B:
        properties->bold = cl_xml_on(element);
        break;
    case CL_XML_CAPS:
        properties->caps = cl_xml_on(element);
        break;
    case CL_XML_SMALL_CAPS:
        properties->small_caps = cl_xml_on(element);
        break;
    case CL_XML_VANISH:
        properties->vanish = cl_xml_on(element);
        break;
    case CL_XML_U:
        properties->underline =
            !cl_text_equal(cl_xml_attribute(element, "val"), CL_TEXT("none")) && cl_xml_on(element);
        break;
    default:
        break;
    }
}

static int read_indent(const cl_xml_element *element, int otherwise) {
    int left = cl_xml_integer(element, "start", CL_UNSET);
    left = cl_xml_integer(element, "left", left);
    return left < 0 ? otherwise : left;
}

void cl_paragraph_properties_read(cl_paragraph_properties *properties,
                                  const cl_xml_element *element) {
    switch (element->name) {
    case CL_XML_NUM_ID:
        properties->num_id = cl_xml_integer(element, "val", CL_UNSET);
        break;
    case CL_XML_ILVL:
        properties->level = cl_xml_integer(element, "val", CL_UNSET);
        break;
    case CL_XML_OUTLINE_LVL:
        properties->outline = cl_xml_integer(element, "val", CL_UNSET);
        break;
    case CL_XML_JC:
        properties->centered = cl_text_equal(cl_xml_attribute(element, "val"), CL_TEXT("center"));
        break;
    case CL_XML_PAGE_BREAK_BEFORE:
        properties->page_break = cl_xml_on(element);
        break;
    case CL_XML_IND:
        properties->indent = read_indent(element, properties->indent);
        break;
    default:
        break;
    }
}

static cl_style *add(cl_styles *styles, const cl_xml_element *element) {
    styles->items = cl_arena_grow(styles->arena, styles->items, styles->count, &styles->capacity,
                                  sizeof *styles->items);
    cl_style *style = &styles->items[styles->count];
    cl_text id = cl_xml_attribute(element, "styleId");
    cl_text type = cl_xml_attribute(element, "type");
    cl_text is_default = cl_xml_attribute(element, "default");
    *style = (cl_style){.id = cl_arena_copy(styles->arena, id.bytes ? id.bytes : "", id.length),
                        .name = "",
                        .type = type.length > 0 ? type.bytes[0] : 'p',
                        .paragraph = CL_PARAGRAPH_UNSET,
                        .run = CL_RUN_UNSET,
                        .order = (uint32_t)styles->count++};
    style->is_default =
        cl_text_equal(is_default, CL_TEXT("1")) || cl_text_equal(is_default, CL_TEXT("true"));
    return style;
}

static const char *value(cl_styles *styles, const cl_xml_element *element) {
    cl_text text = cl_xml_attribute(element, "val");
    return cl_arena_copy(styles->arena, text.bytes ? text.bytes : "", text.length);
}

static bool is_change(cl_xml_name name) {
    return name == CL_XML_P_PR_CHANGE || name == CL_XML_R_PR_CHANGE ||
           name == CL_XML_TBL_PR_CHANGE || name == CL_XML_TBL_PR_EX_CHANGE ||
           name == CL_XML_TC_PR_CHANGE || name == CL_XML_TR_PR_CHANGE;
}

static cl_status on_start(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    cl_styles *styles = user;
    if (styles->ignore > 0 || is_change(element->name)) {
        styles->ignore++;
        return CL_OK;
    }
    cl_style *style = styles->current;
    switch (element->name) {
    case CL_XML_STYLE:
        styles->current = add(styles, element);
        break;
    case CL_XML_DOC_DEFAULTS:
        styles->in_defaults = true;
        break;
    case CL_XML_R_PR:
        styles->in_run = true;
        break;
    case CL_XML_P_PR:
        styles->in_paragraph = true;
        break;
    case CL_XML_NAME:
        if (style != NULL) {
            style->name = value(styles, element);
        }
        break;
    case CL_XML_BASED_ON:
        if (style != NULL) {
            style->based_on = value(styles, element);
        }
        break;
    default:
        if (styles->in_run && (style != NULL || styles->in_defaults)) {
            cl_run_properties_read(style != NULL ? &style->run : &styles->defaults, element);
        } else if (styles->in_paragraph && style != NULL) {
            cl_paragraph_properties_read(&style->paragraph, element);
        }
    }
    return CL_OK;
}

static cl_status on_end(void *user, cl_xml_name name, cl_error *error) {
    (void)error;
    cl_styles *styles = user;
    if (styles->ignore > 0) {
        styles->ignore--;
        return CL_OK;
    }
    switch (name) {
    case CL_XML_STYLE:
        styles->current = NULL;
        break;
    case CL_XML_DOC_DEFAULTS:
        styles->in_defaults = false;
        break;
    case CL_XML_R_PR:
        styles->in_run = false;
        break;
    case CL_XML_P_PR:
        styles->in_paragraph = false;
        break;
    default:
        break;
    }
    return CL_OK;
}

static int by_id(const void *a, const void *b) {
    const cl_style *left = a, *right = b;
    int order = strcmp(left->id, right->id);
    return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

cl_styles *cl_styles_new(cl_arena *arena) {
    cl_styles *styles = CL_NEW(arena, cl_styles);
    styles->arena = arena;
    styles->defaults = CL_RUN_UNSET;
    return styles;
}

cl_status cl_styles_read(cl_styles *styles, cl_package *package, const char *part,
                         cl_error *error) {
    cl_xml_handler handler = {styles, on_start, on_end, NULL};
    cl_status status = cl_package_parse(package, part, &handler, error);
    if (status != CL_OK || styles->count == 0) {
        return status;
    }
    qsort(styles->items, styles->count, sizeof *styles->items, by_id);
    for (size_t i = 0; i < styles->count; i++) {
        if (styles->items[i].type == 'p' && styles->items[i].is_default) {
            styles->default_paragraph = &styles->items[i];
            break;
        }
    }
    return CL_OK;
}

static cl_style *find(cl_styles *styles, cl_text id) {
    size_t low = 0, high = styles->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const char *other = styles->items[middle].id;
        int order = strncmp(other, id.bytes, id.length);
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < styles->count && cl_text_equal(cl_text_from(styles->items[low].id), id)
               ? &styles->items[low]
               : NULL;
}

static void inherit(int *mine, int theirs) {
    if (*mine == CL_UNSET) {
        *mine = theirs;
    }
}

static void resolve(cl_styles *styles, cl_style *style) {
    style->resolved = true;
    if (style->paragraph.num_id != CL_UNSET || style->paragraph.level != CL_UNSET) {
        style->num_style = style->id;
    }
    const cl_style *base = style;
    for (int i = 0; i < CHAIN && base->based_on != NULL && base->based_on[0] != '\0'; i++) {
        cl_style *next = find(styles, cl_text_from(base->based_on));
        if (next == NULL || next == style || next->type != style->type) {
            return;
        }
        base = next;
        inherit(&style->paragraph.num_id, base->paragraph.num_id);
        inherit(&style->paragraph.level, base->paragraph.level);
        inherit(&style->paragraph.outline, base->paragraph.outline);
        inherit(&style->paragraph.centered, base->paragraph.centered);
        inherit(&style->paragraph.page_break, base->paragraph.page_break);
        inherit(&style->paragraph.indent, base->paragraph.indent);
        inherit(&style->run.bold, base->run.bold);
        inherit(&style->run.underline, base->run.underline);
        inherit(&style->run.caps, base->run.caps);
        inherit(&style->run.small_caps, base->run.small_caps);
        inherit(&style->run.vanish, base->run.vanish);
        if (style->num_style == NULL && (base->paragraph.num_id != CL_UNSET)) {
            style->num_style = base->num_style != NULL ? base->num_style : base->id;
        }
        if (base->resolved) {
            return; /* it already speaks for all that follow */
        }
    }
}

const cl_style *cl_styles_get(cl_styles *styles, char type, cl_text id) {
    cl_style *style = id.length > 0 ? find(styles, id) : NULL;
    if (style == NULL || style->type != type) {
        style = type == 'p' ? styles->default_paragraph : NULL;
    }
    if (style != NULL && !style->resolved) {
        resolve(styles, style);
    }
    return style;
}

const cl_run_properties *cl_styles_defaults(const cl_styles *styles) {
    return &styles->defaults;
}
