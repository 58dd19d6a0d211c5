<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CompareTexts</name>
    <message>
        <source>en</source>
        <comment>the code of this language, as of reports: en or zh_CN</comment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>DurationText</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
</context>
<context>
    <name>EventText</name>
    <message>
        <source>phase %1 of %2: %3</source>
        <translation>阶段 %1/%2：%3</translation>
    </message>
    <message>
        <source>%1, epoch %2 of %3: loss %4, training accuracy %5</source>
        <translation>%1，训练轮 %2/%3：损失 %4，训练准确率 %5</translation>
    </message>
    <message>
        <source>, validation accuracy %1</source>
        <translation>，验证准确率 %1</translation>
    </message>
    <message>
        <source> (%1, %2 images/s)</source>
        <translation>（%1，每秒 %2 幅图像）</translation>
    </message>
    <message>
        <source>iteration %1 of %2: best %3</source>
        <translation>迭代 %1/%2：最佳 %3</translation>
    </message>
    <message>
        <source>, uniform %1</source>
        <translation>，均匀 %1</translation>
    </message>
    <message>
        <source>, candidates judged: %1</source>
        <translation>，已评判候选：%1</translation>
    </message>
    <message>
        <source>round %1: %2 of the cost left, accuracy %3 after the cut, %4 after training</source>
        <translation>第 %1 轮：剩余代价 %2，切除后准确率 %3，训练后 %4</translation>
    </message>
    <message>
        <source>finalist %1 (%2): %3 MACs, %4 on unseen validation images</source>
        <translation>入围 %1（%2）：%3 次乘加，未见过的验证图像上 %4</translation>
    </message>
    <message>
        <source>, %1 after brief fine-tuning</source>
        <translation>，短暂微调后 %1</translation>
    </message>
    <message>
        <source>; chosen</source>
        <translation>；选中</translation>
    </message>
    <message>
        <source>%1: %2 of %3 test images</source>
        <translation>%1：%3 幅测试图像中 %2 正确</translation>
    </message>
    <message>
        <source>%1: %2 of %3 validation images</source>
        <translation>%1：%3 幅验证图像中 %2 正确</translation>
    </message>
    <message>
        <source>%1: %2 MACs, %3 parameters, %4 an image</source>
        <translation>%1：%2 次乘加，%3 个参数，每幅图像 %4</translation>
    </message>
    <message>
        <source>written: %1 (%2, verified by reading it back: %3)</source>
        <translation>已写入：%1（%2，读回验证通过：%3）</translation>
    </message>
    <message>
        <source>written: %1 (%2, verified by reading it back)</source>
        <translation>已写入：%1（%2，读回验证通过）</translation>
    </message>
    <message>
        <source>written: %1 (%2, NOT verified)</source>
        <translation>已写入：%1（%2，未通过验证）</translation>
    </message>
    <message>
        <source>checkpoint written: %1</source>
        <translation>检查点已写入：%1</translation>
    </message>
    <message>
        <source>finished after %1</source>
        <translation>完成，用时 %1</translation>
    </message>
    <message>
        <source>finished after %1; the goal was not met</source>
        <translation>完成，用时 %1；未达到目标</translation>
    </message>
    <message>
        <source>stopped after %1; it can be resumed</source>
        <translation>已停止，用时 %1；可以恢复</translation>
    </message>
    <message>
        <source>failed after %1: %2</source>
        <translation>失败，用时 %1：%2</translation>
    </message>
    <message>
        <source>prepare</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>fine-tune</source>
        <translation>微调</translation>
    </message>
    <message>
        <source>evaluate</source>
        <translation>评估</translation>
    </message>
    <message>
        <source>export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>no run</source>
        <translation>无运行</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>正在打开</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>completed</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>goal not met</source>
        <translation>未达目标</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>start</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>encircle</source>
        <translation>包围</translation>
    </message>
    <message>
        <source>spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>unpruned network</source>
        <translation>未剪枝网络</translation>
    </message>
    <message>
        <source>pruned network</source>
        <translation>剪枝网络</translation>
    </message>
    <message>
        <source>finalist %1</source>
        <translation>入围 %1</translation>
    </message>
    <message>
        <source>round %1</source>
        <translation>第 %1 轮</translation>
    </message>
    <message>
        <source>pod</source>
        <translation>鲸群</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>sensitivity</source>
        <translation>敏感度</translation>
    </message>
    <message>
        <source>depth</source>
        <translation>深度</translation>
    </message>
    <message>
        <source>inner</source>
        <translation>内层</translation>
    </message>
    <message>
        <source>global</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>lamp</source>
        <translation>LAMP</translation>
    </message>
    <message>
        <source>judging candidates</source>
        <translation>正在评判候选</translation>
    </message>
    <message>
        <source>measuring what each layer is worth</source>
        <translation>正在测量每一层的价值</translation>
    </message>
    <message>
        <source>training the %1</source>
        <translation>正在训练%1</translation>
    </message>
    <message>
        <source>evaluating the %1</source>
        <translation>正在评估%1</translation>
    </message>
    <message>
        <source>trained: %1 of the test images are classified correctly</source>
        <translation>训练完成：测试图像中 %1 分类正确</translation>
    </message>
    <message>
        <source>Goal met: %1 of the %2 left (goal %3), test accuracy %4 → %5 (%6 points)</source>
        <translation>达到目标：%2剩余 %1（目标 %3），测试准确率 %4 → %5（%6 个百分点）</translation>
    </message>
    <message>
        <source>Goal not met: %1 of the %2 left (goal %3), test accuracy %4 → %5 (%6 points)</source>
        <translation>未达目标：%2剩余 %1（目标 %3），测试准确率 %4 → %5（%6 个百分点）</translation>
    </message>
    <message>
        <source>Goal met: %1 of the weights are zero (goal %2), test accuracy %3 → %4 (%5 points)</source>
        <translation>达到目标：%1 的权重为零（目标 %2），测试准确率 %3 → %4（%5 个百分点）</translation>
    </message>
    <message>
        <source>Goal not met: %1 of the weights are zero (goal %2), test accuracy %3 → %4 (%5 points)</source>
        <translation>未达目标：%1 的权重为零（目标 %2），测试准确率 %3 → %4（%5 个百分点）</translation>
    </message>
    <message>
        <source>best networks at their costs: %1</source>
        <translation>各代价下最好的网络：%1</translation>
    </message>
    <message>
        <source>checkpoint written: %1, in epoch %2, step %3 of %4</source>
        <translation>已写入检查点：%1，第 %2 轮，第 %3/%4 步</translation>
    </message>
    <message>
        <source>all %1 candidates judged so far are on record</source>
        <translation>至今评判的 %1 个候选者均已记录</translation>
    </message>
    <message>
        <source>reading the data</source>
        <translation>读取数据</translation>
    </message>
    <message>
        <source>preparing the search</source>
        <translation>准备搜索</translation>
    </message>
    <message>
        <source>measuring the layers&apos; latency</source>
        <translation>测量各层的延迟</translation>
    </message>
    <message>
        <source>measuring latency</source>
        <translation>测量延迟</translation>
    </message>
    <message>
        <source>cutting, %1</source>
        <translation>剪切，%1</translation>
    </message>
    <message>
        <source>judging %1</source>
        <translation>评判%1</translation>
    </message>
    <message>
        <source>writing %1</source>
        <translation>写入 %1</translation>
    </message>
    <message numerus="yes">
        <source>resumed “%1”: %2, %3, %n thread(s)</source>
        <translation>
            <numerusform>已恢复“%1”：%2，%3，%n 个线程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>started “%1”: %2, %3, %n thread(s)</source>
        <translation>
            <numerusform>已开始“%1”：%2，%3，%n 个线程</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>search in %n coordinate(s), goal: at most %1 of the %2</source>
        <translation>
            <numerusform>在 %n 个坐标中搜索，目标：%2至多 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>%1 on %2, batch of %3: %4 → %5, %6 × (%7 … %8) as fast</source>
        <translation>%1，%2，每批 %3：%4 → %5，速度 %6 × (%7 … %8)</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>The manual is not where it should be: %1</source>
        <translation>找不到手册：%1</translation>
    </message>
    <message>
        <source>Manual</source>
        <translation>手册</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>+  −  0</source>
        <translation>+  −  0</translation>
    </message>
    <message>
        <source>Chart: zoom in, zoom out, show everything</source>
        <translation>图表：放大、缩小、显示全部</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>Chart: pan</source>
        <translation>图表：平移</translation>
    </message>
    <message>
        <source>Ctrl+Wheel</source>
        <translation>Ctrl+滚轮</translation>
    </message>
    <message>
        <source>Chart: zoom at the pointer</source>
        <translation>图表：在指针处缩放</translation>
    </message>
    <message>
        <source>Copy the selected rows</source>
        <translation>复制所选行</translation>
    </message>
    <message>
        <source>About Bubblenet</source>
        <translation>关于 Bubblenet</translation>
    </message>
    <message>
        <source>Makes trained convolutional networks smaller and faster.
Free software under the GNU General Public License, version 3.</source>
        <translation>让训练好的卷积网络更小、更快。
按 GNU 通用公共许可证第 3 版发布的自由软件。</translation>
    </message>
    <message>
        <source>List of runs: take a waiting run out</source>
        <translation>运行列表：移除等待中的运行</translation>
    </message>
    <message>
        <source>Ctrl+Up, Ctrl+Down</source>
        <translation>Ctrl+↑、Ctrl+↓</translation>
    </message>
    <message>
        <source>List of runs: move a waiting run</source>
        <translation>运行列表：移动等待中的运行</translation>
    </message>
