"""What Jinja says of a sentence that it cannot read or fill in, in the words of who wrote the sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import InvalidOperation

from jinja2 import TemplateRuntimeError, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from annual_report.wording import excerpt

# What Jinja calls the marks and words of a sentence.
TOKENS = {
    "end of print statement": "}}",
    "begin of print statement": "{{",
    "end of statement block": "%}",
    "begin of statement block": "{%",
    "end of template": "这一节的结尾",
    "template data / text": "正文",
    "name": "名称",
    "string": "引号里的文字",
    "integer": "数字",
    "float": "数字",
}
CLOSING = {"if": "{% endif %}", "for": "{% endfor %}"}
OPENING = {"endif": "{% if … %}", "else": "{% if … %}", "elif": "{% if … %}", "endfor": "{% for … %}"}

UNCLOSED = "「{{% {tag} … %}}」没有结束：请在后面补上 {closing}"
UNOPENED = "「{{% {tag} %}}」前面没有对应的 {opening}，或者中间还有没结束的 if、for"
UNKNOWN_TAG = "没有「{{% {tag} %}}」这种写法：只用 if、for 和 set"
NOT_EXPECTED = "这里应是「{expected}」，写的却是「{found}」：名称中间不要有空格，等于要写 ==，括号要成对"
NOTHING_INSIDE = "占位符里缺少名称或数字，就到了「{found}」"
ODD_CHARACTER = "「{found}」不能写在占位符里：请用半角符号和完整的名称"
UNBALANCED = "「{found}」多了，或者前面的括号没有成对"
UNDEFINED = "没有「{found}」这个名称：请核对"
FORBIDDEN = "不能使用「{found}」：占位符里只写名称和 同比、占比 等写法"

PIECE = re.compile(r"\{[{%#].*?(?:[}%#]\}|$)")
LOOK_AGAIN = "请核对写法"

Told = Callable[[re.Match[str]], str]


def reason_in_chinese(error: Exception, source: str, line: int) -> str:
    """Return why a sentence cannot be read or filled in, and the placeholder that it is about."""
    return f"{_reason(error)}（这一处：{_piece_at(source, line)}）"


def _reason(error: Exception) -> str:
    for kind, pattern, told in REASONS:
        match = re.search(pattern, str(error), re.DOTALL) if isinstance(error, kind) else None
        if match:
            return told if isinstance(told, str) else told(match)
    return LOOK_AGAIN


def _piece_at(source: str, line: int) -> str:
    lines = source.splitlines()
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    pieces = PIECE.findall(text)
    return excerpt(pieces[0] if len(pieces) == 1 else text.strip())


def _unknown_tag(match: re.Match[str]) -> str:
    tag = match[1]
    return UNOPENED.format(tag=tag, opening=OPENING[tag]) if tag in OPENING else UNKNOWN_TAG.format(tag=tag)


def _explain_unexpected(match: re.Match[str]) -> str:
    expected, found = (TOKENS.get(group, group) for group in match.groups())
    return NOT_EXPECTED.format(expected=expected, found=found)


def _explain_found(message: str) -> Told:
    return lambda match: message.format(found=TOKENS.get(match[1], excerpt(match[1])))


def _explain_unclosed(match: re.Match[str]) -> str:
    return UNCLOSED.format(tag=match[1], closing=CLOSING.get(match[1], f"{{% end{match[1]} %}}"))


# By what went wrong: the kind of error, what Jinja or Python says, and what to say instead.
REASONS: tuple[tuple[type[Exception], str, str | Told], ...] = (
    (TemplateSyntaxError, r"unknown tag '(\w+)'", _unknown_tag),
    (TemplateSyntaxError, r"end of template.*needs to be closed is '(\w+)'", _explain_unclosed),
    (TemplateSyntaxError, r"end of template, expected '(.+)'", _explain_found("写到结尾也没有「{found}」：请补上")),
    (TemplateSyntaxError, r"expected token '(.+)', got '(.+)'", _explain_unexpected),
    (TemplateSyntaxError, r"Expected an expression, got '(.+)'", _explain_found(NOTHING_INSIDE)),
    (TemplateSyntaxError, r"Missing end of comment", "「{#」没有对应的「#}」：请补上，或删去「{#」"),
    (TemplateSyntaxError, r"Missing end of raw", "「{% raw %}」没有结束：请删去"),
    (TemplateSyntaxError, r"tag name expected", "「{%」后面没有写 if、for 或 set"),
    (TemplateSyntaxError, r"unexpected char ['\"](.+)['\"] at", _explain_found(ODD_CHARACTER)),
    (TemplateSyntaxError, r"Invalid character", "名称里有不能用的字符：请只用汉字、字母、数字和下划线"),
    (TemplateSyntaxError, r"unexpected 'end of template'", "写到结尾也没有写完：请补上"),
    (TemplateSyntaxError, r"unexpected '(.+?)'(?:, expected|$)", _explain_found(UNBALANCED)),
    (TemplateSyntaxError, r"expected name or number", "「.」后面缺少名称"),
    (TemplateSyntaxError, r"expected subscript|function call|expected call|chain multiple", "括号里或 is 后面写得不对"),
    (TemplateSyntaxError, r"[Cc]an't assign", "set 和 for 后面只能写一个新的名称"),
    (TemplateSyntaxError, r"No (?:test|filter) named '(.+?)'", _explain_found("没有「{found}」这个写法")),
    (UndefinedError, r"(?:attribute|element) '?(.+?)'?$", _explain_found(UNDEFINED)),
    (UndefinedError, r"^'(.+)' is undefined", _explain_found(UNDEFINED)),
    (SecurityError, r"attribute '(.+?)'", _explain_found(FORBIDDEN)),
    (SecurityError, r"[\u4e00-\u9fff]", lambda match: match.string),
    (SecurityError, r"", "这里不能加括号调用"),
    (TemplateRuntimeError, r"No (?:test|filter) named '(.+?)'", _explain_found("没有「{found}」这个写法")),
    (ZeroDivisionError, r"", "除数是 0"),
    (InvalidOperation, r"", "小数位数太多，或者数字太大"),
    (OverflowError, r"", "数字太大"),
    (ValueError, r"values to unpack", "括号里没有写数字的名称"),
    (TypeError, r"interpreted as an integer|integer argument", "小数位数只能写整数"),
    (TypeError, r"missing \d+ required", "「|」后面的写法少了括号里的内容，如 同比(上年.申请.本年新收.总计)"),
    (TypeError, r"positional argument|multiple values", "括号里写得太多"),
    (TypeError, r"keyword argument '(.+?)'", _explain_found("括号里没有「{found}」这一项")),
    (TypeError, r"not callable", "名称后面不能加括号"),
    (TypeError, r"not supported between", "这两样不能比较大小：数字只能与数字比较"),
    (
        TypeError,
        r"unsupported operand|bad operand|concatenate|can't multiply",
        "文字和名称不能这样计算：只有数字可以加减乘除",
    ),
)
