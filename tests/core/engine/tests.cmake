bubblenet_test(core/engine/tst_engine.cpp LINKS bubblenet::engine_frame)
bubblenet_test(core/engine/tst_run_control.cpp LINKS bubblenet::engine_frame)
bubblenet_test(core/engine/tst_workload.cpp LINKS bubblenet::engine TORCH)
bubblenet_test(core/engine/tst_pruning_run.cpp LINKS bubblenet::engine bubblenet::prune TORCH TIMEOUT 900)
