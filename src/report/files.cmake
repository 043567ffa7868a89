set(CL_FILES report.c score.c excerpt.c wrap.c brief.c formats/text.c formats/json.c formats/sarif.c formats/junit.c
             formats/github.c formats/gitlab.c)
