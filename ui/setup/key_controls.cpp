// SPDX-License-Identifier: GPL-3.0-only
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>

#include "ui/setup/key_field.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

/// Text and numbers: whatever is typed, since it is the reading that judges it.
class LineControl : public KeyControl {
public:
    LineControl(const config::RecipeKey& key, KeyField& field) : m_line(new QLineEdit(&field)) {
        if (config::kindOf(key) != config::ValueKind::text)
            m_line->setMaximumWidth(kNumberWidth);
        QObject::connect(m_line, &QLineEdit::textEdited, &field, [this, &field] { Q_EMIT field.edited(typed()); });
    }
    QWidget* widget() override { return m_line; }
    QString typed() const override { return m_line->text().trimmed(); }
    void show(const QString& typed) override {
        if (this->typed() != typed)
            m_line->setText(typed);
    }
    void setHint(const QString& hint) override { m_line->setPlaceholderText(hint); }

private:
    static constexpr int kNumberWidth = 140;
    QLineEdit* m_line;
};

class NameControl : public KeyControl {
public:
    NameControl(const config::RecipeKey& key, KeyField& field) : m_names(new QComboBox(&field)) {
        for (const auto& name : key.names)
            m_names->addItem(QString::fromStdString(name));
        m_known = m_names->count();
        m_names->setFocusPolicy(Qt::StrongFocus); // the wheel scrolls the form and changes nothing
        QObject::connect(m_names, &QComboBox::activated, &field, [this, &field] { Q_EMIT field.edited(typed()); });
    }
    QWidget* widget() override { return m_names; }
    QString typed() const override { return m_names->currentText(); }
    /// A wrong name is shown too, as long as it is there.
    void show(const QString& typed) override {
        if (this->typed() == typed)
            return;
        while (m_names->count() > m_known)
            m_names->removeItem(m_known);
        if (m_names->findText(typed) < 0)
            m_names->addItem(typed);
        m_names->setCurrentIndex(m_names->findText(typed));
    }

private:
    QComboBox* m_names;
    int m_known = 0;
};

class FlagControl : public KeyControl {
public:
    explicit FlagControl(KeyField& field) : m_box(new QCheckBox(&field)) {
        QObject::connect(m_box, &QCheckBox::clicked, &field, [this, &field] { Q_EMIT field.edited(typed()); });
    }
    QWidget* widget() override { return m_box; }
    QString typed() const override { return m_box->isChecked() ? "true" : "false"; }
    void show(const QString& typed) override { m_box->setChecked(typed == "true"); }

private:
    QCheckBox* m_box;
};

/// A box for each name, with variants (x-y of x) in the row of what they vary; names that are not known stay in the
/// list until their problem is mended.
class NamesControl : public KeyControl {
public:
    NamesControl(const config::RecipeKey& key, KeyField& field) : m_widget(new QWidget(&field)) {
        auto* grid = new QGridLayout(m_widget); // all beside each other would need more than a narrow form has
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(kSmallGap); // the boxes have room of their own
        grid->setVerticalSpacing(kSmallGap);
        int row = -1;
        int column = 0;
        QString stem;
        for (const auto& each : key.names) {
            const auto name = QString::fromStdString(each);
            const bool isVariant = !stem.isEmpty() && name.startsWith(stem + '-');
            column = isVariant ? column + 1 : 0;
            if (!isVariant) {
                stem = name;
                ++row;
            }
            auto* box = new QCheckBox(isVariant ? name.mid(stem.size() + 1) : name, m_widget);
            box->setObjectName(QString::fromStdString(key.path + "." + each));
            grid->addWidget(box, row, column, Qt::AlignLeft);
            m_boxes.push_back({box, name});
            QObject::connect(box, &QCheckBox::clicked, &field, [this, &field] { Q_EMIT field.edited(list()); });
        }
        grid->setColumnStretch(grid->columnCount() - 1, 1);
        m_widget->setFocusProxy(m_boxes.front().box);
    }
    QWidget* widget() override { return m_widget; }
    QString typed() const override { return items().join(", "); }
    void show(const QString& typed) override {
        m_unknown.clear();
        auto names = typed.split(", ", Qt::SkipEmptyParts);
        for (const auto& [box, name] : m_boxes)
            box->setChecked(names.removeAll(name) > 0);
        m_unknown = names;
    }
    void name(const QString& name, const QString& description) override {
        KeyControl::name(name, description);
        for (const auto& [box, ownName] : m_boxes) {
            box->setAccessibleName(name + ": " + ownName);
            box->setAccessibleDescription(description);
        }
    }

private:
    QStringList items() const {
        QStringList names;
        for (const auto& [box, name] : m_boxes)
            if (box->isChecked())
                names.append(name);
        return names + m_unknown;
    }
    /// Nothing typed would mean the default.
    QString list() const { return '[' + typed() + ']'; }

    struct Box {
        QCheckBox* box;
        QString name;
    };
    QWidget* m_widget;
    std::vector<Box> m_boxes;
    QStringList m_unknown;
};

} // namespace

void KeyControl::name(const QString& name, const QString& description) {
    widget()->setAccessibleName(name);
    widget()->setAccessibleDescription(description);
    widget()->setToolTip(description);
}

std::unique_ptr<KeyControl> makeControl(const config::RecipeKey& key, KeyField& field) {
    switch (config::kindOf(key)) {
    case config::ValueKind::name:
        return std::make_unique<NameControl>(key, field);
    case config::ValueKind::flag:
        return std::make_unique<FlagControl>(field);
    case config::ValueKind::names:
        return std::make_unique<NamesControl>(key, field);
    case config::ValueKind::text:
    case config::ValueKind::wholeNumber:
    case config::ValueKind::number:
    case config::ValueKind::wholeNumbers:
        break;
    }
    return std::make_unique<LineControl>(key, field);
}

} // namespace bubblenet::ui
