// CMake: find_package(Bubblenet REQUIRED) and target_link_libraries(PROGRAM PRIVATE bubblenet::network)
#include <bubblenet/network.h>
#include <iostream>

int main() {
    const bubblenet::Network network(@PATH@);
    for (const auto& guess : network.classify("your_image.png"))
        std::cout << guess.index << " " << guess.name << " " << guess.probability << std::endl;
}
