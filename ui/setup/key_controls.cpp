// SPDX-License-Identifier: GPL-3.0-only
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

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

/// A box for each name; names that are not known stay in the list until their problem is mended.
class NamesControl : public KeyControl {
public:
    NamesControl(const config::RecipeKey& key, KeyField& field) : m_widget(new QWidget(&field)) {
        auto* column = new QVBoxLayout(m_widget); // beside each other they would need more than a narrow form has
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(kSmallGap);
        for (const auto& name : key.names) {
            auto* box = new QCheckBox(QString::fromStdString(name), m_widget);
            box->setObjectName(QString::fromStdString(key.path + "." + name));
            column->addWidget(box, 0, Qt::AlignLeft);
            m_boxes.push_back(box);
            QObject::connect(box, &QCheckBox::clicked, &field, [this, &field] { Q_EMIT field.edited(list()); });
        }
        m_widget->setFocusProxy(m_boxes.front());
    }
    QWidget* widget() override { return m_widget; }
    QString typed() const override { return items().join(", "); }
    void show(const QString& typed) override {
        m_unknown.clear();
        auto names = typed.split(", ", Qt::SkipEmptyParts);
        for (auto* box : m_boxes)
            box->setChecked(names.removeAll(box->text()) > 0);
        m_unknown = names;
    }
    void name(const QString& name, const QString& description) override {
        KeyControl::name(name, description);
        for (auto* box : m_boxes) {
            box->setAccessibleName(name + ": " + box->text());
            box->setAccessibleDescription(description);
        }
    }

private:
    QStringList items() const {
        QStringList names;
        for (auto* box : m_boxes)
            if (box->isChecked())
                names.append(box->text());
        return names + m_unknown;
    }
    /// Nothing typed would mean the default.
    QString list() const { return '[' + typed() + ']'; }

    QWidget* m_widget;
    std::vector<QCheckBox*> m_boxes;
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
