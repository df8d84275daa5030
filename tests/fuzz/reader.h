#pragma once

#include "tests/fuzz/mutation.h"

#include <functional>

namespace tp::test {

/// The main program of a fuzz target that reads what strangers wrote: has `readOne` make an input
/// by the dice and read it, as often as the arguments say. An Error with a message is a refusal,
/// and fine; a crash, another exception (readOne() throws logic_error for what must not be), a
/// hang or a tensor left behind is a finding. Exits with 1 after one.
int fuzzReader(
    const std::vector<std::string>& arguments, const std::function<void(Dice& dice)>& readOne);

/// Throws logic_error if `holds` does not.
void mustHold(bool holds, const char* what);

} // namespace tp::test
