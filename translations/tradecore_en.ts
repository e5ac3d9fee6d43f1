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
    <context>
        <name>Exposure</name>
        <message numerus="yes">
            <source>%n working order(s)</source>
            <translation>
                <numerusform>%n working order</numerusform>
                <numerusform>%n working orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n open position(s)</source>
            <translation>
                <numerusform>%n open position</numerusform>
                <numerusform>%n open positions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::KillSwitchDialog</name>
        <message numerus="yes">
            <source>Waiting for the venue: %n order(s) not canceled yet.</source>
            <translation>
                <numerusform>Waiting for the venue: %n order not canceled yet.</numerusform>
                <numerusform>Waiting for the venue: %n orders not canceled yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n order(s)</source>
            <translation>
                <numerusform>%n order</numerusform>
                <numerusform>%n orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n position(s)</source>
            <translation>
                <numerusform>%n position</numerusform>
                <numerusform>%n positions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Not proven: %n order(s) or position(s) may still be in the market.</source>
            <translation>
                <numerusform>Not proven: %n order or position may still be in the market.</numerusform>
                <numerusform>Not proven: %n orders or positions may still be in the market.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: stop sending orders? %n working order(s) stay at the venue and may fill.</source>
            <translation>
                <numerusform>%1: stop sending orders? %n working order stays at the venue and may fill.</numerusform>
                <numerusform>%1: stop sending orders? %n working orders stay at the venue and may fill.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: cancel %n working order(s)?</source>
            <translation>
                <numerusform>%1: cancel %n working order?</numerusform>
                <numerusform>%1: cancel %n working orders?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: cancel %n working order(s)</source>
            <translation>
                <numerusform>%1: cancel %n working order</numerusform>
                <numerusform>%1: cancel %n working orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n order(s)</source>
            <translation>
                <numerusform>Cancel %n order</numerusform>
                <numerusform>Cancel %n orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Kill switch: cancel requested for %n order(s).</source>
            <translation>
                <numerusform>Kill switch: cancel requested for %n order.</numerusform>
                <numerusform>Kill switch: cancel requested for %n orders.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Integrity</name>
        <message numerus="yes">
            <source>%1 event(s)</source>
            <translation>
                <numerusform>%1 event</numerusform>
                <numerusform>%1 events</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 order(s)</source>
            <translation>
                <numerusform>%1 order</numerusform>
                <numerusform>%1 orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 fill(s)</source>
            <translation>
                <numerusform>%1 fill</numerusform>
                <numerusform>%1 fills</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 position(s)</source>
            <translation>
                <numerusform>%1 position</numerusform>
                <numerusform>%1 positions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 account(s)</source>
            <translation>
                <numerusform>%1 account</numerusform>
                <numerusform>%1 accounts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 posting(s)</source>
            <translation>
                <numerusform>%1 posting</numerusform>
                <numerusform>%1 postings</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::SelfCheckDialog</name>
        <message numerus="yes">
            <source>%n row(s) were made anew in %1.</source>
            <translation>
                <numerusform>%n row was made anew in %1.</numerusform>
                <numerusform>%n rows were made anew in %1.</numerusform>
            </translation>
        </message>
    </context>
</TS>
