import json
import torch

about = {"bubblenet.mean": "", "bubblenet.std": ""}
network = torch.jit.load(@PATH@, _extra_files=about)
mean, deviation = (torch.tensor(json.loads(about["bubblenet." + key])[:@CHANNELS@]).view(1, -1, 1, 1)
                   for key in ("mean", "std"))

pixels = torch.zeros(@SHAPE@, dtype=torch.uint8)  # your images: N x channels x height x width
with torch.no_grad():
    probabilities = network((pixels.float() / 255 - mean) / deviation).softmax(1)
print(int(probabilities[0].argmax()), float(probabilities[0].max()))
