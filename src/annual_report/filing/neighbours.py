"""What lies where a file is missing: the same file under a slightly other name, in another format or another folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from annual_report import paths
from annual_report.filing.strangers import COPY_TABLE, SAVE_AS
from annual_report.form.forms import load_forms
from annual_report.wording import excerpt, join_words

NO_FILE = "缺少文件：请补上（可从别的年份复制一份再改；新的一年用 new 命令生成）"
# It is of no year.
NO_AGENCY_FILE = "缺少文件：请把这个单位的 {name} 复制到这里；还没有的，用记事本新建，第一行写 name: 单位全称"
OTHER_NAME = "缺少文件，但这里有「{found}」：如果就是它，请改名为 {name}"
OTHER_FORMAT = "缺少文件，但这里有「{found}」：如果就是它，请打开它，{save_as}，文件名用 {name}"
ABOVE = "缺少文件，但上一层文件夹里有「{found}」：请移到这里"
BELOW = "缺少文件，但年份文件夹 {years} 里有「{found}」：请移到这里"

# The formats in which people keep what should be a table or a text, the nearest first.
TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xls", ".et", ".xlsm", ".ods", ".numbers", ".html", ".htm", ".xml")
DOCUMENTS = (".docx", ".doc", ".wps", ".odt", ".rtf", ".pdf", ".html", ".htm")
TEXTS = (".md", ".markdown", ".txt", *DOCUMENTS)
SETTINGS = (".yaml", ".yml", ".txt", ".json")
FORMATS = {".csv": TABLES, ".md": TEXTS, ".yaml": SETTINGS}

# These only want another name.
PLAIN = (".csv", ".txt", ".md", ".markdown", ".yaml", ".yml")

# What a file manager, a browser or a mail program adds to the name of a copy.
COPY = re.compile(r"副本|复件|拷贝|copy( of)?|[(（]\d+[)）]|[-_ ]", re.IGNORECASE)
MOST_NAMED = 3


def explain_missing(path: Path) -> str:
    """Say that a file is missing, and what lies there that may be meant."""
    known = FORMATS.get(path.suffix, ())
    names = sorted(_names_in(path.parent))
    own = set(map(_name_of_original, _official_names()))
    same = [
        name
        for name in names
        if _name_of_original(name) == _name_of_original(path.name) and _suffix(name) in (*known, *DOCUMENTS)
    ]
    others = [name for name in names if _name_of_original(name) not in own and _suffix(name) in known]
    for found in (same, others):
        if found:
            alike = [name for name in found if _suffix(name) == _suffix(found[0])]
            return _explain_found(alike[:MOST_NAMED], path)
    words = NO_AGENCY_FILE.format(name=path.name) if path.name == paths.AGENCY_FILE else NO_FILE
    return _explain_elsewhere(path) or words


def find_misnamed(path: Path) -> str:
    """Return what lies under nearly the name of a file that may be missing: 'Waivers.YAML'; nothing where nothing does.

    A copy beside is nobody's mistake.
    """
    known = FORMATS.get(path.suffix, ())
    for name in sorted(_names_in(path.parent)):
        if name != path.name and _suffix(name) in known and _stem(name) == _stem(path.name):
            return _explain_found([name], path)
    return ""


def _explain_found(names: list[str], path: Path) -> str:
    suffix = _suffix(names[0])
    message = OTHER_NAME if suffix in PLAIN or suffix == path.suffix else OTHER_FORMAT
    save_as = COPY_TABLE if path.suffix == ".csv" and suffix in DOCUMENTS else SAVE_AS[path.suffix]
    return message.format(found="」「".join(map(excerpt, names)), name=path.name, save_as=save_as)


def _explain_elsewhere(path: Path) -> str:
    """Say that a file lies one folder too high or too deep."""
    if re.fullmatch("[0-9]{4}", path.parent.name) and (path.parent.parent / path.name).is_file():
        return ABOVE.format(found=path.name)
    below = sorted(each.parent.name for each in path.parent.glob(f"[0-9][0-9][0-9][0-9]/{path.name}"))
    return BELOW.format(found=path.name, years=join_words(below[:MOST_NAMED])) if below else ""


def _names_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder, but for those that programs leave there."""
    try:
        return [path.name for path in folder.iterdir() if not path.name.startswith((".", "~$")) and path.is_file()]
    except OSError:
        return []


def _official_names() -> frozenset[str]:
    tables = {table.file for form in load_forms() for table in form.tables}
    others = (paths.FIGURES_FILE, paths.NARRATIVE_FILE, paths.AGENCY_FILE, paths.WAIVERS_FILE, paths.ADDITIONS_FILE)
    return frozenset({*tables, *others, paths.REGISTER_FILE, paths.CASES_FILE, paths.REVIEW_FILE})


def _fold_name(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().lower()


def _suffix(name: str) -> str:
    return Path(_fold_name(name)).suffix.strip()


def _stem(name: str) -> str:
    """Return a name without what stands behind its first dot: applications.csv.txt is applications."""
    return _fold_name(name).partition(".")[0].strip()


def _name_of_original(name: str) -> str:
    return COPY.sub("", _stem(name))
