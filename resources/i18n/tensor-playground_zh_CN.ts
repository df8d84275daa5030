<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Error</name>
    <message>
        <source>%1 has no attribute &quot;%2&quot;.</source>
        <translation>%1 没有属性“%2”。</translation>
    </message>
    <message>
        <source>%1 has no gradient.</source>
        <translation>%1 没有梯度。</translation>
    </message>
    <message>
        <source>%1 has no gradient: nothing can be learned through it.</source>
        <translation>%1 没有梯度：学习无法穿过它。</translation>
    </message>
    <message>
        <source>%1 has no kernel on the backend %2, and none on cpu to fall back on.</source>
        <translation>后端 %2 上没有 %1 的内核，cpu 上也没有可以代替的。</translation>
    </message>
    <message>
        <source>%1 has no shape yet: give its first layer an inputShape, or show it data.</source>
        <translation>%1 还没有形状：请给第一层指定 inputShape，或者先给它看数据。</translation>
    </message>
    <message>
        <source>%1 is missing: looked in %2. Run ./dev setup, or install the program again.</source>
        <translation>找不到 %1，找过的位置：%2。请运行 ./dev setup，或者重新安装程序。</translation>
    </message>
    <message>
        <source>%1 is not defined for complex numbers.</source>
        <translation>%1 对复数没有定义。</translation>
    </message>
    <message>
        <source>%1 takes %2 inputs, but got %3.</source>
        <translation>%1 需要 %2 个输入，却得到了 %3 个。</translation>
    </message>
    <message>
        <source>%1 takes %2, not &quot;%3&quot;</source>
        <translation>%1 应为 %2，而不是“%3”</translation>
    </message>
    <message>
        <source>%1 was called on the window&apos;s thread, which must not compute.</source>
        <translation>%1 在界面线程上被调用，而界面线程不能做计算。</translation>
    </message>
    <message>
        <source>%1 works along the last axis only: it is %2 here, but %3 was asked for.</source>
        <translation>%1 只能沿最后一个轴计算：这里是 %2，要求的却是 %3。</translation>
    </message>
    <message>
        <source>%1: %2 bytes are more than a table may have</source>
        <translation>%1：%2 字节超过了表格允许的大小</translation>
    </message>
    <message>
        <source>%1: %2 expects x of shape %3, but x has shape %4.</source>
        <translation>%1：%2 需要形状为 %3 的 x，但 x 的形状是 %4。</translation>
    </message>
    <message>
        <source>%1: %2 has no samples: its shape is %3.</source>
        <translation>%1：%2 里没有样本：它的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: %2 must have the weight&apos;s shape %3, but has %4.</source>
        <translation>%1：%2 的形状必须与权重相同，即 %3，但它是 %4。</translation>
    </message>
    <message>
        <source>%1: %2 must hold numbers, but it holds %3 elements.</source>
        <translation>%1：%2 必须是数值，但它的元素类型是 %3。</translation>
    </message>
    <message>
        <source>%1: %2 must hold one row for each sample, but it is a single number.</source>
        <translation>%1：%2 必须为每个样本提供一行，但它只是一个数。</translation>
    </message>
    <message>
        <source>%1: %2 puts out shape %3, so y must have shape %3 too, but y has shape %4.</source>
        <translation>%1：%2 输出的形状是 %3，所以 y 的形状也必须是 %3，但 y 的形状是 %4。</translation>
    </message>
    <message>
        <source>%1: a pair of paddings for each of the %2 axes is needed, but %3 numbers were given.</source>
        <translation>%1：%2 个轴各需要一对填充宽度，但给出了 %3 个数。</translation>
    </message>
    <message>
        <source>%1: a scalar has no axis; give at least a vector.</source>
        <translation>%1：标量没有轴；至少要给一个向量。</translation>
    </message>
    <message>
        <source>%1: a shape cannot have a negative size, but got %2.</source>
        <translation>%1：形状里不能有负数，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: a tensor of shape %2 has more elements than memory can hold.</source>
        <translation>%1：形状为 %2 的张量元素太多，内存放不下。</translation>
    </message>
    <message>
        <source>%1: all axes of the input but the first must have a known size, but it has shape %2.</source>
        <translation>%1：除第一个轴外，输入各轴的大小都必须已知，但它的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: axis %2 is out of range for a tensor of rank %3.</source>
        <translation>%1：轴 %2 超出了 %3 阶张量的范围。</translation>
    </message>
    <message>
        <source>%1: batchSize must be 1 or more, but got %2.</source>
        <translation>%1：batchSize 必须不小于 1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: both inputs must have one dtype, but they are %2 and %3.</source>
        <translation>%1：两个输入的数据类型必须相同，但它们是 %2 和 %3。</translation>
    </message>
    <message>
        <source>%1: compile the model first, to choose how it learns: model.compile({.optimizer = &quot;adam&quot;, .loss = &quot;meanSquaredError&quot;}).</source>
        <translation>%1：请先编译模型，决定它怎样学习：model.compile({.optimizer = &quot;adam&quot;, .loss = &quot;meanSquaredError&quot;})。</translation>
    </message>
    <message>
        <source>%1: expected a list of rows, found a single value</source>
        <translation>%1：应为若干行组成的列表，却只有一个值</translation>
    </message>
    <message>
        <source>%1: expected a list of rows, found an object</source>
        <translation>%1：应为若干行组成的列表，却是一个对象</translation>
    </message>
    <message>
        <source>%1: inputs must have three axes or more, but got shape %2, which is flat already.</source>
        <translation>%1：输入至少要有三个轴，但形状是 %2，已经是展平的了。</translation>
    </message>
    <message>
        <source>%1: inputs must have two axes or more, [samples, numbers], but got shape %2.</source>
        <translation>%1：输入至少要有两个轴，即 [样本数, 数值个数]，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: it was made for inputs of shape %2, but the layer before it puts out %3.</source>
        <translation>%1：这一层为形状 %2 的输入而建，但前一层的输出是 %3。</translation>
    </message>
    <message>
        <source>%1: labels of shape %2 cannot be compared with predictions of shape %3; they must have the same shape.</source>
        <translation>%1：形状为 %2 的标签无法与形状为 %3 的预测比较，两者形状必须相同。</translation>
    </message>
    <message>
        <source>%1: none of the model&apos;s weights can be trained: its layers have none, or are frozen.</source>
        <translation>%1：模型里没有可以训练的权重：各层没有权重，或者都被冻结了。</translation>
    </message>
    <message>
        <source>%1: not valid JSON at byte %2, after row %3</source>
        <translation>%1：第 %3 行之后、第 %2 字节处不是有效的 JSON</translation>
    </message>
    <message>
        <source>%1: paddings must not be negative, but are [%2, %3].</source>
        <translation>%1：填充宽度不能为负，但它们是 [%2, %3]。</translation>
    </message>
    <message>
        <source>%1: random %2 tensors are not supported.</source>
        <translation>%1：不支持随机的 %2 张量。</translation>
    </message>
    <message>
        <source>%1: random bool tensors are not supported.</source>
        <translation>%1：不支持随机的 bool 张量。</translation>
    </message>
    <message>
        <source>%1: row %2 %3</source>
        <translation>%1：第 %2 行 %3</translation>
    </message>
    <message>
        <source>%1: row %2 is not an object with named values</source>
        <translation>%1：第 %2 行不是带有名称和值的对象</translation>
    </message>
    <message>
        <source>%1: shapes %2 and %3 cannot be broadcast together.</source>
        <translation>%1：形状 %2 和 %3 无法一起广播。</translation>
    </message>
    <message>
        <source>%1: the attribute &quot;%2&quot; has a value of the wrong type.</source>
        <translation>%1：属性“%2”的值类型不对。</translation>
    </message>
    <message>
        <source>%1: the file cannot be opened</source>
        <translation>%1：无法打开这个文件</translation>
    </message>
    <message>
        <source>%1: the input %2 is an empty tensor handle.</source>
        <translation>%1：输入 %2 是空的张量句柄。</translation>
    </message>
    <message>
        <source>%1: the input %2 must be %3, but it is %4.</source>
        <translation>%1：输入 %2 必须是 %3，但它是 %4。</translation>
    </message>
    <message>
        <source>%1: the input %2 of shape %3 was disposed.</source>
        <translation>%1：形状为 %3 的输入 %2 已经释放。</translation>
    </message>
    <message>
        <source>%1: the input shape must hold sizes of 1 or more, or -1 for any, but got %2.</source>
        <translation>%1：输入形状中的每个大小都必须不小于 1，或用 -1 表示任意，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: the last axis of the input must have a known size, but the input has shape %2.</source>
        <translation>%1：输入最后一个轴的大小必须已知，但输入的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: the last axis of the input must have size %2, but the input has shape %3.</source>
        <translation>%1：输入最后一个轴的大小必须是 %2，但输入的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the loss &quot;%2&quot; expects class numbers, y of shape %3, but y has shape %4. For one-hot labels, use &quot;categoricalCrossentropy&quot;.</source>
        <translation>%1：损失“%2”需要类别编号，即形状为 %3 的 y，但 y 的形状是 %4。独热标签请用 &quot;categoricalCrossentropy&quot;。</translation>
    </message>
    <message>
        <source>%1: the loss &quot;%2&quot; expects one-hot labels, a column for each of several classes, but y has shape %3. For class numbers, use &quot;sparseCategoricalCrossentropy&quot;.</source>
        <translation>%1：损失“%2”需要独热标签，即每个类别一列，但 y 的形状是 %3。类别编号请用 &quot;sparseCategoricalCrossentropy&quot;。</translation>
    </message>
    <message>
        <source>%1: the model is empty; add layers first.</source>
        <translation>%1：模型是空的，请先添加层。</translation>
    </message>
    <message>
        <source>%1: the region [%2] is never closed</source>
        <translation>%1：区域 [%2] 没有结束标记</translation>
    </message>
    <message>
        <source>%1: the values must have %2 axes, but their shape is %3.</source>
        <translation>%1：这些值必须有 %2 个轴，但形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the weight %2 holds %3 of shape %4, but was given %5 of shape %6.</source>
        <translation>%1：权重 %2 存放形状为 %4 的 %3，给出的却是形状为 %6 的 %5。</translation>
    </message>
    <message>
        <source>%1: there are %2 weights to set, but %3 were given.</source>
        <translation>%1：需要设置 %2 个权重，却给出了 %3 个。</translation>
    </message>
    <message>
        <source>%1: units must be 1 or more, but got %2.</source>
        <translation>%1：units 必须不小于 1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: x has %2 samples, but y has labels for %3; each sample needs its label.</source>
        <translation>%1：x 有 %2 个样本，y 却有 %3 个标签；每个样本都要有自己的标签。</translation>
    </message>
    <message>
        <source>%1:%2: %3</source>
        <translation>%1:%2：%3</translation>
    </message>
    <message>
        <source>A %1 tensor cannot be combined with a %2 tensor.</source>
        <translation>%1 张量不能与 %2 张量一起运算。</translation>
    </message>
    <message>
        <source>A callback knows its model only while fit() runs.</source>
        <translation>回调只有在 fit() 运行期间才知道自己的模型。</translation>
    </message>
    <message>
        <source>A single number was asked of a tensor of shape %1, which has %2 elements.</source>
        <translation>想从形状为 %1 的张量取一个数，但它有 %2 个元素。</translation>
    </message>
    <message>
        <source>A tensor of rank %1 is not supported: the highest rank is %2.</source>
        <translation>不支持 %1 阶张量：最高为 %2 阶。</translation>
    </message>
    <message>
        <source>An empty tensor handle was used: it was never given a tensor.</source>
        <translation>用到了空的张量句柄：它从未得到过张量。</translation>
    </message>
    <message>
        <source>An empty variable handle was used: it was never given a variable.</source>
        <translation>用到了空的变量句柄：它从未得到过变量。</translation>
    </message>
    <message>
        <source>Backend %1 has a kernel for the unknown op %2.</source>
        <translation>后端 %1 为未知的运算 %2 提供了内核。</translation>
    </message>
    <message>
        <source>Cannot compute the gradient of y = f(x): y does not depend on x. Make sure that f computes y from x with ops that have gradients.</source>
        <translation>无法计算 y = f(x) 的梯度：y 不依赖于 x。请确认 f 用有梯度的运算从 x 算出 y。</translation>
    </message>
    <message>
        <source>The activation &quot;%1&quot; was given no function.</source>
        <translation>激活函数“%1”没有给出具体的函数。</translation>
    </message>
    <message>
        <source>The backend reference cannot compute with %1 here.</source>
        <translation>reference 后端在这里不能用 %1 计算。</translation>
    </message>
    <message>
        <source>The gradient of %1 for its input %2 has shape %3, but the input has shape %4.</source>
        <translation>%1 对输入 %2 的梯度形状是 %3，但该输入的形状是 %4。</translation>
    </message>
    <message>
        <source>The history has no &quot;%1&quot;. It has: %2.</source>
        <translation>训练记录里没有“%1”，有的是：%2。</translation>
    </message>
    <message>
        <source>The initializer &quot;constant&quot; needs a value: use initializers::Constant{0.5}.</source>
        <translation>初始化方法 &quot;constant&quot; 需要一个值：请用 initializers::Constant{0.5}。</translation>
    </message>
    <message>
        <source>The learning rate must be a number of 0 or more, but got %1.</source>
        <translation>学习率必须是不小于 0 的数，却得到了 %1。</translation>
    </message>
    <message>
        <source>The logs have no &quot;%1&quot;. They have: %2.</source>
        <translation>日志里没有“%1”，有的是：%2。</translation>
    </message>
    <message>
        <source>The metric &quot;%1&quot; depends on the loss and the model&apos;s output; it cannot be used alone.</source>
        <translation>指标“%1”取决于损失和模型的输出，不能单独使用。</translation>
    </message>
    <message>
        <source>The metric &quot;%1&quot; was given no function.</source>
        <translation>指标“%1”没有给出具体的函数。</translation>
    </message>
    <message>
        <source>The model has no layer &quot;%1&quot;. Did you mean &quot;%3&quot;? It has: %2.</source>
        <translation>模型里没有名为“%1”的层。是不是想写“%3”？现有的层：%2。</translation>
    </message>
    <message>
        <source>The model has no layer &quot;%1&quot;. It has: %2.</source>
        <translation>模型里没有名为“%1”的层。现有的层：%2。</translation>
    </message>
    <message>
        <source>The model has no optimizer yet: compile it first.</source>
        <translation>模型还没有优化器：请先编译它。</translation>
    </message>
    <message>
        <source>The number of threads must be 1 to 256, but is %1.</source>
        <translation>线程数必须在 1 到 256 之间，但它是 %1。</translation>
    </message>
    <message>
        <source>There is a backend named %1 already.</source>
        <translation>已经有名为 %1 的后端了。</translation>
    </message>
    <message>
        <source>There is no activation &quot;%1&quot;. Choose one of %2.</source>
        <translation>没有名为“%1”的激活函数。可选：%2。</translation>
    </message>
    <message>
        <source>There is no activation &quot;%1&quot;. Did you mean &quot;%3&quot;? Choose one of %2.</source>
        <translation>没有名为“%1”的激活函数。是不是想写“%3”？可选：%2。</translation>
    </message>
    <message>
        <source>There is no backend &quot;%1&quot;: use one of %2.</source>
        <translation>没有名为“%1”的后端：请用 %2 之一。</translation>
    </message>
    <message>
        <source>There is no backend yet: call tp::start() first.</source>
        <translation>还没有后端：请先调用 tp::start()。</translation>
    </message>
    <message>
        <source>There is no gradient for the variable %1.</source>
        <translation>变量 %1 没有梯度。</translation>
    </message>
    <message>
        <source>There is no initializer &quot;%1&quot;. Choose one of %2.</source>
        <translation>没有名为“%1”的初始化方法。可选：%2。</translation>
    </message>
    <message>
        <source>There is no initializer &quot;%1&quot;. Did you mean &quot;%3&quot;? Choose one of %2.</source>
        <translation>没有名为“%1”的初始化方法。是不是想写“%3”？可选：%2。</translation>
    </message>
    <message>
        <source>There is no loss &quot;%1&quot;. Choose one of %2.</source>
        <translation>没有名为“%1”的损失。可选：%2。</translation>
    </message>
    <message>
        <source>There is no loss &quot;%1&quot;. Did you mean &quot;%3&quot;? Choose one of %2.</source>
        <translation>没有名为“%1”的损失。是不是想写“%3”？可选：%2。</translation>
    </message>
    <message>
        <source>There is no metric &quot;%1&quot;. Choose one of %2.</source>
        <translation>没有名为“%1”的指标。可选：%2。</translation>
    </message>
    <message>
        <source>There is no metric &quot;%1&quot;. Did you mean &quot;%3&quot;? Choose one of %2.</source>
        <translation>没有名为“%1”的指标。是不是想写“%3”？可选：%2。</translation>
    </message>
    <message>
        <source>There is no optimizer &quot;%1&quot;. Choose one of %2.</source>
        <translation>没有名为“%1”的优化器。可选：%2。</translation>
    </message>
    <message>
        <source>There is no optimizer &quot;%1&quot;. Did you mean &quot;%3&quot;? Choose one of %2.</source>
        <translation>没有名为“%1”的优化器。是不是想写“%3”？可选：%2。</translation>
    </message>
    <message>
        <source>There is not enough memory for a tensor of %1 bytes.</source>
        <translation>内存不足，放不下 %1 字节的张量。</translation>
    </message>
    <message>
        <source>This tensor holds %1 elements; they cannot be read as %2. Use cast() first.</source>
        <translation>这个张量的元素是 %1，不能当作 %2 读取。请先用 cast()。</translation>
    </message>
    <message>
        <source>This tensor of shape %1 was disposed: make it again, or keep() it out of the tidy() that freed it.</source>
        <translation>这个形状为 %1 的张量已经释放：请重新创建，或者用 keep() 让它不被 tidy() 释放。</translation>
    </message>
    <message>
        <source>Unknown dtype &quot;%1&quot;: use float32, int32, bool, complex64 or string.</source>
        <translation>未知的数据类型“%1”：请用 float32、int32、bool、complex64 或 string。</translation>
    </message>
    <message>
        <source>Variable %1 holds %2 of shape %3; it cannot take %4 of shape %5.</source>
        <translation>变量 %1 存放形状为 %3 的 %2，不能接受形状为 %5 的 %4。</translation>
    </message>
    <message>
        <source>add: the model has a layer &quot;%1&quot; already; names must differ.</source>
        <translation>add：模型里已经有名为“%1”的层，名称不能重复。</translation>
    </message>
    <message>
        <source>add: there is no layer to add: the pointer is null.</source>
        <translation>add：没有可添加的层：指针为空。</translation>
    </message>
    <message>
        <source>addN: all tensors must be %1 of shape %2 like the first, but one is %3 of shape %4.</source>
        <translation>addN：所有张量都要像第一个那样是形状为 %2 的 %1，但有一个是形状为 %4 的 %3。</translation>
    </message>
    <message>
        <source>addN: give at least one tensor to add.</source>
        <translation>addN：至少要给一个张量。</translation>
    </message>
    <message>
        <source>broadcastTo: a tensor of shape %1 cannot be stretched to shape %2.</source>
        <translation>broadcastTo：形状为 %1 的张量不能扩展成形状 %2。</translation>
    </message>
    <message>
        <source>cast: a %1 tensor cannot become %2.</source>
        <translation>cast：%1 张量不能转换成 %2。</translation>
    </message>
    <message>
        <source>clipByValue: the lower bound %1 is above the upper bound %2.</source>
        <translation>clipByValue：下限 %1 大于上限 %2。</translation>
    </message>
    <message>
        <source>compile: choose a loss, such as &quot;meanSquaredError&quot;.</source>
        <translation>compile：请选择损失，例如 &quot;meanSquaredError&quot;。</translation>
    </message>
    <message>
        <source>compile: choose an optimizer, such as &quot;adam&quot;.</source>
        <translation>compile：请选择优化器，例如 &quot;adam&quot;。</translation>
    </message>
    <message>
        <source>concat: give at least one tensor.</source>
        <translation>concat：至少要给一个张量。</translation>
    </message>
    <message>
        <source>concat: the tensors may differ along axis %1 only, but tensor 0 is %2 of shape %3 and tensor %4 is %5 of shape %6.</source>
        <translation>concat：各张量只能在轴 %1 上不同，但张量 0 是形状为 %3 的 %2，张量 %4 是形状为 %6 的 %5。</translation>
    </message>
    <message>
        <source>dot: both tensors must be vectors or matrices, but their shapes are %1 and %2.</source>
        <translation>dot：两个张量都必须是向量或矩阵，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>dot: the inner sizes %1 and %2 differ, for shapes %3 and %4.</source>
        <translation>dot：内侧大小 %1 和 %2 不同，形状分别是 %3 和 %4。</translation>
    </message>
    <message>
        <source>earlyStopping: patience must be 0 or more, but got %1.</source>
        <translation>earlyStopping：patience 不能小于 0，却得到了 %1。</translation>
    </message>
    <message>
        <source>fit: classWeight must name all classes in the labels, but lacks class %1.</source>
        <translation>fit：classWeight 必须包含标签里的所有类别，但缺少类别 %1。</translation>
    </message>
    <message>
        <source>fit: classWeight needs labels of shape [samples, classes] or [samples, 1], but y has shape %1.</source>
        <translation>fit：classWeight 需要形状为 [样本数, 类别数] 或 [样本数, 1] 的标签，但 y 的形状是 %1。</translation>
    </message>
    <message>
        <source>fit: epochs must be 1 or more, but got %1.</source>
        <translation>fit：epochs 必须不小于 1，却得到了 %1。</translation>
    </message>
    <message>
        <source>fit: initialEpoch must be 0 or more, but got %1.</source>
        <translation>fit：initialEpoch 不能小于 0，却得到了 %1。</translation>
    </message>
    <message>
        <source>fit: validationData needs both x and y.</source>
        <translation>fit：validationData 同时需要 x 和 y。</translation>
    </message>
    <message>
        <source>fit: validationSplit %1 leaves none of the %2 samples to train with.</source>
        <translation>fit：validationSplit 为 %1 时，%2 个样本里没有一个留给训练。</translation>
    </message>
    <message>
        <source>fit: validationSplit is the share of samples to validate with, 0 or more and less than 1, but got %1.</source>
        <translation>fit：validationSplit 是用于验证的样本比例，不小于 0 且小于 1，却得到了 %1。</translation>
    </message>
    <message>
        <source>fromBuffer: the buffer holds %1 elements, but shape %2 needs %3.</source>
        <translation>fromBuffer：缓冲区里有 %1 个元素，但形状 %2 需要 %3 个。</translation>
    </message>
    <message>
        <source>gather: batchDims is %1, but must be between 0 and %2 here.</source>
        <translation>gather：batchDims 是 %1，但这里必须在 0 与 %2 之间。</translation>
    </message>
    <message>
        <source>gather: the first %1 axes of tensor and indices must agree, but their shapes are %2 and %3.</source>
        <translation>gather：张量与索引的前 %1 个轴必须一致，但它们的形状是 %2 和 %3。</translation>
    </message>
    <message>
        <source>gather: the index %1 is not in [0, %2).</source>
        <translation>gather：索引 %1 不在 [0, %2) 之内。</translation>
    </message>
    <message>
        <source>grad: f(x) has shape %1, so dy must have it too, but dy has shape %2.</source>
        <translation>grad：f(x) 的形状是 %1，dy 也必须如此，但 dy 的形状是 %2。</translation>
    </message>
    <message>
        <source>identity: only square matrices can be filled, but the weights have shape %1.</source>
        <translation>identity：只能填充方阵，但权重的形状是 %1。</translation>
    </message>
    <message>
        <source>linspace: at least one number must be asked for, but num is %1.</source>
        <translation>linspace：至少要取一个数，但 num 是 %1。</translation>
    </message>
    <message>
        <source>matMul: both tensors must have at least 2 axes, but their shapes are %1 and %2.</source>
        <translation>matMul：两个张量都至少要有 2 个轴，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>matMul: both tensors must have one dtype, but they are %1 and %2.</source>
        <translation>matMul：两个张量的数据类型必须相同，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>matMul: the inner sizes %1 and %2 differ, for shapes %3 and %4, transposeA=%5 and transposeB=%6.</source>
        <translation>matMul：内侧大小 %1 和 %2 不同，形状分别是 %3 和 %4，transposeA=%5，transposeB=%6。</translation>
    </message>
    <message>
        <source>mirrorPad: a margin of %1 is wider than an axis of size %2 can be mirrored.</source>
        <translation>mirrorPad：大小为 %2 的轴镜像不出 %1 那么宽的边。</translation>
    </message>
    <message>
        <source>mirrorPad: the mode must be reflect or symmetric, but it is %1.</source>
        <translation>mirrorPad：模式必须是 reflect 或 symmetric，但它是 %1。</translation>
    </message>
    <message>
        <source>norm: for matrices the order must be euclidean, fro, 1, inf or -inf, but it is %1.</source>
        <translation>norm：矩阵的范数类型必须是 euclidean、fro、1、inf 或 -inf，但它是 %1。</translation>
    </message>
    <message>
        <source>norm: for vectors the order must be euclidean, 1, 2, inf or -inf, but it is %1.</source>
        <translation>norm：向量的范数类型必须是 euclidean、1、2、inf 或 -inf，但它是 %1。</translation>
    </message>
    <message>
        <source>oneHot: the depth must be 2 or more, but it is %1.</source>
        <translation>oneHot：depth 必须不小于 2，但它是 %1。</translation>
    </message>
    <message>
        <source>orthogonal: only matrices can be filled, but the weights have shape %1.</source>
        <translation>orthogonal：只能填充矩阵，但权重的形状是 %1。</translation>
    </message>
    <message>
        <source>outerProduct: both tensors must be vectors, but their shapes are %1 and %2.</source>
        <translation>outerProduct：两个张量都必须是向量，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>pop: the model has no layers.</source>
        <translation>pop：模型里没有层。</translation>
    </message>
    <message>
        <source>range: the step must not be 0.</source>
        <translation>range：步长不能为 0。</translation>
    </message>
    <message>
        <source>reshape: a tensor of shape %1 has %2 elements, but shape %3 needs %4.</source>
        <translation>reshape：形状为 %1 的张量有 %2 个元素，但形状 %3 需要 %4 个。</translation>
    </message>
    <message>
        <source>reshape: only one size may be -1, but the shape is %1.</source>
        <translation>reshape：只能有一个大小是 -1，但形状是 %1。</translation>
    </message>
    <message>
        <source>shuffle: a scalar has nothing to shuffle.</source>
        <translation>shuffle：标量没有可打乱的内容。</translation>
    </message>
    <message>
        <source>slice: %1 elements from %2 on do not fit into axis %3 of shape %4.</source>
        <translation>slice：从 %2 开始的 %1 个元素超出了形状 %4 的轴 %3。</translation>
    </message>
    <message>
        <source>slice: begin has %1 and size %2 entries, but the tensor has rank %3.</source>
        <translation>slice：begin 有 %1 项、size 有 %2 项，但张量是 %3 阶的。</translation>
    </message>
    <message>
        <source>split: an axis of size %1 cannot be cut into %2 equal parts.</source>
        <translation>split：大小为 %1 的轴不能等分成 %2 份。</translation>
    </message>
    <message>
        <source>split: the only part has size %1, but the axis has size %2.</source>
        <translation>split：唯一的一份大小是 %1，但轴的大小是 %2。</translation>
    </message>
    <message>
        <source>split: the sizes add up to %1, but the axis has size %2.</source>
        <translation>split：各份大小之和是 %1，但轴的大小是 %2。</translation>
    </message>
    <message>
        <source>split: the sizes must be 0 or more, but one is %1.</source>
        <translation>split：各份大小不能小于 0，但有一个是 %1。</translation>
    </message>
    <message>
        <source>squeeze: axis %1 of shape %2 cannot be dropped: its size is not 1.</source>
        <translation>squeeze：形状 %2 的轴 %1 不能去掉：它的大小不是 1。</translation>
    </message>
    <message>
        <source>stack: all tensors must be %1 of shape %2 like the first, but one is %3 of shape %4.</source>
        <translation>stack：所有张量都要像第一个那样是形状为 %2 的 %1，但有一个是形状为 %4 的 %3。</translation>
    </message>
    <message>
        <source>stack: give at least one tensor.</source>
        <translation>stack：至少要给一个张量。</translation>
    </message>
    <message>
        <source>stage: the chart &quot;%1&quot; has no series &quot;%2&quot;</source>
        <translation>stage：图表“%1”里没有序列“%2”</translation>
    </message>
    <message>
        <source>stage: there is no chart &quot;%1&quot;</source>
        <translation>stage：没有图表“%1”</translation>
    </message>
    <message>
        <source>stridedSlice: %1 entries were given for a tensor of rank %2.</source>
        <translation>stridedSlice：给出了 %1 项，但张量是 %2 阶的。</translation>
    </message>
    <message>
        <source>stridedSlice: a stride must not be 0.</source>
        <translation>stridedSlice：步幅不能为 0。</translation>
    </message>
    <message>
        <source>stridedSlice: begin, end and strides must be equally long, but have %1, %2 and %3 entries.</source>
        <translation>stridedSlice：begin、end 和 strides 的长度必须相同，但它们有 %1、%2 和 %3 项。</translation>
    </message>
    <message>
        <source>stridedSlice: the index %1 is out of bounds for an axis of size %2.</source>
        <translation>stridedSlice：索引 %1 超出了大小为 %2 的轴。</translation>
    </message>
    <message>
        <source>summary: %1 is no position in a line.</source>
        <translation>summary：%1 不是行内的位置。</translation>
    </message>
    <message>
        <source>summary: %1 positions are needed, but %2 were given.</source>
        <translation>summary：需要 %1 个位置，却给出了 %2 个。</translation>
    </message>
    <message>
        <source>table: row %1 has &quot;%2&quot; in column &quot;%3&quot;, where a number is expected</source>
        <translation>table：第 %1 行的“%3”列应为数值，却是“%2”</translation>
    </message>
    <message>
        <source>table: there is no column &quot;%1&quot;</source>
        <translation>table：没有名为“%1”的列</translation>
    </message>
    <message>
        <source>table: there is no row %1; it has %2 rows</source>
        <translation>table：没有第 %1 行；一共有 %2 行</translation>
    </message>
    <message>
        <source>tensor: %1 values were given, but shape %2 needs %3.</source>
        <translation>tensor：给出了 %1 个值，但形状 %2 需要 %3 个。</translation>
    </message>
    <message>
        <source>tensor: all rows must have the same length, but one has shape %1 and another %2.</source>
        <translation>tensor：各行的长度必须相同，但一行的形状是 %1，另一行是 %2。</translation>
    </message>
    <message>
        <source>tensor: texts make string tensors and numbers make numeric ones; %1 was asked for.</source>
        <translation>tensor：文字构成 string 张量，数字构成数值张量；要求的却是 %1。</translation>
    </message>
    <message>
        <source>the code reads %1, which is no parameter of its step</source>
        <translation>代码读取了 %1，但它不是这一步的参数</translation>
    </message>
    <message>
        <source>the step &quot;%1&quot; has no parameter &quot;%2&quot;</source>
        <translation>步骤“%1”没有参数“%2”</translation>
    </message>
    <message>
        <source>the step has no parameter &quot;%1&quot; of that type</source>
        <translation>这一步没有这种类型的参数“%1”</translation>
    </message>
    <message>
        <source>there is no tutorial &quot;%1&quot;; there are %2</source>
        <translation>没有教程“%1”；现有的是 %2</translation>
    </message>
    <message>
        <source>tile: a tensor cannot be repeated %1 times.</source>
        <translation>tile：张量不能重复 %1 次。</translation>
    </message>
    <message>
        <source>tile: one count for each of the %1 axes is needed, but %2 were given.</source>
        <translation>tile：%1 个轴各需要一个重复次数，却给出了 %2 个。</translation>
    </message>
    <message>
        <source>transpose: perm must name each of the %1 axes once, but it is %2.</source>
        <translation>transpose：perm 必须把 %1 个轴各写一次，但它是 %2。</translation>
    </message>
    <message>
        <source>tutorial %1 has no step &quot;%2&quot;; its steps are %3</source>
        <translation>教程 %1 没有步骤“%2”；它的步骤是 %3</translation>
    </message>
    <message>
        <source>tutorial %1: steps.cpp and the Markdown files have different steps</source>
        <translation>教程 %1：steps.cpp 与 Markdown 文件里的步骤不一致</translation>
    </message>
    <message>
        <source>unsortedSegmentSum: one id for each slice is needed, but the ids have shape %1 and the tensor %2.</source>
        <translation>unsortedSegmentSum：每个切片需要一个编号，但编号的形状是 %1，张量的形状是 %2。</translation>
    </message>
    <message>
        <source>variableGrads: f must return a scalar, but returned a tensor of shape %1.</source>
        <translation>variableGrads：f 必须返回标量，却返回了形状为 %1 的张量。</translation>
    </message>
    <message>
        <source>variableGrads: f&apos;s result depends on none of the %1 variables.</source>
        <translation>variableGrads：f 的结果不依赖于这 %1 个变量中的任何一个。</translation>
    </message>
    <message>
        <source>variableGrads: there are no trainable variables.</source>
        <translation>variableGrads：没有可训练的变量。</translation>
    </message>
    <message>
        <source>varianceScaling: the scale must be a number of 0 or more, but got %1.</source>
        <translation>varianceScaling：scale 必须是不小于 0 的数，却得到了 %1。</translation>
    </message>
    <message>
        <source>where: both choices must have one dtype and shape, but they are %1 %2 and %3 %4.</source>
        <translation>where：两个选项的数据类型和形状必须相同，但它们是 %1 %2 和 %3 %4。</translation>
    </message>
    <message>
        <source>where: the condition has shape %1, but the choices have shape %2.</source>
        <translation>where：条件的形状是 %1，但选项的形状是 %2。</translation>
    </message>
    <message>
        <source>summary: %1 has no weights yet: give its first layer an inputShape, or show it data.</source>
        <translation>summary：%1 还没有权重：请给第一层指定 inputShape，或者先给它看数据。</translation>
    </message>
    <message>
        <source>summary: the model is empty; add layers first.</source>
        <translation>summary：模型是空的，请先添加层。</translation>
    </message>
    <message>
        <source>%1: this model is being trained already; wait, or stop it first.</source>
        <translation>%1：这个模型正在训练；请等待，或者先停止它。</translation>
    </message>
    <message>
        <source>%1: no cell above has a result of this name.</source>
        <translation>%1：上方没有哪个单元格的结果叫这个名称。</translation>
    </message>
    <message>
        <source>%1: takes %2 inputs, but the cell gives %3.</source>
        <translation>%1：需要 %2 个输入，单元格却给了 %3 个。</translation>
    </message>
    <message>
        <source>%1: the input %2 is missing.</source>
        <translation>%1：缺少输入 %2。</translation>
    </message>
    <message>
        <source>%1: there is no attribute called %2.</source>
        <translation>%1：没有名为 %2 的属性。</translation>
    </message>
    <message>
        <source>%1: there is no operation of this name.</source>
        <translation>%1：没有这个名称的运算。</translation>
    </message>
    <message>
        <source>%1: this cell has %2 results, and none with number %3.</source>
        <translation>%1：这个单元格有 %2 个结果，没有编号为 %3 的结果。</translation>
    </message>
    <message>
        <source>%1: “%2” is not a number.</source>
        <translation>%1：“%2”不是数。</translation>
    </message>
    <message>
        <source>%1: “%2” is not a whole number.</source>
        <translation>%1：“%2”不是整数。</translation>
    </message>
    <message>
        <source>%1: “%2” is not true or false.</source>
        <translation>%1：“%2”不是 true 或 false。</translation>
    </message>
    <message>
        <source>The task was cancelled</source>
        <translation>任务已取消</translation>
    </message>
    <message>
        <source>copy: %1 elements are too many for a program&apos;s text; %2 is the most.</source>
        <translation>copy：%1 个元素太多，无法写成代码；最多 %2 个。</translation>
    </message>
    <message>
        <source>fromPixels: a picture has 1, 3 or 4 channels, not %1.</source>
        <translation>fromPixels：图片有 1、3 或 4 个通道，不能是 %1 个。</translation>
    </message>
    <message>
        <source>fromPixels: there is no picture called %1.</source>
        <translation>fromPixels：没有名为 %1 的图片。</translation>
    </message>
    <message>
        <source>tidy: %1 is no operation with one input and one result.</source>
        <translation>tidy：%1 不是单输入、单结果的运算。</translation>
    </message>
    <message>
        <source>tidy: %1 is to be kept, but is none of the steps.</source>
        <translation>tidy：要保留 %1，但步骤中没有它。</translation>
    </message>
    <message>
        <source>tidy: name at least one step, such as square.</source>
        <translation>tidy：至少写一个步骤，例如 square。</translation>
    </message>
    <message>
        <source>values: a ] is missing at place %1.</source>
        <translation>values：位置 %1 处缺少 ]。</translation>
    </message>
    <message>
        <source>values: a text has no closing %1.</source>
        <translation>values：字符串缺少结尾的 %1。</translation>
    </message>
    <message>
        <source>values: brackets may be nested %1 deep at most.</source>
        <translation>values：括号最多嵌套 %1 层。</translation>
    </message>
    <message>
        <source>values: complex numbers cannot be %1.</source>
        <translation>values：复数不能是 %1。</translation>
    </message>
    <message>
        <source>values: texts and numbers cannot stand in one tensor.</source>
        <translation>values：字符串和数不能放在同一个张量里。</translation>
    </message>
    <message>
        <source>values: the brackets at place %1 are nested differently than before.</source>
        <translation>values：位置 %1 处括号的嵌套方式与前面不同。</translation>
    </message>
    <message>
        <source>values: the row at place %1 has %2 elements, but another has %3.</source>
        <translation>values：位置 %1 处的行有 %2 个元素，另一行却有 %3 个。</translation>
    </message>
    <message>
        <source>values: there is nothing; type a number or [1, 2, 3].</source>
        <translation>values：没有内容；请输入一个数，或 [1, 2, 3]。</translation>
    </message>
    <message>
        <source>values: these cannot be %1.</source>
        <translation>values：这些值不能是 %1。</translation>
    </message>
    <message>
        <source>values: “%1” at place %2 is not a number, true, false or a quoted text.</source>
        <translation>values：位置 %2 处的“%1”不是数、true、false 或带引号的字符串。</translation>
    </message>
    <message>
        <source>values: “%1” at place %2 is too much.</source>
        <translation>values：位置 %2 处的“%1”是多余的。</translation>
    </message>
    <message>
        <source>%1 gave no tensor, where one is needed.</source>
        <translation>%1 没有给出张量，而这里需要一个。</translation>
    </message>
    <message>
        <source>%1 stopped answering, and its tensors are lost: start again, or compute on cpu.</source>
        <translation>%1 不再响应，它上面的张量已丢失：请重新启动，或改用 cpu 计算。</translation>
    </message>
    <message>
        <source>%1 takes %2 inputs or more, but got %3.</source>
        <translation>%1 需要至少 %2 个输入，却得到了 %3 个。</translation>
    </message>
    <message>
        <source>%1 was closed, and its tensors with it.</source>
        <translation>%1 已关闭，它上面的张量也随之消失。</translation>
    </message>
    <message>
        <source>%1: %2 block sizes need a tensor of rank %3 or more, but its shape is %4.</source>
        <translation>%1：%2 个块大小需要至少 %3 阶的张量，但它的形状是 %4。</translation>
    </message>
    <message>
        <source>%1: %2 has %3 sizes, but tensors have at most %4 axes.</source>
        <translation>%1：%2 有 %3 个大小，但张量最多有 %4 个轴。</translation>
    </message>
    <message>
        <source>%1: %2 indices are more than splits can count.</source>
        <translation>%1：%2 个索引太多，分段位置数不过来。</translation>
    </message>
    <message>
        <source>%1: %2 must be 0 or more and fit into memory, but one is %3.</source>
        <translation>%1：%2 必须不小于 0 且内存放得下，但其中一个是 %3。</translation>
    </message>
    <message>
        <source>%1: %2 parts are too many: %3 is the most.</source>
        <translation>%1：%2 段太多了，最多 %3 段。</translation>
    </message>
    <message>
        <source>%1: a batch of images [batch, height, width, channels] is needed, but the shape is %2.</source>
        <translation>%1：需要一批图像 [批大小, 高, 宽, 通道]，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: a block size must be 1 or more, but is %2.</source>
        <translation>%1：块大小必须不小于 1，但它是 %2。</translation>
    </message>
    <message>
        <source>%1: a default of shape %2 cannot be stretched to values of shape %3.</source>
        <translation>%1：形状为 %2 的默认值无法扩展成形状为 %3 的值。</translation>
    </message>
    <message>
        <source>%1: a matrix needs at least 2 axes, but the shape is %2.</source>
        <translation>%1：矩阵至少需要 2 个轴，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: a padding must be between 0 and %2, but one is %3.</source>
        <translation>%1：填充宽度必须在 0 到 %2 之间，但其中一个是 %3。</translation>
    </message>
    <message>
        <source>%1: a pair of %2 for each of the %3 block sizes is needed, but %4 numbers were given.</source>
        <translation>%1：%3 个块大小各需要一对 %2，但给出了 %4 个数。</translation>
    </message>
    <message>
        <source>%1: a partition must be ROW_SPLITS or VALUE_ROWIDS, but it is &quot;%2&quot;.</source>
        <translation>%1：分区必须是 ROW_SPLITS 或 VALUE_ROWIDS，但它是“%2”。</translation>
    </message>
    <message>
        <source>%1: a ragged tensor needs splits.</source>
        <translation>%1：不规则张量需要分段位置。</translation>
    </message>
    <message>
        <source>%1: a scalar has no axis to transform.</source>
        <translation>%1：标量没有可以变换的轴。</translation>
    </message>
    <message>
        <source>%1: a scalar has no slices.</source>
        <translation>%1：标量没有切片。</translation>
    </message>
    <message>
        <source>%1: a shape cannot have the size %2.</source>
        <translation>%1：形状里不能有大小 %2。</translation>
    </message>
    <message>
        <source>%1: a shape must be a vector of sizes, but it is a tensor of shape %2.</source>
        <translation>%1：形状必须是由大小组成的向量，但它是形状为 %2 的张量。</translation>
    </message>
    <message>
        <source>%1: a size is a height and a width, but %2 numbers were given.</source>
        <translation>%1：大小由高和宽组成，但给出了 %2 个数。</translation>
    </message>
    <message>
        <source>%1: a split of %2 points past the %3 rows or values that there are.</source>
        <translation>%1：分段位置 %2 超出了现有的 %3 行或值。</translation>
    </message>
    <message>
        <source>%1: a tensor without axes has no rows.</source>
        <translation>%1：没有轴的张量没有行。</translation>
    </message>
    <message>
        <source>%1: a type for each of the %2 partitions is needed, but there are %3.</source>
        <translation>%1：%2 个分区各需要一个类型，但只有 %3 个。</translation>
    </message>
    <message>
        <source>%1: a window of %2 elements at a dilation of %3 is too large.</source>
        <translation>%1：%2 个元素、膨胀率为 %3 的窗口太大了。</translation>
    </message>
    <message>
        <source>%1: a window of size %2 does not fit into an image of size %3 along axis %4.</source>
        <translation>%1：大小为 %2 的窗口放不进沿轴 %4 大小为 %3 的图像。</translation>
    </message>
    <message>
        <source>%1: alignCorners and halfPixelCenters exclude each other.</source>
        <translation>%1：alignCorners 与 halfPixelCenters 不能同时使用。</translation>
    </message>
    <message>
        <source>%1: an axis of size %2 is too long; at most %3 numbers can be transformed.</source>
        <translation>%1：大小为 %2 的轴太长，最多可以变换 %3 个数。</translation>
    </message>
    <message>
        <source>%1: an image of shape %2 is larger than can be worked on.</source>
        <translation>%1：形状为 %2 的图像太大，无法处理。</translation>
    </message>
    <message>
        <source>%1: an image whose last axis has size %2 is needed, but the shape is %3.</source>
        <translation>%1：需要最后一个轴大小为 %2 的图像，但形状是 %3。</translation>
    </message>
    <message>
        <source>%1: axis %2 has size %3 with its paddings, which is no multiple of the block size %4.</source>
        <translation>%1：轴 %2 加上填充后大小是 %3，不是块大小 %4 的倍数。</translation>
    </message>
    <message>
        <source>%1: axis %2 has size %3, but %4 was asked for.</source>
        <translation>%1：轴 %2 的大小是 %3，但要求的是 %4。</translation>
    </message>
    <message>
        <source>%1: dimRoundingMode must be floor, round or ceil, but it is %2.</source>
        <translation>%1：dimRoundingMode 必须是 floor、round 或 ceil，但它是 %2。</translation>
    </message>
    <message>
        <source>%1: dy must have the dilation&apos;s shape %2, but it has %3.</source>
        <translation>%1：dy 的形状必须与膨胀结果相同，即 %2，但它是 %3。</translation>
    </message>
    <message>
        <source>%1: dy of shape %2 does not belong to images of shape %3.</source>
        <translation>%1：形状为 %2 的 dy 与形状为 %3 的图像不匹配。</translation>
    </message>
    <message>
        <source>%1: explicit padding needs a pair of numbers for each of %2 axes, but it has %3 numbers.</source>
        <translation>%1：显式填充要求 %2 个轴各有一对数，但它有 %3 个数。</translation>
    </message>
    <message>
        <source>%1: images of shape %2 have no pixels to resize.</source>
        <translation>%1：形状为 %2 的图像没有像素，无法缩放。</translation>
    </message>
    <message>
        <source>%1: indices and segment ids must be vectors of one length, but their shapes are %2 and %3.</source>
        <translation>%1：索引与段编号必须是等长的向量，但它们的形状是 %2 和 %3。</translation>
    </message>
    <message>
        <source>%1: its kernel on the backend %2 left %3 tensors behind.</source>
        <translation>%1：它在后端 %2 上的内核遗留了 %3 个张量。</translation>
    </message>
    <message>
        <source>%1: no weights or one for each element are needed, but x has shape %2 and the weights %3.</source>
        <translation>%1：权重可以不给，或者每个元素一个；但 x 的形状是 %2，权重的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: one image of rank 3 or a batch of rank 4 is needed, but the shape is %2.</source>
        <translation>%1：需要一幅 3 阶的图像或一批 4 阶的图像，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: one value for each of the %2 rows of indices is needed, but the values have shape %3.</source>
        <translation>%1：%2 行索引各需要一个值，但值的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: only one size may be -1.</source>
        <translation>%1：只能有一个大小是 -1。</translation>
    </message>
    <message>
        <source>%1: splits must ascend from 0 on, but %2 comes after %3.</source>
        <translation>%1：分段位置必须从 0 开始递增，但 %3 之后是 %2。</translation>
    </message>
    <message>
        <source>%1: splits must be a vector of at least one number, but they have shape %2.</source>
        <translation>%1：分段位置必须是至少含一个数的向量，但它们的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: splits must begin with 0 and make at most %2 rows, but they begin with %3 and make %4.</source>
        <translation>%1：分段位置必须从 0 开始并且最多分成 %2 行，但它们从 %3 开始、分成了 %4 行。</translation>
    </message>
    <message>
        <source>%1: strides and dilations cannot both be above 1: make one of them 1.</source>
        <translation>%1：步幅与膨胀率不能都大于 1：请把其中一个设为 1。</translation>
    </message>
    <message>
        <source>%1: the %2 must be between 1 and %3, but one of them is %4.</source>
        <translation>%1：%2 必须在 1 到 %3 之间，但其中一个是 %4。</translation>
    </message>
    <message>
        <source>%1: the %2 must be one number or %3, but there are %4.</source>
        <translation>%1：%2 必须是一个数或 %3 个数，但给出了 %4 个。</translation>
    </message>
    <message>
        <source>%1: the %2 of shape %3 does not broadcast to the result&apos;s shape %4.</source>
        <translation>%1：形状为 %3 的 %2 无法广播成结果的形状 %4。</translation>
    </message>
    <message>
        <source>%1: the activation must be linear, relu, relu6, elu, sigmoid, leakyrelu or prelu, but it is %2.</source>
        <translation>%1：激活函数必须是 linear、relu、relu6、elu、sigmoid、leakyrelu 或 prelu，但它是 %2。</translation>
    </message>
    <message>
        <source>%1: the activation prelu needs preluActivationWeights.</source>
        <translation>%1：激活函数 prelu 需要 preluActivationWeights。</translation>
    </message>
    <message>
        <source>%1: the batch of %2 is no multiple of the %3 places in a block.</source>
        <translation>%1：批大小 %2 不是一个块里 %3 个位置的倍数。</translation>
    </message>
    <message>
        <source>%1: the crops take %2 elements of axis %3, which has only %4.</source>
        <translation>%1：裁剪要从轴 %3 去掉 %2 个元素，但它只有 %4 个。</translation>
    </message>
    <message>
        <source>%1: the data format must be %2 or %3, but it is %4.</source>
        <translation>%1：数据格式必须是 %2 或 %3，但它是 %4。</translation>
    </message>
    <message>
        <source>%1: the data format must be NDHWC, but it is &quot;%2&quot;.</source>
        <translation>%1：数据格式必须是 NDHWC，但它是“%2”。</translation>
    </message>
    <message>
        <source>%1: the default must be a single %2, but it is a %3 of shape %4.</source>
        <translation>%1：默认值必须是单个 %2，但它是形状为 %4 的 %3。</translation>
    </message>
    <message>
        <source>%1: the filter must have %2 axes (%3 in space, channels, and outputs), but its shape is %4.</source>
        <translation>%1：卷积核必须有 %2 个轴（%3 个空间轴、通道、输出），但它的形状是 %4。</translation>
    </message>
    <message>
        <source>%1: the first partition does not say how many rows there are.</source>
        <translation>%1：第一个分区没有说明有多少行。</translation>
    </message>
    <message>
        <source>%1: the first partition must be FIRST_DIM_SIZE or ROW_SPLITS, but it is &quot;%2&quot;.</source>
        <translation>%1：第一个分区必须是 FIRST_DIM_SIZE 或 ROW_SPLITS，但它是“%2”。</translation>
    </message>
    <message>
        <source>%1: the images have %2 channels, but the filter is for %3.</source>
        <translation>%1：图像有 %2 个通道，但卷积核用于 %3 个通道。</translation>
    </message>
    <message>
        <source>%1: the images must have %2 axes (batch, %3 in space, channels), but their shape is %4.</source>
        <translation>%1：图像必须有 %2 个轴（批、%3 个空间轴、通道），但它的形状是 %4。</translation>
    </message>
    <message>
        <source>%1: the index %2 is not in [0, %3), the range along axis %4.</source>
        <translation>%1：索引 %2 不在轴 %4 的范围 [0, %3) 内。</translation>
    </message>
    <message>
        <source>%1: the index %2 is not in [0, %3).</source>
        <translation>%1：索引 %2 不在 [0, %3) 内。</translation>
    </message>
    <message>
        <source>%1: the indices must be a vector or a table of rows, but they are a scalar.</source>
        <translation>%1：索引必须是向量或由行组成的表，但它是标量。</translation>
    </message>
    <message>
        <source>%1: the indices must be rows of %2 numbers, but they have shape %3.</source>
        <translation>%1：索引的每一行必须有 %2 个数，但它的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the input %2 must be [batch, height, width, channels], but its shape is %3.</source>
        <translation>%1：输入 %2 必须是 [批大小, 高, 宽, 通道]，但它的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the input %2 must have the pool&apos;s shape %3, but it has %4.</source>
        <translation>%1：输入 %2 的形状必须与池化结果相同，即 %3，但它是 %4。</translation>
    </message>
    <message>
        <source>%1: the matrix holds NaN or infinity.</source>
        <translation>%1：矩阵里有 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>%1: the matrix is not positive definite.</source>
        <translation>%1：矩阵不是正定的。</translation>
    </message>
    <message>
        <source>%1: the matrix is singular: its rows depend on each other, or are not finite.</source>
        <translation>%1：矩阵是奇异的：它的行线性相关，或含有非有限数。</translation>
    </message>
    <message>
        <source>%1: the matrix must have as many rows as columns, but the shape is %2.</source>
        <translation>%1：矩阵的行数与列数必须相同，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: the only scalar shape is -1, but it is %2.</source>
        <translation>%1：标量形状只能是 -1，但它是 %2。</translation>
    </message>
    <message>
        <source>%1: the padding must be same, valid, a number or pairs of numbers, but it is %2.</source>
        <translation>%1：填充必须是 same、valid、一个数或若干对数，但它是 %2。</translation>
    </message>
    <message>
        <source>%1: the partitions name %2 values, but there are only %3.</source>
        <translation>%1：分区提到了 %2 个值，但只有 %3 个。</translation>
    </message>
    <message>
        <source>%1: the result has %2 axes, but the shape is a tensor of shape %3.</source>
        <translation>%1：结果有 %2 个轴，但给出的形状是形状为 %3 的张量。</translation>
    </message>
    <message>
        <source>%1: the result has %2 splits, but %3 were asked for.</source>
        <translation>%1：结果有 %2 个分段，但要求的是 %3 个。</translation>
    </message>
    <message>
        <source>%1: the result would be too large.</source>
        <translation>%1：结果会太大。</translation>
    </message>
    <message>
        <source>%1: the row %2 is not in [0, %3).</source>
        <translation>%1：行号 %2 不在 [0, %3) 内。</translation>
    </message>
    <message>
        <source>%1: the rows of indices have %2 numbers, but there are only %3 axes.</source>
        <translation>%1：索引的每一行有 %2 个数，但只有 %3 个轴。</translation>
    </message>
    <message>
        <source>%1: the rows of values must ascend from 0 to below %2, but %3 comes after %4.</source>
        <translation>%1：值的行号必须从 0 开始递增并小于 %2，但 %4 之后是 %3。</translation>
    </message>
    <message>
        <source>%1: the rows of values must be a vector, but they have shape %2.</source>
        <translation>%1：值的行号必须是向量，但它们的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: the segment ids must ascend from 0 on, but %2 comes after %3.</source>
        <translation>%1：段编号必须从 0 开始递增，但 %3 之后是 %2。</translation>
    </message>
    <message>
        <source>%1: the shape %2 has too many places to count.</source>
        <translation>%1：形状 %2 的位置太多，数不过来。</translation>
    </message>
    <message>
        <source>%1: the shapes %2 and %3 do not have as many places.</source>
        <translation>%1：形状 %2 和 %3 的位置数不相等。</translation>
    </message>
    <message>
        <source>%1: the size for -1 cannot be told, with %2 places elsewhere.</source>
        <translation>%1：其他轴共有 %2 个位置，无法确定 -1 处的大小。</translation>
    </message>
    <message>
        <source>%1: the size must not be negative, but it is %2.</source>
        <translation>%1：大小不能为负，但它是 %2。</translation>
    </message>
    <message>
        <source>%1: the values are %2, but the default is %3.</source>
        <translation>%1：值是 %2，但默认值是 %3。</translation>
    </message>
    <message>
        <source>%1: the values must have at least one axis.</source>
        <translation>%1：值必须至少有一个轴。</translation>
    </message>
    <message>
        <source>%1: there is no counting of the negative number %2.</source>
        <translation>%1：无法给负数 %2 计数。</translation>
    </message>
    <message>
        <source>%1: updates of shape %2 do not fit indices of shape %3 and a tensor of shape %4.</source>
        <translation>%1：形状为 %2 的更新与形状为 %3 的索引、形状为 %4 的张量不匹配。</translation>
    </message>
    <message>
        <source>%1: with a dimRoundingMode, the padding must be a number, but it is %2.</source>
        <translation>%1：使用 dimRoundingMode 时，填充必须是一个数，但它是 %2。</translation>
    </message>
    <message>
        <source>%1: with images of shape %2 and a filter of shape %3, dy must have shape %4, but it has %5.</source>
        <translation>%1：图像形状为 %2、卷积核形状为 %3 时，dy 的形状必须是 %4，但它是 %5。</translation>
    </message>
    <message>
        <source>%1: x, y and dy must have one shape, but %2 and %3 differ.</source>
        <translation>%1：x、y 和 dy 的形状必须相同，但 %2 与 %3 不同。</translation>
    </message>
    <message>
        <source>A tensor cannot be limited to %1 bytes.</source>
        <translation>无法把张量限制为 %1 字节。</translation>
    </message>
    <message>
        <source>A tensor of %1 bytes is larger than the limit of %2 bytes (MAX_TENSOR_BYTES).</source>
        <translation>%1 字节的张量超过了 %2 字节的上限（MAX_TENSOR_BYTES）。</translation>
    </message>
    <message>
        <source>CPU_THREADS must be a whole number from 1 to 256, but it is %1.</source>
        <translation>CPU_THREADS 必须是 1 到 256 的整数，但它是 %1。</translation>
    </message>
    <message>
        <source>Flags are written NAME:value with commas between, but one is &quot;%1&quot;.</source>
        <translation>标志的写法是“名称:值”，用逗号分隔，但其中一个是“%1”。</translation>
    </message>
    <message>
        <source>MAX_TENSOR_BYTES must be 0 or more, but it is %1.</source>
        <translation>MAX_TENSOR_BYTES 必须不小于 0，但它是 %1。</translation>
    </message>
    <message>
        <source>The flag %1 is %2, not %3.</source>
        <translation>标志 %1 是 %2，不是 %3。</translation>
    </message>
    <message>
        <source>The flag %1 must be %2, but it is &quot;%3&quot;.</source>
        <translation>标志 %1 必须是 %2，但它是“%3”。</translation>
    </message>
    <message>
        <source>The pattern &quot;%1&quot; is faulty at position %2: %3.</source>
        <translation>模式“%1”在位置 %2 有错：%3。</translation>
    </message>
    <message>
        <source>The search for a pattern in a text of %1 letters was given up: %2.</source>
        <translation>在 %1 个字符的文本里查找模式的过程被中止：%2。</translation>
    </message>
    <message>
        <source>There is a flag %1 already.</source>
        <translation>已经有标志 %1 了。</translation>
    </message>
    <message>
        <source>There is no flag &quot;%1&quot;: use one of %2.</source>
        <translation>没有标志“%1”，可用的有：%2。</translation>
    </message>
    <message>
        <source>There is not enough memory for a tensor of %1 bytes: %2 bytes are free.</source>
        <translation>内存不够存放 %1 字节的张量：空闲内存是 %2 字节。</translation>
    </message>
    <message>
        <source>There is not enough memory on %1 for a tensor of %2 bytes: free some tensors, or compute on cpu.</source>
        <translation>%1 上的内存不够存放 %2 字节的张量：请释放一些张量，或改用 cpu 计算。</translation>
    </message>
    <message>
        <source>Vulkan: %1 failed, because %2 (code %3).</source>
        <translation>Vulkan：%1 失败，因为 %2（代码 %3）。</translation>
    </message>
    <message>
        <source>Vulkan: the device has no memory of the kind that we need.</source>
        <translation>Vulkan：设备没有我们需要的那种内存。</translation>
    </message>
    <message>
        <source>bandPart: %1 diagonals below and %2 above are more than a matrix of shape %3 has.</source>
        <translation>bandPart：下方 %1 条和上方 %2 条对角线超出了形状为 %3 的矩阵。</translation>
    </message>
    <message>
        <source>bandPart: a matrix needs at least 2 axes, but the shape is %1.</source>
        <translation>bandPart：矩阵至少需要 2 个轴，但形状是 %1。</translation>
    </message>
    <message>
        <source>basicLSTMCell: the kernel must have four columns for each unit, but its shape is %1.</source>
        <translation>basicLSTMCell：核必须为每个单元提供四列，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>batchNorm%1d: mean, variance, offset and scale must be of rank %1 or 1, but one has shape %2.</source>
        <translation>batchNorm%1d：均值、方差、偏移和缩放必须是 %1 阶或 1 阶，但其中一个的形状是 %2。</translation>
    </message>
    <message>
        <source>batchNorm%1d: x must be of rank %1, but its shape is %2.</source>
        <translation>batchNorm%1d：x 必须是 %1 阶，但它的形状是 %2。</translation>
    </message>
    <message>
        <source>batchNorm: a tensor of shape %1 does not broadcast to x of shape %2.</source>
        <translation>batchNorm：形状为 %1 的张量无法广播成 x 的形状 %2。</translation>
    </message>
    <message>
        <source>batchNorm: mean, variance, offset and scale must be of one rank, but the mean has shape %1 and another %2.</source>
        <translation>batchNorm：均值、方差、偏移和缩放的阶必须相同，但均值的形状是 %1，另一个是 %2。</translation>
    </message>
    <message>
        <source>booleanMask: a mask of shape %1 does not fit the axes from %2 on of a tensor of shape %3.</source>
        <translation>booleanMask：形状为 %1 的掩码与形状为 %3 的张量从轴 %2 起的部分不匹配。</translation>
    </message>
    <message>
        <source>booleanMask: the mask must not be a scalar.</source>
        <translation>booleanMask：掩码不能是标量。</translation>
    </message>
    <message>
        <source>broadcastArgs: shapes are vectors, but one is a tensor of shape %1.</source>
        <translation>broadcastArgs：形状应为向量，但其中一个是形状为 %1 的张量。</translation>
    </message>
    <message>
        <source>broadcastArgs: the sizes %1 and %2 do not go together.</source>
        <translation>broadcastArgs：大小 %1 和 %2 无法一起广播。</translation>
    </message>
    <message>
        <source>buffer: a shape of %1 needs %2 values, but there are %3.</source>
        <translation>buffer：形状 %1 需要 %2 个值，但给出了 %3 个。</translation>
    </message>
    <message>
        <source>buffer: there is no place [%1] in the shape %2.</source>
        <translation>buffer：形状 %2 里没有位置 [%1]。</translation>
    </message>
    <message>
        <source>complex: both parts must have one shape, but the shapes are %1 and %2.</source>
        <translation>complex：实部与虚部的形状必须相同，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>confusionMatrix: labels and predictions must be vectors of one length, but their shapes are %1 and %2.</source>
        <translation>confusionMatrix：标签与预测必须是等长的向量，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>confusionMatrix: the number of classes must be positive, but it is %1.</source>
        <translation>confusionMatrix：类别数必须为正，但它是 %1。</translation>
    </message>
    <message>
        <source>conv1d: the data format must be NWC, but it is %1.</source>
        <translation>conv1d：数据格式必须是 NWC，但它是 %1。</translation>
    </message>
    <message>
        <source>conv1d: x must be [batch, steps, channels] and the filter [size, channels, outputs], but their shapes are %1 and %2.</source>
        <translation>conv1d：x 必须是 [批大小, 步数, 通道]，卷积核必须是 [大小, 通道, 输出]，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>cropAndResize: boxes must be [count, 4] and boxInd [count], but their shapes are %1 and %2.</source>
        <translation>cropAndResize：boxes 必须是 [个数, 4]，boxInd 必须是 [个数]，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>cropAndResize: images of shape %1 have no pixels to crop.</source>
        <translation>cropAndResize：形状为 %1 的图像没有像素可以裁剪。</translation>
    </message>
    <message>
        <source>cropAndResize: the crop&apos;s size must be a height and a width of 1 or more.</source>
        <translation>cropAndResize：裁剪大小必须是不小于 1 的高和宽。</translation>
    </message>
    <message>
        <source>cropAndResize: the method must be bilinear or nearest, but it is &quot;%1&quot;.</source>
        <translation>cropAndResize：方法必须是 bilinear 或 nearest，但它是“%1”。</translation>
    </message>
    <message>
        <source>cropAndResize: there is no image %1 in a batch of %2.</source>
        <translation>cropAndResize：一批 %2 幅图像里没有第 %1 幅。</translation>
    </message>
    <message>
        <source>denseBincount: x must be a vector or a matrix, but it has shape %1.</source>
        <translation>denseBincount：x 必须是向量或矩阵，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>depthToSpace: a tensor of rank 4 is needed, but its shape is %1.</source>
        <translation>depthToSpace：需要 4 阶张量，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>depthToSpace: the %1 channels are no multiple of the %2 places in a block.</source>
        <translation>depthToSpace：%1 个通道不是一个块里 %2 个位置的倍数。</translation>
    </message>
    <message>
        <source>depthToSpace: the block size must be 2 or more, but is %1.</source>
        <translation>depthToSpace：块大小必须不小于 2，但它是 %1。</translation>
    </message>
    <message>
        <source>depthToSpace: the data format must be NHWC or NCHW, but it is &quot;%1&quot;.</source>
        <translation>depthToSpace：数据格式必须是 NHWC 或 NCHW，但它是“%1”。</translation>
    </message>
    <message>
        <source>dequantize: the numbers can be float32 or int32, but %1 was asked for.</source>
        <translation>dequantize：得到的数可以是 float32 或 int32，但要求的是 %1。</translation>
    </message>
    <message>
        <source>dilation2d: images [batch, height, width, channels] and a filter [height, width, channels] are needed, but the shapes are %1 and %2.</source>
        <translation>dilation2d：需要图像 [批大小, 高, 宽, 通道] 和核 [高, 宽, 通道]，但形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>dropout: the rate must be in [0, 1), but it is %1.</source>
        <translation>dropout：丢弃率必须在 [0, 1) 内，但它是 %1。</translation>
    </message>
    <message>
        <source>dropout: x must be float32, but it is %1.</source>
        <translation>dropout：x 必须是 float32，但它是 %1。</translation>
    </message>
    <message>
        <source>einsum: &quot;%1&quot; names %2 axes, but the tensor has shape %3.</source>
        <translation>einsum：“%1”写了 %2 个轴，但张量的形状是 %3。</translation>
    </message>
    <message>
        <source>einsum: all tensors must have one dtype, but they are %1 and %2.</source>
        <translation>einsum：所有张量的数据类型必须相同，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>einsum: in the equation &quot;%1&quot;, the letter %2 stands twice in one place, which is not supported.</source>
        <translation>einsum：在等式“%1”中，字母 %2 在同一处出现了两次，这里不支持。</translation>
    </message>
    <message>
        <source>einsum: in the equation &quot;%1&quot;, the output has the letter %2, which no tensor has.</source>
        <translation>einsum：在等式“%1”中，输出里的字母 %2 不属于任何张量。</translation>
    </message>
    <message>
        <source>einsum: the axis %1 has size %2 in one tensor and %3 in another.</source>
        <translation>einsum：轴 %1 在一个张量里大小是 %2，在另一个里是 %3。</translation>
    </message>
    <message>
        <source>einsum: the equation &quot;%1&quot; is about %2 tensors, but %3 were given.</source>
        <translation>einsum：等式“%1”涉及 %2 个张量，但给出了 %3 个。</translation>
    </message>
    <message>
        <source>einsum: the equation &quot;%1&quot; must name each axis with a letter, as &quot;ij,jk-&gt;ik&quot; does.</source>
        <translation>einsum：等式“%1”必须用字母给每个轴命名，如“ij,jk-&gt;ik”。</translation>
    </message>
    <message>
        <source>enclosingPowerOfTwo: the value must be 1 or more, but it is %1.</source>
        <translation>enclosingPowerOfTwo：值必须不小于 1，但它是 %1。</translation>
    </message>
    <message>
        <source>ensureShape: the tensor has shape %1, not %2.</source>
        <translation>ensureShape：张量的形状是 %1，而不是 %2。</translation>
    </message>
    <message>
        <source>erosion2d: a filter [height, width, channels] is needed, but its shape is %1.</source>
        <translation>erosion2d：需要核 [高, 宽, 通道]，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>frame: a frame&apos;s length and the step to the next one must be 1 or more, but they are %1 and %2.</source>
        <translation>frame：帧长与到下一帧的步长都必须不小于 1，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>fromPixels: %1 by %2 pixels need 4 bytes each, but there are %3 bytes.</source>
        <translation>fromPixels：%1 × %2 个像素各需要 4 字节，但只有 %3 字节。</translation>
    </message>
    <message>
        <source>fromPixels: an image has 1 to 4 channels, but %1 were asked for.</source>
        <translation>fromPixels：图像有 1 到 4 个通道，但要求的是 %1 个。</translation>
    </message>
    <message>
        <source>gatherND: a scalar has no slices.</source>
        <translation>gatherND：标量没有切片。</translation>
    </message>
    <message>
        <source>gatherND: the indices must be rows of numbers, but are a scalar.</source>
        <translation>gatherND：索引必须由若干行数组成，但它是标量。</translation>
    </message>
    <message>
        <source>gramSchmidt: %1 vectors cannot all be at right angles in %2 dimensions.</source>
        <translation>gramSchmidt：在 %2 维空间里，%1 个向量无法两两垂直。</translation>
    </message>
    <message>
        <source>gramSchmidt: all vectors must have one length, but their shapes are %1 and %2.</source>
        <translation>gramSchmidt：所有向量的长度必须相同，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>gramSchmidt: give at least one vector.</source>
        <translation>gramSchmidt：至少要给一个向量。</translation>
    </message>
    <message>
        <source>gramSchmidt: the vectors must be the rows of a matrix, but the shape is %1.</source>
        <translation>gramSchmidt：向量必须是矩阵的各行，但形状是 %1。</translation>
    </message>
    <message>
        <source>inTopK: k must be between 1 and the %1 classes, but it is %2.</source>
        <translation>inTopK：k 必须在 1 到类别数 %1 之间，但它是 %2。</translation>
    </message>
    <message>
        <source>inTopK: predictions of shape %1 need targets of shape %2, but these have shape %3.</source>
        <translation>inTopK：形状为 %1 的预测需要形状为 %2 的目标，但目标的形状是 %3。</translation>
    </message>
    <message>
        <source>inTopK: the predictions must have an axis of classes, but their shape is %1.</source>
        <translation>inTopK：预测必须有一个类别轴，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>irfft: a scalar has no axis to transform.</source>
        <translation>irfft：标量没有可以变换的轴。</translation>
    </message>
    <message>
        <source>irfft: x must be complex64, but it is %1.</source>
        <translation>irfft：x 必须是 complex64，但它是 %1。</translation>
    </message>
    <message>
        <source>irfft: x of shape %1 has no frequencies.</source>
        <translation>irfft：形状为 %1 的 x 没有频率。</translation>
    </message>
    <message>
        <source>localResponseNormalization: %1 must be a finite number, but it is %2.</source>
        <translation>localResponseNormalization：%1 必须是有限数，但它是 %2。</translation>
    </message>
    <message>
        <source>localResponseNormalization: depthRadius must be 0 or more, but it is %1.</source>
        <translation>localResponseNormalization：depthRadius 必须不小于 0，但它是 %1。</translation>
    </message>
    <message>
        <source>localResponseNormalization: one image of rank 3 or a batch of rank 4 is needed, but the shape is %1.</source>
        <translation>localResponseNormalization：需要一幅 3 阶的图像或一批 4 阶的图像，但形状是 %1。</translation>
    </message>
    <message>
        <source>maxPoolWithArgmax: a tensor of shape %1 has more elements than int32 can number.</source>
        <translation>maxPoolWithArgmax：形状为 %1 的张量元素太多，int32 编不了号。</translation>
    </message>
    <message>
        <source>movingAverage: v and x must be alike, but they are %1 of shape %2 and %3 of shape %4.</source>
        <translation>movingAverage：v 和 x 必须一致，但它们是形状为 %2 的 %1 和形状为 %4 的 %3。</translation>
    </message>
    <message>
        <source>movingAverage: zeroDebias needs to know which step this is.</source>
        <translation>movingAverage：zeroDebias 需要知道这是第几步。</translation>
    </message>
    <message>
        <source>multiRNNCell: there are %1 cells, but states for %2 and %3.</source>
        <translation>multiRNNCell：有 %1 个单元，但状态有 %2 个和 %3 个。</translation>
    </message>
    <message>
        <source>multinomial: the logits must be rows of classes, but their shape is %1.</source>
        <translation>multinomial：logits 必须由各行类别组成，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>multinomial: the logits must have 1 or 2 axes, but their shape is %1.</source>
        <translation>multinomial：logits 必须有 1 或 2 个轴，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>multinomial: there must be 2 classes or more, but the logits have shape %1.</source>
        <translation>multinomial：至少要有 2 个类别，但 logits 的形状是 %1。</translation>
    </message>
    <message>
        <source>nonMaxSuppression: boxes must be [count, 4] and scores [count], but their shapes are %1 and %2.</source>
        <translation>nonMaxSuppression：boxes 必须是 [个数, 4]，scores 必须是 [个数]，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>nonMaxSuppression: iouThreshold must be between 0 and 1, but it is %1.</source>
        <translation>nonMaxSuppression：iouThreshold 必须在 0 到 1 之间，但它是 %1。</translation>
    </message>
    <message>
        <source>nonMaxSuppression: maxOutputSize must be 0 or more, but it is %1.</source>
        <translation>nonMaxSuppression：maxOutputSize 必须不小于 0，但它是 %1。</translation>
    </message>
    <message>
        <source>nonMaxSuppression: softNmsSigma must be between 0 and 1, but it is %1.</source>
        <translation>nonMaxSuppression：softNmsSigma 必须在 0 到 1 之间，但它是 %1。</translation>
    </message>
    <message>
        <source>oneHot: the dtype must be float32, int32 or bool, but it is %1.</source>
        <translation>oneHot：数据类型必须是 float32、int32 或 bool，但它是 %1。</translation>
    </message>
    <message>
        <source>pool: dilations above 1 need strides of 1.</source>
        <translation>pool：膨胀率大于 1 时步幅必须是 1。</translation>
    </message>
    <message>
        <source>pool: the type must be avg or max, but it is &quot;%1&quot;.</source>
        <translation>pool：类型必须是 avg 或 max，但它是“%1”。</translation>
    </message>
    <message>
        <source>qr: there is no gradient for the full matrices of a matrix of shape %1.</source>
        <translation>qr：形状为 %1 的矩阵分解成完整矩阵时没有梯度。</translation>
    </message>
    <message>
        <source>raggedGather: a result of %1 rows or values is more than splits can count.</source>
        <translation>raggedGather：结果有 %1 行或值，分段位置数不过来。</translation>
    </message>
    <message>
        <source>raggedRange: a delta must not be 0.</source>
        <translation>raggedRange：增量不能为 0。</translation>
    </message>
    <message>
        <source>raggedRange: starts, limits and deltas must be scalars or vectors, but one has shape %1.</source>
        <translation>raggedRange：起点、终点和增量必须是标量或向量，但其中一个的形状是 %1。</translation>
    </message>
    <message>
        <source>raggedRange: starts, limits and deltas must have one dtype, but one is %1 and the starts are %2.</source>
        <translation>raggedRange：起点、终点和增量的数据类型必须相同，但其中一个是 %1，而起点是 %2。</translation>
    </message>
    <message>
        <source>raggedRange: starts, limits and deltas must have one length, but there are %1 and %2.</source>
        <translation>raggedRange：起点、终点和增量的长度必须相同，但有 %1 个和 %2 个。</translation>
    </message>
    <message>
        <source>raggedRange: the row from %1 to %2 by %3 is longer than splits can count.</source>
        <translation>raggedRange：从 %1 到 %2、步长 %3 的一行太长，分段位置数不过来。</translation>
    </message>
    <message>
        <source>randomGamma: alpha and beta must be above 0, but they are %1 and %2.</source>
        <translation>randomGamma：alpha 和 beta 必须大于 0，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>randomGamma: random bool tensors are not supported.</source>
        <translation>randomGamma：不支持随机的 bool 张量。</translation>
    </message>
    <message>
        <source>range: start, stop and step must be finite, but are %1, %2 and %3.</source>
        <translation>range：起点、终点和步长必须是有限数，但它们是 %1、%2 和 %3。</translation>
    </message>
    <message>
        <source>range: the dtype must be float32 or int32, but it is %1.</source>
        <translation>range：数据类型必须是 float32 或 int32，但它是 %1。</translation>
    </message>
    <message>
        <source>rfft: a scalar has no axis to transform.</source>
        <translation>rfft：标量没有可以变换的轴。</translation>
    </message>
    <message>
        <source>rfft: at least one number must be transformed, but fftLength is %1.</source>
        <translation>rfft：至少要变换一个数，但 fftLength 是 %1。</translation>
    </message>
    <message>
        <source>rfft: x must be float32, but it is %1.</source>
        <translation>rfft：x 必须是 float32，但它是 %1。</translation>
    </message>
    <message>
        <source>rotateWithOffset: fillValue must be one number or one for each of %1 channels, but %2 numbers were given.</source>
        <translation>rotateWithOffset：fillValue 必须是一个数，或 %1 个通道各一个，但给出了 %2 个数。</translation>
    </message>
    <message>
        <source>rotateWithOffset: the centre must be one number, or x and y, but %1 numbers were given.</source>
        <translation>rotateWithOffset：中心必须是一个数，或 x 和 y，但给出了 %1 个数。</translation>
    </message>
    <message>
        <source>scatterND: the result must have at least one axis.</source>
        <translation>scatterND：结果必须至少有一个轴。</translation>
    </message>
    <message>
        <source>searchSorted: as many rows of values as sorted rows are needed, but the shapes are %1 and %2.</source>
        <translation>searchSorted：值的行数必须与有序行的行数相同，但形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>searchSorted: both inputs must have one dtype, but they are %1 and %2.</source>
        <translation>searchSorted：两个输入的数据类型必须相同，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>searchSorted: sorted rows and values must have at least one axis, but their shapes are %1 and %2.</source>
        <translation>searchSorted：有序行与值都必须至少有一个轴，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>searchSorted: the side must be left or right, but it is &quot;%1&quot;.</source>
        <translation>searchSorted：side 必须是 left 或 right，但它是“%1”。</translation>
    </message>
    <message>
        <source>separableConv2d: the data format must be NHWC, but it is %1.</source>
        <translation>separableConv2d：数据格式必须是 NHWC，但它是 %1。</translation>
    </message>
    <message>
        <source>separableConv2d: the pointwise filter must be [1, 1, channels, outputs], but its shape is %1.</source>
        <translation>separableConv2d：逐点卷积核必须是 [1, 1, 通道, 输出]，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>setdiff1d: both inputs must be vectors, but their shapes are %1 and %2.</source>
        <translation>setdiff1d：两个输入都必须是向量，但它们的形状是 %1 和 %2。</translation>
    </message>
    <message>
        <source>setdiff1d: both inputs must have one dtype, but they are %1 and %2.</source>
        <translation>setdiff1d：两个输入的数据类型必须相同，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>shuffle: there cannot be %1 things to shuffle.</source>
        <translation>shuffle：无法打乱 %1 个东西。</translation>
    </message>
    <message>
        <source>softmaxCrossEntropy: a scalar has no classes.</source>
        <translation>softmaxCrossEntropy：标量没有类别。</translation>
    </message>
    <message>
        <source>solve: the matrices of shape %1 and the right-hand sides of shape %2 must agree in all axes but the last.</source>
        <translation>solve：形状为 %1 的矩阵与形状为 %2 的右端项，除最后一个轴外各轴必须一致。</translation>
    </message>
    <message>
        <source>sparseToDense: one value or %1 values are needed, but they have shape %2.</source>
        <translation>sparseToDense：需要一个值或 %1 个值，但它们的形状是 %2。</translation>
    </message>
    <message>
        <source>sparseToDense: rows of %1 indices name no places in the shape %2.</source>
        <translation>sparseToDense：每行 %1 个索引在形状 %2 里指不到位置。</translation>
    </message>
    <message>
        <source>sparseToDense: the default must be a single value, but it has shape %1.</source>
        <translation>sparseToDense：默认值必须是单个值，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>sparseToDense: the indices must be a scalar, a vector or a matrix, but they have shape %1.</source>
        <translation>sparseToDense：索引必须是标量、向量或矩阵，但它们的形状是 %1。</translation>
    </message>
    <message>
        <source>sparseToDense: the values are %1, but the default is %2.</source>
        <translation>sparseToDense：值是 %1，但默认值是 %2。</translation>
    </message>
    <message>
        <source>stridedSlice: %1 entries are more than any tensor has use for.</source>
        <translation>stridedSlice：%1 项超过了任何张量用得上的数目。</translation>
    </message>
    <message>
        <source>stridedSlice: only one entry may stand for all other axes, but %1 do.</source>
        <translation>stridedSlice：只有一项可以代表其余所有轴，但有 %1 项。</translation>
    </message>
    <message>
        <source>stringNGrams: a width must be between 1 and %1, but one is %2.</source>
        <translation>stringNGrams：宽度必须在 1 到 %1 之间，但其中一个是 %2。</translation>
    </message>
    <message>
        <source>stringNGrams: n-grams of more than %1 words in all are too many.</source>
        <translation>stringNGrams：总共超过 %1 个词的 n 元组太多了。</translation>
    </message>
    <message>
        <source>stringNGrams: splits must ascend, but %1 comes after %2.</source>
        <translation>stringNGrams：分段位置必须递增，但 %2 之后是 %1。</translation>
    </message>
    <message>
        <source>stringNGrams: the pad width must be between -1 and %1, but it is %2.</source>
        <translation>stringNGrams：填充宽度必须在 -1 到 %1 之间，但它是 %2。</translation>
    </message>
    <message>
        <source>stringNGrams: the splits must be a vector, but they have shape %1.</source>
        <translation>stringNGrams：分段位置必须是向量，但它们的形状是 %1。</translation>
    </message>
    <message>
        <source>stringNGrams: the splits must begin with 0 and end with the %1 words, but they go from %2 to %3.</source>
        <translation>stringNGrams：分段位置必须从 0 开始、到 %1 个词为止，但它们从 %2 到 %3。</translation>
    </message>
    <message>
        <source>stringNGrams: the words must be a vector, not of shape %1.</source>
        <translation>stringNGrams：词必须组成向量，形状不能是 %1。</translation>
    </message>
    <message>
        <source>stringSplit: the delimiter must be a single text, but it has shape %1.</source>
        <translation>stringSplit：分隔符必须是单个文本，但它的形状是 %1。</translation>
    </message>
    <message>
        <source>stringSplit: the texts must be a vector, but they have shape %1.</source>
        <translation>stringSplit：文本必须组成向量，但它们的形状是 %1。</translation>
    </message>
    <message>
        <source>stringToHashBucketFast: there must be at least one bucket, but there are %1.</source>
        <translation>stringToHashBucketFast：必须至少有一个桶，但有 %1 个。</translation>
    </message>
    <message>
        <source>svd: full matrices have no gradient.</source>
        <translation>svd：完整矩阵没有梯度。</translation>
    </message>
    <message>
        <source>tensorScatterUpdate: a scalar has no slices.</source>
        <translation>tensorScatterUpdate：标量没有切片。</translation>
    </message>
    <message>
        <source>tensorScatterUpdate: tensor and updates must have one dtype, but they are %1 and %2.</source>
        <translation>tensorScatterUpdate：张量与更新的数据类型必须相同，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>threshold: an image [height, width, channels] is needed, but the shape is %1.</source>
        <translation>threshold：需要图像 [高, 宽, 通道]，但形状是 %1。</translation>
    </message>
    <message>
        <source>threshold: the image must be float32 or int32, but it is %1.</source>
        <translation>threshold：图像必须是 float32 或 int32，但它是 %1。</translation>
    </message>
    <message>
        <source>threshold: the method must be binary or otsu, but it is &quot;%1&quot;.</source>
        <translation>threshold：方法必须是 binary 或 otsu，但它是“%1”。</translation>
    </message>
    <message>
        <source>threshold: the method otsu needs colours from 0 to 255, but one is %1.</source>
        <translation>threshold：otsu 方法要求颜色在 0 到 255 之间，但其中一个是 %1。</translation>
    </message>
    <message>
        <source>toPixels: a tensor of rank 2 or 3 is needed, but the shape is %1.</source>
        <translation>toPixels：需要 2 阶或 3 阶的张量，但形状是 %1。</translation>
    </message>
    <message>
        <source>toPixels: an image has 1, 3 or 4 channels, but this has %1.</source>
        <translation>toPixels：图像有 1、3 或 4 个通道，但这里有 %1 个。</translation>
    </message>
    <message>
        <source>toPixels: numbers of a %1 image must be between 0 and %2, but one is %3.</source>
        <translation>toPixels：%1 图像的数必须在 0 到 %2 之间，但其中一个是 %3。</translation>
    </message>
    <message>
        <source>toPixels: the image must be float32 or int32, but it is %1.</source>
        <translation>toPixels：图像必须是 float32 或 int32，但它是 %1。</translation>
    </message>
    <message>
        <source>topk: a scalar has no elements to choose from.</source>
        <translation>topk：标量没有可以挑选的元素。</translation>
    </message>
    <message>
        <source>topk: k must be between 0 and the %1 elements along the last axis, but it is %2.</source>
        <translation>topk：k 必须在 0 到最后一个轴的 %1 个元素之间，但它是 %2。</translation>
    </message>
    <message>
        <source>transform: an output shape is a height and a width, but %1 numbers were given.</source>
        <translation>transform：输出形状由高和宽组成，但给出了 %1 个数。</translation>
    </message>
    <message>
        <source>transform: the fill mode must be constant, reflect, wrap or nearest, but it is &quot;%1&quot;.</source>
        <translation>transform：填充方式必须是 constant、reflect、wrap 或 nearest，但它是“%1”。</translation>
    </message>
    <message>
        <source>transform: the interpolation must be nearest or bilinear, but it is &quot;%1&quot;.</source>
        <translation>transform：插值方式必须是 nearest 或 bilinear，但它是“%1”。</translation>
    </message>
    <message>
        <source>transform: transforms must be [1, 8], or [batch, 8] for %1 images, but their shape is %2.</source>
        <translation>transform：transforms 必须是 [1, 8]，或对 %1 幅图像为 [批大小, 8]，但它的形状是 %2。</translation>
    </message>
    <message>
        <source>truncatedNormal: the mean must be finite and the standard deviation 0 or more, but they are %1 and %2.</source>
        <translation>truncatedNormal：均值必须有限，标准差必须不小于 0，但它们是 %1 和 %2。</translation>
    </message>
    <message>
        <source>The model has no layer &quot;%1&quot;.</source>
        <translation>模型中没有层“%1”。</translation>
    </message>
    <message>
        <source>%1 has %2 outputs, each with a shape of its own.</source>
        <translation>%1 有 %2 个输出，每个输出都有自己的形状。</translation>
    </message>
    <message>
        <source>%1: </source>
        <translation>%1：</translation>
    </message>
    <message>
        <source>%1: %2 axes are more than the %3 that a tensor may have</source>
        <translation>%1：有 %2 个轴，超过了张量最多允许的 %3 个</translation>
    </message>
    <message>
        <source>%1: %2 bytes of weights are more than the limit of %3</source>
        <translation>%1：权重有 %2 字节，超过了 %3 字节的上限</translation>
    </message>
    <message>
        <source>%1: %2 does not fit an int32</source>
        <translation>%1：%2 超出了 int32 的范围</translation>
    </message>
    <message>
        <source>%1: %2 holds a null tensor.</source>
        <translation>%1：%2 里有一个空张量。</translation>
    </message>
    <message>
        <source>%1: %2 is missing: give a number, or a list of %3.</source>
        <translation>%1：缺少 %2：请给出一个数，或由 %3 个数组成的列表。</translation>
    </message>
    <message>
        <source>%1: %2 lacks &quot;%3&quot;; the model has %4.</source>
        <translation>%1：%2 里缺少“%3”；模型有 %4。</translation>
    </message>
    <message>
        <source>%1: %2 must be 0 or more, and no more than 2147483647, but got %3.</source>
        <translation>%1：%2 必须不小于 0 且不大于 2147483647，却得到了 %3。</translation>
    </message>
    <message>
        <source>%1: %2 must be 1 or more, and no more than 2147483647, but got %3.</source>
        <translation>%1：%2 必须不小于 1 且不大于 2147483647，却得到了 %3。</translation>
    </message>
    <message>
        <source>%1: %2 must be a number, or a list of %3, but got a list of %4.</source>
        <translation>%1：%2 必须是一个数，或由 %3 个数组成的列表，却得到了有 %4 个数的列表。</translation>
    </message>
    <message>
        <source>%1: %2 must be a number, two numbers or two pairs, for rows and columns, but got a list of %3.</source>
        <translation>%1：%2 必须是一个数、两个数或两对数（分别用于行和列），却得到了有 %3 项的列表。</translation>
    </message>
    <message>
        <source>%1: %2 must hold %3 tensors, for %4, but holds %5.</source>
        <translation>%1：%2 必须有 %3 个张量，分别对应 %4，实际却有 %5 个。</translation>
    </message>
    <message>
        <source>%1: %2 names &quot;%3&quot;, but the model has %4.</source>
        <translation>%1：%2 里写了“%3”，但模型有的是 %4。</translation>
    </message>
    <message>
        <source>%1: %2 of the model&apos;s %3 weights are missing: %4</source>
        <translation>%1：模型的 %3 个权重里缺少 %2 个：%4</translation>
    </message>
    <message>
        <source>%1: Keras enlarges images in the way &quot;%2&quot; at other points</source>
        <translation>%1：用“%2”方式放大图像时，Keras 取的点不同</translation>
    </message>
    <message>
        <source>%1: &quot;</source>
        <translation>%1：“</translation>
    </message>
    <message>
        <source>%1: &quot; has no text</source>
        <translation>%1：”没有文字</translation>
    </message>
    <message>
        <source>%1: &quot; in the front matter</source>
        <translation>%1：”出现在前置信息里</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is missing</source>
        <translation>%1：缺少“%2”</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; names no file</source>
        <translation>%1：“%2”不是文件名</translation>
    </message>
    <message>
        <source>%1: a DepthwiseConv2D with a dilation is not supported</source>
        <translation>%1：不支持带膨胀的 DepthwiseConv2D</translation>
    </message>
    <message>
        <source>%1: a GRU that resets after the product (reset_after) is not supported, here or in TensorFlow.js; train it with reset_after=False</source>
        <translation>%1：不支持在乘积之后再重置的 GRU (reset_after)，这里和 TensorFlow.js 都一样；请用 reset_after=False 训练它</translation>
    </message>
    <message>
        <source>%1: a ReLU with several of threshold, negative_slope and max_value is not supported</source>
        <translation>%1：不支持同时设置 threshold、negative_slope 和 max_value 中多项的 ReLU</translation>
    </message>
    <message>
        <source>%1: a block before the first step</source>
        <translation>%1：第一个步骤之前就出现了块</translation>
    </message>
    <message>
        <source>%1: a check needs what it looks at, an empty line, and what to say when it fails</source>
        <translation>%1：检查需要写明看什么，接着一个空行，再写不通过时说什么</translation>
    </message>
    <message>
        <source>%1: a layer of the kind &quot;%2&quot; cannot be saved: it does not override getConfig().</source>
        <translation>%1：“%2”这种层无法保存：它没有重写 getConfig()。</translation>
    </message>
    <message>
        <source>%1: a layer of this kind (%2) with the setting %3 = %4 is not supported</source>
        <translation>%1：不支持设置为 %3 = %4 的这种层（%2）</translation>
    </message>
    <message>
        <source>%1: a layer that goes backwards in another way is not supported</source>
        <translation>%1：不支持以其他方式反向处理的层</translation>
    </message>
    <message>
        <source>%1: a model can be loaded from here, but not saved to.</source>
        <translation>%1：可以从这里加载模型，但不能保存到这里。</translation>
    </message>
    <message>
        <source>%1: a model can be saved to here, but not loaded from.</source>
        <translation>%1：可以把模型保存到这里，但不能从这里加载。</translation>
    </message>
    <message>
        <source>%1: a path cannot contain a zero byte</source>
        <translation>%1：路径里不能有零字节</translation>
    </message>
    <message>
        <source>%1: a question needs text, two or more options, one of them (x), and an explanation</source>
        <translation>%1：问题需要题目、两个或更多选项（其中一个标为 (x)）和解释</translation>
    </message>
    <message>
        <source>%1: a shape has at most %2 axes, but this one has %3</source>
        <translation>%1：形状最多有 %2 个轴，但这个有 %3 个</translation>
    </message>
    <message>
        <source>%1: a size cannot be negative, but is %2</source>
        <translation>%1：大小不能为负，但它是 %2</translation>
    </message>
    <message>
        <source>%1: a stateful layer must know how many samples there are at a time: give its first layer a batchInputShape, or the input a batchShape.</source>
        <translation>%1：有状态的层必须知道每次有多少个样本：请给第一层指定 batchInputShape，或者给输入指定 batchShape。</translation>
    </message>
    <message>
        <source>%1: a step of shape %2 is smaller than one window of the kernel.</source>
        <translation>%1：形状为 %2 的一步比卷积核的一个窗口还小。</translation>
    </message>
    <message>
        <source>%1: a step&apos;s heading must read: ## Title {#id}</source>
        <translation>%1：步骤标题必须写成：## Title {#id}</translation>
    </message>
    <message>
        <source>%1: a tensor of shape %2 has more elements than memory can hold</source>
        <translation>%1：形状为 %2 的张量元素太多，内存放不下</translation>
    </message>
    <message>
        <source>%1: a use of a layer cannot have the number %2</source>
        <translation>%1：层的使用编号不能是 %2</translation>
    </message>
    <message>
        <source>%1: all axes of the input that are not shared must have a known size, but it has shape %2.</source>
        <translation>%1：输入中不共享的轴，大小都必须已知，但输入的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: all inputs must hold as many samples, but %2 has %3 and %4 has %5.</source>
        <translation>%1：所有输入的样本数必须相同，但 %2 有 %3 个，%4 有 %5 个。</translation>
    </message>
    <message>
        <source>%1: alpha must be 1, as in TensorFlow.js, but got %2.</source>
        <translation>%1：和 TensorFlow.js 一样，alpha 必须是 1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: an array of shape %2 has more elements than memory can hold</source>
        <translation>%1：形状为 %2 的数组元素太多，内存放不下</translation>
    </message>
    <message>
        <source>%1: an array of shape %2 needs %3 bytes, but there are %4</source>
        <translation>%1：形状为 %2 的数组需要 %3 字节，但实际有 %4 字节</translation>
    </message>
    <message>
        <source>%1: an axis cannot have the size %2</source>
        <translation>%1：轴的大小不能是 %2</translation>
    </message>
    <message>
        <source>%1: an entry must read: - key: text</source>
        <translation>%1：条目必须写成：- key: text</translation>
    </message>
    <message>
        <source>%1: axes must be one number, or a list of two, but %2 were given.</source>
        <translation>%1：axes 必须是一个数，或由两个数组成的列表，却给出了 %2 个。</translation>
    </message>
    <message>
        <source>%1: axis %2 is named twice; the input has shape %3.</source>
        <translation>%1：轴 %2 写了两次；输入的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: axis %2 must have a known size, but the input has shape %3.</source>
        <translation>%1：轴 %2 的大小必须已知，但输入的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: axis %2 of the input must have size %3, but the input has shape %4.</source>
        <translation>%1：输入的轴 %2 大小必须是 %3，但输入的形状是 %4。</translation>
    </message>
    <message>
        <source>%1: axis must name one axis or more.</source>
        <translation>%1：axis 至少要写一个轴。</translation>
    </message>
    <message>
        <source>%1: columnNames has %2 names, but the header has %3</source>
        <translation>%1：columnNames 有 %2 个名称，但表头有 %3 个</translation>
    </message>
    <message>
        <source>%1: depthMultiplier must be 1 or more, and no more than 2147483647, but got %2.</source>
        <translation>%1：depthMultiplier 必须不小于 1 且不大于 2147483647，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: dims has %2 axes, so inputs must have one more for the batch, but got shape %3.</source>
        <translation>%1：dims 有 %2 个轴，所以输入要比它多一个批次轴，却得到了形状 %3。</translation>
    </message>
    <message>
        <source>%1: dims must hold each axis once, counted from 1 without the batch axis, but got %2.</source>
        <translation>%1：dims 必须把每个轴各写一次，从 1 开始编号，不算批次轴，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: each element of the data must hold &quot;xs&quot; and &quot;ys&quot;, or be a list of these two, but one is %2.</source>
        <translation>%1：数据的每个元素必须含有 &quot;xs&quot; 和 &quot;ys&quot;，或者是由这两者组成的列表，但其中一个是 %2。</translation>
    </message>
    <message>
        <source>%1: elements of kind &quot;%2&quot; cannot be read</source>
        <translation>%1：无法读取“%2”类型的元素</translation>
    </message>
    <message>
        <source>%1: expected %2 bytes, but found %3</source>
        <translation>%1：应有 %2 字节，却有 %3 字节</translation>
    </message>
    <message>
        <source>%1: expected %2 elements or more, but found %3</source>
        <translation>%1：至少应有 %2 个元素，却只有 %3 个</translation>
    </message>
    <message>
        <source>%1: expected a list, but found %2</source>
        <translation>%1：应为列表，却是 %2</translation>
    </message>
    <message>
        <source>%1: expected a model, but found &quot;%2&quot;</source>
        <translation>%1：应为模型，却是“%2”</translation>
    </message>
    <message>
        <source>%1: expected a number or a list of two, but found a list of %2</source>
        <translation>%1：应为一个数，或由两个数组成的列表，却是有 %2 个数的列表</translation>
    </message>
    <message>
        <source>%1: expected a number, but found %2</source>
        <translation>%1：应为数值，却是 %2</translation>
    </message>
    <message>
        <source>%1: expected a whole number, but found %2</source>
        <translation>%1：应为整数，却是 %2</translation>
    </message>
    <message>
        <source>%1: expected an object, but found %2</source>
        <translation>%1：应为对象，却是 %2</translation>
    </message>
    <message>
        <source>%1: expected fan_in, fan_out or fan_avg, but found &quot;%2&quot;</source>
        <translation>%1：应为 fan_in、fan_out 或 fan_avg，却是“%2”</translation>
    </message>
    <message>
        <source>%1: expected one for each of %2 files, but found %3</source>
        <translation>%1：%2 个文件应各有一个，却有 %3 个</translation>
    </message>
    <message>
        <source>%1: expected one of %2, but found &quot;%3&quot;</source>
        <translation>%1：应为 %2 之一，却是“%3”</translation>
    </message>
    <message>
        <source>%1: expected text, but found %2</source>
        <translation>%1：应为文本，却是 %2</translation>
    </message>
    <message>
        <source>%1: expected true or false, but found %2</source>
        <translation>%1：应为 true 或 false，却是 %2</translation>
    </message>
    <message>
        <source>%1: expected two numbers, before and after, but found %2</source>
        <translation>%1：应为前、后两个数，却是 %2</translation>
    </message>
    <message>
        <source>%1: factor must be a number above 0, or two numbers, but got %2.</source>
        <translation>%1：factor 必须是大于 0 的数，或两个数，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: factor must go from -1 or more to as much or more, but it goes from %2 to %3.</source>
        <translation>%1：factor 的下限必须不小于 -1，上限不能小于下限，但它是从 %2 到 %3。</translation>
    </message>
    <message>
        <source>%1: filters must be 1 or more, but got %2.</source>
        <translation>%1：filters 必须不小于 1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: height and width must be 1 or more, and no more than 2147483647, but got %2 and %3.</source>
        <translation>%1：height 和 width 必须不小于 1 且不大于 2147483647，却得到了 %2 和 %3。</translation>
    </message>
    <message>
        <source>%1: how many channels the input has must be known, but a step has shape %2.</source>
        <translation>%1：输入的通道数必须已知，但一步的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: inputDim must be 1 or more, but got %2.</source>
        <translation>%1：inputDim 必须不小于 1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: inputLength says that samples have shape %2, but the input has shape %3.</source>
        <translation>%1：按 inputLength，样本的形状应为 %2，但输入的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: inputs must have %2 axes, [samples, steps, numbers], but got shape %3.</source>
        <translation>%1：输入必须有 %2 个轴，即 [样本数, 步数, 数值个数]，但形状是 %3。</translation>
    </message>
    <message>
        <source>%1: inputs must have %2 axes, the steps behind the samples, but got shape %3.</source>
        <translation>%1：输入必须有 %2 个轴，样本之后是步，但形状是 %3。</translation>
    </message>
    <message>
        <source>%1: inputs must have a batch axis, but one is a scalar.</source>
        <translation>%1：输入必须有批次轴，但其中一个是标量。</translation>
    </message>
    <message>
        <source>%1: inputs must have shape %2, but one has shape %3.</source>
        <translation>%1：输入的形状必须是 %2，但其中一个的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: inputs must have shape [null, null, null] or [null, null, null, null], but one has shape %2.</source>
        <translation>%1：输入的形状必须是 [null, null, null] 或 [null, null, null, null]，但其中一个的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: inputs must have the same number of samples, but there are %2 and %3.</source>
        <translation>%1：各输入的样本数必须相同，但有 %2 个和 %3 个。</translation>
    </message>
    <message>
        <source>%1: inputs must have the same sizes along all axes but axis %2, but two have the shapes %3 and %4.</source>
        <translation>%1：除轴 %2 外，各输入在所有轴上的大小必须相同，但有两个的形状是 %3 和 %4。</translation>
    </message>
    <message>
        <source>%1: inputs must have three axes or more, [samples, steps, ...], but got shape %2.</source>
        <translation>%1：输入至少要有三个轴，即 [样本数, 步数, ...]，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: inputs must have three axes, [samples, steps, features], but got shape %2.</source>
        <translation>%1：输入必须有三个轴，即 [样本数, 步数, 特征数]，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: inputs must have two axes or more, but one has shape %2.</source>
        <translation>%1：输入至少要有两个轴，但其中一个的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: inputs must have two axes, [samples, numbers], but got shape %2.</source>
        <translation>%1：输入必须有两个轴，即 [样本数, 数值个数]，但形状是 %2。</translation>
    </message>
    <message>
        <source>%1: inputs must have two or three axes, but one has shape %2.</source>
        <translation>%1：输入必须有两个或三个轴，但其中一个的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: inputs of shape %2 would become outputs of shape %3, but there can be two axes only.</source>
        <translation>%1：形状为 %2 的输入会变成形状为 %3 的输出，但最多只能有两个轴。</translation>
    </message>
    <message>
        <source>%1: inputs of shapes %2 and %3, batch axes left out, cannot be merged: sizes must be the same, or 1.</source>
        <translation>%1：形状为 %2 和 %3 的输入（不算批次轴）无法合并：各轴大小必须相同，或者是 1。</translation>
    </message>
    <message>
        <source>%1: it carries %2 states, but was given %3 to start with.</source>
        <translation>%1：这一层带有 %2 个状态，却给出了 %3 个初始状态。</translation>
    </message>
    <message>
        <source>%1: it carries %2 states, half of them backward, but was given %3 to start with.</source>
        <translation>%1：这一层带有 %2 个状态，其中一半用于反向，却给出了 %3 个初始状态。</translation>
    </message>
    <message>
        <source>%1: it carries states of %2 samples from the last batch, but was given %3; call resetStates() before a batch of another size.</source>
        <translation>%1：这一层保留着上一批次 %2 个样本的状态，却给出了 %3 个样本；换用另一种批次大小之前，请先调用 resetStates()。</translation>
    </message>
    <message>
        <source>%1: it holds %2 bytes of weight data, but no weight specs that tell what they are</source>
        <translation>%1：其中有 %2 字节的权重数据，却没有说明它们是什么的 weight specs</translation>
    </message>
    <message>
        <source>%1: it holds no model, at most weights</source>
        <translation>%1：其中没有模型，最多只有权重</translation>
    </message>
    <message>
        <source>%1: it holds weights, but no model</source>
        <translation>%1：里面有权重，但没有模型</translation>
    </message>
    <message>
        <source>%1: it is damaged so badly that it cannot be read</source>
        <translation>%1：文件损坏严重，无法读取</translation>
    </message>
    <message>
        <source>%1: it is no ONNX file, or a damaged one</source>
        <translation>%1：这不是 ONNX 文件，或者文件已损坏</translation>
    </message>
    <message>
        <source>%1: it learned slopes of shape %2, which do not fit an input of shape %3.</source>
        <translation>%1：这一层学到的斜率形状是 %2，与形状为 %3 的输入不匹配。</translation>
    </message>
    <message>
        <source>%1: it needs a cell, as layers::lstmCell({.units = 8}).</source>
        <translation>%1：这一层需要一个单元，例如 layers::lstmCell({.units = 8})。</translation>
    </message>
    <message>
        <source>%1: it needs a layer to apply to each step, as layers::dense({.units = 4}).</source>
        <translation>%1：这一层需要一个用于每一步的层，例如 layers::dense({.units = 4})。</translation>
    </message>
    <message>
        <source>%1: it needs a recurrent layer to go both ways with, as layers::lstm({.units = 8}).</source>
        <translation>%1：这一层需要一个可以双向使用的循环层，例如 layers::lstm({.units = 8})。</translation>
    </message>
    <message>
        <source>%1: it needs one cell or more.</source>
        <translation>%1：这一层至少需要一个单元。</translation>
    </message>
    <message>
        <source>%1: it needs the states before the step as inputs.</source>
        <translation>%1：这一层需要把这一步之前的状态作为输入。</translation>
    </message>
    <message>
        <source>%1: it puts out %2 tensors, but layers in a row pass on one; use model() instead.</source>
        <translation>%1：这一层输出 %2 个张量，但依次相连的层只能传一个；请改用 model()。</translation>
    </message>
    <message>
        <source>%1: it puts out %2 tensors; give its inputs as a list to get them all.</source>
        <translation>%1：这一层输出 %2 个张量；把输入写成列表，就能得到全部输出。</translation>
    </message>
    <message>
        <source>%1: it stands in models at %2 places; there is no place %3.</source>
        <translation>%1：这一层在模型里出现在 %2 处；没有第 %3 处。</translation>
    </message>
    <message>
        <source>%1: it takes %2 inputs, but layers in a row pass on one; use model() instead.</source>
        <translation>%1：这一层需要 %2 个输入，但依次相连的层只能传一个；请改用 model()。</translation>
    </message>
    <message>
        <source>%1: it takes one input and %2 states, but was given %3 tensors.</source>
        <translation>%1：这一层需要一个输入和 %2 个状态，却给出了 %3 个张量。</translation>
    </message>
    <message>
        <source>%1: it takes one input, but was given %2.</source>
        <translation>%1：这一层只需要一个输入，却给出了 %2 个。</translation>
    </message>
    <message>
        <source>%1: it takes two inputs or more, but was given %2.</source>
        <translation>%1：这一层至少需要两个输入，却给出了 %2 个。</translation>
    </message>
    <message>
        <source>%1: it takes two inputs, but was given %2.</source>
        <translation>%1：这一层需要两个输入，却给出了 %2 个。</translation>
    </message>
    <message>
        <source>%1: its cell must be one, as layers::lstmCell({.units = 8}), but &quot;%2&quot; is a layer of the kind %3.</source>
        <translation>%1：它的单元必须是单元层，例如 layers::lstmCell({.units = 8})，但“%2”是 %3 类型的层。</translation>
    </message>
    <message>
        <source>%1: its input &quot;%2&quot; has shape %3, but was given %4.</source>
        <translation>%1：输入“%2”的形状是 %3，却给出了 %4。</translation>
    </message>
    <message>
        <source>%1: line %2: a quotation that begins here does not end; the row began in line %3</source>
        <translation>%1：第 %2 行：这里开始的引号没有结束；这一行记录从第 %3 行开始</translation>
    </message>
    <message>
        <source>%1: line %2: column &quot;%3&quot; is %4, but has &quot;%5&quot;: %6</source>
        <translation>%1：第 %2 行：“%3”列是 %4，却有“%5”：%6</translation>
    </message>
    <message>
        <source>%1: line %2: column &quot;%3&quot; is empty, but required: %4</source>
        <translation>%1：第 %2 行：“%3”列是空的，但它必须有值：%4</translation>
    </message>
    <message>
        <source>%1: line %2: text follows a closing quotation mark: %3</source>
        <translation>%1：第 %2 行：结束引号之后还有文字：%3</translation>
    </message>
    <message>
        <source>%1: line %2: the file cannot be read on</source>
        <translation>%1：第 %2 行：无法继续读取文件</translation>
    </message>
    <message>
        <source>%1: line %2: the row has more than %3 values</source>
        <translation>%1：第 %2 行：这一行的值超过 %3 个</translation>
    </message>
    <message>
        <source>%1: line %2: the row is longer than %3 bytes; is a quotation mark not closed?</source>
        <translation>%1：第 %2 行：这一行超过 %3 字节；是不是有引号没有结束？</translation>
    </message>
    <message>
        <source>%1: line %2: there are %3 values, but %4 columns: %5</source>
        <translation>%1：第 %2 行：有 %3 个值，却有 %4 列：%5</translation>
    </message>
    <message>
        <source>%1: lists and objects lie within each other more than %2 deep</source>
        <translation>%1：列表和对象的嵌套超过了 %2 层</translation>
    </message>
    <message>
        <source>%1: loading was stopped</source>
        <translation>%1：加载已停止</translation>
    </message>
    <message>
        <source>%1: n must be 1 or more, but got %2.</source>
        <translation>%1：n 必须不小于 1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: no process could be started to read it</source>
        <translation>%1：无法启动读取它的进程</translation>
    </message>
    <message>
        <source>%1: no window of size %2 fits on an input of shape %3: the output would have shape %4.</source>
        <translation>%1：形状为 %3 的输入放不下大小为 %2 的窗口：输出的形状会是 %4。</translation>
    </message>
    <message>
        <source>%1: no x was given.</source>
        <translation>%1：没有给出 x。</translation>
    </message>
    <message>
        <source>%1: no y was given.</source>
        <translation>%1：没有给出 y。</translation>
    </message>
    <message>
        <source>%1: not valid JSON at byte %2</source>
        <translation>%1：第 %2 字节处不是有效的 JSON</translation>
    </message>
    <message>
        <source>%1: nothing is left of an input of shape %2: the output would have shape %3.</source>
        <translation>%1：形状为 %2 的输入什么也不剩：输出的形状会是 %3。</translation>
    </message>
    <message>
        <source>%1: numTokens must be 1 or more, and no more than 2147483647, but got %2.</source>
        <translation>%1：numTokens 必须不小于 1 且不大于 2147483647，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: numbers stored as &quot;%2&quot; are not known</source>
        <translation>%1：不认识以“%2”存储的数</translation>
    </message>
    <message>
        <source>%1: one of the callbacks is null.</source>
        <translation>%1：有一个回调是空的。</translation>
    </message>
    <message>
        <source>%1: one of the cells is null.</source>
        <translation>%1：有一个单元是空的。</translation>
    </message>
    <message>
        <source>%1: only cells can be stacked, as layers::lstmCell(), but &quot;%2&quot; is a layer of the kind %3.</source>
        <translation>%1：只能堆叠单元，例如 layers::lstmCell()，但“%2”是 %3 类型的层。</translation>
    </message>
    <message>
        <source>%1: only one size of targetShape may be -1, but got %2.</source>
        <translation>%1：targetShape 里只能有一个大小是 -1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: outputDim must be 1 or more, but got %2.</source>
        <translation>%1：outputDim 必须不小于 1，却得到了 %2。</translation>
    </message>
    <message>
        <source>%1: padding must be &quot;valid&quot; or &quot;same&quot;; images have no later steps to hide.</source>
        <translation>%1：padding 必须是 &quot;valid&quot; 或 &quot;same&quot;；图像没有需要遮住的后续步骤。</translation>
    </message>
    <message>
        <source>%1: record %2 at byte %3 cannot be %4 bytes long</source>
        <translation>%1：第 %3 字节处的记录 %2 不可能有 %4 字节长</translation>
    </message>
    <message>
        <source>%1: record %2 at byte %3 cannot be read</source>
        <translation>%1：无法读取第 %3 字节处的记录 %2</translation>
    </message>
    <message>
        <source>%1: record %2 at byte %3 has not the right checksum</source>
        <translation>%1：第 %3 字节处的记录 %2 校验和不对</translation>
    </message>
    <message>
        <source>%1: record %2 at byte %3 holds no event</source>
        <translation>%1：第 %3 字节处的记录 %2 里没有事件</translation>
    </message>
    <message>
        <source>%1: record %2 at byte %3 is not whole; perhaps it is still being written</source>
        <translation>%1：第 %3 字节处的记录 %2 不完整；可能还在写入</translation>
    </message>
    <message>
        <source>%1: sampleWeight must hold one float32 number for each of the %2 samples, but it holds %3 of shape %4.</source>
        <translation>%1：sampleWeight 必须为 %2 个样本各提供一个 float32 数，但它存放的是形状为 %4 的 %3。</translation>
    </message>
    <message>
        <source>%1: samples of shape %2 cannot be given the shape %3: they must have as many numbers.</source>
        <translation>%1：形状为 %2 的样本不能改成形状 %3：两者的数值个数必须相同。</translation>
    </message>
    <message>
        <source>%1: sequences must have a step or more.</source>
        <translation>%1：序列至少要有一步。</translation>
    </message>
    <message>
        <source>%1: someone else is saving here</source>
        <translation>%1：其他程序正在这里保存</translation>
    </message>
    <message>
        <source>%1: text before the first step</source>
        <translation>%1：第一个步骤之前就出现了文字</translation>
    </message>
    <message>
        <source>%1: the array has more than the %2 axes that a tensor may have</source>
        <translation>%1：数组的轴超过了张量最多允许的 %2 个</translation>
    </message>
    <message>
        <source>%1: the axes that are brought to scale must have sizes %2, but the input has shape %3.</source>
        <translation>%1：要缩放的各轴大小必须是 %2，但输入的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the axes to sum over must have the same size, but inputs have shapes %2 and %3.</source>
        <translation>%1：沿着求和的轴，大小必须相同，但输入的形状是 %2 和 %3。</translation>
    </message>
    <message>
        <source>%1: the constraint &quot;%2&quot; is not known; known are MaxNorm, MinMaxNorm, NonNeg, UnitNorm</source>
        <translation>%1：不认识约束“%2”；认识的有 MaxNorm、MinMaxNorm、NonNeg、UnitNorm</translation>
    </message>
    <message>
        <source>%1: the entry &quot;</source>
        <translation>%1：条目“</translation>
    </message>
    <message>
        <source>%1: the file cannot be read: %2</source>
        <translation>%1：无法读取文件：%2</translation>
    </message>
    <message>
        <source>%1: the file cannot be written</source>
        <translation>%1：无法写入文件</translation>
    </message>
    <message>
        <source>%1: the file cannot be written: %2</source>
        <translation>%1：无法写入文件：%2</translation>
    </message>
    <message>
        <source>%1: the file ends before byte %3, where record %2 began</source>
        <translation>%1：文件在第 %3 字节之前就结束了，而记录 %2 从那里开始</translation>
    </message>
    <message>
        <source>%1: the file ends within its header</source>
        <translation>%1：文件在文件头里就结束了</translation>
    </message>
    <message>
        <source>%1: the file has %2 bytes, but no more than %3 are expected</source>
        <translation>%1：文件有 %2 字节，但最多应有 %3 字节</translation>
    </message>
    <message>
        <source>%1: the file is empty, and lacks even a header</source>
        <translation>%1：文件是空的，连表头也没有</translation>
    </message>
    <message>
        <source>%1: the file lies outside of the model&apos;s folder, in %2</source>
        <translation>%1：文件在模型文件夹之外，位于 %2</translation>
    </message>
    <message>
        <source>%1: the first line must be ---</source>
        <translation>%1：第一行必须是 ---</translation>
    </message>
    <message>
        <source>%1: the folder cannot be made</source>
        <translation>%1：无法创建文件夹</translation>
    </message>
    <message>
        <source>%1: the folder cannot be made: %2</source>
        <translation>%1：无法创建文件夹：%2</translation>
    </message>
    <message>
        <source>%1: the folder cannot be read</source>
        <translation>%1：无法读取文件夹</translation>
    </message>
    <message>
        <source>%1: the front matter needs title, blurb, minutes, level, track and needs</source>
        <translation>%1：前置信息需要 title、blurb、minutes、level、track 和 needs</translation>
    </message>
    <message>
        <source>%1: the header is not one that NumPy writes</source>
        <translation>%1：文件头不是 NumPy 写出的那种</translation>
    </message>
    <message>
        <source>%1: the input must have %2 channels, but a step has shape %3.</source>
        <translation>%1：输入必须有 %2 个通道，但一步的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the input of a step must be images, [samples, rows, columns, channels], but it has shape %2.</source>
        <translation>%1：每一步的输入必须是图像，即 [样本数, 行, 列, 通道]，但它的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: the input of a step must have %2 axes, but it has shape %3.</source>
        <translation>%1：每一步的输入必须有 %2 个轴，但它的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the input of a step must have two axes, [samples, numbers], but it has shape %2.</source>
        <translation>%1：每一步的输入必须有两个轴，即 [样本数, 数值个数]，但它的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: the last axis of the input must have a known size, but a step has shape %2.</source>
        <translation>%1：输入最后一个轴的大小必须已知，但一步的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: the last axis of the input must have size %2, but a step has shape %3.</source>
        <translation>%1：输入最后一个轴的大小必须是 %2，但一步的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the layer &quot;%2&quot; hangs on a layer that is missing, or on itself</source>
        <translation>%1：层“%2”依赖一个不存在的层，或者依赖它自己</translation>
    </message>
    <message>
        <source>%1: the layer &quot;%2&quot; has no output %3</source>
        <translation>%1：层“%2”没有输出 %3</translation>
    </message>
    <message>
        <source>%1: the layer &quot;%2&quot; needs %3 weights, but the file holds %4</source>
        <translation>%1：层“%2”需要 %3 个权重，文件中却有 %4 个</translation>
    </message>
    <message>
        <source>%1: the length of record %2 at byte %3 has not the right checksum</source>
        <translation>%1：第 %3 字节处的记录 %2，其长度的校验和不对</translation>
    </message>
    <message>
        <source>%1: the mask must have one value for each step of each sample, shape [%2, %3], but it has shape %4.</source>
        <translation>%1：掩码必须为每个样本的每一步各提供一个值，即形状 [%2, %3]，但它的形状是 %4。</translation>
    </message>
    <message>
        <source>%1: the model does not say what it takes in</source>
        <translation>%1：模型没有说明它的输入</translation>
    </message>
    <message>
        <source>%1: the model has no weight &quot;%2&quot;, which the file holds</source>
        <translation>%1：模型没有权重“%2”，但文件里有</translation>
    </message>
    <message>
        <source>%1: the model takes %2 inputs, but was given %3.</source>
        <translation>%1：模型需要 %2 个输入，却给出了 %3 个。</translation>
    </message>
    <message>
        <source>%1: the model that it stood in is gone.</source>
        <translation>%1：它所在的模型已经不在了。</translation>
    </message>
    <message>
        <source>%1: the number of channels must be known, but the input has shape %2.</source>
        <translation>%1：通道数必须已知，但输入的形状是 %2。</translation>
    </message>
    <message>
        <source>%1: the numbers must be 0 or more, and less than numTokens, which is %2, but they go from %3 to %4.</source>
        <translation>%1：这些数必须不小于 0 且小于 numTokens（即 %2），但它们从 %3 到 %4。</translation>
    </message>
    <message>
        <source>%1: the optimizer &quot;%2&quot; is not known</source>
        <translation>%1：不认识优化器“%2”</translation>
    </message>
    <message>
        <source>%1: the optimizer&apos;s number of steps must be one int32 number</source>
        <translation>%1：优化器的步数必须是一个 int32 数</translation>
    </message>
    <message>
        <source>%1: the outputMode &quot;tfIdf&quot; cannot be computed, here or in TensorFlow.js.</source>
        <translation>%1：outputMode &quot;tfIdf&quot; 无法计算，这里和 TensorFlow.js 都一样。</translation>
    </message>
    <message>
        <source>%1: the padding &quot;causal&quot; cannot be computed, here or in TensorFlow.js: use &quot;same&quot; or &quot;valid&quot;.</source>
        <translation>%1：填充方式 &quot;causal&quot; 无法计算，这里和 TensorFlow.js 都一样：请用 &quot;same&quot; 或 &quot;valid&quot;。</translation>
    </message>
    <message>
        <source>%1: the padding must be &quot;same&quot; or &quot;valid&quot;, but got &quot;causal&quot;.</source>
        <translation>%1：填充方式必须是 &quot;same&quot; 或 &quot;valid&quot;，却得到了 &quot;causal&quot;。</translation>
    </message>
    <message>
        <source>%1: the path &quot;%2&quot; leads out of the model&apos;s folder</source>
        <translation>%1：路径“%2”通到了模型文件夹之外</translation>
    </message>
    <message>
        <source>%1: the rate must be a number, but got NaN.</source>
        <translation>%1：rate 必须是一个数，却得到了 NaN。</translation>
    </message>
    <message>
        <source>%1: the regularizer &quot;%2&quot; is not known; known are L1, L2 and L1L2</source>
        <translation>%1：不认识正则化器“%2”；认识的有 L1、L2 和 L1L2</translation>
    </message>
    <message>
        <source>%1: the server answered with status %2</source>
        <translation>%1：服务器返回状态 %2</translation>
    </message>
    <message>
        <source>%1: the server cannot be reached: %2</source>
        <translation>%1：无法连接服务器：%2</translation>
    </message>
    <message>
        <source>%1: the server did not answer for %2 seconds</source>
        <translation>%1：服务器在 %2 秒内没有响应</translation>
    </message>
    <message>
        <source>%1: the server sends more than the %2 bytes that are expected</source>
        <translation>%1：服务器发来的数据超过了预期的 %2 字节</translation>
    </message>
    <message>
        <source>%1: the server sent another part of the file than was asked for</source>
        <translation>%1：服务器发来的不是所要的那一部分文件</translation>
    </message>
    <message>
        <source>%1: the server sent us elsewhere more than %2 times</source>
        <translation>%1：服务器把我们转到别处超过了 %2 次</translation>
    </message>
    <message>
        <source>%1: the shared axis %2 must be an axis of the input behind the batch axis, but the input has shape %3.</source>
        <translation>%1：共享轴 %2 必须是输入中批次轴之后的轴，但输入的形状是 %3。</translation>
    </message>
    <message>
        <source>%1: the state %2 to start with must have shape %3, but has %4.</source>
        <translation>%1：初始状态 %2 的形状必须是 %3，但它是 %4。</translation>
    </message>
    <message>
        <source>%1: the store of models cannot be opened: %2</source>
        <translation>%1：无法打开模型库：%2</translation>
    </message>
    <message>
        <source>%1: the store of models does not work: %2</source>
        <translation>%1：模型库无法正常工作：%2</translation>
    </message>
    <message>
        <source>%1: the text is UTF-16; save it as UTF-8</source>
        <translation>%1：文本是 UTF-16 编码；请另存为 UTF-8</translation>
    </message>
    <message>
        <source>%1: the transfer was stopped</source>
        <translation>%1：传输已停止</translation>
    </message>
    <message>
        <source>%1: the type of numbers &quot;%2&quot; is not supported</source>
        <translation>%1：不支持数值类型“%2”</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; should be %3 of shape %4, but the file holds %5 of shape %6</source>
        <translation>%1：权重“%2”应是形状为 %4 的 %3，但文件里是形状为 %6 的 %5</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; should have shape %3, but the file holds %4</source>
        <translation>%1：权重“%2”的形状应为 %3，文件中却是 %4</translation>
    </message>
    <message>
        <source>%1: the weights have more bytes than memory can hold</source>
        <translation>%1：权重的字节数太多，内存放不下</translation>
    </message>
    <message>
        <source>%1: the weights need %2 bytes, but their files have only %3: %4</source>
        <translation>%1：权重需要 %2 字节，但文件只有 %3 字节：%4</translation>
    </message>
    <message>
        <source>%1: the weights need %2 bytes, but there are %3</source>
        <translation>%1：权重需要 %2 字节，但实际有 %3 字节</translation>
    </message>
    <message>
        <source>%1: there are %2 files of this name</source>
        <translation>%1：叫这个名称的文件有 %2 个</translation>
    </message>
    <message>
        <source>%1: there are no steps</source>
        <translation>%1：没有步骤</translation>
    </message>
    <message>
        <source>%1: there are two columns &quot;%2&quot;</source>
        <translation>%1：有两列都叫“%2”</translation>
    </message>
    <message>
        <source>%1: there are two layers with the name &quot;%2&quot;</source>
        <translation>%1：有两个层都叫“%2”</translation>
    </message>
    <message>
        <source>%1: there is no axis %2 in an input of shape %3.</source>
        <translation>%1：形状为 %3 的输入没有轴 %2。</translation>
    </message>
    <message>
        <source>%1: there is no column &quot;%2&quot;, which is configured, among these: %3</source>
        <translation>%1：配置了“%2”列，但下列各列中没有它：%3</translation>
    </message>
    <message>
        <source>%1: there is no layer of the kind &quot;%2&quot;. Make your own kinds known with registerLayer(); known are %3.</source>
        <translation>%1：没有“%2”这种层。自己的种类请用 registerLayer() 登记；已知的有 %3。</translation>
    </message>
    <message>
        <source>%1: there is no sub-folder with images, as one for each class would be</source>
        <translation>%1：没有放图像的子文件夹，每个类别应各有一个</translation>
    </message>
    <message>
        <source>%1: there is no such file</source>
        <translation>%1：没有这个文件</translation>
    </message>
    <message>
        <source>%1: there is no such model</source>
        <translation>%1：没有这个模型</translation>
    </message>
    <message>
        <source>%1: there is no such use of the layer &quot;%2&quot;</source>
        <translation>%1：层“%2”没有这次使用</translation>
    </message>
    <message>
        <source>%1: these %2 bytes are not those that were saved; the file is damaged, or files of weights were swapped</source>
        <translation>%1：这 %2 字节与保存时的不同；文件已损坏，或者权重文件被调换了</translation>
    </message>
    <message>
        <source>%1: this block is never closed by :::</source>
        <translation>%1：这个块没有用 ::: 结束</translation>
    </message>
    <message>
        <source>%1: this is a graph model, which cannot be loaded as layers</source>
        <translation>%1：这是计算图模型，不能按层加载</translation>
    </message>
    <message>
        <source>%1: this is no file of a NumPy array</source>
        <translation>%1：这不是 NumPy 数组文件</translation>
    </message>
    <message>
        <source>%1: this is no file that can be read</source>
        <translation>%1：这不是可以读取的文件</translation>
    </message>
    <message>
        <source>%1: this is no model: it has neither a topology nor a list of weights</source>
        <translation>%1：这不是模型：既没有拓扑，也没有权重列表</translation>
    </message>
    <message>
        <source>%1: this is no number of bytes with its checksum</source>
        <translation>%1：这不是带校验和的字节数</translation>
    </message>
    <message>
        <source>%1: this layer works on tensors only, not within a model, here as in TensorFlow.js: apply it to the images before they go in.</source>
        <translation>%1：和 TensorFlow.js 一样，这一层只能用于张量，不能放进模型里：请先用它处理图像，再输入模型。</translation>
    </message>
    <message>
        <source>%1: this leads to an address that is neither http nor https</source>
        <translation>%1：这个地址转向的既不是 http 也不是 https</translation>
    </message>
    <message>
        <source>%1: this setting is not supported, here or in TensorFlow.js</source>
        <translation>%1：不支持这个设置，这里和 TensorFlow.js 都一样</translation>
    </message>
    <message>
        <source>%1: this was not read as an image</source>
        <translation>%1：这个文件没能作为图像读取</translation>
    </message>
    <message>
        <source>%1: two steps are called </source>
        <translation>%1：有两个步骤都叫 </translation>
    </message>
    <message>
        <source>%1: unknown block &quot;</source>
        <translation>%1：不认识的块“</translation>
    </message>
    <message>
        <source>%1: unknown key &quot;</source>
        <translation>%1：不认识的键“</translation>
    </message>
    <message>
        <source>%1: unroll is not possible with convolutions.</source>
        <translation>%1：卷积时不能使用 unroll。</translation>
    </message>
    <message>
        <source>%1: version %2 of the format is not known</source>
        <translation>%1：不认识格式版本 %2</translation>
    </message>
    <message>
        <source>%1: weight &quot;%2&quot; of shape %3 needs %4 bytes, but only %5 are left</source>
        <translation>%1：形状为 %3 的权重“%2”需要 %4 字节，但只剩 %5 字节</translation>
    </message>
    <message>
        <source>%1: weights go with the outputMode &quot;count&quot; only.</source>
        <translation>%1：只有 outputMode 为 &quot;count&quot; 时才能给出权重。</translation>
    </message>
    <message>
        <source>%1: weights of dtype %2 cannot be stored as %3</source>
        <translation>%1：数据类型为 %2 的权重不能存储为 %3</translation>
    </message>
    <message>
        <source>%1: weights of dtype &quot;%2&quot; are not known</source>
        <translation>%1：不认识数据类型为“%2”的权重</translation>
    </message>
    <message>
        <source>A limit for gradients must be a number of 0 or more, but got %1.</source>
        <translation>梯度的上限必须是不小于 0 的数，却得到了 %1。</translation>
    </message>
    <message>
        <source>A model needs a model.json, but there are no files.</source>
        <translation>模型需要 model.json，但没有任何文件。</translation>
    </message>
    <message>
        <source>A model needs a path, but it is empty.</source>
        <translation>模型需要路径，但路径是空的。</translation>
    </message>
    <message>
        <source>A path cannot contain a zero byte.</source>
        <translation>路径里不能有零字节。</translation>
    </message>
    <message>
        <source>A regularizer&apos;s shares must be numbers of 0 or more, but got l1 = %1 and l2 = %2.</source>
        <translation>正则化器的系数必须是不小于 0 的数，却得到了 l1 = %1 和 l2 = %2。</translation>
    </message>
    <message>
        <source>An address cannot contain a zero byte.</source>
        <translation>地址里不能有零字节。</translation>
    </message>
    <message>
        <source>An empty symbolic tensor was used: it comes out of no layer.</source>
        <translation>使用了空的符号张量：它不是任何层的输出。</translation>
    </message>
    <message>
        <source>An optimizer cannot have made %1 steps.</source>
        <translation>优化器不可能已经走了 %1 步。</translation>
    </message>
    <message>
        <source>NumPy&apos;s files cannot hold a tensor of dtype %1.</source>
        <translation>NumPy 文件不能存放数据类型为 %1 的张量。</translation>
    </message>
    <message>
        <source>Of the files of a model, one is a model.json, but here %1 end in .json.</source>
        <translation>模型的文件里应有一个 model.json，但这里有 %1 个以 .json 结尾。</translation>
    </message>
    <message>
        <source>The activation &quot;%1&quot; is a function of your own: a file cannot hold it.</source>
        <translation>激活函数“%1”是你自己的函数：文件无法保存它。</translation>
    </message>
    <message>
        <source>The home folder of this user is not known.</source>
        <translation>不知道这个用户的主目录在哪里。</translation>
    </message>
    <message>
        <source>The library for http does not work.</source>
        <translation>用于 http 的库无法正常工作。</translation>
    </message>
    <message>
        <source>The model is not compiled yet.</source>
        <translation>模型还没有编译。</translation>
    </message>
    <message>
        <source>The name of a model cannot contain a zero byte.</source>
        <translation>模型的名称里不能有零字节。</translation>
    </message>
    <message>
        <source>The optimizer&apos;s state &quot;%1&quot; must be float32 of shape %2, but it is %3 of shape %4.</source>
        <translation>优化器的状态“%1”必须是形状为 %2 的 float32，但它是形状为 %4 的 %3。</translation>
    </message>
    <message>
        <source>There is no constraint &quot;%1&quot;. Choose one of %2.</source>
        <translation>没有名为“%1”的约束。可选：%2。</translation>
    </message>
    <message>
        <source>There is no regularizer &quot;%1&quot;. Choose &quot;l1l2&quot;, or regularizers::l1(), l2() or l1l2().</source>
        <translation>没有名为“%1”的正则化器。请选 &quot;l1l2&quot;，或 regularizers::l1()、l2() 或 l1l2()。</translation>
    </message>
    <message>
        <source>Two files are called %1, so which of them has the weights cannot be told.</source>
        <translation>有两个文件都叫 %1，无法分辨哪一个才有权重。</translation>
    </message>
    <message>
        <source>Weight &quot;%1&quot; has a string of %2 bytes, more than a file can hold.</source>
        <translation>权重“%1”里有 %2 字节的字符串，文件放不下。</translation>
    </message>
    <message>
        <source>Weight &quot;%1&quot; holds %2, which %3 cannot hold.</source>
        <translation>权重“%1”里有 %2，%3 放不下。</translation>
    </message>
    <message>
        <source>Weight &quot;%1&quot; holds %2, which float16 cannot hold.</source>
        <translation>权重“%1”里有 %2，float16 放不下。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be sent as a header.</source>
        <translation>“%1”不能作为请求头发送。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be the scheme of an address.</source>
        <translation>“%1”不能作为地址的协议。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: a model cannot be copied to where it is.</source>
        <translation>“%1”：不能把模型复制到它原来的位置。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: models are sent by POST or PUT, not by %2.</source>
        <translation>“%1”：模型用 POST 或 PUT 发送，而不是 %2。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: models can only be removed from localstorage:// and indexeddb://.</source>
        <translation>“%1”：只能从 localstorage:// 和 indexeddb:// 删除模型。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: models cannot be kept at %2://. There are %3.</source>
        <translation>“%1”：模型不能保存在 %2://。可用的有：%3。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: the name of a download cannot contain &quot;/&quot; or begin with a dot.</source>
        <translation>“%1”：下载的名称里不能有 &quot;/&quot;，也不能以点开头。</translation>
    </message>
    <message>
        <source>&quot;%1&quot;: the name of a model is missing.</source>
        <translation>“%1”：缺少模型的名称。</translation>
    </message>
    <message>
        <source>addExample: the example has %1 elements, but those that are there have %2.</source>
        <translation>addExample：这个示例有 %1 个元素，但已有的示例有 %2 个。</translation>
    </message>
    <message>
        <source>addExample: the example has no elements: its shape is %1.</source>
        <translation>addExample：这个示例没有元素：它的形状是 %1。</translation>
    </message>
    <message>
        <source>addExample: the example has shape %1, but the first one had %2; all must have the same.</source>
        <translation>addExample：这个示例的形状是 %1，但第一个是 %2；所有示例的形状必须相同。</translation>
    </message>
    <message>
        <source>addExample: the example is a null tensor.</source>
        <translation>addExample：这个示例是空张量。</translation>
    </message>
    <message>
        <source>batch: %1 has %2 names in element %3 of the batch, but %4 in another</source>
        <translation>batch：批次的元素 %3 里，%1 有 %2 个名称，但另一个元素里有 %4 个</translation>
    </message>
    <message>
        <source>batch: %1 is %2 in element %3 of the batch, but %4 in another</source>
        <translation>batch：批次的元素 %3 里，%1 是 %2，但另一个元素里是 %4</translation>
    </message>
    <message>
        <source>batch: %1 is %2 of shape %3 in element %4 of the batch, but %5 of shape %6 in another</source>
        <translation>batch：批次的元素 %4 里，%1 是形状为 %3 的 %2，但另一个元素里是形状为 %6 的 %5</translation>
    </message>
    <message>
        <source>batch: %1 is a list of %2 in element %3 of the batch, but of %4 in another</source>
        <translation>batch：批次的元素 %3 里，%1 是有 %2 项的列表，但另一个元素里有 %4 项</translation>
    </message>
    <message>
        <source>batch: %1 is missing in element %2 of the batch, and %3 has no value that says so; give it a default, or leave such elements out with filter()</source>
        <translation>batch：批次的元素 %2 里缺少 %1，而 %3 没有表示缺失的值；请给它一个默认值，或用 filter() 去掉这样的元素</translation>
    </message>
    <message>
        <source>batch: batchSize is %1, but must be above 0</source>
        <translation>batch：batchSize 是 %1，但必须大于 0</translation>
    </message>
    <message>
        <source>batch: there are no elements to make a batch of</source>
        <translation>batch：没有可以组成批次的元素</translation>
    </message>
    <message>
        <source>centerCrop: an image with %1 rows or columns is too large.</source>
        <translation>centerCrop：有 %1 行或列的图像太大了。</translation>
    </message>
    <message>
        <source>clearClass: there is no class &quot;%1&quot;.</source>
        <translation>clearClass：没有名为“%1”的类别。</translation>
    </message>
    <message>
        <source>compile: %1 names the output &quot;%2&quot;, but the model&apos;s outputs are %3.</source>
        <translation>compile：%1 里写了输出“%2”，但模型的输出是 %3。</translation>
    </message>
    <message>
        <source>compile: loss lacks the output &quot;%1&quot;.</source>
        <translation>compile：loss 里缺少输出“%1”。</translation>
    </message>
    <message>
        <source>compile: the model has %1 outputs, but %2 losses were given.</source>
        <translation>compile：模型有 %1 个输出，却给出了 %2 个损失。</translation>
    </message>
    <message>
        <source>cosineDecay: epochs must be above 0, but got %1.</source>
        <translation>cosineDecay：epochs 必须大于 0，却得到了 %1。</translation>
    </message>
    <message>
        <source>csv: a delimiter cannot be given together with delimWhitespace</source>
        <translation>csv：分隔符不能与 delimWhitespace 同时给出</translation>
    </message>
    <message>
        <source>csv: column &quot;%1&quot; cannot be read as %2</source>
        <translation>csv：“%1”列不能作为 %2 读取</translation>
    </message>
    <message>
        <source>csv: column &quot;%1&quot; is configured twice</source>
        <translation>csv：“%1”列配置了两次</translation>
    </message>
    <message>
        <source>csv: columnNames must be given if there is no header</source>
        <translation>csv：没有表头时，必须给出 columnNames</translation>
    </message>
    <message>
        <source>csv: configuredColumnsOnly needs columnConfigs</source>
        <translation>csv：configuredColumnsOnly 需要 columnConfigs</translation>
    </message>
    <message>
        <source>csv: quotation marks and line breaks cannot be delimiters</source>
        <translation>csv：引号和换行符不能用作分隔符</translation>
    </message>
    <message>
        <source>csv: the default of column &quot;%1&quot; is %2, but the column is %3</source>
        <translation>csv：“%1”列的默认值是 %2，但这一列是 %3</translation>
    </message>
    <message>
        <source>csv: the default of column &quot;%1&quot; must be a scalar</source>
        <translation>csv：“%1”列的默认值必须是标量</translation>
    </message>
    <message>
        <source>data set: a list of %1 elements has none at %2</source>
        <translation>数据集：有 %1 个元素的列表里，位置 %2 处没有元素</translation>
    </message>
    <message>
        <source>data set: a list was expected, but there is %1</source>
        <translation>数据集：应为列表，却是 %1</translation>
    </message>
    <message>
        <source>data set: a tensor was expected, but the value is missing</source>
        <translation>数据集：应为张量，却缺少值</translation>
    </message>
    <message>
        <source>data set: a tensor was expected, but there is %1</source>
        <translation>数据集：应为张量，却是 %1</translation>
    </message>
    <message>
        <source>data set: named elements were expected, but there is %1</source>
        <translation>数据集：应为带名称的元素，却是 %1</translation>
    </message>
    <message>
        <source>data set: there is no element &quot;%1&quot; among these: %2</source>
        <translation>数据集：下列元素中没有“%1”：%2</translation>
    </message>
    <message>
        <source>evaluateDataset: batches must be 1 or more, but got %1.</source>
        <translation>evaluateDataset：batches 必须不小于 1，却得到了 %1。</translation>
    </message>
    <message>
        <source>evaluateDataset: compile the model first.</source>
        <translation>evaluateDataset：请先编译模型。</translation>
    </message>
    <message>
        <source>evaluateDataset: the data have no end: say how many batches to look at.</source>
        <translation>evaluateDataset：数据没有尽头：请说明要看多少个批次。</translation>
    </message>
    <message>
        <source>evaluateDataset: the data hold no batch.</source>
        <translation>evaluateDataset：数据里一个批次也没有。</translation>
    </message>
    <message>
        <source>exponentialDecay: epochs must be above 0, but got %1.</source>
        <translation>exponentialDecay：epochs 必须大于 0，却得到了 %1。</translation>
    </message>
    <message>
        <source>export: %1 has no weights yet: give its first layer an inputShape, or show it data.</source>
        <translation>export：%1 还没有权重：请给它的第一层设置 inputShape，或先给它看数据。</translation>
    </message>
    <message>
        <source>export: %1 of the model&apos;s layers cannot be written as %2:%3</source>
        <translation>export：模型中有 %1 个层无法写成 %2：%3</translation>
    </message>
    <message>
        <source>export: output %1 has shape %2, but %3 in the written model</source>
        <translation>export：输出 %1 的形状是 %2，写出的模型中却是 %3</translation>
    </message>
    <message>
        <source>export: the HDF5 library could not write the model</source>
        <translation>export：HDF5 库无法写入模型</translation>
    </message>
    <message>
        <source>export: the model has %1 outputs, but the written one %2</source>
        <translation>export：模型有 %1 个输出，写出的模型却有 %2 个</translation>
    </message>
    <message>
        <source>export: the model&apos;s weights have %1 bytes, but an ONNX file holds no more than 2 GiB</source>
        <translation>export：模型的权重有 %1 字节，而 ONNX 文件最多只能容纳 2 GiB</translation>
    </message>
    <message>
        <source>export: there must be one sample or more, but got %1</source>
        <translation>export：至少要有一个样本，得到的却是 %1</translation>
    </message>
    <message>
        <source>fitDataset: batchesPerEpoch must be 1 or more, but got %1.</source>
        <translation>fitDataset：batchesPerEpoch 必须不小于 1，却得到了 %1。</translation>
    </message>
    <message>
        <source>fitDataset: compile the model first, to choose how it learns: model.compile({.optimizer = &quot;adam&quot;, .loss = &quot;meanSquaredError&quot;}).</source>
        <translation>fitDataset：请先编译模型，决定它怎样学习：model.compile({.optimizer = &quot;adam&quot;, .loss = &quot;meanSquaredError&quot;})。</translation>
    </message>
    <message>
        <source>fitDataset: epochs must be 1 or more, but got %1.</source>
        <translation>fitDataset：epochs 必须不小于 1，却得到了 %1。</translation>
    </message>
    <message>
        <source>fitDataset: initialEpoch must be 0 or more, but got %1.</source>
        <translation>fitDataset：initialEpoch 必须不小于 0，却得到了 %1。</translation>
    </message>
    <message>
        <source>fitDataset: the data have no end: say how many batches make an epoch, with batchesPerEpoch.</source>
        <translation>fitDataset：数据没有尽头：请用 batchesPerEpoch 说明一个轮次有多少个批次。</translation>
    </message>
    <message>
        <source>fitDataset: validationData needs both x and y.</source>
        <translation>fitDataset：validationData 需要 x 和 y 两者。</translation>
    </message>
    <message>
        <source>histogram: %1 buckets were asked for, but there must be 1 to 100000</source>
        <translation>histogram：要求 %1 个区间，但只能是 1 到 100000 个</translation>
    </message>
    <message>
        <source>histogram: %1 has no order to count by</source>
        <translation>histogram：%1 没有大小顺序，无法分区间计数</translation>
    </message>
    <message>
        <source>image folder: the size of images must be above 0</source>
        <translation>图像文件夹：图像的大小必须大于 0</translation>
    </message>
    <message>
        <source>image folder: there is no decoder</source>
        <translation>图像文件夹：没有解码器</translation>
    </message>
    <message>
        <source>input: give either a shape, %1, or a batchShape, %2, which has the batch axis too.</source>
        <translation>input：请给出 shape（%1）或带有批次轴的 batchShape（%2），二者选一。</translation>
    </message>
    <message>
        <source>learningRateScheduler: no schedule was given.</source>
        <translation>learningRateScheduler：没有给出学习率计划。</translation>
    </message>
    <message>
        <source>localstorage://%1: %2 bytes of weights are more than a value can hold; indexeddb:// holds them.</source>
        <translation>localstorage://%1：权重有 %2 字节，一个值放不下；indexeddb:// 放得下。</translation>
    </message>
    <message>
        <source>mergeColumns: &quot;%1&quot; is %2, which is no number</source>
        <translation>mergeColumns：“%1”是 %2，不是数值</translation>
    </message>
    <message>
        <source>mergeColumns: the value of &quot;%1&quot; is missing</source>
        <translation>mergeColumns：缺少“%1”的值</translation>
    </message>
    <message>
        <source>model: an output is an empty symbolic tensor.</source>
        <translation>model：有一个输出是空的符号张量。</translation>
    </message>
    <message>
        <source>model: inputs must be made by input(), but &quot;%1&quot; is not.</source>
        <translation>model：输入必须由 input() 创建，但“%1”不是。</translation>
    </message>
    <message>
        <source>model: it needs an input at least.</source>
        <translation>model：至少需要一个输入。</translation>
    </message>
    <message>
        <source>model: it needs an output at least.</source>
        <translation>model：至少需要一个输出。</translation>
    </message>
    <message>
        <source>model: the outputs hang on the input &quot;%1&quot;, which is not among the model&apos;s inputs.</source>
        <translation>model：输出依赖输入“%1”，但它不在模型的输入之中。</translation>
    </message>
    <message>
        <source>model: two layers have the name &quot;%1&quot;; names must differ.</source>
        <translation>model：有两个层都叫“%1”；名称不能相同。</translation>
    </message>
    <message>
        <source>modelCheckpoint: say where to save, with url.</source>
        <translation>modelCheckpoint：请用 url 说明保存到哪里。</translation>
    </message>
    <message>
        <source>predict: %1 has %2 outputs; predictAll() gives them all.</source>
        <translation>predict：%1 有 %2 个输出；predictAll() 可以给出全部输出。</translation>
    </message>
    <message>
        <source>predictClass: k must be 1 or more, but got %1.</source>
        <translation>predictClass：k 必须不小于 1，却得到了 %1。</translation>
    </message>
    <message>
        <source>predictClass: the input has %1 elements, but examples have %2.</source>
        <translation>predictClass：输入有 %1 个元素，但示例有 %2 个。</translation>
    </message>
    <message>
        <source>predictClass: the input is a null tensor.</source>
        <translation>predictClass：输入是空张量。</translation>
    </message>
    <message>
        <source>predictClass: there are no examples yet: add some first, by addExample().</source>
        <translation>predictClass：还没有示例：请先用 addExample() 添加一些。</translation>
    </message>
    <message>
        <source>prefetch: bufferSize is %1, but must be above 0</source>
        <translation>prefetch：bufferSize 是 %1，但必须大于 0</translation>
    </message>
    <message>
        <source>reduceLearningRateOnPlateau: the factor must lie between 0 and 1, but got %1.</source>
        <translation>reduceLearningRateOnPlateau：factor 必须在 0 和 1 之间，却得到了 %1。</translation>
    </message>
    <message>
        <source>registerLayer: the layer &quot;%1&quot; was given no function.</source>
        <translation>registerLayer：层“%1”没有给出函数。</translation>
    </message>
    <message>
        <source>save: %1 has no weights yet: give its first layer an inputShape, or show it data.</source>
        <translation>save：%1 还没有权重：请给第一层指定 inputShape，或者先给它看数据。</translation>
    </message>
    <message>
        <source>save: the optimizer is saved together with the losses, but one of several losses is a function of its own, which files cannot hold; name it, or save without the optimizer.</source>
        <translation>save：优化器与损失一起保存，但多个损失中有一个是自定义函数，文件无法保存它；请使用有名字的损失，或不保存优化器。</translation>
    </message>
    <message>
        <source>setClassifierDataset: all examples must have as many elements, but those of &quot;%1&quot; have %2.</source>
        <translation>setClassifierDataset：所有示例的元素个数必须相同，但“%1”的示例有 %2 个。</translation>
    </message>
    <message>
        <source>setClassifierDataset: the class &quot;%1&quot; has a null tensor.</source>
        <translation>setClassifierDataset：类别“%1”的张量是空的。</translation>
    </message>
    <message>
        <source>setClassifierDataset: the class &quot;%1&quot; must have float32 examples of shape [count, elements], but has %2 of shape %3.</source>
        <translation>setClassifierDataset：类别“%1”的示例必须是形状为 [个数, 元素数] 的 float32，但它是形状为 %3 的 %2。</translation>
    </message>
    <message>
        <source>setClassifierDataset: the class &quot;%1&quot; was given twice.</source>
        <translation>setClassifierDataset：类别“%1”给出了两次。</translation>
    </message>
    <message>
        <source>setUserDefinedMetadata: metadata must be a JSON object: values by name.</source>
        <translation>setUserDefinedMetadata：元数据必须是 JSON 对象：按名字给出的值。</translation>
    </message>
    <message>
        <source>shuffle: bufferSize is %1, but must be above 0</source>
        <translation>shuffle：bufferSize 是 %1，但必须大于 0</translation>
    </message>
    <message>
        <source>skip: count is %1, but cannot be below 0</source>
        <translation>skip：count 是 %1，但不能小于 0</translation>
    </message>
    <message>
        <source>stepDecay: epochs must be above 0, but got %1.</source>
        <translation>stepDecay：epochs 必须大于 0，却得到了 %1。</translation>
    </message>
    <message>
        <source>summary: the suffix &quot;%1&quot; cannot be part of a file&apos;s name</source>
        <translation>summary：后缀“%1”不能用在文件名里</translation>
    </message>
    <message>
        <source>summary: the tag is empty</source>
        <translation>summary：标签是空的</translation>
    </message>
    <message>
        <source>summary: the tag is not UTF-8</source>
        <translation>summary：标签不是 UTF-8 编码</translation>
    </message>
    <message>
        <source>tensorBoard: histogramFreq must be 0 or more, but got %1.</source>
        <translation>tensorBoard：histogramFreq 必须不小于 0，却得到了 %1。</translation>
    </message>
    <message>
        <source>tensorBoard: say where to write, with logDir.</source>
        <translation>tensorBoard：请用 logDir 说明写到哪里。</translation>
    </message>
    <message>
        <source>tensorSlices: a scalar has no first axis to slice along</source>
        <translation>tensorSlices：标量没有第一个轴，无法沿它切片</translation>
    </message>
    <message>
        <source>tensorSlices: a tensor is missing</source>
        <translation>tensorSlices：缺少一个张量</translation>
    </message>
    <message>
        <source>tensorSlices: the first axes are %1 and %2 long, but must have the same length</source>
        <translation>tensorSlices：第一个轴的长度是 %1 和 %2，但长度必须相同</translation>
    </message>
    <message>
        <source>tensorSlices: there is no tensor to slice</source>
        <translation>tensorSlices：没有可以切片的张量</translation>
    </message>
    <message>
        <source>toArray: the data set has no end</source>
        <translation>toArray：数据集没有尽头</translation>
    </message>
    <message>
        <source>toy data: count is %1, but must be above 0</source>
        <translation>玩具数据：count 是 %1，但必须大于 0</translation>
    </message>
    <message>
        <source>toy data: noise is %1, but must be from 0 to 1</source>
        <translation>玩具数据：noise 是 %1，但必须在 0 到 1 之间</translation>
    </message>
    <message>
        <source>toy data: there is no &quot;%1&quot;; there are circles, xor, gaussians, spirals, plane and hills</source>
        <translation>玩具数据：没有“%1”；可选：circles、xor、gaussians、spirals、plane 和 hills</translation>
    </message>
    <message>
        <source>zip: there are no data sets to zip</source>
        <translation>zip：没有可以合并的数据集</translation>
    </message>
    <message>
        <source>%1: it says %2, but all weights in the file have %3 numbers</source>
        <translation>%1：它写的是 %2，但文件中所有权重共有 %3 个数</translation>
    </message>
    <message>
        <source>%1: it cannot take the output of a layer that comes after it.</source>
        <translation>%1：不能接收它后面的层的输出。</translation>
    </message>
    <message>
        <source>The last layer must put out one number for each sample, [null,1], but puts out %1. End with a Dense layer of 1 unit.</source>
        <translation>最后一层必须为每个样本输出一个数 [null,1]，但它输出 %1。请以 1 个单元的 Dense 层结尾。</translation>
    </message>
    <message>
        <source>The model takes samples of shape %1, but those of &quot;%2&quot; are %3.</source>
        <translation>模型接受形状为 %1 的样本，但“%2”的样本是 %3。</translation>
    </message>
    <message>
        <source>%1: Keras cannot compute strides that differ from each other here</source>
        <translation>%1：Keras 在这里无法计算互不相同的步长</translation>
    </message>
    <message>
        <source>%1: Keras has no activation like %2</source>
        <translation>%1：Keras 没有 %2 这样的激活函数</translation>
    </message>
    <message>
        <source>%1: Keras has no such layer, or not in every version</source>
        <translation>%1：Keras 没有这种层，或不是每个版本都有</translation>
    </message>
    <message>
        <source>%1: Keras knows no threshold below 0</source>
        <translation>%1：Keras 不支持小于 0 的阈值</translation>
    </message>
    <message>
        <source>%1: Keras leaves masked steps out of the mean</source>
        <translation>%1：Keras 求平均值时会略去被遮蔽的时间步</translation>
    </message>
    <message>
        <source>%1: Keras takes other points when it enlarges images in the way &quot;bilinear&quot;</source>
        <translation>%1：Keras 以“bilinear”方式放大图像时取的是别的点</translation>
    </message>
    <message>
        <source>%1: Keras would crop at another place</source>
        <translation>%1：Keras 会在别的位置裁剪</translation>
    </message>
    <message>
        <source>%1: ONNX has no activation like %2</source>
        <translation>%1：ONNX 没有 %2 这样的激活函数</translation>
    </message>
    <message>
        <source>%1: ONNX has no causal padding</source>
        <translation>%1：ONNX 没有因果填充</translation>
    </message>
    <message>
        <source>%1: ONNX has no cells like its</source>
        <translation>%1：ONNX 没有它那样的单元</translation>
    </message>
    <message>
        <source>%1: ONNX has no such layer</source>
        <translation>%1：ONNX 没有这种层</translation>
    </message>
    <message>
        <source>%1: ONNX&apos;s recurrent layers have no activation like %2</source>
        <translation>%1：ONNX 的循环层没有 %2 这样的激活函数</translation>
    </message>
    <message>
        <source>%1: a mask is in force, which ONNX&apos;s recurrent layers do not know</source>
        <translation>%1：这里有遮蔽在起作用，而 ONNX 的循环层不支持遮蔽</translation>
    </message>
    <message>
        <source>%1: a mask is in force, which ONNX&apos;s softmax does not know</source>
        <translation>%1：这里有遮蔽在起作用，而 ONNX 的 softmax 不支持遮蔽</translation>
    </message>
    <message>
        <source>%1: a model within a wrapper cannot be written for Keras</source>
        <translation>%1：包装层里的模型无法写成 Keras 的文件</translation>
    </message>
    <message>
        <source>%1: an earlier mask is still in force here, which Keras would not use</source>
        <translation>%1：先前的遮蔽在这里仍起作用，而 Keras 不会用到它</translation>
    </message>
    <message>
        <source>%1: files of the kind .keras cannot be opened; let Keras save the model as .h5</source>
        <translation>%1：无法打开 .keras 类文件；请让 Keras 把模型存成 .h5</translation>
    </message>
    <message>
        <source>%1: for masked steps at the start, Keras gives zeros in place of the state that it starts with</source>
        <translation>%1：开头的时间步被遮蔽时，Keras 给出的是零，而不是初始状态</translation>
    </message>
    <message>
        <source>%1: hard_sigmoid has another slope in Keras 3, which no weight can take up here; save it for Keras 2</source>
        <translation>%1：Keras 3 的 hard_sigmoid 斜率不同，这里没有权重可以抵消；请存成 Keras 2 的文件</translation>
    </message>
    <message>
        <source>%1: it can only be written where it crops images of a known size</source>
        <translation>%1：只有裁剪尺寸已知的图像时才能写出</translation>
    </message>
    <message>
        <source>%1: it has no layer</source>
        <translation>%1：它里面没有层</translation>
    </message>
    <message>
        <source>%1: it has other than two inputs and axes</source>
        <translation>%1：它的输入和轴不是各两个</translation>
    </message>
    <message>
        <source>%1: it is a damaged HDF5 file</source>
        <translation>%1：这是损坏的 HDF5 文件</translation>
    </message>
    <message>
        <source>%1: it is no HDF5 file, or a damaged one</source>
        <translation>%1：这不是 HDF5 文件，或已损坏</translation>
    </message>
    <message>
        <source>%1: it lacks weights</source>
        <translation>%1：它缺少权重</translation>
    </message>
    <message>
        <source>%1: it remembers from batch to batch, which ONNX cannot</source>
        <translation>%1：它在批次之间保留记忆，ONNX 做不到</translation>
    </message>
    <message>
        <source>%1: its attribute &quot;%2&quot; cannot be read</source>
        <translation>%1：无法读取它的属性“%2”</translation>
    </message>
    <message>
        <source>%1: its attribute &quot;%2&quot; holds too many texts</source>
        <translation>%1：它的属性“%2”里的文本太多</translation>
    </message>
    <message>
        <source>%1: its attribute &quot;%2&quot; is no text</source>
        <translation>%1：它的属性“%2”不是文本</translation>
    </message>
    <message>
        <source>%1: its attribute &quot;%2&quot; is not one text</source>
        <translation>%1：它的属性“%2”不是单个文本</translation>
    </message>
    <message>
        <source>%1: its attribute &quot;%2&quot; is too long</source>
        <translation>%1：它的属性“%2”太长</translation>
    </message>
    <message>
        <source>%1: its channels are not where its settings say</source>
        <translation>%1：它的通道不在设置所说的位置</translation>
    </message>
    <message>
        <source>%1: its sequences have no fixed length</source>
        <translation>%1：它的序列没有固定长度</translation>
    </message>
    <message>
        <source>%1: only Keras 2 reads several axes from .h5 files</source>
        <translation>%1：只有 Keras 2 能从 .h5 文件读取多个轴</translation>
    </message>
    <message>
        <source>%1: only Keras 3 has an activation like %2</source>
        <translation>%1：只有 Keras 3 有 %2 这样的激活函数</translation>
    </message>
    <message>
        <source>%1: sequences with their channels first cannot be written for Keras</source>
        <translation>%1：通道在前的序列无法写成 Keras 的文件</translation>
    </message>
    <message>
        <source>%1: the constant &quot;%2&quot; is not what its shape says</source>
        <translation>%1：常量“%2”与它的形状不符</translation>
    </message>
    <message>
        <source>%1: the file&apos;s inputs are not the model&apos;s</source>
        <translation>%1：文件的输入与模型的不同</translation>
    </message>
    <message>
        <source>%1: the file&apos;s outputs are not the model&apos;s</source>
        <translation>%1：文件的输出与模型的不同</translation>
    </message>
    <message>
        <source>%1: the folder holds no model.json, so it is not that of a TensorFlow.js model</source>
        <translation>%1：文件夹里没有 model.json，所以不是 TensorFlow.js 模型的文件夹</translation>
    </message>
    <message>
        <source>%1: the layer &quot;%2&quot; has no group of weights</source>
        <translation>%1：层“%2”没有权重组</translation>
    </message>
    <message>
        <source>%1: the layer within it cannot be repeated over time in ONNX</source>
        <translation>%1：它里面的层在 ONNX 中无法按时间步重复</translation>
    </message>
    <message>
        <source>%1: the states of stacked cells cannot be written as ONNX</source>
        <translation>%1：堆叠单元的状态无法写成 ONNX</translation>
    </message>
    <message>
        <source>%1: the value &quot;%2&quot; is made twice</source>
        <translation>%1：值“%2”产生了两次</translation>
    </message>
    <message>
        <source>%1: the value &quot;%2&quot; is used before it is made</source>
        <translation>%1：值“%2”在产生之前就被用到</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; cannot be read</source>
        <translation>%1：无法读取层“%3”的权重“%2”</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; has more axes than tensors have</source>
        <translation>%1：层“%3”的权重“%2”的轴比张量能有的还多</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; holds no numbers</source>
        <translation>%1：层“%3”的权重“%2”里不是数</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; is cut into pieces that are larger than itself</source>
        <translation>%1：层“%3”的权重“%2”被切成了比自身还大的块</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; is larger than the file can hold</source>
        <translation>%1：层“%3”的权重“%2”比文件能容纳的还大</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; is missing, or lies elsewhere</source>
        <translation>%1：层“%3”的权重“%2”缺失，或在别处</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; is not all there</source>
        <translation>%1：层“%3”的权重“%2”不完整</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; is packed in a way that is not supported</source>
        <translation>%1：不支持层“%3”的权重“%2”的压缩方式</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; is too large</source>
        <translation>%1：层“%3”的权重“%2”太大</translation>
    </message>
    <message>
        <source>%1: the weight &quot;%2&quot; of the layer &quot;%3&quot; lies in another file</source>
        <translation>%1：层“%3”的权重“%2”在另一个文件里</translation>
    </message>
    <message>
        <source>%1: there is not enough memory for it</source>
        <translation>%1：内存不足，无法打开</translation>
    </message>
    <message>
        <source>%1: weights of categories cannot be written as ONNX</source>
        <translation>%1：类别的权重无法写成 ONNX</translation>
    </message>
    <message>
        <source>%1: %2 bytes were expected for the shape %3, but there are %4</source>
        <translation>%1：形状 %3 需要 %2 字节，实际有 %4 字节</translation>
    </message>
    <message>
        <source>%1: %2 elements were expected for the shape %3, but there are %4</source>
        <translation>%1：形状 %3 需要 %2 个元素，实际有 %4 个</translation>
    </message>
    <message>
        <source>%1: %2 is no byte</source>
        <translation>%1：%2 不是一个字节</translation>
    </message>
    <message>
        <source>%1: %2 is no size</source>
        <translation>%1：%2 不能作为大小</translation>
    </message>
    <message>
        <source>%1: %2 is the number of no type</source>
        <translation>%1：没有编号为 %2 的数据类型</translation>
    </message>
    <message>
        <source>%1: %2 nodes wait for each other in a circle, so that none can be run: %3</source>
        <translation>%1：有 %2 个节点互相等待、形成了环，谁也无法运行：%3</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no number</source>
        <translation>%1：“%2”不是数</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is no whole number</source>
        <translation>%1：“%2”不是整数</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; is the name of no type</source>
        <translation>%1：没有名为“%2”的数据类型</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; names no output of a node</source>
        <translation>%1：“%2”不是任何节点输出的名称</translation>
    </message>
    <message>
        <source>%1: a node must have a name</source>
        <translation>%1：节点必须有名称</translation>
    </message>
    <message>
        <source>%1: a tensor has at most %2 axes</source>
        <translation>%1：张量最多有 %2 个轴</translation>
    </message>
    <message>
        <source>%1: elements of type %2 cannot be given as bytes</source>
        <translation>%1：类型为 %2 的元素不能用字节给出</translation>
    </message>
    <message>
        <source>%1: the constant &quot;%2&quot; has no elements, neither in the graph nor among the weights</source>
        <translation>%1：常量“%2”没有元素，计算图和权重里都没有</translation>
    </message>
    <message>
        <source>%1: the graph has no node for the output &quot;%2&quot;</source>
        <translation>%1：计算图里没有输出“%2”对应的节点</translation>
    </message>
    <message>
        <source>%1: the node &quot;%2&quot; begins a loop within %3 others, which is too many</source>
        <translation>%1：节点“%2”开始的循环外面已经套了 %3 层，太深了</translation>
    </message>
    <message>
        <source>%1: the node &quot;%2&quot; calls the function &quot;%3&quot;, which is not there</source>
        <translation>%1：节点“%2”调用的函数“%3”不存在</translation>
    </message>
    <message>
        <source>%1: the node &quot;%2&quot; leaves a loop, but it is in none</source>
        <translation>%1：节点“%2”要退出循环，却不在任何循环里</translation>
    </message>
    <message>
        <source>%1: the node &quot;%2&quot; reads &quot;%3&quot;, which is not there</source>
        <translation>%1：节点“%2”读取的“%3”不存在</translation>
    </message>
    <message>
        <source>%1: the node &quot;%2&quot; reads from a loop that it is not in</source>
        <translation>%1：节点“%2”读取了它不在其中的循环里的值</translation>
    </message>
    <message>
        <source>%1: the shape %2 is too large for so few elements</source>
        <translation>%1：元素这么少，形状 %2 太大了</translation>
    </message>
    <message>
        <source>%1: there are two functions of the name &quot;%2&quot;</source>
        <translation>%1：有两个名为“%2”的函数</translation>
    </message>
    <message>
        <source>%1: there are two nodes of the name &quot;%2&quot;</source>
        <translation>%1：有两个名为“%2”的节点</translation>
    </message>
    <message>
        <source>%1: these ops are not supported: %2</source>
        <translation>%1：这些运算不受支持：%2</translation>
    </message>
    <message>
        <source>%1: this is a model neither of layers nor of a graph</source>
        <translation>%1：这既不是层模型，也不是计算图模型</translation>
    </message>
    <message>
        <source>%1: this is a model of layers, not a graph</source>
        <translation>%1：这是层模型，不是计算图</translation>
    </message>
    <message>
        <source>%1: this is no graph: it has no list of nodes</source>
        <translation>%1：这不是计算图：没有节点列表</translation>
    </message>
    <message>
        <source>%1: this is no text in base64</source>
        <translation>%1：这不是 base64 文本</translation>
    </message>
    <message>
        <source>A number is needed, but there is a tensor of %1.</source>
        <translation>这里需要一个数，却是 %1 张量。</translation>
    </message>
    <message>
        <source>Only first outputs of nodes can be given, but &quot;%1&quot; is another one.</source>
        <translation>只能给定节点的第一个输出，“%1”却不是。</translation>
    </message>
    <message>
        <source>PoseNet: all maps must have as many cells, but one has %1 x %2 and another %3 x %4.</source>
        <translation>PoseNet：各张图的格数必须相同，却有一张是 %1 x %2，另一张是 %3 x %4。</translation>
    </message>
    <message>
        <source>PoseNet: maxDetections must be 1 or more, but is %1.</source>
        <translation>PoseNet：maxDetections 至少为 1，现在是 %1。</translation>
    </message>
    <message>
        <source>PoseNet: nmsRadius must be above 0, but is %1.</source>
        <translation>PoseNet：nmsRadius 必须大于 0，现在是 %1。</translation>
    </message>
    <message>
        <source>PoseNet: scoreThreshold must be from 0 to 1, but is %1.</source>
        <translation>PoseNet：scoreThreshold 必须在 0 到 1 之间，现在是 %1。</translation>
    </message>
    <message>
        <source>PoseNet: the input resolution must be from %1 to %2, but is %3.</source>
        <translation>PoseNet：输入分辨率必须在 %1 到 %2 之间，现在是 %3。</translation>
    </message>
    <message>
        <source>PoseNet: the map of %1 is an empty tensor handle.</source>
        <translation>PoseNet：%1 图是空的张量句柄。</translation>
    </message>
    <message>
        <source>PoseNet: the map of %1 must be float32 of shape [height, width, %2], but is %3 of shape %4.</source>
        <translation>PoseNet：%1 图必须是形状为 [高, 宽, %2] 的 float32，现在是形状为 %4 的 %3。</translation>
    </message>
    <message>
        <source>PoseNet: the map of scores must have the shape [height, width, 17], but has %1.</source>
        <translation>PoseNet：得分图的形状必须是 [高, 宽, 17]，现在是 %1。</translation>
    </message>
    <message>
        <source>PoseNet: the model gives no maps of scores, offsets, and displacements forward and backward: this is another kind of model.</source>
        <translation>PoseNet：模型没有给出得分、偏移以及前向和后向位移的图：这是另一种模型。</translation>
    </message>
    <message>
        <source>PoseNet: the model must take one picture and give four maps, but it takes %1 inputs and gives %2 outputs.</source>
        <translation>PoseNet：模型应接收一张图片并给出四张图，它却有 %1 个输入、%2 个输出。</translation>
    </message>
    <message>
        <source>PoseNet: the model must take pictures as float32 of shape [1, height, width, 3], but its input &quot;%1&quot; is %2 of shape %3.</source>
        <translation>PoseNet：模型应接收形状为 [1, 高, 宽, 3] 的 float32 图片，它的输入“%1”却是形状为 %3 的 %2。</translation>
    </message>
    <message>
        <source>PoseNet: the model takes pictures of %1 pixels only, not of %2.</source>
        <translation>PoseNet：模型只接收 %1 像素的图片，不接收 %2 像素的。</translation>
    </message>
    <message>
        <source>PoseNet: the model takes pictures of %1 x %2 pixels, which no picture is brought to.</source>
        <translation>PoseNet：模型接收 %1 x %2 像素的图片，没有图片能缩放成这个大小。</translation>
    </message>
    <message>
        <source>PoseNet: the model&apos;s maps must have the shape [1, height, width, channels], but one has %1.</source>
        <translation>PoseNet：模型给出的图，形状必须是 [1, 高, 宽, 通道]，却有一张是 %1。</translation>
    </message>
    <message>
        <source>PoseNet: the output stride must be 8, 16 or 32, but is %1.</source>
        <translation>PoseNet：输出步幅必须是 8、16 或 32，现在是 %1。</translation>
    </message>
    <message>
        <source>PoseNet: the output stride must be from 1 to 1024, but is %1.</source>
        <translation>PoseNet：输出步幅必须在 1 到 1024 之间，现在是 %1。</translation>
    </message>
    <message>
        <source>PoseNet: the output stride was said to be %1, but the model&apos;s maps have %2 cells for %3 pixels, which is a stride of %4.</source>
        <translation>PoseNet：给定的输出步幅是 %1，但模型的图用 %2 格对应 %3 像素，步幅应为 %4。</translation>
    </message>
    <message>
        <source>The graph has no node &quot;%1&quot;.</source>
        <translation>计算图里没有节点“%1”。</translation>
    </message>
    <message>
        <source>The graph takes %1 inputs, but got %2.</source>
        <translation>计算图需要 %1 个输入，却得到 %2 个。</translation>
    </message>
    <message>
        <source>The graph took longer than the %1 seconds it was given.</source>
        <translation>计算图的运行超过了给定的 %1 秒。</translation>
    </message>
    <message>
        <source>The graph was stopped.</source>
        <translation>计算图已被停止。</translation>
    </message>
    <message>
        <source>The graph&apos;s function &quot;%1&quot; is called from within more than %2 functions.</source>
        <translation>计算图的函数“%1”被嵌套调用超过 %2 层。</translation>
    </message>
    <message>
        <source>The graph&apos;s function &quot;%1&quot; takes %2 values, but is given %3.</source>
        <translation>计算图的函数“%1”需要 %2 个值，却得到 %3 个。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; cannot have the shape %2.</source>
        <translation>输入“%1”不能是形状 %2。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; is an empty tensor handle.</source>
        <translation>输入“%1”是空的张量句柄。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; is needed, but it was not given.</source>
        <translation>需要输入“%1”，但没有给出。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; must be %2, but it is %3.</source>
        <translation>输入“%1”必须是 %2，现在是 %3。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; must have the shape %2, but it has %3.</source>
        <translation>输入“%1”的形状必须是 %2，现在是 %3。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; of the model is missing: it takes %2.</source>
        <translation>缺少模型的输入“%1”：它接收 %2。</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; gives several tensors, so it cannot be asked for.</source>
        <translation>层“%1”给出多个张量，不能单独索取。</translation>
    </message>
    <message>
        <source>The layer &quot;%1&quot; is not used in the model.</source>
        <translation>模型里没有用到层“%1”。</translation>
    </message>
    <message>
        <source>The model has no input &quot;%1&quot;, so it can have no shape.</source>
        <translation>模型没有输入“%1”，无法为它指定形状。</translation>
    </message>
    <message>
        <source>The model has no input &quot;%1&quot;: it takes %2.</source>
        <translation>模型没有输入“%1”：它接收 %2。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2) asks for %3, which is not supported.</source>
        <translation>节点“%1”(%2)要求 %3，这不受支持。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2) cannot have %3 as its attribute &quot;%4&quot;.</source>
        <translation>节点“%1”(%2)的属性“%4”不能是 %3。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2) does not say which function its &quot;%3&quot; is.</source>
        <translation>节点“%1”(%2)没有说明“%3”是哪个函数。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2) has %3 outputs, but its output %4 is read.</source>
        <translation>节点“%1”(%2)有 %3 个输出，却有节点读取它的输出 %4。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): %3 is not between 0 and %4.</source>
        <translation>节点“%1”(%2)：%3 不在 0 与 %4 之间。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): a list cannot have more than %3 elements.</source>
        <translation>节点“%1”(%2)：列表最多只能有 %3 个元素。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): a scalar has no parts.</source>
        <translation>节点“%1”(%2)：标量没有可以拆开的部分。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): a tensor has at most %3 axes, but %4 are asked for.</source>
        <translation>节点“%1”(%2)：张量最多有 %3 个轴，这里却要 %4 个。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): elements must be %3, but one is %4.</source>
        <translation>节点“%1”(%2)：元素必须是 %3，却有一个是 %4。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): elements of shape %3 cannot have the shape %4.</source>
        <translation>节点“%1”(%2)：形状为 %3 的元素不能变成形状 %4。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): elements to be put together must be set, and no scalars.</source>
        <translation>节点“%1”(%2)：要拼在一起的元素必须都已赋值，而且不能是标量。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): it has no branches.</source>
        <translation>节点“%1”(%2)：它没有任何分支。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): it has only %3 inputs, but more are needed.</source>
        <translation>节点“%1”(%2)：它只有 %3 个输入，还需要更多。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its body takes %3 values, but gives %4.</source>
        <translation>节点“%1”(%2)：循环体接收 %3 个值，却给出 %4 个。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its condition cannot be complex.</source>
        <translation>节点“%1”(%2)：条件不能是复数。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its condition gives no value.</source>
        <translation>节点“%1”(%2)：条件没有给出值。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its condition must be a tensor.</source>
        <translation>节点“%1”(%2)：条件必须是张量。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its first input must be a list of tensors.</source>
        <translation>节点“%1”(%2)：第一个输入必须是张量列表。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its first input must be a table.</source>
        <translation>节点“%1”(%2)：第一个输入必须是查找表。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its first input must be an array of tensors.</source>
        <translation>节点“%1”(%2)：第一个输入必须是张量数组。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its input %3 must be a tensor.</source>
        <translation>节点“%1”(%2)：输入 %3 必须是张量。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its input %3 must be numbers, but it is %4.</source>
        <translation>节点“%1”(%2)：输入 %3 必须是数值，却是 %4。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its input %3 must be one number, but it is %4 of shape %5.</source>
        <translation>节点“%1”(%2)：输入 %3 必须是一个数，却是形状为 %5 的 %4。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its input %3 must be one text.</source>
        <translation>节点“%1”(%2)：输入 %3 必须是一个字符串。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): its input must have an axis.</source>
        <translation>节点“%1”(%2)：输入至少要有一个轴。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): signals of length %3 cannot be made.</source>
        <translation>节点“%1”(%2)：无法生成长度为 %3 的信号。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): tables of complex numbers are not supported.</source>
        <translation>节点“%1”(%2)：不支持复数的查找表。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): the element %3 was written already.</source>
        <translation>节点“%1”(%2)：元素 %3 已经写过了。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): the list has no elements.</source>
        <translation>节点“%1”(%2)：列表里没有元素。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): the shape of elements that were never set is not known.</source>
        <translation>节点“%1”(%2)：从未赋值的元素，形状无从得知。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): there are %3 places for %4 elements.</source>
        <translation>节点“%1”(%2)：给出了 %3 个位置，却有 %4 个元素。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): there is no axis %3.</source>
        <translation>节点“%1”(%2)：没有轴 %3。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): there is no element %3 in a list of %4.</source>
        <translation>节点“%1”(%2)：列表共有 %4 个元素，没有元素 %3。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): there is no element %3 in an array of %4.</source>
        <translation>节点“%1”(%2)：数组共有 %4 个元素，没有元素 %3。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; (%2): there is no element %3.</source>
        <translation>节点“%1”(%2)：没有元素 %3。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; gives no tensor, but a handle.</source>
        <translation>节点“%1”给出的不是张量，而是句柄。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; has no value: the branch it is in was not taken.</source>
        <translation>节点“%1”没有值：它所在的分支没有执行。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; is no input of the graph.</source>
        <translation>节点“%1”不是计算图的输入。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; is within a loop, so that it cannot be given.</source>
        <translation>节点“%1”在循环里，不能由外部给定。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; is within a loop, so that it has more than one value.</source>
        <translation>节点“%1”在循环里，它的值不止一个。</translation>
    </message>
    <message>
        <source>The node &quot;%1&quot; needs the op %2, which is not there.</source>
        <translation>节点“%1”需要运算 %2，但这里没有。</translation>
    </message>
    <message>
        <source>The table &quot;%1&quot; has keys of %2 and values of %3, but %4 and %5 were asked for.</source>
        <translation>查找表“%1”的键是 %2、值是 %3，却要求 %4 和 %5。</translation>
    </message>
    <message>
        <source>The table &quot;%1&quot; has keys of %2 and values of %3, but %4 and %5 were given.</source>
        <translation>查找表“%1”的键是 %2、值是 %3，却给出了 %4 和 %5。</translation>
    </message>
    <message>
        <source>The table &quot;%1&quot; was given %2 keys, but %3 values.</source>
        <translation>给查找表“%1”的键有 %2 个，值却有 %3 个。</translation>
    </message>
    <message>
        <source>There is no function &quot;%1&quot; in the graph.</source>
        <translation>计算图里没有函数“%1”。</translation>
    </message>
    <message>
        <source>batchNormalization: it goes by one axis, but there are %1.</source>
        <translation>batchNormalization：它只能沿一个轴，却给了 %1 个。</translation>
    </message>
    <message>
        <source>dequantize: there are %1 numbers, but the shape %2 needs %3.</source>
        <translation>dequantize：有 %1 个数，但形状 %2 需要 %3 个。</translation>
    </message>
    <message>
        <source>padAndResize: the picture is an empty tensor handle.</source>
        <translation>padAndResize：图片是空的张量句柄。</translation>
    </message>
    <message>
        <source>padAndResize: the picture must be int32 or float32 of shape [height, width, 3], but is %1 of shape %2.</source>
        <translation>padAndResize：图片必须是形状为 [高, 宽, 3] 的 int32 或 float32，现在是形状为 %2 的 %1。</translation>
    </message>
    <message>
        <source>padAndResize: the size must be 1 x 1 or more, but is %1 x %2.</source>
        <translation>padAndResize：大小至少为 1 x 1，现在是 %1 x %2。</translation>
    </message>
    <message>
        <source>%1: files of the kind %2 cannot be opened; open the model.json of a TensorFlow.js model, or a Keras .h5 file</source>
        <translation>%1：无法打开 %2 类型的文件；请打开 TensorFlow.js 模型的 model.json，或 Keras 的 .h5 文件</translation>
    </message>
    <message>
        <source>%1: the picture cannot be written: %2</source>
        <translation>%1：图片无法写入：%2</translation>
    </message>
    <message>
        <source>%1: this is no model; open the model.json of a TensorFlow.js model, or a Keras .h5 file</source>
        <translation>%1：这不是模型；请打开 TensorFlow.js 模型的 model.json，或 Keras 的 .h5 文件</translation>
    </message>
    <message>
        <source>%1: this is no picture that can be read: %2</source>
        <translation>%1：这不是能读取的图片：%2</translation>
    </message>
    <message>
        <source>A file takes one output, but there are %1: choose one by --output, of %2.</source>
        <translation>一个文件只能存一个输出，这里有 %1 个：请用 --output 从 %2 中选一个。</translation>
    </message>
    <message>
        <source>The graph cannot be run: it has ops that are not supported.</source>
        <translation>计算图无法运行：其中有不受支持的运算。</translation>
    </message>
    <message>
        <source>The graph has no row %1.</source>
        <translation>计算图没有第 %1 行。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; asks for a picture of %2 x %3 pixels, which is too large.</source>
        <translation>输入“%1”要求 %2 x %3 像素的图片，太大了。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; is given twice.</source>
        <translation>输入“%1”给了两次。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; needs a shape for its random numbers, such as random:1x224x224x3.</source>
        <translation>输入“%1”的随机数需要形状，例如 random:1x224x224x3。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; of the model is missing.</source>
        <translation>缺少模型的输入“%1”。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; of the shape %2 would not fit in memory.</source>
        <translation>形状为 %2 的输入“%1”超出了内存。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; takes %2, which cannot be random.</source>
        <translation>输入“%1”接收 %2，不能是随机数。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; takes no picture of %2 by %3 with %4 channels.</source>
        <translation>输入“%1”不接收 %2 x %3、%4 个通道的图片。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; takes no picture: its shape is %2.</source>
        <translation>输入“%1”不接收图片：它的形状是 %2。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; takes whole numbers, so only the range 0_255 is possible.</source>
        <translation>输入“%1”接收整数，范围只能是 0_255。</translation>
    </message>
    <message>
        <source>The input &quot;%1&quot; would get random numbers of shape %2, which are more than %3.</source>
        <translation>输入“%1”会得到形状为 %2 的随机数，超过了 %3 个。</translation>
    </message>
    <message>
        <source>The model takes %1 inputs, so &quot;%2&quot; must say which one it is for: NAME=%2.</source>
        <translation>模型有 %1 个输入，“%2”必须说明给哪一个：NAME=%2。</translation>
    </message>
    <message>
        <source>There is no model of PoseNet in %1: name a model.json by --model, or let &quot;packaging/fetch.py models&quot; fetch one.</source>
        <translation>%1 里没有 PoseNet 模型：请用 --model 指定 model.json，或用“packaging/fetch.py models”获取。</translation>
    </message>
    <message>
        <source>%1: %2 and %3 have different numbers of elements</source>
        <translation>%1：%2 与 %3 的元素个数不同</translation>
    </message>
    <message>
        <source>%1: %2 cannot be made a 64-bit integer</source>
        <translation>%1：%2 无法转换为 64 位整数</translation>
    </message>
    <message>
        <source>%1: %2 cannot be multiplied by %3</source>
        <translation>%1：%2 不能与 %3 相乘</translation>
    </message>
    <message>
        <source>%1: %2 does not fit into %3</source>
        <translation>%1：%2 放不进 %3</translation>
    </message>
    <message>
        <source>%1: %2 does not go beside %3</source>
        <translation>%1：%2 不能与 %3 拼接</translation>
    </message>
    <message>
        <source>%1: %2 elements do not fill %3</source>
        <translation>%1：%2 个元素填不满 %3</translation>
    </message>
    <message>
        <source>%1: %2 has no axis of channels</source>
        <translation>%1：%2 没有通道轴</translation>
    </message>
    <message>
        <source>%1: a tensor of %2 axes is more than can be computed here</source>
        <translation>%1：这里不能计算有 %2 个轴的张量</translation>
    </message>
    <message>
        <source>%1: axis %2 of %3 is not of size 1</source>
        <translation>%1：%3 的第 %2 轴的大小不是 1</translation>
    </message>
    <message>
        <source>%1: filters %2 do not go with %3</source>
        <translation>%1：卷积核 %2 与 %3 不匹配</translation>
    </message>
    <message>
        <source>%1: filters %2 in %3 groups do not go with %4</source>
        <translation>%1：分为 %3 组的卷积核 %2 与 %4 不匹配</translation>
    </message>
    <message>
        <source>%1: it goes in a direction that is not known</source>
        <translation>%1：它的方向未知</translation>
    </message>
    <message>
        <source>%1: it has %2 activations</source>
        <translation>%1：它有 %2 个激活函数</translation>
    </message>
    <message>
        <source>%1: it has %2 edges for %3</source>
        <translation>%1：它有 %2 个边缘值，而输入是 %3</translation>
    </message>
    <message>
        <source>%1: it has %2 inputs and %3 outputs</source>
        <translation>%1：它有 %2 个输入和 %3 个输出</translation>
    </message>
    <message>
        <source>%1: it has %2 inputs, not %3</source>
        <translation>%1：它有 %2 个输入，而不是 %3 个</translation>
    </message>
    <message>
        <source>%1: it has a scale of %2</source>
        <translation>%1：它的缩放比例是 %2</translation>
    </message>
    <message>
        <source>%1: it has a step of 0</source>
        <translation>%1：它的步长是 0</translation>
    </message>
    <message>
        <source>%1: it has an activation that we do not write</source>
        <translation>%1：它的激活函数不是我们会写出的</translation>
    </message>
    <message>
        <source>%1: it has an attribute %2, which nothing here knows</source>
        <translation>%1：它有一个这里不认识的属性 %2</translation>
    </message>
    <message>
        <source>%1: it has lengths of sequences, which we do not write, or %2 units</source>
        <translation>%1：它带有我们不会写出的序列长度，或者有 %2 个单元</translation>
    </message>
    <message>
        <source>%1: it has no steps to go through</source>
        <translation>%1：它没有可以逐步处理的时间步</translation>
    </message>
    <message>
        <source>%1: it has no windows over %2</source>
        <translation>%1：它在 %2 上没有窗口</translation>
    </message>
    <message>
        <source>%1: it has other numbers of beginnings, ends, axes and steps</source>
        <translation>%1：它的起点、终点、轴和步长的个数不一致</translation>
    </message>
    <message>
        <source>%1: it is not what was written there</source>
        <translation>%1：它不是写入时的内容</translation>
    </message>
    <message>
        <source>%1: it joins numbers without an axis</source>
        <translation>%1：它要拼接没有轴的数</translation>
    </message>
    <message>
        <source>%1: it keeps an axis %2 of %3</source>
        <translation>%1：它要保留第 %2 轴，而输入是 %3</translation>
    </message>
    <message>
        <source>%1: it lacks input %2</source>
        <translation>%1：它缺少第 %2 个输入</translation>
    </message>
    <message>
        <source>%1: it leaves nothing of %2</source>
        <translation>%1：它没有留下 %2 的任何部分</translation>
    </message>
    <message>
        <source>%1: it makes a type, number %2, that we do not write</source>
        <translation>%1：它要转换成我们不会写出的类型（编号 %2）</translation>
    </message>
    <message>
        <source>%1: it mixes pixels in a way that we do not write</source>
        <translation>%1：它混合像素的方式不是我们会写出的</translation>
    </message>
    <message>
        <source>%1: it must be told what to take by 64-bit integers</source>
        <translation>%1：必须用 64 位整数说明要取哪些</translation>
    </message>
    <message>
        <source>%1: it must have 64-bit integers, their number, and two values</source>
        <translation>%1：它需要 64 位整数、类别个数和两个值</translation>
    </message>
    <message>
        <source>%1: it must have a scale for each axis and nothing else</source>
        <translation>%1：每个轴都必须有一个缩放比例，且不能有别的输入</translation>
    </message>
    <message>
        <source>%1: it names %2 axes of %3</source>
        <translation>%1：它列出了 %2 个轴，而输入是 %3</translation>
    </message>
    <message>
        <source>%1: it names an axis twice</source>
        <translation>%1：它把同一个轴列了两次</translation>
    </message>
    <message>
        <source>%1: it orders %2 axes of %3</source>
        <translation>%1：它为 %2 个轴排序，而输入是 %3</translation>
    </message>
    <message>
        <source>%1: it pads in a way that is not known</source>
        <translation>%1：它的填充方式未知</translation>
    </message>
    <message>
        <source>%1: it pads with what we do not write</source>
        <translation>%1：它用来填充的内容不是我们会写出的</translation>
    </message>
    <message>
        <source>%1: it picks pixels in a way that is not known</source>
        <translation>%1：它选取像素的方式未知</translation>
    </message>
    <message>
        <source>%1: it places pixels in a way that is not known</source>
        <translation>%1：它安放像素的方式未知</translation>
    </message>
    <message>
        <source>%1: it says twice how to pad</source>
        <translation>%1：它两次说明了如何填充</translation>
    </message>
    <message>
        <source>%1: it takes edges away, which we do not write</source>
        <translation>%1：它要裁去边缘，这不是我们会写出的</translation>
    </message>
    <message>
        <source>%1: its attribute %2 comes twice or is of a wrong type</source>
        <translation>%1：它的属性 %2 出现了两次或类型不对</translation>
    </message>
    <message>
        <source>%1: its attribute %2 has %3 numbers, not %4</source>
        <translation>%1：它的属性 %2 有 %3 个数，而不是 %4 个</translation>
    </message>
    <message>
        <source>%1: its attribute %2 has a number %3</source>
        <translation>%1：它的属性 %2 中有一个数是 %3</translation>
    </message>
    <message>
        <source>%1: its attribute %2 must be 0 or 1, but is %3</source>
        <translation>%1：它的属性 %2 必须是 0 或 1，但它是 %3</translation>
    </message>
    <message>
        <source>%1: its attribute kernel_shape is not the filters&apos;, %2</source>
        <translation>%1：它的属性 kernel_shape 与卷积核的大小 %2 不符</translation>
    </message>
    <message>
        <source>%1: its bias has %2 numbers for %3 channels</source>
        <translation>%1：它的偏置有 %2 个数，而通道有 %3 个</translation>
    </message>
    <message>
        <source>%1: its filters are empty</source>
        <translation>%1：它的卷积核是空的</translation>
    </message>
    <message>
        <source>%1: its input %2 has %3 numbers, not %4</source>
        <translation>%1：它的第 %2 个输入有 %3 个数，而不是 %4 个</translation>
    </message>
    <message>
        <source>%1: its input %2 has 64-bit integers, which it does not take</source>
        <translation>%1：它的第 %2 个输入是 64 位整数，而它不接受这种类型</translation>
    </message>
    <message>
        <source>%1: its input %2 has shape %3</source>
        <translation>%1：它的第 %2 个输入的形状是 %3</translation>
    </message>
    <message>
        <source>%1: its input %2 is not for %3 directions</source>
        <translation>%1：它的第 %2 个输入不适用于 %3 个方向</translation>
    </message>
    <message>
        <source>%1: its input %2 must be a list of 64-bit integers</source>
        <translation>%1：它的第 %2 个输入必须是 64 位整数的列表</translation>
    </message>
    <message>
        <source>%1: its input %2 must have %3 axes, but its shape is %4</source>
        <translation>%1：它的第 %2 个输入必须有 %3 个轴，但其形状是 %4</translation>
    </message>
    <message>
        <source>%1: its input %2 must have 32-bit floats</source>
        <translation>%1：它的第 %2 个输入必须是 32 位浮点数</translation>
    </message>
    <message>
        <source>%1: its input must be of bools</source>
        <translation>%1：它的输入必须是布尔值</translation>
    </message>
    <message>
        <source>%1: its inputs are of different types</source>
        <translation>%1：它的各个输入类型不同</translation>
    </message>
    <message>
        <source>%1: its new axis is not the last, where we write it</source>
        <translation>%1：它的新轴不在最后，而我们总是写在最后</translation>
    </message>
    <message>
        <source>%1: its order of axes has negative numbers</source>
        <translation>%1：它的轴顺序中有负数</translation>
    </message>
    <message>
        <source>%1: its window does not fit into %2</source>
        <translation>%1：它的窗口放不进 %2</translation>
    </message>
    <message>
        <source>%1: nothing here computes that</source>
        <translation>%1：这里没有能计算它的东西</translation>
    </message>
    <message>
        <source>%1: nothing makes its output &quot;%2&quot;</source>
        <translation>%1：没有节点产生它的输出“%2”</translation>
    </message>
    <message>
        <source>%1: slopes %2 do not fit into %3</source>
        <translation>%1：斜率 %2 与 %3 不匹配</translation>
    </message>
    <message>
        <source>%1: some of its windows hold nothing but padding</source>
        <translation>%1：它有些窗口里只有填充</translation>
    </message>
    <message>
        <source>%1: the constant &quot;%2&quot; is of a type that we do not write</source>
        <translation>%1：常量“%2”的类型不是我们会写出的</translation>
    </message>
    <message>
        <source>%1: the shapes %2 and %3 do not go together</source>
        <translation>%1：形状 %2 与 %3 不匹配</translation>
    </message>
    <message>
        <source>%1: there is no axis %2 among %3</source>
        <translation>%1：在 %3 个轴中没有第 %2 轴</translation>
    </message>
    <message>
        <source>%1: there is no number %2 among %3</source>
        <translation>%1：在 %3 个之中没有编号 %2</translation>
    </message>
    <message>
        <source>%1: there is no room for a tensor with an axis of size %2</source>
        <translation>%1：放不下某个轴大小为 %2 的张量</translation>
    </message>
    <message>
        <source>It is not possible to leave %1 bytes to other programs.</source>
        <translation>无法为其他程序留出 %1 字节。</translation>
    </message>
    <message>
        <source>There is not enough memory for more tensors: all together have %1 bytes, and %2 are free.</source>
        <translation>内存不足，无法再创建张量：所有张量共占 %1 字节，还剩 %2 字节可用。</translation>
    </message>
    <message>
        <source>planMemory: %1 names block %2, but there are %3.</source>
        <translation>planMemory：%1 引用了内存块 %2，但一共只有 %3 块。</translation>
    </message>
    <message>
        <source>planMemory: a block of %1 bytes.</source>
        <translation>planMemory：有一个大小为 %1 字节的内存块。</translation>
    </message>
    <message>
        <source>%1: &quot;%2&quot; of shape %3 is not what the file says</source>
        <translation>%1：“%2”的形状 %3 与文件所说的不符</translation>
    </message>
    <message>
        <source>Weight &quot;%1&quot; is %2, which cannot be stored as %3.</source>
        <translation>权重“%1”是 %2，无法以 %3 存储。</translation>
    </message>
    <message>
        <source>%1 and %2 are models by themselves: open one at a time.</source>
        <translation>%1 和 %2 各自都是模型：请一次只打开一个。</translation>
    </message>
    <message>
        <source>%1: the connection broke off: %2</source>
        <translation>%1：连接中断：%2</translation>
    </message>
    <message>
        <source>%1: the server cannot be trusted: %2</source>
        <translation>%1：无法信任该服务器：%2</translation>
    </message>
    <message>
        <source>%1: there is not enough memory for what the server sends</source>
        <translation>%1：内存不足，放不下服务器发来的内容</translation>
    </message>
    <message>
        <source>%1: what the server answers is no HTTP</source>
        <translation>%1：服务器的回应不是 HTTP</translation>
    </message>
    <message>
        <source>%1: what the server sends cannot be unpacked</source>
        <translation>%1：服务器发来的内容无法解压</translation>
    </message>
    <message>
        <source>In epoch %1 the loss became infinite or NaN, so there is nothing left to learn from. A lower learning rate often prevents this.</source>
        <translation>在第 %1 轮，损失变成了无穷大或 NaN，训练无法继续。降低学习率往往可以避免这种情况。</translation>
    </message>
    <message>
        <source>%1: it is stateful and was made for %2 samples at a time, shape %3, but got shape %4.</source>
        <translation>%1：该层是有状态的，每次固定处理 %2 个样本（形状 %3），却收到形状 %4。</translation>
    </message>
    <message>
        <source>%1: windows of size %2 are larger than an input of shape %3.</source>
        <translation>%1：大小为 %2 的窗口超出了形状为 %3 的输入。</translation>
    </message>
    <message>
        <source>model: the input &quot;%1&quot; is given twice.</source>
        <translation>model：输入“%1”出现了两次。</translation>
    </message>
