// TensorFlow.js doing the work that bench_engine measures: node tfjs.cjs FOLDER cpu|wasm
//
// FOLDER is where ./dev bench keeps the fetched packages. Like bench_engine, it reads commands, a line each, and
// answers each with one line of JSON: `version`, `eager`, a training and its number of steps (`mnist 1`), or a case as
// bench_engine describes it.
'use strict';
const readline = require('readline');
const {loadTfjs} = require('./load_tfjs.cjs');

const [folder, backend] = process.argv.slice(2);
let tf; // once it is loaded

/** Times `work` in batches of `calls` for about `seconds`; the seconds that one call took, a list. */
async function measure(work, {calls = 1, seconds = 0.6} = {}) {
  for (let i = 0; i < Math.max(2, calls / 10); ++i) await work();
  const taken = [];
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end || taken.length < 3) {
    const begin = performance.now();
    for (let i = 0; i < calls; ++i) {
      const pending = work();
      if (pending) await pending;
    }
    taken.push((performance.now() - begin) / 1000 / calls);
  }
  return taken;
}

async function eager() {
  const model = tf.sequential();
  model.add(tf.layers.dense({units: 1, inputShape: [1]}));
  model.add(tf.layers.dense({units: 1}));
  model.compile({optimizer: 'adam', loss: 'meanSquaredError', metrics: ['mse']});
  const x = tf.linspace(0, 1, 32).reshape([32, 1]);
  const y = tf.linspace(1, 0, 32).reshape([32, 1]);
  const one = tf.scalar(1);
  const two = tf.scalar(2);
  return {
    'cars training step': await measure(() => model.trainOnBatch(x, y), {calls: 20}),
    'add of two scalars': await measure(() => { one.add(two).dispose(); }, {calls: 2000}),
  };
}

/** The samples of one case. Its function is done when it returns: both backends compute at once. */
async function measureCase({inputs, tfjs}) {
  const tensors = inputs.map(({shape, dtype, low, high}) => tf.randomUniform(shape, low, high, dtype, 7));
  const f = new Function('tf', `return ${tfjs}`)(tf);
  const work = () => { tf.dispose(f(...tensors)); };
  try {
    const begin = performance.now();
    for (let i = 0; i < 3; ++i) work();
    const once = (performance.now() - begin) / 3;
    return {samples: await measure(work, {calls: Math.max(1, Math.ceil(0.2 / once))})};
  } catch (error) {
    return {error: error.message};
  } finally {
    tf.dispose(tensors);
  }
}

/** The models that bench_training trains, by the same names. */
const trainings = {
  mnist() {
    const conv = (filters, inputShape) => tf.layers.conv2d({filters, kernelSize: 5, inputShape, activation: 'relu'});
    const pool = () => tf.layers.maxPooling2d({poolSize: 2, strides: 2});
    return [[conv(8, [28, 28, 1]), pool(), conv(16), pool(), tf.layers.flatten(),
      tf.layers.dense({units: 10, activation: 'softmax'})], [512, 28, 28, 1], 10];
  },
  dense() {
    return [[tf.layers.dense({units: 512, inputShape: [784], activation: 'relu'}),
      tf.layers.dense({units: 512, activation: 'relu'}), tf.layers.dense({units: 10, activation: 'softmax'})], [128, 784], 10];
  },
  lstm() { return [[tf.layers.lstm({units: 64, inputShape: [50, 16]}), tf.layers.dense({units: 1})], [32, 50, 16]]; },
  cars() { return [[tf.layers.dense({units: 1, inputShape: [1]}), tf.layers.dense({units: 1})], [32, 1]]; },
};
const ready = {};

/** The seconds that each of some steps of training took. */
async function train(name, steps) {
  if (!ready[name]) {
    const [layers, shape, classes] = trainings[name]();
    const model = tf.sequential({layers});
    model.compile({optimizer: 'adam', loss: classes ? 'categoricalCrossentropy' : 'meanSquaredError'});
    const y = classes ? tf.oneHot(tf.randomUniform([shape[0]], 0, classes, 'int32'), classes).toFloat()
      : tf.randomUniform([shape[0], 1]);
    ready[name] = [model, tf.randomUniform(shape), y];
  }
  const [model, x, y] = ready[name];
  const samples = [];
  for (let i = 0; i < steps; ++i) {
    const begin = performance.now();
    await model.trainOnBatch(x, y);
    samples.push((performance.now() - begin) / 1000);
  }
  return {samples};
}

async function main() {
  let threads;
  ({tf, threads} = await loadTfjs(folder, backend));
  for await (const line of readline.createInterface({input: process.stdin})) {
    const answer = line === 'version' ? {version: tf.version.tfjs, threads}
      : line === 'eager' ? await eager()
      : /^\w+ \d+$/.test(line) ? await train(...line.split(' '))
      : await measureCase(JSON.parse(line));
    console.log(JSON.stringify(answer));
  }
}

main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
