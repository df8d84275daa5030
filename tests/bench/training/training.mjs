// Steps of training here, in PyTorch and in TensorFlow.js, turn by turn in one run:
//
//   node training.mjs BIN PACKAGES [--write]
//
// BIN holds bench_training, PACKAGES what ./dev bench fetched. --write keeps the table in README.md.
import {spawnSync} from 'node:child_process';
import {cpus} from 'node:os';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {Peer, bytes, idleShare, median, minimum, percent, time} from '../peer.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const [bin, packages, ...options] = process.argv.slice(2);

/** What is trained, how often in each turn, and what is asked of us. */
const trainings = [
  {
    name: 'mnist', what: 'convnet of the MNIST tutorial, batch 512', steps: 8, plainSteps: 1, wasm: false,
    torch: ['mnist/nchw', 'mnist/nhwc'], targets: [['torch', 0.7, '≤ 0.7× PyTorch']],
  },
  {
    name: 'dense', what: 'dense 784-512-512-10, batch 128', steps: 40, plainSteps: 1, wasm: true,
    torch: ['dense'], targets: [['torch', 1, 'faster than PyTorch']],
  },
  {
    name: 'lstm', what: 'LSTM(64) on [32, 50, 16]', steps: 20, plainSteps: 2, wasm: true,
    torch: ['lstm'], targets: [['torch', 1, 'faster than PyTorch']],
  },
  {
    name: 'cars', what: 'cars model, batch 32', steps: 400, plainSteps: 200, wasm: true,
    torch: ['cars'], targets: [['plain', 0.1, '≤ 0.1× tfjs']],
  },
];
const kRounds = 7;

async function samplesOf(peer, name, steps, rounds = kRounds) {
  if (!peer) return null;
  await peer.ask(`${name} ${Math.max(1, Math.floor(steps / 4))}`); // the first steps make memory and plans
  const all = [];
  for (let i = 0; i < rounds; ++i) all.push(...(await peer.ask(`${name} ${steps}`)).samples);
  return all;
}

const fastest = (lists) => lists.reduce((best, each) => (minimum(each) < minimum(best) ? each : best));
const cell = (samples, ours) => samples
  ? `${time(median(samples))} (${time(minimum(samples))}), ${(minimum(samples) / ours).toFixed(2)}×` : '–';

async function row(training, ours, torch, plain, wasm) {
  const layouts = Object.fromEntries(training.torch.map((name) => [name, []]));
  const mine = [];
  await samplesOf(ours, training.name, training.steps, 0);
  for (const name of training.torch) if (torch) await samplesOf(torch, name, training.steps, 0);
  // Turn by turn, so that other programs' noise hits all.
  for (let i = 0; i < kRounds; ++i) {
    mine.push(...(await ours.ask(`${training.name} ${training.steps}`)).samples);
    for (const name of training.torch)
      if (torch) layouts[name].push(...(await torch.ask(`${name} ${training.steps}`)).samples);
  }
  const theirs = {
    torch: torch ? fastest(Object.values(layouts)) : null,
    plain: await samplesOf(plain, training.name, training.plainSteps, 1),
    wasm: training.wasm ? await samplesOf(wasm, training.name, Math.ceil(training.steps / 10), 1) : null,
  };
  const best = minimum(mine);
  const verdicts = training.targets.map(([peer, share, text]) => !theirs[peer] ? `${text}: not measured`
    : best <= share * minimum(theirs[peer]) ? `${text}: met` : `${text}: **missed**`);
  return `| ${training.what} | ${time(median(mine))} (${time(best)}) | ${cell(theirs.torch, best)} ` +
    `| ${cell(theirs.plain, best)} | ${cell(theirs.wasm, best)} | ${verdicts.join(', ')} |`;
}

/** One answer of a program of its own, so that nothing else has a share in its memory. */
async function alone(command, args, question) {
  const peer = new Peer(command, args);
  const answer = await peer.ask(question);
  peer.end();
  return answer;
}

/** What several steps of a training need of memory and what they take, against the target. */
async function memoryRow({name, what, torch: [torchName]}) {
  const steps = 4;
  const mine = await alone(program, [], `memory ${name} ${steps}`);
  const theirs = hasTorch ? await alone(...torchProgram(), `memory ${torchName} ${steps}`) : null;
  const most = Math.max(mine.held, mine.system + mine.scratch);
  const share = (size) => `${bytes(size)}, ${(size / mine.live).toFixed(2)}×`;
  return `| ${what} | ${bytes(mine.live)} (${mine.worst}) | ${share(mine.arena)} | ${share(mine.held)} ` +
    `| ${share(mine.system)} | ${bytes(mine.scratch)} | ${bytes(mine.process)} ` +
    `| ${theirs ? bytes(theirs.process) : '–'} | ≤ 1.2×: ${most <= 1.2 * mine.live ? 'met' : '**missed**'} |`;
}

const idle = await idleShare();
const program = path.join(bin, 'bench_training');
const ours = new Peer(program, []);
const {threads} = await ours.ask('version');
const hasTorch = spawnSync('/usr/bin/python3', ['-c', 'import torch'], {stdio: 'ignore'}).status === 0;
const torchProgram = () => ['/usr/bin/python3', [path.join(here, 'training.py'), String(threads)]];
const torch = hasTorch ? new Peer(...torchProgram()) : null;
const plain = new Peer('node', [path.join(here, '..', 'tfjs.cjs'), packages, 'cpu']);
const wasm = new Peer('node', [path.join(here, '..', 'tfjs.cjs'), packages, 'wasm']);
const torchVersion = torch ? `PyTorch ${(await torch.ask('version')).version}` : 'PyTorch is not installed (./dev setup bench-torch)';
const tfjs = await wasm.ask('version');
const rows = [];
for (const training of trainings) {
  rows.push(await row(training, ours, torch, plain, wasm));
  console.error(rows.at(-1));
}
for (const peer of [ours, torch, plain, wasm]) peer?.end();
const memoryRows = [];
for (const training of trainings) {
  memoryRows.push(await memoryRow(training));
  console.error(memoryRows.at(-1));
}
const text = [
  `${new Date().toISOString().slice(0, 10)}, ${cpus()[0].model}, ${threads} threads, ${percent(idle)} idle before; ` +
    `${torchVersion}, the faster of both layouts; tfjs ${tfjs.version} plain, and wasm with ${tfjs.threads} threads.`,
  '',
  '| a step of training | here | PyTorch | tfjs plain | tfjs wasm | targets |',
  '| --- | --- | --- | --- | --- | --- |',
  ...rows,
  '',
  '| memory of a step | largest live set | arena | tensors | from the system | kernels | process | PyTorch\'s process | target |',
  '| --- | --- | --- | --- | --- | --- | --- | --- | --- |',
  ...memoryRows,
];
console.log(text.join('\n'));
if (options.includes('--write')) {
  const readme = path.join(here, 'README.md');
  const kept = readFileSync(readme, 'utf8').split('<!-- table -->')[0];
  writeFileSync(readme, `${kept}<!-- table -->\n\n${text.join('\n')}\n`);
}
