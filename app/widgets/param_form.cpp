#include "app/widgets/param_form.h"

#include "app/theme/theme.h"
#include "app/widgets/param_row.h"

#include <QVBoxLayout>

#include <algorithm>

namespace app {

ParamForm::ParamForm(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this)) {
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(Spacing::kTiny);
    m_column->addStretch(1);
}

void ParamForm::setSpecs(const QList<ParamSpec>& specs) {
    const bool isSame = std::equal(
        specs.begin(),
        specs.end(),
        m_specs.begin(),
        m_specs.end(),
        [](const ParamSpec& a, const ParamSpec& b) {
            return a.id == b.id && a.kind == b.kind && a.scale == b.scale &&
                   a.minimum == b.minimum && a.maximum == b.maximum && a.step == b.step &&
                   a.options.size() == b.options.size();
        });
    m_specs = specs;
    if (isSame) {
        for (qsizetype i = 0; i < specs.size(); ++i)
            m_rows[i]->setSpec(specs[i]);
        return;
    }
    qDeleteAll(m_rows);
    m_rows.clear();
    for (const ParamSpec& spec : specs) {
        auto* row = new ParamRow(spec, this);
        connect(row, &ParamRow::valueChanged, this, [this, id = spec.id](const QVariant& value) {
            emit valueChanged(id, value);
        });
        m_column->insertWidget(static_cast<int>(m_rows.size()), row);
        m_rows.append(row);
    }
}

ParamRow* ParamForm::row(const QString& id) const {
    const auto found = std::find_if(
        m_rows.begin(), m_rows.end(), [&](ParamRow* row) { return row->spec().id == id; });
    return found == m_rows.end() ? nullptr : *found;
}

QVariant ParamForm::value(const QString& id) const {
    const ParamRow* one = row(id);
    return one ? one->value() : QVariant();
}

void ParamForm::setValue(const QString& id, const QVariant& value) {
    if (ParamRow* one = row(id))
        one->setValue(value);
}

bool ParamForm::isChanged(const QString& id) const {
    const ParamRow* one = row(id);
    return one && one->isChanged();
}

void ParamForm::resetAll() {
    for (ParamRow* one : m_rows)
        one->reset();
}

void ParamForm::setLocked(bool isLocked, const QSet<QString>& butThese) {
    for (ParamRow* one : m_rows)
        one->setLocked(isLocked && !butThese.contains(one->spec().id));
}

void ParamForm::highlight(const QString& id) {
    if (ParamRow* one = row(id))
        one->highlight();
}

} // namespace app
