// The one include of QCustomPlot: its header uses Qt's lower-case keywords and foreach (over lists that it only reads), which
// the house switches off.
#pragma once

#ifndef signals
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach(variable, container) for (variable : container)
#define TRADECORE_OWN_KEYWORDS
#endif

#include <qcustomplot.h>

#ifdef TRADECORE_OWN_KEYWORDS
#undef signals
#undef slots
#undef emit
#undef foreach
#undef TRADECORE_OWN_KEYWORDS
#endif
