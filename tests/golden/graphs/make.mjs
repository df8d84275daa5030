// Makes the small models of this folder and records what TensorFlow.js answers: node make.mjs PACKAGES
//
// PACKAGES is the folder that packaging/fetch.py keeps packages in (group bench). A recording has the form of the large
// ones: an input by a formula, and what came out of the model on the plain cpu backend.
import fs from 'node:fs';
import path from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

const tf = createRequire(import.meta.url)(path.join(path.resolve(process.argv[2]), '@tensorflow/tfjs-4.22.0/dist/tf.min.js'));
const here = path.dirname(fileURLToPath(import.meta.url));
const base64 = (text) => Buffer.from(text).toString('base64');

/** A number from 0 to 1 for each place, scattered. */
const scattered = (i) => (Math.imul(i, 2654435761) >>> 8) / 16777216;

// Attributes, as the JSON of protocol buffers has them.
const shape = (...sizes) => ({shape: {dim: sizes.map((size) => ({size: String(size)}))}});
const type = (name) => ({type: 'DT_' + name});
const i = (value) => ({i: String(value)});
const f = (value) => ({f: value});
const b = (value) => ({b: value});
const s = (value) => ({s: base64(value)});
const ints = (...list) => ({list: {i: list.map(String)}});
const texts = (...list) => ({list: {s: list.map(base64)}});
const func = (name) => ({func: {name}});
const images = (stride, more = {}) =>
    ({strides: ints(1, stride, stride, 1), padding: s('SAME'), data_format: s('NHWC'), dilations: ints(1, 1, 1, 1), ...more});

/** Collects nodes and the weights of constants. */
class Graph {
  nodes = [];
  weights = [];

  node(name, op, input = [], attr = {}) {
    this.nodes.push({name, op, ...(input.length ? {input} : {}), attr});
    return name;
  }

  constant(name, values, dims, dtype = 'float32', quantization) {
    const tensorShape = shape(...dims).shape;
    const dtypeName = {float32: 'DT_FLOAT', int32: 'DT_INT32', bool: 'DT_BOOL'}[dtype];
    this.weights.push({name, values, dims, dtype, quantization});
    return this.node(name, 'Const', [], {dtype: {type: dtypeName}, value: {tensor: {dtype: dtypeName, tensorShape}}});
  }

  /** A constant of floats that look like learned ones. */
  learned(name, dims, quantization) {
    const count = dims.reduce((a, c) => a * c, 1);
    const seed = this.weights.length * 1000;
    return this.constant(name, Array.from({length: count}, (_, k) => scattered(k + seed) - 0.5), dims, 'float32', quantization);
  }

  number(name, ...values) {
    return this.constant(name, values, values.length === 1 ? [] : [values.length], 'int32');
  }
}

function encoded({name, values, dims, dtype, quantization}) {
  const spec = {name, shape: dims, dtype};
  if (!quantization) {
    const list = {float32: Float32Array, int32: Int32Array, bool: Uint8Array}[dtype].from(values);
    return [spec, Buffer.from(list.buffer)];
  }
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const [most, List] = quantization === 'uint8' ? [255, Uint8Array] : [65535, Uint16Array];
  const scale = (max - min) / most;
  const list = List.from(values, (v) => Math.round((v - min) / scale));
  return [{...spec, quantization: {dtype: quantization, min, scale}}, Buffer.from(list.buffer)];
}

function signatureOf(inputs, outputs) {
  const entry = (name) => [name.replace(/:0$/, ''), {name}];
  return {inputs: Object.fromEntries(inputs.map(entry)), outputs: Object.fromEntries(outputs.map(entry))};
}

function tensorOf({shape: dims, dtype, range, values}) {
  const count = dims.reduce((a, c) => a * c, 1);
  const fill = {
    '01': (u) => u, '-11': (u) => 2 * u - 1, '0_255': (u) => Math.fround(u * 255), 'int0_255': (u) => Math.floor(u * 256)};
  const made = values ?? Array.from({length: count}, (_, k) =>
    range.startsWith('int:') ? Math.floor(scattered(k) * Number(range.slice(4))) : fill[range](scattered(k)));
  return tf.tensor(made, dims, dtype);
}

