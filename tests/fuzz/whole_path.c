/* SPDX-License-Identifier: MIT */
#include "whole_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "document/load.h"
#include "report/report.h"
#include "rules/evaluate.h"

/* Smaller than the program's own, so that the limits are met too and a run stays short. */
static const cl_limits limits = {
    .file_bytes = 1 << 20,
    .part_bytes = 4 << 20,
    .total_bytes = 8 << 20,
    .ratio = 200,
    .parts = 64,
    .xml_depth = 128,
    .paragraphs = 5000,
    .paragraph_bytes = 1 << 18,
    .seconds = 10,
    .xml_attributes = 64,
    .text_bytes = 1 << 20,
    .judged_bytes = 1 << 20,
};

static void require(bool holds, const char *what) {
    if (!holds) {
        fprintf(stderr, "broken promise: %s\n", what);
        abort();
    }
}

static bool is_matching_text(cl_text text) {
    if (cl_utf8_valid_until(text) != text.length)
        return false;
    if (text.length && (text.bytes[0] == ' ' || text.bytes[text.length - 1] == ' '))
        return false;
    for (size_t i = 0; i < text.length; i++)
        if ((unsigned char)text.bytes[i] < ' ')
            return false;
    return true;
}

static void check_block(const cl_document *document, const cl_block *block) {
    require(is_matching_text(block->text), "matching text is UTF-8 without control characters");
    require(cl_utf8_valid_until(block->label) == block->label.length, "labels are UTF-8");
    require(block->source.start <= block->source.end &&
                block->source.end <= document->source.length,
            "a block lies in the source");
    for (size_t i = 0; i <= block->text.length; i++)
        require(block->map[i] <= document->source.length, "the map stays in the source");
    if (block->text.length) {
        cl_span span = cl_block_source_span(block, (cl_span){0, block->text.length});
        cl_document_position(document, span.start);
        cl_document_position(document, span.end);
    }
    for (size_t i = 0; i < block->revision_count; i++)
        require(block->revisions[i].span.start <= block->revisions[i].span.end &&
                    block->revisions[i].span.end <= block->text.length,
                "a revision lies in its block");
    require(block->note_anchor <= document->block_count, "a note's anchor is a block");
}

static void check_document(const cl_document *document) {
    require(cl_utf8_valid_until(document->source) == document->source.length,
            "the source is UTF-8");
    for (size_t i = 0; i < document->block_count; i++)
        check_block(document, &document->blocks[i]);
    cl_buffer out = {0};
    cl_document_print(document, &out);
    require(cl_utf8_valid_until(cl_buffer_text(&out)) == out.length, "`text` prints UTF-8");
    cl_buffer_release(&out);
}

static void check_findings(const cl_contract *contract, const cl_findings *findings) {
    for (size_t i = 0; i < findings->count; i++) {
        const cl_location *place = &findings->items[i].place;
        if (place->block == CL_NONE || findings->items[i].missing)
            continue;
        require(place->block < contract->document->block_count, "a finding is in a block");
        require(place->span.start <= place->span.end &&
                    place->span.end <= contract->document->blocks[place->block].text.length,
                "a finding's span lies in its block");
    }
}

static void write_reports(cl_report_file *file, cl_arena *arena) {
    cl_report_options options = {.minimum = CL_SEVERITY_INFO, .width = 80};
    if (!file->error)
        file->summary = cl_summary_of(file->findings, options.minimum);
    for (size_t i = 0; cl_report_formats[i]; i++) {
        const cl_report_format *format = cl_report_formats[i];
        cl_buffer out = {0};
        cl_report_one(format, &options, file, arena, &out);
        require(cl_utf8_valid_until(cl_buffer_text(&out)) == out.length, "reports are UTF-8");
        cl_buffer_release(&out);
    }
}

const cl_ruleset *fuzz_embedded_rules(void) {
    static cl_ruleset *ruleset;
    if (!ruleset) {
        cl_errors errors = {0};
        cl_ruleset_options options = {0};
        require(cl_ruleset_new(cl_arena_new(), &options, &ruleset, &errors) == CL_OK,
                "the embedded rules are sound");
    }
    return ruleset;
}

void fuzz_whole_path(const cl_ruleset *ruleset, cl_text bytes) {
    cl_arena *arena = cl_arena_new();
    cl_document *document = NULL;
    cl_error error = {0};
    cl_findings findings = {0};
    cl_report_file file = {.name = "fuzz"};
    if (cl_document_load(arena, "fuzz", bytes, &limits, &document, &error) != CL_OK) {
        require(error.id && *error.message, "an error has an id and a message");
        file.error = &error;
    } else {
        check_document(document);
        file.contract = cl_contract_new(arena, document);
        cl_evaluate(ruleset, file.contract, cl_matcher_new(arena), NULL, &findings, &file.type);
        check_findings(file.contract, &findings);
        file.findings = &findings;
    }
    write_reports(&file, arena);
    cl_arena_free(arena);
}
