import json
import numpy
import onnxruntime

session = onnxruntime.InferenceSession(@PATH@, providers=["CPUExecutionProvider"])
about = session.get_modelmeta().custom_metadata_map
mean, deviation = (numpy.array(json.loads(about["bubblenet." + key])[:@CHANNELS@], "float32").reshape(1, -1, 1, 1)
                   for key in ("mean", "std"))
names = json.loads(about.get("bubblenet.classes", "[]"))

pixels = numpy.zeros((@SHAPE@), "uint8")  # your images: N x channels x height x width
images = ((pixels / 255 - mean) / deviation).astype("float32")
logits = session.run(["logits"], {"images": images})[0]
best = int(logits[0].argmax())
print(best, names[best] if names else "")
