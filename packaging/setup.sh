# SPDX-License-Identifier: GPL-3.0-only
# shellcheck shell=bash
# What packaging/run and packaging/test share: packages, LibTorch, configure, build. To be sourced. Each step looks first
# whether it has been done, so that a second time costs seconds.
# Debian 12 and 13, Ubuntu 24.04 (x86-64).

project=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
build=$project/build/release
torch=$project/build/torch
requirements=$project/packaging/torch-requirements.txt

# The tests need Qt's core too; xvfb and the fonts are theirs alone. What is optional is not offered everywhere:
# libqt6opengl6-dev is part of qt6-base-dev in newer systems, dataset-fashion-mnist is what the demo runs on, and
# qt6-translations-l10n has Qt's own texts in Chinese.
packages=(
    ca-certificates g++ cmake ninja-build python3 python3-venv
    libyaml-cpp-dev nlohmann-json3-dev libspdlog-dev libcli11-dev libarchive-dev libcurl4-openssl-dev
    libjpeg-dev libpng-dev zlib1g-dev libssl-dev libeigen3-dev libboost-dev
    qt6-base-dev qt6-charts-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
)
optional_packages=(libqt6opengl6-dev libxcb-cursor0 qt6-wayland qt6-translations-l10n dataset-fashion-mnist)

say() { printf '== %s\n' "$*"; }
fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

is_installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

install_packages() {
    local missing=() package
    if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
        fail "this script installs packages with apt, which is not here. Install these, or what your system calls them," \
            "and see 'Building by hand' in README.md: ${packages[*]}"
    fi
    [ "$(dpkg --print-architecture)" = amd64 ] ||
        fail "LibTorch is pinned for x86-64 (amd64); this system is $(dpkg --print-architecture)"
    for package in "${packages[@]}" "${optional_packages[@]}"; do
        is_installed "$package" || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "installing packages: ${missing[*]}"
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        fail "packages are missing, and this is neither root nor is there sudo. Have an administrator run:" \
            "apt-get install ${missing[*]}"
    fi
    as_root apt-get update -qq || say "apt-get update failed; going on with the lists that are there"
    local wanted=()
    for package in "${missing[@]}"; do
        if [[ " ${optional_packages[*]} " == *" $package "* ]] && ! apt-cache show "$package" >/dev/null 2>&1; then
            say "$package is not offered here; going on without it"
        else
            wanted+=("$package")
        fi
    done
    [ ${#wanted[@]} -gt 0 ] || return 0
    as_root apt-get install -y -qq --no-install-recommends "${wanted[@]}" ||
        fail "apt-get could not install: ${wanted[*]} (its own message is above)"
}

has_nvidia_driver() {
    command -v nvidia-smi >/dev/null || [ -e /usr/lib/wsl/lib/libcuda.so.1 ] ||
        { /sbin/ldconfig -p 2>/dev/null || true; } | grep -q 'libcuda\.so\.1'
}

# The system's own Python, whose venv package apt has installed; another one may come first in PATH.
python=/usr/bin/python3

require_space() { # FOLDER GIGABYTES
    local free
    free=$(df --output=avail -k "$1" | tail -1)
    [ "$free" -ge $(($2 * 1000 * 1000)) ] ||
        fail "LibTorch and the build need about $2 GB, and $1 has $((free / 1000000)) GB free"
}

# A virtual environment of its own, so that the user's Python stays as it is. The stamp is written last: an environment
# without it, of other versions or for other hardware is made again.
install_torch() {
    local kind=cpu gigabytes=4 stamp
    if has_nvidia_driver; then
        kind=cuda gigabytes=10
    fi
    stamp="$kind $("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])') $(sha256sum <"$requirements")"
    [ "$(cat "$torch/stamp" 2>/dev/null)" != "$stamp" ] || return 0
    say "installing LibTorch into build/torch ($kind; a download of $([ $kind = cpu ] && echo 0.5 || echo 3) GB)"
    mkdir -p "$project/build"
    require_space "$project/build" $gigabytes
    rm -rf "$torch"
    "$python" -m venv "$torch" || fail "$python cannot make a virtual environment in $torch"
    # Not /tmp, which is often in memory, and no cache, which would keep the download twice.
    mkdir "$torch/tmp"
    local pip=(env "TMPDIR=$torch/tmp" "$torch/bin/python" -m pip --disable-pip-version-check --no-input install
        --no-cache-dir --no-compile --quiet)
    "${pip[@]}" --no-deps --require-hashes -r "$requirements" ||
        fail "pip could not install LibTorch (its own message is above); run this again when that is mended"
    if [ $kind = cuda ]; then
        # The libraries for the GPU, in the versions that this torch names.
        "${pip[@]}" "$(sed -n 's/^\(torch==[^ ]*\).*/\1/p' "$requirements")" ||
            fail "pip could not install the CUDA libraries (its own message is above)"
    fi
    rm -rf "$torch/tmp"
    echo "$stamp" >"$torch/stamp"
}

configure() {
    local root
    root=$("$torch/bin/python" -c \
        'import importlib.util as u; print(u.find_spec("torch").submodule_search_locations[0])')
    say "configuring build/release"
    (cd "$project" && cmake --preset release -DBUBBLENET_TORCH_ROOT="$root" >"$project/build/configure.log" 2>&1) || {
        cat "$project/build/configure.log" >&2
        fail "cmake could not configure; its output is above and in build/configure.log"
    }
}

# A source that includes torch takes a compiler about 1.5 GB.
job_count() {
    local cores memory
    cores=$(nproc)
    memory=$(($(awk '/^MemAvailable/ {print $2}' /proc/meminfo) / 1500000))
    [ "$memory" -ge 1 ] || memory=1
    echo $((cores < memory ? cores : memory))
}

build_targets() { # TARGET…
    say "building $* ($(job_count) at a time)"
    cmake --build "$build" --parallel "$(job_count)" --target "$@" || fail "the build failed; the compiler's message is above"
}
