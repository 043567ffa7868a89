/* SPDX-License-Identifier: MIT */
#include "document/docx_lists.h"

#include <stdlib.h>

/* What is open while the elements of the part go by. */
typedef struct reader {
    cl_lists *lists;
    cl_abstract_list *in_abstract;
    cl_list *in_list;
    cl_level_override *in_override;
    cl_list_level *in_level;
    bool in_run, chosen; /* chosen: a choice of the mc:AlternateContent was read */
    unsigned ignore;     /* depth inside an element that is not read */
} reader;

static const char *value_of(reader *r, const cl_xml_element *element) {
    cl_text text = cl_xml_attribute(element, "val");
    return cl_arena_copy(r->lists->arena, text.bytes ? text.bytes : "", text.length);
}

static void start_abstract(reader *r, const cl_xml_element *element) {
    r->lists->abstracts =
        cl_arena_grow(r->lists->arena, r->lists->abstracts, r->lists->abstract_count,
                      &r->lists->abstract_capacity, sizeof(cl_abstract_list *));
    cl_abstract_list *made = CL_NEW(r->lists->arena, cl_abstract_list);
    made->id = cl_xml_integer(element, "abstractNumId", CL_UNSET);
    made->order = (uint32_t)r->lists->abstract_count;
    r->lists->abstracts[r->lists->abstract_count++] = made;
    r->in_abstract = made;
}

static void start_list(reader *r, const cl_xml_element *element) {
    r->lists->items = cl_arena_grow(r->lists->arena, r->lists->items, r->lists->count,
                                    &r->lists->capacity, sizeof *r->lists->items);
    cl_list *made = &r->lists->items[r->lists->count];
    *made = (cl_list){.id = cl_xml_integer(element, "numId", CL_UNSET),
                      .abstract_id = CL_UNSET,
                      .order = (uint32_t)r->lists->count++};
    r->in_list = made;
}

static void start_override(reader *r, const cl_xml_element *element) {
    int ilvl = cl_xml_integer(element, "ilvl", CL_UNSET);
    if (r->in_list == NULL || ilvl < 0 || ilvl >= CL_LIST_LEVELS) {
        return;
    }
    cl_list *owner = r->in_list;
    if (owner->overrides == NULL) {
        owner->overrides = CL_ARRAY(r->lists->arena, CL_LIST_LEVELS, cl_level_override);
        for (int i = 0; i < CL_LIST_LEVELS; i++) {
            owner->overrides[i].start = CL_UNSET;
        }
    }
    r->in_override = &owner->overrides[ilvl];
}

static void start_level(reader *r, const cl_xml_element *element) {
    int ilvl = cl_xml_integer(element, "ilvl", CL_UNSET);
    if (r->in_override != NULL) {
        r->in_level = &r->in_override->level;
    } else if (r->in_abstract != NULL && ilvl >= 0 && ilvl < CL_LIST_LEVELS) {
        r->in_level = &r->in_abstract->levels[ilvl];
    } else {
        return;
    }
    *r->in_level = (cl_list_level){
        .present = true, .start = CL_UNSET, .restart = CL_UNSET, .indent = CL_UNSET, .text = ""};
}

/* A format of one's own, "001, 002, 003, ...", is kept as that list ([MS-DOCX], numFmt). */
static const char *format_of(reader *r, const cl_xml_element *element) {
    cl_text list = cl_xml_attribute(element, "format");
    bool custom = cl_text_equal(cl_xml_attribute(element, "val"), CL_TEXT("custom"));
    return custom && list.length > 0 ? cl_arena_copy(r->lists->arena, list.bytes, list.length)
                                     : value_of(r, element);
}

static void read_level(reader *r, cl_list_level *current, const cl_xml_element *element) {
    switch (element->name) {
    case CL_XML_START:
        current->start = cl_xml_integer(element, "val", CL_UNSET);
        break;
    case CL_XML_NUM_FMT:
        current->format = format_of(r, element);
        break;
    case CL_XML_LVL_TEXT:
        current->text = value_of(r, element);
        break;
    case CL_XML_LVL_RESTART:
        current->restart = cl_xml_integer(element, "val", CL_UNSET);
        break;
    case CL_XML_IS_LGL:
        current->legal = cl_xml_on(element);
        break;
    case CL_XML_LVL_PIC_BULLET:
        current->picture = true;
        break;
    case CL_XML_P_STYLE:
        current->style = value_of(r, element);
        break;
    case CL_XML_IND: {
        cl_paragraph_properties properties = CL_PARAGRAPH_UNSET;
        cl_paragraph_properties_read(&properties, element);
        current->indent = properties.indent;
        break;
    }
    case CL_XML_VANISH:
        current->hidden = r->in_run && cl_xml_on(element);
        break;
    default:
        break;
    }
}

