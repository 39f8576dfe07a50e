"""Word files made by hand: the XML a test needs, zipped."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARED = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": R,
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def element(name: str, inner: str) -> bytes:
    """A part whose root is ``w:name``."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_DECLARED}>{inner}</w:{name}>'.encode()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text)}</w:p>" if properties else f"<w:p>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def write_word(path: Path, body: str, **parts: str) -> Path:
    """A .docx of a body and further parts: ``styles=…``, ``numbering=…``, ``header1=…``, ``footnotes=…``."""
    roots = {"header": "hdr", "footer": "ftr"}
    relations = ""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _content_types(parts))
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="rId1" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr("word/document.xml", element("document", f"<w:body>{body}</w:body>"))
        for name, inner in parts.items():
            family = name.rstrip("0123456789")
            archive.writestr(f"word/{name}.xml", element(roots.get(family, family), inner))
            relations += f'<Relationship Id="{name}" Type="{R}/{family}" Target="{name}.xml"/>'
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
        )
    return path


def _content_types(parts: dict[str, str]) -> str:
    types = {"document": "document.main"} | {name: name.rstrip("0123456789") for name in parts}
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{kind}+xml"/>'
            for name, kind in types.items()
        )
        + "</Types>"
    )
