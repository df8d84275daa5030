// Whole models predicting here, in TensorFlow.js and in ONNX Runtime, one after the other in one run:
//
//   node models.mjs BIN PACKAGES RECORDED MODELS [--write] [--only REGEX]
//
// BIN holds bench_models, PACKAGES what ./dev bench fetched. RECORDED are the descriptions of models that
// ./dev conformance graphs replays, whose files are in MODELS or among the packages. --write keeps the table in README.md.
import {cpus, tmpdir} from 'node:os';
import {existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {Peer, idleShare, median, minimum, percent, time} from '../peer.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const [bin, packages, recorded, models, ...options] = process.argv.slice(2);
const only = options.includes('--only') ? new RegExp(options[options.indexOf('--only') + 1]) : null;
const kSeconds = 0.5; // for each program and model
const kAsOnnx = ['mobilenet_v1_025_224', 'nsfw_mobilenet_v2', 'doodlenet']; // written by our own export

/** Where the model's file is; null if nowhere. */
function findModel(file) {
  const [scope, name, ...rest] = file.split('/');
  const places = [path.join(models, file), path.join(models, '..', file)];
  if (scope.startsWith('@') && existsSync(path.join(packages, scope))) {
    for (const each of readdirSync(path.join(packages, scope)))
      if (each.startsWith(`${name}-`)) places.push(path.join(packages, scope, each, ...rest));
  }
  return places.find((each) => existsSync(each)) ?? null;
}

function descriptions() {
  return readdirSync(recorded).filter((each) => each.endsWith('.json')).sort().map((each) => {
    const golden = JSON.parse(readFileSync(path.join(recorded, each), 'utf8'));
    return {name: each.replace('.json', ''), kind: golden.kind, file: golden.weights ? null : findModel(golden.file ?? ''),
      inputs: golden.inputs, isAsync: golden.exec === 'async'};
  }).filter((each) => each.file && (!only || only.test(each.name)));
}

const geometricMean = (list) => Math.exp(list.reduce((sum, each) => sum + Math.log(each), 0) / list.length);
const times = (ratio) => `${ratio < 10 ? ratio.toFixed(1) : ratio.toFixed(0)}×`;
const verdict = (isMet) => (isMet ? 'met' : '**missed**');
const both = (samples) => `${time(median(samples))} (${time(minimum(samples))})`;

async function row(model, ours, tfjs, onnx) {
  const question = {...model, ask: 'predict', seconds: kSeconds};
  const mine = await ours.ask(JSON.stringify(question));
  const theirs = await tfjs.ask(JSON.stringify(question));
  const again = await ours.ask(JSON.stringify(question)); // on both sides of what it is compared with
  mine.samples = mine.samples.concat(again.samples);
  const best = minimum(mine.samples);
  const result = {name: model.name, missed: []};
  let peer = `– (${theirs.error?.slice(0, 60)})`;
  if (!theirs.error) {
    result.ratio = minimum(theirs.samples) / best;
    result.loadRatio = minimum(theirs.load) / minimum(mine.load);
    peer = `${both(theirs.samples)}, ${times(result.ratio)} | ${time(minimum(theirs.load))}, ${times(result.loadRatio)}`;
    if (result.ratio < 1) result.missed.push('never slower than tfjs');
    if (result.loadRatio < 3) result.missed.push('load ≤ 1/3');
  } else {
    peer += ' | –';
  }
  let runtime = '–';
  if (onnx && kAsOnnx.includes(model.name)) {
    const folder = mkdtempSync(path.join(tmpdir(), 'bench-models-'));
    const to = path.join(folder, 'model.onnx');
    await ours.ask(JSON.stringify({ask: 'export', file: model.file, to}));
    const answer = await onnx.ask(JSON.stringify({...question, file: to}));
    rmSync(folder, {recursive: true});
    if (answer.error) {
      runtime = `– (${answer.error.slice(0, 60)})`;
    } else {
      const ratio = minimum(answer.samples) / best;
      runtime = `${both(answer.samples)}, ${times(ratio)}`;
      if (ratio < 1) result.missed.push('as fast as ONNX Runtime');
    }
  }
  result.line = `| ${model.name} | ${both(mine.samples)} | ${time(minimum(mine.load))}, ${time(mine.first)} | ${peer} | ${runtime} ` +
    `| ${result.missed.length ? `**missed** ${result.missed.join(', ')}` : 'met'} |`;
  return result;
}

const idle = await idleShare();
const ours = new Peer(path.join(bin, 'bench_models'), []);
const tfjs = new Peer('node', [path.join(here, 'peers.cjs'), packages, 'tfjs']);
const hasOnnx = existsSync(path.join(packages, 'onnxruntime-node-1.20.1'));
const onnx = hasOnnx ? new Peer('node', [path.join(here, 'peers.cjs'), packages, 'onnx']) : null;
const {threads} = await ours.ask('{"ask": "version"}');
const their = await tfjs.ask('{"ask": "version"}');
const runtime = onnx ? (await onnx.ask('{"ask": "version"}')).version : 'not there';
const rows = [];
for (const model of descriptions()) {
  rows.push(await row(model, ours, tfjs, onnx));
  console.error(rows.at(-1).line);
}
for (const peer of [ours, tfjs, onnx]) peer?.end();
const ratios = rows.map((each) => each.ratio).filter(Boolean);
const mean = geometricMean(ratios);
const text = [
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, ${threads} threads, ${percent(idle)} idle before; tfjs ${their.version} wasm ` +
    `with SIMD and ${their.threads} threads in Node ${process.version}; ONNX Runtime ${runtime} with as many.`,
  '',
  `Geometric mean over ${ratios.length} models: ${times(mean)} tfjs wasm (target ≥ 4×: ${verdict(mean >= 4)}); slower than it: ` +
    `${ratios.filter((each) => each < 1).length} models. Loading: ` +
    `${times(geometricMean(rows.map((each) => each.loadRatio).filter(Boolean)))} as fast.`,
  '',
  '| model | a prediction | loading, first prediction | tfjs wasm | its loading | ONNX Runtime | targets |',
  '| --- | --- | --- | --- | --- | --- | --- |',
  ...rows.map((each) => each.line),
];
console.log(text.join('\n'));
if (options.includes('--write')) {
  const readme = path.join(here, 'README.md');
  const kept = readFileSync(readme, 'utf8').split('<!-- table -->')[0];
  writeFileSync(readme, `${kept}<!-- table -->\n\n${text.join('\n')}\n`);
}
