/* SPDX-License-Identifier: MIT */
#include "document/load.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "document/encoding.h"

const cl_limits cl_default_limits = {
    .file_bytes = (size_t)256 << 20,
    .part_bytes = (size_t)256 << 20,
    .total_bytes = (size_t)512 << 20,
    .ratio = 200,
    .parts = 10000,
    .xml_depth = 256,
    .paragraphs = 200000,
    .paragraph_bytes = (size_t)1 << 20,
    .seconds = 4,
    .xml_attributes = 256,
    .text_bytes = (size_t)16 << 20,
    .judged_bytes = (size_t)3 << 20,
};

/* To read another format: write its loader and add it here. */
const cl_loader *const cl_loaders[] = {&cl_loader_docx, &cl_loader_html, &cl_loader_markdown,
                                       &cl_loader_text, NULL};

enum { HEAD_BYTES = 64 << 10 };

/* Formats that are often handed to us and that we name instead of calling them noise. */
static const struct {
    const char *magic;
    size_t magic_length;
    const char *id, *message;
} foreign_formats[] = {
    {"%PDF-", 5, "pdf-file",
     "This is a PDF, whose text has no reliable order. Convert it to DOCX or text first, for "
     "example "
     "with `pdftotext -layout`, or lint the Word file it was made from."},
    {"{\\rtf", 5, "rtf-file",
     "This is an RTF file. Open it in a word processor and save it as DOCX or as plain text."},
    {"PK\3\4", 4, "zip-file",
     "This is a zip file but no Word document (it has no word/document.xml). Unpack it, or save "
     "the "
     "document as DOCX."},
    {"PK\5\6", 4, "zip-file", "This is an empty zip file. Save the document as DOCX again."},
    {"\x1F\x8B", 2, "zip-file", "This is a gzip file. Unpack it first."},
    {"<?xml", 5, "xml-file",
     "This is an XML file, perhaps a Word document saved as XML. Open it in a word processor and "
     "save it as DOCX."},
};

static cl_text skip_mark(cl_text head) {
    if (cl_text_starts(head, "\xEF\xBB\xBF")) {
        head = cl_text_slice(head, 3, head.length);
    }
    while (head.length > 0 && cl_is_space((unsigned char)head.bytes[0])) {
        head = cl_text_slice(head, 1, head.length);
    }
    return head;
}

/* Word 97–2003 and encrypted DOCX share a container (MS-CFB); only the latter has this stream. */
static cl_status refuse_compound_file(const char *name, cl_text bytes, cl_error *error) {
    static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    cl_place place = {name, 0, 0};
    if (cl_text_find(bytes, (cl_text){stream, sizeof stream}, 0) != SIZE_MAX) {
        return cl_error_set(error, CL_ERROR_UNSUPPORTED, "docx-encrypted", place,
                            "The document is protected by a password. Remove the protection in the "
                            "word processor and save it again.");
    }
    return cl_error_set(
        error, CL_ERROR_UNSUPPORTED, "doc-file", place,
        "This is an old Word file (.doc, before 2007) or another Office file. Open it "
        "in a word processor and save it as DOCX.");
}

static bool is_binary(cl_text head) {
    if (cl_encoding_is_utf16(head)) {
        return false;
    }
    size_t odd = 0, nul = 0;
    for (size_t i = 0; i < head.length; i++) {
        unsigned char c = (unsigned char)head.bytes[i];
        nul += c == 0;
        odd += c < ' ' && !cl_is_space(c);
    }
    return nul * 1000 > head.length || odd * 20 > head.length;
}

static cl_status refuse(const char *name, cl_text bytes, cl_text head, cl_error *error) {
    cl_place place = {name, 0, 0};
    cl_text body = skip_mark(head);
    if (body.length == 0 && bytes.length == head.length) {
        return cl_error_set(
            error, CL_ERROR_FORMAT, "empty-file", place,
            "The file holds no text. Check that it was saved and copied completely.");
    }
    if (bytes.length >= 8 && memcmp(bytes.bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) == 0) {
        return refuse_compound_file(name, bytes, error);
    }
    for (size_t i = 0; i < sizeof foreign_formats / sizeof *foreign_formats; i++) {
        cl_text start = cl_text_slice(
            body, 0,
            body.length < foreign_formats[i].magic_length ? 0 : foreign_formats[i].magic_length);
        if (cl_text_equal_nocase(
                start, (cl_text){foreign_formats[i].magic, foreign_formats[i].magic_length})) {
            return cl_error_set(error, CL_ERROR_UNSUPPORTED, foreign_formats[i].id, place, "%s",
                                foreign_formats[i].message);
        }
    }
    if (is_binary(head)) {
        return cl_error_set(
            error, CL_ERROR_UNSUPPORTED, "binary-file", place,
            "This is no text: it looks like a picture, a program or a damaged file. "
            "Give a DOCX, HTML, Markdown or text file.");
    }
    return CL_OK;
}

