"""What tests of comics by API ask for, and how they read the answers."""

STORY = (
    "Alice and Bob followed an old map through a mysterious forest, overcame challenges together, and finally discovered the "
    "magical Crystal Lake under the stars."
)
# The example request of the documents, without its pictures and with fewer panels.
EXAMPLE = {
    "prompt": STORY,
    "preset": "render",
    "size": "1024x1024",
    "pagination": {"totalPages": 2, "panelsPerPage": 1},
    "language": "English",
    "upscale": "2K",
    "comicRoles": [
        {"name": "Alice", "age": 12, "gender": "female", "dress": "a light brown explorer jacket"},
        {"name": "Bob", "age": 13, "gender": "male", "dress": "a green hoodie", "image": ""},
    ],
    "comicLocations": [{"name": "Dreamwood Forest"}],
}


def panels_of(told):
    return [panel for page in told["comics"] for panel in page["panels"]]
