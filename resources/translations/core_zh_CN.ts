<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>core</name>
    <message>
        <source>'\' begins a special character in double quotes; write '\\', or use single quotes</source>
        <translation>在双引号内，'\' 表示特殊字符的开始；请写成 '\\'，或改用单引号</translation>
    </message>
    <message>
        <source>'{1}' and '{2}' have images of different sizes</source>
        <translation>“{1}”与“{2}”的图像大小不同</translation>
    </message>
    <message>
        <source>'{1}' appeared while it was being written here: that file was left as it is, and this one was not kept; remove it, or name another</source>
        <translation>“{1}”在此处写入期间出现了：那个文件保持原样，这里写的没有保留；请移走它，或另起名称</translation>
    </message>
    <message>
        <source>'{1}' begins with {2} instead of {3}: it is no IDX file of this kind</source>
        <translation>“{1}”以 {2} 而不是 {3} 开头：它不是这种 IDX 文件</translation>
    </message>
    <message>
        <source>'{1}' claims images of {2} × {3} pixels: its header is wrong</source>
        <translation>“{1}”声称图像为 {2} × {3} 像素：其文件头有误</translation>
    </message>
    <message>
        <source>'{1}' claims {2} images of {3} × {4} pixels, but there are {5} labels</source>
        <translation>“{1}”声称有 {2} 幅 {3} × {4} 像素的图像，但有 {5} 个标签</translation>
    </message>
    <message>
        <source>'{1}' claims {2} labels: its header is wrong</source>
        <translation>“{1}”声称有 {2} 个标签：其文件头有误</translation>
    </message>
    <message>
        <source>'{1}' goes on after its last image or label: its header is wrong</source>
        <translation>“{1}”在最后一幅图像或最后一个标签之后还有内容：其文件头有误</translation>
    </message>
    <message>
        <source>'{1}' has a folder '{2}' but no 'train' with a folder for each class</source>
        <translation>“{1}”有文件夹“{2}”，但没有为每个类别各含一个文件夹的“train”</translation>
    </message>
    <message>
        <source>'{1}' has become shorter while it was read: open the run again</source>
        <translation>“{1}”在读取时变短了：请重新打开该运行</translation>
    </message>
    <message>
        <source>'{1}' has no place in the network and was left out</source>
        <translation>“{1}”在网络中没有对应的位置，已略去</translation>
    </message>
    <message>
        <source>'{1}' has no place in the network and was left out, and {2} tensors more</source>
        <translation>“{1}”在网络中没有对应的位置，已略去，另有 {2} 个张量也已略去</translation>
    </message>
    <message>
        <source>'{1}' has the label {2}, but there are {3} classes</source>
        <translation>“{1}”中有标签 {2}，但只有 {3} 个类别</translation>
    </message>
    <message>
        <source>'{1}' has {2} bytes, more than the {3} expected here</source>
        <translation>“{1}”有 {2} 字节，超过此处预期的 {3} 字节</translation>
    </message>
    <message>
        <source>'{1}' has {2} bytes, no whole number of records of {3}: it is cut off or no CIFAR file; get the data set again</source>
        <translation>“{1}”有 {2} 字节，不是每条 {3} 字节的整数条记录：它被截断，或不是 CIFAR 文件；请重新获取该数据集</translation>
    </message>
    <message>
        <source>'{1}' has {2} folders with JPEG or PNG files; one for each class is expected, and two at least</source>
        <translation>“{1}”有 {2} 个含 JPEG 或 PNG 文件的文件夹；应为每个类别一个，至少两个</translation>
    </message>
    <message>
        <source>'{1}' holds a {2}, but network.architecture is {3}</source>
        <translation>“{1}”里是 {2}，但 network.architecture 是 {3}</translation>
    </message>
    <message>
        <source>'{1}' holds more than {2} images</source>
        <translation>“{1}”中的图像多于 {2} 幅</translation>
    </message>
    <message>
        <source>'{1}' holds too many runs called '{2}': name this one otherwise</source>
        <translation>“{1}”中名为“{2}”的运行太多：请给这个运行换个名称</translation>
    </message>
    <message>
        <source>'{1}' is a class that has no training images in '{2}'</source>
        <translation>“{1}”这个类别在“{2}”中没有训练图像</translation>
    </message>
    <message>
        <source>'{1}' is cut off; get the data set again</source>
        <translation>“{1}”被截断；请重新获取该数据集</translation>
    </message>
    <message>
        <source>'{1}' is in use: another process is writing to it</source>
        <translation>“{1}”正被使用：另一个进程正在写入</translation>
    </message>
    <message>
        <source>'{1}' is not a ResNet that can be read: {2}.</source>
        <translation>“{1}”不是能读取的 ResNet：{2}。</translation>
    </message>
    <message>
        <source>'{1}' is not the file this run was started with: its SHA-256 is {2}, recorded is {3}</source>
        <translation>“{1}”不是此运行开始时所用的文件：它的 SHA-256 是 {2}，记录的是 {3}</translation>
    </message>
    <message>
        <source>'{1}' is not the folder of a run: it holds no {2}</source>
        <translation>“{1}”不是运行的文件夹：其中没有 {2}</translation>
    </message>
    <message>
        <source>'{1}' labels image {2} as {3}, but there are {4} classes: the file is damaged or another data set's</source>
        <translation>“{1}”将图像 {2} 标为 {3}，但只有 {4} 个类别：文件已损坏，或属于另一个数据集</translation>
    </message>
    <message>
        <source>'{1}', line {2}: {3}</source>
        <translation>“{1}”第 {2} 行：{3}</translation>
    </message>
    <message>
        <source>'{1}': {2}</source>
        <translation>“{1}”：{2}</translation>
    </message>
    <message>
        <source>a boolean</source>
        <translation>布尔值</translation>
    </message>
    <message>
        <source>a hole</source>
        <translation>空隙</translation>
    </message>
    <message>
        <source>a negative number</source>
        <translation>负数</translation>
    </message>
    <message>
        <source>a size of {1} in dimension {2}</source>
        <translation>第 {2} 维的大小 {1}</translation>
    </message>
    <message>
        <source>A training needs epochs ≥ 0, workers ≥ 1 and a step limit ≥ 0.</source>
        <translation>训练需要 epochs ≥ 0、workers ≥ 1，且步数上限 ≥ 0。</translation>
    </message>
    <message>
        <source>a zip64 field of the zip archive's directory</source>
        <translation>zip 归档目录的一个 zip64 字段</translation>
    </message>
    <message>
        <source>an entry of the zip archive</source>
        <translation>zip 归档的一项</translation>
    </message>
    <message>
        <source>an entry without dtype, shape and two data_offsets</source>
        <translation>缺少 dtype、shape 和两个 data_offsets 的条目</translation>
    </message>
    <message>
        <source>an extra field of the zip archive's directory</source>
        <translation>zip 归档目录的一个附加字段</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>an overlap</source>
        <translation>重叠</translation>
    </message>
    <message>
        <source>appends to what is no list</source>
        <translation>向不是列表的对象追加</translation>
    </message>
    <message>
        <source>asks for {1}, which weights do not need; nothing was run. Save only the weights: torch.save(model.state_dict(), FILE)</source>
        <translation>要求 {1}，而权重不需要它；没有运行任何内容。请只保存权重：torch.save(model.state_dict(), 文件)</translation>
    </message>
    <message>
        <source>binary data</source>
        <translation>二进制数据</translation>
    </message>
    <message>
        <source>calls a storage type</source>
        <translation>调用了存储类型</translation>
    </message>
    <message>
        <source>calls what is no function</source>
        <translation>调用了不是函数的对象</translation>
    </message>
    <message>
        <source>cannot decode '{1}': {2}</source>
        <translation>无法解码“{1}”：{2}</translation>
    </message>
    <message>
        <source>cannot read '{1}'</source>
        <translation>无法读取“{1}”</translation>
    </message>
    <message>
        <source>cannot unpack '{1}': {2}; get the data set again</source>
        <translation>无法解压“{1}”：{2}；请重新获取该数据集</translation>
    </message>
    <message>
        <source>closes a list that was never opened</source>
        <translation>关闭了从未打开的列表</translation>
    </message>
    <message>
        <source>damaged JPEG: {1}</source>
        <translation>JPEG 已损坏：{1}</translation>
    </message>
    <message>
        <source>damaged PNG: {1}</source>
        <translation>PNG 已损坏：{1}</translation>
    </message>
    <message>
        <source>Device '{1}' cannot be used: {2}. There are: {3}.</source>
        <translation>设备“{1}”无法使用：{2}。可用的有：{3}。</translation>
    </message>
    <message>
        <source>ends with {1} values instead of one</source>
        <translation>以 {1} 个值而不是一个值结束</translation>
    </message>
    <message>
        <source>entry {1} of the zip archive has another name in its own header</source>
        <translation>zip 归档的 {1} 项在其自身的头中是另一个名称</translation>
    </message>
    <message>
        <source>entry {1} of the zip archive is compressed or encrypted; torch.save stores its entries as they are: save the weights with it again</source>
        <translation>zip 归档的 {1} 项经过压缩或加密；torch.save 按原样存储各项：请用它重新保存权重</translation>
    </message>
    <message>
        <source>entry {1} of the zip archive is not where the directory says (the file is damaged)</source>
        <translation>zip 归档的 {1} 项不在目录所说的位置（文件已损坏）</translation>
    </message>
    <message>
        <source>has a count or offset that is no whole number from 0 on</source>
        <translation>含有不是非负整数的计数或偏移</translation>
    </message>
    <message>
        <source>has a damaged view of the storage {1}</source>
        <translation>含有存储 {1} 的损坏视图</translation>
    </message>
    <message>
        <source>has a storage without a type or key</source>
        <translation>含有没有类型或键的存储</translation>
    </message>
    <message>
        <source>has a tensor without a storage or shape</source>
        <translation>含有没有存储或形状的张量</translation>
    </message>
    <message>
        <source>has a view outside of the storage {1}</source>
        <translation>含有超出存储 {1} 的视图</translation>
    </message>
    <message>
        <source>has the opcode {1}, which weights do not need</source>
        <translation>含有权重不需要的操作码 {1}</translation>
    </message>
    <message>
        <source>Image {1} has the label {2}, but the network tells only {3} classes apart (0 … {4}): use the data set that the network was made for, or set network.classes.</source>
        <translation>图像 {1} 的标签是 {2}，但网络只区分 {3} 个类别（0 … {4}）：请使用该网络对应的数据集，或设置 network.classes。</translation>
    </message>
    <message>
        <source>is written in pickle protocol {1}; 2 to 4 are read</source>
        <translation>用 pickle 协议 {1} 写成；可读取 2 到 4</translation>
    </message>
    <message>
        <source>it claims {1} × {2} pixels; at most {3} in all are read</source>
        <translation>它声称有 {1} × {2} 像素；最多读取共 {3} 像素</translation>
    </message>
    <message>
        <source>it holds no dict of named tensors: save the weights with torch.save(model.state_dict(), FILE)</source>
        <translation>其中没有由命名张量组成的字典：请用 torch.save(model.state_dict(), 文件) 保存权重</translation>
    </message>
    <message>
        <source>it holds no named tensors ({1}): save the weights with torch.save(model.state_dict(), FILE)</source>
        <translation>其中没有命名张量（{1}）：请用 torch.save(model.state_dict(), 文件) 保存权重</translation>
    </message>
    <message>
        <source>it is a pickle, but not one of torch.save's: save the weights with torch.save(model.state_dict(), FILE)</source>
        <translation>它是 pickle，但不是 torch.save 保存的：请用 torch.save(model.state_dict(), 文件) 保存权重</translation>
    </message>
    <message>
        <source>it is a TorchScript archive, which is a program and is not run: save only the weights with torch.save(model.state_dict(), FILE)</source>
        <translation>它是 TorchScript 归档，即一个程序，不会被运行：请用 torch.save(model.state_dict(), 文件) 只保存权重</translation>
    </message>
    <message>
        <source>it is a zip archive without data.pkl, so not one of torch.save's</source>
        <translation>它是没有 data.pkl 的 zip 归档，因此不是 torch.save 保存的</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>它是空的</translation>
    </message>
    <message>
        <source>it needs {1} elements of a storage of {2}</source>
        <translation>它需要 {1} 个元素，而存储只有 {2} 个</translation>
    </message>
    <message>
        <source>it was written on a big-endian machine: save the weights on another</source>
        <translation>它是在大端序机器上写成的：请在其他机器上保存权重</translation>
    </message>
    <message>
        <source>its byte order is {1}: save the weights on a little-endian machine</source>
        <translation>其字节序为 {1}：请在小端序机器上保存权重</translation>
    </message>
    <message>
        <source>its entries are {1}</source>
        <translation>其条目为 {1}</translation>
    </message>
    <message>
        <source>its legacy protocol is not {1}: save the weights again</source>
        <translation>其旧格式的协议不是 {1}：请重新保存权重</translation>
    </message>
    <message>
        <source>its rows are not RGB</source>
        <translation>其像素行不是 RGB</translation>
    </message>
    <message>
        <source>its safetensors header would be {1} bytes long; the format allows {2}</source>
        <translation>其 safetensors 头将长 {1} 字节；该格式允许 {2} 字节</translation>
    </message>
    <message>
        <source>its shape is no tuple of at most {1} sizes</source>
        <translation>其形状不是最多 {1} 个大小的元组</translation>
    </message>
    <message>
        <source>its shape is not made of whole numbers</source>
        <translation>其形状不是由整数组成的</translation>
    </message>
    <message>
        <source>its sizes or strides are impossible</source>
        <translation>其大小或步长不可能存在</translation>
    </message>
    <message>
        <source>its storage {1} has {2} bytes and should have {3} elements of {4} (the file is cut off or damaged)</source>
        <translation>其存储 {1} 有 {2} 字节，应有 {3} 个各 {4} 字节的元素（文件被截断或已损坏）</translation>
    </message>
    <message>
        <source>its storage {1} is missing in the archive</source>
        <translation>归档中缺少其存储 {1}</translation>
    </message>
    <message>
        <source>its storage {1} is missing in the file</source>
        <translation>文件中缺少其存储 {1}</translation>
    </message>
    <message>
        <source>its storages are not listed (the file is damaged)</source>
        <translation>其存储没有列出（文件已损坏）</translation>
    </message>
    <message>
        <source>its system information is no dict (the file is damaged)</source>
        <translation>其系统信息不是字典（文件已损坏）</translation>
    </message>
    <message>
        <source>its tensors take {1} bytes and the file has {2} (it is cut off or damaged)</source>
        <translation>其张量占 {1} 字节，而文件有 {2} 字节（它被截断或已损坏）</translation>
    </message>
    <message>
        <source>its weights are nested too deeply: save them with torch.save(model.state_dict(), FILE)</source>
        <translation>其权重嵌套过深：请用 torch.save(model.state_dict(), 文件) 保存</translation>
    </message>
    <message>
        <source>makes a parameter of what is no tensor</source>
        <translation>用不是张量的对象生成参数</translation>
    </message>
    <message>
        <source>makes an OrderedDict of what are no pairs</source>
        <translation>用不是成对的值生成 OrderedDict</translation>
    </message>
    <message>
        <source>makes an OrderedDict of what is no list</source>
        <translation>用不是列表的对象生成 OrderedDict</translation>
    </message>
    <message>
        <source>makes more than {1} objects</source>
        <translation>生成了超过 {1} 个对象</translation>
    </message>
    <message>
        <source>names a global by what is no text</source>
        <translation>用不是文本的对象命名全局对象</translation>
    </message>
    <message>
        <source>neither a JPEG nor a PNG</source>
        <translation>既不是 JPEG 也不是 PNG</translation>
    </message>
    <message>
        <source>nests more than {1} lists</source>
        <translation>嵌套了超过 {1} 个列表</translation>
    </message>
    <message>
        <source>null</source>
        <translation>空值 (null)</translation>
    </message>
    <message>
        <source>piles up more than {1} values</source>
        <translation>堆积了超过 {1} 个值</translation>
    </message>
    <message>
        <source>recalls value {1}, which was never kept</source>
        <translation>取回了从未保存的值 {1}</translation>
    </message>
    <message>
        <source>refers to an object outside of it that is no storage</source>
        <translation>引用了其外部不是存储的对象</translation>
    </message>
    <message>
        <source>remembers more than {1} values</source>
        <translation>记住了超过 {1} 个值</translation>
    </message>
    <message>
        <source>sets a key without a value</source>
        <translation>设置了没有值的键</translation>
    </message>
    <message>
        <source>sets attributes of what is no dict</source>
        <translation>给不是字典的对象设置属性</translation>
    </message>
    <message>
        <source>sets keys of what is no dict</source>
        <translation>给不是字典的对象设置键</translation>
    </message>
    <message>
        <source>storage {1} is described in two ways (the file is damaged)</source>
        <translation>存储 {1} 有两种不同的描述（文件已损坏）</translation>
    </message>
    <message>
        <source>storage {1} is unknown or listed twice (the file is damaged)</source>
        <translation>存储 {1} 未知或被列出两次（文件已损坏）</translation>
    </message>
    <message>
        <source>storage {1} should have {2} elements and is given as {3}, with {4} bytes left (the file is cut off or damaged)</source>
        <translation>存储 {1} 应有 {2} 个元素，给出的是 {3} 个，而只剩 {4} 字节（文件被截断或已损坏）</translation>
    </message>
    <message>
        <source>takes a value where there is none</source>
        <translation>在没有值的地方取值</translation>
    </message>
    <message>
        <source>takes more than {1} steps: no state dict is so long</source>
        <translation>需要超过 {1} 步：没有这么长的 state dict</translation>
    </message>
    <message>
        <source>tensor {1} has the data offsets {2} and {3}, and its shape needs {4} bytes</source>
        <translation>张量 {1} 的数据偏移为 {2} 和 {3}，而其形状需要 {4} 字节</translation>
    </message>
    <message>
        <source>tensor {1} has the unknown element type {2}; known are F64, F32, F16, BF16, I64, I32, I16, I8, U8 and BOOL</source>
        <translation>张量 {1} 的元素类型 {2} 未知；已知的有 F64、F32、F16、BF16、I64、I32、I16、I8、U8 和 BOOL</translation>
    </message>
    <message>
        <source>tensor {1} starts at byte {2} of the buffer, where byte {3} comes next: there is {4}</source>
        <translation>张量 {1} 从缓冲区的第 {2} 字节开始，而接下来应是第 {3} 字节：存在{4}</translation>
    </message>
    <message>
        <source>tensor {1}: {2}</source>
        <translation>张量 {1}：{2}</translation>
    </message>
    <message>
        <source>The best weights are told by the validation loss: set data.validation above 0.</source>
        <translation>最佳权重由验证损失判定：请将 data.validation 设为大于 0。</translation>
    </message>
    <message>
        <source>The checkpoint cannot be continued: it lacks the statistics of worker {1}.</source>
        <translation>无法从检查点继续：其中没有第 {1} 个副本的统计量。</translation>
    </message>
    <message>
        <source>The checkpoint's training state cannot be read: {1}</source>
        <translation>无法读取检查点中的训练状态：{1}</translation>
    </message>
    <message>
        <source>the checksum of entry {1} does not match (the file is damaged)</source>
        <translation>{1} 项的校验和不符（文件已损坏）</translation>
    </message>
    <message>
        <source>the end of the zip archive is missing (the file is cut off or damaged)</source>
        <translation>缺少 zip 归档的结尾（文件被截断或已损坏）</translation>
    </message>
    <message>
        <source>the file's tensors would take more than {1} times the file's size</source>
        <translation>文件中的张量将占用超过文件大小 {1} 倍的空间</translation>
    </message>
    <message>
        <source>the key {1}</source>
        <translation>键 {1}</translation>
    </message>
    <message>
        <source>the key {1} twice</source>
        <translation>两次出现的键 {1}</translation>
    </message>
    <message>
        <source>The loss is not finite ({1}) in epoch {2}, step {3}, at the learning rate {4}: the training diverged. Lower learning_rate, or set max_gradient_norm or warmup_steps.</source>
        <translation>第 {2} 轮第 {3} 步的损失不是有限值（{1}），学习率为 {4}：训练已发散。请降低 learning_rate，或设置 max_gradient_norm 或 warmup_steps。</translation>
    </message>
    <message>
        <source>the number {1}</source>
        <translation>数字 {1}</translation>
    </message>
    <message>
        <source>the pickled part</source>
        <translation>pickle 部分</translation>
    </message>
    <message>
        <source>the safetensors file</source>
        <translation>safetensors 文件</translation>
    </message>
    <message>
        <source>the safetensors header has two entries named {1}</source>
        <translation>safetensors 头中有两项名为 {1}</translation>
    </message>
    <message>
        <source>the safetensors header has {1} where it may not be</source>
        <translation>safetensors 头中不该出现的位置有{1}</translation>
    </message>
    <message>
        <source>the safetensors header has {1} where it may not be at tensor {2}</source>
        <translation>safetensors 头在张量 {2} 处不该出现的位置有{1}</translation>
    </message>
    <message>
        <source>the safetensors header has {1} where it may not be in its __metadata__, which maps text to text</source>
        <translation>safetensors 头的 __metadata__ 由文本对应文本，其中不该有{1}</translation>
    </message>
    <message>
        <source>the safetensors header is no valid JSON at its byte {1} (the file is damaged)</source>
        <translation>safetensors 头在其第 {1} 字节处不是有效的 JSON（文件已损坏）</translation>
    </message>
    <message>
        <source>The validation loss after epoch {1} is not finite: the training diverged. Lower learning_rate, or set max_gradient_norm or warmup_steps.</source>
        <translation>第 {1} 轮之后的验证损失不是有限值：训练已发散。请降低 learning_rate，或设置 max_gradient_norm 或 warmup_steps。</translation>
    </message>
    <message>
        <source>The weights lack '{1}', which the network needs.</source>
        <translation>权重中缺少网络需要的“{1}”。</translation>
    </message>
    <message>
        <source>The weights' '{1}' holds a negative variance.</source>
        <translation>权重中的“{1}”含有负的方差。</translation>
    </message>
    <message>
        <source>The weights' '{1}' holds values that are no finite numbers.</source>
        <translation>权重中的“{1}”含有非有限的数值。</translation>
    </message>
    <message>
        <source>The weights' '{1}' holds whole numbers, not floating-point ones.</source>
        <translation>权重中的“{1}”是整数，而不是浮点数。</translation>
    </message>
    <message>
        <source>The weights' '{1}' is {2}; the network's is {3}. Choose the architecture, classes and widths of the weights.</source>
        <translation>权重中的“{1}”是 {2}，网络中的是 {3}。请选择与权重相同的架构、类别数和宽度。</translation>
    </message>
    <message>
        <source>a '- ' where no list can begin; put it into a line of its own</source>
        <translation>此处不能以“- ”开始列表；请另起一行</translation>
    </message>
    <message>
        <source>a closing bracket without an opening one</source>
        <translation>有右括号而没有左括号</translation>
    </message>
    <message>
        <source>a control character (code {1}); a recipe is plain text</source>
        <translation>含有控制字符（代码 {1}）；配方是纯文本</translation>
    </message>
    <message>
        <source>a key must be a word</source>
        <translation>键必须是一个词</translation>
    </message>
    <message>
        <source>a key where none can begin; put it into a line of its own</source>
        <translation>此处不能开始一个键；请另起一行</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>a list of names in brackets</source>
        <translation>方括号中的名称列表</translation>
    </message>
    <message>
        <source>a list of whole numbers in brackets</source>
        <translation>方括号中的整数列表</translation>
    </message>
    <message>
        <source>a name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>数</translation>
    </message>
    <message>
        <source>a race compares searches for widths; the recipe has prune: {1}</source>
        <translation>比赛比较的是对宽度的搜索；而配方中是 prune: {1}</translation>
    </message>
    <message>
        <source>a recipe</source>
        <translation>配方</translation>
    </message>
    <message>
        <source>a search judges its candidates on validation images, and data.validation is 0; give it some, e.g. 5000</source>
        <translation>搜索用验证图像评判候选者，而 data.validation 为 0；请设为例如 5000</translation>
    </message>
    <message>
        <source>the zip archive has two entries named {1}</source>
        <translation>zip 归档中有两项名为 {1}</translation>
    </message>
    <message>
        <source>the zip archive's directory</source>
        <translation>zip 归档的目录</translation>
    </message>
    <message>
        <source>the zip archive's directory has {1} entries and should have {2} (the file is damaged)</source>
        <translation>zip 归档的目录有 {1} 项，应有 {2} 项（文件已损坏）</translation>
    </message>
    <message>
        <source>the zip archive's directory is damaged at entry {1}</source>
        <translation>zip 归档的目录在第 {1} 项处损坏</translation>
    </message>
    <message>
        <source>the zip archive's directory should be {1} bytes at byte {2} of {3} (the file is cut off or damaged)</source>
        <translation>zip 归档的目录应为 {1} 字节，位于第 {2} 字节，文件共 {3} 字节（文件被截断或已损坏）</translation>
    </message>
    <message>
        <source>the zip archive's end record</source>
        <translation>zip 归档的结尾记录</translation>
    </message>
    <message>
        <source>the zip64 end record</source>
        <translation>zip64 结尾记录</translation>
    </message>
    <message>
        <source>the zip64 end record is not where its locator says (the file is damaged)</source>
        <translation>zip64 结尾记录不在定位记录所说的位置（文件已损坏）</translation>
    </message>
    <message>
        <source>the zip64 locator</source>
        <translation>zip64 定位记录</translation>
    </message>
    <message>
        <source>this ': ' makes no key: it is the second in its line (put the value in quotes), or the line above lacks its own, or this line is indented too far or by a tab</source>
        <translation>这个“: ”不构成键：它是本行的第二个（请给值加引号），或上一行缺少自己的“: ”，或本行缩进过多或用了制表符</translation>
    </message>
    <message>
        <source>a second document begins; a recipe is one document</source>
        <translation>此处开始了第二个文档；一个配方只是一个文档</translation>
    </message>
    <message>
        <source>a tab at the beginning of a line; indent with spaces</source>
        <translation>行首有制表符；请用空格缩进</translation>
    </message>
    <message>
        <source>a tab where a value begins; use spaces</source>
        <translation>值的开头有制表符；请用空格</translation>
    </message>
    <message>
        <source>a value cannot begin with this character; write it in quotes</source>
        <translation>值不能以这个字符开头；请加引号</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>整数</translation>
    </message>
    <message>
        <source>a whole number that is not negative</source>
        <translation>非负整数</translation>
    </message>
    <message>
        <source>above {1}</source>
        <translation>大于 {1}</translation>
    </message>
    <message>
        <source>aliases (*name) are not used in recipes; write the value out</source>
        <translation>配方中不用别名（*name）；请直接写出值</translation>
    </message>
    <message>
        <source>an exception of an unknown kind</source>
        <translation>未知类型的异常</translation>
    </message>
    <message>
        <source>an opening '[' is never closed, or a ',' is missing between its items</source>
        <translation>“[”没有闭合，或其中各项之间缺少“,”</translation>
    </message>
    <message>
        <source>an opening '{' is never closed, or a ',' is missing between its keys</source>
        <translation>“{”没有闭合，或其中各键之间缺少“,”</translation>
    </message>
    <message>
        <source>an opening quote is never closed</source>
        <translation>引号没有闭合</translation>
    </message>
    <message>
        <source>anchors (&amp;name) are not used in recipes; leave it out</source>
        <translation>配方中不用锚点（&amp;name）；请去掉</translation>
    </message>
    <message>
        <source>at least {1}</source>
        <translation>至少 {1}</translation>
    </message>
    <message>
        <source>at most {1}</source>
        <translation>至多 {1}</translation>
    </message>
    <message>
        <source>below {1}</source>
        <translation>小于 {1}</translation>
    </message>
    <message>
        <source>cannot append to</source>
        <translation>无法追加到</translation>
    </message>
    <message>
        <source>cannot lock</source>
        <translation>无法锁定</translation>
    </message>
    <message>
        <source>cannot make durable</source>
        <translation>无法可靠地写入磁盘</translation>
    </message>
    <message>
        <source>cannot make the folder</source>
        <translation>无法创建文件夹</translation>
    </message>
    <message>
        <source>cannot open</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>cannot read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>cannot read all of '{1}'</source>
        <translation>无法读完“{1}”</translation>
    </message>
    <message>
        <source>cannot read the recipe {1}: it is no regular file</source>
        <translation>无法读取配方 {1}：它不是普通文件</translation>
    </message>
    <message>
        <source>cannot read weights from '{1}': {2}</source>
        <translation>无法从“{1}”读取权重：{2}</translation>
    </message>
    <message>
        <source>cannot rename to</source>
        <translation>无法重命名为</translation>
    </message>
    <message>
        <source>cannot set {1} images aside for validation: there are {2} training images, and some must be left</source>
        <translation>无法留出 {1} 张图像用于验证：训练图像共 {2} 张，必须有剩余</translation>
    </message>
    <message>
        <source>cannot start a run in '{1}': {2}</source>
        <translation>无法在“{1}”中开始运行：{2}</translation>
    </message>
    <message>
        <source>cannot take the cut-off last line from</source>
        <translation>无法去掉其不完整的最后一行：</translation>
    </message>
    <message>
        <source>cannot write</source>
        <translation>无法写入</translation>
    </message>
    <message>
        <source>cannot write beside</source>
        <translation>无法在其旁写入：</translation>
    </message>
    <message>
        <source>data set '{1}' was not found in {2}; {3}</source>
        <translation>在 {2} 中没有找到数据集“{1}”；{3}</translation>
    </message>
    <message>
        <source>data.batch_size is {1}, but {2}</source>
        <translation>data.batch_size 是 {1}，但 {2}</translation>
    </message>
    <message>
        <source>data.limit is {1}</source>
        <translation>data.limit 是 {1}</translation>
    </message>
    <message>
        <source>data.validation is 0, but pruning is judged on validation images; set some aside</source>
        <translation>data.validation 为 0，但剪枝要用验证图像评判；请留出一些</translation>
    </message>
    <message>
        <source>data.validation is {1}, which leaves {2} of the {3} training images of {4}</source>
        <translation>data.validation 是 {1}，{4} 的 {3} 张训练图像只剩 {2} 张</translation>
    </message>
    <message>
        <source>distill needs a teacher: the unpruned network. Switch it off where there is none.</source>
        <translation>distill 需要教师网络，即未剪枝的网络。没有时请关闭它。</translation>
    </message>
    <message>
        <source>early_stopping watches the validation loss: set data.validation above 0.</source>
        <translation>early_stopping 依据验证损失：请将 data.validation 设为大于 0。</translation>
    </message>
    <message>
        <source>every validation image judges candidates (search.judge is at least data.validation), so that the finalists are compared on images that the search has seen</source>
        <translation>所有验证图像都用于评判候选者（search.judge 不小于 data.validation），因此决赛者是在搜索见过的图像上比较的</translation>
    </message>
    <message>
        <source>exactly one share is the goal, but there are {1}; keep one</source>
        <translation>目标只能是一个份额，但这里有 {1}；请只保留一个</translation>
    </message>
    <message>
        <source>fine_tune.epochs is 0, but without the method iterative single weights are removed while fine-tuning</source>
        <translation>fine_tune.epochs 为 0，但除 iterative 方法外，单个权重是在微调时移除的</translation>
    </message>
    <message>
        <source>get it with 'bubblenet data get {1}', or name its folder with --data</source>
        <translation>请用 “bubblenet data get {1}” 获取，或用 --data 指定其文件夹</translation>
    </message>
    <message>
        <source>images of {1} pixels a side cannot be made; give 1 … {2}, or 0 for the usual size</source>
        <translation>无法生成边长 {1} 像素的图像；请给出 1 … {2}，或 0 表示通常大小</translation>
    </message>
    <message>
        <source>it has no '{1}'</source>
        <translation>其中没有“{1}”</translation>
    </message>
    <message>
        <source>it is neither safetensors nor a .pth of torch.save (a zip archive, or the pickles from before PyTorch 1.6)</source>
        <translation>它既不是 safetensors，也不是 torch.save 的 .pth（zip 归档，或 PyTorch 1.6 之前的 pickle）</translation>
    </message>
    <message>
        <source>it is not one JSON object</source>
        <translation>它不是一个 JSON 对象</translation>
    </message>
    <message>
        <source>it lacks its format_version</source>
        <translation>其中没有 format_version</translation>
    </message>
    <message>
        <source>its number is too high</source>
        <translation>编号太大</translation>
    </message>
    <message>
        <source>keys of its own</source>
        <translation>下级的键</translation>
    </message>
    <message>
        <source>measuring the layers' latency at several widths</source>
        <translation>正在测量各层在若干宽度下的延迟</translation>
    </message>
    <message>
        <source>memory ran out</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>more than {1} values; this is no recipe</source>
        <translation>值多于 {1} 个；这不是配方</translation>
    </message>
    <message>
        <source>name is {1}; it names a folder, so it must have no '/' or '\' and at most {2} bytes</source>
        <translation>name 是 {1}；它用作文件夹的名称，因此不能含“/”或“\”，且至多 {2} 字节</translation>
    </message>
    <message>
        <source>name its folder with --data (data.path in a recipe): it holds train/CLASS/… and test/CLASS/…, or CLASS/… alone</source>
        <translation>请用 --data（配方中的 data.path）指定其文件夹：其中有 train/类别/… 和 test/类别/…，或只有 类别/…</translation>
    </message>
    <message>
        <source>nested more than {1} levels deep; this is no recipe</source>
        <translation>嵌套超过 {1} 层；这不是配方</translation>
    </message>
    <message>
        <source>network.classes is {1}, but {2} has {3} classes</source>
        <translation>network.classes 是 {1}，但 {2} 有 {3} 个类别</translation>
    </message>
    <message>
        <source>network.classes is {1}, but {2} has {3} classes; leave the key out, or name another data set</source>
        <translation>network.classes 是 {1}，但 {2} 有 {3} 个类别；请去掉这个键，或指定其他数据集</translation>
    </message>
    <message>
        <source>network.shortcut is of the CIFAR resnets; {1} has its own: leave it out</source>
        <translation>network.shortcut 只用于 CIFAR 网络；{1} 有自己的捷径：请去掉</translation>
    </message>
    <message>
        <source>network.stem is of torchvision's resnets; {1} always has the 3×3 one: leave it out</source>
        <translation>network.stem 只用于 torchvision 的网络；{1} 总是 3×3：请去掉</translation>
    </message>
    <message>
        <source>network.weights names no file: the network would start from random weights</source>
        <translation>network.weights 没有指定文件：网络将从随机权重开始</translation>
    </message>
    <message>
        <source>no recipe {1}: there is no such file, and the recipes that come with the program are {2}</source>
        <translation>没有配方 {1}：没有这个文件，程序自带的配方有 {2}</translation>
    </message>
    <message>
        <source>no such file: '{1}'</source>
        <translation>没有这个文件：“{1}”</translation>
    </message>
    <message>
        <source>no such folder: '{1}'</source>
        <translation>没有这个文件夹：“{1}”</translation>
    </message>
    <message>
        <source>no such weight file: '{1}' (network.weights)</source>
        <translation>没有这个权重文件：“{1}”（network.weights）</translation>
    </message>
    <message>
        <source>no such weight file: '{1}' (network.weights); name another (--weights FILE), or none for random weights</source>
        <translation>没有这个权重文件：“{1}”（network.weights）；请指定其他文件（--weights FILE），或不指定以使用随机权重</translation>
    </message>
    <message>
        <source>no weights were named: the network starts from random ones</source>
        <translation>没有指定权重：网络从随机权重开始</translation>
    </message>
    <message>
        <source>not UTF-8 text; save the recipe as UTF-8</source>
        <translation>不是 UTF-8 文本；请将配方保存为 UTF-8</translation>
    </message>
    <message>
        <source>not a regular file: '{1}'</source>
        <translation>不是普通文件：“{1}”</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>空</translation>
    </message>
    <message>
        <source>removal proved: masked and smaller network differ by {1} in logits of range {2}</source>
        <translation>移除已验证：屏蔽后的网络与变小的网络的 logits 相差 {1}，其范围为 {2}</translation>
    </message>
    <message>
        <source>round {1} could remove nothing more: every group is at its cap</source>
        <translation>第 {1} 轮已无可移除：每一组都到了上限</translation>
    </message>
    <message>
        <source>round {1} fell below the accuracy floor ({2} % &lt; {3} % of the validation images): the network before it is kept</source>
        <translation>第 {1} 轮低于准确率下限（验证图像的 {2} % &lt; {3} %）：保留它之前的网络</translation>
    </message>
    <message>
        <source>search.brief_epochs × search.finalists is {1}, more than fine_tune.epochs ({2}), which they are taken off</source>
        <translation>search.brief_epochs × search.finalists 是 {1}，多于 fine_tune.epochs（{2}），而前者从后者中扣除</translation>
    </message>
    <message>
        <source>search.front goes from {1} to {2}, which leaves out the goal, {3} = {4}</source>
        <translation>search.front 从 {1} 到 {2}，不包含目标 {3} = {4}</translation>
    </message>
    <message>
        <source>search.front is of prune: channels and the methods whale and nsga2</source>
        <translation>search.front 只用于 prune: channels 以及方法 whale 和 nsga2</translation>
    </message>
    <message>
        <source>search.front needs both least and most, the costs between which it is looked for</source>
        <translation>search.front 需要 least 和 most 两者，即寻找前沿的代价范围</translation>
    </message>
    <message>
        <source>search.goal has no share; give one of macs, parameters, latency, bytes or, with prune: weights, sparsity</source>
        <translation>search.goal 没有份额；请给出 macs、parameters、latency、bytes 之一，prune: weights 时给出 sparsity</translation>
    </message>
    <message>
        <source>search.goal names no cost that removing channels can reach; give goal.macs, goal.parameters, goal.bytes or goal.latency</source>
        <translation>search.goal 没有指定移除通道能达到的代价；请给出 goal.macs、goal.parameters、goal.bytes 或 goal.latency</translation>
    </message>
    <message>
        <source>search.goal.sparsity is of prune: weights; with prune: channels give macs, parameters, latency or bytes</source>
        <translation>search.goal.sparsity 只用于 prune: weights；prune: channels 时请给出 macs、parameters、latency 或 bytes</translation>
    </message>
    <message>
        <source>search.judge is {1} of the {2} validation images (data.validation), which leaves none unseen for the finalists; judge fewer</source>
        <translation>search.judge 是 {2} 张验证图像（data.validation）中的 {1} 张，没有给决赛者留下未见过的图像；请减少</translation>
    </message>
    <message>
        <source>search.method: nsga2 has several objectives; give search.front.least and search.front.most, or take another method</source>
        <translation>search.method: nsga2 有多个目标；请给出 search.front.least 和 search.front.most，或换用其他方法</translation>
    </message>
    <message>
        <source>search.method: {1} searches widths; with prune: weights it is iterative or uniform</source>
        <translation>search.method: {1} 搜索的是宽度；prune: weights 时应为 iterative 或 uniform</translation>
    </message>
    <message>
        <source>search.recalibrate is {1}, but {2}</source>
        <translation>search.recalibrate 是 {1}，但 {2}</translation>
    </message>
    <message>
        <source>search.score: {1} scores channels; with prune: weights it is l1, l2, lamp or random</source>
        <translation>search.score: {1} 是给通道打分的；prune: weights 时应为 l1、l2、lamp 或 random</translation>
    </message>
    <message>
        <source>search.tune chooses settings of fine-tuning, but fine_tune.epochs is 0</source>
        <translation>search.tune 选择的是微调的设置，但 fine_tune.epochs 为 0</translation>
    </message>
    <message>
        <source>search.tune is searched with the widths by the whales and their rivals; the method is {1}</source>
        <translation>search.tune 由鲸群及其对手与宽度一起搜索；而方法是 {1}</translation>
    </message>
    <message>
        <source>stopped on request</source>
        <translation>应要求停止</translation>
    </message>
    <message>
        <source>tags (!name) are not used in recipes; leave it out</source>
        <translation>配方中不用标签（!name）；请去掉</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>the checkpoint 'run' counts more finalists tried than there are: start the run anew from its recipe.yaml</source>
        <translation>检查点“run”中已试的决赛者多于实际数目：请用其 recipe.yaml 重新开始运行</translation>
    </message>
    <message>
        <source>the checkpoint 'run' is not readable ({1}): start the run anew from its recipe.yaml</source>
        <translation>检查点“run”无法读取（{1}）：请用其 recipe.yaml 重新开始运行</translation>
    </message>
    <message>
        <source>the checkpoint '{1}' is damaged, and so is the one before it: what they held is done again</source>
        <translation>检查点“{1}”及其之前的一个都已损坏：其中的工作将重做</translation>
    </message>
    <message>
        <source>the classifier was replaced: {1} classes → {2}</source>
        <translation>分类器已替换：{1} 个类别 → {2} 个</translation>
    </message>
    <message>
        <source>the data set {1} is not the one this run was started with: its SHA-256 is {2}, recorded is {3}</source>
        <translation>数据集 {1} 不是此运行开始时所用的：它的 SHA-256 是 {2}，记录的是 {3}</translation>
    </message>
    <message>
        <source>the goal cannot be reached: with at most {1} % of each group's channels removed, {2} % of the cost is left; raise search.max_ratio, or the goal (of a front its search.front.least)</source>
        <translation>目标无法达到：每组通道至多移除 {1} % 时，代价仍剩 {2} %；请提高 search.max_ratio，或提高目标（对前沿则是 search.front.least）</translation>
    </message>
    <message>
        <source>the last checkpoint '{1}' is damaged or missing: the run goes on from the one before it, and does again what came after</source>
        <translation>最近的检查点“{1}”已损坏或缺失：运行从它之前的一个继续，其后的工作将重做</translation>
    </message>
    <message>
        <source>the recipe is larger than {1} bytes</source>
        <translation>配方大于 {1} 字节</translation>
    </message>
    <message>
        <source>the run was written by a newer version of this program (format {1}, known here is {2}): update Bubblenet to open it</source>
        <translation>该运行由本程序的更新版本写入（格式 {1}，此处支持 {2}）：请更新 Bubblenet 后再打开</translation>
    </message>
    <message>
        <source>the smaller network does not compute what the masked one does: logits differ by {1} of a range of {2}</source>
        <translation>变小的网络与屏蔽后的网络计算结果不同：logits 相差 {1}，其范围为 {2}</translation>
    </message>
    <message>
        <source>the text {1}</source>
        <translation>文本 {1}</translation>
    </message>
    <message>
        <source>the weights are imported: if they were trained on all training images, they have seen the validation images, and accuracy on those flatters</source>
        <translation>权重是导入的：若它们用全部训练图像训练过，就见过验证图像，在其上的准确率会偏高</translation>
    </message>
    <message>
        <source>there is no data set '{1}'; known are {2}</source>
        <translation>没有数据集“{1}”；已知的有 {2}</translation>
    </message>
    <message>
        <source>there is no folder '{1}' to look for data sets in</source>
        <translation>没有可在其中寻找数据集的文件夹“{1}”</translation>
    </message>
    <message>
        <source>there is not enough memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>this cannot be read as a recipe ({1})</source>
        <translation>无法作为配方读取（{1}）</translation>
    </message>
    <message>
        <source>this fits nothing above it: items of one list begin with '- ' in the same column</source>
        <translation>此处与上文不符：同一列表的各项以“- ”开头，且在同一列</translation>
    </message>
    <message>
        <source>this fits nothing above it: keys of one section begin in the same column, each is followed by ': ', and a quote within quotes is written twice</source>
        <translation>此处与上文不符：同一节的键从同一列开始，每个键后跟“: ”，引号内的引号要写两次</translation>
    </message>
    <message>
        <source>this would prune a network of random weights: name trained ones (network.weights, --weights FILE), or train it first (train.epochs), or say network.weights: random if you want just that</source>
        <translation>这将剪枝一个随机权重的网络：请指定训练好的权重（network.weights，--weights FILE），或先训练它（train.epochs）；若确实想这样，请写 network.weights: random</translation>
    </message>
    <message>
        <source>too many</source>
        <translation>过多</translation>
    </message>
    <message>
        <source>train.distill: the teacher is the unpruned network, which `train` trains itself; set it in fine_tune</source>
        <translation>train.distill：教师是未剪枝的网络，而 `train` 训练的正是它；请在 fine_tune 中设置</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 或 false</translation>
    </message>
    <message>
        <source>two tensors are named {1}</source>
        <translation>有两个张量名为 {1}</translation>
    </message>
    <message>
        <source>unknown data set '{1}'</source>
        <translation>未知的数据集“{1}”</translation>
    </message>
    <message>
        <source>unknown key {1}</source>
        <translation>未知的键 {1}</translation>
    </message>
    <message>
        <source>unknown key {1} in {2}</source>
        <translation>{2} 中有未知的键 {1}</translation>
    </message>
    <message>
        <source>whale_cosine_best judges its whales by the validation loss: set data.validation above 0.</source>
        <translation>whale_cosine_best 用验证损失评判鲸：请将 data.validation 设为大于 0。</translation>
    </message>
    <message>
        <source>what was refused</source>
        <translation>被拒绝的内容</translation>
    </message>
    <message>
        <source>{1} '{2}': {3}</source>
        <translation>{1}“{2}”：{3}</translation>
    </message>
    <message>
        <source>{1} and {2}</source>
        <translation>{1}且{2}</translation>
    </message>
    <message>
        <source>{1} cannot be {2}; there are: {3}</source>
        <translation>{1} 不能是 {2}；可用的有：{3}</translation>
    </message>
    <message>
        <source>{1} ends early: the line that starts at byte {2} has no end (the file is cut off or damaged)</source>
        <translation>{1}过早结束：从第 {2} 字节开始的一行没有结尾（文件被截断或已损坏）</translation>
    </message>
    <message>
        <source>{1} ends early: {2} bytes are wanted at byte {3} and {4} are left (the file is cut off or damaged)</source>
        <translation>{1}过早结束：在第 {3} 字节处需要 {2} 字节，而只剩 {4} 字节（文件被截断或已损坏）</translation>
    </message>
    <message>
        <source>{1} holds keys of its own; name one of them</source>
        <translation>{1} 有下级的键；请指定其中之一</translation>
    </message>
    <message>
        <source>{1} holds keys with values ({2}: …), not {3}</source>
        <translation>{1} 由键和值组成（{2}: …），而不是 {3}</translation>
    </message>
    <message>
        <source>{1} is empty; give it a value or leave the key out</source>
        <translation>{1} 是空的；请给出值，或去掉这个键</translation>
    </message>
    <message>
        <source>{1} is here for the second time; the first is in line {2}</source>
        <translation>{1} 在此第二次出现；第一次在第 {2} 行</translation>
    </message>
    <message>
        <source>{1} is longer than {2} bytes</source>
        <translation>{1} 长于 {2} 字节</translation>
    </message>
    <message>
        <source>{1} is step, but {2} names no epoch; e.g. step_epochs: [2, 4]</source>
        <translation>{1} 是 step，但 {2} 没有指定轮次；例如 step_epochs: [2, 4]</translation>
    </message>
    <message>
        <source>{1} is {2}, above {3} ({4}), whose floor it is</source>
        <translation>{1} 是 {2}，高于 {3}（{4}），而它应是后者的下限</translation>
    </message>
    <message>
        <source>{1} is {2}, beyond what the program can hold</source>
        <translation>{1} 是 {2}，超出程序能表示的范围</translation>
    </message>
    <message>
        <source>{1} is {2}, beyond what the program can hold; it must be {3}</source>
        <translation>{1} 是 {2}，超出程序能表示的范围；必须是 {3}</translation>
    </message>
    <message>
        <source>{1} is {2}, but a batch has only data.batch_size = {3} images to share</source>
        <translation>{1} 是 {2}，但一批只有 data.batch_size = {3} 张图像可分</translation>
    </message>
    <message>
        <source>{1} is {2}, which is not plain UTF-8 text; rename it</source>
        <translation>{1} 是 {2}，不是普通的 UTF-8 文本；请改名</translation>
    </message>
    <message>
        <source>{1} is {2}; it must be a finite number</source>
        <translation>{1} 是 {2}；必须是有限的数</translation>
    </message>
    <message>
        <source>{1} is {2}; it must be a finite number, {3}</source>
        <translation>{1} 是 {2}；必须是有限的数，{3}</translation>
    </message>
    <message>
        <source>{1} is {2}; it must be {3}</source>
        <translation>{1} 是 {2}；必须是 {3}</translation>
    </message>
    <message>
        <source>{1} more problems</source>
        <translation>另有 {1} 个问题</translation>
    </message>
    <message>
        <source>{1} must be in ascending order</source>
        <translation>{1} 必须按升序排列</translation>
    </message>
    <message>
        <source>{1} needs prune: channels, because zeros make no network smaller or faster; with prune: weights the goal is sparsity</source>
        <translation>{1} 需要 prune: channels，因为置零不会使网络更小或更快；prune: weights 时目标是 sparsity</translation>
    </message>
    <message>
        <source>{1} on {2}, device {3}, {4}, {5} threads</source>
        <translation>{1}，数据集 {2}，设备 {3}，{4}，{5} 个线程</translation>
    </message>
    <message>
        <source>{1} or '{2}'</source>
        <translation>{1}，或“{2}”</translation>
    </message>
    <message>
        <source>{1} should be at byte {2} of {3} (the file is cut off or damaged)</source>
        <translation>{1}应位于第 {2} 字节，文件共 {3} 字节（文件被截断或已损坏）</translation>
    </message>
    <message>
        <source>{1} takes names, not {2}</source>
        <translation>{1} 应为名称，而不是 {2}</translation>
    </message>
    <message>
        <source>{1} takes {2}, not {3}</source>
        <translation>{1} 应为{2}，而不是 {3}</translation>
    </message>
    <message>
        <source>{1} takes {2}, not {3}; write it without quotes</source>
        <translation>{1} 应为{2}，而不是 {3}；请不要加引号</translation>
    </message>
    <message>
        <source>{1} watches the validation loss, but data.validation is 0; set it to 0</source>
        <translation>{1} 依据验证损失，但 data.validation 为 0；请将它设为 0</translation>
    </message>
    <message>
        <source>{1} {2} (before byte {3})</source>
        <translation>{1}{2}（第 {3} 字节之前）</translation>
    </message>
    <message>
        <source>{1} … {2}</source>
        <translation>{1} … {2}</translation>
    </message>
    <message>
        <source>{1}: item {2} repeats an earlier one</source>
        <translation>{1}：第 {2} 项与前面的重复</translation>
    </message>
    <message>
        <source>{1}: whale_cosine_best judges its whales on validation images, but data.validation is 0</source>
        <translation>{1}：whale_cosine_best 用验证图像评判鲸，但 data.validation 为 0</translation>
    </message>
    <message>
        <source>{1}; did you mean '{2}'?</source>
        <translation>{1}；您是指“{2}”吗？</translation>
    </message>
    <message>
        <source>{1}; take fewer</source>
        <translation>{1}；请取少一些</translation>
    </message>
    <message>
        <source>'{1}' is one network: it has no other to compare with</source>
        <translation>“{1}”只是一个网络：没有另一个可供比较</translation>
    </message>
    <message>
        <source>the network has no layer '{1}': it has {2} … {3}</source>
        <translation>网络没有层“{1}”：它有 {2} … {3}</translation>
    </message>
    <message>
        <source>'{1}' is no run, and so has no whales</source>
        <translation>“{1}”不是运行，因此没有鲸</translation>
    </message>
    <message>
        <source>the layer '{1}' went with its block '{2}'</source>
        <translation>层“{1}”已随其块“{2}”一起移除</translation>
    </message>
    <message>
        <source>the layer '{1}' has output channels 0 to {2}, not {3}</source>
        <translation>层“{1}”的输出通道为 0 到 {2}，没有 {3}</translation>
    </message>
    <message>
        <source>a histogram has 1 to {1} bins, not {2}</source>
        <translation>直方图有 1 到 {1} 个区间，不能是 {2} 个</translation>
    </message>
    <message>
        <source>the score taylor is measured on a run's training images</source>
        <translation>评分 taylor 是在运行的训练图像上测得的</translation>
    </message>
    <message>
        <source>'{1}' is the classifier: its outputs are the classes, and none is scored</source>
        <translation>“{1}”是分类器：它的输出是各类别，不作评分</translation>
    </message>
    <message>
        <source>the recipe sets no images aside for validation (data.validation is 0): judge the test images</source>
        <translation>配方没有留出验证图像（data.validation 为 0）：请评判测试图像</translation>
    </message>
    <message>
        <source>which images '{1}' was made for is not known: name a data set</source>
        <translation>不知道“{1}”是为哪些图像训练的：请指定数据集</translation>
    </message>
    <message>
        <source>the network has {1} classes, and {2} has {3}: name the data set it was trained for</source>
        <translation>网络有 {1} 个类别，而 {2} 有 {3} 个：请指定训练它的数据集</translation>
    </message>
    <message>
        <source>there is no image {1}: {2} has {3} of them</source>
        <translation>没有图像 {1}：{2} 共有 {3} 张</translation>
    </message>
    <message>
        <source>while measuring latency: {1}</source>
        <translation>测量延迟时：{1}</translation>
    </message>
    <message>
        <source>the run '{1}' holds no trained network (checkpoint 'trained'): it has not got that far, or the file was taken away</source>
        <translation>运行“{1}”没有训练好的网络（检查点 'trained'）：它还没有进行到那一步，或文件已被拿走</translation>
    </message>
    <message>
        <source>the run's unpruned weights are not here: no such file: '{1}'</source>
        <translation>此运行剪枝前的权重不在这里：没有文件“{1}”</translation>
    </message>
    <message>
        <source>the run '{1}' has left no pruned network yet</source>
        <translation>运行“{1}”还没有留下剪枝后的网络</translation>
    </message>
    <message>
        <source>the run has no whale {1}:{2} (iteration:whale) on record</source>
        <translation>运行的记录里没有鲸 {1}:{2}（迭代:鲸）</translation>
    </message>
    <message>
        <source>'{1}' is there already: remove it, or name another file</source>
        <translation>“{1}”已经存在：请移走它，或换一个文件名</translation>
    </message>
    <message>
        <source>the checkpoint 'pruned' does not say which channels it kept ({1})</source>
        <translation>检查点 'pruned' 没有说明保留了哪些通道（{1}）</translation>
    </message>
</context>
</TS>
