/* SPDX-License-Identifier: MIT */
#include "document/document.h"

#include <string.h>

#include "document/normalise.h"

/* Behind the next line end at or after `at`, or SIZE_MAX. Files without carriage returns take the
 * fast way; with them, looking for both ends each time could cost the square of the length. */
static size_t next_line(cl_text source, size_t at, bool returns) {
    while (returns && at < source.length) {
        char c = source.bytes[at++];
        if (c == '\n' || (c == '\r' && (at == source.length || source.bytes[at] != '\n'))) {
            return at;
        }
    }
    const char *feed =
        at < source.length ? memchr(source.bytes + at, '\n', source.length - at) : NULL;
    return feed ? (size_t)(feed - source.bytes) + 1 : SIZE_MAX;
}

void cl_document_index_lines(cl_document *document) {
    cl_text source = document->source;
    bool returns = source.length > 0 && memchr(source.bytes, '\r', source.length);
    size_t count = 1;
    for (size_t at = 0; (at = next_line(source, at, returns)) != SIZE_MAX;) {
        count++;
    }
    uint32_t *lines = CL_ARRAY(document->arena, count, uint32_t);
    size_t n = 1; /* the first line starts at 0 */
    for (size_t at = 0; (at = next_line(source, at, returns)) != SIZE_MAX;) {
        lines[n++] = (uint32_t)at;
    }
    document->lines = lines;
    document->line_count = n;
}

/* Index of the line that holds the offset. */
static size_t line_of(const cl_document *document, size_t offset) {
    size_t low = 0, high = document->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (document->lines[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

cl_position cl_document_position(const cl_document *document, size_t offset) {
    cl_text source = document->source;
    cl_position position = {1, 1, 1, 0};
    if (offset > source.length) {
        offset = source.length;
    }
    size_t start = 0;
    if (document->line_count > 0) {
        size_t line = line_of(document, offset);
        start = document->lines[line];
        position.line = (uint32_t)line + 1;
    }
    /* An offset inside a character counts as that character's place. */
    size_t edge = offset;
    while (edge > start && edge < source.length &&
           ((unsigned char)source.bytes[edge] & 0xC0) == 0x80) {
        edge--;
    }
    cl_text before = cl_text_slice(source, start, edge);
    position.column = (uint32_t)cl_text_code_points(before) + 1;
    position.utf16_column = (uint32_t)cl_text_utf16_units(before) + 1;
    position.byte =
        document->origin ? document->origin[offset] : offset + document->byte_order_mark;
    return position;
}

/* Bytes that may stand for a longer source character: see the folding rules in document.h. */
static bool may_be_folded(char c) {
    return c != '\0' && strchr("'\"- filstKs", c) != NULL;
}

cl_span cl_block_source_span(const cl_block *block, cl_span span) {
    size_t length = block->text.length;
    if (span.end > length) {
        span.end = length;
    }
    if (span.start >= span.end) {
        size_t at = span.start > length ? length : span.start;
        return (cl_span){block->map[at], block->map[at]};
    }
    size_t last = block->map[span.end - 1];
    size_t end = last + 1;
    size_t next = block->map[span.end];
    /* What follows starts right behind a folded character; farther away, something was skipped. */
    if (may_be_folded(block->text.bytes[span.end - 1]) && next > last && next - last <= 4) {
        end = next;
    }
    size_t start = block->map[span.start];
    return (cl_span){start, end > start ? end : start};
}

cl_span cl_document_source_span(const cl_document *document, const cl_block *block, cl_span span) {
    enum { LONGEST_REFERENCE = 34 };
    cl_span source = cl_block_source_span(block, span);
    bool marked_up = document->format == CL_FORMAT_HTML || document->format == CL_FORMAT_MARKDOWN;
    if (!marked_up || span.end <= span.start || span.end > block->text.length) {
        return source;
    }
    cl_text text = document->source;
    size_t at = block->map[span.end - 1], end = at + 1;
    if (at >= text.length || text.bytes[at] != '&') {
        return source;
    }
    while (end < text.length && end - at < LONGEST_REFERENCE &&
           (cl_is_alnum((unsigned char)text.bytes[end]) || text.bytes[end] == '#')) {
        end++;
    }
    bool reference = end > at + 1 && end < text.length && text.bytes[end] == ';';
    /* Of "&amp;" written out in the text, what follows comes from within it. */
    if (reference && (block->map[span.end] > end || span.end == block->text.length)) {
        source.end = end + 1;
    }
    return source;
}

void cl_block_display(const cl_document *document, const cl_block *block, cl_span span,
                      cl_buffer *out) {
    cl_text source = document->source;
    if (span.end > block->text.length) {
        span.end = block->text.length;
    }
    for (size_t i = span.start; i < span.end;) {
        if (block->text.bytes[i] == ' ') {
            cl_buffer_add_char(out, ' ');
            i++;
            continue;
        }
        size_t at = block->map[i];
        while (at > 0 && at < source.length && ((unsigned char)source.bytes[at] & 0xC0) == 0x80) {
            at--;
        }
        size_t size = 0;
        cl_utf8_decode(source, at, &size);
        if (size == 0) { /* a map that points outside: show what we match */
            cl_buffer_add_char(out, block->text.bytes[i++]);
            continue;
        }
        unsigned char written = (unsigned char)source.bytes[at];
        if (written < 0x80 && source.bytes[at] != block->text.bytes[i]) {
            /* Written otherwise, as a character reference: the source does not show it. */
            cl_utf8_decode(block->text, i, &size);
            cl_buffer_add(out, block->text.bytes + i, size);
            i += size;
            continue;
        }
        cl_buffer_add(out, source.bytes + at, size);
        do {
            i++;
        } while (i < span.end && block->text.bytes[i] != ' ' && block->map[i] >= at &&
                 block->map[i] < at + size);
    }
}

bool cl_block_place(const cl_block *block, size_t offset, cl_run *place) {
    if (block->run_count == 0 || offset < block->runs[0].source_start ||
        offset >= block->source.end) {
        return false;
    }
    size_t low = 0, high = block->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (block->runs[middle].source_start <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const cl_run *run = &block->runs[low];
    if (run->run == CL_NO_RUN) {
        return false;
    }
    *place = *run;
    place->source_start = (uint32_t)offset;
    place->offset += (uint32_t)(offset - run->source_start);
    return true;
}

bool cl_block_run(const cl_block *block, size_t offset, uint32_t *run, uint32_t *run_offset) {
    cl_run place;
    if (!cl_block_place(block, offset, &place)) {
        return false;
    }
    *run = place.run;
    *run_offset = place.offset;
    return true;
}

bool cl_block_find(const cl_block *block, const cl_run *place, size_t *source_offset) {
    for (size_t i = 0; i < block->run_count; i++) {
        const cl_run *run = &block->runs[i];
        size_t end = i + 1 < block->run_count ? block->runs[i + 1].source_start : block->source.end;
        if (run->run == place->run && run->paragraph == place->paragraph &&
            place->offset >= run->offset && place->offset - run->offset < end - run->source_start) {
            *source_offset = run->source_start + (place->offset - run->offset);
            return true;
        }
    }
    return false;
}

const cl_revision *cl_block_revision(const cl_block *block, cl_span span) {
    const cl_revision *found = NULL;
    for (size_t i = 0; i < block->revision_count; i++) {
        const cl_revision *revision = &block->revisions[i];
        if (revision->span.start < span.end && span.start < revision->span.end) {
            found = revision; /* later starts are farther inside */
        }
    }
    return found;
}