</context>
<context>
    <name>FieldControl</name>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>未指定</translation>
    </message>
    <message>
        <source>for example 3, 3</source>
        <translation>例如 3, 3</translation>
    </message>
    <message>
        <source>above, below</source>
        <translation>上、下</translation>
    </message>
    <message>
        <source>left, right</source>
        <translation>左、右</translation>
    </message>
</context>
<context>
    <name>LayerDoc</name>
    <message>
        <source>Bends each number by a function</source>
        <translation>用函数弯折每个数</translation>
    </message>
    <message>
        <source>Adds several inputs</source>
        <translation>把多个输入相加</translation>
    </message>
    <message>
        <source>Drops numbers and keeps mean and spread</source>
        <translation>随机丢弃一些数，均值和离散程度不变</translation>
    </message>
    <message>
        <source>The mean of several inputs</source>
        <translation>多个输入的平均值</translation>
    </message>
    <message>
        <source>The mean of each stretch of a sequence</source>
        <translation>序列每一段的平均值</translation>
    </message>
    <message>
        <source>The mean of each window of a picture</source>
        <translation>图像每个窗口的平均值</translation>
    </message>
    <message>
        <source>The mean of each window of a volume</source>
        <translation>立体数据每个窗口的平均值</translation>
    </message>
    <message>
        <source>Brings each batch to mean 0 and spread 1</source>
        <translation>把每个批次变成均值 0、标准差 1</translation>
    </message>
    <message>
        <source>Reads a sequence from both ends</source>
        <translation>从两端读取序列</translation>
    </message>
    <message>
        <source>Turns whole numbers into one-hot rows</source>
        <translation>把整数变成独热行</translation>
    </message>
    <message>
        <source>Keeps the middle of a picture</source>
        <translation>保留图像的中间部分</translation>
    </message>
    <message>
        <source>Puts several inputs behind each other</source>
        <translation>把多个输入前后拼接</translation>
    </message>
    <message>
        <source>Looks for patterns along a sequence</source>
        <translation>沿序列寻找模式</translation>
    </message>
    <message>
        <source>Looks for patterns in pictures</source>
        <translation>在图像中寻找模式</translation>
    </message>
    <message>
        <source>Paints patterns into a larger picture</source>
        <translation>把模式画进更大的图像</translation>
    </message>
    <message>
        <source>Looks for patterns in volumes</source>
        <translation>在立体数据中寻找模式</translation>
    </message>
    <message>
        <source>Paints patterns into a larger volume</source>
        <translation>把模式画进更大的立体数据</translation>
    </message>
    <message>
        <source>Remembers patterns over a sequence of pictures</source>
        <translation>记住一连串图像中的模式</translation>
    </message>
    <message>
        <source>Cuts the edges of a picture off</source>
        <translation>裁掉图像的边缘</translation>
    </message>
    <message>
        <source>Weighted sums of all inputs</source>
        <translation>所有输入的加权和</translation>
    </message>
    <message>
        <source>Looks for patterns in each channel by itself</source>
        <translation>在每个通道中分别寻找模式</translation>
    </message>
    <message>
        <source>Multiplies two inputs and sums up</source>
        <translation>两个输入相乘再求和</translation>
    </message>
    <message>
        <source>Drops numbers at random while training</source>
        <translation>训练时随机丢弃一些数</translation>
    </message>
    <message>
        <source>Bends what is below 0 towards -1</source>
        <translation>把 0 以下的数弯向 -1</translation>
    </message>
    <message>
        <source>A row of numbers for each word</source>
        <translation>每个词对应一行数</translation>
    </message>
    <message>
        <source>Lays all numbers out in one row</source>
        <translation>把所有数排成一行</translation>
    </message>
    <message>
        <source>Reads a sequence with a short memory</source>
        <translation>带着短期记忆读取序列</translation>
    </message>
    <message>
        <source>Multiplies by noise while training</source>
        <translation>训练时乘以噪声</translation>
    </message>
    <message>
        <source>Adds noise while training</source>
        <translation>训练时加上噪声</translation>
    </message>
    <message>
        <source>The mean of a whole sequence</source>
        <translation>整个序列的平均值</translation>
    </message>
    <message>
        <source>The mean of a whole picture</source>
        <translation>整幅图像的平均值</translation>
    </message>
    <message>
        <source>The largest number of a whole sequence</source>
        <translation>整个序列中最大的数</translation>
    </message>
    <message>
        <source>The largest number of a whole picture</source>
        <translation>整幅图像中最大的数</translation>
    </message>
    <message>
        <source>Reads a sequence and remembers for long</source>
        <translation>读取序列并长期记忆</translation>
    </message>
    <message>
        <source>Brings each sample to mean 0 and spread 1</source>
        <translation>把每个样本变成均值 0、标准差 1</translation>
    </message>
    <message>
        <source>Lets a little through of what is below 0</source>
        <translation>0 以下的数只通过一小部分</translation>
    </message>
    <message>
        <source>Skips steps that hold one value only</source>
        <translation>跳过只含某个值的步</translation>
    </message>
    <message>
        <source>The largest number of each stretch of a sequence</source>
        <translation>序列每一段中最大的数</translation>
    </message>
    <message>
        <source>The largest number of each window of a picture</source>
        <translation>图像每个窗口中最大的数</translation>
    </message>
    <message>
        <source>The largest number of each window of a volume</source>
        <translation>立体数据每个窗口中最大的数</translation>
    </message>
    <message>
        <source>The larger of several inputs, number by number</source>
        <translation>逐个取多个输入中较大的数</translation>
    </message>
    <message>
        <source>The smaller of several inputs, number by number</source>
        <translation>逐个取多个输入中较小的数</translation>
    </message>
    <message>
        <source>Multiplies several inputs</source>
        <translation>把多个输入相乘</translation>
    </message>
    <message>
        <source>Learns how much to let through below 0</source>
        <translation>学习 0 以下的数通过多少</translation>
    </message>
    <message>
        <source>Puts axes in another order</source>
        <translation>改变轴的顺序</translation>
    </message>
    <message>
        <source>Reads a sequence with cells of your choice</source>
        <translation>用你选的单元读取序列</translation>
    </message>
    <message>
        <source>Makes 0 of what is below 0</source>
        <translation>把 0 以下的数变成 0</translation>
    </message>
    <message>
        <source>Repeats a row as a sequence</source>
        <translation>把一行重复成序列</translation>
    </message>
    <message>
        <source>Multiplies and adds: pixels from 0 to 1</source>
        <translation>先乘后加：像素变成 0 到 1</translation>
    </message>
    <message>
        <source>Gives the numbers another shape</source>
        <translation>给这些数换一个形状</translation>
    </message>
    <message>
        <source>Brings pictures to one size</source>
        <translation>把图像变成同样大小</translation>
    </message>
    <message>
        <source>Looks for patterns with fewer weights</source>
        <translation>用更少的权重寻找模式</translation>
    </message>
    <message>
        <source>Reads a sequence step by step</source>
        <translation>一步一步读取序列</translation>
    </message>
    <message>
        <source>Makes shares of 1 out of numbers</source>
        <translation>把数变成总和为 1 的份额</translation>
    </message>
    <message>
        <source>Drops whole channels while training</source>
        <translation>训练时丢弃整个通道</translation>
    </message>
    <message>
        <source>Makes 0 of what is below a threshold</source>
        <translation>把阈值以下的数变成 0</translation>
    </message>
    <message>
        <source>Does the same in each step of a sequence</source>
        <translation>对序列的每一步做同样的事</translation>
    </message>
    <message>
        <source>Makes a picture larger</source>
        <translation>放大图像</translation>
    </message>
    <message>
        <source>Puts zeros around a picture</source>
        <translation>在图像四周补零</translation>
    </message>
