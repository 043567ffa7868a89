set(CL_FILES
  document.c load.c loader.c normalise.c label.c typed_label.c encoding.c
  text.c text_furniture.c text_paragraph.c text_layout.c text_title.c page_furniture.c
  markdown.c markdown_guard.c markdown_recognise.c markdown_block.c markdown_place.c markdown_note.c markdown_html.c
  html.c html_events.c html_style.c html_block.c html_table.c html_pages.c
  xml.c package.c package_zip.c package_rels.c flat_opc.c docx.c docx_events.c docx_inline.c docx_text.c docx_block.c docx_revisions.c docx_chunk.c docx_numbering.c docx_lists.c docx_number_format.c docx_styles.c)
