// SPDX-License-Identifier: GPL-3.0-only
#include "core/nn/unpickler.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "core/base/error.h"
#include "core/nn/pickle_opcodes.h"

namespace bubblenet::nn {

namespace {

// A state dict takes some 40 steps a tensor, with its optimizer's state some 150.
constexpr std::uint64_t kMaxSteps = std::uint64_t{1} << 24;
constexpr std::size_t kMaxStack = std::size_t{1} << 20;
constexpr std::size_t kMaxObjects = std::size_t{1} << 21;

enum class Callable : std::int64_t { orderedDict, tensorV1, tensorV2, parameter, ignored, firstStorage };

struct Global {
    std::string_view module;
    std::string_view name;
    Callable callable;
};
constexpr std::array kGlobals{
    Global{"collections", "OrderedDict", Callable::orderedDict},
    Global{"torch._utils", "_rebuild_tensor", Callable::tensorV1},
    Global{"torch._utils", "_rebuild_tensor_v2", Callable::tensorV2},
    Global{"torch._utils", "_rebuild_parameter", Callable::parameter},
    // Beside the weights in checkpoints: schedulers' milestones, shapes and devices.
    Global{"collections", "Counter", Callable::ignored},
    Global{"torch", "Size", Callable::ignored},
    Global{"torch", "device", Callable::ignored},
};

std::int64_t asNumber(Callable callable) {
    return static_cast<std::int64_t>(callable);
}

class Machine {
public:
    explicit Machine(ByteReader& reader) : m_reader(reader) {}

    Pickle run() {
        for (Opcode opcode = nextOpcode(); opcode != Opcode::stop; opcode = nextOpcode()) {
            if (!pushScalar(opcode) && !pushString(opcode) && !useContainer(opcode) && !useMemo(opcode) &&
                !useObject(opcode))
                fail(Phrase("has the opcode {1}, which weights do not need", static_cast<int>(opcode)));
        }
        if (m_stack.size() != 1 || !m_marks.empty())
            fail(Phrase("ends with {1} values instead of one", m_stack.size()));
        m_result.root = m_stack.back();
        return std::move(m_result);
    }

private:
    [[noreturn]] void fail(const Phrase& what) const {
        throw Error(Phrase("{1} {2} (before byte {3})", m_reader.place(), what, m_reader.position()));
    }

    void charge(std::uint64_t steps) {
        m_steps += steps;
        if (m_steps > kMaxSteps)
            fail(Phrase("takes more than {1} steps: no state dict is so long", kMaxSteps));
    }

    Opcode nextOpcode() {
        charge(1);
        return static_cast<Opcode>(m_reader.u8());
    }

    void push(PickleKind kind, std::int64_t number) {
        if (m_stack.size() >= kMaxStack)
            fail(Phrase("piles up more than {1} values", kMaxStack));
        m_stack.push_back({kind, number});
    }

    template<class T> void pushObject(PickleKind kind, std::vector<T>& pool, T object) {
        if (++m_objects > kMaxObjects)
            fail(Phrase("makes more than {1} objects", kMaxObjects));
        pool.push_back(std::move(object));
        push(kind, static_cast<std::int64_t>(pool.size() - 1));
    }

    std::size_t lowest() const { return m_marks.empty() ? 0 : m_marks.back(); }

    PickleValue& top() {
        if (m_stack.size() <= lowest())
            fail(Phrase("takes a value where there is none"));
        return m_stack.back();
    }

    PickleValue pop() {
        const PickleValue value = top();
        m_stack.pop_back();
        return value;
    }

    std::vector<PickleValue> popToMark() {
        if (m_marks.empty())
            fail(Phrase("closes a list that was never opened"));
        const auto begin = m_stack.begin() + static_cast<std::ptrdiff_t>(m_marks.back());
        std::vector<PickleValue> items(begin, m_stack.end());
        m_stack.erase(begin, m_stack.end());
        m_marks.pop_back();
        return items;
    }

    bool pushScalar(Opcode opcode);
    bool pushString(Opcode opcode);
    bool useContainer(Opcode opcode);
    bool useMemo(Opcode opcode);
    bool useObject(Opcode opcode);