/* Of mc:AlternateContent the first choice we understand is read, else the fallback. */
static bool is_other_choice(reader *r, const cl_xml_element *element) {
    switch (element->name) {
    case CL_XML_MC_ALTERNATE:
        r->chosen = false;
        return false;
    case CL_XML_MC_CHOICE:
        if (r->chosen || !cl_xml_requirements_met(element)) {
            return true;
        }
        r->chosen = true;
        return false;
    case CL_XML_MC_FALLBACK:
        return r->chosen;
    default:
        return false;
    }
}

static cl_status on_start(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    reader *r = user;
    if (r->ignore > 0 || element->name == CL_XML_R_PR_CHANGE ||
        element->name == CL_XML_P_PR_CHANGE) {
        r->ignore++;
        return CL_OK;
    }
    if (is_other_choice(r, element)) {
        r->ignore = 1;
        return CL_OK;
    }
    switch (element->name) {
    case CL_XML_ABSTRACT_NUM:
        start_abstract(r, element);
        break;
    case CL_XML_NUM:
        start_list(r, element);
        break;
    case CL_XML_ABSTRACT_NUM_ID:
        if (r->in_list != NULL) {
            r->in_list->abstract_id = cl_xml_integer(element, "val", CL_UNSET);
        }
        break;
    case CL_XML_NUM_STYLE_LINK:
        if (r->in_abstract != NULL) {
            r->in_abstract->num_style_link = value_of(r, element);
        }
        break;
    case CL_XML_LVL_OVERRIDE:
        start_override(r, element);
        break;
    case CL_XML_START_OVERRIDE:
        if (r->in_override != NULL) {
            r->in_override->start = cl_xml_integer(element, "val", CL_UNSET);
        }
        break;
    case CL_XML_LVL:
        start_level(r, element);
        break;
    case CL_XML_R_PR:
        r->in_run = true;
        break;
    default:
        if (r->in_level != NULL) {
            read_level(r, r->in_level, element);
        }
    }
    return CL_OK;
}

static cl_status on_end(void *user, cl_xml_name name, cl_error *error) {
    (void)error;
    reader *r = user;
    if (r->ignore > 0) {
        r->ignore--;
        return CL_OK;
    }
    switch (name) {
    case CL_XML_ABSTRACT_NUM:
        r->in_abstract = NULL;
        break;
    case CL_XML_NUM:
        r->in_list = NULL;
        break;
    case CL_XML_LVL_OVERRIDE:
        r->in_override = NULL;
        break;
    case CL_XML_LVL:
        r->in_level = NULL;
        break;
    case CL_XML_R_PR:
        r->in_run = false;
        break;
    default:
        break;
    }
    return CL_OK;
}

static int compare(int a, int b, uint32_t a_order, uint32_t b_order) {
    if (a != b) {
        return a < b ? -1 : 1;
    }
    return (a_order > b_order) - (a_order < b_order);
}

static int by_abstract(const void *a, const void *b) {
    const cl_abstract_list *left = *(cl_abstract_list *const *)a,
                           *right = *(cl_abstract_list *const *)b;
    return compare(left->id, right->id, left->order, right->order);
}

static int by_list(const void *a, const void *b) {
    const cl_list *left = a, *right = b;
    return compare(left->id, right->id, left->order, right->order);
}

cl_status cl_lists_read(cl_lists *lists, cl_package *package, const char *part, cl_error *error) {
    reader reader = {.lists = lists};
    cl_xml_handler handler = {&reader, on_start, on_end, NULL};
    cl_status status = cl_package_parse(package, part, &handler, error);
    if (status == CL_OK && lists->abstract_count > 0) {
        qsort(lists->abstracts, lists->abstract_count, sizeof *lists->abstracts, by_abstract);
    }
    if (status == CL_OK && lists->count > 0) {
        qsort(lists->items, lists->count, sizeof *lists->items, by_list);
    }
    return status;
}

cl_list *cl_lists_find(const cl_lists *lists, int id) {
    size_t low = 0, high = lists->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lists->items[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < lists->count && lists->items[low].id == id ? &lists->items[low] : NULL;
}

cl_abstract_list *cl_lists_find_abstract(const cl_lists *lists, int id) {
    size_t low = 0, high = lists->abstract_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (lists->abstracts[middle]->id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < lists->abstract_count && lists->abstracts[low]->id == id ? lists->abstracts[low]
                                                                          : NULL;
}
