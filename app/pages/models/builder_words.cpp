#include "app/pages/models/builder_words.h"

#include <QCoreApplication>

namespace app {

namespace {

struct Word {
    const char* name;
    const char* text;
};

const Word kDocs[] = {
    {"Activation", QT_TRANSLATE_NOOP("LayerDoc", "Bends each number by a function")},
    {"Add", QT_TRANSLATE_NOOP("LayerDoc", "Adds several inputs")},
    {"AlphaDropout", QT_TRANSLATE_NOOP("LayerDoc", "Drops numbers and keeps mean and spread")},
    {"Average", QT_TRANSLATE_NOOP("LayerDoc", "The mean of several inputs")},
    {"AveragePooling1D", QT_TRANSLATE_NOOP("LayerDoc", "The mean of each stretch of a sequence")},
    {"AveragePooling2D", QT_TRANSLATE_NOOP("LayerDoc", "The mean of each window of a picture")},
    {"AveragePooling3D", QT_TRANSLATE_NOOP("LayerDoc", "The mean of each window of a volume")},
    {"BatchNormalization",
     QT_TRANSLATE_NOOP("LayerDoc", "Brings each batch to mean 0 and spread 1")},
    {"Bidirectional", QT_TRANSLATE_NOOP("LayerDoc", "Reads a sequence from both ends")},
    {"CategoryEncoding", QT_TRANSLATE_NOOP("LayerDoc", "Turns whole numbers into one-hot rows")},
    {"CenterCrop", QT_TRANSLATE_NOOP("LayerDoc", "Keeps the middle of a picture")},
    {"Concatenate", QT_TRANSLATE_NOOP("LayerDoc", "Puts several inputs behind each other")},
    {"Conv1D", QT_TRANSLATE_NOOP("LayerDoc", "Looks for patterns along a sequence")},
    {"Conv2D", QT_TRANSLATE_NOOP("LayerDoc", "Looks for patterns in pictures")},
    {"Conv2DTranspose", QT_TRANSLATE_NOOP("LayerDoc", "Paints patterns into a larger picture")},
    {"Conv3D", QT_TRANSLATE_NOOP("LayerDoc", "Looks for patterns in volumes")},
    {"Conv3DTranspose", QT_TRANSLATE_NOOP("LayerDoc", "Paints patterns into a larger volume")},
    {"ConvLSTM2D", QT_TRANSLATE_NOOP("LayerDoc", "Remembers patterns over a sequence of pictures")},
    {"Cropping2D", QT_TRANSLATE_NOOP("LayerDoc", "Cuts the edges of a picture off")},
    {"Dense", QT_TRANSLATE_NOOP("LayerDoc", "Weighted sums of all inputs")},
    {"DepthwiseConv2D",
     QT_TRANSLATE_NOOP("LayerDoc", "Looks for patterns in each channel by itself")},
    {"Dot", QT_TRANSLATE_NOOP("LayerDoc", "Multiplies two inputs and sums up")},
    {"Dropout", QT_TRANSLATE_NOOP("LayerDoc", "Drops numbers at random while training")},
    {"ELU", QT_TRANSLATE_NOOP("LayerDoc", "Bends what is below 0 towards -1")},
    {"Embedding", QT_TRANSLATE_NOOP("LayerDoc", "A row of numbers for each word")},
    {"Flatten", QT_TRANSLATE_NOOP("LayerDoc", "Lays all numbers out in one row")},
    {"GRU", QT_TRANSLATE_NOOP("LayerDoc", "Reads a sequence with a short memory")},
    {"GaussianDropout", QT_TRANSLATE_NOOP("LayerDoc", "Multiplies by noise while training")},
    {"GaussianNoise", QT_TRANSLATE_NOOP("LayerDoc", "Adds noise while training")},
    {"GlobalAveragePooling1D", QT_TRANSLATE_NOOP("LayerDoc", "The mean of a whole sequence")},
    {"GlobalAveragePooling2D", QT_TRANSLATE_NOOP("LayerDoc", "The mean of a whole picture")},
    {"GlobalMaxPooling1D", QT_TRANSLATE_NOOP("LayerDoc", "The largest number of a whole sequence")},
    {"GlobalMaxPooling2D", QT_TRANSLATE_NOOP("LayerDoc", "The largest number of a whole picture")},
    {"LSTM", QT_TRANSLATE_NOOP("LayerDoc", "Reads a sequence and remembers for long")},
    {"LayerNormalization",
     QT_TRANSLATE_NOOP("LayerDoc", "Brings each sample to mean 0 and spread 1")},
    {"LeakyReLU", QT_TRANSLATE_NOOP("LayerDoc", "Lets a little through of what is below 0")},
    {"Masking", QT_TRANSLATE_NOOP("LayerDoc", "Skips steps that hold one value only")},
    {"MaxPooling1D",
     QT_TRANSLATE_NOOP("LayerDoc", "The largest number of each stretch of a sequence")},
    {"MaxPooling2D",
     QT_TRANSLATE_NOOP("LayerDoc", "The largest number of each window of a picture")},
    {"MaxPooling3D",
     QT_TRANSLATE_NOOP("LayerDoc", "The largest number of each window of a volume")},
    {"Maximum", QT_TRANSLATE_NOOP("LayerDoc", "The larger of several inputs, number by number")},
    {"Minimum", QT_TRANSLATE_NOOP("LayerDoc", "The smaller of several inputs, number by number")},
    {"Multiply", QT_TRANSLATE_NOOP("LayerDoc", "Multiplies several inputs")},
    {"PReLU", QT_TRANSLATE_NOOP("LayerDoc", "Learns how much to let through below 0")},
    {"Permute", QT_TRANSLATE_NOOP("LayerDoc", "Puts axes in another order")},
    {"RNN", QT_TRANSLATE_NOOP("LayerDoc", "Reads a sequence with cells of your choice")},
    {"ReLU", QT_TRANSLATE_NOOP("LayerDoc", "Makes 0 of what is below 0")},
    {"RepeatVector", QT_TRANSLATE_NOOP("LayerDoc", "Repeats a row as a sequence")},
    {"Rescaling", QT_TRANSLATE_NOOP("LayerDoc", "Multiplies and adds: pixels from 0 to 1")},
    {"Reshape", QT_TRANSLATE_NOOP("LayerDoc", "Gives the numbers another shape")},
    {"Resizing", QT_TRANSLATE_NOOP("LayerDoc", "Brings pictures to one size")},
    {"SeparableConv2D", QT_TRANSLATE_NOOP("LayerDoc", "Looks for patterns with fewer weights")},
    {"SimpleRNN", QT_TRANSLATE_NOOP("LayerDoc", "Reads a sequence step by step")},
    {"Softmax", QT_TRANSLATE_NOOP("LayerDoc", "Makes shares of 1 out of numbers")},
    {"SpatialDropout1D", QT_TRANSLATE_NOOP("LayerDoc", "Drops whole channels while training")},
    {"ThresholdedReLU", QT_TRANSLATE_NOOP("LayerDoc", "Makes 0 of what is below a threshold")},
    {"TimeDistributed", QT_TRANSLATE_NOOP("LayerDoc", "Does the same in each step of a sequence")},
    {"UpSampling2D", QT_TRANSLATE_NOOP("LayerDoc", "Makes a picture larger")},
    {"ZeroPadding2D", QT_TRANSLATE_NOOP("LayerDoc", "Puts zeros around a picture")},
};

const Word kSettings[] = {
    {"activation", QT_TRANSLATE_NOOP("LayerSetting", "Activation")},
    {"alpha", QT_TRANSLATE_NOOP("LayerSetting", "Alpha")},
    {"alpha_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Alpha constraint")},
    {"alpha_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Alpha starts as")},
    {"alpha_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of alpha")},
    {"axes", QT_TRANSLATE_NOOP("LayerSetting", "Axes")},
    {"axis", QT_TRANSLATE_NOOP("LayerSetting", "Axis")},
    {"beta_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Shift constraint")},
    {"beta_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Shift starts as")},
    {"beta_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of the shift")},
    {"bias_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Bias constraint")},
    {"bias_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Bias starts as")},
    {"bias_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of the bias")},
    {"center", QT_TRANSLATE_NOOP("LayerSetting", "Learn a shift")},
    {"crop_to_aspect_ratio", QT_TRANSLATE_NOOP("LayerSetting", "Crop to keep the ratio")},
    {"cropping", QT_TRANSLATE_NOOP("LayerSetting", "Cut off")},
    {"data_format", QT_TRANSLATE_NOOP("LayerSetting", "Order of axes")},
    {"depth_multiplier", QT_TRANSLATE_NOOP("LayerSetting", "Filters per channel")},
    {"depthwise_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Channel kernel constraint")},
    {"depthwise_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Channel kernel starts as")},
    {"depthwise_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of the channel kernel")},
    {"dilation_rate", QT_TRANSLATE_NOOP("LayerSetting", "Dilation")},
    {"dims", QT_TRANSLATE_NOOP("LayerSetting", "Order of axes")},
    {"dropout", QT_TRANSLATE_NOOP("LayerSetting", "Dropout of inputs")},
    {"embeddings_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Embedding constraint")},
    {"embeddings_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Embedding starts as")},
    {"epsilon", QT_TRANSLATE_NOOP("LayerSetting", "Epsilon")},
    {"factor", QT_TRANSLATE_NOOP("LayerSetting", "By how much")},
    {"filters", QT_TRANSLATE_NOOP("LayerSetting", "Filters")},
    {"gamma_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Scale constraint")},
    {"gamma_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Scale starts as")},
    {"gamma_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of the scale")},
    {"go_backwards", QT_TRANSLATE_NOOP("LayerSetting", "Read backwards")},
    {"height", QT_TRANSLATE_NOOP("LayerSetting", "Height")},
    {"input_dim", QT_TRANSLATE_NOOP("LayerSetting", "Words")},
    {"interpolation", QT_TRANSLATE_NOOP("LayerSetting", "Interpolation")},
    {"kernel_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Kernel constraint")},
    {"kernel_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Kernel starts as")},
    {"kernel_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of the kernel")},
    {"kernel_size", QT_TRANSLATE_NOOP("LayerSetting", "Kernel size")},
    {"mask_value", QT_TRANSLATE_NOOP("LayerSetting", "Value to skip")},
    {"mask_zero", QT_TRANSLATE_NOOP("LayerSetting", "Skip zeros")},
    {"max_value", QT_TRANSLATE_NOOP("LayerSetting", "Largest value")},
    {"merge_mode", QT_TRANSLATE_NOOP("LayerSetting", "Joined by")},
    {"momentum", QT_TRANSLATE_NOOP("LayerSetting", "Momentum")},
    {"moving_mean_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Mean starts as")},
    {"moving_variance_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Variance starts as")},
    {"n", QT_TRANSLATE_NOOP("LayerSetting", "Times")},
    {"noise_shape", QT_TRANSLATE_NOOP("LayerSetting", "Shape of the noise")},
    {"normalize", QT_TRANSLATE_NOOP("LayerSetting", "Normalize first")},
    {"num_tokens", QT_TRANSLATE_NOOP("LayerSetting", "Classes")},
    {"offset", QT_TRANSLATE_NOOP("LayerSetting", "Offset")},
    {"output_dim", QT_TRANSLATE_NOOP("LayerSetting", "Numbers for each")},
    {"output_mode", QT_TRANSLATE_NOOP("LayerSetting", "What comes out")},
    {"padding", QT_TRANSLATE_NOOP("LayerSetting", "Padding")},
    {"pointwise_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Point kernel constraint")},
    {"pointwise_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Point kernel starts as")},
    {"pointwise_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of the point kernel")},
    {"pool_size", QT_TRANSLATE_NOOP("LayerSetting", "Window")},
    {"rate", QT_TRANSLATE_NOOP("LayerSetting", "Share dropped")},
    {"recurrent_activation", QT_TRANSLATE_NOOP("LayerSetting", "Activation of gates")},
    {"recurrent_constraint", QT_TRANSLATE_NOOP("LayerSetting", "Memory kernel constraint")},
    {"recurrent_dropout", QT_TRANSLATE_NOOP("LayerSetting", "Dropout of the memory")},
    {"recurrent_initializer", QT_TRANSLATE_NOOP("LayerSetting", "Memory kernel starts as")},
    {"recurrent_regularizer", QT_TRANSLATE_NOOP("LayerSetting", "Price of the memory kernel")},
    {"reset_after", QT_TRANSLATE_NOOP("LayerSetting", "Reset after the product")},
    {"return_sequences", QT_TRANSLATE_NOOP("LayerSetting", "Put out every step")},
    {"return_state", QT_TRANSLATE_NOOP("LayerSetting", "Put out the memory")},
    {"scale", QT_TRANSLATE_NOOP("LayerSetting", "Scale")},
    {"seed", QT_TRANSLATE_NOOP("LayerSetting", "Seed")},
    {"shared_axes", QT_TRANSLATE_NOOP("LayerSetting", "Axes that share")},
    {"size", QT_TRANSLATE_NOOP("LayerSetting", "Times larger")},
    {"stateful", QT_TRANSLATE_NOOP("LayerSetting", "Remember between batches")},
    {"stddev", QT_TRANSLATE_NOOP("LayerSetting", "Strength of the noise")},
    {"strides", QT_TRANSLATE_NOOP("LayerSetting", "Strides")},
    {"target_shape", QT_TRANSLATE_NOOP("LayerSetting", "New shape")},
    {"theta", QT_TRANSLATE_NOOP("LayerSetting", "Threshold")},
    {"unit_forget_bias", QT_TRANSLATE_NOOP("LayerSetting", "Forget bias of 1")},
    {"units", QT_TRANSLATE_NOOP("LayerSetting", "Units")},
    {"use_bias", QT_TRANSLATE_NOOP("LayerSetting", "Bias")},
    {"width", QT_TRANSLATE_NOOP("LayerSetting", "Width")},
};

