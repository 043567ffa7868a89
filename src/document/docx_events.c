/* SPDX-License-Identifier: MIT */
#include "document/docx_reader.h"

static cl_docx_where where(cl_docx_reader *reader) {
    static const cl_block_kind kinds[] = {
        [CL_DOCX_STORY_MAIN] = CL_BLOCK_PARAGRAPH,   [CL_DOCX_STORY_FOOTNOTES] = CL_BLOCK_FOOTNOTE,
        [CL_DOCX_STORY_ENDNOTES] = CL_BLOCK_ENDNOTE, [CL_DOCX_STORY_HEADER] = CL_BLOCK_HEADER,
        [CL_DOCX_STORY_FOOTER] = CL_BLOCK_FOOTER,    [CL_DOCX_STORY_COMMENTS] = CL_BLOCK_PARAGRAPH,
    };
    cl_docx_where place = {.part = reader->part, .kind = kinds[reader->story]};
    if (reader->box > 0 && place.kind == CL_BLOCK_PARAGRAPH) {
        place.kind = CL_BLOCK_TEXT_BOX;
    }
    if (reader->table_count > reader->table_base[reader->box]) {
        place.table = &reader->tables[reader->table_count - 1];
    }
    place.in_box = reader->box > 0;
    place.note = reader->note;
    place.note_anchor = reader->note_anchor;
    return place;
}

static cl_status end_paragraph(cl_docx_reader *reader, cl_error *error) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (!paragraph->open) {
        return CL_OK;
    }
    if (reader->story == CL_DOCX_STORY_COMMENTS && reader->suppressed == 0) {
        cl_buffer_add_text(&reader->comment_text, cl_buffer_text(&paragraph->text));
        cl_buffer_add_char(&reader->comment_text, '\n');
    }
    if (reader->story == CL_DOCX_STORY_COMMENTS || reader->suppressed > 0) {
        cl_docx_paragraph_drop(paragraph);
        return CL_OK;
    }
    paragraph->open = false;
    paragraph->toc = paragraph->toc || cl_docx_in_toc(reader);
    if (paragraph->merges) {
        return CL_OK;
    }
    cl_docx_revise_cell(reader, paragraph);
    cl_docx_where place = where(reader);
    cl_status status = cl_docx_paragraph_end(&reader->output, paragraph, &place, error);
    cl_docx_drop_stale_fields(reader);
    return status;
}

/* Text before a deleted mark has nothing to join at the end of a cell, a note or the document, nor
 * before a table: there it stays a paragraph. */
static cl_status flush(cl_docx_reader *reader, cl_error *error) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (!paragraph->merges) {
        return CL_OK;
    }
    paragraph->merges = false;
    if (paragraph->text.length == 0) {
        cl_docx_paragraph_drop(paragraph);
        return CL_OK;
    }
    paragraph->open = true;
    return end_paragraph(reader, error);
}

static void start_paragraph(cl_docx_reader *reader, const cl_xml_element *element, uint32_t index) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    /* of a paragraph that lost its mark and has no text nothing is left to go on */
    bool merged = paragraph->merges && paragraph->text.length > 0;
    cl_docx_paragraph_begin(paragraph, index);
    if (!merged) {
        paragraph->index = index;
        paragraph->para_id = cl_docx_copy(reader, cl_xml_attribute(element, "paraId"));
    }
    paragraph->toc = paragraph->toc || cl_docx_in_toc(reader);
    cl_docx_run_settle(&reader->output, paragraph);
    paragraph->has_style = false;
}

static void start_table(cl_docx_reader *reader) {
    reader->tables = cl_arena_grow(reader->output.arena, reader->tables, reader->table_count,
                                   &reader->table_capacity, sizeof *reader->tables);
    reader->tables[reader->table_count++] =
        (cl_docx_table){.number = ++reader->table_number, .row = UINT32_MAX};
}

