// ONNX's operators for images and sequences, with numbers worked out from their specification.
#include "tests/engine/export/onnx_single.h"

using namespace tp;
using namespace tp::testing;

class TestOnnxWindow : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void convolutions() {
        // A sequence, padded before alone, with every second element of a window of 2.
        isAbout(
            Single("Conv")
                .with(counting({1, 1, 5}))
                .with(tensor({1, 10}, {1, 1, 2}))
                .with(tensor({100}))
                .set("pads", Integers{2, 0})
                .set("dilations", Integers{2})
                .set("strides", Integers{2}),
            tensor({100, 120, 142}, {1, 1, 3}));
        // Two groups: each output sees a channel alone.
        isAbout(
            Single("Conv")
                .with(counting({1, 2, 2, 2}))
                .with(tensor({1, 10, 100, 1000}, {4, 1, 1, 1}))
                .set("group", std::int64_t{2}),
            tensor(
                {0, 1, 2, 3, 0, 10, 20, 30, 400, 500, 600, 700, 4000, 5000, 6000, 7000},
                {1, 4, 2, 2}));
        // Groups of two channels each.
        isAbout(
            Single("Conv")
                .with(counting({1, 4, 1, 1}))
                .with(tensor({1, 10, 1, 10}, {2, 2, 1, 1}))
                .set("group", std::int64_t{2}),
            tensor({10, 32}, {1, 2, 1, 1}));
        // Channels on their own, with other strides along rows than along columns.
        isAbout(
            Single("Conv")
                .with(counting({1, 2, 3, 2}))
                .with(ones({2, 1, 1, 1}))
                .set("strides", Integers{2, 1})
                .set("group", std::int64_t{2}),
            tensor({0, 1, 4, 5, 6, 7, 10, 11}, {1, 2, 2, 2}));
        // A volume.
        isAbout(
            Single("Conv").with(counting({1, 1, 2, 2, 2})).with(ones({1, 1, 2, 2, 2})),
            tensor({28}, {1, 1, 1, 1, 1}));
    }

    void padsByName() {
        const Tensor x = tensor({1, 2}, {1, 1, 2});
        const auto summed = [&](const char* how) {
            return Single("Conv").with(x).with(ones({1, 1, 2})).set("auto_pad", how);
        };
        isAbout(summed("SAME_UPPER"), tensor({3, 2}, {1, 1, 2}));
        isAbout(summed("SAME_LOWER"), tensor({1, 3}, {1, 1, 2}));
        isAbout(summed("VALID"), tensor({3}, {1, 1, 1}));
    }

    void transposedConvolutions() {
        // Each number spreads 1, 2, 3 along the row, two places from the last; the ends are cut
        // off, and one is put behind.
        isAbout(
            Single("ConvTranspose")
                .with(tensor({1, 10}, {1, 1, 1, 2}))
                .with(tensor({1, 2, 3}, {1, 1, 1, 3}))
                .set("strides", Integers{1, 2})
                .set("pads", Integers{0, 1, 0, 0})
                .set("output_padding", Integers{0, 1}),
            tensor({2, 13, 20, 30, 0}, {1, 1, 1, 5}));
    }

    void pools() {
        const Tensor x = tensor({-1, -2, -3, -4}, {1, 1, 4});
        isAbout(
            Single("MaxPool").with(x).set("kernel_shape", Integers{3}).set("pads", Integers{2, 0}),
            tensor({-1, -1, -1, -2}, {1, 1, 4}));
        const auto averaged = [&](std::int64_t counts) {
            return Single("AveragePool")
                .with(x)
                .set("kernel_shape", Integers{2})
                .set("strides", Integers{2})
                .set("pads", Integers{1, 1})
                .set("count_include_pad", counts);
        };
        isAbout(averaged(0), tensor({-1, -2.5, -4}, {1, 1, 3}));
        isAbout(averaged(1), tensor({-0.5, -2.5, -2}, {1, 1, 3}));
    }

    void sizes() {
        const Tensor x = tensor({0, 4}, {1, 1, 1, 2});
        const auto resized = [&](const char* mode, const char* places) {
            return Single("Resize")
                .with(x)
                .without()
                .with(tensor({1, 1, 1, 2}))
                .set("mode", mode)
                .set("coordinate_transformation_mode", places)
                .set("nearest_mode", "floor");
        };
        isAbout(resized("nearest", "asymmetric"), tensor({0, 0, 4, 4}, {1, 1, 1, 4}));
        isAbout(resized("linear", "asymmetric"), tensor({0, 2, 4, 4}, {1, 1, 1, 4}));
        isAbout(resized("linear", "half_pixel"), tensor({0, 1, 3, 4}, {1, 1, 1, 4}));
        isAbout(resized("linear", "align_corners"), tensor({0, 4.0 / 3, 8.0 / 3, 4}, {1, 1, 1, 4}));
    }

    void normalized() {
        isAbout(
            Single("BatchNormalization")
                .with(tensor({1, 2}, {1, 2, 1}))
                .with(tensor({2, 3}))
                .with(tensor({10, 20}))
                .with(tensor({0, 1}))
                .with(tensor({3, 0}))
                .set("epsilon", 1.0),
            tensor({11, 23}, {1, 2, 1}));
    }

    void plainSteps() {
        const auto summed = [](const char* direction) {
            return Single("RNN")
                .with(tensor({1, 2, 3}, {3, 1, 1}))
                .with(ones({1, 1, 1}))
                .with(ones({1, 1, 1}) * 10)
                .set("hidden_size", std::int64_t{1})
                .set("activations", std::vector<std::string>{"Affine"})
                .set("direction", direction)
                .run({4, 3});
        };
        isAbout(summed("forward")[0], tensor({1, 12, 123}, {3, 1, 1, 1}));
        isAbout(summed("reverse")[0], tensor({321, 32, 3}, {3, 1, 1, 1}));
        isAbout(summed("reverse")[1], tensor({321}, {1, 1, 1}));
    }

    void resetBeforeOrAfter() {
        // z = ½, r = sigmoid(1), and biases of the new state alone.
        const double r = sigmoidOf(1);
        for (const std::int64_t before : {0, 1}) {
            Tensors found = Single("GRU")
                                .with(zeros({1, 1, 1}))
                                .with(zeros({1, 3, 1}))
                                .with(tensor({0, 0, 2}, {1, 3, 1}))
                                .with(tensor({0, 1, 0.25, 0, 0, 0.5}, {1, 6}))
                                .without()
                                .with(tensor({3}, {1, 1, 1}))
                                .set("hidden_size", std::int64_t{1})
                                .set("activations", std::vector<std::string>{"Sigmoid", "Affine"})
                                .set("linear_before_reset", before)
                                .run({4});
            const double next = 0.25 + (before ? r * (6 + 0.5) : r * 3 * 2 + 0.5);
            isAbout(found[0], tensor({0.5 * next + 0.5 * 3}, {1, 1, 1, 1}));
        }
    }

    void gatesInOrder() {
        // Each gate has a bias of its own: i, o, f, c.
        const Tensors found = Single("LSTM")
                                  .with(zeros({1, 1, 1}))
                                  .with(zeros({1, 4, 1}))
                                  .with(zeros({1, 4, 1}))
                                  .with(tensor({1, 2, 3, 4, 0, 0, 0, 0}, {1, 8}))
                                  .without()
                                  .without()
                                  .with(tensor({5}, {1, 1, 1}))
                                  .set("hidden_size", std::int64_t{1})
                                  .run({4, 3, 3});
        const double c = sigmoidOf(3) * 5 + sigmoidOf(1) * std::tanh(4);
        isAbout(found[2], tensor({c}, {1, 1, 1}));
        isAbout(found[1], tensor({sigmoidOf(2) * std::tanh(c)}, {1, 1, 1}));
    }
};

QTEST_APPLESS_MAIN(TestOnnxWindow)
#include "tst_onnx_window.moc"
