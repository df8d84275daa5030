// What `tf` is to the recorded scripts: the names and arguments of TensorFlow.js, passed on as they
// come to the engine under test, so that it is the engine that refuses what cannot be meant.
// Values of the engine are known here by numbers. What one cannot even write in C++ ends in
// `inexpressible`; promises are kept at once, so the scripts run without waiting.
(function (bridge) {
'use strict';

let tf = null;
const native = (name, ...args) => bridge.call(name, args);
const inexpressible = reason => native('inexpressible', reason);
const isList = Array.isArray;
const isObject = value => value !== null && typeof value === 'object' && !isList(value);
const single = list => list.length === 1 ? list[0] : list;

// --- tensors ------------------------------------------------------------------------------------

const kArrays = {float32: Float32Array, int32: Int32Array, bool: Uint8Array};

function shapeOf(values) {
  const shape = [];
  for (let v = values; isList(v) || ArrayBuffer.isView(v); v = v[0])
    shape.push(v.length);
  return shape;
}

function flat(values) {
  if (ArrayBuffer.isView(values))
    return Array.from(values);
  return isList(values) ? values.reduce((all, each) => all.concat(flat(each)), []) : [values];
}

function nested(values, shape) {
  if (shape.length === 0)
    return values[0];
  const step = values.length / shape[0];
  return Array.from({length: shape[0]}, (_, i) => shape.length === 1
    ? values[i] : nested(values.slice(i * step, (i + 1) * step), shape.slice(1)));
}

class Tensor {
  constructor(id) {
    this.$tensor = id;
    Object.assign(this, native('tensorSpec', id));
    this.rank = this.shape.length;
    this.size = this.shape.reduce((a, b) => a * b, 1);
  }
  get isDisposed() { return native('isDisposed', this.$tensor); }
  get rankType() { return String(this.rank); }
  dataSync() {
    const values = native('tensorData', this.$tensor);
    return this.dtype in kArrays ? new kArrays[this.dtype](values) : values;
  }
  data() { return this.dataSync(); }
  arraySync() { return nested(native('tensorData', this.$tensor), this.shape); }
  array() { return this.arraySync(); }
  toString() { return native('tensorText', this.$tensor); }
  print() {}
  dispose() { native('dispose', this.$tensor); }
  clone() { return this; }
  toFloat() { return this.cast('float32'); }
  toInt() { return this.cast('int32'); }
}

const tensorId = value => {
  if (typeof value === 'number' || typeof value === 'boolean' || isList(value))
    return tf.tensor(value).$tensor;
  if (value instanceof Variable)
    return value.read().$tensor;
  return value instanceof Tensor ? value.$tensor : inexpressible('no tensor was given');
};
const wrapTensor = id => new Tensor(id);
const dtypeOf = values => {
  const first = flat(values)[0];
  return typeof first === 'boolean' ? 'bool' : typeof first === 'string' ? 'string' : 'float32';
};

class Variable {
  constructor(id) { this.$variable = id; }
  get spec() { return native('variableSpec', this.$variable); }
  get name() { return this.spec.uniqueName; }
  get originalName() { return this.spec.name; }
  get shape() { return this.spec.shape; }
  get dtype() { return this.spec.dtype; }
  get trainable() { return this.spec.trainable; }
  read() { return wrapTensor(this.spec.value); }
  get val() { return this.read(); }
  dataSync() { return this.read().dataSync(); }
  write(value) { native('variableWrite', this.$variable, tensorId(value)); return this; }
}

// --- wires and layers ---------------------------------------------------------------------------

class SymbolicTensor {
  constructor(id) {
    this.$wire = id;
    Object.assign(this, native('wireSpec', id));
    this.rank = this.shape.length;
  }
  get originalName() { return this.name; }
  get sourceLayer() { return wrapLayer(this.layer); }
}

const wrapWire = id => new SymbolicTensor(id);
const wireId = value =>
  value instanceof SymbolicTensor ? value.$wire : inexpressible('a model hangs on wires alone');
const toList = value => isList(value) ? value : [value];
const known = new Map();

function wrapLayer(id) {
  if (!known.has(id)) {
    const kinds = {Sequential, Model: LayersModel, Functional: LayersModel};
    const kind = native('layerGet', id, 'isModel')
      ? kinds[native('layerGet', id, 'className')] || LayersModel : Layer;
    known.set(id, new kind(id));
  }
  return known.get(id);
}

// Settings as tfjs has them in memory: files write names, and names of ways, in snake case.
function camelCase(value, name) {
  const camel = text => text.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  if (isList(value))
    return value.map(each => camelCase(each, name));
  if (typeof value === 'string')
    return name === 'name' || name === 'class_name' ? value : camel(value);
  if (!isObject(value))
    return value;
  const members = {};
  for (const each of Object.keys(value))
    members[camel(each)] = camelCase(value[each], each);
  return members;
}

const layerId = value => value instanceof Layer ? value.id : inexpressible('this is no layer');

class Layer {
  constructor(id) { this.$layer = id; }
  get id() {
    if (this.$disposed)
      inexpressible('a value that is no longer there cannot be named');
    return this.$layer;
  }
  get(what) { return native('layerGet', this.id, what); }
  get name() { return this.get('name'); }
  get built() { return this.get('built'); }
  get trainable() { return this.get('trainable'); }
  set trainable(value) { native('setTrainable', this.id, value); }
  get dtype() { return this.get('dtype'); }
  get batchInputShape() { return this.get('batchInputShape'); }
  get supportsMasking() { return this.get('supportsMasking'); }
  get inputShape() { return this.get('inputShape'); }
  get outputShape() { return this.get('outputShape'); }
  get input() { return this.onlyPlace('input'); }
  get output() { return this.onlyPlace('output'); }
  onlyPlace(what) {
    if (this.get('places') > 1)
      inexpressible('output() names the place that is meant');
    return single(this.get(what).map(wrapWire));
  }
  get weights() { return this.get('weights').map(id => new Variable(id)); }
  get trainableWeights() { return this.get('trainableWeights').map(id => new Variable(id)); }
  get nonTrainableWeights() { return this.get('nonTrainableWeights').map(id => new Variable(id)); }
  getClassName() { return this.get('className'); }
  getConfig() { return camelCase(this.get('config')); }
  getInputAt(place) { return single(native('inputAt', this.id, place).map(wrapWire)); }
  getOutputAt(place) { return single(native('outputAt', this.id, place).map(wrapWire)); }
  countParams() { return this.get('countParams'); }
  getWeights(trainableOnly) {
    const weights = trainableOnly ? this.trainableWeights : this.weights;
    return weights.map(weight => weight.read());
  }
  setWeights(values) { native('setWeights', this.id, toList(values).map(tensorId)); }
  resetStates() { native('resetStates', this.id); }
  computeOutputShape(shape) {
    const several = isList(shape[0]);
    const shapes = native('computeOutputShapes', this.id, several ? shape : [shape]);
    return single(shapes);
  }
  build(shape) {
    native('build', this.id, shape === undefined || shape === null ? null
      : isList(shape[0]) ? shape : [shape]);
    this.settle();
  }
  // Weights given to the factory, once there are some to replace.
  settle() {
    if (this.$weights && this.built) {
      const values = this.$weights;
      this.$weights = null;
      this.setWeights(values);
    }
  }
  apply(inputs, kwargs) {
    let list = toList(inputs);
    const extra = Object.assign({}, kwargs);
    for (const name of ['initialState', 'constants']) {
      if (extra[name] !== undefined && extra[name] !== null)
        list = list.concat(toList(extra[name]));
      delete extra[name];
    }
    const wires = list.filter(each => each instanceof SymbolicTensor).length;
    if (wires !== 0 && wires !== list.length)
      inexpressible('a list holds wires or tensors, not both');
    if (extra.mask instanceof Tensor)
      extra.mask = extra.mask.$tensor;
    const outputs = wires
      ? native('applyToWires', this.id, list.map(wireId)).map(wrapWire)
      : native('applyToTensors', this.id, list.map(tensorId), extra).map(wrapTensor);
    this.settle();
    return single(outputs);
  }
  call(inputs, kwargs) { return this.apply(inputs, kwargs); }
  dispose() {
    if (this.$disposed)
      inexpressible('a value that is no longer there cannot be named');
    const count = this.weights.length;
    for (const each of this.layers || [])
      each.$disposed = true;
    this.$disposed = true;
    return {refCountAfterDispose: 0, numDisposedVariables: count};
  }
}

// --- models -------------------------------------------------------------------------------------

// What goes in or should come out: one tensor, a list, or tensors by name.
function feed(value) {
  if (value === undefined || value === null)
    return null;
  if (value instanceof Tensor)
    return value.$tensor;
  if (isList(value))
    return value.map(tensorId);
  if (!isObject(value))
    inexpressible('data are tensors');
  const named = {};
  for (const name of Object.keys(value))
    named[name] = tensorId(value[name]);
  return named;
}

// Functions that take tensors, for callers that know their numbers.
const functionOf = f => f.$known ? f : Object.assign(
  (a, b) => tensorId(f(wrapTensor(a), wrapTensor(b))), {$name: f.name});

function chosen(value) {
  if (typeof value === 'function')
    return functionOf(value);
  if (isList(value))
    return value.map(chosen);
  if (!isObject(value))
    return value;
  const named = {};
  for (const name of Object.keys(value))
    named[name] = chosen(value[name]);
  return named;
}

const kHooks = ['onTrainBegin', 'onTrainEnd', 'onEpochBegin', 'onEpochEnd', 'onBatchBegin', 'onBatchEnd'];

// tfjs gives every hook the logs, which ours has where there are some.
function callbackOf(callback, model) {
  if (callback instanceof EarlyStopping)
    return callback.$callback;
  if (!isObject(callback))
    inexpressible('this is no callback');
  for (const name of ['onYield'])
    if (callback[name])
      inexpressible('training never yields: it runs on a thread of its own');
  if (callback.setModel)
    callback.setModel(model);
  const hooks = {};
  for (const name of kHooks)
    if (callback[name])
      hooks[name] = (...args) => {
        callback[name](...args);
      };
  return hooks;
}

const callbacksOf = (value, model) =>
  value === undefined || value === null ? [] : toList(value).map(each => callbackOf(each, model));

// Members that only tell tfjs how to share its one thread, or how to talk.
function withoutManners(args) {
  const kept = Object.assign({}, args);
  delete kept.yieldEvery;
  delete kept.verbose;
  for (const name of Object.keys(kept))
    if (kept[name] === undefined || kept[name] === null)
      delete kept[name];
  return kept;
}

class Model extends Layer {
  get layers() { return this.get('layers').map(wrapLayer); }
  get inputs() { return this.get('inputs').map(wrapWire); }
  get outputs() { return this.get('outputs').map(wrapWire); }
  get input() { return single(this.inputs); }
  get output() { return single(this.outputs); }
  get inputNames() { return this.get('inputNames'); }
  get outputNames() { return this.get('outputNames'); }
  get inputShape() { return single(this.inputs.map(each => each.shape)); }
  get outputShape() { return single(this.outputs.map(each => each.shape)); }
  get metricsNames() { return this.get('metricsNames'); }
  get optimizer() { return new Optimizer(native('modelOptimizer', this.id)); }
  get stopTraining() { return false; }
  set stopTraining(value) { if (value) native('stopTraining', this.id); }
  getLayer(name, index) {
    if (index !== undefined && index !== null || typeof name === 'number') {
      const layer = this.layers[typeof name === 'number' ? name : index];
      return layer || inexpressible('layers() is a vector, and there is none at that place');
    }
    if (typeof name !== 'string')
      inexpressible('layer() asks for a name');
    return wrapLayer(native('getLayer', this.id, name));
  }
  compile(args) {
    const config = withoutManners(args);
    if (isObject(config.optimizer))
      config.optimizer = config.optimizer instanceof Optimizer ? config.optimizer.$optimizer
        : inexpressible('an optimizer is a name or an Optimizer');
    native('compile', this.id, Object.assign(config, {
      loss: chosen(config.loss), metrics: chosen(config.metrics)}));
  }
  predict(x, args) {
    return single(native('predict', this.id, feed(x), withoutManners(args)).map(wrapTensor));
  }
  predictOnBatch(x) { return single(native('predictOnBatch', this.id, feed(x)).map(wrapTensor)); }
  evaluate(x, y, args) {
    const logs = native('evaluate', this.id, feed(x), feed(y), withoutManners(args));
    return single(logs.map(each => tf.scalar(each)));
  }
  trainOnBatch(x, y) { return single(native('trainOnBatch', this.id, feed(x), feed(y))); }
  fit(x, y, args) {
    const config = withoutManners(args);
    config.callbacks = callbacksOf(config.callbacks, this);
    if (config.validationData) {
      if (config.validationData.length > 2)
        inexpressible('validation data are x and y');
      config.validationData = toList(config.validationData).map(feed);
    }
    if (config.sampleWeight)
      config.sampleWeight = feed(config.sampleWeight);
    return this.history(native('fit', this.id, feed(x), feed(y), config), config);
  }
  fitDataset(dataset, args) {
    const config = withoutManners(args);
    config.callbacks = callbacksOf(config.callbacks, this);
    if (config.validationData instanceof Dataset) {
      config.validationDataset = config.validationData.$dataset;
      delete config.validationData;
    } else if (config.validationData) {
      config.validationData = toList(config.validationData).map(feed);
    }
    return this.history(native('fitDataset', this.id, datasetId(dataset), config), config);
  }
  history(raw, config) {
    return Object.assign(raw, {params: config, model: this});
  }
  evaluateDataset(dataset, args) {
    const logs = native('evaluateDataset', this.id, datasetId(dataset), withoutManners(args));
    return single(logs.map(each => tf.scalar(each)));
  }
  summary(lineLength, positions, printFn) {
    const lines = native('summary', this.id, lineLength === undefined ? null : lineLength,
      positions === undefined ? null : positions);
    if (printFn)
      lines.forEach(line => printFn(line));
  }
  save(place, config) {
    if (typeof place === 'string')
      return native('saveTo', this.id, place, withoutManners(config));
    if (!isObject(place))
      inexpressible('a place is an address or a handler');
    const save = place.save ? artifacts => place.save(artifacts) : null;
    return native('save', this.id, save, withoutManners(config)) || {};
  }
  toJSON(unused, asText = true) {
    const json = native('topology', this.id);
    return asText ? JSON.stringify(json) : json;
  }
  setUserDefinedMetadata(metadata) { native('setMetadata', this.id, metadata); }
  getUserDefinedMetadata() { return native('getMetadata', this.id); }
  loadWeights(weights, strict = true) {
    const named = {};
    for (const name of Object.keys(weights))
      named[name] = tensorId(weights[name]);
    native('loadWeights', this.id, named, strict);
  }
}

class LayersModel extends Model {}

class Sequential extends Model {
  // tfjs runs a model within this one.
  get model() { return {name: this.name + '_model'}; }
  add(layer) {
    native('add', this.id, layerId(layer));
    layer.settle();
  }
  pop() { native('pop', this.id); }
}

// --- objects with settings ----------------------------------------------------------------------

class Made {
  constructor(family, json) {
    this.$family = family;
    this.$made = json;
  }
  getClassName() { return this.$made.class_name; }
  getConfig() { return camelCase(this.$made.config); }
  apply(x, dtype) {
    return wrapTensor(this.$family === 'initializer'
      ? native('initialized', this.$made, x, dtype || 'float32')
      : native('appliedTo', this.$family, this.$made, tensorId(x)));
  }
}

const capital = name => name[0].toUpperCase() + name.slice(1);
const make = (family, className, config) => new Made(family, native('made', family, className, config));

function regularizer(name, config) {
  let given = config === undefined || config === null ? {} : config;
  if (isObject(given) && name !== 'l1l2') {
    const own = given[name] === undefined || given[name] === null ? 0.01 : given[name];
    given = {l1: name === 'l1' ? own : 0, l2: name === 'l2' ? own : 0};
  }
  return make('regularizer', 'L1L2', given);
}

class Optimizer {
  constructor(id) { this.$optimizer = id; }
  getClassName() { return native('optimizerConfig', this.$optimizer).class_name; }
  getConfig() { return native('optimizerConfig', this.$optimizer).config; }
  get learningRate() { return native('learningRate', this.$optimizer); }
  set learningRate(value) { native('setLearningRate', this.$optimizer, value); }
  setLearningRate(value) { this.learningRate = value; }
  dispose() {}
}

function optimizer(className, names, defaults, args) {
  const config = Object.assign({}, defaults);
  names.forEach((name, i) => {
    if (args[i] !== undefined && args[i] !== null)
      config[name] = args[i];
  });
  return new Optimizer(native('optimizer', className, config));
}

class EarlyStopping {
  constructor(args) { this.$callback = native('earlyStopping', withoutManners(args)); }
}

class Dataset {
  constructor(id) { this.$dataset = id; this.size = native('datasetSize', id); }
  then$(method, ...args) { return new Dataset(native('datasetStage', this.$dataset, method, args)); }
  batch(size, smallLast) { return this.then$('batch', size, smallLast !== false); }
  repeat(count) { return this.then$('repeat', count === undefined || count === null ? -1 : count); }
  take(count) { return this.then$('take', count); }
  skip(count) { return this.then$('skip', count); }
  shuffle(size) { return this.then$('shuffle', size); }
  prefetch(size) { return this.then$('prefetch', size); }
}

function datasetId(value) {
  return value instanceof Dataset ? value.$dataset : inexpressible('this is no Dataset');
}

// Tensors by their numbers, the rest as it is.
function element(value) {
  if (value instanceof Tensor)
    return {$tensor: value.$tensor};
  if (isList(value) && value.some(each => isObject(each)))
    return value.map(element);
  if (!isObject(value))
    return value;
  const named = {};
  for (const name of Object.keys(value))
    named[name] = element(value[name]);
  return named;
}

// --- tf -----------------------------------------------------------------------------------------

// Any name of a family is a function.
const family = (special, otherwise) => new Proxy(special, {
  get: (members, name) =>
    name in members || typeof name !== 'string' ? members[name] : otherwise(name)});

tf = {
  Tensor, SymbolicTensor, LayersModel, Sequential, Variable,
  version: {tfjs: '4.22.0'},
  tidy: (a, b) => (b || a)(), keep: x => x, dispose: x => { for (const each of toList(x)) each.dispose(); }, nextFrame: () => {},
  ready: () => {}, setBackend: () => true, getBackend: () => 'cpu',
  memory: () => native('memory'),
  CustomCallback: class { constructor(args) { Object.assign(this, args); } },
  Callback: class { setModel(model) { this.model = model; } setParams(params) { this.params = params; } },

  tensor: (values, shape, dtype) => wrapTensor(native('tensor', flat(values).map(Number),
    shape || shapeOf(values), dtype || dtypeOf(values))),
  scalar: (value, dtype) => tf.tensor([value], [], dtype || dtypeOf(value)),
  zeros: (shape, dtype) => wrapTensor(native('filled', shape, 0, dtype || 'float32')),
  ones: (shape, dtype) => wrapTensor(native('filled', shape, 1, dtype || 'float32')),
  fill: (shape, value, dtype) => wrapTensor(native('filled', shape, value, dtype || 'float32')),
  zerosLike: x => tf.zeros(x.shape, x.dtype),
  onesLike: x => tf.ones(x.shape, x.dtype),
  eye: n => tf.tensor(Array.from({length: n}, (_, i) => Array.from({length: n}, (_, j) => Number(i === j)))),
  linspace: (from, to, n) => tf.tensor(Array.from({length: n}, (_, i) => from + (to - from) * i / (n - 1))),
  range: (from, to, step = 1, dtype) => tf.tensor(
    Array.from({length: Math.max(0, Math.ceil((to - from) / step))}, (_, i) => from + step * i), null, dtype),
  randomNormal: (shape, mean = 0, deviation = 1) =>
    wrapTensor(native('random', 'normal', shape, mean, deviation)),
  randomUniform: (shape, least = 0, most = 1) =>
    wrapTensor(native('random', 'uniform', shape, least, most)),
  truncatedNormal: (shape, mean = 0, deviation = 1) =>
    wrapTensor(native('random', 'truncated', shape, mean, deviation)),
  oneHot: (indices, depth) => wrapTensor(native('op', 'oneHot', [tensorId(indices)], [depth])),
  stack: (list, axis = 0) => wrapTensor(native('op', 'stack', list.map(tensorId), [axis])),
  concat: (list, axis = 0) => wrapTensor(native('op', 'concat', list.map(tensorId), [axis])),
  reshape: (x, shape) => wrapTensor(native('op', 'reshape', [tensorId(x)], shape)),
  cast: (x, dtype) => wrapTensor(native('cast', tensorId(x), dtype)),
  addN: list => list.reduce((a, b) => tf.add(a, b)),

  input: args => wrapWire(native('input', withoutManners(args))),
  model: args => {
    const m = wrapLayer(native('model', toList(args.inputs).map(wireId),
      toList(args.outputs).map(wireId), args.name || ''));
    return m;
  },
  sequential: args => {
    const m = wrapLayer(native('sequential', args && args.name || ''));
    for (const each of args && args.layers || [])
      m.add(each);
    return m;
  },
  layers: family({input: args => tf.input(args)}, name => args => {
    const given = Object.assign({}, args);
    const weights = given.weights;
    delete given.weights;
    if (given.inputShape && given.batchInputShape && name === 'inputLayer')
      inexpressible('InputConfig has one shape');
    if (name === 'separableConv2d')
      for (const member of ['kernelInitializer', 'kernelRegularizer', 'kernelConstraint'])
        if (given[member])
          inexpressible('SeparableConv2DConfig has no member ' + member);
    const made = wrapLayer(native('layer', name, given));
    if (weights)
      made.$weights = weights;
    return made;
  }),
  initializers: family({}, name => config =>
    make('initializer', capital(name), config === undefined || config === null ? {} : config)),
  constraints: family({}, name => config =>
    make('constraint', capital(name), config === undefined || config === null ? {} : config)),
  regularizers: family({}, name => config => regularizer(name, config)),
  callbacks: {earlyStopping: args => new EarlyStopping(args)},
  train: {
    sgd: (...args) => optimizer('SGD', ['learningRate'], {}, args),
    momentum: (...args) => optimizer('Momentum', ['learningRate', 'momentum', 'useNesterov'], {}, args),
    adagrad: (...args) => optimizer('Adagrad', ['learningRate', 'initialAccumulatorValue'], {}, args),
    adadelta: (...args) =>
      optimizer('Adadelta', ['learningRate', 'rho', 'epsilon'], {learningRate: 0.001}, args),
    adam: (...args) => optimizer('Adam', ['learningRate', 'beta1', 'beta2', 'epsilon'], {}, args),
    adamax: (...args) =>
      optimizer('Adamax', ['learningRate', 'beta1', 'beta2', 'epsilon', 'decay'], {}, args),
    rmsprop: (...args) =>
      optimizer('RMSProp', ['learningRate', 'decay', 'momentum', 'epsilon', 'centered'], {}, args),
  },
  data: {
    array: list => new Dataset(native('dataset', list.map(element))),
    zip: parts => new Dataset(native('zip', isList(parts) ? parts.map(datasetId)
      : Object.assign({}, ...Object.keys(parts).map(name => ({[name]: datasetId(parts[name])}))))),
    generator: make => new Dataset(native('dataset', Array.from(make()).map(element))),
  },
  io: {
    fromMemory: (artifacts, weightSpecs, weightData, trainingConfig) => ({load: () =>
      weightSpecs || weightData || trainingConfig
        ? {modelTopology: artifacts, weightSpecs, weightData, trainingConfig} : artifacts}),
    withSaveHandler: save => ({save}),
  },
  loadLayersModel: (place, options) => {
    if (typeof place === 'string')
      return wrapLayer(native('loadFrom', place, withoutManners(options)));
    if (!isObject(place))
      inexpressible('a place is an address or a handler');
    return wrapLayer(native('load', place.load ? () => place.load() : null, withoutManners(options)));
  },
};

for (const n of [1, 2, 3, 4, 5, 6]) {
  tf['tensor' + n + 'd'] = (values, shape, dtype) => tf.tensor(values, shape, dtype);
}

const kUnary = ['abs', 'neg', 'square', 'sqrt', 'exp', 'log', 'relu', 'sigmoid', 'tanh', 'softmax',
  'sum', 'mean', 'max', 'min', 'argMax', 'sign', 'round', 'floor', 'transpose'];
const kBinary = ['add', 'sub', 'mul', 'div', 'maximum', 'minimum', 'pow', 'squaredDifference', 'matMul'];
for (const name of kUnary)
  tf[name] = (x, axis) => wrapTensor(native('op', name, [tensorId(x)],
    axis === undefined || axis === null ? [] : toList(axis)));
for (const name of kBinary)
  tf[name] = (a, b) => wrapTensor(native('op', name, [tensorId(a), tensorId(b)], []));
for (const name of kUnary.concat(kBinary, ['cast', 'reshape']))
  Tensor.prototype[name] = function (...args) { return tf[name](this, ...args); };

for (const group of ['losses', 'metrics'])
  tf[group] = family({}, name => {
    const full = 'tf.' + group + '.' + name;
    return Object.assign((a, b) => wrapTensor(native('known', full, tensorId(a), tensorId(b))),
      {$known: full});
  });
tf.models = {modelFromJSON: json => wrapLayer(native('modelFromJson', json))};

if (!Array.prototype.flat)
  Array.prototype.flat = function (depth = 1) {
    return this.reduce((all, each) => all.concat(
      isList(each) && depth > 1 ? each.flat(depth - 1) : each), []);
  };

return {
  tf,
  idOf: value => value instanceof Layer ? value.$layer : -1,
  textOf: value => JSON.stringify(value === undefined ? null : value),
};
})
