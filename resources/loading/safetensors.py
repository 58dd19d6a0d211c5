import json
from safetensors import safe_open

with safe_open(@PATH@, "pt") as file:
    about = file.metadata()  # bubblenet.spec: the widths; .mean, .std, .image_size, .classes
    weights = {name: file.get_tensor(name) for name in file.keys()}
print(json.loads(about["bubblenet.spec"])["architecture"], sum(value.numel() for value in weights.values()))
# The format pth writes a Python module beside it that rebuilds the network: MODULE.Network().load_state_dict(weights)
