/* SPDX-License-Identifier: MIT */
#include "document/docx_numbering.h"

#include <string.h>

#include "document/docx_lists.h"
#include "document/docx_number_format.h"

enum { LINK_STEPS = 4 };

struct cl_numbering {
    cl_styles *styles;
    cl_lists lists;
    bool broken;
};

cl_numbering *cl_numbering_new(cl_arena *arena, cl_styles *styles) {
    cl_numbering *numbering = CL_NEW(arena, cl_numbering);
    numbering->lists.arena = arena;
    numbering->styles = styles;
    return numbering;
}

cl_status cl_numbering_read(cl_numbering *numbering, cl_package *package, const char *part,
                            cl_error *error) {
    return cl_lists_read(&numbering->lists, package, part, error);
}

/* ---- lists and levels ---- */

/* An abstract list may stand for that of a numbering style (17.9.21); the chain is cut after a few
 * steps because files contain cycles. */
static cl_abstract_list *abstract_of(cl_numbering *numbering, const cl_list *list) {
    cl_abstract_list *found = cl_lists_find_abstract(&numbering->lists, list->abstract_id);
    for (int i = 0; i < LINK_STEPS && found != NULL && found->num_style_link != NULL; i++) {
        const cl_style *style =
            cl_styles_get(numbering->styles, 'n', cl_text_from(found->num_style_link));
        const cl_list *next = style != NULL && style->paragraph.num_id > 0
                                  ? cl_lists_find(&numbering->lists, style->paragraph.num_id)
                                  : NULL;
        cl_abstract_list *other =
            next != NULL ? cl_lists_find_abstract(&numbering->lists, next->abstract_id) : NULL;
        if (other == NULL || other == found) {
            break;
        }
        found = other;
    }
    return found;
}

static const cl_list_level *level_of(const cl_abstract_list *list, const cl_list *instance,
                                     int ilvl) {
    if (instance->overrides != NULL && instance->overrides[ilvl].level.present) {
        return &instance->overrides[ilvl].level;
    }
    return &list->levels[ilvl];
}

/* 17.9.25, 17.9.26: a level that does not say starts at 0, one that is missing at 1. */
static int start_of(const cl_abstract_list *list, const cl_list *instance, int ilvl) {
    if (instance->overrides != NULL && instance->overrides[ilvl].start != CL_UNSET) {
        return instance->overrides[ilvl].start;
    }
    int start = level_of(list, instance, ilvl)->start;
    return start != CL_UNSET ? start : level_of(list, instance, ilvl)->present ? 0 : 1;
}

/* A level that is counted starts those below it afresh (17.9.10) and those above it that were not
 * shown yet. */
static void count(cl_abstract_list *list, cl_list *instance, int ilvl, int story) {
    unsigned bit = 1u << ilvl;
    cl_list_counters *now = &list->stories[story];
    bool restarts = instance->overrides != NULL && instance->overrides[ilvl].start != CL_UNSET &&
                    (instance->used[story] & bit) == 0;
    if (restarts || !now->started[ilvl]) {
        now->counts[ilvl] = start_of(list, instance, ilvl);
        now->started[ilvl] = true;
    } else {
        now->counts[ilvl]++;
    }
    instance->used[story] |= bit;
    for (int deeper = ilvl + 1; deeper < CL_LIST_LEVELS; deeper++) {
        int restart = level_of(list, instance, deeper)->restart;
        if (restart == CL_UNSET || ilvl < restart) {
            now->started[deeper] = false;
        }
    }
    for (int upper = 0; upper < ilvl; upper++) {
        if (!now->started[upper]) {
            now->counts[upper] = start_of(list, instance, upper);
            now->started[upper] = true;
        }
    }
}

void cl_numbering_begin_story(cl_numbering *numbering) {
    for (size_t i = 0; i < numbering->lists.abstract_count; i++) {
        memset(numbering->lists.abstracts[i]->stories, 0,
               sizeof numbering->lists.abstracts[i]->stories);
    }
    for (size_t i = 0; i < numbering->lists.count; i++) {
        memset(numbering->lists.items[i].used, 0, sizeof numbering->lists.items[i].used);
    }
}

/* ---- labels ---- */

/* Bullets are mostly characters of symbol fonts in the private use area. */
static uint32_t bullet_of(uint32_t code_point) {
    return code_point >= 0xE000 && code_point <= 0xF8FF ? 0x2022 : code_point;
}

static void add_clean(cl_buffer *out, size_t start, uint32_t code_point) {
    if (code_point == 0xA0 || code_point == 0x3000 || code_point <= ' ') {
        if (out->length > start && out->bytes[out->length - 1] != ' ') {
            cl_buffer_add_char(out, ' ');
        }
    } else if (code_point != 0xAD && code_point != 0x200B && code_point != 0xFEFF) {
        cl_buffer_add_code_point(out, code_point);
    }
}

