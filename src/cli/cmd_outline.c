/* SPDX-License-Identifier: MIT
 *
 * clauselint outline: what was understood of a contract: sections, parties, definitions,
 * references, quantities.
 */
#include <string.h>

#include "cli/common.h"
#include "contract/quantity.h"
#include "report/excerpt.h"
#include "report/formats/json.h"
#include "report/wrap.h"

enum { BODY_LIMIT = 300, IGNORED = CL_SENTENCE_TOC | CL_SENTENCE_FURNITURE | CL_SENTENCE_HIDDEN };

static const char *const section_kinds[] = {
    [CL_SECTION_ROOT] = "document",     [CL_SECTION_BODY] = "section",
    [CL_SECTION_TOC] = "contents",      [CL_SECTION_PREAMBLE] = "preamble",
    [CL_SECTION_RECITALS] = "recitals", [CL_SECTION_SIGNATURES] = "signatures",
    [CL_SECTION_ANNEX] = "annex",
};
static const char *const side_names[] = {"none", "customer", "supplier"};
static const char *const reference_names[] = {"section", "annex", "statute", "other"};
enum { REFERENCE_KINDS = 4 };

/* Quantities of all sentences, each with its place. */
typedef struct amount {
    cl_quantity quantity;
    cl_text text;
    cl_location place;
} amount;

typedef struct amounts {
    amount *items;
    size_t count, capacity;
} amounts;

static amounts amounts_of(cl_arena *arena, const cl_contract *contract) {
    amounts all = {0};
    for (size_t i = 0; i < contract->sentence_count; i++) {
        const cl_sentence *sentence = &contract->sentences[i];
        if (sentence->flags & IGNORED)
            continue;
        cl_text own = cl_text_slice(sentence->text, sentence->own.start, sentence->own.end);
        size_t count;
        cl_quantity *found = cl_quantities_find(arena, own, &count);
        for (size_t k = 0; k < count; k++) {
            if (found[k].kind == CL_QUANTITY_NUMBER)
                continue;
            amount item = {.quantity = found[k]};
            item.text = cl_text_slice(own, found[k].span.start, found[k].span.end);
            cl_span span = {found[k].span.start + sentence->own.start,
                            found[k].span.end + sentence->own.start};
            item.place = (cl_location){.section = sentence->section, .sentence = (uint32_t)i};
            cl_sentence_locate(contract, sentence, span, &item.place.block, &item.place.span);
            all.items =
                cl_arena_grow(arena, all.items, all.count, &all.capacity, sizeof *all.items);
            all.items[all.count++] = item;
        }
    }
    return all;
}

static unsigned line_of(const cl_contract *contract, uint32_t block, cl_span span) {
    cl_location place = {.block = block, .span = span};
    cl_range range;
    return cl_range_of(contract, &place, &range) ? range.start.line : 0;
}

static uint32_t section_block(const cl_section *section) {
    return section->heading_block != CL_NONE ? section->heading_block : section->first_block;
}

static void count_references(const cl_contract *contract, size_t counts[REFERENCE_KINDS],
                             size_t *unresolved) {
    *unresolved = 0;
    for (size_t i = 0; i < contract->reference_count; i++) {
        const cl_reference *reference = &contract->references[i];
        counts[reference->kind]++;
        if (reference->kind <= CL_REFERENCE_ANNEX && reference->section == CL_NONE)
            (*unresolved)++;
    }
}

static cl_json *sections_json(cl_arena *arena, const cl_contract *contract) {
    cl_json *array = cl_json_array(arena);
    for (size_t i = 1; i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        cl_json *item = cl_json_object(arena);
        cl_json_set_string(item, "kind", section_kinds[section->kind]);
        cl_json_set_text(item, "label", section->label);
        cl_json_set_text(item, "section", section->path);
        cl_json_set_text(item, "heading", section->heading);
        cl_json_set_integer(item, "depth", section->depth);
        cl_json_set_integer(item, "line",
                            line_of(contract, section_block(section), (cl_span){0, 0}));
        cl_json_add(array, item);
    }
    return array;
}

