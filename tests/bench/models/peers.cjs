// TensorFlow.js or ONNX Runtime predicting what bench_models does: node peers.cjs PACKAGES tfjs|onnx
//
// Reads questions of JSON as bench_models does, a line each, and answers each with a line of JSON.
'use strict';
const fs = require('fs');
const Module = require('module');
const os = require('os');
const path = require('path');
const readline = require('readline');

const [folder, kind] = process.argv.slice(2);

/** The same formula as for the recordings: tests/conformance/graphs/golden.cpp. */
function filled({shape, dtype, range, values}) {
  const size = shape.reduce((a, b) => a * b, 1);
  const whole = /^int:(\d+)$/.exec(range);
  const data = dtype === 'int32' ? new Int32Array(size) : new Float32Array(size);
  for (let i = 0; i < size; ++i) {
    const u = (Math.imul(i, 2654435761) >>> 8) / 16777216;
    data[i] = values ? [values].flat(Infinity)[i]
      : range === '-11' ? 2 * u - 1
      : range === '0_255' ? 255 * u
      : range === 'int0_255' ? Math.floor(256 * u)
      : whole ? Math.floor(Number(whole[1]) * u) : u;
  }
  return data;
}

async function timed(work) {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

/** Loading thrice, the first prediction, and predictions for some seconds. */
async function measure({seconds = 1}, load, predict) {
  const loads = [];
  let model;
  for (let i = 0; i < 3; ++i) {
    model?.dispose?.(); // freeing is no part of loading
    loads.push(await timed(async () => { model = await load(); }));
  }
  const first = await timed(() => predict(model));
  const samples = [];
  for (let taken = 0; taken < seconds || samples.length < 5; taken += samples.at(-1))
    samples.push(await timed(() => predict(model)));
  return {load: loads, first, samples};
}

/** A model.json with its weights, read and put together as TensorFlow.js's own handler for Node does it. */
function fileHandler(tf, file) {
  return {
    load() {
      const json = JSON.parse(fs.readFileSync(file, 'utf8'));
      const groups = json.weightsManifest ?? [];
      const buffers = groups.flatMap((group) => group.paths).map((each) => fs.readFileSync(path.join(path.dirname(file), each)));
      const bytes = new Uint8Array(buffers.reduce((sum, each) => sum + each.length, 0));
      let place = 0;
      for (const each of buffers) place += each.copy(bytes, place);
      return {...json, weightSpecs: groups.flatMap((group) => group.weights), weightData: bytes.buffer};
    },
  };
}

async function tfjs() {
  const {tf, threads} = await require('../load_tfjs.cjs').loadTfjs(folder, 'wasm');
  return {
    version: () => ({version: tf.version.tfjs, threads}),
    async predict(question) {
      const isGraph = question.kind === 'graph';
      const inputs = {};
      for (const [name, each] of Object.entries(question.inputs))
        inputs[name] = tf.tensor(filled(each), each.shape, each.dtype);
      const given = isGraph ? inputs : Object.values(inputs);
      try {
        return await measure(
          question,
          () => (isGraph ? tf.loadGraphModel : tf.loadLayersModel)(fileHandler(tf, question.file)),
          async (model) => {
            const result = question.isAsync ? await model.executeAsync(given) : model.predict(given);
            for (const each of [result].flat()) if (each instanceof tf.Tensor) await each.data();
            tf.dispose(result);
          });
      } finally {
        tf.disposeVariables();
        tf.dispose(inputs);
      }
    },
  };
}

async function onnx() {
  const resolve = Module._resolveFilename;
  const common = path.join(folder, 'onnxruntime-common-1.20.1');
  Module._resolveFilename = function (request, ...rest) {
    return request === 'onnxruntime-common' ? path.join(common, 'dist/cjs/index.js') : resolve.call(this, request, ...rest);
  };
  const node = path.join(folder, 'onnxruntime-node-1.20.1');
  const ort = require(node);
  return {
    version: () => ({version: path.basename(node).replace(/.*-/, '')}),
    predict(question) {
      const given = Object.values(question.inputs).map(
        (each) => new ort.Tensor('float32', Float32Array.from(filled(each)), each.shape));
      return measure(
        question,
        () => ort.InferenceSession.create(question.file, {intraOpNumThreads: os.cpus().length, logSeverityLevel: 3}),
        (session) => session.run(Object.fromEntries(session.inputNames.map((name, i) => [name, given[i]]))));
    },
  };
}

async function main() {
  const peer = await (kind === 'tfjs' ? tfjs() : onnx());
  for await (const line of readline.createInterface({input: process.stdin})) {
    const question = JSON.parse(line);
    let answer;
    try {
      answer = await peer[question.ask](question);
    } catch (error) {
      answer = {error: error.message};
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}
// Threads of WebAssembly would keep the process alive.
main().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
