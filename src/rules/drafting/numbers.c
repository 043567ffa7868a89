/* SPDX-License-Identifier: MIT */
#include "rules/drafting/numbers.h"

#include <string.h>

#include "contract/word.h"

enum { MOST = 400 };

bool cl_section_number_read(cl_text path, cl_section_number *number, cl_text *rest) {
    size_t at = 0;
    *number = (cl_section_number){.count = 0};
    while (number->count < CL_NUMBER_PARTS) {
        int value = 0;
        size_t start = at;
        while (at - start < 4 && cl_is_digit(cl_word_byte(path, at)))
            value = value * 10 + (path.bytes[at++] - '0');
        if (at == start || cl_is_word_byte(cl_word_byte(path, at)))
            return false;
        number->parts[number->count++] = value;
        if (cl_word_byte(path, at) != '.' || !cl_is_digit(cl_word_byte(path, at + 1)))
            break;
        at++;
    }
    /* "4.0" is "4" */
    while (number->count > 1 && number->parts[number->count - 1] == 0)
        number->count--;
    *rest = cl_text_trim(cl_text_slice(path, at, path.length));
    return !rest->length || rest->bytes[0] == '(';
}

bool cl_section_numbers_below(const cl_contract *contract, const cl_section_number *above,
                              int *highest) {
    unsigned char seen[MOST] = {0};
    *highest = 0;
    for (size_t i = 1; i < contract->section_count; i++) {
        const cl_section *section = &contract->sections[i];
        cl_section_number number;
        cl_text rest;
        if (section->kind != CL_SECTION_BODY || section->annex != CL_NONE ||
            !section->label.length || !cl_section_number_read(section->path, &number, &rest) ||
            number.count <= above->count ||
            memcmp(number.parts, above->parts, above->count * sizeof *above->parts) != 0)
            continue;
        int own = number.parts[above->count];
        if (own <= 0 || own >= MOST)
            continue;
        seen[own] = 1;
        *highest = own > *highest ? own : *highest;
    }
    for (int i = 1; i <= *highest; i++)
        if (!seen[i])
            return false;
    return *highest > 0;
}

/* Is the place within a reference, "Section 7.9"? */
static bool in_reference(const cl_contract *contract, uint32_t block, size_t at) {
    size_t low = 0, high = contract->reference_count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (contract->references[middle].block < block)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < contract->reference_count && contract->references[low].block == block; low++)
        if (at >= contract->references[low].span.start && at < contract->references[low].span.end)
            return true;
    return false;
}

/* Does the number stand in the text as a whole? `block` is CL_NONE for a label, which is no
 * reference. */
static bool stands_in(const cl_contract *contract, cl_text text, cl_text number, uint32_t block) {
    for (size_t at = 0; at + number.length <= text.length; at++) {
        const char *hit = memchr(text.bytes + at, number.bytes[0], text.length - at);
        if (!hit)
            return false;
        at = (size_t)(hit - text.bytes);
        size_t end = at + number.length;
        if (end > text.length || memcmp(text.bytes + at, number.bytes, number.length) != 0)
            continue;
        int before = at ? (unsigned char)text.bytes[at - 1] : ' ', behind = cl_word_byte(text, end);
        bool inside = cl_is_word_byte(before) || strchr(".$,", before) || cl_is_digit(behind) ||
                      behind == '%' || (behind == '.' && cl_is_digit(cl_word_byte(text, end + 1)));
        if (!inside && (block == CL_NONE || !in_reference(contract, block, at)))
            return true;
    }
    return false;
}

bool cl_number_is_written(const cl_evaluation *e, cl_text number) {
    const cl_document *document = e->contract->document;
    for (uint32_t b = 0; b < document->block_count; b++)
        if (stands_in(e->contract, document->blocks[b].label, number, CL_NONE) ||
            stands_in(e->contract, document->blocks[b].text, number, b))
            return true;
    return false;
}
