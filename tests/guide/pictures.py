"""Pictures of what the steps made: web pages by headless Chromium, Word, Excel and PDF as they are printed.

Needs chromium (or google-chrome), soffice and pdftoppm on the path.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from hashlib import sha256
from pathlib import Path

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from guide.story import Picture

BROWSERS = ("chromium", "google-chrome", "chrome")
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--hide-scrollbars")
PATIENCE = "--virtual-time-budget=20000"
# A page forbids every script but its own; what is done in it beforehand is one.
NO_SCRIPTS = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

# Where a picture holds the digest of what it was made of, and what of a workbook holds the time of the day.
MADE_OF = "Made of"
PASSING = "docProps/core.xml"

COLOURS = 16
LARGEST_PICTURE = 60_000
DOTS_AN_INCH = 100


def take_picture(picture: Picture, project: Path, target: Path) -> None:
    """Make the picture of a file of the project, small enough to be read on a page of the repository."""
    made_of = PngInfo()
    made_of.add_text(MADE_OF, digest(picture, project / picture.of))
    with tempfile.TemporaryDirectory() as name:
        source, folder = project / picture.of, Path(name)
        taken = _of_page(picture, source, folder) if source.suffix == ".html" else _of_print(picture, source, folder)
        with Image.open(taken) as image:
            small(image, picture).save(target, optimize=True, pnginfo=made_of)
    assert target.stat().st_size <= LARGEST_PICTURE, f"{target.name} has {target.stat().st_size} bytes"


def is_made_of(picture: Picture, project: Path, target: Path) -> bool:
    """Whether a picture was made, in the same way, of what its file holds today."""
    if not target.is_file():
        return False
    with Image.open(target) as image:
        return image.info.get(MADE_OF) == digest(picture, project / picture.of)


def digest(picture: Picture, source: Path) -> str:
    """Return the digest of what a picture is made of, and how; it is the same on every day and with every font."""
    whole = sha256(picture.model_dump_json(exclude={"shows", "english"}).encode())
    if not zipfile.is_zipfile(source):
        whole.update(source.read_bytes())
        return whole.hexdigest()
    with zipfile.ZipFile(source) as parts:
        for name in sorted({*parts.namelist()} - {PASSING}):
            whole.update(name.encode() + parts.read(name))
    return whole.hexdigest()


def _of_page(picture: Picture, page: Path, folder: Path) -> Path:
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    text = NO_SCRIPTS.sub("", page.read_text(encoding="utf-8"))
    before, _, after = text.rpartition("</body>")
    used, taken = folder / "page.html", folder / "page.png"
    used.write_text(f"{before}<script>{picture.script}</script></body>{after}", encoding="utf-8")
    options = (f"--window-size={picture.width},{picture.height}", f"--user-data-dir={folder / 'profile'}")
    _run(browser, *FLAGS, PATIENCE, *options, f"--screenshot={taken}", used.as_uri())
    return taken


def _of_print(picture: Picture, file: Path, folder: Path) -> Path:
    """Return a picture of one page as it is printed; what is no PDF is printed by LibreOffice first."""
    if file.suffix != ".pdf":
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        _run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
        file = folder / f"{file.stem}.pdf"
    page = str(picture.page)
    _run(
        "pdftoppm", "-png", "-singlefile", "-r", str(DOTS_AN_INCH), "-f", page, "-l", page, str(file), f"{folder}/page"
    )
    return folder / "page.png"


def small(image: Image.Image, picture: Picture) -> Image.Image:
    """Return the part of a picture that is shown, no wider than asked, in few colours."""
    left, top, right, bottom = picture.part
    width, height = image.size
    part = image.convert("RGB").crop(
        (left * width // 100, top * height // 100, right * width // 100, bottom * height // 100)
    )
    part.thumbnail((picture.width, 10 * picture.width))
    return part.quantize(COLOURS, dither=Image.Dither.NONE)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)
