<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
    <context>
        <name>Age</name>
        <message>
            <source>%1 s</source>
            <translation>%1 s</translation>
        </message>
        <message>
            <source>%1 min</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>%1 h</source>
            <translation>%1 h</translation>
        </message>
    </context>
    <context>
        <name>LayoutStore</name>
        <message>
            <source>The window layout could not be read (%1). The default layout is used.</source>
            <translation>Die Fensteranordnung konnte nicht gelesen werden (%1). Die Standardanordnung wird verwendet.</translation>
        </message>
        <message>
            <source>The stored window layout is damaged and could not be renamed. The default layout is used.</source>
            <translation>Die gespeicherte Fensteranordnung ist beschädigt und konnte nicht umbenannt werden. Die Standardanordnung wird verwendet.</translation>
        </message>
        <message>
            <source>The stored window layout is damaged. It was kept as %1, and the default layout is used.</source>
            <translation>Die gespeicherte Fensteranordnung ist beschädigt. Sie wurde als %1 aufgehoben, die Standardanordnung wird verwendet.</translation>
        </message>
        <message>
            <source>The window layout could not be saved: %1.</source>
            <translation>Die Fensteranordnung konnte nicht gespeichert werden: %1.</translation>
        </message>
    </context>
    <context>
        <name>OrderSentences</name>
        <message>
            <source>%1 The venue says: “%2”</source>
            <translation>%1 Der Handelsplatz sagt: „%2“</translation>
        </message>
        <message>
            <source>The quantity must be more than zero.</source>
            <translation>Die Menge muss größer als null sein.</translation>
        </message>
        <message>
            <source>The quantity %1 is not a multiple of the lot size %2.</source>
            <translation>Die Menge %1 ist kein Vielfaches der Losgröße %2.</translation>
        </message>
        <message>
            <source>The quantity %1 is below the minimum of %2.</source>
            <translation>Die Menge %1 liegt unter dem Mindestwert von %2.</translation>
        </message>
        <message>
            <source>The quantity %1 is above the maximum of %2.</source>
            <translation>Die Menge %1 liegt über dem Höchstwert von %2.</translation>
        </message>
        <message>
            <source>The quantity %1 is less than the %2 that is filled already.</source>
            <translation>Die Menge %1 ist kleiner als die schon ausgeführten %2.</translation>
        </message>
        <message>
            <source>This order type needs a limit price.</source>
            <translation>Diese Orderart braucht einen Limitpreis.</translation>
        </message>
        <message>
            <source>This order type takes no limit price.</source>
            <translation>Diese Orderart hat keinen Limitpreis.</translation>
        </message>
        <message>
            <source>This order type needs a stop price.</source>
            <translation>Diese Orderart braucht einen Stop-Preis.</translation>
        </message>
        <message>
            <source>This order type takes no stop price.</source>
            <translation>Diese Orderart hat keinen Stop-Preis.</translation>
        </message>
        <message>
            <source>The price %1 is not a multiple of the tick size %2.</source>
            <translation>Der Preis %1 ist kein Vielfaches der Tickgröße %2.</translation>
        </message>
        <message>
            <source>The price must be more than zero.</source>
            <translation>Der Preis muss größer als null sein.</translation>
        </message>
        <message>
            <source>The venue refused: not enough buying power.</source>
            <translation>Der Handelsplatz lehnt ab: zu wenig Kaufkraft.</translation>
        </message>
        <message>
            <source>The venue refused: the position is too small.</source>
            <translation>Der Handelsplatz lehnt ab: Die Position ist zu klein.</translation>
        </message>
        <message>
            <source>The venue refused: it does not know the instrument.</source>
            <translation>Der Handelsplatz lehnt ab: Er kennt das Instrument nicht.</translation>
        </message>
        <message>
            <source>The venue refused: the order is not valid.</source>
            <translation>Der Handelsplatz lehnt ab: Die Order ist ungültig.</translation>
        </message>
        <message>
            <source>The venue refused: the market is closed.</source>
            <translation>Der Handelsplatz lehnt ab: Der Markt ist geschlossen.</translation>
        </message>
        <message>
            <source>The venue refused: it has an order with this id.</source>
            <translation>Der Handelsplatz lehnt ab: Er hat schon eine Order mit dieser ID.</translation>
        </message>
        <message>
            <source>Too late: the order is done.</source>
            <translation>Zu spät: Die Order ist erledigt.</translation>
        </message>
        <message>
            <source>The venue does not know the order.</source>
            <translation>Der Handelsplatz kennt die Order nicht.</translation>
        </message>
        <message>
            <source>The venue refused the order.</source>
            <translation>Der Handelsplatz hat die Order abgelehnt.</translation>
        </message>
        <message>
            <source>Trading is halted: no order leaves this machine.</source>
            <translation>Der Handel ist angehalten: Keine Order verlässt diesen Rechner.</translation>
        </message>
        <message>
            <source>Only orders that reduce a position are allowed now.</source>
            <translation>Jetzt sind nur Orders erlaubt, die eine Position verkleinern.</translation>
        </message>
        <message>
            <source>The order stream of the account is not confirmed, so fills would not be seen.</source>
            <translation>Der Orderstrom des Kontos ist nicht bestätigt, Ausführungen würden nicht gesehen.</translation>
        </message>
        <message>
            <source>The program ended before the order was sent. It never left this machine.</source>
            <translation>Das Programm endete, bevor die Order gesendet wurde. Sie hat diesen Rechner nie verlassen.</translation>
        </message>
        <message>
            <source>The order waited %1 ms for its turn, longer than the %2 ms that are allowed. It was not sent.</source>
            <translation>Die Order wartete %1 ms, bis sie an der Reihe war, länger als die erlaubten %2 ms. Sie wurde nicht gesendet.</translation>
        </message>
        <message>
            <source>The venue does not support this kind of order.</source>
            <translation>Der Handelsplatz unterstützt diese Orderart nicht.</translation>
        </message>
        <message>
            <source>The program is busy; nothing was sent. Try again.</source>
            <translation>Das Programm ist beschäftigt; nichts wurde gesendet. Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The order id must have 1 to 36 letters, digits or hyphens.</source>
            <translation>Die Order-ID muss aus 1 bis 36 Buchstaben, Ziffern oder Bindestrichen bestehen.</translation>
        </message>
        <message>
            <source>There is no such account.</source>
            <translation>Dieses Konto gibt es nicht.</translation>
        </message>
        <message>
            <source>This source does not know the instrument.</source>
            <translation>Diese Quelle kennt das Instrument nicht.</translation>
        </message>
        <message>
            <source>The order needs %1, but the buying power is %2.</source>
            <translation>Die Order braucht %1, die Kaufkraft beträgt aber %2.</translation>
        </message>
        <message>
            <source>The order sells %1, but only %2 can be sold: a cash account cannot go short.</source>
            <translation>Die Order verkauft %1, verkäuflich sind aber nur %2: Ein Barkonto kann nicht leer verkaufen.</translation>
        </message>
        <message>
            <source>The instrument has no price yet, so a market order cannot be checked. Use a limit order.</source>
            <translation>Das Instrument hat noch keinen Preis, deshalb lässt sich eine Marktorder nicht prüfen. Nehmen Sie eine Limitorder.</translation>
        </message>
        <message>
            <source>The order is not open any more.</source>
            <translation>Die Order ist nicht mehr offen.</translation>
        </message>
        <message>
            <source>There is no such order.</source>
            <translation>Diese Order gibt es nicht.</translation>
        </message>
        <message>
            <source>A request for this order is still waiting for its answer.</source>
            <translation>Eine Anfrage zu dieser Order wartet noch auf Antwort.</translation>
        </message>
        <message>
            <source>The change leaves the order as it is.</source>
            <translation>Die Änderung lässt die Order, wie sie ist.</translation>
        </message>
        <message>
            <source>Draft</source>
            <translation>Entwurf</translation>
        </message>
        <message>
            <source>Denied</source>
            <translation>Verweigert</translation>
        </message>
        <message>
            <source>Held on this PC</source>
            <translation>Auf diesem PC gehalten</translation>
        </message>
        <message>
            <source>Pending new</source>
            <translation>Wird aufgegeben</translation>
        </message>
        <message>
            <source>Unknown – asking the venue</source>
            <translation>Unbekannt – Nachfrage läuft</translation>
        </message>
        <message>
            <source>Working</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Partially filled</source>
            <translation>Teilweise ausgeführt</translation>
        </message>
        <message>
            <source>Pending change</source>
            <translation>Wird geändert</translation>
        </message>
        <message>
            <source>Pending cancel – may still fill</source>
            <translation>Storno läuft – kann noch ausführen</translation>
        </message>
        <message>
            <source>Suspended</source>
            <translation>Ausgesetzt</translation>
        </message>
        <message>
            <source>Filled</source>
            <translation>Ausgeführt</translation>
        </message>
        <message>
            <source>Canceled</source>
            <translation>Storniert</translation>
        </message>
        <message>
            <source>Rejected</source>
            <translation>Abgelehnt</translation>
        </message>
        <message>
            <source>Expired</source>
            <translation>Abgelaufen</translation>
        </message>
        <message>
            <source>Done for the day</source>
            <translation>Für heute erledigt</translation>
        </message>
        <message>
            <source>Buy</source>
            <translation>Kauf</translation>
        </message>
        <message>
            <source>Sell</source>
            <translation>Verkauf</translation>
        </message>
        <message>
            <source>Market</source>
            <translation>Markt</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>Limit</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>Stop limit</source>
            <translation>Stop-Limit</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Tag</translation>
        </message>
        <message>
            <source>Good till canceled</source>
            <translation>Bis auf Widerruf</translation>
        </message>
        <message>
            <source>Immediate or cancel</source>
            <translation>Sofort oder streichen</translation>
        </message>
        <message>
            <source>Fill or kill</source>
            <translation>Ganz oder gar nicht</translation>
        </message>
        <message>
        <source>A trailing stop needs its distance: an amount, or per cent.</source>
        <translation>Ein nachlaufender Stop braucht seinen Abstand: einen Betrag oder Prozent.</translation>
    </message>
    <message>
        <source>Only a trailing stop takes a distance.</source>
        <translation>Nur ein nachlaufender Stop hat einen Abstand.</translation>
    </message>
    <message>
        <source>The distance must be more than zero, and less than 100 per cent.</source>
        <translation>Der Abstand muss größer als null und kleiner als 100 Prozent sein.</translation>
    </message>
    <message>
        <source>Limit R1: an order of %1 is larger than the %2 that one order may have.</source>
        <translation>Grenze R1: Eine Order über %1 ist größer als die %2, die eine Order haben darf.</translation>
    </message>
    <message>
        <source>Limit R2: the order is worth %1, more than the %2 that one order may be worth.</source>
        <translation>Grenze R2: Die Order ist %1 wert, mehr als die %2, die eine Order wert sein darf.</translation>
    </message>
    <message>
        <source>Limit R3: the limit price %1 is beyond %2, too far on the wrong side of the market.</source>
        <translation>Grenze R3: Der Limitpreis %1 liegt jenseits von %2, zu weit auf der falschen Seite des Marktes.</translation>
    </message>
    <message>
        <source>Limit R4: this would be order %1 within a minute; %2 are allowed.</source>
        <translation>Grenze R4: Das wäre Order %1 innerhalb einer Minute; erlaubt sind %2.</translation>
    </message>
    <message>
        <source>Limit R5: the same order was placed %1 ms ago; %2 s must lie between two.</source>
        <translation>Grenze R5: Dieselbe Order wurde vor %1 ms aufgegeben; dazwischen müssen %2 s liegen.</translation>
    </message>
    <message>
        <source>Limit R6: the loss of the day is %1, and %2 is the limit. Only orders that reduce a position pass.</source>
        <translation>Grenze R6: Der Tagesverlust ist %1, die Grenze %2. Nur Orders, die eine Position verkleinern, gehen durch.</translation>
    </message>
    <message>
        <source>Limit R7: the position could reach %1; %2 is allowed.</source>
        <translation>Grenze R7: Die Position könnte %1 erreichen; erlaubt sind %2.</translation>
    </message>
    <message>
        <source>The order that this one waits for is not there, or does not open what this one would close.</source>
        <translation>Die Order, auf die diese wartet, gibt es nicht, oder sie eröffnet nicht, was diese schließen würde.</translation>
    </message>
    <message>
        <source>The exit at %1 lies on the wrong side of %2.</source>
        <translation>Der Ausstieg bei %1 liegt auf der falschen Seite von %2.</translation>
    </message>
    <message>
        <source>The order that this one waits for has ended without a fill.</source>
        <translation>Die Order, auf die diese wartet, ist ohne Ausführung zu Ende.</translation>
    </message>
    <message>
        <source>Trailing stop</source>
        <translation>Nachlaufender Stop</translation>
    </message>