static cl_json *parties_json(cl_arena *arena, const cl_contract *contract) {
    cl_json *array = cl_json_array(arena);
    for (size_t i = 0; i < contract->party_count; i++) {
        const cl_party *party = &contract->parties[i];
        cl_json *item = cl_json_object(arena), *aliases = cl_json_array(arena);
        cl_json_set_text(item, "name", party->name);
        for (size_t k = 0; k < party->alias_count; k++)
            cl_json_add_text(aliases, party->aliases[k]);
        cl_json_set(item, "aliases", aliases);
        cl_json_set_string(item, "role", party->role);
        cl_json_set_string(item, "side", side_names[party->side]);
        cl_json_set_string(item, "side_evidence", party->side_evidence);
        cl_json_set_integer(item, "line", line_of(contract, party->block, party->span));
        cl_json_add(array, item);
    }
    return array;
}

static cl_json *definitions_json(cl_arena *arena, const cl_contract *contract) {
    cl_json *array = cl_json_array(arena);
    for (size_t i = 0; i < contract->definition_count; i++) {
        const cl_definition *definition = &contract->definitions[i];
        cl_json *item = cl_json_object(arena);
        cl_json_set_text(item, "term", definition->term);
        cl_json_set_text(item, "body", definition->body);
        cl_json_set_integer(item, "line", line_of(contract, definition->block, definition->span));
        cl_json_add(array, item);
    }
    return array;
}

/* The path of the section a reference leads to; empty if none. */
static cl_text path_of(const cl_contract *contract, uint32_t section) {
    return section == CL_NONE ? (cl_text){"", 0} : contract->sections[section].path;
}

/* What is referred to inside this document, and does not stand there: each once, with its line. */
static void write_unresolved(const cl_contract *contract, cl_buffer *out) {
    enum { MOST = 20 };
    size_t shown = 0;
    for (size_t i = 0; i < contract->reference_count && shown <= MOST; i++) {
        const cl_reference *reference = &contract->references[i];
        bool known = false;
        if (reference->kind > CL_REFERENCE_ANNEX || reference->section != CL_NONE)
            continue;
        for (size_t k = 0; k < i && !known; k++)
            known = contract->references[k].section == CL_NONE &&
                    contract->references[k].kind <= CL_REFERENCE_ANNEX &&
                    cl_text_equal(contract->references[k].text, reference->text);
        if (known)
            continue;
        if (shown++ == MOST) {
            cl_buffer_add_string(out, "  ...\n");
            break;
        }
        cl_buffer_add_string(out, "  ");
        cl_plain_text(reference->text, out);
        cl_buffer_printf(out, " (line %u)\n", line_of(contract, reference->block, reference->span));
    }
}

static cl_json *references_json(cl_arena *arena, const cl_contract *contract) {
    size_t counts[REFERENCE_KINDS] = {0}, unresolved;
    count_references(contract, counts, &unresolved);
    cl_json *object = cl_json_object(arena);
    for (int i = 0; i < REFERENCE_KINDS; i++)
        cl_json_set_integer(object, reference_names[i], (long long)counts[i]);
    cl_json_set_integer(object, "unresolved", (long long)unresolved);
    cl_json *list = cl_json_array(arena);
    for (size_t i = 0; i < contract->reference_count; i++) {
        const cl_reference *reference = &contract->references[i];
        cl_json *item = cl_json_object(arena);
        cl_json_set_text(item, "text", reference->text);
        cl_json_set_string(item, "kind", reference_names[reference->kind]);
        cl_json_set_text(item, "section", path_of(contract, reference->section));
        cl_json_set_integer(item, "line", line_of(contract, reference->block, reference->span));
        cl_json_add(list, item);
    }
    cl_json_set(object, "list", list);
    return object;
}

