"""Pictures with a watermark: made when somebody first wants one, kept beside the picture, removed with it."""

from __future__ import annotations

import threading

from comics.drawing.watermark import stamped
from comics.models import files
from comics.models.pictures import Picture

ONE_AT_A_TIME = threading.Lock()  # the largest picture takes 200 MB and some seconds while it is stamped


def marked(picture: Picture) -> files.Stored:
    """Where the picture with the mark lies. Raises `FileNotFoundError` where the picture's file is gone."""
    place = picture.marked_path
    if not place.exists():
        with ONE_AT_A_TIME:
            if not place.exists():
                files.save(place, stamped(picture.path.read_bytes(), picture.media_type))
    return place