</context>
    <context>
        <name>OrderTicket</name>
        <message>
            <source>Ticket</source>
            <translation>Ticket</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>Symbol or name</source>
            <translation>Symbol oder Name</translation>
        </message>
        <message>
            <source>▲ Buy</source>
            <translation>▲ Kauf</translation>
        </message>
        <message>
            <source>Buy</source>
            <translation>Kauf</translation>
        </message>
        <message>
            <source>▼ Sell</source>
            <translation>▼ Verkauf</translation>
        </message>
        <message>
            <source>Sell</source>
            <translation>Verkauf</translation>
        </message>
        <message>
            <source>Quantity</source>
            <translation>Menge</translation>
        </message>
        <message>
            <source>−</source>
            <translation>−</translation>
        </message>
        <message>
            <source>One lot less</source>
            <translation>Ein Los weniger</translation>
        </message>
        <message>
            <source>+</source>
            <translation>+</translation>
        </message>
        <message>
            <source>One lot more</source>
            <translation>Ein Los mehr</translation>
        </message>
        <message>
            <source>×1</source>
            <translation>×1</translation>
        </message>
        <message>
            <source>Quantity times 1</source>
            <translation>Menge mal 1</translation>
        </message>
        <message>
            <source>×2</source>
            <translation>×2</translation>
        </message>
        <message>
            <source>Quantity times 2</source>
            <translation>Menge mal 2</translation>
        </message>
        <message>
            <source>×5</source>
            <translation>×5</translation>
        </message>
        <message>
            <source>Quantity times 5</source>
            <translation>Menge mal 5</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Order type</source>
            <translation>Orderart</translation>
        </message>
        <message>
            <source>Limit price</source>
            <translation>Limitpreis</translation>
        </message>
        <message>
            <source>Follow the quote: the price joins your side of the market until it is edited</source>
            <translation>Dem Kurs folgen: Der Preis geht mit Ihrer Seite des Marktes, bis Sie ihn ändern</translation>
        </message>
        <message>
            <source>Stop price</source>
            <translation>Stop-Preis</translation>
        </message>
        <message>
            <source>Valid</source>
            <translation>Gültig</translation>
        </message>
        <message>
            <source>Time in force</source>
            <translation>Gültigkeit</translation>
        </message>
        <message>
            <source>Order in words</source>
            <translation>Order in Worten</translation>
        </message>
        <message>
            <source>Estimate</source>
            <translation>Schätzung</translation>
        </message>
        <message>
            <source>Keep one</source>
            <translation>Eine genügt</translation>
        </message>
        <message>
            <source>Do not place the order again</source>
            <translation>Order nicht noch einmal aufgeben</translation>
        </message>
        <message>
            <source>Place again</source>
            <translation>Noch einmal</translation>
        </message>
        <message>
            <source>Place the same order again</source>
            <translation>Dieselbe Order noch einmal aufgeben</translation>
        </message>
        <message>
            <source>Place buy order</source>
            <translation>Kauforder aufgeben</translation>
        </message>
        <message>
            <source>Discard draft</source>
            <translation>Entwurf verwerfen</translation>
        </message>
        <message>
            <source>Result of the last order</source>
            <translation>Ergebnis der letzten Order</translation>
        </message>
        <message>
        <source>Trail by</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>Distance of the trailing stop</source>
        <translation>Abstand des nachlaufenden Stops</translation>
    </message>
    <message>
        <source>1.50 or 2%</source>
        <translation>1,50 oder 2%</translation>
    </message>
    <message>
        <source>Take profit</source>
        <translation>Gewinnziel</translation>
    </message>
    <message>
        <source>Target of the exit that is placed with the order</source>
        <translation>Ziel des Ausstiegs, der mit der Order aufgegeben wird</translation>
    </message>
    <message>
        <source>no target</source>
        <translation>kein Ziel</translation>
    </message>
    <message>
        <source>Stop loss</source>
        <translation>Verluststop</translation>
    </message>
    <message>
        <source>Stop of the exit that is placed with the order</source>
        <translation>Stop des Ausstiegs, der mit der Order aufgegeben wird</translation>
    </message>
    <message>
        <source>no stop</source>
        <translation>kein Stop</translation>
    </message>
    <message>
        <source>Why no order can be placed</source>
        <translation>Warum keine Order aufgegeben werden kann</translation>
    </message>