</context>
<context>
    <name>LayerPart</name>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>分布</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>系数</translation>
    </message>
    <message>
        <source>L1, on sizes</source>
        <translation>L1，按绝对值</translation>
    </message>
    <message>
        <source>L2, on squares</source>
        <translation>L2，按平方</translation>
    </message>
    <message>
        <source>Largest norm</source>
        <translation>最大范数</translation>
    </message>
    <message>
        <source>Largest</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Smallest norm</source>
        <translation>最小范数</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>Part of the way</source>
        <translation>逼近比例</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Spread</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
</context>
<context>
    <name>LayerSetting</name>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Alpha</source>
        <translation>系数 α</translation>
    </message>
    <message>
        <source>Axes</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>Axis</source>
        <translation>轴</translation>
    </message>
    <message>
        <source>Shift starts as</source>
        <translation>平移的初始值</translation>
    </message>
    <message>
        <source>Bias constraint</source>
        <translation>偏置约束</translation>
    </message>
    <message>
        <source>Bias starts as</source>
        <translation>偏置的初始值</translation>
    </message>
    <message>
        <source>Price of the bias</source>
        <translation>偏置正则化</translation>
    </message>
    <message>
        <source>Learn a shift</source>
        <translation>学习平移</translation>
    </message>
    <message>
        <source>Order of axes</source>
        <translation>轴的顺序</translation>
    </message>
    <message>
        <source>Filters per channel</source>
        <translation>每个通道的过滤器数</translation>
    </message>
    <message>
        <source>Dilation</source>
        <translation>膨胀</translation>
    </message>
    <message>
        <source>Dropout of inputs</source>
        <translation>输入的丢弃率</translation>
    </message>
    <message>
        <source>Epsilon</source>
        <translation>系数 ε</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>过滤器数</translation>
    </message>
    <message>
        <source>Scale starts as</source>
        <translation>缩放的初始值</translation>
    </message>
    <message>
        <source>Read backwards</source>
        <translation>倒着读</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>高</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词数</translation>
    </message>
    <message>
        <source>Interpolation</source>
        <translation>插值</translation>
    </message>
    <message>
        <source>Kernel constraint</source>
        <translation>核约束</translation>
    </message>
    <message>
        <source>Kernel starts as</source>
        <translation>核的初始值</translation>
    </message>
    <message>
        <source>Price of the kernel</source>
        <translation>核正则化</translation>
    </message>
    <message>
        <source>Kernel size</source>
        <translation>核大小</translation>
    </message>
    <message>
        <source>Value to skip</source>
        <translation>要跳过的值</translation>
    </message>
    <message>
        <source>Skip zeros</source>
        <translation>跳过零</translation>
    </message>
    <message>
        <source>Largest value</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Joined by</source>
        <translation>合并方式</translation>
    </message>
    <message>
        <source>Momentum</source>
        <translation>动量</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Shape of the noise</source>
        <translation>噪声的形状</translation>
    </message>
    <message>
        <source>Normalize first</source>
        <translation>先归一化</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>类别数</translation>
    </message>
    <message>
        <source>By how much</source>
        <translation>幅度</translation>
    </message>
    <message>
        <source>What comes out</source>
        <translation>输出内容</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>偏移</translation>
    </message>
    <message>
        <source>Numbers for each</source>
        <translation>每个词的数</translation>
    </message>
    <message>
        <source>Padding</source>
        <translation>填充</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Share dropped</source>
        <translation>丢弃的比例</translation>
    </message>
    <message>
        <source>Activation of gates</source>
        <translation>门的激活函数</translation>
    </message>
    <message>
        <source>Dropout of the memory</source>
        <translation>记忆的丢弃率</translation>
    </message>
    <message>
        <source>Memory kernel starts as</source>
        <translation>记忆核的初始值</translation>
    </message>
    <message>
        <source>Put out every step</source>
        <translation>输出每一步</translation>
    </message>
    <message>
        <source>Put out the memory</source>
        <translation>输出记忆</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>缩放</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>种子</translation>
    </message>
    <message>
        <source>Times larger</source>
        <translation>放大倍数</translation>
    </message>
    <message>
        <source>Remember between batches</source>
        <translation>批次之间保持记忆</translation>
    </message>
    <message>
        <source>Strength of the noise</source>
        <translation>噪声强度</translation>
    </message>
    <message>
        <source>Strides</source>
        <translation>步幅</translation>
    </message>
    <message>
        <source>New shape</source>
        <translation>新形状</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>阈值</translation>
    </message>
    <message>
        <source>Forget bias of 1</source>
        <translation>遗忘门偏置为 1</translation>
    </message>
    <message>
        <source>Units</source>
        <translation>单元数</translation>
    </message>
    <message>
        <source>Bias</source>
        <translation>偏置</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽</translation>
    </message>
    <message>
        <source>Cut off</source>
        <translation>裁去</translation>
    </message>
    <message>
        <source>Alpha constraint</source>
        <translation>Alpha 约束</translation>
    </message>
    <message>
        <source>Alpha starts as</source>
        <translation>Alpha 的初始值</translation>
    </message>
    <message>
        <source>Price of alpha</source>
        <translation>Alpha 正则化</translation>
    </message>
    <message>
        <source>Shift constraint</source>
        <translation>平移约束</translation>
    </message>
    <message>
        <source>Price of the shift</source>
        <translation>平移正则化</translation>
    </message>
    <message>
        <source>Crop to keep the ratio</source>
        <translation>裁剪以保持比例</translation>
    </message>
    <message>
        <source>Channel kernel constraint</source>
        <translation>逐通道核约束</translation>
    </message>
    <message>
        <source>Channel kernel starts as</source>
        <translation>逐通道核的初始值</translation>
    </message>
    <message>
        <source>Price of the channel kernel</source>
        <translation>逐通道核正则化</translation>
    </message>
    <message>
        <source>Embedding constraint</source>
        <translation>嵌入约束</translation>
    </message>
    <message>
        <source>Embedding starts as</source>
        <translation>嵌入的初始值</translation>
    </message>
    <message>
        <source>Scale constraint</source>
        <translation>缩放约束</translation>
    </message>
    <message>
        <source>Price of the scale</source>
        <translation>缩放正则化</translation>
    </message>
    <message>
        <source>Mean starts as</source>
        <translation>平均值的初始值</translation>
    </message>
    <message>
        <source>Variance starts as</source>
        <translation>方差的初始值</translation>
    </message>
    <message>
        <source>Point kernel constraint</source>
        <translation>逐点核约束</translation>
    </message>
    <message>
        <source>Point kernel starts as</source>
        <translation>逐点核的初始值</translation>
    </message>
    <message>
        <source>Price of the point kernel</source>
        <translation>逐点核正则化</translation>
    </message>
    <message>
        <source>Memory kernel constraint</source>
        <translation>记忆核约束</translation>
    </message>
    <message>
        <source>Price of the memory kernel</source>
        <translation>记忆核正则化</translation>
    </message>
    <message>
        <source>Reset after the product</source>
        <translation>相乘之后再重置</translation>
    </message>
    <message>
        <source>Axes that share</source>
        <translation>共享的轴</translation>
    </message>
