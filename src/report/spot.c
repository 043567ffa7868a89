/* SPDX-License-Identifier: MIT */
#include "report/spot.h"

#include <string.h>

/* Paragraphs are counted in the document itself; a footnote is where it is referred to. */
static uint32_t paragraph_of(const cl_document *document, const cl_block *block) {
    if (block->note_anchor && block->note_anchor <= document->block_count)
        block = &document->blocks[block->note_anchor - 1];
    return block->part && !strcmp(block->part, "word/document.xml") ? block->paragraph + 1 : 1;
}

cl_spot cl_spot_of(const cl_report_file *file, const cl_location *place) {
    static const cl_position first = {.line = 1, .column = 1, .utf16_column = 1};
    const cl_document *document = file->contract->document;
    bool text = file->text_name || document->format != CL_FORMAT_DOCX;
    cl_spot spot = {.name = file->text_name ? file->text_name : file->name,
                    .range = {first, first}};
    spot.placed = cl_range_of(file->contract, place, &spot.range);
    if (spot.placed && !text) {
        spot.paragraph = true;
        spot.range = (cl_range){first, first};
        spot.range.start.line = spot.range.end.line =
            paragraph_of(document, &document->blocks[place->block]);
    }
    return spot;
}

const char *cl_message_of(const cl_finding *finding) {
    return finding->message ? finding->message : finding->rule->title;
}

const char *cl_headline(cl_arena *arena, const cl_contract *contract, const cl_finding *finding) {
    cl_text label = cl_clause_label(contract, finding->place.section);
    if (!label.length)
        return cl_message_of(finding);
    return cl_arena_printf(arena, "%.*s: %s", (int)label.length, label.bytes,
                           cl_message_of(finding));
}

const cl_print *cl_prints_of(cl_arena *arena, const cl_report_file *file) {
    size_t count = file->findings->count;
    cl_print *prints = CL_ARRAY(arena, count + 1, cl_print);
    for (size_t i = 0; i < count; i++) {
        const cl_finding *finding = &file->findings->items[i];
        prints[i].print = cl_fingerprint(arena, file->contract, finding);
        for (size_t k = i; k-- > 0 && !prints[i].before;)
            if (file->findings->items[k].rule == finding->rule &&
                !strcmp(prints[k].print, prints[i].print))
                prints[i].before = prints[k].before + 1;
    }
    return prints;
}

const cl_notice *cl_notice_at(const cl_report_file *file, size_t index) {
    const cl_notices *const lists[] = {&file->contract->document->notices, &file->contract->notices,
                                       &file->findings->notices};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (index < lists[i]->count)
            return &lists[i]->items[index];
        index -= lists[i]->count;
    }
    return NULL;
}
