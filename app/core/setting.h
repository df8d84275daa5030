#pragma once

#include "app/core/settings_store.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <algorithm>
#include <optional>
#include <type_traits>
#include <utility>

namespace app {

/// One setting: its key in the file, its type, its default and, for numbers, its range.
///
///     inline const Setting<int> kBatchSize{"train/batchSize", 32, {{1, 1024}}};
///     model.fit(x, y, {.batchSize = kBatchSize.get()});
///
/// A stored value of another type or outside the range reads as the default or the nearest allowed
/// one, so a file edited by hand cannot break the program. T is bool, an integer, double, QString,
/// QByteArray or an enum.
template<class T>
class Setting {
public:
    using Range = std::optional<std::pair<T, T>>;

    Setting(const char* key, T byDefault, Range range = {})
        : m_key(QString::fromLatin1(key))
        , m_default(std::move(byDefault))
        , m_range(range) {}

    const QString& key() const { return m_key; }
    const T& defaultValue() const { return m_default; }

    T get() const {
        const QJsonValue stored = settings().value(m_key);
        T value = m_default;
        if constexpr (std::is_same_v<T, bool>) {
            value = stored.toBool(m_default);
        } else if constexpr (std::is_enum_v<T>) {
            value = static_cast<T>(stored.toInt(static_cast<int>(m_default)));
        } else if constexpr (std::is_integral_v<T>) {
            value = static_cast<T>(stored.toInteger(m_default));
        } else if constexpr (std::is_floating_point_v<T>) {
            value = static_cast<T>(stored.toDouble(m_default));
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            value = stored.isString() ? QByteArray::fromBase64(stored.toString().toLatin1())
                                      : m_default;
        } else {
            value = stored.isString() ? stored.toString() : m_default;
        }
        return inRange(std::move(value));
    }

    void set(const T& value) const {
        const T kept = inRange(value);
        if constexpr (std::is_enum_v<T>) {
            settings().setValue(m_key, static_cast<int>(kept));
        } else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>) {
            settings().setValue(m_key, static_cast<qint64>(kept));
        } else if constexpr (std::is_same_v<T, QByteArray>) {
            settings().setValue(m_key, QString::fromLatin1(kept.toBase64()));
        } else {
            settings().setValue(m_key, kept);
        }
    }

    void reset() const { settings().remove(m_key); }

    /// Calls `react()` whenever the value changes, for as long as `context` lives.
    template<class React>
    void onChange(QObject* context, React react) const {
        QObject::connect(
            &settings(),
            &SettingsStore::changed,
            context,
            [key = m_key, react](const QString& changed) {
                if (changed == key)
                    react();
            });
    }

private:
    T inRange(T value) const {
        if (!m_range)
            return value;
        return std::clamp(std::move(value), m_range->first, m_range->second);
    }

    QString m_key;
    T m_default;
    Range m_range;
};

} // namespace app
