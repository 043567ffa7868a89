/* SPDX-License-Identifier: MIT */
#include "document/docx_numbering.h"

#include <stdlib.h>
#include <string.h>

enum { LEVELS = 9, LINK_STEPS = 4 };

typedef struct level {
    bool present, legal, hidden, picture;
    int start, restart, indent; /* CL_UNSET when not given */
    const char *format, *text, *style;
} level;

/* Text boxes are a story of their own beside the one that is read: each counts from the start. */
enum { STORIES = 2 };

typedef struct counters {
    int counts[LEVELS];
    bool started[LEVELS];
} counters;

typedef struct abstract {
    int id;
    uint32_t order;
    level levels[LEVELS];
    const char *style_link, *num_style_link;
    counters stories[STORIES];
} abstract;

typedef struct override {
    int start; /* or CL_UNSET */
    level level;
} override;

typedef struct num {
    int id, abstract_id;
    uint32_t order;
    override *overrides;    /* LEVELS of them, or NULL */
    unsigned used[STORIES]; /* bit per level whose start override has had its effect */
} num;

struct cl_numbering {
    cl_arena *arena;
    cl_styles *styles;
    abstract **abstracts; /* by id once read */
    size_t abstract_count, abstract_capacity;
    num *nums; /* by id once read */
    size_t num_count, num_capacity;
    bool broken;
    /* while reading */
    abstract *in_abstract;
    num *in_num;
    override *in_override;
    level *in_level;
    bool in_run, chosen; /* chosen: a choice of the mc:AlternateContent was read */
    unsigned ignore;
};

/* --- number formats --- */

static void add_letters(int value, char first, cl_buffer *out) {
    if (value < 1) {
        cl_buffer_add_char(out, '0');
        return;
    }
    /* Word begins again after thirty times z. */
    value = (value - 1) % (30 * 26) + 1;
    int repeat = (value - 1) / 26 + 1;
    for (int i = 0; i < repeat; i++) {
        cl_buffer_add_char(out, (char)(first + (value - 1) % 26));
    }
}

static void add_roman(int value, bool upper, cl_buffer *out) {
    static const struct {
        int value;
        const char *upper, *lower;
    } steps[] = {{1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"}, {400, "CD", "cd"},
                 {100, "C", "c"},  {90, "XC", "xc"},  {50, "L", "l"},  {40, "XL", "xl"},
                 {10, "X", "x"},   {9, "IX", "ix"},   {5, "V", "v"},   {4, "IV", "iv"},
                 {1, "I", "i"}};
    if (value < 1 || value > 32767) {
        cl_buffer_printf(out, "%d", value);
        return;
    }
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        for (; value >= steps[i].value; value -= steps[i].value) {
            cl_buffer_add_string(out, upper ? steps[i].upper : steps[i].lower);
        }
    }
}

static const char *const units[][2] = {
    {"zero", "zeroth"},         {"one", "first"},           {"two", "second"},
    {"three", "third"},         {"four", "fourth"},         {"five", "fifth"},
    {"six", "sixth"},           {"seven", "seventh"},       {"eight", "eighth"},
    {"nine", "ninth"},          {"ten", "tenth"},           {"eleven", "eleventh"},
    {"twelve", "twelfth"},      {"thirteen", "thirteenth"}, {"fourteen", "fourteenth"},
    {"fifteen", "fifteenth"},   {"sixteen", "sixteenth"},   {"seventeen", "seventeenth"},
    {"eighteen", "eighteenth"}, {"nineteen", "nineteenth"},
};
static const char *const tens[][2] = {
    {"", ""},
    {"", ""},
    {"twenty", "twentieth"},
    {"thirty", "thirtieth"},
    {"forty", "fortieth"},
    {"fifty", "fiftieth"},
    {"sixty", "sixtieth"},
    {"seventy", "seventieth"},
    {"eighty", "eightieth"},
    {"ninety", "ninetieth"},
};

static void add_below_hundred(int value, bool ordinal, cl_buffer *out) {
    if (value < 20) {
        cl_buffer_add_string(out, units[value][ordinal]);
        return;
    }
    cl_buffer_add_string(out, tens[value / 10][ordinal && value % 10 == 0]);
    if (value % 10 != 0) {
        cl_buffer_add_char(out, '-');
        cl_buffer_add_string(out, units[value % 10][ordinal]);
    }
}