static cl_json *quantities_json(cl_arena *arena, const cl_contract *contract) {
    cl_json *array = cl_json_array(arena);
    amounts all = amounts_of(arena, contract);
    for (size_t i = 0; i < all.count; i++) {
        const amount *amount = &all.items[i];
        cl_json *item = cl_json_object(arena);
        cl_json_set_text(item, "text", amount->text);
        cl_json_set_quantity(item, arena, &amount->quantity);
        cl_json_set_text(item, "section", cl_clause_label(contract, amount->place.section));
        cl_range range;
        if (cl_range_of(contract, &amount->place, &range)) {
            cl_json_set_integer(item, "start_byte", (long long)range.start.byte);
            cl_json_set_integer(item, "end_byte", (long long)range.end.byte);
            cl_json_set_integer(item, "line", range.start.line);
        }
        cl_json_add(array, item);
    }
    return array;
}

static void write_json(const char *name, const cl_reading *reading, cl_arena *arena, int indent,
                       cl_buffer *out) {
    const cl_contract *contract = reading->contract;
    cl_json *object = cl_json_object(arena);
    cl_json_set_string(object, "type", "outline");
    cl_json_set_string(object, "file", name);
    cl_json_set_text(object, "title", contract->title);
    cl_json_set_string(object, "contract_type", reading->type ? reading->type : "unsure");
    cl_json_set_string(object, "type_evidence",
                       reading->findings.type_evidence ? reading->findings.type_evidence : "told");
    cl_json_set(object, "sections", sections_json(arena, contract));
    cl_json_set(object, "parties", parties_json(arena, contract));
    cl_json_set(object, "definitions", definitions_json(arena, contract));
    cl_json_set(object, "references", references_json(arena, contract));
    cl_json_set(object, "quantities", quantities_json(arena, contract));
    cl_json_write(object, indent, out);
    cl_buffer_add_char(out, '\n');
}

static void write_sections(const cl_contract *contract, cl_buffer *out) {
    cl_buffer_printf(out, "\nSections (%zu)\n", contract->section_count - 1);
    for (size_t i = 1; i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        unsigned depth = section->depth < 12 ? section->depth : 12;
        cl_indent(out, 2 * depth);
        cl_plain_text(section->path, out);
        if (section->path.length && section->heading.length)
            cl_buffer_add_string(out, "  ");
        cl_plain_text(section->heading, out);
        bool named = section->path.length || section->heading.length;
        if (!named || section->kind != CL_SECTION_BODY)
            cl_buffer_printf(out, named ? " (%s)" : "(%s)", section_kinds[section->kind]);
        cl_buffer_add_char(out, '\n');
    }
}

static void write_parties(const cl_contract *contract, cl_buffer *out) {
    cl_buffer_printf(out, "\nParties (%zu)\n", contract->party_count);
    for (size_t i = 0; i < contract->party_count; i++) {
        const cl_party *party = &contract->parties[i];
        cl_buffer_add_string(out, "  ");
        cl_plain_text(party->name, out);
        for (size_t k = 0; k < party->alias_count; k++) {
            cl_buffer_add_string(out, k || party->name.length ? ", \"" : "\"");
            cl_plain_text(party->aliases[k], out);
            cl_buffer_add_char(out, '"');
        }
        if (party->role)
            cl_buffer_printf(out, ", %s", party->role);
        if (party->side != CL_SIDE_NONE)
            cl_buffer_printf(out, ": %s side", side_names[party->side]);
        if (party->side_evidence)
            cl_buffer_printf(out, " (%s)", party->side_evidence);
        cl_buffer_add_char(out, '\n');
    }
}

