#!/usr/bin/env python3
"""Compares our event files with stock TensorBoard, both ways: tensorboard_check.py PROGRAM [PYTHON].

PROGRAM is `tensorboard_files`. PYTHON is one that can import tensorboard, and perhaps tensorboardX; this one if left
out. Prints what was compared; ends with 1 at the first difference, and with 77 and the reason if there is no
tensorboard to compare with.
"""
import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile

if len(sys.argv) not in (2, 3):
    sys.exit(__doc__)
PROGRAM = sys.argv[1]
if len(sys.argv) == 3:
    os.execv(sys.argv[2], [sys.argv[2], __file__, PROGRAM])

try:
    import numpy as np
    from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
    from tensorboard.compat.proto.event_pb2 import Event
    from tensorboard.compat.proto.summary_pb2 import Summary
    from tensorboard.plugins.histogram.summary_v2 import histogram_pb
    from tensorboard.plugins.scalar.summary_v2 import scalar_pb
    from tensorboard.summary.writer.event_file_writer import EventFileWriter
    from tensorboard.util.tensor_util import make_ndarray
except ImportError as error:
    print(f"skipped: {error}; pip install tensorboard", file=sys.stderr)
    sys.exit(77)

KEEP_ALL = {"scalars": 0, "tensors": 0, "histograms": 0}


def expect(what, got, wanted):
    same = got == wanted or isinstance(got, float) and math.isnan(got) and math.isnan(wanted)
    if not same:
        sys.exit(f"{what}: got {got!r} instead of {wanted!r}")


def near(what, got, wanted, tolerance=1e-6):
    if not np.allclose(got, wanted, rtol=tolerance, atol=tolerance):
        sys.exit(f"{what}: got {got!r} instead of {wanted!r}")


def read_by_tensorboard(folder):
    events = EventAccumulator(str(folder), KEEP_ALL)
    events.Reload()
    return events


def read_by_us(folder):
    return json.loads(subprocess.run([PROGRAM, "read", folder], check=True, capture_output=True, text=True).stdout)


def ours_in_tensorboard(folder):
    subprocess.run([PROGRAM, "write", folder], check=True)
    train, val = read_by_tensorboard(folder / "train"), read_by_tensorboard(folder / "val")
    expect("scalar tags", sorted(train.Tags()["scalars"]), ["epoch_loss", "größe/名", "nan"])
    expect("histogram tags", sorted(train.Tags()["histograms"]), ["dense/kernel", "empty", "zeros"])
    expect("scalar tags of val", val.Tags()["scalars"], ["epoch_loss"])
    expect("tensor tags of val", val.Tags()["tensors"], ["dense/kernel"])
    for run, factor, step in (train, 1, 1), (val, 2, 1000):
        points = run.Scalars("epoch_loss")
        expect("steps", [point.step for point in points], [step * i for i in range(100)])
        for i, point in enumerate(points):
            expect("value", point.value, float(np.float32(factor / (1 + i))))
    expect("large step", train.Scalars("größe/名")[0].step, 2**40)
    expect("large value", train.Scalars("größe/名")[0].value, float(np.float32(-1e30)))
    expect("NaN", train.Scalars("nan")[0].value, math.nan)
    expect("steps of histograms", [point.step for point in train.Histograms("dense/kernel")], [0, 1, 2])
    for point in train.Histograms("dense/kernel"):
        data = point.histogram_value
        expect("count", data.num, 1000)
        expect("counted", sum(data.bucket), 1000)
        expect("limits", len(data.bucket_limit), len(data.bucket))
        expect("order", list(data.bucket_limit), sorted(data.bucket_limit))
        near("mean", data.sum / data.num, point.step, 0.3)
    expect("zeros", sum(train.Histograms("zeros")[0].histogram_value.bucket), 10)
    expect("empty", train.Histograms("empty")[0].histogram_value.num, 0)
    for point in val.Tensors("dense/kernel"):
        rows = make_ndarray(point.tensor_proto)
        expect("shape", rows.shape, (30, 3))
        expect("counted", rows[:, 2].sum(), 1000)
    return "206 values of ours read by TensorBoard"