cl_status cl_document_load(cl_arena *arena, const char *name, cl_text bytes,
                           const cl_limits *limits, cl_document **out, cl_error *error) {
    name = cl_arena_strdup(arena, name ? name : "");
    limits = limits ? limits : &cl_default_limits;
    /* Offsets are 32 bits wide, and decoding may triple the size. */
    size_t most = UINT32_MAX / 4;
    size_t allowed = limits->file_bytes < most ? limits->file_bytes : most;
    if (bytes.length > allowed) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-file-bytes", (cl_place){name, 0, 0},
                            "The file has %zu bytes, more than the limit of %zu. Raise it with "
                            "--max-file-bytes if the file is what you mean (1 GiB at most).",
                            bytes.length, allowed);
    }
    cl_text head = cl_text_slice(bytes, 0, bytes.length < HEAD_BYTES ? bytes.length : HEAD_BYTES);
    cl_text readable = cl_encoding_head(arena, head);
    const cl_loader *best = NULL;
    int highest = 0;
    for (size_t i = 0; cl_loaders[i]; i++) {
        int bid = cl_loaders[i]->recognise(readable);
        if (bid > highest) {
            highest = bid;
            best = cl_loaders[i];
        }
    }
    /* A loader that is certain knows its own format better than the list of foreign ones. */
    if (best != &cl_loader_docx && highest < 100) {
        cl_status status = refuse(name, bytes, head, error);
        if (status != CL_OK) {
            return status;
        }
    }
    if (!best) {
        best = &cl_loader_text;
    }
    if (best != &cl_loader_docx && bytes.length > limits->text_bytes) {
        return cl_error_set(error, CL_ERROR_LIMIT, "limit-text-bytes", (cl_place){name, 0, 0},
                            "The file has %zu bytes of text, more than the limit of %zu. Raise it "
                            "with --max-text-bytes if the file is what you mean.",
                            bytes.length, limits->text_bytes);
    }
    return best->load(arena, name, bytes, limits, out, error);
}

cl_status cl_check_judged_bytes(const cl_document *document, const cl_limits *limits,
                                cl_error *error) {
    size_t total = 0; /* the source of a web page is mostly mark-up, which costs little */
    for (size_t i = 0; i < document->block_count; i++) {
        total += document->blocks[i].text.length;
    }
    if (total <= limits->judged_bytes) {
        return CL_OK;
    }
    return cl_error_set(error, CL_ERROR_LIMIT, "limit-judged-bytes",
                        (cl_place){document->name, 0, 0},
                        "The document has %zu bytes of text, more than the limit of %zu. Raise it "
                        "with --max-judged-bytes if it is one contract (about 65 times as much "
                        "memory is needed).",
                        total, limits->judged_bytes);
}

cl_status cl_limit_seconds(const char *name, unsigned seconds, cl_error *error) {
    return cl_error_set(error, CL_ERROR_LIMIT, "limit-seconds", (cl_place){name, 0, 0},
                        "The file took longer than the limit of %u s (--max-seconds). What was "
                        "found until then is not reported, as it would not be all.",
                        seconds);
}

static cl_status read_stream(FILE *file, const char *path, size_t limit, cl_buffer *into,
                             cl_error *error) {
    char chunk[1 << 16];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, file)) > 0) {
        cl_buffer_add(into, chunk, n);
        if (into->length > limit) {
            break; /* cl_document_load tells it */
        }
    }
    if (ferror(file)) {
        return cl_error_set(error, CL_ERROR_IO, "file-unreadable", (cl_place){path, 0, 0},
                            "The file cannot be read to its end: %s.", strerror(errno));
    }
    return CL_OK;
}

static cl_status open_file(const char *path, FILE **file, cl_error *error) {
    cl_place place = {path, 0, 0};
    struct stat info;
    if (stat(path, &info) != 0) {
        if (errno == ENOENT || errno == ENOTDIR) {
            return cl_error_set(error, CL_ERROR_IO, "file-missing", place,
                                "There is no such file. Check the name and the folder.");
        }
        return cl_error_set(error, CL_ERROR_IO, "file-unreadable", place,
                            "The file cannot be opened: %s.", strerror(errno));
    }
    if (S_ISDIR(info.st_mode)) {
        return cl_error_set(error, CL_ERROR_IO, "file-directory", place,
                            "This is a folder. Name the files in it.");
    }
    *file = fopen(path, "rb");
    if (!*file) {
        return cl_error_set(error, CL_ERROR_IO, "file-unreadable", place,
                            "The file cannot be opened: %s. Check its permissions.",
                            strerror(errno));
    }
    return CL_OK;
}

cl_status cl_document_read(cl_arena *arena, const char *path, const cl_limits *limits,
                           cl_document **out, cl_error *error) {
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "<stdin>" : cl_arena_strdup(arena, path);
    FILE *file = stdin;
    limits = limits ? limits : &cl_default_limits;
    if (!standard) {
        cl_status status = open_file(name, &file, error);
        if (status != CL_OK) {
            return status;
        }
    }
    cl_buffer bytes = {0};
    cl_status status = read_stream(file, name, limits->file_bytes, &bytes, error);
    if (!standard) {
        fclose(file);
    }
    if (status == CL_OK) {
        status = cl_document_load(arena, name, cl_buffer_text(&bytes), limits, out, error);
    }
    cl_buffer_release(&bytes);
    return status;
}

void cl_document_print(const cl_document *document, cl_buffer *out) {
    if (document->format == CL_FORMAT_DOCX) {
        cl_buffer_add_text(out, document->source);
        return;
    }
    for (size_t i = 0; i < document->block_count; i++) {
        const cl_block *block = &document->blocks[i];
        cl_buffer_add_text(out, block->label);
        if (block->label.length > 0 && block->text.length > 0) {
            cl_buffer_add_char(out, ' ');
        }
        cl_block_display(document, block, (cl_span){0, block->text.length}, out);
        cl_buffer_add_char(out, '\n');
    }
}