const Word kParts[] = {
    {"axis", QT_TRANSLATE_NOOP("LayerPart", "Axis")},
    {"distribution", QT_TRANSLATE_NOOP("LayerPart", "Distribution")},
    {"gain", QT_TRANSLATE_NOOP("LayerPart", "Factor")},
    {"l1", QT_TRANSLATE_NOOP("LayerPart", "L1, on sizes")},
    {"l2", QT_TRANSLATE_NOOP("LayerPart", "L2, on squares")},
    {"max_value", QT_TRANSLATE_NOOP("LayerPart", "Largest norm")},
    {"maxval", QT_TRANSLATE_NOOP("LayerPart", "Largest")},
    {"mean", QT_TRANSLATE_NOOP("LayerPart", "Mean")},
    {"min_value", QT_TRANSLATE_NOOP("LayerPart", "Smallest norm")},
    {"minval", QT_TRANSLATE_NOOP("LayerPart", "Smallest")},
    {"mode", QT_TRANSLATE_NOOP("LayerPart", "Connections")},
    {"rate", QT_TRANSLATE_NOOP("LayerPart", "Part of the way")},
    {"scale", QT_TRANSLATE_NOOP("LayerPart", "Scale")},
    {"seed", QT_TRANSLATE_NOOP("LayerPart", "Seed")},
    {"stddev", QT_TRANSLATE_NOOP("LayerPart", "Spread")},
    {"value", QT_TRANSLATE_NOOP("LayerPart", "Value")},
};

