bubblenet_gui_test(ui/compare/tst_run_table.cpp LINKS bubblenet::ui_compare)
bubblenet_gui_test(ui/compare/tst_compare_page.cpp LINKS bubblenet::ui_compare)
bubblenet_gui_test(ui/compare/tst_report_file.cpp LINKS bubblenet::ui_compare)
