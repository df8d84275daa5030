#include "app/pages/models/run_session.h"

#include "app/pages/models/model_words.h"
#include "app/pages/models/picture_reader.h"

#include <condition_variable>
#include <mutex>

namespace app {

namespace inspect = tp::inspect;

namespace {

constexpr std::int64_t kSeed = 1;

/// Stops a run of the model when its task is cancelled. The engine asks a token, the task a
/// question.
class Stopper {
public:
    explicit Stopper(const TaskContext& task)
        : m_thread([this, &task](const std::stop_token& ended) { watch(task, ended); }) {}

    tp::GraphRunOptions options() const {
        tp::GraphRunOptions options;
        options.stop = m_stop.get_token();
        options.timeLimit = std::chrono::minutes(10);
        return options;
    }

private:
    void watch(const TaskContext& task, const std::stop_token& ended) {
        constexpr std::chrono::milliseconds kPause{10};
        std::unique_lock lock(m_mutex);
        while (!ended.stop_requested() && !m_stop.stop_requested()) {
            if (task.isCancelled())
                m_stop.request_stop();
            m_wake.wait_for(lock, ended, kPause, [] { return false; });
        }
    }

    std::stop_source m_stop;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread; // last: it ends before what it uses goes
};

/// The tensors for a run: of the picture where the model takes one, else random.
tp::NamedTensors inputsFor(
    const inspect::ShownGraph& graph,
    const std::optional<inspect::PictureInput>& input,
    inspect::PixelRange range,
    RunSession::Done& done) {
    if (done.picture.isEmpty() || !input)
        return inspect::randomInputs(graph.inputs(), kSeed);
    SeenPicture seen = readPicture(done.picture, *input);
    done.seen = seen.image;
    std::vector<inspect::ModelEnd> others;
    for (const inspect::ModelEnd& end : graph.inputs()) {
        if (end.name != input->end.name)
            others.push_back(end);
    }
    tp::NamedTensors inputs = inspect::randomInputs(others, kSeed);
    inputs[input->end.name] = inspect::pictureTensor(seen.pixels, *input, range);
    return inputs;
}

} // namespace

RunSession::RunSession(QObject* parent) : QObject(parent) {
    connect(&m_jobs, &ModelJobs::changed, this, &RunSession::runningChanged);
}

RunSession::~RunSession() {
    m_jobs.disconnect();
}

void RunSession::setModel(const Rows& rows, double loadSeconds, const QStringList& labels) {
    m_jobs.cancel();
    m_rows = rows;
    m_loadSeconds = loadSeconds;
    m_labels = labels;
    m_pictureInput.reset();
    m_done.reset();
    m_error.reset();
    m_picture.clear();
    m_running = 0;
    m_row = -1;
    m_value = {};
    m_isLooking = false;
    if (canRun()) {
        m_pictureInput = inspect::pictureInputOf(m_rows->graph->inputs());
        const bool isWhole = m_pictureInput && m_pictureInput->end.dtype == tp::DType::Int32;
        m_range = isWhole ? inspect::PixelRange::Byte : inspect::PixelRange::Unit;
        learnShapes({});
    }
    emit changed();
    emit valueChanged();
}

/// Without inputs: on random ones, and nothing is said if they are refused.
void RunSession::learnShapes(const tp::NamedTensors& inputs) {
    const auto result = std::make_shared<View>();
    ModelJobs::Job job;
    job.title = tr("Learning the shapes in the graph");
    job.work = [rows = m_rows, inputs, result](TaskContext& task) {
        const Stopper stopper(task);
        *result = inspect::withShapes(
            *rows,
            inputs.empty() ? inspect::randomInputs(rows->graph->inputs(), kSeed) : inputs,
            stopper.options());
    };
    job.done = [this, result] { emit shapesFound(*result); };
    m_jobs.add(std::move(job));
}

void RunSession::setRange(inspect::PixelRange range) {
    if (range == m_range)
        return;
    m_range = range;
    emit changed();
    if (!m_picture.isEmpty())
        start(m_picture);
}

void RunSession::runPicture(const QString& path) {
    start(path);
}

void RunSession::runRandom() {
    start({});
}

void RunSession::runAgain() {
    start(m_picture);
}

void RunSession::start(const QString& picture) {
    if (!canRun())
        return;
    m_picture = picture;
    const auto result = std::make_shared<Done>();
    result->picture = picture;
    ModelJobs::Job job;
    job.title = tr("Running %1").arg(asText(m_rows->view->name));
    job.work = [rows = m_rows, input = m_pictureInput, range = m_range, result](TaskContext& task) {
        const Stopper stopper(task);
        result->inputs = inputsFor(*rows->graph, input, range, *result);
        result->run = inspect::runGraph(*rows->graph, result->inputs, stopper.options());
    };
    job.done = [this, result] { finish(result); };
    job.failed = [this](const tp::Error& error) {
        --m_running;
        m_error = error;
        emit changed();
    };
    ++m_running;
    m_error.reset();
    m_jobs.add(std::move(job));
    emit changed();
}

void RunSession::finish(const std::shared_ptr<const Done>& done) {
    --m_running;
    m_error.reset();
    bool isOtherShape = m_done == nullptr;
    for (const auto& [name, tensor] : done->inputs) {
        isOtherShape = isOtherShape || !m_done->inputs.contains(name) ||
                       m_done->inputs.at(name).shape() != tensor.shape();
    }
    m_done = done;
    emit changed();
    lookAtValue();
    if (isOtherShape)
        learnShapes(done->inputs);
}

void RunSession::lookAt(int row) {
    if (row == m_row)
        return;
    m_row = row;
    lookAtValue();
}

void RunSession::lookAtValue() {
    if (m_isLooking) // it looks again when it is done
        return;
    m_value = {};
    const bool isThere = m_row >= 0 && m_done && canRun();
    if (!isThere)
        return emit valueChanged();
    emit valueChanged();
    const auto& row = m_rows->view->rows[static_cast<std::size_t>(m_row)];
    if (row.parent >= 0) { // functions run several times, or not at all
        m_value.row = m_row;
        return emit valueChanged();
    }
    m_isLooking = true;
    const auto result = std::make_shared<inspect::WeightView>();
    ModelJobs::Job job;
    job.title = tr("Looking at %1").arg(asText(row.path));
    job.work = [rows = m_rows, done = m_done, name = row.path, result](TaskContext& task) {
        const Stopper stopper(task);
        const tp::Tensors values =
            rows->graph->model()->execute(done->inputs, {name}, stopper.options());
        *result = inspect::valueViewOf(name, values.front());
    };
    const auto finished = [this, wanted = m_row, of = m_done](Value value) {
        m_isLooking = false;
        if (m_row != wanted || m_done != of)
            return lookAtValue();
        m_value = std::move(value);
        emit valueChanged();
    };
    job.done = [finished, wanted = m_row, result] { finished({wanted, result}); };
    job.failed = [finished, wanted = m_row](const tp::Error& error) {
        finished({wanted, nullptr, error});
    };
    m_jobs.add(std::move(job));
}

} // namespace app
