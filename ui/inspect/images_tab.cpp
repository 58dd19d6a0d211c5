// SPDX-License-Identifier: GPL-3.0-only
#include "ui/inspect/images_tab.h"

#include <QComboBox>
#include <QListView>
#include <QScrollBar>
#include <QSignalBlocker>
#include <numeric>

#include "ui/theme/language.h"
#include "ui/theme/theme.h"

namespace bubblenet::ui {

namespace {

constexpr QSize kCell = ImageListModel::kCell;
constexpr int kLarge = 192;
constexpr int kSeenMs = 60;

bool isTakenFor(const engine::JudgedImage& image, int predicted) {
    return (image.before && image.before->predicted == predicted) ||
           (image.after && image.after->predicted == predicted);
}

} // namespace

ImagesTab::ImagesTab(QWidget* parent)
    : JudgedTab(parent), m_kind(new QComboBox), m_label(new QComboBox), m_predicted(new QComboBox),
      m_count(makeLabel(TextRole::quiet)), m_list(new QListView), m_picture(new QLabel),
      m_details(makeLabel(TextRole::body)) {
    auto* panel = new Panel;
    panel->body()->addWidget(makeFilter());
    auto* row = new QHBoxLayout;
    row->setSpacing(kPanelGap);
    row->addWidget(m_list, 1);
    row->addWidget(makeDetails());
    panel->body()->addLayout(row, 1);
    setContent(panel);
    m_list->setModel(&m_model);
    m_list->setViewMode(QListView::IconMode);
    m_list->setMovement(QListView::Static);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setGridSize(kCell);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({64, 64});
    m_list->setWordWrap(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_seen.setSingleShot(true);
    m_seen.setInterval(kSeenMs);
    connect(&m_seen, &QTimer::timeout, this, &ImagesTab::loadSeen);
    connect(m_list->verticalScrollBar(), &QScrollBar::valueChanged, this, [this] { m_seen.start(); });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ImagesTab::showDetails);
    connect(&m_model, &ImageListModel::failed, this, [this](const QString& message) {
        setRole(m_count, TextRole::bad);
        m_count->setText(message);
    });
    whenTranslated(this, [this] { retranslate(); });
}

QWidget* ImagesTab::makeFilter() {
    auto* widget = new QWidget;
    auto* line = new QHBoxLayout(widget);
    line->setContentsMargins({});
    line->setSpacing(kGap);
    for (auto* box : {m_kind, m_label, m_predicted}) {
        line->addWidget(box);
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        connect(box, &QComboBox::activated, this, &ImagesTab::filter);
    }
    line->addWidget(m_count, 1);
    m_count->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return widget;
}

QWidget* ImagesTab::makeDetails() {
    auto* widget = new QWidget;
    widget->setFixedWidth(kLarge);
    auto* column = new QVBoxLayout(widget);
    column->setContentsMargins({});
    column->addWidget(m_picture);
    column->addWidget(m_details);
    column->addStretch();
    m_picture->setFixedSize(kLarge, kLarge);
    m_picture->setAlignment(Qt::AlignCenter);
    m_details->setTextFormat(Qt::PlainText);
    m_details->setWordWrap(true);
    m_details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return widget;
}

void ImagesTab::retranslate() {
    setEmptyText(tr("The images that the network after gets wrong where the one before was right, and the reverse, are "
                    "shown here once images were judged."));
    m_list->setAccessibleName(tr("Images"));
    m_kind->setAccessibleName(tr("Which images"));
    m_label->setAccessibleName(tr("True class"));
    m_predicted->setAccessibleName(tr("Class that either network answered"));
    m_details->setAccessibleName(tr("The chosen image"));
    m_picture->setAccessibleName(tr("The chosen image"));
    m_model.retranslate();
    fillFilter();
    filter();
}

void ImagesTab::fillFilter() {
    const auto refill = [](QComboBox* box, const QStringList& texts) {
        const int current = std::max(0, box->currentIndex());
        box->clear();
        box->addItems(texts);
        box->setCurrentIndex(current < box->count() ? current : 0);
    };
    static const engine::JudgedImages kNone;
    const auto& judgedImages = hasImages() ? images() : kNone;
    refill(m_kind, {tr("broken by pruning (%1)").arg(judgedImages.broken.size()),
                    tr("mended (%1)").arg(judgedImages.mended.size()), tr("wrong (%1)").arg(judgedImages.wrong.size()),
                    tr("every image (%1)").arg(judgedImages.images.size())});
    QStringList labels{tr("of every class")};
    QStringList predicted{tr("taken for any class")};
    for (const auto& name : classNames()) {
        labels << tr("of class %1").arg(name);
        predicted << tr("taken for %1").arg(name);
    }
    refill(m_label, labels);
    refill(m_predicted, predicted);
}

void ImagesTab::showJudged() {
    for (auto* box : {m_kind, m_label, m_predicted})
        box->setCurrentIndex(0);
    fillFilter();
    if (hasImages() && (!images().after || !images().before))
        m_kind->setCurrentIndex(kWrong);
    filter();
}

void ImagesTab::showCell(int label, int predicted) {
    if (!hasImages())
        return;
    m_kind->setCurrentIndex(kEvery);
    m_label->setCurrentIndex(label + 1);
    m_predicted->setCurrentIndex(predicted + 1);
    filter();
}

void ImagesTab::filter() {
    std::vector<std::size_t> shown;
    if (hasImages()) {
        std::vector<std::size_t> every(images().images.size());
        std::iota(every.begin(), every.end(), std::size_t{0});
        const int kind = m_kind->currentIndex();
        const auto& from = kind == kBroken   ? images().broken
                           : kind == kMended ? images().mended
                           : kind == kWrong  ? images().wrong
                                             : every;
        const int label = m_label->currentIndex() - 1;
        const int predicted = m_predicted->currentIndex() - 1;
        for (const auto at : from) {
            const auto& image = images().images[at];
            if ((label < 0 || image.label == label) && (predicted < 0 || isTakenFor(image, predicted)))
                shown.push_back(at);
        }
    }
    setRole(m_count, TextRole::quiet);
    m_count->setText(tr("images: %1").arg(shown.size()));
    m_model.setImages(judged(), std::move(shown));
    showDetails({});
    m_seen.start();
}

void ImagesTab::loadSeen() {
    if (!m_list->isVisible() || m_model.rowCount() == 0)
        return;
    const auto view = m_list->viewport()->rect();
    const int columns = std::max(1, view.width() / kCell.width());
    const int top = m_list->verticalScrollBar()->value() / kCell.height();
    const int rows = view.height() / kCell.height() + 2;
    m_model.load(top * columns, (top + rows) * columns - 1);
}

void ImagesTab::showEvent(QShowEvent* event) {
    JudgedTab::showEvent(event);
    m_seen.start();
}

void ImagesTab::resizeEvent(QResizeEvent* event) {
    JudgedTab::resizeEvent(event);
    m_seen.start();
}

void ImagesTab::showDetails(const QModelIndex& index) {
    m_details->setText(index.isValid() ? index.data(Qt::ToolTipRole).toString() : QString());
    if (!index.isValid())
        return m_picture->clear();
    const auto at = static_cast<std::size_t>(index.data(ImageListModel::kImageRole).toInt());
    auto* job = startJob(
        this,
        [judged = judged(), at](const engine::Hooks&) {
            return imageOf(judged.inspection->pixels(judged.images->split, judged.images->images[at].index));
        },
        [this, index = QPersistentModelIndex(index)](const QImage& image) {
            if (index.isValid() && index == m_list->currentIndex() && !image.isNull())
                m_picture->setPixmap(QPixmap::fromImage(resized(image, kLarge)));
        });
    connect(job, &Job::failed, this, [this, index = QPersistentModelIndex(index)](const QString& message) {
        if (index.isValid() && index == m_list->currentIndex())
            m_details->setText(m_details->text() + '\n' + message);
    });
}

} // namespace bubblenet::ui