static void add_words(int value, bool ordinal, cl_buffer *out) {
    if (value < 0 || value > 9999) {
        cl_buffer_printf(out, "%d", value);
        return;
    }
    size_t start = out->length;
    static const struct {
        int size;
        const char *cardinal, *ordinal;
    } groups[] = {{1000, " thousand", " thousandth"}, {100, " hundred", " hundredth"}};
    for (size_t i = 0; i < 2; i++) {
        if (value >= groups[i].size) {
            add_below_hundred(value / groups[i].size, false, out);
            value %= groups[i].size;
            cl_buffer_add_string(out,
                                 value == 0 && ordinal ? groups[i].ordinal : groups[i].cardinal);
            if (value == 0) {
                break;
            }
            cl_buffer_add_char(out, ' ');
        }
    }
    if (value > 0 || out->length == start) {
        add_below_hundred(value, ordinal, out);
    }
    if (cl_is_lower((unsigned char)out->bytes[start])) {
        out->bytes[start] = (char)(out->bytes[start] - 'a' + 'A');
    }
}

static void add_ordinal(int value, cl_buffer *out) {
    int last = value % 10, two = value % 100;
    const char *suffix = two >= 11 && two <= 13 ? "th"
                         : last == 1            ? "st"
                         : last == 2            ? "nd"
                         : last == 3            ? "rd"
                                                : "th";
    cl_buffer_printf(out, "%d%s", value, suffix);
}

static void add_full_width(int value, cl_buffer *out) {
    char digits[16];
    size_t count = 0;
    for (int rest = value < 0 ? 0 : value; count == 0 || rest > 0; rest /= 10) {
        digits[count++] = (char)(rest % 10);
    }
    while (count > 0) {
        cl_buffer_add_code_point(out, 0xFF10u + (uint32_t)digits[--count]);
    }
}

bool cl_number_format(const char *format, int value, cl_buffer *out) {
    if (format == NULL || strcmp(format, "decimal") == 0) {
        cl_buffer_printf(out, "%d", value);
    } else if (strcmp(format, "lowerLetter") == 0 || strcmp(format, "upperLetter") == 0) {
        add_letters(value, format[0] == 'l' ? 'a' : 'A', out);
    } else if (strcmp(format, "lowerRoman") == 0 || strcmp(format, "upperRoman") == 0) {
        add_roman(value, format[0] == 'u', out);
    } else if (strcmp(format, "none") == 0) {
        return true;
    } else if (strcmp(format, "decimalZero") == 0) {
        cl_buffer_printf(out, "%02d", value);
    } else if (strcmp(format, "ordinal") == 0) {
        add_ordinal(value, out);
    } else if (strcmp(format, "cardinalText") == 0 || strcmp(format, "ordinalText") == 0) {
        add_words(value, format[0] == 'o', out);
    } else if (strcmp(format, "hex") == 0) {
        cl_buffer_printf(out, "%X", (unsigned)value);
    } else if (strcmp(format, "numberInDash") == 0) {
        cl_buffer_printf(out, "- %d -", value);
    } else if (strcmp(format, "decimalFullWidth") == 0) {
        add_full_width(value, out);
    } else if (strcmp(format, "decimalEnclosedCircle") == 0 && value >= 1 && value <= 20) {
        cl_buffer_add_code_point(out, 0x245Fu + (uint32_t)value);
    } else if (strcmp(format, "decimalHalfWidth") == 0) {
        cl_buffer_printf(out, "%d", value);
    } else if (cl_is_digit((unsigned char)format[0])) {
        cl_buffer_printf(out, "%0*d", (int)strspn(format, "0123456789") % 16, value);
    } else {
        cl_buffer_printf(out, "%d", value);
        return false;
    }
    return true;
}

/* --- reading --- */

static const char *value_of(cl_numbering *numbering, const cl_xml_element *element) {
    cl_text text = cl_xml_attribute(element, "val");
    return cl_arena_copy(numbering->arena, text.bytes ? text.bytes : "", text.length);
}

static void start_abstract(cl_numbering *numbering, const cl_xml_element *element) {
    numbering->abstracts =
        cl_arena_grow(numbering->arena, numbering->abstracts, numbering->abstract_count,
                      &numbering->abstract_capacity, sizeof(abstract *));
    abstract *made = CL_NEW(numbering->arena, abstract);
    made->id = cl_xml_integer(element, "abstractNumId", CL_UNSET);
    made->order = (uint32_t)numbering->abstract_count;
    numbering->abstracts[numbering->abstract_count++] = made;
    numbering->in_abstract = made;
}

