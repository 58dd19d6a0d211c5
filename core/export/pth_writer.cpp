// SPDX-License-Identifier: GPL-3.0-only
#include "core/export/pth_writer.h"

#include <limits>

#include <caffe2/serialize/inline_container.h>

#include "core/base/error.h"
#include "core/nn/pickle_opcodes.h"
#include "core/nn/tensor_layout.h"

namespace bubblenet::artefact {

namespace {

using nn::Opcode;

class Pickler {
public:
    void op(Opcode opcode) { m_bytes += static_cast<char>(opcode); }
    void integer(std::int64_t value) {
        if (value < 0 || value > std::numeric_limits<std::int32_t>::max())
            throw Error("cannot write a size of " + std::to_string(value) + " into a .pth file");
        op(Opcode::binInt);
        little32(static_cast<std::uint32_t>(value));
    }
    void text(std::string_view value) {
        op(Opcode::binUnicode);
        little32(static_cast<std::uint32_t>(value.size()));
        m_bytes += value;
    }
    void global(std::string_view module, std::string_view name) {
        op(Opcode::global);
        m_bytes.append(module).append("\n").append(name).append("\n");
    }
    void tuple(at::IntArrayRef values) {
        op(Opcode::mark);
        for (const auto value : values)
            integer(value);
        op(Opcode::tuple);
    }
    void emptyOrderedDict() {
        global("collections", "OrderedDict");
        op(Opcode::emptyTuple);
        op(Opcode::reduce);
    }
    void protocol(std::uint8_t number) {
        op(Opcode::proto);
        m_bytes += static_cast<char>(number);
    }
    const std::string& bytes() const { return m_bytes; }

private:
    void little32(std::uint32_t value) {
        for (int shift = 0; shift < 32; shift += 8)
            m_bytes += static_cast<char>(value >> shift & 0xff);
    }
    std::string m_bytes;
};

/// torch._utils._rebuild_tensor_v2(storage, offset, sizes, strides, requires_grad, hooks), as Tensor.__reduce_ex__
/// asks.
void addTensor(Pickler& pickler, const at::Tensor& tensor, const std::string& key) {
    const auto* type = nn::elementTypeOf(tensor.scalar_type());
    if (type == nullptr)
        throw Error(std::string("cannot write a tensor of ") + at::toString(tensor.scalar_type()));
    pickler.global("torch._utils", "_rebuild_tensor_v2");
    pickler.op(Opcode::mark);
    pickler.op(Opcode::mark);
    pickler.text("storage");
    pickler.global("torch", type->storage);
    pickler.text(key);
    pickler.text("cpu");
    pickler.integer(tensor.numel());
    pickler.op(Opcode::tuple);
    pickler.op(Opcode::binPersId);
    pickler.integer(0);
    pickler.tuple(tensor.sizes());
    pickler.tuple(tensor.strides());
    pickler.op(Opcode::newFalse);
    pickler.emptyOrderedDict();
    pickler.op(Opcode::tuple);
    pickler.op(Opcode::reduce);
}

std::string pickleOf(const std::vector<std::pair<std::string, at::Tensor>>& tensors) {
    Pickler pickler;
    pickler.protocol(2);
    pickler.emptyOrderedDict();
    pickler.op(Opcode::mark);
    for (std::size_t i = 0; i < tensors.size(); ++i) {
        pickler.text(tensors[i].first);
        addTensor(pickler, tensors[i].second, std::to_string(i));
    }
    pickler.op(Opcode::setItems);
    pickler.op(Opcode::stop);
    return pickler.bytes();
}

} // namespace

std::string toPth(const nn::StateDict& dict) {
    auto tensors = dict.tensors;
    for (auto& [name, tensor] : tensors)
        tensor = tensor.detach().cpu().contiguous();
    const auto pickle = pickleOf(tensors);
    std::string bytes;
    caffe2::serialize::PyTorchStreamWriter writer([&bytes](const void* data, std::size_t size) {
        bytes.append(static_cast<const char*>(data), size);
        return size;
    });
    writer.writeRecord("data.pkl", pickle.data(), pickle.size());
    writer.writeRecord("byteorder", "little", 6);
    for (std::size_t i = 0; i < tensors.size(); ++i)
        writer.writeRecord("data/" + std::to_string(i), tensors[i].second.const_data_ptr(), tensors[i].second.nbytes());
    for (const auto& [key, value] : dict.metadata)
        writer.writeRecord("extra/" + key, value.data(), value.size());
    writer.writeEndOfFile();
    return bytes;
}

} // namespace bubblenet::artefact
