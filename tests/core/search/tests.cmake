bubblenet_test(core/search/tst_repair.cpp LINKS bubblenet::search)