static void start_num(cl_numbering *numbering, const cl_xml_element *element) {
    numbering->nums = cl_arena_grow(numbering->arena, numbering->nums, numbering->num_count,
                                    &numbering->num_capacity, sizeof *numbering->nums);
    num *made = &numbering->nums[numbering->num_count];
    *made = (num){.id = cl_xml_integer(element, "numId", CL_UNSET),
                  .abstract_id = CL_UNSET,
                  .order = (uint32_t)numbering->num_count++};
    numbering->in_num = made;
}

static void start_override(cl_numbering *numbering, const cl_xml_element *element) {
    int ilvl = cl_xml_integer(element, "ilvl", CL_UNSET);
    if (numbering->in_num == NULL || ilvl < 0 || ilvl >= LEVELS) {
        return;
    }
    num *owner = numbering->in_num;
    if (owner->overrides == NULL) {
        owner->overrides = CL_ARRAY(numbering->arena, LEVELS, override);
        for (int i = 0; i < LEVELS; i++) {
            owner->overrides[i].start = CL_UNSET;
        }
    }
    numbering->in_override = &owner->overrides[ilvl];
}

static void start_level(cl_numbering *numbering, const cl_xml_element *element) {
    int ilvl = cl_xml_integer(element, "ilvl", CL_UNSET);
    if (numbering->in_override != NULL) {
        numbering->in_level = &numbering->in_override->level;
    } else if (numbering->in_abstract != NULL && ilvl >= 0 && ilvl < LEVELS) {
        numbering->in_level = &numbering->in_abstract->levels[ilvl];
    } else {
        return;
    }
    *numbering->in_level = (level){
        .present = true, .start = CL_UNSET, .restart = CL_UNSET, .indent = CL_UNSET, .text = ""};
}

/* A format of one's own, "001, 002, 003, ...", is kept as that list ([MS-DOCX], numFmt). */
static const char *format_of(cl_numbering *numbering, const cl_xml_element *element) {
    cl_text list = cl_xml_attribute(element, "format");
    bool custom = cl_text_equal(cl_xml_attribute(element, "val"), CL_TEXT("custom"));
    return custom && list.length > 0 ? cl_arena_copy(numbering->arena, list.bytes, list.length)
                                     : value_of(numbering, element);
}

static void read_level(cl_numbering *numbering, level *current, const cl_xml_element *element) {
    switch (element->name) {
    case CL_XML_START:
        current->start = cl_xml_integer(element, "val", CL_UNSET);
        break;
    case CL_XML_NUM_FMT:
        current->format = format_of(numbering, element);
        break;
    case CL_XML_LVL_TEXT:
        current->text = value_of(numbering, element);
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
        current->style = value_of(numbering, element);
        break;
    case CL_XML_IND: {
        cl_paragraph_properties properties = CL_PARAGRAPH_UNSET;
        cl_paragraph_properties_read(&properties, element);
        current->indent = properties.indent;
        break;
    }
    case CL_XML_VANISH:
        current->hidden = numbering->in_run && cl_xml_on(element);
        break;
    default:
        break;
    }
}

/* Of mc:AlternateContent the first choice we understand is read, else the fallback. */
static bool is_other_choice(cl_numbering *numbering, const cl_xml_element *element) {
    switch (element->name) {
    case CL_XML_MC_ALTERNATE:
        numbering->chosen = false;
        return false;
    case CL_XML_MC_CHOICE:
        if (numbering->chosen || !cl_xml_requirements_met(element)) {
            return true;
        }
        numbering->chosen = true;
        return false;
    case CL_XML_MC_FALLBACK:
        return numbering->chosen;
    default:
        return false;
    }
}

