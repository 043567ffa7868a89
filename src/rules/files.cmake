set(CL_FILES
  phrase.c phrase_parse.c phrase_emit.c phrase_holes.c phrase_needs.c frozen.c lexicon.c words.c defined.c expression.c expression_parse.c sum.c match.c
  ruleset.c rule_read.c rule_values.c rule_names.c profile.c examples.c warn.c inspect.c settings.c
  judge.c judge_units.c capture.c trace.c trace_phrase.c segment.c raise.c evaluate.c kind.c
  kinds/flag.c kinds/require.c kinds/limit.c kinds/compare.c kinds/check.c
  drafting/drafting.c drafting/reference.c drafting/exhibit.c drafting/placeholder.c drafting/blank.c
  drafting/figures.c drafting/date.c drafting/numbers.c drafting/numbering.c drafting/empty.c drafting/term.c
  drafting/undefined.c drafting/party.c drafting/revision.c)
