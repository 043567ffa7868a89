set(CL_FILES
  contract.c title.c section.c tree.c heading.c zone.c sentence.c split.c definition.c
  reference.c reference_table.c
  party.c opening.c party_company.c party_person.c party_role.c party_signature.c party_side.c party_table.c
  preamble.c preamble_list.c preamble_words.c preamble_fit.c preamble_keys.c alias.c role.c name.c
  condition.c condition_part.c condition_opening.c condition_kind.c wording.c
  holder.c mention.c called.c subject.c agent.c
  quantity.c duration.c money.c percent.c multiple.c bound.c repetition.c number.c ordinal.c disagreement.c date.c)
