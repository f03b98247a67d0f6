"""Files as they are sent, and as they are sent by somebody who means harm."""

import zipfile
from io import BytesIO

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
WITH_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"


def package(parts: dict[str, bytes | str], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of these parts, packed in one of the ways that `zipfile` knows."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", packed) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def docx(kind: str = DOCUMENT, **parts: bytes | str) -> bytes:
    """What a Word document has in its package, as far as it is looked at."""
    types = TYPES.format(f'<Override PartName="/word/document.xml" ContentType="{kind}"/>')
    return package({"[Content_Types].xml": types, "word/document.xml": "<w:document/>", **parts})
