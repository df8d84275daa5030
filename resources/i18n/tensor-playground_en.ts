<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<!-- English is in the sources; only what has a plural stands here. -->
<context>
    <name>app::HomePage</name>
    <message numerus="yes">
        <source>Start · %n minute(s)</source>
        <translation>
            <numerusform>Start · %n minute</numerusform>
            <numerusform>Start · %n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::MainWindow</name>
    <message numerus="yes">
        <source>%1 · %n thread(s)</source>
        <translation>
            <numerusform>%1 · %n thread</numerusform>
            <numerusform>%1 · %n threads</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::StatusLine</name>
    <message numerus="yes">
        <source>%1 · %n thread(s)</source>
        <translation>
            <numerusform>%1 · %n thread</numerusform>
            <numerusform>%1 · %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) · %1</source>
        <translation>
            <numerusform>%n tensor · %1</numerusform>
            <numerusform>%n tensors · %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n more</source>
        <translation>
            <numerusform>%1 · %n more</numerusform>
            <numerusform>%1 · %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::TutorialCard</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TensorWords</name>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n byte</numerusform>
            <numerusform>%n bytes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::CellCard</name>
    <message numerus="yes">
        <source>%n tensor(s) stayed.</source>
        <translation>
            <numerusform>%n tensor stayed.</numerusform>
            <numerusform>%n tensors stayed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tensor(s) freed.</source>
        <translation>
            <numerusform>%n tensor freed.</numerusform>
            <numerusform>%n tensors freed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::MemoryPanel</name>
    <message numerus="yes">
        <source>%n tensor(s) freed.</source>
        <translation>
            <numerusform>%n tensor freed.</numerusform>
            <numerusform>%n tensors freed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::ProfilePanel</name>
    <message numerus="yes">
        <source>%n call(s) of operations in the last run, %1 in all.</source>
        <translation>
            <numerusform>%n call of an operation in the last run, %1 in all.</numerusform>
            <numerusform>%n calls of operations in the last run, %1 in all.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::SliceChart</name>
    <message numerus="yes">
        <source>%n curve(s) over the places along the last axis.</source>
        <translation>
            <numerusform>%n curve over the places along the last axis.</numerusform>
            <numerusform>%n curves over the places along the last axis.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::LayerForm</name>
    <message numerus="yes">
        <source>%n more setting(s)</source>
        <translation>
            <numerusform>%n more setting</numerusform>
            <numerusform>%n more settings</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message numerus="yes">
        <source>Nothing was saved. As %1, %n layer(s) cannot be written:</source>
        <translation>
            <numerusform>Nothing was saved. As %1, %n layer cannot be written:</numerusform>
            <numerusform>Nothing was saved. As %1, %n layers cannot be written:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… and %n more layer(s)</source>
        <translation>
            <numerusform>… and %n more layer</numerusform>
            <numerusform>… and %n more layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::TotalsRow</name>
    <message numerus="yes">
        <source>%n node(s)</source>
        <translation>
            <numerusform>%n node</numerusform>
            <numerusform>%n nodes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n layer(s)</source>
        <translation>
            <numerusform>%n layer</numerusform>
            <numerusform>%n layers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::WeightImage</name>
    <message numerus="yes">
        <source>%n channel(s).</source>
        <translation>
            <numerusform>%n channel.</numerusform>
            <numerusform>%n channels.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n filter(s).</source>
        <translation>
            <numerusform>%n filter.</numerusform>
            <numerusform>%n filters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::LayerPanel</name>
    <message numerus="yes">
        <source>%n other op(s)</source>
        <translation>
            <numerusform>%n other op</numerusform>
            <numerusform>%n other ops</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::ModelsPage</name>
    <message numerus="yes">
        <source>This model can be looked at, but not run: %n op(s) of it are not supported: %1</source>
        <translation>
            <numerusform>This model can be looked at, but not run: %n op of it is not supported: %1</numerusform>
            <numerusform>This model can be looked at, but not run: %n ops of it are not supported: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>app::RunView</name>
    <message numerus="yes">
        <source>Median of %n more run(s)</source>
        <translation>
            <numerusform>Median of %n more run</numerusform>
            <numerusform>Median of %n more runs</numerusform>
        </translation>
    </message>
</context>
</TS>
