#pragma once

#include <QList>
#include <QSet>
#include <QString>
#include <QVariant>
#include <QWidget>

class QVBoxLayout;

namespace app {

class ParamRow;

/// One thing a person may set.
struct ParamSpec {
    enum class Kind { Integer, Real, Choice, Toggle };
    enum class Scale { Linear, Logarithmic };
    struct Option {
        QString id;
        QString label = {};
    };

    QString id;
    QString label = {};
    QString help =
        {}; ///< one or two sentences; what it does, and what more and less of it would do
    Kind kind = Kind::Integer;
    Scale scale = Scale::Linear; ///< logarithmic for what spans decades: the learning rate
    QVariant initial = {};       ///< qlonglong, double, the id of an option, bool
    double minimum = 0;
    double maximum = 100;
    double step = 0; ///< 0: one for whole numbers, a hundredth of the range for others
    QList<Option> options = {};
};

/// A form with a row for each parameter: its name, a control that fits its kind, an explanation
/// behind "?", and a button back to the default once it was changed.
///
///     m_form->setSpecs({{.id = "epochs", .label = tr("Epochs"), .kind = ParamSpec::Kind::Integer,
///                        .initial = 50, .minimum = 1, .maximum = 500}});
///     connect(m_form, &ParamForm::valueChanged, this, &TrainPage::setParameter);
class ParamForm : public QWidget {
    Q_OBJECT

public:
    explicit ParamForm(QWidget* parent = nullptr);

    /// Builds the rows. Given again with the same ids, as when the language changed, it keeps
    /// values and focus.
    void setSpecs(const QList<ParamSpec>& specs);
    const QList<ParamSpec>& specs() const { return m_specs; }

    /// Of the type of the spec's kind: qlonglong, double, QString or bool. Invalid for an unknown
    /// id.
    QVariant value(const QString& id) const;

    /// Puts a value, as if the person had: clamped to the range, and announced if it is another
    /// one. Unknown ids and options are ignored.
    void setValue(const QString& id, const QVariant& value);

    bool isChanged(const QString& id) const;
    void resetAll();

    /// Locks all rows but these: while a model trains, only the learning rate stays live.
    void setLocked(bool isLocked, const QSet<QString>& butThese = {});

    /// Draws the eye to a row for a moment: "the learning rate is here".
    void highlight(const QString& id);

signals:
    void valueChanged(const QString& id, const QVariant& value);

private:
    ParamRow* row(const QString& id) const;

    QList<ParamSpec> m_specs;
    QList<ParamRow*> m_rows;
    QVBoxLayout* m_column;
};

} // namespace app
