"""What a placeholder may contain: enough to quote figures and to depend on them, and nothing that might not end.

Jinja itself takes time that doubles with every `if` inside an `if`, and loops inside loops never end.
"""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import nodes

DEEPEST_NESTING = 5
DEEPEST_EXPRESSION = 60
LONGEST_LOOP = 100

NOT_SUPPORTED = "不支持「{name}」这种写法：正文里只用占位符、if、for 和 set"
NO_CONCATENATION = "不用「~」：文字和占位符直接连着写"
TOO_DEEP = "if 和 for 套得太深（最多 {limit} 层）：请拆开写"
TOO_LONG_EXPRESSION = "算式太长：请拆开写，多项相加用 合计(…)"
NESTED_LOOP = "for 里面不能再套 for"
NO_LIST = "for 只能用于写明的清单，最多 {limit} 项，如 {{% for 项 in [甲, 乙] %}}"

# How a person writes what Jinja has another name for.
AS_TYPED: dict[type[nodes.Node], str] = {
    nodes.Dict: "{…: …}",
    nodes.Slice: "[…:…]",
    nodes.Scope: "autoescape",
    nodes.FilterBlock: "filter",
    nodes.CallBlock: "call",
    nodes.FromImport: "from … import",
    nodes.AssignBlock: "set … endset",
    nodes.NSRef: "set ….…",
    nodes.ExprStmt: "do",
}

QUANTITIES = (nodes.Const, nodes.Name, nodes.Getattr, nodes.Getitem, nodes.List, nodes.Tuple)
WORDINGS = (nodes.Filter, nodes.Call, nodes.Keyword, nodes.Test, nodes.CondExpr)
CONDITIONS = (nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not)
SUMS = (nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
STATEMENTS = (nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign)
SUPPORTED = frozenset((*QUANTITIES, *WORDINGS, *CONDITIONS, *SUMS, *STATEMENTS))


def offences(tree: nodes.Template) -> Iterator[tuple[int, str]]:
    """Yield the row of everything that a sentence may not hold, and why."""
    waiting: list[tuple[nodes.Node, tuple[nodes.Node, ...]]] = [(tree, ())]
    while waiting:  # a tree may be deeper than Python can call
        node, above = waiting.pop()
        wrong = _wrong(node, above)
        if wrong:
            yield _row(node, above), wrong
        else:
            waiting.extend((child, (*above, node)) for child in node.iter_child_nodes())


def _row(node: nodes.Node, above: tuple[nodes.Node, ...]) -> int:
    """Return the row of a node; of one that Jinja gives none, that of what stands in it or around it."""
    around = (node, *node.iter_child_nodes(), *reversed(above))
    return next(each.lineno for each in around if each.lineno)


def _wrong(node: nodes.Node, above: tuple[nodes.Node, ...]) -> str:
    """Say what is wrong with a node, if anything; what stands below a wrong one is not looked at."""
    if isinstance(node, nodes.Concat):
        return NO_CONCATENATION
    if type(node) not in SUPPORTED:
        return NOT_SUPPORTED.format(name=AS_TYPED.get(type(node), type(node).__name__.lower()))
    if len([each for each in above if isinstance(each, nodes.If | nodes.For)]) > DEEPEST_NESTING:
        return TOO_DEEP.format(limit=DEEPEST_NESTING)
    if len([each for each in above if isinstance(each, nodes.Expr)]) > DEEPEST_EXPRESSION:
        return TOO_LONG_EXPRESSION
    return _wrong_with_loop(node, above) if isinstance(node, nodes.For) else ""


def _wrong_with_loop(loop: nodes.For, above: tuple[nodes.Node, ...]) -> str:
    if loop.recursive or any(isinstance(each, nodes.For) for each in above):
        return NESTED_LOOP
    items = loop.iter.items if isinstance(loop.iter, nodes.List | nodes.Tuple) else None
    return NO_LIST.format(limit=LONGEST_LOOP) if items is None or len(items) > LONGEST_LOOP else ""
