bubblenet_gui_test(ui/export/tst_export_page.cpp LINKS bubblenet::ui_export TIMEOUT 900)
bubblenet_gui_test(ui/export/tst_export_texts.cpp LINKS bubblenet::ui_export TIMEOUT 900)
bubblenet_gui_test(ui/export/tst_loading_lines.cpp LINKS bubblenet::ui_export TIMEOUT 600)