</context>
    <context>
        <name>Receipt</name>
        <message>
            <source>The program is busy; nothing was written. Try again.</source>
            <translation>Das Programm ist beschäftigt; nichts wurde geschrieben. Versuchen Sie es noch einmal.</translation>
        </message>
        <message>
            <source>The journal could not confirm the order. It may or may not be written; a restart will tell. Do not repeat it.</source>
            <translation>Das Journal konnte die Order nicht bestätigen. Ob sie geschrieben ist, zeigt ein Neustart. Wiederholen Sie sie nicht.</translation>
        </message>
        <message>
            <source>Refused.</source>
            <translation>Abgelehnt.</translation>
        </message>
    </context>
    <context>
        <name>StreamWords</name>
        <message>
            <source>down</source>
            <translation>getrennt</translation>
        </message>
        <message>
            <source>finished</source>
            <translation>zu Ende</translation>
        </message>
        <message>
            <source>connecting</source>
            <translation>verbindet</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>veraltet</translation>
        </message>
        <message>
            <source>live</source>
            <translation>live</translation>
        </message>
        <message>
            <source>last heard %1 ago</source>
            <translation>zuletzt vor %1</translation>
        </message>
        <message>
            <source>next attempt in %1</source>
            <translation>nächster Versuch in %1</translation>
        </message>
    </context>
    <context>
        <name>TicketFields</name>
        <message>
            <source>Write a plain number such as %1, without grouping signs.</source>
            <translation>Schreiben Sie eine einfache Zahl wie %1, ohne Tausenderzeichen.</translation>
        </message>
        <message>
            <source>At most 12 decimals are possible.</source>
            <translation>Höchstens 12 Nachkommastellen sind möglich.</translation>
        </message>
        <message>
            <source>The number is too large.</source>
            <translation>Die Zahl ist zu groß.</translation>
        </message>
    </context>
    <context>
        <name>Window</name>
        <message>
            <source>TradeCore cannot start</source>
            <translation>TradeCore kann nicht starten</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::AccountPanel</name>
        <message>
            <source>The account has not been opened yet. It opens with 100,000 USD of practice money.</source>
            <translation>Das Konto ist noch nicht eröffnet. Es beginnt mit 100.000 USD Übungsgeld.</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Equity</source>
            <translation>Eigenkapital</translation>
        </message>
        <message>
            <source>Cash and marked positions</source>
            <translation>Barbestand und bewertete Positionen</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Barbestand</translation>
        </message>
        <message>
            <source>Reserved</source>
            <translation>Reserviert</translation>
        </message>
        <message>
            <source>By open buy orders</source>
            <translation>Durch offene Kauforders</translation>
        </message>
        <message>
            <source>Buying power</source>
            <translation>Kaufkraft</translation>
        </message>
        <message>
            <source>Cash less what open orders reserve</source>
            <translation>Barbestand ohne das, was offene Orders reservieren</translation>
        </message>
        <message>
            <source>Day P&amp;L</source>
            <translation>Tages-G&amp;V</translation>
        </message>
        <message>
            <source>Since the last close of the venue's day, after commissions</source>
            <translation>Seit dem letzten Tagesschluss des Handelsplatzes, nach Provisionen</translation>
        </message>
        <message>
            <source>Unrealised</source>
            <translation>Unrealisiert</translation>
        </message>
        <message>
            <source>By average cost</source>
            <translation>Nach Durchschnittskosten</translation>
        </message>
        <message>
            <source>Realised</source>
            <translation>Realisiert</translation>
        </message>
        <message>
            <source>By average cost, after commissions</source>
            <translation>Nach Durchschnittskosten, nach Provisionen</translation>
        </message>
        <message>
            <source>Commissions paid</source>
            <translation>Gezahlte Provisionen</translation>
        </message>
        <message>
            <source>%1 · %2 · marked by %3</source>
            <translation>%1 · %2 · bewertet durch %3</translation>
        </message>
        <message>
            <source>A position has no price yet, so this cannot be known.</source>
            <translation>Eine Position hat noch keinen Preis, deshalb ist das nicht bekannt.</translation>
        </message>
        <message>
            <source>%1 %2: ours %3, venue %4 (since %5)</source>
            <translation>%1 %2: hier %3, Handelsplatz %4 (seit %5)</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::BlotterTabs</name>
        <message>
            <source>Blotters</source>
            <translation>Tabellen</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>No orders yet. Press F9 for a ticket.</source>
            <translation>Noch keine Orders. F9 öffnet das Ticket.</translation>
        </message>
        <message>
            <source>Open the ticket</source>
            <translation>Ticket öffnen</translation>
        </message>
        <message>
            <source>Executions</source>
            <translation>Ausführungen</translation>
        </message>
        <message>
            <source>No executions yet. They appear when an order fills.</source>
            <translation>Noch keine Ausführungen. Sie erscheinen, wenn eine Order ausgeführt wird.</translation>
        </message>
        <message>
            <source>Positions</source>
            <translation>Positionen</translation>
        </message>
        <message>
            <source>No positions. A filled order opens one.</source>
            <translation>Keine Positionen. Eine ausgeführte Order eröffnet eine.</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Log</source>
            <translation>Protokoll</translation>
        </message>
        <message>
            <source>Nothing has happened in this session yet.</source>
            <translation>In dieser Sitzung ist noch nichts geschehen.</translation>
        </message>
        <message>
            <source>Filter the table</source>
            <translation>Tabelle filtern</translation>
        </message>
        <message>
            <source>Filter…</source>
            <translation>Filtern …</translation>
        </message>
        <message>
            <source>Choose the columns</source>
            <translation>Spalten wählen</translation>
        </message>
        <message>
            <source>Export the table as CSV</source>
            <translation>Tabelle als CSV exportieren</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV-Dateien (*.csv)</translation>
        </message>
        <message>
            <source>The table was written to %1.</source>
            <translation>Die Tabelle wurde nach %1 geschrieben.</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::BlotterView</name>
        <message>
            <source>Columns of %1</source>
            <translation>Spalten von %1</translation>
        </message>
        <message>
            <source>The table could not be written to %1: %2.</source>
            <translation>Die Tabelle konnte nicht nach %1 geschrieben werden: %2.</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::ChartPanel</name>
        <message>
            <source>Chart</source>
            <translation>Chart</translation>
        </message>
        <message>
            <source>Price chart</source>
            <translation>Preischart</translation>
        </message>
        <message>
            <source>Choose a symbol in the watchlist, or press / and type one.</source>
            <translation>Wählen Sie ein Symbol in der Liste, oder drücken Sie / und tippen Sie eines.</translation>
        </message>
        <message>
            <source>Bars of %1</source>
            <translation>Balken von %1</translation>
        </message>
        <message>
            <source>Loading the %1 bars of %2…</source>
            <translation>Die %1-Balken von %2 werden geladen …</translation>
        </message>
        <message>
            <source>The history could not be loaded: %1</source>
            <translation>Der Verlauf konnte nicht geladen werden: %1</translation>
        </message>
        <message>
            <source>No trade has been seen yet. The first one starts the chart.</source>
            <translation>Noch kein Handel. Der erste beginnt den Chart.</translation>
        </message>
        <message>
            <source>%1, last %2, %3</source>
            <translation>%1, zuletzt %2, %3</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::CountersDialog</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Streams and counters</source>
            <translation>Ströme und Zähler</translation>
        </message>
        <message>
            <source>Filter the counters</source>
            <translation>Zähler filtern</translation>
        </message>
        <message>
            <source>Filter…</source>
            <translation>Filtern …</translation>
        </message>
        <message>
            <source>Counters</source>
            <translation>Zähler</translation>
        </message>
        <message>
            <source>No counter has been told yet.</source>
            <translation>Noch ist kein Zähler gemeldet.</translation>
        </message>
        <message>
            <source>Close the counters</source>
            <translation>Zähler schließen</translation>
        </message>
        <message>
            <source>Market time: %1</source>
            <translation>Marktzeit: %1</translation>
        </message>
        <message>
            <source>%1 is refused: %2</source>
            <translation>%1 wird abgelehnt: %2</translation>
        </message>
        <message>
            <source>Journal: %1 events, %2 commands waiting</source>
            <translation>Journal: %1 Ereignisse, %2 wartende Befehle</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::CountersModel</name>
        <message>
            <source>Counter</source>
            <translation>Zähler</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
    </context>
    <context>
        <name>Crosshair</name>
        <message>
            <source>O</source>
            <translation>E</translation>
        </message>
        <message>
            <source>H</source>
            <translation>H</translation>
        </message>
        <message>
            <source>L</source>
            <translation>T</translation>
        </message>
        <message>
            <source>C</source>
            <translation>S</translation>
        </message>
        <message>
            <source>Vol</source>
            <translation>Vol</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::EmptyState</name>
        <message>
            <source>Action of the empty panel</source>
            <translation>Aktion der leeren Fläche</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::EventInspector</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Event inspector</source>
            <translation>Ereignisse einer Order</translation>
        </message>
        <message>
            <source>Events of %1</source>
            <translation>Ereignisse von %1</translation>
        </message>
        <message>
            <source>Events</source>
            <translation>Ereignisse</translation>
        </message>
        <message>
            <source>Loading the events…</source>
            <translation>Ereignisse werden geladen …</translation>
        </message>
        <message>
            <source>Payload of the event</source>
            <translation>Inhalt des Ereignisses</translation>
        </message>
        <message>
            <source>Report of the venue as received</source>
            <translation>Bericht des Handelsplatzes, wie empfangen</translation>
        </message>
        <message>
            <source>Client id %1</source>
            <translation>Client-ID %1</translation>
        </message>
        <message>
            <source>Payload</source>
            <translation>Inhalt</translation>
        </message>
        <message>
            <source>The venue's report, as received</source>
            <translation>Bericht des Handelsplatzes, wie empfangen</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Aktualisieren</translation>
        </message>
        <message>
            <source>Refresh the events</source>
            <translation>Ereignisse aktualisieren</translation>
        </message>
        <message>
            <source>Close the inspector</source>
            <translation>Fenster schließen</translation>
        </message>
        <message>
            <source>The journal could not be read: %1</source>
            <translation>Das Journal konnte nicht gelesen werden: %1</translation>
        </message>
        <message>
            <source>The journal has no event of this order.</source>
            <translation>Das Journal enthält kein Ereignis dieser Order.</translation>
        </message>
        <message>
            <source>This event has no report of the venue behind it.</source>
            <translation>Hinter diesem Ereignis steht kein Bericht des Handelsplatzes.</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::EventListModel</name>
        <message>
            <source>#</source>
            <translation>#</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>Actor</source>
            <translation>Auslöser</translation>
        </message>
        <message>
            <source>Occurred</source>
            <translation>Geschehen</translation>
        </message>
        <message>
            <source>When it happened, by the venue's clock where there is one</source>
            <translation>Wann es geschah, nach der Uhr des Handelsplatzes, wo es eine gibt</translation>
        </message>
        <message>
            <source>Recorded</source>
            <translation>Aufgezeichnet</translation>
        </message>
        <message>
            <source>When this program wrote it down</source>
            <translation>Wann dieses Programm es aufschrieb</translation>
        </message>
        <message>
            <source>Cause</source>
            <translation>Ursache</translation>
        </message>
        <message>
            <source>The command or event that caused it</source>
            <translation>Der Befehl oder das Ereignis, das es auslöste</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>Command %1</source>
            <translation>Befehl %1</translation>
        </message>
        <message>
            <source>After %1</source>
            <translation>Nach %1</translation>
        </message>
        <message>
            <source>Command %1
Caused by %2
Correlation %3</source>
            <translation>Befehl %1
