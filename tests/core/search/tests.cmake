bubblenet_test(core/search/tst_repair.cpp LINKS bubblenet::search)
bubblenet_test(core/search/tst_sensitivity.cpp LINKS bubblenet::search)
bubblenet_test(core/search/tst_latency_table.cpp LINKS bubblenet::search TORCH)
bubblenet_test(core/search/tst_pruning_problem.cpp LINKS bubblenet::search TORCH)