static cl_docx_table *table(cl_docx_reader *reader) {
    return reader->table_count > reader->table_base[reader->box]
               ? &reader->tables[reader->table_count - 1]
               : NULL;
}

static void start_row(cl_docx_reader *reader) {
    if (table(reader) != NULL) {
        table(reader)->row++;
        table(reader)->next_column = 0;
    }
}

static void start_cell(cl_docx_reader *reader) {
    if (table(reader) != NULL) {
        table(reader)->column = table(reader)->next_column;
        table(reader)->span = 1;
    }
}

static void end_cell(cl_docx_reader *reader) {
    if (table(reader) != NULL) {
        table(reader)->next_column += table(reader)->span;
    }
}

static void start_text_box(cl_docx_reader *reader) {
    cl_docx_frame *top = &reader->frames[reader->depth - 1];
    if (reader->box == CL_DOCX_TEXT_BOXES) {
        cl_notices_add(reader->output.arena, &reader->output.document->notices,
                       "docx-text-box-depth", reader->output.place,
                       "Text boxes inside one another in %s are nested too deeply; the innermost "
                       "were not read.",
                       reader->part);
        reader->skipping = 1;
        return;
    }
    top->flag = 1;
    top->data = (uint32_t)reader->field_base;
    reader->field_base = reader->field_count;
    reader->box++;
    reader->table_base[reader->box] = reader->table_count;
    cl_docx_paragraph_drop(cl_docx_current(reader));
}

static cl_status end_text_box(cl_docx_reader *reader, const cl_docx_frame *top, cl_error *error) {
    cl_status status = flush(reader, error);
    cl_docx_paragraph_drop(cl_docx_current(reader));
    reader->table_count = reader->table_base[reader->box];
    reader->field_count = reader->field_base;
    reader->field_base = top->data;
    reader->box--;
    return status;
}

static cl_status refer_to_note(cl_docx_reader *reader, const cl_xml_element *element,
                               bool is_endnote, cl_error *error) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    if (reader->story != CL_DOCX_STORY_MAIN || !paragraph->open || reader->suppressed > 0) {
        return CL_OK;
    }
    reader->notes = cl_arena_grow(reader->output.arena, reader->notes, reader->note_count,
                                  &reader->note_capacity, sizeof *reader->notes);
    cl_text custom = cl_xml_attribute(element, "customMarkFollows");
    bool numbered = custom.bytes == NULL || cl_text_equal(custom, CL_TEXT("0")) ||
                    cl_text_equal_nocase(custom, CL_TEXT("false"));
    uint32_t *counter = is_endnote ? &reader->endnotes : &reader->footnotes;
    uint32_t number = numbered ? reader->note_start[is_endnote] + (*counter)++ : 0;
    /* the paragraph that refers becomes the next block */
    reader->notes[reader->note_count++] =
        (cl_docx_note){is_endnote, cl_xml_integer(element, "id", -1), number,
                       (uint32_t)reader->output.block_count + 1};
    return cl_docx_add_note_number(reader, number, is_endnote, error);
}

int cl_docx_by_note(const void *a, const void *b) {
    const cl_docx_note *left = a, *right = b;
    if (left->is_endnote != right->is_endnote) {
        return left->is_endnote ? 1 : -1;
    }
    if (left->id != right->id) {
        return left->id < right->id ? -1 : 1;
    }
    if (left->number != right->number) {
        return left->number < right->number ? -1 : 1;
    }
    return (left->anchor > right->anchor) - (left->anchor < right->anchor);
}

