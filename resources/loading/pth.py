import sys
import torch

sys.path.insert(0, @FOLDER@)  # where @MODULE@.py lies
import @MODULE@

network = @MODULE@.load(@PATH@)
pixels = torch.zeros(@SHAPE@, dtype=torch.uint8)  # your images: N x channels x height x width
with torch.no_grad():
    probabilities = network(@MODULE@.prepare(pixels)).softmax(1)
best = int(probabilities[0].argmax())
print(best, @MODULE@.CLASS_NAMES[best] if @MODULE@.CLASS_NAMES else "", float(probabilities[0, best]))