Ausgelöst durch %2
Kette %3</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::FillsModel</name>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>When it was executed, by the venue's clock</source>
            <translation>Wann ausgeführt wurde, nach der Uhr des Handelsplatzes</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Qty</source>
            <translation>Menge</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Preis</translation>
        </message>
        <message>
            <source>Gross</source>
            <translation>Brutto</translation>
        </message>
        <message>
            <source>Commission</source>
            <translation>Provision</translation>
        </message>
        <message>
            <source>Net</source>
            <translation>Netto</translation>
        </message>
        <message>
            <source>What the cash moved by</source>
            <translation>Um so viel änderte sich der Barbestand</translation>
        </message>
        <message>
            <source>Liquidity</source>
            <translation>Liquidität</translation>
        </message>
        <message>
            <source>Booked by</source>
            <translation>Gebucht durch</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Order id</source>
            <translation>Order-ID</translation>
        </message>
        <message>
            <source>Execution id</source>
            <translation>Ausführungs-ID</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Maker</translation>
        </message>
        <message>
            <source>Taker</source>
            <translation>Taker</translation>
        </message>
        <message>
            <source>Stream</source>
            <translation>Strom</translation>
        </message>
        <message>
            <source>Reconciliation</source>
            <translation>Abgleich</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>▲ Bought</source>
            <translation>▲ Kauf</translation>
        </message>
        <message>
            <source>▼ Sold</source>
            <translation>▼ Verkauf</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::FirstStartDialog</name>
        <message>
            <source>Choose a market</source>
            <translation>Markt wählen</translation>
        </message>
        <message>
            <source>Where shall prices come from?</source>
            <translation>Woher sollen die Preise kommen?</translation>
        </message>
        <message>
            <source>You trade with practice money on each of them; no account is needed. The choice can be changed in the File menu.</source>
            <translation>Auf jedem handeln Sie mit Übungsgeld; ein Konto ist nicht nötig. Die Wahl lässt sich im Menü Datei ändern.</translation>
        </message>
        <message>
            <source>Simulated market</source>
            <translation>Simulierter Markt</translation>
        </message>
        <message>
            <source>Stocks and crypto that always trade. Needs no network; the best place to begin.</source>
            <translation>Aktien und Krypto, die immer gehandelt werden. Ohne Netz; der beste Anfang.</translation>
        </message>
        <message>
            <source>Replay of a recorded market</source>
            <translation>Wiedergabe eines aufgezeichneten Marktes</translation>
        </message>
        <message>
            <source>A recorded day runs again, as fast as you like.</source>
            <translation>Ein aufgezeichneter Tag läuft noch einmal, so schnell Sie wollen.</translation>
        </message>
        <message>
            <source>Coinbase, live</source>
            <translation>Coinbase, live</translation>
        </message>
        <message>
            <source>Real prices of crypto markets over the network. Public; orders still go to the practice account.</source>
            <translation>Echte Preise von Kryptomärkten über das Netz. Öffentlich; Orders gehen weiterhin an das Übungskonto.</translation>
        </message>
        <message>
            <source>%1 (in use)</source>
            <translation>%1 (aktiv)</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::LogModel</name>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Was geschah</translation>
        </message>
        <message>
            <source>Times</source>
            <translation>Anzahl</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::MainWindow</name>
        <message>
            <source>&amp;Kill switch…</source>
            <translation>&amp;Not-Aus…</translation>
        </message>
        <message>
            <source>Reason: %1</source>
            <translation>Grund: %1</translation>
        </message>
        <message>
            <source>Kill switch…</source>
            <translation>Not-Aus…</translation>
        </message>
        <message>
            <source>Order &amp;ticket</source>
            <translation>Order-&amp;Ticket</translation>
        </message>
        <message>
            <source>&amp;Place the order of the ticket</source>
            <translation>Order des Tickets &amp;aufgeben</translation>
        </message>
        <message>
            <source>&amp;Discard the draft</source>
            <translation>Entwurf &amp;verwerfen</translation>
        </message>
        <message>
            <source>Events of the selected &amp;order</source>
            <translation>&amp;Ereignisse der gewählten Order</translation>
        </message>
        <message>
            <source>&amp;Cancel the selected orders</source>
            <translation>Gewählte Orders &amp;stornieren</translation>
        </message>
        <message>
            <source>Cancel all orders of the &amp;symbol</source>
            <translation>Alle Orders des S&amp;ymbols stornieren</translation>
        </message>
        <message>
            <source>Cancel &amp;all orders</source>
            <translation>A&amp;lle Orders stornieren</translation>
        </message>
        <message>
            <source>&amp;Filter the table</source>
            <translation>Tabelle &amp;filtern</translation>
        </message>
        <message>
            <source>Search a s&amp;ymbol</source>
            <translation>S&amp;ymbol suchen</translation>
        </message>
        <message>
            <source>Streams and &amp;counters</source>
            <translation>Ströme und &amp;Zähler</translation>
        </message>
        <message>
            <source>&amp;Reset the layout</source>
            <translation>Anordnung &amp;zurücksetzen</translation>
        </message>
        <message>
            <source>Choose a &amp;market…</source>
            <translation>&amp;Markt wählen …</translation>
        </message>
        <message>
            <source>&amp;Settings…</source>
            <translation>&amp;Einstellungen …</translation>
        </message>
        <message>
            <source>F&amp;ull screen</source>
            <translation>&amp;Vollbild</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>Menu</source>
            <translation>Menü</translation>
        </message>
        <message>
            <source>&amp;File</source>
            <translation>&amp;Datei</translation>
        </message>
        <message>
            <source>&amp;Order</source>
            <translation>&amp;Order</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ansicht</translation>
        </message>
        <message>
            <source>Tools</source>
            <translation>Werkzeuge</translation>
        </message>
        <message>
            <source>Search a symbol</source>
            <translation>Symbol suchen</translation>
        </message>
        <message>
            <source>Search a symbol ( / )</source>
            <translation>Symbol suchen ( / )</translation>
        </message>
        <message>
            <source>PRACTICE</source>
            <translation>ÜBUNG</translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n order(s)</source>
            <translation>
                <numerusform>%n Order stornieren</numerusform>
                <numerusform>%n Orders stornieren</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel all</source>
            <translation>Alle stornieren</translation>
        </message>
        <message>
            <source>Cancel every working order</source>
            <translation>Jede offene Order stornieren</translation>
        </message>
        <message>
            <source>No order is working.</source>
            <translation>Keine Order ist offen.</translation>
        </message>
        <message>
            <source>Watchlist</source>
            <translation>Watchlist</translation>
        </message>
        <message>
            <source>Waiting for the instruments of the source…</source>
            <translation>Warten auf die Instrumente der Quelle …</translation>
        </message>
        <message>
            <source>Order ticket</source>
            <translation>Order-Ticket</translation>
        </message>
        <message>
            <source>Ticket</source>
            <translation>Ticket</translation>
        </message>
        <message>
            <source>Blotters</source>
            <translation>Tabellen</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message numerus="yes">
            <source>Close with %n working order(s)?</source>
            <translation>
                <numerusform>Mit %n offenen Order schließen?</numerusform>
                <numerusform>Mit %n offenen Orders schließen?</numerusform>
            </translation>
        </message>
        <message>
            <source>These orders stay at the venue and may fill while the program is closed. The next start asks the venue what became of them.</source>
            <translation>Diese Orders bleiben beim Handelsplatz und können ausgeführt werden, während das Programm geschlossen ist. Der nächste Start fragt dort nach, was aus ihnen wurde.</translation>
        </message>
        <message>
            <source>Stay here</source>
            <translation>Hier bleiben</translation>
        </message>
        <message>
            <source>Keep the orders and close</source>
            <translation>Orders behalten und schließen</translation>
        </message>
        <message>
            <source>No instrument of this source is called “%1”.</source>
            <translation>Kein Instrument dieser Quelle heißt „%1“.</translation>
        </message>
        <message>
            <source>Orders of %1</source>
            <translation>Orders von %1</translation>
        </message>
        <message>
            <source>Data of %1</source>
            <translation>Daten von %1</translation>
        </message>
        <message>
            <source>LIVE</source>
            <translation>LIVE</translation>
        </message>
        <message>
            <source>PAPER</source>
            <translation>PAPIER</translation>
        </message>
        <message>
            <source>simulated market</source>
            <translation>simulierter Markt</translation>
        </message>
        <message>
            <source>replayed market</source>
            <translation>Wiedergabe</translation>
        </message>
        <message>
            <source>LIVE – orders of account %1 use real money.</source>
            <translation>LIVE – Orders des Kontos %1 verwenden echtes Geld.</translation>
        </message>
        <message>
            <source>Trading has stopped. No order leaves this machine.</source>
            <translation>Der Handel ist angehalten. Keine Order verlässt diesen Rechner.</translation>
        </message>
        <message>
            <source>Trading has stopped: %1</source>
            <translation>Der Handel ist angehalten: %1</translation>
        </message>
        <message>
            <source>stale</source>
            <translation>veraltet</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>nicht verbunden</translation>
        </message>
        <message>
            <source>Cancel %1?</source>
            <translation>%1 stornieren?</translation>
        </message>
        <message>
            <source>Show the events</source>
            <translation>Ereignisse zeigen</translation>
        </message>
        <message>
            <source>Show %1 on the chart</source>
            <translation>%1 im Chart zeigen</translation>
        </message>
        <message>
            <source>New order like this…</source>
            <translation>Neue Order wie diese …</translation>
        </message>
        <message>
            <source>Resolve…</source>
            <translation>Klären …</translation>
        </message>
        <message>
            <source>None of these orders is working any more.</source>
            <translation>Keine dieser Orders ist noch offen.</translation>
        </message>
        <message>
            <source>A cancel is a request: an order may still fill until the venue confirms it.</source>
            <translation>Ein Storno ist eine Bitte: Bis der Handelsplatz bestätigt, kann die Order noch ausgeführt werden.</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Behalten</translation>
        </message>
        <message>
            <source>Cancel requested: %1</source>
            <translation>Storno angefragt: %1</translation>
        </message>
        <message>
            <source>Not canceled: %1. %2</source>
            <translation>Nicht storniert: %1. %2</translation>
        </message>
        <message>
            <source>Select the orders to cancel first.</source>
            <translation>Wählen Sie zuerst die Orders, die storniert werden sollen.</translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n selected order(s)?</source>
            <translation>
                <numerusform>%n gewählte Order stornieren?</numerusform>
                <numerusform>%n gewählte Orders stornieren?</numerusform>
            </translation>
        </message>
        <message>
            <source>Cancel all orders of %1?</source>
            <translation>Alle Orders von %1 stornieren?</translation>
        </message>
        <message numerus="yes">
            <source>Cancel all %n working order(s)?</source>
            <translation>
                <numerusform>Die %n offene Order stornieren?</numerusform>
                <numerusform>Alle %n offenen Orders stornieren?</numerusform>
            </translation>
        </message>
        <message>
            <source>Resolve %1</source>
            <translation>%1 klären</translation>
        </message>
        <message numerus="yes">
            <source>%n order(s) were in flight when the program ended</source>
            <translation>
                <numerusform>%n Order war unterwegs, als das Programm endete</numerusform>
                <numerusform>%n Orders waren unterwegs, als das Programm endete</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing was sent again. Each line says what is known and from where; an unknown order is asked for at the venue and keeps its buying power until it is resolved.</source>
            <translation>Nichts wurde noch einmal gesendet. Jede Zeile sagt, was bekannt ist und woher; nach einer unbekannten Order wird beim Handelsplatz gefragt, und sie behält ihre Kaufkraft, bis sie geklärt ist.</translation>
        </message>
        <message>
            <source>Only an unknown order needs to be resolved.</source>
            <translation>Nur eine unbekannte Order muss geklärt werden.</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fertig</translation>
        </message>
        <message>
            <source>Self-c&amp;heck</source>
            <translation>Selbst&amp;prüfung</translation>
        </message>
        <message>
            <source>Self-check: %1</source>
            <translation>Selbstprüfung: %1</translation>
        </message>
        <message>
            <source>Self-check…</source>
            <translation>Selbstprüfung …</translation>
        </message>
        <message>
        <source>Risk &amp;limits…</source>
        <translation>Risiko&amp;grenzen …</translation>
    </message>
    <message>
        <source>POSITION UNPROTECTED: %1 of %2 – %3. Nothing closes it when the market falls through the stop.</source>
        <translation>POSITION UNGESCHÜTZT: %1 von %2 – %3. Nichts schließt sie, wenn der Markt durch den Stop fällt.</translation>
    </message>
    <message>
        <source>Closing %1: its orders are canceled and the position is sold at market.</source>
        <translation>%1 wird geschlossen: Die Orders werden storniert und die Position zum Marktpreis verkauft.</translation>
    </message>
    <message>
        <source>%1 is closed.</source>
        <translation>%1 ist geschlossen.</translation>
    </message>
    <message>
        <source>%1 is not proven closed: %2</source>
        <translation>%1 ist nicht nachweislich geschlossen: %2</translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation>Glattstellen</translation>
    </message>
