#include "engine/layers/recurrent_layers.h"

#include "engine/layers/recurrent_config.h"

namespace tp::layers {

namespace {

template<class Config>
LayerOptions layerOptions(const Config& config) {
    return {config.inputShape, config.batchInputShape, config.name, config.trainable};
}

template<class Config>
SequenceOptions sequenceOptions(const Config& config) {
    return {
        config.returnSequences,
        config.returnState,
        config.goBackwards,
        config.stateful,
        config.unroll};
}

} // namespace

void describe(ConfigFields& fields, SimpleRNNConfig& config) {
    describeCell(fields, config);
    describeSequence(fields, config);
}

SimpleRNN::SimpleRNN(const SimpleRNNConfig& config)
    : RNN("SimpleRNN",
          layerOptions(config),
          simpleRNNCell(cellConfigOf<SimpleRNNCellConfig>(config)),
          sequenceOptions(config)) {}

std::shared_ptr<SimpleRNN> simpleRNN(const SimpleRNNConfig& config) {
    return std::make_shared<SimpleRNN>(config);
}

void describe(ConfigFields& fields, GRUConfig& config) {
    describeCell(fields, config);
    describeResetAfter(fields);
    describeSequence(fields, config);
}

GRU::GRU(const GRUConfig& config)
    : RNN("GRU",
          layerOptions(config),
          gruCell(cellConfigOf<GRUCellConfig>(config)),
          sequenceOptions(config)) {}

std::shared_ptr<GRU> gru(const GRUConfig& config) {
    return std::make_shared<GRU>(config);
}

void describe(ConfigFields& fields, LSTMConfig& config) {
    describeCell(fields, config);
    describeSequence(fields, config);
}

LSTM::LSTM(const LSTMConfig& config)
    : RNN("LSTM",
          layerOptions(config),
          lstmCell(cellConfigOf<LSTMCellConfig>(config)),
          sequenceOptions(config)) {}

std::shared_ptr<LSTM> lstm(const LSTMConfig& config) {
    return std::make_shared<LSTM>(config);
}

} // namespace tp::layers