static cl_status on_start(void *user, const cl_xml_element *element, cl_error *error) {
    (void)error;
    cl_numbering *numbering = user;
    if (numbering->ignore > 0 || element->name == CL_XML_R_PR_CHANGE ||
        element->name == CL_XML_P_PR_CHANGE) {
        numbering->ignore++;
        return CL_OK;
    }
    if (is_other_choice(numbering, element)) {
        numbering->ignore = 1;
        return CL_OK;
    }
    switch (element->name) {
    case CL_XML_ABSTRACT_NUM:
        start_abstract(numbering, element);
        break;
    case CL_XML_NUM:
        start_num(numbering, element);
        break;
    case CL_XML_ABSTRACT_NUM_ID:
        if (numbering->in_num != NULL) {
            numbering->in_num->abstract_id = cl_xml_integer(element, "val", CL_UNSET);
        }
        break;
    case CL_XML_STYLE_LINK:
        if (numbering->in_abstract != NULL) {
            numbering->in_abstract->style_link = value_of(numbering, element);
        }
        break;
    case CL_XML_NUM_STYLE_LINK:
        if (numbering->in_abstract != NULL) {
            numbering->in_abstract->num_style_link = value_of(numbering, element);
        }
        break;
    case CL_XML_LVL_OVERRIDE:
        start_override(numbering, element);
        break;
    case CL_XML_START_OVERRIDE:
        if (numbering->in_override != NULL) {
            numbering->in_override->start = cl_xml_integer(element, "val", CL_UNSET);
        }
        break;
    case CL_XML_LVL:
        start_level(numbering, element);
        break;
    case CL_XML_R_PR:
        numbering->in_run = true;
        break;
    default:
        if (numbering->in_level != NULL) {
            read_level(numbering, numbering->in_level, element);
        }
    }
    return CL_OK;
}

static cl_status on_end(void *user, cl_xml_name name, cl_error *error) {
    (void)error;
    cl_numbering *numbering = user;
    if (numbering->ignore > 0) {
        numbering->ignore--;
        return CL_OK;
    }
    switch (name) {
    case CL_XML_ABSTRACT_NUM:
        numbering->in_abstract = NULL;
        break;
    case CL_XML_NUM:
        numbering->in_num = NULL;
        break;
    case CL_XML_LVL_OVERRIDE:
        numbering->in_override = NULL;
        break;
    case CL_XML_LVL:
        numbering->in_level = NULL;
        break;
    case CL_XML_R_PR:
        numbering->in_run = false;
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
    const abstract *left = *(abstract *const *)a, *right = *(abstract *const *)b;
    return compare(left->id, right->id, left->order, right->order);
}

static int by_num(const void *a, const void *b) {
    const num *left = a, *right = b;
    return compare(left->id, right->id, left->order, right->order);
}

cl_numbering *cl_numbering_new(cl_arena *arena, cl_styles *styles) {
    cl_numbering *numbering = CL_NEW(arena, cl_numbering);
    numbering->arena = arena;
    numbering->styles = styles;
    return numbering;
}

cl_status cl_numbering_read(cl_numbering *numbering, cl_package *package, const char *part,
                            cl_error *error) {
    cl_xml_handler handler = {numbering, on_start, on_end, NULL};
    cl_status status = cl_package_parse(package, part, &handler, error);
    if (status == CL_OK && numbering->abstract_count > 0) {
        qsort(numbering->abstracts, numbering->abstract_count, sizeof(abstract *), by_abstract);
    }
    if (status == CL_OK && numbering->num_count > 0) {
        qsort(numbering->nums, numbering->num_count, sizeof *numbering->nums, by_num);
    }
    return status;
}

/* --- counting --- */

static num *find_num(cl_numbering *numbering, int id) {
    size_t low = 0, high = numbering->num_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbering->nums[middle].id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < numbering->num_count && numbering->nums[low].id == id ? &numbering->nums[low]
                                                                       : NULL;
}

static abstract *find_abstract(cl_numbering *numbering, int id) {
    size_t low = 0, high = numbering->abstract_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbering->abstracts[middle]->id < id) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < numbering->abstract_count && numbering->abstracts[low]->id == id
               ? numbering->abstracts[low]
               : NULL;
}

/* An abstract list may stand for that of a numbering style (17.9.21); the chain is cut after a few
 * steps because files contain cycles. */
static abstract *abstract_of(cl_numbering *numbering, const num *list) {
    abstract *found = find_abstract(numbering, list->abstract_id);
    for (int i = 0; i < LINK_STEPS && found != NULL && found->num_style_link != NULL; i++) {
        const cl_style *style =
            cl_styles_get(numbering->styles, 'n', cl_text_from(found->num_style_link));
        const num *next = style != NULL && style->paragraph.num_id > 0
                              ? find_num(numbering, style->paragraph.num_id)
                              : NULL;
        abstract *other = next != NULL ? find_abstract(numbering, next->abstract_id) : NULL;
        if (other == NULL || other == found) {
            break;
        }
        found = other;
    }
    return found;
}

static const level *level_of(const abstract *list, const num *instance, int ilvl) {
    if (instance->overrides != NULL && instance->overrides[ilvl].level.present) {
        return &instance->overrides[ilvl].level;
    }
    return &list->levels[ilvl];
}