/* Separators and notes whose reference is gone are not displayed. */
static void start_note(cl_docx_reader *reader, const cl_xml_element *element, bool is_endnote) {
    cl_docx_note key = {is_endnote, cl_xml_integer(element, "id", -1), 0, 0};
    size_t low = 0, high = reader->note_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (cl_docx_by_note(&reader->notes[middle], &key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    const cl_docx_note *found = low < reader->note_count ? &reader->notes[low] : NULL;
    if (found == NULL || found->is_endnote != is_endnote || found->id != key.id) {
        reader->skipping = 1;
        return;
    }
    reader->note = found->number;
    reader->note_anchor = found->anchor;
}

static cl_status push(cl_docx_reader *reader, cl_xml_name name) {
    if (reader->depth == reader->frame_capacity) {
        reader->frames = cl_arena_grow(reader->output.arena, reader->frames, reader->depth,
                                       &reader->frame_capacity, sizeof *reader->frames);
    }
    reader->frames[reader->depth++] = (cl_docx_frame){.name = (uint8_t)name};
    return CL_OK;
}

static cl_status check_root(cl_docx_reader *reader, const cl_xml_element *element,
                            cl_error *error) {
    static const cl_xml_name roots[] = {
        [CL_DOCX_STORY_MAIN] = CL_XML_DOCUMENT,     [CL_DOCX_STORY_FOOTNOTES] = CL_XML_FOOTNOTES,
        [CL_DOCX_STORY_ENDNOTES] = CL_XML_ENDNOTES, [CL_DOCX_STORY_HEADER] = CL_XML_HDR,
        [CL_DOCX_STORY_FOOTER] = CL_XML_FTR,
    };
    if (reader->story == CL_DOCX_STORY_COMMENTS || element->name == roots[reader->story]) {
        return CL_OK;
    }
    if (reader->story == CL_DOCX_STORY_MAIN) {
        return cl_error_set(error, CL_ERROR_UNSUPPORTED, "docx-not-a-document",
                            reader->output.place, "The main part %s does not hold a Word document.",
                            reader->part);
    }
    reader->skipping = 1;
    return CL_OK;
}

/* A drop cap is a paragraph of its own in a frame, but its letter begins the next one (17.3.1.11).
 */
static void frame(cl_docx_reader *reader, const cl_xml_element *element) {
    cl_text cap = cl_xml_attribute(element, "dropCap");
    if (cl_docx_parent(reader, 1) == CL_XML_P_PR &&
        (cl_text_equal(cap, CL_TEXT("drop")) || cl_text_equal(cap, CL_TEXT("margin")))) {
        cl_docx_current(reader)->merges = true;
    }
}

static void properties(cl_docx_reader *reader, const cl_xml_element *element) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    cl_xml_name where = cl_docx_parent(reader, 1);
    if (where == CL_XML_R_PR && cl_docx_parent(reader, 2) == CL_XML_P_PR) {
        if (element->name == CL_XML_VANISH) {
            paragraph->mark_hidden = cl_xml_on(element);
        }
    } else if (where == CL_XML_R_PR && cl_docx_parent(reader, 2) == CL_XML_R) {
        if (element->name == CL_XML_R_STYLE) {
            paragraph->run_style =
                cl_styles_get(reader->output.styles, 'c', cl_xml_attribute(element, "val"));
        } else {
            cl_run_properties_read(&paragraph->run_direct, element);
        }
    } else if (where == CL_XML_P_PR || where == CL_XML_NUM_PR) {
        if (element->name == CL_XML_P_STYLE) {
            paragraph->style =
                cl_styles_get(reader->output.styles, 'p', cl_xml_attribute(element, "val"));
            paragraph->has_style = true;
        } else {
            cl_paragraph_properties_read(&paragraph->properties, element);
        }
    }
}

/* The first choice we understand is read, else the fallback. */
static void alternate(cl_docx_reader *reader, const cl_xml_element *element) {
    cl_docx_frame *owner = reader->depth >= 2 ? &reader->frames[reader->depth - 2] : NULL;
    if (owner == NULL || owner->name != CL_XML_MC_ALTERNATE) {
        return;
    }
    bool is_choice = element->name == CL_XML_MC_CHOICE;
    if (owner->flag != 0 || (is_choice && !cl_xml_requirements_met(element))) {
        reader->skipping = 1;
    } else if (is_choice) {
        owner->flag = 1;
    }
}

static void section(cl_docx_reader *reader, const cl_xml_element *element) {
    if (cl_docx_parent(reader, 1) == CL_XML_SECT_PR) {
        cl_docx_frame *top = &reader->frames[reader->depth - 2];
        top->flag |= cl_text_equal(cl_xml_attribute(element, "val"), CL_TEXT("continuous"));
    }
}

static cl_status start_block(cl_docx_reader *reader, const cl_xml_element *element, uint32_t index,
                             cl_error *error) {
    switch (element->name) {
    case CL_XML_P:
        start_paragraph(reader, element, index);
        return CL_OK;
    case CL_XML_TBL: {
        cl_status status = flush(reader, error);
        start_table(reader);
        return status;
    }
    case CL_XML_TR:
        start_row(reader);
        return CL_OK;
    case CL_XML_TC:
        start_cell(reader);
        return CL_OK;
    case CL_XML_GRID_SPAN: {
        int span = cl_xml_integer(element, "val", 1);
        if (table(reader) != NULL && span > 0 && span < 1000) {
            table(reader)->span = (uint32_t)span;
        }
        return CL_OK;
    }
    case CL_XML_CELL_DEL:
    case CL_XML_CELL_INS:
        cl_docx_cell_revision(reader, element, element->name == CL_XML_CELL_DEL);
        return CL_OK;
    case CL_XML_TXBX_CONTENT:
        start_text_box(reader);
        return CL_OK;
    case CL_XML_FOOTNOTE:
    case CL_XML_ENDNOTE:
        if (reader->depth == 2) {
            start_note(reader, element, element->name == CL_XML_ENDNOTE);
        }
        return CL_OK;
    case CL_XML_FRAME_PR:
        frame(reader, element);
        return CL_OK;
    case CL_XML_COMMENT:
        if (reader->story == CL_DOCX_STORY_COMMENTS) {
            cl_docx_comment_start(reader, element);
        }
        return CL_OK;
    case CL_XML_ALT_CHUNK: {
        cl_docx_where place = where(reader);
        cl_status status = flush(reader, error);
        return status == CL_OK ? cl_docx_chunk(reader, element, &place, error) : status;
    }
    case CL_XML_SUB_DOC:
        reader->outside++;
        return CL_OK;
    default:
        properties(reader, element);
        return CL_OK;
    }
}

/* Runs may stand in runs (ruby), so the outer one is taken up again. */
static void start_run(cl_docx_reader *reader) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    cl_docx_frame *top = &reader->frames[reader->depth - 1];
    top->data = paragraph->run;
    top->extra = paragraph->run_offset;
    cl_docx_run_begin(paragraph);
    cl_docx_run_settle(&reader->output, paragraph);
}

