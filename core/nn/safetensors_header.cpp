// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/safetensors_header.h"

#include <limits>
#include <unordered_set>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/nn/byte_reader.h"
#include "core/nn/tensor_layout.h"

namespace bubblenet::nn {

namespace {

using nlohmann::json;

constexpr const char* kMetadata = "__metadata__";

/// {"name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}, …, "__metadata__": {"key": "text", …}}
class HeaderHandler final : public nlohmann::json_sax<json> {
public:
    explicit HeaderHandler(SafetensorsHeader& header) : m_header(header) {}

    bool null() override { unexpected(Phrase("null")); }
    bool boolean(bool) override { unexpected(Phrase("a boolean")); }
    bool number_integer(number_integer_t) override { unexpected(Phrase("a negative number")); }
    bool number_float(number_float_t, const string_t& text) override {
        unexpected(Phrase("the number {1}", inQuotes(text)));
    }
    bool binary(binary_t&) override { unexpected(Phrase("binary data")); }

    bool number_unsigned(number_unsigned_t number) override;
    bool string(string_t& text) override;
    bool start_object(std::size_t) override;
    bool key(string_t& text) override;
    bool end_object() override;
    bool start_array(std::size_t) override;
    bool end_array() override;

    bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception&) override {
        throw Error(Phrase("the safetensors header is no valid JSON at its byte {1} (the file is damaged)", position));
    }

private:
    enum class Place { outside, top, metadata, tensor, shape, offsets, done };

    [[noreturn]] void unexpected(const Phrase& what) const {
        if (m_place == Place::metadata)
            throw Error(Phrase("the safetensors header has {1} where it may not be in its __metadata__, which maps "
                               "text to text",
                               what));
        if (m_name.empty())
            throw Error(Phrase("the safetensors header has {1} where it may not be", what));
        throw Error(Phrase("the safetensors header has {1} where it may not be at tensor {2}", what, inQuotes(m_name)));
    }

    SafetensorsHeader& m_header;
    Place m_place = Place::outside;
    std::string m_name;  // of the tensor, or __metadata__
    std::string m_field; // the key in it
    SafetensorsEntry m_entry;
    std::size_t m_offsets = 0;
    std::unordered_set<std::string> m_names;
    std::unordered_set<std::string> m_fields;
};

bool HeaderHandler::number_unsigned(number_unsigned_t number) {
    if (m_place == Place::shape) {
        if (number > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) ||
            m_entry.sizes.size() == kMaxDimensions)
            unexpected(Phrase("a size of {1} in dimension {2}", number, m_entry.sizes.size() + 1));
        m_entry.sizes.push_back(static_cast<std::int64_t>(number));
        return true;
    }
    if (m_place != Place::offsets || m_offsets == m_entry.offsets.size())
        unexpected(Phrase("the number {1}", number));
    m_entry.offsets[m_offsets++] = number;
    return true;
}

bool HeaderHandler::string(string_t& text) {
    if (m_place == Place::metadata)
        m_header.metadata.emplace(m_field, text);
    else if (m_place == Place::tensor && m_field == "dtype")
        m_entry.type = text;
    else
        unexpected(Phrase("the text {1}", inQuotes(text)));
    return true;
}

bool HeaderHandler::start_object(std::size_t) {
    if (m_place == Place::outside) {
        m_place = Place::top;
        return true;
    }
    if (m_place != Place::top)
        unexpected(Phrase("an object"));
    m_place = m_name == kMetadata ? Place::metadata : Place::tensor;
    m_entry = SafetensorsEntry{};
    m_entry.name = m_name;
    m_offsets = 0;
    m_fields.clear();
    return true;
}

bool HeaderHandler::key(string_t& text) {
    if (m_place == Place::top) {
        m_name = text;
        if (!m_names.insert(text).second)
            throw Error(Phrase("the safetensors header has two entries named {1}", inQuotes(text)));
        return true;
    }
    m_field = text;
    if (m_place == Place::tensor && text != "dtype" && text != "shape" && text != "data_offsets")
        unexpected(Phrase("the key {1}", inQuotes(text)));
    if (!m_fields.insert(text).second)
        unexpected(Phrase("the key {1} twice", inQuotes(text)));
    return true;
}

bool HeaderHandler::end_object() {
    if (m_place == Place::tensor) {
        if (m_fields.size() != 3 || m_offsets != m_entry.offsets.size())
            unexpected(Phrase("an entry without dtype, shape and two data_offsets"));
        m_header.entries.push_back(std::move(m_entry));
    }
    m_place = m_place == Place::top ? Place::done : Place::top;
    return true;
}

bool HeaderHandler::start_array(std::size_t) {
    if (m_place != Place::tensor || m_field == "dtype")
        unexpected(Phrase("a list"));
    m_place = m_field == "shape" ? Place::shape : Place::offsets;
    return true;
}

bool HeaderHandler::end_array() {
    m_place = Place::tensor;
    return true;
}

std::string jsonText(const std::string& text) {
    try {
        return json(text).dump();
    } catch (const json::exception&) {
        throw Error("safetensors cannot hold the name or text " + inQuotes(text) + ", which is no UTF-8");
    }
}

} // namespace

SafetensorsHeader parseSafetensorsHeader(std::string_view text) {
    SafetensorsHeader header;
    HeaderHandler handler(header);
    json::sax_parse(text.begin(), text.end(), &handler);
    return header;
}

std::string safetensorsHeaderText(const SafetensorsHeader& header) {
    std::string text = "{";
    if (!header.metadata.empty()) {
        text += jsonText(kMetadata) + ":{";
        for (const auto& [key, value] : header.metadata)
            text.append(text.back() == '{' ? "" : ",").append(jsonText(key)).append(":").append(jsonText(value));
        text += "}";
    }
    for (const SafetensorsEntry& entry : header.entries) {
        text.append(text.size() == 1 ? "" : ",").append(jsonText(entry.name));
        text.append(":{\"dtype\":").append(jsonText(entry.type)).append(",\"shape\":[");
        for (std::size_t d = 0; d < entry.sizes.size(); ++d)
            text.append(d == 0 ? "" : ",").append(std::to_string(entry.sizes[d]));
        text +=
            "],\"data_offsets\":[" + std::to_string(entry.offsets[0]) + "," + std::to_string(entry.offsets[1]) + "]}";
    }
    text += "}";
    text.append((8 - text.size() % 8) % 8, ' ');
    return text;
}

} // namespace bubblenet::nn