function described(name, tensor) {
  const values = Array.from(tensor.dataSync(), Number);
  const mean = values.reduce((a, c) => a + c, 0) / Math.max(values.length, 1);
  const std = Math.sqrt(values.reduce((a, c) => a + (c - mean) ** 2, 0) / Math.max(values.length, 1));
  return {
    name, shape: tensor.shape, dtype: tensor.dtype, size: values.length, sample_indices: values.map((_, k) => k), sample_values: values,
    ...(values.length ? {mean, std, min: Math.min(...values), max: Math.max(...values)} : {})};
}

function write(name, kind, inputs, outputs, files) {
  const file = `${name}/model.json`;
  fs.mkdirSync(path.join(here, 'models', name), {recursive: true});
  for (const [key, content] of Object.entries(files)) fs.writeFileSync(path.join(here, 'models', name, key), content);
  const golden = {model: name, file, kind, backend: 'cpu', inputs, outputs};
  fs.writeFileSync(path.join(here, `${name}.json`), JSON.stringify(golden) + '\n');
}

async function record(name, graph, inputs, outputs, {library = {}, initializer} = {}) {
  const parts = graph.weights.map(encoded);
  const weights = parts.map(([spec]) => spec);
  const data = Buffer.concat(parts.map(([, bytes]) => bytes));
  const topology = {node: graph.nodes, library, versions: {producer: 1087}};
  const signature = signatureOf(Object.keys(inputs), outputs);
  const more = initializer ? {modelInitializer: {node: initializer, versions: {}}} : {};
  const model = await tf.loadGraphModel(tf.io.fromMemory({
    modelTopology: topology, format: 'graph-model', signature, weightSpecs: weights,
    weightData: data.buffer.slice(data.byteOffset, data.byteOffset + data.length), ...more}));
  const fed = Object.fromEntries(Object.entries(inputs).map(([key, input]) => [key, tensorOf(input)]));
  const results = [await model.executeAsync(fed, outputs)].flat();
  write(name, 'graph', inputs, results.map((each, k) => described(outputs[k].replace(/:0$/, ''), each)), {
    'model.json': JSON.stringify({
      format: 'graph-model', generatedBy: 'make.mjs', signature, modelTopology: topology, ...more,
      weightsManifest: [{paths: ['weights.bin'], weights}]}) + '\n',
    'weights.bin': data});
}

