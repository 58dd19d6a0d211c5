bubblenet_test(core/race/tst_race_data.cpp LINKS bubblenet::race)
