#include "tests/support/recording/simulated_recording.h"

#include <iostream>

int main()
{
    std::cout << tradecore::test::firstLightRecording();
    return std::cout.good() ? 0 : 1;
}
