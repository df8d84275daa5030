#include "app/charts/chart_frame.h"
#include "app/charts/plot_view.h"
#include "app/pages/tutorial/tutorial_controller.h"
#include "app/pages/tutorial/tutorial_page.h"
#include "tests/app/pages/tutorial/tutorial_test.h"

#include <QElapsedTimer>
#include <QTest>

#include <stdlib.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <deque>
#include <mutex>
#include <thread>

using namespace app;
using Clock = std::chrono::steady_clock;

namespace {

constexpr qint64 kMillisecondsMeasured = 4000;

/// Another thread that asks the GUI thread for something every two milliseconds and notes how long
/// it waits.
class Probe : public QObject {
public:
    void start() {
        m_thread = std::thread([this] {
            while (!m_stopping) {
                {
                    const std::scoped_lock lock(m_mutex);
                    m_asked.push_back(Clock::now());
                }
                // A bare event: the thread sanitizer cannot see the lock of Qt's queue, and so
                // would mistake anything carried through it for a race.
                QCoreApplication::postEvent(this, new QEvent(QEvent::User));
                std::this_thread::sleep_for(std::chrono::milliseconds(2));
            }
        });
    }

    std::vector<double> stop() {
        m_stopping = true;
        m_thread.join();
        std::sort(m_waits.begin(), m_waits.end());
        return m_waits;
    }

protected:
    bool event(QEvent* event) override {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        const std::scoped_lock lock(m_mutex);
        const std::chrono::duration<double, std::milli> waited = Clock::now() - m_asked.front();
        m_asked.pop_front();
        m_waits.push_back(waited.count());
        return true;
    }

private:
    std::thread m_thread;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::deque<Clock::time_point> m_asked; // in the order of the events on their way
    std::vector<double> m_waits;
};

double quantile(const std::vector<double>& sorted, double part) {
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(part * last)];
}

bool isMachineQuiet() {
    double load = 0;
    return getloadavg(&load, 1) == 1 && load < 0.75 * std::thread::hardware_concurrency();
}

} // namespace

/// How quickly the window answers while a model trains as fast as it can, and how live the charts
/// are.
class TestTutorialLatency : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_surroundings = std::make_unique<TutorialSurroundings>(); }
    void cleanupTestCase() { m_surroundings.reset(); }

    void windowAnswersWhileTraining() {
        const bool isQuiet = isMachineQuiet();
        TutorialPage page(QStringLiteral("02"));
        page.resize(1600, 900);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        auto& controller = *page.controller();
        controller.goTo(controller.tutorial().indexOf("experiment"));
        controller.setPace(TutorialController::Pace::Full);
        controller.setValue("epochs", std::int64_t{500});
        controller.setValue("batchSize", std::int64_t{1});
        controller.setValue("units", std::int64_t{16});
        controller.setValue("activation", std::string("tanh"));
        controller.run();
        QTRY_VERIFY(page.findChild<ChartFrame*>(QStringLiteral("panel_batchLoss")) != nullptr);
        auto* chart = page.findChild<ChartFrame*>(QStringLiteral("panel_batchLoss"));

        const int framesBefore = chart->plot()->refreshCount();
        Probe probe;
        probe.start();
        QElapsedTimer timer;
        timer.start();
        while (controller.isRunning() && timer.elapsed() < kMillisecondsMeasured)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 10);
        const double seconds = static_cast<double>(timer.elapsed()) / 1000;
        const auto waits = probe.stop();
        const double rate = (chart->plot()->refreshCount() - framesBefore) / seconds;
        const auto progress = controller.record().stage.progress;
        const int steps =
            progress ? (progress->epoch - 1) * progress->batches + progress->batch : 0;
        controller.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!controller.isRunning(), 30000);

        qInfo(
            "GUI thread while training, %zu questions in %.1f s: p50 %.2f ms, p95 %.2f ms, p99 "
            "%.2f ms, max %.2f ms",
            waits.size(),
            seconds,
            quantile(waits, 0.5),
            quantile(waits, 0.95),
            quantile(waits, 0.99),
            waits.back());
        qInfo(
            "charts drawn %.1f times a second; %d steps of training; machine %s",
            rate,
            steps,
            isQuiet ? "quiet" : "busy with other things");
        QVERIFY(waits.size() > 100);
        QVERIFY(rate < 32);
        // The promise is 16 ms; a machine that other programs use too cannot keep it for us.
        if (isQuiet) {
            QVERIFY(quantile(waits, 0.99) <= 32);
            QVERIFY(rate > 15);
        }
    }

private:
    std::unique_ptr<TutorialSurroundings> m_surroundings;
};

QTEST_MAIN(TestTutorialLatency)
#include "tst_tutorial_latency.moc"
