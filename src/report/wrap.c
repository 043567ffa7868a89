/* SPDX-License-Identifier: MIT */
#include "report/wrap.h"

#include <string.h>

static bool unsafe(uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

void cl_indent(cl_buffer *out, unsigned count) {
    while (count--)
        cl_buffer_add_char(out, ' ');
}

unsigned cl_plain_text(cl_text text, cl_buffer *out) {
    unsigned columns = 0;
    for (size_t at = 0, size; at < text.length; at += size, columns++) {
        uint32_t c = cl_utf8_decode(text, at, &size);
        cl_buffer_add_code_point(out, unsafe(c) ? 0xFFFD : c);
    }
    return columns;
}

typedef struct writer {
    const cl_wrap *wrap;
    cl_text text;
    cl_buffer *out;
    unsigned column;
    bool open, fresh;      /* inside the mark; nothing on this line yet */
    bool indented, resume; /* owed to this line: its indent, and the mark opened again */
} writer;

static bool marked(const writer *w) {
    return w->wrap->mark.start < w->wrap->mark.end;
}

static bool within(size_t at, size_t start, size_t end) {
    return at >= start && at < end;
}

static unsigned word_width(const writer *w, size_t start, size_t end) {
    unsigned width = (unsigned)cl_text_code_points(cl_text_slice(w->text, start, end));
    if (marked(w) && w->wrap->visible) {
        if (within(w->wrap->mark.start, start, end))
            width += (unsigned)cl_text_code_points(cl_text_from(w->wrap->open));
        if (within(w->wrap->mark.end - 1, start, end))
            width += (unsigned)cl_text_code_points(cl_text_from(w->wrap->close));
    }
    return width;
}

/* An invisible mark (underline) stops at the end of a line, so that the indent is not underlined.
 */
static void new_line(writer *w) {
    bool pause = w->open && !w->wrap->visible && !w->resume;
    if (pause)
        cl_buffer_add_string(w->out, w->wrap->close);
    cl_buffer_add_char(w->out, '\n');
    w->resume = w->resume || pause;
    w->column = w->wrap->indent;
    w->fresh = w->indented = true;
}

/* Left until a word comes, so that no line ends in spaces. */
static void begin_line(writer *w) {
    if (w->indented)
        cl_indent(w->out, w->wrap->indent);
    if (w->resume)
        cl_buffer_add_string(w->out, w->wrap->open);
    w->indented = w->resume = false;
}

static void put_word(writer *w, size_t start, size_t end) {
    unsigned width = word_width(w, start, end);
    if (!w->fresh && w->column + 1 + width > w->wrap->width) {
        new_line(w);
    } else if (!w->fresh) {
        cl_buffer_add_char(w->out, ' ');
        w->column++;
    }
    begin_line(w);
    for (size_t at = start; at < end;) {
        if (marked(w) && !w->open && within(w->wrap->mark.start, at, at + 1)) {
            cl_buffer_add_string(w->out, w->wrap->open);
            w->open = true;
        }
        size_t size;
        uint32_t c = cl_utf8_decode(w->text, at, &size);
        cl_buffer_add_code_point(w->out, unsafe(c) ? 0xFFFD : c);
        at += size;
        if (w->open && at >= w->wrap->mark.end) {
            cl_buffer_add_string(w->out, w->wrap->close);
            w->open = false;
        }
    }
    w->column += width;
    w->fresh = false;
}

/* A mark that begins or ends at a space begins or ends at the word instead. */
static cl_wrap trimmed(const cl_wrap *wrap, cl_text text) {
    cl_wrap copy = *wrap;
    if (copy.mark.end > text.length)
        copy.mark.end = text.length;
    while (copy.mark.start < copy.mark.end &&
           cl_is_space((unsigned char)text.bytes[copy.mark.start]))
        copy.mark.start++;
    while (copy.mark.end > copy.mark.start &&
           cl_is_space((unsigned char)text.bytes[copy.mark.end - 1]))
        copy.mark.end--;
    return copy;
}

void cl_wrap_text(const cl_wrap *wrap, cl_text text, cl_buffer *out) {
    text = cl_text_slice(text, 0, text.length);
    while (text.length && cl_is_space((unsigned char)text.bytes[text.length - 1]))
        text.length--;
    cl_wrap settings = trimmed(wrap, text);
    writer w = {.wrap = &settings, .text = text, .out = out, .column = wrap->column, .fresh = true};
    for (size_t at = 0; at < text.length;) {
        if (text.bytes[at] == '\n')
            new_line(&w);
        if (cl_is_space((unsigned char)text.bytes[at])) {
            at++;
            continue;
        }
        size_t end = at;
        while (end < text.length && !cl_is_space((unsigned char)text.bytes[end]))
            end++;
        put_word(&w, at, end);
        at = end;
    }
    if (w.open && !w.resume)
        cl_buffer_add_string(out, wrap->close);
    cl_buffer_add_char(out, '\n');
}
