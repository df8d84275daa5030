#include "engine/notebook/evaluate.h"
#include "engine/notebook/sample_picture.h"
#include "engine/notebook/value_text.h"
#include "engine/ops/creation.h"
#include "engine/ops/random.h"
#include "engine/ops/rules.h"
#include "engine/tensor/memory.h"
#include "engine/tensor/tidy.h"

#include <algorithm>
#include <chrono>

namespace tp::notebook {

namespace {

using Texts = std::vector<std::string>;

constexpr std::string_view kOwnDType = "auto";
constexpr std::int64_t kMostShown = 8;

Outcome single(const Tensor& tensor) {
    Outcome outcome;
    outcome.outputs = {tensor};
    return outcome;
}

Shape shapeOf(const RecipeCall& call) {
    const Shape shape(call.attr<Ints>("shape"));
    checkSizes(shape, "shape");
    return shape;
}

/// A seed of -1 asks for new numbers each time.
Seed seedOf(const RecipeCall& call) {
    const auto seed = call.attr<std::int64_t>("seed");
    return seed < 0 ? Seed() : Seed(seed);
}

Outcome makeValues(const RecipeCall& call) {
    const auto& dtype = call.attr<std::string>("dtype");
    const auto& text = call.attr<std::string>("values");
    if (dtype == kOwnDType)
        return single(parseTensor(text));
    return single(parseTensor(text, dtypeFromName(dtype)));
}

Outcome makePicture(const RecipeCall& call) {
    const auto& path = call.attr<std::string>("picture");
    const auto channels = call.attr<std::int64_t>("channels");
    check(
        channels == 1 || channels == 3 || channels == 4,
        "fromPixels: a picture has 1, 3 or 4 channels, not %1.",
        channels);
    Pixels pixels;
    if (isSamplePicture(path)) {
        pixels = samplePicture(path, channels);
    } else {
        check(
            call.surroundings.readPicture != nullptr,
            "fromPixels: there is no picture called %1.",
            path);
        pixels = call.surroundings.readPicture(path, channels);
    }
    const std::vector<std::int32_t> elements(pixels.bytes.begin(), pixels.bytes.end());
    return single(fromBuffer(elements, {pixels.height, pixels.width, channels}));
}

Tensor runStep(const std::string& word, const Tensor& x) {
    const Recipe* step = findRecipeWritten(word);
    check(
        step != nullptr && step->op != nullptr && step->inputs.size() == 1 && !step->hasManyOutputs,
        "tidy: %1 is no operation with one input and one result.",
        word);
    Tensors inputs{x};
    unifyDTypes(*step->op, inputs);
    return run(*step->op, inputs);
}

Outcome makeChain(const RecipeCall& call) {
    const auto& steps = call.attr<Texts>("steps");
    const auto& kept = call.attr<std::string>("keep");
    const bool isTidied = call.attr<bool>("tidy");
    check(!steps.empty(), "tidy: name at least one step, such as square.");
    check(
        kept.empty() || std::find(steps.begin(), steps.end(), kept) != steps.end(),
        "tidy: %1 is to be kept, but is none of the steps.",
        kept);
    Outcome outcome;
    TidyCounts counts;
    counts.before = memory().numTensors;
    const auto walk = [&] {
        Tensors made{call.inputs[0]};
        for (const std::string& step : steps) {
            made.push_back(runStep(step, made.back()));
            if (isTidied && step == kept)
                outcome.intermediates.push_back(keep(made.back()));
        }
        counts.inside = memory().numTensors;
        outcome.outputs = {made.back()};
        if (!isTidied)
            outcome.intermediates.assign(made.begin() + 1, made.end() - 1);
        return made.back();
    };
    if (isTidied) {
        tidy(walk);
    } else {
        walk();
    }
    counts.after = memory().numTensors;
    outcome.counts = counts;
    return outcome;
}

template<class T>
Reading readAs(const Tensor& x, bool waits) {
    using Clock = std::chrono::steady_clock;
    const auto since = [](Clock::time_point start) {
        return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    };
    Reading reading;
    reading.waits = waits;
    const Clock::time_point start = Clock::now();
    if (waits) {
        x.dataSync<T>();
        reading.futureMs = since(start);
    } else {
        auto future = x.data<T>();
        reading.futureMs = since(start);
        future.get();
    }
    reading.valuesMs = since(start);
    return reading;
}

Outcome makeReading(const RecipeCall& call) {
    const Tensor& x = call.inputs[0];
    const bool waits = call.attr<bool>("wait");
    Outcome outcome;
    switch (x.dtype()) {
    case DType::Float32:
        outcome.reading = readAs<float>(x, waits);
        break;
    case DType::Int32:
        outcome.reading = readAs<std::int32_t>(x, waits);
        break;
    case DType::Bool:
        outcome.reading = readAs<std::uint8_t>(x, waits);
        break;
    case DType::Complex64:
        outcome.reading = readAs<std::complex<float>>(x, waits);
        break;
    case DType::String:
        outcome.reading = readAs<std::string>(x, waits);
        break;
    }
    outcome.reading->values = valuesText(x.withShape({x.size()}), kMostShown);
    return outcome;
}

Outcome makeDisposal(const RecipeCall& call) {
    Outcome outcome;
    for (const Tensor& tensor : call.inputs) {
        outcome.disposed += tensor.isDisposed() ? 0 : 1;
        dispose(tensor);
    }
    return outcome;
}

Recipe creation(std::string_view name, std::string_view doc, std::string_view formula) {
    Recipe recipe;
    recipe.name = name;
    recipe.group = Group::Create;
    recipe.doc = doc;
    recipe.formula = formula;
    recipe.spelling = Recipe::Spelling::Function;
    recipe.hasExample = true;
    return recipe;
}

void addConstants(std::vector<Recipe>& recipes) {
    Recipe values = creation("tensor", "A tensor of the values you type.", "y = values");
    values.attrs = {{"values", std::string("[[1, 2], [3, 4]]")}, {"dtype", std::string(kOwnDType)}};
    values.make = makeValues;
    values.spelling = Recipe::Spelling::Special;
    recipes.push_back(values);

    Recipe zerosRecipe = creation("zeros", "A tensor of zeros.", "y = 0");
    zerosRecipe.attrs = {{"shape", Ints{2, 3}}, {"dtype", DType::Float32}};
    zerosRecipe.written = "zeros({shape}, {dtype})";
    zerosRecipe.make = [](const RecipeCall& call) {
        return single(zeros(shapeOf(call), call.attr<DType>("dtype")));
    };
    recipes.push_back(zerosRecipe);

    Recipe onesRecipe = creation("ones", "A tensor of ones.", "y = 1");
    onesRecipe.attrs = {{"shape", Ints{2, 3}}, {"dtype", DType::Float32}};
    onesRecipe.written = "ones({shape}, {dtype})";
    onesRecipe.make = [](const RecipeCall& call) {
        return single(ones(shapeOf(call), call.attr<DType>("dtype")));
    };
    recipes.push_back(onesRecipe);

    Recipe eyeRecipe = creation("eye", "The identity matrix.", "y[i, j] = i == j ? 1 : 0");
    eyeRecipe.attrs = {{"numRows", std::int64_t{3}}, {"numColumns", std::int64_t{3}}};
    eyeRecipe.written = "eye({numRows}, {numColumns})";
    eyeRecipe.make = [](const RecipeCall& call) {
        return single(
            eye(call.attr<std::int64_t>("numRows"), call.attr<std::int64_t>("numColumns")));
    };
    recipes.push_back(eyeRecipe);
}

void addRandom(std::vector<Recipe>& recipes) {
    Recipe uniform =
        creation("randomUniform", "Random numbers evenly spread over a range.", "min <= y < max");
    uniform.attrs = {
        {"shape", Ints{3, 4}},
        {"min", 0.0},
        {"max", 1.0},
        {"dtype", DType::Float32},
        {"seed", std::int64_t{42}}};
    uniform.written = "randomUniform({shape}, {min}, {max}, {dtype}, {seed})";
    uniform.make = [](const RecipeCall& call) {
        return single(randomUniform(
            shapeOf(call),
            call.attr<double>("min"),
            call.attr<double>("max"),
            call.attr<DType>("dtype"),
            seedOf(call)));
    };
    recipes.push_back(uniform);

    const auto addNormal =
        [&](std::string_view name, std::string_view doc, std::string_view written, auto make) {
            Recipe normal = creation(name, doc, "y ~ N(mean, stdDev)");
            normal.attrs = {
                {"shape", Ints{3, 4}},
                {"mean", 0.0},
                {"stdDev", 1.0},
                {"dtype", DType::Float32},
                {"seed", std::int64_t{42}}};
            normal.written = written;
            normal.make = make;
            recipes.push_back(normal);
        };
    addNormal(
        "randomNormal",
        "Random numbers of a normal distribution.",
        "randomNormal({shape}, {mean}, {stdDev}, {dtype}, {seed})",
        [](const RecipeCall& call) {
            return single(randomNormal(
                shapeOf(call),
                call.attr<double>("mean"),
                call.attr<double>("stdDev"),
                call.attr<DType>("dtype"),
                seedOf(call)));
        });
    addNormal(
        "truncatedNormal",
        "As randomNormal, but none further than two standard deviations from the mean.",
        "truncatedNormal({shape}, {mean}, {stdDev}, {dtype}, {seed})",
        [](const RecipeCall& call) {
            return single(truncatedNormal(
                shapeOf(call),
                call.attr<double>("mean"),
                call.attr<double>("stdDev"),
                call.attr<DType>("dtype"),
                seedOf(call)));
        });
}

void addMemory(std::vector<Recipe>& recipes) {
    Recipe chain;
    chain.name = "tidy";
    chain.group = Group::Memory;
    chain.doc = "Runs steps one after the other and frees what they made, but for the result.";
    chain.formula = "y = tidy(f(x))";
    chain.inputs = {"x"};
    chain.attrs = {
        {"steps", Texts{"square", "mean", "sqrt"}}, {"tidy", true}, {"keep", std::string()}};
    chain.make = makeChain;
    chain.spelling = Recipe::Spelling::Special;
    chain.exampleInputs = "[3, 4]";
    chain.hasExample = true;
    recipes.push_back(chain);

    Recipe reading;
    reading.name = "data";
    reading.group = Group::Memory;
    reading.doc = "Fetches the values of a tensor, waiting for them or by a future.";
    reading.formula = "values of x";
    reading.inputs = {"x"};
    reading.attrs = {{"wait", false}};
    reading.make = makeReading;
    reading.spelling = Recipe::Spelling::Special;
    reading.exampleInputs = "[[1, 2], [3, 4]]";
    reading.hasExample = true;
    recipes.push_back(reading);

    Recipe disposal;
    disposal.name = "dispose";
    disposal.group = Group::Memory;
    disposal.doc = "Frees a tensor's memory at once; whoever uses it later is refused.";
    disposal.formula = "memory -= bytes of x";
    disposal.inputs = {"x"};
    disposal.make = makeDisposal;
    disposal.spelling = Recipe::Spelling::Special;
    disposal.exampleInputs = "[1, 2, 3]";
    disposal.hasExample = true;
    recipes.push_back(disposal);
}

} // namespace

void addOwnRecipes(std::vector<Recipe>& recipes) {
    addConstants(recipes);
    addRandom(recipes);
    Recipe picture = creation(
        "fromPixels",
        "A picture as int32 numbers from 0 to 255: height, width, channels.",
        "y[row, column, channel]");
    picture.attrs = {{"picture", std::string("sunset")}, {"channels", std::int64_t{3}}};
    picture.make = makePicture;
    picture.spelling = Recipe::Spelling::Special;
    recipes.push_back(picture);
    addMemory(recipes);
}

} // namespace tp::notebook
