#include "app/core/job_list.h"
#include "app/core/task.h"

#include <QSignalSpy>
#include <QTest>

#include <atomic>
#include <future>

using app::JobList;
using app::Task;
using app::TaskContext;

class TestTask : public QObject {
    Q_OBJECT

private slots:
    void doneArrivesInTheOwnersThread();
    void progressIsMergedAndTheLastNumberArrives();
    void errorsOfTheEngineArriveAsSentences();
    void otherExceptionsArriveToo();
    void cancelEndsTheWork();
    void destroyingARunningTaskCancelsAndJoins();
    void nothingArrivesAfterTheOwnerDied();
    void mayBeStartedAgain();
    void jobsAreListedWhileTheyRun();
    void remainingTimeComesFromTheRate();
};

void TestTask::doneArrivesInTheOwnersThread() {
    Task task;
    QSignalSpy done(&task, &Task::done);
    std::thread::id worker;
    std::thread::id receiver;
    connect(&task, &Task::done, this, [&] { receiver = std::this_thread::get_id(); });
    task.start("count", [&](TaskContext&) { worker = std::this_thread::get_id(); });
    QVERIFY(task.isRunning());
    QVERIFY(done.wait());
    QVERIFY(!task.isRunning());
    QCOMPARE(receiver, std::this_thread::get_id());
    QVERIFY(worker != receiver);
}

void TestTask::progressIsMergedAndTheLastNumberArrives() {
    Task task;
    QSignalSpy progress(&task, &Task::progress);
    QSignalSpy done(&task, &Task::done);
    task.start("count", [](TaskContext& context) {
        for (int i = 1; i <= 100'000; ++i)
            context.report(i / 100'000.0, QString::number(i));
    });
    QVERIFY(done.wait());
    QVERIFY(progress.count() >= 1);
    QVERIFY(progress.count() < 100'000);
    QCOMPARE(progress.last().at(0).toDouble(), 1.0);
    QCOMPARE(progress.last().at(1).toString(), "100000");
}

void TestTask::errorsOfTheEngineArriveAsSentences() {
    Task task;
    QSignalSpy failed(&task, &Task::failed);
    task.start("fail", [](TaskContext&) {
        tp::check(false, "matMul: inner dimensions differ: %1 and %2", 3, 4);
    });
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().toString(), "matMul: inner dimensions differ: 3 and 4");
    QCOMPARE(task.error()->format(), std::string("matMul: inner dimensions differ: %1 and %2"));
}

void TestTask::otherExceptionsArriveToo() {
    Task task;
    QSignalSpy failed(&task, &Task::failed);
    task.start("fail", [](TaskContext&) { throw std::runtime_error("the lamp went out"); });
    QVERIFY(failed.wait());
    QCOMPARE(failed.first().first().toString(), "Something unexpected happened: the lamp went out");
}

void TestTask::cancelEndsTheWork() {
    Task task;
    QSignalSpy cancelled(&task, &Task::cancelled);
    QSignalSpy done(&task, &Task::done);
    task.start("wait", [](TaskContext& context) {
        for (;;) {
            context.checkCancelled();
            std::this_thread::yield();
        }
    });
    task.cancel();
    QVERIFY(cancelled.wait());
    QCOMPARE(done.count(), 0);
}

void TestTask::destroyingARunningTaskCancelsAndJoins() {
    std::atomic<bool> isInside = false;
    std::atomic<bool> hasLeft = false;
    {
        Task task;
        task.start("wait", [&](TaskContext& context) {
            isInside = true;
            while (!context.isCancelled())
                context.report(0.5);
            hasLeft = true;
        });
        while (!isInside)
            std::this_thread::yield();
    }
    QVERIFY(hasLeft);
    QVERIFY(app::jobs().isEmpty());
}

void TestTask::nothingArrivesAfterTheOwnerDied() {
    int calls = 0;
    auto owner = std::make_unique<QObject>();
    auto* task = new Task(owner.get());
    connect(task, &Task::done, this, [&] { ++calls; });
    connect(task, &Task::progress, this, [&] { ++calls; });
    std::promise<void> finished;
    task->start("work", [&](TaskContext& context) {
        context.report(1);
        finished.set_value();
    });
    finished.get_future().wait();
    owner.reset();
    QCoreApplication::processEvents();
    QCOMPARE(calls, 0);
}

void TestTask::mayBeStartedAgain() {
    Task task;
    int runs = 0;
    QSignalSpy finished(&task, &Task::finished);
    for (int round = 1; round <= 3; ++round) {
        task.start("work", [&](TaskContext&) { ++runs; });
        QVERIFY(finished.wait());
        QCOMPARE(runs, round);
    }
}

void TestTask::jobsAreListedWhileTheyRun() {
    Task task;
    QSignalSpy finished(&task, &Task::finished);
    task.start("Training", [](TaskContext& context) {
        context.report(0.25, "epoch 1 of 4");
        while (!context.isCancelled())
            std::this_thread::yield();
    });
    JobList& jobs = app::jobs();
    QCOMPARE(jobs.rowCount(), 1);
    QCOMPARE(jobs.index(0).data(JobList::TitleRole).toString(), "Training");
    QTRY_COMPARE(jobs.index(0).data(JobList::TextRole).toString(), "epoch 1 of 4");
    QCOMPARE(jobs.index(0).data(JobList::FractionRole).toDouble(), 0.25);
    jobs.cancel(0);
    QVERIFY(finished.wait());
    QVERIFY(jobs.isEmpty());
}

void TestTask::remainingTimeComesFromTheRate() {
    qint64 now = 0;
    JobList list;
    list.setClock([&] { return now; });
    Task task;
    QSignalSpy finished(&task, &Task::finished);
    std::atomic<int> percent = 0;
    QSignalSpy progress(&task, &Task::progress);
    task.start("work", [&](TaskContext& context) {
        int told = 0;
        while (!context.isCancelled()) {
            if (percent != told) {
                told = percent;
                context.report(told / 100.0);
            }
            std::this_thread::yield();
        }
    });
    list.add(&task);
    const auto remaining = [&] { return list.index(0).data(JobList::RemainingRole).toDouble(); };
    QVERIFY(remaining() < 0);
    for (int step = 1; step <= 5; ++step) {
        now = step * 1000;
        percent = step * 10;
        QVERIFY(progress.wait());
    }
    QCOMPARE(qRound(remaining()), 5); // half is done in 5 s
    now += 1000;                      // and it counts down while nothing is reported
    QCOMPARE(qRound(remaining()), 4);
    QCOMPARE(app::clockText(72), "1:12");
    QCOMPARE(app::clockText(7500), "2:05:00");
    task.cancel();
    QVERIFY(finished.wait());
    QVERIFY(list.isEmpty());
}

QTEST_GUILESS_MAIN(TestTask)
#include "tst_task.moc"
