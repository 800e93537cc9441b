"""What `site` prints: how many reports are in the site, which are not and why, and where it is."""

from __future__ import annotations

from annual_report import paths
from annual_report.district.site.site import WrittenSite
from annual_report.terminal.console import Terminal, say

TAKEN = "网站收录 {taken} 份年报，共 {count} 份"
LEFT_OUT = "没有收录：{name}（{agency}）{year} 年：{reason}"
MORE = "另有 {count} 份没有收录"
PAGE = "首页 {page}（{changed}）"
CHANGED, SAME = "新写 {count} 个文件", "没有变化"

INDENT = "  "
MOST = 20


def show(written: WrittenSite, console: Terminal) -> None:
    """Print what became of a site."""
    count = written.taken + len(written.left_out)
    say(TAKEN.format(taken=written.taken, count=count), "", console, "bold")
    for each in written.left_out[:MOST]:
        say(LEFT_OUT.format(**vars(each)), INDENT, console, "yellow")
    if len(written.left_out) > MOST:
        say(MORE.format(count=len(written.left_out) - MOST), INDENT, console, "yellow")
    for words in written.kept:
        say(words, INDENT, console, "yellow")
    changed = CHANGED.format(count=written.changed) if written.changed else SAME
    console.print(INDENT + PAGE.format(page=paths.shown_name(written.page), changed=changed), soft_wrap=True)
