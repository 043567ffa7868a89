set(CL_FILES main.c options.c common.c inputs.c describe.c cmd_check.c cmd_text.c cmd_outline.c cmd_rules.c cmd_explain.c
             cmd_clauses.c cmd_brief.c cmd_config.c cmd_init.c cmd_waive.c config.c yaml_file.c setup.c waivers.c baseline.c git.c
             cmd_completion.c extract.c progress.c summary.c)
