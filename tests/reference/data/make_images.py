# SPDX-License-Identifier: GPL-3.0-only
"""Small JPEG and PNG files of every kind, and what Pillow and torchvision make of them (raw RGB or grey bytes).

python make_images.py: writes beside itself. Made with Pillow 13.0 and torchvision 0.29.
"""
import pathlib

import numpy as np
from PIL import Image
from torchvision.transforms.v2 import functional as F

here = pathlib.Path(__file__).parent
height, width = 47, 61
y, x = np.mgrid[0:height, 0:width]
red = 127 + 120 * np.sin(x / 7.0) * np.cos(y / 5.0)
green = 255 * x / (width - 1)
blue = 255 * ((x // 8 + y // 8) % 2)
rgb = np.stack([red, green, blue], -1).astype(np.uint8)
picture = Image.fromarray(rgb)
alpha = Image.fromarray(np.dstack([rgb, (y * 5).astype(np.uint8)]))

picture.save(here / "colour.jpg", quality=90)
picture.save(here / "progressive.jpg", quality=90, progressive=True)
picture.convert("L").save(here / "grey.jpg", quality=90)
picture.convert("CMYK").save(here / "cmyk.jpg", quality=95)
picture.save(here / "colour.png")
alpha.save(here / "alpha.png")
picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=16).save(here / "palette.png")
picture.convert("L").save(here / "grey.png")
picture.convert("1").save(here / "two_levels.png")
Image.fromarray(np.ascontiguousarray(rgb.transpose(1, 0, 2))).save(here / "tall.png")

# As torchvision's ImageFolder transforms: Resize(side) and CenterCrop(side).
for path in sorted(here.glob("*.jpg")) + sorted(here.glob("*.png")):
    image = Image.open(path).convert("RGB")
    for side in (24, 70) if path.stem in ("colour", "tall") else (24,):
        fitted = F.center_crop(F.resize(image, [side]), [side])
        (here / f"{path.name}.{side}.rgb").write_bytes(np.asarray(fitted).tobytes())
# Without the crop, down in one direction and up in the other.
for side in (24, 50):
    squeezed = picture.resize((side, side), Image.Resampling.BILINEAR)
    (here / f"colour.png.squeezed.{side}.rgb").write_bytes(np.asarray(squeezed).tobytes())
