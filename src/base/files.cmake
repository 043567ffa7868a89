set(CL_FILES arena.c buffer.c error.c json.c pattern.c pattern_bank.c text.c yaml.c)
