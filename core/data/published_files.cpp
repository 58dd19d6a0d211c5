// SPDX-License-Identifier: GPL-3.0-only
// Sizes and MD5 sums as the authors published them: https://www.cs.toronto.edu/~kriz/cifar.html,
// https://github.com/zalandoresearch/fashion-mnist and, for MNIST's mirror, torchvision's list.
#include "core/data/downloads.h"

namespace bubblenet::data {

namespace {

RemoteFile inFolder(const std::string& base, const std::string& name, std::uint64_t bytes, const std::string& md5) {
    return {.url = base + name, .name = name, .bytes = bytes, .md5 = md5};
}

} // namespace

std::vector<RemoteFile> publishedFiles(const std::string& dataset) {
    const std::string toronto = "https://www.cs.toronto.edu/~kriz/";
    const std::string mirror = "https://ossci-datasets.s3.amazonaws.com/mnist/";
    const std::string zalando = "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
    if (dataset == "cifar10")
        return {inFolder(toronto, "cifar-10-binary.tar.gz", 170052171, "c32a1d4ab5d03f1284b67883e8d87530")};
    if (dataset == "cifar100")
        return {inFolder(toronto, "cifar-100-binary.tar.gz", 168513733, "03b5dce01913d631647c71ecec9e9cb8")};
    if (dataset == "mnist")
        return {inFolder(mirror, "train-images-idx3-ubyte.gz", 9912422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                inFolder(mirror, "train-labels-idx1-ubyte.gz", 28881, "d53e105ee54ea40749a09fcbcd1e9432"),
                inFolder(mirror, "t10k-images-idx3-ubyte.gz", 1648877, "9fb629c4189551a2d022fa330f9573f3"),
                inFolder(mirror, "t10k-labels-idx1-ubyte.gz", 4542, "ec29112dd5afa0611ce80d1b7f02629c")};
    if (dataset == "fashion_mnist")
        return {inFolder(zalando, "train-images-idx3-ubyte.gz", 26421880, "8d4fb7e6c68d591d4c3dfef9ec88bf0d"),
                inFolder(zalando, "train-labels-idx1-ubyte.gz", 29515, "25c81989df183df01b3e8a0aad5dffbe"),
                inFolder(zalando, "t10k-images-idx3-ubyte.gz", 4422102, "bef4ecab320f06d8554ea6380940ec79"),
                inFolder(zalando, "t10k-labels-idx1-ubyte.gz", 5148, "bb300cfdad3c16e7a12a480ee83cd310")};
    return {};
}

} // namespace bubblenet::data
