# SPDX-License-Identifier: Apache-2.0
"""Runs a Python handler against the Runtime API, over one raw socket.

The answer to one invocation and the question for the next go out in one write: the engine takes
them in order, and a round trip is saved.
"""
import json
import logging
import os
import socket
import sys
import time

NEXT = (
    b"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n"
    b"Host: runtime\r\nUser-Agent: sluice-python\r\n\r\n"
)
IS_JSON = os.environ.get("AWS_LAMBDA_LOG_FORMAT") == "JSON"
# Where Lambda has what lies in folders of this machine; errors name the former.
PLACES = (
    (os.environ.get("LAMBDA_TASK_ROOT"), "/var/task"),
    (os.environ.get("LAMBDA_RUNTIME_DIR"), "/var/runtime"),
)
request_id = None


def placed(text):
    for here, there in PLACES:
        if here:
            text = text.replace(here, there)
    return text


class Fault(Exception):
    """A failure that has one of Lambda's own names."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        self.kind = kind
        self.trace = list(trace)


class Connection:
    """HTTP/1.1 to the engine: every message has a Content-Length."""

    def __init__(self, address):
        host, port = address.rsplit(":", 1)
        self.socket = socket.create_connection((host, int(port)))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.buffer = b""

    def send(self, data):
        self.socket.sendall(data)

    def receive(self):
        """The next response: header fields by lower-case name, and the body."""
        buffer = self.buffer
        while True:
            end = buffer.find(b"\r\n\r\n")
            if end >= 0:
                break
            buffer += self.more()
        fields = {}
        for line in buffer[:end].decode("latin-1").split("\r\n")[1:]:
            name, _, value = line.partition(":")
            fields[name.lower()] = value.strip()
        start = end + 4
        stop = start + int(fields.get("content-length", 0))
        if len(buffer) < stop:
            parts = [buffer]
            have = len(buffer)
            while have < stop:
                part = self.more()
                parts.append(part)
                have += len(part)
            buffer = b"".join(parts)
        self.buffer = buffer[stop:]
        return fields, buffer[start:stop]

    def more(self):
        data = self.socket.recv(262144)
        if not data:
            os._exit(0)  # the engine is gone
        return data


def post(path, body, fields=b""):
    return b"POST /2018-06-01/runtime/%s HTTP/1.1\r\nHost: runtime\r\n%sContent-Length: %d\r\n\r\n%s" % (
        path,
        fields,
        len(body),
        body,
    )


class Fields:
    """Reads the parts of a client context as attributes, None for what is not there."""

    def __init__(self, names, values):
        for name in names:
            setattr(self, name, values.get(name) if isinstance(values, dict) else None)


class LambdaContext:
    """What a handler gets as its second argument."""

    function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
    function_version = os.environ.get("AWS_LAMBDA_FUNCTION_VERSION")
    memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
    log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
    log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
    tenant_id = None

    def __init__(self, fields):
        self.aws_request_id = fields["lambda-runtime-aws-request-id"]
        self.invoked_function_arn = fields.get("lambda-runtime-invoked-function-arn")
        self._deadline = int(fields.get("lambda-runtime-deadline-ms", 0))
        self.identity = Fields(("cognito_identity_id", "cognito_identity_pool_id"), {})
        self.client_context = None
        text = fields.get("lambda-runtime-client-context")
        if text:
            self.client_context = self._parse(text)

    @staticmethod
    def _parse(text):
        try:
            values = json.loads(text.encode("latin-1").decode("utf-8"))
        except Exception as error:
            raise Fault(
                "Runtime.LambdaContextUnmarshalError",
                "Unable to parse Client Context JSON: %s" % error,
            )
        context = Fields(("custom", "env", "client"), values)
        if context.client is not None:
            context.client = Fields(
                (
                    "installation_id",
                    "app_title",
                    "app_version_name",
                    "app_version_code",
                    "app_package_name",
                ),
                context.client,
            )
        return context

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))

    def log(self, message):
        sys.stdout.write(str(message))

    def __repr__(self):
        return "LambdaContext([aws_request_id=%s,function_name=%s,function_version=%s])" % (
            self.aws_request_id,
            self.function_name,
            self.function_version,
        )


class LineHandler(logging.Handler):
    """Writes log records as Lambda does, with the request's id."""

    def emit(self, record):
        record.aws_request_id = request_id or ""
        sys.stdout.write(self.format(record))


