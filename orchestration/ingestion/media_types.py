"""Which media types are read, and how they are called: those of servers and of archives.

The types of files in the inbox follow from their names, and stand there.
"""

DOCUMENT_TYPES = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/markdown",
    "application/pdf": "application/pdf",
    "application/x-pdf": "application/pdf",
}
"""The media types that servers give to what is read, and how they are called here."""


def document_type(declared: str, content: bytes) -> str | None:
    """How the media type of a body is called here, by its beginning where servers don't know it."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if declared == "application/octet-stream" and b"<html" in content[:1024].lower():
        return "text/html"
    return DOCUMENT_TYPES.get(declared)
