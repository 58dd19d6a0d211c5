// SPDX-License-Identifier: GPL-3.0-only
#include <csetjmp>
#include <cstdio>
// jpeglib.h needs FILE and size_t declared before it.
#include <jpeglib.h>

#include <jerror.h>

#include <algorithm>
#include <array>
#include <string>

#include "core/base/error.h"
#include "core/data/image_file.h"

namespace bubblenet::data {

namespace {

// Real progressive files have about ten; each scan costs a pass over all pixels, so that a small file could cost hours.
constexpr int kScanLimit = 100;

/// What libjpeg needs of C: the callbacks find their decoder through the first members.
class JpegDecoder {
public:
    explicit JpegDecoder(std::string_view bytes) : m_bytes(bytes) {
        m_info.err = jpeg_std_error(&m_errors.base);
        m_errors.base.error_exit = [](j_common_ptr info) {
            auto* errors = reinterpret_cast<Errors*>(info->err);
            info->err->format_message(info, errors->text.data());
            std::longjmp(errors->jump, 1);
        };
        m_errors.base.emit_message = [](j_common_ptr info, int level) {
            // libjpeg fills what is missing of a cut-off file with grey; other warnings are about harmless oddities.
            if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF)
                info->err->error_exit(info);
        };
        m_errors.base.output_message = [](j_common_ptr) {};
        m_progress.progress_monitor = [](j_common_ptr info) {
            if (info->is_decompressor && reinterpret_cast<j_decompress_ptr>(info)->input_scan_number > kScanLimit) {
                info->err->msg_code = JERR_BAD_PROGRESSION;
                info->err->error_exit(info);
            }
        };
    }
    JpegDecoder(const JpegDecoder&) = delete;
    JpegDecoder& operator=(const JpegDecoder&) = delete;
    ~JpegDecoder() {
        if (m_isCreated)
            jpeg_destroy_decompress(&m_info);
    }

    Image decode(int enoughPixels) {
        if (!readHeader())
            fail();
        checkImageSize(m_info.image_width, m_info.image_height);
        chooseOutput(enoughPixels);
        if (!start())
            fail();
        Image image{.shape = {3, static_cast<int>(m_info.output_height), static_cast<int>(m_info.output_width)}};
        image.pixels.resize(image.shape.size());
        m_row.resize(std::size_t{m_info.output_width} * static_cast<std::size_t>(m_info.output_components));
        m_out = image.pixels.data();
        if (!readRows())
            fail();
        return image;
    }

private:
    struct Errors {
        jpeg_error_mgr base{}; // first: libjpeg hands out a pointer to it
        std::jmp_buf jump{};
        std::array<char, JMSG_LENGTH_MAX> text{};
    };

    // The functions that set a jump hold nothing with a destructor and change no local variable.
    bool readHeader() {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_create_decompress(&m_info);
        m_isCreated = true;
        m_info.progress = &m_progress;
        jpeg_mem_src(&m_info, reinterpret_cast<const unsigned char*>(m_bytes.data()),
                     static_cast<unsigned long>(m_bytes.size()));
        jpeg_read_header(&m_info, TRUE);
        return true;
    }
    bool start() {
        if (setjmp(m_errors.jump) != 0)
            return false;
        jpeg_start_decompress(&m_info);
        return true;
    }
    bool readRows() {
        if (setjmp(m_errors.jump) != 0)
            return false;
        while (m_info.output_scanline < m_info.output_height) {
            const std::size_t stride = std::size_t{3} * m_info.output_width;
            if (m_info.out_color_space == JCS_CMYK) {
                JSAMPROW row = m_row.data();
                JSAMPROW out = m_out + m_info.output_scanline * stride;
                jpeg_read_scanlines(&m_info, &row, 1);
                convertCmyk(out);
            } else {
                JSAMPROW out = m_out + m_info.output_scanline * stride;
                jpeg_read_scanlines(&m_info, &out, 1);
            }
        }
        return true;
    }

    void chooseOutput(int enoughPixels) {
        const bool isCmyk = m_info.jpeg_color_space == JCS_CMYK || m_info.jpeg_color_space == JCS_YCCK;
        m_info.out_color_space = isCmyk ? JCS_CMYK : JCS_RGB; // libjpeg has no conversion from CMYK to RGB
        if (enoughPixels <= 0)
            return;
        const auto shorter = std::min(m_info.image_width, m_info.image_height);
        m_info.scale_num = 1;
        m_info.scale_denom = 8;
        while (m_info.scale_denom > 1 && shorter / m_info.scale_denom < static_cast<unsigned>(enoughPixels))
            m_info.scale_denom /= 2;
    }
    void convertCmyk(JSAMPROW out) const {
        // Adobe's programs store the inks inverted, and nearly all such files are theirs.
        const int flip = m_info.saw_Adobe_marker ? 0 : 255;
        for (std::size_t x = 0; x < m_info.output_width; ++x) {
            const int black = m_row[4 * x + 3] ^ flip;
            for (std::size_t c = 0; c < 3; ++c)
                out[3 * x + c] = static_cast<JSAMPLE>((m_row[4 * x + c] ^ flip) * black / 255);
        }
    }
    [[noreturn]] void fail() const { throw Error(Phrase("damaged JPEG: {1}", std::string(m_errors.text.data()))); }

    std::string_view m_bytes;
    jpeg_decompress_struct m_info{};
    jpeg_progress_mgr m_progress{};
    Errors m_errors;
    bool m_isCreated = false;
    std::vector<JSAMPLE> m_row;
    JSAMPLE* m_out = nullptr;
};

} // namespace

bool isJpeg(std::string_view bytes) {
    return bytes.starts_with("\xff\xd8\xff");
}

Image decodeJpeg(std::string_view bytes, int enoughPixels) {
    return JpegDecoder(bytes).decode(enoughPixels);
}

} // namespace bubblenet::data
