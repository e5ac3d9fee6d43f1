// LogModel: what happened in this session in sentences, newest last, bounded; equal sentences in a row are counted, not
// repeated. Gui thread.
#pragma once

#include "ui/common/cell_table_model.h"

namespace tradecore::ui {

class LogModel : public CellTableModel {
    Q_OBJECT
public:
    enum Column { Time, Sentence, Count, ColumnCount };
    static constexpr int keptRows = 2'000;

    explicit LogModel(QObject* parent);
    void add(const QString& sentence, Tone tone);

private:
    QString m_last;
    qint64 m_lastNumber = 0;
    int m_repeats = 1;
};

}  // namespace tradecore::ui
