/* SPDX-License-Identifier: MIT
 *
 * Builds small DOCX packages in memory for the tests of the loader.
 */
#ifndef TESTS_DOCX_PACKAGE_H
#define TESTS_DOCX_PACKAGE_H

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/arena.h"
#include "document/load.h"

#define W_NS       "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define W_STRICT   "http://purl.oclc.org/ooxml/wordprocessingml/main"
#define REL        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define REL_STRICT "http://purl.oclc.org/ooxml/officeDocument/relationships/"
#define RELS_OPEN                                                                                  \
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"

typedef struct test_part {
    const char *name, *content;
} test_part;

static const cl_limits test_limits = {.file_bytes = 1 << 24,
                                      .part_bytes = 1 << 24,
                                      .total_bytes = 1 << 25,
                                      .ratio = 200,
                                      .parts = 100,
                                      .xml_depth = 256,
                                      .paragraphs = 10000,
                                      .paragraph_bytes = 1 << 20,
                                      .seconds = 20,
                                      .xml_attributes = 256,
                                      .text_bytes = 1 << 24,
                                      .judged_bytes = 1 << 24};

/* A zip of the parts, which end with a NULL name. */
static inline cl_text test_zip(cl_arena *arena, const test_part *parts) {
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    zip_source_keep(source);
    for (; parts->name != NULL; parts++) {
        zip_source_t *data = zip_source_buffer(zip, parts->content, strlen(parts->content), 0);
        zip_file_add(zip, parts->name, data, ZIP_FL_ENC_UTF_8);
    }
    zip_close(zip);
    zip_stat_t stat;
    zip_source_stat(source, &stat);
    char *bytes = cl_arena_alloc(arena, (size_t)stat.size);
    zip_source_open(source);
    zip_source_read(source, bytes, stat.size);
    zip_source_close(source);
    zip_source_free(source);
    return (cl_text){bytes, (size_t)stat.size};
}

/* A document with that body and, when not NULL, that content of styles, numbering and notes. */
static inline cl_text test_docx_full(cl_arena *arena, const char *body, const char *styles,
                                     const char *numbering, const char *footnotes) {
    const char *w = "xmlns:w=\"" W_NS "\" "
                    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
                    "xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" "
                    "xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/"
                    "wordprocessingShape\" xmlns:odd=\"urn:odd\"";
    test_part parts[] = {
        {"_rels/.rels", RELS_OPEN "<Relationship Id=\"r1\" Type=\"" REL
                                  "officeDocument\" Target=\"deep/main.xml\"/></Relationships>"},
        {"deep/_rels/main.xml.rels",
         RELS_OPEN "<Relationship Id=\"a\" Type=\"" REL "styles\" Target=\"s.xml\"/>"
                   "<Relationship Id=\"b\" Type=\"" REL "numbering\" Target=\"/deep/n.xml\"/>"
                   "<Relationship Id=\"c\" Type=\"" REL
                   "footnotes\" Target=\"../deep/f.xml\"/></Relationships>"},
        {"deep/main.xml",
         cl_arena_printf(arena, "<w:document %s><w:body>%s</w:body></w:document>", w, body)},
        {"deep/s.xml",
         cl_arena_printf(arena, "<w:styles %s>%s</w:styles>", w, styles ? styles : "")},
        {"deep/n.xml",
         cl_arena_printf(arena, "<w:numbering %s>%s</w:numbering>", w, numbering ? numbering : "")},
        {"deep/f.xml",
         cl_arena_printf(arena, "<w:footnotes %s>%s</w:footnotes>", w, footnotes ? footnotes : "")},
        {NULL, NULL}};
    return test_zip(arena, parts);
}

static inline cl_document *test_load_limited(cl_arena *arena, cl_text bytes,
                                             const cl_limits *limits, cl_error *error) {
    cl_document *document = NULL;
    cl_status status = cl_loader_docx.load(arena, "test.docx", bytes, limits, &document, error);
    return status == CL_OK ? document : NULL;
}

static inline cl_document *test_load(cl_arena *arena, cl_text bytes, cl_error *error) {
    return test_load_limited(arena, bytes, &test_limits, error);
}

#endif