def theirs_here(folder):
    """Every form that TensorBoard's own writer makes."""
    writer = EventFileWriter(str(folder / "foreign"))
    numbers = np.random.default_rng(1).normal(size=500)
    for step in range(20):
        old = Summary(value=[Summary.Value(tag="old", simple_value=step / 4)])
        writer.add_event(Event(step=step, wall_time=100.5 + step, summary=old))
        writer.add_event(Event(step=step, wall_time=200.5, summary=scalar_pb("new", np.float32(step / 8))))
    writer.add_event(Event(step=7, wall_time=1, summary=histogram_pb("spread", numbers, buckets=10)))
    writer.close()
    log = read_by_us(folder)
    expect("complaints", log["complaints"], [])
    run = log["runs"]["foreign"]
    expect("old scalars", run["scalars"]["old"], [[i, 100.5 + i, i / 4] for i in range(20)])
    expect("new scalars", run["scalars"]["new"], [[i, 200.5, i / 8] for i in range(20)])
    spread = run["histograms"]["spread"][0]
    counts, edges = np.histogram(numbers, bins=10)
    expect("step", spread["step"], 7)
    expect("counts", [bucket[2] for bucket in spread["buckets"]], counts.tolist())
    near("left edges", [bucket[0] for bucket in spread["buckets"]], edges[:-1])
    near("right edges", [bucket[1] for bucket in spread["buckets"]], edges[1:])
    return "41 values of TensorBoard's writer read here"


def tensorboardx_here(folder):
    try:
        from tensorboardX import SummaryWriter
    except ImportError as error:
        return f"tensorboardX skipped: {error}"
    numbers = np.random.default_rng(2).normal(size=500)
    with SummaryWriter(str(folder / "x")) as writer:
        for step in range(20):
            writer.add_scalar("loss", step / 16, step, walltime=300.25)
        writer.add_histogram("spread", numbers, 3, bins="tensorflow")
        writer.add_text("text", "is left out", 1)
        writer.add_image("picture", np.zeros((3, 8, 8)), 1)
    log = read_by_us(folder)
    expect("complaints", log["complaints"], [])
    run = log["runs"]["x"]
    expect("scalars", run["scalars"], {"loss": [[i, 300.25, i / 16] for i in range(20)]})
    expect("histogram tags", list(run["histograms"]), ["spread"])
    spread = run["histograms"]["spread"][0]
    near("sums", [spread[name] for name in ("min", "max", "count", "sum", "sumOfSquares")],
         [numbers.min(), numbers.max(), 500, numbers.sum(), (numbers**2).sum()])
    expect("counted", sum(bucket[2] for bucket in spread["buckets"]), 500)
    return "21 values of tensorboardX read here"


def same_histogram(folder):
    """What TensorBoard makes of our histogram is what we make of it."""
    subprocess.run([PROGRAM, "write", folder], check=True)
    from tensorboard.data_compat import migrate_value
    point = read_by_tensorboard(folder / "train").Histograms("dense/kernel")[1].histogram_value
    message = Summary.Value(tag="t", histo={
        name: getattr(point, name) for name in ("min", "max", "num", "sum", "sum_squares", "bucket_limit", "bucket")})
    theirs = make_ndarray(migrate_value(message).tensor)
    ours = read_by_us(folder)["runs"]["train"]["histograms"]["dense/kernel"][1]["buckets"]
    near("buckets", np.array(ours), theirs)
    return f"a histogram of {len(ours)} buckets seen alike"


def main():
    for check in ours_in_tensorboard, theirs_here, tensorboardx_here, same_histogram:
        with tempfile.TemporaryDirectory() as folder:
            print(check(pathlib.Path(folder)))


main()