static int start_of(const abstract *list, const num *instance, int ilvl) {
    if (instance->overrides != NULL && instance->overrides[ilvl].start != CL_UNSET) {
        return instance->overrides[ilvl].start;
    }
    int start = level_of(list, instance, ilvl)->start;
    return start != CL_UNSET ? start : level_of(list, instance, ilvl)->present ? 0 : 1;
}

static void count(abstract *list, num *instance, int ilvl, int story) {
    unsigned bit = 1u << ilvl;
    counters *now = &list->stories[story];
    bool restarts = instance->overrides != NULL && instance->overrides[ilvl].start != CL_UNSET &&
                    (instance->used[story] & bit) == 0;
    if (restarts || !now->started[ilvl]) {
        now->counts[ilvl] = start_of(list, instance, ilvl);
        now->started[ilvl] = true;
    } else {
        now->counts[ilvl]++;
    }
    instance->used[story] |= bit;
    for (int deeper = ilvl + 1; deeper < LEVELS; deeper++) {
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
    for (size_t i = 0; i < numbering->abstract_count; i++) {
        memset(numbering->abstracts[i]->stories, 0, sizeof numbering->abstracts[i]->stories);
    }
    for (size_t i = 0; i < numbering->num_count; i++) {
        memset(numbering->nums[i].used, 0, sizeof numbering->nums[i].used);
    }
}

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

static void display(abstract *list, num *instance, int ilvl, int story, cl_buffer *label,
                    cl_numbered *result) {
    const level *own = level_of(list, instance, ilvl);
    cl_text text = cl_text_from(own->text);
    size_t start = label->length;
    for (size_t i = 0, size; i < text.length; i += size) {
        uint32_t code_point = cl_utf8_decode(text, i, &size);
        int place = code_point == '%' && i + 1 < text.length ? text.bytes[i + 1] - '1' : -1;
        if (result->bullet || place < 0 || place >= LEVELS) {
            add_clean(label, start, bullet_of(code_point));
            continue;
        }
        size = 2;
        if (place > ilvl) {
            continue; /* Word shows nothing for a level below this one */
        }
        const char *format = level_of(list, instance, place)->format;
        bool zero = format != NULL && strcmp(format, "decimalZero") == 0;
        if (own->legal && !zero && !(format != NULL && strcmp(format, "none") == 0)) {
            format = NULL;
        }
        result->doubtful |= !cl_number_format(format, list->stories[story].counts[place], label);
    }
    if (own->picture || (result->bullet && label->length == start && text.length > 0)) {
        label->length = start;
        cl_buffer_add_code_point(label, 0x2022);
    }
    if (result->bullet && label->length == start + 1 && label->bytes[start] == 'o') {
        label->length = start; /* the hollow bullet is this letter in a typewriter font */
        cl_buffer_add_code_point(label, 0x25E6);
    }
    while (label->length > start && label->bytes[label->length - 1] == ' ') {
        label->bytes[--label->length] = '\0';
    }
}

static int level_by_style(const abstract *list, const num *instance, const char *style) {
    for (int i = 0; style != NULL && i < LEVELS; i++) {
        const char *linked = level_of(list, instance, i)->style;
        if (linked != NULL && strcmp(linked, style) == 0) {
            return i;
        }
    }
    return CL_UNSET;
}

static int choose_level(const abstract *list, const num *instance, const cl_style *style,
                        bool direct, int ilvl) {
    if (!direct && ilvl == CL_UNSET && style != NULL) {
        ilvl = level_by_style(list, instance, style->id);
        ilvl = ilvl != CL_UNSET ? ilvl : level_by_style(list, instance, style->num_style);
        ilvl = ilvl != CL_UNSET ? ilvl : style->paragraph.level;
    } else if (ilvl == CL_UNSET && style != NULL) {
        ilvl = style->paragraph.level; /* list and level are properties of their own */
    }
    return ilvl < 0 ? 0 : ilvl >= LEVELS ? LEVELS - 1 : ilvl;
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
    num *instance = find_num(numbering, num_id);
    abstract *list = instance != NULL ? abstract_of(numbering, instance) : NULL;
    if (list == NULL) {
        numbering->broken = true;
        return false;
    }
    ilvl = choose_level(list, instance, style, direct, ilvl);
    const level *own = level_of(list, instance, ilvl);
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
