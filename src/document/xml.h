/* SPDX-License-Identifier: MIT
 *
 * XML as events, from chunks of bytes (libxml2 SAX2 push parser; no tree, no entities, no network,
 * a DTD is refused). Elements are known by namespace and local name, never by prefix; the
 * transitional and the strict namespace of a vocabulary are one and the same here.
 */
#ifndef CL_DOCUMENT_XML_H
#define CL_DOCUMENT_XML_H

#include "base/arena.h"
#include "base/error.h"
#include "base/text.h"

/* The elements we tell apart: X(enumerator, namespace, local name), sorted by local name,
 * namespace. */
#define CL_XML_NAMES(X)                                                                            \
    X(MC_ALTERNATE, MC, "AlternateContent")                                                        \
    X(MC_CHOICE, MC, "Choice")                                                                     \
    X(CT_DEFAULT, CT, "Default")                                                                   \
    X(MC_FALLBACK, MC, "Fallback")                                                                 \
    X(CT_OVERRIDE, CT, "Override")                                                                 \
    X(RELATIONSHIP, RELS, "Relationship")                                                          \
    X(ABSTRACT_NUM, W, "abstractNum")                                                              \
    X(ABSTRACT_NUM_ID, W, "abstractNumId")                                                         \
    X(ALT_CHUNK, W, "altChunk")                                                                    \
    X(B, W, "b")                                                                                   \
    X(BASED_ON, W, "basedOn")                                                                      \
    X(BODY, W, "body")                                                                             \
    X(BR, W, "br")                                                                                 \
    X(CAPS, W, "caps")                                                                             \
    X(CELL_DEL, W, "cellDel")                                                                      \
    X(CELL_INS, W, "cellIns")                                                                      \
    X(CHECK_BOX, W, "checkBox")                                                                    \
    X(CHECKED, W, "checked")                                                                       \
    X(COMMENT, W, "comment")                                                                       \
    X(COMMENT_RANGE_END, W, "commentRangeEnd")                                                     \
    X(COMMENT_RANGE_START, W, "commentRangeStart")                                                 \
    X(COMMENT_REFERENCE, W, "commentReference")                                                    \
    X(CR, W, "cr")                                                                                 \
    X(DD_LIST, W, "ddList")                                                                        \
    X(DEFAULT, W, "default")                                                                       \
    X(DEL, W, "del")                                                                               \
    X(DEL_INSTR_TEXT, W, "delInstrText")                                                           \
    X(DEL_TEXT, W, "delText")                                                                      \
    X(MATH_DEN, MATH, "den")                                                                       \
    X(DOC_DEFAULTS, W, "docDefaults")                                                              \
    X(DOCUMENT, W, "document")                                                                     \
    X(ENDNOTE, W, "endnote")                                                                       \
    X(ENDNOTE_PR, W, "endnotePr")                                                                  \
    X(ENDNOTE_REF, W, "endnoteRef")                                                                \
    X(ENDNOTE_REFERENCE, W, "endnoteReference")                                                    \
    X(ENDNOTES, W, "endnotes")                                                                     \
    X(FLD_CHAR, W, "fldChar")                                                                      \
    X(FLD_SIMPLE, W, "fldSimple")                                                                  \
    X(FOOTNOTE, W, "footnote")                                                                     \
    X(FOOTNOTE_PR, W, "footnotePr")                                                                \
    X(FOOTNOTE_REF, W, "footnoteRef")                                                              \
    X(FOOTNOTE_REFERENCE, W, "footnoteReference")                                                  \
    X(FOOTNOTES, W, "footnotes")                                                                   \
    X(FRAME_PR, W, "framePr")                                                                      \
    X(FTR, W, "ftr")                                                                               \
    X(GRID_SPAN, W, "gridSpan")                                                                    \
    X(HDR, W, "hdr")                                                                               \
    X(ILVL, W, "ilvl")                                                                             \
    X(IND, W, "ind")                                                                               \
    X(INS, W, "ins")                                                                               \
    X(INSTR_TEXT, W, "instrText")                                                                  \
    X(IS_LGL, W, "isLgl")                                                                          \
    X(JC, W, "jc")                                                                                 \
    X(LIST_ENTRY, W, "listEntry")                                                                  \
    X(LVL, W, "lvl")                                                                               \
    X(LVL_OVERRIDE, W, "lvlOverride")                                                              \
    X(LVL_PIC_BULLET, W, "lvlPicBulletId")                                                         \
    X(LVL_RESTART, W, "lvlRestart")                                                                \
    X(LVL_TEXT, W, "lvlText")                                                                      \
    X(MOVE_FROM, W, "moveFrom")                                                                    \
    X(MOVE_TO, W, "moveTo")                                                                        \
    X(NAME, W, "name")                                                                             \
    X(NO_BREAK_HYPHEN, W, "noBreakHyphen")                                                         \
    X(NUM, W, "num")                                                                               \
    X(NUM_FMT, W, "numFmt")                                                                        \
    X(NUM_ID, W, "numId")                                                                          \
    X(NUM_PR, W, "numPr")                                                                          \
    X(NUM_START, W, "numStart")                                                                    \
    X(NUM_STYLE_LINK, W, "numStyleLink")                                                           \
    X(NUMBERING, W, "numbering")                                                                   \
    X(NUMBERING_CHANGE, W, "numberingChange")                                                      \
    X(OUTLINE_LVL, W, "outlineLvl")                                                                \
    X(P, W, "p")                                                                                   \
    X(P_PR, W, "pPr")                                                                              \
    X(P_PR_CHANGE, W, "pPrChange")                                                                 \
    X(P_STYLE, W, "pStyle")                                                                        \
    X(PAGE_BREAK_BEFORE, W, "pageBreakBefore")                                                     \
    X(PKG_PART, PKG, "part")                                                                       \
    X(PTAB, W, "ptab")                                                                             \
    X(MATH_R, MATH, "r")                                                                           \
    X(R, W, "r")                                                                                   \
    X(R_PR, W, "rPr")                                                                              \
    X(R_PR_CHANGE, W, "rPrChange")                                                                 \
    X(R_STYLE, W, "rStyle")                                                                        \
    X(RESULT, W, "result")                                                                         \
    X(RT, W, "rt")                                                                                 \
    X(SDT_PR, W, "sdtPr")                                                                          \
    X(SECT_PR, W, "sectPr")                                                                        \
    X(SECT_PR_CHANGE, W, "sectPrChange")                                                           \
    X(SETTINGS, W, "settings")                                                                     \
    X(SMALL_CAPS, W, "smallCaps")                                                                  \
    X(SOFT_HYPHEN, W, "softHyphen")                                                                \
    X(START, W, "start")                                                                           \
    X(START_OVERRIDE, W, "startOverride")                                                          \
    X(STYLE, W, "style")                                                                           \
    X(STYLES, W, "styles")                                                                         \
    X(SUB_DOC, W, "subDoc")                                                                        \
    X(SYM, W, "sym")                                                                               \
    X(MATH_T, MATH, "t")                                                                           \
    X(T, W, "t")                                                                                   \
    X(TAB, W, "tab")                                                                               \
    X(TABS, W, "tabs")                                                                             \
    X(TBL, W, "tbl")                                                                               \
    X(TBL_PR_CHANGE, W, "tblPrChange")                                                             \
    X(TBL_PR_EX_CHANGE, W, "tblPrExChange")                                                        \
    X(TC, W, "tc")                                                                                 \
    X(TC_PR, W, "tcPr")                                                                            \
    X(TC_PR_CHANGE, W, "tcPrChange")                                                               \
    X(TR, W, "tr")                                                                                 \
    X(TR_PR, W, "trPr")                                                                            \
    X(TR_PR_CHANGE, W, "trPrChange")                                                               \
    X(TXBX_CONTENT, W, "txbxContent")                                                              \
    X(TYPE, W, "type")                                                                             \
    X(U, W, "u")                                                                                   \
    X(VANISH, W, "vanish")                                                                         \
    X(PKG_XML_DATA, PKG, "xmlData")

