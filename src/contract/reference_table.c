/* SPDX-License-Identifier: MIT */
#include "contract/reference_table.h"

#include <stdio.h>

#include "contract/word.h"
#include "document/label.h"

enum {
    KEY_BYTES = 64,
    ANCESTORS = 24,
    SEARCH_BLOCKS = 64, /* how far an item is looked for in the text of its section */
    SEARCH_BYTES = 20000,
};

/* The annex of an annex: there they are looked up by their labels. */
static const uint32_t annex_itself = CL_NONE - 1;

/* A section's place in the table: its path in a form in which "4.2(b)" and "4.2.b" are the same. */
typedef struct entry {
    char key[KEY_BYTES];
    uint32_t annex;
    uint32_t section; /* CL_NONE: empty */
} entry;

struct cl_reference_table {
    const cl_contract *contract;
    entry *entries;
    size_t mask;
};

/* ---- the table ---- */

/* "Article IV" → "iv", "04.2 (b)" → "4.2.b". */
static void make_key(cl_text path, char key[KEY_BYTES]) {
    size_t out = 0;
    for (size_t at = 0; at < path.length && out + 2 < KEY_BYTES;) {
        size_t end = cl_word_end(path, at);
        if (end == at) {
            at++;
            continue;
        }
        bool zero = out && path.bytes[at] == '0' && end - at <= 2 &&
                    path.bytes[end - 1] == '0'; /* "4.0" is "4" */
        bool keyword = end - at > 3 && cl_is_alpha((unsigned char)path.bytes[at]) &&
                       cl_word_byte(path, end) == ' ';
        if (!keyword && !zero) {
            while (at + 1 < end && path.bytes[at] == '0')
                at++;
            if (out)
                key[out++] = '.';
            for (; at < end && out + 1 < KEY_BYTES; at++)
                key[out++] = (char)cl_lower((unsigned char)path.bytes[at]);
        }
        at = end;
    }
    key[out] = '\0';
}

static size_t hash(const char *key, uint32_t annex) {
    uint64_t value = 1469598103934665603u ^ annex;
    for (; *key; key++)
        value = (value ^ (unsigned char)*key) * 1099511628211u;
    return (size_t)(value ^ value >> 29);
}

static entry *slot(const cl_reference_table *table, const char *key, uint32_t annex) {
    size_t at = hash(key, annex) & table->mask;
    while (table->entries[at].section != CL_NONE &&
           (table->entries[at].annex != annex || strcmp(table->entries[at].key, key) != 0))
        at = (at + 1) & table->mask;
    return &table->entries[at];
}

/* The path of a section without that of the annex it is in. */
static cl_text path_in_annex(const cl_contract *contract, uint32_t section) {
    const cl_section *at = &contract->sections[section];
    if (at->annex == CL_NONE || at->annex == section)
        return at->path;
    size_t prefix = contract->sections[at->annex].path.length;
    return cl_text_slice(at->path, prefix < at->path.length ? prefix : 0, at->path.length);
}

/* The first of two sections with one number is kept. */
static void enter(cl_reference_table *table, uint32_t section) {
    const cl_section *at = &table->contract->sections[section];
    uint32_t annex = at->kind == CL_SECTION_ANNEX ? annex_itself : at->annex;
    char key[KEY_BYTES];
    make_key(path_in_annex(table->contract, section), key);
    entry *found = slot(table, key, annex);
    if (!key[0] || found->section != CL_NONE)
        return;
    memcpy(found->key, key, KEY_BYTES);
    found->annex = annex;
    found->section = section;
}

cl_reference_table *cl_reference_table_new(const cl_contract *contract) {
    cl_reference_table *table = CL_NEW(contract->arena, cl_reference_table);
    size_t size = 16;
    while (size < contract->section_count * 2 + 2)
        size *= 2;
    table->contract = contract;
    table->mask = size - 1;
    table->entries = CL_ARRAY(contract->arena, size, entry);
    for (size_t i = 0; i < size; i++)
        table->entries[i].section = CL_NONE;
    for (uint32_t s = 0; s < contract->section_count; s++)
        if (contract->sections[s].label.length)
            enter(table, s);
    return table;
}

/* ---- looking up ---- */

static uint32_t look_up_key(const cl_reference_table *table, uint32_t annex, const char *key) {
    uint32_t found = slot(table, key, annex)->section;
    if (found == CL_NONE && annex != CL_NONE)
        found = slot(table, key, CL_NONE)->section;
    return found;
}

