// SPDX-License-Identifier: GPL-3.0-only
#include "core/store/event.h"

#include "core/base/json.h"
#include "core/store/json_fields.h"

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

} // namespace

std::string toJsonLine(const Event& event) {
    auto object = std::visit([](const auto& body) { return structToJson(body); }, event.body);
    object["kind"] = kEventKinds[event.body.index()];
    object["time"] = event.time;
    return jsonText(object);
}

std::optional<Event> eventFromJsonLine(const std::string& line) {
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

} // namespace bubblenet::store
