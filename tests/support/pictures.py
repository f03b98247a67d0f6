"""Pictures that say where they were taken, and with what."""

from io import BytesIO
from typing import Any

from PIL import Image
from PIL.ExifTags import IFD, Base

PLACE = {1: "N", 2: (52.0, 38.0, 7.0), 3: "W", 4: (1.0, 8.0, 3.0)}
SIDEWAYS = 6
MAKER = "Camera of somebody"


def exif_of(orientation: int = SIDEWAYS) -> Image.Exif:
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = MAKER
    exif.get_ifd(IFD.GPSInfo).update(PLACE)
    return exif


def picture(form: str, orientation: int = SIDEWAYS, **options: Any) -> bytes:
    made = BytesIO()
    drawn = Image.linear_gradient("L").resize((24, 12)).convert("RGB")
    drawn.save(made, form, exif=exif_of(orientation), **options)
    return made.getvalue()
