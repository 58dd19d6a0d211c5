// SPDX-License-Identifier: GPL-3.0-only
// A report as a reader of XML sees it: the pages are written so that they are XML as well.
#pragma once

#include <QXmlStreamReader>

#include <set>
#include <string>

namespace bubblenet::test {

struct Page {
    QString error; ///< empty: well-formed
    std::set<QString> elements;
    QString words; ///< with '|' at each element's end, but for where a line may break
};

inline Page readPage(const std::string& html) {
    Page page;
    QXmlStreamReader xml(QByteArray::fromStdString(html));
    while (!xml.atEnd()) {
        const auto token = xml.readNext();
        if (token == QXmlStreamReader::StartElement)
            page.elements.insert(xml.name().toString());
        if (token == QXmlStreamReader::Characters)
            page.words += xml.text();
        if (token == QXmlStreamReader::EndElement && xml.name() != QLatin1String("wbr"))
            page.words += '|';
    }
    page.error = xml.errorString();
    return page;
}

} // namespace bubblenet::test
