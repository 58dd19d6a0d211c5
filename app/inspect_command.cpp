// SPDX-License-Identifier: GPL-3.0-only
#include <memory>

#include "app/inspection.h"
#include "app/model_options.h"

namespace bubblenet::app {

void addInspectCommand(CLI::App& program, Context& context) {
    auto* command = program.add_subcommand(
        "inspect",
        "Layers and costs of a network; of a run: before and after, and what pruning did to layers and images");
    const auto o = std::make_shared<InspectionOptions>();
    command->add_option("source,--model", o->request.model.model, kModelHelp)->required();
    addModelOptions(*command, o->request.model);
    command->add_option("--whale", o->whale, "A run's candidate in its result's place: ITERATION:WHALE, e.g. 12:3");
    command->add_flag("--whales", o->listWhales, "List a run's candidates");
    command->add_option("--layer", o->layer,
                        "One layer, e.g. layer2.3.conv1: channels kept, their scores with the cut, its weights");
    command
        ->add_option_function<std::vector<std::string>>(
            "--images",
            [o](const std::vector<std::string>& split) {
                o->images = split.empty() || split.front().empty() ? "validation" : split.front();
            },
            "Judge both networks on the validation images, or with --images test on the test images, which a run "
            "counts: accuracy, intervals, confusions, broken and mended images")
        ->expected(0, 1)
        ->check(CLI::IsMember({"validation", "test"}))
        ->type_name("SPLIT");
    command->add_option("--classify", o->classify,
                        "JPEG or PNG files, folders of them, or -: a list on standard input; by both networks");
    command->add_flag(
        "--latency", o->latency,
        "Measure it here: each layer, and whole networks in pairs at batch 1 and --batch-size, by ONNX Runtime "
        "too, where it is installed or BUBBLENET_ONNXRUNTIME names it");
    command
        ->add_option("--batch-size", o->batchSize,
                     "Images at once for --latency; 0: 250, of images over 64 pixels fewer")
        ->check(CLI::Range(0, 65536))
        ->capture_default_str();
    command->add_option("--dataset", o->request.data.dataset, "Data set of a weight file, for --images");
    command->add_option("--data", o->request.data.path, "Folder that holds the data sets");
    command
        ->add_option("--image-size", o->request.data.imageSize,
                     "Pixels a side that the costs are of; 0: what the network was made for")
        ->check(CLI::Range(0, 4096));
    command->add_option("--output", o->output, "Folder for the answers as JSON and CSV; no file is replaced");
    command->add_flag("--json", o->json, "As JSON on standard output");
    command->callback(
        [=, &context] { context.action = [=, &context] { return inspect(*o, context, hooksFor(context)); }; });
}

} // namespace bubblenet::app
