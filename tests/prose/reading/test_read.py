"""Sentences of statistics, read clause by clause: of what, how many, in which scope, of which whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_report.prose.reading.claim import ClauseClaim
from annual_report.prose.reading.cut import cut
from annual_report.prose.reading.fold import fold
from annual_report.prose.reading.lex import lex
from annual_report.prose.reading.read import read_passage
from annual_report.prose.reading.vocabulary import load_vocabulary
from counting import calls

VOCABULARY = load_vocabulary("2021")
WORDS = sorted(VOCABULARY.meanings)
PIECES = [*WORDS[::7], *"，。；：（）、", "20件", "3件", "九成以上", "2023年", "〔2024〕5号", "\n\n", "云桥", "58%"]


# Once both routes are told apart, how cases ended is of all suits.
BOTH_ROUTES = {1: "direct_suit.total", 2: "suit_after_review.total", 3: "litigation.upheld"}


def read(text: str) -> list[ClauseClaim]:
    return read_passage(text, "2021", 2024)


def counted(text: str) -> dict[int, str]:
    """Return what every count is of: topic or stage, with its scopes."""
    counts = (claim for claim in read(text) if claim.kind in ("count", "none"))
    return {int(claim.low): "/".join((name_of(claim), *claim.limits)) for claim in counts}


def name_of(claim: ClauseClaim) -> str:
    if claim.measure is None:
        return "?"
    _, topic, stage, results, _, applicant = claim.measure
    return ".".join(filter(None, (topic, stage.replace("result", ""), *results, applicant))) or "-"


def heads(text: str) -> dict[int, int]:
    """Return the whole of every part."""
    return {int(claim.low): int(claim.head.low) for claim in read(text) if claim.head is not None}


def test_quotes_are_as_printed() -> None:
    claim, *_ = read("全年，我局 共收到“信息公开”申请２０\n件(网上)。")
    assert claim.quote == "我局 共收到“信息公开”申请２０\n件"
    assert claim.low == 20


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("电话0571-12345678", "object filler"),
        ("云政发〔2024〕5号", "text filler"),
        ("12345热线工单30件", "object object object number"),
        ("截至2024年底", "year"),
        ("房屋征收9件", "text void number"),
        ("2024年1月1日至12月31日", "filler"),
        ("近1.2万件", "number"),
        ("3件尚在法定期限内办理", "number act"),
        ("信息不存在3件", "result number"),
        ("不存在3件", "result number"),
        ("12月下旬", "period"),
    ],
)
def test_what_has_a_form_of_its_own_is_no_number(text: str, kinds: str) -> None:
    assert " ".join(token.kind for token in lex(text, VOCABULARY)) == kinds


def test_a_piece_holds_one_number_at_most() -> None:
    pieces = cut(lex(fold("予以公开3件、部分公开2件和不予公开1件，土地征收（18件）。").text, VOCABULARY))
    assert [(piece.before[0].text, piece.number.text if piece.number else "") for piece in pieces] == [
        ("予以公开", "3件"),
        ("部分公开", "2件"),
        ("不予公开", "1件"),
        ("土地", "18件"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("收到政府信息公开申请20件，办结18件，结转下年度2件。", {20: "received", 18: "closed", 2: "carried_out"}),
        ("收到申请20件，其中自然人15件。", {20: "received", 15: "natural_person"}),
        ("受理公众投诉30件，办结29件。", {30: "-", 29: "-"}),
        ("开展依申请公开业务培训6次。", {6: "-"}),
        ("收到申请的部门有18个。", {18: "?/unit"}),
        ("受理道路挖掘申请12件。", {12: "?"}),
        ("制发规范性文件3件，废止2件，现行有效9件。", {3: "issued", 2: "repealed", 9: "in_force"}),
        ("因政府信息公开引发行政复议4件，维持3件。", {4: "review.total", 3: "review.upheld"}),
        ("受理行政复议30件。", {30: "?"}),
        ("因不掌握信息无法提供5件。", {5: "not_held.unavailable"}),
        ("收到申请12件，2件延期至2025年答复。", {12: "received", 2: "carried_out"}),
        ("收件12件，结案11件。", {12: "received", 11: "closed"}),
        ("收到申请12件，其中有效申请11件。", {12: "received", 11: "?"}),
        ("政府信息公开行政诉讼一审案件3件。", {3: "litigation.total/instance"}),
        ("收到申请12件，涉及自然人9件。", {12: "received", 9: "natural_person"}),
        ("复议机关纠正信息公开答复2件。", {2: "review.corrected"}),
        ("收到申请12件，1件因征求意见，延至下一年度办理。", {12: "received", 1: "carried_out"}),
        ("收到申请12件，1件因第三方不同意，不予公开。", {12: "received", 1: "refused"}),
        ("收到申请12件，其中市直部门转来3件。", {12: "received", 3: "received/unit"}),
        ("新收46件，应办50件。", {46: "new", 50: "to_handle"}),
        ("印发规范性文件7件，配发解读材料8份，废止2件。", {7: "issued", 8: "-", 2: "repealed"}),
        ("印发文件41件（含规范性文件6件）。", {41: "-", 6: "issued"}),
        ("现行有效规章34件、规范性文件188件。", {34: "rules.in_force", 188: "in_force"}),
        ("公开申请量分别为2023年52件、2024年65件。", {52: "handled/year", 65: "handled"}),
        ("行政复议案件数由9件下降到5件。", {5: "review.total"}),
        ("行政诉讼1件，系申请人直接起诉，判决驳回其诉讼请求。", {1: "litigation.upheld"}),
        ("组织依申请公开业务培训，全年收到12件。", {12: "received"}),
        ("答复情况：属已主动公开信息12件，重复申请1件。", {12: "known", 1: "repeated"}),
        ("行政事业性收费项目3项，收费52万元。", {52: "administrative_fees"}),
        ("共有23家单位收到申请，共计186件。", {186: "received"}),
        ("全年办件12000件。", {12000: "?"}),
        ("联办申请12件。", {12: "handled"}),
        ("申请均由自然人提出，共计29件。", {29: "handled"}),
        ("受理申请途径：现场8件，信函7件。", {8: "received/channel", 7: "received/channel"}),
        ("复议维持5件、撤诉1件，合计6件。", {5: "review.upheld", 1: "review.part_other", 6: "review.total"}),
        ("政府信息公开败诉案件1件。", {1: "litigation.corrected"}),
        ("应诉案件15件，败诉1件。", {15: "-", 1: "-"}),
        ("公开申请受理件数：2023年52件，2024年65件。", {52: "handled/year", 65: "handled"}),
        ("印发文件23件，其中规范性文件6件。", {23: "-", 6: "issued"}),
        ("因危及“三安全一稳定”不予公开2件。", {2: "security_stability"}),
        ("申请数比上年翻了近一番，达到59件。", {59: "handled"}),
        ("总数为71件，比上年减少3件。", {71: "?"}),
        ("公开动态382条、规范性文件3件。", {382: "-", 3: "-"}),
        ("公布现行有效规范性文件目录，共收录19件，其中本年制发4件。", {19: "in_force", 4: "issued"}),
        ("全市36个市直部门共受理申请1510件。", {1510: "received/unit"}),
        ("全年新收申请比上年减少7件，降至21件。", {21: "new"}),
        ("予以公开5件、信息不存在3件，合计8件。", {5: "granted", 3: "absent", 8: "closed"}),
        ("上年未办结2件，2024年跨年办理1件。", {2: "carried_in", 1: "carried_out"}),
        ("政府信息公开类复议案件占全部复议案件（21件）的三分之一。", {21: "-"}),
        ("分别来自网络9件、信函5件。", {9: "-/channel", 5: "-/channel"}),
        ("全区28个单位零申请。", {}),
        (
            "直接起诉3件，复议后起诉2件，维持4件。",
            {3: "direct_suit.total", 2: "suit_after_review.total", 4: "litigation.upheld"},
        ),
        ("上年结转2件，结转1件。", {2: "carried_in", 1: "carried_out"}),
        ("申请在20个工作日内答复，共6件。", {6: "handled"}),
        ("答复中公开20件。", {20: "granted"}),
        ("办理结果总计38件。", {38: "closed"}),
        ("法院受理以市政府为被告的政府信息公开案件12件。", {12: "-/unit"}),
        ("申请办理满意率98%，受理39件。", {39: "received"}),
        ("因征求第三方意见结转2件。", {2: "carried"}),
        ("规范性文件动态管理方面：新增3件、废止2件、现存9件。", {3: "issued", 2: "repealed", 9: "in_force"}),
        ("分别作出予以公开决定22件、不予公开决定3件。", {22: "granted", 3: "refused"}),
    ],
)
def test_topic_and_act_say_what_is_counted(text: str, said: dict[int, str]) -> None:
    found = {low: name.removeprefix("normative_documents.") for low, name in counted(text).items()}
    assert found == {low: name.removesuffix(".unavailable") for low, name in said.items()}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("网上申请8件，信函申请12件。", {8: "handled/channel", 12: "handled/channel"}),
        ("通过网站、信函等途径收到申请20件。", {20: "received"}),
        ("上半年收到申请9件，下半年收到申请11件。", {9: "received/period", 11: "received/period"}),
        ("2023年收到申请31件。", {31: "received/year"}),
        ("因2023年度政府信息公开申请引发行政复议1件。", {1: "review.total"}),
        ("作为复议机关办理行政复议5件。", {5: "?/actor"}),
        ("各部门收到申请12件。全县收到申请20件。", {12: "received/unit", 20: "received"}),
    ],
)
def test_scope_is_why_a_count_is_less_than_the_total(text: str, said: dict[int, str]) -> None:
    assert counted(text) == said


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("收到申请20件，其中自然人15件、法人5件。", {15: 20, 5: 20}),
        ("办结30件，其中予以公开20件（含部分公开2件），不予公开10件。", {20: 30, 2: 20, 10: 30}),
        ("不予公开2件，其中1件因第三方；无法提供29件。", {1: 2}),
        ("行政复议5件、行政诉讼2件，其中复议维持4件，诉讼维持1件。", {4: 5, 1: 2}),
        ("行政复议6件：维持4件，撤诉2件。", {4: 6, 2: 6}),
        ("收到申请21件，从方式看，网络14件，邮寄7件。", {14: 21, 7: 21}),
        ("从渠道看，网络15件，当面6件。从主体看，自然人15件，法人6件。", {}),
        ("收到申请48件，其中3件撤回；其余45件均已答复。", {3: 48, 45: 48}),
        ("共发布70条，工作动态66条，其他信息4条。", {66: 70, 4: 70}),
    ],
)
def test_a_part_belongs_to_the_whole_that_it_can_add_up_to(text: str, wholes: dict[int, int]) -> None:
    assert heads(text) == wholes


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("全年未收到政府信息公开申请。", ["received"]),
        ("未收到因政府信息公开申请引起的行政诉讼。", ["litigation.total"]),
        ("未发生行政复议、行政诉讼。", ["review.total", "litigation.total"]),
        ("未收到逾期答复的申请。", []),
        ("未收取信息处理费。", []),
        ("行政复议被纠错率为零。", []),
        ("上年亦无结转事项。", ["carried_in"]),
        ("未实施行政强制。", ["coercion"]),
        ("无一例行政复议。", ["review.total"]),
    ],
)
def test_none_is_of_the_last_noun(text: str, measures: list[str]) -> None:
    assert [name_of(claim) for claim in read(text) if claim.kind == "none"] == measures


def test_labels_and_numbers_in_turn() -> None:
    words = "新收申请、上年结转申请、结转下年申请分别为72件、3件、4件。"
    assert counted(words) == {72: "new", 3: "carried_in", 4: "carried_out"}
    assert list(counted("制发、废止、现行有效规范性文件分别为5件、2件、41件。")) == [5, 2, 41]
    assert counted("制发、废止规范性文件分别为5件、2件、41件。") == {5: "?", 2: "?", 41: "?"}


def test_words_that_nobody_knows_are_told() -> None:
    (claim,) = read("收到道路挖掘申请12件。")
    assert claim.measure is None
    assert claim.unknown == ("道路挖掘",)


def test_work_grows_with_the_length_only() -> None:
    sentence = "收到申请20件（其中自然人15件、法人5件），办结19件，其中予以公开12件；上半年办结9件，结转下年度3件。"
    endless = sentence.replace("。", "，")  # its list never ends
    for text in (sentence, endless, endless.translate(dict.fromkeys(map(ord, "，、；"))), "收到申请3件（", "2023年"):
        once, twice = (calls(read, text * times) for times in (40, 80))
        assert twice < 2.1 * once


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_any_row_of_words_is_read(text: str) -> None:
    for claim in read(text):
        assert claim.quote in text or claim.kind in ("broken", "implied")


@given(st.text(max_size=80))
def test_any_text_is_cut_into_tokens_without_loss(text: str) -> None:
    folded = fold(text).text
    assert "".join(token.text for token in lex(folded, VOCABULARY)) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("不予处理及其他处理", "不予处理 及 其他处理"),
        ("公开其中有效文件", "公开 其中 有效 文件"),
        ("调解和解读", "调解 和 解读"),
        ("主动撤", "主动 撤"),
    ],
)
def test_a_text_is_parted_so_that_as_little_as_can_be_is_unknown(text: str, words: str) -> None:
    assert " ".join(token.text for token in lex(text, VOCABULARY)) == words
