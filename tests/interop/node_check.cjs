// Lets real TensorFlow.js load our models, ONNX Runtime compute them, and us load those of TensorFlow.js:
//
//   node node_check.cjs PROGRAM PACKAGES FOLDER…
//
// PROGRAM is `interop_models`, PACKAGES where packaging/fetch.py puts packages; each FOLDER holds recorded cases, or is
// one. Ends with 1 if anything predicts something else, with 77 and the reason if there is nothing to compare with.
"use strict";
const { spawnSync } = require("child_process");
const fs = require("fs");
const Module = require("module");
const os = require("os");
const path = require("path");

const [program, packages, ...folders] = process.argv.slice(2);
const TOLERANCE = 1e-5;

function skip(reason) {
    console.log(`skipped: ${reason}`);
    process.exit(77);
}

function packageAt(name) {
    const folder = path.join(packages, name);
    if (!fs.existsSync(path.join(folder, "package.json"))) return null;
    return folder;
}

function run(...args) {
    const done = spawnSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (done.error) throw done.error;
    return done;
}

const cases = folders
    .filter(folder => fs.existsSync(folder))
    .flatMap(folder => [folder, ...fs.readdirSync(folder).sort().map(name => path.join(folder, name))])
    .filter(folder => fs.existsSync(path.join(folder, "model.json")));
if (!cases.length) skip("no recorded models were found");

const failures = [];
/** The largest difference, absolute or relative, whichever is smaller; infinite for other shapes. */
function difference(found, shape, expected) {
    if (JSON.stringify(shape) !== JSON.stringify(expected.shape)) return Infinity;
    let largest = 0;
    expected.data.forEach((text, i) => {
        const want = Number(text);
        const got = Number(found[i]);
        if (want === got || (Number.isNaN(want) && Number.isNaN(got))) return;
        const apart = Math.abs(want - got);
        const share = Math.min(apart, apart / Math.abs(want));
        largest = Number.isNaN(share) ? Infinity : Math.max(largest, share);
    });
    return largest;
}

function report(what, name, problem) {
    if (!problem) return 1;
    failures.push(name);
    console.log(`FAIL ${name} in ${what}: ${String(problem).slice(0, 300)}`);
    return 0;
}

function closeEnough(outputs, expected) {
    const apart = Math.max(...expected.map((each, i) => difference(outputs[i].data, outputs[i].shape, each)));
    return apart <= TOLERANCE ? "" : `differs by ${apart}`;
}

function tensorsOf(tf, list) {
    return list.map(each => tf.tensor(each.data.map(Number), each.shape, each.dtype));
}

/** What a folder with model.json and its weights holds, for tf.loadLayersModel(). */
function artifactsIn(folder) {
    const json = JSON.parse(fs.readFileSync(path.join(folder, "model.json"), "utf8"));
    const specs = [];
    const buffers = [];
    for (const group of json.weightsManifest || []) {
        specs.push(...group.weights);
        for (const file of group.paths) buffers.push(fs.readFileSync(path.join(folder, file)));
    }
    const bytes = Buffer.concat(buffers);
    const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
    return { ...json, weightSpecs: specs, weightData };
}

async function inTfjs(tf, folder, entries) {
    let passed = 0;
    for (const entry of entries) {
        let problem = "";
        try {
            const model = await tf.loadLayersModel(tf.io.fromMemory(artifactsIn(path.join(folder, entry.name))));
            problem = closeEnough(answers(tf, model, entry.inputs), entry.outputs);
        } catch (error) {
            problem = error;
        }
        // tfjs cannot read all that it writes; what it cannot read of its own either is no fault of ours.
        if (problem && changesByLoading(entry)) {
            console.log(`     ${entry.name}: its constraint changes weights whenever they are loaded, in tfjs too`);
            continue;
        }
        if (problem && (await isTfjsOwnFault(tf, entry))) {
            console.log(`     ${entry.name}: tfjs predicts something else with its own file too, or does not load it`);
            continue;
        }
        passed += report("tfjs", entry.name, problem);
    }
    console.log(`tfjs ${tf.version_core || tf.version.tfjs} loads our models: ${passed} passed`);
}

async function isTfjsOwnFault(tf, entry) {
    try {
        const model = await tf.loadLayersModel(tf.io.fromMemory(artifactsIn(entry.folder)));
        return closeEnough(answers(tf, model, entry.inputs), entry.outputs) !== "";
    } catch {
        return true;
    }
}

/** MinMaxNorm with a rate below 1 moves weights a part of the way, each time that they are set. */
function changesByLoading(entry) {
    const rates = [];
    JSON.parse(fs.readFileSync(path.join(entry.folder, "model.json"), "utf8"), (key, value) => {
        if (value?.class_name === "MinMaxNorm") rates.push(value.config.rate ?? 1);
        return value;
    });
    return rates.some(rate => rate < 1);
}

function answers(tf, model, inputs) {
    model.resetStates();
    const xs = tensorsOf(tf, inputs);
    const ys = model.predict(xs.length > 1 ? xs : xs[0], { batchSize: 1024 });
    model.resetStates();
    return (Array.isArray(ys) ? ys : [ys]).map(y => ({ dtype: "float32", shape: y.shape, data: y.dataSync() }));
}

