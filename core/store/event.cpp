// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/event.h"

#include "core/base/json.h"
#include "core/store/json_fields.h"
#include "core/store/plain_object.h"

namespace bubblenet::store {

namespace {

using nlohmann::json;

template<std::size_t... I>
bool readBody(const std::string& kind, const json& object, EventBody& body,
              std::index_sequence<I...> /*alternatives*/) {
    const auto readIf = [&]<std::size_t index>() {
        if (kind != kEventKinds[index])
            return false;
        body = structFromJson<std::variant_alternative_t<index, EventBody>>(object);
        return true;
    };
    return (readIf.template operator()<I>() || ...);
}

template<class Body> std::optional<Event> plainEvent(PlainObject& object, const char* expectedKind) {
    Event event;
    Body body;
    std::string kind;
    PlainReader reader(object);
    reader("kind", kind);
    reader("time", event.time);
    fields(body, reader);
    if (!reader.isRead || !object.allWereAskedFor() || kind != expectedKind)
        return std::nullopt;
    event.body = std::move(body);
    return event;
}

/// None for a line that is not as toJsonLine writes it: that one is read the thorough way.
template<std::size_t... I>
std::optional<Event> plainEventFrom(const std::string& line, std::index_sequence<I...> /*alternatives*/) {
    auto object = PlainObject::scan(line);
    if (!object)
        return std::nullopt;
    const auto kindAt = line.find("\"kind\":\"");
    if (kindAt == std::string::npos)
        return std::nullopt;
    const auto begin = kindAt + std::string_view("\"kind\":\"").size();
    const auto kind = std::string_view(line).substr(begin, line.find('"', begin) - begin);
    std::optional<Event> event;
    (void)((kind == kEventKinds[I] &&
            ((event = plainEvent<std::variant_alternative_t<I, EventBody>>(*object, kEventKinds[I])), true)) ||
           ...);
    return event;
}

} // namespace

std::string readersOf(const ArtefactWritten& artefact) {
    std::string readers = artefact.by.value_or("");
    for (const auto& other : artefact.others)
        readers += ", " + other.by;
    return readers;
}

std::string toJsonLine(const Event& event) {
    auto object = std::visit([](const auto& body) { return structToJson(body); }, event.body);
    object["kind"] = kEventKinds[event.body.index()];
    object["time"] = event.time;
    return jsonText(object);
}

std::optional<Event> eventFromJsonLine(const std::string& line) {
    if (auto plain = plainEventFrom(line, std::make_index_sequence<std::variant_size_v<EventBody>>()))
        return plain;
    const json object = parseJsonOrDiscard(line);
    if (!object.is_object())
        throw Error("not an event, which is one JSON object: '" + line.substr(0, 80) + "'");
    const auto kind = object.find("kind");
    if (kind == object.end() || !kind->is_string())
        throw Error("an event without its \"kind\": '" + line.substr(0, 80) + "'");
    Event event;
    try {
        FieldReader{object}("time", event.time);
        if (!readBody(kind->get<std::string>(), object, event.body,
                      std::make_index_sequence<std::variant_size_v<EventBody>>()))
            return std::nullopt;
    } catch (const Error& error) {
        throw Error("event " + kind->get<std::string>() + ": " + error.what());
    }
    return event;
}

void keepLatest(std::vector<LatencyCompared>& latencies, const LatencyCompared& latency) {
    std::erase_if(latencies, [&](const auto& earlier) {
        return earlier.by == latency.by && earlier.batchSize == latency.batchSize;
    });
    latencies.push_back(latency);
}

} // namespace bubblenet::store