</context>
<context>
    <name>Op</name>
    <message>
        <source>-1 for negative elements, 1 for positive ones, else 0.</source>
        <translation>负数得 -1，正数得 1，其余得 0。</translation>
    </message>
    <message>
        <source>1 for positive elements, alpha for the others.</source>
        <translation>正数得 1，其余得 alpha。</translation>
    </message>
    <message>
        <source>A block of the tensor.</source>
        <translation>张量中的一块。</translation>
    </message>
    <message>
        <source>A picture as int32 numbers from 0 to 255: height, width, channels.</source>
        <translation>把图片变成 0 到 255 的 int32 数：高、宽、通道。</translation>
    </message>
    <message>
        <source>A product of matrices, a bias and an activation in one go.</source>
        <translation>一次完成矩阵乘法、加偏置和激活函数。</translation>
    </message>
    <message>
        <source>A smooth rectifier.</source>
        <translation>平滑的修正线性单元。</translation>
    </message>
    <message>
        <source>A tensor of ones.</source>
        <translation>全为 1 的张量。</translation>
    </message>
    <message>
        <source>A tensor of the values you type.</source>
        <translation>由手动输入的值构成的张量。</translation>
    </message>
    <message>
        <source>A tensor of zeros.</source>
        <translation>全为 0 的张量。</translation>
    </message>
    <message>
        <source>A tensor with the same value everywhere.</source>
        <translation>处处取同一个值的张量。</translation>
    </message>
    <message>
        <source>Adds up the slices that have the same id.</source>
        <translation>把编号相同的切片相加。</translation>
    </message>
    <message>
        <source>As randomNormal, but none further than two standard deviations from the mean.</source>
        <translation>同 randomNormal，但没有数偏离均值超过两个标准差。</translation>
    </message>
    <message>
        <source>Brings each element into a range.</source>
        <translation>把每个元素限制在一个范围内。</translation>
    </message>
    <message>
        <source>Complex numbers of their real and imaginary parts.</source>
        <translation>由实部和虚部构成复数。</translation>
    </message>
    <message>
        <source>Conv2D, a bias and an activation in one go.</source>
        <translation>一次完成 Conv2D、加偏置和激活函数。</translation>
    </message>
    <message>
        <source>Cuts a tensor into parts along an axis.</source>
        <translation>沿一条轴把张量切成几部分。</translation>
    </message>
    <message>
        <source>DepthwiseConv2dNative, a bias and an activation in one go.</source>
        <translation>一次完成 DepthwiseConv2dNative、加偏置和激活函数。</translation>
    </message>
    <message>
        <source>Each element times itself.</source>
        <translation>每个元素的平方。</translation>
    </message>
    <message>
        <source>Each element with the other sign.</source>
        <translation>每个元素变号。</translation>
    </message>
    <message>
        <source>Every n-th element of a block, as Python&apos;s x[begin:end:stride].</source>
        <translation>一块中每隔 n 个取一个元素，相当于 Python 的 x[begin:end:stride]。</translation>
    </message>
    <message>
        <source>Fetches the values of a tensor, waiting for them or by a future.</source>
        <translation>取出张量的值：可以等待，也可以通过 future。</translation>
    </message>
    <message>
        <source>Frees a tensor&apos;s memory at once; whoever uses it later is refused.</source>
        <translation>立即释放张量的内存；之后再使用它会被拒绝。</translation>
    </message>
    <message>
        <source>How far complex numbers are from 0.</source>
        <translation>复数到 0 的距离。</translation>
    </message>
    <message>
        <source>How many threads share the work of one large op.</source>
        <translation>一个大运算由多少个线程分担。</translation>
    </message>
    <message>
        <source>Numbers at a fixed distance, from start up to but without stop.</source>
        <translation>从 start 开始、间隔固定的数，不含 stop。</translation>
    </message>
    <message>
        <source>Numbers at equal distances, from start to stop inclusive.</source>
        <translation>从 start 到 stop（含）等间隔的数。</translation>
    </message>
    <message>
        <source>One over each element.</source>
        <translation>每个元素的倒数。</translation>
    </message>
    <message>
        <source>One over the square root.</source>
        <translation>平方根的倒数。</translation>
    </message>
    <message>
        <source>One step of gradient descent.</source>
        <translation>梯度下降的一步。</translation>
    </message>
    <message>
        <source>One step of the Adam optimizer: the new weight and moments.</source>
        <translation>Adam 优化器的一步：新的权重和矩。</translation>
    </message>
    <message>
        <source>One tensor to the power of another.</source>
        <translation>一个张量的另一个张量次幂。</translation>
    </message>
    <message>
        <source>Ones in the shape and dtype of a tensor.</source>
        <translation>与张量形状、数据类型相同的全 1 张量。</translation>
    </message>
    <message>
        <source>Puts in an axis of size 1.</source>
        <translation>插入一条长度为 1 的轴。</translation>
    </message>
    <message>
        <source>Random numbers evenly spread over a range.</source>
        <translation>在一个范围内均匀分布的随机数。</translation>
    </message>
    <message>
        <source>Random numbers of a normal distribution.</source>
        <translation>服从正态分布的随机数。</translation>
    </message>
    <message>
        <source>Rows with one value at the index and another everywhere else.</source>
        <translation>每行在指定下标处取一个值，其余处取另一个值。</translation>
    </message>
    <message>
        <source>Runs steps one after the other and frees what they made, but for the result.</source>
        <translation>依次执行各步，并释放其间生成的张量，只留下结果。</translation>
    </message>
    <message>
        <source>Slides a filter of its own over every channel of images.</source>
        <translation>在图像的每个通道上滑动各自的卷积核。</translation>
    </message>
    <message>
        <source>Slides a filter over images.</source>
        <translation>在图像上滑动卷积核。</translation>
    </message>
    <message>
        <source>Slides a filter over volumes.</source>
        <translation>在立体数据上滑动卷积核。</translation>
    </message>
    <message>
        <source>Squeezes any number into (0, 1).</source>
        <translation>把任意数压缩到 (0, 1)。</translation>
    </message>
    <message>
        <source>Sums of products of elements, over axes that an equation names.</source>
        <translation>沿算式指定的轴，对元素乘积求和。</translation>
    </message>
    <message>
        <source>Takes each element from one of two tensors.</source>
        <translation>逐元素从两个张量中选取一个。</translation>
    </message>
    <message>
        <source>Tensors of one shape along a new axis.</source>
        <translation>把形状相同的张量沿一条新轴叠起来。</translation>
    </message>
    <message>
        <source>Tensors one after the other along an axis.</source>
        <translation>沿一条轴把张量首尾相接。</translation>
    </message>
    <message>
        <source>The angle of the point (b, a) seen from the origin.</source>
        <translation>从原点看点 (b, a) 的角度。</translation>
    </message>
    <message>
        <source>The angle whose cosine is x.</source>
        <translation>余弦为 x 的角。</translation>
    </message>
    <message>
        <source>The angle whose sine is x.</source>
        <translation>正弦为 x 的角。</translation>
    </message>
    <message>
        <source>The angle whose tangent is x.</source>
        <translation>正切为 x 的角。</translation>
    </message>
    <message>
        <source>The axes in another order.</source>
        <translation>改变轴的顺序。</translation>
    </message>
    <message>
        <source>The cosine of an angle in radians.</source>
        <translation>弧度角的余弦。</translation>
    </message>
    <message>
        <source>The difference of two tensors.</source>
        <translation>两个张量之差。</translation>
    </message>
    <message>
        <source>The discrete Fourier transform along the last axis.</source>
        <translation>沿最后一条轴的离散傅里叶变换。</translation>
    </message>
    <message>
        <source>The elements as another dtype.</source>
        <translation>把元素转换为另一种数据类型。</translation>
    </message>
    <message>
        <source>The elements in the opposite order along some or all axes.</source>
        <translation>沿部分或全部轴把元素倒序。</translation>
    </message>
    <message>
        <source>The error function.</source>
        <translation>误差函数。</translation>
    </message>
    <message>
        <source>The exponential linear unit: smooth below zero, the identity above.</source>
        <translation>指数线性单元：零以下平滑，零以上不变。</translation>
    </message>
    <message>
        <source>The gradient of Conv2D for the filter.</source>
        <translation>Conv2D 对卷积核的梯度。</translation>
    </message>
    <message>
        <source>The gradient of Conv2D for the images; also the transposed convolution.</source>
        <translation>Conv2D 对图像的梯度，也就是转置卷积。</translation>
    </message>
    <message>
        <source>The gradient of Conv3D for the filter.</source>
        <translation>Conv3D 对卷积核的梯度。</translation>
    </message>
    <message>
        <source>The gradient of Conv3D for the volumes; also the transposed convolution.</source>
        <translation>Conv3D 对立体数据的梯度，也就是转置卷积。</translation>
    </message>
    <message>
        <source>The gradient of DepthwiseConv2dNative for the filter.</source>
        <translation>DepthwiseConv2dNative 对卷积核的梯度。</translation>
    </message>
    <message>
        <source>The gradient of DepthwiseConv2dNative for the images.</source>
        <translation>DepthwiseConv2dNative 对图像的梯度。</translation>
    </message>
    <message>
        <source>The gradient of Elu, from its output y.</source>
        <translation>由输出 y 求 Elu 的梯度。</translation>
    </message>
    <message>
        <source>The hyperbolic cosine.</source>
        <translation>双曲余弦。</translation>
    </message>
    <message>
        <source>The hyperbolic sine.</source>
        <translation>双曲正弦。</translation>
    </message>
    <message>
        <source>The hyperbolic tangent: squeezes any number into (-1, 1).</source>
        <translation>双曲正切：把任意数压缩到 (-1, 1)。</translation>
    </message>
    <message>
        <source>The identity matrix.</source>
        <translation>单位矩阵。</translation>
    </message>
    <message>
        <source>The imaginary parts of complex numbers.</source>
        <translation>复数的虚部。</translation>
    </message>
    <message>
        <source>The inverse discrete Fourier transform along the last axis.</source>
        <translation>沿最后一条轴的离散傅里叶逆变换。</translation>
    </message>
    <message>
        <source>The larger of two tensors&apos; elements; NaN if either is.</source>
        <translation>两个张量中较大的元素；有 NaN 时得 NaN。</translation>
    </message>
    <message>
        <source>The largest element over some or all axes.</source>
        <translation>沿部分或全部轴的最大元素。</translation>
    </message>
    <message>
        <source>The largest whole number not above x.</source>
        <translation>不大于 x 的最大整数。</translation>
    </message>
    <message>
        <source>The logarithm of the softmax along the last axis.</source>
        <translation>沿最后一条轴的 softmax 的对数。</translation>
    </message>
    <message>
        <source>The mean over some or all axes.</source>
        <translation>沿部分或全部轴的平均值。</translation>
    </message>
    <message>
        <source>The most bytes one tensor may take; larger ones are refused.</source>
        <translation>单个张量最多占用的字节数；更大的会被拒绝。</translation>
    </message>
    <message>
        <source>The natural logarithm; NaN for negative elements.</source>
        <translation>自然对数；负数得 NaN。</translation>
    </message>
    <message>
        <source>The nearest whole number; halves go to the even one.</source>
        <translation>最接近的整数；恰在中间时取偶数。</translation>
    </message>
    <message>
        <source>The number e to the power of each element.</source>
        <translation>e 的元素次幂。</translation>
    </message>
    <message>
        <source>The number whose hyperbolic cosine is x.</source>
        <translation>双曲余弦为 x 的数。</translation>
    </message>
    <message>
        <source>The number whose hyperbolic sine is x.</source>
        <translation>双曲正弦为 x 的数。</translation>
    </message>
    <message>
        <source>The number whose hyperbolic tangent is x.</source>
        <translation>双曲正切为 x 的数。</translation>
    </message>
    <message>
        <source>The product of all elements up to here, along an axis.</source>
        <translation>沿一条轴，到当前位置为止所有元素之积。</translation>
    </message>
    <message>
        <source>The product of matrices, or of stacks of them.</source>
        <translation>矩阵或成批矩阵的乘积。</translation>
    </message>
    <message>
        <source>The product of two tensors, element by element.</source>
        <translation>两个张量逐元素相乘。</translation>
    </message>
    <message>
        <source>The product over some or all axes.</source>
        <translation>沿部分或全部轴求积。</translation>
    </message>
    <message>
        <source>The quotient of two tensors rounded down, as int32.</source>
        <translation>两个张量之商向下取整，结果为 int32。</translation>
    </message>
    <message>
        <source>The quotient of two tensors.</source>
        <translation>两个张量之商。</translation>
    </message>
    <message>
        <source>The real parts of complex numbers.</source>
        <translation>复数的实部。</translation>
    </message>
    <message>
        <source>The rectifier that also stops at 6.</source>
        <translation>上限为 6 的修正线性单元。</translation>
    </message>
    <message>
        <source>The rectifier that lets a little of negative elements through.</source>
        <translation>让负数少量通过的修正线性单元。</translation>
    </message>
    <message>
        <source>The rectifier with a learned slope for negative elements.</source>
        <translation>负数部分斜率可学习的修正线性单元。</translation>
    </message>
    <message>
        <source>The rectifier: negative elements become 0.</source>
        <translation>修正线性单元：负数变为 0。</translation>
    </message>
    <message>
        <source>The remainder of the floored division, with the sign of b.</source>
        <translation>向下取整除法的余数，符号与 b 相同。</translation>
    </message>
    <message>
        <source>The same elements in another shape.</source>
        <translation>同样的元素，换一个形状。</translation>
    </message>
    <message>
        <source>The same tensor once more.</source>
        <translation>同一个张量的副本。</translation>
    </message>
    <message>
        <source>The scaled exponential linear unit, which keeps layers normalised.</source>
        <translation>缩放指数线性单元，使各层保持归一化。</translation>
    </message>
    <message>
        <source>The sine of an angle in radians.</source>
        <translation>弧度角的正弦。</translation>
    </message>
    <message>
        <source>The size of each element, without its sign.</source>
        <translation>每个元素的绝对值。</translation>
    </message>
    <message>
        <source>The slices along an axis that the indices name.</source>
        <translation>沿一条轴取出下标指定的切片。</translation>
    </message>
    <message>
        <source>The slices along an axis, each a tensor of its own.</source>
        <translation>沿一条轴的各个切片，每个都是单独的张量。</translation>
    </message>
    <message>
        <source>The smaller of two tensors&apos; elements; NaN if either is.</source>
        <translation>两个张量中较小的元素；有 NaN 时得 NaN。</translation>
    </message>
    <message>
        <source>The smallest element over some or all axes.</source>
        <translation>沿部分或全部轴的最小元素。</translation>
    </message>
    <message>
        <source>The smallest whole number not below x.</source>
        <translation>不小于 x 的最小整数。</translation>
    </message>
    <message>
        <source>The square of the difference of two tensors.</source>
        <translation>两个张量之差的平方。</translation>
    </message>
    <message>
        <source>The square root; NaN for negative elements.</source>
        <translation>平方根；负数得 NaN。</translation>
    </message>
    <message>
        <source>The sum of all elements up to here, along an axis.</source>
        <translation>沿一条轴，到当前位置为止所有元素之和。</translation>
    </message>
    <message>
        <source>The sum of any number of tensors of one shape.</source>
        <translation>任意多个形状相同的张量之和。</translation>
    </message>
    <message>
        <source>The sum of two tensors.</source>
        <translation>两个张量之和。</translation>
    </message>
    <message>
        <source>The sum over some or all axes.</source>
        <translation>沿部分或全部轴求和。</translation>
    </message>
    <message>
        <source>The tangent of an angle in radians.</source>
        <translation>弧度角的正切。</translation>
    </message>
    <message>
        <source>The tensor repeated along its axes.</source>
        <translation>沿各轴重复张量。</translation>
    </message>
    <message>
        <source>The tensor stretched to a larger shape.</source>
        <translation>把张量扩展到更大的形状。</translation>
    </message>
    <message>
        <source>The tensor with a margin of its own elements, mirrored.</source>
        <translation>用镜像的自身元素为张量加边。</translation>
    </message>
    <message>
        <source>The tensor with a margin of one value.</source>
        <translation>用同一个值为张量加边。</translation>
    </message>
    <message>
        <source>True where the bool is false.</source>
        <translation>逻辑非：false 变为 true。</translation>
    </message>
    <message>
        <source>Turns scores along the last axis into probabilities.</source>
        <translation>把最后一条轴上的得分变为概率。</translation>
    </message>
    <message>
        <source>Where along an axis the largest element is.</source>
        <translation>沿一条轴最大元素的位置。</translation>
    </message>
    <message>
        <source>Where along an axis the smallest element is.</source>
        <translation>沿一条轴最小元素的位置。</translation>
    </message>
    <message>
        <source>Where both bools are true.</source>
        <translation>两者都为 true 之处。</translation>
    </message>
    <message>
        <source>Where either bool is true.</source>
        <translation>至少一个为 true 之处。</translation>
    </message>
    <message>
        <source>Where the elements are infinite.</source>
        <translation>元素为无穷大之处。</translation>
    </message>
    <message>
        <source>Where the elements are not a number.</source>
        <translation>元素为 NaN 之处。</translation>
    </message>
    <message>
        <source>Where the elements are ordinary numbers.</source>
        <translation>元素为有限数之处。</translation>
    </message>
    <message>
        <source>Where the first tensor is larger.</source>
        <translation>第一个张量较大之处。</translation>
    </message>
    <message>
        <source>Where the first tensor is not larger.</source>
        <translation>第一个张量不较大之处。</translation>
    </message>
    <message>
        <source>Where the first tensor is not smaller.</source>
        <translation>第一个张量不较小之处。</translation>
    </message>
    <message>
        <source>Where the first tensor is smaller.</source>
        <translation>第一个张量较小之处。</translation>
    </message>
    <message>
        <source>Where two tensors are the same.</source>
        <translation>两个张量相等之处。</translation>
    </message>
    <message>
        <source>Where two tensors differ.</source>
        <translation>两个张量不等之处。</translation>
    </message>
    <message>
        <source>Whether a kernel that leaves tensors behind is refused.</source>
        <translation>是否拒绝遗留张量的内核。</translation>
    </message>
    <message>
        <source>Whether all bools over some or all axes are true.</source>
        <translation>沿部分或全部轴是否全为 true。</translation>
    </message>
    <message>
        <source>Whether any bool over some or all axes is true.</source>
        <translation>沿部分或全部轴是否有 true。</translation>
    </message>
    <message>
        <source>Whether debug mode looks for NaN and infinities in every result.</source>
        <translation>调试模式是否在每个结果中查找 NaN 和无穷大。</translation>
    </message>
    <message>
        <source>Whether every op writes a line about what it did; it ends PROD.</source>
        <translation>每个运算是否写一行说明自己做了什么；打开后会关闭 PROD。</translation>
    </message>
    <message>
        <source>Whether it is noted for every tensor what made it and where.</source>
        <translation>是否记录每个张量由什么、在哪里生成。</translation>
    </message>
    <message>
        <source>Whether the program is in production: turning it on ends DEBUG, IS_TEST and TRACK_TENSORS.</source>
        <translation>程序是否处于生产模式：打开后会关闭 DEBUG、IS_TEST 和 TRACK_TENSORS。</translation>
    </message>
    <message>
        <source>Zeros in the shape and dtype of a tensor.</source>
        <translation>与张量形状、数据类型相同的全 0 张量。</translation>
    </message>
    <message>
        <source>exp(x) - 1, exact for small x.</source>
        <translation>exp(x) - 1，x 很小时也精确。</translation>
    </message>
    <message>
        <source>log(1 + x), exact for small x.</source>
        <translation>log(1 + x)，x 很小时也精确。</translation>
    </message>
    <message>
        <source>A number for each text, the same wherever the text is the same.</source>
        <translation>为每个字符串给出一个数，相同的字符串得到相同的数。</translation>
    </message>
    <message>
        <source>A ragged tensor as a regular one, cut or filled up with a default.</source>
        <translation>把不规则张量变为规则张量，截断或用默认值补齐。</translation>
    </message>
    <message>
        <source>A row of numbers at equal distances for each start, limit and delta.</source>
        <translation>为每组起点、终点和步长给出一行等间隔的数。</translation>
    </message>
    <message>
        <source>Adds slices to zeros at the places that rows of indices name.</source>
        <translation>在各行下标指定的位置上，把切片加到零张量中。</translation>
    </message>
    <message>
        <source>All runs of neighbouring words in rows of words, joined.</source>
        <translation>词序列中所有相邻词的组合，拼接起来。</translation>
    </message>
    <message>
        <source>Boxes cut out of images, all brought to one size.</source>
        <translation>从图像中裁出若干框，并统一缩放到同一尺寸。</translation>
    </message>
    <message>
        <source>Divides each channel by how strong it and its neighbours are.</source>
        <translation>把每个通道除以它与相邻通道的强度。</translation>
    </message>
    <message>
        <source>Gives each row of a sparse tensor that has no value a default one.</source>
        <translation>为稀疏张量中没有值的行填入默认值。</translation>
    </message>
    <message>
        <source>How often each number is in a row, or the sum of the weights at its places.</source>
        <translation>每个数在一行中出现的次数，或其位置上权重之和。</translation>
    </message>
    <message>
        <source>How often each number is there, or the sum of the weights at its places.</source>
        <translation>每个数出现的次数，或其位置上权重之和。</translation>
    </message>
    <message>
        <source>Images in another size, each pixel copied from its nearest neighbour.</source>
        <translation>缩放图像，每个像素取最近的像素。</translation>
    </message>
    <message>
        <source>Images in another size, each pixel mixed from its four neighbours.</source>
        <translation>缩放图像，每个像素由四个相邻像素混合而成。</translation>
    </message>
    <message>
        <source>Images mirrored, so that left becomes right.</source>
        <translation>左右翻转图像。</translation>
    </message>
    <message>
        <source>Images turned by an angle around a point.</source>
        <translation>绕一点旋转图像。</translation>
    </message>
    <message>
        <source>Images under projective transforms.</source>
        <translation>对图像做投影变换。</translation>
    </message>
    <message>
        <source>Moves and scales activations by a mean and a variance.</source>
        <translation>按均值和方差平移、缩放激活值。</translation>
    </message>
    <message>
        <source>Pads, cuts into blocks, and makes a batch of each place within a block.</source>
        <translation>先加边再切块，把块内每个位置各自变成一个批次。</translation>
    </message>
    <message>
        <source>Puts other slices at the places of a tensor that rows of indices name.</source>
        <translation>在各行下标指定的位置上，把张量的切片换成别的。</translation>
    </message>
    <message>
        <source>Puts the batches of each place back into their blocks, and crops.</source>
        <translation>把各位置的批次放回原来的块中，再裁边。</translation>
    </message>
    <message>
        <source>Spreads the channels over squares of pixels.</source>
        <translation>把通道铺成像素方块。</translation>
    </message>
    <message>
        <source>Texts with what a regular expression matches replaced.</source>
        <translation>把字符串中与正则表达式匹配的部分替换掉。</translation>
    </message>
    <message>
        <source>The bits that are set in both whole numbers.</source>
        <translation>两个整数中都为 1 的位。</translation>
    </message>
    <message>
        <source>The different slices along an axis, and which of them each slice is.</source>
        <translation>沿一条轴互不相同的切片，以及每个切片对应哪一个。</translation>
    </message>
    <message>
        <source>The elements along the diagonal of a tensor of twice the rank, zeros elsewhere.</source>
        <translation>把元素放在阶数加倍的张量的对角线上，其余为 0。</translation>
    </message>
    <message>
        <source>The elements of one vector that another lacks, and where they are.</source>
        <translation>一个向量中另一个向量所没有的元素，及其位置。</translation>
    </message>
    <message>
        <source>The gradient of AvgPool3D: each dy shared out over its window.</source>
        <translation>AvgPool3D 的梯度：每个 dy 平分给它的窗口。</translation>
    </message>
    <message>
        <source>The gradient of AvgPool: each dy shared out over its window.</source>
        <translation>AvgPool 的梯度：每个 dy 平分给它的窗口。</translation>
    </message>
    <message>
        <source>The gradient of Dilation2D by its filter: each dy goes to what made its maximum.</source>
        <translation>Dilation2D 对卷积核的梯度：每个 dy 归于取得最大值之处。</translation>
    </message>
    <message>
        <source>The gradient of Dilation2D by its image: each dy goes to the place of its maximum.</source>
        <translation>Dilation2D 对图像的梯度：每个 dy 归于最大值所在的位置。</translation>
    </message>
    <message>
        <source>The gradient of LRN.</source>
        <translation>LRN 的梯度。</translation>
    </message>
    <message>
        <source>The gradient of MaxPool3D: each dy goes to the place of its maximum.</source>
        <translation>MaxPool3D 的梯度：每个 dy 归于最大值所在的位置。</translation>
    </message>
    <message>
        <source>The gradient of MaxPool3DGrad: what lies at the places of the maxima.</source>
        <translation>MaxPool3DGrad 的梯度：取最大值所在位置上的数。</translation>
    </message>
    <message>
        <source>The gradient of MaxPool: each dy goes to the place of its maximum.</source>
        <translation>MaxPool 的梯度：每个 dy 归于最大值所在的位置。</translation>
    </message>
    <message>
        <source>The gradient of MaxPoolGrad: what lies at the places of the maxima.</source>
        <translation>MaxPoolGrad 的梯度：取最大值所在位置上的数。</translation>
    </message>
    <message>
        <source>The gradient of ResizeBilinear: each dy shared out to the four pixels it was mixed from.</source>
        <translation>ResizeBilinear 的梯度：每个 dy 分给混合出它的四个像素。</translation>
    </message>
    <message>
        <source>The gradient of ResizeNearestNeighbor: each pixel gets the dys of its copies.</source>
        <translation>ResizeNearestNeighbor 的梯度：每个像素得到其副本的 dy。</translation>
    </message>
    <message>
        <source>The largest elements along the last axis, and where they are.</source>
        <translation>沿最后一条轴最大的几个元素及其位置。</translation>
    </message>
    <message>
        <source>The largest sum of image and filter under a filter that moves over images.</source>
        <translation>在图像上滑动的卷积核之下，图像与核之和的最大值。</translation>
    </message>
    <message>
        <source>The maximum under a window that moves over images, and where it lies.</source>
        <translation>在图像上滑动的窗口内的最大值及其位置。</translation>
    </message>
    <message>
        <source>The maximum under a window that moves over images.</source>
        <translation>在图像上滑动的窗口内的最大值。</translation>
    </message>
    <message>
        <source>The maximum under a window that moves through volumes.</source>
        <translation>在立体数据中滑动的窗口内的最大值。</translation>
    </message>
    <message>
        <source>The mean under a window that moves over images.</source>
        <translation>在图像上滑动的窗口内的平均值。</translation>
    </message>
    <message>
        <source>The mean under a window that moves through volumes.</source>
        <translation>在立体数据中滑动的窗口内的平均值。</translation>
    </message>
    <message>
        <source>The means of chosen slices over runs of equal segment ids.</source>
        <translation>按相同的段编号，对选出的切片求平均。</translation>
    </message>
    <message>
        <source>The numbers and scores of the best boxes, where overlap lowers the score.</source>
        <translation>最佳框的编号和得分，重叠会降低得分。</translation>
    </message>
    <message>
        <source>The numbers of the boxes that overlap no better box too much, best first.</source>
        <translation>与更好的框重叠不过多的框的编号，最好的在前。</translation>
    </message>
    <message>
        <source>The numbers of the boxes that overlap no better box too much, padded, and their count.</source>
        <translation>与更好的框重叠不过多的框的编号（补齐）及其个数。</translation>
    </message>
    <message>
        <source>The parts of texts between delimiters, as a sparse tensor.</source>
        <translation>按分隔符拆分字符串，结果为稀疏张量。</translation>
    </message>
    <message>
        <source>The places of a sparse tensor&apos;s values in another shape.</source>
        <translation>稀疏张量的值在另一个形状中的位置。</translation>
    </message>
    <message>
        <source>The places of all elements that are true, or not 0.</source>
        <translation>所有为 true 或不为 0 的元素的位置。</translation>
    </message>
    <message>
        <source>The rows of a ragged tensor that indices name.</source>
        <translation>下标指定的不规则张量的行。</translation>
    </message>
    <message>
        <source>The shape that tensors of two shapes stretch to.</source>
        <translation>两个形状的张量共同扩展到的形状。</translation>
    </message>
    <message>
        <source>The slices that rows of indices name, one index for each of the first axes.</source>
        <translation>各行下标指定的切片，前几条轴各用一个下标。</translation>
    </message>
    <message>
        <source>The sums of chosen slices over runs of equal segment ids.</source>
        <translation>按相同的段编号，对选出的切片求和。</translation>
    </message>
    <message>
        <source>Values at the places that rows of indices name, and a default everywhere else.</source>
        <translation>各行下标指定的位置上取给定的值，其余取默认值。</translation>
    </message>
    <message>
        <source>Where values can be put into sorted rows so that these stay sorted.</source>
        <translation>值插入有序行而保持有序的位置。</translation>
    </message>
    <message>
        <source>A matrix as the product of one with orthogonal columns and an upper triangle.</source>
        <translation>把矩阵分解为列正交矩阵与上三角矩阵之积。</translation>
    </message>
    <message>
        <source>Draws classes at random, each with its probability.</source>
        <translation>按各自的概率随机抽取类别。</translation>
    </message>
    <message>
        <source>Solves systems of linear equations.</source>
        <translation>求解线性方程组。</translation>
    </message>
    <message>
        <source>The determinant of a square matrix.</source>
        <translation>方阵的行列式。</translation>
    </message>
    <message>
        <source>The eigenvalues and eigenvectors of a symmetric matrix.</source>
        <translation>对称矩阵的特征值和特征向量。</translation>
    </message>
    <message>
        <source>The inverse of a square matrix.</source>
        <translation>方阵的逆。</translation>
    </message>
    <message>
        <source>The lower triangle whose product with its transpose is a positive definite matrix.</source>
        <translation>与自身转置之积等于正定矩阵的下三角矩阵。</translation>
    </message>
    <message>
        <source>The singular values of a matrix, and the directions that belong to them.</source>
        <translation>矩阵的奇异值及其对应的方向。</translation>
    </message>
    <message>
        <source>The gradient of Relu, from its input or its output.</source>
        <translation>由 Relu 的输入或输出求它的梯度。</translation>
    </message>
