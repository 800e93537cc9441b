# Every target sets up what it needs, once, in .venv; recipes hand their variables on through the environment,
# so that a value with blanks, quotes or Chinese characters arrives as it was typed.
PYTHON ?= python3
AGENCY ?=
PARENT =
YEAR ?=
YEARS =
NAME =
REGISTER =
PARAMS ?= params
OUT ?= build
# Nothing said means every format in the table of outputs.
FORMATS ?=
DRAFT =
PUBLISHED =
FORMAT =
FILE =
REPLACE =
REPORT =
SUGGEST =
SECOND =
A =
B =
RESULT =
WHO =
REASON =
WRITE =
WORD =
FOLDER =
JOBS =
ENGINE =
WARM =
SCHEDULER =
CHECK =

# What is imported is compiled once and kept in .venv and src/, also where the environment says otherwise: to compile
# Great Expectations takes longer than to judge a report, and every process would do it again.
unexport PYTHONDONTWRITEBYTECODE

# Make itself takes any variable: the names of those that were typed are handed to the command line, which refuses what
# no target takes.
export GIVEN := $(foreach name,$(.VARIABLES),$(if $(filter command,$(origin $(name))),$(name)))
export GOALS := $(MAKECMDGOALS)
# What is printed of other commands names them as they are typed here.
export ANNUAL_REPORT_CALLED_AS := make

override AGENCY := $(value AGENCY)
override PARENT := $(value PARENT)
override YEAR := $(value YEAR)
override YEARS := $(value YEARS)
override NAME := $(value NAME)
override REGISTER := $(value REGISTER)
override FILE := $(value FILE)
override REPLACE := $(value REPLACE)
override PARAMS := $(value PARAMS)
override OUT := $(value OUT)
override FORMATS := $(value FORMATS)
override PUBLISHED := $(value PUBLISHED)
override DRAFT := $(value DRAFT)
override FORMAT := $(value FORMAT)
override REPORT := $(value REPORT)
override SUGGEST := $(value SUGGEST)
override SECOND := $(value SECOND)
override A := $(value A)
override B := $(value B)
override RESULT := $(value RESULT)
override WHO := $(value WHO)
override REASON := $(value REASON)
override WRITE := $(value WRITE)
override WORD := $(value WORD)
override FOLDER := $(value FOLDER)
override JOBS := $(value JOBS)
override ENGINE := $(value ENGINE)
override WARM := $(value WARM)
override SCHEDULER := $(value SCHEDULER)
export AGENCY YEAR NAME FILE REPLACE PARAMS OUT FORMATS DRAFT REPORT SUGGEST WRITE WORD FOLDER JOBS ENGINE WARM SCHEDULER SECOND A B FORMAT REGISTER RESULT WHO REASON YEARS PUBLISHED PARENT

venv := .venv/bin/python
ready := .venv/ready
run := @$(venv) -m annual_report
work = --engine="$$ENGINE" --warm="$$WARM"
many = --jobs="$$JOBS" --scheduler="$$SCHEDULER"


.DEFAULT_GOAL := help
.PHONY: help review lists report reports check verify docs names bind read words table init new import lab test test-browser test-mutation test-fuzz test-portable rules types format bench lock clean compare test-second form test-workbook tally guide trends rollup site district

### 日常使用 every day

# In lines of 80 columns: with LC_ALL=C awk counts bytes, and a Chinese character has three of them in two columns.
help: ## 列出全部命令 list all commands
	@LC_ALL=C awk -F ':.*## ' ' \
	  function columns(text) { wide = gsub(/[^ -~]/, "", text); return length(text) + wide * 2 / 3 } \
	  /^### / { print substr($$0, 5) } \
	  /^[a-z-]+:.*## / { \
	    line = sprintf("  make %-13s", $$1); count = split($$2, words, " "); \
	    for (i = 1; i <= count; i++) { \
	      if (columns(line " " words[i]) > 80) { print line; line = sprintf("%20s", "") } \
	      line = line " " words[i] } \
	    print line }' Makefile

report: $(ready) ## 生成报告 build one report: AGENCY=luolong YEAR=2024 [PARAMS= OUT= FORMATS="html docx pdf" DRAFT=1]
	$(run) report --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --formats="$$FORMATS" --draft="$$DRAFT" $(work)

reports: $(ready) ## 生成全部报告 build every report that changed, in parallel: [YEAR= AGENCY= PARAMS=s3://… OUT=s3://… FORMATS= JOBS=4 SCHEDULER=tcp://…]
	$(run) reports --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --formats="$$FORMATS" $(work) $(many)

