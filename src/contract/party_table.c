/* SPDX-License-Identifier: MIT */
#include "contract/name.h"
#include "contract/party_finder.h"
#include "contract/preamble_fit.h"
#include "contract/role.h"
#include "contract/word.h"

enum {
    OPENING_BLOCKS = 120, /* how far down a table of the parties is looked for */
    MOST_CELLS = 80,      /* of a table that are looked at */
    MOST_COLUMNS = 8,
    LABEL_BYTES = 60,
};

/* What the table says of one party. */
typedef struct entry {
    cl_text label; /* "Customer", "Party A - Administrator" without what does not name it */
    cl_text name;  /* may be empty: "As shown in the Order" */
    uint32_t block;
    cl_span span; /* of the name, else of the label's cell */
    bool role;
} entry;

typedef struct table {
    const cl_document *document;
    uint32_t first, end; /* its blocks */
} table;

static const cl_block *cell_at(const table *table, uint32_t row, uint32_t column) {
    for (uint32_t b = table->first; b < table->end; b++) {
        const cl_block *block = &table->document->blocks[b];
        if (block->row == row && block->column == column)
            return block;
    }
    return NULL;
}

/* "Customer:", "The Customer", "Party A - Administrator": the words that name a party. */
static cl_text label_of(cl_text cell) {
    size_t lettered = cl_lettered_party(cell, 0), the = cl_words_at(cell, 0, "the");
    size_t start = lettered ? lettered : the;
    while (start < cell.length && strchr(" -:(", cell.bytes[start]))
        start++;
    if (start == cell.length)
        start = 0; /* "Party A" and no more */
    size_t end = cell.length;
    while (end > start && strchr(" :)", cell.bytes[end - 1]))
        end--;
    return cl_text_slice(cell, start, end);
}

/* The label in a heading cell or before a cell: a role, "Party B - …", or how the name begins. */
static bool read_label(cl_text cell, cl_text name, entry *entry) {
    entry->label = label_of(cell);
    const cl_role *role = cl_role_find(entry->label);
    entry->role =
        cl_lettered_party(cell, 0) ||
        (role && role->role && cl_text_equal_nocase(entry->label, cl_text_from(role->word)));
    bool begins = entry->label.length && cl_is_upper((unsigned char)entry->label.bytes[0]) &&
                  name.length > entry->label.length && cl_name_has_suffix(name) &&
                  cl_text_equal_nocase(cl_text_slice(name, 0, entry->label.length), entry->label);
    return cell.length <= LABEL_BYTES && (entry->role || begins);
}

static entry entry_of(const table *table, const cl_block *label, const cl_block *value) {
    entry entry = {0};
    size_t end = value ? cl_name_end(value->text, 0) : 0;
    cl_text name = value ? cl_text_slice(value->text, 0, end) : (cl_text){0};
    if (!label || !read_label(label->text, name, &entry))
        return (struct entry){0};
    const cl_block *place = label;
    entry.span = (cl_span){0, label->text.length};
    if (cl_name_has_suffix(name) || cl_name_is_gap(name)) {
        place = value;
        entry.name = name;
        entry.span = (cl_span){0, end};
    }
    entry.block = (uint32_t)(place - table->document->blocks);
    return entry;
}

/* Adds an entry that names somebody, each label once. */
static size_t add_entry(entry *entries, size_t count, entry entry) {
    for (size_t i = 0; i < count; i++)
        if (cl_text_equal_nocase(entries[i].label, entry.label))
            return count;
    if (entry.label.length && count < MOST_COLUMNS)
        entries[count++] = entry;
    return count;
}

/* "| Contractor | Acme Ltd |": one party a row. */
static size_t read_rows(const table *table, entry *entries) {
    size_t count = 0;
    for (uint32_t b = table->first; b < table->end; b++) {
        const cl_block *label = &table->document->blocks[b];
        const cl_block *value = cell_at(table, label->row, 1);
        if (!label->column && value && value->text.length && !cell_at(table, label->row, 2))
            count = add_entry(entries, count, entry_of(table, label, value));
    }
    return count;
}

/* "|  | Provider | Customer |" over "| Name | Acme Ltd | Beta plc |": one party a column. */
static size_t read_columns(const table *table, entry *entries) {
    static const char *const names[] = {
        "name",         "legal name",      "company", "company name", "entity",
        "full name",    "party",           "firm",    "organisation", "organization",
        "legal entity", "name of company", NULL};
    size_t count = 0;
    uint32_t row = 1;
    for (uint32_t b = table->first; b < table->end; b++) {
        const cl_block *block = &table->document->blocks[b];
        if (!block->column && block->row && cl_text_listed(label_of(block->text), names)) {
            row = block->row;
            break;
        }
    }
    for (uint32_t column = 0; column < MOST_COLUMNS; column++)
        count = add_entry(entries, count,
                          entry_of(table, cell_at(table, 0, column), cell_at(table, row, column)));
    return count;
}

/* Two parties of which one at least is a company that is named. */
static bool is_convincing(const entry *entries, size_t count) {
    size_t named = 0, roles = 0;
    for (size_t i = 0; i < count; i++) {
        named += cl_name_has_suffix(entries[i].name);
        roles += entries[i].role;
    }
    return count == 2 && named && roles;
}

static void add_parties(cl_party_finder *finder, const entry *entries, size_t count) {
    enum { NAMES = 2 };
    cl_actors actors = cl_actors_read(finder->contract);
    for (size_t i = 0; i < count; i++) {
        cl_text aliases[NAMES] = {entries[i].label, cl_party_acting_name(&actors, entries[i].name)};
        cl_party *party = cl_party_add(finder);
        party->name = entries[i].name;
        party->block = entries[i].block;
        party->span = entries[i].span;
        cl_party_set_aliases(finder, party, aliases, aliases[1].length ? NAMES : 1);
    }
}

void cl_parties_from_tables(cl_party_finder *finder) {
    const cl_document *document = finder->contract->document;
    entry entries[MOST_COLUMNS];
    for (uint32_t b = 0; b < document->block_count && b < OPENING_BLOCKS && finder->count < 2;) {
        table table = {document, b, b + 1};
        uint32_t number = document->blocks[b].table;
        while (number && table.end < document->block_count && table.end < b + MOST_CELLS &&
               document->blocks[table.end].table == number)
            table.end++;
        size_t count = number ? read_rows(&table, entries) : 0;
        if (number && !is_convincing(entries, count))
            count = read_columns(&table, entries);
        if (is_convincing(entries, count))
            add_parties(finder, entries, count);
        b = table.end;
    }
}
