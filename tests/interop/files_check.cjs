// Lets real TensorFlow.js and us read each other's files in every form, from servers of every kind:
//
//   node files_check.cjs PROGRAM PACKAGES
//
// PROGRAM is `interop_models`, PACKAGES where packaging/fetch.py puts packages. Ends with 1 if anything differs, with
// 77 and the reason if there is nothing to compare with.
"use strict";
const { spawn } = require("child_process");
const fs = require("fs");
const http = require("http");
const os = require("os");
const path = require("path");
const zlib = require("zlib");

const [program, packages] = process.argv.slice(2);
const tfjs = path.join(packages, "@tensorflow/tfjs-4.22.0", "dist/tf.min.js");
if (!fs.existsSync(tfjs)) {
    console.log("skipped: TensorFlow.js is not in the cache: packaging/fetch.py interop");
    process.exit(77);
}
const tf = require(tfjs);
console.warn = () => {}; // that tfjs-node would be faster

/** Our program; not at once, since it asks the server in this process. */
function run(...args) {
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, { env: { ...process.env, XDG_DATA_HOME: folder } });
        let out = "";
        let err = "";
        child.stdout.on("data", each => (out += each));
        child.stderr.on("data", each => (err += each));
        child.on("close", code => (code === 0 ? resolve(out) : reject(new Error(err.trim() || `ended with ${code}`))));
    });
}

// The files of the server, and how it sends them: /KIND/MODEL/FILE.
const site = new Map();
const broken = new Set();

function partsOf(body, type) {
    const mark = Buffer.from("--" + /boundary="?([^";]+)/.exec(type)[1]);
    for (let at = body.indexOf(mark); ; ) {
        const next = body.indexOf(mark, at + mark.length);
        if (next < 0) return;
        const part = body.subarray(at + mark.length + 2, next - 2);
        const head = part.indexOf("\r\n\r\n");
        site.set("/uploads/" + /filename="([^"]+)"/.exec(part.subarray(0, head))[1], Buffer.from(part.subarray(head + 4)));
        at = next;
    }
}

function answer(request, response) {
    if (request.method === "POST") {
        const body = [];
        request.on("data", each => body.push(each));
        request.on("end", () => (partsOf(Buffer.concat(body), request.headers["content-type"]), response.end()));
        return;
    }
    const [, kind, ...rest] = request.url.split("/");
    const file = site.get("/" + rest.join("/"));
    if (!file) return response.writeHead(404).end();
    if (kind === "packed") return response.writeHead(200, { "content-encoding": "gzip" }).end(zlib.gzipSync(file));
    if (kind === "moved") return response.writeHead(302, { location: "/whole/" + rest.join("/") }).end();
    if (kind === "chunked") {
        for (let at = 0; at < file.length; at += 101) response.write(file.subarray(at, at + 101));
        return response.end();
    }
    const from = Number(/bytes=(\d+)-/.exec(request.headers.range || "bytes=0-")[1]);
    const head = { etag: '"1"', "content-length": file.length - from };
    if (from) head["content-range"] = `bytes ${from}-${file.length - 1}/${file.length}`;
    response.writeHead(from ? 206 : 200, head);
    if (kind !== "broken" || broken.has(request.url)) return response.end(file.subarray(from));
    broken.add(request.url); // breaks off in the middle, once
    response.write(file.subarray(from, from + (file.length - from) / 2), () => response.destroy());
}

function sameNumbers(found, wanted) {
    return found.length === wanted.length && found.every((each, i) =>
        typeof wanted[i] === "string" ? each === wanted[i] : Object.is(Math.fround(Number(each)), Math.fround(Number(wanted[i]))) || Number(each) === Number(wanted[i]));
}

/** Throws unless what we print is what tfjs decodes. */
function compare(printed, specs, weightData) {
    const wanted = tf.io.decodeWeights(weightData, specs);
    if (printed.weights.length !== specs.length) throw new Error(`${printed.weights.length} weights, not ${specs.length}`);
    for (const { name, dtype, shape, data } of printed.weights) {
        const tensor = wanted[name];
        if (tensor.dtype !== dtype || JSON.stringify(tensor.shape) !== JSON.stringify(shape))
            throw new Error(`${name} is ${dtype} ${shape}, not ${tensor.dtype} ${tensor.shape}`);
        if (!sameNumbers(data, [...tensor.dataSync()])) throw new Error(`${name} has other values`);
    }
}

