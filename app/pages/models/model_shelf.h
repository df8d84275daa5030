#pragma once

#include "app/pages/models/model_jobs.h"

#include <QDateTime>
#include <QList>
#include <QObject>
#include <QString>

#include <memory>

namespace app {

/// The models that can be opened without looking for them: those opened lately, those in the stores
/// of this computer, and those in the download folder.
class ModelShelf : public QObject {
    Q_OBJECT

public:
    enum class Place { Recent, LocalStorage, Database, Downloads };

    struct Entry {
        Place place = Place::Recent;
        QString address;
        QString name;
        QDateTime saved = {};
        qint64 bytes = 0;
    };

    explicit ModelShelf(QObject* parent = nullptr);
    ~ModelShelf() override;

    const QList<Entry>& recent() const { return m_recent; }
    const QList<Entry>& stored() const { return m_stored; }

    /// Looks at the stores and the download folder again.
    void refresh();

    /// Puts an address at the head of the recent ones.
    void addRecent(const QString& address);
    void forgetRecent();

    /// Removes a model from a store for good; others are only forgotten.
    void remove(const Entry& entry);

    bool isRunning() const { return m_jobs.isRunning(); }

signals:
    void changed();
    void failed(const tp::Error& error);

private:
    void readRecent();

    QList<Entry> m_recent;
    QList<Entry> m_stored;
    ModelJobs m_jobs; // last: it is waited for before what it works on goes
};

} // namespace app
