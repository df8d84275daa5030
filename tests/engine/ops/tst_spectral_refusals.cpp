#include "engine/api/start.h"
#include "engine/ops/ops.h"
#include "tests/support/refusal.h"

#include <QtTest>

#include <functional>

using namespace tp;

namespace {

struct Refusal {
    const char* name;
    std::function<void()> call;
    const char* message;
};

} // namespace

Q_DECLARE_METATYPE(const Refusal*)

/// What complex numbers, transforms, signals and einsum refuse.
class TestSpectralRefusals : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { start(); }

    void message_data() {
        static const Tensor x = tensor({{1, 2, 3}, {4, 5, 6}});
        static const Tensor z = complex(x, x);
        static const Refusal kRows[] = {
            {"complex of two shapes",
             [] { complex(x, tensor({1})); },
             "complex: both parts must have one shape, but the shapes are [2, 3] and [1]."},
            {"real of real numbers",
             [] { real(x); },
             "Real: the input input must be complex64, but it is float32."},
            {"imag of real numbers",
             [] { imag(x); },
             "Imag: the input input must be complex64, but it is float32."},
            {"fft of real numbers",
             [] { spectral::fft(x); },
             "FFT: the input input must be complex64, but it is float32."},
            {"ifft of a scalar",
             [] { spectral::ifft(complex(scalar(1), scalar(2))); },
             "IFFT: a scalar has no axis to transform."},
            {"rfft of complex numbers",
             [] { spectral::rfft(z); },
             "rfft: x must be float32, but it is complex64."},
            {"rfft of nothing",
             [] { spectral::rfft(x, 0); },
             "rfft: at least one number must be transformed, but fftLength is 0."},
            {"irfft of real numbers",
             [] { spectral::irfft(x); },
             "irfft: x must be complex64, but it is float32."},
            {"frame without a step",
             [] { signal::frame(x, 2, 0); },
             "frame: a frame's length and the step to the next one must be 1 or more, but they are "
             "2 and 0."},
            {"window of negative length",
             [] { signal::hannWindow(-1); },
             "cosineWindow: a shape cannot have a negative size, but got [null]."},
            {"enclosingPowerOfTwo",
             [] { signal::enclosingPowerOfTwo(0); },
             "enclosingPowerOfTwo: the value must be 1 or more, but it is 0."},
            {"einsum of too few tensors",
             [] { einsum("ij,jk->ik", {x}); },
             "einsum: the equation \"ij,jk->ik\" is about 2 tensors, but 1 were given."},
            {"einsum of a diagonal",
             [] { einsum("ii->i", {x}); },
             "einsum: in the equation \"ii->i\", the letter i stands twice in one place, which is "
             "not supported."},
            {"einsum with dots",
             [] { einsum("...j->j", {x}); },
             "einsum: the equation \"...j->j\" must name each axis with a letter, as \"ij,jk->ik\" "
             "does."},
            {"einsum with two arrows",
             [] { einsum("ij->j->", {x}); },
             "einsum: the equation \"ij->j->\" must name each axis with a letter, as \"ij,jk->ik\" "
             "does."},
            {"einsum with an unknown output",
             [] { einsum("ij->k", {x}); },
             "einsum: in the equation \"ij->k\", the output has the letter k, which no tensor "
             "has."},
            {"einsum of another rank",
             [] { einsum("i->i", {x}); },
             "einsum: \"i\" names 1 axes, but the tensor has shape [2, 3]."},
            {"einsum of sizes that differ",
             [] {
                 einsum("ij,jk->ik", {x, x});
             },
             "einsum: the axis j has size 3 in one tensor and 2 in another."},
            {"einsum of nothing",
             [] { einsum("->", {}); },
             "einsum: the equation \"->\" is about 1 tensors, but 0 were given."},
        };
        QTest::addColumn<const Refusal*>("row");
        for (const Refusal& row : kRows)
            QTest::newRow(row.name) << &row;
    }

    void message() {
        QFETCH(const Refusal*, row);
        QCOMPARE(test::refusalOf(row->call), QString(row->message));
    }
};

QTEST_APPLESS_MAIN(TestSpectralRefusals)
#include "tst_spectral_refusals.moc"
