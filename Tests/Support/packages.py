# SPDX-License-Identifier: Apache-2.0
"""Makes function packages for the tests."""

import io
import zipfile

ECHO = "def handler(event, context):\n    return event\n"


def package(files):
    """A zip of path → text (or bytes); `bootstrap` and `*.sh` are executable."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(path)
            mode = 0o755 if path == "bootstrap" or path.endswith(".sh") else 0o644
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return buffer.getvalue()


def python(source=ECHO):
    """A package with one module, `app`; the handler is `app.handler`."""
    return package({"app.py": source})


def saying(word):
    """A Python package that answers with a word and the version that ran."""
    return python(
        "def handler(event, context):\n"
        f"    return {{'word': {word!r}, 'version': context.function_version}}\n"
    )