</context>
    <context>
        <name>tradecore::ui::NoticeBar</name>
        <message>
            <source>Notice</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>Action of the notice</source>
            <translation>Aktion des Hinweises</translation>
        </message>
        <message>
            <source>Dismiss the notice</source>
            <translation>Hinweis schließen</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::OrderListDialog</name>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::OrderTicket</name>
        <message>
            <source>Order ticket</source>
            <translation>Order-Ticket</translation>
        </message>
        <message>
            <source>No instrument of this source is called “%1”.</source>
            <translation>Kein Instrument dieser Quelle heißt „%1“.</translation>
        </message>
        <message>
            <source>Choose a symbol first.</source>
            <translation>Wählen Sie zuerst ein Symbol.</translation>
        </message>
        <message>
            <source>A field is still empty.</source>
            <translation>Ein Feld ist noch leer.</translation>
        </message>
        <message>
            <source>est. %1</source>
            <translation>etwa %1</translation>
        </message>
        <message>
            <source>fee %1</source>
            <translation>Gebühr %1</translation>
        </message>
        <message>
            <source>buying power after %1</source>
            <translation>Kaufkraft danach %1</translation>
        </message>
        <message>
            <source>%1 % below the market</source>
            <translation>%1 % unter dem Markt</translation>
        </message>
        <message>
            <source>%1 % above the market</source>
            <translation>%1 % über dem Markt</translation>
        </message>
        <message>
            <source>Placing…</source>
            <translation>Wird aufgegeben …</translation>
        </message>
        <message>
            <source>Place buy order</source>
            <translation>Kauforder aufgeben</translation>
        </message>
        <message>
            <source>Place sell order</source>
            <translation>Verkaufsorder aufgeben</translation>
        </message>
        <message>
            <source>Ctrl+Enter</source>
            <translation>Strg+Eingabe</translation>
        </message>
        <message>
            <source>You placed the same order a moment ago: %1. Place it a second time?</source>
            <translation>Dieselbe Order haben Sie eben aufgegeben: %1. Ein zweites Mal?</translation>
        </message>
        <message>
            <source>Placed: %1</source>
            <translation>Aufgegeben: %1</translation>
        </message>
        <message>
            <source>Not placed: %1. %2</source>
            <translation>Nicht aufgegeben: %1. %2</translation>
        </message>
        <message>
        <source>Trading is halted: this order would be denied. Re-arm trading in the kill switch to place it.</source>
        <translation>Der Handel ist angehalten: Diese Order würde abgelehnt. Geben Sie den Handel im Not-Aus wieder frei, um sie aufzugeben.</translation>
    </message>
</context>
    <context>
        <name>tradecore::ui::OrdersModel</name>
        <message>
            <source>Filled after its end: %1 of an order that was refused.</source>
            <translation>Nach dem Ende ausgeführt: %1 einer abgelehnten Order.</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Symbol</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Art</translation>
        </message>
        <message>
            <source>Filled / Qty</source>
            <translation>Ausgef. / Menge</translation>
        </message>
        <message>
            <source>Limit</source>
            <translation>Limit</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>TIF</source>
            <translation>Gültig</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Avg fill</source>
            <translation>Ø Ausf.</translation>
        </message>
        <message>
            <source>Remaining</source>
            <translation>Offen</translation>
        </message>
        <message>
            <source>Lives at</source>
            <translation>Liegt bei</translation>
        </message>
        <message>
            <source>Message</source>
            <translation>Meldung</translation>
        </message>
        <message>
            <source>Updated</source>
            <translation>Geändert</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Commission</source>
            <translation>Provision</translation>
        </message>
        <message>
            <source>Client id</source>
            <translation>Client-ID</translation>
        </message>
        <message>
            <source>Broker id</source>
            <translation>Broker-ID</translation>
        </message>
        <message>
            <source>This PC</source>
            <translation>Dieser PC</translation>
        </message>
        <message>
            <source>In flight</source>
            <translation>Unterwegs</translation>
        </message>
        <message>
            <source>Venue</source>
            <translation>Handelsplatz</translation>
        </message>
        <message>
            <source>Overfilled: the venue filled more than was ordered.</source>
            <translation>Überausführung: Der Handelsplatz hat mehr ausgeführt als bestellt.</translation>
        </message>
        <message>
            <source>The venue has not answered.</source>
            <translation>Der Handelsplatz hat nicht geantwortet.</translation>
        </message>
        <message numerus="yes">
            <source>%n report(s) of the venue fit nothing and were set aside.</source>
            <translation>
                <numerusform>%n Bericht des Handelsplatzes passte zu nichts und wurde beiseitegelegt.</numerusform>
                <numerusform>%n Berichte des Handelsplatzes passten zu nichts und wurden beiseitegelegt.</numerusform>
            </translation>
        </message>
        <message>
            <source>Found at the venue; not placed here.</source>
            <translation>Beim Handelsplatz gefunden; nicht hier aufgegeben.</translation>
        </message>
        <message>
            <source>MKT</source>
            <translation>MKT</translation>
        </message>
        <message>
            <source>LMT</source>
            <translation>LMT</translation>
        </message>
        <message>
            <source>STP</source>
            <translation>STP</translation>
        </message>
        <message>
            <source>STP LMT</source>
            <translation>STP LMT</translation>
        </message>
        <message>
        <source>Unprotected: %1 of the position has no stop (%2).</source>
        <translation>Ungeschützt: %1 der Position hat keinen Stop (%2).</translation>
    </message>
    <message>
        <source>TRAIL</source>
        <translation>TRAIL</translation>
    </message>
