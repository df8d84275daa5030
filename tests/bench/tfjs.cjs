// What TensorFlow.js needs for the work that bench_engine measures: node tfjs.cjs FOLDER [cpu|wasm]
//
// FOLDER is where ./dev bench keeps the fetched packages. Prints one JSON object: seconds by name, each a list of
// samples, so that the caller can say median and minimum.
'use strict';
const Module = require('module');
const path = require('path');

const [folder, backend] = process.argv.slice(2);
const tfPackage = path.join(folder, '@tensorflow', 'tfjs-4.22.0', 'dist');
const wasmPackage = path.join(folder, '@tensorflow', 'tfjs-backend-wasm-4.22.0', 'dist');

// The bundle holds all of tfjs, so it also answers for the packages that the wasm backend asks for.
const bundle = path.join(tfPackage, 'tf.min.js');
const resolve = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  return request === '@tensorflow/tfjs-core' ? bundle : resolve.call(this, request, ...rest);
};

const samples = {};

/** Times `work` in batches of `calls` for about `seconds` and keeps the seconds that one call took. */
async function measure(name, work, {calls = 1, seconds = 1} = {}) {
  for (let i = 0; i < Math.max(3, calls / 10); ++i) await work();
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
  samples[name] = taken;
}

async function main() {
  const tf = require(bundle);
  if (backend === 'wasm') {
    const wasm = require(path.join(wasmPackage, 'tf-backend-wasm.min.js'));
    wasm.setWasmPaths(wasmPackage + path.sep);
  }
  await tf.setBackend(backend);
  await tf.ready();

  const model = tf.sequential();
  model.add(tf.layers.dense({units: 1, inputShape: [1]}));
  model.add(tf.layers.dense({units: 1}));
  model.compile({optimizer: 'adam', loss: 'meanSquaredError', metrics: ['mse']});
  const x = tf.linspace(0, 1, 32).reshape([32, 1]);
  const y = tf.linspace(1, 0, 32).reshape([32, 1]);
  await measure('cars training step', () => model.trainOnBatch(x, y), {calls: 20});

  const one = tf.scalar(1);
  const two = tf.scalar(2);
  await measure('add of two scalars', () => { one.add(two).dispose(); }, {calls: 2000});

  const a = tf.randomUniform([1024, 1024]);
  const b = tf.randomUniform([1024, 1024]);
  await measure('matMul 1024', async () => {
    const c = tf.matMul(a, b);
    await c.data();
    c.dispose();
  }, {seconds: backend === 'cpu' ? 4 : 2});

  console.log(JSON.stringify({backend: tf.getBackend(), version: tf.version.tfjs, samples}));
  process.exit(0);
}

main();
