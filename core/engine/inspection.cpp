// SPDX-License-Identifier: GPL-3.0-only
#include "core/engine/inspection.h"

#include "core/base/error.h"

namespace bubblenet::engine {

namespace {

[[noreturn]] void failUnfinished() {
    throw Error("this part of the inspection is not written yet");
}

} // namespace

struct Inspection::State {};

Inspection::Inspection(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Inspection::~Inspection() = default;

std::shared_ptr<const Inspection> Inspection::open(const InspectionRequest&, const Hooks&) {
    failUnfinished();
}

std::vector<WhaleRecord> Inspection::whales(const std::filesystem::path&) {
    failUnfinished();
}

const InspectionSummary& Inspection::summary() const {
    failUnfinished();
}

const std::vector<InspectedLayer>& Inspection::layers() const {
    failUnfinished();
}

const std::vector<LayerGroup>& Inspection::groups() const {
    failUnfinished();
}

LayerFilters Inspection::filters(const std::string&, Side) const {
    failUnfinished();
}

std::vector<FilterPicture> Inspection::filterInputs(const std::string&, Side, int) const {
    failUnfinished();
}

WeightHistogram Inspection::histogram(const std::string&, int) const {
    failUnfinished();
}

ChannelScores Inspection::scores(const std::string&, const Hooks&) const {
    failUnfinished();
}

std::vector<LayerLatency> Inspection::measureLayers(int, const Hooks&) const {
    failUnfinished();
}

std::vector<NetworkLatency> Inspection::measureNetworks(const std::vector<int>&, const Hooks&) const {
    failUnfinished();
}

JudgedImages Inspection::judge(ImageSplit, const Hooks&) const {
    failUnfinished();
}

ImagePixels Inspection::pixels(ImageSplit, std::uint32_t) const {
    failUnfinished();
}

std::vector<ClassifiedImage> Inspection::classify(const std::vector<std::filesystem::path>&, const Hooks&) const {
    failUnfinished();
}

std::vector<ExportedFile> Inspection::exportAfter(const ExportRequest&, const Hooks&) const {
    failUnfinished();
}

void Inspection::writeWeights(const std::filesystem::path&) const {
    failUnfinished();
}

std::string Inspection::fineTuneRecipe(const std::filesystem::path&) const {
    failUnfinished();
}

AccuracyInterval wilsonInterval(std::int64_t, std::int64_t) {
    failUnfinished();
}

} // namespace bubblenet::engine
