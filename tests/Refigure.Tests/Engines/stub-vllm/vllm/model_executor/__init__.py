"""Test code, not vLLM."""