</context>
    <context>
        <name>tradecore::ui::PositionsModel</name>
        <message>
            <source>Symbol</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>Side</source>
            <translation>Seite</translation>
        </message>
        <message>
            <source>Qty</source>
            <translation>Menge</translation>
        </message>
        <message>
            <source>Avg price</source>
            <translation>Ø Preis</translation>
        </message>
        <message>
            <source>Average cost without commissions; these are part of the realised profit</source>
            <translation>Durchschnittskosten ohne Provisionen; diese gehören zum realisierten Gewinn</translation>
        </message>
        <message>
            <source>Mark</source>
            <translation>Bewertung</translation>
        </message>
        <message>
            <source>The price that values the position</source>
            <translation>Der Preis, der die Position bewertet</translation>
        </message>
        <message>
            <source>Market value</source>
            <translation>Marktwert</translation>
        </message>
        <message>
            <source>Day P&amp;L</source>
            <translation>Tages-G&amp;V</translation>
        </message>
        <message>
            <source>Since the last close of the venue's day, after commissions</source>
            <translation>Seit dem letzten Tagesschluss des Handelsplatzes, nach Provisionen</translation>
        </message>
        <message>
            <source>Unrealised</source>
            <translation>Unrealisiert</translation>
        </message>
        <message>
            <source>Unreal. %</source>
            <translation>Unreal. %</translation>
        </message>
        <message>
            <source>Realised</source>
            <translation>Realisiert</translation>
        </message>
        <message>
            <source>By average cost, after commissions</source>
            <translation>Nach Durchschnittskosten, nach Provisionen</translation>
        </message>
        <message>
            <source>Marked by</source>
            <translation>Bewertet durch</translation>
        </message>
        <message>
            <source>Mark time</source>
            <translation>Bewertet um</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Flat</source>
            <translation>Keine</translation>
        </message>
        <message>
            <source>▲ Long</source>
            <translation>▲ Long</translation>
        </message>
        <message>
            <source>▼ Short</source>
            <translation>▼ Short</translation>
        </message>
        <message>
            <source>No price of %1 has come yet, so the position cannot be valued.</source>
            <translation>Von %1 ist noch kein Preis gekommen, deshalb lässt sich die Position nicht bewerten.</translation>
        </message>
        <message>
            <source>The day's profit needs a mark and the mark of the last close.</source>
            <translation>Der Tagesgewinn braucht eine Bewertung und die des letzten Schlusses.</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::ResolveDialog</name>
        <message>
            <source>Resolve an unknown order</source>
            <translation>Eine unbekannte Order klären</translation>
        </message>
        <message>
            <source>The venue has not said what became of this order. %1 Say what you know; a later report of the venue always wins.</source>
            <translation>Der Handelsplatz hat nicht gesagt, was aus dieser Order wurde. %1 Sagen Sie, was Sie wissen; ein späterer Bericht des Handelsplatzes gilt immer.</translation>
        </message>
        <message>
            <source>The venue never received it</source>
            <translation>Der Handelsplatz hat sie nie erhalten</translation>
        </message>
        <message>
            <source>It was canceled</source>
            <translation>Sie wurde storniert</translation>
        </message>
        <message>
            <source>It was filled</source>
            <translation>Sie wurde ausgeführt</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>How do you know? This goes into the journal.</source>
            <translation>Woher wissen Sie es? Das kommt ins Journal.</translation>
        </message>
        <message>
            <source>Leave it unknown</source>
            <translation>Unbekannt lassen</translation>
        </message>
        <message>
            <source>Resolve the order</source>
            <translation>Order klären</translation>
        </message>
        <message>
            <source>Choose what happened and write the reason first.</source>
            <translation>Wählen Sie zuerst, was geschah, und schreiben Sie den Grund.</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::SettingsDialog</name>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Einstellungen</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Erscheinung</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Market colours</source>
            <translation>Marktfarben</translation>
        </message>
        <message>
            <source>Green up, red down</source>
            <translation>Grün steigt, Rot fällt</translation>
        </message>
        <message>
            <source>Red up, green down</source>
            <translation>Rot steigt, Grün fällt</translation>
        </message>
        <message>
            <source>Blue up, orange down</source>
            <translation>Blau steigt, Orange fällt</translation>
        </message>
        <message>
            <source>Rows</source>
            <translation>Zeilen</translation>
        </message>
        <message>
            <source>Compact</source>
            <translation>Eng</translation>
        </message>
        <message>
            <source>Normal</source>
            <translation>Normal</translation>
        </message>
        <message>
            <source>Comfortable</source>
            <translation>Weit</translation>
        </message>
        <message>
            <source>Ask before an order is canceled</source>
            <translation>Vor dem Stornieren fragen</translation>
        </message>
        <message>
            <source>Close the settings</source>
            <translation>Einstellungen schließen</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::StatusStrip</name>
        <message>
            <source>Data stream</source>
            <translation>Datenstrom</translation>
        </message>
        <message>
            <source>Order stream</source>
            <translation>Orderstrom</translation>
        </message>
        <message>
            <source>Agreement with the venue</source>
            <translation>Übereinstimmung mit dem Handelsplatz</translation>
        </message>
        <message>
            <source>Equity</source>
            <translation>Eigenkapital</translation>
        </message>
        <message>
            <source>Profit of the day</source>
            <translation>Gewinn des Tages</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <source>Not verified yet</source>
            <translation>Noch nicht geprüft</translation>
        </message>
        <message>
            <source>not connected</source>
            <translation>nicht verbunden</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Daten</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>Differs: %1</source>
            <translation>Weicht ab: %1</translation>
        </message>
        <message>
            <source>In sync · verified %1 ago</source>
            <translation>Stimmt überein · geprüft vor %1</translation>
        </message>
        <message>
            <source>In sync</source>
            <translation>Stimmt überein</translation>
        </message>
        <message>
            <source>Equity %1</source>
            <translation>Eigenkapital %1</translation>
        </message>
        <message>
            <source>Day %1</source>
            <translation>Tag %1</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::WatchlistModel</name>
        <message>
            <source>Symbol</source>
            <translation>Symbol</translation>
        </message>
        <message>
            <source>Last</source>
            <translation>Letzter</translation>
        </message>
        <message>
            <source>Chg %</source>
            <translation>Änd. %</translation>
        </message>
        <message>
            <source>Bid</source>
            <translation>Geld</translation>
        </message>
        <message>
            <source>Ask</source>
            <translation>Brief</translation>
        </message>
        <message>
            <source>Chg</source>
            <translation>Änd.</translation>
        </message>
        <message>
            <source>Bid size</source>
            <translation>Geldmenge</translation>
        </message>
        <message>
            <source>Ask size</source>
            <translation>Briefmenge</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Hoch</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Tief</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Eröffnung</translation>
        </message>
        <message>
            <source>Prev close</source>
            <translation>Vortag</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Volumen</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Zeit</translation>
        </message>
        <message>
            <source>Of the last trade, by the venue's clock</source>
            <translation>Des letzten Handels, nach der Uhr des Handelsplatzes</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>This quote is not used: %1</source>
            <translation>Dieser Kurs wird nicht verwendet: %1</translation>
        </message>
    </context>
    <context>
        <name>Exposure</name>
        <message>
            <source>No working order and no position in our books.</source>
            <translation>Keine aktive Order und keine Position in unseren Büchern.</translation>
        </message>
        <message numerus="yes">
            <source>%n working order(s)</source>
            <translation>
                <numerusform>%n aktive Order</numerusform>
                <numerusform>%n aktive Orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n open position(s)</source>
            <translation>
                <numerusform>%n offene Position</numerusform>
                <numerusform>%n offene Positionen</numerusform>
            </translation>
        </message>
        <message>
            <source>Position: %1 %2 long</source>
            <translation>Position: %1 %2 long</translation>
        </message>
        <message>
            <source>Position: %1 %2 short</source>
            <translation>Position: %1 %2 short</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>und %n weiterer</numerusform>
                <numerusform>und %n weitere</numerusform>
            </translation>
        </message>
        <message>
            <source>SELL %1 %2</source>
            <translation>VERKAUF %1 %2</translation>
        </message>
        <message>
            <source>BUY %1 %2</source>
            <translation>KAUF %1 %2</translation>
        </message>
    </context>
    <context>
        <name>TradingState</name>
        <message>
            <source>ACTIVE</source>
            <translation>AKTIV</translation>
        </message>
        <message>
            <source>REDUCING</source>
            <translation>NUR ABBAU</translation>
        </message>
        <message>
            <source>HALTED</source>
            <translation>ANGEHALTEN</translation>
        </message>
        <message>
            <source>Orders are sent to the venue.</source>
            <translation>Orders gehen an den Handelsplatz.</translation>
        </message>
        <message>
            <source>Only orders that make a position smaller are sent.</source>
            <translation>Nur Orders, die eine Position verkleinern, werden gesendet.</translation>
        </message>
        <message>
            <source>No new order is sent. Working orders stay at the venue until they are canceled.</source>
            <translation>Keine neue Order wird gesendet. Aktive Orders bleiben am Handelsplatz, bis sie storniert werden.</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::KillSwitchDialog</name>
        <message>
            <source>In the market</source>
            <translation>Im Markt</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close the kill switch</source>
            <translation>Not-Aus schließen</translation>
        </message>
        <message>
            <source>Halt</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>No new order leaves this machine until trading is re-armed. Working orders stay at the venue.</source>
            <translation>Keine neue Order verlässt diesen Rechner, bis der Handel wieder freigegeben ist. Aktive Orders bleiben am Handelsplatz.</translation>
        </message>
        <message>
            <source>Cancel all</source>
            <translation>Alle stornieren</translation>
        </message>
        <message>
            <source>Asks the venue to cancel every working order. An order may still fill until the venue confirms.</source>
            <translation>Bittet den Handelsplatz, jede aktive Order zu stornieren. Bis er bestätigt, kann eine Order noch ausgeführt werden.</translation>
        </message>
        <message>
            <source>Flatten</source>
            <translation>Glattstellen</translation>
        </message>
        <message>
            <source>Cancels every order, asks the venue what is left and closes each position at market. Meanwhile only reducing orders pass.</source>
            <translation>Storniert jede Order, fragt den Handelsplatz, was übrig ist, und schließt jede Position zum Marktpreis. Währenddessen gehen nur abbauende Orders durch.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Back, nothing is done</source>
            <translation>Zurück, es geschieht nichts</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Bestätigen</translation>
        </message>
        <message>
            <source>Reason for trading again</source>
            <translation>Grund, warum weiter gehandelt wird</translation>
        </message>
        <message>
            <source>Why does trading go on? This goes into the journal.</source>
            <translation>Warum geht es weiter? Das kommt ins Journal.</translation>
        </message>
        <message>
            <source>Re-arm trading</source>
            <translation>Handel freigeben</translation>
        </message>
        <message>
            <source>Kill switch · %1</source>
            <translation>Not-Aus · %1</translation>
        </message>
        <message>
            <source>Trading %1</source>
            <translation>Handel %1</translation>
        </message>
        <message>
            <source>Reason: %1</source>
            <translation>Grund: %1</translation>
        </message>
        <message>
            <source>Flatten is running; it ends by itself and says what is left.</source>
            <translation>Das Glattstellen läuft; es endet von selbst und sagt, was übrig ist.</translation>
        </message>
        <message>
            <source>Trading is halted already.</source>
            <translation>Der Handel ist schon angehalten.</translation>
        </message>
        <message>
            <source>No order is working.</source>
            <translation>Keine Order ist aktiv.</translation>
        </message>
        <message>
            <source>Write first why trading goes on.</source>
            <translation>Erst schreiben, warum es weitergeht.</translation>
        </message>
        <message numerus="yes">
            <source>Waiting for the venue: %n order(s) not canceled yet.</source>
            <translation>
                <numerusform>Warten auf den Handelsplatz: %n Order noch nicht storniert.</numerusform>
                <numerusform>Warten auf den Handelsplatz: %n Orders noch nicht storniert.</numerusform>
            </translation>
        </message>
        <message>
            <source>No order is working any more; the venue has confirmed each cancel.</source>
            <translation>Keine Order ist mehr aktiv; der Handelsplatz hat jede Stornierung bestätigt.</translation>
        </message>
        <message>
            <source>Nothing is left in our books; the venue is asked to prove it.</source>
            <translation>In unseren Büchern ist nichts mehr; der Handelsplatz wird um den Nachweis gebeten.</translation>
        </message>
        <message>
            <source>Left until proven zero: %1.</source>
            <translation>Noch im Markt, bis null nachgewiesen ist: %1.</translation>
        </message>
        <message>
            <source>Proven zero with the venue: %1 canceled, %2 closed.</source>
            <translation>Am Handelsplatz nachgewiesen null: %1 storniert, %2 geschlossen.</translation>
        </message>
        <message numerus="yes">
            <source>%n order(s)</source>
            <translation>
                <numerusform>%n Order</numerusform>
                <numerusform>%n Orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n position(s)</source>
            <translation>
                <numerusform>%n Position</numerusform>
                <numerusform>%n Positionen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Not proven: %n order(s) or position(s) may still be in the market.</source>
            <translation>
                <numerusform>Nicht nachgewiesen: %n Order oder Position kann noch im Markt sein.</numerusform>
                <numerusform>Nicht nachgewiesen: %n Orders oder Positionen können noch im Markt sein.</numerusform>
            </translation>
        </message>
        <message>
            <source>%1: stop sending orders?</source>
            <translation>%1: keine Orders mehr senden?</translation>
        </message>
        <message numerus="yes">
            <source>%1: stop sending orders? %n working order(s) stay at the venue and may fill.</source>
            <translation>
                <numerusform>%1: keine Orders mehr senden? %n aktive Order bleibt am Handelsplatz und kann ausgeführt werden.</numerusform>
                <numerusform>%1: keine Orders mehr senden? %n aktive Orders bleiben am Handelsplatz und können ausgeführt werden.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: cancel %n working order(s)?</source>
            <translation>
                <numerusform>%1: %n aktive Order stornieren?</numerusform>
                <numerusform>%1: %n aktive Orders stornieren?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1: cancel %n working order(s)</source>
            <translation>
                <numerusform>%1: %n aktive Order stornieren</numerusform>
                <numerusform>%1: %n aktive Orders stornieren</numerusform>
            </translation>
        </message>
        <message>
            <source>%1 and have the venue prove that no position is left?</source>
            <translation>%1 und vom Handelsplatz nachweisen lassen, dass keine Position übrig ist?</translation>
        </message>
        <message>
            <source>%1, then at market: %2?</source>
            <translation>%1, dann zum Marktpreis: %2?</translation>
        </message>
        <message>
            <source>Halt %1</source>
            <translation>%1 anhalten</translation>
        </message>
        <message numerus="yes">
            <source>Cancel %n order(s)</source>
            <translation>
                <numerusform>%n Order stornieren</numerusform>
                <numerusform>%n Orders stornieren</numerusform>
            </translation>
        </message>
        <message>
            <source>Flatten %1</source>
            <translation>%1 glattstellen</translation>
        </message>
        <message>
            <source>Trading of %1: %2.</source>
            <translation>Handel von %1: %2.</translation>
        </message>
        <message>
            <source>The trading state was not changed. %1</source>
            <translation>Der Handelszustand wurde nicht geändert. %1</translation>
        </message>
        <message>
            <source>An order was not canceled. %1</source>
            <translation>Eine Order wurde nicht storniert. %1</translation>
        </message>
        <message numerus="yes">
            <source>Kill switch: cancel requested for %n order(s).</source>
            <translation>
                <numerusform>Not-Aus: Stornierung von %n Order angefordert.</numerusform>
                <numerusform>Not-Aus: Stornierung von %n Orders angefordert.</numerusform>
            </translation>
        </message>
        <message>
            <source>Kill switch: %1 is being flattened.</source>
            <translation>Not-Aus: %1 wird glattgestellt.</translation>
        </message>
        <message>
            <source>Nothing was open.</source>
            <translation>Nichts war offen.</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::TradingStateButton</name>
        <message>
            <source>STOPPED</source>
            <translation>GESTOPPT</translation>
        </message>
        <message>
            <source>Trading %1</source>
            <translation>Handel %1</translation>
        </message>
        <message>
            <source>Kill switch. Trading is %1</source>
            <translation>Not-Aus. Handel: %1</translation>
        </message>
        <message>
            <source>Reason: %1</source>
            <translation>Grund: %1</translation>
        </message>
        <message>
            <source>Opens the kill switch (%1)</source>
            <translation>Öffnet den Not-Aus (%1)</translation>
        </message>
    </context>
    <context>
        <name>Integrity</name>
        <message>
            <source>Anchors of the journal were not signed with the key of this computer. If you did not move the data directory here, somebody has changed them.</source>
            <translation>Anker des Journals sind nicht mit dem Schlüssel dieses Rechners signiert. Wenn Sie das Datenverzeichnis nicht hierher verlegt haben, hat sie jemand verändert.</translation>
        </message>
        <message>
            <source>An anchor could not be written, so that a cut tail might not be noticed. Look at the space and the rights of the data directory.</source>
            <translation>Ein Anker konnte nicht geschrieben werden; ein abgeschnittenes Ende fiele womöglich nicht auf. Prüfen Sie Platz und Rechte des Datenverzeichnisses.</translation>
        </message>
        <message>
            <source>Anchors are not signed, because the key cannot be read.</source>
            <translation>Anker werden nicht signiert, weil der Schlüssel nicht gelesen werden kann.</translation>
        </message>
        <message>
            <source>Events could not be applied and wait for you below.</source>
            <translation>Ereignisse konnten nicht angewendet werden und warten unten auf Sie.</translation>
        </message>
        <message>
            <source>The disk is full, so new orders are blocked. Cancels and fills are still recorded, from space kept for this. Make room on the disk; orders are taken again by themselves.</source>
            <translation>Der Datenträger ist voll, deshalb sind neue Orders gesperrt. Stornos und Ausführungen werden aus einer Reserve weiter aufgezeichnet. Schaffen Sie Platz; Orders werden dann von selbst wieder angenommen.</translation>
        </message>
        <message>
            <source>The journal cannot be trusted, so no order leaves this machine until it is restored from a backup. Cancels still go through.</source>
            <translation>Dem Journal ist nicht zu trauen; keine Order verlässt diesen Rechner, bis es aus einer Sicherung wiederhergestellt ist. Stornos gehen weiter durch.</translation>
        </message>
        <message>
            <source>The journal is open for reading only, and no order is taken: %1 Its file was not changed. Restore a backup, or export what is in it.</source>
            <translation>Das Journal ist nur zum Lesen geöffnet, Orders werden nicht angenommen: %1 Die Datei wurde nicht verändert. Stellen Sie eine Sicherung wieder her oder exportieren Sie den Inhalt.</translation>
        </message>
        <message>
            <source>The program ends. What stood there before stands there still.</source>
            <translation>Das Programm wird beendet. Was vorher dastand, steht weiter da.</translation>
        </message>
        <message>
            <source>The program ends.</source>
            <translation>Das Programm wird beendet.</translation>
        </message>
        <message>
            <source>The program is busy or ends. Nothing was done.</source>
            <translation>Das Programm ist ausgelastet oder wird beendet. Es wurde nichts getan.</translation>
        </message>
        <message>
            <source>A rebuild is going on already.</source>
            <translation>Ein Neuaufbau läuft bereits.</translation>
        </message>
        <message>
            <source>There is no view “%1”. There are orders, fills, positions, accounts and activity.</source>
            <translation>Es gibt keine Sicht „%1“. Es gibt orders, fills, positions, accounts und activity.</translation>
        </message>
        <message>
            <source>The rebuild was cancelled. What stood there before stands there still.</source>
            <translation>Der Neuaufbau wurde abgebrochen. Was vorher dastand, steht weiter da.</translation>
        </message>
        <message>
            <source>Chain of events</source>
            <translation>Ereigniskette</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Orders</translation>
        </message>
        <message>
            <source>Executions</source>
            <translation>Ausführungen</translation>
        </message>
        <message>
            <source>Positions</source>
            <translation>Positionen</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Konten</translation>
        </message>
        <message>
            <source>Positions = sum of fills</source>
            <translation>Positionen = Summe der Ausführungen</translation>
        </message>
        <message>
            <source>Cash = sum of postings</source>
            <translation>Geld = Summe der Buchungen</translation>
        </message>
        <message>
            <source>Anchors</source>
            <translation>Anker</translation>
        </message>
        <message>
            <source>Clock</source>
            <translation>Uhr</translation>
        </message>
        <message>
            <source>Space on the disk</source>
            <translation>Platz auf dem Datenträger</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Statistik</translation>
        </message>
        <message>
            <source>Each event is hashed together with the one before it, so that none can be changed, taken away or put in.</source>
            <translation>Jedes Ereignis wird mit dem vorigen zusammen gehasht; keines lässt sich ändern, entfernen oder einfügen.</translation>
        </message>
        <message>
            <source>The rows on the screen against a second count of the events.</source>
            <translation>Die angezeigten Zeilen gegen eine zweite Auswertung der Ereignisse.</translation>
        </message>
        <message>
            <source>Every position against the sum of its fills.</source>
            <translation>Jede Position gegen die Summe ihrer Ausführungen.</translation>
        </message>
        <message>
            <source>The cash of every account against the sum of what was posted to it.</source>
            <translation>Das Geld jedes Kontos gegen die Summe seiner Buchungen.</translation>
        </message>
        <message>
            <source>Signed notes outside of the journal, which show when its end was cut off or all of it was written anew.</source>
            <translation>Signierte Notizen außerhalb des Journals; sie zeigen, wenn sein Ende fehlt oder alles neu geschrieben wurde.</translation>
        </message>
        <message>
            <source>The clock of this computer against the newest event.</source>
            <translation>Die Uhr dieses Rechners gegen das neueste Ereignis.</translation>
        </message>
        <message>
            <source>Space is kept so that cancels and fills can be recorded on a full disk.</source>
            <translation>Platz wird vorgehalten, damit Stornos und Ausführungen auch bei vollem Datenträger aufgezeichnet werden.</translation>
        </message>
        <message>
            <source>Counts that may lag behind the journal for a moment.</source>
            <translation>Zählungen, die dem Journal kurz nachlaufen dürfen.</translation>
        </message>
        <message>
            <source>up to event %1</source>
            <translation>bis Ereignis %1</translation>
        </message>
        <message>
            <source>Not checked yet</source>
            <translation>Noch nicht geprüft</translation>
        </message>
        <message>
            <source>✓ Agrees</source>
            <translation>✓ Stimmt</translation>
        </message>
        <message>
            <source>Repaired</source>
            <translation>Repariert</translation>
        </message>
        <message>
            <source>Look at this</source>
            <translation>Bitte ansehen</translation>
        </message>
        <message>
            <source>✕ Wrong</source>
            <translation>✕ Falsch</translation>
        </message>
        <message>
            <source>Nothing is checked</source>
            <translation>Es wird nichts geprüft</translation>
        </message>
        <message>
            <source>The journal cannot be trusted – orders are blocked</source>
            <translation>Dem Journal ist nicht zu trauen – Orders sind gesperrt</translation>
        </message>
        <message>
            <source>Something is wrong</source>
            <translation>Etwas stimmt nicht</translation>
        </message>
        <message>
            <source>Look at something</source>
            <translation>Bitte ansehen</translation>
        </message>
        <message>
            <source>A difference was found and repaired</source>
            <translation>Ein Unterschied wurde gefunden und repariert</translation>
        </message>
        <message>
            <source>The first check is running</source>
            <translation>Die erste Prüfung läuft</translation>
        </message>
        <message>
            <source>Everything agrees</source>
            <translation>Alles stimmt überein</translation>
        </message>
        <message numerus="yes">
            <source>%1 event(s)</source>
            <translation>
                <numerusform>%1 Ereignis</numerusform>
                <numerusform>%1 Ereignisse</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 order(s)</source>
            <translation>
                <numerusform>%1 Order</numerusform>
                <numerusform>%1 Orders</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 fill(s)</source>
            <translation>
                <numerusform>%1 Ausführung</numerusform>
                <numerusform>%1 Ausführungen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 position(s)</source>
            <translation>
                <numerusform>%1 Position</numerusform>
                <numerusform>%1 Positionen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 account(s)</source>
            <translation>
                <numerusform>%1 Konto</numerusform>
                <numerusform>%1 Konten</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 posting(s)</source>
            <translation>
                <numerusform>%1 Buchung</numerusform>
                <numerusform>%1 Buchungen</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::ChecksModel</name>
        <message>
            <source>Check</source>
            <translation>Prüfung</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>Compared</source>
            <translation>Verglichen</translation>
        </message>
        <message>
            <source>Checked</source>
            <translation>Geprüft</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>Befund</translation>
        </message>
        <message>
            <source>%1 ago</source>
            <translation>vor %1</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::DeadLettersModel</name>
        <message>
            <source>Event</source>
            <translation>Ereignis</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Sicht</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Zustand</translation>
        </message>
        <message>
            <source>Tried</source>
            <translation>Versuche</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Warum</translation>
        </message>
        <message>
            <source>Statistics</source>
            <translation>Statistik</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Fehlgeschlagen</translation>
        </message>
        <message>
            <source>Waits behind it</source>
            <translation>Wartet dahinter</translation>
        </message>
        <message>
            <source>Dismissed</source>
            <translation>Verworfen</translation>
        </message>
    </context>
    <context>
        <name>tradecore::ui::SelfCheckDialog</name>
        <message>
            <source>Self-check</source>
            <translation>Selbstprüfung</translation>
        </message>
        <message>
            <source>Checks</source>
            <translation>Prüfungen</translation>
        </message>
        <message>
            <source>Nothing has been checked yet.</source>
            <translation>Noch wurde nichts geprüft.</translation>
        </message>
        <message>
            <source>Progress of the rebuild</source>
            <translation>Fortschritt des Neuaufbaus</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Anhalten</translation>
        </message>
        <message>
            <source>What stood there before stands there still.</source>
            <translation>Was vorher dastand, steht weiter da.</translation>
        </message>
        <message>
            <source>Events that could not be applied. Orders, positions and money do not depend on them.</source>
            <translation>Ereignisse, die nicht angewendet werden konnten. Orders, Positionen und Geld hängen nicht davon ab.</translation>
        </message>
        <message>
            <source>Events that could not be applied</source>
            <translation>Ereignisse, die nicht angewendet werden konnten</translation>
        </message>
        <message>
            <source>No event waits.</source>
            <translation>Kein Ereignis wartet.</translation>
        </message>
        <message>
            <source>The event that could not be applied</source>
            <translation>Das Ereignis, das nicht angewendet werden konnte</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Erneut versuchen</translation>
        </message>
        <message>
            <source>Applies the event, and those that wait behind it, in order.</source>
            <translation>Wendet das Ereignis und die dahinter wartenden der Reihe nach an.</translation>
        </message>
        <message>
            <source>Dismiss</source>
            <translation>Verwerfen</translation>
        </message>
        <message>
            <source>The statistics pass over this event for good. The journal keeps it.</source>
            <translation>Die Statistik übergeht dieses Ereignis endgültig. Das Journal behält es.</translation>
        </message>
        <message>
            <source>Check now</source>
            <translation>Jetzt prüfen</translation>
        </message>
        <message>
            <source>Rebuild the views</source>
            <translation>Sichten neu aufbauen</translation>
        </message>
        <message>
            <source>Back up…</source>
            <translation>Sichern …</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Close the self-check</source>
            <translation>Selbstprüfung schließen</translation>
        </message>
        <message>
            <source>%1 · checking…</source>
            <translation>%1 · wird geprüft …</translation>
        </message>
        <message>
            <source>Each event is proved, and everything that is shown is compared with the events.</source>
            <translation>Jedes Ereignis wird geprüft, und alles Angezeigte wird mit den Ereignissen verglichen.</translation>
        </message>
        <message>
            <source>%1 events proved · checked %2 ago · every 5 minutes, and again 1 minute after a finding</source>
            <translation>%1 Ereignisse bewiesen · vor %2 geprüft · alle 5 Minuten, nach einem Befund nach 1 Minute</translation>
        </message>
        <message>
            <source>The views are being made anew.</source>
            <translation>Die Sichten werden gerade neu aufgebaut.</translation>
        </message>
        <message>
            <source>The journal cannot be trusted; restore a backup first.</source>
            <translation>Dem Journal ist nicht zu trauen; stellen Sie zuerst eine Sicherung wieder her.</translation>
        </message>
        <message>
            <source>A check is running.</source>
            <translation>Eine Prüfung läuft.</translation>
        </message>
        <message>
            <source>Proves the newest events and compares everything with them.</source>
            <translation>Prüft die neuesten Ereignisse und vergleicht alles mit ihnen.</translation>
        </message>
        <message>
            <source>Makes everything that is shown anew from the events, beside what stands there. Trading goes on.</source>
            <translation>Baut alles Angezeigte aus den Ereignissen neu auf, neben dem Vorhandenen. Der Handel geht weiter.</translation>
        </message>
        <message>
            <source>A backup is being made.</source>
            <translation>Eine Sicherung wird erstellt.</translation>
        </message>
        <message>
            <source>Copies the journal while it is written, and proves the copy before it counts.</source>
            <translation>Kopiert das Journal im laufenden Betrieb und prüft die Kopie, bevor sie zählt.</translation>
        </message>
        <message>
            <source>Choose an event first.</source>
            <translation>Wählen Sie zuerst ein Ereignis.</translation>
        </message>
        <message>
            <source>It is dismissed.</source>
            <translation>Es ist verworfen.</translation>
        </message>
        <message>
            <source>The views are made anew; trading goes on.</source>
            <translation>Die Sichten werden neu aufgebaut; der Handel geht weiter.</translation>
        </message>
        <message>
            <source>The views were not made anew: %1</source>
            <translation>Die Sichten wurden nicht neu aufgebaut: %1</translation>
        </message>
        <message>
            <source>Back up the journal</source>
            <translation>Journal sichern</translation>
        </message>
        <message>
            <source>Journals (*.db)</source>
            <translation>Journale (*.db)</translation>
        </message>
        <message>
            <source>The journal is copied and the copy is proved…</source>
            <translation>Das Journal wird kopiert und die Kopie geprüft …</translation>
        </message>
        <message>
            <source>%1 holds %2 events (%3) and is proved.</source>
            <translation>%1 enthält %2 Ereignisse (%3) und ist geprüft.</translation>
        </message>
        <message>
            <source>Event %1 of %2</source>
            <translation>Ereignis %1 von %2</translation>
        </message>
        <message>
            <source>The event was applied.</source>
            <translation>Das Ereignis wurde angewendet.</translation>
        </message>
        <message>
            <source>The event is passed over. The journal keeps it.</source>
            <translation>Das Ereignis wird übergangen. Das Journal behält es.</translation>
        </message>
        <message numerus="yes">
            <source>%n row(s) were made anew in %1.</source>
            <translation>
                <numerusform>%n Zeile wurde in %1 neu aufgebaut.</numerusform>
                <numerusform>%n Zeilen wurden in %1 neu aufgebaut.</numerusform>
            </translation>
        </message>
    </context>
