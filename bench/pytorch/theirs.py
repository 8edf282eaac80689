"""Times one training step and one inference in PyTorch eager and prints the medians as JSON.

usage: python bench/pytorch/theirs.py unet|lite-unet BATCH SIZE REPETITIONS
"""
import json
import os
import statistics
import sys
import time

import torch
import torch.nn.functional as F

from networks import LiteUNet, UNet

name, batch, size, repetitions = sys.argv[1], *map(int, sys.argv[2:5])
torch.set_num_threads(len(os.sched_getaffinity(0)))
model = {"unet": UNet, "lite-unet": LiteUNet}[name]()
optimiser = torch.optim.Adam(model.parameters(), lr=1e-4)
image = torch.randn(batch, 3, size, size)
target = torch.full((batch, 1, size, size), 0.1)


def median(run):
    times = []
    for _ in range(repetitions + 2):
        start = time.perf_counter()
        run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[2:])


def step():
    optimiser.zero_grad()
    F.mse_loss(model(image), target).backward()
    optimiser.step()


training = median(step)
model.eval()
with torch.no_grad():
    inference = median(lambda: model(image[:1]))
print(json.dumps({"training": training, "inference": inference, "parameters": sum(p.numel() for p in model.parameters())}))
