# What draws runs offscreen, so that it passes without a display. The one test that needs a window system, because it types
# and clicks as a user does, brings its own X server where xvfb-run is installed.
function(bubblenet_gui_test source)
    bubblenet_test(${source} LABELS gui ${ARGN})
    string(REGEX REPLACE "\\.cpp$" "" name "${source}")
    string(REPLACE "/tst_" "/" name "${name}")
    string(REPLACE "/" "." name "${name}")
    set_tests_properties(${name} PROPERTIES ENVIRONMENT "QT_QPA_PLATFORM=offscreen;LANG=C.UTF-8")
endfunction()

bubblenet_gui_test(ui/theme/tst_colours.cpp LINKS bubblenet::ui_theme)
bubblenet_gui_test(ui/theme/tst_translation.cpp LINKS Qt6::Core)
target_compile_definitions(tst_ui_theme_translation PRIVATE BUBBLENET_LUPDATE="$<TARGET_FILE:Qt6::lupdate>")
bubblenet_gui_test(ui/models/tst_run_model.cpp LINKS bubblenet::ui_models)
bubblenet_gui_test(ui/models/tst_item_models.cpp LINKS bubblenet::ui_models)
bubblenet_gui_test(ui/charts/tst_chart_panel.cpp LINKS bubblenet::ui_charts Qt6::Svg)
bubblenet_gui_test(ui/charts/tst_ticks.cpp LINKS bubblenet::ui_charts)
bubblenet_gui_test(ui/bridge/tst_followed_run.cpp LINKS bubblenet::ui_bridge bubblenet::ui_models)
include(ui/setup/tests.cmake)
bubblenet_gui_test(ui/shell/tst_window.cpp LINKS bubblenet::ui_shell)

bubblenet_gui_test(ui/shell/tst_whole_run.cpp LINKS bubblenet::ui_shell TIMEOUT 1800)
find_program(BUBBLENET_XVFB_RUN xvfb-run)
if(BUBBLENET_XVFB_RUN)
    set_tests_properties(ui.shell.whole_run PROPERTIES ENVIRONMENT
        "BUBBLENET_XVFB_RUN=${BUBBLENET_XVFB_RUN};LANG=C.UTF-8;QTEST_FUNCTION_TIMEOUT=900000")
endif()
