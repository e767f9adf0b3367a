# SPDX-License-Identifier: Apache-2.0
"""An address that answers as the engine does and does not say that it is one: as AWS would."""

import contextlib
import http.client
import http.server
import threading
import urllib.parse


def forward(engine):
    """A handler that passes everything on, but for the engine's own pages."""

    class Forward(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self):
            if self.path.startswith("/_sluice/"):
                self.send_response(404)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            onward = http.client.HTTPConnection(urllib.parse.urlparse(engine).netloc)
            onward.request(self.command, self.path, body, dict(self.headers))
            answer = onward.getresponse()
            text = answer.read()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in ("content-length", "transfer-encoding", "connection"):
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(text)))
            self.end_headers()
            self.wfile.write(text)
            onward.close()

        do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = pass_on

        def log_message(self, *_):
            pass

    return Forward


@contextlib.contextmanager
def front(engine):
    """The address of a front of this engine, while the block runs."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), forward(engine))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