/** Convolutions of all kinds, fused and not, with what lies between them in detectors. */
async function pictures() {
  const g = new Graph();
  const conv = (name, input, filter, args, fused, more) => g.node(name, '_FusedConv2D', [input, filter, ...args],
      {...images(2, more), num_args: i(args.length), fused_ops: texts(...fused), T: type('FLOAT'), epsilon: f(0)});
  g.node('Identity', 'Identity', ['probabilities'], {T: type('FLOAT')}); // before what it reads
  g.node('image', 'Placeholder', [], {dtype: type('FLOAT'), shape: shape(-1, 17, 17, 3)});
  conv('first', 'image', g.learned('w1', [3, 3, 3, 8]), [g.learned('b1', [8])], ['BiasAdd', 'Relu6']);
  g.node('depthwise', 'DepthwiseConv2dNative', ['first', g.learned('w2', [3, 3, 8, 1])], images(1));
  g.node('norm', 'FusedBatchNormV3', ['depthwise', g.learned('scale', [8]), g.learned('offset', [8]), g.learned('mean', [8]),
    g.constant('variance', [1, 2, 3, 4, 5, 6, 7, 8], [8])], {epsilon: f(0.001), is_training: b(false), data_format: s('NHWC')});
  g.node('relu', 'Relu', ['norm']);
  conv('second', 'relu', g.learned('w3', [1, 1, 8, 6]), [g.learned('b3', [6]), g.learned('alpha', [1, 1, 6])], ['BiasAdd', 'Prelu']);
  g.node('fused_depthwise', 'FusedDepthwiseConv2dNative', ['second', g.learned('w4', [3, 3, 6, 1]), g.learned('b4', [6])],
      {...images(1), num_args: i(1), fused_ops: texts('BiasAdd', 'Relu')});
  g.node('smaller', 'MaxPool', ['fused_depthwise'], {...images(2), ksize: ints(1, 2, 2, 1)});
  g.node('resized', 'ResizeBilinear', ['smaller', g.number('size', 5, 5)], {half_pixel_centers: b(true), align_corners: b(false)});
  g.node('pooled', 'AvgPool', ['second'], {...images(1), ksize: ints(1, 3, 3, 1)});
  g.node('joined', 'ConcatV2', ['resized', 'pooled', g.number('axis', 3)], {N: i(2)});
  g.node('halves', 'Split', [g.number('split_axis', 3), 'joined'], {num_split: i(2)});
  g.node('sum', 'AddV2', ['halves', 'halves:1']);
  g.node('mean_of_it', 'Mean', ['sum', g.number('axes', 1, 2)], {keep_dims: b(false)});
  g.node('logits', '_FusedMatMul', ['mean_of_it', g.learned('w5', [6, 4]), g.learned('b5', [4])],
      {num_args: i(1), fused_ops: texts('BiasAdd'), transpose_a: b(false), transpose_b: b(false)});
  g.node('probabilities', 'Softmax', ['logits']);
  await record('pictures', g, {image: {shape: [1, 17, 17, 3], dtype: 'float32', range: '-11'}}, ['Identity', 'sum', 'halves:1']);
}

/** Sums of squares in an older loop, which writes each into an array of tensors. */
async function loop() {
  const g = new Graph();
  const enter = (name, input, constant = false) =>
    g.node(name, 'Enter', [input], {frame_name: s('loop'), is_constant: b(constant), T: type('FLOAT')});
  g.node('x', 'Placeholder', [], {dtype: type('FLOAT'), shape: shape(3)});
  g.node('array', 'TensorArrayV3', [g.number('count', 4)], {dtype: type('FLOAT'), element_shape: shape(3)});
  enter('i_in', g.number('zero', 0));
  enter('x_in', 'x');
  enter('flow_in', 'array:1');
  enter('handle', 'array', true);
  enter('most', 'count', true);
  g.node('i', 'Merge', ['i_in', 'i_next']);
  g.node('sum', 'Merge', ['x_in', 'x_next']);
  g.node('flow', 'Merge', ['flow_in', 'flow_next']);
  g.node('less', 'Less', ['i', 'most']);
  g.node('go', 'LoopCond', ['less']);
  g.node('i_switch', 'Switch', ['i', 'go']);
  g.node('x_switch', 'Switch', ['sum', 'go']);
  g.node('flow_switch', 'Switch', ['flow', 'go']);
  g.node('squared', 'Square', ['x_switch:1']);
  g.node('added', 'AddV2', ['squared', 'x_switch:1']);
  g.node('write', 'TensorArrayWriteV3', ['handle', 'i_switch:1', 'added', 'flow_switch:1'], {T: type('FLOAT')});
  g.node('i_more', 'AddV2', ['i_switch:1', g.number('one', 1)]);
  g.node('i_next', 'NextIteration', ['i_more']);
  g.node('x_next', 'NextIteration', ['added']);
  g.node('flow_next', 'NextIteration', ['write']);
  g.node('x_out', 'Exit', ['x_switch']);
  g.node('flow_out', 'Exit', ['flow_switch']);
  g.node('all', 'TensorArrayGatherV3', ['array', g.number('places', 0, 1, 2, 3), 'flow_out'], {dtype: type('FLOAT'), element_shape: shape(3)});
  await record('loop', g, {x: {shape: [3], dtype: 'float32', range: '01'}}, ['x_out', 'all']);
}