async function inOnnxRuntime(ort, folder, entries) {
    let passed = 0;
    const refused = entries.filter(entry => entry.onnx);
    for (const entry of entries) {
        if (entry.onnx) continue;
        let problem = "";
        try {
            const session = await ort.InferenceSession.create(path.join(folder, `${entry.name}.onnx`), {
                intraOpNumThreads: 1,
                logSeverityLevel: 3,
            });
            const feeds = {};
            entry.inputs.forEach((each, i) => {
                const Kind = each.dtype === "int32" ? Int32Array : Float32Array;
                feeds[entry.inputNames[i]] = new ort.Tensor(each.dtype, Kind.from(each.data.map(Number)), each.shape);
            });
            const outputs = await session.run(feeds);
            problem = closeEnough(
                session.outputNames.map(name => ({ data: outputs[name].data, shape: [...outputs[name].dims] })),
                entry.outputs);
        } catch (error) {
            problem = error;
        }
        passed += report("ONNX Runtime", entry.name, problem);
    }
    console.log(`ONNX Runtime computes our models: ${passed} passed, ${refused.length} cannot be written as ONNX`);
    const reasons = new Set(refused.map(entry => entry.onnx.split("\n").pop().replace(/^.*?: /, "")));
    for (const reason of reasons) console.log(`     ${reason}`);
}

/** Models that tfjs saves, for us to load. */
async function fromTfjs(tf, folder, entries) {
    const index = [];
    for (const entry of entries) {
        if (changesByLoading(entry)) continue;
        if (await isTfjsOwnFault(tf, entry)) {
            console.log(`     ${entry.name}: tfjs predicts something else with its own file, or does not load it`);
            continue;
        }
        try {
            const model = await tf.loadLayersModel(tf.io.fromMemory(artifactsIn(entry.folder)));
            const saved = {};
            await model.save(tf.io.withSaveHandler(artifacts => {
                Object.assign(saved, artifacts);
                return { modelArtifactsInfo: { dateSaved: new Date() } };
            }));
            const to = path.join(folder, "tfjs", entry.name);
            fs.mkdirSync(to, { recursive: true });
            const { weightData, weightSpecs, ...rest } = saved;
            const weightsManifest = [{ paths: ["weights.bin"], weights: weightSpecs }];
            fs.writeFileSync(path.join(to, "weights.bin"), Buffer.from(weightData));
            fs.writeFileSync(path.join(to, "model.json"), JSON.stringify({ ...rest, weightsManifest }));
            const outputs = answers(tf, model, entry.inputs).map(each => ({ ...each, data: [...each.data].map(String) }));
            const inputs = entry.inputs.map(each => ({ ...each, data: each.data.map(String) }));
            index.push({ file: `${entry.name}/model.json`, inputs, outputs });
        } catch (error) {
            console.log(`     ${entry.name}: tfjs does not load its own file: ${String(error).slice(0, 100)}`);
        }
    }
    fs.writeFileSync(path.join(folder, "tfjs", "foreign.json"), JSON.stringify(index));
    const done = run("read", path.join(folder, "tfjs"));
    const lines = done.stdout.trim().split("\n");
    for (const line of lines.filter(each => each.startsWith("FAIL"))) failures.push(line), console.log(line);
    console.log(`we load models of tfjs: ${lines.pop()}`);
    if (done.status !== 0 && !failures.length) failures.push(done.stderr);
}

function onnxRuntime() {
    const node = packageAt("onnxruntime-node-1.20.1");
    const common = packageAt("onnxruntime-common-1.20.1");
    if (!node || !common) return "ONNX Runtime is not in the cache: packaging/fetch.py interop";
    if (process.platform !== "linux" || process.arch !== "x64") return "ONNX Runtime is only fetched for x86-64";
    const resolve = Module._resolveFilename;
    Module._resolveFilename = (request, ...rest) =>
        request === "onnxruntime-common" ? path.join(common, "dist/cjs/index.js") : resolve(request, ...rest);
    return require(path.join(node, "dist/index.js"));
}

async function main() {
    const tfjs = packageAt("@tensorflow/tfjs-4.22.0");
    const ort = onnxRuntime();
    if (!tfjs) skip("TensorFlow.js is not in the cache: packaging/fetch.py interop");
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "interop-"));
    try {
        process.stdout.write(run("write", folder, ...cases).stdout);
        const entries = JSON.parse(fs.readFileSync(path.join(folder, "index.json"), "utf8"));
        const folderOf = Object.fromEntries(cases.map(each => [path.basename(each), each]));
        for (const entry of entries) entry.folder = folderOf[entry.name];
        const unread = entries.filter(each => each["h5-2"]?.includes("differs") || each["h5-3"]?.includes("differs"));
        for (const each of unread) report("our own .h5 files", each.name, each["h5-2"] || each["h5-3"]);
        if (typeof ort === "string") console.log(`skipped: ${ort}`);
        else await inOnnxRuntime(ort, folder, entries);
        console.warn = () => {}; // that tfjs-node would be faster
        const tf = require(path.join(tfjs, "dist/tf.min.js"));
        await tf.setBackend("cpu");
        await inTfjs(tf, folder, entries);
        await fromTfjs(tf, folder, entries);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
    console.log(failures.length ? `${failures.length} failed` : "all the same");
    process.exit(failures.length ? 1 : 0);
}

main();
