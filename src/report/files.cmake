set(CL_FILES report.c score.c excerpt.c cut.c wrap.c brief.c spot.c formats/text.c formats/json.c formats/sarif.c formats/junit.c
             formats/github.c formats/gitlab.c formats/checkstyle.c formats/unix.c formats/markdown.c
             formats/xml.c)
