"""Web archives that benchmarks make of pages they are given."""

import gzip
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from fastwarc.warc import WarcRecord, WarcRecordType

DATE = "2026-01-03T08:00:00Z"


def write_archive(path: Path, pages: Iterable[tuple[str, bytes]]) -> None:
    """Write pages, each an address and its HTML, as an archive with a gzip member a record.

    Raises:
        OSError: the file can't be written.
    """
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        for address, content in pages:
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.headers["WARC-Target-URI"] = address
            record.headers["WARC-Date"] = DATE
            record.headers["Content-Type"] = "application/http; msgtype=response"
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
            record.set_bytes_content(http + content)
            member = BytesIO()
            record.write(member)
            file.write(gzip.compress(member.getvalue(), compresslevel=1))
