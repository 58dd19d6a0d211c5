// SPDX-License-Identifier: GPL-3.0-only
#include "ui/compare/report_file.h"

#include <QAbstractTextDocumentLayout>
#include <QBuffer>
#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSvgRenderer>
#include <QTextDocument>
#include <QUrl>

#include "core/base/error.h"

namespace bubblenet::ui {

namespace {

constexpr double kPointsAnInch = 72;
constexpr int kResolution = 300; // dots an inch, of pictures and of the page's grid
constexpr double kMarginMm = 18;
constexpr double kFooterPoints = 24;

// For paper: what QTextDocument knows of CSS. A pixel is a point there.
const char* const kPaperStyle = R"(
body { font-size: 10px; color: #1a1a1a; }
h1 { font-size: 18px; margin-top: 0px; margin-bottom: 8px; }
h2 { font-size: 13px; margin-top: 18px; margin-bottom: 5px; }
h3 { font-size: 11px; margin-top: 10px; margin-bottom: 4px; }
p { margin-top: 4px; margin-bottom: 8px; }
p.verdict { background-color: #eef3f8; font-size: 11px; }
p.note { color: #595959; font-size: 9px; }
th { color: #595959; font-size: 8px; font-weight: 600; text-align: right; padding: 3px 0px 3px 5px;
  border-bottom: 1px solid #9a9a9a; }
td { font-size: 8px; text-align: right; padding: 3px 0px 3px 5px; border-bottom: 1px solid #dddddd; }
table.settings td { text-align: left; }
)";

struct Paper {
    QString html;
    std::vector<QByteArray> drawings; ///< of "drawing:0", "drawing:1", …
};

/// The page's own style is for screens, and a QTextDocument knows no SVG within HTML.
Paper paperOf(const std::string& html, double widthPoints) {
    Paper paper;
    auto text = QString::fromStdString(html);
    static const QRegularExpression kStyle("<style>.*?</style>", QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression kDrawing("<svg .*?</svg>", QRegularExpression::DotMatchesEverythingOption);
    // It would draw what only clips.
    static const QRegularExpression kClip("<clipPath.*?</clipPath>", QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression kFirstHead("<tr><th>");
    static const QRegularExpression kFirstCell("<tr><td>");
    static const QRegularExpression kUnbroken("<(t[dh])>([^<\\s\\x{01}-\\x{7f}]{1,6}|[\\d:]{3,8})</t[dh]>");
    text.remove(kStyle);
    text.remove(kClip);
    // A style of its own takes the place of the sheet's.
    text.replace(kFirstHead, "<tr><th style=\"text-align: left; padding: 3px 0px; border-bottom: 1px solid #9a9a9a\">");
    text.replace(kFirstCell, "<tr><td style=\"text-align: left; padding: 3px 0px; border-bottom: 1px solid #dddddd\">");
    text.replace("<wbr/>", QChar(0x200b)); // which it does not know
    text.replace(kUnbroken, "<\\1 style=\"white-space: nowrap; padding: 3px 0px 3px 5px; border-bottom: 1px solid "
                            "#c4c4c4\">\\2</\\1>"); // Chinese breaks anywhere, times at the colon
    text.replace("<table>", "<table width=\"100%\" cellspacing=\"0\" style=\"border-collapse: collapse\">");
    text.replace("<table class=\"settings\">",
                 "<table class=\"settings\" cellspacing=\"0\" style=\"border-collapse: collapse\">");
    for (auto match = kDrawing.match(text); match.hasMatch(); match = kDrawing.match(text)) {
        const auto image = QString("<img src=\"drawing:%1\" width=\"%2\"/>")
                               .arg(paper.drawings.size())
                               .arg(static_cast<int>(widthPoints));
        paper.drawings.push_back(match.captured().toUtf8());
        text.replace(match.capturedStart(), match.capturedLength(), image);
    }
    paper.html = text;
    return paper;
}

QImage imageOf(const QByteArray& svg, double widthPoints) {
    QSvgRenderer renderer(svg);
    const auto size = renderer.defaultSize();
    if (size.isEmpty())
        return {};
    const double width = widthPoints * kResolution / kPointsAnInch;
    QImage image(QSize(static_cast<int>(width), static_cast<int>(width * size.height() / size.width())),
                 QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    renderer.render(&painter);
    return image;
}

QTextOption wordWrapped() { // numbers are not broken
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    return option;
}

/// Laid out in points, as if a point were a pixel, on pages as wide as what cannot be broken needs, at least `page`.
void layOut(QTextDocument& document, const std::string& html, const QSizeF& page) {
    const auto paper = paperOf(html, page.width());
    document.setDocumentMargin(0);
    document.setDefaultTextOption(wordWrapped());
    document.setDefaultStyleSheet(kPaperStyle);
    QFont font = document.defaultFont();
    font.setPixelSize(10);
    document.setDefaultFont(font);
    for (std::size_t i = 0; i < paper.drawings.size(); ++i)
        document.addResource(QTextDocument::ImageResource, QUrl(QString("drawing:%1").arg(i)),
                             imageOf(paper.drawings[i], page.width()));
    document.setHtml(paper.html);
    document.setPageSize(page);
    if (const double needed = document.documentLayout()->documentSize().width(); needed > page.width())
        document.setPageSize(page * (needed / page.width()));
}

QByteArray pdfOf(const std::string& html) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kMarginMm, kMarginMm, kMarginMm, kMarginMm), QPageLayout::Millimeter);
    writer.setResolution(kResolution);
    writer.setCreator("Bubblenet");
    const double scale = kResolution / kPointsAnInch;
    const QSizeF paper(writer.width() / scale, writer.height() / scale - kFooterPoints);
    QTextDocument document;
    layOut(document, html, paper);
    const QSizeF page = document.pageSize();
    writer.setTitle(document.metaInformation(QTextDocument::DocumentTitle));
    QPainter painter(&writer);
    painter.scale(scale, scale);
    QFont small = document.defaultFont();
    small.setPixelSize(8);
    const int pages = document.pageCount();
    for (int i = 0; i < pages; ++i) {
        if (i > 0)
            writer.newPage();
        painter.save();
        painter.scale(paper.width() / page.width(), paper.width() / page.width());
        painter.translate(0, -i * page.height());
        document.drawContents(&painter, QRectF(0, i * page.height(), page.width(), page.height()));
        painter.restore();
        painter.setFont(small);
        painter.setPen(QColor(0x595959));
        painter.drawText(QRectF(0, paper.height() + 8, paper.width(), kFooterPoints - 8),
                         Qt::AlignRight | Qt::AlignBottom, QString("%1 / %2").arg(i + 1).arg(pages));
    }
    painter.end();
    return bytes;
}

} // namespace

void writeReport(const QString& path, const std::string& html, ReportFormat format) {
    const auto bytes = format == ReportFormat::pdf ? pdfOf(html) : QByteArray::fromStdString(html);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        throw Error("cannot write '" + path.toStdString() + "': " + file.errorString().toStdString() +
                    "; choose another folder");
}

} // namespace bubblenet::ui
