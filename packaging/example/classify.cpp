// SPDX-License-Identifier: GPL-3.0-only
// Classifies an image with a network that Bubblenet has written: classify NETWORK.safetensors IMAGE
#include <bubblenet/network.h>

#include <exception>
#include <iostream>

int main(int count, char** arguments) {
    if (count != 3) {
        std::cerr << "usage: classify NETWORK IMAGE\n";
        return 2;
    }
    try {
        const bubblenet::Network network(arguments[1]);
        for (const auto& guess : network.classify(arguments[2]))
            std::cout << 100 * guess.probability << " %  " << guess.index << " " << guess.name << "\n";
    } catch (const std::exception& error) {
        std::cerr << "classify: " << error.what() << "\n";
        return 1;
    }
}