    void pushLong();
    void pushTuple(std::size_t count);
    void append(const std::vector<PickleValue>& items);
    void setItems(const std::vector<PickleValue>& items);
    void memoize(std::uint32_t index);
    void recall(std::uint32_t index);
    void pushGlobal(std::string_view module, std::string_view name);
    void pushStorage();
    void reduce();
    void makeOrderedDict(const std::vector<PickleValue>& arguments);
    void makeTensor(const std::vector<PickleValue>& arguments, std::size_t leastArguments);
    std::uint64_t countOf(PickleValue value) const;

    ByteReader& m_reader;
    Pickle m_result;
    std::vector<PickleValue> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint32_t, PickleValue> m_memo;
    std::uint64_t m_steps = 0;
    std::size_t m_objects = 0;
};

bool Machine::pushScalar(Opcode opcode) {
    switch (opcode) {
    case Opcode::none:
        push(PickleKind::none, 0);
        return true;
    case Opcode::newTrue:
    case Opcode::newFalse:
        push(PickleKind::boolean, opcode == Opcode::newTrue ? 1 : 0);
        return true;
    case Opcode::binInt:
        push(PickleKind::integer, static_cast<std::int32_t>(m_reader.u32()));
        return true;
    case Opcode::binInt1:
        push(PickleKind::integer, m_reader.u8());
        return true;
    case Opcode::binInt2:
        push(PickleKind::integer, m_reader.u16());
        return true;
    case Opcode::long1:
        pushLong();
        return true;
    case Opcode::binFloat:
        m_reader.skip(8);
        push(PickleKind::ignored, 0);
        return true;
    default:
        return false;
    }
}

void Machine::pushLong() {
    const std::string_view digits = m_reader.take(m_reader.u8());
    if (digits.size() > 8) {
        pushObject(PickleKind::bytes, m_result.strings, digits);
        return;
    }
    std::uint64_t value = !digits.empty() && static_cast<signed char>(digits.back()) < 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = digits.size(); i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(digits[i]);
    push(PickleKind::integer, static_cast<std::int64_t>(value));
}

bool Machine::pushString(Opcode opcode) {
    std::uint64_t length = 0;
    switch (opcode) {
    case Opcode::shortBinString:
    case Opcode::shortBinUnicode:
    case Opcode::shortBinBytes:
        length = m_reader.u8();
        break;
    case Opcode::binString:
    case Opcode::binUnicode:
    case Opcode::binBytes:
        length = m_reader.u32();
        break;
    case Opcode::binUnicode8:
    case Opcode::binBytes8:
        length = m_reader.u64();
        break;
    default:
        return false;
    }
    const bool isBytes = opcode == Opcode::shortBinBytes || opcode == Opcode::binBytes || opcode == Opcode::binBytes8;
    pushObject(isBytes ? PickleKind::bytes : PickleKind::text, m_result.strings, m_reader.take(length));
    return true;
}

bool Machine::useContainer(Opcode opcode) {
    switch (opcode) {
    case Opcode::mark:
        if (m_marks.size() >= kMaxStack)
            fail(Phrase("nests more than {1} lists", kMaxStack));
        m_marks.push_back(m_stack.size());
        return true;
    case Opcode::pop:
        pop();
        return true;
    case Opcode::emptyTuple:
    case Opcode::emptyList:
        pushObject(PickleKind::sequence, m_result.sequences, {});
        return true;
    case Opcode::emptyDict:
        pushObject(PickleKind::dict, m_result.dicts, {});
        return true;
    case Opcode::tuple:
        pushObject(PickleKind::sequence, m_result.sequences, popToMark());
        return true;
    case Opcode::tuple1:
    case Opcode::tuple2:
    case Opcode::tuple3:
        pushTuple(std::size_t{1} + static_cast<std::size_t>(opcode) - static_cast<std::size_t>(Opcode::tuple1));
        return true;
    case Opcode::append:
        append({pop()});
        return true;
    case Opcode::appends:
        append(popToMark());
        return true;
    case Opcode::setItem: {
        const PickleValue value = pop();
        const PickleValue key = pop();
        setItems({key, value});
        return true;
    }
    case Opcode::setItems:
        setItems(popToMark());
        return true;
    default:
        return false;
    }
}

void Machine::pushTuple(std::size_t count) {
    std::vector<PickleValue> items(count);
    for (std::size_t i = count; i-- > 0;)
        items[i] = pop();
    pushObject(PickleKind::sequence, m_result.sequences, std::move(items));
}

void Machine::append(const std::vector<PickleValue>& items) {
    if (top().kind != PickleKind::sequence)
        fail(Phrase("appends to what is no list"));
    auto& list = m_result.sequences[static_cast<std::size_t>(top().number)];
    list.insert(list.end(), items.begin(), items.end());
}

void Machine::setItems(const std::vector<PickleValue>& items) {
    if (items.size() % 2 != 0)
        fail(Phrase("sets a key without a value"));
    if (top().kind == PickleKind::ignored)
        return;
    if (top().kind != PickleKind::dict)
        fail(Phrase("sets keys of what is no dict"));
    PickleDict& dict = m_result.dicts[static_cast<std::size_t>(top().number)];
    for (std::size_t i = 0; i < items.size(); i += 2)
        dict.emplace_back(items[i], items[i + 1]);
}

bool Machine::useMemo(Opcode opcode) {
    switch (opcode) {
    case Opcode::binPut:
        memoize(m_reader.u8());
        return true;
    case Opcode::longBinPut:
        memoize(m_reader.u32());
        return true;
    case Opcode::memoize:
        memoize(static_cast<std::uint32_t>(m_memo.size()));
        return true;
    case Opcode::binGet:
        recall(m_reader.u8());
        return true;
    case Opcode::longBinGet:
        recall(m_reader.u32());
        return true;
    default:
        return false;
    }
}

void Machine::memoize(std::uint32_t index) {
    if (m_memo.size() >= kMaxObjects)
        fail(Phrase("remembers more than {1} values", kMaxObjects));
    m_memo.insert_or_assign(index, top());
}

void Machine::recall(std::uint32_t index) {
    const auto found = m_memo.find(index);
    if (found == m_memo.end())
        fail(Phrase("recalls value {1}, which was never kept", index));
    push(found->second.kind, found->second.number);
}

bool Machine::useObject(Opcode opcode) {
    switch (opcode) {
    case Opcode::proto:
        if (const std::uint8_t protocol = m_reader.u8(); protocol < 2 || protocol > 4)
            fail(Phrase("is written in pickle protocol {1}; 2 to 4 are read", protocol));
        return true;
    case Opcode::frame:
        m_reader.skip(8); // a hint for buffering; lengths are checked where they are used
        return true;
    case Opcode::global: {
        const std::string_view module = m_reader.line();
        pushGlobal(module, m_reader.line());
        return true;
    }
    case Opcode::stackGlobal: {
        const auto name = m_result.text(pop());
        const auto module = m_result.text(pop());
        if (!name || !module)
            fail(Phrase("names a global by what is no text"));
        pushGlobal(*module, *name);
        return true;
    }
    case Opcode::binPersId:
        pushStorage();
        return true;
    case Opcode::reduce:
        reduce();
        return true;
    case Opcode::build: // attributes, such as the versions that Module.state_dict() hangs on an OrderedDict
        pop();
        if (top().kind != PickleKind::dict && top().kind != PickleKind::ignored)
            fail(Phrase("sets attributes of what is no dict"));
        return true;
    default:
        return false;
    }
}

void Machine::pushGlobal(std::string_view module, std::string_view name) {
    for (const Global& global : kGlobals) {
        if (global.module == module && global.name == name)
            return push(PickleKind::callable, asNumber(global.callable));
    }
    if (module == "torch" || module == "torch.cuda") {
        const auto types = elementTypes();
        for (std::size_t i = 0; i < types.size(); ++i) {
            if (types[i].storage == name)
                return push(PickleKind::callable, asNumber(Callable::firstStorage) + static_cast<std::int64_t>(i));
        }
    }
    fail(Phrase("asks for {1}, which weights do not need; nothing was run. Save only the weights: "
                "torch.save(model.state_dict(), FILE)",
                inQuotes(std::string(module.substr(0, 200)) + "." + std::string(name.substr(0, 200)))));
}

void Machine::pushStorage() {
    const auto* id = m_result.sequence(pop());
    if (id == nullptr || id->size() < 5 || m_result.text(id->front()) != "storage")
        fail(Phrase("refers to an object outside of it that is no storage"));
    const std::int64_t type = id->at(1).number - asNumber(Callable::firstStorage);
    const auto key = m_result.text(id->at(2));
    if (id->at(1).kind != PickleKind::callable || type < 0 || !key)
        fail(Phrase("has a storage without a type or key"));
    StorageReference storage{*key, &elementTypes()[static_cast<std::size_t>(type)], countOf(id->at(4))};
    storage.elements = storage.keyElements;
    if (id->size() > 5 && id->at(5).kind != PickleKind::none) { // (key, first, elements) of a view, in files before 1.6
        const auto* view = m_result.sequence(id->at(5));
        if (view == nullptr || view->size() != 3)
            fail(Phrase("has a damaged view of the storage {1}", inQuotes(*key)));
        storage.first = countOf(view->at(1));
        storage.elements = countOf(view->at(2));
        if (storage.first > storage.keyElements || storage.elements > storage.keyElements - storage.first)
            fail(Phrase("has a view outside of the storage {1}", inQuotes(*key)));
    }
    pushObject(PickleKind::storage, m_result.storages, storage);
}

void Machine::reduce() {
    const auto* found = m_result.sequence(pop());
    const PickleValue function = pop();
    if (found == nullptr || function.kind != PickleKind::callable)
        fail(Phrase("calls what is no function"));
    const std::vector<PickleValue>& arguments = *found;
    switch (static_cast<Callable>(function.number)) {
    case Callable::orderedDict:
        return makeOrderedDict(arguments);
    case Callable::tensorV1:
        return makeTensor(arguments, 4);
    case Callable::tensorV2:
        return makeTensor(arguments, 6);
    case Callable::parameter:
        if (arguments.empty() || arguments.front().kind != PickleKind::tensor)
            fail(Phrase("makes a parameter of what is no tensor"));
        return push(PickleKind::tensor, arguments.front().number);
    case Callable::ignored:
        return push(PickleKind::ignored, 0);
    default:
        fail(Phrase("calls a storage type"));
    }
}

/// Python 2 wrote the items as an argument: [[key, value], …].
void Machine::makeOrderedDict(const std::vector<PickleValue>& arguments) {
    PickleDict dict;
    if (!arguments.empty()) {
        const auto* items = m_result.sequence(arguments.front());
        if (items == nullptr)
            fail(Phrase("makes an OrderedDict of what is no list"));
        charge(items->size());
        for (const PickleValue item : *items) {
            const auto* pair = m_result.sequence(item);
            if (pair == nullptr || pair->size() != 2)
                fail(Phrase("makes an OrderedDict of what are no pairs"));
            dict.emplace_back(pair->front(), pair->back());
        }
    }
    pushObject(PickleKind::dict, m_result.dicts, std::move(dict));
}

/// (storage, offset, sizes, strides, …)
void Machine::makeTensor(const std::vector<PickleValue>& arguments, std::size_t leastArguments) {
    if (arguments.size() < leastArguments || arguments[0].kind != PickleKind::storage ||
        arguments[2].kind != PickleKind::sequence || arguments[3].kind != PickleKind::sequence)
        fail(Phrase("has a tensor without a storage or shape"));
    const TensorReference tensor{m_result.storages[static_cast<std::size_t>(arguments[0].number)],
                                 countOf(arguments[1]), arguments[2], arguments[3]};
    pushObject(PickleKind::tensor, m_result.tensors, tensor);
}

std::uint64_t Machine::countOf(PickleValue value) const {
    if (value.kind != PickleKind::integer || value.number < 0)
        fail(Phrase("has a count or offset that is no whole number from 0 on"));
    return static_cast<std::uint64_t>(value.number);
}

} // namespace

std::optional<std::string_view> Pickle::text(PickleValue value) const {
    if (value.kind != PickleKind::text)
        return std::nullopt;
    return strings[static_cast<std::size_t>(value.number)];
}

const PickleDict* Pickle::dict(PickleValue value) const {
    return value.kind == PickleKind::dict ? &dicts[static_cast<std::size_t>(value.number)] : nullptr;
}

const std::vector<PickleValue>* Pickle::sequence(PickleValue value) const {
    return value.kind == PickleKind::sequence ? &sequences[static_cast<std::size_t>(value.number)] : nullptr;
}

const TensorReference* Pickle::tensor(PickleValue value) const {
    return value.kind == PickleKind::tensor ? &tensors[static_cast<std::size_t>(value.number)] : nullptr;
}

Pickle unpickle(ByteReader& reader) {
    return Machine(reader).run();
}

} // namespace bubblenet::nn
