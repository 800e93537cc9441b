"""Which commands there are, and which options they take.

A variable of make has the name of the option; whoever has no make types it in the same way (AGENCY=luolong), or as
--agency=luolong.
"""

from __future__ import annotations

from typing import NamedTuple

COMMANDS = {
    "report": "生成一份报告",
    "reports": "生成全部报告",
    "check": "只校验",
    "new": "新建待填文件夹",
    "form": "生成填报表",
    "import": "导入填报表或已发布的年报",
    "tally": "由登记簿数出表三、表四",
    "verify": "核对已生成的报告",
    "docs": "生成 Great Expectations 的校验文档",
    "names": "列出正文可以引用的名称",
    "bind": "把手写的数字换成占位符",
    "read": "列出正文每一处数字是怎么读的",
    "words": "查一个词的意思，或列出不认识的词",
    "compare": "比较年报的两版，或列出一份年报的历次更正",
    "rollup": "汇总下级单位，写出政府自己的三张表",
    "district": "一个政府各单位的收报、问题、汇总、排名，一页看完",
    "trends": "一个单位历年的变化，画成图",
    "lists": "给有问题的单位各出一份清单，或读收回来的答复",
    "review": "写下审核意见（通过、退回），或列出各份审到哪里",
    "site": "生成静态网站和开放数据",
    "lab": "打开 JupyterLab",
    "table": "全部数字写成一张表，供别的软件用",
    "init": "在空文件夹里铺开一个项目（笔记本、规则、示例）",
}
ABOUT_MANY = ("reports", "check", "site")
# PARAMS and OUT may be URLs.
ANYWHERE = ("reports", "check")
ABOUT_ONE = ("report", "check", "verify", "docs")
BUILDING = ("report", "reports", "trends", "district", "site")
ALL_BUT_NEW = ("report", "reports", "check", "verify", "docs", "site")
WRITING = ("bind", "table", "compare", "new", "form", "review", "lists", "trends", "rollup", "district")
ABOUT_REPORTS = tuple(each for each in COMMANDS if each not in ("init", "lab"))
ABOUT_A_YEAR = tuple(each for each in ABOUT_REPORTS if each not in ("trends", "site"))
ABOUT_AN_AGENCY = tuple(each for each in ABOUT_REPORTS if each not in ("lists", "district", "site"))


class Option(NamedTuple):
    """What an option takes (nothing said: one or more of the formats), what it is for, and who takes it."""

    value: str
    words: str
    commands: tuple[str, ...]


OPTIONS = {
    "agency": Option("单位代号", "哪个单位：params 下的文件夹名", ABOUT_AN_AGENCY),
    "parent": Option("政府", "哪个政府：它的代号或全称", ("district",)),
    "year": Option("年份", "哪一年的年报", ABOUT_A_YEAR),
    "years": Option("2019-2024", "哪几年的年报，不写就是全部", ("trends",)),
    "file": Option("填报表|年报文件|文件夹|文本", "要读的文件", ("import", "read", "lists")),
    "replace": Option("1", "已有的以新读、新数的为准", ("import", "tally")),
    "name": Option("单位全称", "新单位的全称", ("new", "import")),
    "register": Option("1", "另外建空的登记簿", ("new",)),
    "params": Option("输入文件夹|网址", "填报数据在哪里，不写就是 params", ABOUT_REPORTS),
    "out": Option("输出文件夹|网址", "结果放到哪里，不写就是 build", (*ALL_BUT_NEW, *WRITING)),
    "format": Option("xlsx html", "填报表的格式，不写就是全部", ("form",)),
    "formats": Option("", "要哪些格式，不写就是全部", BUILDING),
    "published": Option("1", "只收审核通过的年报", ("site",)),
    "draft": Option("1", "数字还对不上时也出草稿", ("report",)),
    "report": Option("junit|sarif|github", "另外给程序看的校验结果", ("check",)),
    "suggest": Option("patch", "另外给出修改建议", ("check",)),
    "second": Option("文件夹|文件", "和另一个人独立录入的那一份逐格比较", ("check",)),
    "a": Option("文件夹|版本:路径|文件", "旧的一版", ("compare",)),
    "b": Option("文件夹|版本:路径|文件", "新的一版", ("compare",)),
    "result": Option("通过|退回", "审核结果，不写就列出各份审到哪里", ("review",)),
    "who": Option("姓名", "谁审核的", ("review",)),
    "reason": Option("原因", "退回的原因，或要留下的说明", ("review",)),
    "write": Option("1", "直接改 narrative.md，不写就只给修改建议", ("bind",)),
    "word": Option("字词或句子", "要查的词", ("words",)),
    "folder": Option("空文件夹", "项目放在哪里，不写就是当前文件夹", ("init",)),
    "jobs": Option("同时几份", "同时做几份", (*ABOUT_MANY, "district")),
    "engine": Option("fork|kernel", "怎样运行笔记本", (*ALL_BUT_NEW, "trends", "district")),
    "warm": Option("0", "不用常驻进程", ALL_BUT_NEW),
    "scheduler": Option("tcp://…", "Dask 集群的地址", ABOUT_MANY),
}


def options_of(command: str) -> list[str]:
    """Return the names of the options that a command takes."""
    return [name for name, option in OPTIONS.items() if command in option.commands]
