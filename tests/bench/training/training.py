"""PyTorch doing the training steps that bench_training measures: python3 training.py THREADS

Like bench_training it reads a line for each order, a model's name and a number of steps, and answers each with one line
of JSON. Names with "/nchw" or "/nhwc" say in which layout images lie. After "memory" the answer is by how many bytes the
process grew at most.
"""
import json
import resource
import sys
import time

import torch
from torch import nn


class Last(nn.Module):
    """An LSTM whose last output goes on."""

    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(16, 64, batch_first=True)
        self.head = nn.Linear(64, 1)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


def mnist(layout):
    model = nn.Sequential(
        nn.Conv2d(1, 8, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(8, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(256, 10))
    x = torch.rand(512, 1, 28, 28)
    if layout == "nhwc":
        model, x = model.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    return model, nn.CrossEntropyLoss(), x, torch.randint(0, 10, (512,))


def dense(_):
    model = nn.Sequential(nn.Linear(784, 512), nn.ReLU(), nn.Linear(512, 512), nn.ReLU(), nn.Linear(512, 10))
    return model, nn.CrossEntropyLoss(), torch.rand(128, 784), torch.randint(0, 10, (128,))


def lstm(_):
    return Last(), nn.MSELoss(), torch.rand(32, 50, 16), torch.rand(32, 1)


def cars(_):
    return nn.Sequential(nn.Linear(1, 1), nn.Linear(1, 1)), nn.MSELoss(), torch.rand(32, 1), torch.rand(32, 1)


MODELS = {"mnist": mnist, "dense": dense, "lstm": lstm, "cars": cars}


def made(name):
    kind, _, layout = name.partition("/")
    model, loss, x, y = MODELS[kind](layout)
    return model, loss, x, y, torch.optim.Adam(model.parameters(), lr=0.001)


def train(exercise, steps):
    model, loss, x, y, optimizer = exercise
    samples = []
    for _ in range(steps):
        begin = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        value = loss(model(x), y)
        value.backward()
        optimizer.step()
        value.item()
        samples.append(time.perf_counter() - begin)
    return samples


def process_bytes():
    """The most that this process has had in memory."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    torch.set_num_threads(int(sys.argv[1]))
    ready = {}
    for line in sys.stdin:
        words = line.split()
        if words[0] == "version":
            answer = {"version": torch.__version__, "threads": torch.get_num_threads()}
        elif words[0] == "memory":
            before = process_bytes()
            train(made(words[1]), int(words[2]))
            answer = {"process": process_bytes() - before}
        else:
            name, steps = words
            if name not in ready:
                ready[name] = made(name)
            answer = {"samples": train(ready[name], int(steps))}
        print(json.dumps(answer), flush=True)


main()
