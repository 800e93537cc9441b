"""SVG pictures: whether one can be handed on as it is, and what it looks like in pixels."""

from __future__ import annotations

import typst
from lxml import etree

from annual_report.document.typefaces import typst_fonts

PIXELS_PER_INCH = 300.0

# A page as large as the picture on it.
PAGE = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")"""

# Reads what is there and nothing else.
SAFE = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)

ACTIVE = {"script", "foreignObject", "handler", "iframe", "audio", "video", "set", "animate"}


def rasterise(svg: bytes) -> bytes:
    """Return an SVG as a PNG. Raises RuntimeError where it is none."""
    words = {"svg": svg.decode("utf-8")}
    picture: bytes = typst.compile(
        PAGE.encode(), format="png", ppi=PIXELS_PER_INCH, sys_inputs=words, font_paths=typst_fonts()
    )
    return picture


def title_of(svg: bytes) -> str:
    """Return the title that an SVG gives itself; "" for none."""
    return next(iter(_texts(svg, "./{*}title")), "")


def words_of(svg: bytes) -> list[str]:
    """Return the words that an SVG holds as words; none of a drawing that cannot be read."""
    return _texts(svg, ".//{*}text")


def _texts(svg: bytes, path: str) -> list[str]:
    try:
        root = etree.fromstring(svg, SAFE)
    except etree.XMLSyntaxError:
        return []
    return [" ".join("".join(map(str, each.itertext())).split()) for each in root.iterfind(path)]


def is_inert(svg: bytes) -> bool:
    """Whether an SVG only draws: no script, no entities, nothing that is loaded from elsewhere."""
    try:
        root = etree.fromstring(svg, SAFE)
    except etree.XMLSyntaxError:
        return False
    if any(isinstance(each, etree._Entity) for each in root.iter()) or b"<!ENTITY" in svg:
        return False
    return all(_only_draws(element) for element in root.iter(etree.Element))


def _only_draws(element: etree._Element) -> bool:
    names = {etree.QName(name).localname: str(value).strip() for name, value in element.attrib.items()}
    leads_elsewhere = not names.get("href", "#").startswith(("#", "data:image/png;", "data:image/jpeg;"))
    handles = any(name.lower().startswith("on") for name in names)
    loads = any("url(" in value.replace("url(#", "").replace('url("#', "") for value in names.values())
    return not (etree.QName(element).localname in ACTIVE or leads_elsewhere or handles or loads)