check: $(ready) ## 只校验 validate one report, or all under PARAMS: [AGENCY= YEAR= REPORT="junit sarif github" SUGGEST=patch SECOND=第二份]
	$(run) check --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --report="$$REPORT" --suggest="$$SUGGEST" --second="$$SECOND" $(work) $(many)

verify: $(ready) ## 核对 rebuild one report elsewhere and say which output differs, and why: AGENCY= YEAR=
	$(run) verify --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" $(work)

docs: $(ready) ## 校验文档 what Great Expectations itself says of one report: AGENCY= YEAR=
	$(run) docs --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" $(work)

names: $(ready) ## 正文可以引用的名称 what a sentence may quote, and how; of one report with its values: [AGENCY= YEAR=]
	$(run) names --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS"

bind: $(ready) ## 手写的数字换成占位符 put placeholders for typed numbers, as a patch or [WRITE=1] in narrative.md: AGENCY= YEAR=
	$(run) bind --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --write="$$WRITE"

read: $(ready) ## 正文每一处数字怎么读 how every clause of the prose was read, beside the tables: AGENCY= YEAR=, or any text: FILE= YEAR=
	$(run) read --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --file="$$FILE"

words: $(ready) ## 字词的意思 what a word means to the reading, and where it stands; without WORD the words it does not know: [WORD= AGENCY= YEAR=]
	$(run) words --word="$$WORD" --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS"

table: $(ready) ## 全部数字写成一张表 write the figures of all reports as one table, CSV and Parquet: [AGENCY= YEAR= OUT=]
	$(run) table --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT"

district: $(ready) ## 各单位一览 all units of a government: who filed, what to put right, roll-up, ranking: PARENT=政府 YEAR= [FORMATS= JOBS=]
	$(run) district --parent="$$PARENT" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --formats="$$FORMATS" --engine="$$ENGINE" --jobs="$$JOBS"

trends: $(ready) ## 历年变化 one agency over the years, as charts with tables: AGENCY=yunze [YEARS=2019-2024 FORMATS=]
	$(run) trends --agency="$$AGENCY" --years="$$YEARS" --params="$$PARAMS" --out="$$OUT" --formats="$$FORMATS" --engine="$$ENGINE"

init: $(ready) ## 铺开一个新项目 lay out a project of its own, with notebook, rules and examples: FOLDER=空文件夹
	$(run) init --folder="$$FOLDER"

compare: $(ready) ## 两版对照 how two editions of a report differ, cells, numbers, sentences: A=旧的一版 B=新的一版 (folder, HEAD~1:params/luolong/2024, document); or every change of one report: AGENCY= YEAR=
	$(run) compare --a="$$A" --b="$$B" --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT"

rollup: $(ready) ## 汇总 add up the reports of a government's units into the draft of its tables, and say whose figure is wrong: AGENCY=政府 YEAR=
	$(run) rollup --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT"

new: $(ready) ## 新建待填文件夹 start a report folder, and the forms to fill in under OUT: AGENCY= YEAR= [NAME=单位全称 REGISTER=1]
	$(run) new --agency="$$AGENCY" --year="$$YEAR" --name="$$NAME" --params="$$PARAMS" --out="$$OUT" --register="$$REGISTER"

form: $(ready) ## 生成填报表 write the workbook and the page to fill in, 填报表.xlsx and 填报表.html, under OUT: AGENCY= YEAR= [FORMAT="xlsx html"]
	$(run) form --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --format="$$FORMAT"

import: $(ready) ## 导入填报表、已发布的年报 read a workbook that was filled in, or a published report (or a folder of them), into params: FILE= AGENCY= YEAR= [NAME=单位全称 REPLACE=1]
	$(run) import --file="$$FILE" --agency="$$AGENCY" --year="$$YEAR" --name="$$NAME" --params="$$PARAMS" --replace="$$REPLACE"

tally: $(ready) ## 由登记簿数出表三、表四 count register.csv into applications.csv, cases.csv into review_litigation.csv: AGENCY= YEAR= [REPLACE=1]
	$(run) tally --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --replace="$$REPLACE"

review: $(ready) ## 审核意见 pass a report or return it, void once its inputs change; without RESULT how all stand: AGENCY= YEAR= RESULT=通过|退回 WHO=姓名 [REASON=原因]
	$(run) review --agency="$$AGENCY" --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --result="$$RESULT" --who="$$WHO" --reason="$$REASON"

