bubblenet_test(core/export/tst_artefact.cpp LINKS bubblenet::export bubblenet::prune TORCH)
bubblenet_test(core/export/tst_hostile_onnx.cpp LINKS bubblenet::export bubblenet::prune TORCH)
bubblenet_test(core/export/tst_independent_readers.cpp LINKS bubblenet::export bubblenet::prune
    nlohmann_json::nlohmann_json TORCH)
bubblenet_test(core/export/tst_full_size_readers.cpp LINKS bubblenet::export bubblenet::prune bubblenet::train
    nlohmann_json::nlohmann_json TORCH LABELS slow TIMEOUT 3600)
bubblenet_test(core/export/tst_netron.cpp LINKS bubblenet::export bubblenet::prune TORCH LABELS slow TIMEOUT 900)