static void end_run(cl_docx_reader *reader, const cl_docx_frame *top) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    paragraph->run = top->data;
    paragraph->run_offset = top->extra;
    paragraph->run_fresh = true;
}

static cl_status start_inline(cl_docx_reader *reader, const cl_xml_element *element, uint32_t index,
                              cl_error *error) {
    switch (element->name) {
    case CL_XML_R:
    case CL_XML_MATH_R:
        start_run(reader);
        return CL_OK;
    case CL_XML_T:
    case CL_XML_DEL_TEXT: /* in the original view */
    case CL_XML_MATH_T:
        reader->in_text = true;
        return CL_OK;
    case CL_XML_TAB:
        return cl_docx_parent(reader, 1) == CL_XML_R
                   ? cl_docx_add_inline(reader, CL_TEXT("\t"), error)
                   : CL_OK;
    case CL_XML_PTAB:
        return cl_docx_add_inline(reader, CL_TEXT("\t"), error);
    case CL_XML_BR:
    case CL_XML_CR:
        return cl_docx_add_break(reader, element, error);
    case CL_XML_NO_BREAK_HYPHEN:
        return cl_docx_add_inline(reader, CL_TEXT("\xE2\x80\x91"), error);
    case CL_XML_SOFT_HYPHEN:
        return cl_docx_add_inline(reader, CL_TEXT("\xC2\xAD"), error);
    case CL_XML_MATH_DEN:
        return cl_docx_add_fraction(reader, error);
    case CL_XML_SYM:
        return cl_docx_add_symbol(reader, element, error);
    case CL_XML_FLD_CHAR:
        return cl_docx_field_char(reader, element, error);
    case CL_XML_FOOTNOTE_REFERENCE:
    case CL_XML_ENDNOTE_REFERENCE:
        return refer_to_note(reader, element, element->name == CL_XML_ENDNOTE_REFERENCE, error);
    case CL_XML_FOOTNOTE_REF:
    case CL_XML_ENDNOTE_REF:
        return cl_docx_add_note_number(reader, reader->note, element->name == CL_XML_ENDNOTE_REF,
                                       error);
    case CL_XML_DEL:
    case CL_XML_MOVE_FROM:
    case CL_XML_INS:
    case CL_XML_MOVE_TO:
        cl_docx_revision_start(reader, element,
                               element->name == CL_XML_DEL || element->name == CL_XML_MOVE_FROM);
        return CL_OK;
    case CL_XML_COMMENT_RANGE_START:
    case CL_XML_COMMENT_RANGE_END:
    case CL_XML_COMMENT_REFERENCE:
        cl_docx_comment_anchor(reader, element, element->name != CL_XML_COMMENT_RANGE_START);
        return CL_OK;
    case CL_XML_CHECK_BOX:
    case CL_XML_DD_LIST:
    case CL_XML_DEFAULT:
    case CL_XML_CHECKED:
    case CL_XML_RESULT:
    case CL_XML_LIST_ENTRY:
        cl_docx_form_field(reader, element);
        return CL_OK;
    case CL_XML_MC_CHOICE:
    case CL_XML_MC_FALLBACK:
        alternate(reader, element);
        return CL_OK;
    case CL_XML_TYPE:
        section(reader, element);
        return CL_OK;
    default:
        return start_block(reader, element, index, error);
    }
}

