// TensorFlow.js out of the folder where ./dev bench keeps fetched packages, with the backend cpu or wasm.
'use strict';
const fs = require('fs');
const Module = require('module');
const os = require('os');
const path = require('path');

/** The bundle holds all of tfjs, so it also answers for the packages that the wasm backend asks for. */
function answerForPackages(bundle) {
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    return request === '@tensorflow/tfjs-core' ? bundle : resolve.call(this, request, ...rest);
  };
}

/**
 * Lets the wasm backend use threads, which it leaves alone in Node: its scripts for them are blobs, which Node's workers
 * cannot load, and expect names of the page. It also takes only half of the cores.
 */
function allowThreads() {
  const cores = os.cpus();
  os.cpus = () => [...cores, ...cores];
  const scripts = fs.mkdtempSync(path.join(os.tmpdir(), 'tfjs-scripts-'));
  process.on('exit', () => fs.rmSync(scripts, {recursive: true, force: true}));
  const names = 'var or = globalThis, t = require("fs"), a = require("path"), r = require("perf_hooks"), u = require("os");' +
    'URL.createObjectURL = (blob) => blob.path; URL.revokeObjectURL = () => {};\n';
  let count = 0;
  globalThis.Blob = class {
    constructor(parts) {
      this.path = path.join(scripts, `${count++}.js`);
      fs.writeFileSync(this.path, names + parts.join(''));
    }
  };
  URL.createObjectURL = (blob) => blob.path;
}

/** The library, and how many threads it uses. */
async function loadTfjs(folder, backend) {
  const bundle = path.join(folder, '@tensorflow', 'tfjs-4.22.0', 'dist', 'tf.min.js');
  const wasmPackage = path.join(folder, '@tensorflow', 'tfjs-backend-wasm-4.22.0', 'dist');
  answerForPackages(bundle);
  if (backend === 'wasm') allowThreads();
  const tf = require(bundle);
  let threads = 1;
  if (backend === 'wasm') {
    const wasm = require(path.join(wasmPackage, 'tf-backend-wasm.min.js'));
    wasm.setWasmPaths(wasmPackage + path.sep);
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', true);
    wasm.setThreadsCount(os.cpus().length / 2);
    await tf.setBackend(backend);
    threads = wasm.getThreadsCount();
  }
  await tf.setBackend(backend);
  await tf.ready();
  return {tf, threads};
}

module.exports = {loadTfjs};
