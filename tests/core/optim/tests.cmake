bubblenet_test(core/optim/tst_contract.cpp LINKS bubblenet::optim)
bubblenet_test(core/optim/tst_noise.cpp LINKS bubblenet::optim)
bubblenet_test(core/optim/tst_whale.cpp LINKS bubblenet::optim)
bubblenet_test(core/optim/tst_whale_published.cpp LINKS bubblenet::optim)