/* "Article 5" where the heading says "ARTICLE V", and the other way round. */
static void other_numerals(char key[KEY_BYTES]) {
    static const char *const tens[] = {"", "x", "xx", "xxx"};
    static const char *const ones[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
    for (int value = 1; value < 40; value++) {
        char figures[KEY_BYTES], roman[KEY_BYTES];
        snprintf(figures, sizeof figures, "%d", value);
        snprintf(roman, sizeof roman, "%s%s", tens[value / 10], ones[value % 10]);
        const char *other = !strcmp(key, figures) ? roman : !strcmp(key, roman) ? figures : NULL;
        if (other) {
            memcpy(key, other, strlen(other) + 1);
            return;
        }
    }
}

static uint32_t look_up(const cl_reference_table *table, uint32_t annex, cl_text target) {
    char key[KEY_BYTES];
    make_key(target, key);
    uint32_t found = look_up_key(table, annex, key);
    if (found != CL_NONE)
        return found;
    other_numerals(key);
    return look_up_key(table, annex, key);
}

/* Does the text of a section hold the item "(b)", in a sentence or as a label? */
static bool holds(const cl_reference_table *table, uint32_t section, cl_text item) {
    const cl_section *at = &table->contract->sections[section];
    size_t bytes = 0;
    for (uint32_t b = at->first_block; b < at->end_block; b++) {
        const cl_block *block = &table->contract->document->blocks[b];
        if (b - at->first_block > SEARCH_BLOCKS || bytes > SEARCH_BYTES)
            return false;
        cl_text text = block->text;
        if (text.length > SEARCH_BYTES)
            text.length = SEARCH_BYTES;
        if (cl_text_find(text, item, 0) != SIZE_MAX ||
            cl_text_find(block->label, item, 0) != SIZE_MAX)
            return true;
        bytes += text.length;
    }
    return false;
}

/* "9.2(o)" when (o) stands within a sentence of 9.2: the section that holds the item. */
static uint32_t resolve_item(const cl_reference_table *table, uint32_t from, cl_text target) {
    cl_text shorter = target;
    for (int i = 0; i < CL_LABEL_PARTS; i++) {
        size_t open = shorter.length;
        while (open && shorter.bytes[open - 1] != '(')
            open--;
        if (open < 2)
            return CL_NONE;
        size_t close = cl_word_end(target, open);
        cl_text item = cl_text_slice(target, open - 1, close < target.length ? close + 1 : close);
        shorter = cl_text_trim(cl_text_slice(target, 0, open - 1));
        uint32_t found = look_up(table, table->contract->sections[from].annex, shorter);
        if (found != CL_NONE)
            return holds(table, found, item) ? found : CL_NONE;
    }
    return CL_NONE;
}

/* Writes "PATH.KEY" of a section and an item in it; false when that has no path or is too long. */
static bool longer_key(const cl_reference_table *table, uint32_t section, const char *item,
                       char key[KEY_BYTES]) {
    if (table->contract->sections[section].annex == section)
        return false; /* in itself an annex has no number */
    make_key(path_in_annex(table->contract, section), key);
    size_t a = strlen(key), b = strlen(item);
    if (!a || a + b + 2 >= KEY_BYTES)
        return false;
    key[a] = '.';
    memcpy(key + a + 1, item, b + 1);
    return true;
}

/* "clause (b)": of the section that holds the reference, or of one above it. */
static uint32_t resolve_inside(const cl_reference_table *table, uint32_t from, const char *item) {
    const cl_section *sections = table->contract->sections;
    uint32_t at = from;
    for (int i = 0; i < ANCESTORS && at != CL_NONE; i++, at = sections[at].parent) {
        char key[KEY_BYTES];
        uint32_t found = longer_key(table, at, item, key)
                             ? slot(table, key, sections[at].annex)->section
                             : CL_NONE;
        if (found != CL_NONE)
            return found;
    }
    return CL_NONE;
}

uint32_t cl_reference_resolve_annex(const cl_reference_table *table, cl_text target) {
    char key[KEY_BYTES];
    make_key(target, key);
    return slot(table, key, annex_itself)->section;
}

uint32_t cl_reference_resolve(const cl_reference_table *table, uint32_t from, cl_text target) {
    if (cl_text_starts(target, "(")) {
        char key[KEY_BYTES];
        make_key(target, key);
        return resolve_inside(table, from, key);
    }
    uint32_t found = look_up(table, table->contract->sections[from].annex, target);
    return found != CL_NONE ? found : resolve_item(table, from, target);
}
