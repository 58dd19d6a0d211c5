// SPDX-License-Identifier: GPL-3.0-only
#include <bit>

#include "core/base/error.h"
#include "core/export/onnx_model.h"
#include "core/nn/byte_reader.h"
#include "core/nn/tensor_layout.h"

namespace bubblenet::artefact {

namespace {

using nn::ByteReader;
using nn::inQuotes;

constexpr std::size_t kMaxNodes = 10000; // ResNet-152 has some 500

/// One field of a Protocol Buffers message.
struct Field {
    std::uint64_t number = 0;
    std::uint64_t integer = 0; ///< of a varint or a 32-bit number
    std::string_view bytes;    ///< of a length-delimited one
    enum class Kind { integer, bytes, fixed32 } kind = Kind::integer;
};

std::uint64_t readVarint(ByteReader& reader) {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const std::uint64_t byte = reader.u8();
        value |= (byte & 0x7f) << shift;
        if (byte < 0x80)
            return value;
    }
    throw Error(reader.place().english() + " has a number of more than 64 bits");
}

Field readField(ByteReader& reader) {
    const auto tag = readVarint(reader);
    Field field{.number = tag >> 3, .bytes = {}};
    switch (tag & 7) {
    case 0:
        field.integer = readVarint(reader);
        return field;
    case 2:
        field.kind = Field::Kind::bytes;
        field.bytes = reader.take(readVarint(reader));
        return field;
    case 5:
        field.kind = Field::Kind::fixed32;
        field.integer = reader.u32();
        return field;
    default:
        throw Error(reader.place().english() + " has a field of wire type " + std::to_string(tag & 7) +
                    " (it is damaged)");
    }
}

/// Calls `visit` with each field of a message; its errors name the message and the field.
template<class Visit> void readMessage(std::string_view bytes, const std::string& place, Visit visit) {
    ByteReader reader(bytes, place);
    while (reader.remaining() > 0)
        visit(readField(reader));
}

[[noreturn]] void refuse(const std::string& place, const Field& field) {
    throw Error(place + " has the field " + std::to_string(field.number) + ", which is not known here");
}

std::string textOf(const Field& field, const std::string& place) {
    if (field.kind != Field::Kind::bytes)
        refuse(place, field);
    return std::string(field.bytes);
}

std::int64_t integerOf(const Field& field, const std::string& place) {
    if (field.kind != Field::Kind::integer)
        refuse(place, field);
    return static_cast<std::int64_t>(field.integer);
}

/// Repeated integers come one by one or packed into one field.
void addIntegers(const Field& field, const std::string& place, std::vector<std::int64_t>& into) {
    if (field.kind != Field::Kind::bytes) {
        into.push_back(integerOf(field, place));
    } else {
        ByteReader reader(field.bytes, place);
        while (reader.remaining() > 0)
            into.push_back(static_cast<std::int64_t>(readVarint(reader)));
    }
    if (into.size() > nn::kMaxDimensions)
        throw Error(place + " has a list of more than " + std::to_string(nn::kMaxDimensions) + " numbers");
}

at::ScalarType typeNumbered(std::int64_t type) {
    switch (type) {
    case 1:
        return at::kFloat;
    case 7:
        return at::kLong;
    case 10:
        return at::kHalf;
    default:
        throw Error("a tensor has the element type " + std::to_string(type) + "; known are 1, 7 and 10");
    }
}

void readTensor(std::string_view bytes, OnnxModel& model) {
    const std::string place = "an initializer";
    std::vector<std::int64_t> sizes;
    std::int64_t type = 0;
    std::string name;
    std::string_view data;
    readMessage(bytes, place, [&](const Field& field) {
        switch (field.number) {
        case 1:
            addIntegers(field, place, sizes);
            break;
        case 2:
            type = integerOf(field, place);
            break;
        case 8:
            name = textOf(field, place);
            break;
        case 9:
            if (field.kind != Field::Kind::bytes)
                refuse(place, field);
            data = field.bytes;
            break;
        default:
            refuse(place, field);
        }
    });
    const auto* element = nn::elementTypeOf(typeNumbered(type));
    const auto needed = nn::contiguousBytes(sizes, *element);
    if (!needed || *needed != data.size())
        throw Error("the initializer " + inQuotes(name) + " has " + std::to_string(data.size()) +
                    " bytes, and its shape needs " + (needed ? std::to_string(*needed) : std::string("too many")));
    if (!model.initializers.emplace(name, nn::copyOut(data, sizes, *element)).second)
        throw Error("two initializers are named " + inQuotes(name));
}

void readAttribute(std::string_view bytes, OnnxNode& node) {
    const std::string place = "an attribute";
    std::string name;
    std::int64_t type = 0;
    std::int64_t integer = 0;
    float number = 0;
    std::vector<std::int64_t> integers;
    readMessage(bytes, place, [&](const Field& field) {
        switch (field.number) {
        case 1:
            name = textOf(field, place);
            break;
        case 2:
            if (field.kind != Field::Kind::fixed32)
                refuse(place, field);
            number = std::bit_cast<float>(static_cast<std::uint32_t>(field.integer));
            break;
        case 3:
            integer = integerOf(field, place);
            break;
        case 8:
            addIntegers(field, place, integers);
            break;
        case 20:
            type = integerOf(field, place);
            break;
        default:
            refuse(place, field);
        }
    });
    OnnxAttribute value;
    if (type == 1)
        value = number;
    else if (type == 2)
        value = integer;
    else if (type == 7)
        value = integers;
    else
        throw Error("the attribute " + inQuotes(name) + " is of the kind " + std::to_string(type) +
                    ", which is not known here");
    if (!node.attributes.emplace(name, std::move(value)).second)
        throw Error("the attribute " + inQuotes(name) + " occurs twice");
}

OnnxNode readNode(std::string_view bytes) {
    const std::string place = "a node";
    OnnxNode node;
    readMessage(bytes, place, [&](const Field& field) {
        switch (field.number) {
        case 1:
            node.inputs.push_back(textOf(field, place));
            break;
        case 2:
            node.outputs.push_back(textOf(field, place));
            break;
        case 3:
            node.name = textOf(field, place);
            break;
        case 4:
            node.op = textOf(field, place);
            break;
        case 5:
            readAttribute(textOf(field, place), node);
            break;
        default:
            refuse(place, field);
        }
    });
    return node;
}

/// The name of a graph's input or output; its type and shape are left to what is computed.
std::string nameOfValue(const Field& value) {
    std::string name;
    const std::string place = "an input or output";
    readMessage(textOf(value, place), place, [&](const Field& field) {
        if (field.number == 1)
            name = textOf(field, place);
        else if (field.number != 2)
            refuse(place, field);
    });
    return name;
}

void readGraph(std::string_view bytes, OnnxModel& model) {
    const std::string place = "the graph";
    readMessage(bytes, place, [&](const Field& field) {
        if (field.kind != Field::Kind::bytes)
            refuse(place, field);
        switch (field.number) {
        case 1:
            if (model.nodes.size() == kMaxNodes)
                throw Error("the graph has more than " + std::to_string(kMaxNodes) + " nodes");
            model.nodes.push_back(readNode(field.bytes));
            break;
        case 2: // its name
            break;
        case 5:
            readTensor(field.bytes, model);
            break;
        case 11:
            model.inputs.push_back(nameOfValue(field));
            break;
        case 12:
            model.outputs.push_back(nameOfValue(field));
            break;
        default:
            refuse(place, field);
        }
    });
}

void readMetadata(std::string_view bytes, OnnxModel& model) {
    const std::string place = "the metadata";
    std::string key;
    std::string value;
    readMessage(bytes, place, [&](const Field& field) {
        if (field.number != 1 && field.number != 2)
            refuse(place, field);
        (field.number == 1 ? key : value) = textOf(field, place);
    });
    model.metadata[key] = value;
}

void readOpset(std::string_view bytes, OnnxModel& model) {
    const std::string place = "the operator set";
    readMessage(bytes, place, [&](const Field& field) {
        if (field.number == 2)
            model.opset = integerOf(field, place);
        else if (field.number != 1 || !textOf(field, place).empty())
            throw Error("it asks for operators of another domain than ONNX's own");
    });
}

} // namespace

OnnxModel readOnnx(std::string_view bytes) {
    const std::string place = "the ONNX file";
    OnnxModel model;
    bool hasGraph = false;
    readMessage(bytes, place, [&](const Field& field) {
        switch (field.number) {
        case 1: // versions and names of no consequence
        case 2:
        case 3:
        case 4:
        case 5:
        case 6:
            break;
        case 7:
            if (hasGraph)
                throw Error("it has two graphs");
            if (field.kind != Field::Kind::bytes)
                refuse(place, field);
            readGraph(field.bytes, model); // a view: it holds all the weights
            hasGraph = true;
            break;
        case 8:
            readOpset(textOf(field, place), model);
            break;
        case 14:
            readMetadata(textOf(field, place), model);
            break;
        default:
            refuse(place, field);
        }
    });
    if (!hasGraph)
        throw Error("it holds no ONNX graph (it is empty, cut off or another kind of file)");
    return model;
}

} // namespace bubblenet::artefact
