bubblenet_gui_test(ui/setup/tst_recipe_form.cpp LINKS bubblenet::ui_setup)
bubblenet_gui_test(ui/setup/tst_setup_page.cpp LINKS bubblenet::ui_setup TIMEOUT 900)
bubblenet_gui_test(ui/setup/tst_setup_texts.cpp LINKS bubblenet::ui_setup)
