// What comes to the page as files and goes from it as files, and what is said about that.
#include "app/core/dialogs.h"
#include "app/core/error_text.h"
#include "app/pages/models/model_shelf.h"
#include "app/pages/models/model_words.h"
#include "app/pages/models/models_page.h"
#include "app/pages/models/picture_reader.h"
#include "app/pages/models/report_words.h"
#include "app/pages/models/save_bar.h"
#include "app/pages/models/start_view.h"
#include "app/widgets/banner.h"

#include <QDesktopServices>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QUrl>

namespace app {

namespace {

QStringList localPaths(const QMimeData* data) {
    QStringList paths;
    const QList<QUrl> urls = data->urls();
    for (const QUrl& url : urls) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

/// Whether what is dropped is a picture for the graph model that is open.
bool isForRun(const ModelsSession& session, const QStringList& paths) {
    return paths.size() == 1 && session.runs()->canRun() && isPictureFile(paths.first());
}

} // namespace

/// Weights that are no numbers any more are worth knowing of before anything else.
void ModelsPage::warnOfBrokenNumbers() {
    qint64 numbers = 0;
    QStringList layers;
    int first = -1;
    for (std::size_t row = 0; row < m_session->notFinite().size(); ++row) {
        const auto count = m_session->notFinite()[row];
        const auto& layer = m_session->view()->rows[row];
        if (count == 0 || layer.isModel)
            continue;
        numbers += count;
        layers.append(asText(layer.path));
        first = first < 0 ? static_cast<int>(row) : first;
    }
    if (layers.isEmpty())
        return;
    constexpr qsizetype kMostNamed = 3;
    QString named = layers.mid(0, kMostNamed).join(QStringLiteral(", "));
    if (layers.size() > kMostNamed)
        named += QStringLiteral(" …");
    m_notice->showText(
        Banner::Tone::Warning,
        tr("%1 of the model's numbers are NaN or infinite: %2").arg(countText(numbers), named));
    QPushButton* go =
        m_notice->addButton(m_session->isGraph() ? tr("Show the node") : tr("Show the layer"));
    connect(go, &QPushButton::clicked, this, [this, first] { m_session->select(first); });
}

void ModelsPage::warnOfUnsupported() {
    const QStringList ops = m_session->unsupported();
    if (ops.isEmpty())
        return;
    m_notice->showText(
        Banner::Tone::Warning,
        tr("This model can be looked at, but not run: %n op(s) of it are not supported: %1",
           nullptr,
           static_cast<int>(ops.size()))
            .arg(ops.join(QStringLiteral(", "))));
}

/// What happened last, or else what is odd about the model that is looked at.
void ModelsPage::showNotice() {
    m_notice->hide();
    if (m_session->report()) {
        showReport();
    } else if (m_isWarning && isViewer()) {
        warnOfBrokenNumbers();
        warnOfUnsupported();
    }
}

void ModelsPage::showReport() {
    const auto& report = m_session->report();
    m_notice->showText(toneOf(*report), reportText(*report));
    using Kind = ModelsSession::Report::Kind;
    const bool isWritten = report->kind == Kind::Exported && report->exported.problems.empty();
    if (isWritten || report->kind == Kind::Saved) {
        m_saveBar->hide();
        m_shelf->refresh();
    }
    if (isWritten)
        offerFile(*report);
    emit statusChanged(m_notice->text());
}

/// What one does with a file that was just written.
void ModelsPage::offerFile(const ModelsSession::Report& report) {
    const QString path = report.what;
    if (report.fileKind != tp::inspect::FileKind::Onnx) {
        QPushButton* open = m_notice->addButton(tr("Open it"));
        connect(open, &QPushButton::clicked, this, [this, path] { m_session->open(path); });
    }
    QPushButton* folder = m_notice->addButton(tr("Show in folder"));
    connect(folder, &QPushButton::clicked, this, [path] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path).absolutePath()));
    });
}

void ModelsPage::askToRemove(const QString& address, const QString& name) {
    m_notice->showText(
        Banner::Tone::Warning,
        tr("Remove %1 from this computer? This cannot be undone.").arg(name));
    QPushButton* remove = m_notice->addButton(tr("Remove"));
    connect(remove, &QPushButton::clicked, this, [this, address, name] {
        m_notice->hide();
        m_shelf->remove({ModelShelf::Place::Database, address, name});
    });
}

void ModelsPage::askForFile() {
    dialogs().askForFile(
        this,
        {FileQuestion::Purpose::Open,
         tr("Open a model"),
         tr("Models (*.json *.h5 *.hdf5);;All files (*)"),
         {}},
        [this](const QString& path) { m_session->open(path); });
}

void ModelsPage::askForPicture() {
    dialogs().askForFile(
        this,
        {FileQuestion::Purpose::Open,
         tr("Choose a picture"),
         tr("Pictures (%1);;All files (*)").arg(pictureEndings()),
         {}},
        [this](const QString& path) { runPicture(path); });
}

void ModelsPage::runPicture(const QString& path) {
    setView(View::Run);
    m_session->runs()->runPicture(path);
}

void ModelsPage::setDropTarget(bool isTarget, const QStringList& paths) {
    m_start->setDropTarget(isTarget);
    if (isTarget && view() != View::Start) {
        m_notice->showText(
            Banner::Tone::Info,
            isForRun(*m_session, paths) ? tr("Let go to run the model on it")
                                        : tr("Let go to open it"),
            Banner::Closing::NotAtAll);
    } else if (!isTarget) {
        showNotice();
    }
}

void ModelsPage::dragEnterEvent(QDragEnterEvent* event) {
    const QStringList paths = localPaths(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    setDropTarget(true, paths);
}

void ModelsPage::dragLeaveEvent(QDragLeaveEvent* event) {
    setDropTarget(false);
    Page::dragLeaveEvent(event);
}

void ModelsPage::dropEvent(QDropEvent* event) {
    setDropTarget(false);
    const QStringList paths = localPaths(event->mimeData());
    if (paths.isEmpty())
        return;
    event->acceptProposedAction();
    if (isForRun(*m_session, paths)) {
        runPicture(paths.first());
    } else {
        m_session->openFiles(paths);
    }
}

} // namespace app
