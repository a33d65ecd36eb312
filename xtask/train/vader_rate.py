"""Reads the lines of a file with VADER (PyPI `vaderSentiment`) and prints how many it reads in a second of processor time.

Usage: vader_rate.py LINES
"""

import sys
import time

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

ROUNDS = 3

with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
    lines = file.read().split("\n")[:-1]
analyzer = SentimentIntensityAnalyzer()
best = 0.0
for _ in range(ROUNDS):
    begun = time.process_time()
    for line in lines:
        analyzer.polarity_scores(line)
    best = max(best, len(lines) / (time.process_time() - begun))
print(f"{best:.1f}")
