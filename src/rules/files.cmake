set(CL_FILES
  phrase.c phrase_parse.c phrase_emit.c phrase_holes.c phrase_needs.c frozen.c lexicon.c expression.c sum.c match.c
  ruleset.c rule_read.c profile.c examples.c
  judge.c capture.c trace.c segment.c raise.c evaluate.c kind.c
  kinds/flag.c kinds/require.c kinds/limit.c kinds/compare.c)
