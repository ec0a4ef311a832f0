"""Measures of speed, memory and growth, as ratios taken in one run (`python -m benchmarks`); nothing imports it."""
