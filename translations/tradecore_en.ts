<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
    <context>
        <name>tradecore::ui::MainWindow</name>
        <message numerus="yes">
            <source>Cancel %n order(s)</source>
            <translation>
                <numerusform>Cancel %n order</numerusform>
                <numerusform>Cancel %n orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Close with %n working order(s)?</source>
            <translation>
                <numerusform>Close with %n working order?</numerusform>
                <numerusform>Close with %n working orders?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n selected order(s)?</source>
            <translation>
                <numerusform>Cancel %n selected order?</numerusform>
                <numerusform>Cancel %n selected orders?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancel all %n working order(s)?</source>
            <translation>
                <numerusform>Cancel the %n working order?</numerusform>
                <numerusform>Cancel all %n working orders?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n order(s) were in flight when the program ended</source>
            <translation>
                <numerusform>%n order was in flight when the program ended</numerusform>
                <numerusform>%n orders were in flight when the program ended</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::OrdersModel</name>
        <message numerus="yes">
            <source>%n report(s) of the venue fit nothing and were set aside.</source>
            <translation>
                <numerusform>%n report of the venue fits nothing and was set aside.</numerusform>
                <numerusform>%n reports of the venue fit nothing and were set aside.</numerusform>
            </translation>
        </message>
    </context>
</TS>
