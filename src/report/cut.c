/* SPDX-License-Identifier: MIT */
#include "report/cut.h"

#define ELLIPSIS "\xE2\x80\xA6"

static bool continues(const cl_buffer *buffer, size_t at) {
    return at < buffer->length && ((unsigned char)buffer->bytes[at] & 0xC0) == 0x80;
}

/* Start and end of the part to keep: at most `limit` bytes at words, with the match in it and some
 * words before it. */
static cl_span window(const cl_buffer *buffer, cl_span mark, size_t limit) {
    cl_span keep = {0, buffer->length};
    if (buffer->length <= limit)
        return keep;
    if (mark.end > limit) {
        size_t before = limit / 4;
        keep.start = mark.start > before ? mark.start - before : 0;
        while (keep.start > 0 && keep.start < mark.start && buffer->bytes[keep.start - 1] != ' ')
            keep.start++;
    }
    if (buffer->length - keep.start > limit) {
        keep.end = keep.start + limit;
        while (keep.end > keep.start + limit / 2 && buffer->bytes[keep.end] != ' ')
            keep.end--;
        while (keep.end > keep.start && continues(buffer, keep.end))
            keep.end--;
    }
    while (continues(buffer, keep.start))
        keep.start++;
    return keep;
}

/* The value with about `size` bytes of words around it, more of them before. */
static cl_span around(const cl_buffer *buffer, cl_span value, size_t size) {
    size_t before = size * 2 / 3;
    cl_span keep = {value.start > before ? value.start - before : 0, value.end};
    while (keep.start > 0 && keep.start < value.start && buffer->bytes[keep.start - 1] != ' ')
        keep.start++;
    if (keep.end < keep.start + size)
        keep.end = keep.start + size < buffer->length ? keep.start + size : buffer->length;
    while (keep.end < buffer->length && keep.end > value.end && buffer->bytes[keep.end] != ' ')
        keep.end--;
    return keep;
}

/* Where a text stands in the buffer as words of their own: behind `from` if it does, else before.
 */
static cl_span words_at(const cl_buffer *buffer, cl_text words, size_t from) {
    cl_span found = {0, 0};
    for (size_t at = 0; words.length && at + words.length <= buffer->length; at++) {
        cl_span here = {at, at + words.length};
        if (!cl_text_equal_nocase((cl_text){buffer->bytes + at, words.length}, words) ||
            (at > 0 && cl_is_alnum((unsigned char)buffer->bytes[at - 1])) ||
            (here.end < buffer->length && cl_is_alnum((unsigned char)buffer->bytes[here.end])))
            continue;
        found = here;
        if (at >= from)
            break;
    }
    return found;
}

/* The first value of the finding that is not within `keep`. */
static cl_span value_left_out(const cl_buffer *buffer, const cl_finding *finding, cl_span mark,
                              cl_span keep) {
    for (size_t i = 0; i < finding->capture_count; i++) {
        cl_span value = words_at(buffer, finding->captures[i].text, mark.start);
        if (value.start < value.end && (value.start < keep.start || value.end > keep.end))
            return value;
    }
    return (cl_span){0, 0};
}

/* Adds a stretch of the buffer, and moves the mark that lies in it to where it comes to stand. */
static void keep_stretch(cl_buffer *out, const cl_buffer *buffer, cl_span keep, cl_span mark,
                         cl_span *moved) {
    if (keep.start)
        cl_buffer_add_string(out, out->length ? " " ELLIPSIS " " : ELLIPSIS " ");
    cl_span inner = {mark.start < keep.start ? keep.start : mark.start,
                     mark.end > keep.end ? keep.end : mark.end};
    if (inner.start < inner.end && moved->start == moved->end)
        *moved =
            (cl_span){inner.start - keep.start + out->length, inner.end - keep.start + out->length};
    cl_buffer_add(out, buffer->bytes + keep.start, keep.end - keep.start);
}

cl_excerpt cl_cut(cl_arena *arena, const cl_buffer *buffer, cl_span mark, const cl_finding *finding,
                  size_t limit) {
    cl_excerpt excerpt = {{"", 0}, {0, 0}};
    if (!buffer->length)
        return excerpt;
    cl_span first = window(buffer, mark, limit), second = {0, 0}, value = {0, 0};
    if (finding)
        value = value_left_out(buffer, finding, mark, first);
    if (value.start < value.end) {
        first = window(buffer, mark, limit - limit / 3);
        second = around(buffer, value, limit / 3);
        if (second.start < first.start) {
            cl_span words = first;
            first = second;
            second = words;
        }
        if (second.start <= first.end + 1) {
            first.end = second.end > first.end ? second.end : first.end;
            second = (cl_span){0, 0};
        }
    }
    cl_buffer text = {0};
    keep_stretch(&text, buffer, first, mark, &excerpt.match);
    if (second.end)
        keep_stretch(&text, buffer, second, mark, &excerpt.match);
    if ((second.end ? second.end : first.end) < buffer->length)
        cl_buffer_add_string(&text, " " ELLIPSIS);
    excerpt.text = (cl_text){cl_arena_copy(arena, text.bytes, text.length), text.length};
    cl_buffer_release(&text);
    return excerpt;
}
