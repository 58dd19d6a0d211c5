bubblenet_test(core/race/tst_curves.cpp LINKS bubblenet::race)
bubblenet_test(core/race/tst_race_data.cpp LINKS bubblenet::race)
bubblenet_test(core/race/tst_statistics.cpp LINKS bubblenet::race)
bubblenet_test(core/race/tst_verdict.cpp LINKS bubblenet::race)
