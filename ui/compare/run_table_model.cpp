// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/run_table_model.h"

#include <QCoreApplication>
#include <QDir>
#include <algorithm>
#include <set>

#include "ui/theme/theme.h"

namespace bubblenet::ui {

using compare::Column;

namespace {

struct CompareTexts {
    Q_DECLARE_TR_FUNCTIONS(CompareTexts)
};

bool isToTheRight(Column column) {
    return compare::isNumber(column) || column == Column::started; // a time is as wide as any other
}

bool isEditable(Column column) {
    return column == Column::name || column == Column::tags || column == Column::note;
}

} // namespace

compare::Language shownLanguage() {
    const auto code = CompareTexts::tr("en", "the code of this language, as of reports: en or zh_CN");
    return compare::languageFrom(code.toStdString()).value_or(compare::Language::english);
}

bool RunTableModel::setRuns(const std::vector<compare::Run>& runs) {
    std::map<std::string, compare::Run> incoming; // comparing paths takes ten times as long
    for (const auto& run : runs)
        incoming.emplace(run->folder.string(), run);
    bool isChanged = false;
    for (int row = rowCount() - 1; row >= 0; --row) {
        const auto at = m_runs.begin() + row;
        const auto found = incoming.find((*at)->folder.string());
        if (found == incoming.end()) {
            beginRemoveRows({}, row, row);
            m_runs.erase(at);
            endRemoveRows();
            isChanged = true;
            continue;
        }
        if (found->second != *at) {
            *at = found->second;
            isChanged = true;
            Q_EMIT dataChanged(index(row, 0), index(row, columnCount() - 1));
        }
        incoming.erase(found);
    }
    if (incoming.empty())
        return isChanged;
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(incoming.size()) - 1);
    for (auto& [folder, run] : incoming)
        m_runs.push_back(std::move(run));
    endInsertRows();
    return true;
}

int RunTableModel::rowOf(const std::filesystem::path& folder) const {
    const auto found =
        std::find_if(m_runs.begin(), m_runs.end(), [&](const auto& run) { return run->folder == folder; });
    return found == m_runs.end() ? -1 : static_cast<int>(found - m_runs.begin());
}

void RunTableModel::setMarks(std::map<std::filesystem::path, QIcon> marks) {
    std::set<std::filesystem::path> changed;
    for (const auto* each : {&m_marks, &marks})
        for (const auto& [folder, icon] : *each)
            changed.insert(folder);
    m_marks = std::move(marks);
    const int column = static_cast<int>(Column::name);
    for (const auto& folder : changed)
        if (const int row = rowOf(folder); row >= 0)
            Q_EMIT dataChanged(index(row, column), index(row, column), {Qt::DecorationRole});
}

void RunTableModel::retranslate() {
    Q_EMIT headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (!m_runs.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1), {Qt::DisplayRole});
}

int RunTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_runs.size());
}

int RunTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : compare::kColumnCount;
}

QVariant RunTableModel::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& run = *this->run(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return QString::fromStdString(compare::textOf(run, column, shownLanguage()));
    case Qt::EditRole:
        return QString::fromStdString(column == Column::name ? compare::nameOf(run)
                                                             : compare::textOf(run, column, shownLanguage()));
    case Qt::ToolTipRole: {
        auto text = QDir::toNativeSeparators(QString::fromStdString(run.folder.string()));
        if (run.config && run.config->name != compare::nameOf(run))
            text += '\n' + tr("Recipe: %1").arg(QString::fromStdString(run.config->name));
        for (const auto* more : {&run.annotation.note, &run.problem})
            if (!more->empty())
                text += '\n' + QString::fromStdString(*more);
        return text.toHtmlEscaped().replace('\n', "<br/>"); // a note with tags in it stays text
    }
    case Qt::TextAlignmentRole:
        return static_cast<int>((isToTheRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case Qt::FontRole:
        return isToTheRight(column) ? QVariant(monospaceFont()) : QVariant();
    case Qt::DecorationRole: {
        const auto mark = column == Column::name ? m_marks.find(run.folder) : m_marks.end();
        return mark == m_marks.end() ? QVariant() : QVariant(mark->second);
    }
    default:
        return {};
    }
}

QVariant RunTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole) {
        auto title = QString::fromStdString(compare::titleOf(column, shownLanguage()));
        title[0] = title[0].toUpper();
        return title;
    }
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>((isToTheRight(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

Qt::ItemFlags RunTableModel::flags(const QModelIndex& index) const {
    const auto flags = QAbstractTableModel::flags(index);
    return index.isValid() && isEditable(static_cast<Column>(index.column())) ? flags | Qt::ItemIsEditable : flags;
}

bool RunTableModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::EditRole)
        return false;
    const auto& edited = run(index.row());
    auto annotation = edited->annotation;
    const auto text = value.toString().trimmed().toStdString();
    switch (static_cast<Column>(index.column())) {
    case Column::name:
        if (text == compare::nameOf(*edited))
            return false;
        annotation.name = text;
        break;
    case Column::tags:
        annotation.tags = compare::tagsFrom(text);
        break;
    case Column::note:
        annotation.note = text;
        break;
    default:
        return false;
    }
    if (annotation == edited->annotation)
        return false;
    Q_EMIT editRequested(edited, annotation);
    return true;
}

} // namespace bubblenet::ui