lists: $(ready) ## 问题清单 a list for every unit that has something to put right, packed for its parent: [YEAR=]; or the answers that came back: FILE=
	$(run) lists --year="$$YEAR" --params="$$PARAMS" --out="$$OUT" --file="$$FILE"

site: $(ready) ## 静态网站和开放数据 a site of all reports that hold, under OUT, with open data and a feed; what is due is built: [PARAMS= OUT= FORMATS= PUBLISHED=1 only what is passed]
	$(run) site --params="$$PARAMS" --out="$$OUT" --formats="$$FORMATS" --published="$$PUBLISHED" $(work) $(many)

lab: $(ready) ## 打开 JupyterLab open the notebook for editing, in Chinese
	$(run) lab

### 改这个工具 working on the toolkit

test: $(ready) ## 运行测试 run the tests
	@$(venv) -m pytest --numprocesses logical --dist loadgroup

types: $(ready) ## 类型与格式检查 lint, format and type checks
	@$(venv) -m ruff check . && $(venv) -m ruff format --check . && $(venv) -m mypy

format: $(ready) ## 整理格式 format the code, clear the stored notebooks, list the outputs in the READMEs
	@$(venv) -m nbconvert --clear-output --inplace notebooks/*.ipynb
	@$(venv) -m ruff check --fix . && $(venv) -m ruff format .
	@$(venv) tests/output_table.py

rules: $(ready) ## 规则手册、每一格填什么 write docs/rules.md from the suites, docs/cells.md from the cell dictionary, docs/names.md: [CHECK=1 also tells whether the rules contradict each other]
	@$(venv) tests/rule_book.py $(if $(CHECK),--check)
	@$(venv) tests/cell_book.py
	@$(venv) tests/name_book.py

guide: $(ready) ## 指南 take the steps of docs/指南.md in a copy of the project, write what they print and show (a few minutes; needs chromium, soffice, pdftoppm): [CHECK=1 only says what is stale, and needs none of them]
	@$(venv) tests/guide_book.py $(if $(CHECK),--check)

test-mutation: $(ready) ## 变异测试 change every figure and every rule: each change must be noticed (about ten minutes)
	@$(venv) -m pytest tests/long/test_mutation.py -s

test-browser: $(ready) ## 浏览器测试 run axe-core over the pages, use the form and hold it against the rules, in headless Chromium (needs chromium)
	@$(venv) -m pytest tests/long/test_browser.py tests/long/test_form.py tests/long/test_form_use.py tests/long/test_form_keeping.py tests/long/test_form_numbers.py -s

test-workbook: $(ready) ## 填报表的核对 let LibreOffice work out the live checks of many workbooks, compare with Great Expectations (WORKBOOKS=40)
	@$(venv) -m pytest tests/long/test_workbooks.py -s

test-fuzz: $(ready) ## 模糊测试 feed every reader with damaged files, every format with odd texts (FUZZ_EXAMPLES=2000), read 5,000 damaged reports (IMPORT_EXAMPLES=5000)
	@$(venv) -m pytest tests/long/test_fuzz.py tests/long/test_printing.py tests/long/test_imports.py tests/long/test_import_damage.py tests/long/test_hostile.py -s

test-portable: $(ready) ## 可移植性测试 check, print and import without fork, limits and signals, as in Windows
	@$(venv) -m pytest tests/long/test_portable.py

test-second: $(ready) ## 双人录入测试 five hundred slips that no rule can find, each found beside a second entry (a minute)
	@$(venv) -m pytest tests/long/test_second_entries.py -s

bench: $(ready) ## 测速 time the whole beside bare papermill and nbconvert
	@$(venv) tests/bench.py
	@$(venv) tests/bench_localise.py
	@$(venv) tests/bench_reading.py
	@$(venv) tests/bench_banff.py
	@$(venv) tests/bench_import.py
	@$(venv) tests/bench_register.py
	@$(venv) tests/bench_rollup.py
	@$(venv) tests/bench_site.py

lock: ## 更新依赖锁 pin the newest versions that pyproject.toml allows (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra chart --extra cluster --extra desk --extra dev --extra import --extra table --upgrade \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links pyproject.toml --output-file requirements.txt

clean: ## 删除 build 与环境 remove outputs and the environment
	@rm -rf build .venv

# The stamp is written last: an interrupted installation starts afresh.
$(ready): requirements.txt pyproject.toml
	@sh .ci/setup "$(PYTHON)"
	@touch $@