const Word kData[] = {
    {"circles", QT_TRANSLATE_NOOP("PracticeData", "Points: circle")},
    {"xor", QT_TRANSLATE_NOOP("PracticeData", "Points: exclusive or")},
    {"gaussians", QT_TRANSLATE_NOOP("PracticeData", "Points: two clouds")},
    {"spirals", QT_TRANSLATE_NOOP("PracticeData", "Points: spirals")},
    {"plane", QT_TRANSLATE_NOOP("PracticeData", "Points: slope")},
    {"hills", QT_TRANSLATE_NOOP("PracticeData", "Points: hills")},
    {"stripes", QT_TRANSLATE_NOOP("PracticeData", "Pictures: stripes")},
    {"waves", QT_TRANSLATE_NOOP("PracticeData", "Sequences: waves")},
};

template<std::size_t N>
QString wordFor(const Word (&words)[N], const char* context, const QString& name) {
    for (const Word& word : words) {
        if (name == QLatin1String(word.name))
            return QCoreApplication::translate(context, word.text);
    }
    return {};
}

} // namespace

QString layerDoc(const QString& kind) {
    return wordFor(kDocs, "LayerDoc", kind);
}

QString settingTitle(const QString& name) {
    const QString found = wordFor(kSettings, "LayerSetting", name);
    return found.isEmpty() ? name : found;
}

QString partTitle(const QString& name) {
    const QString found = wordFor(kParts, "LayerPart", name);
    return found.isEmpty() ? name : found;
}

QString dataTitle(const QString& name) {
    const QString found = wordFor(kData, "PracticeData", name);
    return found.isEmpty() ? name : found;
}

} // namespace app
