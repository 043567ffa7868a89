/* SPDX-License-Identifier: MIT
 *
 * From bytes to a document. The loader is chosen by the first bytes, never by the name: each row of
 * the table `cl_loaders` bids on them, and the highest bid reads the file.
 */
#ifndef CL_DOCUMENT_LOAD_H
#define CL_DOCUMENT_LOAD_H

#include "document/document.h"

/* Limits that no honest contract meets; 0 is never "unlimited". Sizes in bytes. */
typedef struct cl_limits {
    size_t file_bytes;      /* of the input file: 256 MiB; flag --max-file-bytes */
    size_t part_bytes;      /* of one zip part after inflation: 256 MiB; --max-part-bytes */
    size_t total_bytes;     /* of all parts read: 512 MiB; --max-total-bytes */
    size_t ratio;           /* inflated to deflated size of a part over 1 MiB: 200; --max-ratio */
    size_t parts;           /* entries of the package: 10,000; --max-parts */
    size_t xml_depth;       /* 256; --max-xml-depth */
    size_t paragraphs;      /* 200,000; --max-paragraphs */
    size_t paragraph_bytes; /* 1 MiB; --max-paragraph-bytes */
    unsigned seconds;       /* of processor time per file: 4; --max-seconds */
    size_t xml_attributes;  /* of an element: 256; --max-xml-attributes */
    size_t text_bytes;      /* of a text file, or of the text of a DOCX: 16 MiB; --max-text-bytes */
    size_t judged_bytes;    /* of text that rules are applied to: 3 MiB; --max-judged-bytes */
    cl_view view;           /* no limit: which state of tracked changes to read; --view */
    unsigned inside;        /* documents that hold this one (altChunk); 0 for callers */
} cl_limits;
extern const cl_limits cl_default_limits;

/* Reads `bytes` (borrowed; may be freed afterwards) into a document in `arena`. `name` appears in
 * places and is copied. Errors: empty-file, binary-file, pdf-file, docx-…, limit-…; see
 * docs/messages.md. */
cl_status cl_document_load(cl_arena *arena, const char *name, cl_text bytes,
                           const cl_limits *limits, cl_document **out, cl_error *error);
/* The same from a path; "-" is standard input. Errors: file-missing, file-directory,
 * file-unreadable. */
cl_status cl_document_read(cl_arena *arena, const char *path, const cl_limits *limits,
                           cl_document **out, cl_error *error);

/* The error "limit-judged-bytes" when the document has more text than rules are applied to. */
cl_status cl_check_judged_bytes(const cl_document *document, const cl_limits *limits,
                                cl_error *error);
/* The error "limit-seconds" of a file that took too long. */
cl_status cl_limit_seconds(const char *name, unsigned seconds, cl_error *error);

typedef struct cl_loader {
    const char *name;
    /* 0: not mine; 100: certain. Sees at most the first 64 KiB, UTF-16 already as UTF-8. */
    int (*recognise)(cl_text head);
    cl_status (*load)(cl_arena *arena, const char *name, cl_text bytes, const cl_limits *limits,
                      cl_document **out, cl_error *error);
} cl_loader;
extern const cl_loader cl_loader_text, cl_loader_markdown, cl_loader_html, cl_loader_docx;
extern const cl_loader *const cl_loaders[]; /* NULL-terminated */

/* The document as read, one block a line, label first (what `clauselint text` prints). For DOCX
 * this is document->source itself. */
void cl_document_print(const cl_document *document, cl_buffer *out);

#endif
