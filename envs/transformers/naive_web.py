"""Routes. The server listens from the start, so that a port that is taken shows at once; until the model is there it answers 503."""

import json
import queue
import socket
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import naive_request
from naive_batches import ENDING
from naive_log import log
from naive_request import ApiError
from naive_text import TextBuilder

LARGEST_BODY = 16 << 20
LOOK_SECONDS = 0.5
REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 429: "Too Many Requests", 503: "Service Unavailable"}


class ClientLeft(Exception):
    pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 1024
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        pass  # a client that left in the middle of a request


def serve(host, port, batcher, metrics, served):
    """Listens, and answers in threads of its own."""

    class Bound(Handler):
        pass

    Bound.batcher, Bound.metrics, Bound.served = batcher, metrics, served
    server = Server((host, port), Bound)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, format, *args):  # noqa: A002 - the library's name
        pass

    def do_GET(self):
        route = self.path.partition("?")[0]
        if route == "/health":
            self._whole(200 if self.batcher.is_ready else 503, b"", "text/plain")
        elif route == "/metrics":
            self._whole(200, self.metrics.text().encode(), "text/plain; version=0.0.4; charset=utf-8")
        elif route == "/v1/models":
            model = {"id": self.served, "object": "model", "owned_by": "refigure"}
            self._json(200, {"object": "list", "data": [model]})
        else:
            self._fail(ApiError(404, f"There is no GET {route} here."))

    def do_POST(self):
        route = self.path.partition("?")[0]
        self._begun = False
        try:
            body = self._body()
            if route not in ("/v1/completions", "/v1/chat/completions"):
                raise ApiError(404, f"There is no POST {route} here.")
            if not self.batcher.is_ready:
                raise ApiError(503, "The model is not loaded yet, or the server is ending.")
            chat = route.startswith("/v1/chat")
            self._answer(naive_request.read(body, chat, self.batcher.model, self.served))
        except ApiError as error:
            self._fail(error)
        except (ClientLeft, ConnectionError, TimeoutError):
            self.close_connection = True
        except Exception as error:
            log("ERROR", f"request failed: {type(error).__name__}: {error}")
            self._fail(ApiError(500, f"{type(error).__name__}: {error}"))

    def _answer(self, request):
        model = self.batcher.model
        job = self.batcher.submit(request)
        text = TextBuilder(model.decode, request.stop)
        reply = Reply(self, request)
        try:
            reason = None
            while reason is None:
                token, reason = self._event(job)
                if token is None:
                    raise ApiError(503 if reason == ENDING else 500, reason)
                # The token that ends has no text of its own.
                piece, stopped = ("", False) if reason == "stop" else text.add(token)
                if stopped:
                    reason = "stop"
                    self.batcher.leave(job, reason)
                elif reason is not None:
                    piece += text.rest()
                reply.token(piece, reason)
            reply.end()
        except BaseException:
            self.batcher.leave(job, "abort")
            raise

    def _event(self, job):
        while True:
            try:
                return job.events.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                if self._client_left():
                    raise ClientLeft from None

    def _client_left(self):
        try:
            return self.connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
        except BlockingIOError:
            return False
        except OSError:
            return True

    def _body(self):
        parts = []
        total = 0
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            while size := self._chunk_size():
                total += size
                self._refuse_large(total)
                parts.append(self.rfile.read(size))
                self.rfile.readline(1024)
            while self.rfile.readline(1 << 16).strip():
                pass  # trailers
            return b"".join(parts)
        length = self.headers.get("Content-Length", "0")
        if not length.isdigit():
            raise ApiError(400, "Content-Length: expected a whole number.")
        self._refuse_large(int(length))
        return self.rfile.read(int(length))

    def _chunk_size(self):
        try:
            return int(self.rfile.readline(1024).split(b";")[0], 16)
        except ValueError:
            self.close_connection = True
            raise ApiError(400, "The body's chunks cannot be read.") from None

    def _refuse_large(self, length):
        if length > LARGEST_BODY:
            self.close_connection = True
            raise ApiError(400, f"The body is larger than {LARGEST_BODY} bytes.")

    def _fail(self, error):
        if getattr(self, "_begun", False):
            self._event_out(error.body)
            self.finish_events(None)
        else:
            self._json(error.status, error.body)

    def _json(self, status, body):
        self._whole(status, json.dumps(body).encode(), "application/json")

    def _whole(self, status, body, kind):
        self.wfile.write(self._head(status, kind, f"Content-Length: {len(body)}") + body)

    def _head(self, status, kind, length):
        # HTTP/1.0 knows no chunks: there the end of the connection is the end of the answer.
        if self.close_connection or self.request_version == "HTTP/1.0":
            self.close_connection = True
            length += "\r\nConnection: close"
        reason = REASONS.get(status, "Error")
        return f"HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\n{length}\r\n\r\n".encode()

    def _event_out(self, body):
        self._write_event(b"data: " + json.dumps(body).encode() + b"\n\n")

    def _write_event(self, data):
        """Writes one event at once: the head goes with the first one, and each is a chunk of its own."""
        plain = self.request_version == "HTTP/1.0"
        out = data if plain else b"%x\r\n%s\r\n" % (len(data), data)
        if not self._begun:
            self._begun = True
            length = "Cache-Control: no-cache" + ("" if plain else "\r\nTransfer-Encoding: chunked")
            out = self._head(200, "text/event-stream; charset=utf-8", length) + out
        self.wfile.write(out)

    def finish_events(self, last):
        if last is not None:
            self._write_event(last)
        if self.request_version != "HTTP/1.0":
            self.wfile.write(b"0\r\n\r\n")


class Reply:
    """An answer in OpenAI's form, whole or as events."""

    def __init__(self, handler, request):
        self._handler, self._request = handler, request
        self._text, self._count, self._reason = [], 0, None
        kind = "chat.completion" if request.chat else "text_completion"
        self._head = {
            "id": f"{'chatcmpl' if request.chat else 'cmpl'}-{uuid.uuid4()}",
            "object": kind + (".chunk" if request.chat and request.stream else ""),
            "created": int(time.time()),
            "model": handler.served,
        }

    def token(self, text, reason):
        self._count += 1
        self._reason = reason
        if not self._request.stream:
            self._text.append(text)
            return
        choice = {"index": 0, "logprobs": None, "finish_reason": reason}
        if self._request.chat:
            role = {"role": "assistant"} if self._count == 1 else {}
            choice["delta"] = {**role, "content": text}
        else:
            choice["text"] = text
        self._handler._event_out({**self._head, "choices": [choice]})

    def end(self):
        prompt = len(self._request.prompt)
        usage = {"prompt_tokens": prompt, "completion_tokens": self._count, "total_tokens": prompt + self._count}
        if self._request.stream:
            if self._request.include_usage:
                self._handler._event_out({**self._head, "choices": [], "usage": usage})
            self._handler.finish_events(b"data: [DONE]\n\n")
            return
        text = "".join(self._text)
        choice = {"index": 0, "logprobs": None, "finish_reason": self._reason}
        choice.update({"message": {"role": "assistant", "content": text}} if self._request.chat else {"text": text})
        self._handler._json(200, {**self._head, "choices": [choice], "usage": usage})