class JSONFormatter(logging.Formatter):
    """A log record as one JSON object, with all that was given as `extra`."""

    OWN = frozenset(vars(logging.makeLogRecord({}))) | {
        "aws_request_id",
        "asctime",
        "message",
        "color_message",
    }

    def format(self, record):
        fields = {
            "timestamp": self.formatTime(record, "%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname,
            "message": record.getMessage(),
            "logger": record.name,
        }
        if record.exc_info and record.exc_info[1] is not None:
            import traceback

            kind, error, trace = record.exc_info
            frame = traceback.extract_tb(trace)[-1] if trace else None
            fields["stackTrace"] = [placed(entry) for entry in traceback.format_tb(trace)]
            fields["errorType"] = kind.__name__
            fields["errorMessage"] = str(error)
            if frame:
                place = (placed(frame.filename), frame.name, frame.lineno)
                fields["location"] = "%s:%s:%s" % place
        if record.aws_request_id:
            fields["requestId"] = record.aws_request_id
        for key, value in vars(record).items():
            if key not in self.OWN and value is not None:
                fields.setdefault(key, value)
        return json.dumps(fields, ensure_ascii=False, default=str) + "\n"


def encode(value):
    if isinstance(value, (bytes, bytearray)):
        return bytes(value)
    try:
        return json.dumps(value, ensure_ascii=ASCII_ONLY, default=plain).encode("utf-8")
    except Exception as error:
        raise Fault("Runtime.MarshalError", "Unable to marshal response: %s" % error)


# Lambda writes other letters as they are from Python 3.12 on.
ASCII_ONLY = os.environ.get("AWS_EXECUTION_ENV", "").rpartition(".")[2] in ("8", "9", "10", "11")


def plain(value):
    # A decimal keeps its number; `decimal` is only imported when the function did so.
    decimal = sys.modules.get("decimal")
    if decimal is not None and isinstance(value, decimal.Decimal):
        whole = value.to_integral_value() if value.is_finite() else None
        return int(value) if whole is not None and whole == value else float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def decode(body):
    try:
        return json.loads(body) if body else {}
    except Exception as error:
        raise Fault("Runtime.UnmarshalError", "Unable to unmarshal input: %s" % error)


def describe(error, identifier):
    """Lambda's error object of an exception."""
    if isinstance(error, Fault):
        kind, trace = error.kind, error.trace
    else:
        import traceback

        kind = type(error).__name__
        frames = traceback.extract_tb(error.__traceback__)
        while frames and frames[0].filename == __file__:
            del frames[0]
        trace = traceback.format_list(frames)
    return {
        "errorMessage": placed(str(error)),
        "errorType": kind,
        "requestId": identifier,
        "stackTrace": [placed(entry) for entry in trace],
    }


def log_error(result):
    """One event in the log: its lines are joined by carriage returns, blanks in front kept."""
    if IS_JSON:
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        fields = dict({"timestamp": now, "log_level": "ERROR"}, **result)
        sys.stdout.write(json.dumps(fields, ensure_ascii=False) + "\n")
        return
    head = "[ERROR] %s" % result["errorType"]
    if result["errorMessage"]:
        head += ": %s" % result["errorMessage"]
    lines = [head, "Traceback (most recent call last):"]
    for entry in result["stackTrace"]:
        for line in entry.splitlines():
            bare = line.lstrip(" ")
            lines.append("\xa0" * (len(line) - len(bare)) + bare)
    sys.stdout.write("\r".join(lines) + "\n")


def load(name):
    """The handler that `name` names: `module.function`, with slashes or dots between packages."""
    module_name, dot, function_name = name.rpartition(".")
    if not dot:
        raise Fault(
            "Runtime.MalformedHandlerName",
            "Bad handler '%s': not enough values to unpack (expected 2, got 1)" % name,
        )
    if module_name.split(".")[0] in sys.builtin_module_names:
        raise Fault(
            "Runtime.BuiltInModuleConflict",
            "Cannot use built-in module %s as a handler module" % module_name,
        )
    import importlib

    try:
        module = importlib.import_module(module_name.replace("/", "."))
    except ImportError as error:
        raise Fault(
            "Runtime.ImportModuleError",
            "Unable to import module '%s': %s" % (module_name, error),
        )
    except SyntaxError as error:
        raise Fault(
            "Runtime.UserCodeSyntaxError",
            "Syntax error in module '%s': %s" % (module_name, error),
            ['  File "%s" Line %s\n    %s' % (error.filename, error.lineno, error.text)],
        )
    try:
        return getattr(module, function_name)
    except AttributeError:
        raise Fault(
            "Runtime.HandlerNotFound",
            "Handler '%s' missing on module '%s'" % (function_name, module_name),
        )


def set_up_logging():
    logging.Formatter.converter = time.gmtime
    handler = LineHandler()
    logging.getLogger().addHandler(handler)
    if IS_JSON:
        handler.setFormatter(JSONFormatter())
        name = os.environ.get("AWS_LAMBDA_LOG_LEVEL", "INFO")
        level = {"TRACE": logging.NOTSET}.get(name, getattr(logging, name, logging.INFO))
        logging.getLogger().setLevel(level)
        return
    handler.setFormatter(
        logging.Formatter(
            "[%(levelname)s]\t%(asctime)s.%(msecs)03dZ\t%(aws_request_id)s\t%(message)s\n",
            "%Y-%m-%dT%H:%M:%S",
        )
    )


def initialize(connection):
    set_up_logging()
    try:
        return load(os.environ["_HANDLER"])
    except Exception as error:
        result = describe(error, "")
        log_error(result)
        field = b"Lambda-Runtime-Function-Error-Type: %s\r\n" % result["errorType"].encode()
        connection.send(post(b"init/error", json.dumps(result).encode(), field))
        connection.receive()
        sys.stdout.flush()
        os._exit(1)


def answer(handler, fields, body):
    """The request that answers one invocation."""
    global request_id
    request_id = fields["lambda-runtime-aws-request-id"]
    trace = fields.get("lambda-runtime-trace-id")
    if trace:
        os.environ["_X_AMZN_TRACE_ID"] = trace
    path = b"invocation/" + request_id.encode()
    try:
        return post(path + b"/response", encode(handler(decode(body), LambdaContext(fields))))
    except Exception as error:
        result = describe(error, request_id)
        log_error(result)
        kind = result["errorType"].encode("ascii", "replace")
        field = b"Lambda-Runtime-Function-Error-Type: %s\r\n" % kind
        return post(path + b"/error", json.dumps(result).encode(), field)


def main():
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    sys.path[0] = os.environ["LAMBDA_TASK_ROOT"]
    connection = Connection(os.environ["AWS_LAMBDA_RUNTIME_API"])
    handler = initialize(connection)
    sys.stdout.flush()
    connection.send(NEXT)
    while True:
        fields, body = connection.receive()
        if "lambda-runtime-aws-request-id" not in fields:
            continue  # the receipt for the last answer
        reply = answer(handler, fields, body)
        sys.stdout.flush()
        sys.stderr.flush()
        connection.send(reply + NEXT)


main()
