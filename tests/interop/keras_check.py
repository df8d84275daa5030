#!/usr/bin/env python3
"""Lets real Keras load our .h5 files, and us load Keras's: keras_check.py PROGRAM FOLDER [MODEL].

PROGRAM is `interop_models`, FOLDER what it wrote before; with MODEL, only that one of ours. Ends with 1 if anything
predicts something else.
"""
import json
import os
import pathlib
import subprocess
import sys

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
os.environ.setdefault("HDF5_USE_FILE_LOCKING", "FALSE")
os.environ.setdefault("KERAS_BACKEND", "jax")
import warnings

warnings.filterwarnings("ignore")
import numpy as np

try:
    import tensorflow as tf

    tf.get_logger().setLevel("ERROR")
    keras = tf.keras
    VERSION = 2 if tf.__version__.startswith("2.15") else 3
    TITLE = f"Keras of TensorFlow {tf.__version__}"
except ImportError:
    import keras

    VERSION = 3
    TITLE = f"Keras {keras.__version__}"
from absl import logging

logging.set_verbosity(logging.ERROR)

PROGRAM, FOLDER = sys.argv[1], pathlib.Path(sys.argv[2])
TOLERANCE = 1e-5
layers = keras.layers


def array(tensor):
    return np.array([float(value) for value in tensor["data"]], "float32").reshape(tensor["shape"]).astype(tensor["dtype"])


def as_list(value):
    return list(value) if isinstance(value, (list, tuple)) else [value]


def difference(found, expected):
    if found.shape != expected.shape:
        return f"shape {found.shape}, not {expected.shape}"
    if not found.size:
        return ""
    apart = np.abs(found - expected)
    apart = np.minimum(apart, apart / np.maximum(np.abs(expected), 1e-30))
    apart = np.where((found == expected) | (np.isnan(found) & np.isnan(expected)), 0, apart)
    return "" if apart.max() <= TOLERANCE else f"differs by {apart.max():.3g}"


def load(file):
    return keras.models.load_model(file)  # compiled, if the file says how


def problem_of(entry):
    """What Keras makes of one of our files; empty if it predicts the same."""
    problem = ""
    try:
        model = load(FOLDER / f"{entry['name']}.keras{VERSION}.h5")
        inputs = [array(tensor) for tensor in entry["inputs"]]
        found = [np.array(each) for each in as_list(model(inputs if len(inputs) > 1 else inputs[0], training=False))]
        for each, tensor in zip(found, entry["outputs"]):
            problem = problem or difference(each, array(tensor))
    except Exception as error:  # whatever Keras throws
        problem = f"{type(error).__name__}: {str(error)[:300]}"
    return problem


def passes_alone(entry):
    """In a process of its own, without oneDNN, of which TensorFlow 2.15 confuses average pools that follow others."""
    command = [sys.executable, __file__, PROGRAM, FOLDER, entry["name"]]
    environment = dict(os.environ, TF_ENABLE_ONEDNN_OPTS="0")
    return subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def ours():
    """Our files in Keras."""
    passed, failed, refused = 0, 0, 0
    for entry in json.loads((FOLDER / "index.json").read_text()):
        if len(sys.argv) > 3 and entry["name"] != sys.argv[3]:
            continue
        if entry[f"h5-{VERSION}"]:
            refused += 1
            continue
        problem = problem_of(entry)
        if problem and len(sys.argv) == 3 and VERSION == 2 and passes_alone(entry):
            print(f"     {entry['name']}: the same only alone and without oneDNN, in TensorFlow {tf.__version__}")
            problem = ""
        passed, failed = passed + (not problem), failed + bool(problem)
        if problem:
            print(f"FAIL {entry['name']} in {TITLE}: {problem}", flush=True)
    print(f"{TITLE} loads our .h5: {passed} passed, {failed} failed, {refused} not written for this version", flush=True)
    return failed


def others_refused():
    """A file for the other version must be refused, not predict something else."""
    other = 5 - VERSION
    silent = 0
    entries = [e for e in json.loads((FOLDER / "index.json").read_text()) if e[f"h5-{other}-only-in"] == str(other)]
    for entry in entries[:12]:
        try:
            load(FOLDER / f"{entry['name']}.keras{other}.h5")
            print(f"FAIL {entry['name']}.keras{other}.h5 is loaded by {TITLE}", flush=True)
            silent += 1
        except Exception:
            pass
    print(f"{TITLE} refuses {min(len(entries), 12) - silent} of {min(len(entries), 12)} files that are for the other one")
    return silent


