<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>recipe</name>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Fine tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Threads</source>
        <translation>线程数</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Dataset</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证图像数</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>训练图像上限</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批大小</translation>
    </message>
    <message>
        <source>Augment</source>
        <translation>数据增强</translation>
    </message>
    <message>
        <source>Image size</source>
        <translation>图像边长</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>网络结构</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>Stem</source>
        <translation>输入层</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>捷径连接</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮数</translation>
    </message>
    <message>
        <source>Optimizer</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>学习率调度</translation>
    </message>
    <message>
        <source>T max</source>
        <translation>T_max</translation>
    </message>
    <message>
        <source>Eps</source>
        <translation>学习率下限</translation>
    </message>
    <message>
        <source>Warmup steps</source>
        <translation>预热步数</translation>
    </message>
    <message>
        <source>Step epochs</source>
        <translation>降低学习率的轮次</translation>
    </message>
    <message>
        <source>Step factor</source>
        <translation>降低倍数</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Weight decay</source>
        <translation>权重衰减</translation>
    </message>
    <message>
        <source>Label smoothing</source>
        <translation>标签平滑</translation>
    </message>
    <message>
        <source>Distill</source>
        <translation>知识蒸馏</translation>
    </message>
    <message>
        <source>Distill weight</source>
        <translation>蒸馏权重</translation>
    </message>
    <message>
        <source>Distill temperature</source>
        <translation>蒸馏温度</translation>
    </message>
    <message>
        <source>Max gradient norm</source>
        <translation>梯度范数上限</translation>
    </message>
    <message>
        <source>Early stopping</source>
        <translation>提前停止</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>副本数</translation>
    </message>
    <message>
        <source>Hidden size</source>
        <translation>鲸鱼数</translation>
    </message>
    <message>
        <source>Power</source>
        <translation>退火指数</translation>
    </message>
    <message>
        <source>Anneal strategy</source>
        <translation>退火方式</translation>
    </message>
    <message>
        <source>Max epochs</source>
        <translation>退火轮数</translation>
    </message>
    <message>
        <source>Hidden scale</source>
        <translation>隐藏层缩放</translation>
    </message>
    <message>
        <source>Prune</source>
        <translation>剪枝对象</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>重要性评分</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Whale › mode</source>
        <translation>鲸鱼 › 模式</translation>
    </message>
    <message>
        <source>Whale › pod</source>
        <translation>鲸鱼 › 鲸群</translation>
    </message>
    <message>
        <source>Whale › iterations</source>
        <translation>鲸鱼 › 迭代次数</translation>
    </message>
    <message>
        <source>Whale › anneal</source>
        <translation>鲸鱼 › 退火</translation>
    </message>
    <message>
        <source>Iterative › share</source>
        <translation>逐轮 › 比例</translation>
    </message>
    <message>
        <source>Iterative › epochs</source>
        <translation>逐轮 › 轮数</translation>
    </message>
    <message>
        <source>Goal › MACs</source>
        <translation>目标 › 乘加运算</translation>
    </message>
    <message>
        <source>Goal › parameters</source>
        <translation>目标 › 参数量</translation>
    </message>
    <message>
        <source>Goal › latency</source>
        <translation>目标 › 延迟</translation>
    </message>
    <message>
        <source>Goal › bytes</source>
        <translation>目标 › 字节数</translation>
    </message>
    <message>
        <source>Goal › sparsity</source>
        <translation>目标 › 稀疏度</translation>
    </message>
    <message>
        <source>Goal › accuracy loss</source>
        <translation>目标 › 精度损失</translation>
    </message>
    <message>
        <source>Front › least</source>
        <translation>前沿 › 最小</translation>
    </message>
    <message>
        <source>Front › most</source>
        <translation>前沿 › 最大</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>残差流</translation>
    </message>
    <message>
        <source>Remove blocks</source>
        <translation>移除整块</translation>
    </message>
    <message>
        <source>Max ratio</source>
        <translation>最大剪枝比例</translation>
    </message>
    <message>
        <source>Round to</source>
        <translation>取整倍数</translation>
    </message>
    <message>
        <source>Tune</source>
        <translation>一并搜索</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>试训步数</translation>
    </message>
    <message>
        <source>Recalibrate</source>
        <translation>重新校准图像数</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>评判图像数</translation>
    </message>
    <message>
        <source>Finalists</source>
        <translation>决选者</translation>
    </message>
    <message>
        <source>Brief epochs</source>
        <translation>短暂微调轮数</translation>
    </message>
    <message>
        <source>Evaluations</source>
        <translation>评估次数</translation>
    </message>
    <message>
        <source>What the run is called.</source>
        <translation>本次运行的名称。</translation>
    </message>
    <message>
        <source>Same seed, same threads, same machine: the same run.</source>
        <translation>种子、线程数和机器都相同，运行就完全相同。</translation>
    </message>
    <message>
        <source>auto (a GPU where there is one), cpu, cuda, or cuda:N.</source>
        <translation>auto（有 GPU 则用 GPU）、cpu、cuda 或 cuda:N。</translation>
    </message>
    <message>
        <source>Arithmetic of training; auto: bf16 where the hardware has it. Evaluation is fp32.</source>
        <translation>训练的运算精度；auto：硬件支持时用 bf16。评估用 fp32。</translation>
    </message>
    <message>
        <source>Threads of the arithmetic; auto: the machine's cores.</source>
        <translation>运算线程数；auto：机器的核数。</translation>
    </message>
    <message>
        <source>The images to train, judge and test with.</source>
        <translation>用于训练、评判和测试的图像。</translation>
    </message>
    <message>
        <source>Folder that holds the data sets; auto: the places of `bubblenet data list`.</source>
        <translation>存放数据集的文件夹；auto：`bubblenet data list` 列出的位置。</translation>
    </message>
    <message>
        <source>Images split off the training images, on which candidates are judged.</source>
        <translation>从训练图像中分出、用来评判候选者的图像数。</translation>
    </message>
    <message>
        <source>Train with so many images at most, each class by its share, for a quick run; all: no limit.</source>
        <translation>最多用这么多图像训练，各类按比例，便于快速运行；all：不限。</translation>
    </message>
    <message>
        <source>Images a step.</source>
        <translation>每步的图像数。</translation>
    </message>
    <message>
        <source>Random changes of training images: crop (4 pixels a side at 32), flip.</source>
        <translation>训练图像的随机变化：crop（边长 32 时每边 4 像素）、flip。</translation>
    </message>
    <message>
        <source>Pixels a side; auto: the data set's own.</source>
        <translation>边长的像素数；auto：数据集自身的大小。</translation>
    </message>
    <message>
        <source>Threads that read images ahead; they change nothing but the speed.</source>
        <translation>预读图像的线程数；只影响速度。</translation>
    </message>
    <message>
        <source>resnet18 … 152: torchvision's; resnet20 … 110: the CIFAR ones of He et al. 2016.</source>
        <translation>resnet18 … 152：torchvision 的；resnet20 … 110：He 等人 2016 年的 CIFAR 网络。</translation>
    </message>
    <message>
        <source>File of trained weights (safetensors or .pth); '': random ones, which train.epochs trains first; random: those, even where nothing trains them.</source>
        <translation>训练好的权重文件（safetensors 或 .pth）；''：随机权重，先由 train.epochs 训练；random：随机权重，即使没有训练。</translation>
    </message>
    <message>
        <source>Outputs of the classifier; auto: the data set's classes.</source>
        <translation>分类器的输出数；auto：数据集的类别数。</translation>
    </message>
    <message>
        <source>imagenet: 7×7, stride 2, max-pool; cifar: 3×3; auto: as the architecture was published.</source>
        <translation>imagenet：7×7、步长 2、最大池化；cifar：3×3；auto：与网络发表时相同。</translation>
    </message>
    <message>
        <source>Of the CIFAR resnets where the width changes: A pads with zeros, B convolves; auto: A.</source>
        <translation>CIFAR 网络在宽度变化处：A 补零，B 用卷积；auto：A。</translation>
    </message>
    <message>
        <source>Passes over the training images; 0: none.</source>
        <translation>遍历训练图像的次数；0：不训练。</translation>
    </message>
    <message>
        <source>whale_cosine_best is SGD whose settings a pod of whales moves, one whale an epoch.</source>
        <translation>whale_cosine_best 是由鲸群调整设置的 SGD，每轮一头鲸鱼。</translation>
    </message>
    <message>
        <source>The highest learning rate; whale_cosine_best searches down to a tenth of it.</source>
        <translation>最高学习率；whale_cosine_best 最低搜索到它的十分之一。</translation>
    </message>
    <message>
        <source>How the learning rate changes; cosine_annealing is PyTorch's, once an epoch.</source>
        <translation>学习率如何变化；cosine_annealing 与 PyTorch 相同，每轮一次。</translation>
    </message>
    <message>
        <source>Epochs from the highest rate to the lowest of cosine_annealing; past them it rises again.</source>
        <translation>cosine_annealing 从最高降到最低的轮数；之后重新上升。</translation>
    </message>
    <message>
        <source>The learning rate never falls below this.</source>
        <translation>学习率不会低于此值。</translation>
    </message>
    <message>
        <source>Steps over which the learning rate rises from 0 at the start.</source>
        <translation>开始时学习率从 0 上升所用的步数。</translation>
    </message>
    <message>
        <source>Epochs after which the schedule `step` lowers the rate.</source>
        <translation>调度 `step` 在这些轮次之后降低学习率。</translation>
    </message>
    <message>
        <source>What the schedule `step` multiplies the rate by.</source>
        <translation>调度 `step` 将学习率乘以此值。</translation>
    </message>
    <message>
        <source>Momentum of SGD; whale_cosine_best searches 0.05 to either side.</source>
        <translation>SGD 的动量；whale_cosine_best 在其两侧 0.05 内搜索。</translation>
    </message>
    <message>
        <source>Weight decay a step; whale_cosine_best searches √10 times to either side.</source>
        <translation>每步的权重衰减；whale_cosine_best 在其 √10 倍上下搜索。</translation>
    </message>
    <message>
        <source>Share of the target spread over all classes.</source>
        <translation>分摊到所有类别的目标份额。</translation>
    </message>
    <message>
        <source>Learn from the unpruned network's outputs too.</source>
        <translation>同时向未剪枝网络的输出学习。</translation>
    </message>
    <message>
        <source>Share of the divergence from the teacher in the loss.</source>
        <translation>与教师网络的散度在损失中的份额。</translation>
    </message>
    <message>
        <source>Divides both networks' logits in the divergence.</source>
        <translation>计算散度时两个网络的 logits 都除以此值。</translation>
    </message>
    <message>
        <source>Gradients are scaled down to this norm; 0: off.</source>
        <translation>梯度缩小到此范数；0：关闭。</translation>
    </message>
    <message>
        <source>Stop after so many epochs without a better validation loss; 0: off.</source>
        <translation>验证损失这么多轮没有改善就停止；0：关闭。</translation>
    </message>
    <message>
        <source>Replicas that share each batch and the threads; they normalise over their own share.</source>
        <translation>分担每批图像和线程的副本数；各自在自己的份额上归一化。</translation>
    </message>
    <message>
        <source>whale_cosine_best: its whales, each a setting of rate, momentum and weight decay.</source>
        <translation>whale_cosine_best：鲸鱼数，每头是一组学习率、动量和权重衰减。</translation>
    </message>
    <message>
        <source>whale_cosine_best: exponent of the annealing of a.</source>
        <translation>whale_cosine_best：a 的退火指数。</translation>
    </message>
    <message>
        <source>whale_cosine_best: how a falls from 2 to 0.</source>
        <translation>whale_cosine_best：a 如何从 2 降到 0。</translation>
    </message>
    <message>
        <source>whale_cosine_best: the epochs over which a falls.</source>
        <translation>whale_cosine_best：a 下降所用的轮数。</translation>
    </message>
    <message>
        <source>whale_cosine_best: factor s of the hidden layers' weights after each epoch; 1: off. The function stays, SGD's effective rate grows by 1/s² each time, and that compounds.</source>
        <translation>whale_cosine_best：每轮之后隐藏层权重的系数 s；1：关闭。函数不变，SGD 的有效学习率每次增大 1/s² 倍，并会累积。</translation>
    </message>
    <message>
        <source>channels: a smaller network; weights: zeros in the same one; none: no pruning.</source>
        <translation>channels：更小的网络；weights：同一网络中置零；none：不剪枝。</translation>
    </message>
    <message>
        <source>What tells which channels or weights matter.</source>
        <translation>用什么判断哪些通道或权重重要。</translation>
    </message>
    <message>
        <source>What looks for the widths. In a race on pruning random was worse; whale, lshade, cmaes and pso were not told apart. iterative removes a share a round and retrains.</source>
        <translation>由什么来搜索各层宽度。在剪枝的比赛中，random 较差；whale、lshade、cmaes 与 pso 之间未见差别。iterative 每轮移除一部分并重新训练。</translation>
    </message>
    <message>
        <source>matlab and paper: as published; hi: HI-WOA; robust and partial: ours, drawn to no point.</source>
        <translation>matlab 和 paper：与发表的相同；hi：HI-WOA；robust 和 partial：我们的，不偏向任何点。</translation>
    </message>
    <message>
        <source>Smallest share of the goal's cost on the Pareto front, where one is asked for.</source>
        <translation>需要帕累托前沿时，其上最小的成本占目标成本的比例。</translation>
    </message>
    <message>
        <source>Largest share of the goal's cost on it.</source>
        <translation>其上最大的成本占目标成本的比例。</translation>
    </message>
    <message>
        <source>Whales: candidates an iteration.</source>
        <translation>鲸鱼数：每次迭代的候选者数。</translation>
    </message>
    <message>
        <source>Moves of the pod.</source>
        <translation>鲸群移动的次数。</translation>
    </message>
    <message>
        <source>How a falls from 2 to 0.</source>
        <translation>a 如何从 2 降到 0。</translation>
    </message>
    <message>
        <source>Share of what is left that a round removes.</source>
        <translation>每轮移除剩余部分的比例。</translation>
    </message>
    <message>
        <source>Epochs of retraining after each round, with fine_tune's settings.</source>
        <translation>每轮之后按 fine_tune 的设置重新训练的轮数。</translation>
    </message>
    <message>
        <source>Share of the multiply–adds that may be left.</source>
        <translation>允许剩下的乘加运算比例。</translation>
    </message>
    <message>
        <source>Share of the parameters that may be left.</source>
        <translation>允许剩下的参数比例。</translation>
    </message>
    <message>
        <source>Share of the milliseconds, measured on this machine, that may be left.</source>
        <translation>允许剩下的毫秒数比例，在本机测量。</translation>
    </message>
    <message>
        <source>Share of the bytes that may be left.</source>
        <translation>允许剩下的字节比例。</translation>
    </message>
    <message>
        <source>Share of the weights that are to be zero (prune: weights).</source>
        <translation>要置零的权重比例（prune: weights）。</translation>
    </message>
    <message>
        <source>Percentage points of test accuracy that may be lost.</source>
        <translation>允许损失的测试精度百分点。</translation>
    </message>
    <message>
        <source>The residual stream may be narrowed too.</source>
        <translation>残差流也可以变窄。</translation>
    </message>
    <message>
        <source>A block with an identity shortcut may go entirely.</source>
        <translation>带恒等捷径的块可以整个移除。</translation>
    </message>
    <message>
        <source>At most this share of a layer's channels goes.</source>
        <translation>每层最多移除这个比例的通道。</translation>
    </message>
    <message>
        <source>Widths of layers at least 64 wide are multiples of this; auto: what the hardware likes.</source>
        <translation>宽度不小于 64 的层取此数的倍数；auto：硬件偏好的倍数。</translation>
    </message>
    <message>
        <source>Settings of fine-tuning that are searched with the widths.</source>
        <translation>与宽度一起搜索的微调设置。</translation>
    </message>
    <message>
        <source>Steps that a candidate trains with its settings before it is judged, where `tune` names any.</source>
        <translation>`tune` 非空时，候选者评判前用自己的设置训练的步数。</translation>
    </message>
    <message>
        <source>Training images for batch norm's statistics after channels went.</source>
        <translation>移除通道后重新统计批归一化所用的训练图像数。</translation>
    </message>
    <message>
        <source>Validation images a candidate.</source>
        <translation>评判每个候选者的验证图像数。</translation>
    </message>
    <message>
        <source>Best candidates that are judged again on unseen images and fine-tuned briefly.</source>
        <translation>在未见过的图像上再次评判并短暂微调的最佳候选者数。</translation>
    </message>
    <message>
        <source>Epochs of fine-tuning for each finalist, taken off fine_tune.epochs.</source>
        <translation>每个决选者的微调轮数，从 fine_tune.epochs 中扣除。</translation>
    </message>
    <message>
        <source>Candidates in all, for any method that looks for widths; auto: pod × iterations.</source>
        <translation>候选者总数，适用于任何寻找宽度的方法；auto：鲸群 × 迭代次数。</translation>
    </message>
    <message>
        <source>Formats of the smaller network's files.</source>
        <translation>小网络文件的格式。</translation>
    </message>
    <message>
        <source>The article's pruning: remove a tenth at random, retrain, evaluate, and repeat until half the multiply–adds are gone.</source>
        <translation>文章中的剪枝：随机移除十分之一，重新训练，评估，重复到一半的乘加运算被移除。</translation>
    </message>
    <message>
        <source>The article's training: ResNet-50 with Linear(→10), whale_cosine_best, 20 epochs; --weights FILE starts from trained ones.</source>
        <translation>文章中的训练：ResNet-50 接 Linear(→10)，whale_cosine_best，20 轮；可指定已训练的权重作为起点。</translation>
    </message>
    <message>
        <source>The program's own small ResNet-20 on Fashion-MNIST, cut to half its multiply–adds in a few minutes.</source>
        <translation>程序自带的 Fashion-MNIST 小型 ResNet-20，几分钟内减到一半的乘加运算。</translation>
    </message>
    <message>
        <source>ResNet-50 with the ImageNet stem on CIFAR-10 at 32×32: trained from nothing, pruned to half, fine-tuned.</source>
        <translation>CIFAR-10（32×32）上带 ImageNet 输入层的 ResNet-50：从零训练，剪到一半，再微调。</translation>
    </message>
    <message>
        <source>ResNet-56 on CIFAR-10 at half its multiply–adds; wants trained weights: --weights resnet56_cifar10.safetensors.</source>
        <translation>CIFAR-10 上的 ResNet-56，乘加运算减半；需要训练好的权重 resnet56_cifar10.safetensors。</translation>
    </message>
    <message>
        <source>CIFAR-10: animals and vehicles</source>
        <translation>CIFAR-10：动物和交通工具</translation>
    </message>
    <message>
        <source>CIFAR-100: a hundred kinds of things</source>
        <translation>CIFAR-100：一百种物体</translation>
    </message>
    <message>
        <source>MNIST: handwritten digits</source>
        <translation>MNIST：手写数字</translation>
    </message>
    <message>
        <source>Fashion-MNIST: pieces of clothing</source>
        <translation>Fashion-MNIST：服装</translation>
    </message>
    <message>
        <source>your own JPEG and PNG files, one folder a class</source>
        <translation>您自己的 JPEG 和 PNG 文件，每类一个文件夹</translation>
    </message>
    <message>
        <source>none stated; cite Krizhevsky 2009, Learning Multiple Layers of Features</source>
        <translation>未声明；请引用 Krizhevsky 2009, Learning Multiple Layers of Features</translation>
    </message>
    <message>
        <source>yours</source>
        <translation>由您决定</translation>
    </message>
    <message>
        <source>weights with widths, normalisation and class names</source>
        <translation>权重，附宽度、归一化和类别名称</translation>
    </message>
    <message>
        <source>PyTorch state_dict, and a Python module that rebuilds the network</source>
        <translation>PyTorch state_dict，以及重建网络的 Python 模块</translation>
    </message>
    <message>
        <source>opset 13, any batch, with widths, normalisation and class names as metadata</source>
        <translation>opset 13，任意批量，元数据含宽度、归一化和类别名称</translation>
    </message>
    <message>
        <source>legacy: for programs that load nothing newer</source>
        <translation>旧格式：供无法加载更新格式的程序使用</translation>
    </message>
</context>
</TS>