<context>
    <name>RiskLimits</name>
    <message>
        <source>A limit is more than zero; %1 is not. Switch it off instead.</source>
        <translation>Eine Grenze ist größer als null; %1 ist es nicht. Schalten Sie sie stattdessen ab.</translation>
    </message>
    <message>
        <source>This limit is a whole number; %1 is not.</source>
        <translation>Diese Grenze ist eine ganze Zahl; %1 ist keine.</translation>
    </message>
    <message>
        <source>%1 is more than %2, the largest value of this limit.</source>
        <translation>%1 ist mehr als %2, der größte Wert dieser Grenze.</translation>
    </message>
</context>
<context>
    <name>tradecore::ui::LimitsDialog</name>
    <message>
        <source>R1  Order size</source>
        <translation>R1  Ordergröße</translation>
    </message>
    <message>
        <source>R2  Order value</source>
        <translation>R2  Orderwert</translation>
    </message>
    <message>
        <source>R3  Price collar</source>
        <translation>R3  Preiskorridor</translation>
    </message>
    <message>
        <source>R4  Order rate</source>
        <translation>R4  Orders je Minute</translation>
    </message>
    <message>
        <source>R5  Same order again</source>
        <translation>R5  Dieselbe Order</translation>
    </message>
    <message>
        <source>R6  Loss of the day</source>
        <translation>R6  Tagesverlust</translation>
    </message>
    <message>
        <source>R7  Position size</source>
        <translation>R7  Positionsgröße</translation>
    </message>
    <message>
        <source>units in one order</source>
        <translation>Stück in einer Order</translation>
    </message>
    <message>
        <source>price × quantity, in the currency of the instrument</source>
        <translation>Preis × Menge, in der Währung des Instruments</translation>
    </message>
    <message>
        <source>% by which a limit price may be worse than the market</source>
        <translation>%, um die ein Limitpreis schlechter als der Markt sein darf</translation>
    </message>
    <message>
        <source>orders in a minute</source>
        <translation>Orders in einer Minute</translation>
    </message>
    <message>
        <source>seconds between two equal orders</source>
        <translation>Sekunden zwischen zwei gleichen Orders</translation>
    </message>
    <message>
        <source>in the currency of the account; then only reducing orders pass</source>
        <translation>in der Währung des Kontos; danach gehen nur verkleinernde Orders durch</translation>
    </message>
    <message>
        <source>units in one position, open orders included</source>
        <translation>Stück in einer Position, offene Orders mitgezählt</translation>
    </message>
    <message>
        <source>Risk limits</source>
        <translation>Risikogrenzen</translation>
    </message>
    <message>
        <source>Every order passes these limits before it leaves this machine. An empty field switches a limit off. Orders that reduce a position pass R1, R2, R6 and R7.</source>
        <translation>Jede Order geht durch diese Grenzen, bevor sie diesen Rechner verlässt. Ein leeres Feld schaltet eine Grenze ab. Orders, die eine Position verkleinern, gehen durch R1, R2, R6 und R7.</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Save the limits</source>
        <translation>Die Grenzen speichern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the limits</source>
        <translation>Die Grenzen schließen</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert …</translation>
    </message>
    <message>
        <source>Write a plain number, or nothing to switch the limit off.</source>
        <translation>Schreiben Sie eine einfache Zahl, oder nichts, um die Grenze abzuschalten.</translation>
    </message>
    <message>
        <source>Limit changed: %1 is %2.</source>
        <translation>Grenze geändert: %1 ist %2.</translation>
    </message>
    <message>
        <source>Limit switched off: %1.</source>
        <translation>Grenze abgeschaltet: %1.</translation>
    </message>
</context>
</TS>