def foreign_models():
    """Models as Keras makes them: a name, the model, and what we say if we must refuse it."""
    sequential, functional, inputs = keras.Sequential, keras.Model, keras.Input
    yield "dense", sequential([inputs((4,)), layers.Dense(5, activation="relu"), layers.Dense(2, activation="softmax")]), None
    yield "images", sequential([
        inputs((9, 8, 2)), layers.Conv2D(3, 3, padding="same", strides=2), layers.BatchNormalization(), layers.ReLU(),
        layers.DepthwiseConv2D(3, padding="same"), layers.SeparableConv2D(4, 3, padding="same"), layers.MaxPooling2D(2),
        layers.LeakyReLU(), layers.Dropout(0.3), layers.Flatten(), layers.Dense(3, activation="gelu")]), None
    yield "transposed", sequential([
        inputs((4, 5, 2)), layers.Conv2DTranspose(3, 3, strides=2, padding="same", activation="swish"),
        layers.UpSampling2D(2), layers.ZeroPadding2D(1), layers.Cropping2D(((1, 0), (2, 1))), layers.AveragePooling2D(2),
        layers.GlobalAveragePooling2D()]), None
    yield "sequences", sequential([
        inputs((6, 3)), layers.Conv1D(4, 3, padding="same"), layers.LayerNormalization(),
        layers.LSTM(5, return_sequences=True), layers.Bidirectional(layers.LSTM(3)), layers.Dense(2)]), None
    yield "gru", sequential([inputs((6, 3)), layers.GRU(4, reset_after=False), layers.Dense(1)]), None
    yield "gru_reset_after", sequential([inputs((6, 3)), layers.GRU(4)]), "reset_after"
    yield "hard_sigmoid", sequential([
        inputs((5, 2)), layers.LSTM(3, recurrent_activation="hard_sigmoid"), layers.Dense(2, activation="hard_sigmoid")]), None
    yield "words", sequential([inputs((7,), dtype="int32"), layers.Embedding(10, 4), layers.SimpleRNN(3), layers.Dense(1)]), None
    yield "time", sequential([inputs((3, 4)), layers.TimeDistributed(layers.Dense(2)), layers.Flatten()]), None
    yield "threshold", sequential([inputs((4,)), layers.Dense(4), layers.ReLU(threshold=0.2), layers.ReLU(max_value=0.5)]), None
    a, b = inputs((4,), name="a"), inputs((4,), name="b")
    shared = layers.Dense(3, activation="tanh")
    joined = layers.Concatenate()([shared(a), shared(b)])
    yield "branches", functional([a, b], [layers.Dense(2)(joined), layers.Add()([shared(a), shared(b)])]), None
    inner_in = inputs((4,))
    inner = functional(inner_in, layers.BatchNormalization()(layers.Dense(3, activation="relu")(inner_in)))
    outer_in = inputs((4,))
    yield "nested", functional(outer_in, layers.Dense(2)(inner(outer_in))), None
    yield "nested_row", sequential([inputs((4,)), sequential([inputs((4,)), layers.Dense(3)]), layers.Dense(2)]), None
    yield "bilinear", sequential([inputs((3, 3, 1)), layers.UpSampling2D(2, interpolation="bilinear")]), "other points"


def theirs():
    """Keras's files in our program."""
    random = np.random.RandomState(7)
    folder = FOLDER / f"keras{VERSION}"
    folder.mkdir(exist_ok=True)
    index = []

    def tensor(value):
        value = np.array(value)
        kind = "int32" if value.dtype == np.int32 else "float32"
        return {"dtype": kind, "shape": list(value.shape), "data": [float(each) for each in value.ravel()]}

    for name, model, refused in foreign_models():
        model.set_weights([random.uniform(0.05, 0.9, each.shape) * random.choice([1, 1, 1]) if each.ndim == 1
                           else random.uniform(-0.8, 0.8, each.shape) for each in model.get_weights()])
        model.save(folder / f"{name}.h5")
        samples = [random.randint(0, 10, (3,) + tuple(each.shape[1:])).astype("int32") if "int" in str(each.dtype)
                   else random.uniform(-1, 1, (3,) + tuple(each.shape[1:])).astype("float32") for each in model.inputs]
        answers = as_list(model(samples if len(samples) > 1 else samples[0], training=False))
        index.append({"file": f"{name}.h5", "inputs": [tensor(each) for each in samples],
                      "outputs": [tensor(each) for each in answers], "refused": refused})
    (folder / "foreign.json").write_text(json.dumps(index))
    print(f"we load .h5 of {TITLE}:", flush=True)
    return subprocess.run([PROGRAM, "read", folder]).returncode


if len(sys.argv) > 3:
    sys.exit(1 if ours() else 0)
failed = ours() + others_refused() + theirs()
sys.exit(1 if failed else 0)
