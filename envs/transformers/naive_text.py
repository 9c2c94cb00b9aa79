"""Tokens to text, piece by piece: a character may be spread over several tokens, and a stop text over several pieces."""


class TextBuilder:
    def __init__(self, decode, stops):
        self._decode = decode
        self._stops = stops
        self._tokens = []
        # Text up to `_read` was given; from `_from` on tokens are decoded again, since what a token is depends on the one before.
        self._from = 0
        self._read = 0
        self._held = ""

    def add(self, token):
        """Adds a token. Gives the text that is certain by now, and whether a stop text ended it."""
        self._tokens.append(token)
        text = self._piece()
        # A UTF-8 character has at most four bytes: what is no character after four tokens will not become one.
        if not text or (text.endswith("\ufffd") and len(self._tokens) - self._read < 4):
            return "", False
        self._from, self._read = self._read, len(self._tokens)
        return self._release(text)

    def rest(self):
        """What is left at the end."""
        text, stopped = self._release(self._piece() if self._read < len(self._tokens) else "")
        held, self._held = self._held, ""
        self._read = len(self._tokens)
        return text if stopped else text + held

    def _piece(self):
        before = self._decode(self._tokens[self._from : self._read])
        return self._decode(self._tokens[self._from :])[len(before) :]

    def _release(self, text):
        whole = self._held + text
        found = [at for at in (whole.find(stop) for stop in self._stops) if at >= 0]
        if found:
            self._held = ""
            return whole[: min(found)], True
        keep = 0
        for stop in self._stops:
            for n in range(min(len(stop) - 1, len(whole)), keep, -1):
                if whole.endswith(stop[:n]):
                    keep = n
                    break
        self._held = whole[len(whole) - keep :]
        return whole[: len(whole) - keep], False
