bubblenet_gui_test(ui/inspect/tst_inspect_views.cpp LINKS bubblenet::ui_inspect)
bubblenet_gui_test(ui/inspect/tst_inspect_page.cpp LINKS bubblenet::ui_inspect TIMEOUT 900)
bubblenet_gui_test(ui/inspect/tst_inspect_speed.cpp slow LINKS bubblenet::ui_inspect bubblenet::prune TORCH)
