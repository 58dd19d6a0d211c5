#include <iostream>
#include <torch/script.h>

int main() {
    const c10::InferenceMode inference;
    auto network = torch::jit::load(@PATH@);
    // Your images: (pixels / 255 - mean) / deviation; both are in the archive (extra/bubblenet.mean, .std).
    const auto images = torch::zeros({@SHAPE@});
    const auto probabilities = network.forward({images}).toTensor().softmax(1);
    std::cout << probabilities.argmax(1).item<int64_t>() << std::endl;
}
