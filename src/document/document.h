/* SPDX-License-Identifier: MIT
 *
 * What is written, and where. A document is a list of blocks in reading order (ECMA-376 calls most
 * of them paragraphs). A block's text is *matching text*: valid UTF-8, quotes and dashes folded to
 * ' " -, every run of white space (no-break spaces and joined line ends too) one space, soft
 * hyphens and zero-width characters dropped, ligatures and U+212A/U+017F folded to ASCII, no space
 * at either end.
 *
 * Positions. Each byte of matching text knows the byte of `source` it came from (block->map).
 * `source` is UTF-8: for text inputs the decoded file; for DOCX the document as `clauselint text`
 * prints it. cl_document_place and cl_document_file_offset go from there to the file. The map is
 * exact but neither contiguous nor monotone by contract: page furniture inside a sentence is
 * skipped, for example.
 *
 * Everything lives in the document's arena and is read only after loading.
 */
#ifndef CL_DOCUMENT_DOCUMENT_H
#define CL_DOCUMENT_DOCUMENT_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

typedef enum cl_format {
    CL_FORMAT_TEXT,
    CL_FORMAT_MARKDOWN,
    CL_FORMAT_HTML,
    CL_FORMAT_DOCX
} cl_format;

typedef enum cl_block_kind {
    CL_BLOCK_PARAGRAPH,
    CL_BLOCK_HEADING,   /* by style, outline level, Markdown mark-up or, in text, typography */
    CL_BLOCK_LIST_ITEM, /* carries an automatic or typed list label */
    CL_BLOCK_CELL,      /* a paragraph in a table cell */
    CL_BLOCK_FOOTNOTE,
    CL_BLOCK_ENDNOTE,
    CL_BLOCK_TEXT_BOX,
    CL_BLOCK_HEADER, /* page header, read once */
    CL_BLOCK_FOOTER,
} cl_block_kind;

typedef enum cl_block_flags {
    CL_BLOCK_HIDDEN = 1u << 0, /* w:vanish, an HTML comment …: shown by `text`, never matched */
    CL_BLOCK_BOLD = 1u << 1,   /* all of it is bold (or its leading run-in title, see bold_end) */
    CL_BLOCK_CAPS = 1u << 2,   /* ALL CAPITALS as typed or as displayed */
    CL_BLOCK_CENTERED = 1u << 3,
    CL_BLOCK_TOC = 1u << 4,         /* a row of a table of contents, as the format itself says */
    CL_BLOCK_LABEL_TYPED = 1u << 5, /* the label's characters are part of the source as typed */
    CL_BLOCK_PAGE_BREAK = 1u << 6,  /* a page (or a new section) begins before it */
    CL_BLOCK_CODE = 1u << 7,        /* Markdown code block or the like */
    CL_BLOCK_JOINS_LINE =
        1u << 8, /* text: starts in the middle of a source line (flattened page) */
} cl_block_flags;

/* Which state of a document with tracked changes is read: all accepted, or all rejected. */
typedef enum cl_view { CL_VIEW_FINAL, CL_VIEW_ORIGINAL } cl_view;

/* A tracked insertion or deletion (ECMA-376 17.13.5), in order of their starts. What the view does
 * not show (deletions in the final view, insertions in the original) is not part of the text and
 * appears as an empty span where it would be. Spans may nest. */
typedef struct cl_revision {
    cl_span span; /* in the block's matching text */
    bool deleted;
    bool moved;                /* half of a move: the place left (deleted) or the new one */
    const char *author, *date; /* as written, or NULL */
} cl_revision;

/* For DOCX: source bytes [source_start, next.source_start) came from run `run` of paragraph
 * `paragraph`, from byte `offset` of that run's text on. Runs are the w:r (and m:r) elements of a
 * paragraph in document order, from 0, deleted ones too, those of text boxes inside not. A run's
 * text is what its elements are shown as, in UTF-8: w:t as written, tabs and breaks one byte,
 * symbols and hyphens their character, note references the number shown. */
typedef struct cl_run {
    uint32_t source_start;
    uint32_t paragraph;
    uint32_t run; /* CL_NO_RUN: printed by us, as the marks around hidden text */
    uint32_t offset;
} cl_run;
#define CL_NO_RUN UINT32_MAX

/* A comment, kept aside: never part of the text. Its range goes from `start` in the matching text
 * of blocks[block] to `end` in that of blocks[end_block]; without an anchor both blocks are
 * SIZE_MAX. */
