"""The prose of an invented unit: clauses are drawn anew for every unit and year, so that no two reports are alike."""

from __future__ import annotations

import random
from collections.abc import Iterator

from province.units import words

COUNTED = (
    "本年新收政府信息公开申请{{ 申请.本年新收.总计 }}，上年结转{{ 申请.上年结转.总计 }}，"
    "办结{{ 申请.办理总计.总计 }}，结转下年度{{ 申请.结转下年.总计 }}。"
)
PUBLISHED = "主动公开政府信息{{ 主动公开信息 }}。"
# What every government must account for (《条例》 art. 50).
ACCOUNTED = "工作考核结果在{me}通报，社会评议意见已逐条回复，没有需要追究责任的情形。"
ORDINALS = "一二三四五"
TOPIC = "〇"
REPORT = """# 一、总体情况

{overview}

# 五、存在的主要问题及改进情况

{problems}

# 六、其他需要报告的事项

本年度未收取信息处理费，没有其他需要报告的事项。
"""


def prose_of(unit: str, me: str, year: int, seed: int) -> str:
    """Return narrative.md of a unit that calls itself `me`."""
    chance = random.Random(f"prose {seed} {unit} {year}")
    return REPORT.format(overview="\n\n".join(_overview(me, chance)), problems=_problems(me, chance))


def _overview(me: str, chance: random.Random) -> Iterator[str]:
    fixed = {"主动公开": PUBLISHED, "依申请公开": COUNTED, "监督保障": ACCOUNTED.format(me=me)}
    topics = chance.sample(words()["topics"], 2 * len(words()["aspects"]))
    for ordinal, (aspect, clauses) in zip(ORDINALS, words()["aspects"].items(), strict=True):
        said = "，".join(each.replace(TOPIC, topics.pop()) for each in chance.sample(clauses, 2))
        yield f"（{ordinal}）{aspect}。{me}{said}。{fixed.get(aspect, '')}"


def _problems(me: str, chance: random.Random) -> str:
    topics, causes = chance.sample(words()["topics"], 3), chance.sample(words()["causes"], 3)
    found = zip(ORDINALS, topics, chance.sample(words()["problems"], 3), causes, strict=False)
    listed = "。".join(f"{ordinal}是{topic}信息{problem}，原因是{cause}" for ordinal, topic, problem, cause in found)
    remedies = zip(topics, chance.sample(words()["remedies"], 3), strict=True)
    mended = "；".join(f"就{topic}{remedy}" for topic, remedy in remedies)
    return f"{me}公开工作存在的主要问题：{listed}。\n\n改进措施：{mended}。"
