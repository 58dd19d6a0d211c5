#include <algorithm>
#include <array>
#include <iostream>
#include <onnxruntime_cxx_api.h>
#include <vector>

int main() {
    Ort::Env env;
    Ort::Session session(env, @PATH@, Ort::SessionOptions());
    const std::array<int64_t, 4> shape{@SHAPE@};
    // Your image: (pixel / 255 - mean) / deviation, channel by channel; both are in the file's metadata.
    std::vector<float> image(shape[1] * shape[2] * shape[3]);
    const auto memory = Ort::MemoryInfo::CreateCpu(OrtArenaAllocator, OrtMemTypeDefault);
    auto input = Ort::Value::CreateTensor<float>(memory, image.data(), image.size(), shape.data(), shape.size());
    const char* inputs[] = {"images"};
    const char* outputs[] = {"logits"};
    auto logits = session.Run(Ort::RunOptions(), inputs, &input, 1, outputs, 1);
    const auto classes = logits[0].GetTensorTypeAndShapeInfo().GetElementCount();
    const float* values = logits[0].GetTensorData<float>();
    std::cout << std::max_element(values, values + classes) - values << std::endl;
}