/* The format of a place of the label; a legal level shows all of them as decimals. */
static const char *format_at(const cl_abstract_list *list, const cl_list *instance, int place,
                             bool legal) {
    const char *format = level_of(list, instance, place)->format;
    bool kept =
        format != NULL && (strcmp(format, "decimalZero") == 0 || strcmp(format, "none") == 0);
    return legal && !kept ? NULL : format;
}

/* Bullets of symbol fonts that have a character of their own in Unicode. */
static void settle_bullet(const cl_list_level *own, size_t start, bool bullet, cl_buffer *label) {
    if (own->picture || (bullet && label->length == start && own->text[0] != '\0')) {
        label->length = start;
        cl_buffer_add_code_point(label, 0x2022);
    }
    if (bullet && label->length == start + 1 && label->bytes[start] == 'o') {
        label->length = start; /* the hollow bullet is this letter in a typewriter font */
        cl_buffer_add_code_point(label, 0x25E6);
    }
}

/* Appends w:lvlText with "%1" … "%9" replaced by the numbers of the levels (17.9.11). */
static void display(cl_abstract_list *list, cl_list *instance, int ilvl, int story,
                    cl_buffer *label, cl_numbered *result) {
    const cl_list_level *own = level_of(list, instance, ilvl);
    cl_text text = cl_text_from(own->text);
    size_t start = label->length;
    for (size_t i = 0, size; i < text.length; i += size) {
        uint32_t code_point = cl_utf8_decode(text, i, &size);
        int place = code_point == '%' && i + 1 < text.length ? text.bytes[i + 1] - '1' : -1;
        if (result->bullet || place < 0 || place >= CL_LIST_LEVELS) {
            add_clean(label, start, bullet_of(code_point));
            continue;
        }
        size = 2;
        if (place <= ilvl) { /* Word shows nothing for a level below this one */
            const char *format = format_at(list, instance, place, own->legal);
            result->doubtful |=
                !cl_number_format(format, list->stories[story].counts[place], label);
        }
    }
    settle_bullet(own, start, result->bullet, label);
    while (label->length > start && label->bytes[label->length - 1] == ' ') {
        label->bytes[--label->length] = '\0';
    }
}

static int level_by_style(const cl_abstract_list *list, const cl_list *instance,
                          const char *style) {
    for (int i = 0; style != NULL && i < CL_LIST_LEVELS; i++) {
        const char *linked = level_of(list, instance, i)->style;
        if (linked != NULL && strcmp(linked, style) == 0) {
            return i;
        }
    }
    return CL_UNSET;
}

static int choose_level(const cl_abstract_list *list, const cl_list *instance,
                        const cl_style *style, bool direct, int ilvl) {
    if (!direct && ilvl == CL_UNSET && style != NULL) {
        ilvl = level_by_style(list, instance, style->id);
        ilvl = ilvl != CL_UNSET ? ilvl : level_by_style(list, instance, style->num_style);
        ilvl = ilvl != CL_UNSET ? ilvl : style->paragraph.level;
    } else if (ilvl == CL_UNSET && style != NULL) {
        ilvl = style->paragraph.level; /* list and level are properties of their own */
    }
    return ilvl < 0 ? 0 : ilvl >= CL_LIST_LEVELS ? CL_LIST_LEVELS - 1 : ilvl;
}

bool cl_numbering_next(cl_numbering *numbering, const cl_style *style, int num_id, int ilvl,
                       bool in_box, cl_buffer *label, cl_numbered *result) {
    bool direct = num_id != CL_UNSET;
    if (!direct && style != NULL) {
        num_id = style->paragraph.num_id;
    }
    if (num_id <= 0) {
        return false;
    }
    cl_list *instance = cl_lists_find(&numbering->lists, num_id);
    cl_abstract_list *list = instance != NULL ? abstract_of(numbering, instance) : NULL;
    if (list == NULL) {
        numbering->broken = true;
        return false;
    }
    ilvl = choose_level(list, instance, style, direct, ilvl);
    const cl_list_level *own = level_of(list, instance, ilvl);
    *result = (cl_numbered){.level = ilvl, .indent = own->present ? own->indent : CL_UNSET};
    if (!own->present) {
        return true;
    }
    result->bullet = own->format != NULL && strcmp(own->format, "bullet") == 0;
    count(list, instance, ilvl, in_box);
    if (!own->hidden) {
        display(list, instance, ilvl, in_box, label, result);
    }
    return true;
}

bool cl_numbering_broken(const cl_numbering *numbering) {
    return numbering->broken;
}