static bool is_unread(cl_xml_name name, bool original) {
    switch (name) {
    case CL_XML_DEL_TEXT:
    case CL_XML_P_PR_CHANGE:
        return !original;
    case CL_XML_DEL_INSTR_TEXT:
    case CL_XML_NUMBERING_CHANGE:
    case CL_XML_R_PR_CHANGE:
    case CL_XML_SECT_PR_CHANGE:
    case CL_XML_TBL_PR_CHANGE:
    case CL_XML_TBL_PR_EX_CHANGE:
    case CL_XML_TC_PR_CHANGE:
    case CL_XML_TR_PR_CHANGE:
    case CL_XML_SDT_PR:
    case CL_XML_RT:
    case CL_XML_TABS:
        return true;
    default:
        return false;
    }
}

/* In the original view a paragraph has the properties it had before. */
static void restore_properties(cl_docx_reader *reader) {
    cl_docx_paragraph *paragraph = cl_docx_current(reader);
    paragraph->properties = CL_PARAGRAPH_UNSET;
    paragraph->style = NULL;
    paragraph->has_style = false;
}

/* Elements that are not read still have their place in the count of paragraphs and runs. */
static void skip(cl_docx_reader *reader, const cl_xml_element *element) {
    reader->skipping++;
    reader->skipped_paragraphs += element->name == CL_XML_P;
    bool is_run = element->name == CL_XML_R || element->name == CL_XML_MATH_R;
    if (is_run && reader->skipped_paragraphs == 0) {
        cl_docx_current(reader)->next_run++;
    }
}

