/* SPDX-License-Identifier: MIT
 *
 * Loading a literal, and the checks every loaded document must pass.
 */
#ifndef CL_TEST_DOCUMENT_FIXTURE_H
#define CL_TEST_DOCUMENT_FIXTURE_H

#include <criterion/criterion.h>
#include <string.h>

#include "document/load.h"

static cl_arena *arena;

static inline void set_up(void) {
    arena = cl_arena_new();
}
static inline void tear_down(void) {
    cl_arena_free(arena);
}

/* Every byte of matching text comes from a source character that folds to it. */
static inline void check_maps(const cl_document *document) {
    for (size_t i = 0; i < document->block_count; i++) {
        const cl_block *block = &document->blocks[i];
        cr_assert_eq(cl_utf8_valid_until(block->text), block->text.length);
        for (size_t k = 0; k < block->text.length; k++) {
            unsigned char byte = (unsigned char)block->text.bytes[k];
            cr_assert_lt(block->map[k], document->source.length);
            unsigned char from = (unsigned char)document->source.bytes[block->map[k]];
            if (byte == ' ') {
                cr_assert(cl_is_space(from) || from >= 0x80 || from == '<' || from == '>' ||
                          from == '&' || from == '-');
            } else if (from < 0x80 && from != '&') {
                cr_assert_eq(byte, from, "block %zu byte %zu", i, k);
            }
        }
        cr_assert_leq(block->source.start, block->source.end);
        cr_assert_leq(block->source.end, document->source.length);
    }
}

static inline const cl_document *load_bytes(const char *bytes, size_t length, cl_format format) {
    cl_document *document = NULL;
    cl_error error = {0};
    cl_status status =
        cl_document_load(arena, "test", (cl_text){bytes, length}, NULL, &document, &error);
    cr_assert_eq(status, CL_OK, "%s", error.message);
    cr_assert_eq(document->format, format);
    check_maps(document);
    return document;
}

static inline const cl_document *load_text(const char *text) {
    return load_bytes(text, strlen(text), CL_FORMAT_TEXT);
}

static inline const cl_document *load_html(const char *text) {
    return load_bytes(text, strlen(text), CL_FORMAT_HTML);
}

static inline const cl_document *load_markdown(const char *text) {
    return load_bytes(text, strlen(text), CL_FORMAT_MARKDOWN);
}

/* Checks label and text of block `index`. */
static inline void expect(const cl_document *document, size_t index, const char *label,
                          const char *text) {
    cr_assert_lt(index, document->block_count, "no block %zu (%s)", index, text);
    const cl_block *block = &document->blocks[index];
    cr_assert(cl_text_equal(block->label, cl_text_from(label)), "block %zu: label [%.*s]", index,
              (int)block->label.length, block->label.bytes);
    cr_assert(cl_text_equal(block->text, cl_text_from(text)), "block %zu: text [%.*s]", index,
              (int)block->text.length, block->text.bytes);
}

#endif