</context>
<context>
    <name>PracticeData</name>
    <message>
        <source>Points: circle</source>
        <translation>点：圆</translation>
    </message>
    <message>
        <source>Points: exclusive or</source>
        <translation>点：异或</translation>
    </message>
    <message>
        <source>Points: two clouds</source>
        <translation>点：两团</translation>
    </message>
    <message>
        <source>Points: spirals</source>
        <translation>点：螺旋</translation>
    </message>
    <message>
        <source>Points: slope</source>
        <translation>点：斜面</translation>
    </message>
    <message>
        <source>Points: hills</source>
        <translation>点：小丘</translation>
    </message>
    <message>
        <source>Pictures: stripes</source>
        <translation>图像：条纹</translation>
    </message>
    <message>
        <source>Sequences: waves</source>
        <translation>序列：波</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>a file for Keras</source>
        <translation>Keras 文件</translation>
    </message>
    <message>
        <source>a file for Keras 2</source>
        <translation>Keras 2 文件</translation>
    </message>
    <message>
        <source>ONNX</source>
        <translation>ONNX</translation>
    </message>
    <message>
        <source>a model of TensorFlow.js</source>
        <translation>TensorFlow.js 模型</translation>
    </message>
    <message>
        <source>Read again, it does not compute the same: of %2 numbers from %1 samples, some are infinite or not a number on one side alone.</source>
        <translation>重新读取后计算结果不同：%1 个样本的 %2 个数中，有的只在一边是无穷大或非数（NaN）。</translation>
    </message>
    <message>
        <source>Saved to %1 (%2).</source>
        <translation>已保存到 %1（%2）。</translation>
    </message>
    <message>
        <source>It is for Keras 3 alone: Keras 2 means something else by one of the settings.</source>
        <translation>它只适用于 Keras 3：有一项设置在 Keras 2 中含义不同。</translation>
    </message>
    <message>
        <source>It is for Keras 2 alone: Keras 3 means something else by one of the settings.</source>
        <translation>它只适用于 Keras 2：有一项设置在 Keras 3 中含义不同。</translation>
    </message>
    <message>
        <source>The comparison lies beside it: %1</source>
        <translation>比较结果存在旁边：%1</translation>
    </message>
    <message numerus="yes">
        <source>Nothing was saved. As %1, %n layer(s) cannot be written:</source>
        <translation>
            <numerusform>没有保存任何内容。有 %n 个层无法写成 %1：</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 was not opened. %2</source>
        <translation>没有打开 %1。%2</translation>
    </message>
    <message>
        <source>The model was not saved. %1</source>
        <translation>模型没有保存。%1</translation>
    </message>
    <message>
        <source>Read again, it computes exactly the same: no difference in %2 numbers from %1 samples.</source>
        <translation>重新读取后计算结果完全相同：%1 个样本的 %2 个数没有差异。</translation>
    </message>
    <message>
        <source>Read again, it computes the same: in %2 numbers from %1 samples, the largest difference is %3 (relative: %4).</source>
        <translation>重新读取后计算结果相同：%1 个样本的 %2 个数中，最大差异为 %3（相对差异 %4）。</translation>
    </message>
    <message>
        <source>Read again, it does not compute the same: in %2 numbers from %1 samples, the largest difference is %3 (relative: %4).</source>
        <translation>重新读取后计算结果不同：%1 个样本的 %2 个数中，最大差异为 %3（相对差异 %4）。</translation>
    </message>
    <message numerus="yes">
        <source>… and %n more layer(s)</source>
        <translation>
            <numerusform>……还有 %n 个层</numerusform>
        </translation>
    </message>
    <message>
        <source>Its structure was read again and is complete. Nothing here computes some of its operations, so no numbers were compared.</source>
        <translation>已重新读取文件，结构完整。其中有些运算这里无法计算，因此没有比较数值。</translation>
    </message>
