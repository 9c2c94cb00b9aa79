"""The parser that knows underscores for dashes."""

import argparse


class FlexibleArgumentParser(argparse.ArgumentParser):
    def parse_args(self, args=None, namespace=None):
        return super().parse_args([a.replace("_", "-") if a.startswith("--") else a for a in args], namespace)
