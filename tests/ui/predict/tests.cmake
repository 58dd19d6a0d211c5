bubblenet_gui_test(ui/predict/tst_predict_page.cpp LINKS bubblenet::ui_predict TIMEOUT 900)
