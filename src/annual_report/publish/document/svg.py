"""SVG pictures: whether one can be handed on as it is, and what it looks like in pixels."""

from __future__ import annotations

import typst
from lxml import etree

PIXELS_PER_INCH = 300.0

# A page as large as the picture on it.
PAGE = """#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg")"""

ACTIVE = {"script", "foreignObject", "handler", "iframe", "audio", "video", "set", "animate"}


def rasterised(svg: bytes) -> bytes:
    """Return an SVG as a PNG. Raises RuntimeError where it is none."""
    picture: bytes = typst.compile(
        PAGE.encode(), format="png", ppi=PIXELS_PER_INCH, sys_inputs={"svg": svg.decode("utf-8")}
    )
    return picture


def is_inert(svg: bytes) -> bool:
    """Whether an SVG only draws: no script, no entities, nothing that is loaded from elsewhere."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(svg, parser)
    except etree.XMLSyntaxError:
        return False
    if any(isinstance(each, etree._Entity) for each in root.iter()) or b"<!ENTITY" in svg:
        return False
    return all(_draws(element) for element in root.iter(etree.Element))


def _draws(element: etree._Element) -> bool:
    names = {etree.QName(name).localname: str(value).strip() for name, value in element.attrib.items()}
    leads_elsewhere = not names.get("href", "#").startswith(("#", "data:image/png;", "data:image/jpeg;"))
    handles = any(name.lower().startswith("on") for name in names)
    loads = any("url(" in value.replace("url(#", "").replace('url("#', "") for value in names.values())
    return not (etree.QName(element).localname in ACTIVE or leads_elsewhere or handles or loads)