/** The newer control flow: functions, called by While and If, with a list of tensors. */
async function functions() {
  const arg = (name, kind) => ({name, type: 'DT_' + kind});
  const define = (name, inputs, outputs, nodeDef, ret) => ({signature: {name, inputArg: inputs, outputArg: outputs}, nodeDef, ret});
  const node = (name, op, input, attr = {}) => ({name, op, input, attr});
  const state = [arg('n', 'INT32'), arg('y', 'FLOAT'), arg('list', 'VARIANT'), arg('most', 'INT32')];
  const library = {function: [
    define('goes_on', state, [arg('answer', 'BOOL')], [node('below', 'Less', ['n', 'most'])], {answer: 'below:z:0'}),
    define('step', state, state, [
      node('more', 'AddV2', ['n', 'one_more']), node('one_more', 'OnesLike', ['n']),
      node('grown', 'AddV2', ['y', 'y']), node('kept', 'TensorListSetItem', ['list', 'n', 'grown:z:0'], {element_dtype: type('FLOAT')})],
    {n: 'more:z:0', y: 'grown:z:0', list: 'kept:output_handle:0', most: 'most'}),
    define('negated', [arg('v', 'FLOAT')], [arg('w', 'FLOAT')], [node('minus', 'Neg', ['v'])], {w: 'minus:y:0'}),
    define('same', [arg('v', 'FLOAT')], [arg('w', 'FLOAT')], [node('id', 'Identity', ['v'])], {w: 'id:output:0'})]};
  const g = new Graph();
  g.node('x', 'Placeholder', [], {dtype: type('FLOAT'), shape: shape(2, 2)});
  g.node('reserved', 'TensorListReserve', [g.number('shape', 2, 2), g.number('three', 3)], {element_dtype: type('FLOAT')});
  g.node('while', 'StatelessWhile', [g.number('begin', 0), 'x', 'reserved', 'three'], {cond: func('goes_on'), body: func('step')});
  g.node('stacked', 'TensorListStack', ['while:2', 'shape'], {element_dtype: type('FLOAT'), num_elements: i(3)});
  g.node('total', 'Sum', ['x', g.number('axes', 0, 1)], {keep_dims: b(false)});
  g.node('large', 'Greater', ['total', g.constant('limit', [1.5], [])]);
  g.node('chosen', 'StatelessIf', ['large', 'while:1'], {then_branch: func('negated'), else_branch: func('same')});
  g.node('result', 'Identity', ['chosen']);
  await record('functions', g, {x: {shape: [2, 2], dtype: 'float32', range: '01'}}, ['result', 'stacked'], {library});
}

/** Shapes that only the numbers tell: boxes that are kept, places of large numbers. */
async function boxes() {
  const g = new Graph();
  g.node('corners', 'Placeholder', [], {dtype: type('FLOAT'), shape: shape(-1, 4)});
  g.node('scores', 'StridedSlice', ['corners', g.number('from', 0, 0), g.number('to', 0, 1), g.number('by', 1, 1)],
      {begin_mask: i(1), end_mask: i(1), shrink_axis_mask: i(2), new_axis_mask: i(0), ellipsis_mask: i(0)});
  g.node('kept', 'NonMaxSuppressionV5', ['corners', 'scores', g.number('most', 6), g.constant('iou', [0.5], []), g.constant('least', [0.1], []),
    g.constant('sigma', [0], [])]);
  g.node('chosen', 'GatherV2', ['corners', 'kept', g.number('axis', 0)]);
  g.node('large', 'Greater', ['corners', g.constant('limit', [0.75], [])]);
  g.node('places', 'Where', ['large']);
  g.node('best', 'TopKV2', ['scores', g.number('k', 3)], {sorted: b(true)});
  g.node('rows', 'Shape', ['places']);
  g.node('numbers', 'Cast', ['places'], {SrcT: type('INT32'), DstT: type('FLOAT')});
  await record('boxes', g, {corners: {shape: [12, 4], dtype: 'float32', range: '01'}}, ['chosen', 'kept:1', 'numbers', 'best:1', 'rows']);
}