function arrayBuffer(bytes) {
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

/** Puts a model into the site: groups of weights, cut into files of an odd size. */
function put(name, groups, rest) {
    const weightsManifest = groups.map(({ specs, data }, g) => {
        const paths = [];
        for (let at = 0; at < data.length; at += 997) {
            paths.push(`group${g}-${at}.bin`);
            site.set(`/${name}/${paths[paths.length - 1]}`, data.subarray(at, at + 997));
        }
        return { paths, weights: specs };
    });
    const json = rest ? { ...rest, weightsManifest } : weightsManifest;
    site.set(`/${name}/model.json`, Buffer.from(JSON.stringify(json)));
    return {
        specs: groups.flatMap(group => group.specs),
        data: arrayBuffer(Buffer.concat(groups.map(group => group.data))),
    };
}

function randomBytes(count, seed) {
    const bytes = Buffer.alloc(count);
    for (let i = 0; i < count; ++i) bytes[i] = (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 16;
    return bytes;
}

async function everyDtype() {
    const encoded = await tf.io.encodeWeights({
        "a/float": tf.randomNormal([13, 29], 0, 1, "float32", 5),
        "a/odd": tf.tensor1d([NaN, Infinity, -Infinity, -0, 1e-45, 3.4e38]),
        "b/int": tf.tensor2d([[1, -2], [2147483647, -2147483648]], [2, 2], "int32"),
        "c/bool": tf.tensor1d([true, false, true], "bool"),
        "d/text": tf.tensor([["größe", ""], ["名", "x".repeat(700)]], [2, 2], "string"),
        "e/complex": tf.complex([1, -2.5, 3], [0.5, 0, -1]),
        "f/none": tf.zeros([0, 3]),
        "g/scalar": tf.scalar(7),
    });
    return { specs: encoded.specs, data: Buffer.from(encoded.data) };
}

function quantised() {
    const specs = [];
    const data = [];
    const add = (dtype, stored, extra) => {
        const name = `${dtype}/${stored}`;
        specs.push({ name, shape: [23, 3], dtype, quantization: { dtype: stored, original_dtype: dtype, ...extra } });
        data.push(randomBytes(69 * (stored === "uint8" ? 1 : 2), specs.length));
    };
    add("float32", "uint8", { scale: 0.013, min: -1.7 });
    add("float32", "uint16", { scale: 3.1e-5, min: -0.4 });
    add("float32", "float16");
    add("int32", "uint8", { scale: 0.7, min: -11.3 });
    add("int32", "uint16", { scale: 1.5, min: 3 });
    return { specs, data: Buffer.concat(data) };
}

/** A model in the middle of its training, as tfjs itself sends it. */
async function trained(url) {
    const model = tf.sequential({ layers: [
        tf.layers.dense({ units: 5, inputShape: [4], activation: "tanh", kernelInitializer: tf.initializers.randomNormal({ seed: 3 }) }),
        tf.layers.dense({ units: 2 })] });
    model.compile({ optimizer: "adam", loss: "meanSquaredError", metrics: ["mae"] });
    await model.fit(tf.ones([8, 4]), tf.zeros([8, 2]), { epochs: 2, verbose: 0 });
    model.setUserDefinedMetadata({ labels: ["eins", "zwei"], preprocessing: { scale: 1 / 255 } });
    await model.save(url, { includeOptimizer: true });
    return model;
}

let folder = "";
let failed = 0;

async function check(what, work) {
    try {
        await work();
        console.log(`ok   ${what}`);
    } catch (error) {
        failed += 1;
        console.log(`FAIL ${what}: ${String(error.message).slice(0, 300)}`);
    }
}

async function checkAll(url) {
    const models = {
        dtypes: put("dtypes", [await everyDtype(), quantised()], { modelTopology: {}, format: "graph-model" }),
        manifest: put("manifest", [quantised()]), // a list of weights alone, as the first converters wrote it
    };
    for (const [name, { specs, data }] of Object.entries(models)) {
        for (const kind of ["whole", "packed", "moved", "chunked", "broken"])
            await check(`${name} from a server, ${kind}`, async () =>
                compare(JSON.parse(await run("weights", `${url}/${kind}/${name}/model.json`)), specs, data));
    }
    const { specs, data } = models.dtypes;
    for (const place of [path.join(folder, "files"), "localstorage://x", "indexeddb://x"])
        await check(`every dtype by way of ${place.split("/")[0] || "files"}`, async () => {
            await run("copy", `${url}/whole/dtypes/model.json`, place);
            compare(JSON.parse(await run("weights", place)), specs, data);
        });
    let model;
    await check("a model that tfjs sends", async () => {
        model = await trained(`${url}/upload`);
        const json = JSON.parse(site.get("/uploads/model.json"));
        const printed = JSON.parse(await run("weights", `${url}/whole/uploads/model.json`));
        compare(printed, json.weightsManifest[0].weights, arrayBuffer(site.get("/uploads/model.weights.bin")));
        for (const member of ["userDefinedMetadata", "trainingConfig", "modelTopology", "format", "generatedBy"])
            if (JSON.stringify(printed[member]) !== JSON.stringify(json[member])) throw new Error(`another ${member}`);
    });
    const samples = tf.randomNormal([6, 4], 0, 1, "float32", 9);
    for (const stored of ["", "0", "1", "2"])
        await check(`a model that we send, ${["float16", "uint16", "uint8"][stored] || "as it is"}`, async () => {
            const kept = path.join(folder, "kept" + stored);
            if (!stored) await run("copy", `${url}/whole/uploads/model.json`, path.join(folder, "kept"));
            await run("copy", path.join(folder, "kept"), `${url}/upload`, ...(stored ? [stored] : []));
            const again = await tf.loadLayersModel(`${url}/whole/uploads/model.json`); // by its own way through HTTP
            const apart = tf.max(tf.abs(tf.sub(model.predict(samples), again.predict(samples)))).dataSync()[0];
            if (!(apart <= { "": 0, 0: 2e-3, 1: 2e-4, 2: 5e-2 }[stored])) throw new Error(`predicts something else: ${apart} in ${kept}`);
            const json = JSON.parse(site.get("/uploads/model.json"));
            compare(JSON.parse(await run("weights", `${url}/whole/uploads/model.json`)), json.weightsManifest[0].weights,
                arrayBuffer(site.get("/uploads/model.weights.bin")));
            if (JSON.stringify(again.getUserDefinedMetadata()) !== JSON.stringify(model.getUserDefinedMetadata()))
                throw new Error("other metadata");
        });
}

async function main() {
    await tf.setBackend("cpu");
    folder = fs.mkdtempSync(path.join(os.tmpdir(), "interop-"));
    const server = http.createServer(answer).listen(0, "127.0.0.1");
    await new Promise(resolve => server.on("listening", resolve));
    try {
        await checkAll(`http://127.0.0.1:${server.address().port}`);
    } finally {
        fs.rmSync(folder, { recursive: true });
    }
    console.log(failed ? `${failed} failed` : "all the same");
    process.exit(failed ? 1 : 0);
}

main();