</context>
<context>
    <name>TensorWords</name>
    <message>
        <source>## Tensors
A tensor is an array of numbers. Its **shape** says how many there are along each axis, its **rank** how many axes it has, its **dtype** what one element is. Select a cell and change its values: everything that depends on it runs again.</source>
        <translation>## 张量
张量就是一组按轴排列的数。**形状**说明每条轴上有多少个数，**阶**是轴的条数，**数据类型**说明每个元素是什么。点开一个单元格，改改里面的值：凡是用到它的单元格都会重新计算。</translation>
    </message>
    <message>
        <source>## Operations
An operation never changes a tensor: it makes a new one. `a` stays what it was, whatever is done with it. Where shapes differ, the smaller one is stretched: `a + b` adds the row `b` to each row of `a`. That is called **broadcasting**.</source>
        <translation>## 运算
运算从不改动张量，只会生成新的张量：无论拿 `a` 做什么，它都保持原样。形状不同时，较小的张量会被扩展：`a + b` 把行 `b` 加到 `a` 的每一行上。这叫做**广播**。</translation>
    </message>
    <message>
        <source>## Five dtypes
`float32` unless you ask for another; a comparison gives `bool`, an index is `int32`, and there are `complex64` and `string`.</source>
        <translation>## 五种数据类型
