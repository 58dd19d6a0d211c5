bubblenet_test(core/nn/tst_state_dict.cpp LINKS bubblenet::nn TORCH)
bubblenet_test(core/nn/tst_hostile_weights.cpp LINKS bubblenet::nn TORCH)