typedef struct cl_comment {
    const char *id, *author, *initials, *date; /* as written, or NULL */
    cl_text text;                              /* paragraphs joined by '\n' */
    size_t block, end_block;
    size_t start, end;
} cl_comment;

typedef struct cl_block {
    cl_block_kind kind;
    unsigned flags;      /* cl_block_flags */
    cl_text text;        /* matching text, without the label */
    const uint32_t *map; /* text.length + 1 offsets into document->source; the last is the end */
    /* The list label as displayed, e.g. "4.2", "(b)", "Article II", "12.", "Section 6.03."; empty
     * if none. White space inside is one space, none at the ends. */
    cl_text label;
    uint32_t label_start; /* source offset of the label when it is typed or printed */
    int list_level;       /* depth of automatic numbering or Markdown nesting from 0; -1 if none */
    int outline_level;    /* of a heading, from 1; 0 if it is none */
    uint32_t indent; /* left indent: columns in text, twips in DOCX and HTML (a hint for nesting) */
    uint32_t bold_end; /* bytes of text at its start that are bold or underlined: a run-in title */
    cl_text style;     /* DOCX style name, else empty */
    uint32_t table;    /* 1-based number of the table it is in; 0 if none */
    uint32_t row, column; /* in that table, from 0 */
    uint32_t note;        /* foot-/endnote number as displayed; 0 if none */
    uint32_t note_anchor; /* 1 + index of the block that refers to the note; 0 if not known */
    cl_span source;       /* its bytes in document->source, label included */
    const cl_revision *revisions;
    size_t revision_count;
    /* DOCX only */
    const char *part;    /* "word/document.xml", NULL for text */
    uint32_t paragraph;  /* index of the w:p in that part, from 0 */
    const char *para_id; /* w14:paraId or NULL */
    const cl_run *runs;
    size_t run_count;
} cl_block;

typedef struct cl_document {
    cl_arena *arena; /* borrowed: the caller's */
    const char *name;
    cl_format format;
    cl_text source;
    const cl_block *blocks;
    size_t block_count;
    cl_notices notices;   /* what could not be read or decided while loading */
    bool numbering_known; /* false when automatic numbering could not be resolved */
    cl_view view;
    const cl_comment *comments; /* in the order of the file */
    uint32_t comment_count;
    uint32_t revision_count; /* tracked changes in the file */
    /* Private to document/: source offset → file offset (NULL: equal, plus byte_order_mark), lines.
     */
    const uint32_t *origin;
    uint32_t byte_order_mark;
    const uint32_t *lines;
    size_t line_count;
} cl_document;

/* Where a source offset is, for a reader: line and columns from 1. For DOCX these are line and
 * column in the output of `clauselint text`. */
typedef struct cl_position {
    uint32_t line, column; /* column in code points */
    uint32_t utf16_column;
    size_t byte; /* in the input file for text, in the output of `clauselint text` for DOCX */
} cl_position;
cl_position cl_document_position(const cl_document *document, size_t source_offset);

/* The source bytes a span of matching text covers: from the first byte's place to behind the
 * last's. */
cl_span cl_block_source_span(const cl_block *block, cl_span span);
/* The same; when its last character is written as a reference ("&sect;") all of that counts. */
cl_span cl_document_source_span(const cl_document *document, const cl_block *block, cl_span span);
/* Appends the span as the author typed it (curly quotes and so on), white space as single spaces.
 */
void cl_block_display(const cl_document *document, const cl_block *block, cl_span span,
                      cl_buffer *out);

/* The run that holds a source byte (DOCX); false for text and for what was printed by us: labels,
 * marks around hidden text. `offset` counts bytes of the run's text, see cl_run. */
bool cl_block_run(const cl_block *block, size_t source_offset, uint32_t *run, uint32_t *offset);
/* The same with the paragraph: where a paragraph mark was deleted, a block holds several. */
bool cl_block_place(const cl_block *block, size_t source_offset, cl_run *place);
/* The way back: the source byte for place->paragraph, run and offset. False if it is not here. */
bool cl_block_find(const cl_block *block, const cl_run *place, size_t *source_offset);

/* The innermost tracked change that covers any byte of the span, or NULL. */
const cl_revision *cl_block_revision(const cl_block *block, cl_span span);

#endif