不另行指定时是 `float32`；比较得到 `bool`，下标用 `int32`，此外还有 `complex64` 和 `string`。</translation>
    </message>
    <message>
        <source>## Larger ones
Random numbers with a seed are the same each time. A picture is a tensor too: height, width, colour. Click a result to look at it in the inspector.</source>
        <translation>## 大一点的张量
给定种子后，每次得到的随机数都相同。图片也是张量：高、宽、颜色。点击结果，就能在查看器里细看。</translation>
    </message>
    <message>
        <source>## Memory
What is made inside `tidy` is freed when it ends, but for the result. Switch `tidy` off and watch the count of tensors. `data` fetches values by a future; with `wait` on, the thread stands still until they are there.</source>
        <translation>## 内存
在 `tidy` 里生成的张量，除结果外都会在它结束时释放。关掉 `tidy`，看看张量的数量怎么变。`data` 通过 future 取值；打开 `wait` 后，线程会一直等到值就绪。</translation>
    </message>
    <message>
        <source>Make tensors</source>
        <translation>创建张量</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>One number at a time</source>
        <translation>逐元素数学函数</translation>
    </message>
    <message>
        <source>Arithmetic</source>
        <translation>算术</translation>
    </message>
    <message>
        <source>Complex numbers</source>
        <translation>复数</translation>
    </message>
    <message>
        <source>Comparison and logic</source>
        <translation>比较与逻辑</translation>
    </message>
    <message>
        <source>Activation</source>
        <translation>激活函数</translation>
    </message>
    <message>
        <source>Reduction</source>
        <translation>归约</translation>
    </message>
    <message>
        <source>Shape and dtype</source>
        <translation>形状与数据类型</translation>
    </message>
    <message>
        <source>Slices and indices</source>
        <translation>切片与索引</translation>
    </message>
    <message>
        <source>Matrices</source>
        <translation>矩阵</translation>
    </message>
    <message>
        <source>Convolution and pooling</source>
        <translation>卷积与池化</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Normalisation</source>
        <translation>归一化</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>Segments, sparse and ragged</source>
        <translation>分段、稀疏与不规则张量</translation>
    </message>
    <message>
        <source>Texts</source>
        <translation>字符串</translation>
    </message>
    <message>
        <source>Parts of gradients</source>
        <translation>梯度内核</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n 字节</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::Actions</name>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Next pane</source>
        <translation>下一个窗格</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Search pages and commands</source>
        <translation>搜索页面和命令</translation>
    </message>
    <message>
        <source>Show or hide the docks</source>
        <translation>显示或隐藏停靠栏</translation>
    </message>
    <message>
        <source>Show or hide the jobs</source>
        <translation>显示或隐藏任务</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Normal text size</source>
        <translation>恢复文字大小</translation>
    </message>
    <message>
        <source>Switch between English and Chinese</source>
        <translation>切换中文与英文</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>切换浅色与深色</translation>
    </message>
    <message>
        <source>Cancel all jobs</source>
        <translation>取消所有任务</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>tool tip: command (shortcut)</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>app::Banner</name>
    <message>
        <source>Dismiss</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>Note: %1</source>
        <translation>说明：%1</translation>
    </message>
    <message>
        <source>Success: %1</source>
        <translation>成功：%1</translation>
    </message>
    <message>
        <source>Warning: %1</source>
        <translation>注意：%1</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>错误：%1</translation>
    </message>
</context>
<context>
    <name>app::BuilderRow</name>
    <message>
        <source>Move up (Alt+↑)</source>
        <translation>上移 (Alt+↑)</translation>
    </message>
    <message>
        <source>Move down (Alt+↓)</source>
        <translation>下移 (Alt+↓)</translation>
    </message>
    <message>
        <source>Remove (Del)</source>
        <translation>删除 (Del)</translation>
    </message>
    <message>
        <source>Layer %1: %2</source>
        <translation>第 %1 层：%2</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>%1 What goes in has the shape %2.</source>
        <translation>%1 进入它的形状是 %2。</translation>
    </message>
    <message>
        <source>takes %1</source>
        <translation>取自 %1</translation>
    </message>
    <message>
        <source>The model&apos;s output does not depend on it.</source>
        <translation>模型的输出与它无关。</translation>
    </message>
    <message>
        <source>takes %1  ·  %2</source>
        <translation>取自 %1  ·  %2</translation>
    </message>
</context>
<context>
    <name>app::BuilderSession</name>
    <message>
        <source>Reading the blueprint</source>
        <translation>正在读取设计</translation>
    </message>
    <message>
        <source>Checking the layers</source>
        <translation>正在检查各层</translation>
    </message>
    <message>
        <source>Making layers</source>
        <translation>正在创建层</translation>
    </message>
    <message>
        <source>Making a layer</source>
        <translation>正在创建层</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>My model</source>
        <translation>我的模型</translation>
    </message>
</context>
<context>
    <name>app::BuilderView</name>
    <message>
        <source>Output  %1  ·  %2 parameters</source>
        <translation>输出  %1  ·  %2 个参数</translation>
    </message>
    <message>
        <source>For points: dense layers</source>
        <translation>用于点：全连接层</translation>
    </message>
    <message>
        <source>For pictures: a convolution</source>
        <translation>用于图像：卷积</translation>
    </message>
    <message>
        <source>For sequences: an LSTM</source>
        <translation>用于序列：LSTM</translation>
    </message>
    <message>
        <source>Build a model</source>
        <translation>搭建模型</translation>
    </message>
    <message>
        <source>Layers and panels</source>
        <translation>层和面板</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Start over with other layers</source>
        <translation>换一组层重新开始</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
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
        <source>Add layers, change settings, train</source>
        <translation>添加层、更改设置、训练</translation>
    </message>
    <message>
        <source>Add a layer</source>
        <translation>添加层</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Input  ? ×</source>
        <translation>输入  ? ×</translation>
    </message>
    <message>
        <source>Shape of one sample</source>
        <translation>一个样本的形状</translation>
    </message>
    <message>
        <source>The shape of one sample: 2 for points, 28, 28, 1 for small grey pictures. Many samples go in at once, which the ? stands for.</source>
        <translation>一个样本的形状：点是 2，小的灰度图片是 28, 28, 1。样本是成批输入的，? 代表样本的个数。</translation>
    </message>
</context>
<context>
    <name>app::CataloguePanel</name>
    <message>
        <source>kernel %1</source>
        <translation>内核 %1</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
    <message>
        <source>There is no example yet.</source>
        <translation>暂无示例。</translation>
    </message>
    <message>
        <source>Example: the smaller input is stretched (broadcast)</source>
        <translation>示例：较小的输入被扩展（广播）</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Search operations</source>
        <translation>搜索运算</translation>
    </message>
    <message>
        <source>No operation is called so, or says this of itself.</source>
        <translation>没有名称或说明与之匹配的运算。</translation>
    </message>
    <message>
        <source>List and description</source>
        <translation>列表与说明</translation>
    </message>
    <message>
        <source>Add a cell</source>
        <translation>添加单元格</translation>
    </message>
    <message>
        <source>Add the example</source>
        <translation>添加示例</translation>
    </message>
</context>
<context>
    <name>app::CellCard</name>
    <message>
        <source>Note: %1</source>
        <translation>笔记：%1</translation>
    </message>
    <message>
        <source>Cell %1</source>
        <translation>单元格 %1</translation>
    </message>
    <message>
        <source>not run yet</source>
        <translation>尚未运行</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>running</source>
        <translation>运行中</translation>
    </message>
    <message>
        <source>changed: run again</source>
        <translation>已更改，需重新运行</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>出错</translation>
    </message>
    <message>
        <source>disposed</source>
        <translation>已释放</translation>
    </message>
    <message>
        <source>Open in the inspector</source>
        <translation>在查看器中打开</translation>
    </message>
    <message>
        <source>Open %1 in the inspector</source>
        <translation>在查看器中打开 %1</translation>
    </message>
    <message>
        <source>Tensors: %1 before, %2 at the end of the steps, %3 after. %4</source>
        <translation>张量数量：开始前 %1 个，各步结束时 %2 个，之后 %3 个。%4</translation>
    </message>
    <message>
        <source>Only the result stayed.</source>
        <translation>只留下了结果。</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) stayed.</source>
        <translation>
            <numerusform>留下了 %n 个张量。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1
The thread waited %2 for the values.</source>
        <translation>%1
线程等待了 %2 才拿到值。</translation>
    </message>
    <message>
        <source>%1
The future was there after %3, the values after %2.</source>
        <translation>%1
%3 后拿到 future，%2 后值就绪。</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) freed.</source>
        <translation>
            <numerusform>已释放 %n 个张量。</numerusform>
        </translation>
    </message>
    <message>
        <source>Run this cell (Enter)</source>
        <translation>运行此单元格 (Enter)</translation>
    </message>
    <message>
        <source>Run this cell</source>
        <translation>运行此单元格</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More about this cell</source>
        <translation>此单元格的更多操作</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>复制一份</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Copy as code</source>
        <translation>复制为代码</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>app::CellForm</name>
    <message>
        <source>Choose a picture file</source>
        <translation>选择图片文件</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures (*.png *.jpg *.jpeg *.bmp *.gif)</source>
        <translation>图片 (*.png *.jpg *.jpeg *.bmp *.gif)</translation>
    </message>
    <message>
        <source>%1 (optional)</source>
        <translation>%1（可选）</translation>
    </message>
    <message>
        <source>Name of the result</source>
        <translation>结果的名称</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>app::ChangesView</name>
    <message>
        <source>%1: %2 → &lt;b&gt;%3&lt;/b&gt;</source>
        <comment>parameter: before → after</comment>
        <translation>%1：%2 → &lt;b&gt;%3&lt;/b&gt;</translation>
    </message>
    <message>
        <source>%1: %2 → &lt;b&gt;%3&lt;/b&gt;</source>
        <comment>metric: before → after</comment>
        <translation>%1：%2 → &lt;b&gt;%3&lt;/b&gt;</translation>
    </message>
    <message>
        <source>Nothing changed since the last run but the random start.</source>
        <translation>与上一次运行相比，除了随机起点，什么都没变。</translation>
    </message>
    <message>
        <source>Changed since the last run — %1.</source>
        <translation>与上一次运行相比的变化 — %1。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>app::ChartFrame</name>
    <message>
        <source>chart</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>The chart could not be saved as %1: %2</source>
        <translation>图表无法保存为 %1：%2</translation>
    </message>
    <message>
        <source>Save the chart as a picture</source>
        <translation>将图表保存为图片</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>Save the chart as a drawing</source>
        <translation>将图表保存为矢量图</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG 矢量图 (*.svg)</translation>
    </message>
    <message>
        <source>Save the numbers of the chart</source>
        <translation>保存图表里的数据</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV 表格 (*.csv)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>以表格显示</translation>
    </message>
    <message>
        <source>PNG picture…</source>
        <translation>PNG 图片…</translation>
    </message>
    <message>
        <source>SVG drawing…</source>
        <translation>SVG 矢量图…</translation>
    </message>
    <message>
        <source>CSV table…</source>
        <translation>CSV 表格…</translation>
    </message>
    <message>
        <source>Copy picture</source>
        <translation>复制图片</translation>
    </message>
    <message>
        <source>Chart options</source>
        <translation>图表选项</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Chart tools</source>
        <translation>图表工具</translation>
    </message>
    <message>
        <source>%1, chart</source>
        <translation>%1，图表</translation>
    </message>
    <message>
        <source>%1, table</source>
        <translation>%1，表格</translation>
    </message>
    <message>
        <source>%1, legend</source>
        <translation>%1，图例</translation>
    </message>
</context>
<context>
    <name>app::ChartLegend</name>
    <message>
        <source>Hide %1</source>
        <translation>隐藏%1</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示%1</translation>
    </message>
</context>
<context>
    <name>app::CheckList</name>
    <message>
        <source>Fulfilled: %1</source>
        <translation>已满足：%1</translation>
    </message>
    <message>
        <source>Not fulfilled: %1</source>
        <translation>未满足：%1</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
</context>
<context>
    <name>app::CodeView</name>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Copy the code</source>
        <translation>复制代码</translation>
    </message>
    <message>
        <source>Language of the code</source>
        <translation>代码的语言</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
</context>
<context>
    <name>app::CommandPalette</name>
    <message>
        <source>Search pages and commands</source>
        <translation>搜索页面和命令</translation>
    </message>
    <message>
        <source>Search pages, tutorials and commands</source>
        <translation>搜索页面、教程和命令</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Nothing is called that. Try fewer letters.</source>
        <translation>没有找到。少输入几个字试试。</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter open · Esc close</source>
        <translation>↑ ↓ 选择 · 回车 打开 · Esc 关闭</translation>
    </message>
</context>
<context>
    <name>app::CountChart</name>
    <message>
        <source>Elements</source>
        <translation>元素个数</translation>
    </message>
    <message>
        <source>Most elements, %1, lie between %2 and %3.</source>
        <translation>%2 到 %3 之间的元素最多，有 %1 个。</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>There are no numbers to count.</source>
        <translation>没有可以统计的数。</translation>
    </message>
</context>
<context>
    <name>app::DataTable</name>
    <message>
        <source>Dropped because</source>
        <translation>剔除原因</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>%1 rows, of which %2 are dropped</source>
        <translation>共 %1 行，其中剔除 %2 行</translation>
    </message>
    <message>
        <source>%1 rows</source>
        <translation>共 %1 行</translation>
    </message>
</context>
<context>
    <name>app::ExampleRunner</name>
    <message>
        <source>Example</source>
        <translation>示例</translation>
    </message>
</context>
<context>
    <name>app::GraphPanel</name>
    <message>
        <source>Drawing the graph</source>
        <translation>正在绘制结构图</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>第 %1 个，共 %2 个</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Next layer that was found (Enter)</source>
        <translation>找到的下一层 (Enter)</translation>
    </message>
    <message>
        <source>Open or close the models within the model</source>
        <translation>展开或收起模型中的模型</translation>
    </message>
    <message>
        <source>Zoom in (+)</source>
        <translation>放大 (+)</translation>
    </message>
    <message>
        <source>Zoom out (−)</source>
        <translation>缩小 (−)</translation>
    </message>
    <message>
        <source>Show everything (0)</source>
        <translation>显示全部 (0)</translation>
    </message>
    <message>
        <source>Graph of the layers</source>
        <translation>层的结构图</translation>
    </message>
    <message>
        <source>Search nodes</source>
        <translation>搜索节点</translation>
    </message>
    <message>
        <source>Next node that was found (Enter)</source>
        <translation>下一个找到的节点 (Enter)</translation>
    </message>
    <message>
        <source>Open or close the functions within the graph</source>
        <translation>展开或收起计算图里的函数</translation>
    </message>
    <message>
        <source>Graph of the nodes</source>
        <translation>节点图</translation>
    </message>
    <message>
        <source>Drawing the graph…</source>
        <translation>正在绘制节点图…</translation>
    </message>
</context>
<context>
    <name>app::GuidePane</name>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Next step (Alt+Right)</source>
        <translation>下一步（Alt+→）</translation>
    </message>
    <message>
        <source>Go on without finishing this step (Alt+Right)</source>
        <translation>不完成这一步，直接往下走（Alt+→）</translation>
    </message>
    <message>
        <source>Ran first, because this step needs it: %1</source>
        <translation>这一步需要它，所以先运行了：%1</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>**Hint %1.** %2</source>
        <translation>**提示 %1。** %2</translation>
    </message>
    <message>
        <source>Hint %1/%2</source>
        <translation>提示 %1/%2</translation>
    </message>
    <message>
        <source>No more hints</source>
        <translation>没有更多提示了</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>指引</translation>
    </message>
    <message>
        <source>With help: the answer was shown</source>
        <translation>有帮助：看过答案</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>动手</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Done when</source>
        <translation>完成条件</translation>
    </message>
    <message>
        <source>Show answer</source>
        <translation>看答案</translation>
    </message>
    <message>
        <source>Puts the solution in place; you can undo it</source>
        <translation>填入答案，可以撤销</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Puts back what you had before the answer was shown</source>
        <translation>恢复看答案之前的内容</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Previous step (Alt+Left)</source>
        <translation>上一步（Alt+←）</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Back to all tutorials</source>
        <translation>回到全部教程</translation>
    </message>
</context>
<context>
    <name>app::HeaderBar</name>
    <message>
        <source>Header</source>
        <translation>页眉</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search pages, tutorials and commands</source>
        <translation>搜索页面、教程和命令</translation>
    </message>
</context>
<context>
    <name>app::HistogramChart</name>
    <message>
        <source>%1 values between %2 and %3; most of them, %4, between %5 and %6.</source>
        <translation>%1 个值在 %2 到 %3 之间；最多的 %4 个在 %5 到 %6 之间。</translation>
    </message>
</context>
<context>
    <name>app::HomePage</name>
    <message>
        <source>Home</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>All tutorials</source>
        <translation>全部教程</translation>
    </message>
    <message>
        <source>See the data</source>
        <translation>看数据</translation>
    </message>
    <message>
        <source>A table and a chart, before anything is computed.</source>
        <translation>先看表格和图，再开始计算。</translation>
    </message>
    <message>
        <source>Build a model</source>
        <translation>搭模型</translation>
    </message>
    <message>
        <source>Layers and weights, each of them yours to choose.</source>
        <translation>每一层、每个权重，都由你来定。</translation>
    </message>
    <message>
        <source>Watch it train</source>
        <translation>看训练</translation>
    </message>
    <message>
        <source>The loss falls live; pause it, or change the rate.</source>
        <translation>看着损失下降，可以暂停，也可以改学习率。</translation>
    </message>
    <message>
        <source>Ask it</source>
        <translation>问结果</translation>
    </message>
    <message>
        <source>Its answers, drawn over what was measured.</source>
        <translation>把它的回答画在实测数据上。</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Tutorials in small steps. You run real code on real data, change every number, and each step is checked.</source>
        <translation>教程分成小步。你用真实数据运行真实代码，每个数都可以改，每一步都有检查。</translation>
    </message>
    <message>
        <source>Open Learn</source>
        <translation>去学习</translation>
    </message>
    <message>
        <source>This computer</source>
        <translation>这台计算机</translation>
    </message>
    <message>
        <source>Recently open</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Everything stays on this computer. No account, no tracking; this program has sent nothing.</source>
        <translation>一切都留在这台计算机上。不需要账号，没有跟踪；本程序没有发送过任何内容。</translation>
    </message>
    <message>
        <source>Well done</source>
        <translation>做得好</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Every tutorial is finished</source>
        <translation>所有教程都已完成</translation>
    </message>
    <message>
        <source>Tensor Playground</source>
        <translation>Tensor Playground</translation>
    </message>
    <message>
        <source>Open any of them again, change the numbers, and see what happens.</source>
        <translation>可以重新打开任何一个，改改数字，看看会发生什么。</translation>
    </message>
    <message>
        <source>Continue where you stopped</source>
        <translation>从上次停下的地方继续</translation>
    </message>
    <message>
        <source>Your last step: %1</source>
        <translation>上次做到：%1</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>A good place to start</source>
        <translation>从这里开始</translation>
    </message>
    <message numerus="yes">
        <source>Start · %n minute(s)</source>
        <translation>
            <numerusform>开始 · %n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>button, tutorial</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Cores</source>
        <translation>核心数</translation>
    </message>
    <message>
        <source>Backend</source>
        <translation>后端</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>%1 GB, %2 GB free</source>
        <translation>%1 GB，可用 %2 GB</translation>
    </message>
</context>
<context>
    <name>app::InspectorPanel</name>
    <message>
        <source>Made by %1 in the cell %2</source>
        <translation>由 %1 生成，单元格：%2</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>元素个数</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>NaN</source>
        <translation>NaN</translation>
    </message>
    <message>
        <source>Infinite</source>
        <translation>无穷大</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>形状</translation>
    </message>
    <message>
        <source>dtype</source>
        <translation>数据类型</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>生成者</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>作用域</translation>
    </message>
    <message>
        <source>%1 elements are too many to be copied as code.</source>
        <translation>有 %1 个元素，太多，无法复制为代码。</translation>
    </message>
    <message>
        <source>%1 is on the clipboard.</source>
        <translation>%1 已复制到剪贴板。</translation>
    </message>
    <message>
        <source>Tensor inspector</source>
        <translation>张量查看器</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Heat map</source>
        <translation>热力图</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Ways to show the tensor</source>
        <translation>张量的显示方式</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the tensor as code</source>
        <translation>把张量复制为代码</translation>
    </message>
    <message>
        <source>As C++</source>
        <translation>复制为 C++</translation>
    </message>
    <message>
        <source>As JavaScript</source>
        <translation>复制为 JavaScript</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Black to white</source>
        <translation>从黑到白</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 到 255</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>smallest to largest</source>
        <translation>最小值到最大值</translation>
    </message>
    <message>
        <source>Values in order</source>
        <translation>按顺序的值</translation>
    </message>
    <message>
        <source>How values are spread</source>
        <translation>值的分布</translation>
    </message>
    <message>
        <source>Click the lens beside a result to look at the tensor here.</source>
        <translation>点击结果旁的放大镜，就能在这里查看张量。</translation>
    </message>
</context>
<context>
    <name>app::JobsDrawer</name>
    <message>
        <source>%1 left</source>
        <translation>还剩 %1</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>取消%1</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Nothing is running. Training and other long work appears here, with its progress and a way to stop it.</source>
        <translation>现在没有任务在运行。训练等耗时的工作会显示在这里，可以看进度，也可以停止。</translation>
    </message>
    <message>
        <source>Close the drawer</source>
        <translation>关闭抽屉</translation>
    </message>
</context>
<context>
    <name>app::LayerForm</name>
    <message>
        <source>No layer is selected</source>
        <translation>没有选中层</translation>
    </message>
    <message>
        <source>Click a layer at the left to change its settings.</source>
        <translation>点击左边的一层，即可更改它的设置。</translation>
    </message>
    <message>
        <source>Fewer settings</source>
        <translation>收起更多设置</translation>
    </message>
    <message numerus="yes">
        <source>%n more setting(s)</source>
        <translation>
            <numerusform>还有 %n 项设置</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (inside)</source>
        <translation>%1（内层）</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>没有其他</translation>
    </message>
    <message>
        <source>Settings of the layer</source>
        <translation>层的设置</translation>
    </message>
    <message>
        <source>the model&apos;s input</source>
        <translation>模型的输入</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>输入取自</translation>
    </message>
    <message>
        <source>and</source>
        <translation>以及</translation>
    </message>
    <message>
        <source>Whose output goes into the layer</source>
        <translation>哪一层的输出进入这一层</translation>
    </message>
    <message>
        <source>Whose output goes into the layer too</source>
        <translation>还有哪一层的输出进入这一层</translation>
    </message>
    <message>
        <source>Input %1</source>
        <translation>输入 %1</translation>
    </message>
    <message>
        <source>the layer before</source>
        <translation>前一层</translation>
    </message>
</context>
<context>
    <name>app::LayerPanel</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Select a layer in the table or in the graph to see its settings and weights.</source>
        <translation>在表格或结构图中选中一层，即可查看它的设置和权重。</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>Operations per sample</source>
        <translation>每个样本的运算量</translation>
    </message>
    <message>
        <source>Memory of the weights</source>
        <translation>权重占用的内存</translation>
    </message>
    <message>
        <source>Comes after</source>
        <translation>位于其后</translation>
    </message>
    <message>
        <source>A model within the model. Double-click it in the graph to see inside, or look at its layers below it in the table.</source>
        <translation>模型中的模型。在结构图中双击它可以看到里面，也可以在表格中查看它下面的各层。</translation>
    </message>
    <message>
        <source>This layer has no weights.</source>
        <translation>这一层没有权重。</translation>
    </message>
    <message>
        <source>The selected layer</source>
        <translation>选中的层</translation>
    </message>
    <message>
        <source>Settings and weights</source>
        <translation>设置和权重</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>The model cannot be run, so nothing is known of its output.</source>
        <translation>模型无法运行，所以不知道它的输出。</translation>
    </message>
    <message>
        <source>This node is part of a function, which runs several times or not at all: it has no one output.</source>
        <translation>这个节点属于某个函数，函数可能运行多次，也可能不运行：它没有唯一的输出。</translation>
    </message>
    <message>
        <source>Computing…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Run the model to see what this node gives: on a picture in the view “Run”, or on random numbers.</source>
        <translation>运行模型，看看这个节点给出什么：在“运行”视图里用图片，或用随机数。</translation>
    </message>
    <message>
        <source>Select a node in the table or in the graph to see its attributes, its output and its constants.</source>
        <translation>在表格或图里选一个节点，查看它的属性、输出和常量。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Calls functions. Double-click it in the graph to see inside, or look at their nodes below it in the table.</source>
        <translation>调用函数。在图里双击可以看到内部，也可以在表格里它的下方查看函数的节点。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>Memory of the constants</source>
        <translation>常量占用的内存</translation>
    </message>
    <message numerus="yes">
        <source>%n other op(s)</source>
        <translation>
            <numerusform>另外 %n 种运算</numerusform>
        </translation>
    </message>
    <message>
        <source>Run on random numbers</source>
        <translation>用随机数运行</translation>
    </message>
</context>
<context>
    <name>app::LayerPicker</name>
    <message>
        <source>Layers that can be added</source>
        <translation>可以添加的层</translation>
    </message>
    <message>
        <source>Search by name or by what it does</source>
        <translation>按名称或作用搜索</translation>
    </message>
    <message>
        <source>Search layers to add</source>
        <translation>搜索要添加的层</translation>
    </message>
    <message>
        <source>No layer is called so, or does this.</source>
        <translation>没有叫这个名字或有这种作用的层。</translation>
    </message>
    <message>
        <source>Add behind the selected layer</source>
        <translation>添加到选中的层之后</translation>
    </message>
</context>
<context>
    <name>app::LayerTable</name>
    <message>
        <source>Filter by name or type</source>
        <translation>按名称或类型筛选</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>层</translation>
    </message>
    <message>
        <source>No layer is called so, or is of such a type.</source>
        <translation>没有叫这个名字或属于这种类型的层。</translation>
    </message>
    <message>
        <source>Nodes</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>No node is called so, or is of such a type.</source>
        <translation>没有这个名称或类型的节点。</translation>
    </message>
</context>
<context>
    <name>app::LayerTableModel</name>
    <message>
        <source>The weights of %1 hold numbers that are NaN or infinite.</source>
        <translation>%1 的权重中有 NaN 或无穷大的数。</translation>
    </message>
    <message>
        <source>Whether training changes the weights</source>
        <translation>训练是否改变权重</translation>
    </message>
    <message>
        <source>This layer has no weights</source>
        <translation>这一层没有权重</translation>
    </message>
    <message>
        <source>no weights</source>
        <translation>没有权重</translation>
    </message>
    <message>
        <source>trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>The place in the model</source>
        <translation>在模型中的位置</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>层</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>The shape of what goes in; ? is the number of samples</source>
        <translation>输入的形状；? 是样本数</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>The shape of what comes out; ? is the number of samples</source>
        <translation>输出的形状；? 是样本数</translation>
    </message>
    <message>
        <source>Output</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>How many numbers the weights hold</source>
        <translation>权重中数的个数</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Whether training changes the weights; uncheck to freeze a layer</source>
        <translation>训练是否改变权重；取消勾选即冻结这一层</translation>
    </message>
    <message>
        <source>Trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>Floating-point operations for one sample: two for each product that is added to a sum</source>
        <translation>一个样本的浮点运算次数：每次乘加算两次</translation>
    </message>
    <message>
        <source>FLOPs</source>
        <translation>FLOPs</translation>
    </message>
    <message>
        <source>What the weights take in memory</source>
        <translation>权重占用的内存</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>The constants of %1 hold numbers that are NaN or infinite.</source>
        <translation>%1 的常量里有 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>节点</translation>
    </message>
    <message>
        <source>The shape of what goes in, for one sample; constants are left out</source>
        <translation>输入的形状（单个样本，不含常量）</translation>
    </message>
    <message>
        <source>The shape of what comes out, for one sample</source>
        <translation>输出的形状（单个样本）</translation>
    </message>
    <message>
        <source>How many numbers the constants that it reads hold</source>
        <translation>它读取的常量共有多少个数</translation>
    </message>
</context>
<context>
    <name>app::LearnPage</name>
    <message>
        <source>Tensors and memory</source>
        <translation>张量与内存</translation>
    </message>
    <message>
        <source>Models and layers</source>
        <translation>模型与层</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Vision</source>
        <translation>视觉</translation>
    </message>
    <message>
        <source>Audio</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Learn by doing</source>
        <translation>边做边学</translation>
    </message>
    <message>
        <source>Each tutorial is a row of small steps on real data. Nothing is downloaded, and you can stop at any step: your place is kept.</source>
        <translation>每个教程都由一连串小步骤组成，用的是真实数据。不需要下载；随时可以停下，进度会为你保留。</translation>
    </message>
    <message>
        <source>Filter by title or topic</source>
        <translation>按标题或主题筛选</translation>
    </message>
    <message>
        <source>Filter tutorials</source>
        <translation>筛选教程</translation>
    </message>
    <message>
        <source>Which tutorials to show</source>
        <translation>显示哪些教程</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>No tutorial fits this filter.</source>
        <translation>没有符合条件的教程。</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
</context>
<context>
    <name>app::LineChart</name>
    <message>
        <source>Smoothing</source>
        <translation>平滑</translation>
    </message>
    <message>
        <source>Damps the noise of the curves; the unsmoothed curve stays visible behind</source>
        <translation>减弱曲线的抖动；未平滑的曲线仍在后面显示</translation>
    </message>
    <message>
        <source>Logarithmic y axis</source>
        <translation>y 轴取对数</translation>
    </message>
    <message>
        <source>Show the previous run</source>
        <translation>显示上一次运行</translation>
    </message>
    <message>
        <source>Previous run</source>
        <translation>上一次运行</translation>
    </message>
    <message>
        <source>over %1 epochs</source>
        <translation>共 %1 个轮次</translation>
    </message>
    <message>
        <source>over %1 batches</source>
        <translation>共 %1 个批次</translation>
    </message>
    <message>
        <source>over %1 steps</source>
        <translation>共 %1 步</translation>
    </message>
    <message>
        <source>%1 is not a finite number.</source>
        <translation>%1 不是有限的数。</translation>
    </message>
    <message>
        <source>%1 is %2.</source>
        <translation>%1 是 %2。</translation>
    </message>
    <message>
        <source>%1 fell from %2 to %3 %4.</source>
        <translation>%1 从 %2 降到 %3，%4。</translation>
    </message>
    <message>
        <source>%1 rose from %2 to %3 %4.</source>
        <translation>%1 从 %2 升到 %3，%4。</translation>
    </message>
    <message>
        <source>%1 stayed at %2 %3.</source>
        <translation>%1 保持在 %2，%3。</translation>
    </message>
    <message>
        <source>Then %1 stopped being a finite number.</source>
        <translation>之后 %1 不再是有限的数。</translation>
    </message>
