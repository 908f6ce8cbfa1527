"""Speed, measured beside other tools in one run: `python -m benchmarks [engine|turns]`."""
