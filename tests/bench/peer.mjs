// What the benchmarks share: programs that are asked line by line, and numbers for people.
import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {createInterface} from 'node:readline';

/** A program that answers each line it is given with one line of JSON. */
export class Peer {
  constructor(command, args) {
    // Without passive waiting, OpenMP's threads spin for each other and lose whole time slices on a shared core.
    const env = {...process.env, OMP_WAIT_POLICY: 'passive'};
    this.process = spawn(command, args, {env, stdio: ['pipe', 'pipe', 'inherit']});
    this.lines = createInterface({input: this.process.stdout})[Symbol.asyncIterator]();
  }

  async ask(line) {
    this.process.stdin.write(`${line}\n`);
    const {value, done} = await this.lines.next();
    if (done) throw new Error(`${this.process.spawnfile} ended at: ${line.slice(0, 200)}`);
    return JSON.parse(value);
  }

  end() { this.process.stdin.end(); }
}

/** The share of processor time that nobody used over a second. */
export async function idleShare() {
  const times = () => readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).slice(1, 9).map(Number);
  const before = times();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const taken = times().map((time, i) => time - before[i]);
  return taken[3] / taken.reduce((a, b) => a + b);
}

const sorted = (list) => [...list].sort((a, b) => a - b);
export const median = (list) => sorted(list)[Math.floor(list.length / 2)];
export const minimum = (list) => sorted(list)[0];

export function time(seconds) {
  if (seconds >= 1) return `${seconds.toFixed(2)} s`;
  if (seconds >= 1e-3) return `${(seconds * 1e3).toFixed(2)} ms`;
  if (seconds >= 1e-6) return `${(seconds * 1e6).toFixed(2)} µs`;
  return `${(seconds * 1e9).toFixed(0)} ns`;
}
export function bytes(count) {
  if (count >= 2 ** 20) return `${(count / 2 ** 20).toFixed(1)} MiB`;
  return count >= 2 ** 10 ? `${(count / 2 ** 10).toFixed(1)} KiB` : `${count} B`;
}
export const percent = (ratio) => `${(100 * ratio).toFixed(0)} %`;
