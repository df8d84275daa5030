// Our speed beside TensorFlow.js and oneDNN, measured in turn in one run: node bench.mjs BIN PACKAGES [--write]
//
// BIN holds bench_engine and tensor-playground, PACKAGES what ./dev bench fetched. --write keeps the table in README.md.
import {spawnSync} from 'node:child_process';
import {cpus} from 'node:os';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const here = path.dirname(fileURLToPath(import.meta.url));
const [bin, packages, ...options] = process.argv.slice(2);

/** The last line that a command prints. */
function run(command, args, env = {}) {
  const done = spawnSync(command, args, {encoding: 'utf8', env: {...process.env, ...env}});
  if (done.status !== 0) {
    console.error(`${command} ${args.join(' ')} failed: ${done.stderr || done.error}`);
    process.exit(1);
  }
  return done.stdout.trim().split('\n').at(-1);
}

/** How long the application took to its first painted window, and what it holds then. */
function start() {
  const report = run(path.join(bin, 'tensor-playground'), ['--startup-report'], {QT_QPA_PLATFORM: 'offscreen'});
  const [milliseconds, megabytes] = report.match(/\d+/g).map(Number);
  return {seconds: milliseconds / 1000, megabytes};
}

const sorted = (list) => [...list].sort((a, b) => a - b);
const median = (list) => sorted(list)[Math.floor(list.length / 2)];
const minimum = (list) => sorted(list)[0];

function time(seconds) {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  if (seconds >= 1e-3) return `${(seconds * 1e3).toFixed(2)} ms`;
  if (seconds >= 1e-6) return `${(seconds * 1e6).toFixed(2)} µs`;
  return `${(seconds * 1e9).toFixed(0)} ns`;
}
const both = (list) => (list ? `${time(median(list))} (${time(minimum(list))})` : '–');
const verdict = (isMet) => (isMet ? 'met' : '**missed**');

const engine = JSON.parse(run(path.join(bin, 'bench_engine'), [], {OMP_WAIT_POLICY: 'passive'}));
const peers = ['cpu', 'wasm'].map((backend) => 
  JSON.parse(run('node', [path.join(here, 'tfjs.cjs'), packages, backend])));
const starts = Array.from({length: 5}, start);

const ours = engine.samples;
const flops = 2 * 1024 ** 3;
const ofOneDnn = minimum(ours['matMul 1024, oneDNN alone']) / minimum(ours['matMul 1024']);
const ofPeak = flops / minimum(ours['matMul 1024']) / engine.peakFlops;
const startSeconds = starts.map((each) => each.seconds);
const memory = Math.max(...starts.map((each) => each.megabytes));

const rows = [
  ['cars training step, batch 32', 'cars training step', '≤ 60 µs', (list) => median(list) <= 60e-6],
  ['add of two scalars', 'add of two scalars', '≤ 0.5 µs', (list) => median(list) <= 0.5e-6],
  ['add of two scalars, on tape', 'add of two scalars, on tape', '≤ 1 µs', (list) => median(list) <= 1e-6],
  ['matMul 1024³', 'matMul 1024', '≥ 85 % of oneDNN', () => ofOneDnn >= 0.85],
];
const lines = [
  '| what | here | tfjs plain | tfjs wasm | target | |',
  '| --- | --- | --- | --- | --- | --- |',
  ...rows.map(([title, name, target, isMet]) =>
    `| ${title} | ${both(ours[name])} | ${both(peers[0].samples[name])} | ${both(peers[1].samples[name])} ` +
    `| ${target} | ${verdict(isMet(ours[name]))} |`),
  `| start to first painted window | ${both(startSeconds)} | – | – | ≤ 1 s | ${verdict(median(startSeconds) <= 1)} |`,
  `| resident memory after start | ${memory.toFixed(0)} MB | – | – | ≤ 150 MB | ${verdict(memory <= 150)} |`,
];
const text = [
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, ${engine.threads} threads, ` +
    `tfjs ${peers[0].version} in Node ${process.version}. Median (minimum) of the samples.`,
  '',
  ...lines,
  '',
  `matMul 1024³: ${(flops / minimum(ours['matMul 1024']) / 1e9).toFixed(0)} GFLOP/s, ` +
    `${(100 * ofOneDnn).toFixed(0)} % of oneDNN alone ` +
    `(${(flops / minimum(ours['matMul 1024, oneDNN alone']) / 1e9).toFixed(0)} GFLOP/s), ` +
    `${(100 * ofPeak).toFixed(0)} % of the measured peak of ${(engine.peakFlops / 1e9).toFixed(0)} GFLOP/s; best of each.`,
].join('\n');
console.log(text);

if (options.includes('--write')) {
  const readme = path.join(here, 'README.md');
  const kept = readFileSync(readme, 'utf8').split('<!-- table -->')[0];
  writeFileSync(readme, `${kept}<!-- table -->\n\n${text}\n`);
}
