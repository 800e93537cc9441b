"""What is known by its own form: numbers, dates, numbers of documents and telephones, titles, list numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from annual_report.prose.reading.quantities import NUMERALS

BEFORE, AFTER = "近|约|大约|将近|超过|超|逾|不足|不到|高达|达到", "以上|以下|以内|左右|有余"

# More numerals in a row than any number has.
MOST_NUMERALS = 40

# Every form has a longest length, or begins at the head of a row only: looking for it at every place of a text takes
# time for the length of the text.
SPECIAL = re.compile(
    r"(?P<broken>20\d{3,4}月(?:\d{1,2}日)?|(?:19|20)\d{3,8}年)"
    r"|(?P<whole>(?:20\d\d年度?)?1月1日(?:起)?[至到\-—~](?:20\d\d年)?12月31日(?:止|期间)?)"
    r"|(?P<asof>(?:截至|截止到?|至)(?P<asofyear>20\d\d)年(?:度)?(?:12月31日|12月底|12月|年底|底|末))"
    r"|(?P<asofthis>(?:截至|截止到?|至)(?:12月31日|12月底|年底|目前|今))"
    r"|(?P<range>(?:19|20)\d\d年?[至到\-—~](?:19|20)\d\d年(?:度)?)"
    r"|(?P<since>自?(?P<sinceyear>(?:19|20)\d\d)年(?:以来|至今|起至今))"
    r"|(?P<lately>(?:近|最近|过去)[两二三四五六七八九十]年(?:来|间)?|[两二三四五六七八九十]年来)"
    r"|(?P<soon>(?:\d{1,3}|[一二两三四五六七八九十]{1,3})个?(?:工作日|自然日|日|天|小时|月)(?:之|以)?内)"
    r"|(?P<year>(?:(?:19|20)\d\d|二[〇零]二[〇零一二三四五六七八九])年(?:度)?)"
    r"|(?P<month>\d{1,2}(?:[\-—至到~]\d{1,2})?月(?:份|\d{1,2}日(?!常)|[上中下]旬|底|初|末)?)"
    r"|(?P<number>(?<=邮编：)\d{6}|(?<=邮政编码：)\d{6}|[〔\[（【](?:19|20)\d\d[〕\]）】]\s?第?\d{0,12}号?|第\d{1,12}号|\d{1,12}号(?!线)|\d{3,4}[-—]\d{7,8}|1[3-9]\d{9}"
    r"|123\d\d(?=热线|平台|政务|便民|市长|市民|工单|转)|\d{1,6}[×xX*]\d{1,6}(?:小时)?|24小时"
    r"|[a-zA-Z]{1,10}://[^，。；、）\s\u4e00-\u9fff]{1,400}|[\w.]{1,64}@[\w.]{1,64})"
    r"|(?P<within>\d{1,3}个?(?:工作日|自然日|日|天)(?:之内|以内|内))"
    r"|(?P<ordinal>第[\d一二三四五六七八九十百]{1,8}[条款项届次期章节批位名]|第(?:（[一二三四五六七八九十\d]{1,4}）){1,4}[项款条])"
    r"|(?P<title>《[^》。]{0,80}》)"
    r"|(?P<by>按(?:照)?[^，。；：\d]{1,10}(?:分|划分|分类|统计|来看)(?=[，：]))"
    r"|(?P<pending>[尚仍还正](?:在|处于)[^，。；：、（）\d]{0,12}?(?:办理|处理|审核|审批|答复|研究|流程|程序)(?:之中|过程中|中|期内)?)"
    r"|(?P<absent>不存在(?=的?有?\d))"
    r"|从[^，。；：\d]{0,8}?(?P<seen>渠道|方式|途径|形式|类型|类别|内容|对象|主体|结果|领域|性质|来源|分布)[^，。；：\d]{0,3}看(?=[，：])"
    r"|(?P<onward>(?:结转|流转|顺延|延期|延|推迟|转)(?:至|到|入)?(?=20\d\d年|下年|下一年|次年|明年|来年))"
    r"|(?P<vaguely>翻(?:了)?(?:近|约|超过|超|不止)[一两二]?番)"
    r"|(?P<double>翻(?:了)?(?P<times>[一两二]?)番(?P<more>多|有余|以上|还多)?)"
    r"|(?P<item>[一二三四五六七八九十]是|(?<![^。；：，\n])"
    r"(?:\d{1,2}[.、](?!\d)|[（]\d{1,2}[）]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）))"
    r"|(?P<inline>（(?!含|不含|包括|包含|除|其中|仅)[^（）\d，。；：、%一二三四五六七八九十]{1,8}）(?![，。；、：！？\n]|$))"
)
LATIN = "abcdefghijklmnopqrstuvwxyz"
SPECIAL_STARTS = frozenset(
    f"两过最近自0123456789二截至第《按翻一三四五六七八九十尚仍还正不从结流顺延推转（〔[【_{LATIN}{LATIN.upper()}"
)
NUMBER_STARTS = frozenset("0123456789近约大将超逾不高达百" + NUMERALS)


def number_pattern(measure_words: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a number with its measure word: 1,234件, 三十余件, 近1.2亿元, 百分之九十五."""
    unit = "|".join(sorted(map(re.escape, measure_words), key=len, reverse=True))
    chinese = f"[{NUMERALS}]{{1,{MOST_NUMERALS}}}"
    return re.compile(
        rf"(?P<before>{BEFORE})?"
        rf"(?:(?P<digits>(?<!\d)(?:\d{{1,3}}(?:，\d{{3}}){{1,30}}(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?))"
        rf"|(?P<chinese>(?:百分之)?{chinese}(?:点{chinese})?))"
        rf"(?P<vague1>[余多来])?(?P<large>[万亿百千](?!元))?(?P<vague2>[余多来])?(?P<unit>%|成|{unit})?(?P<after>{AFTER})?"
    )
