// The same tutorial for TensorFlow.js. Each region is shown beside the region of steps.cpp with the same name; param()
// stands for the value of a control. As it stands this is a module that runs in a page with tfjs and tfjs-vis.

//! [welcome]
import * as tf from '@tensorflow/tfjs';
import * as tfvis from '@tensorflow/tfjs-vis';
//! [welcome]

//! [load]
const response = await fetch('datasets/cars.json');
const file = await response.json();
//! [load]

//! [clean]
const cars = file
  .filter(row => row.Horsepower != null && row.Miles_per_Gallon != null)
  .map(row => ({name: row.Name, horsepower: row.Horsepower, mpg: row.Miles_per_Gallon}));
//! [clean]

//! [look]
const points = cars.map(car => ({x: car.horsepower, y: car.mpg}));
tfvis.render.scatterplot({name: 'cars'}, {values: [points], series: ['cars']},
                         {xLabel: 'horsepower', yLabel: 'mpg'});
//! [look]

//! [tensors]
function toTensors(cars, shuffled, normalised) {
  cars = [...cars];
  if (shuffled) tf.util.shuffle(cars);
  const horsepower = cars.map(car => car.horsepower);
  const mpg = cars.map(car => car.mpg);
  const inputs = tf.tensor2d(horsepower, [cars.length, 1]);
  const labels = tf.tensor2d(mpg, [cars.length, 1]);

  // Raw numbers are those with the range from 0 to 1 taken as it is.
  const inputMin = normalised ? inputs.min() : tf.scalar(0);
  const inputMax = normalised ? inputs.max() : tf.scalar(1);
  const labelMin = normalised ? labels.min() : tf.scalar(0);
  const labelMax = normalised ? labels.max() : tf.scalar(1);
  return {
    inputs: inputs.sub(inputMin).div(inputMax.sub(inputMin)),
    labels: labels.sub(labelMin).div(labelMax.sub(labelMin)),
    inputMin, inputMax, labelMin, labelMax,
  };
}

let examples = toTensors(cars, param('shuffle'), param('normalise'));
//! [tensors]

//! [model]
function buildModel(hiddenLayers, units, activation) {
  const model = tf.sequential();
  let inputs = 1;
  for (let i = 0; i < hiddenLayers; ++i) {
    model.add(tf.layers.dense({units, activation, inputShape: [inputs]}));
    inputs = units;
  }
  model.add(tf.layers.dense({units: 1, inputShape: [inputs]}));
  return model;
}

let model = buildModel(param('hiddenLayers'), param('units'), param('activation'));
model.summary();
//! [model]

//! [compile]
let optimizer = tf.train[param('optimizer')](param('learningRate'));
model.compile({optimizer, loss: param('loss'), metrics: ['mse']});
//! [compile]

//! [train]
await model.fit(examples.inputs, examples.labels, {
  batchSize: param('batchSize'),
  epochs: param('epochs'),
  validationSplit: param('validationSplit'),
  shuffle: param('shuffle'),
  callbacks: tfvis.show.fitCallbacks({name: 'Training'}, ['loss', 'val_loss', 'mse', 'val_mse'],
                                     {callbacks: ['onBatchEnd', 'onEpochEnd']}),
});
//! [train]

//! [predict]
const {inputs, inputMin, inputMax, labelMin, labelMax} = examples;
const lowest = inputs.min().dataSync()[0];   // 0 if normalised
const highest = inputs.max().dataSync()[0];  // 1 if normalised
const xs = tf.linspace(lowest, highest, 100);
const ys = model.predict(xs.reshape([100, 1]));

const horsepower = xs.mul(inputMax.sub(inputMin)).add(inputMin).dataSync();
const mpg = ys.mul(labelMax.sub(labelMin)).add(labelMin).dataSync();
const predicted = Array.from(horsepower, (x, i) => ({x, y: mpg[i]}));
tfvis.render.scatterplot({name: 'predicted'}, {values: [points, predicted], series: ['cars', 'predicted']},
                         {xLabel: 'horsepower', yLabel: 'mpg'});
//! [predict]

//! [scale]
for (const normalised of [true, false]) {
  const data = toTensors(cars, true, normalised);
  const range = data.labelMax.sub(data.labelMin).dataSync()[0];
  const twin = buildModel(1, 1, 'linear');
  twin.compile({optimizer: tf.train.adam(param('learningRate')), loss: 'meanSquaredError'});
  const history = await twin.fit(data.inputs, data.labels, {
    batchSize: 32, epochs: param('epochs'), validationSplit: 0.2});
  const errors = history.history.val_loss.map(loss => Math.sqrt(loss) * range);
  console.log(normalised ? 'numbers from 0 to 1' : 'raw numbers', errors);
}
//! [scale]

//! [experiment]
examples = toTensors(cars, true, param('normalise'));
model = buildModel(param('hiddenLayers'), param('units'), param('activation'));
optimizer = tf.train[param('optimizer')](param('learningRate'));
model.compile({optimizer, loss: 'meanSquaredError', metrics: ['mse']});
await model.fit(examples.inputs, examples.labels, {
  batchSize: param('batchSize'),
  epochs: param('epochs'),
  validationSplit: 0.2,
  callbacks: tfvis.show.fitCallbacks({name: 'Training'}, ['loss', 'val_loss'],
                                     {callbacks: ['onBatchEnd', 'onEpochEnd']}),
});
//! [experiment]
