bubblenet_test(core/store/tst_event.cpp LINKS bubblenet::store)
bubblenet_test(core/store/tst_run_folder.cpp LINKS bubblenet::store)
bubblenet_test(core/store/tst_crash.cpp LINKS bubblenet::store)
bubblenet_test(core/store/tst_event_reader.cpp LINKS bubblenet::store)
