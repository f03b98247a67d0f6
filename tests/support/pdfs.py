"""PDFs as they are sent, and as they are sent by somebody who means harm."""

import zlib
from io import BytesIO

from pypdf import PdfReader, PdfWriter


def saying(*pages: str) -> bytes:
    """One with a line on each page."""
    return drawn(*(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode() for text in pages))


def drawn(*pages: bytes) -> bytes:
    """One with these contents of pages; the font F1 is there."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for content in pages:
        kids.append(b"%d 0 R" % (len(objects) + 1))
        packed = zlib.compress(content)
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R"
            b" /Resources << /Font << /F1 3 0 R >> >> >>" % (len(objects) + 2),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
        ]
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), b" ".join(kids))
    made, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begins = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, begins)
    return bytes(made)


def locked(pdf: bytes, password: str) -> bytes:
    writer, made = PdfWriter(clone_from=PdfReader(BytesIO(pdf))), BytesIO()
    writer.encrypt(password)
    writer.write(made)
    return made.getvalue()
