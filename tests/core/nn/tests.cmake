bubblenet_test(core/nn/tst_state_dict.cpp LINKS bubblenet::nn TORCH)
bubblenet_test(core/nn/tst_hostile_weights.cpp LINKS bubblenet::nn TORCH)
bubblenet_test(core/nn/tst_network_spec.cpp LINKS bubblenet::nn nlohmann_json::nlohmann_json)
bubblenet_test(core/nn/tst_network.cpp LINKS bubblenet::nn nlohmann_json::nlohmann_json TORCH)
bubblenet_test(core/nn/tst_inference.cpp LINKS bubblenet::nn nlohmann_json::nlohmann_json TORCH)
bubblenet_test(core/nn/tst_weights.cpp LINKS bubblenet::nn nlohmann_json::nlohmann_json TORCH)
bubblenet_test(core/nn/tst_device.cpp LINKS bubblenet::nn TORCH)
bubblenet_test(core/nn/tst_network_full_size.cpp LINKS bubblenet::nn nlohmann_json::nlohmann_json TORCH
    LABELS slow TIMEOUT 1200)
