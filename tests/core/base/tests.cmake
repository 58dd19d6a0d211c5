bubblenet_test(core/base/tst_rng.cpp LINKS bubblenet::base)
bubblenet_test(core/base/tst_files.cpp LINKS bubblenet::base)
bubblenet_test(core/base/tst_json.cpp LINKS bubblenet::base nlohmann_json::nlohmann_json)
bubblenet_test(core/base/tst_number_text.cpp LINKS bubblenet::base)
