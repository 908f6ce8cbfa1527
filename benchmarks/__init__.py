"""Measurements of the engine, the assistant and the page: `python -m benchmarks`."""
