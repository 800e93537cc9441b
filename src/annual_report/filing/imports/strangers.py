"""Files that are no report that can be read: each is refused with what to do."""

from __future__ import annotations

from annual_report.filing import strangers
from annual_report.filing.imports.document import Refused
from annual_report.filing.imports.encodings import EMPTY

OLE = b"\xd0\xcf\x11\xe0"
PROTECTED = "EncryptedPackage"

# What begins a picture that is in no list of signatures of the inputs.
PICTURES = (b"BM", b"II*\0", b"MM\0*", b"\0\0\x01\0")
WEBP = (b"RIFF", b"WEBP")

OLD_WORD = "旧版 Word/WPS 文档（.doc、.wps）：请用 Word 或 WPS 打开，另存为 .docx 再导入"
OLD_WORKBOOK = "旧版 Excel/WPS 工作簿（.xls、.et）：请打开后另存为 .xlsx 再导入"
OLD_OFFICE = "旧版 Office 文件：请打开后另存为 .docx 或 .xlsx 再导入"
ENCRYPTED = "文件加了密码，读不了：请去掉密码后另存"
PICTURE = "这是图片，不是文字：请找原来的 Word、PDF 或网页；只有图片时请人工录入"
ARCHIVE = "这是压缩包：请解压，一份年报一个文件地导入"
RTF = "RTF 文档：请用 Word 或 WPS 打开，另存为 .docx 再导入"
OPEN_DOCUMENT = "OpenDocument 文件（.ods、.odt）：请打开后另存为 .xlsx 或 .docx 再导入"
OTHER = "这是「{kind}」，不是年报：能读的是网页、文本、Word（.docx）、PDF、Excel（.xlsx）"

ADVICE = {
    strangers.OLD_WORD: OLD_WORD,
    strangers.OLD_WORKBOOK: OLD_WORKBOOK,
    strangers.OFFICE: OLD_OFFICE,
    strangers.PICTURE: PICTURE,
    strangers.ARCHIVE: ARCHIVE,
    strangers.RTF: RTF,
    strangers.OPEN_DOCUMENT: OPEN_DOCUMENT,
}


def refuse_stranger(content: bytes) -> None:
    """Raise Refused for a file that no format of this room reads, by what it holds: what it is, and what to do."""
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise Refused(EMPTY)
    if is_picture(content):
        raise Refused(PICTURE)
    if content.startswith(OLE) and "\0".join(PROTECTED).encode() in content:
        raise Refused(ENCRYPTED)
    kind = strangers.kind_of_bytes(content)
    if kind and kind not in (strangers.WORD, strangers.WORKBOOK, strangers.PDF):
        raise Refused(ADVICE.get(kind, OTHER.format(kind=kind)))


def is_picture(content: bytes) -> bool:
    """Whether a file is a picture, by what it begins with."""
    is_webp = content.startswith(WEBP[0]) and content[8:12] == WEBP[1]
    return is_webp or content.startswith(PICTURES) or strangers.kind_of_bytes(content) == strangers.PICTURE
