"""Older and other files of office programs (.doc, .wps, .rtf, .odt, Word 2003 XML), made into Word by LibreOffice."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.reading import word
from kg.reading.files import File, named
from kg.reading.manuscript import Manuscript
from kg.reading.word.package import ONE_PIECE

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
_KINDS = (
    (b"{\\rtf", ".rtf", "Rich Text Format"),
    (b"PK", ".odt", "writer8"),
    (b"\xd0\xcf\x11\xe0", ".doc", ""),
    (b"<office:document", ".fodt", "OpenDocument Text Flat XML"),
    (b"<?mso-application", ".xml", "MS Word 2003 XML"),
)
"""What such files hold near their beginning, their ending, and LibreOffice's filter where it is needed, lest what is
damaged be taken for plain text."""
_HEAD = 4096
_SETTINGS = (
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
)
"""No macro is run, and nothing that a file links to is fetched."""


def read(file: File) -> Manuscript:
    """A file that LibreOffice reads. InputError, naming it, if there is no LibreOffice or it makes nothing of it."""
    if ONE_PIECE.encode() in file.data[:_HEAD]:
        return word.read(file)
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise file.wrong("office_missing")
    with TemporaryDirectory(prefix="jiqun-", ignore_cleanup_errors=True) as folder:
        made = _made(file, program, Path(folder))
    return word.read(named(file.path, file.name, made))


def _made(file: File, program: str, folder: Path) -> bytes:
    """The Word file that LibreOffice makes, with a profile of its own in `folder`."""
    ending, filtered = _kind(file.data)
    source = folder / f"report{ending}"
    source.write_bytes(file.data)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_settings(), "utf-8")
    out = folder / "made"
    order = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck"]
    order += [f"--infilter={filtered}"] if filtered else []
    order += ["--convert-to", "docx", "--outdir", str(out), str(source)]
    try:
        _run(order, folder)
    except OSError as error:
        raise file.wrong("office_broken", why=error) from error
    except subprocess.TimeoutExpired as error:
        raise file.wrong("office_slow", seconds=_SECONDS) from error
    made = out / "report.docx"
    if not made.is_file() or not made.stat().st_size:
        raise file.wrong("office_unread")
    return made.read_bytes()


def _run(order: list[str], folder: Path) -> None:
    """Runs a program to its end, or ends it with all that it started when its time is up."""
    silent = subprocess.DEVNULL
    with subprocess.Popen(
        order, stdin=silent, stdout=silent, stderr=silent, cwd=folder, start_new_session=True
    ) as running:
        try:
            running.wait(_SECONDS)
        except BaseException:
            if hasattr(os, "killpg"):
                os.killpg(running.pid, signal.SIGKILL)
            else:
                running.kill()
            raise


def _kind(data: bytes) -> tuple[str, str]:
    """The ending that says what a file is, as it may have been called otherwise, and its filter."""
    return next(((ending, filtered) for holds, ending, filtered in _KINDS if holds in data[:_HEAD]), (".doc", ""))


def _settings() -> str:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{told}</value></prop></item>'
        for path, name, told in _SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )
