<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>EventText</name>
    <message numerus="yes">
        <source>resumed “%1”: %2, %3, %n thread(s)</source>
        <translation>
            <numerusform>resumed “%1”: %2, %3, %n thread</numerusform>
            <numerusform>resumed “%1”: %2, %3, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>started “%1”: %2, %3, %n thread(s)</source>
        <translation>
            <numerusform>started “%1”: %2, %3, %n thread</numerusform>
            <numerusform>started “%1”: %2, %3, %n threads</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>search in %n coordinate(s), goal: at most %1 of the %2</source>
        <translation>
            <numerusform>search in %n coordinate, goal: at most %1 of the %2</numerusform>
            <numerusform>search in %n coordinates, goal: at most %1 of the %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::ForecastBar</name>
    <message numerus="yes">
        <source>%n evaluation(s)</source>
        <translation>
            <numerusform>%n evaluation</numerusform>
            <numerusform>%n evaluations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n epoch(s)</source>
        <translation>
            <numerusform>%n epoch</numerusform>
            <numerusform>%n epochs</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n run(s) waiting for you to start them</source>
        <translation>
            <numerusform>%n run waiting for you to start it</numerusform>
            <numerusform>%n runs waiting for you to start them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) waiting</source>
        <translation>
            <numerusform>%n run waiting</numerusform>
            <numerusform>%n runs waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) wait. After a stop none starts by itself.</source>
        <translation>
            <numerusform>%n run waits. After a stop it does not start by itself.</numerusform>
            <numerusform>%n runs wait. After a stop none starts by itself.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n run(s) waiting will be forgotten.</source>
        <translation>
            <numerusform>%n run waiting will be forgotten.</numerusform>
            <numerusform>%n runs waiting will be forgotten.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>bubblenet::ui::WeightsBar</name>
    <message numerus="yes">
        <source>%1, %n class(es), %2 parameters, %3 multiply–adds</source>
        <translation>
            <numerusform>%1, %n class, %2 parameters, %3 multiply–adds</numerusform>
            <numerusform>%1, %n classes, %2 parameters, %3 multiply–adds</numerusform>
        </translation>
    </message>
</context>
</TS>