cl_status cl_docx_on_start(void *user, const cl_xml_element *element, cl_error *error) {
    cl_docx_reader *reader = user;
    uint32_t index = reader->next_paragraph;
    reader->next_paragraph += element->name == CL_XML_P; /* skipped ones count as well */
    if (reader->skipping > 0) {
        skip(reader, element);
        return CL_OK;
    }
    push(reader, element->name);
    if (reader->depth == 1) {
        return check_root(reader, element, error);
    }
    if (element->name == CL_XML_OTHER) {
        return CL_OK;
    }
    if (is_unread(element->name, reader->output.limits->view == CL_VIEW_ORIGINAL)) {
        reader->skipping = 1;
        return CL_OK;
    }
    if (element->name == CL_XML_P_PR_CHANGE) {
        restore_properties(reader);
        return CL_OK;
    }
    return start_inline(reader, element, index, error);
}

static void end_section(cl_docx_reader *reader, const cl_docx_frame *top) {
    /* A section in the properties of a paragraph ends with it; by default the next is on a new
     * page. */
    if (top->flag == 0 && cl_docx_parent(reader, 0) == CL_XML_P_PR) {
        cl_docx_current(reader)->break_after = true;
    }
}

static cl_status end_element(cl_docx_reader *reader, cl_xml_name name, const cl_docx_frame *top,
                             cl_error *error) {
    switch (name) {
    case CL_XML_P:
        return end_paragraph(reader, error);
    case CL_XML_T:
    case CL_XML_DEL_TEXT:
    case CL_XML_MATH_T:
        reader->in_text = false;
        return CL_OK;
    case CL_XML_R:
    case CL_XML_MATH_R:
        end_run(reader, top);
        return CL_OK;
    case CL_XML_COMMENT:
        if (reader->story == CL_DOCX_STORY_COMMENTS) {
            cl_docx_comment_end(reader);
        }
        return CL_OK;
    case CL_XML_R_PR:
        if (cl_docx_parent(reader, 0) == CL_XML_R) {
            cl_docx_run_settle(&reader->output, cl_docx_current(reader));
        }
        return CL_OK;
    case CL_XML_INS:
    case CL_XML_DEL:
    case CL_XML_MOVE_FROM:
    case CL_XML_MOVE_TO:
        cl_docx_revision_end(reader, top);
        return CL_OK;
    case CL_XML_SECT_PR:
        end_section(reader, top);
        return CL_OK;
    case CL_XML_TXBX_CONTENT:
        return top->flag != 0 ? end_text_box(reader, top, error) : CL_OK;
    case CL_XML_TC: {
        cl_status status = flush(reader, error);
        end_cell(reader);
        reader->suppressed -= top->flag;
        return status;
    }
    case CL_XML_TR:
        reader->suppressed -= top->flag;
        return CL_OK;
    case CL_XML_TBL:
        if (table(reader) != NULL) {
            reader->table_count--;
        }
        return CL_OK;
    case CL_XML_BODY:
    case CL_XML_HDR:
    case CL_XML_FTR:
        return flush(reader, error);
    case CL_XML_FOOTNOTE:
    case CL_XML_ENDNOTE:
        reader->note = reader->note_anchor = 0;
        return flush(reader, error);
    default:
        return CL_OK;
    }
}

cl_status cl_docx_on_end(void *user, cl_xml_name name, cl_error *error) {
    cl_docx_reader *reader = user;
    if (reader->skipping > 1) {
        reader->skipping--;
        reader->skipped_paragraphs -= name == CL_XML_P;
        return CL_OK;
    }
    reader->skipping = reader->skipped_paragraphs = 0;
    cl_docx_frame top = reader->frames[--reader->depth];
    return end_element(reader, name, &top, error);
}

cl_status cl_docx_on_text(void *user, cl_text text, cl_error *error) {
    cl_docx_reader *reader = user;
    if (reader->skipping > 0) {
        return CL_OK;
    }
    if (reader->in_text) {
        return cl_docx_add_inline(reader, text, error);
    }
    if (cl_docx_parent(reader, 0) == CL_XML_INSTR_TEXT) {
        cl_docx_field_code(reader, text);
    }
    return CL_OK;
}
