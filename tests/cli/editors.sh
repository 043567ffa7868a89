#!/bin/sh
# SPDX-License-Identifier: MIT
# The set-ups of docs/editors.md, run as they stand there, in editors without a screen. What is not installed is skipped.
. "$(dirname "$0")/common"
mkdir "$work/bin" && ln -s "$clauselint" "$work/bin/clauselint"
PATH=$work/bin:$PATH
HOME=$work XDG_CONFIG_HOME=$work/config
export PATH HOME XDG_CONFIG_HOME
cd "$work" || exit 2
# part LANGUAGE: the block of the manual in that language
part() {
    sed -n "/^\`\`\`$1\$/,/^\`\`\`\$/p" "$source_dir/docs/editors.md" | sed '1d;$d'
}
cat >draft.md <<'END'
# Agreement

Preamble 𝔸 é: something.

é 𝔸: This Agreement shall automatically renew for successive five-year terms.
END
"$clauselint" --no-config --format jsonl draft.md >expected
grep -q '"rule":"auto-renewal"' expected || fail 'no finding to show'

if command -v nvim >/dev/null; then
    part lua >setup.lua
    cat >drive.lua <<'LUA'
vim.wait(8000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local out = assert(io.open("nvim.out", "w"))
for _, d in ipairs(vim.diagnostic.get(0)) do
  local text = vim.api.nvim_buf_get_lines(0, d.lnum, d.lnum + 1, false)[1]
  out:write(d.code, "|", d.lnum + 1, "|", d.col, "|", text:sub(d.col + 1, d.end_lnum == d.lnum and d.end_col or #text), "\n")
end
out:close()
vim.cmd("qa!")
LUA
    timeout 30 nvim --headless -u NONE -i NONE -c 'luafile setup.lua' -c 'edit draft.md' -c 'luafile drive.lua' >nvim.log 2>&1 </dev/null
    grep -q '^auto-renewal|5|.*|.*This Agreement shall automatically renew for successive five-year terms\.$' nvim.out 2>/dev/null ||
        fail "Neovim shows: $(cat nvim.out nvim.log 2>/dev/null)"
else
    echo 'skipped: there is no nvim'
fi

if command -v emacs >/dev/null; then
    part elisp >setup.el
    cat >drive.el <<'EL'
(load-file "setup.el")
(setq text-mode-hook nil)
(find-file "draft.md")
(let ((found nil))
  (clauselint-flymake (lambda (list &rest _) (setq found (or list 'none))))
  (with-timeout (8 nil) (while (not found) (accept-process-output nil 0.05)))
  (dolist (d (if (listp found) found nil))
    (princ (format "%d %s\n" (line-number-at-pos (flymake-diagnostic-beg d)) (flymake-diagnostic-text d)))))
EL
    timeout 30 emacs --batch -Q -l drive.el >emacs.out 2>emacs.log </dev/null
    grep -q '^5 .*\[auto-renewal\]$' emacs.out || fail "Emacs shows: $(cat emacs.out emacs.log)"
else
    echo 'skipped: there is no emacs'
fi

# The problem matcher of VS Code reads every line of every fixture.
part json >tasks.json
python3 - "$clauselint" "$source_dir/fixtures" <<'PYTHON' || fail 'the problem matcher of VS Code'
import json, re, subprocess, sys
task = json.load(open("tasks.json"))["tasks"][0]
pattern = task["problemMatcher"]["pattern"]
out = subprocess.run([sys.argv[1], *task["args"][:3], "--extract", "text", sys.argv[2]], capture_output=True, text=True).stdout
lines = out.splitlines()
assert len(lines) > 20
for line in lines:
    m = re.match(pattern["regexp"], line)
    assert m, line
    open(m[pattern["file"]]).close()
    assert int(m[pattern["line"]]) > 0 and int(m[pattern["column"]]) > 0
PYTHON

# The lines for Vim, in Vim and in Neovim.
sed -n '/^## Vim$/,/^## /s/^    ://p' "$source_dir/docs/editors.md" | sed 's/^make$/silent make!/' >vim.rc
[ "$(wc -l <vim.rc)" -eq 3 ] || fail 'the lines for Vim are others'
for vim in 'vim -es --not-a-term -N' 'nvim --headless'; do
    command -v "${vim%% *}" >/dev/null || { echo "skipped: there is no ${vim%% *}"; continue; }
    rm -f quickfix
    # shellcheck disable=SC2086 # program and options
    timeout 30 $vim -u NONE -i NONE -c 'edit draft.md' -c 'source vim.rc' \
        -c 'call writefile(map(getqflist(), {_, q -> q.lnum . " " . q.type . " " . q.text}), "quickfix")' -c 'qa!' >vim.log 2>&1 </dev/null
    grep -q '^5 [ew] .*\[auto-renewal\]$' quickfix 2>/dev/null || fail "quickfix of $vim: $(cat quickfix vim.log 2>/dev/null)"
done
verdict
