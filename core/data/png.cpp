// SPDX-License-Identifier: GPL-3.0-only
#include <png.h>

#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <string>

#include "core/base/error.h"
#include "core/data/image_file.h"

namespace bubblenet::data {

namespace {

constexpr png_alloc_size_t kChunkLimit = 16U << 20; // of a text or colour profile chunk, once unpacked
constexpr png_uint_32 kChunkCountLimit = 1000;

class PngDecoder {
public:
    explicit PngDecoder(std::string_view bytes) : m_bytes(bytes) {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError, [](png_structp, png_const_charp) {});
        if (m_png)
            m_info = png_create_info_struct(m_png);
        if (!m_info) {
            png_destroy_read_struct(&m_png, nullptr, nullptr);
            throw Error("libpng has no memory left");
        }
    }
    PngDecoder(const PngDecoder&) = delete;
    PngDecoder& operator=(const PngDecoder&) = delete;
    ~PngDecoder() { png_destroy_read_struct(&m_png, &m_info, nullptr); }

    Image decode() {
        if (!readHeader())
            fail();
        const auto width = png_get_image_width(m_png, m_info);
        const auto height = png_get_image_height(m_png, m_info);
        checkImageSize(width, height);
        if (!chooseOutput())
            fail();
        Image image{.shape = {3, static_cast<int>(height), static_cast<int>(width)}};
        if (png_get_rowbytes(m_png, m_info) != std::size_t{3} * width)
            throw Error(Phrase("damaged PNG: {1}", Phrase("its rows are not RGB")));
        image.pixels.resize(image.shape.size());
        for (std::size_t y = 0; y < height; ++y)
            m_rows.push_back(image.pixels.data() + y * width * 3);
        if (!readRows())
            fail();
        return image;
    }

private:
    static void onError(png_structp png, png_const_charp text) {
        auto& kept = static_cast<PngDecoder*>(png_get_error_ptr(png))->m_text;
        std::snprintf(kept.data(), kept.size(), "%s", text); // libpng's own is on the stack that is jumped over
        png_longjmp(png, 1);
    }
    static void onRead(png_structp png, png_bytep out, std::size_t size) {
        auto& self = *static_cast<PngDecoder*>(png_get_io_ptr(png));
        if (size > self.m_bytes.size() - self.m_done)
            png_error(png, "the file is cut off");
        std::memcpy(out, self.m_bytes.data() + self.m_done, size);
        self.m_done += size;
    }

    // The functions that set a jump hold nothing with a destructor and change no local variable.
    bool readHeader() {
        if (setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        png_set_read_fn(m_png, this, onRead);
        png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX); // checkImageSize decides
        png_set_chunk_malloc_max(m_png, kChunkLimit);
        png_set_chunk_cache_max(m_png, kChunkCountLimit);
        png_read_info(m_png, m_info);
        return true;
    }
    bool chooseOutput() {
        if (setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        png_set_expand(m_png);
        png_set_strip_16(m_png);
        png_set_strip_alpha(m_png);
        png_set_gray_to_rgb(m_png);
        png_set_interlace_handling(m_png);
        png_read_update_info(m_png, m_info);
        return true;
    }
    bool readRows() {
        if (setjmp(png_jmpbuf(m_png)) != 0)
            return false;
        png_read_image(m_png, m_rows.data());
        png_read_end(m_png, nullptr);
        return true;
    }
    [[noreturn]] void fail() const { throw Error(Phrase("damaged PNG: {1}", std::string(m_text.data()))); }

    std::string_view m_bytes;
    std::size_t m_done = 0;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    std::array<char, 256> m_text{};
    std::vector<png_bytep> m_rows;
};

} // namespace

bool isPng(std::string_view bytes) {
    return bytes.starts_with("\x89PNG\r\n\x1a\n");
}

Image decodePng(std::string_view bytes) {
    return PngDecoder(bytes).decode();
}

} // namespace bubblenet::data
