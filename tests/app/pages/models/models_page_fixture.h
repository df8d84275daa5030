#pragma once

#include "app/pages/models/graph_view.h"
#include "app/pages/models/models_page.h"
#include "app/widgets/banner.h"
#include "engine/api/start.h"
#include "engine/io/user_folders.h"
#include "engine/runtime/op.h"
#include "tests/support/page_test.h"

#include <QFile>
#include <QMimeData>
#include <QTableView>
#include <QTemporaryDir>

namespace tests {

using tp::inspect::ReadyMade;

/// The page in a window of its own, and what tests of it ask and do again and again.
class ModelsPageFixture : public QObject {
protected:
    /// Before the first test: the engine, and folders that are nobody's.
    void prepare() {
        tp::start();
        tp::forbidOpsOnThisThread();
        app::applyTheme(*qApp);
        QVERIFY(m_folder.isValid());
        tp::io::setUserDataFolder(m_folder.filePath("data").toStdString());
        tp::io::setDownloadFolder(m_folder.filePath("downloads").toStdString());
        QVERIFY(QDir().mkpath(m_folder.filePath("downloads")));
    }

    /// A new page in a window, before each test.
    void openPage() {
        m_page = std::make_unique<app::ModelsPage>();
        m_page->resize(1280, 760);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
        settle();
    }

    app::ModelsSession& session() { return *m_page->session(); }
    app::Banner* notice() { return child<app::Banner>("notice"); }
    QTableView* layers() {
        return child<QTableView>("table", m_page->findChild<QWidget*>("layerTable"));
    }
    QWidget* panel() { return m_page->findChild<QWidget*>("layerPanel"); }

    template<class T>
    T* child(const QString& name, QWidget* in = nullptr) {
        return (in ? in : m_page.get())->findChild<T*>(name);
    }

    static QString goldenModel(const QString& name) {
        return QStringLiteral(TP_SOURCE_DIR "/tests/golden/graphs/models/") + name;
    }

    /// A model whose first two numbers are none.
    void openDamaged() {
        open(ReadyMade::Cars);
        const QString folder = m_folder.filePath("broken");
        session().exportTo(folder, tp::inspect::FileKind::TensorFlowJs);
        settle();
        QFile topology(folder + "/model.json"); // without checksums, as other programs write it
        QVERIFY(topology.open(QIODevice::ReadWrite));
        const QByteArray text = topology.readAll().replace("shardChecksums", "noChecksums___");
        topology.seek(0);
        topology.write(text);
        topology.close();
        QFile weights(folder + "/group1-shard1of1.bin");
        QVERIFY(weights.open(QIODevice::ReadWrite));
        weights.write("\0\0\xc0\x7f\0\0\x80\x7f", 8); // not a number, and infinity
        weights.close();
        session().open(folder);
        settle();
    }

    void openGraph(const QString& name) {
        session().open(goldenModel(name) + "/model.json");
        settle();
        QVERIFY(session().isGraph());
    }

    int rowOfKind(const std::string& kind) {
        const auto& rows = session().view()->rows;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].kind == kind)
                return static_cast<int>(i);
        }
        return -1;
    }

    QString redPicture() {
        QImage image(40, 30, QImage::Format_RGB32);
        image.fill(Qt::red);
        const QString path = m_folder.filePath("red.png");
        return image.save(path) ? path : QString();
    }

    void drop(const QStringList& paths) {
        QMimeData data;
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls.append(QUrl::fromLocalFile(path));
        data.setUrls(urls);
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &enter);
        QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_page.get(), &event);
    }

    QString cell(int row, int column) {
        return layers()->model()->index(row, column).data().toString();
    }

    void open(ReadyMade which) {
        session().openReadyMade(which);
        settle();
        QVERIFY(session().view() != nullptr);
    }

    void settle() { QTRY_VERIFY_WITH_TIMEOUT(m_page->isSettled(), 10000); }

    QTemporaryDir m_folder;
    const app::TemporarySettings m_settings;
    std::unique_ptr<app::ModelsPage> m_page;
};

} // namespace tests