/** Weights in fewer bits. */
async function quantized() {
  const g = new Graph();
  g.node('x', 'Placeholder', [], {dtype: type('FLOAT'), shape: shape(-1, 6)});
  g.node('first', 'MatMul', ['x', g.learned('w8', [6, 5], 'uint8')], {transpose_a: b(false), transpose_b: b(false)});
  g.node('second', 'MatMul', ['first', g.learned('w16', [4, 5], 'uint16')], {transpose_a: b(false), transpose_b: b(true)});
  g.node('y', 'BiasAdd', ['second', g.learned('bias', [4], 'uint8')]);
  await record('quantized', g, {x: {shape: [2, 6], dtype: 'float32', range: '-11'}}, ['y']);
}

/** A table that is filled when the model is loaded. */
async function table() {
  const g = new Graph();
  const made = {op: 'HashTableV2', attr: {key_dtype: type('INT32'), value_dtype: type('FLOAT'), shared_name: s('')}};
  g.node('words', 'Placeholder', [], {dtype: type('INT32'), shape: shape(-1)});
  g.nodes.push({name: 'table', ...made});
  g.node('found', 'LookupTableFindV2', ['table', 'words', g.constant('unknown', [-1], [])]);
  g.constant('keys', [0, 2, 4], [3], 'int32');
  g.constant('values', [0.5, 0.25, 0.125], [3]);
  const constants = g.nodes.filter((each) => each.name === 'keys' || each.name === 'values');
  g.nodes = g.nodes.filter((each) => !constants.includes(each));
  const initializer = [{name: 'table', ...made}, ...constants, {name: 'filled', op: 'LookupTableImportV2', input: ['table', 'keys', 'values'], attr: {}}];
  await record('table', g, {words: {shape: [7], dtype: 'int32', range: 'int:6'}}, ['found'], {initializer});
}

/** A small model of layers, whose weights have 8 bits. */
async function layers() {
  const model = tf.sequential({layers: [
    tf.layers.conv2d({filters: 4, kernelSize: 3, padding: 'same', activation: 'relu', inputShape: [6, 6, 1], name: 'conv'}),
    tf.layers.batchNormalization({name: 'norm'}),
    tf.layers.flatten({name: 'flat'}),
    tf.layers.dense({units: 3, activation: 'softmax', name: 'dense'})]});
  model.setWeights(model.weights.map(({shape: dims}, n) =>
    tf.tensor(Array.from({length: dims.reduce((a, c) => a * c, 1)}, (_, k) => scattered(k + 1000 * n) - (n >= 5 ? 0 : 0.5)), dims)));
  const saved = await new Promise((resolve) => model.save(tf.io.withSaveHandler(async (artifacts) => {
    resolve(artifacts);
    return {modelArtifactsInfo: {dateSaved: new Date(0), modelTopologyType: 'JSON'}};
  })));
  const all = new Float32Array(saved.weightData);
  let at = 0;
  const parts = saved.weightSpecs.map(({name, shape: dims}) => {
    const count = dims.reduce((a, c) => a * c, 1);
    return encoded({name, values: Array.from(all.slice(at, at += count)), dims, dtype: 'float32', quantization: 'uint8'});
  });
  const weights = parts.map(([spec]) => spec);
  const data = Buffer.concat(parts.map(([, bytes]) => bytes));
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({
    modelTopology: saved.modelTopology, format: 'layers-model', weightSpecs: weights,
    weightData: data.buffer.slice(data.byteOffset, data.byteOffset + data.length)}));
  const inputs = {conv_input: {shape: [2, 6, 6, 1], dtype: 'float32', range: '01'}};
  const result = loaded.predict(tensorOf(inputs.conv_input));
  write('layers', 'layers', inputs, [described('dense', result)], {
    'model.json': JSON.stringify({format: 'layers-model', modelTopology: saved.modelTopology, weightsManifest: [{paths: ['weights.bin'], weights}]}) + '\n',
    'weights.bin': data});
}

await tf.setBackend('cpu');
for (const make of [pictures, loop, functions, boxes, quantized, table, layers]) await make();
