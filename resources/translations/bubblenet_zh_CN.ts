<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
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
        <source>“%1” is running. It can be stopped and resumed later; at most the current epoch or candidate is lost.</source>
        <translation>“%1”正在运行。可以停止，以后再恢复；最多丢失当前的一轮或一个候选。</translation>
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
        <source>&amp;Live</source>
        <translation>实时(&amp;L)</translation>
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
</context>
<context>
    <name>bubblenet::ui::NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭提示</translation>
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
        <source>best within the goal</source>
        <translation>目标内最佳</translation>
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
        <source>, or &apos;%1&apos;</source>
        <translation>，或“%1”</translation>
    </message>
    <message>
        <source>Allowed: %1.</source>
        <translation>允许：%1。</translation>
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
        <source>Rank</source>
        <translation>名次</translation>
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
        <source>Channels kept</source>
        <translation>保留的通道</translation>
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
</context>
<context>
    <name>bubblenet::ui::YamlEditor</name>
    <message>
        <source>; did you mean &apos;%1&apos;?</source>
        <translation>；是否想写“%1”？</translation>
    </message>
</context>
</TS>