typedef enum cl_xml_name {
    CL_XML_OTHER, /* any other element */
#define CL_XML_ENUMERATOR(name, space, local) CL_XML_##name,
    CL_XML_NAMES(CL_XML_ENUMERATOR)
#undef CL_XML_ENUMERATOR
} cl_xml_name;

typedef struct cl_xml_parser cl_xml_parser;

typedef struct cl_xml_element {
    cl_xml_name name;
    const unsigned char **attributes; /* libxml2's five-tuples */
    int attribute_count;
    const cl_xml_parser *parser;
} cl_xml_element;

/* Value of the attribute with that local name; bytes == NULL when absent. Borrowed for the event.
 */
cl_text cl_xml_attribute(const cl_xml_element *element, const char *local);
/* A whole number, clamped to ±1,000,000,000; `otherwise` when absent or no number. */
int cl_xml_integer(const cl_xml_element *element, const char *local, int otherwise);
/* ECMA-376 ST_OnOff in w:val: present without a value means on. */
bool cl_xml_on(const cl_xml_element *element);

/* Of mc:Choice (ECMA-376 part 3): whether all namespaces it requires belong to Office, so that what
 * it holds is made of elements we know or may look through. */
bool cl_xml_requirements_met(const cl_xml_element *element);

/* Events; any may be NULL. A status other than CL_OK ends the parse and is what it returns. */
typedef struct cl_xml_handler {
    void *user;
    cl_status (*start)(void *user, const cl_xml_element *element, cl_error *error);
    cl_status (*end)(void *user, cl_xml_name name, cl_error *error);
    cl_status (*text)(void *user, cl_text text, cl_error *error);
} cl_xml_handler;

/* `part` names the XML in messages, `place` the file. All borrowed until cl_xml_free. */
cl_xml_parser *cl_xml_new(const cl_xml_handler *handler, const char *part, cl_place place,
                          size_t depth_limit, cl_error *error);
/* Elements with more attributes (declared namespaces among them) are refused; no limit by default.
 */
void cl_xml_limit_attributes(cl_xml_parser *parser, size_t limit);
/* Errors: xml-damaged, xml-dtd, limit-xml-depth, limit-xml-attributes, and those of the handler. */
cl_status cl_xml_feed(cl_xml_parser *parser, const char *bytes, size_t length);
cl_status cl_xml_finish(cl_xml_parser *parser);
void cl_xml_free(cl_xml_parser *parser);

#endif