</context>
<context>
    <name>LayerText</name>
    <message>
        <source>Its channels are its own.</source>
        <translation>它的通道只属于它自己。</translation>
    </message>
    <message>
        <source>Its channels are those of the residual stream %1: %2 layers keep the same ones.</source>
        <translation>它的通道属于残差流 %1：%2 层保留相同的通道。</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>全连接</translation>
    </message>
    <message>
        <source>%1 × %2 convolution</source>
        <translation>%1 × %2 卷积</translation>
    </message>
    <message>
        <source>, stride %1</source>
        <translation>，步幅 %1</translation>
    </message>
    <message>
        <source>gone with its block</source>
        <translation>随整块去掉</translation>
    </message>
    <message>
        <source>%1 classes</source>
        <translation>%1 类</translation>
    </message>
    <message>
        <source>%1 of %2 channels kept</source>
        <translation>保留 %2 个通道中的 %1 个</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>%1 个通道</translation>
    </message>
    <message>
        <source>Inputs: %1</source>
        <translation>输入：%1</translation>
    </message>
    <message>
        <source>MACs: %1</source>
        <translation>乘加次数：%1</translation>
    </message>
    <message>
        <source>Parameters: %1</source>
        <translation>参数：%1</translation>
    </message>
    <message>
        <source>Weights that are zero: %1</source>
        <translation>为零的权重：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::AnnotationDialog</name>
    <message>
        <source>Name, tags and note</source>
        <translation>名称、标签和备注</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>Tags for the chosen runs: %1</source>
        <translation>为所选运行添加标签：%1</translation>
    </message>
    <message>
        <source>Words between commas</source>
        <translation>用逗号分隔的词</translation>
    </message>
    <message>
        <source>&amp;Tags</source>
        <translation>标签(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Tags to add</source>
        <translation>要添加的标签(&amp;T)</translation>
    </message>
    <message>
        <source>N&amp;ote</source>
        <translation>备注(&amp;O)</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::BestChart</name>
    <message>
        <source>Accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>uniform</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>unpruned</source>
        <translation>未剪枝</translation>
    </message>
    <message>
        <source>after the cut</source>
        <translation>切除后</translation>
    </message>
    <message>
        <source>after training</source>
        <translation>训练后</translation>
    </message>
    <message>
        <source>The best candidate so far, against the same cut for every layer</source>
        <translation>目前最好的候选，与各层同样比例裁剪相对照</translation>
    </message>
    <message>
        <source>round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>best</source>
        <translation>最佳</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::CandidateDialog</name>
    <message>
        <source>Whale %1, iteration %2</source>
        <translation>鲸 %1，迭代 %2</translation>
    </message>
    <message>
        <source>%1 on the judged images, loss %2 · %3 MACs (%4 of the whole network&apos;s cost) · %5 parameters · judged in %6</source>
        <translation>评判图像准确率 %1，损失 %2 · %3 次乘加（为整个网络代价的 %4）· 参数 %5 · 评判用时 %6</translation>
    </message>
    <message>
        <source>Origin: %1</source>
        <translation>来源：%1</translation>
    </message>
    <message>
        <source>blocks that go: %1</source>
        <translation>去除的模块：%1</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>原有</translation>
    </message>
    <message>
        <source>Share (%)</source>
        <translation>比例 (%)</translation>
    </message>
    <message>
        <source>Channels kept, layer by layer</source>
        <translation>各层保留的通道</translation>
    </message>
    <message>
        <source>Inspect this whale</source>
        <translation>检查这头鲸</translation>
    </message>
    <message>
        <source>Cut the network as this whale did, and look at its layers and images</source>
        <translation>像这头鲸一样切割网络，并查看它的各层和图像</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ChartPanel</name>
    <message>
        <source>No data yet</source>
        <translation>尚无数据</translation>
    </message>
    <message>
        <source>Save this chart as PNG, SVG or CSV</source>
        <translation>将此图保存为 PNG、SVG 或 CSV</translation>
    </message>
    <message>
        <source>Show everything again (double click, or 0)</source>
        <translation>重新显示全部（双击，或按 0）</translation>
    </message>
    <message>
        <source>Plus and minus zoom, the arrow keys pan, 0 shows everything</source>
        <translation>加号和减号缩放，方向键平移，0 显示全部</translation>
    </message>
    <message>
        <source>Show or hide: %1</source>
        <translation>显示或隐藏：%1</translation>
    </message>
    <message>
        <source>series</source>
        <translation>序列</translation>
    </message>
    <message>
        <source>value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Cannot write “%1”: %2</source>
        <translation>无法写入“%1”：%2</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 图形 (*.svg)</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>保存图表</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ClassesTab</name>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Before
(%)</source>
        <translation>剪枝前
(%)</translation>
    </message>
    <message>
        <source>After
(%)</source>
        <translation>剪枝后
(%)</translation>
    </message>
    <message>
        <source>Change
(points)</source>
        <translation>变化
(百分点)</translation>
    </message>
    <message>
        <source>95 % intervals</source>
        <translation>95 % 置信区间</translation>
    </message>
    <message>
        <source>Interval
before (%)</source>
        <translation>剪枝前
区间 (%)</translation>
    </message>
    <message>
        <source>Interval
after (%)</source>
        <translation>剪枝后
区间 (%)</translation>
    </message>
    <message>
        <source>test images: %1</source>
        <translation>测试图像：%1</translation>
    </message>
    <message>
        <source>validation images: %1</source>
        <translation>验证图像：%1</translation>
    </message>
    <message>
        <source>before %1 (%2)</source>
        <translation>剪枝前 %1（%2）</translation>
    </message>
    <message>
        <source>after %1 (%2)</source>
        <translation>剪枝后 %1（%2）</translation>
    </message>
    <message>
        <source>broken %1, mended %2</source>
        <translation>剪坏 %1，修好 %2</translation>
    </message>
    <message>
        <source>the test split was read %1 times</source>
        <translation>测试集已被读取 %1 次</translation>
    </message>
    <message>
        <source>How well each class is recognised, before and after, with the intervals in which the true values lie, is shown here once images were judged.</source>
        <translation>评判图像之后，这里显示剪枝前后每类的准确率和真实值所在的区间。</translation>
    </message>
    <message>
        <source>Accuracy of each class</source>
        <translation>每类的准确率</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ClassifyTab</name>
    <message>
        <source>Drop images or a folder here. Both networks classify them, and their five best answers stand beside each other.</source>
        <translation>把图像或文件夹拖到这里。两个网络都会对它们分类，各自最好的五个答案并排显示。</translation>
    </message>
    <message>
        <source>Add images…</source>
        <translation>添加图像…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Save as CSV…</source>
        <translation>存为 CSV…</translation>
    </message>
    <message>
        <source>Classified images</source>
        <translation>已分类的图像</translation>
    </message>
    <message>
        <source>The chosen image</source>
        <translation>所选的图像</translation>
    </message>
    <message>
        <source>Answers for the chosen image</source>
        <translation>对所选图像的回答</translation>
    </message>
    <message>
        <source>they differ</source>
        <translation>两者不同</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>剪枝前</translation>
    </message>
    <message>
        <source>(%)</source>
        <translation>(%)</translation>
    </message>
    <message>
        <source>After</source>
        <translation>剪枝后</translation>
    </message>
    <message>
        <source>Remark</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Classifying …</source>
        <translation>正在分类…</translation>
    </message>
    <message>
        <source>There is no JPEG or PNG file in it.</source>
        <translation>其中没有 JPEG 或 PNG 文件。</translation>
    </message>
    <message>
        <source>before</source>
        <translation>剪枝前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>剪枝后</translation>
    </message>
    <message>
        <source>Images to classify</source>
        <translation>要分类的图像</translation>
    </message>
    <message>
        <source>Images (*.jpg *.jpeg *.png);;All files (*)</source>
        <translation>图像 (*.jpg *.jpeg *.png);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A folder of images to classify</source>
        <translation>要分类的图像文件夹</translation>
    </message>
    <message>
        <source>Save what was classified</source>
        <translation>保存分类结果</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>“%1” cannot be written: %2</source>
        <translation>无法写入“%1”：%2</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::CoefficientChart</name>
    <message>
        <source>a and |A|</source>
        <translation>a 与 |A|</translation>
    </message>
    <message>
        <source>a</source>
        <translation>a</translation>
    </message>
    <message>
        <source>mean |A|</source>
        <translation>平均 |A|</translation>
    </message>
    <message>
        <source>How far the whales go: they explore while |A| is 1 or more</source>
        <translation>鲸的移动幅度：|A| 不小于 1 时进行探索</translation>
    </message>
    <message>
        <source>iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>|A| = 1</source>
        <translation>|A| = 1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Runs are compared here once there are some.</source>
        <translation>有了运行之后，可以在这里比较它们。</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Cost and accuracy</source>
        <translation>代价与准确率</translation>
    </message>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行坐标</translation>
    </message>
    <message>
        <source>Differences of recipes</source>
        <translation>配方差异</translation>
    </message>
    <message>
        <source>Race</source>
        <translation>竞赛</translation>
    </message>
    <message>
        <source>Charts of the runs</source>
        <translation>运行的图表</translation>
    </message>
    <message>
        <source>What the recipes of the chosen runs differ in</source>
        <translation>所选运行的配方差异</translation>
    </message>
    <message>
        <source>Reading runs: %1 of %2</source>
        <translation>正在读取运行：%1/%2</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Select two runs or more: the keys in which their recipes differ are listed here</source>
        <translation>选择两个或更多运行：此处列出其配方不同的键</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>没有差异</translation>
    </message>
    <message>
        <source>A run that is going on cannot be deleted; stop it first.</source>
        <translation>正在进行的运行不能删除；请先停止它。</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>删除运行</translation>
    </message>
    <message>
        <source>Move to the bin</source>
        <translation>移到回收站</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF (*.pdf)</translation>
    </message>
    <message>
        <source>HTML (*.html)</source>
        <translation>HTML (*.html)</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>保存报告</translation>
    </message>
    <message>
        <source>Writing the report …</source>
        <translation>正在写入报告 …</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Move the run&apos;s folder to the desktop&apos;s bin?</source>
        <translation>将该运行的文件夹移到桌面的回收站吗？</translation>
    </message>
    <message>
        <source>Move the folders of %1 runs to the desktop&apos;s bin?</source>
        <translation>将 %1 个运行的文件夹移到桌面的回收站吗？</translation>
    </message>
    <message>
        <source>A process is working on “%1”: stop that run before it is deleted.</source>
        <translation>有进程正在使用“%1”：请先停止该运行再删除。</translation>
    </message>
    <message>
        <source>“%1” cannot be moved to the bin of this desktop; it is where it was.</source>
        <translation>无法把“%1”移到桌面的回收站；它还在原处。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ConfusionTab</name>
    <message>
        <source>Which classes are taken for which, before and after, and what pruning changed in it, is shown here once images were judged.</source>
        <translation>评判图像之后，这里显示剪枝前后哪些类被当成哪些类，以及剪枝带来的变化。</translation>
    </message>
    <message>
        <source>before</source>
        <translation>剪枝前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>剪枝后</translation>
    </message>
    <message>
        <source>difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Which confusion matrix</source>
        <translation>显示哪个混淆矩阵</translation>
    </message>
    <message>
        <source>Confusion matrix</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Enter or a click shows the images of a cell</source>
        <translation>按回车或点击显示该格的图像</translation>
    </message>
    <message>
        <source>Confusions</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>Taken for</source>
        <translation>被当成</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>剪枝前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>剪枝后</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>before: %1</source>
        <translation>剪枝前：%1</translation>
    </message>
    <message>
        <source>after: %1</source>
        <translation>剪枝后：%1</translation>
    </message>
    <message>
        <source>“%1” taken for what it is</source>
        <translation>“%1”被正确识别</translation>
    </message>
    <message>
        <source>“%1” taken for “%2”</source>
        <translation>“%1”被当成“%2”</translation>
    </message>
    <message>
        <source>The pointer or the arrow keys read a cell.</source>
        <translation>用鼠标或方向键读取一格。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ConfusionView</name>
    <message>
        <source>predicted →</source>
        <translation>预测 →</translation>
    </message>
    <message>
        <source>← true</source>
        <translation>← 真实</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::CostAccuracyChart</name>
    <message>
        <source>Test accuracy, %, against</source>
        <translation>测试准确率，%，相对于</translation>
    </message>
    <message>
        <source>Runs appear here once they have measured what their network costs and classifies</source>
        <translation>运行测得其网络的代价和准确率后会出现在这里</translation>
    </message>
    <message>
        <source>other runs</source>
        <translation>其他运行</translation>
    </message>
    <message>
        <source>no other is cheaper and better</source>
        <translation>没有更省且更好者</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>Data set of the runs that are drawn</source>
        <translation>所画运行的数据集</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::CostChart</name>
    <message>
        <source>Sparsity, %</source>
        <translation>稀疏度，%</translation>
    </message>
    <message>
        <source>Cost left, %</source>
        <translation>剩余代价，%</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>cost</source>
        <translation>代价</translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>What the best candidate costs, as a share of the whole network</source>
        <translation>最佳候选的代价，占整个网络的比例</translation>
    </message>
    <message>
        <source>round</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>训练轮</translation>
    </message>
    <message>
        <source>iteration</source>
        <translation>迭代</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::CurveCharts</name>
    <message>
        <source>Best candidate so far, accuracy on the judged images, %</source>
        <translation>迄今最佳候选在评判图像上的准确率，%</translation>
    </message>
    <message>
        <source>candidates</source>
        <translation>候选</translation>
    </message>
    <message>
        <source>Select runs that searched: their curves lie over each other here</source>
        <translation>选择进行过搜索的运行：其曲线会在此叠加显示</translation>
    </message>
    <message>
        <source>Validation accuracy, %</source>
        <translation>验证准确率，%</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>训练轮</translation>
    </message>
    <message>
        <source>Select runs that trained: their curves lie over each other here</source>
        <translation>选择进行过训练的运行：其曲线会在此叠加显示</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::DatasetList</name>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Looking for data sets …</source>
        <translation>正在查找数据集 …</translation>
    </message>
    <message>
        <source>Downloading %1</source>
        <translation>正在下载 %1</translation>
    </message>
    <message>
        <source>Importing %1</source>
        <translation>正在导入 %1</translation>
    </message>
    <message>
        <source>From a folder …</source>
        <translation>从文件夹 …</translation>
    </message>
    <message>
        <source>From an archive …</source>
        <translation>从压缩包 …</translation>
    </message>
    <message>
        <source>Folder of %1</source>
        <translation>%1 的文件夹</translation>
    </message>
    <message>
        <source>Archive of %1</source>
        <translation>%1 的压缩包</translation>
    </message>
    <message>
        <source>Archives (*.tar *.gz *.tgz *.xz *.zip);;All files (*)</source>
        <translation>压缩包 (*.tar *.gz *.tgz *.xz *.zip);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::DatasetRow</name>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download %1</source>
        <translation>下载 %1</translation>
    </message>
    <message>
        <source>Import …</source>
        <translation>导入 …</translation>
    </message>
    <message>
        <source>Import %1</source>
        <translation>导入 %1</translation>
    </message>
    <message>
        <source>here, %1</source>
        <translation>已就绪，%1</translation>
    </message>
    <message>
        <source>missing, %1 to download</source>
        <translation>缺失，需下载 %1</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>Licence: %1</source>
        <translation>许可：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ExportPage</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Compared on</source>
        <translation>比较所用图像</translation>
    </message>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Files to write</source>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>Exported files</source>
        <translation>已导出的文件</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>See its layers, and what pruning did</source>
        <translation>查看各层以及剪枝的效果</translation>
    </message>
    <message>
        <source>Inspect this network</source>
        <translation>检查此网络</translation>
    </message>
    <message>
        <source>Export the files</source>
        <translation>导出文件</translation>
    </message>
    <message>
        <source>A run is going on: this takes longer now, and latencies are measured too long.</source>
        <translation>有运行正在进行：现在需要更长时间，测得的延迟会偏大。</translation>
    </message>
    <message>
        <source>What is exported appears here: each file is read back and compared with the network before it gets its name.</source>
        <translation>导出的文件显示在这里：每个文件在得到名称之前都会被读回并与网络比较。</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Copy SHA-256</source>
        <translation>复制 SHA-256</translation>
    </message>
    <message>
        <source>The network is being looked at.</source>
        <translation>正在查看网络。</translation>
    </message>
    <message>
        <source>Choose a network first.</source>
        <translation>请先选择网络。</translation>
    </message>
    <message>
        <source>The network cannot be read.</source>
        <translation>无法读取网络。</translation>
    </message>
    <message>
        <source>Check at least one format.</source>
        <translation>请至少勾选一种格式。</translation>
    </message>
    <message>
        <source>The images for the comparison are missing.</source>
        <translation>缺少用于比较的图像。</translation>
    </message>
    <message>
        <source>See above what is in the way.</source>
        <translation>障碍见上方。</translation>
    </message>
    <message>
        <source>Exporting …</source>
        <translation>正在导出 …</translation>
    </message>
    <message>
        <source>%1 of %2 files written and verified</source>
        <translation>%2 个文件中已写入并验证 %1 个</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ExportTableModel</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>comparing, %1 %</source>
        <translation>比较中，%1 %</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>写入中</translation>
    </message>
    <message>
        <source>✓ verified</source>
        <translation>✓ 已验证</translation>
    </message>
    <message>
        <source>✗ not kept</source>
        <translation>✗ 未保留</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精度</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Read back, and compared with the network in memory</source>
        <translation>读回并与内存中的网络比较</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Images that the file and the network put into the same class</source>
        <translation>文件与网络归入同一类别的图像</translation>
    </message>
    <message>
        <source>Same class</source>
        <translation>相同类别</translation>
    </message>
    <message>
        <source>The largest difference of any logit of the file from the network&apos;s</source>
        <translation>文件与网络的 logit 的最大差别</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差别</translation>
    </message>
    <message>
        <source>Of the network in memory, on the images compared</source>
        <translation>内存中的网络在所比较图像上的准确率</translation>
    </message>
    <message>
        <source>Memory (%)</source>
        <translation>内存 (%)</translation>
    </message>
    <message>
        <source>Of the file as read back, on the same images</source>
        <translation>读回的文件在相同图像上的准确率</translation>
    </message>
    <message>
        <source>File (%)</source>
        <translation>文件 (%)</translation>
    </message>
    <message>
        <source>One image through the file as read back, on this processor: the median</source>
        <translation>在本处理器上，一张图像通过读回的文件所需时间的中位数</translation>
    </message>
    <message>
        <source>Latency (ms)</source>
        <translation>延迟 (ms)</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>验证者</translation>
    </message>
    <message>
        <source>%1: the same class for %2 of %3, logits within %4 of a range of %5, %6 an image</source>
        <translation>%1：%2 / %3 类别相同，logit 相差 %4 以内（范围 %5），每张图像 %6</translation>
    </message>
    <message>
        <source>Who read the file back; Bubblenet means code that its writer does not share</source>
        <translation>由谁读回文件；Bubblenet 指与写入程序不共享的代码</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ExportTarget</name>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Folder for the files</source>
        <translation>文件所在的文件夹</translation>
    </message>
    <message>
        <source>Choose a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Choose a folder for the files</source>
        <translation>选择存放文件的文件夹</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Files that will be written</source>
        <translation>将要写入的文件</translation>
    </message>
    <message>
        <source>Name of the files, without a suffix</source>
        <translation>文件的名称（不含后缀）</translation>
    </message>
    <message>
        <source>The files need a folder.</source>
        <translation>文件需要一个文件夹。</translation>
    </message>
    <message>
        <source>“%1” is no folder.</source>
        <translation>“%1”不是文件夹。</translation>
    </message>
    <message>
        <source>Nothing may be written into “%1”: choose another folder.</source>
        <translation>无权写入“%1”：请选择其他文件夹。</translation>
    </message>
    <message>
        <source>%1 (exists)</source>
        <translation>%1（已存在）</translation>
    </message>
    <message>
        <source>The files need a name.</source>
        <translation>文件需要一个名称。</translation>
    </message>
    <message>
        <source>“%1” cannot be a file&apos;s name: it has a “/”.</source>
        <translation>“%1”不能作为文件名：其中有“/”。</translation>
    </message>
    <message>
        <source>Take the name “%1”</source>
        <translation>使用名称“%1”</translation>
    </message>
    <message>
        <source>Files that exist are never replaced.</source>
        <translation>已存在的文件绝不会被替换。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::FollowedRun</name>
    <message>
        <source>The run cannot be read, and there is no reason given.</source>
        <translation>无法读取该运行，原因不明。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ForecastBar</name>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>Some seconds of training and judging with random images, for the time that a run takes on this machine</source>
        <translation>用随机图像训练和评判几秒钟，以估计在本机上运行所需的时间</translation>
    </message>
    <message>
        <source>Measure this machine for the forecast</source>
        <translation>测量本机以作预估</translation>
    </message>
    <message>
        <source>Time: not measured yet</source>
        <translation>时间：尚未测量</translation>
    </message>
    <message>
        <source>Time: %1 to %2</source>
        <translation>时间：%1 至 %2</translation>
    </message>
    <message>
        <source>Time: not known</source>
        <translation>时间：未知</translation>
    </message>
    <message>
        <source>No forecast while the recipe has errors.</source>
        <translation>配方有错误，无法预估。</translation>
    </message>
    <message>
        <source>%1 epochs</source>
        <translation>%1 轮</translation>
    </message>
    <message>
        <source>time not known before the images are counted</source>
        <translation>清点图像之前时间未知</translation>
    </message>
    <message>
        <source>time not measured yet</source>
        <translation>时间尚未测量</translation>
    </message>
    <message>
        <source>memory about %1</source>
        <translation>内存约 %1</translation>
    </message>
    <message>
        <source>disk about %1</source>
        <translation>磁盘约 %1</translation>
    </message>
    <message>
        <source>Forecast: %1</source>
        <translation>预估：%1</translation>
    </message>
    <message>
        <source>Measuring %1 on this machine …</source>
        <translation>正在本机上测量 %1 …</translation>
    </message>
    <message numerus="yes">
        <source>%n evaluation(s)</source>
        <translation>
            <numerusform>%n 次评估</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n 轮</numerusform>
        </translation>
    </message>
    <message>
        <source>Not while a run goes on: it would disturb the run, and be wrong</source>
        <translation>运行进行中不可测量：会干扰运行，结果也不准确</translation>
    </message>
    <message>
        <source>Not while something is checked: it would be wrong</source>
        <translation>检查进行中不可测量：结果会不准确</translation>
    </message>
    <message>
        <source>Measured last: %1, %2</source>
        <translation>上次测量：%1，%2</translation>
    </message>
    <message>
        <source>about %1 (%2 to %3; measured %4)</source>
        <translation>约 %1（%2 至 %3；测量于 %4）</translation>
    </message>
    <message>
        <source>Other programs were using the processor: a run will be faster than this once they have ended. Measure again then.</source>
        <translation>测量时其他程序正在使用处理器：它们结束后运行会更快。届时请重新测量。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::FormatGrid</name>
    <message>
        <source>Formats</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Batch norms in ONNX</source>
        <translation>ONNX 中的批归一化</translation>
    </message>
    <message>
        <source>folded into the convolutions</source>
        <translation>并入卷积</translation>
    </message>
    <message>
        <source>kept as nodes</source>
        <translation>保留为节点</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ImageListModel</name>
    <message>
        <source>Image %1</source>
        <translation>图像 %1</translation>
    </message>
    <message>
        <source>true class: %1</source>
        <translation>真实类别：%1</translation>
    </message>
    <message>
        <source>before: %1, %2</source>
        <translation>剪枝前：%1，%2</translation>
    </message>
    <message>
        <source>after: %1, %2</source>
        <translation>剪枝后：%1，%2</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ImagesTab</name>
    <message>
        <source>The images that the network after gets wrong where the one before was right, and the reverse, are shown here once images were judged.</source>
        <translation>评判图像之后，这里显示剪枝前对、剪枝后错的图像，以及相反的图像。</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Which images</source>
        <translation>显示哪些图像</translation>
    </message>
    <message>
        <source>True class</source>
        <translation>真实类别</translation>
    </message>
    <message>
        <source>Class that either network answered</source>
        <translation>任一网络回答的类别</translation>
    </message>
    <message>
        <source>The chosen image</source>
        <translation>所选的图像</translation>
    </message>
    <message>
        <source>broken by pruning (%1)</source>
        <translation>剪坏的 (%1)</translation>
    </message>
    <message>
        <source>mended (%1)</source>
        <translation>修好的 (%1)</translation>
    </message>
    <message>
        <source>wrong (%1)</source>
        <translation>错误的 (%1)</translation>
    </message>
    <message>
        <source>every image (%1)</source>
        <translation>全部图像 (%1)</translation>
    </message>
    <message>
        <source>of every class</source>
        <translation>所有类别</translation>
    </message>
    <message>
        <source>taken for any class</source>
        <translation>当成任意类别</translation>
    </message>
    <message>
        <source>of class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>taken for %1</source>
        <translation>当成 %1</translation>
    </message>
    <message>
        <source>images: %1</source>
        <translation>图像：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::InspectHeader</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open a run or a weight file to look at</source>
        <translation>打开要检查的运行或权重文件</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测时</translation>
    </message>
    <message>
        <source>Time every layer and the whole networks on this machine, before and after in turn</source>
        <translation>在本机上交替测量剪枝前后每一层和整个网络的时间</translation>
    </message>
    <message>
        <source>Judge images</source>
        <translation>评判图像</translation>
    </message>
    <message>
        <source>Let both networks classify a split&apos;s images</source>
        <translation>让两个网络对一部分数据的图像分类</translation>
    </message>
    <message>
        <source>Fine-tune…</source>
        <translation>微调…</translation>
    </message>
    <message>
        <source>Save this network&apos;s weights, and set up a run that trains them</source>
        <translation>保存该网络的权重，并设置一次训练它们的运行</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Write this network for other programs</source>
        <translation>为其他程序写出该网络</translation>
    </message>
    <message>
        <source>A run&apos;s folder…</source>
        <translation>运行的文件夹…</translation>
    </message>
    <message>
        <source>A weight file…</source>
        <translation>权重文件…</translation>
    </message>
    <message>
        <source>One image at a time</source>
        <translation>每次一张图像</translation>
    </message>
    <message>
        <source>%1 images at a time</source>
        <translation>每次 %1 张图像</translation>
    </message>
    <message>
        <source>Validation images</source>
        <translation>验证图像</translation>
    </message>
    <message>
        <source>Test images…</source>
        <translation>测试图像…</translation>
    </message>
    <message>
        <source>Data set whose images are judged</source>
        <translation>评判哪个数据集的图像</translation>
    </message>
    <message>
        <source>no data set</source>
        <translation>无数据集</translation>
    </message>
    <message>
        <source>whale %1 of iteration %2</source>
        <translation>第 %2 次迭代的鲸 %1</translation>
    </message>
    <message>
        <source>whale %1</source>
        <translation>鲸 %1</translation>
    </message>
    <message>
        <source>a run&apos;s result</source>
        <translation>运行的结果</translation>
    </message>
    <message>
        <source>%1 × %1 pixels</source>
        <translation>%1 × %1 像素</translation>
    </message>
    <message>
        <source>blocks that are gone: %1</source>
        <translation>去掉的块：%1</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>weights that are zero</source>
        <translation>为零的权重</translation>
    </message>
    <message>
        <source>test accuracy</source>
        <translation>测试准确率</translation>
    </message>
    <message>
        <source>time, 1 image</source>
        <translation>时间，1 张图像</translation>
    </message>
    <message>
        <source>time, %1 images</source>
        <translation>时间，%1 张图像</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Parameters and running statistics in fp32</source>
        <translation>fp32 的参数和滑动统计量</translation>
    </message>
    <message>
        <source>From the run&apos;s record</source>
        <translation>来自运行的记录</translation>
    </message>
    <message>
        <source>judged, test</source>
        <translation>评判的测试集</translation>
    </message>
    <message>
        <source>judged, validation</source>
        <translation>评判的验证集</translation>
    </message>
    <message>
        <source>Accuracy on the images judged here</source>
        <translation>在这里评判的图像上的准确率</translation>
    </message>
    <message>
        <source>Measured now, in turn</source>
        <translation>现在轮流测得</translation>
    </message>
    <message>
        <source>recipe: %1</source>
        <translation>配方：%1</translation>
    </message>
    <message>
        <source>The times with a star were measured beside a run and are too long. Measure again once it has ended.</source>
        <translation>带星号的时间是在有运行进行时测得的，偏长。请在运行结束后重新测量。</translation>
    </message>
    <message>
        <source>Measured beside a run: too long</source>
        <translation>在有运行进行时测得：偏长</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::InspectPage</name>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Open a run…</source>
        <translation>打开运行…</translation>
    </message>
    <message>
        <source>Open a weight file…</source>
        <translation>打开权重文件…</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Opening …</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>What pruning did to a network is shown here: its layers before and after, filters and scores, and the images it broke. Open a run, or drop a weight file.</source>
        <translation>这里显示剪枝对网络做了什么：剪枝前后的各层、滤波器和得分，以及被剪坏的图像。请打开一个运行，或拖入权重文件。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>各层</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Whales</source>
        <translation>鲸</translation>
    </message>
    <message>
        <source>Layers of the network</source>
        <translation>网络的各层</translation>
    </message>
    <message>
        <source>Opening “%1” …</source>
        <translation>正在打开“%1”…</translation>
    </message>
    <message>
        <source>Cutting the network as whale %1 of iteration %2 did …</source>
        <translation>正在像第 %2 次迭代的鲸 %1 那样切割网络…</translation>
    </message>
    <message>
        <source>A run to look at</source>
        <translation>要检查的运行</translation>
    </message>
    <message>
        <source>Weights to look at</source>
        <translation>要检查的权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>权重 (*.safetensors *.pth *.pt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Measuring layers and networks, before and after in turn …</source>
        <translation>正在交替测量剪枝前后的各层和网络…</translation>
    </message>
    <message>
        <source>Read the test images?</source>
        <translation>读取测试图像吗？</translation>
    </message>
    <message>
        <source>Each reading of the test split is counted in the run&apos;s record. Validation images show the same without being counted.</source>
        <translation>每次读取测试集都会记入运行的记录。验证图像显示同样的内容，但不计数。</translation>
    </message>
    <message>
        <source>Read the test images</source>
        <translation>读取测试图像</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>This file does not name its data set: choose one beside its name, then judge images.</source>
        <translation>该文件没有写明数据集：请在它的名称旁选择一个，再评判图像。</translation>
    </message>
    <message>
        <source>Judging the test images …</source>
        <translation>正在评判测试图像…</translation>
    </message>
    <message>
        <source>Judging the validation images …</source>
        <translation>正在评判验证图像…</translation>
    </message>
    <message>
        <source>Save the network&apos;s weights</source>
        <translation>保存网络的权重</translation>
    </message>
    <message>
        <source>Weights (*.safetensors)</source>
        <translation>权重 (*.safetensors)</translation>
    </message>
    <message>
        <source>Writing “%1” …</source>
        <translation>正在写入“%1”…</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Filled: kept. Hatched: removed. Length: the square root of the channels. Brackets: the same channels are kept.</source>
        <translation>实心：保留。斜线：去掉。条长：通道数的平方根。括线：保留相同的通道。</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>耗时</translation>
    </message>
    <message>
        <source>Measuring both networks in pairs …</source>
        <translation>正在成对测量两个网络…</translation>
    </message>
    <message>
        <source>Measure beside a run?</source>
        <translation>在运行进行时测量？</translation>
    </message>
    <message>
        <source>A run is going on. Both would slow each other down: the times would be too long, and the run would take longer. What is measured beside it is marked.</source>
        <translation>有运行正在进行。两者会互相拖慢：测得的时间会偏长，运行也会更久。此时测得的结果会加上标记。</translation>
    </message>
    <message>
        <source>Measure all the same</source>
        <translation>仍然测量</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::Job</name>
    <message>
        <source>An error of an unknown kind</source>
        <translation>未知类型的错误</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::JobStrip</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Cancelling …</source>
        <translation>正在取消 …</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::JudgedTab</name>
    <message>
        <source>Judge the validation images</source>
        <translation>评判验证图像</translation>
    </message>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::KeyField</name>
    <message>
        <source>Use &apos;%1&apos;</source>
        <translation>改用“%1”</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::KeyGroup</name>
    <message>
        <source>problems: %1</source>
        <translation>问题：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::LayerPanel</name>
    <message>
        <source>Filters</source>
        <translation>滤波器</translation>
    </message>
    <message>
        <source>Filters as pictures</source>
        <translation>滤波器的图像</translation>
    </message>
    <message>
        <source>Blue is below zero, orange above it. Enter or a double click shows a filter&apos;s inputs.</source>
        <translation>蓝色小于零，橙色大于零。按回车或双击显示滤波器的各个输入。</translation>
    </message>
    <message>
        <source>before</source>
        <translation>剪枝前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>剪枝后</translation>
    </message>
    <message>
        <source>Whose filters are shown</source>
        <translation>显示谁的滤波器</translation>
    </message>
    <message>
        <source>All filters of the layer</source>
        <translation>该层的所有滤波器</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>weight</source>
        <translation>权重值</translation>
    </message>
    <message>
        <source>weights in a bin</source>
        <translation>每格的权重数</translation>
    </message>
    <message>
        <source>How a layer&apos;s weights are spread, before and after</source>
        <translation>剪枝前后一层权重的分布</translation>
    </message>
    <message>
        <source>Channel scores</source>
        <translation>通道得分</translation>
    </message>
    <message>
        <source>rank</source>
        <translation>名次</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>removed</source>
        <translation>去掉</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>切断线</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>所选</translation>
    </message>
    <message>
        <source>No layer chosen</source>
        <translation>未选择层</translation>
    </message>
    <message>
        <source>Choose one on the left or in the table.</source>
        <translation>请在左侧或表中选择一层。</translation>
    </message>
    <message>
        <source>A layer&apos;s filters, kept and removed</source>
        <translation>一层的滤波器，保留的和去掉的</translation>
    </message>
    <message>
        <source>What each channel is worth, and where the cut is</source>
        <translation>每个通道的价值，以及切断的位置</translation>
    </message>
    <message>
        <source>Only convolutions of an unpruned network have scores.</source>
        <translation>只有未剪枝网络的卷积有得分。</translation>
    </message>
    <message>
        <source>Measuring …</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>%1, input %2</source>
        <translation>%1，输入 %2</translation>
    </message>
    <message>
        <source>Channel %1</source>
        <translation>通道 %1</translation>
    </message>
    <message>
        <source>, removed</source>
        <translation>，去掉</translation>
    </message>
    <message>
        <source>, kept</source>
        <translation>，保留</translation>
    </message>
    <message>
        <source>Channel scores (%1)</source>
        <translation>通道得分 (%1)</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::LayersTab</name>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Channels
before</source>
        <translation>通道
剪枝前</translation>
    </message>
    <message>
        <source>Channels
after</source>
        <translation>通道
剪枝后</translation>
    </message>
    <message>
        <source>Kept
(%)</source>
        <translation>保留
(%)</translation>
    </message>
    <message>
        <source>Parameters
before (k)</source>
        <translation>参数
剪枝前 (k)</translation>
    </message>
    <message>
        <source>Parameters
after (k)</source>
        <translation>参数
剪枝后 (k)</translation>
    </message>
    <message>
        <source>MACs
before (M)</source>
        <translation>乘加
剪枝前 (M)</translation>
    </message>
    <message>
        <source>MACs
after (M)</source>
        <translation>乘加
剪枝后 (M)</translation>
    </message>
    <message>
        <source>Layers before and after</source>
        <translation>剪枝前后的各层</translation>
    </message>
    <message>
        <source>Time%1
before (ms)</source>
        <translation>时间%1
剪枝前 (ms)</translation>
    </message>
    <message>
        <source>Time%1
after (ms)</source>
        <translation>时间%1
剪枝后 (ms)</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::LivePage</name>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::LiveRun</name>
    <message>
        <source>The run ended by an error that gives no reason.</source>
        <translation>运行因未说明原因的错误而结束。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::LoadingPanel</name>
    <message>
        <source>How to load it</source>
        <translation>如何加载</translation>
    </message>
    <message>
        <source>How to load %1</source>
        <translation>如何加载 %1</translation>
    </message>
    <message>
        <source>Language of the lines</source>
        <translation>代码的语言</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Lines that load the file</source>
        <translation>加载文件的代码</translation>
    </message>
    <message>
        <source>The lines that load a file are shown here once one has been exported and is chosen above.</source>
        <translation>导出文件并在上方选中后，这里显示加载它的代码。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>筛选日志</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Log of the run</source>
        <translation>运行日志</translation>
    </message>
    <message>
        <source>The chosen line of the log</source>
        <translation>日志中选中的一行</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::MainWindow</name>
    <message>
        <source>memory %1</source>
        <translation>内存 %1</translation>
    </message>
    <message>
        <source>checking the recipe and the data</source>
        <translation>正在检查配方和数据</translation>
    </message>
    <message>
        <source>%1, %2, threads: %3</source>
        <translation>%1，%2，线程：%3</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>A run is going on</source>
        <translation>运行正在进行</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>停止并关闭</translation>
    </message>
    <message>
        <source>Go on running</source>
        <translation>继续运行</translation>
    </message>
    <message>
        <source>&amp;New run</source>
        <translation>新建运行(&amp;N)</translation>
    </message>
    <message>
        <source>Set a new run up</source>
        <translation>设置一次新的运行</translation>
    </message>
    <message>
        <source>&amp;Open run…</source>
        <translation>打开运行(&amp;O)…</translation>
    </message>
    <message>
        <source>Open the folder of a run</source>
        <translation>打开运行的文件夹</translation>
    </message>
    <message>
        <source>Open &amp;recipe…</source>
        <translation>打开配方(&amp;R)…</translation>
    </message>
    <message>
        <source>Open a recipe&apos;s file</source>
        <translation>打开配方文件</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>开始(&amp;S)</translation>
    </message>
    <message>
        <source>Start what is set up; while a run goes on it waits in the queue</source>
        <translation>开始所设置的运行；若已有运行则在队列中等待</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>Pause the run after this step, or let it go on</source>
        <translation>在当前一步之后暂停，或继续</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>停止(&amp;T)</translation>
    </message>
    <message>
        <source>Stop the run after this step, so that it can be resumed</source>
        <translation>在当前一步之后停止，以便恢复</translation>
    </message>
    <message>
        <source>&amp;Checkpoint</source>
        <translation>检查点(&amp;C)</translation>
    </message>
    <message>
        <source>Save at the next point where the run can be saved</source>
        <translation>在下一个可保存处保存</translation>
    </message>
    <message>
        <source>&amp;Resume run</source>
        <translation>恢复运行(&amp;R)</translation>
    </message>
    <message>
        <source>Go on with the interrupted run that is shown</source>
        <translation>继续所显示的中断的运行</translation>
    </message>
    <message>
        <source>&amp;Setup</source>
        <translation>设置(&amp;S)</translation>
    </message>
    <message>
        <source>The page where a run is set up</source>
        <translation>设置运行的页面</translation>
    </message>
    <message>
        <source>The page where a run is watched</source>
        <translation>观察运行的页面</translation>
    </message>
    <message>
        <source>&amp;Manual</source>
        <translation>手册(&amp;M)</translation>
    </message>
    <message>
        <source>The manual, at this page&apos;s place</source>
        <translation>打开手册中本页的部分</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Bubblenet</source>
        <translation>关于 Bubblenet(&amp;A)</translation>
    </message>
    <message>
        <source>Bubblenet</source>
        <translation>Bubblenet</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>运行(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Set a run up  (Ctrl+1)</source>
        <translation>设置运行  (Ctrl+1)</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>Watch a run  (Ctrl+2)</source>
        <translation>观察运行  (Ctrl+2)</translation>
    </message>
    <message>
        <source>Open a run&apos;s folder</source>
        <translation>打开运行的文件夹</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Recipes (*.yaml *.yml);;All files (*)</source>
        <translation>配方 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>A checkpoint is written at the end of this epoch or iteration. Candidates are recorded as they are judged.</source>
        <translation>检查点将在本轮或本次迭代结束时写入。候选在评判后即被记录。</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>继续(&amp;G)</translation>
    </message>
    <message>
        <source>“%1” was cut off before its end, by a crash or a loss of power. It can go on from its last checkpoint.</source>
        <translation>“%1”因崩溃或断电未能完成。可以从最后一个检查点继续。</translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>“%1” has ended</source>
        <translation>“%1”已结束</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Li&amp;ve</source>
        <translation>实时(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Inspect</source>
        <translation>检查(&amp;I)</translation>
    </message>
    <message>
        <source>The page that shows what pruning did to a network</source>
        <translation>显示剪枝对网络做了什么的页面</translation>
    </message>
    <message>
        <source>&amp;Compare</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>The page where runs stand beside each other</source>
        <translation>把多个运行放在一起比较的页面</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>导出(&amp;E)</translation>
    </message>
    <message>
        <source>The page where networks are written for other programs</source>
        <translation>把网络写成其他程序可用的文件的页面</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>See what pruning did  (Ctrl+3)</source>
        <translation>查看剪枝的效果  (Ctrl+3)</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Runs beside each other  (Ctrl+4)</source>
        <translation>把运行放在一起比较  (Ctrl+4)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write files for other programs  (Ctrl+5)</source>
        <translation>为其他程序写文件  (Ctrl+5)</translation>
    </message>
    <message>
        <source>Pre&amp;dict</source>
        <translation>预测(&amp;D)</translation>
    </message>
    <message>
        <source>The page where images are classified</source>
        <translation>对图像分类的页面</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Classify images  (Ctrl+6)</source>
        <translation>对图像分类  (Ctrl+6)</translation>
    </message>
    <message>
        <source>fine-tuning</source>
        <translation>微调</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) waiting for you to start them</source>
        <translation>
            <numerusform>%n 个运行等待您启动</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) waiting</source>
        <translation>
            <numerusform>%n 个运行在等待</numerusform>
        </translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>语言(&amp;G)</translation>
    </message>
    <message>
        <source>“%1” does not wait any more.</source>
        <translation>“%1”已不再等待。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) wait. After a stop none starts by itself.</source>
        <translation>
            <numerusform>有 %n 个运行在等待。停止之后不会自动开始下一个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Start the next</source>
        <translation>开始下一个</translation>
    </message>
    <message>
        <source>“%1” has failed: %2</source>
        <translation>“%1”失败：%2</translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) waiting will be forgotten.</source>
        <translation>
            <numerusform>还在等待的 %n 个运行将被忘掉。</numerusform>
        </translation>
    </message>
    <message>
        <source>Runs are waiting</source>
        <translation>有运行在等待</translation>
    </message>
    <message>
        <source>“%1” is running. It can be stopped and resumed later; at most the current candidate is lost.</source>
        <translation>“%1”正在运行。可以停止，以后再恢复；最多丢失当前的候选。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>“%1” was stopped because the program was told to end. It can go on from where it was.</source>
        <translation>“%1”因程序被要求退出而停止。可以从停下的地方继续。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::NetworkChooser</name>
    <message>
        <source>%1 · %2 classes · input %3 × %4 × %4 · %5 parameters · %6 MACs</source>
        <translation>%1 · %2 类 · 输入 %3 × %4 × %4 · %5 参数 · %6 次乘加</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Choose a run, or a weight file</source>
        <translation>选择一次运行或一个权重文件</translation>
    </message>
    <message>
        <source>File …</source>
        <translation>文件 …</translation>
    </message>
    <message>
        <source>A weight file: safetensors or .pth</source>
        <translation>权重文件：safetensors 或 .pth</translation>
    </message>
    <message>
        <source>Choose a weight file</source>
        <translation>选择权重文件</translation>
    </message>
    <message>
        <source>Run …</source>
        <translation>运行 …</translation>
    </message>
    <message>
        <source>The folder of a run that is not in the list</source>
        <translation>不在列表中的运行的文件夹</translation>
    </message>
    <message>
        <source>Choose a run&apos;s folder</source>
        <translation>选择运行的文件夹</translation>
    </message>
    <message>
        <source>Looking at the network …</source>
        <translation>正在查看网络 …</translation>
    </message>
    <message>
        <source>The file does not say how its images were normalised: ImageNet&apos;s mean and deviation are taken. Where it was trained with others, its classes will be wrong.</source>
        <translation>文件没有说明图像如何归一化：采用 ImageNet 的均值和标准差。如果训练时用的是其他值，类别将会出错。</translation>
    </message>
    <message>
        <source>Weight file</source>
        <translation>权重文件</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>权重 (*.safetensors *.pth *.pt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder of a run</source>
        <translation>运行的文件夹</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ParallelCoordinates</name>
    <message>
        <source>Parallel coordinates</source>
        <translation>平行坐标</translation>
    </message>
    <message>
        <source>Left and right choose an axis, up and down move the lower end of its range, with Shift the upper end; Delete takes the range away, Escape all</source>
        <translation>左右键选择坐标轴，上下键移动其范围的下端，按住 Shift 移动上端；Delete 去除该范围，Esc 去除全部</translation>
    </message>
    <message>
        <source>Draw along an axis to keep the runs within that range; a click on the axis takes it away</source>
        <translation>沿坐标轴拖动以只保留该范围内的运行；单击坐标轴可去除范围</translation>
    </message>
    <message>
        <source>Each run is a line here; draw along an axis to keep those within a range</source>
        <translation>每个运行在此是一条线；沿坐标轴拖动以保留某一范围内的运行</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::PodView</name>
    <message>
        <source>Pod</source>
        <translation>鲸群</translation>
    </message>
    <message>
        <source>trails</source>
        <translation>轨迹</translation>
    </message>
    <message>
        <source>goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>unpruned</source>
        <translation>未剪枝</translation>
    </message>
    <message>
        <source>judged</source>
        <translation>已评判</translation>
    </message>
    <message>
        <source>encircle</source>
        <translation>包围</translation>
    </message>
    <message>
        <source>spiral</source>
        <translation>螺旋</translation>
    </message>
    <message>
        <source>explore</source>
        <translation>探索</translation>
    </message>
    <message>
        <source>leader</source>
        <translation>领头</translation>
    </message>
    <message>
        <source>The whales appear here when the search begins</source>
        <translation>搜索开始后鲸会出现在这里</translation>
    </message>
    <message>
        <source>cost × accuracy</source>
        <translation>代价 × 准确率</translation>
    </message>
    <message>
        <source>two coordinates</source>
        <translation>两个坐标</translation>
    </message>
    <message>
        <source>principal axes</source>
        <translation>主轴</translation>
    </message>
    <message>
        <source>Axes of the pod</source>
        <translation>鲸群图的坐标轴</translation>
    </message>
    <message>
        <source>Horizontal coordinate</source>
        <translation>横坐标</translation>
    </message>
    <message>
        <source>Vertical coordinate</source>
        <translation>纵坐标</translation>
    </message>
    <message>
        <source>One iteration back</source>
        <translation>后退一次迭代</translation>
    </message>
    <message>
        <source>One iteration forward</source>
        <translation>前进一次迭代</translation>
    </message>
    <message>
        <source>Replay the search</source>
        <translation>回放搜索</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>iteration %1 of %2</source>
        <translation>迭代 %1/%2</translation>
    </message>
    <message>
        <source>%1 left, %</source>
        <translation>剩余%1，%</translation>
    </message>
    <message>
        <source>front</source>
        <translation>前沿</translation>
    </message>
    <message>
        <source>Stop replaying</source>
        <translation>停止回放</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>first principal axis, %1 % of the variance</source>
        <translation>第一主轴，占方差 %1 %</translation>
    </message>
    <message>
        <source>second principal axis, %1 %</source>
        <translation>第二主轴，%1 %</translation>
    </message>
    <message>
        <source>within goal</source>
        <translation>目标内最佳</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::PredictPage</name>
    <message>
        <source>Predict</source>
        <translation>预测</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Predictions</source>
        <translation>预测结果</translation>
    </message>
    <message>
        <source>Files …</source>
        <translation>文件 …</translation>
    </message>
    <message>
        <source>Add image files</source>
        <translation>添加图像文件</translation>
    </message>
    <message>
        <source>Folder …</source>
        <translation>文件夹 …</translation>
    </message>
    <message>
        <source>Add a folder of images</source>
        <translation>添加图像文件夹</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Remove all images from the list</source>
        <translation>从列表中移除全部图像</translation>
    </message>
    <message>
        <source>Classify</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Classify the images</source>
        <translation>对图像分类</translation>
    </message>
    <message>
        <source>JPEG and PNG files can be dropped here too, and folders of them.</source>
        <translation>也可以把 JPEG 和 PNG 文件或它们的文件夹拖到这里。</translation>
    </message>
    <message>
        <source>A run is going on: this takes longer now.</source>
        <translation>有运行正在进行：现在需要更长时间。</translation>
    </message>
    <message>
        <source>Filter by name or class</source>
        <translation>按名称或类别过滤</translation>
    </message>
    <message>
        <source>Filter the predictions</source>
        <translation>过滤预测结果</translation>
    </message>
    <message>
        <source>all images</source>
        <translation>全部图像</translation>
    </message>
    <message>
        <source>with a problem</source>
        <translation>有问题的</translation>
    </message>
    <message>
        <source>Which images are shown</source>
        <translation>显示哪些图像</translation>
    </message>
    <message>
        <source>Save the predictions as CSV</source>
        <translation>把预测结果保存为 CSV</translation>
    </message>
    <message>
        <source>Save the predictions as JSON</source>
        <translation>把预测结果保存为 JSON</translation>
    </message>
    <message>
        <source>Images and their most probable classes appear here: add files or a folder above, or drop them.</source>
        <translation>图像及其最可能的类别显示在这里：请在上方添加文件或文件夹，或拖放它们。</translation>
    </message>
    <message>
        <source>%1 of %2 classified</source>
        <translation>已分类 %1 / %2</translation>
    </message>
    <message>
        <source>with a problem: %1</source>
        <translation>有问题：%1</translation>
    </message>
    <message>
        <source>Looking for images …</source>
        <translation>正在查找图像 …</translation>
    </message>
    <message>
        <source>There are no JPEG or PNG files in that folder.</source>
        <translation>该文件夹中没有 JPEG 或 PNG 文件。</translation>
    </message>
    <message>
        <source>Classifying …</source>
        <translation>正在分类 …</translation>
    </message>
    <message>
        <source>Images (*.jpg *.jpeg *.png);;All files (*)</source>
        <translation>图像 (*.jpg *.jpeg *.png);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Folder of images</source>
        <translation>图像文件夹</translation>
    </message>
    <message>
        <source>Save the predictions</source>
        <translation>保存预测结果</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>由 %1 得出</translation>
    </message>
    <message>
        <source>Of the network that was chosen before, until this one classifies them</source>
        <translation>由之前所选的网络得出，直到此网络重新分类</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::PredictionModel</name>
    <message>
        <source>class %1</source>
        <translation>类别 %1</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Probability (%)</source>
        <translation>概率 (%)</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二</translation>
    </message>
    <message>
        <source>Third</source>
        <translation>第三</translation>
    </message>
    <message>
        <source>Fourth</source>
        <translation>第四</translation>
    </message>
    <message>
        <source>Fifth</source>
        <translation>第五</translation>
    </message>
    <message>
        <source>Time (ms)</source>
        <translation>时间 (ms)</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>问题</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::PresetCard</name>
    <message>
        <source>Goal: training alone, nothing is pruned</source>
        <translation>目标：只训练，不剪枝</translation>
    </message>
    <message>
        <source>%1 % of the weights zero</source>
        <translation>%1 % 的权重为零</translation>
    </message>
    <message>
        <source>%1 ≤ %2 %</source>
        <translation>%1 ≤ %2 %</translation>
    </message>
    <message>
        <source>Goal: %1, accuracy loss ≤ %2 pt</source>
        <translation>目标：%1，精度损失 ≤ %2 个百分点</translation>
    </message>
    <message>
        <source>Has errors, or cannot be read</source>
        <translation>有错误，或无法读取</translation>
    </message>
    <message>
        <source>Recipe %1</source>
        <translation>配方 %1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::PresetList</name>
    <message>
        <source>My recipes</source>
        <translation>我的配方</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ProblemList</name>
    <message>
        <source>Problems of the recipe</source>
        <translation>配方的问题</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>第 %1 行：%2</translation>
    </message>
    <message>
        <source>Use &apos;%1&apos;</source>
        <translation>改用“%1”</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RacePanel</name>
    <message>
        <source>Statistics of the race that the chosen runs are laps of</source>
        <translation>所选运行所属竞赛的统计</translation>
    </message>
    <message>
        <source>Select laps of one race: its statistics are shown here.</source>
        <translation>选择同一竞赛中的运行：此处显示其统计。</translation>
    </message>
    <message>
        <source>Reading the laps …</source>
        <translation>正在读取竞赛记录…</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RecipeFiles</name>
    <message>
        <source>new recipe</source>
        <translation>新配方</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Recipes (*.yaml *.yml);;All files (*)</source>
        <translation>配方 (*.yaml *.yml);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Unsaved changes</source>
        <translation>未保存的修改</translation>
    </message>
    <message>
        <source>Save the changes of the recipe %1?</source>
        <translation>保存对配方 %1 的修改吗？</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Recipes (*.yaml *.yml)</source>
        <translation>配方 (*.yaml *.yml)</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RecipeForm</name>
    <message>
        <source>What a field means is said here. An empty field has its default.</source>
        <translation>这里说明各字段的含义。留空即用默认值。</translation>
    </message>
    <message>
        <source>Recipe as a form</source>
        <translation>表单形式的配方</translation>
    </message>
    <message>
        <source>Line %1 of the YAML cannot be read: mend it there, or undo. Until then the form shows what was read last.</source>
        <translation>YAML 第 %1 行无法读取：请在那里改正，或撤销。在此之前，表单显示上次读到的内容。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ResultPanel</name>
    <message>
        <source>MACs</source>
        <translation>乘加次数</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>time an image</source>
        <translation>每幅图像用时</translation>
    </message>
    <message>
        <source>batch of %1</source>
        <translation>%1 幅一批</translation>
    </message>
    <message>
        <source>sparsity</source>
        <translation>稀疏度</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>%1 (%2, verified)</source>
        <translation>%1（%2，已验证）</translation>
    </message>
    <message>
        <source>%1 (%2, NOT verified)</source>
        <translation>%1（%2，未通过验证）</translation>
    </message>
    <message>
        <source>Export …</source>
        <translation>导出 …</translation>
    </message>
    <message>
        <source>Export the network of this run</source>
        <translation>导出此运行的网络</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Look at the network that the run made</source>
        <translation>查看该运行得到的网络</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RunController</name>
    <message>
        <source>“%1” is running. Stop it, or wait for its end, before another run is resumed.</source>
        <translation>“%1”正在运行。请先停止它或等待其结束，再恢复其他运行。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RunHeader</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Finish the step, save, and stop: the run can be resumed</source>
        <translation>完成当前一步、保存并停止：运行可以恢复</translation>
    </message>
    <message>
        <source>Resume run</source>
        <translation>恢复运行</translation>
    </message>
    <message>
        <source>Go on where the run was interrupted</source>
        <translation>从中断处继续</translation>
    </message>
    <message>
        <source>Progress of what is being done now</source>
        <translation>当前工作的进度</translation>
    </message>
    <message>
        <source>phase %1 of %2: %3</source>
        <translation>阶段 %1/%2：%3</translation>
    </message>
    <message>
        <source>iteration %1 of %2</source>
        <translation>迭代 %1/%2</translation>
    </message>
    <message>
        <source>iteration %1</source>
        <translation>迭代 %1</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>took %1</source>
        <translation>用时 %1</translation>
    </message>
    <message>
        <source>run by another process</source>
        <translation>由其他进程运行</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>the best candidates are compared</source>
        <translation>正在比较最佳候选</translation>
    </message>
    <message>
        <source>recipe: %1</source>
        <translation>配方：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RunListModel</name>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>waiting for you</source>
        <translation>等待您启动</translation>
    </message>
    <message>
        <source>Starts when you say so: the run before was stopped</source>
        <translation>由您启动：前一个运行已被停止</translation>
    </message>
    <message>
        <source>Starts when the run before has ended</source>
        <translation>前一个运行结束后开始</translation>
    </message>
    <message>
        <source>Delete takes it out of the queue; Ctrl+Up and Ctrl+Down move it</source>
        <translation>Delete 将其移出队列；Ctrl+↑ 和 Ctrl+↓ 移动它</translation>
    </message>
    <message>
        <source>started: %1</source>
        <translation>开始于：%1</translation>
    </message>
    <message>
        <source>last change: %1</source>
        <translation>最后更改：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RunPanel</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>所有运行</translation>
    </message>
    <message>
        <source>Filter: name, tag, method, note …</source>
        <translation>筛选：名称、标签、方法、备注 …</translation>
    </message>
    <message>
        <source>Filter the runs</source>
        <translation>筛选运行</translation>
    </message>
    <message>
        <source>State of the runs that are shown</source>
        <translation>所显示运行的状态</translation>
    </message>
    <message>
        <source>any state</source>
        <translation>任何状态</translation>
    </message>
    <message>
        <source>archived too</source>
        <translation>含已归档</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Name, tags, note …</source>
        <translation>名称、标签、备注 …</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Delete …</source>
        <translation>删除 …</translation>
    </message>
    <message>
        <source>Open the chosen run</source>
        <translation>打开所选运行</translation>
    </message>
    <message>
        <source>Edit …</source>
        <translation>编辑 …</translation>
    </message>
    <message>
        <source>Name, tags and note of the chosen runs</source>
        <translation>所选运行的名称、标签和备注</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Save a report of the chosen runs</source>
        <translation>保存所选运行的报告</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Columns of the table</source>
        <translation>表格的列</translation>
    </message>
    <message>
        <source>HTML, %1 …</source>
        <translation>HTML，%1 …</translation>
    </message>
    <message>
        <source>PDF, %1 …</source>
        <translation>PDF，%1 …</translation>
    </message>
    <message>
        <source>Take out of the archive</source>
        <translation>移出归档</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>归档</translation>
    </message>
    <message>
        <source>Unarchive</source>
        <translation>取消归档</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>, chosen: %1</source>
        <translation>，已选：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::RunTableModel</name>
    <message>
        <source>Recipe: %1</source>
        <translation>配方：%1</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::SetupPage</name>
    <message>
        <source>Set up a run</source>
        <translation>设置运行</translation>
    </message>
    <message>
        <source>Setup</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>已保存为 %1</translation>
    </message>
    <message>
        <source>Data sets</source>
        <translation>数据集</translation>
    </message>
    <message>
        <source>Folder that holds the data sets</source>
        <translation>存放数据集的文件夹</translation>
    </message>
    <message>
        <source>Choose the folder that holds the data sets</source>
        <translation>选择存放数据集的文件夹</translation>
    </message>
    <message>
        <source>Recipe (YAML)</source>
        <translation>配方（YAML）</translation>
    </message>
    <message>
        <source>Recipe as YAML</source>
        <translation>YAML 形式的配方</translation>
    </message>
    <message>
        <source>Empty: every value at its default</source>
        <translation>空：所有值均为默认</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>New recipe</source>
        <translation>新建配方</translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation>打开配方</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>保存配方</translation>
    </message>
    <message>
        <source>Save the recipe as</source>
        <translation>配方另存为</translation>
    </message>
    <message>
        <source>Save as …</source>
        <translation>另存为 …</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Whether data set, weights, device and goal fit, without starting</source>
        <translation>检查数据集、权重、设备和目标是否合适，但不启动</translation>
    </message>
    <message>
        <source>Check the recipe</source>
        <translation>检查配方</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Start the run</source>
        <translation>开始运行</translation>
    </message>
    <message>
        <source> (changed)</source>
        <translation>（已修改）</translation>
    </message>
    <message>
        <source>Checking device, data set, weights and goal …</source>
        <translation>正在检查设备、数据集、权重和目标 …</translation>
    </message>
    <message>
        <source>This run can start.</source>
        <translation>可以开始运行。</translation>
    </message>
    <message>
        <source>The recipe has errors: %1</source>
        <translation>配方有错误：%1</translation>
    </message>
    <message>
        <source>; and %1 more</source>
        <translation>；还有 %1 个</translation>
    </message>
    <message>
        <source>The recipe has errors; Check leads to the first of them</source>
        <translation>配方有错误；“检查”会指向第一处</translation>
    </message>
    <message>
        <source>“%1” cannot simply take this place: it is there already, or what stands here does not fit it. Move what you need by hand.</source>
        <translation>“%1”无法直接替换这里：它已经存在，或此处的内容不适合它。请手动移动所需内容。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::SideBar</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Runs appear here once one was started.</source>
        <translation>开始运行后会显示在这里。</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>从队列中移除</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>显示文件夹</translation>
    </message>
    <message>
        <source>Copy the folder&apos;s path</source>
        <translation>复制文件夹路径</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Show the recipe</source>
        <translation>显示配方</translation>
    </message>
    <message>
        <source>Earlier in the queue</source>
        <translation>在队列中提前</translation>
    </message>
    <message>
        <source>Later in the queue</source>
        <translation>在队列中推后</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::Texts</name>
    <message>
        <source>Allowed: %1.</source>
        <translation>允许：%1。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::TimesTab</name>
    <message>
        <source>Computed by</source>
        <translation>计算者</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>Images
at once</source>
        <translation>每批
图像</translation>
    </message>
    <message>
        <source>Before
(ms)</source>
        <translation>之前
(ms)</translation>
    </message>
    <message>
        <source>After
(ms)</source>
        <translation>之后
(ms)</translation>
    </message>
    <message>
        <source>Times
as fast</source>
        <translation>速度
倍数</translation>
    </message>
    <message>
        <source>Lower
quartile</source>
        <translation>下
四分位</translation>
    </message>
    <message>
        <source>Upper
quartile</source>
        <translation>上
四分位</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>对数</translation>
    </message>
    <message>
        <source>MACs: %1 → %2, %3 of them left</source>
        <translation>乘加次数：%1 → %2，剩余 %3</translation>
    </message>
    <message>
        <source>Two networks are needed to compare their times: those of a run whose weights are at hand.</source>
        <translation>比较耗时需要两个网络：即权重仍在的某次运行的前后两个网络。</translation>
    </message>
    <message>
        <source>Measure in pairs</source>
        <translation>成对测量</translation>
    </message>
    <message>
        <source>Times of both networks</source>
        <translation>两个网络的耗时</translation>
    </message>
    <message>
        <source>in the run</source>
        <translation>运行时</translation>
    </message>
    <message>
        <source>here</source>
        <translation>此处</translation>
    </message>
    <message>
        <source>here, beside a run: too long</source>
        <translation>此处，在另一运行旁：偏长</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>测于</translation>
    </message>
    <message>
        <source>A pass of each network in turn: medians, and how many times as fast</source>
        <translation>两个网络轮流各算一次：中位数，以及速度倍数</translation>
    </message>
    <message>
        <source>ONNX Runtime was not found here; BUBBLENET_ONNXRUNTIME can name its library</source>
        <translation>此处没有找到 ONNX Runtime；可用 BUBBLENET_ONNXRUNTIME 指明其库</translation>
    </message>
    <message>
        <source>How much faster the pruned network is than the unpruned one is shown here once it was measured, for one image and for many at once.</source>
        <translation>测量之后，这里显示剪枝后的网络比剪枝前快多少，分别为单幅图像和成批图像。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::TrainingChart</name>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>accuracy, %</source>
        <translation>准确率，%</translation>
    </message>
    <message>
        <source>What the chart of the training shows</source>
        <translation>训练图显示的内容</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>步</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>epoch</source>
        <translation>训练轮</translation>
    </message>
    <message>
        <source>Curves appear here when the network is trained</source>
        <translation>训练网络时曲线会出现在这里</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::VerificationBox</name>
    <message>
        <source>Images that verify the files</source>
        <translation>用于验证文件的图像</translation>
    </message>
    <message>
        <source>Images, at most</source>
        <translation>图像数，最多</translation>
    </message>
    <message>
        <source>Images to compare on, at most</source>
        <translation>比较所用图像的最大数量</translation>
    </message>
    <message>
        <source>random images</source>
        <translation>随机图像</translation>
    </message>
    <message>
        <source>Looking for data sets …</source>
        <translation>正在查找数据集 …</translation>
    </message>
    <message>
        <source>%1: test images</source>
        <translation>%1：测试图像</translation>
    </message>
    <message>
        <source>%1: missing</source>
        <translation>%1：缺失</translation>
    </message>
    <message>
        <source>A few images of random numbers: the numbers are compared, but no accuracy is measured.</source>
        <translation>少量随机数图像：只比较数值，不测量准确率。</translation>
    </message>
    <message>
        <source>%1 is not on this machine: download or import it on the page Setup.</source>
        <translation>本机没有 %1：请在“设置”页面下载或导入。</translation>
    </message>
    <message>
        <source>%1 has %2 classes, and the network has %3: choose the data set that it was trained for.</source>
        <translation>%1 有 %2 类，而网络有 %3 类：请选择训练时所用的数据集。</translation>
    </message>
    <message>
        <source>%1, ready: %2</source>
        <translation>%1，已就绪：%2</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::WaitingPage</name>
    <message>
        <source>Recipe (YAML)</source>
        <translation>配方（YAML）</translation>
    </message>
    <message>
        <source>A waiting run</source>
        <translation>等待中的运行</translation>
    </message>
    <message>
        <source>Recipe of the waiting run</source>
        <translation>等待中运行的配方</translation>
    </message>
    <message>
        <source>Start the next</source>
        <translation>开始下一个</translation>
    </message>
    <message>
        <source>Earlier</source>
        <translation>提前</translation>
    </message>
    <message>
        <source>Earlier in the queue</source>
        <translation>在队列中提前</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>推后</translation>
    </message>
    <message>
        <source>Later in the queue</source>
        <translation>在队列中推后</translation>
    </message>
    <message>
        <source>Open in Setup</source>
        <translation>在设置中打开</translation>
    </message>
    <message>
        <source>As a new recipe; this run goes on waiting</source>
        <translation>作为新配方；该运行继续等待</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>从队列中移除</translation>
    </message>
    <message>
        <source>place %1 of %2 in the queue</source>
        <translation>队列第 %1 位，共 %2 位</translation>
    </message>
    <message>
        <source>starts when you say so: the run before was stopped</source>
        <translation>由您启动：前一个运行已被停止</translation>
    </message>
    <message>
        <source>starts when the run before has ended</source>
        <translation>前一个运行结束后开始</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::WeightsBar</name>
    <message>
        <source>%1 % right of %2 validation images (which flatters weights that were trained on them)</source>
        <translation>%2 张验证图像中 %1 % 正确（对在其上训练过的权重偏高）</translation>
    </message>
    <message>
        <source>Choose a weight file</source>
        <translation>选择权重文件</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>What the file holds, and how it does on a few hundred images</source>
        <translation>文件的内容，以及在几百张图像上的表现</translation>
    </message>
    <message>
        <source>Look at the weights</source>
        <translation>查看权重</translation>
    </message>
    <message>
        <source>Weight file</source>
        <translation>权重文件</translation>
    </message>
    <message>
        <source>Weights (*.safetensors *.pth *.pt);;All files (*)</source>
        <translation>权重 (*.safetensors *.pth *.pt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Looking at the weights …</source>
        <translation>正在查看权重 …</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n class(es), %2 parameters, %3 multiply–adds</source>
        <translation>
            <numerusform>%1，%n 个类别，%2 个参数，%3 次乘加运算</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Make a trained network smaller</source>
        <translation>让训练好的网络更小</translation>
    </message>
    <message>
        <source>Whales search how many channels each layer keeps. What they find is cut out of the network, fine-tuned, measured on this machine and read back from its file before it is called done.</source>
        <translation>鲸群搜索每一层保留多少通道。找到的结果会从网络中实际切除，经过微调，在本机上测量，并从文件中读回验证，之后才算完成。</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>开始演示</translation>
    </message>
    <message>
        <source>Set up a run</source>
        <translation>设置运行</translation>
    </message>
    <message>
        <source>Open a run</source>
        <translation>打开运行</translation>
    </message>
    <message>
        <source>The demo halves a small ResNet-20 on Fashion-MNIST in a few minutes.</source>
        <translation>演示在几分钟内把 Fashion-MNIST 上的一个小型 ResNet-20 缩减一半。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::WhalePanel</name>
    <message>
        <source>Whales</source>
        <translation>鲸</translation>
    </message>
    <message>
        <source>Whales of the shown iteration</source>
        <translation>所显示迭代的鲸</translation>
    </message>
    <message>
        <source>Enter or a double click shows a whale&apos;s layers</source>
        <translation>按回车键或双击可查看鲸的各层</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::WhaleTableModel</name>
    <message>
        <source>%1 ★</source>
        <translation>%1 ★</translation>
    </message>
    <message>
        <source>Whale</source>
        <translation>鲸</translation>
    </message>
    <message>
        <source>Doing</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>准确率 (%)</translation>
    </message>
    <message>
        <source>Cost (%)</source>
        <translation>代价 (%)</translation>
    </message>
    <message>
        <source>MACs (M)</source>
        <translation>乘加 (M)</translation>
    </message>
    <message>
        <source>Parameters (k)</source>
        <translation>参数 (k)</translation>
    </message>
    <message>
        <source>Time (ms)</source>
        <translation>时间 (ms)</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>On front</source>
        <translation>在前沿上</translation>
    </message>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::WhalesTab</name>
    <message>
        <source>Enter or a double click cuts the network as this whale did, and shows it in the result&apos;s place.</source>
        <translation>按回车或双击：像这头鲸一样切割网络，并代替结果显示。</translation>
    </message>
    <message>
        <source>Inspect this whale</source>
        <translation>检查这头鲸</translation>
    </message>
    <message>
        <source>Back to the result</source>
        <translation>回到结果</translation>
    </message>
    <message>
        <source>Whales of the run</source>
        <translation>运行的鲸</translation>
    </message>
    <message>
        <source>became the result</source>
        <translation>成为结果</translation>
    </message>
    <message>
        <source>judged before</source>
        <translation>此前已评判</translation>
    </message>
    <message>
        <source>without %1</source>
        <translation>不含 %1</translation>
    </message>
    <message>
        <source>Iteration</source>
        <translation>迭代</translation>
    </message>
    <message>
        <source>Whale</source>
        <translation>鲸</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Accuracy (%)</source>
        <translation>准确率 (%)</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>MACs (%)</source>
        <translation>乘加 (%)</translation>
    </message>
    <message>
        <source>Parameters (%)</source>
        <translation>参数 (%)</translation>
    </message>
    <message>
        <source>Time (ms)</source>
        <translation>时间 (ms)</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The candidates of a run&apos;s search are listed here, to be looked at one by one. A weight file and a run without a search have none.</source>
        <translation>这里列出运行搜索的候选，可逐个检查。权重文件和没有搜索的运行没有候选。</translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::YamlEditor</name>
    <message>
        <source>; did you mean &apos;%1&apos;?</source>
        <translation>；是否想写“%1”？</translation>
    </message>
</context>
</TS>