static void write_definitions(const cl_contract *contract, unsigned width, cl_buffer *out) {
    cl_buffer_printf(out, "\nDefinitions (%zu)\n", contract->definition_count);
    for (size_t i = 0; i < contract->definition_count; i++) {
        const cl_definition *definition = &contract->definitions[i];
        cl_buffer text = {0};
        cl_buffer_add_text(&text, definition->term);
        if (definition->body.length) {
            size_t end = definition->body.length;
            if (end > BODY_LIMIT) {
                end = BODY_LIMIT;
                while (end && ((unsigned char)definition->body.bytes[end] & 0xC0) == 0x80)
                    end--;
            }
            cl_buffer_add_string(&text, ": ");
            cl_buffer_add_text(&text, cl_text_slice(definition->body, 0, end));
            if (end < definition->body.length)
                cl_buffer_add_string(&text, " \xE2\x80\xA6");
        }
        cl_wrap wrap = {.width = width, .indent = 6, .column = 2};
        cl_indent(out, 2);
        cl_wrap_text(&wrap, cl_buffer_text(&text), out);
        cl_buffer_release(&text);
    }
}

static void write_quantities(const cl_contract *contract, cl_arena *arena, cl_buffer *out) {
    amounts all = amounts_of(arena, contract);
    cl_buffer_printf(out, "\nAmounts, terms and dates (%zu)\n", all.count);
    for (size_t i = 0; i < all.count; i++) {
        const amount *amount = &all.items[i];
        cl_text label = cl_clause_label(contract, amount->place.section);
        cl_buffer_add_string(out, "  ");
        unsigned columns = cl_plain_text(label, out);
        cl_indent(out, columns < 14 ? 14 - columns : 1);
        cl_plain_text(amount->text, out);
        if (amount->quantity.kind == CL_QUANTITY_DURATION && !amount->quantity.redacted)
            cl_buffer_printf(out, " (%.6g days)", amount->quantity.days);
        cl_buffer_add_char(out, '\n');
    }
}

static void write_text(const char *name, const cl_reading *reading, cl_arena *arena, unsigned width,
                       cl_buffer *out) {
    const cl_contract *contract = reading->contract;
    cl_plain_text(cl_text_from(name), out);
    cl_buffer_add_string(out, "\n  Title: ");
    cl_plain_text(contract->title.length ? contract->title : CL_TEXT("(none found)"), out);
    cl_buffer_printf(out, "\n  Type: %s", reading->type ? reading->type : "unsure");
    if (reading->findings.type_evidence)
        cl_buffer_printf(out, " (%s)", reading->findings.type_evidence);
    cl_buffer_add_char(out, '\n');
    write_sections(contract, out);
    write_parties(contract, out);
    write_definitions(contract, width, out);
    size_t counts[REFERENCE_KINDS] = {0}, unresolved;
    count_references(contract, counts, &unresolved);
    cl_buffer_printf(out,
                     "\nCross-references: %zu to sections, %zu to annexes, %zu to statutes, %zu to "
                     "other agreements; %zu without a target%s\n",
                     counts[0], counts[1], counts[2], counts[3], unresolved, unresolved ? ":" : "");
    write_unresolved(contract, out);
    write_quantities(contract, arena, out);
    const cl_notices *lists[] = {&reading->document->notices, &contract->notices};
    for (size_t list = 0; list < 2; list++)
        for (size_t i = 0; i < lists[list]->count; i++)
            cl_buffer_printf(out, "\nNotice: %s [%s]\n", lists[list]->items[i].message,
                             lists[list]->items[i].id);
}

static void outline(const cl_setup *setup, const char *name, const cl_reading *reading,
                    cl_arena *arena, cl_buffer *out) {
    const cl_options *options = &setup->options;
    if (options->format && strcmp(options->format, "text"))
        write_json(name, reading, arena, strcmp(options->format, "json") ? 0 : 2, out);
    else
        write_text(name, reading, arena, cl_report_options_of(options).width, out);
}

static int run(const cl_options *options) {
    return cl_run_on_file(options, "outline", outline);
}

const cl_command cl_command_outline = {
    .name = "outline",
    .arguments = "FILE",
    .summary = "Show sections, parties, definitions and amounts",
    .bit = CL_COMMAND_OUTLINE,
    .run = run,
};