</context>
<context>
    <name>app::MainWindow</name>
    <message>
        <source>The settings could not be read, so the defaults apply. The damaged file is kept as %1.</source>
        <translation>设置文件无法读取，已使用默认设置。损坏的文件保留为 %1。</translation>
    </message>
    <message>
        <source>There is no page “%1”.</source>
        <translation>没有页面“%1”。</translation>
    </message>
    <message>
        <source>Docks</source>
        <translation>停靠栏</translation>
    </message>
    <message>
        <source>%1 – Tensor Playground</source>
        <translation>%1 – Tensor Playground</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n thread(s)</source>
        <translation>
            <numerusform>%1 · %n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Size %1 %</source>
        <translation>大小 %1%</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>本页</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Tutorial</source>
        <translation>教程</translation>
    </message>
    <message>
        <source>Step of tutorial %1</source>
        <translation>教程 %1 的步骤</translation>
    </message>
</context>
<context>
    <name>app::MemoryGraph</name>
    <message>
        <source>Tensors, at most %1</source>
        <translation>张量，最多 %1 个</translation>
    </message>
    <message>
        <source>Memory, at most %1</source>
        <translation>内存，最多 %1</translation>
    </message>
    <message>
        <source>Tensors and memory over the last minute</source>
        <translation>最近一分钟的张量与内存</translation>
    </message>
</context>
<context>
    <name>app::MemoryPanel</name>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>What snapshot B has more or less than snapshot A.</source>
        <translation>快照 B 相对快照 A 的增减。</translation>
    </message>
    <message>
        <source>What is more or less now than in snapshot A.</source>
        <translation>当前相对快照 A 的增减。</translation>
    </message>
    <message>
        <source>What lives now. Take snapshot A to see what changes.</source>
        <translation>当前存活的张量。拍下快照 A，就能看到此后的变化。</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) freed.</source>
        <translation>
            <numerusform>已释放 %n 个张量。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was freed: these tensors do not belong to the notebook.</source>
        <translation>没有释放任何张量：它们不属于此笔记本。</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Buffers</source>
        <translation>缓冲区</translation>
    </message>
    <message>
        <source>Snapshot A</source>
        <translation>快照 A</translation>
    </message>
    <message>
        <source>Remember this moment and compare with it</source>
        <translation>记住此刻，以便与之比较</translation>
    </message>
    <message>
        <source>Snapshot B</source>
        <translation>快照 B</translation>
    </message>
    <message>
        <source>Hold this moment fast and compare it with A</source>
        <translation>固定此刻，并与 A 比较</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget the snapshots</source>
        <translation>丢弃快照</translation>
    </message>
    <message>
        <source>by operation</source>
        <translation>按运算</translation>
    </message>
    <message>
        <source>by scope</source>
        <translation>按作用域</translation>
    </message>
    <message>
        <source>each tensor</source>
        <translation>逐个张量</translation>
    </message>
    <message>
        <source>How tensors are grouped</source>
        <translation>张量的分组方式</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>生成者</translation>
    </message>
    <message>
        <source>Live tensors</source>
        <translation>存活的张量</translation>
    </message>
    <message>
        <source>Free selected</source>
        <translation>释放所选</translation>
    </message>
    <message>
        <source>Only tensors of the notebook are freed; cells that need them then say so.</source>
        <translation>只会释放笔记本中的张量；用到它们的单元格会给出提示。</translation>
    </message>
</context>
<context>
    <name>app::MetricTile</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <translation>%1：%2 %3</translation>
    </message>
</context>
<context>
    <name>app::ModelShelf</name>
    <message>
        <source>Looking for models</source>
        <translation>正在查找模型</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>正在删除 %1</translation>
    </message>
</context>
<context>
    <name>app::ModelsPage</name>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>%1 is open.</source>
        <translation>已打开 %1。</translation>
    </message>
    <message>
        <source>Remove %1 from this computer? This cannot be undone.</source>
        <translation>要从这台计算机上删除 %1 吗？此操作无法撤销。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>%1  ·  %2 parameters</source>
        <translation>%1  ·  %2 个参数</translation>
    </message>
    <message>
        <source>Save the model</source>
        <translation>保存模型</translation>
    </message>
    <message>
        <source>Search layers</source>
        <translation>搜索层</translation>
    </message>
    <message>
        <source>Ways to look at models</source>
        <translation>查看模型的方式</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>表格</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>结构图</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Open a model (Ctrl+O)</source>
        <translation>打开模型 (Ctrl+O)</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save the model (Ctrl+S)</source>
        <translation>保存模型 (Ctrl+S)</translation>
    </message>
    <message>
        <source>Model and layer</source>
        <translation>模型和层</translation>
    </message>
    <message>
        <source>Build</source>
        <translation>搭建</translation>
    </message>
    <message>
        <source>Open it</source>
        <translation>打开它</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Models (*.json *.h5 *.hdf5);;All files (*)</source>
        <translation>模型 (*.json *.h5 *.hdf5);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Let go to open it</source>
        <translation>松开即可打开</translation>
    </message>
    <message>
        <source>%1 of the model&apos;s numbers are NaN or infinite: %2</source>
        <translation>模型中有 %1 个数是 NaN 或无穷大：%2</translation>
    </message>
    <message>
        <source>Show the layer</source>
        <translation>显示该层</translation>
    </message>
    <message>
        <source>Show the node</source>
        <translation>显示节点</translation>
    </message>
    <message numerus="yes">
        <source>This model can be looked at, but not run: %n op(s) of it are not supported: %1</source>
        <translation>
            <numerusform>这个模型可以查看，但不能运行：其中 %n 种运算不受支持：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>A graph model is frozen: it can be run, but not trained, changed or saved anew.</source>
        <translation>计算图模型是冻结的：可以运行，但不能训练、修改或另存。</translation>
    </message>
    <message>
        <source>%1 was run.</source>
        <translation>已运行 %1。</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>选择图片</translation>
    </message>
    <message>
        <source>Pictures (%1);;All files (*)</source>
        <translation>图片 (%1);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Let go to run the model on it</source>
        <translation>松开即可用它运行模型</translation>
    </message>
    <message>
        <source>A model can be saved once its layers are accepted and no training runs.</source>
        <translation>各层都通过检查且没有训练在进行时，才能保存模型。</translation>
    </message>
    <message>
        <source>The model is trained: %1 % of samples it has never seen are right.</source>
        <translation>模型已训练好：从未见过的样本中，%1 % 判断正确。</translation>
    </message>
    <message>
        <source>The model is trained.</source>
        <translation>模型已训练好。</translation>
    </message>
</context>
<context>
    <name>app::ModelsSession</name>
    <message>
        <source>Opening %1</source>
        <translation>正在打开 %1</translation>
    </message>
    <message>
        <source>Thawing a layer</source>
        <translation>正在解冻一层</translation>
    </message>
    <message>
        <source>Freezing a layer</source>
        <translation>正在冻结一层</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>正在查看 %1</translation>
    </message>
    <message>
        <source>Saving %1</source>
        <translation>正在保存 %1</translation>
    </message>
</context>
<context>
    <name>app::NavigationRail</name>
    <message>
        <source>Home</source>
        <translation>主页</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
</context>
<context>
    <name>app::NotebookView</name>
    <message>
        <source>Cells</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>No cells yet. Add a tensor, or open the sample, which explains what tensors are.</source>
        <translation>还没有单元格。添加一个张量，或者打开讲解张量的示例。</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>打开示例</translation>
    </message>
</context>
<context>
    <name>app::NoticeBar</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭这条提示</translation>
    </message>
</context>
<context>
    <name>app::NumberBox</name>
    <message>
        <source>Please enter a whole number from %1 to %2.</source>
        <translation>请输入 %1 到 %2 之间的整数。</translation>
    </message>
    <message>
        <source>Please enter a number from %1 to %2.</source>
        <translation>请输入 %1 到 %2 之间的数。</translation>
    </message>
</context>
<context>
    <name>app::ParamRow</name>
    <message>
        <source>What is %1?</source>
        <translation>%1是什么？</translation>
    </message>
    <message>
        <source>Back to the default</source>
        <translation>恢复默认值</translation>
    </message>
    <message>
        <source>Reset %1 to its default</source>
        <translation>将%1恢复为默认值</translation>
    </message>
</context>
<context>
    <name>app::PlotView</name>
    <message>
        <source>%1 is not a finite number at %2</source>
        <translation>%1 在 %2 处不是有限的数</translation>
    </message>
    <message>
        <source>%1 is not a finite number from %2 %3 on</source>
        <translation>%1 从%2 %3 起不是有限的数</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>app::ProfilePanel</name>
    <message>
        <source>on the backend %1</source>
        <translation>后端：%1</translation>
    </message>
    <message>
        <source>Nothing has run yet.</source>
        <translation>尚未运行过。</translation>
    </message>
    <message numerus="yes">
        <source>%n call(s) of operations in the last run, %1 in all.</source>
        <translation>
            <numerusform>上次运行共调用运算 %n 次，总计 %1。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is on.</source>
        <translation>%1 已打开。</translation>
    </message>
    <message>
        <source>%1 is off.</source>
        <translation>%1 已关闭。</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>性能</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>上次运行</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Last run, flags or log</source>
        <translation>上次运行、标志或日志</translation>
    </message>
    <message>
        <source>Cell</source>
        <translation>单元格</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Operations of the last run</source>
        <translation>上次运行的运算</translation>
    </message>
    <message>
        <source>How the engine works. DEBUG logs every operation and checks results for NaN.</source>
        <translation>引擎的工作方式。DEBUG 会记录每次运算，并检查结果中有无 NaN。</translation>
    </message>
    <message>
        <source>What the engine writes while DEBUG is on.</source>
        <translation>打开 DEBUG 后引擎写出的内容。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Clear the log</source>
        <translation>清空日志</translation>
    </message>
</context>
<context>
    <name>app::QuizBox</name>
    <message>
        <source>Your guess: %1. Now run the step and see.</source>
        <translation>你的猜测：%1。现在运行这一步看看。</translation>
    </message>
    <message>
        <source>Your guess was right: %1. What happened: %2</source>
        <translation>猜对了：%1。实际结果：%2</translation>
    </message>
    <message>
        <source>Your guess was close: %1. What happened: %2</source>
        <translation>很接近：%1。实际结果：%2</translation>
    </message>
    <message>
        <source>Your guess: %1. What really happened: %2</source>
        <translation>你的猜测：%1。实际结果：%2</translation>
    </message>
    <message>
        <source>Your prediction</source>
        <translation>你的预测</translation>
    </message>
    <message>
        <source>Lock in my guess</source>
        <translation>就猜这个</translation>
    </message>
</context>
<context>
    <name>app::RunSession</name>
    <message>
        <source>Learning the shapes in the graph</source>
        <translation>正在推算计算图里的形状</translation>
    </message>
    <message>
        <source>Running %1</source>
        <translation>正在运行 %1</translation>
    </message>
    <message>
        <source>Looking at %1</source>
        <translation>正在查看 %1</translation>
    </message>
</context>
<context>
    <name>app::RunView</name>
    <message>
        <source>Computing…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Choose a picture, drop one here, or run the model on random numbers.</source>
        <translation>选择一张图片，将图片拖放到这里，或用随机数运行模型。</translation>
    </message>
    <message>
        <source>The model cannot be run, because ops of it are not supported.</source>
        <translation>该模型无法运行，因为其中有不支持的运算。</translation>
    </message>
    <message>
        <source>None of the inputs takes a picture.</source>
        <translation>没有可接受图片的输入。</translation>
    </message>
    <message>
        <source>The input takes whole numbers, so a pixel is 0 to 255.</source>
        <translation>该输入接受整数，因此像素为 0 到 255。</translation>
    </message>
    <message>
        <source>What black and white were when the model was trained</source>
        <translation>训练模型时黑色和白色对应的数值</translation>
    </message>
    <message>
        <source>%1, as the model sees it</source>
        <translation>模型看到的 %1</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>随机数</translation>
    </message>
    <message numerus="yes">
        <source>Median of %n more run(s)</source>
        <translation>
            <numerusform>另外 %n 次运行的中位数</numerusform>
        </translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>scalar</source>
        <translation>标量</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 到 %2</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>均值 %1</translation>
    </message>
    <message>
        <source>%1 NaN or infinite</source>
        <translation>%1 个 NaN 或无穷大</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Look at the output %1</source>
        <translation>查看输出 %1</translation>
    </message>
    <message>
        <source>The largest numbers</source>
        <translation>最大的数</translation>
    </message>
    <message>
        <source>Run the model</source>
        <translation>运行模型</translation>
    </message>
    <message>
        <source>Input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>选择图片…</translation>
    </message>
    <message>
        <source>Run on random numbers</source>
        <translation>用随机数运行</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>A pixel is</source>
        <translation>像素取值</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 到 1</translation>
    </message>
    <message>
        <source>−1 to 1</source>
        <translation>−1 到 1</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 到 255</translation>
    </message>
    <message>
        <source>What numbers the pixels of the picture become</source>
        <translation>图片的像素变成什么数值</translation>
    </message>
    <message>
        <source>Loading</source>
        <translation>加载</translation>
    </message>
    <message>
        <source>First run</source>
        <translation>首次运行</translation>
    </message>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
</context>
<context>
    <name>app::SaveBar</name>
    <message>
        <source>Save the model as a folder</source>
        <translation>把模型保存为文件夹</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Save the model</source>
        <translation>保存模型</translation>
    </message>
    <message>
        <source>For small models; programs read it as localstorage://NAME</source>
        <translation>适合小模型；程序中用 localstorage://NAME 读取</translation>
    </message>
    <message>
        <source>For models of any size; programs read it as indexeddb://NAME</source>
        <translation>适合任意大小的模型；程序中用 indexeddb://NAME 读取</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Name of the saved model</source>
        <translation>保存的模型的名称</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>ONNX models (*.onnx)</source>
        <translation>ONNX 模型 (*.onnx)</translation>
    </message>
    <message>
        <source>Keras models (*.h5)</source>
        <translation>Keras 模型 (*.h5)</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>保存为</translation>
    </message>
    <message>
        <source>TensorFlow.js folder</source>
        <translation>TensorFlow.js 文件夹</translation>
    </message>
    <message>
        <source>Keras file (.h5)</source>
        <translation>Keras 文件 (.h5)</translation>
    </message>
    <message>
        <source>Keras 2 file (.h5)</source>
        <translation>Keras 2 文件 (.h5)</translation>
    </message>
    <message>
        <source>ONNX file (.onnx)</source>
        <translation>ONNX 文件 (.onnx)</translation>
    </message>
    <message>
        <source>Entry in the local storage</source>
        <translation>本地存储中的条目</translation>
    </message>
    <message>
        <source>Entry in the database</source>
        <translation>数据库中的条目</translation>
    </message>
    <message>
        <source>Files in the download folder</source>
        <translation>下载文件夹中的文件</translation>
    </message>
    <message>
        <source>model.json and weights, for TensorFlow.js and for this program</source>
        <translation>model.json 和权重，供 TensorFlow.js 和本程序使用</translation>
    </message>
    <message>
        <source>For Keras 3; nearly always for Keras 2 too</source>
        <translation>供 Keras 3 使用；几乎总是也适用于 Keras 2</translation>
    </message>
    <message>
        <source>For Keras 2, where both mean something else by a setting</source>
        <translation>供 Keras 2 使用，用于某项设置在两个版本中含义不同时</translation>
    </message>
    <message>
        <source>For ONNX Runtime and many other programs</source>
        <translation>供 ONNX Runtime 和许多其他程序使用</translation>
    </message>
    <message>
        <source>What the model is saved as</source>
        <translation>模型保存为什么</translation>
    </message>
</context>
<context>
    <name>app::ScatterChart</name>
    <message>
        <source>%1: %2 points, x from %3 to %4, y from %5 to %6.</source>
        <translation>%1：%2 个点，x 从 %3 到 %4，y 从 %5 到 %6。</translation>
    </message>
    <message>
        <source>%1 goes from %2 at %3 to %4 at %5.</source>
        <translation>%1 从 %3 处的 %2 变到 %5 处的 %4。</translation>
    </message>
</context>
<context>
    <name>app::SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1%</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Text and control size</source>
        <translation>文字和控件大小</translation>
    </message>
    <message>
        <source>Movement</source>
        <translation>动态效果</translation>
    </message>
    <message>
        <source>Reduce animations</source>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>隐私</translation>
    </message>
    <message>
        <source>This program sent: nothing.</source>
        <translation>本程序发送的内容：无。</translation>
    </message>
    <message>
        <source>There is no account and no telemetry. Data, models and progress are files on this computer, and you may delete them at any time.</source>
        <translation>没有账号，也没有遥测。数据、模型和进度都是这台计算机上的文件，你可以随时删除。</translation>
    </message>
    <message>
        <source>Settings are kept in</source>
        <translation>设置保存在</translation>
    </message>
    <message>
        <source>Restore defaults</source>
        <translation>恢复默认</translation>
    </message>
    <message>
        <source>Puts language, theme, size and movement back. Your progress stays.</source>
        <translation>恢复语言、主题、大小和动态效果的默认值。学习进度不受影响。</translation>
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
        <source>memory only</source>
        <translation>仅在内存中</translation>
    </message>
</context>
<context>
    <name>app::ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>This page</source>
        <translation>本页</translation>
    </message>
</context>
<context>
    <name>app::SliceBar</name>
    <message>
        <source>axis %1 (%2)</source>
        <translation>轴 %1（%2）</translation>
    </message>
    <message>
        <source>Place along axis %1</source>
        <translation>在轴 %1 上的位置</translation>
    </message>
    <message>
        <source>axis %1</source>
        <translation>轴 %1</translation>
    </message>
    <message>
        <source>Which plane of the tensor</source>
        <translation>查看张量的哪个平面</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>列</translation>
    </message>
    <message>
        <source>Axis of the rows</source>
        <translation>作为行的轴</translation>
    </message>
    <message>
        <source>Axis of the columns</source>
        <translation>作为列的轴</translation>
    </message>
</context>
<context>
    <name>app::SliceChart</name>
    <message>
        <source>Values</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Row %1</source>
        <translation>第 %1 行</translation>
    </message>
    <message numerus="yes">
        <source>%n curve(s) over the places along the last axis.</source>
        <translation>
            <numerusform>%n 条曲线，横轴是最后一条轴上的位置。</numerusform>
        </translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>There is nothing to draw.</source>
        <translation>没有可画的内容。</translation>
    </message>
</context>
<context>
    <name>app::StageView</name>
    <message>
        <source>Running…</source>
        <translation>正在运行…</translation>
    </message>
    <message>
        <source>The step could not run.</source>
        <translation>这一步无法运行。</translation>
    </message>
    <message>
        <source>Make your guess first, then run the step.</source>
        <translation>先猜一猜，再运行这一步。</translation>
    </message>
    <message>
        <source>Run this step to see what it does.</source>
        <translation>运行这一步，看看它做了什么。</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>舞台</translation>
    </message>
    <message>
        <source>What to see on the stage</source>
        <translation>舞台上显示什么</translation>
    </message>
</context>
<context>
    <name>app::StartView</name>
    <message>
        <source>Local storage</source>
        <translation>本地存储</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>数据库</translation>
    </message>
    <message>
        <source>Download folder</source>
        <translation>下载文件夹</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开%1</translation>
    </message>
    <message>
        <source>Remove %1 from this computer</source>
        <translation>从这台计算机上删除 %1</translation>
    </message>
    <message>
        <source>Let go to open it</source>
        <translation>松开即可打开</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>打开模型</translation>
    </message>
    <message>
        <source>Models that can be opened</source>
        <translation>可以打开的模型</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Build one yourself</source>
        <translation>自己搭建</translation>
    </message>
    <message>
        <source>Cars</source>
        <translation>汽车</translation>
    </message>
    <message>
        <source>Digits</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>词语</translation>
    </message>
    <message>
        <source>Branches</source>
        <translation>分支</translation>
    </message>
    <message>
        <source>Fuel from horsepower: the dense layers of the tutorial “Fit a curve”.</source>
        <translation>由马力推断油耗：教程“拟合曲线”中的全连接层。</translation>
    </message>
    <message>
        <source>Two inputs, two outputs, a shortcut and a model within the model.</source>
        <translation>两个输入、两个输出、一条捷径，还有一个模型中的模型。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>最近打开</translation>
    </message>
    <message>
        <source>Kept on this computer</source>
        <translation>保存在这台计算机上</translation>
    </message>
    <message>
        <source>Drop it anywhere on this page: the model.json of a TensorFlow.js model, of layers or a graph, with or without its files of weights, the folder that holds them, or a Keras file (.h5).</source>
        <translation>拖放到本页任意位置：TensorFlow.js 模型（层模型或图模型）的 model.json（可带或不带权重文件）、存放它们的文件夹，或 Keras 文件 (.h5)。</translation>
    </message>
    <message>
        <source>Ready-made models, not trained yet</source>
        <translation>现成的模型（尚未训练）</translation>
    </message>
    <message>
        <source>For handwritten digits: two convolutions, two pools, a softmax.</source>
        <translation>用于手写数字：两次卷积、两次池化、一个 softmax。</translation>
    </message>
    <message>
        <source>For the mood of a sentence: an embedding and an LSTM that remembers.</source>
        <translation>用于判断句子的情绪：一个嵌入层和一个会记忆的 LSTM。</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>清空列表</translation>
    </message>
    <message>
        <source>The files themselves stay where they are</source>
        <translation>文件本身保持原样</translation>
    </message>
</context>
<context>
    <name>app::StatusLine</name>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>离线</translation>
    </message>
    <message>
        <source>Nothing leaves this computer: this program has sent nothing.</source>
        <translation>一切都留在这台计算机上：本程序没有发送过任何内容。</translation>
    </message>
    <message>
        <source>Cancel this job</source>
        <translation>取消这个任务</translation>
    </message>
    <message>
        <source>Show all jobs</source>
        <translation>显示所有任务</translation>
    </message>
    <message>
        <source>Progress of the running job</source>
        <translation>当前任务的进度</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n thread(s)</source>
        <translation>
            <numerusform>%1 · %n 个线程</numerusform>
        </translation>
    </message>
    <message>
        <source>Where tensors are computed, and on how many threads</source>
        <translation>张量在哪里计算，用多少个线程</translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) · %1</source>
        <translation>
            <numerusform>%n 个张量 · %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Tensors alive now, and the memory that they hold</source>
        <translation>当前存在的张量，以及它们占用的内存</translation>
    </message>
    <message>
        <source>%1 %2%</source>
        <comment>job, percent</comment>
        <translation>%1 %2%</translation>
    </message>
    <message>
        <source>%1 · %2 left</source>
        <comment>job, time</comment>
        <translation>%1 · 还剩 %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n more</source>
        <translation>
            <numerusform>%1 · 另有 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::StepList</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>%1, done</source>
        <translation>%1，已完成</translation>
    </message>
    <message>
        <source>%1, done with help</source>
        <translation>%1，看答案后完成</translation>
    </message>
    <message>
        <source>%1, skipped</source>
        <translation>%1，已跳过</translation>
    </message>
    <message>
        <source>%1, you are here</source>
        <translation>%1，当前位置</translation>
    </message>
    <message>
        <source>%1, still to do</source>
        <translation>%1，未完成</translation>
    </message>
</context>
<context>
    <name>app::StepRing</name>
    <message>
        <source>%1 of %2 steps done</source>
        <translation>%2 步中已完成 %1 步</translation>
    </message>
</context>
<context>
    <name>app::TensorInspection</name>
    <message>
        <source>Looking at %1</source>
        <translation>查看 %1</translation>
    </message>
</context>
<context>
    <name>app::TensorsPage</name>
    <message>
        <source>Tensors</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>## A note
Write in Markdown.</source>
        <translation>## 笔记
可以使用 Markdown。</translation>
    </message>
    <message numerus="yes">
        <source>%n refused</source>
        <translation>
            <numerusform>%n 个出错</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n to run again</source>
        <translation>
            <numerusform>%n 个需重新运行</numerusform>
        </translation>
    </message>
    <message>
        <source>The notebook could not be read, so the sample is shown. The damaged file is kept as %1.</source>
        <translation>无法读取笔记本，因此显示示例。损坏的文件保存为 %1。</translation>
    </message>
    <message>
        <source>The notebook cannot be written to %1: %2.</source>
        <translation>无法把笔记本写入 %1：%2。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>The note was deleted.</source>
        <translation>笔记已删除。</translation>
    </message>
    <message>
        <source>The cell %1 was deleted.</source>
        <translation>单元格 %1 已删除。</translation>
    </message>
    <message>
        <source>The cell is on the clipboard as JavaScript.</source>
        <translation>单元格已作为 JavaScript 复制到剪贴板。</translation>
    </message>
    <message>
        <source>The notebook is on the clipboard as C++.</source>
        <translation>笔记本已作为 C++ 复制到剪贴板。</translation>
    </message>
    <message>
        <source>The notebook is on the clipboard as JavaScript.</source>
        <translation>笔记本已作为 JavaScript 复制到剪贴板。</translation>
    </message>
    <message>
        <source>Values you type</source>
        <translation>手动输入的值</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>One value everywhere</source>
        <translation>同一个值</translation>
    </message>
    <message>
        <source>Numbers in steps</source>
        <translation>等步长数列</translation>
    </message>
    <message>
        <source>Evenly spaced numbers</source>
        <translation>等间隔的数</translation>
    </message>
    <message>
        <source>Random numbers</source>
        <translation>随机数</translation>
    </message>
    <message>
        <source>A picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>An operation…</source>
        <translation>运算…</translation>
    </message>
    <message>
        <source>A note</source>
        <translation>笔记</translation>
    </message>
    <message>
        <source>Copy the notebook as C++</source>
        <translation>把笔记本复制为 C++</translation>
    </message>
    <message>
        <source>Copy the notebook as JavaScript</source>
        <translation>把笔记本复制为 JavaScript</translation>
    </message>
    <message>
        <source>Open the sample notebook</source>
        <translation>打开示例笔记本</translation>
    </message>
    <message>
        <source>The sample took the place of your notebook.</source>
        <translation>示例已替换您的笔记本。</translation>
    </message>
    <message>
        <source>Delete all cells</source>
        <translation>删除所有单元格</translation>
    </message>
    <message>
        <source>All cells were deleted.</source>
        <translation>所有单元格已删除。</translation>
    </message>
    <message>
        <source>Run all cells</source>
        <translation>运行所有单元格</translation>
    </message>
    <message>
        <source>Stop running</source>
        <translation>停止运行</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Search operations</source>
        <translation>搜索运算</translation>
    </message>
    <message>
        <source>Run all</source>
        <translation>全部运行</translation>
    </message>
    <message>
        <source>Run all cells from the top (F5)</source>
        <translation>从头运行所有单元格 (F5)</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add a cell</source>
        <translation>添加单元格</translation>
    </message>
    <message>
        <source>Undo (Ctrl+Z)</source>
        <translation>撤销 (Ctrl+Z)</translation>
    </message>
    <message>
        <source>Redo (Ctrl+Shift+Z)</source>
        <translation>重做 (Ctrl+Shift+Z)</translation>
    </message>
    <message>
        <source>Copy the notebook as code</source>
        <translation>把笔记本复制为代码</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>More about the notebook</source>
        <translation>笔记本的更多操作</translation>
    </message>
    <message>
        <source>Notebook and panels</source>
        <translation>笔记本与面板</translation>
    </message>
    <message>
        <source>Operations, tensor, memory or profile</source>
        <translation>运算、张量、内存或性能</translation>
    </message>
    <message>
        <source>Operations</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>Tensor</source>
        <translation>张量</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>性能</translation>
    </message>
</context>
<context>
    <name>app::TensorsSession</name>
    <message>
        <source>Cell %1</source>
        <translation>单元格 %1</translation>
    </message>
</context>
<context>
    <name>app::TotalsRow</name>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n 层</numerusform>
        </translation>
    </message>
    <message>
        <source>Together: %1</source>
        <translation>合计：%1</translation>
    </message>
    <message>
        <source>%1 parameters: %2 trainable, %3 frozen</source>
        <translation>%1 个参数：%2 个可训练，%3 个已冻结</translation>
    </message>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n 个节点</numerusform>
        </translation>
    </message>
    <message>
        <source>A graph model is frozen: its numbers are constants.</source>
        <translation>计算图模型是冻结的：其中的数都是常量。</translation>
    </message>
</context>
<context>
    <name>app::TrainPanel</name>
    <message>
        <source>Data</source>
        <translation>数据</translation>
    </message>
    <message>
        <source>Small data made by a formula. Points have two coordinates, pictures 8 × 8 pixels, sequences 16 steps. 400 samples train the model, 200 others test it.</source>
        <translation>由公式生成的小数据。点有两个坐标，图像有 8 × 8 个像素，序列有 16 步。400 个样本用于训练，另外 200 个用于检验。</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>How far samples stray from the formula. More makes the task harder.</source>
        <translation>样本偏离公式的程度。越大任务越难。</translation>
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
        <source>How large each step is. Too much and the loss jumps or becomes NaN; too little and it hardly falls.</source>
        <translation>每一步的大小。太大时损失会跳动或变成 NaN，太小时几乎不下降。</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>How often all samples are seen.</source>
        <translation>所有样本被看过的次数。</translation>
    </message>
    <message>
        <source>Batch size</source>
        <translation>批次大小</translation>
    </message>
    <message>
        <source>How many samples make one step.</source>
        <translation>每一步使用的样本数。</translation>
    </message>
    <message>
        <source>Training…</source>
        <translation>正在训练…</translation>
    </message>
    <message>
        <source>Epoch %1 of %2</source>
        <translation>第 %1 轮，共 %2 轮</translation>
    </message>
    <message>
        <source>A layer was refused: mend it first.</source>
        <translation>有一层未通过检查：请先修正。</translation>
    </message>
    <message>
        <source>Done. %1 % of samples it has never seen are right.</source>
        <translation>完成。它从未见过的样本中有 %1 % 判断正确。</translation>
    </message>
    <message>
        <source>Done.</source>
        <translation>完成。</translation>
    </message>
    <message>
        <source>New weights, ready to be trained.</source>
        <translation>权重是新的，可以开始训练。</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Train the model</source>
        <translation>训练模型</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Stop training and keep what was learned</source>
        <translation>停止训练并保留已学到的内容</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>查看模型</translation>
    </message>
    <message>
        <source>Open the model as a table and a graph</source>
        <translation>以表格和结构图打开模型</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>损失</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>轮次</translation>
    </message>
    <message>
        <source>Validation</source>
        <translation>验证</translation>
    </message>
    <message>
        <source>Press Train to see the loss fall.</source>
        <translation>按“训练”即可看到损失下降。</translation>
    </message>
    <message>
        <source>How weights follow the gradient.</source>
        <translation>权重如何跟随梯度。</translation>
    </message>
    <message>
        <source>adam: a good first choice</source>
        <translation>adam：不错的首选</translation>
    </message>
    <message>
        <source>sgd: plain steps downhill</source>
        <translation>sgd：沿坡直下</translation>
    </message>
    <message>
        <source>rmsprop: steps by recent slopes</source>
        <translation>rmsprop：按最近的坡度迈步</translation>
    </message>
    <message>
        <source>adagrad: steps that shrink</source>
        <translation>adagrad：越走越小的步子</translation>
    </message>
    <message>
        <source>adamax: a steadier adam</source>
        <translation>adamax：更平稳的 adam</translation>
    </message>
    <message>
        <source>Samples of these data have another shape than the model&apos;s input: choose other data, or look at the model and train it elsewhere.</source>
        <translation>这些数据的样本形状与模型的输入不同：请选择其他数据，或者打开模型，在别处训练它。</translation>
    </message>
</context>
<context>
    <name>app::TransportBar</name>
    <message>
        <source>Another step is running</source>
        <translation>另一步正在运行</translation>
    </message>
    <message>
        <source>Run this step (F5)</source>
        <translation>运行这一步（F5）</translation>
    </message>
    <message>
        <source>Run again</source>
        <translation>再次运行</translation>
    </message>
    <message>
        <source>Run this step</source>
        <translation>运行这一步</translation>
    </message>
    <message>
        <source>Go on (Space)</source>
        <translation>继续（空格）</translation>
    </message>
    <message>
        <source>Pause (Space)</source>
        <translation>暂停（空格）</translation>
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
        <source>Preparing…</source>
        <translation>正在准备…</translation>
    </message>
    <message>
        <source>Not started</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>Epoch %1 of %2 · batch %3 of %4</source>
        <translation>轮次 %1/%2 · 批次 %3/%4</translation>
    </message>
    <message>
        <source> · %1 examples per second</source>
        <translation> · 每秒 %1 个样本</translation>
    </message>
    <message>
        <source> · paused</source>
        <translation> · 已暂停</translation>
    </message>
    <message>
        <source> · %1 left</source>
        <translation> · 还剩 %1</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Stop and keep</source>
        <translation>停止并保留</translation>
    </message>
    <message>
        <source>Ends the training; what was learned is kept (Shift+F5)</source>
        <translation>结束训练；已学到的会保留（Shift+F5）</translation>
    </message>
    <message>
        <source>One more batch</source>
        <translation>再训练一个批次</translation>
    </message>
    <message>
        <source>Reset this step</source>
        <translation>重置这一步</translation>
    </message>
    <message>
        <source>Slow motion</source>
        <translation>慢动作</translation>
    </message>
    <message>
        <source>To watch</source>
        <translation>便于观察</translation>
    </message>
    <message>
        <source>Full speed</source>
        <translation>全速</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>This training takes a blink at full speed; slowed down, you can see it happen</source>
        <translation>全速训练只是一眨眼；放慢了才看得清过程</translation>
    </message>
    <message>
        <source>Learning rate</source>
        <translation>学习率</translation>
    </message>
    <message>
        <source>Active while the training runs</source>
        <translation>训练进行时可以调整</translation>
    </message>
</context>
<context>
    <name>app::TutorialCard</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>open</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Step %1: %2, %3</source>
        <translation>第 %1 步：%2，%3</translation>
    </message>
    <message>
        <source>Open this step</source>
        <translation>打开这一步</translation>
    </message>
    <message>
        <source>Needs a camera</source>
        <translation>需要摄像头</translation>
    </message>
    <message>
        <source>Needs a microphone</source>
        <translation>需要麦克风</translation>
    </message>
    <message>
        <source>Needs nothing else</source>
        <translation>无需其他设备</translation>
    </message>
    <message>
        <source>Tutorial %1: %2</source>
        <translation>教程 %1：%2</translation>
    </message>
    <message>
        <source>Tutorial %1</source>
        <translation>教程 %1</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>再次打开</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>button, tutorial</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Start over</source>
        <translation>重新开始</translation>
    </message>
    <message>
        <source>Forget what was done in this tutorial</source>
        <translation>清除这个教程的进度</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n 分钟</numerusform>
        </translation>
    </message>
    <message>
        <source>Works offline ✓</source>
        <translation>可离线使用 ✓</translation>
    </message>
</context>
<context>
    <name>app::TutorialController</name>
    <message>
        <source>epoch %1/%2 · batch %3/%4</source>
        <translation>轮次 %1/%2 · 批次 %3/%4</translation>
    </message>
</context>
<context>
    <name>app::TutorialPage</name>
    <message>
        <source>%1: %2</source>
        <comment>step: error</comment>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1: finished</source>
        <translation>%1：已完成</translation>
    </message>
    <message>
        <source>%1: finished, but a check is not fulfilled</source>
        <translation>%1：运行完毕，但有一项检查未满足</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Steps, stage and guide</source>
        <translation>步骤、舞台与指引</translation>
    </message>
    <message>
        <source>Stage, parameters and code</source>
        <translation>舞台、参数与代码</translation>
    </message>
</context>
<context>
    <name>app::WeightImage</name>
    <message>
        <source>The first %1 of %2 filters.</source>
        <translation>%2 个过滤器中的前 %1 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s).</source>
        <translation>
            <numerusform>%n 个过滤器。</numerusform>
        </translation>
    </message>
    <message>
        <source>Each point is the mean of several numbers.</source>
        <translation>每个点是若干个数的平均值。</translation>
    </message>
    <message>
        <source>The first %1 of %2 channels.</source>
        <translation>共 %2 个通道，显示前 %1 个。</translation>
    </message>
    <message numerus="yes">
        <source>%n channel(s).</source>
        <translation>
            <numerusform>%n 个通道。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::WeightPanel</name>
    <message>
        <source>trainable</source>
        <translation>可训练</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>已冻结</translation>
    </message>
    <message>
        <source>%1 of %2 numbers are NaN or infinite: whatever the model computes with them is lost. A lower learning rate often prevents this.</source>
        <translation>%2 个数中有 %1 个是 NaN 或无穷大：模型用它们算出的结果都会作废。降低学习率往往可以避免。</translation>
    </message>
    <message>
        <source>There are too many numbers to list them.</source>
        <translation>数太多，无法逐个列出。</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>Minimum</source>
        <translation>最小值</translation>
    </message>
    <message>
        <source>Maximum</source>
        <translation>最大值</translation>
    </message>
    <message>
        <source>Mean</source>
        <translation>平均值</translation>
    </message>
    <message>
        <source>Deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Zeros</source>
        <translation>零</translation>
    </message>
    <message>
        <source>NaN or infinite</source>
        <translation>NaN 或无穷大</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>直方图</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图像</translation>
    </message>
    <message>
        <source>How the numbers are spread</source>
        <translation>数值的分布</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>There are no numbers to count.</source>
        <translation>没有可统计的数。</translation>
    </message>
    <message>
        <source>%1 of %2 numbers are NaN or infinite.</source>
        <translation>%2 个数里有 %1 个是 NaN 或无穷大。</translation>
    </message>
    <message>
        <source>Ways to show the numbers</source>
        <translation>显示数值的方式</translation>
    </message>
    <message>
        <source>The numbers as a picture</source>
        <translation>把数值显示成图</translation>
    </message>
    <message>
        <source>The numbers one by one</source>
        <translation>逐个显示数值</translation>
    </message>
</context>
<context>
    <name>app::WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Welcome to Tensor Playground</source>
        <translation>欢迎使用 Tensor Playground</translation>
    </message>
    <message>
        <source>Learn how machines learn: with real data, real code, and every number yours to change.</source>
        <translation>看懂机器怎样学习：用真实的数据、真实的代码，每个数字都由你改。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Everything stays on this computer.</source>
        <translation>一切都留在这台计算机上。</translation>
    </message>
    <message>
        <source>No account, no telemetry, no download needed.</source>
        <translation>不需要账号，没有遥测，也不必下载。</translation>
    </message>
    <message>
        <source>Each step is checked, and hints wait where you get stuck.</source>
        <translation>每一步都有检查，卡住时有提示。</translation>
    </message>
    <message>
        <source>Start learning</source>
        <translation>开始学习</translation>
    </message>
    <message>
        <source>Look around first</source>
        <translation>先随便看看</translation>
    </message>
</context>
<context>
    <name>app::WorkPanel</name>
    <message>
        <source>Parameters and code</source>
        <translation>参数与代码</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>代码</translation>
    </message>
    <message>
        <source>Parameters or code</source>
        <translation>参数或代码</translation>
    </message>
    <message>
        <source>This step has nothing to set.</source>
        <translation>这一步没有可调的参数。</translation>
    </message>
</context>
</TS>
