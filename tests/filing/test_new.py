"""make new starts a folder that reads at once, and make check counts what is still missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_report.__main__ import main
from annual_report.errors import InputError
from annual_report.filing.new import create
from annual_report.steps.ingest import ingest
from annual_report.steps.validate import validate


def test_new_year_carries_last_year_s_pending_applications_over(params: Path) -> None:
    create("yunze", 2025, "", params)
    report = ingest("yunze", 2025, params)
    last = ingest("yunze", 2024, params).ledger.values
    for column in ("natural_person", "business", "total"):
        carried = report.ledger.values[f"applications.carried_in.{column}"]
        assert carried == last[f"applications.carried_forward.{column}"]
    assert sum(value is None for value in report.ledger.values.values()) == 193


def test_new_agency_gets_master_data_and_official_labels(params: Path) -> None:
    create("测试局", 2024, "某某县测试局", params)
    report = ingest("测试局", 2024, params)
    assert report.title == "某某县测试局2024年政府信息公开工作年度报告"
    assert set(report.ledger.values.values()) == {None}


def test_every_missing_figure_and_passage_is_counted(params: Path) -> None:
    create("测试局", 2024, "某某县测试局", params)
    findings = validate(ingest("测试局", 2024, params))
    missing = [each for each in findings.failed() if each.rule == "C-01"]
    assert len([each for each in missing if each.cells[0].table not in ("figures", "narrative")]) == 200
    assert [each.message for each in findings.failed() if each.rule == "F-11"] == [
        "一、总体情况 还有 4 处〔待填〕没有写",
        "五、存在的主要问题及改进情况 还有 2 处〔待填〕没有写",
    ]


def test_skeleton_has_the_five_aspects(params: Path) -> None:
    create("测试局", 2024, "某某县测试局", params)
    text = (params / "测试局/2024/narrative.md").read_text(encoding="utf-8")
    for aspect in ("主动公开", "依申请公开", "政府信息管理", "政府信息公开平台建设", "监督保障"):
        assert aspect in text


def test_filled_skeleton_is_a_sound_report(params: Path) -> None:
    create("测试局", 2024, "某某县测试局", params)
    folder = params / "测试局" / "2024"
    for file in folder.glob("*.csv"):
        text = file.read_text(encoding="utf-8-sig")
        while ",," in text or ",\n" in text:
            text = text.replace(",,", ",0,").replace(",\n", ",0\n")
        file.write_text(text.replace("信息处理费,0,元,0,", "信息处理费,0,元,,"), encoding="utf-8")
    narrative = folder / "narrative.md"
    narrative.write_text(narrative.read_text("utf-8").replace("〔待填：", "已写明（").replace("〕", "）"), "utf-8")
    assert {each.rule for each in validate(ingest("测试局", 2024, params)).failed()} == {"C-07"}


def test_nothing_is_ever_overwritten(params: Path) -> None:
    with pytest.raises(InputError, match="已经存在，不会覆盖"):
        create("luolong", 2024, "", params)
    with pytest.raises(InputError, match="与 NAME=别的局 不同"):
        create("luolong", 2025, "别的局", params)
    with pytest.raises(InputError, match="新单位请写 NAME"):
        create("测试局", 2024, " ", params)
    assert not (params / "测试局").exists()
    assert not (params / "luolong/2025").exists()


def test_command_lists_what_it_wrote(params: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "--agency", "yunze", "--year", "2025", "--params", str(params)]) == 0
    assert "yunze/2025/narrative.md" in capsys.readouterr().out


def test_empty_registers_are_made_only_where_they_are_asked_for(tmp_path: Path) -> None:
    create("无簿", 2024, "某某县测试局", tmp_path)
    create("有簿", 2024, "某某县测试局", tmp_path, with_registers=True)
    files = [{file.name for file in (tmp_path / agency / "2024").iterdir()} for agency in ("无簿", "有簿")]
    assert files[1] - files[0] == {"register.csv", "cases.csv"}
    report = ingest("有簿", 2024, tmp_path)
    assert report.register
    assert report.cases
    assert (report.register.lines, report.cases.lines) == ((), ())


@pytest.mark.parametrize("device", ["con", "NUL", "Com1"])
def test_a_name_that_no_folder_of_windows_can_have_is_refused(device: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="设备名也不行"):
        create(device, 2024, "清河县民政局", tmp_path)
    assert not [*tmp_path.iterdir()]
